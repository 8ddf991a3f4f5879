//! Emits what the trainer needs: the evidence of every line, labels, folds,
//! and the learned word and token weights of every fold.
//!
//! `emit html|text DIRECTORY`
//!
//! Word and token weights are models too, so they must not have seen the pages
//! they are used on. For the fold `k` that is measured on, lines of fold `j`
//! get scores from weights fitted without `j` and `k` (without `k` when the two
//! are the same). The trainer takes column `k` of the scores and has neither
//! leak nor optimism.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use anyhow::{Context, Result, bail};
use dehusk::evidence::learned::{Learned, WORD_BUCKETS};
use dehusk::evidence::shape::Shape;
use dehusk::evidence::{self, LEN, TEXT_LEN};
use dehusk::line::Page;
use dehusk::segment::html::attributes::TOKEN_BUCKETS;
use dehusk_training::documents::{self, FOLDS, Source};
use dehusk_training::labels::{self, Gold};
use dehusk_training::linear::{self, Row, Sum};

/// The learned pieces of evidence, by name.
const SCORES: [&str; 3] = ["word score", "class score", "class score nearby"];

/// Renderings of a page are so alike that training takes some of them only,
/// chosen by turns: one in this many.
const TEXT_SHARE: usize = 2;

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
    let documents = if html { load(documents::html()?)? } else { load(some(documents::text(true)?))? };
    eprintln!("{} documents", documents.len());
    let (words, tokens) = bags(&documents, html);
    eprintln!("{} lines", words.rows.len());
    let learned = LearnedByFold::fit(&words, &tokens, html);
    for fold in 0..=FOLDS {
        learned.of(&[fold]).write(&directory.join(format!("learned-{fold}.bin")))?;
    }
    emit(directory, &documents, &words.rows, &learned, html)
}

/// A segmented and labelled document.
struct Labelled {
    source: Source,
    page: Page,
    labels: Vec<f32>,
}

/// Every [`TEXT_SHARE`]th rendering.
fn some(sources: impl Iterator<Item = Result<Source>>) -> impl Iterator<Item = Result<Source>> {
    // Seven renderings a page: the remainder turns from page to page.
    sources.enumerate().filter(|(i, _)| i % TEXT_SHARE == 0).map(|(_, source)| source)
}

/// Share of the gold's words that a rendering must hold to be trained on.
const HELD: f64 = 0.5;

fn load(sources: impl Iterator<Item = Result<Source>>) -> Result<Vec<Labelled>> {
    let mut documents = Vec::new();
    for source in sources {
        let mut source = source?;
        let Some(page) = documents::segment(&source) else { continue };
        let held = dehusk_training::word_f1::score(&source.input, &source.gold).recall;
        if source.renderer.is_some() && held < HELD {
            continue;
        }
        let labels = Gold::new(&source.gold).label(page.lines.iter().map(|line| page.text_of(line)));
        source.input = String::new();
        documents.push(Labelled { source, page, labels });
    }
    Ok(documents)
}

struct Bags {
    rows: Vec<Row>,
    buckets: Vec<u16>,
}

/// The word and the token buckets of every line.
fn bags(documents: &[Labelled], html: bool) -> (Bags, Bags) {
    let mut words = Bags { rows: Vec::new(), buckets: Vec::new() };
    let mut tokens = Bags { rows: Vec::new(), buckets: Vec::new() };
    for document in documents {
        let page = &document.page;
        for (line, &label) in page.lines.iter().zip(&document.labels) {
            let from = words.buckets.len();
            let shape = Shape::count(page.text_of(line), &mut words.buckets);
            let weight = (shape.words as f32).sqrt().min(6.0);
            let row = Row { bag: from..words.buckets.len(), label, weight, fold: document.source.fold };
            if html {
                let from = tokens.buckets.len();
                let leaf = line.markup.map_or(u32::MAX, |m| m.leaf);
                for element in page.ancestors(leaf) {
                    let range = element.tokens.start as usize..element.tokens.end as usize;
                    tokens.buckets.extend(&page.tokens[range]);
                }
                tokens.rows.push(Row { bag: from..tokens.buckets.len(), ..row.clone() });
            }
            words.rows.push(row);
        }
    }
    (words, tokens)
}

/// Weights fitted without one fold, without two, and with all (fold [`FOLDS`]).
struct LearnedByFold {
    fitted: Vec<(Vec<u8>, Stored)>,
}

/// Learned weights with what it takes to write them.
struct Stored(Learned);

