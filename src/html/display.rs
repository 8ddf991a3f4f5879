//! How a browser lays out each tag: what begins a line, what is part of one.

use super::event::{Attribute, attribute};
use super::tag::Tag;

/// What an element does to the lines around and inside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Display {
    /// Part of the running line.
    Inline,
    /// A block: a line of its own, apart from its neighbours.
    Block,
    /// A line of its own, close to its neighbours: list items, options.
    Item,
    /// A list: close to the item it is nested in.
    List,
    /// A table.
    Table,
    /// A table row.
    Row,
    /// A table cell.
    Cell,
    /// A line break.
    Break,
    /// Not the page's text.
    Skip,
    /// Text beside the running text, judged by itself: a picture's title.
    Aside,
}

/// The display of a tag by the standard's style sheet. Buttons and other
/// controls, inline blocks there, are blocks here: what they say is never part
/// of a sentence.
pub fn display(tag: Tag) -> Display {
    match tag {
        Tag::BR => Display::Break,
        Tag::LI
        | Tag::DT
        | Tag::DD
        | Tag::OPTION
        | Tag::LEGEND
        | Tag::SUMMARY
        | Tag::TBODY
        | Tag::THEAD
        | Tag::TFOOT => Display::Item,
        Tag::UL | Tag::OL | Tag::DL | Tag::MENU | Tag::DIR | Tag::SELECT | Tag::OPTGROUP | Tag::DATALIST => {
            Display::List
        }
        Tag::TABLE => Display::Table,
        Tag::TR => Display::Row,
        Tag::TD | Tag::TH => Display::Cell,
        Tag::SCRIPT
        | Tag::STYLE
        | Tag::TEMPLATE
        | Tag::HEAD
        | Tag::IFRAME
        | Tag::NOEMBED
        | Tag::NOFRAMES
        | Tag::TITLE => Display::Skip,
        Tag::SVG => Display::Aside,
        Tag::ADDRESS
        | Tag::ARTICLE
        | Tag::ASIDE
        | Tag::AUDIO
        | Tag::BLOCKQUOTE
        | Tag::BODY
        | Tag::BUTTON
        | Tag::CANVAS
        | Tag::CAPTION
        | Tag::CENTER
        | Tag::DETAILS
        | Tag::DIALOG
        | Tag::DIV
        | Tag::FIELDSET
        | Tag::FIGCAPTION
        | Tag::FIGURE
        | Tag::FOOTER
        | Tag::FORM
        | Tag::FRAMESET
        | Tag::H1
        | Tag::H2
        | Tag::H3
        | Tag::H4
        | Tag::H5
        | Tag::H6
        | Tag::HEADER
        | Tag::HGROUP
        | Tag::HR
        | Tag::HTML
        | Tag::LISTING
        | Tag::MAIN
        | Tag::MARQUEE
        | Tag::NAV
        | Tag::OBJECT
        | Tag::P
        | Tag::PLAINTEXT
        | Tag::PRE
        | Tag::SEARCH
        | Tag::SECTION
        | Tag::TEXTAREA
        | Tag::VIDEO
        | Tag::XMP
        | Tag::NOSCRIPT => Display::Block,
        _ => Display::Inline,
    }
}

/// The display of an element where more than its tag tells.
pub fn display_of(tag: Tag, name: &str, attributes: &[Attribute<'_>], in_svg: bool) -> Display {
    match display(tag) {
        // What the tree of an element that scripts have made is given as.
        Display::Skip if is_shadow_root(tag, attributes) => Display::Block,
        Display::Skip if tag == Tag::TITLE && in_svg => Display::Inline,
        // A formula said again in another notation.
        Display::Inline if matches!(name, "annotation" | "annotation-xml") => Display::Skip,
        display => display,
    }
}

/// Whether an element is a template whose contents a browser shows.
pub fn is_shadow_root(tag: Tag, attributes: &[Attribute<'_>]) -> bool {
    tag == Tag::TEMPLATE && attribute(attributes, "shadowrootmode").is_some()
}

/// 1–6 for a heading, else 0.
pub fn heading_level(tag: Tag) -> u8 {
    match tag {
        Tag::H1 => 1,
        Tag::H2 => 2,
        Tag::H3 => 3,
        Tag::H4 => 4,
        Tag::H5 => 5,
        Tag::H6 => 6,
        _ => 0,
    }
}
