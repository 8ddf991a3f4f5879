//! Reads binary property lists.
//!
//! A list has objects, a table with their offsets, and a trailer with the offset of
//! the table. Collections refer to objects by their index in the table. Numbers are
//! big-endian.

use std::ops::Range;

use super::resource::{MAIN, Resource};

/// Returns the main resource, if the list has one.
///
/// # Errors
/// Returns what is wrong with the list.
pub(super) fn main_resource(file: &[u8]) -> Result<Option<Resource>, String> {
    let list = List::new(file).ok_or("it is cut off, or its trailer is wrong")?;
    let broken = |at| move || format!("object {at} is invalid");
    let root = list.dictionary(list.root).ok_or_else(broken(list.root))?;
    for (key, value) in root {
        if list.string(key).ok_or_else(broken(key))? != MAIN {
            continue;
        }
        let mut resource = Resource::default();
        for (key, value) in list.dictionary(value).ok_or_else(broken(value))? {
            let key = list.string(key).ok_or_else(broken(key))?;
            if let Some(data) = list.data(value) {
                resource.set_data(&key, data.to_vec());
            } else if let Some(string) = list.string(value) {
                resource.set_string(&key, string);
            }
        }
        return Ok(Some(resource));
    }
    Ok(None)
}

struct List<'a> {
    file: &'a [u8],
    /// The offset of each object, in `offset_size` bytes.
    offsets: &'a [u8],
    offset_size: usize,
    /// Size of an index, in bytes.
    index_size: usize,
    root: u64,
}

// Types of objects: the upper half of their first byte.
const DATA: u8 = 4;
const ASCII: u8 = 5;
const UTF16: u8 = 6;
const DICTIONARY: u8 = 13;

impl<'a> List<'a> {
    fn new(file: &'a [u8]) -> Option<Self> {
        let (_, trailer) = file.split_last_chunk::<32>()?;
        let offset_size = usize::from(trailer[6]);
        let index_size = usize::from(trailer[7]);
        if !(1..=8).contains(&offset_size) || !(1..=8).contains(&index_size) {
            return None;
        }
        let count = usize::try_from(number(&trailer[8..16])).ok()?;
        let table = usize::try_from(number(&trailer[24..])).ok()?;
        let offsets = file.get(table..)?.get(..count.checked_mul(offset_size)?)?;
        Some(List { file, offsets, offset_size, index_size, root: number(&trailer[16..24]) })
    }

    /// Returns the type of an object, the number of its items, and the bytes after
    /// that number.
    fn object(&self, at: u64) -> Option<(u8, usize, &'a [u8])> {
        let entry = usize::try_from(at).ok()?.checked_mul(self.offset_size)?;
        let offset = number(self.offsets.get(entry..)?.get(..self.offset_size)?);
        let (&first, rest) = self.file.get(usize::try_from(offset).ok()?..)?.split_first()?;
        match first & 15 {
            15 => {
                // A larger number follows as an object of its own.
                let (&size, rest) = rest.split_first()?;
                let size = 1_usize.checked_shl(u32::from(size & 15)).filter(|size| *size <= 8)?;
                let (count, rest) = rest.split_at_checked(size)?;
                Some((first >> 4, usize::try_from(number(count)).ok()?, rest))
            }
            count => Some((first >> 4, usize::from(count), rest)),
        }
    }

    /// Returns the indices of the keys and values of a dictionary.
    fn dictionary(&self, at: u64) -> Option<Vec<(u64, u64)>> {
        let (DICTIONARY, count, rest) = self.object(at)? else { return None };
        let numbers = rest.get(..count.checked_mul(2)?.checked_mul(self.index_size)?)?;
        let nth = |n: usize| number(&numbers[n * self.index_size..][..self.index_size]);
        Some(Range { start: 0, end: count }.map(|n| (nth(n), nth(count + n))).collect())
    }

    fn data(&self, at: u64) -> Option<&'a [u8]> {
        let (DATA, len, rest) = self.object(at)? else { return None };
        rest.get(..len)
    }

    fn string(&self, at: u64) -> Option<String> {
        match self.object(at)? {
            (ASCII, len, rest) => Some(String::from_utf8_lossy(rest.get(..len)?).into_owned()),
            (UTF16, len, rest) => {
                let units = rest.get(..len.checked_mul(2)?)?.chunks_exact(2);
                let units: Vec<u16> = units.map(|unit| u16::from_be_bytes([unit[0], unit[1]])).collect();
                Some(String::from_utf16_lossy(&units))
            }
            _ => None,
        }
    }
}

/// Decodes a number of up to eight bytes.
fn number(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0, |number, byte| number << 8 | u64::from(*byte))
}
