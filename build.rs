//! Makes the table of labels, `src/words/table.rs`, of the lists under
//! `src/words/labels/`.

use std::path::Path;
use std::{env, fs, io};

#[allow(dead_code, reason = "the script needs some of it")]
#[path = "src/words/class.rs"]
mod class;
#[allow(dead_code, reason = "the script needs some of it")]
#[path = "src/words/hash.rs"]
mod hash;
#[path = "src/words/phrase.rs"]
mod phrase;
#[path = "src/words/table.rs"]
mod table;

use phrase::Phrase;

fn main() -> io::Result<()> {
    let lists = Path::new("src/words/labels");
    for file in ["build.rs", "src/words/class.rs", "src/words/hash.rs", "src/words/phrase.rs", "src/words/table.rs"] {
        println!("cargo::rerun-if-changed={file}");
    }
    println!("cargo::rerun-if-changed={}", lists.display());
    let mut slots = vec![0u32; table::SLOTS];
    for (number, name) in (0..).zip(table::LISTS) {
        let list = fs::read_to_string(lists.join(name).with_extension("txt"))?;
        for text in list.lines().filter(|line| !line.is_empty() && !line.starts_with("# ")) {
            let mut phrase = Phrase::new();
            text.chars().for_each(|c| phrase.read(c));
            let key = table::key(phrase.end());
            let free = |&slot: &usize| slots[slot] == 0 || slots[slot] & !table::LIST == key;
            let slot = table::slots(key).find(free).expect("the table has room");
            // A phrase of several lists stays with the first.
            if slots[slot] == 0 {
                slots[slot] = key | number;
            }
        }
    }
    let bytes: Vec<u8> = slots.into_iter().flat_map(u32::to_le_bytes).collect();
    fs::write(Path::new(&env::var("OUT_DIR").expect("cargo sets it")).join("labels.table"), bytes)
}
