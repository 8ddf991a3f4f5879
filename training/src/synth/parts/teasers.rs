//! Teasers and lists of other articles.

use crate::synth::page::Page;

impl Page<'_> {
    /// Writes the teaser of another article.
    pub fn teaser(&mut self, tag: &str, summary: bool) {
        let ((title, text), date) = (self.other_story(2), self.date());
        let level = if self.always("h4 of teasers", 2) { "h4" } else { "h3" };
        self.tag(tag, "teaser", |p| {
            if p.always("pictures of teasers", 2) {
                p.raw("<a href=\"/x\" tabindex=\"-1\"><img src=\"/t.jpg\" alt=\"\" loading=\"lazy\"></a>");
            }
            if p.always("kickers", 3) {
                let section = p.any("sections");
                p.leaf("span", "kicker", &section);
            }
            match p.always("no h in teasers", 3) {
                true => p.link("teaser-title", &title),
                false => p.tag(level, "teaser-title", |p| p.link("", &title)),
            }
            if summary {
                p.leaf(if p.always("p in teasers", 2) { "p" } else { "div" }, "teaser-text", &text);
            }
            if p.always("dates of teasers", 2) {
                p.leaf("time", "date", &date);
            }
            if p.always("more in teasers", 4) {
                let more = p.word("read_more");
                p.link("more", &more);
            }
        });
    }

    /// Writes a list of other articles under a heading.
    pub fn teasers(&mut self, key: &str, role: &str, count: usize, summaries: bool) {
        let heading = self.word(key);
        let tag = self.pick(&["section", "div", "aside"]);
        let level = self.pick(&["h2", "h3", "h4"]);
        self.tag(tag, role, |p| {
            p.leaf(level, "widget-title", &heading);
            match p.below(3) {
                0 => (0..count).for_each(|_| p.teaser("article", summaries)),
                1 => p.tag("ul", "teaser-list", |p| (0..count).for_each(|_| p.teaser("li", summaries))),
                _ => p.div("teaser-grid", |p| (0..count).for_each(|_| p.teaser("div", summaries))),
            }
        });
    }

    /// Writes titles only, in order of rank.
    pub fn ranking(&mut self, key: &str) {
        let heading = self.word(key);
        let count = self.between(4, 10);
        self.div("most-read", |p| {
            p.leaf("h3", "widget-title", &heading);
            p.tag("ol", "", |p| {
                for at in 1..=count {
                    let title = p.title();
                    p.tag("li", "", |p| {
                        if p.always("ranks", 2) {
                            p.leaf("span", "rank", &at.to_string());
                        }
                        p.link("", &title);
                    });
                }
            });
        });
    }

    /// Writes short news of other stories.
    pub fn ticker(&mut self) {
        let heading = self.word("latest");
        let count = if self.one_in(5) { 40 } else { self.between(3, 14) };
        self.div("ticker", |p| {
            p.leaf("strong", "ticker-label", &heading);
            for _ in 0..count {
                let (clock, title) = (p.clock(), p.title());
                p.div("ticker-item", |p| {
                    p.leaf("time", "", &clock);
                    p.space();
                    p.link("", &title);
                });
            }
        });
    }

    /// Writes a pointer to another story between two paragraphs.
    pub fn promo(&mut self) {
        let (label, (title, text)) = (self.word("read_more"), self.other_story(2));
        let label = label.trim_end_matches(':').to_owned();
        let summary = self.always("summaries of promos", 3);
        match self.below(9) {
            7 => {
                // A heading and a list, without an element around them.
                let titles: Vec<String> = (0..self.between(2, 5)).map(|_| self.title()).collect();
                self.leaf(self.pick_tag("head of promo", &["h3", "h2", "p"]), "", &label);
                self.tag("ul", "", |p| titles.iter().for_each(|title| p.tag("li", "", |p| p.link("", title))));
            }
            0 => self.tag("p", "", |p| {
                p.text(&format!("{label}: "));
                p.link("", &title);
            }),
            1 => self.tag("p", "promo", |p| p.link("", &format!("{label}: {title}"))),
            2 => self.tag("p", "", |p| {
                p.tag("strong", "", |p| {
                    p.text(&format!("{label}: "));
                    p.link("", &title);
                })
            }),
            3 => self.tag("aside", "promo", |p| {
                p.leaf("span", "promo-label", &label);
                p.link("promo-title", &title);
                if summary {
                    p.leaf("p", "promo-text", &text);
                }
            }),
            4 => self.tag("blockquote", "promo", |p| {
                p.leaf("b", "", &format!("{label}: "));
                p.link("", &title);
                if summary {
                    p.leaf("p", "", &text);
                }
            }),
            5 => self.div("promo", |p| {
                p.raw("<img src=\"/p.jpg\" alt=\"\">");
                p.leaf("h4", "promo-title", &title);
                if summary {
                    p.leaf("p", "promo-text", &text);
                }
                p.link("more", &label);
            }),
            6 => {
                let titles: Vec<String> = (0..self.between(1, 4)).map(|_| self.title()).collect();
                self.div("promo", |p| {
                    p.leaf("p", "promo-label", &format!("{label}:"));
                    p.tag("ul", "", |p| titles.iter().for_each(|title| p.tag("li", "", |p| p.link("", title))));
                });
            }
            _ => self.tag("p", "", |p| p.link("", &format!("[{label}: {title}]"))),
        }
    }

    /// Writes boilerplate of the kinds that interrupt the paragraphs of news.
    pub fn interruption(&mut self) {
        match self.below(14) {
            0..=4 => self.promo(),
            5 | 6 => self.advert(),
            7 | 8 => self.figure(),
            9 => self.newsletter(),
            10 => self.embed(),
            11 => self.plea(),
            12 if self.one_in(2) => self.teasers("related", "related", 2, true),
            12 => self.gallery(),
            _ => self.promo(),
        }
    }

    /// Writes a column of boxes beside the article.
    pub fn rail(&mut self) {
        let tag = if self.always("div rail", 2) { "div" } else { "aside" };
        let (count, from, step) = (self.between(2, 6), self.below(11), self.pick(&[1, 3, 4, 5]));
        self.tag(tag, "rail", |p| {
            for at in 0..count {
                p.div("widget", |p| match (from + at * step) % 11 {
                    0 | 1 => p.ranking("most_read"),
                    2 => p.ranking("latest"),
                    3 => p.newsletter(),
                    4 => p.weather(),
                    5 => p.poll(),
                    6 => p.advert(),
                    7 => p.recent_comments(),
                    8 => {
                        let n = p.between(2, 5);
                        p.teasers("related", "related", n, true);
                    }
                    9 => p.plea(),
                    _ => p.tags(),
                });
            }
        });
    }

    /// Writes links to the posts before and after.
    pub fn neighbours(&mut self) {
        let (previous, next) = (self.word("previous"), self.word("next"));
        let (before, after) = (self.title(), self.title());
        self.tag("nav", "post-navigation", |p| {
            p.div("nav-previous", |p| p.link("", &format!("← {previous}: {before}")));
            p.div("nav-next", |p| p.link("", &format!("{next}: {after} →")));
        });
    }

    /// Writes the boilerplate below an article.
    pub fn below_article(&mut self) {
        let (count, from, step) = (self.between(2, 6), self.below(9), self.pick(&[1, 2, 4, 5]));
        for at in 0..count {
            match (from + at * step) % 9 {
                0 => self.shares(),
                1 | 2 => {
                    let (n, summaries) = (self.between(3, 9), self.one_in(2));
                    self.teasers("related", "related", n, summaries);
                }
                3 => self.ranking("most_read"),
                4 => self.newsletter(),
                5 => self.tags(),
                6 => self.author_box(),
                7 => {
                    let n = self.between(3, 8);
                    self.teasers("latest", "feed", n, true);
                }
                _ => self.advert(),
            }
        }
    }
}
