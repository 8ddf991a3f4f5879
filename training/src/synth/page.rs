//! Writes a page and records a mark for each piece of its text.

use std::fmt::Write as _;

use super::marks::{Mark, Span};
use super::naming::Naming;
use super::pool::Pool;
use super::words::Words;
use crate::hash::hash;
use crate::random::Random;

/// Elements that stand within a line.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "big", "button", "cite", "code", "em", "font", "i", "label", "mark", "nobr", "small",
    "span", "strong", "sub", "sup", "svg", "time", "title", "tt", "u",
];

/// A page that is being written.
pub struct Page<'a> {
    /// The markup so far.
    pub html: String,
    /// The pieces of its text.
    pub spans: Vec<Span>,
    /// The main content so far, one line per block.
    pub gold: String,
    /// The comments so far, one line per block.
    pub comments: String,
    /// Pseudo-random numbers.
    pub random: Random,
    /// The names of its classes.
    pub naming: Naming,
    /// The wordings of its language.
    pub words: &'a Words,
    /// Articles in its language and fold.
    pub pool: &'a Pool,
    /// The code of its language.
    pub language: &'a str,
    /// The name of its site.
    pub site: String,
    /// Its headline.
    pub heading: String,
    /// The first and the last year of its dates.
    pub years: (usize, usize),
    /// The articles that its content is made of. The rest of the page uses other articles.
    pub used: Vec<String>,
    /// Whether elements begin on lines of their own.
    pub pretty: bool,
    /// Whether end tags that HTML does not require are left out.
    pub unclosed: bool,
    fold: u8,
    mark: Mark,
    in_comments: bool,
    depth: usize,
}

impl<'a> Page<'a> {
    /// Begins a page.
    pub fn new(id: &str, language: &'a str, fold: u8, words: &'a Words, pool: &'a Pool) -> Page<'a> {
        let mut random = Random::of(id, None);
        let naming = Naming::new(&mut random);
        let mut page = Page {
            html: String::new(),
            spans: Vec::new(),
            gold: String::new(),
            comments: String::new(),
            naming,
            words,
            pool,
            language,
            site: String::new(),
            heading: String::new(),
            years: (2005, 2025),
            used: Vec::new(),
            pretty: random.below(3) > 0,
            unclosed: false,
            random,
            fold,
            mark: Mark::Other,
            in_comments: false,
            depth: 0,
        };
        page.site = page.invented_name();
        page
    }

    /// Returns a number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        self.random.below(end)
    }

    /// Returns a number from `from` to `to`, both included.
    pub fn between(&mut self, from: usize, to: usize) -> usize {
        from + self.random.below(to - from + 1)
    }

    /// Returns true once in `n` times on average.
    pub fn one_in(&mut self, n: usize) -> bool {
        self.random.one_in(n)
    }

