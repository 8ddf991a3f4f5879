//! Writes a comment as text: a line with its author and its date, and its paragraphs.

use std::io::{self, Write};

use crate::comments::Comment;

/// Writes a comment without a line end after it.
pub fn write(comment: &Comment, out: &mut dyn Write) -> io::Result<()> {
    if let Some(line) = byline(comment) {
        writeln!(out, "{line}")?;
    }
    out.write_all(comment.text.as_bytes())
}

/// Returns the line above a comment: its author, its date, or both. `None` if the page shows
/// neither.
pub fn byline(comment: &Comment) -> Option<String> {
    match (&comment.author, &comment.date) {
        (Some(author), Some(date)) => Some(format!("{author}, {date}")),
        (author, date) => author.clone().or(date.clone()),
    }
}
