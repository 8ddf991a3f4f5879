//! Emits the data that `headline.py` fits the weights of a text's headline to.
//!
//! `headlines FILE`
//!
//! Writes to FILE a line with a JSON object for every rendering of a page with a title, and for every
//! generated text. It holds
//! the name of the page, its rendering, type and fold; the names of the signs (`about`, on the
//! first line only); the signs of each line that may be the headline (`signs`); and whether each
//! of these lines is the title (`right`: 2 for exactly its words, 1 for most of its words and few
//! others, else 0).

use std::fs::File;
use std::io::{BufWriter, Write};

use anyhow::{Context, Result};
use dehusk::internals::features;
use dehusk::internals::features::learned::Learned;
use dehusk::internals::features::title::text::{Facts, SIGNS};
use dehusk_training::documents::{self, Renderings};
use dehusk_training::labels;
use dehusk_training::synth;

/// Minimum number of words of a title. A single word is the name of a site or section.
const LEAST_WORDS: usize = 2;
/// Minimum share, 0 to 1, of the line's words in the title, and of the title's words in the line,
/// for the line to be most of the title.
const OWN: f32 = 0.8;
const WHOLE: f32 = 0.5;

fn main() -> Result<()> {
    let path = std::env::args().nth(1).context("usage: headlines FILE")?;
    let mut file = BufWriter::new(File::create(path)?);
    let mut about = Some(SIGNS.iter().map(|sign| sign.about).collect::<Vec<_>>());
    let generated = synth::texts()?.chain(synth::flattened_pages()?).map(Ok);
    for source in documents::text(Renderings::Trained)?.chain(generated) {
        let source = source?;
        let title = labels::words(&source.title);
        let Some(page) = documents::segment(&source).filter(|_| title.len() >= LEAST_WORDS) else { continue };
        let features = features::measure(&page, &Learned::default());
        let facts = Facts::of(&page, &features.shapes, &features.overview);
        let (mut signs, mut right) = (Vec::new(), Vec::new());
        for candidate in facts.candidates() {
            signs.push(
                SIGNS.iter().map(|sign| ((sign.measure)(&candidate) * 1000.0).round() / 1000.0).collect::<Vec<f32>>(),
            );
            right.push(likeness(&labels::words(page.text_of(&page.blocks[candidate.at])), &title));
        }
        let record = serde_json::json!({
            "id": source.id, "renderer": source.renderer, "page_type": source.page_type, "fold": source.fold,
            "about": about.take(), "signs": signs, "right": right,
        });
        writeln!(file, "{record}")?;
    }
    Ok(file.flush()?)
}

/// Returns how well the words of a line match the title: 2, 1 or 0.
fn likeness<W: PartialEq>(line: &[W], title: &[W]) -> u8 {
    let shared = line.iter().filter(|word| title.contains(word)).count() as f32;
    if line == title { 2 } else { u8::from(shared >= line.len() as f32 * OWN && shared >= title.len() as f32 * WHOLE) }
}
