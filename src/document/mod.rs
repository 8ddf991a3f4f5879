//! The document as every stage sees it: a [`Document`] of [`Block`]s.
//!
//! HTML and text become the same blocks, so that the stages after segmentation serve both.
//! Blocks of HTML carry [`Markup`] and point to the page's [`Element`]s; blocks of text do not.

pub mod declared;
pub mod group;
pub mod inline;
pub mod tokens;

use std::ops::Range;
use std::sync::Arc;

use crate::html::tag::Tag;
use declared::Declarations;
use group::{Group, GroupKind};
use inline::Inline;

/// A segmented document, or one window of a long text.
#[derive(Debug, Default)]
pub struct Document {
    /// The text of all blocks. It may also hold line ends and white space between them.
    pub text: String,
    /// The blocks, in document order.
    pub blocks: Vec<Block>,
    /// The groups that the blocks form, each after the group around it.
    pub groups: Vec<Group>,
    /// The elements of an HTML page in document order, parents before children; empty for
    /// text.
    pub elements: Vec<Element>,
    /// Hashed tag, class and id tokens. Each element owns a range of them.
    pub tokens: Vec<u32>,
    /// What the head of an HTML page declares.
    pub head: Head,
    /// The inline markup, if it was recorded.
    pub inline: Option<Inline>,
    /// Whether the blocks come from HTML.
    pub html: bool,
    /// Whether text comes before this window (false for a whole document).
    pub continues: bool,
    /// Whether text follows this window (false for a whole document).
    pub continued: bool,
}

impl Document {
    /// Returns the text of a block.
    pub fn text_of(&self, block: &Block) -> &str {
        &self.text[block.range.clone()]
    }

    /// Returns `element` and the elements around it, innermost first.
    pub fn ancestors(&self, element: u32) -> impl Iterator<Item = &Element> {
        let mut next = element;
        std::iter::from_fn(move || {
            let element = self.elements.get(next as usize)?;
            next = element.parent;
            Some(element)
        })
    }

    /// Returns the innermost element around a block for whose tag `is_one` is true; `None` in
    /// text.
    pub fn around(&self, block: &Block, is_one: impl Fn(Tag) -> bool) -> Option<&Element> {
        self.ancestors(block.markup?.element).find(|element| is_one(element.tag))
    }

    /// Returns the group with index `at`; `None` for [`NO_GROUP`].
    pub fn group(&self, at: u32) -> Option<&Group> {
        self.groups.get(at as usize)
    }

    /// Returns the groups around a block with their indices, innermost first.
    pub fn groups_around(&self, block: &Block) -> impl Iterator<Item = (u32, &Group)> {
        self.groups_from(block.group)
    }

    /// Returns a group and the groups around it with their indices, innermost first.
    pub fn groups_from(&self, group: u32) -> impl Iterator<Item = (u32, &Group)> {
        let mut next = group;
        std::iter::from_fn(move || {
            let (at, group) = (next, self.group(next)?);
            next = group.parent;
            Some((at, group))
        })
    }

    /// Returns the innermost group around a block for which `is_one` is true, with its index.
    pub fn innermost(&self, block: &Block, is_one: impl Fn(GroupKind) -> bool) -> Option<(u32, &Group)> {
        self.groups_around(block).find(|(_, group)| is_one(group.kind))
    }
}

/// A piece of the document as a reader sees it: a block of an HTML page; in a text, a line, a
/// paragraph of hard-wrapped lines, or a sentence of a very long line.
#[derive(Debug, Clone)]
pub struct Block {
    /// The bytes of its text in [`Document::text`].
    pub range: Range<usize>,
    /// Its position in the source, from 1: the number of its first line in a text, the ordinal
    /// of the block in HTML.
    pub number: u32,
    /// How it is separated from the block before it.
    pub gap: Gap,
    /// Whether it was split off a longer line as a run of icon names.
    pub icon_run: bool,
    /// Index of the innermost group around it in [`Document::groups`], or
    /// [`group::NO_GROUP`].
    pub group: u32,
    /// The bytes of the decoded page that its text comes from, including the tags between its
    /// words; empty if unknown.
    pub source: Range<usize>,
    /// Facts from the markup around it; `None` in text.
    pub markup: Option<Markup>,
}

impl Block {
    /// Whether the block is a button, a menu, a picture or hidden, by its markup: it is not part of
    /// the text of a comment.
    pub fn is_control(&self) -> bool {
        const CONTROL: Within = Within(
            Within::ALT.0 | Within::SVG.0 | Within::ICON.0 | Within::NAV.0 | Within::BUTTON.0 | Within::HIDDEN.0,
        );
        self.markup.is_some_and(|markup| markup.within.0 & CONTROL.0 != 0)
    }
}

/// How a block is separated from the block before it, weakest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Gap {
    /// Not at all: both are parts of one line of the source, or this block is not part of the
    /// running text (an alternative text, an icon's name).
    #[default]
    None,
    /// A table cell border.
    Cell,
    /// A line end: `<br>`, the next list item, the next table row, or the next line of a text.
    Line,
    /// A blank line or a block boundary.
    Paragraph,
}

/// No element: the parent of the root.
pub const NO_ELEMENT: u32 = u32::MAX;