    /// Returns one of several values.
    pub fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.random.below(of.len())]
    }

    /// Returns whether to do something, the same for the whole page.
    pub fn always(&self, what: &str, n: u64) -> bool {
        (hash(self.site.bytes().chain(what.bytes())) >> 16).is_multiple_of(n)
    }

    /// Writes markup without text.
    pub fn raw(&mut self, markup: &str) {
        self.html.push_str(markup);
    }

    /// Writes text.
    pub fn text(&mut self, text: &str) {
        let from = self.html.len();
        for char in text.chars() {
            match char {
                '&' => self.html.push_str("&amp;"),
                '<' => self.html.push_str("&lt;"),
                '>' => self.html.push_str("&gt;"),
                _ => self.html.push(char),
            }
        }
        if text.trim().is_empty() {
            return;
        }
        self.spans.push(Span { range: from..self.html.len(), mark: self.mark });
        if self.mark == Mark::Content {
            self.gold.push_str(text);
        }
        if self.in_comments && self.mark == Mark::Other {
            self.comments.push_str(text);
        }
    }

    /// Writes white space.
    pub fn space(&mut self) {
        self.html.push(' ');
        for text in [&mut self.gold, &mut self.comments] {
            if !text.is_empty() && !text.ends_with(char::is_whitespace) {
                text.push(' ');
            }
        }
    }

    /// Ends the line of the recorded texts.
    pub fn new_line(&mut self) {
        for text in [&mut self.gold, &mut self.comments] {
            if !text.is_empty() && !text.ends_with('\n') {
                text.push('\n');
            }
        }
    }

    /// Writes an element. Its attributes are given as `.class.class#id[name=value]`, or as the name
    /// of a part, which the page translates into a class.
    pub fn tag(&mut self, tag: &str, attributes: &str, inside: impl FnOnce(&mut Self)) {
        self.start(tag, attributes);
        inside(self);
        self.end(tag);
    }

    /// Writes a `div`.
    pub fn div(&mut self, attributes: &str, inside: impl FnOnce(&mut Self)) {
        self.tag("div", attributes, inside);
    }

    /// Writes an element that holds only text.
    pub fn leaf(&mut self, tag: &str, attributes: &str, text: &str) {
        self.tag(tag, attributes, |p| p.text(text));
    }

    /// Writes a link.
    pub fn link(&mut self, attributes: &str, text: &str) {
        let address = self.address();
        self.tag("a", &format!("{attributes}[href={address}]"), |p| p.text(text));
    }

    /// Writes a start tag.
    pub fn start(&mut self, tag: &str, attributes: &str) {
        let block = !INLINE.contains(&tag);
        if block {
            self.new_line();
            self.depth += 1;
            if self.pretty {
                self.html.push('\n');
                (0..self.depth.min(12)).for_each(|_| self.html.push_str("  "));
            }
            if matches!(tag, "div" | "section" | "aside") && self.always("comments in markup", 3) && self.one_in(5) {
                let name = self.invented_name();
                let _ = write!(self.html, "<!-- {attributes} {name} -->", attributes = self.naming.class("section"));
            }
        }
        self.html.push('<');
        self.html.push_str(tag);
        self.attributes(attributes);
        if block && self.always("data attributes", 3) && self.one_in(4) {
            let (name, number) = (self.invented_name().to_lowercase(), self.below(100_000));
            let _ = write!(self.html, " data-{name}=\"{number:x}\"");
        }
        self.html.push('>');
    }

    /// Writes an end tag.
    pub fn end(&mut self, tag: &str) {
        if !INLINE.contains(&tag) {
            self.new_line();
            self.depth = self.depth.saturating_sub(1);
        }
        if self.unclosed && matches!(tag, "p" | "li" | "td" | "tr" | "dt" | "dd") {
            self.html.push('\n');
            return;
        }
        let _ = write!(self.html, "</{tag}>");
    }

    fn attributes(&mut self, attributes: &str) {
        let (names, others) = attributes.split_at(attributes.find('[').unwrap_or(attributes.len()));
        let mut class = String::new();
        if names.starts_with(['.', '#']) {
            let mut rest = names;
            while !rest.is_empty() {
                let end = rest[1..].find(['.', '#']).map_or(rest.len(), |at| at + 1);
                let name = &rest[1..end];
                if rest.starts_with('#') {
                    let _ = write!(self.html, " id=\"{name}\"");
                } else {
                    class = if class.is_empty() { name.to_owned() } else { format!("{class} {name}") };
                }
                rest = &rest[end..];
            }
        } else if !names.is_empty() {
            class = self.naming.class(names);
        }
        if !class.is_empty() {
            let _ = write!(self.html, " class=\"{class}\"");
        }
        for attribute in others.split('[').filter(|attribute| !attribute.is_empty()) {
            let (name, value) = attribute.trim_end_matches(']').split_once('=').unwrap_or((attribute, ""));
            if value.is_empty() {
                let _ = write!(self.html, " {}", name.trim_end_matches(']'));
            } else {
                let _ = write!(self.html, " {name}=\"{}\"", value.replace('"', "&quot;"));
            }
        }
    }

    /// Writes text and markup under a mark.
    pub fn marked(&mut self, mark: Mark, inside: impl FnOnce(&mut Self)) {
        let before = std::mem::replace(&mut self.mark, mark);
        self.breaks_if(before != mark);
        inside(self);
        self.breaks_if(before != mark);
        self.mark = before;
    }

    fn breaks_if(&mut self, changes: bool) {
        if changes && self.gold.ends_with(|last: char| !last.is_whitespace()) {
            self.gold.push(' ');
        }
    }

    /// Writes main content.
    pub fn content(&mut self, inside: impl FnOnce(&mut Self)) {
        self.marked(Mark::Content, inside);
    }

    /// Writes boilerplate, perhaps within content.
    pub fn other(&mut self, inside: impl FnOnce(&mut Self)) {
        self.marked(Mark::Other, inside);
    }

    /// Writes text that may be kept or dropped.
    pub fn neutral(&mut self, inside: impl FnOnce(&mut Self)) {
        self.marked(Mark::Neutral, inside);
    }

    /// Writes comments, whose text is recorded.
    pub fn commentary(&mut self, inside: impl FnOnce(&mut Self)) {
        let before = std::mem::replace(&mut self.in_comments, true);
        self.other(inside);
        self.in_comments = before;
    }

    /// Writes markup with up to `most` elements around it.
    pub fn wrapped(&mut self, most: usize, inside: impl FnOnce(&mut Self)) {
        let count = self.random.below(most + 1);
        let mut tags = Vec::new();
        for at in 0..count {
            let tag = if self.one_in(6) { "section" } else { "div" };
            let roles = ["wrap", "main", "layout", "page-inner", ""];
            let role = roles[(self.below(5) + at) % roles.len()];
            self.start(tag, role);
            tags.push(tag);
        }
        inside(self);
        tags.iter().rev().for_each(|tag| self.end(tag));
    }

    /// Returns one to `most` sentences for a comment.
    pub fn remark(&mut self, most: usize) -> String {
        let count = 1 + self.random.below(most);
        self.pool.remark(&mut self.random, count, &self.used)
    }

    /// Returns the wording of a key, the same for the whole page.
    pub fn word(&self, key: &str) -> String {
        let own = self.words.of_fold(key, self.fold);
        let seed = hash(self.site.bytes().chain(key.bytes())) >> 8;
        let also = self.words.also(key, self.fold);
        if !also.is_empty() && seed.is_multiple_of(3) {
            return also[(seed >> 8) as usize % also.len()].clone();
        }
        own[(seed >> 4) as usize % own.len()].to_owned()
    }

    /// Returns a wording from a list of the product; `None` if the fold has none in the language.
    pub fn listed(&mut self, key: &str) -> Option<String> {
        let all = self.words.also(key, self.fold);
        (!all.is_empty()).then(|| all[self.random.below(all.len())].clone())
    }

    /// Returns an entry of a list, one of those of the fold of the page.
    pub fn any(&mut self, list: &str) -> String {
        let own = self.words.of_fold(list, self.fold);
        own[self.random.below(own.len())].to_owned()
    }

    /// Returns different labels of a menu.
    pub fn menu_labels(&mut self, count: usize) -> Vec<String> {
        let all = self.words.all("sections");
        let (from, step) = (self.random.below(all.len()), self.pick(&[1, 5, 7, 11]));
        let mut labels: Vec<String> =
            (0..count.min(all.len())).map(|at| all[(from + at * step) % all.len()].clone()).collect();
        if self.random.one_in(3) {
            let at = self.random.below(labels.len().max(1));
            let other = self.menu_label();
            labels.insert(at.min(labels.len()), other);
        }
        labels
    }

    /// Returns a label of a menu.
    pub fn menu_label(&mut self) -> String {
        let also = if self.random.one_in(4) { self.listed("navigation") } else { None };
        also.unwrap_or_else(|| self.any("sections"))
    }

    /// Returns a wording with a number put in.
    pub fn counted(&self, key: &str, number: usize) -> String {
        self.word(key).replace("{n}", &number.to_string())
    }

    /// Returns the title of another article.
    pub fn title(&mut self) -> String {
        self.pool.body(&mut self.random, &self.used).headline()
    }

    /// Returns the title of another article and its first sentences, up to `most`.
    pub fn other_story(&mut self, most: usize) -> (String, String) {
        self.pool.teaser(&mut self.random, most, &self.used)
    }

    /// Returns one to `most` sentences of another article.
    pub fn sentences(&mut self, most: usize) -> String {
        let count = 1 + self.random.below(most);
        self.pool.paragraph(&mut self.random, count, &self.used)
    }
}
