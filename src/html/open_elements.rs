//! The stack of open elements, which answers every question of scope at once.
//!
//! The standard's rules walk down the stack for nearly every tag, which is
//! quadratic on pages that nest deeply. So each entry knows the nearest entry,
//! from itself down, of each kind that ends a scope, and the entry before it of
//! the same tag: an element is in scope if its last entry stands no lower than
//! the nearest barrier.
//!
//! Places count from 1; 0 is "none", which also stands below every element.

use super::class::{BARRIERS, Class, SPECIAL};
use super::tag::Tag;

/// What an element is, beside its tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// An HTML element.
    Html,
    /// An SVG element.
    Svg,
    /// An SVG element with HTML in it.
    SvgWithHtml,
    /// A MathML element.
    Math,
    /// A MathML element with HTML in it.
    MathWithHtml,
    /// MathML's `annotation-xml`, which may have SVG in it.
    MathWithSvg,
}

#[derive(Debug, Clone, Copy)]
struct Entry {
    barriers: [u32; BARRIERS],
    /// The last entry below of the same tag, HTML or foreign alike.
    previous: u32,
    /// The nearest HTML entry.
    html: u32,
    tag: Tag,
    kind: Kind,
    /// Ended, but not on top: a tombstone.
    ended: bool,
}

/// The open elements.
#[derive(Default)]
pub struct OpenElements {
    entries: Vec<Entry>,
    /// By tag, HTML and foreign ones apart, the last entry.
    last: Vec<u32>,
}

fn index(tag: Tag, kind: Kind) -> usize {
    tag.0 as usize * 2 + usize::from(kind != Kind::Html)
}

impl OpenElements {
    /// How many there are, tombstones included: the depth of the next.
    #[inline]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// The place of the topmost.
    #[inline]
    pub fn top(&self) -> u32 {
        self.entries.len() as u32
    }

    /// The kind of the topmost.
    #[inline]
    pub fn kind(&self) -> Kind {
        self.entries.last().map_or(Kind::Html, |e| e.kind)
    }

    /// Whether the topmost is the HTML element called `tag`.
    #[inline]
    pub fn on_top(&self, tag: Tag) -> bool {
        self.top_tag() == Some(tag)
    }

    /// The tag of the topmost, if that is an HTML element.
    #[inline]
    pub fn top_tag(&self) -> Option<Tag> {
        self.entries.last().filter(|e| e.kind == Kind::Html).map(|e| e.tag)
    }

    /// The tag at a place.
    pub fn tag(&self, place: u32) -> Tag {
        self.entries[place as usize - 1].tag
    }

    /// The last open HTML element called `tag`.
    #[inline]
    pub fn last(&self, tag: Tag) -> u32 {
        self.last_of(tag, Kind::Html)
    }

    fn last_of(&self, tag: Tag, kind: Kind) -> u32 {
        self.last.get(index(tag, kind)).copied().unwrap_or(0)
    }

    /// The last open foreign element called `tag`, if no HTML element is above it.
    pub fn last_foreign(&self, tag: Tag) -> u32 {
        let place = self.last_of(tag, Kind::Svg);
        let html = self.entries.last().map_or(0, |e| e.html);
        if place > html { place } else { 0 }
    }

    /// The nearest element that is a barrier of this sort.
    #[inline]
    pub fn barrier(&mut self, barrier: usize) -> u32 {
        let Some(top) = self.entries.last() else {
            return 0;
        };
        let place = top.barriers[barrier];
        // Of the elements that can be ended below the top only `form` is a
        // barrier, and that in no scope proper.
        if barrier >= SPECIAL && place > 0 && self.entries[place as usize - 1].ended {
            self.live_barrier(barrier)
        } else {
            place
        }
    }

    /// Skips barriers that have ended, and notes the result in all the entries
    /// that had to be asked, so that it takes constant time in the long run.
    fn live_barrier(&mut self, barrier: usize) -> u32 {
        let ended = |entries: &[Entry], place: u32| place > 0 && entries[place as usize - 1].ended;
        let below = |entries: &[Entry], place: u32| match place {
            0 | 1 => 0,
            _ => entries[place as usize - 2].barriers[barrier],
        };
        let mut live = self.entries[self.entries.len() - 1].barriers[barrier];
        while ended(&self.entries, live) {
            live = below(&self.entries, live);
        }
        let mut asked = self.entries.len() as u32;
        loop {
            let next = self.entries[asked as usize - 1].barriers[barrier];
            if !ended(&self.entries, next) {
                return live;
            }
            self.entries[asked as usize - 1].barriers[barrier] = live;
            if next <= 1 {
                return live;
            }
            asked = next - 1;
        }
    }

    /// The last open HTML element called `tag` if no such barrier is above it.
    #[inline]
    pub fn in_scope(&mut self, tag: Tag, barrier: usize) -> Option<u32> {
        let place = self.last(tag);
        (place > 0 && place >= self.barrier(barrier)).then_some(place)
    }

    /// Puts an element on top. `class` says which barriers it is.
    #[inline]
    pub fn push(&mut self, tag: Tag, kind: Kind, class: Class) {
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
        let html = if kind == Kind::Html { place } else { html };
        let index = index(tag, kind);
        if index >= self.last.len() {
            self.last.resize(index.max(2 * Tag::OTHER.0 as usize) + 1, 0);
        }
        let previous = std::mem::replace(&mut self.last[index], place);
        self.entries.push(Entry { barriers, previous, html, tag, kind, ended: false });
    }

    /// Takes the topmost off, which leaves a tombstone on top if there is one.
    #[inline]
    pub fn pop(&mut self) -> Option<Tag> {
        let entry = self.entries.pop()?;
        if !entry.ended {
            self.last[index(entry.tag, entry.kind)] = entry.previous;
        }
        Some(entry.tag)
    }

    /// Takes the topmost off if it is a tombstone.
    #[inline]
    pub fn pop_ended(&mut self) -> Option<Tag> {
        if self.entries.last()?.ended { self.pop() } else { None }
    }

    /// Makes the last element of its tag a tombstone. It must not be on top.
    pub fn end(&mut self, place: u32) {
        let entry = &mut self.entries[place as usize - 1];
        entry.ended = true;
        self.last[index(entry.tag, entry.kind)] = entry.previous;
    }
}

#[cfg(test)]
#[path = "open_elements_tests.rs"]
mod tests;
