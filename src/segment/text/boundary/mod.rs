//! Finds the boundaries between blocks of a flattened page within what looks like one sentence:
//! menus, headings and the article on one line, with a space or nothing between them.

use crate::words::class::{Class, class_of};
use crate::words::kind::{WordKind, kind_of};
use crate::words::label;

/// Bytes of the shortest clause in a script without spaces: about twenty letters, more than menu
/// items have.
const SHORTEST_CLAUSE: usize = 60;

/// Appends the offsets in a sentence where another block begins, in order.
pub fn find(sentence: &str, out: &mut Vec<usize>) {
    let old = out.len();
    out.extend(glued(sentence));
    spaced(sentence, out);
    out[old..].sort_unstable();
    out.dedup();
}

/// Returns the offsets of capitals directly after a sentence mark, a closing bracket or a
/// lower-case letter.
fn glued(sentence: &str) -> impl Iterator<Item = usize> + '_ {
    let mut before = ['\0'; 2];
    sentence.char_indices().filter_map(move |(i, c)| {
        let [earlier, last] = before;
        before = [last, c];
        let boundary = matches!(last, '.' | '!' | '?' | '…' | '”' | '"' | ')') && earlier.is_lowercase()
            || last.is_lowercase() && earlier.is_lowercase();
        (c.is_uppercase() && boundary).then_some(i)
    })
}

/// Appends the boundaries at spaces: before and after labels, before clauses, and before sentences
/// that follow a menu or heading.
fn spaced(sentence: &str, out: &mut Vec<usize>) {
    let mut words = words(sentence).peekable();
    let mut last: Option<&str> = None;
    while let Some((at, word)) = words.next() {
        let next = words.peek().map(|&(_, next)| next);
        if let Some(length) = label_at(sentence, at, next) {
            out.extend((at > 0).then_some(at));
            while words.next_if(|&(next, _)| next < at + length).is_some() {}
            out.extend(words.peek().filter(|(_, next)| !begins_lowercase(next)).map(|&(at, _)| at));
            last = None;
            continue;
        }
        if at > 0 && (begins_sentence(last, word, next) || is_clause(word)) {
            out.push(at);
        }
        last = Some(word);
    }
}

/// Returns the length of the label at an offset. A label of one word must begin with a capital, and
/// the next word must not begin in lower case: `Share prices` is not a label.
fn label_at(sentence: &str, at: usize, next: Option<&str>) -> Option<usize> {
    let text = &sentence[at..];
    if begins_lowercase(text) || begins_ideographic(text) {
        return None;
    }
    let (words, length) = label::at_start(text)?;
    let alone = text.starts_with(char::is_uppercase)
        && next.is_some_and(|next| next.starts_with(char::is_alphabetic) && !begins_lowercase(next));
    (words > 1 || alone).then_some(length)
}

fn begins_lowercase(text: &str) -> bool {
    text.starts_with(char::is_lowercase)
}

/// Returns the words between white space, with their offsets.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_whitespace().map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
}

/// Tells whether a run without spaces is a clause in a script without spaces between words. There,
/// spaces stand between blocks (Chinese) or clauses (Thai).
fn is_clause(word: &str) -> bool {
    word.len() >= SHORTEST_CLAUSE && begins_ideographic(word)
}

/// Tells whether a text begins in a script without spaces.
fn begins_ideographic(text: &str) -> bool {
    text.chars().next().is_some_and(|c| class_of(c) == Class::Ideograph)
}

/// Tells whether a word begins a sentence after a menu or heading. That is a capitalised function
/// word followed by a word in lower case, unless a function word or a mark precedes it.
fn begins_sentence(last: Option<&str>, word: &str, next: Option<&str>) -> bool {
    is_capital_function_word(word)
        && next.is_some_and(begins_lowercase)
        && last.is_some_and(|last| last.ends_with(char::is_alphanumeric) && kind_of(last).is(WordKind::STOPWORD) == 0)
}

/// Tells whether a word is a capitalised function word. Words that are capitalised within sentences
/// do not count: single letters such as `I`, and the German `Sie`.
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

    /// Returns the blocks within a sentence.
    fn blocks(sentence: &str) -> Vec<&str> {
        let mut boundaries = Vec::new();
        find(sentence, &mut boundaries);
        let starts = [0].into_iter().chain(boundaries.iter().copied());
        starts
            .zip(boundaries.iter().copied().chain([sentence.len()]))
            .map(|(from, to)| sentence[from..to].trim())
            .collect()
    }

    #[test]
    fn a_capital_after_a_lowercase_letter_begins_a_block() {
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
        // Words in lower case continue the label.
        assert_eq!(blocks("Weir Read more about mills"), ["Weir", "Read more about mills"]);
        assert_eq!(blocks("Log in Share Swifts are back"), ["Log in", "Share", "Swifts are back"]);
        for whole in ["Weir Share prices fell", "Weir About 400 swifts are back"] {
            assert_eq!(blocks(whole), [whole]);
        }
        assert_eq!(blocks("You can leave a comment below."), ["You can leave a comment below."]);
    }
}
