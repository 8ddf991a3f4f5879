//! Systems of blogs.

use crate::synth::head::{About, Age, document};
use crate::synth::page::Page;
use crate::synth::story::{Form, Story, Structure};

pub(super) fn blog(page: &mut Page, story: &Story, age: Age, body: &str, inside: impl FnOnce(&mut Page)) -> String {
    let description = story.description();
    let about = About { title: &story.title, description: &description, kind: "BlogPosting" };
    document(page, &about, age, body, inside);
    story.title.clone()
}

pub(super) fn story(page: &mut Page) -> Story {
    let least = page.pick(&[500, 1200, 2500, 6000]);
    let structure = page.pick(&[Structure::Plain, Structure::News, Structure::Guide]);
    Story::new(page, least, structure)
}

/// Writes a deck as the first paragraph.
pub(super) fn deck(page: &mut Page, story: &Story) {
    if let Some(deck) = &story.deck {
        page.content(|p| p.leaf("p", "", deck));
    }
}

/// Blogspot, with comments as definitions or `div` elements.
pub fn blogspot(page: &mut Page) -> String {
    let mut story = story(page);
    story.deck = None;
    let form = page.pick(&[Form::Br, Form::Br, Form::Div, Form::P]);
    let site = page.site.clone();
    blog(page, &story, Age::Middle, "", |p| {
        p.div("#outer-wrapper", |p| p.div("#wrap2", |p| {
            p.div("#header-wrapper", |p| p.div("#header", |p| {
                p.tag("h1", ".title", |p| p.link("", &site));
                let line = p.sentences(1);
                p.leaf("p", ".description", &line);
            }));
            p.div("#content-wrapper", |p| {
                p.div("#main-wrapper", |p| p.div("#main.main.section", |p| {
                    let date = p.date();
                    p.leaf("h2", ".date-header", &date);
                    p.div(".post.hentry", |p| {
                        p.raw("<a name=\"4637\"></a>");
                        p.headline("h3", ".post-title.entry-title", &story.title);
                        p.div(".post-body.entry-content", |p| {
                            p.pieces(&story.pieces, form, |p, _| {
                                if p.one_in(6) {
                                    p.raw("<div class=\"separator\" style=\"clear: both; text-align: center;\"><a href=\"http://1.bp.example/s1600/a.jpg\"><img border=\"0\" src=\"http://1.bp.example/s320/a.jpg\" /></a></div>");
                                }
                            });
                            p.raw("<div style='clear: both;'></div>");
                        });
                        p.div(".post-footer", |p| {
                            let (by, name, clock, tags) = (p.word("by"), p.any("names"), p.clock(), p.word("tags"));
                            p.tag("p", ".post-footer-line.post-footer-line-1", |p| {
                                p.leaf("span", ".post-author.vcard", &format!("{by} {name}"));
                                p.space();
                                p.leaf("span", ".post-timestamp", &clock);
                            });
                            let section = p.any("sections");
                            p.tag("p", ".post-footer-line.post-footer-line-2", |p| {
                                p.text(&format!("{tags}: "));
                                p.link("[rel=tag]", &section);
                            });
                        });
                    });
                    blogspot_comments(p);
                    p.div("#blog-pager.blog-pager", |p| {
                        let (next, home, previous) = (p.word("next"), p.word("home"), p.word("previous"));
                        [next, home, previous].iter().for_each(|label| p.link(".blog-pager-link", label));
                    });
                }));
                p.div("#sidebar-wrapper", |p| p.div("#sidebar.sidebar.section", |p| {
                    let count = p.between(1, 5);
                    for _ in 0..count {
                        p.div(".widget.BlogArchive", |p| match p.below(4) {
                            0 => p.ranking("latest"),
                            1 => p.author_box(),
                            2 => p.recent_comments(),
                            _ => p.menu("", 9),
                        });
                    }
                }));
            });
            p.div("#footer-wrapper", |p| p.legal_line());
        }));
    })
}

