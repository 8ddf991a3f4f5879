//! Finds the authors and the dates that a page shows.
//!
//! They stand in elements that are named after them, or in lines near the headline, such as `By Ann
//! Sluice` and `Updated 3 March 2026`.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use foldhash::fast::FixedState;

use super::date::{self, Convention, Moment};
use super::people::{self, Others, Trust};
use crate::document::group::GroupKind;
use crate::document::{Document, Element, Within, tokens};
use crate::words::credit::is_credit;
use crate::words::kind::{WordKind, kind_of};

/// Bytes of the longest element or line that is read.
const LONGEST: u32 = 200;
/// Blocks below the article in which pages say who posted it.
const BELOW: usize = 8;
/// Elements inside an element named after authors that are looked at.
const INSIDE: usize = 30;
/// Words after `By` that a line without other signs of a byline may have.
const BYLINE: usize = 12;
/// Bytes of the longest line that begins with a word such as `Posted` and is no sentence.
const LONGEST_POSTING: usize = 120;
/// Share of a line from which a date makes it a line of the date: numerator and denominator.
const DATE_SHARE: (usize, usize) = (2, 5);
/// Words before the date of a change.
const BEFORE_DATE: usize = 4;
/// Classes and ids of elements that name the author, the best first.
const AUTHORS: [&str; 16] = [
    "author-name",
    "authorname",
    "byline-name",
    "byline-author",
    "author",
    "authors",
    "byline",
    "bylines",
    "by-line",
    "entry-author",
    "post-author",
    "article-author",
    "autor",
    "auteur",
    "autore",
    "writer",
];
/// Parts of names of elements that are about an author or a date and do not name it.
const BESIDE: [&str; 22] = [
    "bio",
    "box",
    "about",
    "avatar",
    "image",
    "img",
    "photo",
    "title",
    "role",
    "job",
    "description",
    "social",
    "comment",
    "comments",
    "related",
    "widget",
    "sidebar",
    "footer",
    "follow",
    "twitter",
    "more",
    "caption",
];
/// Classes and ids of elements that hold the date of publication.
const PUBLISHED: [&str; 24] = [
    "published",
    "publish-date",
    "published-date",
    "publication-date",
    "pubdate",
    "pub-date",
    "publishdate",
    "date-published",
    "entry-date",
    "post-date",
    "postdate",
    "article-date",
    "articledate",
    "date",
    "datetime",
    "timestamp",
    "dateline",
    "posted-on",
    "time",
    "pubtime",
    "publish-time",
    "publishtime",
    "datum",
    "fecha",
];
/// Words that announce the date of a change.
const UPDATED: [&str; 40] = [
    "updated",
    "update",
    "modified",
    "revised",
    "edited",
    "aktualisiert",
    "geändert",
    "stand",
    "mis",
    "mise",
    "modifié",
    "actualisé",
    "actualizado",
    "actualizada",
    "aggiornato",
    "modificato",
    "atualizado",
    "atualizada",
    "bijgewerkt",
    "uppdaterad",
    "opdateret",
    "oppdatert",
    "päivitetty",
    "обновлено",
    "оновлено",
    "aktualizacja",
    "zaktualizowano",
    "aktualizováno",
    "aktualizované",
    "actualizat",
    "frissítve",
    "güncelleme",
    "güncellendi",
    "ενημέρωση",
    "تحديث",
    "עודכן",
    "diperbarui",
    "更新",
    "最終更新",
    "수정",
];

/// What the names of an element say that it holds.
#[derive(Debug, Clone, Copy, Default)]
struct Holds(u8);

impl Holds {
    const AUTHOR: u8 = 1;
    const DATE: u8 = 2;
    const UPDATED: u8 = 4;
    const BESIDE: u8 = 8;

    fn has(self, what: u8) -> bool {
        self.0 & what != 0
    }
}

