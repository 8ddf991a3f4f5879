//! Facts about comments that the classes and ids of an element tell.

use std::collections::HashMap;
use std::sync::LazyLock;

use foldhash::fast::FixedState;

use crate::document::tokens;
use crate::document::{Document, Element};

/// A set of facts that names tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct NameFacts(u16);

impl NameFacts {
    /// A word for comments is the name or a part of it.
    pub const COMMENTS: NameFacts = NameFacts(1);
    /// The name is that of a single comment.
    pub const COMMENT: NameFacts = NameFacts(2);
    /// A form, or a call to write a comment.
    pub const FORM: NameFacts = NameFacts(4);
    /// A list of comments on other pages.
    pub const ELSEWHERE: NameFacts = NameFacts(8);
    /// A number of comments, or a page with comments.
    pub const ABOUT: NameFacts = NameFacts(128);
    /// The author.
    pub const AUTHOR: NameFacts = NameFacts(16);
    /// The date.
    pub const DATE: NameFacts = NameFacts(32);
    /// A page of a forum.
    pub const FORUM: NameFacts = NameFacts(256);
    /// A review of a product.
    pub const REVIEW: NameFacts = NameFacts(512);
    /// Buttons, votes and counters.
    pub const CONTROL: NameFacts = NameFacts(64);

    /// Whether the set contains all of `other`.
    pub fn has(self, other: NameFacts) -> bool {
        self.0 & other.0 == other.0
    }
}

/// Words that name comments, in the languages whose sites name classes in their own.
const COMMENTS: &[&str] = &[
    "comment",
    "comments",
    "commentlist",
    "commentslist",
    "commentbody",
    "commenttext",
    "commentarea",
    "commentsblock",
    "disqus",
    "dsq",
    "talkback",
    "talkbacks",
    "cmt",
    "cmts",
    "cmnt",
    "kommentar",
    "kommentare",
    "kommentarer",
    "kommentti",
    "kommentit",
    "commentaire",
    "commentaires",
    "comentario",
    "comentarios",
    "commento",
    "commenti",
    "reactie",
    "reacties",
    "opmerking",
    "opmerkingen",
    "komentarz",
    "komentarze",
    "komentar",
    "komentare",
    "komentari",
    "yorum",
    "yorumlar",
    "hozzaszolas",
    "hozzaszolasok",
    "replies",
    "reader-comments",
    "discussion",
];
/// Whole names of a single comment. Digits do not count: `comment-12` is `comment-`. `_` may stand
/// for `-`.
const COMMENT: &[&str] = &[
    "comment",
    "comment-",
    "li-comment-",
    "comment-item",
    "commentitem",
    "comment-entry",
    "commententry",
    "comment-container",
    "comment-wrapper",
    "comment-wrap",
    "comment-box",
    "commentbox",
    "single-comment",
    "singlecomment",
    "comment-block",
    "comment-post",
    "comment-row",
    "comment-node",
    "comment-holder",
    "comment-odd",
    "comment-even",
    "dsq-comment",
    "dsq-comment-",
    "usercomment",
    "user-comment",
    "reader-comment",
    "comment-single",
    "commentwrap",
    "depth-",
    "kommentar",
    "kommentar-",
    "commentaire",
    "commentaire-",
    "comentario",
    "comentario-",
    "commento",
    "commento-",
    "reactie",
    "reactie-",
    "komentarz",
    "komentarz-",
    "komentar",
    "komentar-",
    "kommentti",
    "kommentti-",
    "opmerking",
    "yorum",
    "yorum-",
    "talkback",
    "cmt",
    "cmt-",
    "cmnt",
    "cmnt-",
];
const FORM: &[&str] = &[
    "form",
    "respond",
    "commentform",
    "commentsform",
    "replyform",
    "postcomment",
    "addcomment",
    "leavecomment",
    "writecomment",
    "login",
    "textarea",
    "captcha",
    "preview",
    "cancel",
    "notes",
    "policy",
    "guidelines",
    "formular",
    "formulaire",
    "formulario",
    "open",
    "closed",
    "nocomments",
    "subscribe",
    "subscription",
];
const ELSEWHERE: &[&str] = &["recent", "recentcomments", "latest", "widget", "top", "popular", "sidebar", "teaser"];
const ABOUT: &[&str] = &[
    "count", "counter", "counts", "has", "no", "with", "enabled", "disabled", "number", "tab", "tabs", "toggle",
    "width",
];
const AUTHOR: &[&str] = &[
    "author",
    "fn",
    "username",
    "user",
    "nick",
    "nickname",
    "commenter",
    "commentor",
    "commentauthor",
    "poster",
    "postedby",
    "name",
    "autor",
    "auteur",
    "autore",
    "byline",
    "cite",
    "writer",
    "member",
    "screenname",
    "handle",
    "verfasser",
    "forfatter",
    "author-name",
];
const DATE: &[&str] = &[
    "date",
    "time",
    "datetime",
    "timestamp",
    "published",
    "commentdate",
    "posted",
    "postedon",
    "ago",
    "datum",
    "fecha",
    "data",
    "created",
];
const CONTROL: &[&str] = &[
    "reply",
    "replylink",
    "actions",
    "action",
    "buttons",
    "button",
    "vote",
    "votes",
    "voting",
    "rating",
    "ratings",
    "like",
    "likes",
    "karma",
    "share",
    "report",
    "flag",
    "edit",
    "avatar",
    "badge",
    "gravatar",
    "tools",
    "toolbar",
    "controls",
    "moderation",
    "num",
    "thumbs",
    "abuse",
    "menu",
    "pagination",
    "navigation",
    "nav",
    "pager",
    "hidden",
    "antworten",
    "melden",
    "responder",
];

