//! Tells apart the tag names of one document that the standard does not have.

use std::collections::HashMap;

use super::tag::Tag;

/// The names seen so far, numbered in the order in which they came.
#[derive(Default)]
pub struct Names {
    known: HashMap<Box<str>, u16>,
    spelled: Vec<Box<str>>,
    /// The last name that was looked up here, in lower case.
    last: String,
}

impl Names {
    /// The tag of a name as the page spells it. Once the numbers have run out,
    /// further names share [`Tag::OTHER`].
    #[inline]
    pub fn tag(&mut self, raw: &str) -> Tag {
        match Tag::of_any_case(raw) {
            Tag::OTHER => self.number(raw),
            tag => tag,
        }
    }

    fn number(&mut self, raw: &str) -> Tag {
        self.last.clear();
        self.last.extend(raw.chars().map(|c| match c {
            '\0' => '\u{fffd}',
            c => c.to_ascii_lowercase(),
        }));
        if let Some(number) = self.known.get(self.last.as_str()) {
            return Tag(*number);
        }
        let Ok(number) = u16::try_from(Tag::OTHER.0 as usize + 1 + self.spelled.len()) else {
            return Tag::OTHER;
        };
        self.known.insert(self.last.as_str().into(), number);
        self.spelled.push(self.last.as_str().into());
        Tag(number)
    }

    /// The lower-case name of a tag that was just [looked up](Names::tag).
    #[inline]
    pub fn name(&self, tag: Tag) -> &str {
        match tag.name() {
            Some(name) => name,
            None if tag == Tag::OTHER => &self.last,
            None => &self.spelled[(tag.0 - Tag::OTHER.0 - 1) as usize],
        }
    }
}
