//! Where blocks of a flattened page were joined in what reads like one sentence: menus,
//! headings and the story on one line, glued or a space apart.

use crate::words::class::{Class, class_of};
use crate::words::kind::{WordKind, kind_of};
use crate::words::label;

/// Bytes of a clause, at least, in a script without spaces: some twenty letters, more than
/// an item of a menu has.
const CLAUSE: usize = 60;

/// Appends the places in a sentence where another block begins, in order.
pub fn find(sentence: &str, out: &mut Vec<usize>) {
    let old = out.len();
    out.extend(glued(sentence));
    beside(sentence, out);
    out[old..].sort_unstable();
    out.dedup();
}

/// A capital directly after a sentence mark, a closing bracket or a lower-case letter.
fn glued(sentence: &str) -> impl Iterator<Item = usize> + '_ {
    let mut before = ['\0'; 2];
    sentence.char_indices().filter_map(move |(i, c)| {
        let [earlier, last] = before;
        before = [last, c];
        let joint = matches!(last, '.' | '!' | '?' | '…' | '”' | '"' | ')') && earlier.is_lowercase()
            || last.is_lowercase() && earlier.is_lowercase();
        (c.is_uppercase() && joint).then_some(i)
    })
}

/// Blocks that a space keeps apart: labels, and what follows them, and sentences behind
/// what is none.
fn beside(sentence: &str, out: &mut Vec<usize>) {
    let mut words = words(sentence).peekable();
    let mut last: Option<&str> = None;
    while let Some((at, word)) = words.next() {
        let next = words.peek().map(|&(_, next)| next);
        if let Some(length) = label_at(sentence, at, next) {
            out.extend((at > 0).then_some(at));
            while words.next_if(|&(next, _)| next < at + length).is_some() {}
            out.extend(words.peek().filter(|(_, next)| !begins_small(next)).map(|&(at, _)| at));
            last = None;
            continue;
        }
        if at > 0 && (begins_sentence(last, word, next) || is_clause(word)) {
            out.push(at);
        }
        last = Some(word);
    }
}

/// Length of the label that stands at a word. One of a single word must have a capital, and
/// what follows it must not go on small: `Share prices`.
fn label_at(sentence: &str, at: usize, next: Option<&str>) -> Option<usize> {
    let text = &sentence[at..];
    if begins_small(text) || begins_wide(text) {
        return None;
    }
    let (words, length) = label::at_start(text)?;
    let alone = text.starts_with(char::is_uppercase)
        && next.is_some_and(|next| next.starts_with(char::is_alphabetic) && !begins_small(next));
    (words > 1 || alone).then_some(length)
}

fn begins_small(text: &str) -> bool {
    text.starts_with(char::is_lowercase)
}

/// Words between white space, and where they begin.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_whitespace().map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
}

/// Whether what stands between two spaces is more than a name, in a script without spaces,
/// where those stand between blocks (Chinese) or clauses (Thai).
fn is_clause(word: &str) -> bool {
    word.len() >= CLAUSE && begins_wide(word)
}

/// Whether a text begins in a script without spaces.
fn begins_wide(text: &str) -> bool {
    text.chars().next().is_some_and(|c| class_of(c) == Class::Ideograph)
}

/// Whether a sentence begins at a word behind what is none, a menu or a heading: at a
/// function word with a capital and a small letter behind it, unless another function word
/// or a mark stands before it. In browser-like text of the corpus put on one line, a line
/// began at 85 of 100 such places.
fn begins_sentence(last: Option<&str>, word: &str, next: Option<&str>) -> bool {
    is_capital_function_word(word)
        && next.is_some_and(begins_small)
        && last.is_some_and(|last| last.ends_with(char::is_alphanumeric) && kind_of(last).is(WordKind::STOPWORD) == 0)
}

/// Whether it is a function word with a capital; not `I` and the like, nor the German
/// `Sie`, which have it within sentences.
fn is_capital_function_word(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase)
        && letters.next().is_some_and(char::is_lowercase)
        && !["Sie", "Ihr", "Ihre", "Ihrem", "Ihren", "Ihrer", "Ihnen"].contains(&word)
        && kind_of(word).is(WordKind::STOPWORD) > 0
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The blocks of what reads like one sentence.
    fn blocks(sentence: &str) -> Vec<&str> {
        let mut joints = Vec::new();
        find(sentence, &mut joints);
        let starts = [0].into_iter().chain(joints.iter().copied());
        starts.zip(joints.iter().copied().chain([sentence.len()])).map(|(from, to)| sentence[from..to].trim()).collect()
    }

    #[test]
    fn a_capital_that_is_glued_begins_a_block() {
        assert_eq!(blocks("HomeNews (all)Swifts are back."), ["Home", "News (all)", "Swifts are back."]);
        assert_eq!(blocks("He said so.She did not."), ["He said so.", "She did not."]);
    }

    #[test]
    fn a_sentence_begins_at_a_function_word_with_a_capital() {
        assert_eq!(blocks("Old Weir Pond The council met."), ["Old Weir Pond", "The council met."]);
        assert_eq!(blocks("Brücke gesperrt Wir prüfen das."), ["Brücke gesperrt", "Wir prüfen das."]);
        for whole in
            ["We read The Lord Of The Rings.", "Wir bitten Sie um Geduld.", "In a word, The mill.", "So am I here."]
        {
            assert_eq!(blocks(whole), [whole]);
        }
    }

    #[test]
    fn a_clause_is_a_block_in_a_script_without_spaces() {
        let clause = "เรือพายลำแรกก็มาจอดเทียบท่าไม้";
        assert_eq!(blocks(&format!("หน้าแรก กีฬา {clause} ตั้งแต่ตีสี่")), ["หน้าแรก กีฬา", &format!("{clause} ตั้งแต่ตีสี่")]);
        let clause = "上游池塘边的老水磨星期六磨出了第一袋面粉这时离它停下";
        assert_eq!(blocks(&format!("首页 新闻 {clause}")), ["首页 新闻", clause]);
    }

    #[test]
    fn a_label_is_a_block() {
        assert_eq!(
            blocks("The mill stood Leave a comment Your name Related articles Swifts are back"),
            ["The mill stood", "Leave a comment", "Your name", "Related articles", "Swifts are back"]
        );
        assert_eq!(blocks("बजती है टिप्पणियाँ यह भी पढ़ें बारिश से"), ["बजती है टिप्पणियाँ", "यह भी पढ़ें", "बारिश से"]);
        // What goes on small is the rest of it.
        assert_eq!(blocks("Weir Read more about mills"), ["Weir", "Read more about mills"]);
        assert_eq!(blocks("Log in Share Swifts are back"), ["Log in", "Share", "Swifts are back"]);
        for whole in ["Weir Share prices fell", "Weir About 400 swifts are back"] {
            assert_eq!(blocks(whole), [whole]);
        }
        assert_eq!(blocks("You can leave a comment below."), ["You can leave a comment below."]);
    }
}
