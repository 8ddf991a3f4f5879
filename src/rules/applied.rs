//! Applies rules to a document.

use scraper::selector::Simple;
use selectors::SelectorList;
use selectors::context::{
    MatchingContext, MatchingForInvalidation, MatchingMode, NeedsSelectorFlags, QuirksMode, SelectorCaches,
};
use selectors::matching::matches_selector;

use super::rule::{Rule, Section};
use crate::Error;
use crate::document::Document;
use crate::html::selectable::Selectable;
use crate::rulings::{Marks, Ruling, Rulings};

/// The rules that apply to a document.
#[derive(Debug, Clone, Default)]
pub struct Applied<'a> {
    pub(super) rules: &'a [Rule],
    pub(super) sections: Vec<&'a Section>,
}

impl Applied<'_> {
    /// Returns the hosts of the sections that apply, with `*` for the section about all hosts.
    pub fn sections(&self) -> impl Iterator<Item = String> {
        self.sections.iter().map(|section| section.host.as_ref().map_or("*".to_owned(), ToString::to_string))
    }

    /// Returns the number of rules with selectors.
    pub fn selectors(&self) -> usize {
        self.sections.iter().map(|section| section.selectors.len()).sum()
    }

    /// Matches the selectors against the elements of a page. Calls `go_on` before each element.
    ///
    /// # Errors
    /// The first error of `go_on`. It ends the matching.
    pub fn marks(&self, document: &Selectable, go_on: impl Fn() -> Result<(), Error>) -> Result<Marks, Error> {
        let numbers = self.sections.iter().flat_map(|section| &section.selectors);
        let rules: Vec<(Ruling, &SelectorList<Simple>)> = numbers
            .filter_map(|&rule| {
                let Rule { keep, pattern, .. } = self.rules.get(rule as usize)?;
                Some((Ruling { keep: *keep, rule }, pattern.selectors()?))
            })
            .collect();
        let mut marks = Marks::default();
        // The caches find selectors by their address, so the selectors must outlive them.
        let mut caches = SelectorCaches::default();
        let mut context = MatchingContext::new(
            MatchingMode::Normal,
            None,
            &mut caches,
            QuirksMode::NoQuirks,
            NeedsSelectorFlags::No,
            MatchingForInvalidation::No,
        );
        for (at, element) in (0..).zip(document.elements()) {
            go_on()?;
            let mut matches = |list: &SelectorList<Simple>| {
                list.slice().iter().any(|selector| matches_selector(selector, 0, None, &element, &mut context))
            };
            let mut ruling: Option<Ruling> = None;
            for (rule, list) in &rules {
                if rule.or(ruling) == *rule && matches(list) {
                    ruling = Some(*rule);
                }
            }
            if let Some(ruling) = ruling {
                marks.push(at, ruling);
            }
        }
        Ok(marks)
    }

    /// Adds the rulings of the rules about lines to the rulings on a document. They outrank the
    /// rulings of selectors.
    pub fn judge(&self, document: &Document, rulings: &mut Rulings) {
        if self.sections.iter().all(|section| section.lines.is_empty()) {
            return;
        }
        for (at, block) in document.blocks.iter().enumerate() {
            let ruling = self.ruling(&rulings.printed(document, block));
            if let Some(ruling) = ruling {
                rulings.set(at, ruling);
            }
        }
    }

    /// Returns the ruling of the rules about lines on a block, if any.
    pub fn ruling(&self, block: &str) -> Option<Ruling> {
        let block = block.trim();
        let rulings = self.sections.iter().filter_map(|section| section.lines.ruling(block));
        rulings.fold(None, |ruling, next| Some(next.or(ruling)))
    }

    /// Whether a rule describes a line of a text as a whole. Such a line is kept out of the
    /// paragraph around it.
    pub fn describe(&self, line: &str) -> bool {
        self.sections.iter().any(|section| section.lines.describe(line.trim()))
    }
}
