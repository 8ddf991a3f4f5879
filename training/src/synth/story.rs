//! The main content of a page: clean articles, structured like those of sites.

use super::marks::Mark;
use super::page::Page;
use super::pool::{clause, sentences};

/// A block of a story.
#[derive(Debug, Clone)]
pub enum Piece {
    /// A paragraph.
    Paragraph(String),
    /// A subheading.
    Heading(String),
    /// A list, with numbers or without.
    List(bool, Vec<String>),
    /// A quotation.
    Quote(String),
    /// A table; the first row holds the heads.
    Table(Vec<Vec<String>>),
    /// A block of code.
    Code(String),
}

/// A story.
#[derive(Debug, Clone)]
pub struct Story {
    /// Its headline.
    pub title: String,
    /// Its standfirst, if any.
    pub deck: Option<String>,
    /// Its blocks.
    pub pieces: Vec<Piece>,
}

/// How much structure a story gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Structure {
    /// Paragraphs, with a subheading or a quotation at times.
    News,
    /// Sections with lists and tables.
    Guide,
    /// Sections with code.
    Documentation,
    /// Paragraphs only.
    Plain,
}

/// Forms of paragraphs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// `p` elements.
    P,
    /// `div` elements.
    Div,
    /// Lines that end with two `br` elements.
    Br,
}

impl Story {
    /// Makes a story with at least `least` characters, unless the articles are very short.
    pub fn new(page: &mut Page, least: usize, structure: Structure) -> Story {
        let first = page.pool.body(&mut page.random, &page.used);
        let title = first.headline();
        let mut paragraphs = first.paragraphs.clone();
        page.used.push(first.id.clone());
        for _ in 0..8 {
            if paragraphs.iter().map(String::len).sum::<usize>() >= least {
                break;
            }
            let more = page.pool.body(&mut page.random, &page.used);
            paragraphs.extend(more.paragraphs.iter().cloned());
            page.used.push(more.id.clone());
        }
        paragraphs.truncate(60);
        let has_deck = paragraphs.len() > 2 && page.one_in(3) && structure != Structure::Plain;
        let deck = has_deck.then(|| sentences(&paragraphs.remove(0)).into_iter().take(2).collect::<Vec<_>>().join(" "));
        let short = page.one_in(2) && structure != Structure::Plain;
        let mut pieces = Vec::new();
        let since = page.between(2, 6);
        for (at, paragraph) in paragraphs.iter().enumerate() {
            if is_heading(paragraph) && at + 1 < paragraphs.len() && structure != Structure::Plain {
                pieces.push(Piece::Heading(paragraph.clone()));
                continue;
            }
            let headed = structure != Structure::Plain && !(structure == Structure::News && page.always("no heads", 2));
            let after_heading = matches!(pieces.last(), Some(Piece::Heading(_)));
            if headed && at > 0 && at % since == 0 && !after_heading {
                pieces.push(Piece::Heading(subheading(page, paragraph)));
            }
            add(page, paragraph, short, structure, &mut pieces);
        }
        Story { title, deck, pieces }
    }

    /// Returns the first sentence, for descriptions in the head.
    pub fn description(&self) -> String {
        let first = self.pieces.iter().find_map(|piece| match piece {
            Piece::Paragraph(text) => Some(text.as_str()),
            _ => None,
        });
        self.deck.clone().unwrap_or_else(|| sentences(first.unwrap_or(&self.title))[0].to_owned())
    }
}

/// Whether a paragraph of an article is really a heading.
fn is_heading(paragraph: &str) -> bool {
    paragraph.chars().count() < 50 && !paragraph.ends_with(['.', '!', '?', ':', ';', ',', '。', '।', '"', '”'])
}

/// Returns a heading for a paragraph, from its last sentence or another article.
fn subheading(page: &mut Page, paragraph: &str) -> String {
    let parts = sentences(paragraph);
    if parts.len() > 1 && page.one_in(2) {
        return clause(parts[parts.len() - 1]);
    }
    // No teaser repeats a heading.
    let other = page.pool.body(&mut page.random, &page.used);
    page.used.push(other.id.clone());
    other.headline()
}

