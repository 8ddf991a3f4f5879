//! `--explain`: every block with its decision, its score, the reasons and its CSS path, below a
//! row about the page.

use std::io::{self, Write};

use unicode_width::UnicodeWidthChar;

use super::safe;
use crate::Options;
use crate::explain::{self, ArticleBlock};
use crate::judged::{Judged, Standing};
use crate::model::Model;
use crate::select::{Decision, Why};
use crate::summary::{DoubtReason, PageKind};

/// Columns before the text, for the sign and the score.
const HEAD: usize = "+ 0.00 ".len();

/// Writes the blocks of a window with their decisions, scores and reasons.
pub fn explain(judged: &Judged, model: &Model, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let rows = Rows { colour: options.colour, columns: options.columns };
    rows.page(judged, out)?;
    let blocks = explain::blocks(judged, model, options);
    for (at, block) in judged.range.clone().zip(&blocks) {
        if !options.only_doubtful || block.is_doubtful() {
            rows.block(judged, at, block, options, out)?;
        }
    }
    Ok(())
}

/// Writes rows of a width.
struct Rows {
    colour: bool,
    /// `None` for no limit.
    columns: Option<usize>,
}

impl Rows {
    /// Writes the row about the page.
    fn page(&self, judged: &Judged, out: &mut dyn Write) -> io::Result<()> {
        let Standing { threshold, verdict, reason, confidence, blocks: (kept, total) } = judged.standing;
        let kind = judged.kind.map_or("text", PageKind::name);
        let reason = reason.map(|reason| format!(" ({})", DoubtReason::name(reason))).unwrap_or_default();
        let verdict = format!("verdict {}{reason}, confidence {confidence:.2}", verdict.name());
        let page = format!("# {kind}: {verdict}, threshold {threshold:.2}, kept {kept} of {total} lines");
        self.row("", &page, "1", out)
    }

    /// Writes a block, and below it the parts that rules drop from it.
    fn block(
        &self,
        judged: &Judged,
        at: usize,
        block: &ArticleBlock<'_>,
        options: &Options,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let Judged { document, rulings, .. } = judged;
        // A dropped block is dropped as a whole, so its cuts do not matter.
        let cuts = if block.is_kept() { rulings.cuts_of(&document.blocks[at]) } else { &[] };
        let text = if cuts.is_empty() { block.text.into() } else { rulings.printed(document, &document.blocks[at]) };
        let path = block.css_path.as_deref().unwrap_or_default();
        self.rows(block.decision, block.score, &text, &[&block.explanation.join(", "), path], out)?;
        for cut in cuts {
            let Some(ruling) = cut.ruling else { continue };
            let dropped = Decision::Drop(Why::Rule(ruling.rule));
            let rule = explain::rule(ruling.rule, options);
            self.rows(dropped, block.score, &document.text[cut.range.clone()], &[&rule], out)?;
        }
        Ok(())
    }

    /// Writes a block or a part of one, with notes below.
    fn rows(&self, decision: Decision, score: f32, text: &str, notes: &[&str], out: &mut dyn Write) -> io::Result<()> {
        let (mark, colour) = match decision {
            Decision::Keep(_) => ('+', "32"),
            Decision::Drop(_) => ('-', "31"),
            Decision::Headline(_) => ('=', "1"),
        };
        self.row(&format!("{mark} {score:.2} "), text, colour, out)?;
        for note in notes.iter().filter(|note| !note.is_empty()) {
            self.row(&" ".repeat(HEAD), note, "2", out)?;
        }
        Ok(())
    }

    fn row(&self, head: &str, text: &str, colour: &str, out: &mut dyn Write) -> io::Result<()> {
        let (on, off) = if self.colour { (format!("\x1b[{colour}m"), "\x1b[0m") } else { (String::new(), "") };
        let columns = self.columns.map_or(usize::MAX, |columns| columns.saturating_sub(head.len()));
        writeln!(out, "{on}{head}{}{off}", cut(text, columns))
    }
}

/// Shortens a text to `columns` columns. Line ends and tabs become spaces. Characters that could
/// drive the terminal are escaped in pipes, too: the colours of this view are control characters
/// that a later stage could not tell from those of the page.
fn cut(text: &str, columns: usize) -> String {
    let mut shown = String::new();
    let mut used = 0;
    let text = safe::escaped(text.trim());
    let mut chars = text.chars().map(|c| if c.is_control() { ' ' } else { c }).peekable();
    while let Some(c) = chars.next() {
        let width = c.width().unwrap_or(0);
        let room = columns.saturating_sub(usize::from(chars.peek().is_some()));
        if used + width > room {
            shown.push('…');
            break;
        }
        shown.push(c);
        used += width;
    }
    shown
}
