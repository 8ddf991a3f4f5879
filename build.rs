//! Compiles the lists of labels under `src/words/labels/` into a perfect hash map, since
//! hashing all phrases at start-up would take longer than reading a page.

use std::collections::BTreeMap;
use std::path::Path;
use std::{env, fs, io};

#[allow(dead_code, reason = "the script needs only part of it")]
#[path = "src/words/class.rs"]
mod class;
#[allow(dead_code, reason = "the script needs only part of it")]
#[path = "src/words/hash.rs"]
mod hash;
#[path = "src/words/phrase.rs"]
mod phrase;

use phrase::Phrase;

/// The lists and the topics of their phrases. A phrase of several lists belongs to the
/// first of them.
const LISTS: [(&str, &str); 7] = [
    ("related.txt", "Topic::Related"),
    ("comments.txt", "Topic::Comments"),
    ("share.txt", "Topic::Share"),
    ("newsletter.txt", "Topic::Newsletter"),
    ("advert.txt", "Topic::Advert"),
    ("consent.txt", "Topic::Consent"),
    ("navigation.txt", "Topic::Navigation"),
];

fn main() -> io::Result<()> {
    let directory = Path::new("src/words/labels");
    for file in ["build.rs", "src/words/class.rs", "src/words/hash.rs", "src/words/phrase.rs"] {
        println!("cargo::rerun-if-changed={file}");
    }
    println!("cargo::rerun-if-changed={}", directory.display());
    let mut topics = BTreeMap::new();
    for (file, topic) in LISTS {
        let list = fs::read_to_string(directory.join(file))?;
        for text in list.lines().filter(|line| !line.is_empty() && !line.starts_with("# ")) {
            let mut phrase = Phrase::new();
            text.chars().for_each(|c| phrase.read(c));
            topics.entry(phrase.end()).or_insert(topic);
        }
    }
    let mut map = phf_codegen::Map::new();
    for (hash, topic) in topics {
        map.entry(hash, topic);
    }
    let path = Path::new(&env::var("OUT_DIR").expect("cargo sets OUT_DIR")).join("labels.rs");
    fs::write(path, format!("static TOPICS: phf::Map<u64, Topic> = {};\n", map.build()))
}