fn blogspot_comments(page: &mut Page) {
    let count = page.between(0, 22);
    let (heading, write) = (page.word("comments"), page.word("comment_write"));
    let definitions = page.one_in(2);
    page.commentary(|p| {
        p.div("#comments.comments", |p| {
            p.leaf("h4", "", &format!("{count} {heading}:"));
            p.tag(if definitions { "dl" } else { "div" }, "#comments-block", |p| {
                for _ in 0..count {
                    let (name, date) = (p.any("names"), p.date());
                    if definitions {
                        p.tag("dt", ".comment-author", |p| {
                            p.link("[rel=nofollow]", &name);
                            p.text(" …");
                        });
                        p.tag("dd", ".comment-body", |p| p.comment_body("", true));
                        p.tag("dd", ".comment-footer", |p| p.tag("span", ".comment-timestamp", |p| p.link("", &date)));
                    } else {
                        p.div(".comment-block", |p| {
                            p.div(".comment-header", |p| {
                                p.leaf("cite", ".user", &name);
                                p.leaf("span", ".datetime", &date);
                            });
                            p.comment_body(".comment-content", true);
                        });
                    }
                }
            });
            p.tag("p", ".comment-footer", |p| p.link("", &write));
        });
    });
}

/// Typepad and Movable Type.
pub fn movable_type(page: &mut Page) -> String {
    let story = story(page);
    let site = page.site.clone();
    blog(page, &story, Age::Middle, ".layout-two-column-right", |p| {
        p.div("#container", |p| {
            p.div("#container-inner.pkg", |p| {
                p.div("#banner", |p| p.tag("h1", "#banner-header", |p| p.link("", &site)));
                p.div("#pagebody", |p| {
                    p.div("#pagebody-inner.pkg", |p| {
                        p.div("#alpha", |p| {
                            p.div("#alpha-inner.pkg", |p| {
                                p.tag("p", ".content-nav", |p| {
                                    let (before, home, after) = (p.title(), p.word("home"), p.title());
                                    p.link("", &format!("« {before}"));
                                    p.text(" | ");
                                    p.link("", &home);
                                    p.text(" | ");
                                    p.link("", &format!("{after} »"));
                                });
                                p.div(".entry", |p| {
                                    p.headline("h3", ".entry-header", &story.title);
                                    p.div(".entry-content", |p| {
                                        p.div(".entry-body", |p| {
                                            let split = story.pieces.len().min(2);
                                            deck(p, &story);
                                            p.pieces(&story.pieces[..split], Form::P, |_, _| {});
                                            p.raw("</div>\n<div class=\"entry-more\" id=\"more\">");
                                            p.pieces(&story.pieces[split..], Form::P, |_, _| {});
                                        });
                                    });
                                    p.tag("p", ".entry-footer", |p| {
                                        let text = format!("{} {}, {}", p.word("published"), p.any("names"), p.date());
                                        p.leaf("span", ".post-footers", &text);
                                        p.text(" | ");
                                        let comments = p.word("comments");
                                        p.link("", &comments);
                                    });
                                });
                                trackbacks(p);
                                typepad_comments(p);
                            })
                        });
                        p.div("#beta", |p| {
                            p.div("#beta-inner.pkg", |p| {
                                for _ in 0..p.between(2, 5) {
                                    p.div(".module-archives.module", |p| match p.below(4) {
                                        0 => p.recent_comments(),
                                        1 => p.ranking("latest"),
                                        2 => p.search_form(),
                                        _ => p.menu(".module-list", 8),
                                    });
                                }
                            })
                        });
                    })
                });
                p.legal_line();
            })
        });
    })
}

fn trackbacks(page: &mut Page) {
    let count = page.below(4);
    page.commentary(|p| {
        p.div(".trackbacks", |p| {
            p.leaf("h3", "#trackback.trackbacks-header", "TrackBack");
            for _ in 0..count {
                let (title, text) = (p.title(), p.sentences(3));
                p.div(".trackback", |p| {
                    p.div(".trackback-content", |p| {
                        p.leaf("p", "", &format!("» {title}"));
                        p.leaf("p", "", &format!("{text} [...]"));
                    })
                });
            }
        });
    });
}

