//! The text of a line with its links, emphasis and code.

use std::ops::Range;

use super::escape::{Place, escape};
use super::link::Links;
use crate::document::inline::{PLAIN, Style};
use crate::document::{Block, Document};
use crate::rulings::Rulings;

/// A part of a line that is of one style.
#[derive(Debug, Clone)]
struct Segment {
    range: Range<usize>,
    style: Style,
}

/// Writes what is printed of a line of HTML, on one line. `place` says where
/// it begins and ends.
pub fn block(document: &Document, rulings: &Rulings, block: &Block, links: &Links<'_>, place: Place, out: &mut String) {
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
    // In a code span it cannot be escaped, and behind the bracket of a link it
    // would make a definition of the paragraph, which shows nothing.
    let defines = text.contains("]:");
    let mut segments = Vec::new();
    for (range, mut style) in runs {
        // A heading is bold as it is.
        style.strong &= !heading;
        if place.cell && text[range.clone()].contains('|') || defines && style.link != PLAIN {
            style.code = PLAIN;
        }
        words(&text, range, style, &mut segments);
    }
    settle(&text, &mut segments, place);
    write(&text, &segments, links, place, out);
}

/// Adds the words of a run. The white space between two words has the style
/// that both have, so that no markup begins or ends in white space.
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
            let between = last.style.and(style);
            push(segments, last.range.end..start, between);
        }
        push(segments, start..start + word.len(), style);
        at = start + word.len();
    }
}

fn push(segments: &mut Vec<Segment>, range: Range<usize>, style: Style) {
    match segments.last_mut() {
        Some(last) if last.style == style || touch(last.style, style) => last.range.end = range.end,
        _ => segments.push(Segment { range, style }),
    }
}

/// Whether both are code that differs in nothing else: two code spans that
/// touch would be none.
fn touch(one: Style, other: Style) -> bool {
    one.code != PLAIN && other.code != PLAIN && Style { code: other.code, ..one } == other
}

/// Takes away emphasis that CommonMark would not see, inside words and beside
/// other emphasis, for its stars would come out as stars.
fn settle(text: &str, segments: &mut Vec<Segment>, place: Place) {
    groups(text, segments, place, |style| style.strong.then_some((style.link, false)), |style| style.strong = false);
    let key = |style: &Style| style.emphasis.then_some((style.link, style.strong));
    groups(text, segments, place, key, |style| style.emphasis = false);
    let settled = std::mem::take(segments);
    for Segment { range, style } in settled {
        push(segments, range, style);
    }
}

/// Calls `undo` for the groups of neighbours with one key whose ends cannot be
/// marked.
fn groups(
    text: &str,
    segments: &mut [Segment],
    place: Place,
    key: impl Fn(&Style) -> Option<(u32, bool)>,
    undo: impl Fn(&mut Style),
) {
    let mut at = 0;
    while at < segments.len() {
        let this = key(&segments[at].style);
        let count = segments[at..].iter().take_while(|segment| key(&segment.style) == this).count();
        let range = at..at + count;
        if this.is_some() && !can_mark(text, segments, range.clone(), place) {
            segments[range].iter_mut().for_each(|segment| undo(&mut segment.style));
        }
        at += count;
    }
}

fn can_mark(text: &str, segments: &[Segment], group: Range<usize>, place: Place) -> bool {
    let (first, last) = (&segments[group.start], &segments[group.end - 1]);
    let before = group.start.checked_sub(1).map(|at| &segments[at]);
    let after = segments.get(group.end);
    let outer = |segment: Option<&Segment>, own: &Segment, c: Option<char>| match segment {
        None => c,
        // A bracket stands between.
        Some(beside) if beside.style.link != own.style.link => Some('['),
        Some(beside) if beside.style.code != PLAIN => Some('`'),
        Some(_) => c,
    };
    let inner = |segment: &Segment, c: Option<char>| if segment.style.code == PLAIN { c } else { Some('`') };
    let p = outer(before, first, text[..first.range.start].chars().next_back().or(place.before));
    let n = outer(after, last, text[last.range.end..].chars().next().or(place.after));
    let f = inner(first, text[first.range.clone()].chars().next());
    let l = inner(last, text[last.range.clone()].chars().next_back());
    let touches = |beside: Option<&Segment>, own: &Segment, c: Option<char>| {
        let marked = |style: Style| style.strong && !own.style.strong || style.emphasis && !own.style.emphasis;
        // Where both are strong and one is slanted, too, the stars of two ends run together.
        let both = own.style.strong && own.style.emphasis;
        c.is_some_and(|c| !c.is_whitespace())
            && beside.is_some_and(|beside| marked(beside.style) || both && beside.style != own.style)
    };
    let apart = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || c.is_ascii_punctuation());
    let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let nested = segments[group.clone()].iter().any(|segment| segment.style.strong && segment.style.emphasis);
    (apart(p) || word(f) && !nested)
        && (apart(n) || word(l) && !nested)
        && !touches(before, first, p)
        && !touches(after, last, n)
}

fn write(text: &str, segments: &[Segment], links: &Links<'_>, place: Place, out: &mut String) {
    let mut now = Style::default();
    let mut destination = None;
    let begin = out.len();
    for (at, segment) in segments.iter().enumerate() {
        let style = segment.style;
        shut(now, style, &mut destination, out);
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
            None if style == Style::default() => place.after,
            None => Some('*'),
            Some(next) if next.style.link != style.link && next.style.link != PLAIN => Some('['),
            Some(_) => Some('*'),
        };
        let before = out[begin..].chars().next_back().or(place.before);
        escape(words, Place { before, after, link: destination.is_some() && style.link != PLAIN, ..place }, out);
    }
    shut(now, Style::default(), &mut destination, out);
}

/// Ends what of one style does not go on in the next.
fn shut(now: Style, next: Style, destination: &mut Option<String>, out: &mut String) {
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

/// Writes a code span, between more backticks than stand in it together.
fn code(text: &str, out: &mut String) {
    let fence = "`".repeat(longest_run(text, '`') + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    for part in [&fence, pad, text, pad, &fence] {
        out.push_str(part);
    }
}

/// How many of `c` stand beside each other at most.
pub fn longest_run(text: &str, c: char) -> usize {
    text.split(|other| other != c).map(str::len).max().unwrap_or(0) / c.len_utf8()
}
