//! Prints the word F1 of keeping exactly the blocks that are labelled content: the maximum that
//! segmentation and labels allow.
//!
//! `oracle html|text [worst N]`

use anyhow::Result;
use dehusk_training::documents::{self, Renderings};
use dehusk_training::labels::Gold;
use dehusk_training::word_f1::{Table, score};

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let text = args.first().is_some_and(|m| m == "text");
    let mut table = Table::default();
    for source in documents::of_mode(!text, Renderings::Measured)? {
        let source = source?;
        let Some(page) = documents::segment(&source) else { continue };
        let labels = Gold::new(&source.gold, &source.not_content).label(page.blocks.iter().map(|l| page.text_of(l)));
        let kept: String = page
            .blocks
            .iter()
            .zip(&labels)
            .filter(|(_, label)| **label > 0.0)
            .flat_map(|(line, _)| [page.text_of(line), "\n"])
            .collect();
        let s = score(&kept, &source.gold);
        if s.f1 < 0.8 && args.len() > 1 {
            println!("{} {:.3} P {:.3} R {:.3} gold {}", source.id, s.f1, s.precision, s.recall, source.gold.len());
        }
        table.add(&source.groups().iter().map(String::as_str).collect::<Vec<_>>(), s);
    }
    table.print();
    Ok(())
}
