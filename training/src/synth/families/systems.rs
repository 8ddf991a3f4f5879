//! Other content management systems, and pages whose class names say nothing.

use super::news::{Plan, article};
use crate::synth::head::{About, Age, document};
use crate::synth::naming::Naming;
use crate::synth::page::Page;
use crate::synth::story::{Form, Story, Structure};

fn story(page: &mut Page) -> Story {
    let least = page.pick(&[600, 1500, 4000]);
    let structure = page.pick(&[Structure::News, Structure::Guide]);
    Story::new(page, least, structure)
}

fn around(page: &mut Page, story: &Story, age: Age, body: &str, inside: impl FnOnce(&mut Page)) -> String {
    let description = story.description();
    let about = About { title: &story.title, description: &description, kind: "Article" };
    document(page, &about, age, body, inside);
    story.title.clone()
}

/// Drupal, with fields and blocks.
pub fn drupal(page: &mut Page) -> String {
    let story = story(page);
    let blocks = page.between(1, 5);
    around(page, &story, Age::New, "[class=path-node page-node-type-article]", |p| {
        p.div(".dialog-off-canvas-main-canvas", |p| {
            p.div(".layout-container", |p| {
                p.tag("header", "[role=banner]", |p| {
                    p.div(".region.region-header", |p| {
                        p.tag("nav", ".block.block-menu.navigation.menu--main", |p| p.menu(".menu", 7));
                        p.div(".search-block-form.block", |p| p.search_form());
                    })
                });
                p.div(".region.region-breadcrumb", |p| p.breadcrumbs());
                p.tag("main", "[role=main]", |p| {
                    p.raw("<a id=\"main-content\" tabindex=\"-1\"></a>");
                    p.div(".layout-content", |p| {
                        p.div(".region.region-content", |p| {
                            p.div("#block-page-title.block", |p| {
                                p.headline("h1", ".title.page-title", &story.title);
                            });
                            p.tag("article", ".node.node--type-article.node--view-mode-full", |p| {
                                p.tag("footer", ".node__meta", |p| {
                                    let text = format!("{} {} {}", p.word("published"), p.any("names"), p.date());
                                    p.div(".node__submitted", |p| p.text(&text));
                                });
                                p.div(".node__content.clearfix", |p| {
                                    if p.one_in(2) {
                                        p.div(".field.field--name-field-image", |p| p.figure());
                                    }
                                    p.div(".field.field--name-body.field--type-text-with-summary.field__item", |p| {
                                        if let Some(deck) = &story.deck {
                                            p.content(|p| p.leaf("p", "", deck));
                                        }
                                        p.pieces(&story.pieces, Form::P, |p, _| {
                                            if p.one_in(12) {
                                                p.figure();
                                            }
                                        });
                                    });
                                    p.div(".field.field--name-field-tags", |p| p.tags());
                                    if p.one_in(2) {
                                        p.tag("ul", ".links.inline.list-inline", |p| {
                                            let login = p.any("comment_login");
                                            p.leaf("li", ".comment-forbidden", &login);
                                        });
                                    }
                                });
                                if p.one_in(2) {
                                    p.comment_section();
                                }
                            });
                        })
                    });
                    p.tag("aside", ".layout-sidebar-second[role=complementary]", |p| {
                        for at in 0..blocks {
                            p.div(&format!("[class=block block-views][id=block-views-{at}]"), |p| match p.below(4) {
                                0 => {
                                    let n = p.between(2, 6);
                                    p.teasers("related", "view-content", n, true);
                                }
                                1 => p.ranking("latest"),
                                2 => p.recent_comments(),
                                _ => p.newsletter(),
                            });
                        }
                    });
                });
                p.tag("footer", ".site-footer[role=contentinfo]", |p| p.legal_line());
            })
        });
    })
}