/// Adds a paragraph, split into shorter ones or made into a list, quotation, table or code.
fn add(page: &mut Page, paragraph: &str, short: bool, structure: Structure, pieces: &mut Vec<Piece>) {
    let parts = sentences(paragraph);
    let rich = match structure {
        Structure::News => 14,
        Structure::Guide | Structure::Documentation => 4,
        Structure::Plain => 0,
    };
    if rich > 0 && parts.len() > 2 && page.one_in(rich) {
        let items: Vec<String> = parts[1..]
            .iter()
            .map(|&part| if page.always("short", 2) { clause(part) } else { part.to_owned() })
            .collect();
        pieces.push(Piece::Paragraph(parts[0].to_owned()));
        pieces.push(Piece::List(page.one_in(3), items));
    } else if rich > 0 && page.one_in(rich * 2) {
        pieces.push(Piece::Quote(paragraph.to_owned()));
    } else if short && parts.len() > 3 {
        let each = page.between(1, 3);
        pieces.extend(parts.chunks(each).map(|part| Piece::Paragraph(part.join(" "))));
    } else {
        pieces.push(Piece::Paragraph(paragraph.to_owned()));
    }
    if structure == Structure::Guide && page.one_in(7) {
        pieces.push(Piece::Table(table(page)));
    }
    if structure == Structure::Documentation && page.one_in(2) {
        pieces.push(Piece::Code(code(page)));
    }
}

/// Returns a table of names and numbers.
pub fn table(page: &mut Page) -> Vec<Vec<String>> {
    let columns = page.between(2, 5);
    let rows = page.between(3, 9);
    let mut table = vec![(0..columns).map(|_| page.any("properties")).collect::<Vec<_>>()];
    for _ in 0..rows {
        let mut row = vec![if page.always("named rows", 2) { page.any("names") } else { page.any("items") }];
        for at in 1..columns {
            let number = page.below(2000);
            row.push(match (at + columns) % 4 {
                0 => format!("{number}"),
                1 => format!("{}.{} %", number % 100, number % 10),
                2 => page.price(),
                _ => format!("{}–{}", number, number + 40),
            });
        }
        table.push(row);
    }
    table
}

/// Returns lines of a made-up program.
pub fn code(page: &mut Page) -> String {
    let name = page.invented_name().to_lowercase();
    let other = page.invented_name().to_lowercase();
    let number = page.below(900);
    let choices = [
        format!("$ {name} install {other}\n$ {name} run --port {number}"),
        format!(
            "from {name} import {other}\n\nclient = {other}.Client(timeout={number})\nfor row in client.rows(\"{name}\"):\n    print(row.id, row.value)"
        ),
        format!(
            "const {other} = require('{name}');\n\n{other}.connect({{ retries: {number} }}, (err, handle) => {{\n  if (err) throw err;\n  handle.close();\n}});"
        ),
        format!("[{name}]\nlevel = {number}\npath = /var/lib/{other}\nverbose = yes"),
        format!(
            "int {name}_{other}(struct {name} *ctx, size_t len)\n{{\n    if (len > {number})\n        return -1;\n    return {other}(ctx->buf, len);\n}}"
        ),
        format!("{{\n  \"{name}\": {number},\n  \"{other}\": [\"a\", \"b\"],\n  \"enabled\": true\n}}"),
        format!("{name} --{other}={number} < input.txt"),
    ];
    let at = page.below(choices.len());
    choices[at].clone()
}

