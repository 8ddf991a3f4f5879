//! Writes the markers and indents of the lists and quotations around a block.

use std::io::{self, Write};

use crate::document::group::GroupKind;
use crate::document::{Document, Gap};

/// The open lists, items and quotations.
#[derive(Debug, Default)]
pub struct Containers {
    open: Vec<OpenContainer>,
    begun: bool,
}

#[derive(Debug, Clone, Copy)]
struct OpenContainer {
    container: u32,
    /// Indent of its lines, in columns.
    width: usize,
    /// Whether its items have the alternative marker. Without it, the list would merge with the
    /// list that ends right above it, or its next item would be counted on from the last one.
    alternative: bool,
    /// The number of the last written item.
    number: Option<u32>,
}

impl Containers {
    /// Whether exactly these containers are open.
    pub fn are(&self, around: &[u32]) -> bool {
        self.open.len() == around.len() && self.shared(around) == around.len()
    }

    /// Counts the containers at the beginning of `around` that are open.
    fn shared(&self, around: &[u32]) -> usize {
        self.open.iter().zip(around).take_while(|(open, container)| open.container == **container).count()
    }

    /// Begins a block in the containers `around`, outermost first, after `gap`. With `tight`, an
    /// item may follow the last block without a blank line.
    pub fn begin(
        &mut self,
        document: &Document,
        around: &[u32],
        gap: Gap,
        tight: bool,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let shared = self.shared(around);
        let new = &around[shared..];
        let above = self.open.get(shared).copied();
        let is_counted = self.is_counted(document, new, shared);
        let tight = tight && is_counted && self.is_tight(document, new, shared, gap);
        self.open.truncate(shared);
        if let Some(list) = self.open.last_mut().filter(|_| !is_counted) {
            list.alternative = !list.alternative;
        }
        if std::mem::replace(&mut self.begun, true) {
            out.write_all(b"\n")?;
            if !tight {
                self.indent(document, true, out)?;
                out.write_all(b"\n")?;
            }
            self.indent(document, false, out)?;
        }
        for (at, &container) in new.iter().enumerate() {
            let kind = kind_of(document, container);
            let follows = above.filter(|above| at == 0 && kind_of(document, above.container) == kind);
            let alternative = follows.is_some_and(|above| !above.alternative);
            let width = self.mark(document, kind, out)?;
            if let (GroupKind::Item { number }, Some(list)) = (kind, self.open.last_mut()) {
                list.number = Some(number);
            }
            self.open.push(OpenContainer { container, width, alternative, number: None });
        }
        Ok(())
    }

    /// Whether readers of Markdown, who count the items of a list, give the right number to the
    /// next item. If not, it must begin a list of its own.
    fn is_counted(&self, document: &Document, new: &[u32], shared: usize) -> bool {
        let Some(&GroupKind::Item { number }) = new.first().map(|&at| kind_of(document, at)).as_ref() else {
            return true;
        };
        let Some(list) = shared.checked_sub(1).map(|at| self.open[at]) else { return true };
        kind_of(document, list.container) != GroupKind::List { ordered: true }
            || list.number.is_none_or(|last| last.checked_add(1) == Some(number))
    }

    /// Whether a block is the next item of a list, or begins a list right below the text of an
    /// item.
    fn is_tight(&self, document: &Document, new: &[u32], shared: usize, gap: Gap) -> bool {
        match new.iter().map(|&container| kind_of(document, container)).collect::<Vec<_>>()[..] {
            [GroupKind::Item { .. }, ..] => self.open.len() > shared,
            // A numbered list can interrupt a paragraph only if it begins with 1.
            [GroupKind::List { ordered }, GroupKind::Item { number }, ..] => {
                let in_item =
                    shared > 0 && matches!(kind_of(document, self.open[shared - 1].container), GroupKind::Item { .. });
                in_item && self.open.len() == shared && gap != Gap::Paragraph && (!ordered || number == 1)
            }
            _ => false,
        }
    }

    /// Writes the marker of a container. Returns the marker's width.
    fn mark(&self, document: &Document, kind: GroupKind, out: &mut dyn Write) -> io::Result<usize> {
        let GroupKind::Item { number } = kind else {
            out.write_all(if kind == GroupKind::Quote { b"> " } else { b"" })?;
            return Ok(0);
        };
        let list = self.open.last().copied();
        let alternative = list.is_some_and(|list| list.alternative);
        let ordered = list.is_some_and(|list| kind_of(document, list.container) == GroupKind::List { ordered: true });
        let mark = match (ordered, alternative) {
            (false, false) => "- ".to_owned(),
            (false, true) => "* ".to_owned(),
            // CommonMark allows at most nine digits.
            (true, false) => format!("{}. ", number.min(999_999_999)),
            (true, true) => format!("{}) ", number.min(999_999_999)),
        };
        out.write_all(mark.as_bytes())?;
        Ok(mark.len())
    }

    /// Begins the next line of a block.
    pub fn next_line(&self, document: &Document, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"\n")?;
        self.indent(document, false, out)
    }

    /// Writes the indent of a line. A blank line gets no trailing spaces.
    fn indent(&self, document: &Document, blank: bool, out: &mut dyn Write) -> io::Result<()> {
        let mut indent = String::new();
        for open in &self.open {
            match kind_of(document, open.container) {
                GroupKind::Quote => indent.push_str("> "),
                _ => indent.extend(std::iter::repeat_n(' ', open.width)),
            }
        }
        out.write_all((if blank { indent.trim_end() } else { &indent }).as_bytes())
    }
}

/// Returns the kind of a container.
fn kind_of(document: &Document, container: u32) -> GroupKind {
    document.group(container).map_or(GroupKind::Quote, |group| group.kind)
}
