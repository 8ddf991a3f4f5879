//! How a page names the classes of its elements.

use crate::hash::hash;
use crate::random::Random;

/// Names that sites give to the same part of a page.
const SYNONYMS: &[(&str, &[&str])] = &[
    (
        "body",
        &[
            "article-body",
            "story-content",
            "post-text",
            "entry",
            "article-text",
            "content-body",
            "text",
            "story",
            "body-copy",
            "richtext",
            "detail-text",
            "main-text",
            "articleContent",
            "page-content",
        ],
    ),
    (
        "lead",
        &[
            "lead",
            "intro",
            "standfirst",
            "deck",
            "subtitle",
            "teaser-text",
            "summary",
            "excerpt",
            "abstract",
            "article-lead",
            "preamble",
            "kicker-text",
        ],
    ),
    (
        "headline",
        &[
            "headline",
            "title",
            "article-title",
            "post-title",
            "entry-title",
            "story-headline",
            "page-title",
            "heading",
            "hed",
        ],
    ),
    (
        "meta",
        &[
            "meta",
            "byline",
            "article-meta",
            "post-info",
            "info",
            "details",
            "author-date",
            "entry-meta",
            "article-info",
            "story-meta",
            "data",
        ],
    ),
    ("author", &["author", "byline-name", "writer", "name", "contributor", "reporter", "author-name", "credit"]),
    ("date", &["date", "time", "published", "timestamp", "pubdate", "datetime", "when"]),
    (
        "related",
        &[
            "related",
            "more-stories",
            "recommended",
            "also",
            "see-also",
            "further",
            "more-on",
            "read-next",
            "linked",
            "similar",
            "related-articles",
        ],
    ),
    (
        "promo",
        &[
            "inline-link",
            "promo",
            "read-more",
            "related-inline",
            "link-box",
            "context",
            "article-link",
            "embed-link",
            "more",
            "in-text",
            "box",
        ],
    ),
    (
        "teaser",
        &[
            "teaser",
            "card",
            "item",
            "story-card",
            "tile",
            "article-preview",
            "entry-small",
            "block",
            "listing-item",
            "feed-item",
            "promo-item",
        ],
    ),
    (
        "rail",
        &["sidebar", "rail", "aside", "right-column", "secondary", "col-right", "column", "extra", "side", "widgets"],
    ),
    ("nav", &["nav", "menu", "main-nav", "navigation", "navbar", "site-menu", "primary-menu", "topnav"]),
    ("header", &["header", "site-header", "masthead", "top", "page-header", "topbar", "head"]),
    ("footer", &["footer", "site-footer", "page-footer", "bottom", "foot", "colophon"]),
    (
        "share",
        &[
            "share",
            "social",
            "sharing",
            "share-bar",
            "social-share",
            "share-buttons",
            "sharebar",
            "some",
            "share-tools",
        ],
    ),
    (
        "comments",
        &[
            "comments",
            "discussion",
            "comment-section",
            "responses",
            "feedback",
            "debate",
            "reader-comments",
            "community",
        ],
    ),
    ("comment", &["comment", "response", "comment-item", "post", "entry", "reply", "message", "comment-row"]),
    ("newsletter", &["newsletter", "signup", "subscribe-box", "mailing", "email-signup", "nl-box", "cta", "optin"]),
    ("consent", &["consent", "cookie-banner", "cookies", "gdpr", "privacy-notice", "cmp", "overlay", "cc-window"]),
    ("caption", &["caption", "figcaption", "image-text", "photo-caption", "legend", "image-caption", "media-text"]),
    ("credit", &["credit", "copyright", "source", "photographer", "image-credit"]),
    ("tags", &["tags", "keywords", "topics", "labels", "categories", "tag-list"]),
    (
        "main",
        &["main", "content", "primary", "site-content", "page", "main-column", "center", "col-main", "container-main"],
    ),
    (
        "wrap",
        &[
            "wrap",
            "container",
            "inner",
            "row",
            "grid",
            "layout",
            "section",
            "wrapper",
            "outer",
            "holder",
            "group",
            "col",
        ],
    ),
    ("most-read", &["most-read", "popular", "trending", "top-stories", "ranking", "toplist", "top10"]),
    ("author-box", &["author-box", "about-author", "author-bio", "bio", "profile", "author-card", "contributor-box"]),
    ("gallery", &["gallery", "slideshow", "slider", "carousel", "photos", "image-gallery", "bildstrecke"]),
    ("ad", &["ad", "advert", "banner", "sponsor", "ad-slot", "promo-banner", "commercial", "gpt"]),
    ("paywall", &["paywall", "premium", "subscription-wall", "locked", "plus", "gate", "offer", "piano-inline"]),
    ("ticker", &["ticker", "breaking", "newsflash", "live-feed", "headlines", "latest", "stream"]),
    ("product", &["product", "product-detail", "pdp", "item-page", "product-main", "artikel"]),
    ("description", &["description", "product-description", "details", "product-text", "info-text", "tab-content"]),
    ("price", &["price", "product-price", "amount", "cost", "price-box", "current-price"]),
    ("post", &["post", "message", "topic-post", "entry", "thread-item", "reply"]),
    ("user", &["user", "poster", "author", "member", "profile", "userinfo", "avatar-box"]),
];