impl Page<'_> {
    /// Writes a text with links and emphasis in it.
    pub fn prose(&mut self, text: &str) {
        let words: Vec<&str> = text.split(' ').collect();
        let mut at = 0;
        while at < words.len() {
            let left = words.len() - at;
            let run = self.between(1, 24).min(left);
            self.text(&words[at..at + run].join(" "));
            at += run;
            if at < words.len() {
                self.space();
                let span = self.between(1, 4).min(words.len() - at);
                let inner = words[at..at + span].join(" ");
                match self.below(9) {
                    0 | 1 if !self.always("no links", 3) => self.link("", &inner),
                    2 if self.always("strong", 2) => self.leaf("strong", "", &inner),
                    3 if self.always("em", 2) => self.leaf("em", "", &inner),
                    _ => self.text(&inner),
                }
                at += span;
                if at < words.len() {
                    self.space();
                }
            }
        }
    }

    /// Writes a headline.
    pub fn headline(&mut self, tag: &str, attributes: &str, title: &str) {
        self.marked(Mark::Title, |p| p.leaf(tag, attributes, title));
    }

    /// Writes blocks of a story as content. Calls `after` with the number of each block after it is
    /// written, so that boilerplate can stand between the blocks.
    pub fn pieces(&mut self, pieces: &[Piece], form: Form, after: impl FnMut(&mut Self, usize)) {
        self.pieces_as(Mark::Content, pieces, form, after);
    }

    /// Writes blocks of a story with a mark, as [`Page::pieces`] does.
    pub fn pieces_as(&mut self, mark: Mark, pieces: &[Piece], form: Form, mut after: impl FnMut(&mut Self, usize)) {
        let level = if self.always("h3", 4) { "h3" } else { "h2" };
        for (at, piece) in pieces.iter().enumerate() {
            self.marked(mark, |p| p.piece(piece, form, level));
            after(self, at);
        }
    }

    /// Writes a block of a story.
    fn piece(&mut self, piece: &Piece, form: Form, level: &str) {
        match piece {
            Piece::Paragraph(text) => match form {
                Form::P => {
                    let class = match () {
                        () if self.always("class of p", 4) => "text-paragraph",
                        () if self.always("attributes of p", 9) => "[dir=auto][data-block=text]",
                        () => "",
                    };
                    self.tag("p", class, |p| p.prose(text));
                }
                Form::Div => {
                    self.tag("div", if self.always("class of p", 2) { "paragraph" } else { "" }, |p| p.prose(text))
                }
                Form::Br => {
                    self.prose(text);
                    self.new_line();
                    self.raw("<br><br>\n");
                }
            },
            Piece::Heading(text) if form == Form::Br => {
                self.leaf("b", "", text);
                self.new_line();
                self.raw("<br>");
            }
            Piece::Heading(text) if self.always("bold heads", 7) => self.tag("p", "", |p| p.leaf("strong", "", text)),
            Piece::Heading(text) => self.leaf(level, "", text),
            Piece::List(ordered, items) => self.tag(if *ordered { "ol" } else { "ul" }, "", |p| {
                for item in items {
                    p.tag("li", "", |p| {
                        if p.always("p in li", 5) { p.tag("p", "", |p| p.prose(item)) } else { p.prose(item) }
                    });
                }
            }),
            Piece::Quote(text) => {
                self.tag("blockquote", if self.always("quote class", 2) { "quote" } else { "" }, |p| {
                    if p.always("p in quote", 2) { p.tag("p", "", |p| p.prose(text)) } else { p.text(text) }
                })
            }
            Piece::Table(rows) => {
                let wrapper = self.always("table wrapper", 2);
                if wrapper {
                    self.start("div", "table-wrapper");
                }
                self.tag("table", "", |p| {
                    for (at, row) in rows.iter().enumerate() {
                        let cell = if at == 0 { "th" } else { "td" };
                        p.tag("tr", "", |p| row.iter().for_each(|text| p.leaf(cell, "", text)));
                    }
                });
                if wrapper {
                    self.end("div");
                }
            }
            Piece::Code(text) => match hash_form(self) {
                0 => self.leaf("pre", "", text),
                1 => self.tag("pre", "", |p| p.leaf("code", ".language-text", text)),
                _ => self.div(".highlight", |p| p.tag("pre", "", |p| p.tag("code", "", |p| highlighted(p, text)))),
            },
        }
    }
}

fn hash_form(page: &Page) -> u8 {
    if page.always("bare pre", 3) { 0 } else { 1 + u8::from(page.always("highlighted", 2)) }
}

/// Writes code with elements for the words of each line.
fn highlighted(page: &mut Page, code: &str) {
    for (at, line) in code.lines().enumerate() {
        if at > 0 {
            page.new_line();
            page.raw("\n");
        }
        let indent = line.len() - line.trim_start().len();
        page.raw(&line[..indent]);
        for (at, word) in line.trim_start().split(' ').enumerate() {
            if at > 0 {
                page.space();
            }
            let class = page.pick(&[".n", ".k", ".p", ".s1", ".o", ""]);
            if class.is_empty() { page.text(word) } else { page.leaf("span", class, word) }
        }
    }
}
