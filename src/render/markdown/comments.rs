//! Writes the comments of readers, below a thematic break. Replies are nested quotations.

use std::io::{self, Write};

use super::escape::{Adjacent, escape};
use super::{Last, MarkdownWriter};
use crate::comments::Comment;
use crate::document::{Document, Gap};
use crate::render::comments::byline;

/// Deepest quotation. Each level lengthens every line in it, so unlimited depth would make the
/// output quadratic.
const DEPTH: usize = 24;

impl MarkdownWriter {
    /// Writes comments after what was written so far.
    pub fn comments(&mut self, comments: &[Comment], out: &mut dyn Write) -> io::Result<()> {
        if self.last != Last::Nothing && !comments.is_empty() {
            self.containers.begin(&Document::default(), &[], Gap::Paragraph, false, out)?;
            out.write_all(b"---")?;
            self.last = Last::Other;
        }
        for comment in comments {
            self.containers.begin(&Document::default(), &[], Gap::Paragraph, false, out)?;
            out.write_all(markdown(comment).as_bytes())?;
            self.last = Last::Other;
        }
        Ok(())
    }
}

/// Returns a comment as Markdown, without a line end after it.
fn markdown(comment: &Comment) -> String {
    let indent = "> ".repeat(comment.depth.min(DEPTH));
    let mut text = String::new();
    if let Some(line) = byline(comment) {
        text.push_str(&indent);
        text.push_str("**");
        let around = Adjacent { before: Some('*'), after: Some('*'), ..Adjacent::default() };
        escape(&line.split_whitespace().collect::<Vec<_>>().join(" "), around, &mut text);
        text.push_str("**\n");
        text.push_str(indent.trim_end());
        text.push('\n');
    }
    let mut lines = comment.text.lines().peekable();
    while let Some(line) = lines.next() {
        if line.trim().is_empty() {
            text.push_str(indent.trim_end());
        } else {
            text.push_str(&indent);
            escape(line.trim(), Adjacent::default(), &mut text);
            // The next line is of the same paragraph.
            text.push_str(if lines.peek().is_some_and(|next| !next.trim().is_empty()) { "\\" } else { "" });
        }
        text.push_str(if lines.peek().is_some() { "\n" } else { "" });
    }
    text
}
