//! The architecture, read from the sources: no file imports a file that imports it, no stage
//! imports a later one, and no two types have the same name.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use regex::Regex;

/// The top-level modules in the order in which they may import each other: only earlier ones,
/// or those of the same row.
const ROWS: &[&[&str]] = &[
    &["words", "address"],
    &["error"],
    &["html"],
    &["document"],
    &["rulings", "metadata"],
    &["rules"],
    &["options"],
    &["limits", "decode"],
    &["sniff"],
    &["summary"],
    &["segment"],
    &["comments"],
    &["features"],
    &["model"],
    &["headline"],
    &["site"],
    &["select"],
    &["doubt"],
    &["judged"],
    &["explain"],
    &["render"],
    &["report"],
    &["extract"],
    &["article"],
    &["extractor"],
    &["internals", "containers"],
    &["cli"],
];

/// A source file and the paths that its product code imports.
struct Source {
    /// Its module path, such as `select::context`.
    module: String,
    imports: Vec<String>,
    text: String,
}

#[test]
fn no_module_imports_a_later_one() {
    let row = |module: &str| {
        let name = module.split("::").next().unwrap_or_default();
        ROWS.iter().position(|row| row.contains(&name)).unwrap_or_else(|| panic!("{name} is in no row"))
    };
    let sources = sources();
    let names: BTreeSet<&str> = ROWS.iter().copied().flatten().copied().collect();
    let mut wrong = Vec::new();
    for source in sources.iter().filter(|source| !["lib", "main"].contains(&source.module.as_str())) {
        for import in &source.imports {
            let first = import.split("::").next().unwrap_or_default();
            if names.contains(first) && row(import) > row(&source.module) {
                wrong.push(format!("{} imports {import}", source.module));
            }
        }
    }
    assert!(sources.len() > 100, "{} files", sources.len());
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn no_file_imports_a_file_that_imports_it() {
    let sources = sources();
    let modules: BTreeSet<&str> = sources.iter().map(|source| source.module.as_str()).collect();
    // An import names an item in a file: the longest module path that it begins with.
    let file_of = |import: &str| {
        let mut path = import;
        loop {
            if modules.contains(path) {
                return Some(path.to_owned());
            }
            path = path.rsplit_once("::")?.0;
        }
    };
    let mut graph: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for source in &sources {
        let files = source.imports.iter().filter_map(|import| file_of(import)).filter(|file| *file != source.module);
        graph.entry(&source.module).or_default().extend(files);
    }
    let cycles: Vec<String> = graph.keys().filter_map(|start| cycle_from(start, &graph)).collect();
    assert!(cycles.is_empty(), "{cycles:#?}");
}

#[test]
fn no_two_types_have_the_same_name() {
    // Types at the top level of a file; those of traits are indented.
    let definition =
        Regex::new(r"(?m)^(?:pub(?:\([a-z: ]+\))? )?(?:struct|enum|trait|type|union) ([A-Z]\w*)").expect("a regex");
    let mut places: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for source in sources() {
        for found in definition.captures_iter(&source.text) {
            places.entry(found[1].to_owned()).or_default().push(source.module.clone());
        }
    }
    assert!(places.len() > 200, "{} types", places.len());
    places.retain(|_, modules| modules.len() > 1);
    assert!(places.is_empty(), "{places:#?}");
}

/// Returns the shortest way along imports from a module back to itself.
fn cycle_from(start: &str, graph: &BTreeMap<&str, BTreeSet<String>>) -> Option<String> {
    let mut ways = vec![vec![start.to_owned()]];
    let mut seen = BTreeSet::new();
    while !ways.is_empty() {
        let mut longer = Vec::new();
        for way in ways {
            for next in graph.get(way.last()?.as_str()).into_iter().flatten() {
                let way: Vec<String> = way.iter().cloned().chain([next.clone()]).collect();
                if next == start {
                    return Some(way.join(" -> "));
                }
                if seen.insert(next.clone()) {
                    longer.push(way);
                }
            }
        }
        ways = longer;
    }
    None
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    list(&root, &mut files);
    files.sort();
    let source = |path: &PathBuf| {
        let module = path.strip_prefix(&root).expect("below src").with_extension("");
        let module = module.to_str().expect("a name in UTF-8").replace(['/', '\\'], "::");
        let module = module.strip_suffix("::mod").unwrap_or(&module).to_owned();
        let is_test = module.split("::").any(|part| part == "tests" || part == "testing" || part.ends_with("_tests"));
        let text = fs::read_to_string(path).expect("a source file");
        (!is_test).then(|| Source { imports: imports(&text, &module), module, text })
    };
    files.iter().filter_map(source).collect()
}

fn list(directory: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(directory).expect("a directory") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            list(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

/// Returns what the product code of a file imports, as paths from the crate's root. Public
/// re-exports are what a module offers, not what it needs.
fn imports(text: &str, module: &str) -> Vec<String> {
    let code = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
    let comments = Regex::new(r"(?m)^\s*//.*$").expect("a regex");
    let code = comments.replace_all(code, "");
    let children = Regex::new(r"(?m)^(?:pub(?:\([a-z]+\))? )?mod ([a-z_]+);").expect("a regex");
    let children: Vec<String> = children.captures_iter(&code).map(|found| found[1].to_owned()).collect();
    let roots = ["crate", "super", "self"].into_iter().chain(children.iter().map(String::as_str));
    let roots = roots.collect::<Vec<_>>().join("|");
    let statement = Regex::new(&format!(r"(?m)^[ \t]*use ((?:{roots})\b[^;]*);")).expect("a regex");
    let inline = Regex::new(r"\bcrate::([a-z_]+(?:::[A-Za-z_]+)+)").expect("a regex");
    let mut paths = Vec::new();
    for found in statement.captures_iter(&code) {
        let whole: String = found[1].split_whitespace().collect::<Vec<_>>().join(" ");
        expand("", &whole, &mut paths);
    }
    let resolve = |path: &String| {
        let mut above: Vec<&str> = module.split("::").collect();
        let mut parts = path.split("::").peekable();
        if parts.next_if_eq(&"crate").is_some() {
            above.clear();
        } else {
            parts.next_if_eq(&"self");
            // The children of `a/b.rs` and of `a/b/mod.rs` are both below `a::b`.
            while parts.next_if_eq(&"super").is_some() {
                above.pop();
            }
        }
        above.into_iter().chain(parts).collect::<Vec<_>>().join("::")
    };
    let without_statements = statement.replace_all(&code, "");
    let inline = inline.captures_iter(&without_statements).map(|found| found[1].to_owned());
    paths.iter().map(resolve).chain(inline).collect()
}

/// Splits `a::{b, c::d}` into the paths `a::b` and `a::c::d`.
fn expand(prefix: &str, tree: &str, paths: &mut Vec<String>) {
    let tree = tree.split(" as ").next().unwrap_or(tree).trim();
    let Some((head, group)) = tree.split_once('{') else {
        let path = format!("{prefix}{tree}");
        return paths.push(path.trim_end_matches("::self").trim_end_matches("::*").to_owned());
    };
    let group = group.trim_end().trim_end_matches('}');
    let (mut depth, mut start) = (0, 0);
    for (at, c) in group.char_indices().chain([(group.len(), ',')]) {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                let part = group[start..at].trim();
                if !part.is_empty() {
                    expand(&format!("{prefix}{head}"), part, paths);
                }
                start = at + 1;
            }
            _ => {}
        }
    }
}

#[test]
fn import_lists_are_expanded() {
    let text = "use crate::a::{self, b::{C, D}, e as f};\nuse super::g;\nuse std::fmt;\nfn x() { crate::h::i() }";
    let expected = ["a", "a::b::C", "a::b::D", "a::e", "m::g", "h::i"];
    assert_eq!(imports(text, "m::n"), expected);
    assert_eq!(imports("mod b;\nuse b::C;\nuse d::E;\npub use b::F;", "a"), ["a::b::C"]);
}
