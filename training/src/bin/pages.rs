//! Emits the input of `kind.py`: what the regression for the kind of a page reads, and the kind.
//!
//! `pages DIRECTORY OUTPUT`
//!
//! DIRECTORY holds the `fold-*.model` files, which score each page without having seen its site.
//! OUTPUT is a directory for `pages.f32`, little-endian numbers of one page after the other, and
//! `pages.jsonl`, which describes the pages.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use anyhow::{Result, bail};
use dehusk::internals::model::kind::inputs;
use dehusk::internals::{features, model};
use dehusk_training::{documents, folds, synth};

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [models, output] = args.as_slice() else { bail!("usage: pages DIRECTORY OUTPUT") };
    let models = folds::read(Path::new(models), true, false)?;
    std::fs::create_dir_all(output)?;
    let mut numbers = BufWriter::new(File::create(Path::new(output).join("pages.f32"))?);
    let mut descriptions = BufWriter::new(File::create(Path::new(output).join("pages.jsonl"))?);
    for source in documents::html()?.chain(synth::pages()?.map(Ok)) {
        let source = source?;
        let Some(document) = documents::segment(&source) else { continue };
        let model = models[usize::from(source.fold)].of(true);
        let features = features::measure(&document, &model.learned);
        let p = model::score(&features, model);
        for number in inputs(&features, &p) {
            numbers.write_all(&number.to_le_bytes())?;
        }
        let description = serde_json::json!({ "set": source.set, "page_type": source.page_type, "fold": source.fold });
        writeln!(descriptions, "{description}")?;
    }
    numbers.flush()?;
    Ok(descriptions.flush()?)
}
