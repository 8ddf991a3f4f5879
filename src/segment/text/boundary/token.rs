//! Cuts a line into tokens: pieces of words between which a block may end.

use crate::words::class::{Class, class_of};
use crate::words::hash::Fnv32;
use crate::words::kind::{WordKind, kind};

/// The case and script of the letters of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Letters {
    /// There is no token.
    #[default]
    None,
    /// The first letter is in lower case.
    Lower,
    /// A capital, then lower case or nothing.
    Capital,
    /// Two capitals or more.
    Capitals,
    /// The first letter is a digit.
    Number,
    /// A script without spaces.
    Ideographs,
    /// A script without capitals.
    Caseless,
    /// There are only marks.
    Marks,
}

/// The mark at the end of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LastMark {
    /// There is no mark.
    #[default]
    None,
    /// The end of a statement.
    Stop,
    /// A comma or semicolon.
    Comma,
    /// A colon.
    Colon,
    /// The end of a quotation, or of something in brackets.
    Closing,
    /// Any other mark.
    Other,
}

/// The use of a word, if a list has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Use {
    /// The lists do not have it.
    #[default]
    Other,
    /// A function word.
    Function,
    /// A word of user interfaces.
    Interface,
    /// A word of dates and times.
    Date,
    /// A word that begins a byline.
    Byline,
}

/// A piece of a line without white space.
#[derive(Debug, Clone, Copy, Default)]
pub struct BoundaryToken {
    /// Where it begins in the line.
    pub start: usize,
    /// The hash of its letters in lower case, with `0` for each digit; of its marks if it has no
    /// letters and digits.
    pub word: u32,
    /// The case and script of its letters.
    pub letters: Letters,
    /// The mark at its end.
    pub last: LastMark,
    /// Its use.
    pub used: Use,
    /// A mark stands before its first letter.
    pub is_quoted: bool,
    /// Nothing stands between it and the token before it.
    pub is_glued: bool,
}

/// Cuts a line into tokens, at white space and where the kind of character changes in a way that
/// joined blocks leave: `HomeNews`, `readThe`, `end.The`, `12Comments`.
pub fn tokens(line: &str) -> Vec<BoundaryToken> {
    let mut tokens = Vec::with_capacity(line.len() / 6);
    for word in line.split_whitespace() {
        let offset = word.as_ptr() as usize - line.as_ptr() as usize;
        let mut start = 0;
        let mut before = None;
        for (at, c) in word.char_indices() {
            let part = CharacterPart::of(c);
            if before.is_some_and(|before| may_end(before, part)) {
                tokens.push(token(&word[start..at], offset + start, start > 0));
                start = at;
            }
            before = Some(part);
        }
        tokens.push(token(&word[start..], offset + start, start > 0));
    }
    tokens
}

/// The part that a character plays in a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum CharacterPart {
    Lower,
    Upper,
    Digit,
    Ideograph,
    Caseless,
    /// Ends a statement, or closes a quotation or bracket.
    End,
    /// Opens a quotation or bracket, or stands before a word.
    Opening,
    /// Belongs to the characters around it.
    Inner,
}

impl CharacterPart {
    fn of(c: char) -> CharacterPart {
        match c {
            '.' | '!' | '?' | '…' | ':' | ';' | ')' | ']' | '»' | '”' | '"' | '›' | '→' | '•' | '|' | '·' | '。'
            | '।' | '؟' | '۔' | '%' | '€' | '™' | '▶' => CharacterPart::End,
            '«' | '“' | '„' | '(' | '[' | '©' | '#' | '@' | '‹' | '¿' | '¡' => CharacterPart::Opening,
            _ if c.is_lowercase() => CharacterPart::Lower,
            _ if c.is_uppercase() => CharacterPart::Upper,
            _ if c.is_numeric() => CharacterPart::Digit,
            _ if class_of(c) == Class::Ideograph => CharacterPart::Ideograph,
            _ if c.is_alphabetic() => CharacterPart::Caseless,
            _ => CharacterPart::Inner,
        }
    }
}

