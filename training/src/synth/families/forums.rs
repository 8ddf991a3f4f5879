//! Forums. Posts are content; their authors, dates and
//! signatures are not.

use crate::synth::head::{About, Age, document};
use crate::synth::page::Page;
use crate::synth::pool::sentences;
use crate::synth::story::{Form, Piece, Story, Structure, code};

/// A post.
pub(super) struct Post {
    pub(super) author: String,
    pub(super) date: String,
    pub(super) pieces: Vec<Piece>,
    signature: Option<String>,
}

/// A thread.
pub(super) struct Thread {
    pub(super) title: String,
    pub(super) posts: Vec<Post>,
}

impl Thread {
    /// Distributes the paragraphs of articles over posts.
    pub(super) fn new(page: &mut Page, with_code: bool) -> Thread {
        let least = page.pick(&[800, 2000, 5000, 9000]);
        let story = Story::new(page, least, Structure::Plain);
        let mut posts = Vec::new();
        let authors: Vec<String> = (0..page.between(2, 6)).map(|_| page.any("names")).collect();
        let mut rest: Vec<Piece> = story.pieces;
        while !rest.is_empty() && posts.len() < 40 {
            let count = page.between(1, 3).min(rest.len());
            let mut pieces: Vec<Piece> = rest.drain(..count).collect();
            if page.one_in(3) {
                let chat = Piece::Paragraph(page.any("chat"));
                if page.one_in(3) { pieces = vec![chat] } else { pieces.insert(0, chat) }
            }
            if with_code && page.one_in(3) {
                pieces.push(Piece::Code(code(page)));
            }
            let author = authors[page.below(authors.len())].clone();
            let signature = page.one_in(3).then(|| page.sentences(1));
            posts.push(Post { author, date: page.date(), pieces, signature });
        }
        Thread { title: story.title, posts }
    }

    fn description(&self) -> String {
        let first = self.posts.iter().flat_map(|post| &post.pieces).find_map(|piece| match piece {
            Piece::Paragraph(text) => Some(sentences(text)[0].to_owned()),
            _ => None,
        });
        first.unwrap_or_default()
    }
}

pub(super) fn around(page: &mut Page, thread: &Thread, age: Age, body: &str, inside: impl FnOnce(&mut Page)) -> String {
    let description = thread.description();
    let about = About { title: &thread.title, description: &description, kind: "DiscussionForumPosting" };
    document(page, &about, age, body, inside);
    thread.title.clone()
}

impl Page<'_> {
    /// Writes the name of the author of a post.
    pub(super) fn poster(&mut self, tag: &str, attributes: &str, name: &str) {
        self.neutral(|p| p.tag(tag, attributes, |p| p.link("", name)));
    }

    /// Writes the box beside a post: rank, number of posts, place.
    fn poster_details(&mut self, attributes: &str) {
        let rows = [
            format!("{}: {}", self.word("posts"), self.between(1, 9000)),
            format!("{}: {}", self.word("member"), self.date()),
            format!("{}: {}", self.word("location"), self.invented_name()),
        ];
        self.div(attributes, |p| rows.iter().for_each(|row| p.leaf("div", "", row)));
    }
}

/// Discourse.
pub fn discourse(page: &mut Page) -> String {
    let with_code = page.one_in(3);
    let thread = Thread::new(page, with_code);
    let crawler = page.one_in(2);
    around(page, &thread, Age::New, if crawler { ".crawler" } else { "#ember4.ember-application" }, |p| {
        p.tag("header", ".d-header", |p| {
            let (site, login) = (p.site.clone(), p.word("login"));
            p.link("", &site);
            p.leaf("button", ".btn.login-button", &login);
        });
        p.div("#main-outlet.wrap", |p| {
            p.div("#topic-title", |p| {
                p.headline("h1", "", &thread.title);
                let section = p.any("sections");
                p.div(".topic-category", |p| p.link(".badge-category", &section));
            });
            for (at, post) in thread.posts.iter().enumerate() {
                p.div(".topic-body.crawler-post", |p| {
                    p.div(".crawler-post-meta", |p| {
                        p.poster("span", ".creator", &post.author);
                        p.leaf("span", ".crawler-post-infos", &post.date);
                        p.leaf("span", "", &(at + 1).to_string());
                    });
                    p.div(".post.cooked[itemprop=text]", |p| p.pieces(&post.pieces, Form::P, |_, _| {}));
                    let likes = format!("{} ♥", p.below(40));
                    p.div(".post-likes", |p| p.text(&likes));
                    if !crawler {
                        let (reply, share) = (p.word("reply"), p.word("share"));
                        p.tag("nav", ".post-controls", |p| {
                            p.leaf("button", ".share", &share);
                            p.leaf("button", ".reply", &reply);
                        });
                    }
                });
            }
            p.div("#related-topics.more-topics__container", |p| {
                let (heading, count) = (p.word("related"), p.between(3, 9));
                p.leaf("h3", "", &heading);
                p.tag("table", ".topic-list", |p| {
                    for _ in 0..count {
                        let (title, replies, date) = (p.title(), p.below(80).to_string(), p.date());
                        p.tag("tr", ".topic-list-item", |p| {
                            p.tag("td", ".main-link", |p| p.link("", &title));
                            p.leaf("td", ".replies", &replies);
                            p.leaf("td", "", &date);
                        });
                    }
                });
            });
        });
        p.tag("footer", ".container", |p| p.legal_line());
    })
}