/// What the tokens of elements say.
static NAMES: LazyLock<HashMap<u32, Holds, FixedState>> = LazyLock::new(|| {
    let mut names: HashMap<u32, Holds, FixedState> = HashMap::default();
    let mut add = |token: u32, what: u8| names.entry(token).or_default().0 |= what;
    for name in AUTHORS {
        // A part of a name, such as `card-author`, says as much.
        tokens::of_name(name).into_iter().for_each(|token| add(token, Holds::AUTHOR));
        add(tokens::of_name(&name.replace('-', "_"))[0], Holds::AUTHOR);
    }
    for name in PUBLISHED {
        tokens::of_name(name).into_iter().for_each(|token| add(token, Holds::DATE));
        add(tokens::of_name(&name.replace('-', "_"))[0], Holds::DATE);
    }
    for name in ["updated", "modified", "update", "lastupdated", "datemodified"] {
        tokens::of_name(name).into_iter().for_each(|token| add(token, Holds::UPDATED));
    }
    for name in BESIDE {
        tokens::of_name(name).into_iter().for_each(|token| add(token, Holds::BESIDE));
    }
    names
});

/// A date and how the page writes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dated {
    /// The date.
    pub moment: Moment,
    /// Its text.
    pub raw: String,
}

/// The authors and dates that a page shows.
#[derive(Debug, Default)]
pub struct Visible {
    /// The authors.
    pub authors: Vec<String>,
    /// The date of publication.
    pub published: Option<Dated>,
    /// The date of the last change.
    pub modified: Option<Dated>,
}

/// Reads a page: the blocks `lead` around its headline, then the rest of the article, whose last
/// block is before `end`.
pub fn read(
    document: &Document,
    lead: Range<usize>,
    end: usize,
    others: &Others,
    convention: Convention<'_>,
) -> Visible {
    let count = document.blocks.len();
    let lead = lead.start.min(count)..lead.end.min(count);
    let mut near = LeadReader { document, others, convention, visible: Visible::default() };
    near.elements(&lead);
    lead.clone().for_each(|at| near.line(at));
    let mut visible = near.visible;
    // Below the article some pages say who posted it.
    let below = lead.end..(end + BELOW).min(count);
    if below.is_empty() || visible.published.is_some() && !visible.authors.is_empty() {
        return visible;
    }
    let mut far = LeadReader { document, others, convention, visible: Visible::default() };
    for at in end.saturating_sub(1).max(below.start)..below.end {
        let block = &document.blocks[at];
        let is_comment = |kind| matches!(kind, GroupKind::Comments | GroupKind::Comment { .. });
        if is_posting(document.text_of(block)) && document.innermost(block, is_comment).is_none() {
            // The next can be that of a comment.
            far.line(at);
            break;
        }
    }
    far.elements(&below);
    if visible.authors.is_empty() {
        visible.authors = far.visible.authors;
    }
    visible.published = visible.published.or(far.visible.published);
    visible.modified = visible.modified.or(far.visible.modified);
    visible
}

/// Whether a line begins like `Posted by Ann` or `Published on`.
fn is_posting(line: &str) -> bool {
    let first = line.split(|c: char| c.is_whitespace() || c == ':').next().unwrap_or_default();
    kind_of(first).is_any(&[WordKind::BYLINE, WordKind::DATE_LABEL])
}

/// Reads elements and lines.
struct LeadReader<'a> {
    document: &'a Document,
    others: &'a Others,
    convention: Convention<'a>,
    visible: Visible,
}

