//! The template families.

mod answers;
mod blogs;
mod docs;
mod forums;
mod listings;
mod news;
mod old;
mod services;
mod shops;
mod systems;
mod wordpress;

use super::page::Page;

/// A template family: pages in the manner of one system or kind of site.
pub struct Family {
    /// Its name.
    pub name: &'static str,
    /// The type of its pages, as in WCXB.
    pub kind: &'static str,
    /// The fold it belongs to.
    pub fold: u8,
    /// How many of its pages there are, compared with others.
    pub weight: usize,
    /// Writes a page and returns its title.
    pub write: fn(&mut Page) -> String,
}

const fn family(
    name: &'static str,
    kind: &'static str,
    fold: u8,
    weight: usize,
    write: fn(&mut Page) -> String,
) -> Family {
    Family { name, kind, fold, weight, write }
}

/// All families. Each fold has news, blogs, a forum, documentation, a shop and pages of other
/// kinds.
pub const FAMILIES: &[Family] = &[
    family("news-rails", "article", 0, 6, news::rails),
    family("news-scroll", "article", 1, 5, news::scroll),
    family("news-second-story", "article", 2, 5, news::second_story),
    family("news-videos", "article", 3, 5, news::videos),
    family("news-live", "article", 4, 4, news::live),
    family("news-paywall", "article", 0, 3, news::paywall),
    family("news-amp", "article", 1, 3, news::amp),
    family("news-hashed", "article", 2, 5, news::hashed),
    family("wordpress-classic", "article", 3, 6, wordpress::classic),
    family("wordpress-blocks", "article", 4, 5, wordpress::blocks),
    family("blogspot", "article", 0, 5, blogs::blogspot),
    family("movable-type", "article", 1, 4, blogs::movable_type),
    family("ghost", "article", 2, 2, blogs::ghost),
    family("substack", "article", 3, 2, blogs::substack),
    family("medium", "article", 4, 2, blogs::medium),
    family("tumblr", "article", 0, 2, blogs::tumblr),
    family("drupal", "article", 1, 3, systems::drupal),
    family("joomla", "article", 2, 3, systems::joomla),
    family("discourse", "forum", 3, 3, forums::discourse),
    family("phpbb", "forum", 4, 3, forums::phpbb),
    family("vbulletin", "forum", 0, 3, forums::vbulletin),
    family("xenforo", "forum", 1, 3, forums::xenforo),
    family("answers", "forum", 2, 3, answers::answers),
    family("mediawiki", "documentation", 3, 3, docs::mediawiki),
    family("docusaurus", "documentation", 4, 3, docs::docusaurus),
    family("sphinx", "documentation", 0, 3, docs::sphinx),
    family("manual", "documentation", 1, 2, docs::manual),
    family("gitbook", "documentation", 2, 2, docs::gitbook),
    family("shopify", "product", 3, 3, shops::shopify),
    family("woocommerce", "product", 4, 3, shops::woocommerce),
    family("spec-shop", "product", 0, 3, shops::spec_shop),
    family("marketplace", "product", 1, 3, shops::marketplace),
    family("shop-hashed", "product", 2, 3, shops::hashed),
    family("listing", "listing", 1, 3, listings::listing),
    family("archive", "listing", 4, 2, listings::archive),
    family("shop-collection", "collection", 2, 3, listings::collection),
    family("shop-category", "collection", 0, 2, listings::category),
    family("directory", "listing", 2, 2, listings::directory),
    family("service", "service", 3, 3, services::service),
    family("service-utility", "service", 4, 3, services::utility),
    family("event", "article", 0, 2, services::event),
    family("recipe", "article", 1, 2, services::recipe),
    family("utility-article", "article", 2, 3, systems::utility),
    family("no-class", "article", 3, 3, systems::no_class),
    family("tables-2006", "article", 4, 4, old::tables),
    family("plain-1998", "article", 0, 2, old::plain),
];
