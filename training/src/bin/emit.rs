//! Emits the input of the trainer: the features, label and fold of every block, and the words and
//! tokens that the learned features are trained on.
//!
//! `emit html|text DIRECTORY`
//!
//! The files hold little-endian numbers, for every block in turn:
//!
//! | file | content |
//! |---|---|
//! | `features.f32` | the feature vector; learned features are 0 |
//! | `lines.f32` | document, fold, label, number of words (0 if the block is no example), 1 if the learned words know the language of the page |
//! | `lines.template` | the number of its template, HTML only: blocks with the same tags, classes and ids from the root down have the same template |
//! | `words.bag`, `words.count` | hashes of its words; their number |
//! | `interface.bag`, `interface.count` | hashes of its words, and of successive characters of scripts without spaces, text only; their number |
//! | `heading.line` | the index of the block that is the heading above it; -1 without a heading |
//! | `tokens.bag`, `tokens.count`, `tokens.far` | hashes of the different tags, classes and ids around it, HTML only; their number; the number of those, at the beginning, that are above the second wider ancestor |
//!
//! `documents.jsonl` describes the documents. `about.json` names the features and their families.

use std::collections::HashSet;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use anyhow::{Context, Result, bail};
use dehusk::internals::document::Document;
use dehusk::internals::features::layout::NEAR;
use dehusk::internals::features::learned::Learned;
use dehusk::internals::features::shape::{Shape, Words};
use dehusk::internals::features::{self, LEN, TEXT_LEN};
use dehusk_training::cleaned::cleaned;
use dehusk_training::documents::{self, Renderings, Source};
use dehusk_training::labels::{self, Gold};
use dehusk_training::lengthened::Stories;
use dehusk_training::synth;

fn main() -> Result<()> {
    let mut args = std::env::args().skip(1);
    let (mode, directory) = (args.next().context("html or text")?, args.next().context("a directory")?);
    let directory = Path::new(&directory);
    std::fs::create_dir_all(directory)?;
    let html = match mode.as_str() {
        "html" => true,
        "text" => false,
        _ => bail!("html or text, not {mode}"),
    };
    let stories = Stories::read()?;
    let mut documents = if html {
        load(documents::html()?, &stories, html)?
    } else {
        load(documents::text(Renderings::Trained)?, &stories, html)?
    };
    documents.extend(stories.all_alone(html).filter_map(labelled));
    if html {
        documents.extend(synth::pages()?.filter_map(labelled));
    } else {
        documents.extend(synth::texts()?.chain(synth::flattened_pages()?).filter_map(labelled));
    }
    eprintln!("{} documents", documents.len());
    emit(directory, &documents, html)
}

/// A segmented and labelled document.
struct Labelled {
    source: Source,
    page: Document,
    /// 1 for content, 0 for boilerplate, `None` for blocks that are no example.
    labels: Vec<Option<f32>>,
}

/// Minimum share of the gold text's words, 0 to 1, in a rendering to train on.
const HELD: f64 = 0.5;

fn load(sources: impl Iterator<Item = Result<Source>>, stories: &Stories, html: bool) -> Result<Vec<Labelled>> {
    let (mut documents, mut made) = (Vec::new(), Vec::new());
    for source in sources {
        let source = source?;
        let held = dehusk_training::word_f1::score(&source.input, &source.gold).recall;
        if source.renderer.is_some() && held < HELD {
            continue;
        }
        made.extend(stories.lengthened(&source).and_then(labelled));
        // A title above a clean text would count as content.
        let clean = cleaned(&source).filter(|clean| !html && clean.gold == source.gold);
        made.extend(clean.and_then(labelled));
        documents.extend(labelled(source));
    }
    documents.append(&mut made);
    Ok(documents)
}

/// Segments and labels a document; `None` for a text longer than one window.
fn labelled(source: Source) -> Option<Labelled> {
    let page = documents::segment(&source)?;
    let labels = if source.spans.is_empty() {
        let gold = Gold::new(&source.gold, &source.not_content);
        gold.label(page.blocks.iter().map(|line| page.text_of(line))).into_iter().map(Some).collect()
    } else {
        synth::marks::labels(&page, &source.spans)
    };
    Some(Labelled { source: Source { input: String::new(), spans: Vec::new(), ..source }, page, labels })
}

/// Writes a file of numbers.
struct Column(BufWriter<File>);

impl Column {
    fn create(directory: &Path, name: &str) -> Result<Column> {
        Ok(Column(BufWriter::new(File::create(directory.join(name))?)))
    }

    fn floats(&mut self, values: &[f32]) -> Result<()> {
        values.iter().try_for_each(|value| Ok(self.0.write_all(&value.to_le_bytes())?))
    }

