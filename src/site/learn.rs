//! Learns sites, in bounded memory.

use std::collections::HashMap;

use foldhash::fast::RandomState;

use super::fingerprints::{self, Fingerprints};
use super::name::Name;
use super::table::{CountTable, MOST_PAGES};
use crate::features::shape::Shape;

/// Minimum number of pages of a site. Two or three pages may share content.
pub const LEAST_PAGES: u32 = 5;

/// Default memory limit for all sites, in bytes. This is enough for about 30,000 sites
/// with one page each, or 10,000 sites of any size.
const LIMIT: usize = 64 << 20;
/// Memory of a site without its blocks, in bytes, measured with a million sites.
const SITE: usize = 96;
/// Fraction of the memory to free at a time: one in this many.
const FREE_PART: usize = 4;

/// The sites that were learnt.
///
/// The result depends on the order in which pages are learnt. If there are too many
/// sites, those with the fewest pages are forgotten, and among them those with the
/// oldest last page.
#[derive(Debug)]
pub struct Sites {
    sites: HashMap<u64, Site, RandomState>,
    limit: usize,
    bytes: usize,
    /// Number of pages so far.
    pages: u64,
    /// Number of pages that were forgotten.
    forgotten: u64,
}

/// A site.
#[derive(Debug, Default)]
struct Site {
    table: CountTable,
    /// Hashes of the pages that were counted, sorted.
    seen: Vec<u64>,
    /// Number of its last page among the pages of all sites; 0 if it is new.
    last: u64,
}

impl Site {
    /// Counts a page, unless it was counted before. Two copies of a page share their
    /// content, not only the template.
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

    /// Returns its memory, in bytes.
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
    /// Creates an empty set of sites with a memory limit in bytes.
    pub fn within(bytes: usize) -> Self {
        Sites { sites: HashMap::default(), limit: bytes, bytes: 0, pages: 0, forgotten: 0 }
    }

    /// Counts the blocks of a page.
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

    /// Returns the template of a site, if at least [`LEAST_PAGES`] of its pages were learnt.
    pub fn of<'a>(&'a self, name: Name<'a>) -> Option<Template<'a>> {
        let table = &self.sites.get(&name.key())?.table;
        (table.pages() >= LEAST_PAGES).then_some(Template { name, table })
    }

    /// Returns the number of pages that were forgotten because there were too many sites.
    pub fn forgotten(&self) -> u64 {
        self.forgotten
    }

    /// Returns the tables of the sites with enough pages and the hashes of their names, in the order
    /// of the hashes.
    pub(super) fn tables(&self) -> Vec<(u64, &CountTable)> {
        let tables = self.sites.iter().map(|(&key, site)| (key, &site.table));
        let mut tables: Vec<_> = tables.filter(|(_, table)| table.pages() >= LEAST_PAGES).collect();
        tables.sort_unstable_by_key(|(key, _)| *key);
        tables
    }

    /// Adds a site that was learnt before.
    pub(super) fn insert(&mut self, key: u64, table: CountTable) {
        self.sites.insert(key, Site { table, ..Site::default() });
    }

    /// Frees memory: first the blocks that occur on one page only, of sites with enough
    /// pages; then whole sites.
    fn make_room(&mut self) {
        let enough = self.limit - self.limit / FREE_PART;
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

/// The blocks that the pages of a site share.
#[derive(Debug, Clone)]
pub struct Template<'a> {
    name: Name<'a>,
    table: &'a CountTable,
}

impl Template<'_> {
    /// Returns the name of the site.
    pub fn name(&self) -> &Name<'_> {
        &self.name
    }

    /// Returns how many of its pages were learnt.
    pub fn pages(&self) -> u32 {
        self.table.pages()
    }

    /// Returns on how many of these pages a block with this shape occurs.
    pub fn count(&self, shape: &Shape) -> u32 {
        fingerprints::hash(shape).map_or(0, |hash| self.table.count(hash))
    }
}

#[cfg(test)]
mod tests {
    use super::super::PageOrigin;
    use super::*;
    use crate::Options;
    use crate::extract::fingerprints;

    /// Returns the nth page of a site: a block of the template, and 40 blocks of its own.
    fn document(host: &str, n: usize) -> Fingerprints {
        let own: String = (0..40).map(|line| format!("<p>Line {line} of page {n} of {host}")).collect();
        let html = format!("<nav>Home of {host}</nav>{own}");
        let url = format!("https://{host}/{n}");
        fingerprints(html.as_bytes(), &Options::default(), PageOrigin { url: Some(&url), place: "" }).expect("a page")
    }

    fn shape(text: &str) -> Shape {
        Shape::of(text, &Default::default(), &Default::default())
    }

    fn template<'a>(sites: &'a Sites, host: &str) -> Option<Template<'a>> {
        let url = format!("https://{host}/");
        sites.of(PageOrigin { url: None, place: "" }.site(Some(&url)).into_owned())
    }

    #[test]
    fn a_site_needs_five_different_pages() {
        let mut sites = Sites::default();
        for n in 0..4 {
            sites.learn(&document("a.org", n));
            sites.learn(&document("a.org", n));
        }
        assert!(template(&sites, "a.org").is_none(), "copies of a page count once");
        sites.learn(&document("a.org", 4));
        let template = template(&sites, "a.org").expect("five pages");
        assert_eq!((template.pages(), template.name().to_string().as_str()), (5, "a.org"));
        assert_eq!(template.count(&shape("Home of a.org")), 5);
        assert_eq!(template.count(&shape("Line 7 of page 3 of a.org")), 1);
        assert_eq!(template.count(&shape("Home of b.org")), 0);
    }

    #[test]
    fn memory_is_bounded_and_large_sites_stay() {
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
    fn the_same_pages_in_the_same_order_give_the_same_result() {
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
