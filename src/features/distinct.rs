//! Numbers for distinct hashes.

use std::collections::HashMap;

use foldhash::fast::RandomState;

/// Numbers distinct hashes from 0, in the order in which they first appear.
///
/// A page chooses its hashes, so the map hashes them again with a random seed: a hostile
/// page cannot make all of them collide.
#[derive(Default)]
pub struct Distinct {
    numbers: HashMap<u64, u32, RandomState>,
}

impl Distinct {
    /// Returns the number of a hash.
    #[inline]
    pub fn number(&mut self, hash: u64) -> u32 {
        let next = self.numbers.len() as u32;
        *self.numbers.entry(hash).or_insert(next)
    }
}
