//! Reading the numbers of a model file.

use crate::words::vocabulary::Vocabulary;

/// Why bytes cannot be read as a model.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ModelError {
    /// The header has no end, is not UTF-8 or lists no features.
    #[error("the model has no header")]
    Header,
    /// It was trained on other features than this version measures.
    #[error("the model was trained on other features")]
    OtherFeatures,
    /// The numbers end early or point outside.
    #[error("the model is broken")]
    Broken,
}

/// Little-endian numbers that are yet to be read.
pub struct Numbers<'a>(pub &'a [u8]);

impl Numbers<'_> {
    // All of these return `ModelError::Broken` if the numbers end early.

    /// Reads `N` bytes.
    pub fn take<const N: usize>(&mut self) -> Result<[u8; N], ModelError> {
        let (head, rest) = self.0.split_first_chunk::<N>().ok_or(ModelError::Broken)?;
        self.0 = rest;
        Ok(*head)
    }

    /// Reads a byte.
    pub fn u8(&mut self) -> Result<u8, ModelError> {
        self.take::<1>().map(|[b]| b)
    }

    /// Reads a whole number.
    pub fn u32(&mut self) -> Result<u32, ModelError> {
        self.take().map(u32::from_le_bytes)
    }

    /// Reads a floating-point number.
    pub fn f32(&mut self) -> Result<f32, ModelError> {
        self.take().map(f32::from_le_bytes)
    }

    /// Reads `N` floating-point numbers.
    pub fn row<const N: usize>(&mut self) -> Result<[f32; N], ModelError> {
        let mut row = [0.0; N];
        row.iter_mut().try_for_each(|to| self.f32().map(|x| *to = x))?;
        Ok(row)
    }

    /// Reads this many rows of `N` floating-point numbers.
    pub fn rows<const N: usize>(&mut self, rows: usize) -> Result<Vec<[f32; N]>, ModelError> {
        (0..rows).map(|_| self.row()).collect()
    }

    /// Reads a table of learned weights.
    pub fn vocabulary(&mut self) -> Result<Vocabulary, ModelError> {
        let (slots, scale) = (self.u32()? as usize, self.f32()?);
        let bytes = slots.checked_mul(4).ok_or(ModelError::Broken)?;
        let (head, rest) = self.0.split_at_checked(bytes).ok_or(ModelError::Broken)?;
        self.0 = rest;
        let slots = head.as_chunks().0.iter().map(|&slot| u32::from_le_bytes(slot)).collect();
        Vocabulary::new(slots, scale).ok_or(ModelError::Broken)
    }
}

/// Reads a file of one table of learned weights, behind lines of text up to a line `---`.
///
/// # Errors
/// [`ModelError`] if the header has no end or the table is broken.
pub fn read_vocabulary(bytes: &[u8]) -> Result<Vocabulary, ModelError> {
    const END: &[u8] = b"\n---\n";
    let end = memchr::memmem::find(bytes, END).ok_or(ModelError::Header)?;
    let mut numbers = Numbers(&bytes[end + END.len()..]);
    let table = numbers.vocabulary()?;
    if numbers.0.is_empty() { Ok(table) } else { Err(ModelError::Broken) }
}
