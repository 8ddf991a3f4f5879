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
//! let page = |story: &str| format!("<title>Mill</title><p>{story}<p>Our newsletter is read by half of the county. Join them.");
//! let stories = ["One went up the hill.", "Two sat down to eat.", "Three slept late.", "Four lied.", "Five sang."];
//! let (options, origin) = (Options::default(), Origin { url: Some("https://example.org/"), place: "" });
//! let mut sites = Sites::default();
//! for story in stories {
//!     sites.learn(&dehusk::fingerprints(page(story).as_bytes(), &options, origin)?);
//! }
//! let (known, mut out) = (Known { sites: &sites, origin }, Vec::new());
//! dehusk::extract_stream_with(page(stories[0]).as_bytes(), &mut out, &options, &Models::BUILT_IN, Some(known))?;
//! assert_eq!(out, b"One went up the hill.\n");
//! # Ok::<(), dehusk::Error>(())
//! ```

mod fingerprints;
mod learn;
mod name;
mod table;
mod weigh;

use crate::line::Page;

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
    pub(crate) fn template(&self, page: &Page) -> Option<Template<'a>> {
        self.sites.of(self.origin.site(page.meta.url.as_deref()))
    }
}