/// phpBB.
pub fn phpbb(page: &mut Page) -> String {
    let thread = Thread::new(page, false);
    let new = page.one_in(2);
    around(page, &thread, if new { Age::New } else { Age::Middle }, "#phpbb.nojs.section-viewtopic", |p| {
        p.div("#wrap.wrap", |p| {
            p.div("#page-header", |p| {
                p.div(".headerbar", |p| {
                    let (site, line, skip) = (p.site.clone(), p.title(), p.word("contents"));
                    p.leaf("h1", "", &site);
                    p.leaf("p", "", &line);
                    p.link(".skiplink", &skip);
                });
                p.div(".navbar", |p| {
                    p.menu("#nav-main.linklist", 4);
                    p.breadcrumbs();
                });
            });
            p.div("#page-body", |p| {
                p.tag("h2", ".topic-title", |p| {
                    p.marked(crate::synth::marks::Mark::Title, |p| p.link("", &thread.title))
                });
                p.div(".action-bar.bar-top", |p| {
                    let reply = p.word("comment_write");
                    p.link(".button", &reply);
                    p.pagination();
                });
                for (at, post) in thread.posts.iter().enumerate() {
                    let turn = if at % 2 == 0 { "bg2" } else { "bg1" };
                    p.div(&format!("[id=p{}][class=post has-profile {turn}]", at * 17 + 4), |p| {
                        p.div(".inner", |p| {
                            p.tag("dl", ".postprofile", |p| {
                                p.tag("dt", "", |p| p.poster("span", ".username", &post.author));
                                p.tag("dd", "", |p| p.poster_details(".profile-posts"));
                            });
                            p.div(".postbody", |p| {
                                let (edited, published) = (p.word("edited"), p.word("by"));
                                let title = format!("Re: {}", thread.title);
                                p.tag("h3", "", |p| p.link("", &title));
                                p.leaf("p", ".author", &format!("{published} {} » {}", post.author, post.date));
                                p.div(".content", |p| {
                                    if at > 0 && p.one_in(4) {
                                        quoted(p, &thread.posts[at - 1]);
                                    }
                                    p.pieces(&post.pieces, Form::Br, |_, _| {});
                                });
                                if p.one_in(5) {
                                    p.leaf("div", ".notice", &format!("{edited} {}, {}", post.author, post.date));
                                }
                                if let Some(signature) = &post.signature {
                                    p.leaf("div", ".signature", signature);
                                }
                            });
                        })
                    });
                }
                p.div(".stat-block.online-list", |p| {
                    let names: Vec<String> = (0..4).map(|_| p.any("names")).collect();
                    p.leaf("p", "", &names.join(", "));
                });
            });
            p.div("#page-footer", |p| p.legal_line());
        });
    })
}

/// Writes a quotation of a post before, which is part of the content.
fn quoted(page: &mut Page, post: &Post) {
    if let Some(Piece::Paragraph(text)) = post.pieces.first() {
        let text = sentences(text)[0].to_owned();
        page.tag("blockquote", "", |p| {
            p.neutral(|p| p.leaf("cite", "", &format!("{}:", post.author)));
            p.content(|p| p.div("", |p| p.text(&text)));
        });
    }
}

