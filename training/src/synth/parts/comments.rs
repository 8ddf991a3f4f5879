//! Comments of readers.

use crate::synth::page::Page;

impl Page<'_> {
    /// Returns the paragraphs of a comment: chat, or text that reads like a post.
    pub fn comment_text(&mut self, long: bool) -> Vec<String> {
        let mut paragraphs = vec![match self.below(3) {
            0 => self.any("chat"),
            1 => format!("{} {}", self.any("chat"), self.remark(3)),
            _ => self.remark(4),
        }];
        if long {
            for _ in 0..self.below(5) {
                let paragraph = self.remark(6);
                paragraphs.push(paragraph);
            }
        }
        paragraphs
    }

    /// Writes the paragraphs of a comment.
    pub fn comment_body(&mut self, attributes: &str, long: bool) {
        let paragraphs = self.comment_text(long);
        self.div(attributes, |p| {
            if p.always("br in comments", 4) {
                for (at, paragraph) in paragraphs.iter().enumerate() {
                    if at > 0 {
                        p.raw("<br><br>");
                        p.new_line();
                    }
                    p.text(paragraph);
                }
            } else {
                paragraphs.iter().for_each(|paragraph| p.leaf("p", "", paragraph));
            }
        });
    }

    /// Writes the section of comments of a modern page.
    pub fn comment_section(&mut self) {
        let count = self.between(1, 24);
        let heading = self.word("comments");
        let tag = if self.always("section of comments", 2) { "section" } else { "div" };
        let long = self.one_in(3);
        self.commentary(|p| {
            p.tag(tag, if p.always("id of comments", 2) { "#comments.comments" } else { "comments" }, |p| {
                match p.below(3) {
                    0 => p.leaf("h2", "comments-title", &format!("{count} {heading}")),
                    1 => p.leaf("h3", "comments-title", &format!("{heading} ({count})")),
                    _ => p.leaf("div", "comments-title", &heading),
                }
                if p.one_in(3) {
                    p.comment_form();
                }
                let list = p.always("list of comments", 2);
                p.tag(if list { "ol" } else { "div" }, "comment-list", |p| {
                    let mut left = count;
                    while left > 0 {
                        p.comment(list, 0, long, &mut left);
                    }
                });
                p.comment_form();
            });
        });
    }

    fn comment(&mut self, list: bool, depth: usize, long: bool, left: &mut usize) {
        *left -= 1;
        let (name, reply) = (self.any("names"), self.word("reply"));
        let date = match self.always("relative dates", 2) {
            true => {
                let n = self.between(1, 30);
                self.counted("ago", n)
            }
            false => self.date(),
        };
        let id = format!("comment[id=comment-{}]", self.between(10_000, 999_999));
        self.tag(if list { "li" } else { "div" }, &id, |p| {
            if p.always("avatars", 2) {
                p.raw("<img class=\"avatar\" src=\"/u.png\" alt=\"\" width=\"48\" height=\"48\">");
            }
            p.div("comment-meta", |p| {
                p.leaf(p.pick_tag("comment author", &["span", "b", "cite", "a"]), "comment-author", &name);
                p.space();
                p.leaf(p.pick_tag("comment date", &["time", "span", "a", "small"]), "comment-date", &date);
            });
            p.comment_body("comment-text", long);
            if p.always("votes", 2) {
                let votes = p.below(120).to_string();
                p.div("votes", |p| {
                    p.leaf("button", "up", "▲");
                    p.leaf("span", "count", &votes);
                    p.leaf("button", "down", "▼");
                });
            }
            if p.always("reply buttons", 2) {
                p.link("reply", &reply);
            }
            if depth < 3 && p.one_in(3) && *left > 0 {
                p.tag(if list { "ol" } else { "div" }, "children", |p| p.comment(list, depth + 1, long, left));
            }
        });
    }

    /// Returns a tag, the same for the whole page.
    pub fn pick_tag(&self, what: &str, tags: &[&'static str]) -> &'static str {
        let at = (0..tags.len() as u64).find(|&at| self.always(what, at + 2)).unwrap_or(0);
        tags[at as usize]
    }

    /// Writes the form to comment, or the line that asks to log in.
    pub fn comment_form(&mut self) {
        let (write, login) = (self.word("comment_write"), self.any("comment_login"));
        if self.always("log in to comment", 2) {
            self.leaf("p", "must-log-in", &login);
            return;
        }
        self.tag("form", "comment-form[method=post]", |p| {
            p.leaf("h3", "", &write);
            if let Some(label) = p.listed("comment label") {
                p.leaf("p", "comment-notes", &label);
            }
            p.raw("<label>Name</label><input name=\"author\"><label>E-mail</label><input name=\"email\"><textarea name=\"comment\" rows=\"8\"></textarea>");
            p.leaf("button", "submit", &write);
        });
    }

    /// Writes the latest comments of other pages.
    pub fn recent_comments(&mut self) {
        let heading = self.word("comments");
        let count = if self.one_in(6) { 30 } else { self.between(3, 12) };
        self.div("recent-comments", |p| {
            p.leaf("h3", "widget-title", &heading);
            p.tag("ul", "", |p| {
                for _ in 0..count {
                    let (name, title, text) = (p.any("names"), p.title(), p.sentences(1));
                    p.tag("li", "", |p| {
                        p.leaf("span", "author", &name);
                        p.text(": ");
                        if p.always("texts of recent comments", 2) { p.text(&text) } else { p.link("", &title) }
                    });
                }
            });
        });
    }

    /// Writes comments as blogs had them around 2010, with trackbacks among them.
    pub fn old_comments(&mut self) {
        let count = self.between(3, 40);
        let (heading, reply) = (self.word("comments"), self.word("reply"));
        let title = self.heading.clone();
        let long = !self.one_in(3);
        self.commentary(|p| {
            p.leaf("h3", "#comments", &format!("{count} {heading} – “{title}”"));
            p.tag("ol", ".commentlist", |p| {
                for at in 1..=count {
                    let (name, date) = (p.any("names"), p.date());
                    let turn = p.pick(&["even", "odd alt"]);
                    if p.one_in(9) {
                        let text = format!("[…] {} […]", p.sentences(2));
                        let other = format!("{} » {}", p.title(), p.invented_name());
                        p.tag("li", ".trackback.pingback", |p| {
                            p.link("", &other);
                            p.leaf("p", "", &text);
                        });
                        continue;
                    }
                    let id = format!("[class=comment {turn} thread-{turn} depth-1][id=comment-{}]", at * 37);
                    p.tag("li", &id, |p| {
                        p.div(".comment-author.vcard", |p| {
                            p.raw("<img alt='' src='http://www.gravatar.com/avatar/0?s=32' class='avatar avatar-32' height='32' width='32' />");
                            p.tag("cite", ".fn", |p| p.link("[rel=external nofollow]", &name));
                            p.raw(" <span class=\"says\">:</span>");
                        });
                        p.div(".comment-meta.commentmetadata", |p| p.link("", &date));
                        p.comment_body("", long);
                        if p.always("reply buttons", 2) {
                            p.div(".reply", |p| p.link(".comment-reply-link", &reply));
                        }
                    });
                }
            });
            p.comment_form();
        });
    }
}