/// An element of an HTML page.
#[derive(Debug, Clone)]
pub struct Element {
    /// Index of the parent, [`NO_ELEMENT`] for the root.
    pub parent: u32,
    /// Its tag.
    pub tag: Tag,
    /// Number of elements around it.
    pub depth: u32,
    /// Its tokens in [`Document::tokens`].
    pub tokens: Range<u32>,
    /// Offset in [`Document::text`] at which its text begins, perhaps with a space.
    pub start: u32,
    /// Bytes of text in it and its descendants.
    pub text: u32,
    /// Bytes of that text inside links.
    pub link: u32,
    /// Indices of the blocks that begin in it or its descendants.
    pub blocks: Range<u32>,
    /// Hash of the tags and classes from the root down to it.
    pub path: u32,
}

impl Element {
    /// Returns the indices of its blocks; that of the block around it if none begins in it.
    pub fn blocks_or_around(&self) -> Range<u32> {
        self.blocks.start..self.blocks.end.max(self.blocks.start + 1)
    }
}

/// Facts about a block that its markup tells.
#[derive(Debug, Clone, Copy, Default)]
pub struct Markup {
    /// Index of the block element it stands in.
    pub element: u32,
    /// Index of the innermost element around its first word.
    pub leaf: u32,
    /// Bytes of its text inside links.
    pub link: u32,
    /// Number of links.
    pub links: u32,
    /// Bytes of its text in `b` or `strong`.
    pub bold: u32,
    /// Level of the heading it stands in, 1 to 6; 0 outside headings.
    pub heading: u8,
    /// Number of lists around it.
    pub lists: u8,
    /// The kinds of element it stands in.
    pub within: Within,
}

/// A set of circumstances that markup can put a block in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Within(pub u32);

macro_rules! circumstances {
    ($($(#[$doc:meta])* $name:ident = $bit:literal;)*) => {
        impl Within {
            $($(#[$doc])* pub const $name: Within = Within(1 << $bit);)*
        }
    };
}

circumstances! {
    /// In `nav`, or in an element with the navigation role.
    NAV = 0;
    /// In `header`, or the banner role.
    HEADER = 1;
    /// In `footer`, or the contentinfo role.
    FOOTER = 2;
    /// In `aside`, or the complementary role.
    ASIDE = 3;
    /// In `form`, `fieldset` or a form control.
    FORM = 4;
    /// In `article`, or the article role.
    ARTICLE = 5;
    /// In `main`, or the main role.
    MAIN = 6;
    /// In a list item.
    LIST = 7;
    /// In a table cell.
    TABLE = 8;
    /// In `pre`, `listing`, `xmp` or `plaintext`, where white space counts.
    PRE = 9;
    /// Not shown: `hidden`, `display:none`, a closed `dialog`.
    HIDDEN = 10;
    /// In `noscript`.
    NOSCRIPT = 11;
    /// In `figure`.
    FIGURE = 12;
    /// In `figcaption` or a table's `caption`.
    CAPTION = 13;
    /// In a button.
    BUTTON = 14;
    /// Hidden from screen readers by `aria-hidden`.
    ARIA_HIDDEN = 15;
    /// In `details`.
    DETAILS = 16;
    /// In `blockquote`.
    QUOTE = 17;
    /// The alternative text of an image.
    ALT = 18;
    /// Text of an `svg` picture, such as its title.
    SVG = 19;
    /// In an element whose class says that its text is an icon's name.
    ICON = 20;
    /// In `script` or another element whose text the page does not show.
    SKIP = 21;
    /// In a term of a definition list.
    TERM = 22;
    /// In a table head cell.
    HEAD_CELL = 23;
    /// At least half of the text is in `code`, `kbd` or `samp`.
    CODE = 24;
    /// In `dialog`, or the dialog role.
    DIALOG = 25;
    /// In `address`.
    ADDRESS = 26;
    /// Line numbers of a block of code, moved out of the code.
    LINE_NUMBER = 27;
}

impl Within {
    /// Whether the set contains all of `other`.
    pub fn has(self, other: Within) -> bool {
        self.0 & other.0 == other.0
    }

    /// Adds `other` to the set.
    pub fn add(&mut self, other: Within) {
        self.0 |= other.0;
    }
}

/// What the head of a page declares. Fields are `None` if it does not.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Head {
    /// The `title` element.
    pub title: Option<String>,
    /// `og:title` or `twitter:title`.
    pub social_title: Option<String>,
    /// The author in JSON-LD, else in a `meta` element, unless that value is an address.
    /// Several authors are separated by commas.
    pub author: Option<String>,
    /// `lang` of the root element.
    pub language: Option<String>,
    /// `og:site_name`.
    pub site: Option<String>,
    /// `link rel=canonical` or `og:url`.
    pub url: Option<String>,
    /// The kind of page according to JSON-LD, else according to `og:type`.
    pub declared: Declared,
    /// Whether everybody may read the page without paying, according to JSON-LD or to
    /// `article:content_tier`.
    pub is_free: Option<bool>,
    /// All declarations as they are written, for [`crate::metadata`].
    pub declarations: Arc<Declarations>,
}

/// The kind of page that a page declares itself to be.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Declared {
    /// The page declares no kind.
    #[default]
    Nothing,
    /// An article, in JSON-LD.
    Article,
    /// An article according to `og:type` only, which some sites write on every page.
    SocialArticle,
    /// A product, a list, a forum thread or another page that is not an article.
    Other,
}
