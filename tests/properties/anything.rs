//! Any bytes, with any settings, give a document or a typed error, and cause no panic.

use dehusk::internals::{Options, Parser, View};
use dehusk::{Error, Input, Keep, OnDoubt};
use proptest::prelude::*;

/// Pieces of input that parsers may stumble over, to be concatenated.
const SCRAPS: &[&str] = &[
    "<",
    ">",
    "</",
    "/>",
    "<!--",
    "-->",
    "<!",
    "<?",
    "<![CDATA[",
    "]]>",
    "&",
    "&#",
    "&#x110000;",
    "&amp",
    "&notin",
    "=",
    "\"",
    "'",
    "<p>",
    "</p>",
    "<b>",
    "</b>",
    "<table>",
    "<tr>",
    "<td>",
    "</table>",
    "<select>",
    "<option>",
    "<svg>",
    "<math>",
    "<title>",
    "</title>",
    "<script>",
    "</script>",
    "<style>",
    "<template>",
    "</template>",
    "<pre>\n",
    "<textarea>",
    "<plaintext>",
    "<noscript>",
    "<frameset>",
    "<body",
    "</body>",
    "<a href=",
    "<li>",
    "<ul>",
    "<h1>",
    "</h1>",
    "<dialog hidden>",
    "<meta charset=utf-16>",
    "<img alt='x y'>",
    "\0",
    "\u{feff}",
    "\u{200b}",
    "\u{85}",
    "\r\n",
    "\n\n",
    "\t",
    " ",
    "Share ",
    "icon fbicon tgicon ",
    "keyboard_arrow_down",
    "The mill ground flour again. ",
    "水车又转了。",
    "טחנה ",
    "2026-03-02",
    "|",
    "»",
    "a",
    "Z",
];

fn scraps() -> impl Strategy<Value = Vec<u8>> {
    let scrap = prop_oneof![
        8 => proptest::sample::select(SCRAPS).prop_map(|s| s.as_bytes().to_vec()),
        1 => proptest::collection::vec(any::<u8>(), 1..8),
    ];
    proptest::collection::vec(scrap, 0..200).prop_map(|scraps| scraps.concat())
}

fn settings() -> impl Strategy<Value = Options> {
    let from = proptest::sample::select(&[Input::Auto, Input::Html, Input::Text][..]);
    let keep = proptest::sample::select(&[Keep::Precise, Keep::Balanced, Keep::Everything][..]);
    let on_doubt = proptest::sample::select(&[OnDoubt::Keep, OnDoubt::All, OnDoubt::Fail][..]);
    let view = proptest::sample::select(&[View::Article, View::Dropped, View::Explain][..]);
    let parser = proptest::sample::select(&[Parser::Stream, Parser::Tree][..]);
    (from, keep, on_doubt, view, parser, any::<bool>()).prop_map(|(from, keep, on_doubt, view, parser, title)| {
        Options { input: from, keep, on_doubt, view, parser, title, ..Options::default() }
    })
}

fn check(bytes: &[u8], options: &Options) -> Result<(), TestCaseError> {
    match dehusk::internals::clean(bytes, options, &dehusk::internals::Models::BUILT_IN) {
        Ok(document) => {
            prop_assert!((0.0..=1.0).contains(&document.summary.confidence), "{}", document.summary.confidence);
            prop_assert!(document.summary.kept_blocks <= document.summary.total_blocks);
        }
        Err(Error::NotText(_)) => prop_assert_eq!(options.input, Input::Auto),
        Err(error) => return Err(TestCaseError::fail(error.to_string())),
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn any_bytes_give_a_document_or_an_error(bytes in proptest::collection::vec(any::<u8>(), 0..2000), options in settings()) {
        check(&bytes, &options)?;
    }

    #[test]
    fn any_markup_gives_a_document_or_an_error(bytes in scraps(), options in settings()) {
        check(&bytes, &options)?;
    }
}
