//! The residue of a page around and between the paragraphs of a text.

use super::{Draft, icons};
use crate::networks::NETWORKS;
use crate::synth::page::Page;

/// Signs that sites put before a teaser.
const ARROWS: &[&str] = &["▶ ", "→ ", "» ", ">> ", "+++ ", "• ", "🔴 ", "👉 ", "- ", "* "];
/// Names of photo agencies, all invented.
const AGENCIES: &[&str] = &["Norpix", "Lumapress", "Fotovia", "EPN", "Vistaphoto"];

impl Draft<'_> {
    /// Writes the residue above the story, and the headline.
    pub fn beginning(&mut self) {
        let p = &mut self.page;
        if p.one_in(4) {
            let skip = p.word("contents");
            self.other(&skip);
        }
        if self.page.one_in(5) {
            self.consent();
        }
        if self.page.below(5) > 0 {
            let (home, most) = (self.page.word("home"), self.page.between(2, 14));
            let mut labels = vec![home];
            labels.extend(self.page.menu_labels(most));
            self.row(&labels);
        }
        for key in ["search", "login", "subscribe"] {
            if self.page.one_in(3) {
                let label = self.page.word(key);
                self.other(&label);
            }
        }
        if self.page.one_in(4) {
            let (home, section) = (self.page.word("home"), self.page.any("sections"));
            let sign = self.page.pick(&[" › ", " / ", " » ", " > "]);
            self.other(&[home, section].join(sign));
        }
        if self.page.one_in(3) {
            let section = self.page.any("sections");
            self.other(&section);
        }
        self.title();
        if self.page.below(3) > 0 {
            self.byline();
        }
        self.services(&[("listen", 5), ("tools", 5), ("follow", 8)]);
        if self.page.one_in(2) {
            self.shares();
        }
        if self.page.one_in(2) {
            self.caption();
        }
    }

    /// Writes a piece of residue between two paragraphs.
    pub fn between(&mut self) {
        match self.page.below(28) {
            0..=4 => self.promo(),
            5 | 6 => self.label("advert"),
            7 | 8 => self.newsletter(),
            9 | 10 => self.sentence("donation", "subscribe"),
            11 => self.sentence("app", "subscribe"),
            12 => self.shares(),
            13..=15 => self.caption(),
            16 | 17 => self.sentence("embed", "accept"),
            18 => {
                let heading = self.page.word("related");
                self.other(&heading);
                self.titles(3);
            }
            19 => self.placeholder(),
            20 => {
                let (minute, second) = (self.page.below(9), self.page.below(60));
                self.other(&format!("0:00 / {minute}:{second:02}"));
            }
            21 => self.service("listen"),
            22 => self.service("follow"),
            23 => self.service("notice"),
            24 => self.poll(),
            25 => self.author(),
            _ => self.icons(),
        }
    }

    /// Writes some service lines, each once in so many times.
    fn services(&mut self, lines: &[(&str, usize)]) {
        for &(key, odds) in lines {
            if self.page.one_in(odds) {
                self.service(key);
            }
        }
    }

    /// Writes a service line, with a number or the name of a network in it.
    fn service(&mut self, key: &str) {
        let (number, network) = (self.page.between(2, 30).to_string(), self.page.pick(NETWORKS));
        let line = self.page.any(key).replace("{n}", &number).replace("{network}", network);
        self.other(&line);
    }

    /// Writes the placeholder of a picture.
    fn placeholder(&mut self) {
        let (image, caption) = (self.page.any("image"), self.page.any("captions"));
        let placeholder = match self.page.below(5) {
            0 => format!("[{caption}]"),
            1 => format!("[{image} {caption}]"),
            2 => format!("{image}: {caption}"),
            3 => format!("[{image}]"),
            _ => format!("[{image}: {caption}]"),
        };
        self.other(&placeholder);
    }

    /// Writes a question to readers, with answers and perhaps what share of readers chose each.
    fn poll(&mut self) {
        let (heading, question) = (self.page.word("poll"), self.page.any("question"));
        self.other(&heading);
        self.other(&question);
        let (count, counted, bullet) =
            (self.page.between(2, 5), self.page.one_in(3), self.page.pick(&["", "", "○ ", "- "]));
        for _ in 0..count {
            let (option, share) = (self.page.any("options"), self.page.below(90));
            let share = if counted { format!(" {share} %") } else { String::new() };
            self.other(&format!("{bullet}{option}{share}"));
        }
        if self.page.one_in(2) {
            let votes = self.page.between(20, 9000).to_string();
            let votes = self.page.any("votes").replace("{n}", &votes);
            self.other(&votes);
        }
    }

    /// Writes a few sentences about the author, perhaps under the name.
    fn author(&mut self) {
        let name = self.page.any("names");
        let bio = self.page.any("bio").replace("{name}", &name);
        if self.page.one_in(2) {
            self.other(&name);
        }
        self.other(&bio);
    }

    /// Writes the residue below the story.
    pub fn ending(&mut self) {
        if self.page.one_in(3) {
            self.tags();
        }
        if self.page.one_in(2) {
            self.shares();
        }
        if self.page.one_in(3) {
            self.author();
        }
        self.services(&[("notice", 4), ("tools", 5), ("follow", 6)]);
        if self.page.one_in(8) {
            self.poll();
        }
        for (key, odds) in [("related", 2), ("most_read", 3), ("latest", 4)] {
            if self.page.one_in(odds) {
                let heading = self.page.word(key);
                self.other(&heading);
                self.titles(8);
            }
        }
        if self.page.one_in(3) {
            self.comments();
        }
        if self.page.one_in(3) {
            self.newsletter();
        }
        if self.page.one_in(5) {
            self.sentence("paywall", "login");
        }
        let most = self.page.between(0, 14);
        let labels = self.page.menu_labels(most);
        self.row(&labels);
        if self.page.below(3) > 0 {
            let links = ["about", "contact", "privacy", "terms"].map(|key| self.page.word(key));
            self.row(&links);
            let (year, site, rights) =
                (self.page.between(2006, 2025), self.page.site.clone(), self.page.word("rights"));
            self.other(&format!("© {year} {site}. {rights}"));
        }
        if self.page.one_in(4) {
            self.consent();
        }
    }

    fn label(&mut self, key: &str) {
        let listed = if self.page.one_in(2) { self.page.listed(key) } else { None };
        let label = listed.unwrap_or_else(|| self.page.word(key));
        self.other(&label);
    }

    /// Writes a sentence, perhaps with a button below.
    fn sentence(&mut self, key: &str, button: &str) {
        let sentence = self.page.word(key);
        self.other(&sentence);
        if self.page.one_in(2) {
            let button = self.page.word(button);
            self.other(&button);
        }
    }

    fn consent(&mut self) {
        self.sentence("consent", "accept");
        if self.page.one_in(2) {
            let reject = self.page.word("reject");
            self.other(&reject);
        }
    }

    fn newsletter(&mut self) {
        if self.page.one_in(2)
            && let Some(heading) = self.page.listed("newsletter title")
        {
            self.other(&heading);
        }
        self.sentence("newsletter", "subscribe");
    }

    fn byline(&mut self) {
        let (by, name, date) = (self.page.word("by"), self.page.any("names"), self.page.date());
        let published = self.page.word("published");
        match self.page.below(5) {
            0 => self.other(&format!("{by} {name}")),
            1 => self.other(&format!("{by} {name}, {date}")),
            2 => {
                self.other(&name);
                self.other(&date);
            }
            3 => self.other(&format!("{published} {date}")),
            _ => self.other(&format!("{name} | {date}")),
        }
        if self.page.one_in(4) {
            let minutes = self.page.between(2, 14);
            let minutes = self.page.counted("minutes", minutes);
            self.other(&minutes);
        }
    }

    /// Writes a caption with a credit, on one line or two.
    fn caption(&mut self) {
        let caption = if self.page.one_in(2) { self.page.any("captions") } else { self.page.sentences(1) };
        let (photo, name) = (self.page.word("photo"), self.page.any("names"));
        let credit = match self.page.below(4) {
            0 => format!("{photo} {name}"),
            1 => format!("{photo} {name}/{}", self.page.pick(AGENCIES)),
            2 => format!("({photo} {})", self.page.pick(AGENCIES)),
            _ => format!("© {name} / {}", self.page.pick(AGENCIES)),
        };
        if self.page.one_in(3) {
            self.other(&caption);
            self.other(&credit);
        } else {
            self.other(&format!("{caption} {credit}"));
        }
    }

    /// Writes a label and the title of another story on one line.
    fn promo(&mut self) {
        let key = self.page.pick(&["related", "read_more", "read_more", "watch"]);
        let label = self.page.any(key);
        let (label, title) = (label.trim_end_matches(':').to_owned(), self.page.title());
        let label = if self.page.one_in(6) { label.to_uppercase() } else { label };
        let arrow = if self.page.one_in(3) { self.page.pick(ARROWS) } else { "" };
        let promo = match self.page.below(6) {
            0 => format!("{arrow}{label} {title}"),
            1 => format!("{arrow}{label} | {title}"),
            2 => format!("[{label}: {title}]"),
            _ => format!("{arrow}{label}: {title}"),
        };
        self.other(&promo);
    }

    /// Writes up to `most` titles of other stories, perhaps with dates, sections or summaries.
    fn titles(&mut self, most: usize) {
        let count = self.page.between(1, most);
        let (dated, told, numbered) = (self.page.one_in(3), self.page.one_in(4), self.page.one_in(4));
        for at in 1..=count {
            let (title, summary) = self.page.other_story(2);
            let title = if numbered { format!("{at} {title}") } else { title };
            self.other(&title);
            if told {
                self.other(&summary);
            }
            if dated {
                let date = self.page.date();
                self.other(&date);
            }
        }
    }

    fn comments(&mut self) {
        let (heading, count) = (self.page.word("comments"), self.page.between(1, 9));
        self.other(&format!("{count} {heading}"));
        for _ in 0..count {
            let (name, date) = (self.page.any("names"), self.page.date());
            if self.page.one_in(2) {
                self.other(&format!("{name} {date}"));
            } else {
                self.other(&name);
                self.other(&date);
            }
            let long = self.page.one_in(4);
            for paragraph in self.page.comment_text(long) {
                self.other(&paragraph);
            }
            if self.page.always("reply", 2) {
                let reply = self.page.word("reply");
                self.other(&reply);
            }
        }
        let write = self.page.word("comment_write");
        self.other(&write);
    }

    fn tags(&mut self) {
        let mut tags = vec![self.page.word("tags")];
        for _ in 0..self.page.between(2, 6) {
            let tag = if self.page.one_in(2) { self.page.any("sections") } else { self.page.invented_name() };
            tags.push(tag);
        }
        self.row(&tags);
    }

    /// Writes a label and names of networks: joined, in a row, or below each other.
    fn shares(&mut self) {
        if self.page.one_in(3) {
            return self.icons();
        }
        let mut row = vec![self.page.word("share")];
        for _ in 0..self.page.between(2, 6) {
            row.push(self.page.pick(NETWORKS).to_owned());
        }
        self.row(&row);
    }

    /// Writes joined names of icons on a line of their own or joined to the text before them.
    fn icons(&mut self) {
        let row = icons::row(&mut self.page, self.fold);
        if self.page.one_in(2) { self.joined_other(&row) } else { self.other(&row) }
    }

    /// Writes labels below each other, or in a row.
    fn row(&mut self, labels: &[String]) {
        let between = self.page.pick(&["", "", " ", " | ", " · "]);
        if between.is_empty() {
            labels.iter().for_each(|label| self.other(label));
        } else {
            self.other(&labels.join(between));
        }
    }
}

/// Returns whether a paragraph can be cut in two for a row between its sentences.
pub fn is_cut(page: &mut Page<'_>, sentences: usize) -> bool {
    sentences > 2 && page.one_in(12)
}