/// A way of naming.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    /// `story-content`
    Plain,
    /// `nd-story-content`
    Prefixed,
    /// `nd-story__content--wide`
    Bem,
    /// `storyContent`
    Camel,
    /// `Story_content__x1Y2z`
    Module,
    /// `css-1x2y3z`
    Hashed,
    /// `flex mt-4 px-6`
    Utility,
    /// No classes.
    None,
}

/// The names of the classes of a page.
#[derive(Debug)]
pub struct Naming {
    style: Style,
    seed: u64,
    prefix: String,
}

/// Utility classes, drawn by the hash of a role.
const UTILITY: &[&str] = &[
    "flex",
    "grid",
    "block",
    "hidden md:block",
    "mt-4",
    "mb-8",
    "mx-auto",
    "px-6",
    "py-3",
    "p-4",
    "gap-4",
    "space-y-4",
    "text-lg",
    "text-sm",
    "text-gray-600",
    "text-slate-900",
    "font-bold",
    "font-medium",
    "leading-7",
    "leading-relaxed",
    "rounded-lg",
    "border",
    "border-gray-200",
    "bg-white",
    "bg-slate-50",
    "shadow",
    "max-w-3xl",
    "max-w-prose",
    "w-full",
    "md:w-2/3",
    "lg:col-span-8",
    "lg:grid-cols-3",
    "items-center",
    "justify-between",
    "tracking-tight",
    "relative",
];

impl Naming {
    /// Returns a way of naming at random.
    pub fn new(random: &mut Random) -> Naming {
        let styles = [
            Style::Plain,
            Style::Plain,
            Style::Plain,
            Style::Prefixed,
            Style::Bem,
            Style::Bem,
            Style::Camel,
            Style::Module,
            Style::Hashed,
            Style::Utility,
            Style::None,
        ];
        let style = styles[random.below(styles.len())];
        Naming { style, ..Naming::plain(random) }
    }

    /// Returns names as `story-content`.
    pub fn plain(random: &mut Random) -> Naming {
        let letter = |random: &mut Random| (b'a' + random.below(26) as u8) as char;
        let prefix = (0..1 + random.below(3)).map(|_| letter(random)).collect();
        Naming { style: Style::Plain, seed: random.below(1 << 40) as u64, prefix }
    }

    /// Returns names as `flex mt-4`.
    pub fn utility(random: &mut Random) -> Naming {
        Naming { style: Style::Utility, ..Naming::plain(random) }
    }

    /// Returns names as `css-1x2y3z` or `Story_content__x1Y2z`.
    pub fn hashed(random: &mut Random) -> Naming {
        let style = if random.one_in(2) { Style::Hashed } else { Style::Module };
        Naming { style, ..Naming::plain(random) }
    }

    /// Returns names for a page without classes.
    pub fn none(random: &mut Random) -> Naming {
        Naming { style: Style::None, ..Naming::plain(random) }
    }

    /// Returns the value of the `class` attribute of a part; empty without classes.
    pub fn class(&self, role: &str) -> String {
        let own = hash(role.bytes()) ^ self.seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let name = SYNONYMS.iter().find(|(key, _)| *key == role);
        let name = name.map_or(role, |(_, names)| names[(own >> 20) as usize % names.len()]);
        let prefix = &self.prefix;
        match self.style {
            Style::Plain => name.to_owned(),
            Style::Prefixed => format!("{prefix}-{name}"),
            Style::Bem => match name.split_once('-') {
                Some((block, element)) => format!("{prefix}-{block}__{element}"),
                None if own.is_multiple_of(3) => format!("{prefix}-{name} {prefix}-{name}--{}", own % 7),
                None => format!("{prefix}-{name}"),
            },
            Style::Camel => {
                let mut parts = name.split('-');
                let first = parts.next().unwrap_or_default().to_owned();
                parts.fold(first, |all, part| format!("{all}{}{}", part[..1].to_uppercase(), &part[1..]))
            }
            Style::Module => {
                let (file, part) = name.split_once('-').unwrap_or((name, "root"));
                format!("{}{}_{part}__{}", file[..1].to_uppercase(), &file[1..], letters(own, 5))
            }
            Style::Hashed => match own % 3 {
                0 => format!("css-{}", letters(own, 6)),
                1 => format!("sc-{} {}", letters(own, 8), letters(own >> 9, 6)),
                _ => format!("{}-{}", letters(own, 3), letters(own >> 7, 5)),
            },
            Style::Utility => {
                let count = 2 + own as usize % 4;
                let one = |at: usize| UTILITY[(own >> (5 * at)) as usize % UTILITY.len()];
                (0..count).map(one).collect::<Vec<_>>().join(" ")
            }
            Style::None => String::new(),
        }
    }
}

/// Returns letters and digits that a number stands for.
fn letters(mut number: u64, count: usize) -> String {
    const ALL: &[u8] = b"abcdefghijkmnopqrstuvwxyz0123456789";
    let mut next = || {
        let letter = ALL[(number % ALL.len() as u64) as usize];
        number = (number / ALL.len() as u64) ^ number.rotate_left(17);
        letter as char
    };
    (0..count).map(|_| next()).collect()
}
