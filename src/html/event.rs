//! The events that a page is reported as.

use std::borrow::Cow;
use std::ops::Range;

use super::tag::Tag;

/// Receives the events of a page.
///
/// Open elements form a stack. `open` pushes an element; `close(depth)` ends the element at
/// index `depth` of the stack. That is the topmost element, unless the page closes a formatting
/// element across a block (`<b><p></b>text</p>`). Then the elements above it stay open, and the
/// ended element leaves the stack once it is on top.
pub trait Sink {
    /// An element begins. `name` is its tag name in lower case. Void elements are opened and
    /// closed too.
    fn open(&mut self, tag: Tag, name: &str, attributes: &[Attribute<'_>]);
    /// Character data, decoded, in pieces of any length. JSON-LD and TeX in a `script` are reported
    /// unchanged. Parsers may leave out the text of other scripts, of `style` and of
    /// `template`.
    fn text(&mut self, text: &str);
    /// The text that is reported next stands at these bytes of the page. Parsers that do not
    /// know the place never call this.
    fn source(&mut self, _range: Range<usize>) {}
    /// The open element at index `depth` ends.
    fn close(&mut self, depth: usize);
}

/// An attribute as written in the source.
#[derive(Debug, Clone, Copy)]
pub struct Attribute<'a> {
    /// The name, in any ASCII case.
    pub name: &'a str,
    /// The value, with undecoded character references if `encoded` is true.
    pub raw: &'a str,
    /// `raw` is not decoded yet.
    pub encoded: bool,
}

impl<'a> Attribute<'a> {
    /// Returns the value with character references decoded. Borrows if there are none.
    pub fn value(&self) -> Cow<'a, str> {
        if self.encoded && memchr::memchr(b'&', self.raw.as_bytes()).is_some() {
            htmlize::unescape_attribute(self.raw)
        } else {
            Cow::Borrowed(self.raw)
        }
    }
}

/// Returns the attribute called `name`, if there is one.
pub fn attribute<'s, 'a>(attributes: &'s [Attribute<'a>], name: &str) -> Option<&'s Attribute<'a>> {
    attributes.iter().find(|a| a.name.eq_ignore_ascii_case(name))
}

/// Tells whether a `script` with these attributes holds JSON-LD.
pub fn is_linked_data(attributes: &[Attribute<'_>]) -> bool {
    let is =
        |kind: &str| kind.trim_ascii().get(..19).is_some_and(|kind| kind.eq_ignore_ascii_case("application/ld+json"));
    attribute(attributes, "type").is_some_and(|kind| is(&kind.value()))
}

/// Tells whether a `script` with these attributes holds a formula in TeX, and if so, whether the
/// formula stands on a line of its own. MathJax reads such scripts.
pub fn formula_script(attributes: &[Attribute<'_>]) -> Option<bool> {
    let kind = attribute(attributes, "type")?.value().to_ascii_lowercase();
    kind.trim().starts_with("math/tex").then(|| kind.contains("mode=display"))
}
