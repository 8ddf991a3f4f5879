//! Finds the boundaries between blocks of a flattened page in a line that holds many of them:
//! menus, headings and the article on one line, with a space or nothing between them.
//!
//! A logistic regression weighs the words on both sides of each place. It was trained on pages
//! whose blocks were joined (`training/boundary.py`). At the beginning of a sentence the line is
//! cut in any case.

pub mod evidence;
pub mod token;

use crate::words::class::{Class, class_of};
use crate::words::vocabulary::Vocabulary;
use evidence::LineEvidence;
use token::tokens;

/// Bytes of the shortest clause in a script without spaces: about twenty letters, more than menu
/// items have.
const SHORTEST_CLAUSE: usize = 60;

/// Returns the offsets in a line where a block begins within a sentence, in order. `sentences` are
/// the offsets of the sentences, in order. `weights` are those of [`evidence`].
pub fn find(line: &str, sentences: &[usize], weights: &Vocabulary) -> Vec<usize> {
    let tokens = tokens(line);
    let begins_sentence = beginnings(tokens.iter().map(|token| token.start), sentences);
    let evidence_of = LineEvidence::new(line, &tokens, &begins_sentence);
    let (mut boundaries, mut evidence) = (Vec::new(), Vec::new());
    for at in (1..tokens.len()).filter(|&at| !begins_sentence[at]) {
        evidence.clear();
        evidence_of.evidence(at, &mut evidence);
        let weight = |hash: &u32| weights.find(*hash).map_or(0, |(_, weight)| weight);
        let is_end = evidence.iter().map(weight).sum::<i32>() > 0;
        let start = tokens[at].start;
        if is_end || is_clause(&line[start..tokens.get(at + 1).map_or(line.len(), |next| next.start)]) {
            boundaries.push(start);
        }
    }
    boundaries
}

/// Tells of each token whether a sentence begins there, given the offsets of both in order.
pub fn beginnings(tokens: impl Iterator<Item = usize>, sentences: &[usize]) -> Vec<bool> {
    let mut next = 0;
    let begins = |start: usize| {
        let first = next;
        next += sentences[next..].iter().take_while(|&&sentence| sentence <= start).count();
        next > first
    };
    tokens.map(begins).collect()
}

/// Tells whether a run without spaces is a clause in a script without spaces between words. There,
/// spaces stand between blocks (Chinese) or clauses (Thai).
fn is_clause(word: &str) -> bool {
    word.trim_end().len() >= SHORTEST_CLAUSE && word.chars().next().is_some_and(|c| class_of(c) == Class::Ideograph)
}
#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_and_sentences_are_matched() {
        let begins = |sentences: &[usize]| beginnings([0, 5, 9, 20].into_iter(), sentences);
        assert_eq!(begins(&[0, 9]), [true, false, true, false]);
        // A sentence that begins within a token begins the next one.
        assert_eq!(begins(&[0, 7, 21]), [true, false, true, false]);
    }

    #[test]
    fn a_clause_is_a_block_in_a_script_without_spaces() {
        let clause = "上游池塘边的老水磨星期六磨出了第一袋面粉这时离它停下";
        let line = format!("首页 新闻 {clause}");
        assert_eq!(find(&line, &[0], &Vocabulary::EMPTY), ["首页 新闻 ".len()]);
        assert!(find("首页 新闻 体育", &[0], &Vocabulary::EMPTY).is_empty());
    }
}
