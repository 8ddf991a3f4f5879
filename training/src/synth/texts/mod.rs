//! Texts with exact labels, as pages look when they are flattened.
//!
//! A text is a clean article with residue above, between and below its paragraphs: menus, share
//! rows, names of icons, captions, promos, newsletter boxes, comments, footers. The generator
//! knows which bytes are the story. Articles and wordings belong to one fold, as in the generated
//! pages. Languages without wordings get English ones, as on many sites.

mod icons;
mod residue;

use super::marks::{Mark, unmarked};
use super::page::Page;
use super::pool::sentences;
use super::story::{Piece, Story, Structure};
use super::{Generator, SET};
use crate::documents::{FOLDS, Source};
use crate::random::Random;
use crate::renderings;

/// Number of texts that `emit` and `evaluate` use.
pub const TEXTS: usize = 4_000;
/// Beginning of the names of their sites.
pub const SITE: &str = "synth text";
/// One text in this many is in English, and one in this many in a language without wordings.
const ENGLISH: usize = 6;
const WITHOUT_WORDINGS: usize = 4;

/// The way the parts of a text are joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// Blank lines between all parts.
    Blank,
    /// Blank lines around paragraphs.
    Mixed,
    /// A line for each part.
    Lines,
    /// Blank lines between parts, which are wrapped.
    Wrapped,
    /// One line, with spaces between parts.
    OneLine,
    /// One line, with nothing between parts.
    Joined,
}

/// Forms, each as often as it is drawn.
const FORMS: &[Form] = &[
    Form::Blank,
    Form::Blank,
    Form::Mixed,
    Form::Mixed,
    Form::Mixed,
    Form::Lines,
    Form::Lines,
    Form::Wrapped,
    Form::OneLine,
    Form::OneLine,
    Form::Joined,
];

impl Form {
    fn name(self) -> &'static str {
        match self {
            Form::Blank => "blank",
            Form::Mixed => "mixed",
            Form::Lines => "lines",
            Form::Wrapped => "wrapped",
            Form::OneLine => "oneline",
            Form::Joined => "joined",
        }
    }
}

/// A part of a text.
struct Part {
    mark: Mark,
    text: String,
    /// Whether nothing stands between it and the part before it.
    joined: bool,
    /// Whether it is a paragraph of the story.
    is_paragraph: bool,
}

/// A text that is being written.
struct Draft<'a> {
    page: Page<'a>,
    fold: u8,
    parts: Vec<Part>,
}

