//! Hashes of words and lines. The build script makes a table by them too
//! (`build.rs`), so there is nothing else in this file.

/// Start value of the word hash (FNV-1a, 32 bits).
pub const HASH_OFFSET: u32 = 0x811c_9dc5;

/// Adds a byte of a lower-cased word to its hash.
#[inline]
pub fn hash_step(hash: u32, byte: u8) -> u32 {
    (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
}

/// Adds a lower-cased character to the hash.
pub fn hash_char(hash: u32, c: char) -> u32 {
    let mut buffer = [0; 4];
    c.encode_utf8(&mut buffer).bytes().fold(hash, hash_step)
}

/// Start value of the hash of a line (FNV-1a, 64 bits).
pub const LINE_OFFSET: u64 = 0xcbf2_9ce4_8422_2325;

/// Adds a word to the hash of a line.
#[inline]
pub fn mix(line: u64, word: u64) -> u64 {
    (line ^ word).wrapping_mul(0x0100_0000_01b3).rotate_left(17)
}
