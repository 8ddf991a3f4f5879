//! The formatting elements that the standard would reopen.
//!
//! A formatting element that ends without its end tag, as `b` in `<p><b></p>`, is open again
//! in the standard's tree when text or an inline element follows. This parser does not report
//! it again. It remembers the element because the end tag `</b>` then ends the foreign content
//! in it: in `<p><b></p><svg></b><style>` the `style` is HTML.

use crate::html::class::{CLOSES_P, TagClass};
use crate::html::tag::Tag;

/// Elements with one tag that the standard reopens at most, if their attributes are equal (the
/// "Noah's Ark clause"). Here it limits the elements with one tag whatever their attributes,
/// which bounds the time of each operation.
const MOST_OF_A_TAG: usize = 3;

/// What is left of the standard's list of active formatting elements without the elements
/// that are open.
#[derive(Default)]
pub struct ClosedFormatting {
    entries: Vec<Closed>,
}

enum Closed {
    /// A cell or another element that hides what began before it: the entries before this one,
    /// and the open elements up to this place of the stack.
    Marker(u32),
    /// An element, and the open element in which the standard has reopened it, as a place in the
    /// stack. Place 0 means "not reopened". Elements that are not reopened come last.
    Element(Tag, u32),
}

impl ClosedFormatting {
    /// Adds a marker that hides all until [`ClosedFormatting::clear_to_marker`]. `top` is the
    /// place of the topmost element.
    pub fn mark(&mut self, top: u32) {
        self.entries.push(Closed::Marker(top));
    }

    /// Forgets the elements since the last marker, and the marker.
    pub fn clear_to_marker(&mut self) {
        while let Some(entry) = self.entries.pop() {
            if let Closed::Marker(top) = entry {
                return self.close_above(top);
            }
        }
    }

    /// Tells whether a marker hides the open element at `place`.
    pub fn hides(&self, place: u32) -> bool {
        let last = self.entries.iter().rev().find_map(|entry| match entry {
            Closed::Marker(top) => Some(*top),
            Closed::Element(..) => None,
        });
        last.is_some_and(|top| place <= top)
    }

    /// Adds the element that was at `place` and ended without its end tag, unless it is hidden.
    pub fn push(&mut self, tag: Tag, place: u32) {
        if self.hides(place) {
            return;
        }
        let first = self.elements().filter(|(_, other, _)| *other == tag).nth(MOST_OF_A_TAG - 1);
        if let Some((at, ..)) = first {
            self.entries.remove(at);
        }
        self.entries.push(Closed::Element(tag, 0));
    }

    /// Tells whether the standard would reopen elements before text.
    #[inline]
    pub fn is_waiting(&self) -> bool {
        matches!(self.entries.last(), Some(Closed::Element(_, 0)))
    }

    /// Tells whether an element is reopened in the open element at `place`.
    pub fn is_reopened_in(&self, place: u32) -> bool {
        self.elements().any(|(_, _, reopened)| reopened == place)
    }

    /// Reopens the elements in the open element at `place`.
    pub fn reopen(&mut self, place: u32) {
        for entry in self.entries.iter_mut().rev() {
            match entry {
                Closed::Element(_, reopened @ 0) => *reopened = place,
                _ => return,
            }
        }
    }

    /// Closes the reopened elements in open elements above `top`, which is the new topmost place.
    #[inline]
    pub fn close_above(&mut self, top: u32) {
        for entry in self.entries.iter_mut().rev() {
            match entry {
                Closed::Element(_, 0) => {}
                Closed::Element(_, place) if *place > top => *place = 0,
                Closed::Element(..) => return,
                // The entries before it follow when it goes.
                Closed::Marker(hidden) => {
                    *hidden = top.min(*hidden);
                    return;
                }
            }
        }
    }

    /// Removes the last element `tag`, unless it is reopened below the place `scope`. Returns
    /// the place in which it was reopened, or 0.
    pub fn end(&mut self, tag: Tag, scope: u32) -> Option<u32> {
        let (at, _, place) = self.elements().find(|(_, other, _)| *other == tag)?;
        if place != 0 && place < scope {
            return None;
        }
        self.entries.remove(at);
        Some(place)
    }

    /// Returns the elements since the last marker, last first: index, tag and place.
    fn elements(&self) -> impl Iterator<Item = (usize, Tag, u32)> {
        self.entries.iter().enumerate().rev().map_while(|(at, entry)| match entry {
            Closed::Marker(_) => None,
            Closed::Element(tag, place) => Some((at, *tag, *place)),
        })
    }
}

/// Tells whether the standard reopens formatting elements before this element of the body.
/// `class` is the class of the tag.
pub fn reopens_formatting(tag: Tag, class: TagClass) -> bool {
    match tag {
        Tag::XMP => true,
        _ if class & CLOSES_P != 0 => false,
        Tag::TABLE
        | Tag::CAPTION
        | Tag::COL
        | Tag::COLGROUP
        | Tag::TBODY
        | Tag::TD
        | Tag::TFOOT
        | Tag::TH
        | Tag::THEAD
        | Tag::TR
        | Tag::HTML
        | Tag::HEAD
        | Tag::BODY
        | Tag::FRAMESET
        | Tag::FRAME
        | Tag::BASE
        | Tag::BASEFONT
        | Tag::BGSOUND
        | Tag::LINK
        | Tag::META
        | Tag::NOFRAMES
        | Tag::SCRIPT
        | Tag::STYLE
        | Tag::TEMPLATE
        | Tag::TITLE
        | Tag::LI
        | Tag::DD
        | Tag::DT
        | Tag::FORM
        | Tag::PARAM
        | Tag::SOURCE
        | Tag::TRACK
        | Tag::TEXTAREA
        | Tag::IFRAME
        | Tag::NOEMBED
        | Tag::RB
        | Tag::RP
        | Tag::RT
        | Tag::RTC => false,
        _ => true,
    }
}
