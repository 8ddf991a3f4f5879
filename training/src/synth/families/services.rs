//! Landing pages, events and recipes.

use crate::synth::head::{About, Age, document};
use crate::synth::naming::Naming;
use crate::synth::page::Page;
use crate::synth::pool::clause;
use crate::synth::story::{Form, Story, Structure};

fn around(page: &mut Page, title: &str, kind: &str, inside: impl FnOnce(&mut Page)) -> String {
    let description = page.sentences(1);
    let about = About { title, description: &description, kind };
    document(page, &about, Age::New, "page", |p| {
        p.site_header();
        inside(p);
        p.site_footer();
    });
    title.to_owned()
}

impl Page<'_> {
    /// Writes a section with a heading and a text as content.
    fn section(&mut self, sentences: usize) {
        let text = self.sentences(sentences);
        let heading = if self.one_in(2) { clause(&text) } else { self.title() };
        self.content(|p| {
            p.tag("section", "section", |p| {
                p.leaf(p.pick_tag("section head", &["h2", "h3", "div"]), "section-title", &heading);
                p.leaf(p.pick_tag("section text", &["p", "div"]), "section-text", &text);
            });
        });
    }

    /// Writes cards with a short text each as content.
    fn cards(&mut self) {
        let count = self.between(3, 8);
        self.div("cards", |p| {
            for _ in 0..count {
                let text = p.sentences(2);
                let heading = clause(&text);
                p.div("card", |p| {
                    p.raw("<svg width=\"24\" height=\"24\" viewBox=\"0 0 24 24\"><path d=\"M4 4h16v16H4z\"/></svg>");
                    p.content(|p| {
                        p.leaf(p.pick_tag("card head", &["h3", "h4", "strong"]), "card-title", &heading);
                        p.leaf("p", "card-text", &text);
                    });
                    if p.always("links of cards", 2) {
                        let more = p.word("read_more");
                        p.link("more", &more);
                    }
                });
            }
        });
    }

    /// Writes questions with their answers as content.
    fn questions(&mut self) {
        let count = self.between(3, 9);
        self.content(|p| {
            p.div("faq", |p| {
                for _ in 0..count {
                    let (question, answer) = (format!("{}?", p.title()), p.sentences(3));
                    if p.always("details", 2) {
                        p.tag("details", "", |p| {
                            p.leaf("summary", "", &question);
                            p.leaf("p", "", &answer);
                        });
                    } else {
                        p.div("question", |p| {
                            p.leaf("h3", "", &question);
                            p.div("answer", |p| p.leaf("p", "", &answer));
                        });
                    }
                }
            });
        });
    }

    /// Writes a button that asks to get in touch.
    fn call_to_action(&mut self) {
        let label = self.word("contact");
        self.div("cta", |p| p.link("button", &label));
    }
}

/// Writes the sections of a landing page.
fn landing(page: &mut Page) -> String {
    let title = page.title();
    let count = page.between(3, 9);
    around(page, &title, "Service", |p| {
        p.tag("main", "main", |p| {
            p.div("hero", |p| {
                p.headline("h1", "headline", &title);
                let text = p.sentences(2);
                p.content(|p| p.leaf("p", "lead", &text));
                p.call_to_action();
            });
            for _ in 0..count {
                match p.below(8) {
                    0 | 1 => p.cards(),
                    2 => p.questions(),
                    3 => {
                        // Logos and the words of customers.
                        let (text, name) = (p.sentences(2), p.any("names"));
                        p.tag("blockquote", "testimonial", |p| {
                            p.content(|p| p.leaf("p", "", &text));
                            p.neutral(|p| p.leaf("cite", "", &name));
                        });
                    }
                    4 => p.call_to_action(),
                    _ => {
                        let most = p.between(2, 5);
                        p.section(most);
                    }
                }
            }
            let story = Story::new(p, 500, Structure::Guide);
            p.div("body", |p| p.pieces(&story.pieces, Form::P, |_, _| {}));
            if p.one_in(2) {
                p.newsletter();
            }
            if p.one_in(2) {
                p.teasers("latest", "blog", 3, true);
            }
            if p.one_in(3) {
                p.comment_form();
            }
        });
    })
}

/// The page of a service.
pub fn service(page: &mut Page) -> String {
    landing(page)
}

/// The page of a service with utility classes.
pub fn utility(page: &mut Page) -> String {
    page.naming = if page.one_in(4) { Naming::hashed(&mut page.random) } else { Naming::utility(&mut page.random) };
    landing(page)
}

/// An event with its time and place.
pub fn event(page: &mut Page) -> String {
    let story = Story::new(page, 600, Structure::News);
    let title = story.title.clone();
    around(page, &title, "Event", |p| {
        p.breadcrumbs();
        p.tag("article", "event", |p| {
            p.headline("h1", "headline", &title);
            let (location, place) = (p.word("location"), format!("{}, {}", p.invented_name(), p.invented_name()));
            let (date, clock, price) = (p.date(), p.clock(), p.price());
            p.content(|p| {
                p.tag("dl", "event-details", |p| {
                    p.leaf("dt", "", &location);
                    p.leaf("dd", "", &place);
                    p.leaf("dd", "", &format!("{date}, {clock}"));
                    p.leaf("dd", "", &price);
                })
            });
            p.shares();
            p.div("body", |p| p.pieces(&story.pieces, Form::P, |_, _| {}));
            p.figure();
        });
        p.teasers("related", "events", 4, true);
        p.newsletter();
    })
}

/// A recipe with ingredients and steps.
pub fn recipe(page: &mut Page) -> String {
    let story = Story::new(page, 400, Structure::News);
    let title = story.title.clone();
    let steps: Vec<String> = (0..page.between(3, 9)).map(|_| page.sentences(2)).collect();
    around(page, &title, "Recipe", |p| {
        p.tag("article", "recipe", |p| {
            p.headline("h1", "headline", &title);
            p.byline();
            p.div("jump", |p| {
                let (jump, print) = (p.word("contents"), p.word("share"));
                p.link("button", &jump);
                p.link("button", &print);
            });
            p.div("body", |p| {
                p.pieces(&story.pieces, Form::P, |p, _| {
                    if p.one_in(3) {
                        p.interruption();
                    }
                })
            });
            p.div("recipe-card", |p| {
                let heading = p.word("ingredients");
                let items: Vec<String> = (0..p.between(4, 12))
                    .map(|_| format!("{} g {}", p.between(1, 60) * 10, p.invented_name().to_lowercase()))
                    .collect();
                p.content(|p| {
                    p.leaf("h3", "", &heading);
                    p.tag("ul", "ingredients", |p| items.iter().for_each(|item| p.leaf("li", "", item)));
                });
                let heading = p.word("preparation");
                p.content(|p| {
                    p.leaf("h3", "", &heading);
                    p.tag("ol", "steps", |p| steps.iter().for_each(|step| p.leaf("li", "", step)));
                });
            });
            p.author_box();
        });
        p.comment_section();
        p.rail();
    })
}