/// Words in the names of the outermost elements of a page by forum software.
const FORUM: &[&str] = &[
    "forum",
    "forums",
    "phpbb",
    "vbulletin",
    "xen",
    "xenforo",
    "xf",
    "ips",
    "vanilla",
    "bbpress",
    "discourse",
    "topic",
    "discussions",
    "smf",
    "mybb",
    "fluxbb",
    "punbb",
];
const REVIEW: &[&str] = &["review", "reviews", "woocommerce-reviews", "product-review", "customer-review"];

static KNOWN: LazyLock<KnownTokens> = LazyLock::new(|| {
    let mut known = KnownTokens { facts: HashMap::default(), filter: [0; FILTER / 64] };
    for (words, fact) in [
        (COMMENTS, NameFacts::COMMENTS),
        (FORM, NameFacts::FORM),
        (ELSEWHERE, NameFacts::ELSEWHERE),
        (ABOUT, NameFacts::ABOUT),
        (FORUM, NameFacts::FORUM),
        (AUTHOR, NameFacts::AUTHOR),
        (DATE, NameFacts::DATE),
        (CONTROL, NameFacts::CONTROL),
    ] {
        words.iter().flat_map(|word| tokens::of_name(word)).for_each(|token| known.add(token, fact));
    }
    for name in COMMENT {
        known.add(tokens::of_name(name)[0], NameFacts::COMMENT);
        known.add(tokens::of_name(&name.replace('-', "_"))[0], NameFacts::COMMENT);
    }
    REVIEW.iter().for_each(|name| known.add(tokens::of_name(name)[0], NameFacts::REVIEW));
    known.add(tokens::of_property("comment"), NameFacts::COMMENT);
    for property in ["name", "author", "creator"] {
        known.add(tokens::of_property(property), NameFacts::AUTHOR);
    }
    for property in ["datepublished", "datecreated", "commenttime"] {
        known.add(tokens::of_property(property), NameFacts::DATE);
    }
    known
});

/// Bits of the filter.
const FILTER: usize = 8192;

/// The facts that each token tells.
struct KnownTokens {
    facts: HashMap<u32, NameFacts, FixedState>,
    /// A bit for the lower bits of each known token. Nearly all tokens fail this test.
    filter: [u64; FILTER / 64],
}

impl KnownTokens {
    fn add(&mut self, token: u32, fact: NameFacts) {
        self.facts.entry(token).or_default().0 |= fact.0;
        let bit = token as usize % FILTER;
        self.filter[bit / 64] |= 1 << (bit % 64);
    }

    #[inline]
    fn get(&self, token: u32) -> NameFacts {
        let bit = token as usize % FILTER;
        if self.filter[bit / 64] >> (bit % 64) & 1 == 0 {
            return NameFacts(0);
        }
        self.facts.get(&token).copied().unwrap_or_default()
    }
}

/// Returns the facts that the classes and ids of an element tell.
pub fn of(document: &Document, element: &Element) -> NameFacts {
    let tokens = &document.tokens[element.tokens.start as usize..element.tokens.end as usize];
    let facts = NameFacts(tokens.iter().fold(0, |facts, &token| facts | KNOWN.get(token).0));
    // WordPress names a comment after its author, too: `comment byuser comment-author-ann`.
    if facts.has(NameFacts::COMMENT) { NameFacts(facts.0 & !NameFacts::AUTHOR.0) } else { facts }
}
