//! Every folder of `fixtures/`: what comes out of its `input.*` is its
//! `expected.txt`, to the last byte, and as Markdown its `expected.md`, where
//! there is one.
//!
//! `UPDATE_FIXTURES=1 cargo test --test fixtures` writes what comes out into
//! these; look at the difference before you commit it.
//!
//! Where that is not yet what a person would want, `wanted.txt` says what is.
//! `cargo test --test fixtures -- --nocapture` prints how much of it is there.

use std::collections::HashMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use dehusk::{Form, Options, extract};

/// Lines of a difference that are shown.
const SHOWN: usize = 12;

#[test]
fn fixtures_come_out_as_expected() {
    let update = std::env::var_os("UPDATE_FIXTURES").is_some_and(|v| v == "1");
    let folders = folders();
    let mut failures = Vec::new();
    for folder in &folders {
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let bytes = fs::read(input(folder)).expect("the input can be read");
        for (form, file) in [(Form::Text, "expected.txt"), (Form::Markdown, "expected.md")] {
            let path = folder.join(file);
            if form == Form::Markdown && !path.exists() {
                continue;
            }
            let text = match extract(&bytes, &Options { form, ..Options::default() }) {
                Ok(document) => document.text,
                Err(error) => {
                    failures.push(format!("{name}: {error}"));
                    continue;
                }
            };
            let expected = fs::read_to_string(&path).unwrap_or_default();
            if text == expected {
                continue;
            }
            if update {
                fs::write(&path, &text).expect("what is expected can be written");
                println!("rewritten: {name}/{file}");
            } else {
                failures.push(format!("{name}/{file}\n{}", difference(&expected, &text)));
            }
        }
    }
    let count = failures.len();
    assert!(count == 0, "{count} of {} fixtures differ\n\n{}", folders.len(), failures.join("\n"));
}

/// The page that started it all, which is not ours to copy: an icon run, a
/// date, the headline, the deck, the headline again, the story.
#[test]
fn the_seed_comes_out_as_a_person_wants_it() {
    let Some(corpus) = dehusk_training::corpus::directory() else {
        println!("skipped: no corpus; see CONTRIBUTING.md");
        return;
    };
    let seed = corpus.join("seed");
    let Ok(page) = fs::read(seed.join("rt-putin.txt")) else {
        println!("skipped: {} is not there", seed.display());
        return;
    };
    let expected = fs::read_to_string(seed.join("rt-putin.expected.txt")).expect("it stands beside the page");
    assert_eq!(extract(&page, &Options::default()).expect("a text").text, expected);
}

#[test]
fn wanted_text_is_not_reached_yet() {
    let mut reached = Vec::new();
    for folder in folders() {
        let Ok(wanted) = fs::read_to_string(folder.join("wanted.txt")) else { continue };
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let bytes = fs::read(input(&folder)).expect("the input can be read");
        let text = extract(&bytes, &Options::default()).expect("a page or a text").text;
        let (found, beside) = overlap(&wanted, &text);
        let total = wanted.split_whitespace().count();
        println!("{name}: {found} of {total} wanted words reached, {beside} words not wanted");
        if text == wanted {
            reached.push(name);
        }
    }
    assert!(reached.is_empty(), "reached; the wanted.txt of these is their expected.txt now: {reached:?}");
}

/// How many words of `wanted` are in `text`, and how many of `text` are left
/// over, each counted as often as it stands.
fn overlap(wanted: &str, text: &str) -> (usize, usize) {
    let mut left: HashMap<&str, usize> = HashMap::new();
    for word in text.split_whitespace() {
        *left.entry(word).or_default() += 1;
    }
    let mut found = 0;
    for word in wanted.split_whitespace() {
        if let Some(count @ 1..) = left.get_mut(word) {
            *count -= 1;
            found += 1;
        }
    }
    (found, left.values().sum())
}

#[test]
fn wanted_words_count_as_often_as_they_stand() {
    assert_eq!(overlap("a b b c", "b a b a"), (3, 1));
    assert_eq!(overlap("", "a"), (0, 1));
}

fn folders() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let entries = fs::read_dir(root).into_iter().flatten().map(|entry| entry.expect("a folder").path());
    let mut folders: Vec<_> = entries.filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}

/// The one file of a fixture that is called `input`, whatever its ending.
fn input(folder: &Path) -> PathBuf {
    let mut files = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("a file").path());
    files.find(|path| path.file_stem().is_some_and(|stem| stem == "input")).expect("a fixture has an input")
}

/// The lines that only one of two texts has, in order, by the longest common
/// subsequence of lines.
fn difference(expected: &str, text: &str) -> String {
    let (old, new): (Vec<_>, Vec<_>) = (expected.split('\n').collect(), text.split('\n').collect());
    let mut common = vec![vec![0u32; new.len() + 1]; old.len() + 1];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            common[i][j] =
                if old[i] == new[j] { common[i + 1][j + 1] + 1 } else { common[i + 1][j].max(common[i][j + 1]) };
        }
    }
    let (mut i, mut j, mut lines) = (0, 0, Vec::new());
    while i < old.len() || j < new.len() {
        if i < old.len() && j < new.len() && old[i] == new[j] {
            (i, j) = (i + 1, j + 1);
        } else if j == new.len() || i < old.len() && common[i + 1][j] >= common[i][j + 1] {
            lines.push(format!("  - {:.100}", old[i]));
            i += 1;
        } else {
            lines.push(format!("  + {:.100}", new[j]));
            j += 1;
        }
    }
    let mut shown = lines[..lines.len().min(SHOWN)].join("\n");
    if lines.len() > SHOWN {
        let _ = write!(shown, "\n  … and {} lines more", lines.len() - SHOWN);
    }
    shown
}

#[test]
fn a_difference_shows_what_is_missing_and_what_is_new() {
    assert_eq!(difference("a\nb\nc", "a\nc\nd"), "  - b\n  + d");
    assert_eq!(difference("a", "a"), "");
    assert!(difference(&"x\n".repeat(40), "").ends_with("lines more"));
}
