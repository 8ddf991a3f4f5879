//! Writes a text with its links, emphasis and code.

use std::ops::Range;

use super::escape::{Adjacent, escape};
use super::references::LinkWriter;
use crate::document::inline::{Inline, PLAIN, Script, Style};
use crate::render::outline::{InlineText, PageView, Segment};

/// Writes a text on one line. `around` gives the characters around it.
pub fn write(text: &InlineText, page: &PageView<'_>, links: &mut LinkWriter, around: Adjacent, out: &mut String) {
    let mut text = text.clone();
    let around = Adjacent { link: links.escapes_brackets(), ..around };
    // `[code]:` at the start of a paragraph is a link definition, which shows nothing, and a
    // code span cannot be escaped.
    let defines = text.text.contains("]:");
    text.restyle(|words, style| {
        if !links.are_written() {
            style.link = PLAIN;
        }
        if around.cell && words.contains('|') || defines && style.link != PLAIN {
            style.code = PLAIN;
        }
        if style.code != PLAIN {
            style.script = Script::Base;
        }
        let formulas = page.document.inline.as_ref().map_or(&[][..], |inline| &inline.formulas);
        if formulas.get(style.formula as usize).is_none_or(|formula| formula.tex.trim().is_empty()) {
            style.formula = PLAIN;
        }
    });
    drop_unmarkable(&mut text, around);
    segments(&text, page, links, around, out);
}

/// Removes emphasis that CommonMark would not recognise, inside words and beside other emphasis.
/// Its stars would show.
fn drop_unmarkable(inline: &mut InlineText, around: Adjacent) {
    let InlineText { text, segments } = inline;
    groups(text, segments, around, |style| style.strong.then_some((style.link, false)), |style| style.strong = false);
    let key = |style: &Style| style.emphasis.then_some((style.link, style.strong));
    groups(text, segments, around, key, |style| style.emphasis = false);
    // Segments that have the same style now become one.
    inline.restyle(|_, _| {});
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
        Some(beside) => edge(beside.style, c),
    };
    let inner = |segment: &Segment, c: Option<char>| edge(segment.style, c);
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

/// Returns the character at the edge of a word of this style, which is `c` without marks.
fn edge(style: Style, c: Option<char>) -> Option<char> {
    match style {
        _ if style.formula != PLAIN => Some('$'),
        _ if style.code != PLAIN => Some('`'),
        _ if style.script != Script::Base => Some('<'),
        _ => c,
    }
}

/// Writes segments with their marks.
fn segments(
    InlineText { text, segments }: &InlineText,
    page: &PageView<'_>,
    links: &mut LinkWriter,
    around: Adjacent,
    out: &mut String,
) {
    let mut now = Style::default();
    let mut destination = None;
    let begin = out.len();
    for (at, segment) in segments.iter().enumerate() {
        let style = segment.style;
        close_marks(now, style, &mut destination, out);
        if style.link != now.link && style.link != PLAIN {
            destination = links.destination(page, style.link);
            out.push_str(if destination.is_some() { "[" } else { "" });
        }
        let strong_open = now.strong && style.link == now.link;
        let emphasis_open = now.emphasis && style.link == now.link && style.strong == now.strong;
        out.push_str(if style.strong && !strong_open { "**" } else { "" });
        out.push_str(if style.emphasis && !emphasis_open { "*" } else { "" });
        let script_open = now.script == style.script && !is_new_level(now, style);
        out.push_str(if script_open { "" } else { opening(style.script) });
        now = style;
        let words = &text[segment.range.clone()];
        if style.formula != PLAIN {
            formula(page.document.inline.as_ref(), style.formula, around.cell, out);
            continue;
        }
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
        escape(
            words,
            Adjacent { before, after, link: around.link || destination.is_some() && style.link != PLAIN, ..around },
            out,
        );
    }
    close_marks(now, Style::default(), &mut destination, out);
}

/// Writes the closing marks of a style that does not continue in the next one.
fn close_marks(now: Style, next: Style, destination: &mut Option<String>, out: &mut String) {
    if now.script != next.script || is_new_level(now, next) {
        out.push_str(closing(now.script));
    }
    let link = now.link != next.link;
    let strong = link || now.strong != next.strong;
    out.push_str(if now.emphasis && (strong || !next.emphasis) { "*" } else { "" });
    out.push_str(if now.strong && (link || !next.strong) { "**" } else { "" });
    if let Some(destination) = destination.take_if(|_| link) {
        out.push(']');
        out.push_str(&destination);
    }
}

/// Whether the marks around raised and lowered text change between two styles.
fn is_new_level(now: Style, next: Style) -> bool {
    now.link != next.link || now.strong != next.strong || now.emphasis != next.emphasis
}

fn opening(script: Script) -> &'static str {
    match script {
        Script::Base => "",
        Script::Lowered => "<sub>",
        Script::Raised => "<sup>",
    }
}

fn closing(script: Script) -> &'static str {
    match script {
        Script::Base => "",
        Script::Lowered => "</sub>",
        Script::Raised => "</sup>",
    }
}

/// Writes a formula in TeX. Its characters that would be markup are written as commands.
fn formula(inline: Option<&Inline>, at: u32, is_cell: bool, out: &mut String) {
    let Some(formula) = inline.and_then(|inline| inline.formulas.get(at as usize)) else { return };
    let marks = if formula.is_display && !is_cell { "$$" } else { "$" };
    let tex = formula.tex.replace('<', "\\lt ").replace('>', "\\gt ");
    let tex = if is_cell { tex.replace('|', "\\vert ") } else { tex };
    out.push_str(marks);
    out.push_str(&tex.split_whitespace().collect::<Vec<_>>().join(" "));
    out.push_str(marks);
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
