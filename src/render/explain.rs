//! `--explain`: every block with its decision, its score and its strongest reasons, in two rows
//! of at most 80 columns.

use std::io::{self, Write};

use unicode_width::UnicodeWidthChar;

use super::safe;
use crate::Options;
use crate::judged::Judged;
use crate::model::{Model, Reasons};
use crate::select::{Decision, Why};

/// Width of a row, in columns of a terminal.
const COLUMNS: usize = 80;
/// Columns before the text, for the sign and the score.
const HEAD: usize = "+ 0.00 ".len();
/// Maximum number of reasons shown.
const REASONS: usize = 3;

/// Writes the blocks of a window with their decisions, scores and reasons.
pub fn explain(judged: &Judged, model: &Model, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let Judged { document, rulings, .. } = judged;
    let scored = Reasons::of(&judged.features, model);
    for (at, &decision) in judged.range.clone().zip(&judged.decisions) {
        let block = &document.blocks[at];
        let rows = Rows { score: judged.p()[at], colour: options.colour };
        let reasons = match decision.why() {
            Why::Rule(index) => rule(index, options),
            why => reasons(judged, &scored, at, why.text()),
        };
        // A dropped block is dropped as a whole, so its cuts do not matter.
        let cuts = if matches!(decision, Decision::Drop(_)) { &[] } else { rulings.cuts_of(block) };
        let text = if cuts.is_empty() { document.text_of(block).into() } else { rulings.printed(document, block) };
        rows.write(decision, &text, &reasons, out)?;
        for cut in cuts {
            let dropped = Decision::Drop(Why::Rule(cut.ruling.rule));
            rows.write(dropped, &document.text[cut.range.clone()], &rule(cut.ruling.rule, options), out)?;
        }
    }
    Ok(())
}

/// Writes the two rows of a block.
struct Rows {
    score: f32,
    colour: bool,
}

impl Rows {
    fn write(&self, decision: Decision, text: &str, reasons: &str, out: &mut dyn Write) -> io::Result<()> {
        let (mark, colour) = match decision {
            Decision::Keep(_) => ('+', "32"),
            Decision::Drop(_) => ('-', "31"),
            Decision::Headline(_) => ('=', "1"),
        };
        let (on, off) = if self.colour { (format!("\x1b[{colour}m"), "\x1b[0m") } else { (String::new(), "") };
        let head = format!("{mark} {:.2} ", self.score);
        let room = COLUMNS - HEAD;
        writeln!(out, "{on}{head}{}{off}", cut(text, room))?;
        let (dim, off) = if self.colour { ("\x1b[2m", "\x1b[0m") } else { ("", "") };
        writeln!(out, "{:1$}{dim}{2}{off}", "", HEAD, cut(reasons, room))
    }
}

/// Names the rule that decided.
fn rule(rule: u32, options: &Options) -> String {
    format!("rule {}", options.rules.origin(rule))
}

/// Lists the exception that overrode the score, if there is one, and the strongest reasons, as
/// many as fit a row.
fn reasons(judged: &Judged, scored: &Reasons<'_>, at: usize, exception: Option<&str>) -> String {
    let mut reasons = exception.unwrap_or_default().to_owned();
    let site = judged.weighed.as_ref().and_then(|weighed| weighed.reason(at));
    let own = scored.block(at).into_iter().map(|reason| (reason.name.to_owned(), reason.weight));
    for (name, weight) in site.into_iter().chain(own).take(REASONS) {
        let weight = if weight.is_finite() { format!(" {weight:+.1}") } else { String::new() };
        let part = format!("{}{weight}", cut(&name, COLUMNS - HEAD - weight.len()));
        let separator = if reasons.is_empty() { "" } else { ", " };
        if HEAD + reasons.len() + separator.len() + part.len() > COLUMNS {
            break;
        }
        reasons.push_str(separator);
        reasons.push_str(&part);
    }
    reasons
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
        let room = columns - usize::from(chars.peek().is_some());
        if used + width > room {
            shown.push('…');
            break;
        }
        shown.push(c);
        used += width;
    }
    shown
}
