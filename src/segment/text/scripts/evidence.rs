//! Tells the scripts, style sheets and data of a page from the listings of an article.

use std::ops::Range;
use std::sync::LazyLock;

use super::regions::is_dense;

/// Bytes of the shortest code without evidence of its own that is taken for the page's.
const SHORTEST: usize = 40;
/// Bytes of a line that no listing has.
const LONG_LINE: usize = 400;
/// Bytes of the shortest line that is measured for its density.
const MEASURED: usize = 120;
/// Words outside the code that a page has at least. Otherwise the document is the code.
const FEWEST_WORDS: usize = 20;
/// Different words about programming that make a page one about programming.
const TECHNICAL: usize = 2;
/// Words that occur where programs are discussed.
const PROGRAMMING: &[&str] = &[
    "api",
    "boolean",
    "callback",
    "compiler",
    "css",
    "debug",
    "github",
    "html",
    "http",
    "javascript",
    "jquery",
    "json",
    "markdown",
    "npm",
    "parameter",
    "php",
    "plugin",
    "programming",
    "python",
    "regex",
    "rust",
    "script",
    "scripts",
    "sdk",
    "selector",
    "selectors",
    "snippet",
    "sql",
    "stylesheet",
    "syntax",
    "typescript",
    "variable",
    "xml",
    "yaml",
];

/// Names and phrases of the machinery of pages.
static PHRASES: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let lines = include_str!("../../../words/page_scripts.txt").lines();
    lines.filter(|line| !line.is_empty() && !line.starts_with('#')).collect()
});

/// Returns those of `regions` that belong to the page and not to its article.
pub(super) fn machinery(text: &str, regions: Vec<Range<usize>>) -> Vec<Range<usize>> {
    if regions.is_empty() {
        return regions;
    }
    let page = Page::of(text, &regions);
    if page.words < FEWEST_WORDS {
        return Vec::new();
    }
    let mut found: Vec<Range<usize>> = Vec::new();
    for region in regions.into_iter().filter(|region| page.owns(region)) {
        let floor = found.last().map_or(0, |last| last.end);
        let region = region.start.max(floor)..region.end.max(floor);
        let start = with_lines_above(text, floor, region.start);
        let end = with_lines_below(text, region.end);
        match found.last_mut() {
            // White space between two of them is no text.
            Some(last) if text[last.end..start].trim().is_empty() => last.end = end,
            _ => found.push(start..end),
        }
    }
    found
}

/// Returns the beginning of the lines of code directly above an offset, not before `floor`: the beginning
/// of a script that is broken.
fn with_lines_above(text: &str, floor: usize, mut start: usize) -> usize {
    loop {
        let head = text[floor..start].trim_end();
        let at_line_start = text[floor + head.len()..start].contains('\n');
        let line = floor + head.rfind('\n').map_or(0, |i| i + 1);
        if !at_line_start || !is_code_line(&text[line..floor + head.len()]) {
            return start;
        }
        start = line;
    }
}

/// Returns the end of the lines of code directly below an offset.
fn with_lines_below(text: &str, mut end: usize) -> usize {
    loop {
        let rest = text[end..].trim_start();
        let start = text.len() - rest.len();
        if !text[end..start].contains('\n') {
            return end;
        }
        let line = rest.lines().next().unwrap_or("");
        if line.is_empty() || !is_code_line(line) {
            return end;
        }
        end = start + line.len();
    }
}

/// Tells whether a line has marks of code, or if it is long, more than prose has.
fn has_many_marks(line: &str) -> bool {
    let marks = line.bytes().filter(|b| b"{};=<>&|_[]".contains(b)).count();
    marks * 25 > line.len() || marks > 0 && line.len() < LONG_LINE || line.contains("://")
}

/// Tells whether a line next to a script goes on with it: brackets only, or the beginning and the end
/// of a line of code.
fn is_code_line(line: &str) -> bool {
    let line = line.trim();
    if line.is_empty() || !line.contains(char::is_alphanumeric) {
        return !line.is_empty() && line.bytes().all(|b| b"{}()[];,'\"*/<>-!=&|+$".contains(&b));
    }
    let marks = line.bytes().filter(|b| b"{}()[];=:\"'&|<>$".contains(b)).count();
    let ends = line.ends_with([';', '{', '}', '(', '[', '>'])
        || line.ends_with("*/")
        || marks > 2 && line.ends_with([',', ')', '|', '&', '+']);
    ends && line.is_char_boundary(1) && marks * 12 >= line.len() && !line.starts_with("```")
}

/// What the prose of a page says about the code in it.
struct Page<'t> {
    text: &'t str,
    /// Number of words outside the regions, up to [`FEWEST_WORDS`].
    words: usize,
    /// Whether the prose is about programming.
    is_technical: bool,
    /// Whether the prose of a page about programming speaks of each of [`PHRASES`]: then its code is
    /// an example.
    mentioned: Vec<bool>,
}

