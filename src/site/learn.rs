//! The tables of all sites, in bounded memory.

use std::collections::HashMap;

use foldhash::fast::RandomState;

use super::fingerprints::{self, Fingerprints};
use super::name::Name;
use super::table::{MOST_PAGES, Table};
use crate::features::shape::Shape;

/// Pages from which on a site is known. What two or three have in common may
/// be their content.
pub const LEAST_PAGES: u32 = 5;

/// Bytes that are held of all sites, by default: those of some 30,000 pages
/// that are the only ones of their site, or 10,000 sites of any size.
const LIMIT: usize = 64 << 20;
/// Bytes of a site beside its lines, measured with a million sites.
const SITE: usize = 96;
/// What is left after room was made.
const FULL: usize = 4;

/// What was learnt of sites.
///
/// Pages are to be learnt in one order for one result. Where there are more
/// sites than fit, those of which the fewest pages were seen are forgotten, and
/// of these the ones that were seen the longest time ago.
#[derive(Debug)]
pub struct Sites {
    sites: HashMap<u64, Site, RandomState>,
    limit: usize,
    bytes: usize,
    /// Pages that came so far.
    pages: u64,
    forgotten: u64,
}

/// A site.
#[derive(Debug, Default)]
struct Site {
    table: Table,
    /// Which pages they were, sorted.
    seen: Vec<u64>,
    /// Number of its last page among all.
    last: u64,
}

impl Site {
    /// Counts a page, unless it was counted before: what the same page, saved
    /// twice, has in common with itself is no template.
    fn learn(&mut self, document: &Fingerprints) {
        if self.table.pages() == MOST_PAGES {
            return;
        }
        if let Some(document) = document.document {
            let Err(place) = self.seen.binary_search(&document) else { return };
            self.seen.insert(place, document);
        }
        self.table.add(&document.blocks);
    }

    /// What it takes, in bytes.
    fn bytes(&self) -> usize {
        SITE + self.table.bytes() + self.seen.capacity() * size_of::<u64>()
    }
}

impl Default for Sites {
    fn default() -> Self {
        Sites::within(LIMIT)
    }
}

impl Sites {
    /// Nothing yet, to be held in so many bytes.
    pub fn within(bytes: usize) -> Self {
        Sites { sites: HashMap::default(), limit: bytes, bytes: 0, pages: 0, forgotten: 0 }
    }

    /// Counts the lines of a page.
    pub fn learn(&mut self, document: &Fingerprints) {
        self.pages += 1;
        let site = self.sites.entry(document.site).or_default();
        let before = if site.last == 0 { 0 } else { site.bytes() };
        site.last = self.pages;
        site.learn(document);
        self.bytes = self.bytes + site.bytes() - before;
        if self.bytes > self.limit {
            self.make_room();
        }
    }

    /// What the pages of a site have in common, if [`LEAST_PAGES`] of it are known.
    pub fn of<'a>(&'a self, name: Name<'a>) -> Option<Template<'a>> {
        let table = &self.sites.get(&name.key())?.table;
        (table.pages() >= LEAST_PAGES).then_some(Template { name, table })
    }

    /// Pages that were forgotten, because there were too many sites.
    pub fn forgotten(&self) -> u64 {
        self.forgotten
    }

    /// Forgets until a part is free: first the lines that one page of a known
    /// site has, then whole sites.
    fn make_room(&mut self) {
        let enough = self.limit - self.limit / FULL;
        for site in self.sites.values_mut().filter(|site| site.table.pages() >= LEAST_PAGES) {
            let before = site.bytes();
            site.table.drop_single();
            self.bytes -= before - site.bytes();
        }
        if self.bytes <= enough {
            return;
        }
        let rank = |(&key, site): (&u64, &Site)| (site.table.pages(), site.last, key);
        let mut ranked: Vec<_> = self.sites.iter().map(rank).collect();
        ranked.sort_unstable();
        for (pages, _, key) in ranked {
            if self.bytes <= enough {
                return;
            }
            if let Some(site) = self.sites.remove(&key) {
                self.bytes -= site.bytes();
                self.forgotten += u64::from(pages);
            }
        }
    }
}

