//! Numbers the tag names of a page that the standard does not define.

use std::collections::HashMap;

use super::tag::Tag;

/// The tag names seen so far, numbered in order of appearance.
#[derive(Default)]
pub struct TagNames {
    numbers: HashMap<Box<str>, u16>,
    names: Vec<Box<str>>,
    /// The last unknown name that was looked up, in lower case.
    last: String,
}

impl TagNames {
    /// Returns the tag of a name in any case. When the numbers run out, further names share
    /// [`Tag::OTHER`].
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
        if let Some(number) = self.numbers.get(self.last.as_str()) {
            return Tag(*number);
        }
        let Ok(number) = u16::try_from(Tag::OTHER.0 as usize + 1 + self.names.len()) else {
            return Tag::OTHER;
        };
        self.numbers.insert(self.last.as_str().into(), number);
        self.names.push(self.last.as_str().into());
        Tag(number)
    }

    /// Returns the lower-case name of the tag that [`TagNames::tag`] returned last.
    #[inline]
    pub fn name(&self, tag: Tag) -> &str {
        match tag.name() {
            Some(name) => name,
            None if tag == Tag::OTHER => &self.last,
            None => &self.names[(tag.0 - Tag::OTHER.0 - 1) as usize],
        }
    }
}