impl<'t> Page<'t> {
    fn of(text: &'t str, regions: &[Range<usize>]) -> Page<'t> {
        let starts = [0].into_iter().chain(regions.iter().map(|region| region.end));
        let ends = regions.iter().map(|region| region.start).chain([text.len()]);
        let prose: Vec<&str> = starts.zip(ends).map(|(start, end)| &text[start..end]).collect();
        // What is left of broken scripts is not prose.
        let lines = || prose.iter().flat_map(|part| part.lines()).filter(|line| !has_many_marks(line));
        let words = || lines().flat_map(|line| line.split(|c: char| !c.is_alphanumeric())).filter(|w| !w.is_empty());
        let mut seen = [false; PROGRAMMING.len()];
        for word in words().filter(|word| word.len() <= 12 && word.is_ascii()) {
            if let Ok(at) = PROGRAMMING.binary_search(&word.to_ascii_lowercase().as_str()) {
                seen[at] = true;
            }
        }
        let is_technical = seen.iter().filter(|seen| **seen).count() >= TECHNICAL;
        let letters = lines().flat_map(str::chars).filter(|c| c.is_alphabetic()).take(FEWEST_WORDS * 5).count();
        let words = words().take(FEWEST_WORDS).count().max(letters / 5);
        let is_mentioned = |phrase: &&str| {
            let name = phrase.trim_matches(|c: char| !c.is_alphanumeric() && c != '_').as_bytes();
            is_technical && prose.iter().any(|part| memchr::memmem::find(part.as_bytes(), name).is_some())
        };
        let mentioned = PHRASES.iter().map(is_mentioned).collect();
        Page { text, words, is_technical, mentioned }
    }

    /// Tells whether a stretch of code belongs to the page.
    fn owns(&self, region: &Range<usize>) -> bool {
        let code = &self.text[region.clone()];
        let before = &self.text[..region.start];
        if is_fenced(before) {
            return false;
        }
        let dense = longest_dense(code);
        let is_in_code = |phrase: &str| memchr::memmem::find(code.as_bytes(), phrase.as_bytes()).is_some();
        let mut known = PHRASES.iter().zip(&self.mentioned).filter(|(phrase, _)| is_in_code(phrase)).peekable();
        let is_known = known.peek().is_some() && known.all(|(_, mentioned)| !mentioned);
        if is_introduced(before) {
            return is_known && dense >= MEASURED || dense >= LONG_LINE && !self.is_technical;
        }
        if code.starts_with('<') {
            let is_plumbing = ["src=", "<style", "<script", "<link", "<!--"].iter().any(|part| code.contains(part));
            return is_plumbing && (is_known || !self.is_technical);
        }
        let is_glued = before.ends_with(|c: char| c.is_alphanumeric() || ".!?…”\")".contains(c));
        is_known
            || dense >= if self.is_technical { LONG_LINE } else { MEASURED }
            || !self.is_technical && (is_glued || code.len() >= SHORTEST && is_of_web(code))
    }
}

/// Tells whether code names what only programs and style sheets of pages have.
fn is_of_web(code: &str) -> bool {
    const NAMES: &[&str] = &[
        "function(",
        "function (",
        "document.",
        "window.",
        "$(",
        "!important",
        ":hover",
        "display:",
        "margin",
        "padding",
        "width:",
        "height:",
        "color:",
        "position:",
        "font-",
        "\":",
    ];
    code.contains('{') && NAMES.iter().any(|name| code.contains(name))
}

/// Bytes of the longest line that is looked at as a fence.
const LONGEST_FENCE: usize = 100;

/// Tells whether a fence or a mark of code stands before a listing.
fn is_fenced(before: &str) -> bool {
    if before.ends_with(['`', '“', '‘', '"']) {
        return true;
    }
    let before = before.trim_end().as_bytes();
    let tail = &before[before.len().saturating_sub(LONGEST_FENCE)..];
    let line = memchr::memrchr(b'\n', tail).map_or(tail, |at| &tail[at + 1..]).trim_ascii_start();
    line.starts_with(b"```") || line.starts_with(b"~~~")
}

/// Tells whether the text before a listing announces it.
fn is_introduced(before: &str) -> bool {
    before.trim_end().ends_with([':', '：'])
}

/// Returns the bytes of the longest line that has no white space to speak of; 0 if it is short.
fn longest_dense(code: &str) -> usize {
    let lines = code.lines().map(str::trim).filter(|line| line.len() >= MEASURED && is_dense(line.as_bytes()));
    lines.map(str::len).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_about_programming_are_sorted() {
        assert!(PROGRAMMING.is_sorted());
    }
}
