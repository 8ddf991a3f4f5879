//! Makes the table of labels, `src/evidence/label/table.rs`, of the lists under
//! `src/lexicon/labels/`.

use std::path::Path;
use std::{env, fs, io};

#[allow(dead_code, reason = "the script needs some of it")]
#[path = "src/evidence/shape/class.rs"]
mod class;
#[path = "src/evidence/hash.rs"]
mod hash;
#[path = "src/evidence/label/table.rs"]
mod table;

use class::{Class, class_of};

fn main() -> io::Result<()> {
    let lists = Path::new("src/lexicon/labels");
    for file in ["build.rs", "src/evidence/shape/class.rs", "src/evidence/hash.rs", "src/evidence/label/table.rs"] {
        println!("cargo::rerun-if-changed={file}");
    }
    println!("cargo::rerun-if-changed={}", lists.display());
    let mut slots = vec![0u32; table::SLOTS];
    for (number, name) in (0..).zip(table::LISTS) {
        let list = fs::read_to_string(lists.join(name).with_extension("txt"))?;
        for phrase in list.lines().filter(|line| !line.is_empty() && !line.starts_with("# ")) {
            let key = table::key(pattern(phrase));
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

/// The hash of a lower-cased phrase, as `src/evidence/shape/count.rs` has it of a line
/// without its numbers.
fn pattern(phrase: &str) -> u64 {
    let (mut line, mut word) = (hash::LINE_OFFSET, None);
    let end = |line: &mut u64, word: &mut Option<u32>| {
        *line = word.take().map_or(*line, |word| hash::mix(*line, u64::from(word)));
    };
    for c in phrase.chars() {
        match class_of(c) {
            Class::Upper | Class::Lower => word = Some(hash::hash_char(word.unwrap_or(hash::HASH_OFFSET), c)),
            Class::Joiner => {}
            Class::Ideograph => {
                end(&mut line, &mut word);
                line = hash::mix(line, u64::from(u32::from(c)));
            }
            _ => end(&mut line, &mut word),
        }
    }
    end(&mut line, &mut word);
    line
}