fn typepad_comments(page: &mut Page) {
    let count = page.between(0, 25);
    let (heading, by) = (page.word("comments"), page.word("by"));
    page.commentary(|p| {
        p.div("#comments.comments", |p| {
            p.leaf("h3", ".comments-header", &heading);
            for _ in 0..count {
                let (name, date) = (p.any("names"), p.date());
                p.div(".comment", |p| {
                    p.comment_body(".comment-content", true);
                    p.leaf("p", ".comment-footer", &format!("{by} {name} | {date}"));
                });
            }
            p.comment_form();
        });
    });
}

/// Ghost.
pub fn ghost(page: &mut Page) -> String {
    let story = story(page);
    blog(page, &story, Age::New, ".post-template", |p| {
        p.div(".viewport", |p| {
            p.tag("header", "#gh-head.gh-head.outer", |p| p.tag("nav", ".gh-head-menu", |p| p.menu(".nav", 4)));
            p.tag("main", "#site-main.site-main", |p| {
                p.tag("article", ".article.post", |p| {
                    p.tag("header", ".article-header.gh-canvas", |p| {
                        let section = p.any("sections");
                        p.link(".article-tag", &section);
                        p.headline("h1", ".article-title", &story.title);
                        if let Some(deck) = &story.deck {
                            p.content(|p| p.leaf("p", ".article-excerpt", deck));
                        }
                        p.div(".article-byline-content", |p| {
                            let (name, date, minutes) = (p.any("names"), p.date(), p.counted("minutes", 6));
                            p.leaf("h4", ".author-name", &name);
                            p.leaf("time", ".byline-meta-date", &date);
                            p.leaf("span", ".byline-reading-time", &format!("• {minutes}"));
                        });
                    });
                    p.tag("section", ".gh-content.gh-canvas", |p| {
                        p.pieces(&story.pieces, Form::P, |p, _| {
                            if p.one_in(7) {
                                let ((title, text), site) = (p.other_story(2), p.invented_name());
                                p.tag("figure", ".kg-card.kg-bookmark-card", |p| {
                                    p.tag("a", ".kg-bookmark-container[href=/b]", |p| {
                                        p.leaf("div", ".kg-bookmark-title", &title);
                                        p.leaf("div", ".kg-bookmark-description", &text);
                                        p.leaf("span", ".kg-bookmark-author", &site);
                                    })
                                });
                            } else if p.one_in(9) {
                                p.div(".kg-card.kg-signup-card", |p| p.newsletter());
                            }
                        });
                    });
                    if p.one_in(2) {
                        p.comment_section();
                    }
                });
                p.tag("section", ".footer-cta.outer", |p| p.newsletter());
                p.tag("aside", ".read-more-wrap.outer", |p| p.teasers("read_more", "read-more", 3, true));
            });
            p.tag("footer", ".site-footer.outer", |p| p.legal_line());
        });
    })
}

