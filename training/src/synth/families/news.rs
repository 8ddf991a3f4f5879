//! News sites.

use crate::synth::head::{About, Age, document, script};
use crate::synth::marks::Mark;
use crate::synth::naming::Naming;
use crate::synth::page::Page;
use crate::synth::story::{Form, Piece, Story, Structure};

/// How an article of a news site is built.
pub struct Plan {
    /// One paragraph in this many is followed by boilerplate; 0 for never.
    pub interruptions: usize,
    /// Whether readers can comment.
    pub comments: bool,
    /// Number of blocks that are shown.
    pub shown: usize,
}

impl Plan {
    /// Returns a plan at random.
    fn new(page: &mut Page) -> Plan {
        Plan { interruptions: page.pick(&[0, 2, 3, 3, 4, 6]), comments: page.one_in(2), shown: usize::MAX }
    }
}

/// Writes an article: headline, deck, byline, picture and body.
pub fn article(page: &mut Page, story: &Story, plan: &Plan, form: Form) {
    let tag = if page.always("div article", 3) { "div" } else { "article" };
    page.tag(tag, "article", |p| {
        let top = if p.always("header in article", 2) { "header" } else { "div" };
        let deck_in_body = p.always("deck in body", 3);
        p.tag(top, "article-header", |p| {
            if p.always("kicker", 2) {
                let section = p.any("sections");
                p.leaf(p.pick_tag("kicker", &["span", "a", "p", "div"]), "kicker", &section);
            }
            p.headline(if p.always("low headline", 9) { "h2" } else { "h1" }, "headline", &story.title);
            if !deck_in_body {
                deck(p, story);
            }
            p.byline();
            if p.always("shares above", 2) {
                p.shares();
            }
        });
        if p.always("gallery above", 9) {
            p.gallery();
        } else if !p.always("no picture", 4) {
            p.figure();
        }
        body(p, story, plan, form, deck_in_body);
        p.after_body(plan);
    });
}

fn deck(page: &mut Page, story: &Story) {
    if let Some(text) = &story.deck {
        let tag = page.pick_tag("deck", &["h2", "p", "div", "strong"]);
        page.content(|p| p.leaf(tag, "lead", text));
        page.raw("\n");
    }
}

/// Writes the body of an article with boilerplate between its blocks.
fn body(page: &mut Page, story: &Story, plan: &Plan, form: Form, with_deck: bool) {
    let pieces = &story.pieces[..plan.shown.min(story.pieces.len())];
    let wrappers = page.below(3);
    let attributes = if page.always("itemprop", 4) { "body[itemprop=articleBody]" } else { "body" };
    page.div(attributes, |p| {
        p.wrapped(wrappers, |p| {
            if with_deck {
                deck(p, story);
            }
            if p.always("byline in body", 5) {
                let line = format!("{} {}", p.word("by"), p.any("names"));
                p.leaf(p.pick_tag("byline in body", &["p", "div", "em"]), "", &line);
            }
            p.pieces(pieces, form, |p, at| {
                if plan.interruptions > 0 && at + 1 < pieces.len() && p.one_in(plan.interruptions) {
                    p.interruption();
                }
            });
            if p.always("signed", 5) {
                p.signed();
            }
            // A promo after the last paragraph does the most harm.
            if plan.interruptions > 0 && p.one_in(3) {
                p.promo();
            }
        });
    });
}

impl Page<'_> {
    /// Writes the lines that end the text of an article: author, agency, date.
    fn signed(&mut self) {
        let (name, agency) = (self.any("names"), self.invented_name().to_uppercase());
        let line = match self.below(4) {
            0 => format!("({name})"),
            1 => format!("{} {name}; {agency}", self.word("by")),
            2 => format!("{} {}", self.word("updated"), self.date()),
            _ => format!("{agency} / {name}"),
        };
        let tag = self.pick(&["em", "strong", "span"]);
        self.tag("p", "", |p| p.leaf(tag, "", &line));
    }

    /// Writes the boilerplate after the body, inside the element of the article.
    fn after_body(&mut self, plan: &Plan) {
        if self.always("tags behind", 2) {
            self.tags();
        }
        if self.always("author box behind", 3) {
            self.author_box();
        }
        if self.always("shares behind", 2) {
            self.shares();
        }
        if plan.comments && self.always("comments in article", 2) {
            self.comment_section();
        }
    }
}

