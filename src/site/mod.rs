//! Sites: blocks that the pages of a site have in common.
//!
//! The pages of a site are made from one template. A block that most of them have is
//! boilerplate, whatever it looks like: a promotion written as prose, or the small print. So the
//! pages are read twice. In the first pass, each page becomes [`Fingerprints`], which [`Sites`]
//! counts. In the second pass, between scoring and selection, p(keep) of the blocks that recur
//! is lowered.
//!
//! | module | task |
//! |---|---|
//! | `name` | tells which site a page belongs to |
//! | `fingerprints` | turns a page into hashes of its blocks |
//! | `table` | counts the pages of a site that have each block |
//! | `learn` | keeps the tables of all sites, in bounded memory |
//! | `profile` | saves learnt sites and reads them back |
//! | `weigh` | lowers p(keep) of the blocks that recur |

mod fingerprints;
mod learn;
mod name;
mod profile;
mod table;
mod weigh;

#[cfg(test)]
mod tests;

use crate::document::Document;

pub use fingerprints::Fingerprints;
pub(crate) use fingerprints::Gathering;
pub use learn::{LEAST_PAGES, Sites, Template};
pub use name::{Name, PageOrigin};
pub use table::MOST_PAGES;
pub use weigh::{Weighed, weigh};

/// The learnt sites, and the origin of the page to compare with them.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// The learnt sites.
    pub sites: &'a Sites,
    /// The origin of the page, the same as when it was learnt.
    pub origin: PageOrigin<'a>,
}

impl<'a> Known<'a> {
    /// Returns the template of the page's site, if enough pages of it were learnt.
    pub(crate) fn template(&self, document: &Document) -> Option<Template<'a>> {
        self.sites.of(self.origin.site(document.head.url.as_deref()))
    }
}