impl LearnedByFold {
    fn fit(words: &Bags, tokens: &Bags, html: bool) -> LearnedByFold {
        let mut sets: Vec<Vec<u8>> = vec![vec![FOLDS]];
        for k in 0..FOLDS {
            sets.push(vec![k]);
            sets.extend((k + 1..FOLDS).map(|j| vec![k, j]));
        }
        let fitted = sets
            .into_iter()
            .map(|left_out| {
                let fitted = linear::fit(&words.rows, &words.buckets, WORD_BUCKETS, Sum::Root, &left_out);
                let (word_weights, word_scale) = linear::quantise(&fitted);
                let mut learned = Learned { words: word_weights, word_scale, ..Learned::default() };
                if html {
                    let buckets = TOKEN_BUCKETS as usize;
                    let fitted = linear::fit(&tokens.rows, &tokens.buckets, buckets, Sum::Plain, &left_out);
                    (learned.tokens, learned.token_scale) = linear::quantise(&fitted);
                }
                eprintln!("fitted word and token weights without {left_out:?}");
                (left_out, Stored(learned))
            })
            .collect();
        LearnedByFold { fitted }
    }

    /// The weights fitted without these folds.
    fn of(&self, left_out: &[u8]) -> &Stored {
        let mut left_out = left_out.to_vec();
        left_out.sort_unstable();
        left_out.dedup();
        let found = self.fitted.iter().find(|(set, _)| *set == left_out);
        &found.expect("every fold and pair was fitted").1
    }
}

impl Stored {
    /// Scale and weights of the words, then of the tokens.
    fn write(&self, path: &Path) -> Result<()> {
        let mut file = BufWriter::new(File::create(path)?);
        for (scale, weights) in [(self.0.word_scale, &self.0.words), (self.0.token_scale, &self.0.tokens)] {
            file.write_all(&scale.to_le_bytes())?;
            file.write_all(&weights.iter().map(|w| w.to_le_bytes()[0]).collect::<Vec<u8>>())?;
        }
        Ok(file.flush()?)
    }
}

fn emit(directory: &Path, documents: &[Labelled], rows: &[Row], learned: &LearnedByFold, html: bool) -> Result<()> {
    let create = |name: &str| -> Result<BufWriter<File>> { Ok(BufWriter::new(File::create(directory.join(name))?)) };
    let width = if html { LEN } else { TEXT_LEN };
    let names: Vec<&str> = evidence::heuristics().take(width).map(|h| h.name).collect();
    let families: Vec<&str> =
        evidence::FAMILIES.iter().flat_map(|(name, family)| family.iter().map(move |_| *name)).take(width).collect();
    let scores: Vec<usize> = SCORES.iter().filter_map(|name| names.iter().position(|n| n == name)).collect();
    let about = serde_json::json!({ "names": names, "families": families, "scores": scores, "lines": rows.len() });
    writeln!(create("about.json")?, "{about}")?;
    let mut evidence_file = create("evidence.f32")?;
    let mut score_file = create("scores.f32")?;
    let mut line_file = create("lines.f32")?;
    let mut document_file = create("documents.jsonl")?;
    let mut at = 0;
    for (number, document) in documents.iter().enumerate() {
        let source = &document.source;
        let own = source.fold;
        let gold = labels::words(&source.gold).len();
        let record = serde_json::json!({
            "id": source.id, "page_type": source.page_type, "renderer": source.renderer, "fold": own, "gold": gold,
        });
        writeln!(document_file, "{record}")?;
        let measured: Vec<_> =
            (0..FOLDS).map(|k| evidence::measure(&document.page, &learned.of(&[own, k]).0)).collect();
        for i in 0..document.page.lines.len() {
            write_floats(&mut evidence_file, measured[own as usize].evidence.of(i))?;
            for by_fold in &measured {
                let vector = by_fold.evidence.of(i);
                write_floats(&mut score_file, &scores.iter().map(|&s| vector[s]).collect::<Vec<_>>())?;
            }
            let words = measured[0].shapes[i].words as f32;
            write_floats(&mut line_file, &[number as f32, f32::from(own), document.labels[i], words])?;
            at += 1;
        }
    }
    anyhow::ensure!(at == rows.len(), "lines and rows differ");
    for mut file in [evidence_file, score_file, line_file, document_file] {
        file.flush()?;
    }
    Ok(())
}

fn write_floats(file: &mut impl Write, values: &[f32]) -> Result<()> {
    for value in values {
        file.write_all(&value.to_le_bytes())?;
    }
    Ok(())
}