impl Draft<'_> {
    fn push(&mut self, mark: Mark, text: &str, joined: bool) {
        if !text.trim().is_empty() {
            self.parts.push(Part { mark, text: text.trim().to_owned(), joined, is_paragraph: mark == Mark::Content });
        }
    }

    /// Writes residue as a part of its own.
    fn other(&mut self, text: &str) {
        self.push(Mark::Other, text, false);
    }

    /// Writes residue that is joined to the part before it.
    fn joined_other(&mut self, text: &str) {
        self.push(Mark::Other, text, true);
    }

    fn title(&mut self) {
        let title = self.page.heading.clone();
        self.push(Mark::Title, &title, false);
    }

    fn story(&mut self, story: &Story) {
        let rarely = self.page.pick(&[0, 2, 3, 6]);
        if let Some(deck) = &story.deck {
            self.push(Mark::Content, deck, false);
        }
        let bullet = self.page.pick(&["* ", "- ", "• ", ""]);
        for (at, piece) in story.pieces.iter().enumerate() {
            match piece {
                Piece::Paragraph(text) => self.paragraph(text),
                Piece::Heading(text) | Piece::Quote(text) => self.push(Mark::Content, text, false),
                Piece::List(ordered, items) => {
                    for (at, item) in items.iter().enumerate() {
                        let item = if *ordered { format!("{}. {item}", at + 1) } else { format!("{bullet}{item}") };
                        self.push(Mark::Content, &item, false);
                        self.parts.iter_mut().last().expect("an item").is_paragraph = false;
                    }
                }
                Piece::Table(rows) => {
                    rows.iter().for_each(|row| self.push(Mark::Content, &row.join("\t"), false));
                }
                Piece::Code(text) => text.lines().for_each(|line| self.push(Mark::Content, line, false)),
            }
            let under_heading = matches!(piece, Piece::Heading(_));
            if rarely > 0 && at + 1 < story.pieces.len() && !under_heading && self.page.one_in(rarely) {
                self.between();
            }
        }
    }

    /// Writes a paragraph, at times with a row of icons between two of its sentences.
    fn paragraph(&mut self, text: &str) {
        let parts = sentences(text);
        if !residue::is_cut(&mut self.page, parts.len()) {
            return self.push(Mark::Content, text, false);
        }
        let at = self.page.between(1, parts.len() - 1);
        self.push(Mark::Content, &parts[..at].join(" "), false);
        let row = icons::row(&mut self.page, self.fold);
        self.joined_other(&row);
        self.push(Mark::Content, &parts[at..].join(" "), true);
    }

    /// Returns the text with marker characters.
    fn joined(&self, form: Form) -> String {
        let mut text = String::new();
        for (at, part) in self.parts.iter().enumerate() {
            let around = at > 0 && (part.is_paragraph || self.parts[at - 1].is_paragraph);
            text.push_str(match form {
                _ if at == 0 || part.joined => "",
                Form::Blank | Form::Wrapped => "\n\n",
                Form::Mixed if around => "\n\n",
                Form::Mixed | Form::Lines => "\n",
                Form::OneLine => " ",
                Form::Joined => "",
            });
            text.push_str(&part.mark.around(&part.text));
        }
        if form == Form::Wrapped { renderings::wrapped(&text) } else { text }
    }
}

impl Generator {
    /// Returns text number `at`.
    pub fn text(&self, at: usize) -> Source {
        let mut random = Random::of(&format!("synth text {at}"), None);
        let language = self.language_of_text(&mut random);
        let fold = random.below(usize::from(FOLDS)) as u8;
        let form = FORMS[random.below(FORMS.len())];
        let id = format!("synth-text-{at}-{}-{language}", form.name());
        let words = self.words.get(language).unwrap_or_else(|| &self.words["en"]);
        let pool = &self.pools[&(language.to_owned(), fold)];
        let mut page = Page::new(&id, language, fold, words, pool);
        let least = page.pick(&[0, 0, 800, 2000, 4000]);
        let structure = page.pick(&[Structure::News, Structure::News, Structure::Plain, Structure::Guide]);
        let story = Story::new(&mut page, least, structure);
        page.heading.clone_from(&story.title);
        let mut draft = Draft { page, fold, parts: Vec::new() };
        draft.beginning();
        draft.story(&story);
        draft.ending();
        let (input, spans) = unmarked(&draft.joined(form));
        let gold: Vec<&str> =
            spans.iter().filter(|s| s.mark == Mark::Content).map(|s| &input[s.range.clone()]).collect();
        Source {
            set: SET.to_owned(),
            page_type: "article".to_owned(),
            renderer: Some(form.name().to_owned()),
            title: story.title,
            gold: gold.join("\n"),
            not_content: String::new(),
            comments: String::new(),
            site: format!("{SITE} {}", form.name()),
            fold,
            made: true,
            id,
            spans,
            input,
        }
    }

    /// Returns the language of a text, one of those with articles in every fold.
    fn language_of_text(&self, random: &mut Random) -> &str {
        if random.one_in(ENGLISH) {
            return "en";
        }
        let known = !random.one_in(WITHOUT_WORDINGS);
        let mut languages: Vec<&str> = self.pools.keys().map(|(language, _)| language.as_str()).collect();
        languages.dedup();
        let in_all = |language: &&str| (0..FOLDS).all(|fold| self.pools.contains_key(&((*language).to_owned(), fold)));
        let is_one = |language: &&str| self.words.contains_key(*language) == known && in_all(language);
        languages.retain(is_one);
        if languages.is_empty() { "en" } else { languages[random.below(languages.len())] }
    }
}
