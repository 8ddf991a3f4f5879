//! Measures the effect of `--learn-site` on word F1 on the corpus, and its cost.
//!
//! `cargo bench -p dehusk-benches --bench site -- html|text [DIRECTORY]`
//!
//! Reads the corpus twice, as the command does. Prints precision, recall and F1 without and with
//! the learnt sites, for each site of at least five pages and for all of them. Also prints how
//! many pages of smaller sites changed, which must be 0.
//!
//! DIRECTORY holds the `fold-*.model` files of `training/train.py`, and the figures are
//! out-of-fold. Without it, the figures are for the built-in models, which were trained on these
//! pages.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use dehusk::Input;
use dehusk::internals::Options;
use dehusk::internals::features::{LEN, TEXT_LEN};
use dehusk::internals::model::{Model, Models};
use dehusk::internals::site::{Known, PageOrigin, Sites};
use dehusk_training::corpus;
use dehusk_training::documents::{self, FOLDS, Renderings, Source};
use dehusk_training::word_f1::{Score, score};

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    if corpus::is_missing() {
        return Ok(());
    }
    let (html, directory) = match args.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] | ["html"] => (true, None),
        ["text"] => (false, None),
        [mode @ ("html" | "text"), directory] => (mode == "html", Some(directory)),
        _ => bail!("usage: cargo bench -p dehusk-benches --bench site -- html|text [DIRECTORY]"),
    };
    let models = (0..FOLDS).map(|fold| models(directory, fold, html)).collect::<Result<Vec<_>>>()?;
    let options = Options { title: false, input: if html { Input::Html } else { Input::Text }, ..Options::default() };
    let (sites, learning) = learn(html, &options)?;
    let mut effect = Effect::default();
    for source in documents::of_mode(html, Renderings::Benchmark)? {
        effect.page(&source?, &sites, &options, &models)?;
    }
    effect.print(learning);
    Ok(())
}

/// Returns the models for a fold.
fn models(directory: Option<&str>, fold: u8, html: bool) -> Result<Models> {
    let Some(directory) = directory else { return Ok(Models::BUILT_IN) };
    let path = Path::new(directory).join(format!("fold-{fold}.model"));
    let bytes = std::fs::read(&path).with_context(|| path.display().to_string())?;
    let model = Some(Model::read(&bytes, if html { LEN } else { TEXT_LEN })?);
    Ok(if html { Models { html: model, ..Models::BUILT_IN } } else { Models { text: model, ..Models::BUILT_IN } })
}

/// Returns the address of a page. Each rendering is a site of its own.
fn address(source: &Source) -> String {
    let renderer = source.renderer.as_ref().map(|name| format!("{name}.")).unwrap_or_default();
    format!("https://{renderer}{}/{}", source.site, source.id)
}

/// Runs the first pass. Returns the learnt sites and the time it took.
fn learn(html: bool, options: &Options) -> Result<(Sites, Duration)> {
    let (mut sites, mut time) = (Sites::default(), Duration::ZERO);
    for source in documents::of_mode(html, Renderings::Benchmark)? {
        let source = source?;
        let url = address(&source);
        let begun = Instant::now();
        let origin = PageOrigin { url: Some(&url), place: "" };
        sites.learn(&dehusk::internals::fingerprints(source.input.as_bytes(), options, origin)?);
        time += begun.elapsed();
    }
    Ok((sites, time))
}

/// The sums of the scores of pages, without and with the learnt sites, as precision, recall and F1.
#[derive(Default)]
struct Sums {
    pages: u32,
    without: [f64; 3],
    with: [f64; 3],
}

impl Sums {
    fn add(&mut self, without: Score, with: Score) {
        self.pages += 1;
        for (sums, s) in [(&mut self.without, without), (&mut self.with, with)] {
            for (sum, value) in sums.iter_mut().zip([s.precision, s.recall, s.f1]) {
                *sum += value;
            }
        }
    }

    fn print(&self, name: &str) {
        let row = |sums: [f64; 3]| {
            let [p, r, f] = sums.map(|sum| sum / f64::from(self.pages.max(1)));
            format!("P {p:.4}  R {r:.4}  F1 {f:.4}")
        };
        println!("{name:35} n={:4}  {}  ->  {}", self.pages, row(self.without), row(self.with));
    }
}

#[derive(Default)]
struct Effect {
    sites: BTreeMap<String, Sums>,
    all: Sums,
    /// Number of pages of smaller sites.
    small: u32,
    /// Number of pages of smaller sites whose output changed.
    changed: u32,
    cleaning: Duration,
}

impl Effect {
    fn page(&mut self, source: &Source, sites: &Sites, options: &Options, models: &[Models]) -> Result<()> {
        let (bytes, models) = (source.input.as_bytes(), &models[usize::from(source.fold)]);
        let url = address(source);
        let origin = PageOrigin { url: Some(&url), place: "" };
        let begun = Instant::now();
        let without = dehusk::internals::clean(bytes, options, models)?.text;
        self.cleaning += begun.elapsed();
        let (mut with, known) = (Vec::new(), Known { sites, origin });
        dehusk::internals::stream(bytes, &mut with, options, models, Some(known))?;
        let with = String::from_utf8(with)?;
        if sites.of(origin.site(None)).is_none() {
            self.small += 1;
            self.changed += u32::from(with != without);
            return Ok(());
        }
        let (without, with) = (score(&without, &source.gold), score(&with, &source.gold));
        self.sites.entry(source.site.clone()).or_default().add(without, with);
        self.all.add(without, with);
        Ok(())
    }

    fn print(&self, learning: Duration) {
        self.sites.iter().for_each(|(site, sums)| sums.print(site));
        self.all.print("all sites of at least five pages");
        println!("{} pages of smaller sites, {} changed", self.small, self.changed);
        let ratio = learning.as_secs_f64() / self.cleaning.as_secs_f64();
        println!("learning takes {ratio:.2} of the time of cleaning");
    }
}
