//! Pseudo-random numbers that are the same in every run.

use crate::hash::hash;

/// A sequence of pseudo-random numbers.
pub struct Random(u64);

impl Random {
    /// Returns the sequence of a page, or of one of its renderings.
    pub fn of(id: &str, renderer: Option<&str>) -> Random {
        Random(hash(id.bytes().chain(renderer.unwrap_or_default().bytes())))
    }

    /// Returns the next number below `end`, which must be greater than 0.
    pub fn below(&mut self, end: usize) -> usize {
        // SplitMix64 (Steele, Lea and Flood 2014).
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % end as u64) as usize
    }

    /// Returns true once in `n` times on average.
    pub fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_spread_evenly() {
        let chosen = (0..2400).filter(|n| Random::of(&n.to_string(), None).one_in(12)).count();
        assert!((150..250).contains(&chosen), "{chosen} of 2400");
    }
}
