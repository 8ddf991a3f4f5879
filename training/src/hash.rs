//! A hash that is the same in every run.

#[allow(dead_code, reason = "training needs only the 64-bit hash")]
#[path = "../../src/words/hash.rs"]
mod fnv;

use fnv::Fnv64;

/// Returns the 64-bit FNV-1a hash of `bytes`.
pub fn hash(bytes: impl IntoIterator<Item = u8>) -> u64 {
    bytes.into_iter().fold(Fnv64::EMPTY, |hash, byte| hash.unit(u64::from(byte))).get()
}