/// Joomla of about 2010, with modules, rating and icons.
pub fn joomla(page: &mut Page) -> String {
    let story = story(page);
    let table = page.one_in(2);
    around(page, &story, Age::Middle, "#page_bg", |p| {
        p.div("#wrapper", |p| {
            p.div("#header", |p| {
                let (site, date) = (p.site.clone(), p.date());
                p.leaf("div", "#logo", &site);
                p.leaf("div", "#date", &date);
                p.menu("#pillmenu.menu-nav", 6);
            });
            p.div("#leftcolumn", |p| {
                for _ in 0..p.between(1, 4) {
                    p.div(".moduletable_menu", |p| match p.below(4) {
                        0 => p.ranking("most_read"),
                        1 => p.poll(),
                        2 => p.search_form(),
                        _ => {
                            let heading = p.word("menu");
                            p.leaf("h3", "", &heading);
                            p.menu(".menu", 8);
                        }
                    });
                }
            });
            p.div("#maincolumn.nopad", |p| {
                p.tag("span", ".breadcrumbs.pathway", |p| p.breadcrumbs());
                if table {
                    p.tag("table", ".contentpaneopen", |p| p.tag("tr", "", |p| {
                        p.tag("td", ".contentheading[width=100%]", |p| p.headline("span", "", &story.title));
                        p.raw("<td align=\"right\" class=\"buttonheading\"><a href=\"/pdf\"><img src=\"/pdf.png\" alt=\"PDF\" /></a></td>");
                    }));
                } else {
                    p.headline("h2", ".contentheading", &story.title);
                }
                joomla_details(p);
                let inside = |p: &mut Page| {
                    if let Some(deck) = &story.deck {
                        p.content(|p| p.leaf("p", "", deck));
                    }
                    p.pieces(&story.pieces, Form::P, |_, _| {});
                };
                if table {
                    p.tag("table", ".contentpaneopen", |p| p.tag("tr", "", |p| p.tag("td", "[valign=top][colspan=2]", inside)));
                } else {
                    p.div(".article-content", inside);
                }
                p.tag("table", ".pagenav", |p| p.tag("tr", "", |p| {
                    let (previous, next) = (p.word("previous"), p.word("next"));
                    p.tag("th", ".pagenav_prev", |p| p.link("", &format!("< {previous}")));
                    p.tag("th", ".pagenav_next", |p| p.link("", &format!("{next} >")));
                }));
                if p.one_in(3) {
                    p.comment_section();
                }
            });
            p.div("#footer", |p| p.legal_line());
        });
    })
}

fn joomla_details(page: &mut Page) {
    let texts = [
        format!("{} {}", page.word("by"), page.any("names")),
        page.date(),
        format!("{} {}", page.word("updated"), page.date()),
    ];
    page.tag("dl", ".article-info", |p| texts.iter().for_each(|text| p.leaf("dd", ".createdby", text)));
}

/// An article with utility classes only.
pub fn utility(page: &mut Page) -> String {
    page.naming = Naming::utility(&mut page.random);
    let (story, plan) =
        (story(page), Plan { interruptions: page.pick(&[0, 3, 5]), comments: page.one_in(3), shown: usize::MAX });
    around(page, &story, Age::New, "page", |p| {
        p.site_header();
        p.wrapped(4, |p| {
            p.tag("main", "main", |p| article(p, &story, &plan, Form::P));
            if p.one_in(2) {
                p.rail();
            }
        });
        p.below_article();
        p.site_footer();
    })
}

/// An article without any class.
pub fn no_class(page: &mut Page) -> String {
    page.naming = Naming::none(&mut page.random);
    let (story, plan) =
        (story(page), Plan { interruptions: page.pick(&[0, 0, 4]), comments: page.one_in(3), shown: usize::MAX });
    around(page, &story, Age::New, "", |p| {
        p.site_header();
        p.wrapped(2, |p| article(p, &story, &plan, Form::P));
        if p.one_in(2) {
            p.below_article();
        }
        if p.one_in(3) {
            p.rail();
        }
        p.site_footer();
    })
}
