//! Compiles selectors and regular expressions, and finds the mistake in invalid ones.

use std::ops::Range;

use cssparser::{BasicParseErrorKind, Delimiter, ParseError, ParseErrorKind, Parser};
use regex::{Regex, RegexBuilder};
use scraper::selector::{Parser as Dialect, Simple};
use selectors::SelectorList;
use selectors::parser::{Component, ParseRelative, Selector, SelectorParseErrorKind};

use super::mistake::BadPattern;

/// Maximum size of a compiled regular expression, in bytes. `\w{500}` takes about 8 MB.
pub const REGEX_SIZE: usize = 10 << 20;
/// Maximum number of compound selectors in a selector; `ul li` has two. Matching is
/// recursive and takes stack for each.
const MAX_COMPOUNDS: usize = 200;

/// The pattern of a rule.
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
    /// Parses a CSS selector, or a list of selectors.
    ///
    /// # Errors
    /// Returns what is wrong and where.
    pub fn selector(css: &str) -> Result<Pattern, BadPattern> {
        let list = SelectorList::parse(&Dialect, &mut Parser::new(css), ParseRelative::No)
            .map_err(|error| bad(css, place(css), cause(&error)))?;
        if compounds(list.slice()) > MAX_COMPOUNDS {
            return Err(bad(css, 0..css.len(), "this selector has too many parts"));
        }
        Ok(Pattern { text: css.to_owned(), compiled: Compiled::Selector(list) })
    }

    /// Compiles a regular expression of the `regex` crate, for lines.
    ///
    /// # Errors
    /// Returns what is wrong and where.
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

    /// Returns the pattern as it was written.
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

/// Returns the number of compound selectors in the longest of these selectors,
/// including those in parentheses. The parser limits their nesting.
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

/// Finds the mistake in a list of selectors. Errors of the parser have no position, but
/// parsing one selector at a time stops at the mistake.
fn place(css: &str) -> Range<usize> {
    let mut parser = Parser::new(css);
    loop {
        let mut place = 0..0;
        let one = parser.parse_until_before(Delimiter::Comma, |parser| {
            let one = Selector::parse(&Dialect, parser);
            let stop = parser.position().byte_index();
            place = match &one {
                Err(error) if !is_missing(error) || css[..stop].ends_with(')') => token_before(css, stop),
                // Something is missing here, or follows a complete selector.
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

/// Returns the token that ends where the parser stopped. If it stopped after a block,
/// the mistake is in the block, and this is the token that opens the block.
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

/// Describes what is wrong with a selector.
fn cause(error: &ParseError<SelectorParseErrorKind>) -> &'static str {
    use SelectorParseErrorKind as Kind;
    match &error.kind {
        ParseErrorKind::Basic(BasicParseErrorKind::EndOfInput) => "the selector ends too early",
        ParseErrorKind::Basic(BasicParseErrorKind::TooManyNestedBlocks) => "brackets are nested too deeply",
        ParseErrorKind::Basic(_) => "unexpected text in a selector",
        ParseErrorKind::Custom(kind) => match kind {
            Kind::EmptySelector | Kind::DanglingCombinator => "a selector is missing here",
            Kind::ClassNeedsIdent => "the name of a class is missing after the dot",
            Kind::UnsupportedPseudoClassOrElement => "unknown pseudo-class, or one without meaning in a saved page",
            Kind::PseudoElementExpectedColon | Kind::PseudoElementExpectedIdent | Kind::NoIdentForPseudo => {
                "the name of a pseudo-class is missing after the colon"
            }
            Kind::NoQualifiedNameInAttributeSelector
            | Kind::UnexpectedTokenInAttributeSelector
            | Kind::ExpectedBarInAttr
            | Kind::BadValueInAttr
            | Kind::InvalidQualNameInAttr => "unexpected text in an attribute selector",
            Kind::ExpectedNamespace | Kind::ExplicitNamespaceUnexpectedToken => "namespaces are not supported",
            _ => "unexpected text in a selector",
        },
    }
}
