//! Finds the pictures of Markdown: `![alternative text](address)`, also in links.

use std::ops::Range;

/// Bytes of the longest alternative text, and of the longest address.
const LONGEST: usize = 1000;

/// Appends the pictures in a text.
pub(super) fn find(text: &str, cuts: &mut Vec<Range<usize>>) {
    let mut marks = memchr::memmem::find_iter(text.as_bytes(), "![").peekable();
    let (mut line_start, mut is_fenced) = (0, false);
    for line in text.split_inclusive('\n') {
        let line_end = line_start + line.len();
        is_fenced ^= is_fence(line);
        // An indented line is code.
        let is_code = is_fenced || line.starts_with("    ") || line.starts_with('\t');
        let (mut from, mut quotes) = (line_start, 0);
        while let Some(start) = marks.next_if(|start| *start < line_end) {
            if start < from {
                continue;
            }
            // A back quote before it begins code as well.
            quotes += memchr::memchr_iter(b'`', &text.as_bytes()[from..start]).count();
            from = start;
            let Some(end) = target_end(text, start + 1).filter(|_| !is_code && quotes % 2 == 0) else { continue };
            // The picture is the whole of a link.
            let linked = target_end_after(text, end).filter(|_| text[..start].ends_with('['));
            let range = linked.map_or(start..end, |end| start - 1..end);
            from = range.end;
            cuts.push(super::with_space(text, range));
        }
        line_start = line_end;
    }
}

fn is_fence(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with("```") || line.starts_with("~~~")
}

/// Returns the end of the `[…](…)` at an offset.
fn target_end(text: &str, at: usize) -> Option<usize> {
    let inner = &text.as_bytes()[at + 1..];
    let close = inner.iter().take(LONGEST).position(|b| matches!(b, b'[' | b']')).filter(|at| inner[*at] == b']')?;
    target_end_after(text, at + 1 + close)
}

/// Returns the end of the `](…)` at an offset. The address may go on in the next line.
fn target_end_after(text: &str, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    if !bytes[at..].starts_with(b"](") {
        return None;
    }
    let address = &bytes[at + 2..];
    let close = address.iter().take(LONGEST).position(|b| *b == b')')?;
    let is_one = |address: &str| {
        let mut parts = address.splitn(2, [' ', '\n']);
        let first = parts.next().unwrap_or("");
        let rest = parts.next().unwrap_or("").trim();
        let is_title = rest.is_empty() || rest.starts_with(['"', '\'']) || !rest.contains(char::is_whitespace);
        is_title && (first.contains(['/', '.', ':']) || first.is_empty() && rest.is_empty())
    };
    text.get(at + 2..at + 2 + close).filter(|address| is_one(address)).map(|_| at + 2 + close + 1)
}
