//! Weights of known words or tokens, as trained models hold them.
//!
//! Training gives a weight only to words and tokens that stand on several sites. Most
//! tokens of a page stand on no other site, so the table stores enough of each hash to tell
//! an unknown token from a known one: hashed into the buckets of known tokens, unknown ones
//! would add noise.

/// Weights of known words or tokens, looked up by a 32-bit hash.
///
/// A table of `2^n` slots. A slot holds the upper 24 bits of a hash and, in its low byte,
/// a signed weight. Each token is stored in one of two neighbouring slots.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    slots: Vec<u32>,
    scale: f32,
}

impl Vocabulary {
    /// Knows no token.
    pub const EMPTY: Vocabulary = Vocabulary { slots: Vec::new(), scale: 0.0 };

    /// Makes a vocabulary of its slots; `scale` is the log-odds of a weight of 1. Returns
    /// `None` unless the number of slots is 0 or a power of two.
    pub fn new(slots: Vec<u32>, scale: f32) -> Option<Vocabulary> {
        (slots.is_empty() || slots.len().is_power_of_two()).then_some(Vocabulary { slots, scale })
    }

    /// Returns the number of slots.
    pub fn len(&self) -> usize {
        self.slots.len()
    }

    /// Returns true if the table has no slots.
    pub fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }

    /// Returns the slot and the weight (-128 to 127) of a known token, or `None`.
    #[inline]
    pub fn find(&self, hash: u32) -> Option<(usize, i32)> {
        let home = (hash ^ (hash >> 15)) as usize & self.slots.len().wrapping_sub(1);
        for at in [home, home ^ 1] {
            if let Some(&slot) = self.slots.get(at)
                && slot >> 8 == hash >> 8
            {
                return Some((at, i32::from(slot as u8 as i8)));
            }
        }
        None
    }

    /// Returns the log-odds of a sum of weights.
    pub fn log_odds(&self, sum: i32) -> f32 {
        sum as f32 * self.scale
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_tokens_weigh_nothing() {
        let known = 0xabcd_ef00u32;
        let mut slots = vec![0; 16];
        let home = (known ^ (known >> 15)) as usize & 15;
        slots[home ^ 1] = known & !0xff | u32::from(-3i8 as u8);
        let words = Vocabulary::new(slots, 0.5).unwrap();
        assert_eq!(words.find(known), Some((home ^ 1, -3)));
        assert_eq!(words.find(known ^ 0x8000_0000), None);
        assert_eq!(words.log_odds(-3), -1.5);
        assert_eq!(Vocabulary::default().find(known), None);
        assert!(Vocabulary::new(vec![0; 3], 1.0).is_none());
    }
}
