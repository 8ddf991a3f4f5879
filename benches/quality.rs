//! Measures word F1 on the corpus, overall and by page type, and milliseconds per page.
//!
//! `cargo bench -p dehusk-benches --bench quality -- [html|text] [--predictions FILE] [--tree]`
//!
//! Prints a table for HTML, for text, or for both. For HTML, it also prints the time that
//! `scraper::Html::parse_document` takes on the same pages.
//!
//! The built-in models were trained on these pages, so the F1 is higher than on pages of other
//! sites. `training/run` prints the cross-validated F1. `--predictions` writes the output as JSON
//! Lines (`id`, `renderer`, `text`).

use std::fs::File;
use std::io::{BufWriter, Write};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use dehusk::Input;
use dehusk::internals::{Options, Parser};
use dehusk_training::corpus::{self, PAGES, Page, RENDERINGS, Rendering};
use dehusk_training::word_f1::{Table, score};

fn main() -> Result<()> {
    let mut modes = Vec::new();
    let mut predictions = None;
    let mut parser = Parser::Stream;
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "html" | "text" => modes.push(arg),
            "--predictions" => {
                let path = args.next().context("--predictions needs a file")?;
                predictions = Some(BufWriter::new(File::create(&path).context(path)?));
            }
            "--tree" => parser = Parser::Tree,
            // An argument of Cargo.
            "--bench" => {}
            _ => bail!("unknown argument {arg}"),
        }
    }
    if corpus::is_missing() {
        return Ok(());
    }
    let all = modes.is_empty();
    if all || modes.iter().any(|m| m == "html") {
        let options = Options { title: false, input: Input::Html, parser, ..Options::default() };
        let mut run = Run::new(&options, predictions.as_mut());
        let mut parsing = Duration::ZERO;
        for page in corpus::read::<Page>(PAGES)? {
            let page = page?;
            run.page(&page.id, None, &page.page_type, &page.html, &page.main_content)?;
            let begun = Instant::now();
            std::hint::black_box(scraper::Html::parse_document(&page.html));
            parsing += begun.elapsed();
        }
        run.print("HTML");
        let ratio = run.time.as_secs_f64() / parsing.as_secs_f64();
        println!("bytes to article takes {ratio:.3} of the time of scraper::Html::parse_document alone\n");
    }
    if all || modes.iter().any(|m| m == "text") {
        let options = Options { title: false, input: Input::Text, ..Options::default() };
        let mut run = Run::new(&options, predictions.as_mut());
        for page in corpus::read::<Rendering>(RENDERINGS)? {
            let page = page?;
            run.page(&page.id, Some(&page.renderer), &page.page_type, &page.text, &page.main_content)?;
        }
        run.print("text");
    }
    Ok(())
}

struct Run<'a> {
    options: &'a Options,
    predictions: Option<&'a mut BufWriter<File>>,
    table: Table,
    time: Duration,
    bytes: usize,
    pages: u32,
}

impl<'a> Run<'a> {
    fn new(options: &'a Options, predictions: Option<&'a mut BufWriter<File>>) -> Self {
        Run { options, predictions, table: Table::default(), time: Duration::ZERO, bytes: 0, pages: 0 }
    }

    fn page(&mut self, id: &str, renderer: Option<&str>, kind: &str, input: &str, gold: &Option<String>) -> Result<()> {
        let begun = Instant::now();
        let document = dehusk::internals::clean(input.as_bytes(), self.options, &dehusk::internals::Models::BUILT_IN)?;
        self.time += begun.elapsed();
        self.bytes += input.len();
        self.pages += 1;
        let score = score(&document.text, gold.as_deref().unwrap_or_default());
        let kind = format!("type {kind}");
        let renderer_group = renderer.map(|r| format!("renderer {r}"));
        let groups: Vec<&str> = ["all", &kind].into_iter().chain(renderer_group.as_deref()).collect();
        self.table.add(&groups, score);
        if let Some(file) = &mut self.predictions {
            let record = serde_json::json!({ "id": id, "renderer": renderer, "text": document.text });
            writeln!(file, "{record}")?;
        }
        Ok(())
    }

    fn print(&self, mode: &str) {
        let seconds = self.time.as_secs_f64();
        println!(
            "{mode}: {} pages, {:.2} ms a page, {:.0} MB/s",
            self.pages,
            seconds * 1e3 / f64::from(self.pages.max(1)),
            self.bytes as f64 / 1e6 / seconds
        );
        self.table.print();
        println!();
    }
}
