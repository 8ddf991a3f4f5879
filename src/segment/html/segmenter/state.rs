//! The state of the segmenter, below the files that implement it.

use super::groups::Groups;
use super::inline::Recorder;
use super::word_boundary::WordBoundary;
use crate::document::group::NO_GROUP;
use crate::document::tokens::Tokens;
use crate::document::{Document, Gap, NO_ELEMENT, Within};
use crate::html::display::Display;
use crate::html::tag::Tag;
use crate::metadata::Collector;
use crate::rulings::{Marks, Ruling, Rulings};

/// Builds a [`Document`] from the events of a parser.
pub struct Segmenter {
    pub(super) page: Document,
    pub(super) open: Vec<OpenedElement>,
    pub(super) context: TextContext,
    /// Number of open links. Counted apart from the context, because a link may end before the
    /// elements inside it.
    pub(super) open_links: u32,
    /// The open link to a fragment, with where its text begins, if it stands in a heading.
    pub(super) open_permalink: Option<(u32, usize)>,
    /// Number of open bold elements, counted like the links.
    pub(super) open_bolds: u32,
    pub(super) block: OpenBlock,
    /// Bytes of the page that the next text comes from, as start and end.
    pub(super) source: (usize, usize),
    /// The gap before the next block.
    pub(super) gap: Gap,
    /// Whether a space goes before the next word of the block.
    pub(super) space: bool,
    pub(super) word_boundary: WordBoundary,
    pub(super) code: Code,
    /// The element whose last child holds a formula and no other text.
    pub(super) formula_parent: Option<u32>,
    /// Texts beside the running text, to be added after the current block.
    pub(super) side_texts: Vec<SideText>,
    pub(super) metadata: Collector,
    pub(super) tokens: Tokens,
    pub(super) marks: Marks,
    pub(super) rulings: Rulings,
    pub(super) groups: Groups,
    /// Records inline markup, if it is wanted.
    pub(super) recorder: Option<Box<Recorder>>,
}

impl Segmenter {
    /// Creates a segmenter for a page whose elements have the rulings of `marks`.
    pub fn with_marks(marks: Marks) -> Self {
        Segmenter {
            page: Document { html: true, ..Document::default() },
            open: Vec::new(),
            context: TextContext {
                within: Within(0),
                block_element: NO_ELEMENT,
                group: NO_GROUP,
                ruling: None,
                block_ruling: None,
                heading: 0,
                lists: 0,
                open_cell_start: u32::MAX,
                last_cell_start: u32::MAX,
                row_has_content: false,
            },
            open_links: 0,
            open_permalink: None,
            open_bolds: 0,
            block: OpenBlock::default(),
            source: (0, 0),
            gap: Gap::Paragraph,
            space: false,
            word_boundary: WordBoundary::default(),
            code: Code::default(),
            formula_parent: None,
            side_texts: Vec::new(),
            metadata: Collector::default(),
            tokens: Tokens::default(),
            marks,
            rulings: Rulings::default(),
            groups: Groups::default(),
            recorder: None,
        }
    }

    /// Records inline markup, too. It changes nothing else.
    pub fn with_inline_markup(mut self) -> Self {
        self.recorder = Some(Box::default());
        self
    }
}

/// An open element.
pub(super) struct OpenedElement {
    pub(super) element: u32,
    pub(super) tag: Tag,
    pub(super) display: Display,
    /// Whether it has ended while elements inside it are still open.
    pub(super) ended: bool,
    /// The context around it.
    pub(super) outer: TextContext,
}

/// The circumstances of the text inside the innermost open element.
#[derive(Clone, Copy)]
pub(super) struct TextContext {
    pub(super) within: Within,
    /// The innermost block element.
    pub(super) block_element: u32,
    /// The innermost group.
    pub(super) group: u32,
    /// The ruling on the innermost marked element.
    pub(super) ruling: Option<Ruling>,
    /// The ruling on the innermost marked element that is the block element or stands around it.
    pub(super) block_ruling: Option<Ruling>,
    pub(super) heading: u8,
    pub(super) lists: u8,
    /// Number of blocks before the innermost open table cell; `u32::MAX` outside cells.
    pub(super) open_cell_start: u32,
    /// Number of blocks before the last cell of the row, whether open or not.
    pub(super) last_cell_start: u32,
    /// Whether an earlier cell of the row holds a block.
    pub(super) row_has_content: bool,
}

/// The block whose text is being collected.
#[derive(Default, Clone, Copy)]
pub(super) struct OpenBlock {
    /// Where its text begins in the document's text.
    pub(super) start: usize,
    /// Bytes of the page that its text comes from, as start and end.
    pub(super) source: (usize, usize),
    /// The innermost element around its first word.
    pub(super) leaf: u32,
    /// Bytes of its text in links.
    pub(super) link: u32,
    /// Number of its links.
    pub(super) links: u32,
    /// Bytes of its text in bold elements.
    pub(super) bold: u32,
    /// Bytes of its text in `code`.
    pub(super) code: u32,
    /// The ruling of an inline element that is kept, and the block with it.
    pub(super) kept: Option<Ruling>,
    /// Number of cuts before its first.
    pub(super) cuts: usize,
}

/// A text beside the running text: an alternative text, an icon's name, the text of an `svg`
/// picture, or a line number.
pub(super) struct SideText {
    /// White space in it is collapsed once it is complete, because its pieces may end inside a
    /// word.
    pub(super) text: String,
    pub(super) element: u32,
    pub(super) within: Within,
    pub(super) ruling: Option<Ruling>,
    pub(super) group: u32,
}

/// The state of the open block of code.
#[derive(Default)]
pub(super) struct Code {
    /// Whether one of its blocks has ended.
    pub(super) begun: bool,
    /// Number of blank lines since.
    pub(super) blank: usize,
    /// The open elements whose class says that they hold a line number, innermost last.
    pub(super) numbers: Vec<LineNumber>,
}

/// An element that may hold a line number.
pub(super) struct LineNumber {
    pub(super) element: u32,
    /// Where its text begins in the document's text.
    pub(super) start: usize,
    /// The block as it was before the element.
    pub(super) block: OpenBlock,
}
