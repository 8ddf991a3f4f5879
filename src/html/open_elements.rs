//! The stack of open elements, with scope checks in constant time.
//!
//! The standard's rules walk down the stack for nearly every tag, which takes quadratic time on
//! deeply nested pages. Here each entry stores the nearest entry, itself included, of each
//! barrier (a group of tags that ends a scope), and the previous entry with the same tag. An
//! element is in scope if the last entry with its tag is not below the nearest barrier.
//!
//! Places in the stack count from 1. Place 0 means "no element" and is below every element.

use super::class::{BARRIERS, SPECIAL, TagClass};
use super::tag::Tag;

/// The namespace of an element, and what foreign elements may hold (the standard's integration
/// points).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Namespace {
    /// An HTML element.
    Html,
    /// An SVG element.
    Svg,
    /// An SVG element that may hold HTML.
    SvgWithHtml,
    /// A MathML element.
    MathMl,
    /// A MathML element that may hold HTML.
    MathMlWithHtml,
    /// MathML's `annotation-xml`, which may hold SVG.
    MathMlWithSvg,
}

#[derive(Debug, Clone, Copy)]
struct StackEntry {
    /// The nearest entry of each barrier.
    barriers: [u32; BARRIERS],
    /// The next lower entry with the same tag; HTML and foreign entries are separate.
    previous: u32,
    /// The nearest HTML entry.
    html: u32,
    tag: Tag,
    namespace: Namespace,
    /// Ended while not on top. The entry stays as a tombstone.
    ended: bool,
}

/// The open elements.
#[derive(Default)]
pub struct OpenElements {
    entries: Vec<StackEntry>,
    /// The last entry of each tag, by [`index`].
    last: Vec<u32>,
}

/// Returns the index in [`OpenElements::last`] for HTML or for foreign elements with this tag.
fn index(tag: Tag, namespace: Namespace) -> usize {
    tag.0 as usize * 2 + usize::from(namespace != Namespace::Html)
}

impl OpenElements {
    /// Returns the number of entries, tombstones included. This is the depth of the next one.
    #[inline]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Returns the place of the topmost element.
    #[inline]
    pub fn top(&self) -> u32 {
        self.entries.len() as u32
    }

    /// Returns the namespace of the topmost element.
    #[inline]
    pub fn namespace(&self) -> Namespace {
        self.entries.last().map_or(Namespace::Html, |e| e.namespace)
    }

    /// Tells whether the topmost element is the HTML element `tag`.
    #[inline]
    pub fn on_top(&self, tag: Tag) -> bool {
        self.top_tag() == Some(tag)
    }

    /// Returns the tag of the topmost element, if it is an HTML element.
    #[inline]
    pub fn top_tag(&self) -> Option<Tag> {
        self.entries.last().filter(|e| e.namespace == Namespace::Html).map(|e| e.tag)
    }

    /// Returns the tag of the element at a place.
    pub fn tag(&self, place: u32) -> Tag {
        self.entries[place as usize - 1].tag
    }

    /// Returns the place of the last open HTML element `tag`.
    #[inline]
    pub fn last(&self, tag: Tag) -> u32 {
        self.last_of(tag, Namespace::Html)
    }

    fn last_of(&self, tag: Tag, namespace: Namespace) -> u32 {
        self.last.get(index(tag, namespace)).copied().unwrap_or(0)
    }

    /// Returns the place of the last open foreign element `tag`, or 0 if an HTML element is above
    /// it.
    pub fn last_foreign(&self, tag: Tag) -> u32 {
        let place = self.last_of(tag, Namespace::Svg);
        let html = self.entries.last().map_or(0, |e| e.html);
        if place > html { place } else { 0 }
    }

    /// Returns the place of the nearest element that is a barrier of this kind.
    #[inline]
    pub fn barrier(&mut self, barrier: usize) -> u32 {
        let Some(top) = self.entries.last() else {
            return 0;
        };
        let place = top.barriers[barrier];
        // Only formatting elements and `form` can end below the top. Of these only `form` is a
        // barrier, and it ends no scope.
        if barrier >= SPECIAL && place > 0 && self.entries[place as usize - 1].ended {
            self.live_barrier(barrier)
        } else {
            place
        }
    }

    /// Skips barriers that have ended. The result is stored in every entry on the way, so that
    /// the amortized time is constant.
    fn live_barrier(&mut self, barrier: usize) -> u32 {
        let ended = |entries: &[StackEntry], place: u32| place > 0 && entries[place as usize - 1].ended;
        let below = |entries: &[StackEntry], place: u32| match place {
            0 | 1 => 0,
            _ => entries[place as usize - 2].barriers[barrier],
        };
        let mut live = self.entries[self.entries.len() - 1].barriers[barrier];
        while ended(&self.entries, live) {
            live = below(&self.entries, live);
        }
        let mut visited = self.entries.len() as u32;
        loop {
            let next = self.entries[visited as usize - 1].barriers[barrier];
            if !ended(&self.entries, next) {
                return live;
            }
            self.entries[visited as usize - 1].barriers[barrier] = live;
            if next <= 1 {
                return live;
            }
            visited = next - 1;
        }
    }

    /// Returns the place of the last open HTML element `tag`, if no barrier of this kind is above
    /// it.
    #[inline]
    pub fn in_scope(&mut self, tag: Tag, barrier: usize) -> Option<u32> {
        let place = self.last(tag);
        (place > 0 && place >= self.barrier(barrier)).then_some(place)
    }

    /// Pushes an element. `class` tells which barriers it is.
    #[inline]
    pub fn push(&mut self, tag: Tag, namespace: Namespace, class: TagClass) {
        let place = self.entries.len() as u32 + 1;
        let (mut barriers, html) = match self.entries.last() {
            Some(below) => (below.barriers, below.html),
            None => ([0; BARRIERS], 0),
        };
        for (bit, barrier) in barriers.iter_mut().enumerate() {
            if class >> bit & 1 != 0 {
                *barrier = place;
            }
        }
        let html = if namespace == Namespace::Html { place } else { html };
        let index = index(tag, namespace);
        if index >= self.last.len() {
            self.last.resize(index.max(2 * Tag::OTHER.0 as usize) + 1, 0);
        }
        let previous = std::mem::replace(&mut self.last[index], place);
        self.entries.push(StackEntry { barriers, previous, html, tag, namespace, ended: false });
    }

    /// Pops the topmost entry. The new topmost entry can be a tombstone.
    #[inline]
    pub fn pop(&mut self) -> Option<Tag> {
        let entry = self.entries.pop()?;
        if !entry.ended {
            self.last[index(entry.tag, entry.namespace)] = entry.previous;
        }
        Some(entry.tag)
    }

    /// Pops the topmost entry if it is a tombstone.
    #[inline]
    pub fn pop_ended(&mut self) -> Option<Tag> {
        if self.entries.last()?.ended { self.pop() } else { None }
    }

    /// Turns the entry at `place` into a tombstone. It must be the last entry with its tag, and
    /// must not be on top.
    pub fn end(&mut self, place: u32) {
        let entry = &mut self.entries[place as usize - 1];
        entry.ended = true;
        self.last[index(entry.tag, entry.namespace)] = entry.previous;
    }
}

#[cfg(test)]
mod tests;
