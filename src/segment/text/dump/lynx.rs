//! Finds what `lynx -dump` puts into a text, and programs that write the same form.

use std::ops::Range;

/// Link numbers that a text with a list of addresses has at least.
const FEW: usize = 2;
/// Link numbers that a text without one has at least: in a window, the list may be far away.
const MANY: usize = 8;
/// Most numbers between two link numbers. Links without text have numbers as well.
const LARGEST_STEP: u32 = 40;
/// Signs other than numbers that make a text one of `lynx`.
const SIGNS: usize = 2;
/// The shortest form field.
const FIELD: &str = "_____";
/// Endings of the names of pictures.
const ENDINGS: &[&str] = &["avif", "bmp", "gif", "ico", "jpeg", "jpg", "php", "png", "svg", "webp"];

/// What is known of a text that may come from `lynx`.
#[derive(Debug, Default)]
pub(super) struct Lynx {
    /// Links are numbered.
    is_numbered: bool,
    /// There are other signs.
    is_signed: bool,
    /// The last number before the window.
    last: u32,
    /// The link numbers of the window, with their offsets.
    numbers: Vec<(usize, u32)>,
}

impl Lynx {
    pub(super) fn is_known(&self) -> bool {
        self.is_numbered || self.is_signed
    }

    /// Appends what `lynx` put into a window.
    pub(super) fn find(&mut self, text: &str, cuts: &mut Vec<Range<usize>>) {
        let markers = self.markers(text);
        self.is_numbered |= is_numbered(text, &markers);
        self.numbers.clear();
        if self.is_numbered {
            self.numbers.extend(markers.iter().map(|(range, number)| (range.start, *number)));
            cuts.extend(markers.into_iter().map(|(range, _)| range));
            addresses(text, cuts);
        }
        let mut signs = Vec::new();
        others(text, &mut signs);
        self.is_signed |= signs.len() >= SIGNS || self.is_numbered;
        if self.is_signed {
            cuts.append(&mut signs);
            fields(text, cuts);
        }
    }

    /// Forgets the numbers before an offset but the last.
    pub(super) fn forget(&mut self, before: usize) {
        let count = self.numbers.partition_point(|(at, _)| *at < before);
        if let Some((_, number)) = count.checked_sub(1).map(|last| self.numbers[last]) {
            self.last = number;
        }
    }

    /// Returns the numbers in brackets that ascend through the text.
    fn markers(&self, text: &str) -> Vec<(Range<usize>, u32)> {
        let mut last = self.last;
        let ascending = super::bracketed(text).filter_map(|(range, inner)| {
            let number: u32 = inner.parse().ok().filter(|_| inner.bytes().all(|b| b.is_ascii_digit()))?;
            let is_next = number > last && number - last <= LARGEST_STEP;
            is_next.then(|| {
                last = number;
                (range, number)
            })
        });
        ascending.collect()
    }
}

/// Tells whether ascending numbers in brackets are those of links: they are joined to the next word
/// and free of the last one, also within lines, or a list of addresses follows.
fn is_numbered(text: &str, markers: &[(Range<usize>, u32)]) -> bool {
    if markers.len() < FEW {
        return false;
    }
    let is_joined = |(range, _): &&(Range<usize>, u32)| {
        let before = text[..range.start].chars().next_back();
        let after = text[range.end..].chars().next();
        before.is_none_or(|c| c.is_whitespace() || "([\"“#^".contains(c))
            && after.is_some_and(|c| c.is_alphanumeric() || c == '[')
    };
    let joined = markers.iter().filter(is_joined).count();
    if joined * 2 < markers.len() {
        return false;
    }
    let is_within = |(range, _): &&(Range<usize>, u32)| {
        text[..range.start].strip_suffix(' ').is_some_and(|head| head.ends_with(char::is_alphabetic))
    };
    let steps = markers.windows(2).filter(|pair| pair[1].1 == pair[0].1 + 1).count();
    let is_dense = markers.len() >= MANY && joined * 4 >= markers.len() * 3 && steps * 4 >= markers.len() * 3;
    is_dense && markers.iter().filter(is_joined).filter(is_within).count() >= FEW || has_addresses(text)
}

fn has_addresses(text: &str) -> bool {
    let mut run = 0;
    text.lines().rev().any(|line| {
        run = if is_address(line) { run + 1 } else { 0 };
        run >= FEW
    })
}

/// Tells whether a line is a number and an address.
fn is_address(line: &str) -> bool {
    let line = line.trim();
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let Some(address) = line[digits..].strip_prefix(". ").filter(|_| digits > 0) else { return false };
    let scheme = address.split(':').next().unwrap_or("");
    !address.contains(char::is_whitespace)
        && scheme.len() < address.len()
        && !scheme.is_empty()
        && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'+')
}

/// Appends the list of addresses, with its headings.
fn addresses(text: &str, cuts: &mut Vec<Range<usize>>) {
    let mut headings: Vec<Range<usize>> = Vec::new();
    let mut from = 0;
    for line in text.split_inclusive('\n') {
        let range = from..from + line.trim_end().len();
        from += line.len();
        if is_address(line) {
            cuts.append(&mut headings);
            cuts.push(range);
        } else if !line.trim().is_empty() {
            let is_heading = ["References", "References:", "Visible links", "Visible links:", "Hidden links:"]
                .contains(&line.trim());
            if !is_heading {
                headings.clear();
            } else {
                headings.push(range);
            }
        }
    }
}

/// Appends frames, buttons and pictures.
fn others(text: &str, signs: &mut Vec<Range<usize>>) {
    let bytes = text.as_bytes();
    signs.extend(memchr::memmem::find_iter(bytes, "(BUTTON)").map(|at| super::with_space(text, at..at + 8)));
    for at in memchr::memmem::find_iter(bytes, "IFRAME: ") {
        let head = text[..at].trim_end_matches([' ', '\t']);
        if head.is_empty() || head.ends_with('\n') {
            let end = memchr::memchr(b'\n', &bytes[at..]).map_or(text.len(), |i| at + i);
            signs.push(at..end);
        }
    }
    for (range, name) in super::bracketed(text) {
        let ending =
            name.split(['?', '#']).next().unwrap_or("").rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
        let is_picture = ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()));
        if is_picture && !text[range.end..].starts_with(['(', ':']) && !text[..range.start].ends_with('!') {
            signs.push(super::with_space(text, range));
        }
    }
}

/// Appends the form fields: rows of underscores.
fn fields(text: &str, cuts: &mut Vec<Range<usize>>) {
    let mut from = 0;
    while let Some(at) = memchr::memmem::find(&text.as_bytes()[from..], FIELD.as_bytes()) {
        let start = from + at;
        let end = start + text[start..].bytes().take_while(|b| *b == b'_').count();
        cuts.push(super::with_space(text, start..end));
        from = end;
    }
}
