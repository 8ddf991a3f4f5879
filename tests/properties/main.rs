//! Properties of every input: no panic, and the output is drawn from the input.

mod again;
mod anything;
mod chunks;
mod html;
mod markdown;
mod reading;
mod rules;
mod site;
mod text;

use std::path::Path;

use dehusk::internals::Options;

/// Returns the output for `bytes`.
fn article(bytes: &[u8], options: &Options) -> String {
    dehusk::internals::clean(bytes, options, &dehusk::internals::Models::BUILT_IN).expect("HTML or text").text
}

/// Returns the inputs of all fixtures, with the names of their folders.
fn fixtures() -> Vec<(String, Vec<u8>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let mut fixtures = Vec::new();
    for folder in std::fs::read_dir(root).expect("the folder of fixtures") {
        let folder = folder.expect("a folder");
        if !folder.path().is_dir() {
            continue;
        }
        for file in std::fs::read_dir(folder.path()).expect("a fixture") {
            let path = file.expect("a file").path();
            if path.file_stem().is_some_and(|stem| stem == "input") {
                let name = folder.file_name().to_string_lossy().into_owned();
                fixtures.push((name, std::fs::read(path).expect("the input can be read")));
            }
        }
    }
    assert!(!fixtures.is_empty());
    fixtures
}
