//! Counts valid and invalid UTF-8 sequences.

/// Number of sequences after which to stop. This bounds the cost for a large file in
/// a legacy encoding.
const MAX: usize = 100_000;

/// The numbers of UTF-8 sequences of at least two bytes, at most [`MAX`] in all.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Census {
    pub(super) valid: usize,
    /// Does not include a sequence cut off by the end of the bytes.
    pub(super) invalid: usize,
}

impl Census {
    pub(super) fn of(mut bytes: &[u8]) -> Census {
        let mut census = Census::default();
        while census.valid + census.invalid < MAX {
            let (valid_up_to, error) = match simdutf8::compat::from_utf8(bytes) {
                Ok(_) => (bytes.len(), None),
                Err(e) => (e.valid_up_to(), e.error_len()),
            };
            census.valid += bytes[..valid_up_to].iter().filter(|b| **b >= 0xC2).count();
            let Some(error_len) = error else { break };
            census.invalid += 1;
            bytes = &bytes[valid_up_to + error_len..];
        }
        census
    }
}
