//! Emits the input of `boundary.py`: the places in pages on one line where a block may end, the
//! evidence around each, and whether a block ends there.
//!
//! `boundaries DIRECTORY`
//!
//! The pages are those whose lines are known: renderings as a browser shows them, and generated
//! texts. Their lines are joined with a space or with nothing. The files hold little-endian numbers,
//! for every place in turn:
//!
//! | file | content |
//! |---|---|
//! | `boundary.bag`, `boundary.count` | hashes of the evidence; their number |
//! | `boundary.places` | document, site, fold, 1 if a block ends there (else 0), weight |

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use anyhow::{Context, Result};
use dehusk::internals::segment::text::boundary::evidence::LineEvidence;
use dehusk::internals::segment::text::boundary::{beginnings, token::tokens};
use dehusk_training::documents::{self, Renderings, Source};
use dehusk_training::random::Random;
use dehusk_training::synth;
use unicode_segmentation::UnicodeSegmentation;

/// Of the places where no block ends, one in this many is emitted, with the weight of all.
const SPARSE: usize = 6;
/// Bytes of a page up to which places are emitted.
const LONGEST: usize = 40_000;

fn main() -> Result<()> {
    let directory = std::env::args().nth(1).context("a directory")?;
    let directory = Path::new(&directory);
    std::fs::create_dir_all(directory)?;
    let create = |name: &str| anyhow::Ok(BufWriter::new(File::create(directory.join(name))?));
    let (mut bag, mut count, mut places) =
        (create("boundary.bag")?, create("boundary.count")?, create("boundary.places")?);
    let mut sites = HashMap::new();
    let shown = documents::text(Renderings::Trained)?
        .filter(|source| !matches!(source, Ok(source) if source.renderer.as_deref() != Some("innertext")));
    let generated = synth::texts()?.map(Ok);
    let mut evidence = Vec::new();
    for (number, source) in shown.chain(generated).enumerate() {
        let source = source?;
        let mut random = Random::of(&source.id, Some("joined"));
        let between = if random.below(5) < 3 { " " } else { "" };
        let next = sites.len() as u32;
        let site = *sites.entry(source.site.clone()).or_insert(next);
        let (line, ends) = joined(&source, between);
        let tokens = tokens(&line);
        let sentences: Vec<usize> = line.split_sentence_bound_indices().map(|(at, _)| at).collect();
        let begins_sentence = beginnings(tokens.iter().map(|token| token.start), &sentences);
        let around = LineEvidence::new(&line, &tokens, &begins_sentence);
        for at in (1..tokens.len()).filter(|&at| !begins_sentence[at]) {
            let is_end = ends.binary_search(&tokens[at].start).is_ok();
            if !is_end && !random.one_in(SPARSE) {
                continue;
            }
            evidence.clear();
            around.evidence(at, &mut evidence);
            for hash in &evidence {
                bag.write_all(&hash.to_le_bytes())?;
            }
            count.write_all(&(evidence.len() as u32).to_le_bytes())?;
            let weight = if is_end { 1 } else { SPARSE as u32 };
            for number in [number as u32, site, u32::from(source.fold), u32::from(is_end), weight] {
                places.write_all(&number.to_le_bytes())?;
            }
        }
    }
    bag.flush()?;
    count.flush()?;
    Ok(places.flush()?)
}

/// Returns the lines or pieces of a page on one line, and where each but the first begins.
fn joined(source: &Source, between: &str) -> (String, Vec<usize>) {
    let pieces: Vec<&str> = if source.spans.is_empty() {
        source.input.lines().collect()
    } else {
        source.spans.iter().map(|span| &source.input[span.range.clone()]).collect()
    };
    let (mut line, mut ends) = (String::new(), Vec::new());
    for piece in pieces.into_iter().map(str::trim).filter(|piece| !piece.is_empty()) {
        if !line.is_empty() {
            line.push_str(between);
            ends.push(line.len());
        }
        line.extend(piece.chars().map(|c| if c == '\n' { ' ' } else { c }));
        if line.len() > LONGEST {
            break;
        }
    }
    (line, ends)
}