/// Substack.
pub fn substack(page: &mut Page) -> String {
    let story = story(page);
    blog(page, &story, Age::New, "", |p| {
        p.div("#entry", |p| {
            p.div("#main.main.typography", |p| {
                p.div(".main-menu", |p| {
                    let (site, subscribe, login) = (p.site.clone(), p.word("subscribe"), p.word("login"));
                    p.link("", &site);
                    p.leaf("button", "", &subscribe);
                    p.link("", &login);
                });
                p.tag("article", ".typography.newsletter-post.post", |p| {
                    p.div(".post-header[role=region]", |p| {
                        p.headline("h1", ".post-title.published", &story.title);
                        if let Some(deck) = &story.deck {
                            p.content(|p| p.leaf("h3", ".subtitle", deck));
                        }
                        p.byline();
                        p.div(".post-ufi", |p| {
                            let (likes, replies, share) =
                                (p.below(400).to_string(), p.below(60).to_string(), p.word("share"));
                            [likes, replies, share].iter().for_each(|label| p.leaf("a", ".post-ufi-button", label));
                        });
                    });
                    p.div(".available-content", |p| {
                        p.div(".body.markup[dir=auto]", |p| {
                            p.pieces(&story.pieces, Form::P, |p, _| {
                                if p.one_in(7) {
                                    p.div(".subscription-widget-wrap", |p| p.newsletter());
                                } else if p.one_in(12) {
                                    let share = p.word("share");
                                    p.tag("p", ".button-wrapper", |p| p.link(".button.primary", &share));
                                }
                            });
                        })
                    });
                });
                if p.one_in(2) {
                    p.comment_section();
                }
                p.teasers("latest", "portable-archive", 5, true);
                p.newsletter();
                p.legal_line();
            })
        });
    })
}

/// Like Medium: deep nesting, claps, and stories of others.
pub fn medium(page: &mut Page) -> String {
    page.naming = crate::synth::naming::Naming::hashed(&mut page.random);
    page.pretty = false;
    let story = story(page);
    blog(page, &story, Age::New, "", |p| {
        p.div("#root", |p| {
            p.div("layout", |p| {
                p.div("bar", |p| {
                    let (app, subscribe, login) = (p.any("app"), p.word("subscribe"), p.word("login"));
                    p.link("", &app);
                    p.link("", &subscribe);
                    p.link("", &login);
                });
                p.tag("article", "", |p| {
                    p.div("wrap", |p| {
                        p.tag("section", "wrap", |p| {
                            p.headline("h1", "headline", &story.title);
                            if let Some(deck) = &story.deck {
                                p.content(|p| p.leaf("h2", "lead", deck));
                            }
                            p.byline();
                            let claps = format!("{}K", p.below(90));
                            p.div("claps", |p| p.leaf("button", "", &claps));
                            p.pieces(&story.pieces, Form::P, |p, _| {
                                if p.one_in(8) {
                                    p.figure();
                                } else if p.one_in(12) {
                                    p.promo();
                                }
                            });
                        })
                    })
                });
                p.tags();
                p.author_box();
                if p.one_in(2) {
                    p.comment_section();
                }
                p.teasers("related", "related", 6, true);
                p.legal_line();
            })
        });
    })
}

/// Like Tumblr: a short post, notes, reblogs.
pub fn tumblr(page: &mut Page) -> String {
    let mut story = story(page);
    story.deck = None;
    let site = page.site.clone();
    blog(page, &story, Age::New, "[class=permalink-page]", |p| {
        p.tag("header", "#header", |p| {
            p.tag("h1", "", |p| p.link("", &site));
            let text = p.sentences(2);
            p.leaf("div", "#description", &text);
            p.menu("", 4);
        });
        p.div("#content", |p| {
            p.tag("article", ".post.text", |p| {
                p.headline("h2", ".title", &story.title);
                p.div(".body-text", |p| p.pieces(&story.pieces, Form::P, |_, _| {}));
                p.tags();
                let (date, notes) = (p.date(), p.between(3, 900));
                p.div(".post-meta", |p| {
                    p.link(".post-date", &date);
                    p.leaf("span", ".post-notes", &format!("{notes}"));
                });
            });
            let count = p.between(3, 30);
            p.commentary(|p| {
                p.tag("ol", ".notes", |p| {
                    for _ in 0..count {
                        let text = if p.one_in(4) { p.any("chat") } else { "♥".to_owned() };
                        let (one, other) = (p.invented_name().to_lowercase(), p.invented_name().to_lowercase());
                        p.tag("li", ".note.reblog", |p| {
                            p.link(".tumblelog", &one);
                            p.text(" → ");
                            p.link(".source_tumblelog", &other);
                            p.leaf("blockquote", "", &text);
                        });
                    }
                })
            });
            p.neighbours();
        });
        p.legal_line();
    })
}
