//! Calls to the reader: to share, subscribe, donate, log in.

use crate::networks::NETWORKS;
use crate::synth::page::Page;

/// Services in share rows, beside the networks.
const OTHER_SERVICES: &[&str] = &["Email", "Bluesky", "VK", "LINE"];

impl Page<'_> {
    /// Writes a row of links to share the page.
    pub fn shares(&mut self) {
        let label = self.word("share");
        let services = [NETWORKS, OTHER_SERVICES].concat();
        let (from, step) = (self.below(services.len()), self.pick(&[1, 5, 7]));
        let networks: Vec<&str> =
            (0..self.between(2, 6)).map(|at| services[(from + at * step) % services.len()]).collect();
        let form = self.below(4);
        self.tag(if form == 0 { "ul" } else { "div" }, "share", |p| {
            if form > 0 && !p.always("no share label", 3) {
                p.leaf("span", "share-label", &label);
            }
            for network in &networks {
                match form {
                    0 => p.tag("li", "", |p| p.link("", network)),
                    1 => p.tag("a", "share-icon[href=#][rel=nofollow]", |p| {
                        p.raw("<svg viewBox=\"0 0 16 16\" role=\"img\">");
                        p.leaf("title", "", network);
                        p.raw("<path d=\"M0 0h16v16H0z\"/></svg>");
                    }),
                    2 => p.leaf("button", "share-button[type=button]", &format!("{label} {network}")),
                    _ => p.link("share-link", network),
                }
            }
            if p.one_in(3) {
                let count = p.below(4000).to_string();
                p.leaf("span", "count", &count);
            }
        });
    }

    /// Writes the author, date and reading time of an article.
    pub fn byline(&mut self) {
        let (by, name, date) = (self.word("by"), self.any("names"), self.date());
        let order = self.below(5);
        let minutes = self.between(2, 14);
        self.div("meta", |p| {
            match order {
                0 => p.leaf("span", "author", &format!("{by} {name}")),
                1 => p.tag("span", "author", |p| {
                    p.text(&by);
                    p.space();
                    p.link("author", &name);
                }),
                2 => p.tag("p", "author", |p| {
                    p.text(&format!("{by} "));
                    p.leaf("strong", "", &name);
                    p.text(&format!(", {}", p.site.clone()));
                }),
                3 => p.link("author[rel=author]", &name),
                _ => {}
            }
            p.space();
            let published = p.word("published");
            let labelled = if p.always("label of date", 2) { format!("{published} {date}") } else { date };
            p.leaf(if p.always("time", 2) { "time" } else { "span" }, "date", &labelled);
            if p.always("updated", 3) {
                let text = format!("{} {}", p.word("updated"), p.date());
                p.leaf(if p.always("updated in p", 2) { "p" } else { "span" }, "updated", &text);
            }
            if p.always("minutes", 3) {
                let text = p.counted("minutes", minutes);
                p.leaf("span", "reading-time", &text);
            }
            if p.always("count of comments", 4) {
                let text = format!("{} {}", p.below(90), p.word("comments"));
                p.link("comment-count", &text);
            }
        });
    }

    /// Writes a box about the author.
    pub fn author_box(&mut self) {
        let name = self.any("names");
        let biography: Vec<String> =
            (0..self.between(1, 2)).map(|_| self.any("bio").replace("{name}", &name)).collect();
        let about = self.word("about");
        self.div("author-box", |p| {
            if p.always("about the author", 2) {
                p.leaf("h4", "", &format!("{about} {name}"));
            } else {
                p.link("author", &name);
            }
            p.raw("<img src=\"/portrait.jpg\" alt=\"\" width=\"80\" height=\"80\">");
            p.leaf("p", "bio", &biography.join(" "));
            if p.one_in(2) {
                p.link("", "Twitter");
            }
        });
    }

    /// Writes a box to subscribe to a newsletter.
    pub fn newsletter(&mut self) {
        let text = self.any("newsletter");
        let (subscribe, privacy) = (self.word("subscribe"), self.any("consent"));
        let tag = self.pick(&["div", "aside", "section", "form"]);
        self.tag(tag, "newsletter", |p| {
            if p.one_in(2) {
                let heading = p.listed("newsletter title").unwrap_or_else(|| p.site.clone());
                p.leaf("h3", "newsletter-title", &heading);
            }
            p.leaf("p", "newsletter-text", &text);
            p.raw("<input type=\"email\" name=\"email\" placeholder=\"name@example.org\">");
            p.leaf("button", "newsletter-button", &subscribe);
            if p.one_in(3) {
                p.leaf("small", "", &privacy);
            }
        });
    }

    /// Writes a plea for money, or a box of an app.
    pub fn plea(&mut self) {
        let key = self.pick(&["donation", "app"]);
        let (text, button) = (self.any(key), self.word("subscribe"));
        let tag = self.pick(&["div", "aside", "section"]);
        self.tag(tag, if key == "app" { "app-box" } else { "support-box" }, |p| {
            p.leaf("p", "plea", &text);
            p.link("button", &button);
        });
    }

    /// Writes the end of a page that is not free.
    pub fn paywall(&mut self) {
        let (text, login, subscribe, price) =
            (self.any("paywall"), self.word("login"), self.word("subscribe"), self.price());
        self.div("paywall", |p| {
            p.leaf(if p.always("paywall h", 2) { "h3" } else { "p" }, "paywall-text", &text);
            p.leaf("p", "price", &price);
            p.link("button", &subscribe);
            p.link("", &login);
        });
    }

    /// Writes the tags of an article.
    pub fn tags(&mut self) {
        let label = self.word("tags");
        let tags: Vec<String> = (0..self.between(2, 8))
            .map(|_| match self.below(3) {
                0 => self.any("sections"),
                1 => self.any("names"),
                _ => self.invented_name(),
            })
            .collect();
        self.div("tags", |p| {
            if p.always("label of tags", 2) {
                p.leaf("span", "tags-label", &format!("{label}:"));
            }
            let list = p.always("list of tags", 2);
            if list {
                p.tag("ul", "", |p| tags.iter().for_each(|tag| p.tag("li", "", |p| p.link("tag", tag))));
            } else {
                for (at, tag) in tags.iter().enumerate() {
                    p.raw(if at > 0 { ", " } else { " " });
                    p.link("tag", tag);
                }
            }
        });
    }
}
