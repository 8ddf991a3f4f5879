//! Writes generated pages to read.
//!
//! `synth DIRECTORY [N]` writes N pages (40 by default) as `ID.html`, with the gold text beside
//! them as `ID.gold.txt`, the comments as `ID.comments.txt` and the labelled blocks as
//! `ID.blocks.txt`.

use std::path::Path;

use anyhow::{Context, Result};
use dehusk_training::documents;
use dehusk_training::synth::Generator;
use dehusk_training::synth::marks::labels;

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
        let source = generator.page(at);
        let document = documents::segment(&source).context("a page is not segmented")?;
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
        let write = |ending: &str, text: &str| std::fs::write(directory.join(format!("{}.{ending}", source.id)), text);
        write("html", &source.input)?;
        write("gold.txt", &source.gold)?;
        write("comments.txt", &source.comments)?;
        write("blocks.txt", &blocks)?;
    }
    Ok(())
}
