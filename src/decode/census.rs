//! How far bytes read as UTF-8.

/// Sequences after which the census stops: far more than the rules need, and
/// a bound on its cost in a large legacy file.
const CENSUS: usize = 100_000;

/// UTF-8 sequences of two bytes or more, up to [`CENSUS`] of them.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Census {
    pub(super) sound: usize,
    /// A sequence cut off by the end of the bytes is not broken.
    pub(super) broken: usize,
}

impl Census {
    pub(super) fn of(mut bytes: &[u8]) -> Census {
        let mut census = Census::default();
        while census.sound + census.broken < CENSUS {
            let (valid, error) = match simdutf8::compat::from_utf8(bytes) {
                Ok(_) => (bytes.len(), None),
                Err(e) => (e.valid_up_to(), e.error_len()),
            };
            census.sound += bytes[..valid].iter().filter(|b| **b >= 0xC2).count();
            let Some(broken) = error else { break };
            census.broken += 1;
            bytes = &bytes[valid + broken..];
        }
        census
    }
}
