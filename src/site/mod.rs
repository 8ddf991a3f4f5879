//! Sites: what pages of one site have in common.
//!
//! The pages of a site are made from one template. A line that most of them
//! have is boilerplate, whatever it looks like: a promotion written as prose,
//! the small print. So the pages are read twice. The first time each becomes
//! [`Fingerprints`], which [`Sites`] counts; the second time, between score and
//! select, p(keep) is lowered where a line recurs.
//!
//! | module | what it does |
//! |---|---|
//! | `name` | which site a page belongs to |
//! | `fingerprints` | a page as the hashes of its lines |
//! | `table` | how many pages of a site have each line |
//! | `learn` | the tables of all sites, in bounded memory |
//! | `weigh` | what recurrence does to p(keep), and what is spared |
//!
//! ```
//! use dehusk::site::{Origin, Sites, Known};
//! use dehusk::{Options, score::Models};
//!
//! let promotion = "Our letter is read by half of the county every Friday, and it is free.";
//! let page = |n: usize| {
//!     let story = format!("The {n} old mills by the river ground flour for many years, until their axles broke.");
//!     format!("<p>{story}<p>On Saturday {n} wheels turned again, while half of the village watched.<p>{promotion}")
//! };
//! let options = Options::default();
//! let origin = |url| Origin { url: Some(url), place: "" };
//! let urls: Vec<String> = (0..5).map(|n| format!("https://example.org/{n}")).collect();
//! let mut sites = Sites::default();
//! for (n, url) in urls.iter().enumerate() {
//!     sites.learn(&dehusk::fingerprints(page(n).as_bytes(), &options, origin(url))?);
//! }
//! let (known, mut out) = (Known { sites: &sites, origin: origin(&urls[0]) }, Vec::new());
//! dehusk::clean_stream(page(0).as_bytes(), &mut out, &options, &Models::BUILT_IN, Some(known))?;
//! let (with, without) = (String::from_utf8_lossy(&out), dehusk::clean(page(0).as_bytes(), &options, &dehusk::model::Models::BUILT_IN)?.text);
//! assert!(without.contains(promotion) && !with.contains(promotion));
//! assert_eq!(without.replace(&format!("\n\n{promotion}"), ""), with);
//! # Ok::<(), dehusk::Error>(())
//! ```

mod fingerprints;
mod learn;
mod name;
mod table;
mod weigh;

use crate::document::Document;

pub use fingerprints::Fingerprints;
pub(crate) use fingerprints::Gathering;
pub use learn::{LEAST_PAGES, Sites, Template};
pub use name::{Name, Origin};
pub use table::MOST_PAGES;
pub use weigh::{Weighed, weigh};

/// The sites that were learnt, and where a page that is held against them
/// comes from.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// What was learnt.
    pub sites: &'a Sites,
    /// Where the page comes from; the same as when it was learnt.
    pub origin: Origin<'a>,
}

impl<'a> Known<'a> {
    /// What the site of a page has in common, if enough is known of it.
    pub(crate) fn template(&self, document: &Document) -> Option<Template<'a>> {
        self.sites.of(self.origin.site(document.head.url.as_deref()))
    }
}
