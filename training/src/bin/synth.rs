//! Writes generated pages to read.
//!
//! `synth DIRECTORY [N]` writes N pages (40 by default) as `ID.html`, with the gold text beside
//! them as `ID.gold.txt`, the comments as `ID.comments.txt` and the labelled blocks as
//! `ID.blocks.txt`. It also writes N articles with residue and N flattened pages as `ID.txt`.

use std::path::Path;

use anyhow::{Context, Result};
use dehusk_training::documents::{self, Source};
use dehusk_training::synth::marks::labels;
use dehusk_training::synth::{self, Generator};

/// Number of pages by default.
const PAGES: usize = 40;

fn main() -> Result<()> {
    let mut args = std::env::args().skip(1);
    let directory = args.next().context("usage: synth DIRECTORY [N]")?;
    let count = args.next().map_or(Ok(PAGES), |count| count.parse())?;
    let directory = Path::new(&directory);
    std::fs::create_dir_all(directory)?;
    let generator = Generator::read()?;
    for at in 0..count {
        write(directory, &generator.page(at))?;
    }
    for source in synth::texts()?.take(count).chain(synth::flattened_pages()?.take(count)) {
        write(directory, &source)?;
    }
    Ok(())
}

/// Writes a document and what is known about it.
fn write(directory: &Path, source: &Source) -> Result<()> {
    let document = documents::segment(source).context("a document is not segmented")?;
    let blocks: String = document
        .blocks
        .iter()
        .zip(labels(&document, &source.spans))
        .map(|(block, label)| {
            let sign = match label {
                Some(label) if label > 0.5 => '#',
                Some(_) => ' ',
                None => '?',
            };
            format!("{sign} {}\n", document.text_of(block).replace('\n', " "))
        })
        .collect();
    let name = match &source.renderer {
        Some(form) => format!("{}-{form}", source.id),
        None => source.id.clone(),
    };
    let write = |ending: &str, text: &str| std::fs::write(directory.join(format!("{name}.{ending}")), text);
    write(if source.renderer.is_none() { "html" } else { "txt" }, &source.input)?;
    write("gold.txt", &source.gold)?;
    write("comments.txt", &source.comments)?;
    Ok(write("blocks.txt", &blocks)?)
}
