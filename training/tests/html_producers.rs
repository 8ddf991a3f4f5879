//! Compares the two HTML parsers on the corpus.
//!
//! `DEHUSK_FULL=1` compares all pages instead of every tenth. `DEHUSK_DIFFERENCES=n` prints the
//! `n` pages that differ most.

use std::collections::HashMap;

use dehusk::internals::html::event::{Attribute, Sink};
use dehusk::internals::html::stream::stream;
use dehusk::internals::html::tag::Tag;
use dehusk::internals::html::tree::walk;
use dehusk_training::corpus::{self, PAGES, Page};

/// Minimum share of words in the same blocks, 0 to 1.
const FLOOR: f64 = 0.995;

/// Splits the text of a page where an element that is not inline begins or ends.
#[derive(Default)]
struct Blocks {
    blocks: HashMap<String, usize>,
    block: String,
    open: Vec<(Tag, bool)>,
    /// Number of open elements whose text is ignored.
    skipped: usize,
}

fn is_skipped(tag: Tag) -> bool {
    matches!(tag, Tag::SCRIPT | Tag::STYLE | Tag::TEMPLATE | Tag::IFRAME | Tag::NOEMBED | Tag::NOFRAMES)
}

fn is_inline(tag: Tag) -> bool {
    matches!(
        tag,
        Tag::A
            | Tag::ABBR
            | Tag::B
            | Tag::BDI
            | Tag::BDO
            | Tag::BIG
            | Tag::CITE
            | Tag::CODE
            | Tag::DATA
            | Tag::DEL
            | Tag::DFN
            | Tag::EM
            | Tag::FONT
            | Tag::I
            | Tag::INS
            | Tag::KBD
            | Tag::LABEL
            | Tag::MARK
            | Tag::NOBR
            | Tag::Q
            | Tag::S
            | Tag::SAMP
            | Tag::SMALL
            | Tag::SPAN
            | Tag::STRIKE
            | Tag::STRONG
            | Tag::SUB
            | Tag::SUP
            | Tag::TIME
            | Tag::TT
            | Tag::U
            | Tag::VAR
            | Tag::WBR
            | Tag::IMG
            | Tag::SCRIPT
            | Tag::STYLE
            | Tag::TEMPLATE
    )
}

impl Blocks {
    fn cut(&mut self, tag: Tag) {
        if self.skipped == 0 && !is_inline(tag) {
            let words: Vec<_> = self.block.split_whitespace().collect();
            if !words.is_empty() {
                *self.blocks.entry(words.join(" ")).or_default() += words.len();
            }
            self.block.clear();
        }
    }
}

impl Sink for Blocks {
    fn open(&mut self, tag: Tag, _: &str, _: &[Attribute<'_>]) {
        self.cut(tag);
        self.open.push((tag, false));
        self.skipped += usize::from(is_skipped(tag));
    }

    fn text(&mut self, text: &str) {
        if self.skipped == 0 {
            self.block.push_str(text);
        }
    }

    fn close(&mut self, depth: usize) {
        let (tag, ended) = &mut self.open[depth];
        let tag = *tag;
        *ended = true;
        self.skipped -= usize::from(is_skipped(tag));
        self.cut(tag);
        while self.open.pop_if(|(_, ended)| *ended).is_some() {}
    }
}

fn blocks(produce: impl FnOnce(&mut Blocks)) -> HashMap<String, usize> {
    let mut blocks = Blocks::default();
    produce(&mut blocks);
    blocks.blocks
}

struct Comparison {
    id: String,
    same: usize,
    total: usize,
    only_stream: Vec<String>,
    only_walk: Vec<String>,
}

fn compare(id: &str, html: &str) -> Comparison {
    let streamed = blocks(|sink| stream(html, sink));
    let walked = blocks(|sink| walk(html, sink));
    let same = streamed.iter().map(|(block, n)| *n.min(walked.get(block).unwrap_or(&0))).sum();
    let total = streamed.values().sum::<usize>().max(walked.values().sum());
    let only = |a: &HashMap<String, usize>, b: &HashMap<String, usize>| {
        let mut only: Vec<_> = a.iter().filter(|(block, n)| b.get(*block) != Some(n)).map(|(b, _)| b.clone()).collect();
        only.sort_by_key(|block| std::cmp::Reverse(block.len()));
        only
    };
    let (only_stream, only_walk) = (only(&streamed, &walked), only(&walked, &streamed));
    Comparison { id: id.to_owned(), same, total, only_stream, only_walk }
}

#[test]
#[ignore = "needs the corpus, see CONTRIBUTING.md"]
fn both_parsers_see_the_same_blocks() {
    let step = if std::env::var_os("DEHUSK_FULL").is_some_and(|v| v == "1") { 1 } else { 10 };
    let pages = corpus::read::<Page>(PAGES).expect("the corpus can be read");
    let mut comparisons = Vec::new();
    for page in pages.step_by(step) {
        let page = page.expect("a page");
        comparisons.push(compare(&page.id, &page.html));
    }
    let same: usize = comparisons.iter().map(|c| c.same).sum();
    let total: usize = comparisons.iter().map(|c| c.total).sum();
    let identical = comparisons.iter().filter(|c| c.same == c.total).count();
    let share = same as f64 / total as f64;
    eprintln!(
        "{:.4} % of {total} words in the same blocks; {identical} of {} pages identical",
        share * 100.0,
        comparisons.len(),
    );
    let most = std::env::var("DEHUSK_DIFFERENCES").ok().and_then(|n| n.parse().ok()).unwrap_or(0);
    comparisons.sort_by_key(|c| std::cmp::Reverse(c.total - c.same));
    for c in comparisons.iter().take(most).filter(|c| c.same < c.total) {
        eprintln!("\n== {}: {} of {} words differ", c.id, c.total - c.same, c.total);
        for (which, blocks) in [("stream", &c.only_stream), ("walk", &c.only_walk)] {
            for block in blocks.iter().take(4) {
                eprintln!("   {which}: {}", block.chars().take(300).collect::<String>());
            }
        }
    }
    assert!(share >= FLOOR, "{share}");
}
