//! The document as every stage sees it: a [`Document`] of [`Line`]s.
//!
//! HTML and text become the same lines. Those of HTML carry [`Markup`] and
//! point into the page's [`Element`]s; those of text have neither, and the
//! stages after segmentation serve both.

pub mod group;
pub mod inline;

use std::ops::Range;

use crate::html::tag::Tag;
use group::{Group, GroupKind};
use inline::Inline;

/// A segmented document, or one window of a long text.
#[derive(Debug, Default)]
pub struct Document {
    /// The text of all lines; what stands between them (line ends, dropped
    /// white space) may be here too.
    pub text: String,
    /// The lines, in the order of the document.
    pub blocks: Vec<Block>,
    /// The groups that blocks form, each after the group around it.
    pub groups: Vec<Group>,
    /// Every element of an HTML page in document order, parents before
    /// children; empty for text.
    pub elements: Vec<Element>,
    /// Hashed tag, class and id tokens; an element owns a range of them.
    pub tokens: Vec<u32>,
    /// What the head of an HTML page says of it.
    pub head: Head,
    /// Its inline markup, if that was asked for.
    pub inline: Option<Inline>,
    /// Whether the lines come from HTML.
    pub html: bool,
    /// Whether text comes before this window (false for a whole document).
    pub continues: bool,
    /// Whether text follows this window (false for a whole document).
    pub continued: bool,
}

impl Document {
    /// The text of a line.
    pub fn text_of(&self, block: &Block) -> &str {
        &self.text[block.range.clone()]
    }

    /// The elements around `element`, itself first, the root last.
    pub fn ancestors(&self, element: u32) -> impl Iterator<Item = &Element> {
        let mut next = element;
        std::iter::from_fn(move || {
            let element = self.elements.get(next as usize)?;
            next = element.parent;
            Some(element)
        })
    }

    /// The innermost of these elements that a line stands in; `None` in text.
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

    /// Returns the innermost group around a block of which `is_one` is true, with its index.
    pub fn innermost(&self, block: &Block, is_one: impl Fn(GroupKind) -> bool) -> Option<(u32, &Group)> {
        self.groups_around(block).find(|(_, group)| is_one(group.kind))
    }
}

/// A piece of the page as a reader sees it: a line of a text file, one
/// paragraph of hard-wrapped lines, a sentence of a very long line, or one
/// block of an HTML page.
#[derive(Debug, Clone)]
pub struct Block {
    /// Where its text stands in [`Document::text`].
    pub range: Range<usize>,
    /// Where it came from: the number of its (first) line in a text, counted
    /// from 1; the ordinal of the block in HTML, likewise from 1.
    pub number: u32,
    /// How it stands apart from the line before it.
    pub gap: Gap,
    /// Whether it was cut out of a longer line as a run of icon names.
    pub icon_run: bool,
    /// Index of the innermost group around it in [`Document::groups`], or
    /// [`group::NO_GROUP`].
    pub group: u32,
    /// Bytes of the decoded page that its text is made of, tags between its words included;
    /// empty if unknown.
    pub source: Range<usize>,
    /// What the markup says of it; `None` in text.
    pub markup: Option<Markup>,
}

/// How a line stands apart from the one before it, weakest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Gap {
    /// Nothing: the two are parts of one line of the source, or this one is
    /// no part of the running text (an alternative text, an icon's name).
    #[default]
    None,
    /// A table cell border.
    Cell,
    /// A line end: `<br>`, the next list item, the next table row, the next
    /// line of a text.
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
    /// Number of elements above it.
    pub depth: u32,
    /// Its tokens in [`Document::tokens`].
    pub tokens: Range<u32>,
    /// Bytes of text in it and below.
    pub text: u32,
    /// Bytes of that text inside links.
    pub link: u32,
    /// The lines that begin in it and below.
    pub blocks: Range<u32>,
    /// Hash of the tags and classes from the root down to it.
    pub path: u32,
}

/// What the markup says of a line.
#[derive(Debug, Clone, Copy, Default)]
pub struct Markup {
    /// The block element it stands in.
    pub element: u32,
    /// The innermost element around its first word.
    pub leaf: u32,
    /// Bytes of its text inside links.
    pub link: u32,
    /// Number of links.
    pub links: u32,
    /// Bytes of its text in bold or strong.
    pub bold: u32,
    /// 1–6 inside a heading, else 0.
    pub heading: u8,
    /// Number of lists around it.
    pub lists: u8,
    /// What it stands in.
    pub within: Within,
}

/// A set of the circumstances that markup can put a line in.
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
    /// In `nav`, or in an element with the role.
    NAV = 0;
    /// In `header`, or the banner role.
    HEADER = 1;
    /// In `footer`, or the contentinfo role.
    FOOTER = 2;
    /// In `aside`, or the complementary role.
    ASIDE = 3;
    /// In `form`, `fieldset` or a form control.
    FORM = 4;
    /// In `article`, or the role.
    ARTICLE = 5;
    /// In `main`, or the role.
    MAIN = 6;
    /// In a list item.
    LIST = 7;
    /// In a table cell.
    TABLE = 8;
    /// In `pre`, `textarea` or the like: white space counts.
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
    /// Text of an svg picture, such as its title.
    SVG = 19;
    /// In an element whose class says that its text is an icon's name.
    ICON = 20;
    /// In `svg`, `script` and other elements whose text is not the page's.
    SKIP = 21;
    /// In a term of a definition list.
    TERM = 22;
    /// In a table head cell.
    HEAD_CELL = 23;
    /// In `code`, `kbd` or `samp`, whole lines only.
    CODE = 24;
    /// In `dialog`, or the role.
    DIALOG = 25;
    /// In `address`.
    ADDRESS = 26;
    /// The number of a line of code, which stood before it.
    LINE_NUMBER = 27;
}

impl Within {
    /// Whether all of `other` is in the set.
    pub fn has(self, other: Within) -> bool {
        self.0 & other.0 == other.0
    }

    /// Puts `other` into the set.
    pub fn add(&mut self, other: Within) {
        self.0 |= other.0;
    }
}

/// What a page says of itself, where no one sees it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Head {
    /// The `title` element.
    pub title: Option<String>,
    /// `og:title` or `twitter:title`.
    pub social_title: Option<String>,
    /// Who JSON-LD says wrote it, else a `meta`, unless that has an address. Several are
    /// separated by commas.
    pub author: Option<String>,
    /// Date of publication as the page writes it.
    pub date: Option<String>,
    /// `lang` of the root element.
    pub language: Option<String>,
    /// `og:site_name`.
    pub site: Option<String>,
    /// `link rel=canonical` or `og:url`.
    pub url: Option<String>,
    /// What JSON-LD says the page is, else `og:type`.
    pub declared: Declared,
}

/// What kind of page a page declares itself to be.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Declared {
    /// Nothing about its kind.
    #[default]
    Nothing,
    /// An article, in JSON-LD.
    Article,
    /// An article, in `og:type` only, which some sites write on every page.
    SocialArticle,
    /// A product, a list, a forum thread or another thing that is no article.
    Other,
}
