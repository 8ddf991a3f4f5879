//! Cuts a long line into sentence-sized pieces, and icon runs out of any line.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::joint;

/// Longest line, in bytes, that is judged as a whole: a screenful. Flattened
/// pages often arrive as one line; paragraphs written by people are shorter.
pub const LONG: usize = 1600;
/// Longest piece in bytes. Without sentence marks (a word list, a script that
/// writes none) a line is cut between words.
const LONGEST_PIECE: usize = 2000;
/// Sentences shorter than this are joined to the one behind them, in bytes:
/// too little to judge, and `Dr.` ends no sentence.
const SHORTEST_PIECE: usize = 30;
/// Sentences longer than this, in bytes, are cut at the first comma of East Asia
/// as well: where a page was flattened in a script without spaces and capitals,
/// the menu is glued to the first sentence of the story, and nothing else is
/// between them.
const LONG_SENTENCE: usize = 240;

/// Appends the pieces of a line, with whether each is an icon run. White space
/// between pieces belongs to none.
pub fn pieces(line: &str, runs: &[Range<usize>], out: &mut Vec<(Range<usize>, bool)>) {
    let mut start = 0;
    for run in runs {
        sentences(line, start..run.start, out);
        words(line, run.clone(), true, out);
        start = run.end;
    }
    sentences(line, start..line.len(), out);
}

fn push(line: &str, range: Range<usize>, icon_run: bool, out: &mut Vec<(Range<usize>, bool)>) {
    let text = &line[range.clone()];
    let lead = if range.start == 0 { 0 } else { text.len() - text.trim_start().len() };
    let kept = text.trim_end().len();
    if kept > lead {
        out.push((range.start + lead..range.start + kept, icon_run));
    }
}

/// Cuts `range` of the line into sentences if it is long.
fn sentences(line: &str, range: Range<usize>, out: &mut Vec<(Range<usize>, bool)>) {
    if range.len() <= LONG {
        return push(line, range, false, out);
    }
    let text = &line[range.clone()];
    let mut start = 0;
    let mut joints = Vec::new();
    let mut flush = |start: usize, end: usize| words(line, range.start + start..range.start + end, false, out);
    for (i, sentence) in text.split_sentence_bound_indices() {
        let mut last = i;
        joints.clear();
        joint::find(sentence, &mut joints);
        for joint in &joints {
            flush(start, i + joint);
            start = i + joint;
            last = start;
        }
        let from = start.max(i);
        if let Some(comma) = text[from..i + sentence.len()].find('，').filter(|_| sentence.len() > LONG_SENTENCE) {
            let end = from + comma + '，'.len_utf8();
            flush(start, end);
            (start, last) = (end, end);
        }
        let end = i + sentence.len();
        if end - start >= SHORTEST_PIECE || last != i {
            flush(start, end);
            start = end;
        }
    }
    flush(start, text.len());
}

/// Cuts `range` between words into pieces of bounded length.
fn words(line: &str, mut range: Range<usize>, icon_run: bool, out: &mut Vec<(Range<usize>, bool)>) {
    while range.len() > LONGEST_PIECE {
        let mut at = range.start + LONGEST_PIECE;
        while !line.is_char_boundary(at) {
            at -= 1;
        }
        let cut = line[range.start..at].rfind(char::is_whitespace).map_or(at, |i| range.start + i);
        let cut = if cut > range.start { cut } else { at };
        push(line, range.start..cut, icon_run, out);
        range.start = cut;
    }
    push(line, range, icon_run, out);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(line: &str) -> Vec<&str> {
        let mut out = Vec::new();
        pieces(line, &[], &mut out);
        out.into_iter().map(|(range, _)| &line[range]).collect()
    }

    /// More sentences, to make a line long.
    fn rest() -> String {
        "渡船停了。".repeat(LONG / 15 + 1)
    }

    #[test]
    fn a_menu_is_cut_off_the_first_sentence_at_its_comma() {
        let menu = "首页要闻本地民生文化旅游健康体育财经视频直播专题".repeat(4);
        let line = format!("{menu}昨天傍晚，船工把缆绳绕了三圈。{}", rest());
        assert_eq!(cut(&line)[..2], [&*format!("{menu}昨天傍晚，"), "船工把缆绳绕了三圈。"]);
        // A sentence of the usual length stays whole.
        let line = format!("昨天傍晚，船工把缆绳绕了三圈，然后走了。{}", rest());
        assert_eq!(cut(&line)[0], "昨天傍晚，船工把缆绳绕了三圈，然后走了。");
    }

    #[test]
    fn what_was_glued_is_cut_whatever_stands_before_it() {
        // The comma stands before the joint of two blocks, and behind it.
        for line in [format!("{}，oneTwo", "词".repeat(90)), format!("oneTwo{}，three", "词".repeat(90))] {
            let line = line + "。" + &rest();
            assert_eq!(cut(&line).concat(), line);
        }
    }
}
