//! Runs of icon names in flattened text: `icon facebookicon twittericon vk`, `fa-home fa-user`,
//! `keyboard_arrow_down`.
//!
//! A page's svg titles and font ligatures become text when the page is flattened, often with
//! nothing between them. No word list can know a page's icons, so a run is known by its shape:
//! an affix that comes back through a row of short names, glued or not. Three kinds:
//!
//! - affixes that icon sets are known to use (`src/words/icon_affixes.txt`): three repeats;
//! - any other affix: six repeats, names known from icons or no spaces at all;
//! - ligatures: snake_case made of nothing but words of `src/words/icon_parts.txt`.
//!
//! A kept icon name is a blemish, a lost sentence is a fault: in doubt the text stays. Icon
//! names in Chinese, Japanese or Thai without spaces are not found.
//!
//! The cost is linear in the line; prose passes the prefilter (`hot`) and little else.

mod context;
mod edges;
mod group;
mod hot;
mod ligature;
mod occurrence;
#[cfg(test)]
mod tests;
mod unknown;
mod words;

use std::ops::Range;

/// Byte ranges of `line` that are runs of icon names, in order, not overlapping, on char
/// boundaries; appended to `out`.
///
/// A range holds the first name and the last, never the first word of a story glued to it.
/// White space at its ends stays outside.
pub fn icon_runs(line: &str, out: &mut Vec<Range<usize>>) {
    let old = out.len();
    let mut found = Vec::new();
    ligature::find(line, &mut found);
    hot::stretches(line, |stretch| {
        let mut groups = group::Groups::default();
        occurrence::each(line, stretch.clone(), |occurrence| {
            groups.take(line, occurrence, &mut found);
        });
        groups.finish(line, &mut found);
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
