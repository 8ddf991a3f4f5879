//! Documentation and wikis.

use crate::synth::head::{About, Age, document};
use crate::synth::page::Page;
use crate::synth::story::{Form, Piece, Story, Structure, code};

fn around(page: &mut Page, story: &Story, age: Age, body: &str, inside: impl FnOnce(&mut Page)) -> String {
    let description = story.description();
    let about = About { title: &story.title, description: &description, kind: "TechArticle" };
    document(page, &about, age, body, inside);
    story.title.clone()
}

fn story(page: &mut Page) -> Story {
    let least = page.pick(&[1000, 3000, 7000]);
    Story::new(page, least, Structure::Documentation)
}

fn heads(story: &Story) -> Vec<String> {
    let head = |piece: &Piece| match piece {
        Piece::Heading(text) => Some(text.clone()),
        _ => None,
    };
    story.pieces.iter().filter_map(head).collect()
}

impl Page<'_> {
    /// Writes a tree of the pages of a manual.
    fn chapters(&mut self, attributes: &str) {
        let count = self.between(4, 14);
        self.tag("ul", attributes, |p| {
            for _ in 0..count {
                let (title, below) = (p.title(), p.below(6));
                p.tag("li", "", |p| {
                    p.link("", &title);
                    if below > 0 {
                        p.tag("ul", "", |p| {
                            for _ in 0..below {
                                let title = p.title();
                                p.tag("li", "", |p| p.link("", &title));
                            }
                        });
                    }
                });
            }
        });
    }

    /// Writes links to the sections of a page.
    fn on_this_page(&mut self, attributes: &str, heads: &[String]) {
        let heading = self.word("contents");
        self.div(attributes, |p| {
            p.leaf("p", "", &heading);
            p.tag("ul", "", |p| heads.iter().for_each(|head| p.tag("li", "", |p| p.link("", head))));
        });
    }

    /// Writes a link to a section, or to edit it, after a heading.
    fn section_links(&mut self, pieces: &[Piece], at: usize, mark: &str) {
        if matches!(pieces[at], Piece::Heading(_)) {
            self.raw(&format!("<a class=\"headerlink\" href=\"#s{at}\" title=\"#\">{mark}</a>"));
        }
    }
}

/// MediaWiki.
pub fn mediawiki(page: &mut Page) -> String {
    let least = page.pick(&[1500, 4000, 9000]);
    let story = Story::new(page, least, Structure::Guide);
    let heads = heads(&story);
    around(page, &story, Age::New, "[class=mediawiki ltr sitedir-ltr ns-0 ns-subject page action-view]", |p| {
        p.div("#mw-page-base", |_| {});
        p.div("#content.mw-body[role=main]", |p| {
            p.raw("<a id=\"top\"></a><div id=\"siteNotice\"></div>");
            if p.one_in(3) {
                let text = p.any("donation");
                p.leaf("div", "#siteNotice", &text);
            }
            p.headline("h1", "#firstHeading.firstHeading", &story.title);
            p.div("#bodyContent.mw-body-content", |p| {
                let site = p.site.clone();
                p.leaf("div", "#siteSub.noprint", &site);
                p.div("#mw-content-text.mw-content-ltr", |p| p.div(".mw-parser-output", |p| {
                    if p.one_in(2) {
                        let rows = p.specifications();
                        p.content(|p| p.tag("table", ".infobox", |p| {
                            for (name, value) in &rows {
                                p.tag("tr", "", |p| {
                                    p.leaf("th", "[scope=row]", name);
                                    p.leaf("td", "", value);
                                });
                            }
                        }));
                    }
                    let toc = heads.len() > 2;
                    let split = story.pieces.iter().position(|piece| matches!(piece, Piece::Heading(_))).unwrap_or(0);
                    p.pieces(&story.pieces[..split], Form::P, |_, _| {});
                    if toc {
                        p.on_this_page("#toc.toc", &heads);
                    }
                    let rest = &story.pieces[split..];
                    let edit = p.word("edited");
                    p.pieces(rest, Form::P, |p, at| {
                        if matches!(rest[at], Piece::Heading(_)) {
                            p.tag("span", ".mw-editsection", |p| {
                                p.raw("<span class=\"mw-editsection-bracket\">[</span>");
                                p.link("", &edit);
                                p.raw("<span class=\"mw-editsection-bracket\">]</span>");
                            });
                        } else if p.one_in(12) {
                            let caption = p.any("captions");
                            p.div(".thumb.tright", |p| p.div(".thumbinner", |p| {
                                p.raw("<a href=\"/f\" class=\"image\"><img src=\"/thumb/a.jpg\" class=\"thumbimage\" width=\"220\" height=\"160\"></a>");
                                p.leaf("div", ".thumbcaption", &caption);
                            }));
                        }
                    });
                }));
                p.div("#catlinks.catlinks", |p| p.tags());
            });
        });
        p.div("#mw-navigation", |p| {
            for id in ["#p-navigation.portal", "#p-tb.portal", "#p-views.vectorTabs"] {
                p.div(id, |p| {
                    let heading = p.menu_label();
                    p.leaf("h3", "", &heading);
                    p.menu("", 6);
                });
            }
            p.search_form();
            p.language_switch();
        });
        p.div("#footer[role=contentinfo]", |p| {
            let text = format!("{} {}, {}", p.word("updated"), p.date(), p.clock());
            p.leaf("li", "#footer-info-lastmod", &text);
            p.legal_line();
        });
    })
}