/// What the pages of one site have in common.
#[derive(Debug, Clone)]
pub struct Template<'a> {
    name: Name<'a>,
    table: &'a Table,
}

impl Template<'_> {
    /// The site.
    pub fn name(&self) -> &Name<'_> {
        &self.name
    }

    /// How many pages of it were learnt.
    pub fn pages(&self) -> u32 {
        self.table.pages()
    }

    /// On how many of them a line of this shape stands.
    pub fn count(&self, shape: &Shape) -> u32 {
        fingerprints::hash(shape).map_or(0, |hash| self.table.count(hash))
    }
}

#[cfg(test)]
mod tests {
    use super::super::Origin;
    use super::*;
    use crate::{Options, fingerprints};

    /// The nth page of a site: a line of the template, and some of its own.
    fn document(host: &str, n: usize) -> Fingerprints {
        let own: String = (0..40).map(|line| format!("<p>Line {line} of page {n} of {host}")).collect();
        let html = format!("<nav>Home of {host}</nav>{own}");
        let url = format!("https://{host}/{n}");
        fingerprints(html.as_bytes(), &Options::default(), Origin { url: Some(&url), place: "" }).expect("a page")
    }

    fn shape(text: &str) -> Shape {
        Shape::of(text, &Default::default())
    }

    fn template<'a>(sites: &'a Sites, host: &str) -> Option<Template<'a>> {
        let url = format!("https://{host}/");
        sites.of(Origin { url: None, place: "" }.site(Some(&url)).into_owned())
    }

    #[test]
    fn a_site_is_known_from_five_pages_on() {
        let mut sites = Sites::default();
        for n in 0..4 {
            sites.learn(&document("a.org", n));
            sites.learn(&document("a.org", n));
        }
        assert!(template(&sites, "a.org").is_none(), "the same page again is no other page");
        sites.learn(&document("a.org", 4));
        let template = template(&sites, "a.org").expect("five pages");
        assert_eq!((template.pages(), template.name().to_string().as_str()), (5, "a.org"));
        assert_eq!(template.count(&shape("Home of a.org")), 5);
        assert_eq!(template.count(&shape("Line 7 of page 3 of a.org")), 1);
        assert_eq!(template.count(&shape("Home of b.org")), 0);
    }

    #[test]
    fn memory_is_bounded_whatever_comes_and_large_sites_stay() {
        const BYTES: usize = 50_000;
        let mut sites = Sites::within(BYTES);
        for n in 0..4_000 {
            sites.learn(&document(&format!("{n}.org"), 0));
            if n % 40 == 0 {
                sites.learn(&document("large.org", n));
            }
            let held: usize = sites.sites.values().map(Site::bytes).sum();
            assert!(held == sites.bytes && held <= BYTES, "{held} bytes, counted as {}", sites.bytes);
        }
        let known = template(&sites, "large.org").expect("a site that comes again and again stays");
        assert!(known.pages() > 80 && known.count(&shape("Home of large.org")) == known.pages());
        assert!(sites.forgotten() > 3_500);
    }

    #[test]
    fn the_same_pages_in_the_same_order_are_the_same() {
        let learn = || {
            let mut sites = Sites::within(20_000);
            (0..1_000usize).for_each(|n| sites.learn(&document(&format!("{}.org", n * n % 97), n)));
            let known = |host: usize| {
                let name = format!("{host}.org");
                template(&sites, &name).map(|known| (known.pages(), known.count(&shape(&format!("Home of {name}")))))
            };
            ((0..97).map(known).collect::<Vec<_>>(), sites.forgotten())
        };
        let first = learn();
        assert!(first.1 > 0 && first.0.iter().flatten().count() > 0);
        assert!((0..3).all(|_| learn() == first));
    }
}
