//! Counts on how many pages of a site each block occurs, in bounded memory.
//!
//! Uses lossy counting (Manku and Motwani 2002): after every [`SWEEP`] pages, blocks on
//! fewer than one in [`SWEEP`] pages are removed. A count is never too high, and too low
//! by at most one in [`SWEEP`] pages. Memory depends on the number of blocks on a page,
//! not on the number of pages.

/// Number of pages between two sweeps.
const SWEEP: u32 = 16;

/// Maximum number of pages to learn per site. Later pages would add nothing new about
/// its template.
pub const MOST_PAGES: u32 = 512;

/// Number of bits of an entry for the count of pages.
const COUNT_BITS: u32 = 10;
/// Number of bits of an entry for the number of sweeps before it was added.
const SWEEP_BITS: u32 = 6;
/// The bits of an entry that are not the fingerprint. With 48 bits, the chance that a
/// block is mistaken for one of 1,000 blocks of a template is one in 280,000 million.
const LOW: u64 = (1 << (COUNT_BITS + SWEEP_BITS)) - 1;
const _: () = assert!(MOST_PAGES < 1 << COUNT_BITS && MOST_PAGES / SWEEP < 1 << SWEEP_BITS);

/// Returns the part of a hash that identifies a block.
pub fn fingerprint(hash: u64) -> u64 {
    hash & !LOW
}

/// Packs an entry: fingerprint, number of sweeps and count, from the highest bit down.
fn entry(fingerprint: u64, sweep: u32, count: u32) -> u64 {
    fingerprint | u64::from(sweep) << COUNT_BITS | u64::from(count)
}

fn count(entry: u64) -> u32 {
    (entry & ((1 << COUNT_BITS) - 1)) as u32
}

fn sweep(entry: u64) -> u32 {
    ((entry & LOW) >> COUNT_BITS) as u32
}

/// The counts of a site.
#[derive(Debug, Default)]
pub struct CountTable {
    /// Sorted by fingerprint, without duplicates.
    entries: Vec<u64>,
    pages: u32,
}

impl CountTable {
    /// Counts the blocks of a page. `document` has their fingerprints, sorted and without
    /// duplicates.
    pub fn add(&mut self, document: &[u64]) {
        let sweeps = self.pages / SWEEP;
        self.pages += 1;
        let mut merged = Vec::with_capacity(self.entries.len() + document.len());
        let mut document = document.iter().copied().peekable();
        for &known in &self.entries {
            while let Some(new) = document.next_if(|&new| new < fingerprint(known)) {
                merged.push(entry(new, sweeps, 1));
            }
            let again = document.next_if_eq(&fingerprint(known)).is_some();
            merged.push(known + u64::from(again));
        }
        merged.extend(document.map(|new| entry(new, sweeps, 1)));
        self.entries = merged;
        if self.pages.is_multiple_of(SWEEP) {
            self.entries.retain(|&entry| count(entry) + sweep(entry) > self.pages / SWEEP);
        }
        self.entries.shrink_to_fit();
    }

    /// Creates a table of entries that another one had; `None` if they are not sorted by
    /// fingerprint or have duplicates.
    pub fn of(entries: Vec<u64>, pages: u32) -> Option<Self> {
        let is_sorted = entries.windows(2).all(|pair| fingerprint(pair[0]) < fingerprint(pair[1]));
        is_sorted.then_some(CountTable { entries, pages })
    }

    /// Returns the entries, for [`CountTable::of`].
    pub fn entries(&self) -> &[u64] {
        &self.entries
    }

    /// Removes blocks that were counted on one page only.
    pub fn drop_single(&mut self) {
        self.entries.retain(|&entry| count(entry) > 1);
        self.entries.shrink_to_fit();
    }

    /// Returns the number of pages counted.
    pub fn pages(&self) -> u32 {
        self.pages
    }

    /// Returns on how many pages a block with this hash was counted. The true number may
    /// be a little higher.
    pub fn count(&self, hash: u64) -> u32 {
        let wanted = fingerprint(hash);
        let at = self.entries.partition_point(|&entry| entry < wanted);
        self.entries.get(at).filter(|&&entry| fingerprint(entry) == wanted).map_or(0, |&entry| count(entry))
    }

    /// Returns the memory of the entries, in bytes.
    pub fn bytes(&self) -> usize {
        self.entries.len() * size_of::<u64>()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    /// Returns a hash whose bits are spread like those of a block.
    fn hash(n: u64) -> u64 {
        (n + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    }

    fn document(blocks: impl Iterator<Item = u64>) -> Vec<u64> {
        let mut document: Vec<u64> = blocks.map(|block| fingerprint(hash(block))).collect();
        document.sort_unstable();
        document.dedup();
        document
    }

    /// Returns the counts of a site, and the true counts. Its template has 40 blocks; the
    /// nth is on every nth page. Each page also has 200 blocks of its own.
    fn site(pages: u32) -> (CountTable, HashMap<u64, u32>) {
        let (mut table, mut truth) = (CountTable::default(), HashMap::new());
        for number in 0..u64::from(pages) {
            let template = (1..=40).filter(|n| number.is_multiple_of(*n));
            let own = (0..200).map(|n| 1_000_000 + number * 200 + n);
            let blocks: Vec<u64> = template.chain(own).collect();
            blocks.iter().for_each(|&block| *truth.entry(block).or_default() += 1);
            table.add(&document(blocks.into_iter()));
        }
        (table, truth)
    }

    #[test]
    fn counts_are_never_too_high_and_hardly_too_low() {
        for pages in [1, 5, 15, 16, 17, 100, MOST_PAGES] {
            let (table, truth) = site(pages);
            assert_eq!(table.pages(), pages);
            for (block, times) in truth {
                let counted = table.count(hash(block));
                assert!(counted <= times && times - counted <= pages / SWEEP, "{counted} of {times} on {pages} pages");
            }
            assert_eq!(table.count(hash(999)), 0);
        }
    }

    #[test]
    fn memory_does_not_grow_with_the_number_of_pages() {
        let most = (1..=MOST_PAGES).step_by(5).map(|pages| site(pages).0.bytes()).max();
        assert!(most <= Some(17 * 240 * 8), "{most:?}");
    }

    #[test]
    fn a_removed_block_can_be_counted_again() {
        let mut table = CountTable::default();
        for _ in 0..3 {
            table.add(&document(0..3));
        }
        table.add(&document(1..5));
        table.drop_single();
        assert_eq!(
            (table.entries.len(), table.count(hash(0)), table.count(hash(1)), table.count(hash(4))),
            (3, 3, 4, 0)
        );
        table.add(&document(4..5));
        assert_eq!(table.count(hash(4)), 1);
    }
}