/// vBulletin, in tables.
pub fn vbulletin(page: &mut Page) -> String {
    let thread = Thread::new(page, false);
    let modern = page.one_in(3);
    around(page, &thread, Age::Middle, "", |p| {
        p.tag("table", ".tborder[width=100%][cellpadding=6]", |p| {
            p.tag("tr", "", |p| {
                p.tag("td", ".navbar", |p| p.breadcrumbs());
                p.tag("td", ".alt2", |p| {
                    let (name, login) = (p.word("member"), p.word("login"));
                    p.leaf("label", "", &name);
                    p.raw("<input type=\"text\" size=\"10\"><input type=\"password\" size=\"10\">");
                    p.leaf("button", "", &login);
                });
            })
        });
        p.tag("td", ".vbmenu_control", |p| p.menu("", 6));
        if modern {
            p.headline("h1", ".threadtitle", &thread.title);
        } else {
            p.tag("table", "[width=100%]", |p| {
                p.tag("tr", "", |p| p.tag("td", ".navbar", |p| p.headline("strong", "", &thread.title)))
            });
        }
        for (at, post) in thread.posts.iter().enumerate() {
            let id = format!(".tborder[id=post{}][width=100%][align=center]", at * 113 + 7);
            p.tag("table", &id, |p| {
                p.tag("tr", "", |p| {
                    p.tag("td", ".thead", |p| {
                        p.leaf("div", ".normal", &post.date);
                        p.leaf("div", ".normal", &format!("#{}", at + 1));
                    })
                });
                p.tag("tr", "[valign=top]", |p| {
                    p.tag("td", ".alt2[width=175]", |p| {
                        p.poster("div", ".bigusername", &post.author);
                        p.poster_details(".smallfont");
                    });
                    p.tag("td", ".alt1", |p| {
                        if p.always("titles of posts", 3) {
                            let title = format!("Re: {}", thread.title);
                            p.tag("div", ".smallfont", |p| p.leaf("strong", "", &title));
                            p.raw("<hr size=\"1\" />");
                        }
                        p.div(&format!("[id=post_message_{}]", at * 113 + 7), |p| {
                            if at > 0 && p.one_in(4) {
                                quoted(p, &thread.posts[at - 1]);
                            }
                            p.pieces(&post.pieces, Form::Br, |_, _| {});
                        });
                        if let Some(signature) = &post.signature {
                            p.raw("<div>__________________<br />");
                            p.text(signature);
                            p.raw("</div>");
                        }
                    });
                });
                let reply = p.word("reply");
                p.tag("tr", "", |p| {
                    p.raw("<td class=\"alt2\"></td>");
                    p.tag("td", ".alt1[align=right]", |p| p.link("", &reply));
                });
            });
        }
        p.pagination();
        p.tag("table", ".tborder", |p| {
            let heading = p.word("related");
            p.tag("tr", "", |p| p.leaf("td", ".thead", &heading));
            for _ in 0..5 {
                let (title, name, date) = (p.title(), p.any("names"), p.date());
                p.tag("tr", "", |p| {
                    p.tag("td", ".alt1", |p| p.link("", &title));
                    p.leaf("td", ".alt2", &name);
                    p.leaf("td", ".alt1", &date);
                });
            }
        });
        p.legal_line();
    })
}

/// Like XenForo.
pub fn xenforo(page: &mut Page) -> String {
    let thread = Thread::new(page, false);
    let form = page.pick(&[Form::Br, Form::P, Form::Div]);
    around(page, &thread, Age::New, "[data-template=thread_view]", |p| {
        p.div("#top.p-pageWrapper", |p| {
            p.tag("header", ".p-header", |p| {
                let site = p.site.clone();
                p.link(".p-header-logo", &site);
            });
            p.tag("nav", ".p-nav", |p| p.menu(".p-navEl-list", 6));
            p.div(".p-body", |p| {
                p.div(".p-body-inner", |p| {
                    p.breadcrumbs();
                    p.div(".p-body-header", |p| {
                        p.headline("h1", ".p-title-value", &thread.title);
                        let (name, date) = (thread.posts[0].author.clone(), thread.posts[0].date.clone());
                        p.tag("ul", ".listInline.listInline--bullet", |p| {
                            p.leaf("li", "", &name);
                            p.leaf("li", "", &date);
                        });
                    });
                    p.pagination();
                    p.div(".block-body.js-replyNewMessageContainer", |p| {
                        for (at, post) in thread.posts.iter().enumerate() {
                            p.tag("article", ".message.message--post", |p| {
                                p.div(".message-inner", |p| {
                                    p.div(".message-cell.message-cell--user", |p| {
                                        p.poster("h4", ".message-name", &post.author);
                                        p.poster_details(".message-userExtras");
                                    });
                                    p.div(".message-cell.message-cell--main", |p| {
                                        p.tag("header", ".message-attribution", |p| {
                                            p.leaf("time", ".u-dt", &post.date);
                                            p.link("", &format!("#{}", at + 1));
                                        });
                                        p.div(".message-userContent", |p| {
                                            p.tag("article", ".message-body", |p| {
                                                p.div(".bbWrapper", |p| {
                                                    if at > 0 && p.one_in(4) {
                                                        quoted(p, &thread.posts[at - 1]);
                                                    }
                                                    p.pieces(&post.pieces, form, |_, _| {});
                                                })
                                            })
                                        });
                                        if let Some(signature) = &post.signature {
                                            p.tag("aside", ".message-signature", |p| {
                                                p.div(".bbWrapper", |p| p.text(signature))
                                            });
                                        }
                                        p.tag("footer", ".message-footer", |p| {
                                            let (reply, name) = (p.word("reply"), p.any("names"));
                                            if p.one_in(3) {
                                                p.div(".reactionsBar", |p| p.link("", &name));
                                            }
                                            p.link(".actionBar-action", &reply);
                                        });
                                    });
                                })
                            });
                            if p.one_in(6) {
                                p.advert();
                            }
                        }
                    });
                    let login = p.any("comment_login");
                    p.leaf("div", ".block-outer", &login);
                    p.div(".block.block--similarThreads", |p| p.ranking("related"));
                    p.shares();
                })
            });
            p.tag("footer", ".p-footer", |p| p.legal_line());
        });
    })
}
