//! The output does not depend on how the input is split into chunks.

use std::io::{self, Read};

use dehusk::Input;
use dehusk::internals::{Options, View};
use proptest::prelude::*;

use crate::fixtures;

/// Reads bytes in chunks of the given lengths, over and over. A length of 0 stands for an
/// interrupted read.
struct Chunks<'a> {
    bytes: &'a [u8],
    lengths: std::iter::Cycle<std::slice::Iter<'a, usize>>,
}

impl Read for Chunks<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let length = *self.lengths.next().expect("a cycle does not end");
        if length == 0 {
            return Err(io::ErrorKind::Interrupted.into());
        }
        let n = length.min(out.len()).min(self.bytes.len());
        let (chunk, rest) = self.bytes.split_at(n);
        out[..n].copy_from_slice(chunk);
        self.bytes = rest;
        Ok(n)
    }
}

fn run(source: impl Read, options: &Options) -> (Vec<u8>, dehusk::Summary) {
    let mut out = Vec::new();
    let (document, _) =
        dehusk::internals::stream(source, &mut out, options, &dehusk::internals::Models::BUILT_IN, None)
            .expect("HTML or text");
    (out, document)
}

fn same(bytes: &[u8], lengths: &[usize], options: &Options) -> Result<(), TestCaseError> {
    let whole = run(bytes, options);
    let cut = run(Chunks { bytes, lengths: lengths.iter().cycle() }, options);
    prop_assert!(whole == cut, "{} and {} bytes came out", whole.0.len(), cut.0.len());
    Ok(())
}

/// Generates lengths. At least one of them is not 0.
fn lengths(most: usize) -> impl Strategy<Value = Vec<usize>> {
    (1..most, proptest::collection::vec(0..most, 0..5)).prop_map(|(first, mut rest)| {
        rest.push(first);
        rest
    })
}

/// Returns a text of several windows. Chunks may end inside a character. The kind of lines changes
/// every 20,000 bytes, so that the decisions depend on which lines are in the same window.
fn long_text() -> String {
    const LINES: [&str; 7] = [
        "In 1871 the mïller wrote that the river had risen by three feet, and that no flour was ground until spring.",
        "Home | News | Letters | Log in",
        "Flour and water",
        "Mill no. 4, by the river",
        "The mïller wrote that the river had risen, and no flour was ground.",
        "Share this",
        "12.04.1871, 14:30",
    ];
    let mut text = String::new();
    let mut state = 1u64;
    while text.len() < 2_300_000 {
        // A linear congruential generator. Only its high bits are random enough.
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let page = text.len() / 20_000;
        let line = LINES[(state >> 33) as usize % (2 + page % 6)];
        text += &format!("{line} {}\n", state >> 60);
        if state >> 62 == 0 {
            text.push('\n');
        }
    }
    text
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn short_documents_do_not_depend_on_chunks(lengths in lengths(64)) {
        for (_, bytes) in fixtures().into_iter().step_by(7) {
            same(&bytes, &lengths, &Options::default())?;
        }
    }
}

#[test]
fn long_texts_do_not_depend_on_chunks() -> Result<(), TestCaseError> {
    let text = long_text();
    let (legacy, _, _) = encoding_rs::WINDOWS_1252.encode(&text);
    // An explanation shows every score, not only the decisions.
    for (bytes, view) in [(text.as_bytes(), View::Explain), (&*legacy, View::Article)] {
        let options = Options { input: Input::Text, view, ..Options::default() };
        same(bytes, &[7001, 0, 50_021], &options)?;
    }
    Ok(())
}
