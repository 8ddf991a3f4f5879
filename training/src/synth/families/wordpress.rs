//! WordPress.

use super::blogs::{blog, deck, story};
use crate::synth::head::Age;
use crate::synth::page::Page;
use crate::synth::story::{Form, Piece, Story};

/// WordPress before blocks, with the comments of that time.
pub fn classic(page: &mut Page) -> String {
    let story = story(page);
    let site = page.site.clone();
    let between = page.pick(&[0, 0, 4]);
    blog(page, &story, Age::Middle, "[class=single single-post]", |p| {
        p.div("#page", |p| {
            p.div("#header", |p| {
                p.tag("h1", "", |p| p.link("", &site));
                let line = p.title();
                p.leaf("div", ".description", &line);
            });
            p.menu("#nav", 5);
            let before = p.one_in(3);
            if before {
                sidebar(p);
            }
            p.div("#content.narrowcolumn", |p| {
                if p.one_in(2) {
                    p.div(".navigation", |p| {
                        let (before, after) = (p.title(), p.title());
                        p.div(".alignleft", |p| p.link("", &format!("« {before}")));
                        p.div(".alignright", |p| p.link("", &format!("{after} »")));
                    });
                }
                p.div(".post#post-172", |p| {
                    p.headline("h2", if p.always("entry-title", 2) { ".entry-title" } else { "" }, &story.title);
                    if p.always("small date", 2) {
                        let text = format!("{} · {} {}", p.date(), p.word("by"), p.any("names"));
                        p.leaf("small", "", &text);
                    }
                    p.div(if p.always("entry", 2) { ".entry" } else { ".entry-content" }, |p| {
                        deck(p, &story);
                        p.pieces(&story.pieces, Form::P, |p, _| {
                            if between > 0 && p.one_in(between) {
                                picture(p);
                            }
                        });
                        if p.one_in(2) {
                            p.div(".sharedaddy.sd-sharing-enabled", |p| p.shares());
                        }
                        if p.one_in(4) {
                            p.div(".yarpp.yarpp-related", |p| {
                                let heading = p.word("related");
                                p.leaf("h3", "", &heading);
                                p.tag("ol", "", |p| {
                                    (0..4).for_each(|_| {
                                        let title = p.title();
                                        p.tag("li", "", |p| p.link("[rel=bookmark]", &title));
                                    })
                                });
                            });
                        }
                        if p.one_in(2) {
                            p.postmetadata();
                        }
                    });
                });
                p.old_comments();
            });
            if !before {
                sidebar(p);
            }
            p.tag("div", "#footer", |p| p.legal_line());
        });
    })
}

fn picture(page: &mut Page) {
    let caption = page.any("captions");
    page.div(".wp-caption.aligncenter[style=width: 510px]", |p| {
        p.raw("<img src=\"/wp-content/uploads/a.jpg\" alt=\"\" class=\"size-full\" width=\"500\" height=\"333\" />");
        p.leaf("p", ".wp-caption-text", &caption);
    });
}

fn sidebar(page: &mut Page) {
    let count = page.between(2, 7);
    page.div("#sidebar[role=complementary]", |p| {
        p.tag("ul", "", |p| {
            for _ in 0..count {
                p.tag("li", ".widget", |p| match p.below(6) {
                    0 => p.search_form(),
                    1 => p.recent_comments(),
                    2 => p.ranking("latest"),
                    3 => {
                        let (about, text) = (p.word("about"), p.sentences(3));
                        p.leaf("h2", ".widgettitle", &about);
                        p.leaf("p", "", &text);
                    }
                    4 => {
                        let months: Vec<String> = p.words.all("months").to_vec();
                        p.tag("ul", "", |p| {
                            for month in &months {
                                let text = format!("{month} {} ({})", p.between(2007, 2012), p.below(30));
                                p.tag("li", "", |p| p.link("", &text));
                            }
                        });
                    }
                    _ => p.menu("", 8),
                });
            }
        });
    });
}

