//! The table of phrases that the build script makes of the lists under
//! `src/words/labels/` (`build.rs`): as many as they are, hashing them would take
//! longer than many a page. It is open-addressed; a slot holds the hash of a phrase
//! but for [`LIST`], little-endian, 0 stands for none.

/// The lists, in the order of their numbers.
pub const LISTS: [&str; 7] = ["related", "comments", "share", "newsletter", "advert", "consent", "navigation"];

/// Slots of the table: a power of two, some four times the phrases.
pub const SLOTS: usize = 1 << 15;

/// Bits of a slot that are the number of a list.
pub const LIST: u32 = 7;

/// The bits of a phrase's hash that a slot has.
pub fn key(hash: u64) -> u32 {
    (((hash ^ (hash >> 32)) as u32) & !LIST).max(LIST + 1)
}

/// The slots where a phrase may stand, the next after each that is another's.
pub fn slots(key: u32) -> impl Iterator<Item = usize> {
    let first = (key >> LIST.count_ones()) as usize;
    (first..first + SLOTS).map(|slot| slot % SLOTS)
}
