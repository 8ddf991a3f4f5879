//! The rules for tables, whose parts imply each other.

use super::builder::{FormPointer, StreamBuilder};
use crate::html::class::TABLE_SCOPE;
use crate::html::event::{Sink, attribute};
use crate::html::tag::Tag;

/// Tells whether a tag names a part of a table.
fn is_part(tag: Tag) -> bool {
    matches!(
        tag,
        Tag::CAPTION | Tag::COL | Tag::COLGROUP | Tag::TBODY | Tag::THEAD | Tag::TFOOT | Tag::TR | Tag::TD | Tag::TH
    )
}

impl<S: Sink> StreamBuilder<'_, '_, S> {
    /// Handles a start tag by the rules for tables. Returns false if they do not apply.
    pub fn start_in_table(&mut self, tag: Tag) -> bool {
        match tag {
            _ if is_part(tag) => self.start_part(tag),
            Tag::TABLE => {
                while self.directly_in_table() {
                    self.close_down_to(self.open.last(Tag::TABLE));
                }
                return false;
            }
            Tag::FORM if self.directly_in_table() => {
                if self.form == FormPointer::None && self.open.last(Tag::TEMPLATE) == 0 {
                    self.open_and_close(tag);
                    self.form = FormPointer::Closed;
                }
            }
            Tag::INPUT if self.directly_in_table() => {
                let hidden = attribute(&self.tokens.attributes, "type")
                    .is_some_and(|kind| kind.value().eq_ignore_ascii_case("hidden"));
                if !hidden {
                    return false;
                }
                self.open_and_close(tag);
            }
            _ => return false,
        }
        true
    }

    /// Tells whether the innermost open element that counts is a table, row group or row, rather
    /// than a cell or caption.
    fn directly_in_table(&mut self) -> bool {
        matches!(self.table_part(), Some((Tag::TABLE | Tag::TBODY | Tag::THEAD | Tag::TFOOT | Tag::TR, _)))
    }

    fn start_part(&mut self, tag: Tag) {
        while let Some((part, place)) = self.table_part() {
            match (part, tag) {
                (Tag::COLGROUP, Tag::COL) => return self.open_and_close(tag),
                (Tag::TR, Tag::TD | Tag::TH)
                | (Tag::TBODY | Tag::THEAD | Tag::TFOOT, Tag::TR)
                | (Tag::TABLE, Tag::CAPTION | Tag::COLGROUP | Tag::TBODY | Tag::THEAD | Tag::TFOOT) => {
                    self.close_down_to(place + 1);
                    return self.open(tag);
                }
                (Tag::TBODY | Tag::THEAD | Tag::TFOOT, Tag::TD | Tag::TH) => {
                    self.close_down_to(place + 1);
                    self.open_implied(Tag::TR);
                }
                (Tag::TABLE, _) => {
                    self.close_down_to(place + 1);
                    self.open_implied(if tag == Tag::COL { Tag::COLGROUP } else { Tag::TBODY });
                }
                // A template may hold any part.
                (Tag::TEMPLATE, Tag::COL) => return self.open_and_close(tag),
                (Tag::TEMPLATE, _) => {
                    self.close_down_to(place + 1);
                    return self.open(tag);
                }
                // This part cannot hold the new one, so it ends.
                _ => self.close_down_to(place),
            }
        }
    }

    /// Handles an end tag by the rules for tables. Returns false if they do not apply.
    pub fn end_in_table(&mut self, tag: Tag) -> bool {
        let applies = tag == Tag::TABLE || is_part(tag);
        if applies {
            self.end_part(tag);
        }
        applies
    }

    fn end_part(&mut self, tag: Tag) {
        while let Some((part, place)) = self.table_part() {
            let Some(ended) = self.open.in_scope(tag, TABLE_SCOPE) else {
                return;
            };
            match (part, tag) {
                (Tag::TEMPLATE, _) => return,
                (Tag::TD | Tag::TH, Tag::TD | Tag::TH)
                | (Tag::CAPTION, Tag::CAPTION)
                | (Tag::TR, Tag::TR)
                | (Tag::TABLE, Tag::TABLE) => return self.close_down_to(ended),
                (Tag::COLGROUP, Tag::COLGROUP)
                | (Tag::TBODY | Tag::THEAD | Tag::TFOOT, Tag::TBODY | Tag::THEAD | Tag::TFOOT) => {
                    return self.close_down_to(place);
                }
                (Tag::TD | Tag::TH, Tag::TABLE | Tag::TBODY | Tag::THEAD | Tag::TFOOT | Tag::TR)
                | (Tag::TR, Tag::TABLE | Tag::TBODY | Tag::THEAD | Tag::TFOOT)
                | (Tag::CAPTION | Tag::TBODY | Tag::THEAD | Tag::TFOOT, Tag::TABLE) => self.close_down_to(place),
                _ => return,
            }
        }
    }
}