impl Page<'_> {
    /// Writes the line of a blog about where a post is filed.
    fn postmetadata(&mut self) {
        let text = format!("{} {}, {}", self.word("published"), self.date(), self.word("tags"));
        let (one, other, write) = (self.any("sections"), self.any("sections"), self.word("comment_write"));
        self.tag("p", ".postmetadata", |p| {
            p.text(&format!("{text}: "));
            p.link("[rel=category tag]", &one);
            p.text(", ");
            p.link("[rel=category tag]", &other);
            p.text(" | ");
            p.link("", &write);
        });
    }
}

/// WordPress with blocks.
pub fn blocks(page: &mut Page) -> String {
    let story = story(page);
    let between = page.pick(&[0, 3, 5]);
    blog(page, &story, Age::New, "[class=post-template-default single single-post wp-embed-responsive]", |p| {
        p.div(".wp-site-blocks", |p| {
            p.tag("header", ".wp-block-template-part", |p| {
                let site = p.site.clone();
                p.tag("p", ".wp-block-site-title", |p| p.link("[rel=home]", &site));
                p.tag("nav", ".wp-block-navigation", |p| p.menu(".wp-block-navigation__container", 6));
            });
            p.tag("main", ".wp-block-group", |p| {
                if !p.one_in(4) {
                    p.raw("<figure class=\"wp-block-post-featured-image\"><img src=\"/wp-content/uploads/a.jpg\" alt=\"\"></figure>");
                }
                p.headline("h1", ".wp-block-post-title", &story.title);
                p.div(".wp-block-group.is-layout-flex", |p| {
                    let (date, name, section) = (p.date(), p.any("names"), p.any("sections"));
                    p.tag("div", ".wp-block-post-date", |p| p.leaf("time", "", &date));
                    p.div(".wp-block-post-author", |p| p.leaf("p", ".wp-block-post-author__name", &name));
                    p.tag("div", ".taxonomy-category.wp-block-post-terms", |p| p.link("[rel=tag]", &section));
                });
                p.div(".entry-content.wp-block-post-content.is-layout-constrained", |p| {
                    deck(p, &story);
                    if p.always("table of contents", 5) {
                        contents(p, &story);
                    }
                    p.pieces(&story.pieces, Form::P, |p, _| {
                        if between > 0 && p.one_in(between) {
                            match p.below(4) {
                                0 => p.interruption(),
                                1 => {
                                    let (title, text) = p.other_story(1);
                                    p.tag("figure", ".wp-block-embed.is-type-wp-embed", |p| p.div(".wp-block-embed__wrapper", |p| {
                                        p.tag("blockquote", ".wp-embedded-content", |p| p.link("", &title));
                                        p.leaf("p", "", &text);
                                    }));
                                }
                                _ => {
                                    let caption = p.any("captions");
                                    p.tag("figure", ".wp-block-image.size-large", |p| {
                                        p.raw("<img src=\"/wp-content/uploads/b.jpg\" alt=\"\" class=\"wp-image-31\">");
                                        p.leaf("figcaption", ".wp-element-caption", &caption);
                                    });
                                }
                            }
                        }
                    });
                    if p.one_in(3) {
                        p.div(".jp-relatedposts#jp-relatedposts", |p| p.teasers("related", "related", 3, true));
                    }
                });
                if p.one_in(2) {
                    p.author_box();
                }
                p.neighbours();
                if p.one_in(2) {
                    p.comment_section();
                }
                if p.one_in(2) {
                    p.teasers("related", "wp-block-query", 3, true);
                }
            });
            p.tag("footer", ".wp-block-template-part", |p| p.legal_line());
        });
        p.consent();
    })
}

/// Writes a table of contents of a story, which is boilerplate.
fn contents(page: &mut Page, story: &Story) {
    let heading = page.word("contents");
    let heads: Vec<&String> = story
        .pieces
        .iter()
        .filter_map(|piece| match piece {
            Piece::Heading(text) => Some(text),
            _ => None,
        })
        .collect();
    page.div("#ez-toc-container", |p| {
        p.leaf("p", ".ez-toc-title", &heading);
        p.tag("ul", "", |p| heads.iter().for_each(|head| p.tag("li", "", |p| p.link("", head))));
    });
}