impl LeadReader<'_> {
    /// Reads the elements in these blocks that are named after authors or dates.
    fn elements(&mut self, blocks: &Range<usize>) {
        let (document, convention) = (self.document, self.convention);
        let is_near = |element: &Element| {
            blocks.contains(&(element.blocks_or_around().start as usize)) && !is_beside(document, element)
        };
        for mark in &document.head.declarations.marks {
            let Some(element) = document.elements.get(mark.element as usize).filter(|it| is_near(it)) else { continue };
            if mark.property == "author" && mark.item.is_none() && self.visible.authors.is_empty() {
                self.visible.authors = self.names(element);
            }
            if mark.property == "time" {
                let value = mark.value.as_deref().and_then(|value| date::read(value, convention));
                let text = text_of(document, element).unwrap_or_default();
                let Some(moment) = value.or_else(|| date::read(&text, convention)) else { continue };
                let raw = mark.value.clone().unwrap_or_else(|| text.clone());
                let before = self.before(element);
                let is_update = is_update(&text) || is_update(before) || holds(document, element).has(Holds::UPDATED);
                self.date(Dated { moment, raw }, is_update);
            }
        }
        for (at, element) in document.elements.iter().enumerate() {
            let holds = holds(document, element);
            let is_named = holds.has(Holds::AUTHOR | Holds::DATE) && !holds.has(Holds::BESIDE);
            if !is_named || element.text > LONGEST || !is_near(element) {
                continue;
            }
            if holds.has(Holds::AUTHOR) && self.visible.authors.is_empty() {
                self.visible.authors = self.author(at, element);
            }
            if holds.has(Holds::DATE)
                && let Some(text) = text_of(document, element)
            {
                self.dates(&text, holds.has(Holds::UPDATED));
            }
        }
    }

    /// Returns the names in an element that is named after authors: those in the elements inside it
    /// that are, else those in its text.
    fn author(&self, at: usize, element: &Element) -> Vec<String> {
        let inside = self.document.elements[at + 1..].iter().take(INSIDE);
        let inside = inside.take_while(|inner| inner.depth > element.depth).filter(|inner| {
            let holds = holds(self.document, inner);
            holds.has(Holds::AUTHOR) && !holds.has(Holds::BESIDE)
        });
        let mut names: Vec<String> = Vec::new();
        for name in inside.flat_map(|inner| self.names(inner)) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        if names.is_empty() { self.names(element) } else { names }
    }

    /// Returns the names in the text of an element.
    fn names(&self, element: &Element) -> Vec<String> {
        let text = text_of(self.document, element).unwrap_or_default();
        people::names(before_date(&text, self.convention), Trust::Line, self.others)
    }

    /// Reads a line of the lead.
    fn line(&mut self, at: usize) {
        let block = &self.document.blocks[at];
        let text = self.document.text_of(block).trim();
        let is_picture = block.markup.is_some_and(|it| it.within.has(Within::FIGURE) || it.within.has(Within::CAPTION));
        if text.len() > LONGEST as usize || block.is_control() || is_picture {
            return;
        }
        let is_credit = is_credit(text);
        if self.visible.authors.is_empty()
            && let Some(names) = byline(text, is_credit)
        {
            // The name can stand in the line below `By`.
            let below = self.document.blocks.get(at + 1).map(|block| self.document.text_of(block));
            let names = if names.split_whitespace().nth(1).is_some() { names } else { below.unwrap_or_default() };
            self.visible.authors = people::names(before_date(names, self.convention), Trust::Line, self.others);
        }
        // A line that is mostly a date, or says what the date is, is no sentence.
        let is_date = || {
            let found = date::find(text, self.convention);
            found.is_some_and(|(_, range)| range.len() * DATE_SHARE.1 >= text.len() * DATE_SHARE.0)
        };
        if is_credit || is_posting(text) && text.len() <= LONGEST_POSTING || is_date() {
            self.dates(text, false);
        }
    }

    /// Reads the dates in a text.
    fn dates(&mut self, text: &str, is_about_update: bool) {
        let mut rest = text;
        while let Some((moment, range)) = date::find(rest, self.convention) {
            let dated = Dated { moment, raw: rest[range.clone()].to_owned() };
            self.date(dated, is_about_update && rest.len() == text.len() || is_update(&rest[..range.start]));
            rest = &rest[range.end..];
        }
    }

    fn date(&mut self, dated: Dated, is_update: bool) {
        let field = if is_update { &mut self.visible.modified } else { &mut self.visible.published };
        field.get_or_insert(dated);
    }

    /// Returns the text of the line before an element that begins in it.
    fn before(&self, element: &Element) -> &str {
        let at = element.blocks.start.saturating_sub(u32::from(element.blocks.is_empty()));
        let Some(block) = self.document.blocks.get(at as usize) else { return "" };
        let end = (element.start as usize).clamp(block.range.start, block.range.end);
        self.document.text.get(block.range.start..end).unwrap_or_default()
    }
}

