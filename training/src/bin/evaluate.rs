//! Measures the cross-validated word F1 of every set. Each page is cleaned, from bytes to article,
//! by the model that has not seen its site.
//!
//! `evaluate html|text DIRECTORY [OPTIONS]`
//!
//! DIRECTORY holds the `fold-*.model` files, as in `training/folds/html` and
//! `training/folds/text`.
//!
//! | option | effect |
//! |---|---|
//! | `--worst N` | lists the N pages with the lowest F1 |
//! | `--keep precise\|everything` | measures at this operating point |
//! | `--as foreign` | scores all pages as if they were in an unknown language |
//! | `--without RULE` | leaves out a selection rule |
//! | `--only generated` | measures the generated pages or texts only |
//!
//! Also prints the decisions of each rule, and the number of torn and orphaned groups.

use std::path::Path;

use anyhow::{Result, bail};
use dehusk::internals::Options;
use dehusk::internals::model::Models;
use dehusk::internals::select;
use dehusk::{Input, Keep, Verdict};
use dehusk_training::cleaned::cleaned;
use dehusk_training::corpus::{self, WCXB};
use dehusk_training::decisions::{self, Decisions};
use dehusk_training::documents::{self, FOLDS, Renderings, Source};
use dehusk_training::exact::{Exact, ExactTable};
use dehusk_training::folds;
use dehusk_training::labels::Gold;
use dehusk_training::lengthened::{Shape, Stories};
use dehusk_training::synth;
use dehusk_training::word_f1::{Counts, Table, normalised, score};

const USAGE: &str = "usage: evaluate html|text DIRECTORY [--worst N] [--keep precise|everything] [--as foreign] [--without RULE] [--only generated]";

/// Number of words of the long documents that must be kept whole, and the number of the first of
/// their articles, from the fold that the model has not seen.
const LONG: [usize; 3] = [6_000, 14_000, 30_000];
const BEGINNING: usize = 7;

/// F1 below which a document is bad, and above which it is good.
const BAD: f64 = 0.6;
const GOOD: f64 = 0.9;
/// The confidences that the table of verdicts looks at.
const DOUBTS: [f32; 6] = [0.6, 0.7, 0.75, 0.8, 0.85, 0.9];

/// Number of steps of the reliability table.
const STEPS: usize = 10;

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [mode, directory, rest @ ..] = args.as_slice() else { bail!(USAGE) };
    let (mut worst, mut keep, mut as_if_foreign, mut without) = (0, Keep::Balanced, false, None);
    let mut corpus_too = true;
    for option in rest.chunks(2) {
        match option {
            [name, n] if name == "--worst" => worst = n.parse()?,
            [name, how] if name == "--keep" && how == "precise" => keep = Keep::Precise,
            [name, how] if name == "--keep" && how == "everything" => keep = Keep::Everything,
            [name, rule] if name == "--without" && select::parts().any(|part| part == rule) => {
                without = Some(rule.clone());
            }
            [name, what] if name == "--as" && what == "foreign" => as_if_foreign = true,
            [name, what] if name == "--only" && what == "generated" => corpus_too = false,
            _ => bail!(USAGE),
        }
    }
    let html = mode == "html";
    let models = folds::read(Path::new(directory), html, as_if_foreign)?;
    let from = if html { Input::Html } else { Input::Text };
    let options = Options { title: false, input: from, keep, without, ..Options::default() };
    if !corpus_too {
        return print_generated(html, &options, &models);
    }
    let mut table = Table::default();
    let mut clean_texts = Table::default();
    let mut decisions = Decisions::default();
    let mut pages = Vec::new();
    let mut verdicts = Vec::new();
    let mut steps = vec![(0usize, 0.0f64, 0.0f64); STEPS];
    for source in documents::of_mode(html, Renderings::Measured)? {
        let source = source?;
        let model = &models[source.fold as usize];
        let (summary, windows) = dehusk::internals::collect(source.input.as_bytes(), &options, model)?;
        let gold = Gold::new(&source.gold, &source.not_content);
        windows.iter().for_each(|window| decisions.add(window, &gold));
        let s = score(&decisions::article(&windows, &options)?, &source.gold);
        table.add(&source.groups().iter().map(String::as_str).collect::<Vec<_>>(), s);
        let step = &mut steps[((f64::from(summary.confidence) * STEPS as f64) as usize).min(STEPS - 1)];
        *step = (step.0 + 1, step.1 + f64::from(summary.confidence), step.2 + s.f1);
        if let Some(clean) = cleaned(&source).filter(|clean| clean.set == WCXB) {
            let options = Options { title: true, ..options.clone() };
            let document = dehusk::internals::clean(clean.input.as_bytes(), &options, &models[clean.fold as usize])?;
            let kind = format!("type {}", source.page_type);
            clean_texts.add(&["all", &kind], score(&document.text, &clean.gold));
        }
        verdicts.push((s.f1, summary.verdict != Verdict::Ok, summary.confidence));
        pages.push((s, source.id, source.page_type, source.renderer.unwrap_or_default()));
    }
    if html {
        for snippets in documents::snippets()? {
            let (page, fold) = snippets?;
            let document = dehusk::internals::clean(page.html.as_bytes(), &options, &models[usize::from(fold)])?;
            table.add_counts("set snippets", found(&document.text, &page));
        }
    }
    table.print();
    decisions.print();
    println!("mean of sets  {:.4}", table.mean_of("set "));
    print_generated(html, &options, &models)?;
    println!("\nconfidence  documents  mean confidence  mean F1");
    for (i, (n, confidence, f1)) in steps.iter().enumerate() {
        let mean = |sum: &f64| sum / (*n).max(1) as f64;
        println!(
            "{:.1}–{:.1} {n:13} {:15.3} {:9.3}",
            i as f64 / 10.0,
            (i + 1) as f64 / 10.0,
            mean(confidence),
            mean(f1)
        );
    }
    print_verdicts(&verdicts);
    println!("\ntexts that are clean already; what counts is R");
    clean_texts.print();
    print_long_prose(html, &options, &models)?;
    pages.sort_by(|a, b| a.0.f1.total_cmp(&b.0.f1));
    for (s, id, kind, renderer) in pages.iter().take(worst) {
        println!("{id} {kind} {renderer} F1 {:.3} P {:.3} R {:.3}", s.f1, s.precision, s.recall);
    }
    Ok(())
}

