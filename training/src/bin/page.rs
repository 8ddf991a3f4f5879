//! Explains pages block by block, to find out why a page fares badly. Each page is scored by the
//! model that has not seen its site.
//!
//! `page html|text DIRECTORY ID...`
//!
//! DIRECTORY holds the `fold-*.model` files, as for `evaluate`. The output is that of `--explain`,
//! with `#` before each block that is in the gold text.

use std::path::Path;

use anyhow::{Result, bail};
use dehusk::Input;
use dehusk::internals::{Options, View};
use dehusk_training::documents::{self, Renderings};
use dehusk_training::folds;
use dehusk_training::labels::Gold;
use dehusk_training::word_f1::score;

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [mode, directory, ids @ ..] = args.as_slice() else { bail!("usage: page html|text DIRECTORY ID...") };
    let html = mode == "html";
    let models = folds::read(Path::new(directory), html, false)?;
    let options = Options { title: false, input: if html { Input::Html } else { Input::Text }, ..Options::default() };
    let explained = Options { view: View::Explain, ..options.clone() };
    for source in documents::of_mode(html, Renderings::Measured)? {
        let source = source?;
        if !ids.contains(&source.id) {
            continue;
        }
        let models = &models[usize::from(source.fold)];
        let cleaned = dehusk::internals::clean(source.input.as_bytes(), &options, models)?;
        let s = score(&cleaned.text, &source.gold);
        let renderer = source.renderer.as_deref().unwrap_or_default();
        println!("== {} {} {renderer} fold {}", source.id, source.page_type, source.fold);
        println!("F1 {:.3} P {:.3} R {:.3} confidence {:.2}", s.f1, s.precision, s.recall, cleaned.summary.confidence);
        let Some(page) = documents::segment(&source) else { continue };
        let labels =
            Gold::new(&source.gold, &source.not_content).label(page.blocks.iter().map(|line| page.text_of(line)));
        let rows = dehusk::internals::clean(source.input.as_bytes(), &explained, models)?.text;
        let mut labels = labels.into_iter();
        for row in rows.lines() {
            // The rows below a block are indented. The first row is about the page.
            let label = if row.starts_with(['+', '-', '=']) { labels.next() } else { None };
            println!("{} {row}", if label.is_some_and(|label| label > 0.0) { '#' } else { ' ' });
        }
    }
    Ok(())
}