/// Returns what the classes, ids and other names of an element say.
fn holds(document: &Document, element: &Element) -> Holds {
    let tokens = &document.tokens[element.tokens.start as usize..element.tokens.end as usize];
    Holds(tokens.iter().filter_map(|token| NAMES.get(token)).fold(0, |all, holds| all | holds.0))
}

/// Whether an element stands in a comment, a teaser, a menu or another part beside the article.
fn is_beside(document: &Document, element: &Element) -> bool {
    let range = element.blocks_or_around();
    let Some(block) = document.blocks.get(range.start as usize) else { return true };
    const BESIDE: Within = Within(Within::NAV.0 | Within::FOOTER.0 | Within::HIDDEN.0 | Within::SKIP.0);
    block.markup.is_some_and(|markup| markup.within.0 & BESIDE.0 != 0)
        || document
            .innermost(block, |kind| matches!(kind, GroupKind::Cards | GroupKind::Comments | GroupKind::Comment { .. }))
            .is_some()
}

/// Returns the text of an element, with line ends between its blocks. `None` if it is long or empty.
pub fn text_of(document: &Document, element: &Element) -> Option<String> {
    if element.text == 0 || element.text > LONGEST {
        return None;
    }
    let blocks = element.blocks.start as usize..element.blocks.end as usize;
    if blocks.len() > 1 {
        let blocks = document.blocks.get(blocks)?.iter().filter(|block| !block.is_control());
        let lines: Vec<&str> = blocks.map(|block| document.text_of(block).trim()).collect();
        return Some(lines.join("\n")).filter(|text| !text.is_empty());
    }
    let block = document.blocks.get(blocks.start)?;
    let start = (element.start as usize).clamp(block.range.start, block.range.end);
    let end = (element.start as usize + element.text as usize).clamp(start, block.range.end);
    let text = document.text.get(start..end)?.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// Returns the part of a text before its date.
fn before_date<'t>(text: &'t str, convention: Convention<'_>) -> &'t str {
    date::find(text, convention)
        .map_or(text, |(_, range)| if range.start > 0 { &text[..range.start] } else { &text[range.end..] })
}

/// Returns the part of a line that names authors: behind a word such as `By`.
fn byline(line: &str, is_credit: bool) -> Option<&str> {
    let mut words = line.split_whitespace();
    let first = words.next()?;
    let word = first.trim_end_matches([':', '：']);
    let kind = kind_of(word);
    let is_byline = kind.is(WordKind::BYLINE) > 0 || first.starts_with("记者") || first.starts_with("作者");
    if is_byline && (is_credit || line.split_whitespace().count() <= BYLINE) {
        return Some(line);
    }
    // `3 March 2026 by Ann Sluice`
    let place = line.find(" by ").or_else(|| line.find(" By ")).filter(|_| is_credit);
    let behind = || people::behind_by(line).filter(|names| names.split_whitespace().count() <= BYLINE / 2);
    place.map(|place| &line[place + 1..]).or_else(behind)
}

/// Whether the words before a date say that it is the date of a change.
fn is_update(before: &str) -> bool {
    let words: Vec<String> =
        before.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
    let near = words.iter().rev().take(BEFORE_DATE);
    let mut near =
        near.take_while(|word| !["published", "posted", "publié", "veröffentlicht"].contains(&word.as_str()));
    near.any(|word| UPDATED.contains(&word.as_str()))
        || UPDATED.iter().any(|word| !word.is_ascii() && before.trim_end().ends_with(word))
}
