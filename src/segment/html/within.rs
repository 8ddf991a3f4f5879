//! Reads circumstances of text from the tags and attributes around it.

use crate::document::Within;
use crate::html::event::{Attribute, attribute};
use crate::html::tag::Tag;

/// Class names of icon fonts whose text is an icon's name, not words.
const ICON_CLASSES: [&str; 3] = ["material-icons", "material-symbols", "mat-icon"];

/// Class names of line numbers inside code, from Pygments, Rouge, Chroma, CodeRay and other
/// highlighters.
const LINE_NUMBER_CLASSES: [&str; 12] = [
    "lineno",
    "linenos",
    "linenumber",
    "linenumbers",
    "lineNumber",
    "line-number",
    "line-numbers",
    "line_number",
    "line-num",
    "linenr",
    "lnt",
    "ln",
];

/// Returns the circumstances that an element's name and attributes put its text in.
pub fn circumstances(tag: Tag, name: &str, attributes: &[Attribute<'_>]) -> Within {
    let mut within = Within(0);
    if name == "mat-icon" {
        within.add(Within::ICON);
    }
    if tag == Tag::DIALOG && attribute(attributes, "open").is_none() {
        within.add(Within::HIDDEN);
    }
    for a in attributes {
        // The length rules out nearly all attributes.
        match a.name.len() {
            6 if a.name.eq_ignore_ascii_case("hidden") => within.add(Within::HIDDEN),
            5 if a.name.eq_ignore_ascii_case("style") && hides(a.raw) => within.add(Within::HIDDEN),
            5 if a.name.eq_ignore_ascii_case("class") && names_icon(a.raw) => within.add(Within::ICON),
            11 if a.name.eq_ignore_ascii_case("aria-hidden") && a.raw.eq_ignore_ascii_case("true") => {
                within.add(Within::ARIA_HIDDEN);
            }
            4 if a.name.eq_ignore_ascii_case("role") => within.add(role(a.raw.trim())),
            _ => {}
        }
    }
    within
}

/// Whether one of the classes says that the text is an icon's name.
fn names_icon(classes: &str) -> bool {
    classes.split_ascii_whitespace().any(|class| ICON_CLASSES.iter().any(|icon| class.starts_with(icon)))
}

/// Whether a class says that the element holds the number of a line of code.
pub fn is_line_number(attributes: &[Attribute<'_>]) -> bool {
    let classes = attribute(attributes, "class").map_or("", |class| class.raw);
    classes.split_ascii_whitespace().any(|class| LINE_NUMBER_CLASSES.contains(&class))
}

fn role(role: &str) -> Within {
    match role {
        "navigation" | "menubar" | "menu" => Within::NAV,
        "banner" => Within::HEADER,
        "contentinfo" => Within::FOOTER,
        "complementary" => Within::ASIDE,
        "article" => Within::ARTICLE,
        "main" => Within::MAIN,
        "search" | "form" => Within::FORM,
        "button" => Within::BUTTON,
        "dialog" | "alertdialog" => Within::DIALOG,
        _ => Within(0),
    }
}

/// Whether a style attribute hides the element.
fn hides(style: &str) -> bool {
    style.split(';').any(|declaration| {
        let Some((property, value)) = declaration.split_once(':') else { return false };
        let (property, value) = (property.trim(), value.trim());
        (property.eq_ignore_ascii_case("display") && starts_with(value, "none"))
            || (property.eq_ignore_ascii_case("visibility") && starts_with(value, "hidden"))
    })
}

fn starts_with(text: &str, prefix: &str) -> bool {
    text.get(..prefix.len()).is_some_and(|head| head.eq_ignore_ascii_case(prefix))
}

/// Returns the circumstance that a tag puts its text in.
pub fn circumstance(tag: Tag) -> Within {
    match tag {
        Tag::NAV => Within::NAV,
        Tag::HEADER => Within::HEADER,
        Tag::FOOTER => Within::FOOTER,
        Tag::ASIDE => Within::ASIDE,
        Tag::FORM | Tag::FIELDSET | Tag::SELECT | Tag::TEXTAREA | Tag::DATALIST => Within::FORM,
        Tag::ARTICLE => Within::ARTICLE,
        Tag::MAIN => Within::MAIN,
        Tag::LI | Tag::DD => Within::LIST,
        Tag::DT => Within::TERM,
        Tag::TD => Within::TABLE,
        Tag::TH => Within(Within::TABLE.0 | Within::HEAD_CELL.0),
        Tag::PRE | Tag::LISTING | Tag::PLAINTEXT | Tag::XMP => Within::PRE,
        Tag::NOSCRIPT => Within::NOSCRIPT,
        Tag::FIGURE => Within::FIGURE,
        Tag::FIGCAPTION | Tag::CAPTION => Within::CAPTION,
        Tag::BUTTON => Within::BUTTON,
        Tag::DETAILS => Within::DETAILS,
        Tag::BLOCKQUOTE => Within::QUOTE,
        Tag::SVG => Within::SVG,
        Tag::CODE | Tag::KBD | Tag::SAMP => Within::CODE,
        Tag::DIALOG => Within::DIALOG,
        Tag::ADDRESS => Within::ADDRESS,
        _ => Within(0),
    }
}