/// Docusaurus.
pub fn docusaurus(page: &mut Page) -> String {
    let story = story(page);
    let heads = heads(&story);
    around(page, &story, Age::New, "[class=navigation-with-keyboard]", |p| {
        p.div("#__docusaurus", |p| {
            p.tag("nav", ".navbar.navbar--fixed-top", |p| {
                p.menu(".navbar__items", 5);
                p.search_form();
            });
            p.div("#__docusaurus_skipToContent_fallback.main-wrapper", |p| {
                p.div(".docsWrapper_BCFX", |p| {
                    p.tag("aside", ".theme-doc-sidebar-container", |p| {
                        p.tag("nav", ".menu.thin-scrollbar", |p| p.chapters(".theme-doc-sidebar-menu.menu__list"))
                    });
                    p.tag("main", ".docMainContainer_gTbr", |p| {
                        p.div(".container", |p| {
                            p.div(".row", |p| {
                                p.div(".col.docItemCol_VOVn", |p| {
                                    p.tag("article", "", |p| {
                                        p.tag("nav", ".theme-doc-breadcrumbs", |p| p.breadcrumbs());
                                        p.div(".theme-doc-markdown.markdown", |p| {
                                            p.tag("header", "", |p| p.headline("h1", "", &story.title));
                                            p.pieces(&story.pieces, Form::P, |p, at| {
                                                p.section_links(&story.pieces, at, "\u{200b}");
                                                if p.one_in(10) {
                                                    let text = p.sentences(2);
                                                    p.content(|p| {
                                                        p.div(".theme-admonition.alert.alert--info", |p| {
                                                            p.tag("div", ".admonitionContent_BuS1", |p| {
                                                                p.leaf("p", "", &text)
                                                            })
                                                        })
                                                    });
                                                }
                                            });
                                        });
                                        p.tag("footer", ".theme-doc-footer", |p| {
                                            let (edit, date) = (p.word("edited"), p.date());
                                            p.link(".theme-edit-this-page", &edit);
                                            p.leaf("span", ".theme-last-updated", &date);
                                        });
                                    });
                                    p.tag("nav", ".pagination-nav.docusaurus-mt-lg", |p| {
                                        let pairs = [(p.word("previous"), p.title()), (p.word("next"), p.title())];
                                        for (label, title) in &pairs {
                                            p.tag("a", ".pagination-nav__link[href=/n]", |p| {
                                                p.leaf("div", ".pagination-nav__sublabel", label);
                                                p.leaf("div", ".pagination-nav__label", title);
                                            });
                                        }
                                    });
                                });
                                p.div(".col.col--3", |p| {
                                    p.on_this_page(".tableOfContents_bqdL.theme-doc-toc-desktop", &heads)
                                });
                            })
                        })
                    });
                })
            });
            p.tag("footer", ".footer.footer--dark", |p| p.legal_line());
        });
    })
}

