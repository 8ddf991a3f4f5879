//! Describes the words around a place in a line where a block may end, as hashes. Training gives
//! each hash a weight.

use super::token::{BoundaryToken, Letters, Use};
use crate::words::label;

/// Tokens looked at on each side.
const REACH: usize = 5;
/// The number of tokens since the last sentence, and up to the next, is counted up to this.
const FAR: usize = 20;
/// Tokens on each side that tell whether the script has capitals.
const TOKENS_WITH_CASE: usize = 8;

/// The tokens of a line, and facts about the line around each token.
pub struct LineEvidence<'t> {
    tokens: &'t [BoundaryToken],
    /// For each token, the number of tokens since the beginning of its sentence.
    since: Vec<usize>,
    /// For each token, the number of tokens up to the end of its sentence.
    until: Vec<usize>,
    /// For each token, the words of the label that begins there.
    label: Vec<u8>,
    /// For each token, the words of the label that ends before it.
    after_label: Vec<u8>,
}

impl<'t> LineEvidence<'t> {
    /// `begins_sentence` tells of each token whether a sentence begins there.
    pub fn new(text: &'t str, tokens: &'t [BoundaryToken], begins_sentence: &[bool]) -> LineEvidence<'t> {
        let count = tokens.len();
        let (mut since, mut until) = (vec![0; count], vec![0; count]);
        for at in 1..count {
            since[at] = if begins_sentence[at] { 0 } else { since[at - 1] + 1 };
        }
        for at in (0..count.saturating_sub(1)).rev() {
            until[at] = if begins_sentence[at + 1] { 0 } else { until[at + 1] + 1 };
        }
        let (mut label, mut after_label) = (vec![0; count], vec![0; count]);
        for (at, token) in tokens.iter().enumerate() {
            if matches!(token.letters, Letters::Lower | Letters::Ideographs | Letters::Marks | Letters::Number) {
                continue;
            }
            if let Some((words, length)) = label::at_start(&text[token.start..]) {
                label[at] = words.min(3) as u8;
                let end = token.start + length;
                let next = at + tokens[at..].iter().take_while(|token| token.start < end).count();
                if next < count {
                    after_label[next] = label[at].max(after_label[next]);
                }
            }
        }
        LineEvidence { tokens, since, until, label, after_label }
    }

    fn token(&self, at: isize) -> BoundaryToken {
        usize::try_from(at).ok().and_then(|at| self.tokens.get(at)).copied().unwrap_or_default()
    }

    /// Appends the evidence about the place before token `at`.
    pub fn evidence(&self, at: usize, out: &mut Vec<u32>) {
        let token = |offset: isize| self.token(at as isize + offset);
        let (before, a, b, c) = (token(-2), token(-1), token(0), token(1));
        let glued = u32::from(b.is_glued);
        let mut add = |number: u32, parts: &[u32]| out.push(hash(number, parts));
        add(0, &[glued]);
        add(1, &[shape(a), shape(b), letters(c), glued]);
        add(2, &[brief(before), shape(a), shape(b), glued]);
        add(3, &[a.word, glued]);
        add(4, &[b.word, glued]);
        add(5, &[before.word, a.word]);
        add(6, &[b.word, c.word]);
        add(7, &[a.word, shape(b)]);
        add(8, &[shape(a), b.word]);
        add(9, &[self.since[at].min(FAR) as u32, brief(a), brief(b), glued]);
        add(10, &[self.capitals(at, -1), self.capitals(at, 1), brief(b), a.last as u32]);
        add(11, &[u32::from(self.label[at]), u32::from(self.after_label[at]), brief(b), letters(c)]);
        add(12, &[self.until[at].min(FAR) as u32, brief(b), letters(c)]);
        add(13, &[self.has_case(at), letters(a), letters(b), a.last as u32, glued]);
        add(14, &[self.used(at, -1), self.used(at, 1), letters(b)]);
        add(15, &[letters(token(-3)), letters(before), letters(a), letters(b), letters(c), letters(token(2))]);
        add(16, &[brief(token(-3)), brief(before), brief(a), brief(b)]);
        add(17, &[token(-3).word, before.word, a.word]);
        add(18, &[self.since[at].min(FAR) as u32, self.until[at].min(FAR) as u32, letters(b)]);
    }

    /// Returns how many of the tokens on one side begin with a capital.
    fn capitals(&self, at: usize, side: isize) -> u32 {
        self.count(at, side, |token| matches!(token.letters, Letters::Capital | Letters::Capitals))
    }

    /// Returns how many of the tokens on one side are words of interfaces or dates.
    fn used(&self, at: usize, side: isize) -> u32 {
        self.count(at, side, |token| matches!(token.used, Use::Interface | Use::Date | Use::Byline))
    }

    fn count(&self, at: usize, side: isize, is_one: impl Fn(BoundaryToken) -> bool) -> u32 {
        let first = if side < 0 { at.saturating_sub(REACH) } else { at + 1 };
        let end = if side < 0 { at } else { (at + 1 + REACH).min(self.tokens.len()) };
        (first..end).filter(|&at| is_one(self.tokens[at])).count() as u32
    }

    /// Whether the script around a token has capitals.
    fn has_case(&self, at: usize) -> u32 {
        let around = at.saturating_sub(TOKENS_WITH_CASE)..(at + TOKENS_WITH_CASE).min(self.tokens.len());
        let is_one = |token: &BoundaryToken| matches!(token.letters, Letters::Lower | Letters::Capital);
        u32::from(self.tokens[around].iter().any(is_one))
    }
}

fn letters(token: BoundaryToken) -> u32 {
    token.letters as u32
}

fn brief(token: BoundaryToken) -> u32 {
    letters(token) | (token.used as u32) << 4
}

fn shape(token: BoundaryToken) -> u32 {
    brief(token) | (token.last as u32) << 8 | u32::from(token.is_quoted) << 12
}

/// Returns a hash of the parts of a piece of evidence.
fn hash(number: u32, parts: &[u32]) -> u32 {
    // The steps of MurmurHash3 (Appleby, public domain).
    let mixed = parts.iter().fold(number.wrapping_mul(0x9e37_79b1), |hash, part| {
        (hash ^ part.wrapping_mul(0xcc9e_2d51).rotate_left(15).wrapping_mul(0x1b87_3593))
            .rotate_left(13)
            .wrapping_mul(5)
            .wrapping_add(0xe654_6b64)
    });
    let mixed = (mixed ^ (mixed >> 16)).wrapping_mul(0x85eb_ca6b);
    let mixed = (mixed ^ (mixed >> 13)).wrapping_mul(0xc2b2_ae35);
    mixed ^ (mixed >> 16)
}
