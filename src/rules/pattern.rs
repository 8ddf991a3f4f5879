//! Compiles selectors and regular expressions, and says where one is none.

use std::ops::Range;

use cssparser::{BasicParseErrorKind, Delimiter, ParseError, ParseErrorKind, Parser};
use regex::{Regex, RegexBuilder};
use scraper::selector::{Parser as Dialect, Simple};
use selectors::SelectorList;
use selectors::parser::{Component, ParseRelative, Selector, SelectorParseErrorKind};

use super::mistake::BadPattern;

/// Bytes that one compiled regular expression may take. `\w{500}` takes some
/// 8 MB.
pub const REGEX_SIZE: usize = 10 << 20;
/// Elements that one selector may be about, such as 2 in `ul li`: matching it
/// takes stack for each of them.
const MOST_COMPOUNDS: usize = 200;

/// What a rule is about.
#[derive(Debug, Clone)]
pub struct Pattern {
    text: String,
    compiled: Compiled,
}

#[derive(Debug, Clone)]
enum Compiled {
    Selector(SelectorList<Simple>),
    Line(Regex),
}

impl Pattern {
    /// The elements that a CSS selector, or a list of them, matches.
    ///
    /// # Errors
    /// What is wrong with it, and where.
    pub fn selector(css: &str) -> Result<Pattern, BadPattern> {
        let list = SelectorList::parse(&Dialect, &mut Parser::new(css), ParseRelative::No)
            .map_err(|error| bad(css, place(css), cause(&error)))?;
        if compounds(list.slice()) > MOST_COMPOUNDS {
            return Err(bad(css, 0..css.len(), "this selector is about too many elements at once"));
        }
        Ok(Pattern { text: css.to_owned(), compiled: Compiled::Selector(list) })
    }

    /// The lines in which a regular expression of the `regex` crate is found.
    ///
    /// # Errors
    /// What is wrong with it, and where.
    pub fn line(regex: &str) -> Result<Pattern, BadPattern> {
        let compiled = RegexBuilder::new(regex).size_limit(REGEX_SIZE).build().map_err(|error| {
            let (cause, place) = match regex_syntax::parse(regex) {
                Err(regex_syntax::Error::Parse(error)) => (error.kind().to_string(), span(error.span())),
                Err(regex_syntax::Error::Translate(error)) => (error.kind().to_string(), span(error.span())),
                _ => (error.to_string(), 0..regex.len()),
            };
            bad(regex, place, cause)
        })?;
        Ok(Pattern { text: regex.to_owned(), compiled: Compiled::Line(compiled) })
    }

    /// The pattern as it was written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    pub(super) fn selectors(&self) -> Option<&SelectorList<Simple>> {
        match &self.compiled {
            Compiled::Selector(list) => Some(list),
            Compiled::Line(_) => None,
        }
    }

    pub(super) fn regex(&self) -> Option<&Regex> {
        match &self.compiled {
            Compiled::Selector(_) => None,
            Compiled::Line(regex) => Some(regex),
        }
    }
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text && self.regex().is_some() == other.regex().is_some()
    }
}

impl Eq for Pattern {}

/// How many elements the longest of these selectors is about, those in brackets
/// included. The parser bounds how deep these are nested.
fn compounds(selectors: &[Selector<Simple>]) -> usize {
    let of = |part: &Component<Simple>| match part {
        Component::Combinator(_) => 1,
        Component::Negation(list) | Component::Is(list) | Component::Where(list) => compounds(list.slice()),
        Component::Has(list) => {
            list.iter().map(|one| compounds(std::slice::from_ref(&one.selector))).max().unwrap_or(0)
        }
        _ => 0,
    };
    selectors.iter().map(|one| one.iter_raw_match_order().map(of).sum::<usize>() + 1).max().unwrap_or(0)
}

fn bad(pattern: &str, place: Range<usize>, cause: impl Into<String>) -> BadPattern {
    BadPattern { cause: cause.into(), pattern: pattern.to_owned(), place }
}

fn span(span: &regex_syntax::ast::Span) -> Range<usize> {
    span.start.offset..span.end.offset
}

/// Where a list of selectors breaks off: their errors do not say it, but the
/// parser of one stops there.
fn place(css: &str) -> Range<usize> {
    let mut parser = Parser::new(css);
    loop {
        let mut place = 0..0;
        let one = parser.parse_until_before(Delimiter::Comma, |parser| {
            let one = Selector::parse(&Dialect, parser);
            let stop = parser.position().byte_index();
            place = match &one {
                Err(error) if !is_missing(error) || css[..stop].ends_with(')') => token_before(css, stop),
                // Something is missing here, or stands behind a whole selector.
                _ => stop..css.len().min(stop + 1),
            };
            one
        });
        if one.is_err() || parser.next().is_err() {
            return place;
        }
    }
}

fn is_missing(error: &ParseError<SelectorParseErrorKind>) -> bool {
    use SelectorParseErrorKind::{DanglingCombinator, EmptySelector};
    matches!(error.kind, ParseErrorKind::Custom(EmptySelector | DanglingCombinator))
}

/// The token that ends where the parser stopped. Where it stopped behind a
/// block the mistake is in there, and it is what opens the block.
fn token_before(css: &str, stop: usize) -> Range<usize> {
    let mut parser = Parser::new(css);
    let mut last = css.len()..css.len();
    loop {
        let start = parser.position().byte_index();
        let is_token = parser.next_including_whitespace().is_ok();
        let end = parser.position().byte_index();
        if !is_token || end > stop {
            return last;
        }
        last = start..end;
        if end == stop {
            return last;
        }
    }
}

/// What is wrong with a selector.
fn cause(error: &ParseError<SelectorParseErrorKind>) -> &'static str {
    use SelectorParseErrorKind as Kind;
    match &error.kind {
        ParseErrorKind::Basic(BasicParseErrorKind::EndOfInput) => "the selector ends too early",
        ParseErrorKind::Basic(BasicParseErrorKind::TooManyNestedBlocks) => "too many brackets in brackets",
        ParseErrorKind::Basic(_) => "this cannot stand here in a selector",
        ParseErrorKind::Custom(kind) => match kind {
            Kind::EmptySelector | Kind::DanglingCombinator => "a selector is missing here",
            Kind::ClassNeedsIdent => "the name of a class is missing behind the dot",
            Kind::UnsupportedPseudoClassOrElement => "unknown pseudo-class, or one that means nothing in a saved page",
            Kind::PseudoElementExpectedColon | Kind::PseudoElementExpectedIdent | Kind::NoIdentForPseudo => {
                "the name of a pseudo-class is missing behind the colon"
            }
            Kind::NoQualifiedNameInAttributeSelector
            | Kind::UnexpectedTokenInAttributeSelector
            | Kind::ExpectedBarInAttr
            | Kind::BadValueInAttr
            | Kind::InvalidQualNameInAttr => "this cannot stand here in an attribute selector",
            Kind::ExpectedNamespace | Kind::ExplicitNamespaceUnexpectedToken => "namespaces are not known",
            _ => "this cannot stand here in a selector",
        },
    }
}