/// Prints the scores of generated pages by family, or of generated texts by form.
fn print_generated(html: bool, options: &Options, models: &[Models]) -> Result<()> {
    let (mut pages, mut texts) = (Table::default(), ExactTable::default());
    let cleaned =
        |source: &Source| dehusk::internals::clean(source.input.as_bytes(), options, &models[usize::from(source.fold)]);
    if html {
        println!("\ngenerated pages, by family");
        for source in synth::pages()? {
            pages.add(&["set synth", &source.site], score(&cleaned(&source)?.text, &source.gold));
        }
    } else {
        println!("\ngenerated texts, by form");
        for source in synth::texts()?.chain(synth::flattened_pages()?) {
            let score = Exact::of(&cleaned(&source)?.text, &source.input, &source.spans);
            let (sort, form) = (synth::sort_of(&source), source.renderer.as_deref().unwrap_or_default());
            texts.add(sort, score);
            texts.add(&format!("{sort}, {form}"), score);
        }
    }
    pages.print();
    texts.print();
    Ok(())
}

/// Prints the shares of bad and of good documents that are in doubt or empty, given the F1 of each,
/// whether its verdict says so, and its confidence; also if a lower confidence were doubt.
fn print_verdicts(documents: &[(f64, bool, f32)]) {
    let share = |is_one: &dyn Fn(f64) -> bool, is_flagged: &dyn Fn(bool, f32) -> bool| {
        let these = || documents.iter().filter(|(f1, ..)| is_one(*f1));
        let flagged = these().filter(|&&(_, verdict, confidence)| is_flagged(verdict, confidence)).count();
        flagged as f64 / these().count().max(1) as f64
    };
    let print = |name: &str, is_flagged: &dyn Fn(bool, f32) -> bool| {
        let (bad, good) = (share(&|f1| f1 < BAD, is_flagged), share(&|f1| f1 > GOOD, is_flagged));
        println!("{name:24} {bad:13.3} {good:14.3}");
    };
    println!("\nin doubt or empty        of F1 < {BAD}   of F1 > {GOOD}");
    print("the verdict", &|verdict, _| verdict);
    for least in DOUBTS {
        print(&format!("or confidence < {least}"), &|verdict, confidence| verdict || confidence < least);
    }
}

/// Counts the wanted and unwanted snippets of a page in its output.
fn found(text: &str, page: &corpus::Page) -> Counts {
    let text = normalised(text);
    let count = |snippets: &[String]| snippets.iter().filter(|snippet| text.contains(&normalised(snippet))).count();
    Counts { hits: count(&page.with), wanted: page.with.len(), unwanted: count(&page.without) }
}

/// Prints the share that is kept of documents that consist of articles only.
fn print_long_prose(html: bool, options: &Options, models: &[Models]) -> Result<()> {
    println!("\nlong prose: articles put together, share of their words that is kept");
    let stories = Stories::read()?;
    for words in LONG {
        for &shape in Shape::all(html) {
            let kept = |fold: u8| -> Result<f64> {
                let source = stories.alone(fold, BEGINNING, words, shape);
                let document = dehusk::internals::clean(source.input.as_bytes(), options, &models[usize::from(fold)])?;
                Ok(score(&document.text, &source.gold).recall)
            };
            let shares: Vec<f64> = (0..FOLDS).map(kept).collect::<Result<_>>()?;
            let least = shares.iter().copied().fold(1.0, f64::min);
            let mean = shares.iter().sum::<f64>() / shares.len() as f64;
            let shape = format!("{shape:?}").to_lowercase();
            println!("{words:6} words {shape:8} mean {mean:.3}, least of five {least:.3}");
        }
    }
    Ok(())
}
