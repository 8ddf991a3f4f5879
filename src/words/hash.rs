//! FNV-1a hashes of words and of sequences of words.
//!
//! The trained models look tokens up by these hashes, so the values are part of the
//! model format: they are the same on every machine and must never change. This file
//! imports nothing, because the build script and the training crate compile it too.

/// A 32-bit [FNV-1a](http://www.isthe.com/chongo/tech/comp/fnv/) hash of bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fnv32(u32);

impl Fnv32 {
    /// The hash of nothing: the algorithm's offset basis.
    pub const EMPTY: Fnv32 = Fnv32(0x811c_9dc5);

    /// Continues from an earlier hash.
    #[inline]
    pub const fn resume(hash: u32) -> Fnv32 {
        Fnv32(hash)
    }

    /// Adds a byte.
    #[inline]
    pub const fn byte(self, byte: u8) -> Fnv32 {
        Fnv32((self.0 ^ byte as u32).wrapping_mul(0x0100_0193))
    }

    /// Adds the UTF-8 bytes of a character. Words are hashed in lower case.
    pub fn char(self, c: char) -> Fnv32 {
        let mut buffer = [0; 4];
        c.encode_utf8(&mut buffer).bytes().fold(self, Fnv32::byte)
    }

    /// Returns the hash as a number.
    #[inline]
    pub const fn get(self) -> u32 {
        self.0
    }
}

/// A 64-bit [FNV-1a](http://www.isthe.com/chongo/tech/comp/fnv/) hash of bytes, or of
/// larger units such as the hashes of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fnv64(u64);

impl Fnv64 {
    /// The hash of nothing: the algorithm's offset basis.
    pub const EMPTY: Fnv64 = Fnv64(0xcbf2_9ce4_8422_2325);

    /// Adds a unit.
    #[inline]
    pub const fn unit(self, unit: u64) -> Fnv64 {
        Fnv64((self.0 ^ unit).wrapping_mul(0x0100_0000_01b3))
    }

    /// Adds a word, by its hash, to the hash of a phrase or line. The rotation makes up for
    /// the multiplication, which moves no bits down.
    #[inline]
    pub const fn word(self, word: u64) -> Fnv64 {
        Fnv64(self.unit(word).0.rotate_left(17))
    }

    /// Returns the hash as a number.
    #[inline]
    pub const fn get(self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::{Fnv32, Fnv64};

    /// The published test vectors for `foobar`.
    #[test]
    fn hashes_are_fnv_1a() {
        let hash32 = "foobar".bytes().fold(Fnv32::EMPTY, Fnv32::byte).get();
        let hash64 = "foobar".bytes().fold(Fnv64::EMPTY, |hash, byte| hash.unit(u64::from(byte))).get();
        assert_eq!((hash32, hash64), (0xbf9c_f968, 0x8594_4171_f739_67e8));
        assert_eq!("é".chars().fold(Fnv32::EMPTY, Fnv32::char), "é".bytes().fold(Fnv32::EMPTY, Fnv32::byte));
    }
}