/// Writes a page around an article.
fn page_around(page: &mut Page, story: &Story, inside: impl FnOnce(&mut Page)) -> String {
    let description = story.description();
    let about = About { title: &story.title, description: &description, kind: "NewsArticle" };
    let body = page.pick(&["", "page", ".article-page.no-js", "#top"]);
    document(page, &about, Age::New, body, |p| {
        p.site_header();
        p.wrapped(3, |p| {
            if p.always("crumbs", 2) {
                p.breadcrumbs();
            }
            inside(p);
        });
        p.site_footer();
    });
    story.title.clone()
}

fn story(page: &mut Page) -> Story {
    let least = page.pick(&[700, 1500, 3000, 5000]);
    Story::new(page, least, Structure::News)
}

fn form(page: &mut Page) -> Form {
    if page.one_in(9) { Form::Div } else { Form::P }
}

/// Returns the tag of the main column.
fn main_tag(page: &Page) -> &'static str {
    if page.always("div main", 3) { "div" } else { "main" }
}

/// Columns of boxes to the left and right, most-read lists.
pub fn rails(page: &mut Page) -> String {
    let (story, plan, form) = (story(page), Plan::new(page), form(page));
    page_around(page, &story, |p| {
        if p.one_in(3) {
            p.rail();
        }
        p.tag(main_tag(p), "main", |p| {
            article(p, &story, &plan, form);
            if p.one_in(2) {
                p.below_article();
            }
            if plan.comments && !p.always("comments in article", 2) {
                p.comment_section();
            }
        });
        p.rail();
    })
}

/// A long stream of teasers below the article.
pub fn scroll(page: &mut Page) -> String {
    let (story, plan, form) = (story(page), Plan::new(page), form(page));
    page_around(page, &story, |p| {
        p.tag(main_tag(p), "main", |p| {
            article(p, &story, &plan, form);
            p.below_article();
        });
        let count = p.between(10, 40);
        let summaries = !p.one_in(4);
        p.teasers("latest", "feed", count, summaries);
        if p.one_in(2) {
            p.leaf("div", "loader", "…");
        }
    })
}

/// The beginning of another article below, in the same markup.
pub fn second_story(page: &mut Page) -> String {
    let (first, plan, form) = (story(page), Plan::new(page), form(page));
    page_around(page, &first, |p| {
        p.tag(main_tag(p), "main", |p| {
            article(p, &first, &plan, form);
            p.advert();
            let count = p.between(1, 2);
            for _ in 0..count {
                let next = story(p);
                p.tag(if p.always("div article", 3) { "div" } else { "article" }, "article", |p| {
                    p.tag(if p.always("header in article", 2) { "header" } else { "div" }, "article-header", |p| {
                        p.leaf(p.pick_tag("second head", &["h1", "h2", "div"]), "headline", &next.title);
                        if let Some(deck) = &next.deck {
                            p.leaf("p", "lead", deck);
                        }
                        p.byline();
                    });
                    let shown = p.between(1, 5).min(next.pieces.len());
                    p.div("body", |p| p.pieces_as(Mark::Other, &next.pieces[..shown], form, |_, _| {}));
                    let more = p.word("read_more");
                    p.link("more", &more);
                });
            }
        });
        if p.one_in(2) {
            p.rail();
        }
    })
}

/// Rows of videos before the lead and between the paragraphs.
pub fn videos(page: &mut Page) -> String {
    let (story, plan, form) = (story(page), Plan::new(page), form(page));
    let early = page.one_in(2);
    page_around(page, &story, |p| {
        if early {
            p.videos();
        }
        p.tag(main_tag(p), "main", |p| {
            p.headline("h1", "headline", &story.title);
            p.byline();
            if !early {
                p.videos();
            }
            deck(p, &story);
            body(p, &story, &plan, form, false);
            p.shares();
            p.below_article();
            if plan.comments {
                p.comment_section();
            }
        });
    })
}