    fn ints(&mut self, values: &[u32]) -> Result<()> {
        values.iter().try_for_each(|value| Ok(self.0.write_all(&value.to_le_bytes())?))
    }
}

fn emit(directory: &Path, documents: &[Labelled], html: bool) -> Result<()> {
    let width = if html { LEN } else { TEXT_LEN };
    let names: Vec<&str> = features::features().take(width).map(|h| h.name).collect();
    let families: Vec<&str> = features::FAMILIES
        .iter()
        .flat_map(|(name, family)| family.features.iter().map(move |_| *name))
        .take(width)
        .collect();
    let about = serde_json::json!({ "names": names, "families": families });
    std::fs::write(directory.join("about.json"), about.to_string())?;
    let mut feature_file = Column::create(directory, "features.f32")?;
    let mut line_file = Column::create(directory, "lines.f32")?;
    let mut template_file = Column::create(directory, "lines.template")?;
    let mut word_bag = Column::create(directory, "words.bag")?;
    let mut word_count = Column::create(directory, "words.count")?;
    let mut interface_bag = Column::create(directory, "interface.bag")?;
    let mut interface_count = Column::create(directory, "interface.count")?;
    let mut heading_file = Column::create(directory, "heading.line")?;
    let mut token_bag = Column::create(directory, "tokens.bag")?;
    let mut token_count = Column::create(directory, "tokens.count")?;
    let mut token_far = Column::create(directory, "tokens.far")?;
    let mut document_file = BufWriter::new(File::create(directory.join("documents.jsonl"))?);
    let mut lines = 0u32;
    for (number, document) in documents.iter().enumerate() {
        let (source, page) = (&document.source, &document.page);
        let record = serde_json::json!({
            "id": source.id, "set": source.set, "page_type": source.page_type, "renderer": source.renderer, "site": source.site,
            "made": source.made,
        });
        writeln!(document_file, "{record}")?;
        let features = features::measure(page, &Learned::default());
        template_file.ints(features.layout.templates())?;
        let mut heading = u32::MAX;
        for (i, line) in page.blocks.iter().enumerate() {
            feature_file.floats(features.matrix.of(i))?;
            let text = page.text_of(line);
            // A block of no words has no weight in training.
            let count = document.labels[i].map_or(0.0, |_| labels::words(text).len() as f32);
            let known = f32::from(u8::from(features.overview.known_language));
            let label = document.labels[i].unwrap_or(0.0);
            line_file.floats(&[number as f32, f32::from(source.fold), label, count, known])?;
            let mut words = Vec::new();
            Shape::count(text, &mut words);
            word_bag.ints(&words)?;
            word_count.ints(&[words.len() as u32])?;
            if !html {
                let mut words = WordsAndCharacters::default();
                Shape::count(text, &mut words);
                interface_bag.ints(&words.0)?;
                interface_count.ints(&[words.0.len() as u32])?;
            }
            let Some(markup) = line.markup.filter(|_| html) else { continue };
            let is_heading = markup.heading > 0;
            if is_heading {
                heading = lines + i as u32;
            }
            heading_file.ints(&[if is_heading { u32::MAX } else { heading }])?;
            let far = features.layout.wider(markup.element, NEAR);
            let (tokens, far) = tokens(page, markup.leaf, far);
            token_bag.ints(&tokens)?;
            token_count.ints(&[tokens.len() as u32])?;
            token_far.ints(&[far as u32])?;
        }
        lines += page.blocks.len() as u32;
    }
    for mut file in [
        feature_file,
        line_file,
        template_file,
        word_bag,
        word_count,
        interface_bag,
        interface_count,
        heading_file,
        token_bag,
        token_count,
        token_far,
    ] {
        file.0.flush()?;
    }
    Ok(document_file.flush()?)
}

/// Hashes of the words of a block and of successive characters of scripts without spaces.
#[derive(Default)]
struct WordsAndCharacters(Vec<u32>);

impl Words for WordsAndCharacters {
    fn word(&mut self, hash: u32) {
        self.0.push(hash);
    }

    fn characters(&mut self, hash: u32) {
        self.0.push(hash);
    }
}

/// Returns the different tokens from the root down to an element, and the number of those that are
/// at `far` or above it.
fn tokens(page: &Document, leaf: u32, far: u32) -> (Vec<u32>, usize) {
    let mut seen = HashSet::new();
    let mut tokens = Vec::new();
    let mut take = |from: u32| {
        for element in page.ancestors(from) {
            let own = &page.tokens[element.tokens.start as usize..element.tokens.end as usize];
            tokens.extend(own.iter().filter(|token| seen.insert(**token)));
        }
        tokens.len()
    };
    let above = take(far);
    take(leaf);
    (tokens, above)
}