/// Sphinx.
pub fn sphinx(page: &mut Page) -> String {
    let story = story(page);
    let heads = heads(&story);
    let theme = page.one_in(2);
    around(page, &story, Age::New, if theme { ".wy-body-for-nav" } else { "" }, |p| {
        p.div(if theme { ".wy-grid-for-nav" } else { ".related" }, |p| {
            p.tag("nav", if theme { ".wy-nav-side" } else { "" }, |p| {
                let site = p.site.clone();
                p.link("", &format!("{site} 2.4"));
                p.search_form();
                p.chapters(".toctree-l1");
            });
            p.tag("section", ".wy-nav-content-wrap", |p| {
                p.div(".document", |p| {
                    p.div("[role=navigation]", |p| p.breadcrumbs());
                    p.div(".documentwrapper", |p| {
                        p.div(".bodywrapper", |p| {
                            p.div(".body[role=main]", |p| {
                                p.tag("section", "#start", |p| {
                                    p.headline("h1", "", &story.title);
                                    p.pieces(&story.pieces, Form::P, |p, at| {
                                        p.section_links(&story.pieces, at, "¶");
                                        if p.one_in(8) {
                                            signature(p);
                                        }
                                    });
                                });
                            })
                        })
                    });
                    p.tag("footer", "", |p| {
                        let (previous, next, rights) = (p.word("previous"), p.word("next"), p.word("rights"));
                        p.link(".btn", &previous);
                        p.link(".btn", &next);
                        p.leaf("p", "", &format!("© {rights}"));
                    });
                })
            });
        });
        if !theme {
            p.div(".sphinxsidebar", |p| p.on_this_page(".sphinxsidebarwrapper", &heads));
        }
    })
}

/// Writes the description of a function, which is content.
fn signature(page: &mut Page) {
    let (name, argument, text) =
        (page.invented_name().to_lowercase(), page.invented_name().to_lowercase(), page.sentences(2));
    page.content(|p| {
        p.tag("dl", ".py.function", |p| {
            p.tag("dt", ".sig.sig-object.py", |p| {
                p.leaf("span", ".sig-name.descname", &name);
                p.text("(");
                p.leaf("em", ".sig-param", &format!("{argument}=None"));
                p.text(")");
            });
            p.tag("dd", "", |p| p.leaf("p", "", &text));
        })
    });
}

/// A reference of a program or interface: names, options, their meaning.
pub fn manual(page: &mut Page) -> String {
    let story = story(page);
    let bare = page.one_in(2);
    let age = if bare { Age::Middle } else { Age::New };
    around(page, &story, age, "", |p| {
        if !bare {
            p.site_header();
        }
        p.div("manual", |p| {
            p.headline("h1", "", &story.title);
            p.content(|p| {
                let text = code(p);
                p.leaf("pre", ".synopsis", &text);
            });
            p.pieces(&story.pieces, Form::P, |_, _| {});
            let count = p.between(3, 14);
            p.content(|p| {
                p.tag("dl", "", |p| {
                    for _ in 0..count {
                        let (option, text) = (p.invented_name().to_lowercase(), p.sentences(2));
                        p.tag("dt", "", |p| p.leaf("code", "", &format!("--{option}")));
                        p.tag("dd", "", |p| p.leaf("p", "", &text));
                    }
                })
            });
        });
        p.div("see", |p| {
            let (date, site) = (p.date(), p.site.clone());
            p.leaf("p", "", &format!("{site} {date}"));
            p.chapters("");
        });
        p.legal_line();
    })
}

/// Like GitBook: utility classes around documentation.
pub fn gitbook(page: &mut Page) -> String {
    page.naming = crate::synth::naming::Naming::utility(&mut page.random);
    page.pretty = false;
    let story = story(page);
    let heads = heads(&story);
    around(page, &story, Age::New, "page", |p| {
        p.tag("header", "header", |p| {
            let site = p.site.clone();
            p.link("logo", &site);
            p.search_form();
        });
        p.div("wrap", |p| {
            p.tag("aside", "rail", |p| p.chapters("nav"));
            p.tag("main", "main", |p| {
                p.tag("header", "top", |p| {
                    p.breadcrumbs();
                    p.headline("h1", "headline", &story.title);
                    if let Some(deck) = &story.deck {
                        p.content(|p| p.leaf("p", "lead", deck));
                    }
                });
                p.div("body", |p| p.pieces(&story.pieces, Form::P, |_, _| {}));
                p.neighbours();
                let (date, chat) = (p.date(), p.any("chat"));
                let updated = p.word("updated");
                p.leaf("p", "updated", &format!("{updated} {date}"));
                p.leaf("button", "helpful", &chat);
            });
            p.on_this_page("toc", &heads);
        });
    })
}
