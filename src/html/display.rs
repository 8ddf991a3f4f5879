//! How a browser lays out each element: as lines of its own or within a line.

use super::event::{Attribute, attribute};
use super::tag::Tag;

/// The layout of an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Display {
    /// Part of the running line.
    Inline,
    /// A block: a line of its own, with space around it.
    Block,
    /// A line of its own without space around it: list items, options.
    Item,
    /// A list, without space around it if it is nested in an item.
    List,
    /// A table.
    Table,
    /// A table row.
    Row,
    /// A table cell.
    Cell,
    /// A line break.
    Break,
    /// Not displayed.
    Skip,
    /// Text beside the running text, judged separately: the title of a picture.
    Aside,
}

/// Returns the display of a tag by the standard's style sheet. Buttons and other controls are
/// inline blocks there and blocks here, because their text is never part of a sentence.
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

/// Returns the display of an element, which can depend on more than its tag.
pub fn display_of(tag: Tag, name: &str, attributes: &[Attribute<'_>], in_svg: bool) -> Display {
    match display(tag) {
        // A declarative shadow root: the displayed tree of a custom element.
        Display::Skip if is_shadow_root(tag, attributes) => Display::Block,
        Display::Skip if tag == Tag::TITLE && in_svg => Display::Inline,
        // Repeats a formula in another notation.
        Display::Inline if matches!(name, "annotation" | "annotation-xml") => Display::Skip,
        display => display,
    }
}

/// Tells whether an element is a template that a browser displays (a declarative shadow root).
pub fn is_shadow_root(tag: Tag, attributes: &[Attribute<'_>]) -> bool {
    tag == Tag::TEMPLATE && attribute(attributes, "shadowrootmode").is_some()
}

/// Returns 1 to 6 for a heading, else 0.
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