/// Whether a block may end between two characters.
fn may_end(before: CharacterPart, next: CharacterPart) -> bool {
    use CharacterPart::{Caseless, Digit, End, Ideograph, Inner, Lower, Opening, Upper};
    match (before, next) {
        (Lower, Upper | Digit | Ideograph | Caseless | Opening) => true,
        (Upper, Ideograph | Caseless | Opening) => true,
        (Digit, Upper | Lower | Ideograph | Caseless | Opening) => true,
        (Ideograph, Upper | Lower | Digit | Caseless | Opening) => true,
        (Caseless, Upper | Lower | Digit | Ideograph | Opening) => true,
        (End, Upper | Caseless | Ideograph | Opening) => true,
        (End | Inner | Upper | Opening, _) | (_, End | Inner) => false,
        (before, next) => before != next,
    }
}

fn token(text: &str, start: usize, is_glued: bool) -> BoundaryToken {
    let mut word = Fnv32::EMPTY;
    let (mut letters, mut is_quoted, mut last) = (Letters::None, false, LastMark::None);
    let mut count = 0;
    for c in text.chars() {
        if c.is_alphanumeric() {
            let own = match CharacterPart::of(c) {
                CharacterPart::Upper => Letters::Capital,
                CharacterPart::Digit => Letters::Number,
                CharacterPart::Ideograph => Letters::Ideographs,
                CharacterPart::Caseless => Letters::Caseless,
                _ => Letters::Lower,
            };
            letters = match letters {
                Letters::None => own,
                Letters::Capital if own == Letters::Capital && count == 1 => Letters::Capitals,
                known => known,
            };
            count += 1;
            last = LastMark::None;
            word = if own == Letters::Number { word.char('0') } else { c.to_lowercase().fold(word, Fnv32::char) };
        } else {
            is_quoted |= letters == Letters::None;
            last = last_mark(c);
        }
    }
    if letters == Letters::None {
        letters = Letters::Marks;
        word = text.chars().fold(word, Fnv32::char);
    }
    BoundaryToken { start, word: word.get(), letters, last, used: used(word.get()), is_quoted, is_glued }
}

fn last_mark(c: char) -> LastMark {
    match class_of(c) {
        Class::Stop => LastMark::Stop,
        Class::Comma => LastMark::Comma,
        _ => match c {
            ':' | '：' => LastMark::Colon,
            ')' | ']' | '»' | '”' | '"' | '’' | '\'' => LastMark::Closing,
            _ => LastMark::Other,
        },
    }
}

fn used(word: u32) -> Use {
    let kind = kind(word);
    let uses = [
        (WordKind::STOPWORD, Use::Function),
        (WordKind::INTERFACE, Use::Interface),
        (WordKind::DATE, Use::Date),
        (WordKind::BYLINE, Use::Byline),
    ];
    uses.into_iter().find(|(one, _)| kind.is(*one) > 0).map_or(Use::Other, |(_, used)| used)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joined_words_are_tokens_of_their_own() {
        let starts = |line| {
            let tokens = tokens(line);
            let ends = tokens.iter().skip(1).map(|token| token.start).chain([str::len(line)]);
            let pieces = tokens.iter().zip(ends).map(|(token, end)| line[token.start..end].trim());
            pieces.collect::<Vec<_>>()
        };
        assert_eq!(starts("HomeNews (all)Tags12Comments"), ["Home", "News", "(all)", "Tags", "12", "Comments"]);
        assert_eq!(starts("said so.She “can’t” do 3.5"), ["said", "so.", "She", "“can’t”", "do", "3.5"]);
        assert_eq!(starts("খবরHome"), ["খবর", "Home"]);
        assert_eq!(starts("USA e-mail don't a.example"), ["USA", "e-mail", "don't", "a.example"]);
    }

    #[test]
    fn tokens_have_letters_and_marks() {
        let of = |text| token(text, 0, false);
        assert_eq!((of("“The").letters, of("“The").is_quoted), (Letters::Capital, true));
        assert_eq!((of("mill.").letters, of("mill.").last), (Letters::Lower, LastMark::Stop));
        assert_eq!(of("NATO:").letters, Letters::Capitals);
        assert_eq!((of("|").letters, of("2026").letters), (Letters::Marks, Letters::Number));
        assert_eq!((of("The").word, of("the").word), (of("THE").word, of("the,").word));
    }
}
