//! Writes the text of a block with its links, emphasis and code.

use std::ops::Range;

use super::escape::{Adjacent, escape};
use super::link::Links;
use crate::document::inline::{PLAIN, Style};
use crate::document::{Block, Document};
use crate::rulings::Rulings;

/// A part of a block that has one style.
#[derive(Debug, Clone)]
struct Segment {
    range: Range<usize>,
    style: Style,
}

/// Writes the printed text of a block of HTML on one line. `around` gives the characters around
/// it.
pub fn block(
    document: &Document,
    rulings: &Rulings,
    block: &Block,
    links: &Links<'_>,
    around: Adjacent,
    out: &mut String,
) {
    let mut text = String::with_capacity(block.range.len());
    let mut runs = Vec::new();
    rulings.pieces(document, block, |range, spaced| {
        if spaced {
            text.push(' ');
        }
        let Some(inline) = &document.inline else { return text.push_str(&document.text[range]) };
        for (range, style) in inline.styles(range) {
            let start = text.len();
            text.push_str(&document.text[range]);
            runs.push((start..text.len(), style));
        }
    });
    if runs.is_empty() {
        runs.push((0..text.len(), Style::default()));
    }
    let heading = block.markup.is_some_and(|m| m.heading > 0);
    // `[code]:` at the start of a paragraph is a link definition, which shows nothing, and a
    // code span cannot be escaped.
    let defines = text.contains("]:");
    let mut segments = Vec::new();
    for (range, mut style) in runs {
        // A heading is bold anyway.
        style.strong &= !heading;
        if around.cell && text[range.clone()].contains('|') || defines && style.link != PLAIN {
            style.code = PLAIN;
        }
        words(&text, range, style, &mut segments);
    }
    drop_unmarkable(&text, &mut segments, around);
    write(&text, &segments, links, around, out);
}

/// Adds the words of a run. White space between two words has the style that both share, so that
/// no markup begins or ends in white space.
fn words(text: &str, run: Range<usize>, style: Style, segments: &mut Vec<Segment>) {
    let mut at = run.start;
    while at < run.end {
        let rest = &text[at..run.end];
        let start = at + (rest.len() - rest.trim_start().len());
        let word = text[start..run.end].split(char::is_whitespace).next().unwrap_or_default();
        if word.is_empty() {
            break;
        }
        if let Some(last) = segments.last().filter(|last| last.range.end < start) {
            let between = last.style.shared_with(style);
            push(segments, last.range.end..start, between);
        }
        push(segments, start..start + word.len(), style);
        at = start + word.len();
    }
}

fn push(segments: &mut Vec<Segment>, range: Range<usize>, style: Style) {
    match segments.last_mut() {
        Some(last) if last.style == style || is_same_code(last.style, style) => last.range.end = range.end,
        _ => segments.push(Segment { range, style }),
    }
}

/// Whether two styles are code and otherwise equal. They become one code span, because two code
/// spans that touch are not valid.
fn is_same_code(one: Style, other: Style) -> bool {
    one.code != PLAIN && other.code != PLAIN && Style { code: other.code, ..one } == other
}

/// Removes emphasis that CommonMark would not recognise, inside words and beside other emphasis.
/// Its stars would show.
fn drop_unmarkable(text: &str, segments: &mut Vec<Segment>, around: Adjacent) {
    groups(text, segments, around, |style| style.strong.then_some((style.link, false)), |style| style.strong = false);
    let key = |style: &Style| style.emphasis.then_some((style.link, style.strong));
    groups(text, segments, around, key, |style| style.emphasis = false);
    let changed = std::mem::take(segments);
    for Segment { range, style } in changed {
        push(segments, range, style);
    }
}

/// Calls `undo` for each run of segments with the same key whose ends cannot be marked.
fn groups(
    text: &str,
    segments: &mut [Segment],
    around: Adjacent,
    key: impl Fn(&Style) -> Option<(u32, bool)>,
    undo: impl Fn(&mut Style),
) {
    let mut at = 0;
    while at < segments.len() {
        let this = key(&segments[at].style);
        let count = segments[at..].iter().take_while(|segment| key(&segment.style) == this).count();
        let range = at..at + count;
        if this.is_some() && !can_mark(text, segments, range.clone(), around) {
            segments[range].iter_mut().for_each(|segment| undo(&mut segment.style));
        }
        at += count;
    }
}