/// Entries with a time, and tickers of other stories.
pub fn live(page: &mut Page) -> String {
    let story = story(page);
    page_around(page, &story, |p| {
        if p.one_in(2) {
            p.ticker();
        }
        p.tag(main_tag(p), "main", |p| {
            p.headline("h1", "headline", &story.title);
            deck(p, &story);
            p.byline();
            let each = p.between(1, 3);
            for entry in story.pieces.chunks(each) {
                p.tag(p.pick_tag("entry", &["article", "div", "section"]), "live-entry", |p| {
                    let clock = p.clock();
                    p.neutral(|p| p.leaf(p.pick_tag("clock", &["time", "span", "div"]), "date", &clock));
                    p.div("body", |p| p.pieces(entry, Form::P, |_, _| {}));
                    if p.always("shares of entries", 2) {
                        p.shares();
                    }
                });
                if p.one_in(4) {
                    p.interruption();
                }
            }
            p.below_article();
        });
        p.ticker();
    })
}

/// The first paragraphs, then an offer.
pub fn paywall(page: &mut Page) -> String {
    let (story, form) = (story(page), form(page));
    let plan = Plan { interruptions: 0, comments: false, shown: page.between(1, 4) };
    page_around(page, &story, |p| {
        p.tag(main_tag(p), "main", |p| {
            article(p, &story, &plan, form);
            p.paywall();
            p.below_article();
        });
        if p.one_in(2) {
            p.rail();
        }
    })
}

/// The short form for telephones.
pub fn amp(page: &mut Page) -> String {
    let story = story(page);
    let interruptions = page.pick(&[0, 3, 5]);
    let title = story.title.clone();
    let description = story.description();
    let about = About { title: &title, description: &description, kind: "NewsArticle" };
    document(page, &about, Age::New, "", |p| {
        p.raw("<style amp-boilerplate>body{-webkit-animation:-amp-start 8s steps(1,end) 0s 1 normal both}</style><script async src=\"https://cdn.ampproject.org/v0.js\"></script>");
        p.tag("amp-sidebar", "#sidebar[layout=nodisplay]", |p| p.menu("", 9));
        p.tag("header", ".amp-header", |p| {
            let site = p.site.clone();
            p.link("", &site);
        });
        p.tag("article", ".amp-article", |p| {
            p.headline("h1", "", &story.title);
            p.byline();
            p.raw("<amp-img src=\"/lead.jpg\" width=\"1200\" height=\"675\" layout=\"responsive\"></amp-img>");
            let caption = p.any("captions");
            p.leaf("p", ".caption", &caption);
            deck(p, &story);
            p.pieces(&story.pieces, Form::P, |p, _| {
                if interruptions > 0 && p.one_in(interruptions) {
                    if p.one_in(2) {
                        p.raw("<amp-ad width=\"300\" height=\"250\" type=\"doubleclick\"></amp-ad>");
                    } else {
                        p.promo();
                    }
                }
            });
            p.shares();
        });
        p.tag("amp-list", "", |p| p.teasers("related", "related", 4, false));
        p.tag("amp-consent", "#consent[layout=nodisplay]", |p| p.consent());
        p.legal_line();
    });
    title
}

/// Class names made by a build.
pub fn hashed(page: &mut Page) -> String {
    page.naming = Naming::hashed(&mut page.random);
    page.pretty = false;
    let (story, plan) = (story(page), Plan::new(page));
    let form = if page.one_in(3) { Form::Div } else { Form::P };
    let single = page.one_in(2);
    page_around(page, &story, |p| {
        p.div("#__next", |p| {
            p.tag(main_tag(p), "main", |p| {
                if single {
                    article(p, &story, &plan, form);
                } else {
                    // Each paragraph stands in an element of its own.
                    p.headline("h1", "headline", &story.title);
                    p.byline();
                    deck(p, &story);
                    for piece in &story.pieces {
                        let is_text = matches!(piece, Piece::Paragraph(_));
                        p.div(if is_text { "text-block" } else { "component" }, |p| {
                            p.div("wrap", |p| p.pieces(std::slice::from_ref(piece), form, |_, _| {}));
                        });
                        if plan.interruptions > 0 && p.one_in(plan.interruptions) {
                            p.div("component", |p| p.interruption());
                        }
                    }
                }
                p.below_article();
            });
        });
        (0..3).for_each(|_| script(p));
    })
}
