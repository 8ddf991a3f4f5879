//! Reduces a page to the hashes of its blocks.

use super::name::{PageOrigin, key};
use super::table::fingerprint;
use crate::document::{Document, Head};
use crate::features::shape::{Shape, Words};

/// Maximum number of different blocks per page, so that no page takes more than 64 KB.
const MOST_BLOCKS: usize = 1 << 13;

/// The hashes of a page: of its site, its identity and its blocks.
#[derive(Debug, Clone)]
pub struct Fingerprints {
    /// The hash of its site.
    pub(super) site: u64,
    /// The hash of its address, or else of its title.
    pub(super) document: Option<u64>,
    /// The fingerprints of its blocks, sorted and without duplicates.
    pub(super) blocks: Vec<u64>,
}

/// Collects the fingerprints of a page, window by window.
#[derive(Debug, Default)]
pub(crate) struct Gathering {
    blocks: Vec<u64>,
    full: bool,
}

impl Gathering {
    /// Adds the blocks `first..end` of a window.
    pub fn window(&mut self, document: &Document, first: usize, end: usize) {
        for block in &document.blocks[first..end] {
            if self.is_full() {
                return;
            }
            let shape = Shape::count(document.text_of(block), &mut Ignore);
            self.blocks.extend(hash(&shape).map(fingerprint));
        }
    }

    /// Returns true if the page has the maximum number of different blocks.
    fn is_full(&mut self) -> bool {
        if self.blocks.len() >= MOST_BLOCKS * 2 {
            self.distinct();
            self.full = self.blocks.len() >= MOST_BLOCKS;
        }
        self.full
    }

    /// Returns the fingerprints of a page with this origin and metadata.
    pub fn finish(mut self, origin: PageOrigin<'_>, meta: &Head) -> Fingerprints {
        self.distinct();
        self.blocks.truncate(MOST_BLOCKS);
        self.blocks.shrink_to_fit();
        let address = origin.url.or(meta.url.as_deref()).map(|url| url.split('#').next().unwrap_or_default());
        Fingerprints {
            site: origin.site(meta.url.as_deref()).key(),
            document: address.or(meta.title.as_deref()).map(key),
            blocks: self.blocks,
        }
    }

    fn distinct(&mut self) {
        self.blocks.sort_unstable();
        self.blocks.dedup();
    }
}

/// Returns the hash of the words of a block, if it has any. Numbers count as words:
/// without them, rows of data would look like a template.
pub(super) fn hash(shape: &Shape) -> Option<u64> {
    (shape.words > 0).then_some(shape.hash)
}

/// Ignores the words of a block.
struct Ignore;

impl Words for Ignore {
    fn word(&mut self, _: u32) {}
}
