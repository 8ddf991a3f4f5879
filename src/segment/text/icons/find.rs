//! Combines the detectors.

use std::ops::Range;

use super::gather::Gatherer;
use super::{glyph, joined, ligature, occurrence, prefilter, single, unknown};

/// Appends the byte ranges of the icon runs in `line` to `out`, in order, without overlap, on char
/// boundaries.
///
/// A range includes the first and the last name, but not the first word of the text that follows
/// without a space, and not the white space around the run.
pub fn icon_runs(line: &str, out: &mut Vec<Range<usize>>) {
    let old = out.len();
    let mut found = Vec::new();
    ligature::find(line, &mut found);
    joined::find(line, &mut found);
    glyph::find(line, &mut found);
    single::find(line, &mut found);
    prefilter::stretches(line, |stretch| {
        let mut gatherer = Gatherer::default();
        occurrence::each(line, stretch.clone(), |occurrence| {
            gatherer.take(line, occurrence, &mut found);
        });
        gatherer.finish(line, &mut found);
        unknown::find(line, stretch, &mut found);
    });
    found.sort_unstable_by_key(|range| range.start);
    for range in found {
        match out[old..].last_mut() {
            Some(last) if line.get(last.end..range.start).is_none_or(|gap| gap.trim().is_empty()) => {
                last.end = last.end.max(range.end);
            }
            _ => out.push(range),
        }
    }
}
