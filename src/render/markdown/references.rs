//! Writes the targets of links, beside their text or at the end of the document.

use std::collections::HashMap;
use std::io::{self, Write};

use super::link::escaped_address;
use crate::LinkStyle;
use crate::render::outline::PageView;

/// Writes the targets of the links of one document.
#[derive(Debug, Default)]
pub struct LinkWriter {
    style: LinkStyle,
    /// The number of each target so far.
    numbers: HashMap<String, usize>,
    /// The targets so far, in the order of their numbers.
    targets: Vec<String>,
}

impl LinkWriter {
    /// Returns a writer of links in this style.
    pub fn new(style: LinkStyle) -> Self {
        LinkWriter { style, ..LinkWriter::default() }
    }

    /// Whether links are written at all.
    pub fn are_written(&self) -> bool {
        self.style != LinkStyle::None
    }

    /// Whether all brackets of the text must be escaped, because `[1]` would be a reference.
    pub fn escapes_brackets(&self) -> bool {
        self.style == LinkStyle::Reference
    }

    /// Returns the target of a link, or its number, to write after its closing bracket.
    pub fn destination(&mut self, page: &PageView<'_>, link: u32) -> Option<String> {
        let target = escaped_address(&page.links.target(link)?);
        if self.style == LinkStyle::Inline {
            return Some(format!("({target})"));
        }
        let next = self.targets.len() + 1;
        let number = *self.numbers.entry(target).or_insert_with_key(|target| {
            self.targets.push(target.clone());
            next
        });
        Some(format!("[{number}]"))
    }

    /// Writes the targets that the text refers to, below a blank line.
    pub fn finish(&self, out: &mut dyn Write) -> io::Result<()> {
        for (at, target) in self.targets.iter().enumerate() {
            write!(out, "{}\n[{}]: {target}", if at == 0 { "\n" } else { "" }, at + 1)?;
        }
        Ok(())
    }
}
