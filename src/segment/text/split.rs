//! Splits long lines into sentences, and separates icon runs from the text around them.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::boundary;
use crate::segment::blank::is_blank;
use crate::words::vocabulary::Vocabulary;

/// Bytes of the longest line that stays whole: a screenful. Flattened pages often are one line;
/// paragraphs written by people are shorter.
pub const LONG: usize = 1600;
/// Bytes of the longest block. Without sentence marks (word lists, scripts that use none) a line
/// is cut between words.
const LONGEST_BLOCK: usize = 2000;
/// Bytes of the shortest block of its own. A shorter sentence is joined to the next one, because it
/// is too short to classify, and because `Dr.` ends no sentence.
const SHORTEST_BLOCK: usize = 30;
/// Bytes from which a sentence is also cut at its first East Asian comma. In flattened pages in
/// scripts without spaces and capitals, nothing separates the menu from the first sentence of
/// the article.
const LONG_SENTENCE: usize = 240;

/// The same in a document of few lines, which is more likely to be a page on one line.
const LONG_ALONE: usize = 600;
/// Lines of such a document.
const FEW_LINES: usize = 3;

/// Returns the bytes of the longest line of a document that stays whole.
pub fn longest_whole(document: &str) -> usize {
    let lines = document.lines().filter(|line| !is_blank(line)).take(FEW_LINES + 1).count();
    if lines <= FEW_LINES { LONG_ALONE } else { LONG }
}

/// Appends the blocks of a line, and whether each is an icon run. Parts between icon runs that are
/// longer than `longest_whole` are split. White space between blocks is left out.
pub fn split(
    line: &str,
    runs: &[Range<usize>],
    longest_whole: usize,
    weights: &Vocabulary,
    out: &mut Vec<(Range<usize>, bool)>,
) {
    let mut start = 0;
    for run in runs {
        sentences(line, start..run.start, longest_whole, weights, out);
        words(line, run.clone(), true, out);
        start = run.end;
    }
    sentences(line, start..line.len(), longest_whole, weights, out);
}

fn push(line: &str, range: Range<usize>, icon_run: bool, out: &mut Vec<(Range<usize>, bool)>) {
    let text = &line[range.clone()];
    let lead = if range.start == 0 { 0 } else { text.len() - text.trim_start().len() };
    let end = text.trim_end().len();
    if end > lead {
        out.push((range.start + lead..range.start + end, icon_run));
    }
}

/// Splits `range` of the line into sentences if it is long.
fn sentences(
    line: &str,
    range: Range<usize>,
    longest_whole: usize,
    weights: &Vocabulary,
    out: &mut Vec<(Range<usize>, bool)>,
) {
    if range.len() <= longest_whole {
        return push(line, range, false, out);
    }
    let text = &line[range.clone()];
    let mut start = 0;
    let mut flush = |start: usize, end: usize| words(line, range.start + start..range.start + end, false, out);
    let beginnings: Vec<usize> = text.split_sentence_bound_indices().map(|(i, _)| i).collect();
    let mut boundaries = boundary::find(text, &beginnings, weights).into_iter().peekable();
    for (i, sentence) in text.split_sentence_bound_indices() {
        let mut last = i;
        while let Some(boundary) = boundaries.next_if(|&boundary| boundary < i + sentence.len()) {
            // A part of a sentence is not joined to the short sentence before it.
            if start < i {
                flush(start, i);
                start = i;
            }
            flush(start, boundary);
            start = boundary;
            last = start;
        }
        let from = start.max(i);
        if let Some(comma) = text[from..i + sentence.len()].find('，').filter(|_| sentence.len() > LONG_SENTENCE) {
            let end = from + comma + '，'.len_utf8();
            flush(start, end);
            (start, last) = (end, end);
        }
        let end = i + sentence.len();
        if end - start >= SHORTEST_BLOCK || last != i {
            flush(start, end);
            start = end;
        }
    }
    flush(start, text.len());
}

/// Splits `range` between words into blocks of bounded length.
fn words(line: &str, mut range: Range<usize>, icon_run: bool, out: &mut Vec<(Range<usize>, bool)>) {
    while range.len() > LONGEST_BLOCK {
        let mut at = range.start + LONGEST_BLOCK;
        while !line.is_char_boundary(at) {
            at -= 1;
        }
        let space = line[range.start..at].rfind(char::is_whitespace).map_or(at, |i| range.start + i);
        let end = if space > range.start { space } else { at };
        push(line, range.start..end, icon_run, out);
        range.start = end;
    }
    push(line, range, icon_run, out);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(line: &str) -> Vec<&str> {
        let mut out = Vec::new();
        split(line, &[], LONG, &Vocabulary::default(), &mut out);
        out.into_iter().map(|(range, _)| &line[range]).collect()
    }

    /// Returns sentences that make a line long.
    fn rest() -> String {
        "渡船停了。".repeat(LONG / 15 + 1)
    }

    #[test]
    fn a_menu_is_split_from_the_first_sentence_at_its_comma() {
        let menu = "首页要闻本地民生文化旅游健康体育财经视频直播专题".repeat(4);
        let line = format!("{menu}昨天傍晚，船工把缆绳绕了三圈。{}", rest());
        assert_eq!(blocks(&line)[..2], [&*format!("{menu}昨天傍晚，"), "船工把缆绳绕了三圈。"]);
        // A sentence of the usual length stays whole.
        let line = format!("昨天傍晚，船工把缆绳绕了三圈，然后走了。{}", rest());
        assert_eq!(blocks(&line)[0], "昨天傍晚，船工把缆绳绕了三圈，然后走了。");
    }

    #[test]
    fn a_comma_and_a_boundary_in_one_sentence_lose_no_text() {
        // The comma stands before the boundary between two blocks, then after it.
        for line in [format!("{}，oneTwo", "词".repeat(90)), format!("oneTwo{}，three", "词".repeat(90))] {
            let line = line + "。" + &rest();
            assert_eq!(blocks(&line).concat(), line);
        }
    }
}
