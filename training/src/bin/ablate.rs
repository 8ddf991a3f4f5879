//! Measures the effect of each selection rule. Every page is scored once, by the model that has
//! not seen its site, and then selected again without each of the rules in turn.
//!
//! `ablate html|text DIRECTORY [N]`
//!
//! DIRECTORY holds the `fold-*.model` files. With N, only every Nth document is measured. Prints,
//! for each rule, the word F1 of WCXB, the mean of the sets, and the torn and orphaned groups
//! without the rule.

use std::path::Path;

use anyhow::{Result, bail};
use dehusk::Input;
use dehusk::internals::Options;
use dehusk::internals::judged::Judged;
use dehusk::internals::select::{self, Scored, Selector};
use dehusk_training::decisions::{self, Decisions};
use dehusk_training::documents::{self, Renderings};
use dehusk_training::folds;
use dehusk_training::labels::Gold;
use dehusk_training::word_f1::{Table, score};

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let (mode, directory, every) = match args.as_slice() {
        [mode, directory] => (mode, directory, 1),
        [mode, directory, every] => (mode, directory, every.parse()?),
        _ => bail!("usage: ablate html|text DIRECTORY [N]"),
    };
    let html = mode == "html";
    let models = folds::read(Path::new(directory), html, false)?;
    let from = if html { Input::Html } else { Input::Text };
    let all = Options { title: false, input: from, ..Options::default() };
    let without = |part: &str| Options { without: Some(part.to_owned()), ..all.clone() };
    let settings: Vec<Options> = [all.clone()].into_iter().chain(select::parts().map(without)).collect();
    let mut results: Vec<(Table, Decisions)> = settings.iter().map(|_| Default::default()).collect();
    for source in documents::of_mode(html, Renderings::Measured)?.step_by(every) {
        let source = source?;
        let gold = Gold::new(&source.gold, &source.not_content);
        let groups = source.groups();
        let groups: Vec<&str> = groups.iter().map(String::as_str).collect();
        let mut windows = dehusk::internals::collect(source.input.as_bytes(), &all, &models[source.fold as usize])?.1;
        for (options, (table, decisions)) in settings.iter().zip(&mut results) {
            let text = selected(&mut windows, options)?;
            table.add(&groups, score(&text, &source.gold));
            windows.iter().for_each(|window| decisions.add(window, &gold));
        }
    }
    for (options, (table, decisions)) in settings.iter().zip(&results) {
        let rule = options.without.as_deref().map_or("all rules".to_owned(), |rule| format!("without {rule}"));
        println!(
            "{rule:22} WCXB {:.4}  mean of sets {:.4}  {}",
            table.f1("all"),
            table.mean_of("set "),
            decisions.summary()
        );
    }
    results[0].1.print();
    Ok(())
}

/// Decides on scored windows again. Returns the article.
fn selected(windows: &mut [Judged], options: &Options) -> Result<String> {
    let mut selector = Selector::default();
    for window in windows.iter_mut() {
        let scored = Scored {
            document: &window.document,
            discussion: &window.discussion,
            features: &window.features,
            rulings: &window.rulings,
            kind: window.kind,
            headline: &window.headline,
            p: &window.alone,
            alone: &window.alone,
        };
        window.decisions = selector.select(&scored, window.range.clone(), options);
    }
    decisions::article(windows, options)
}
