//! Groups: blocks that belong together, such as the items of a list or the cells of a table.
//!
//! The segmenter finds them once; the later stages all use the same ones. They form a tree of
//! at most [`MAX_DEPTH`] levels, and the blocks of a group follow one another.

use std::ops::Range;

/// No group: the group of a block outside all groups, and the parent of an outermost group.
pub const NO_GROUP: u32 = u32::MAX;

/// Maximum depth of the tree. A deeper group counts as part of the group around it, so that
/// walking up the tree takes bounded time.
pub const MAX_DEPTH: u32 = 48;

/// Blocks that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The kind of group.
    pub kind: GroupKind,
    /// Index of the group around it in [`Document::groups`](super::Document::groups), or [`NO_GROUP`].
    pub parent: u32,
    /// Indices of its blocks, including the blocks of the groups inside it.
    pub blocks: Range<u32>,
}

/// The kind of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GroupKind {
    /// A list with bullets or numbers.
    List {
        /// Whether its items are numbered.
        ordered: bool,
    },
    /// An item of a list.
    Item {
        /// Its number in the list, from 1 unless the page says otherwise.
        number: u32,
    },
    /// A list of terms and their definitions.
    Definitions,
    /// A block quotation.
    Quote,
    /// A block of code or other preformatted text. Groups inside it are not recorded.
    Code,
    /// A table.
    Table {
        /// Whether it holds data. Other tables lay out a page.
        is_data: bool,
        /// Whether it consists of rows of cells only: no table is nested in it.
        is_simple: bool,
    },
    /// A row of a table.
    Row,
    /// A cell of a table.
    Cell {
        /// Its first column, from 0.
        column: u32,
        /// Number of columns that it spans, at least 1.
        columns: u32,
        /// Number of rows that it spans, at least 1; [`u32::MAX`] for all rows that follow.
        rows: u32,
    },
    /// A heading outside all other groups, and the blocks under it.
    Section {
        /// The level of the heading, 1 to 6.
        level: u8,
    },
    /// A run of at least three teaser cards: elements of the same template that each link to
    /// another page.
    Cards,
    /// A thread of readers' comments on the page.
    Comments,
    /// A comment in such a thread, without the replies to it.
    Comment {
        /// Number of comments that it replies to, directly or indirectly.
        depth: u32,
    },
}
