//! Measures the time of each stage on the pages of the corpus, on one core.
//!
//! `cargo bench -p dehusk-benches --bench stages`
//!
//! Each page passes through all stages before the next one, so that the processor's caches are in
//! the same state as in the product. Prints the best of several runs over all pages, because other
//! processes only slow a run down.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::Result;
use dehusk::internals::comments::Discussion;
use dehusk::internals::headline::Headline;
use dehusk::internals::judged::{Judged, Standing};
use dehusk::internals::model::{self, Models};
use dehusk::internals::render::Renderer;
use dehusk::internals::rules::Applied;
use dehusk::internals::rulings::Rulings;
use dehusk::internals::select::{Scored, Selector};
use dehusk::internals::{Options, Parser, decode, features, segment, sniff};
use dehusk_training::corpus;

/// Number of runs. The best one counts.
const RUNS: usize = 3;
const STAGES: [&str; 10] = [
    "read the file",
    "sniff",
    "decode",
    "segment",
    "features",
    "score",
    "headline",
    "select",
    "render",
    "write a file",
];

fn main() -> Result<()> {
    if corpus::is_missing() {
        return Ok(());
    }
    let directory = tempfile::tempdir()?;
    let pages = directory.path().join("pages");
    let (count, _) = corpus::unpack(&pages)?;
    let runs: Vec<[Duration; STAGES.len()]> = (0..RUNS).map(|_| run(&pages)).collect::<Result<_>>()?;
    let total = |run: &[Duration; STAGES.len()]| run.iter().sum::<Duration>();
    let Some(best) = runs.iter().min_by_key(|run| total(run)) else { return Ok(()) };
    let all = total(best);
    println!("{count} pages\nstage            ms/page  share");
    for (stage, time) in STAGES.iter().zip(best).chain([(&"all", &all)]) {
        let share = time.as_secs_f64() / all.as_secs_f64() * 100.0;
        println!("{stage:15}  {:7.3}  {share:4.1} %", time.as_secs_f64() * 1e3 / count as f64);
    }
    Ok(())
}

/// Returns the times of the stages, summed over the pages in a directory.
fn run(directory: &Path) -> Result<[Duration; STAGES.len()]> {
    let mut times = [Duration::ZERO; STAGES.len()];
    let options = Options::default();
    for entry in fs::read_dir(directory)? {
        let path = entry?.path();
        if path.extension().is_none_or(|extension| extension != "html") {
            continue;
        }
        let mut laps = Laps { times: &mut times, stage: 0, since: Instant::now() };
        let bytes = fs::read(&path)?;
        laps.end();
        sniff::sniff(&bytes[..bytes.len().min(sniff::HEAD)])?;
        laps.end();
        let decoded = decode::decode_html(&bytes, None, None)?;
        laps.end();
        let page = segment::html::segment(&decoded.text, Parser::Stream);
        laps.end();
        let model = Models::BUILT_IN;
        let model = model.of(true);
        let features = features::measure(&page, &model.learned);
        laps.end();
        let alone = model::score(&features, model);
        laps.end();
        let rulings = Rulings::default();
        let headline = Headline::find(&page, &features, &alone, &rulings, &Applied::default());
        laps.end();
        let kind = Some(model::kind::kind(&features, &alone));
        let discussion = Discussion::of(&page, &rulings);
        let scored = Scored {
            document: &page,
            discussion: &discussion,
            features: &features,
            rulings: &rulings,
            kind,
            headline: &headline,
            p: &alone,
            alone: &alone,
        };
        let range = 0..page.blocks.len();
        let mut selector = Selector::default();
        let decisions = selector.select(&scored, range.clone(), &options);
        laps.end();
        let standing = Standing {
            threshold: selector.threshold(),
            verdict: selector.verdict(),
            reason: selector.suspicion(),
            confidence: selector.confidence(),
            blocks: selector.counts(),
        };
        let judged = Judged {
            document: page,
            rulings,
            discussion,
            features,
            kind,
            headline,
            alone,
            weighed: None,
            range,
            decisions,
            standing,
            source: None,
        };
        let mut article = Vec::new();
        let mut renderer = Renderer::default();
        renderer.article(&judged, &options, &mut article)?;
        renderer.finish(&mut article)?;
        laps.end();
        fs::write(path.with_extension("txt"), &article)?;
        laps.end();
    }
    Ok(times)
}

/// A clock that is read at the end of each stage.
struct Laps<'a> {
    times: &'a mut [Duration; STAGES.len()],
    stage: usize,
    since: Instant,
}

impl Laps<'_> {
    fn end(&mut self) {
        let now = Instant::now();
        self.times[self.stage] += now - self.since;
        self.stage += 1;
        self.since = now;
    }
}
