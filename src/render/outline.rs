//! Which lists, quotations, tables and preformatted texts the elements of a
//! page stand in: all that Markdown can say of blocks, made in one pass.
//! Of a page read for plain text it does not know which cells span others.

use std::collections::HashSet;

use crate::document::inline::Note;
use crate::document::{Document, NO_ELEMENT};
use crate::html::tag::Tag;

/// No container: the parent of the outermost.
const NONE: u32 = u32::MAX;
/// Containers within each other; what is deeper stands in the last of them.
/// Each indents every line in it, so that depth makes output quadratic.
const DEPTH: u32 = 24;

/// A container of blocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A block quotation.
    Quote,
    /// A list.
    List {
        /// Whether its items are numbered.
        ordered: bool,
    },
    /// An item, and its number.
    Item(u32),
}

#[derive(Debug)]
struct Node {
    kind: Kind,
    parent: u32,
    depth: u32,
    /// Of a list: the number of the next item, and the last one.
    next: u32,
    last: u32,
}

/// Where an element stands.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    /// The innermost container.
    container: u32,
    /// The innermost table, [`NO_ELEMENT`] outside of tables, likewise the others.
    pub table: u32,
    /// Its row.
    pub row: u32,
    /// Its cell.
    pub cell: u32,
    /// The column of the cell, from 0.
    pub column: u32,
    /// The innermost `pre`.
    pub pre: u32,
}

const NOWHERE: Place =
    Place { container: NONE, table: NO_ELEMENT, row: NO_ELEMENT, cell: NO_ELEMENT, column: 0, pre: NO_ELEMENT };

/// The containers of a page.
#[derive(Debug, Default)]
pub struct Outline {
    nodes: Vec<Node>,
    /// Of each element.
    places: Vec<Place>,
    /// Tables that hold tables, or cells that span rows.
    complex: HashSet<u32>,
    /// The next column of each row.
    columns: Vec<u32>,
}

impl Outline {
    /// The outline of a page; that of a text is empty.
    pub fn of(document: &Document) -> Self {
        let mut outline = Outline { columns: vec![0; document.elements.len()], ..Outline::default() };
        for (at, element) in document.elements.iter().enumerate() {
            let outer = outline.place(element.parent);
            let place = outline.enter(document, at as u32, element.tag, outer);
            outline.places.push(place);
        }
        outline
    }

    fn enter(&mut self, document: &Document, at: u32, tag: Tag, outer: Place) -> Place {
        match tag {
            Tag::BLOCKQUOTE => Place { container: self.add(Kind::Quote, outer.container, 0), ..outer },
            Tag::UL | Tag::OL | Tag::MENU | Tag::DIR => {
                let start = notes(document, at)
                    .find_map(|note| if let Note::Start(start) = note { Some(*start) } else { None });
                let container = self.list(tag == Tag::OL, outer.container, start.unwrap_or(1));
                Place { container, ..outer }
            }
            Tag::LI => Place { container: self.item(outer.container), ..outer },
            Tag::TABLE => {
                self.complex.insert(outer.table);
                Place { table: at, row: NO_ELEMENT, cell: NO_ELEMENT, ..outer }
            }
            Tag::TR => Place { row: at, cell: NO_ELEMENT, ..outer },
            Tag::TD | Tag::TH => {
                let spanned =
                    notes(document, at).find_map(|note| if let Note::Columns(n) = note { Some(*n) } else { None });
                if notes(document, at).any(|note| *note == Note::Rows) {
                    self.complex.insert(outer.table);
                }
                let next = self.columns.get_mut(outer.row as usize);
                let column = next.map_or(0, |next| {
                    let after = next.saturating_add(spanned.unwrap_or(1));
                    std::mem::replace(next, after)
                });
                Place { cell: at, column, ..outer }
            }
            Tag::PRE | Tag::LISTING | Tag::XMP | Tag::PLAINTEXT => Place { pre: at, ..outer },
            _ => outer,
        }
    }

    /// Adds a list; one that stands in a list but in no item of it belongs to
    /// the item before it.
    fn list(&mut self, ordered: bool, parent: u32, start: u32) -> u32 {
        let parent = match self.nodes.get(parent as usize) {
            Some(Node { kind: Kind::List { .. }, last, .. }) if *last != NONE => *last,
            _ => parent,
        };
        self.add(Kind::List { ordered }, parent, start)
    }

    fn item(&mut self, list: u32) -> u32 {
        let Some(Node { kind: Kind::List { .. }, next, .. }) = self.nodes.get_mut(list as usize) else { return list };
        let number = *next;
        *next = number.saturating_add(1);
        let item = self.add(Kind::Item(number), list, 0);
        self.nodes[list as usize].last = item;
        item
    }

    fn add(&mut self, kind: Kind, parent: u32, next: u32) -> u32 {
        let depth = self.nodes.get(parent as usize).map_or(0, |node| node.depth + 1);
        // A list without items shows nothing, so it takes room for one.
        let needed = depth + u32::from(matches!(kind, Kind::List { .. }));
        if needed >= DEPTH {
            return parent;
        }
        self.nodes.push(Node { kind, parent, depth, next, last: NONE });
        self.nodes.len() as u32 - 1
    }

    /// Where an element stands.
    pub fn place(&self, element: u32) -> Place {
        self.places.get(element as usize).copied().unwrap_or(NOWHERE)
    }

    /// Whether a table is more than rows of cells.
    pub fn is_complex(&self, table: u32) -> bool {
        self.complex.contains(&table)
    }

    /// What a container is.
    pub fn kind(&self, container: u32) -> Kind {
        self.nodes.get(container as usize).map_or(Kind::Quote, |node| node.kind)
    }

    /// The containers around what stands at `place`, outermost first. What
    /// stands in a list but in no item of it does not stand in the list.
    pub fn containers(&self, place: Place) -> Vec<u32> {
        let mut around = Vec::new();
        let mut next = place.container;
        while let Some(node) = self.nodes.get(next as usize) {
            if !(around.is_empty() && matches!(node.kind, Kind::List { .. })) {
                around.push(next);
            }
            next = node.parent;
        }
        around.reverse();
        around
    }
}

fn notes(document: &Document, element: u32) -> impl Iterator<Item = &Note> {
    document.inline.iter().flat_map(move |inline| inline.notes_on(element))
}
