//! The plain sequence of events that the HTML segmenter reads.

use std::borrow::Cow;
use std::ops::Range;

use super::tag::Tag;

/// Receives a page as its producer walks it.
///
/// Elements nest: `open` puts one on a stack, `close(depth)` ends the element
/// that stands at `depth` (0 is the first that was opened and is still there).
/// Nearly always that is the topmost one. It is not when the page closes a
/// formatting element across a block (`<b><p></b>text</p>`): then the elements
/// above it stay open, and the ended one is gone once it is on top.
pub trait Sink {
    /// An element begins. `name` is its lower-case tag name; void elements
    /// are opened and closed as well.
    fn open(&mut self, tag: Tag, name: &str, attributes: &[Attribute<'_>]);
    /// Character data, entities decoded, in pieces of any length. Text of a
    /// `script` that is JSON-LD is reported as it stands; that of other scripts,
    /// of `style` and of `template` elements is or is not, at the producer's
    /// convenience.
    fn text(&mut self, text: &str);
    /// The text that is reported next stands here in the page. A producer that does not know
    /// never calls this.
    fn source(&mut self, _range: Range<usize>) {}
    /// The element at `depth` of the open ones ends.
    fn close(&mut self, depth: usize);
}

/// An attribute as it stands in the source.
#[derive(Debug, Clone, Copy)]
pub struct Attribute<'a> {
    /// Its name; compare without regard to ASCII case.
    pub name: &'a str,
    /// Its value, with character references still in it when `encoded`.
    pub raw: &'a str,
    /// Whether `raw` has yet to be decoded.
    pub encoded: bool,
}

impl<'a> Attribute<'a> {
    /// The value with character references decoded; borrows unless there are any.
    pub fn value(&self) -> Cow<'a, str> {
        if self.encoded && memchr::memchr(b'&', self.raw.as_bytes()).is_some() {
            htmlize::unescape_attribute(self.raw)
        } else {
            Cow::Borrowed(self.raw)
        }
    }
}

/// The attribute called `name`, if the element has it.
pub fn attribute<'s, 'a>(attributes: &'s [Attribute<'a>], name: &str) -> Option<&'s Attribute<'a>> {
    attributes.iter().find(|a| a.name.eq_ignore_ascii_case(name))
}

/// Whether a `script` with these attributes holds JSON-LD.
pub fn is_linked_data(attributes: &[Attribute<'_>]) -> bool {
    let is =
        |kind: &str| kind.trim_ascii().get(..19).is_some_and(|kind| kind.eq_ignore_ascii_case("application/ld+json"));
    attribute(attributes, "type").is_some_and(|kind| is(&kind.value()))
}
