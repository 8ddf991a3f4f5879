//! Learned weights of words and of class, id and tag tokens: two pieces of
//! evidence that are themselves small linear models. They are trained with
//! the model and stored in its file; see `training/`.

use crate::segment::html::attributes::TOKEN_BUCKETS;

/// Buckets that words are hashed into. A study on the corpus lost nothing at 2^13.
pub const WORD_BUCKETS: usize = 1 << 13;

/// The weights; each is a small integer times a scale, positive for content.
#[derive(Debug, Clone)]
pub struct Learned {
    /// Weight of each word bucket.
    pub words: Vec<i8>,
    /// What a word weight of 1 stands for, in log-odds.
    pub word_scale: f32,
    /// Weight of each token bucket.
    pub tokens: Vec<i8>,
    /// What a token weight of 1 stands for, in log-odds.
    pub token_scale: f32,
}

impl Default for Learned {
    /// Weights that say nothing.
    fn default() -> Self {
        Learned {
            words: vec![0; WORD_BUCKETS],
            word_scale: 0.0,
            tokens: vec![0; TOKEN_BUCKETS as usize],
            token_scale: 0.0,
        }
    }
}

/// Bucket of a word, by its hash.
#[inline]
pub fn word_bucket(hash: u32) -> u16 {
    fold(hash)
}

/// Bucket of a word that begins a line.
#[inline]
pub fn first_bucket(hash: u32) -> u16 {
    fold((hash ^ 0x5bd1_e995).wrapping_mul(0x9e37_79b1))
}

/// Bucket of a short line as a whole, by the hash of its words.
pub fn line_bucket(pattern: u64) -> u16 {
    fold((pattern ^ (pattern >> 32)) as u32)
}

#[inline]
fn fold(hash: u32) -> u16 {
    ((hash ^ (hash >> 13) ^ (hash >> 26)) as usize % WORD_BUCKETS) as u16
}
