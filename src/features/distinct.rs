//! Distinct hashes, numbered as they come.

use std::collections::HashMap;

use foldhash::fast::RandomState;

/// Numbers hashes from 0 up, equal ones alike. Pages choose the hashes, so
/// they are hashed again with a seed: a page must not make this slow.
#[derive(Default)]
pub struct Distinct {
    numbers: HashMap<u64, u32, RandomState>,
}

impl Distinct {
    /// The number of a hash.
    #[inline]
    pub fn number(&mut self, hash: u64) -> u32 {
        let next = self.numbers.len() as u32;
        *self.numbers.entry(hash).or_insert(next)
    }
}