/// Whether CommonMark recognises emphasis marks around a run of segments.
fn can_mark(text: &str, segments: &[Segment], group: Range<usize>, around: Adjacent) -> bool {
    let (first, last) = (&segments[group.start], &segments[group.end - 1]);
    let before = group.start.checked_sub(1).map(|at| &segments[at]);
    let after = segments.get(group.end);
    let outer = |segment: Option<&Segment>, own: &Segment, c: Option<char>| match segment {
        None => c,
        // A bracket stands between them.
        Some(beside) if beside.style.link != own.style.link => Some('['),
        Some(beside) if beside.style.code != PLAIN => Some('`'),
        Some(_) => c,
    };
    let inner = |segment: &Segment, c: Option<char>| if segment.style.code == PLAIN { c } else { Some('`') };
    let previous = outer(before, first, text[..first.range.start].chars().next_back().or(around.before));
    let next = outer(after, last, text[last.range.end..].chars().next().or(around.after));
    let head = inner(first, text[first.range.clone()].chars().next());
    let tail = inner(last, text[last.range.clone()].chars().next_back());
    let touches = |beside: Option<&Segment>, own: &Segment, c: Option<char>| {
        let marked = |style: Style| style.strong && !own.style.strong || style.emphasis && !own.style.emphasis;
        // If both are strong and only one is emphasised, the stars of two ends run together.
        let both = own.style.strong && own.style.emphasis;
        c.is_some_and(|c| !c.is_whitespace())
            && beside.is_some_and(|beside| marked(beside.style) || both && beside.style != own.style)
    };
    let is_boundary = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || c.is_ascii_punctuation());
    let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let nested = segments[group.clone()].iter().any(|segment| segment.style.strong && segment.style.emphasis);
    (is_boundary(previous) || word(head) && !nested)
        && (is_boundary(next) || word(tail) && !nested)
        && !touches(before, first, previous)
        && !touches(after, last, next)
}

/// Writes segments with their marks.
fn write(text: &str, segments: &[Segment], links: &Links<'_>, around: Adjacent, out: &mut String) {
    let mut now = Style::default();
    let mut destination = None;
    let begin = out.len();
    for (at, segment) in segments.iter().enumerate() {
        let style = segment.style;
        close_marks(now, style, &mut destination, out);
        if style.link != now.link && style.link != PLAIN {
            destination = links.destination(style.link);
            out.push_str(if destination.is_some() { "[" } else { "" });
        }
        let strong_open = now.strong && style.link == now.link;
        let emphasis_open = now.emphasis && style.link == now.link && style.strong == now.strong;
        out.push_str(if style.strong && !strong_open { "**" } else { "" });
        out.push_str(if style.emphasis && !emphasis_open { "*" } else { "" });
        now = style;
        let words = &text[segment.range.clone()];
        if style.code != PLAIN {
            code(words, out);
            continue;
        }
        let after = match segments.get(at + 1) {
            None if style == Style::default() => around.after,
            None => Some('*'),
            Some(next) if next.style.link != style.link && next.style.link != PLAIN => Some('['),
            Some(_) => Some('*'),
        };
        let before = out[begin..].chars().next_back().or(around.before);
        escape(words, Adjacent { before, after, link: destination.is_some() && style.link != PLAIN, ..around }, out);
    }
    close_marks(now, Style::default(), &mut destination, out);
}

/// Writes the closing marks of a style that does not continue in the next one.
fn close_marks(now: Style, next: Style, destination: &mut Option<String>, out: &mut String) {
    let link = now.link != next.link;
    let strong = link || now.strong != next.strong;
    out.push_str(if now.emphasis && (strong || !next.emphasis) { "*" } else { "" });
    out.push_str(if now.strong && (link || !next.strong) { "**" } else { "" });
    if let Some(destination) = destination.take_if(|_| link) {
        out.push_str("](");
        out.push_str(&destination);
        out.push(')');
    }
}

/// Writes a code span between fences that are longer than any run of backticks in it.
fn code(text: &str, out: &mut String) {
    let fence = "`".repeat(longest_run(text, '`') + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    for part in [&fence, pad, text, pad, &fence] {
        out.push_str(part);
    }
}

/// Returns the length of the longest run of `c`.
pub fn longest_run(text: &str, c: char) -> usize {
    text.split(|other| other != c).map(str::len).max().unwrap_or(0) / c.len_utf8()
}
