//! Chooses the title of a page, without the name of the site and without a kicker.

use super::people::{self, Others};
use crate::words::collapsed;

/// Marks that set the name of a site or a section apart.
const MARKS: [&str; 12] = [" | ", " - ", " – ", " — ", " · ", " » ", " « ", " • ", " › ", " :: ", " / ", "|"];
/// Words of the longest kicker: a word such as `Opinion` above a headline.
const KICKER: usize = 3;
/// Bytes of the longest title.
const LONGEST: usize = 1000;

/// The titles of a page, from its different sources.
pub struct Titles<'a> {
    /// The headline that the page shows.
    pub headline: Option<&'a str>,
    /// The headline in JSON-LD or microdata.
    pub item: Option<&'a str>,
    /// The title for social media.
    pub social: Option<&'a str>,
    /// The `title` element.
    pub page: Option<&'a str>,
}

impl Titles<'_> {
    /// Returns the title: the headline, unless it is a slogan and the title of the page and that for
    /// social media agree.
    pub fn choose(&self, is_slogan: bool, others: &Others) -> Option<String> {
        let clean = |title: Option<&str>| title.map(|title| without_site(&decoded(title), others));
        let named = |title: Option<&str>| clean(title).filter(|title| !title.is_empty() && !others.has(title));
        let declared = [named(self.item), named(self.social), named(self.page)];
        let [item, social, page] = &declared;
        if is_slogan && page.is_some() && (page == social || social.is_none()) {
            return page.clone();
        }
        let headline = named(self.headline).map(|headline| {
            let shorter = declared.iter().flatten().find(|title| is_below_kicker(&headline, title));
            shorter.cloned().unwrap_or(headline)
        });
        let declared = || item.clone().or_else(|| social.clone()).or_else(|| page.clone());
        // The front page of a site has no other title than its name.
        headline.or_else(declared).or_else(|| clean(self.headline)).or_else(|| clean(self.page))
    }
}

/// Returns a title that is not too long.
pub fn sound(title: Option<&str>) -> Option<&str> {
    title.filter(|title| title.len() <= LONGEST)
}

/// Returns the letters and digits of a title in lower case, without the name of the site.
pub fn letters(title: &str, others: &Others) -> String {
    people::letters(&without_site(&decoded(title), others))
}

/// Decodes character references that were encoded twice.
fn decoded(title: &str) -> String {
    collapsed(&htmlize::unescape(title))
}

/// Removes the name of the site from the ends of a title.
fn without_site(title: &str, others: &Others) -> String {
    let mut rest = title.trim();
    loop {
        let ends = MARKS.iter().filter_map(|mark| {
            let (before, last) = rest.rsplit_once(mark)?;
            others.has(last).then_some(before)
        });
        let starts = MARKS.iter().chain(&[": ", " : "]).filter_map(|mark| {
            let (first, after) = rest.split_once(mark)?;
            others.has(first).then_some(after)
        });
        let Some(shorter) = ends.chain(starts).map(str::trim).find(|shorter| !shorter.is_empty()) else { break };
        rest = shorter;
    }
    rest.to_owned()
}

/// Whether a headline is a kicker and a title: `Opinion The mill must go`.
fn is_below_kicker(headline: &str, title: &str) -> bool {
    let Some(kicker) = headline.strip_suffix(title) else { return false };
    let words = kicker.split_whitespace().count();
    // `The mill: a history` is not `a history`.
    (1..=KICKER).contains(&words)
        && kicker.ends_with([' ', '|'])
        && !kicker.trim_end().ends_with([':', ',', '-', '–', '—'])
        && title.split_whitespace().count() > words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn some(title: &str) -> Option<&str> {
        Some(title).filter(|title| !title.is_empty())
    }

    fn choose(headline: &str, social: &str, page: &str, is_slogan: bool) -> String {
        let mut others = Others::default();
        others.add("The Weir Gazette");
        let titles = Titles { headline: some(headline), item: None, social: some(social), page: some(page) };
        titles.choose(is_slogan, &others).unwrap_or_default()
    }

    #[test]
    fn the_headline_is_the_title() {
        let article = |headline: &str, social: &str, page: &str| choose(headline, social, page, false);
        assert_eq!(article("The wheel turns", "Watch the wheel", "Wheel | Weir Gazette"), "The wheel turns");
        assert_eq!(article("", "The wheel turns - Weir Gazette", "x"), "The wheel turns");
        assert_eq!(article("", "", "The Weir Gazette: The wheel turns"), "The wheel turns");
        assert_eq!(article("Weir Gazette", "The wheel turns", "x"), "The wheel turns");
        assert_eq!(article("", "", "Rye - and oats | Weir Gazette"), "Rye - and oats");
        assert_eq!(article("Weir Gazette", "", "The Weir Gazette"), "Weir Gazette");
        assert_eq!(article("", "Rye &amp; oats", ""), "Rye & oats");
    }

    #[test]
    fn a_title_has_a_limit() {
        let long = "x".repeat(LONGEST);
        assert_eq!(sound(Some(&long)), Some(long.as_str()));
        assert_eq!(sound(Some(&format!("{long}x"))), None);
    }

    #[test]
    fn a_kicker_is_left_out() {
        let article = |headline: &str, social: &str| choose(headline, social, "", false);
        assert_eq!(article("Opinion The mill must go", "The mill must go"), "The mill must go");
        assert_eq!(article("The mill: a long history", "a long history"), "The mill: a long history");
        assert_eq!(article("Why the old new mill must go", "must go"), "Why the old new mill must go");
    }

    #[test]
    fn the_slogan_of_a_firm_is_no_title() {
        let title = "Flour for bakers | The Weir Gazette";
        assert_eq!(choose("Grinding for you", title, title, true), "Flour for bakers");
        assert_eq!(choose("Grinding for you", title, title, false), "Grinding for you");
        assert_eq!(choose("Grinding for you", "Weir", title, true), "Grinding for you");
    }
}
