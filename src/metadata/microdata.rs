//! Reads microdata: elements with `itemprop` inside an element with `itemscope`.

use super::collector::set;
use super::linked_data::{self, LinkedName};
use super::visible::text_of;
use crate::document::Document;
use crate::document::declared::Mark;

/// Elements around an element that are searched for its item.
const AROUND: usize = 200;

/// The facts about a page in its microdata, as they are written. Empty if the page has none.
#[derive(Debug, Default)]
pub struct ItemFacts {
    /// The headline.
    pub title: Option<String>,
    /// The authors.
    pub authors: Vec<LinkedName>,
    /// The date of publication.
    pub published: Option<String>,
    /// The date of the last change.
    pub modified: Option<String>,
    /// The description.
    pub description: Option<String>,
    /// The language.
    pub language: Option<String>,
    /// The address of a picture.
    pub image: Option<String>,
    /// The keywords.
    pub tags: Vec<String>,
    /// The section of the site.
    pub section: Option<String>,
    /// The address of the licence.
    pub licence: Option<String>,
    /// The names of the publishers.
    pub publishers: Vec<String>,
}

/// Reads the microdata of the only article of a page. Items of several articles are left out,
/// because they are teasers.
pub fn read(document: &Document) -> ItemFacts {
    let marks = &document.head.declarations.marks;
    let is_article =
        |mark: &&Mark| mark.item.as_deref().is_some_and(|item| item == "Question" || linked_data::is_article(item));
    let mut articles = marks.iter().filter(is_article);
    let (Some(article), None) = (articles.next(), articles.next()) else { return ItemFacts::default() };
    let mut facts = ItemFacts::default();
    let mut created = None;
    for mark in marks {
        let Some(owner) = owner(document, marks, mark) else { continue };
        let value = || mark.value.clone().or_else(|| text(document, mark));
        if owner.element != article.element {
            // `<span itemprop=author itemscope><b itemprop=name>Ann</b></span>`
            if mark.property == "name"
                && self::owner(document, marks, owner).is_some_and(|it| it.element == article.element)
            {
                let name = text(document, mark).or_else(|| mark.value.clone());
                let is_person = owner.item.as_deref().filter(|item| !item.is_empty()).map(|item| item == "Person");
                match owner.property.as_str() {
                    "author" | "creator" => facts.authors.extend(name.map(|name| LinkedName { name, is_person })),
                    "publisher" => facts.publishers.extend(name),
                    _ => {}
                }
            }
            continue;
        }
        match mark.property.as_str() {
            "headline" | "name" => set(&mut facts.title, value()),
            "author" | "creator" if mark.item.is_none() => {
                let name = text(document, mark).or_else(|| mark.value.clone());
                facts.authors.extend(name.map(|name| LinkedName { name, is_person: None }));
            }
            "datepublished" => set(&mut facts.published, value()),
            "datecreated" => set(&mut created, value()),
            "datemodified" => set(&mut facts.modified, value()),
            "description" => set(&mut facts.description, value()),
            "inlanguage" => set(&mut facts.language, value()),
            "image" if mark.item.is_none() => set(&mut facts.image, mark.value.clone()),
            "keywords" => {
                facts.tags.extend(value().iter().flat_map(|tags| tags.split(',')).map(|tag| tag.trim().to_owned()))
            }
            "articlesection" => set(&mut facts.section, value()),
            "license" => set(&mut facts.licence, mark.value.clone()),
            _ => {}
        }
    }
    set(&mut facts.published, created);
    facts
}

fn text(document: &Document, mark: &Mark) -> Option<String> {
    text_of(document, document.elements.get(mark.element as usize)?)
}

/// Returns the item around the element of a mark.
fn owner<'a>(document: &Document, marks: &'a [Mark], mark: &Mark) -> Option<&'a Mark> {
    let mut next = document.elements.get(mark.element as usize)?.parent;
    for _ in 0..AROUND {
        let element = document.elements.get(next as usize)?;
        // Marks stand in the order of their elements.
        if let Ok(at) = marks.binary_search_by_key(&next, |mark| mark.element)
            && marks[at].item.is_some()
        {
            return Some(&marks[at]);
        }
        next = element.parent;
    }
    None
}
