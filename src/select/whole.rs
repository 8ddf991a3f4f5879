//! Lists, quotations, tables and blocks of code: what is kept for the most part is kept
//! whole, and so is a table, or a list of a text, between lines that are kept.
//!
//! A list with items missing, a quotation without whose it is, or code with lines
//! missing, is worse than none: who reads it cannot tell. Of a group in which all lines
//! stand near the threshold some fall on the other side of it. Of 2,437 lists of three
//! and more items on 900 flattened pages of the corpus, all of them content, 52 come out
//! torn, 88 without this (models that knew the pages).

use crate::document::{Document, Element, Within};
use crate::features::shape::Shape;
use crate::html::tag::Tag;
use crate::segment::html::circumstance;

/// Share of a group's words that must be kept for the rest to stay with them.
const MOST: f32 = 0.5;
/// Share of the threshold that a line of a list, a quotation or a table must reach for
/// that; by labelled words the F1 is the same from .2 to .4. Of code nothing is
/// boilerplate. What stands in a list or a quotation must not be made of the interface's
/// words; a cell of a table may: `Session`, `Contact` and `Next` head columns, too.
const PART: f32 = 0.3;
/// Lines of a table's cell on average, at most; the cells of a layout hold whole parts
/// of the page.
const LINES: u32 = 2;

/// Whether each line belongs to a group of which most is kept, or that kept lines enclose.
///
/// `p` is p(keep) of the lines, `threshold` what decides on one by itself, and
/// `kept` says what comes out without this.
pub fn of_kept(
    document: &Document,
    shapes: &[Shape],
    p: &[f32],
    threshold: f32,
    kept: impl Fn(usize) -> bool,
) -> Vec<bool> {
    let groups = if document.html { by_markup(document) } else { by_marks(document) };
    let mut parts = vec![Part::default(); document.elements.len().max(document.blocks.len())];
    for (at, shape) in shapes.iter().enumerate() {
        if let Some(Group { of, .. }) = groups[at] {
            parts[of as usize].add(at, shape.words, kept(at));
        }
    }
    let is_kept = |at: usize| at < document.blocks.len() && kept(at);
    let stays = |group: Group| {
        let part = &parts[group.of as usize];
        // A list in HTML between kept lines is as likely one of links to others.
        let may_be_enclosed = (group.kind == Kind::Table || !document.html) && part.end - part.first > 1;
        let is_enclosed = || may_be_enclosed && part.first > 0 && kept(part.first - 1) && is_kept(part.end);
        part.words > 0 && (part.kept as f32 >= MOST * part.words as f32 || is_enclosed())
    };
    let whole = |at: usize| {
        groups[at].is_some_and(|group| {
            let belongs = match group.kind {
                Kind::Code => true,
                Kind::Table => p[at] >= PART * threshold,
                Kind::List => p[at] >= PART * threshold && !shapes[at].is_interface(),
            };
            belongs && stays(group)
        })
    };
    (0..document.blocks.len()).map(whole).collect()
}

/// What is kept of a group by itself.
#[derive(Debug, Clone, Default)]
struct Part {
    /// Its words, and those that are kept.
    words: u32,
    kept: u32,
    /// Its lines.
    first: usize,
    end: usize,
}

impl Part {
    /// Adds a line; they come in their order.
    fn add(&mut self, at: usize, words: u32, is_kept: bool) {
        if self.end == 0 {
            self.first = at;
        }
        self.end = at + 1;
        self.words += words;
        self.kept += if is_kept { words } else { 0 };
    }
}

/// What an element or a line is part of.
#[derive(Debug, Clone, Copy)]
struct Group {
    /// The element that is the list, the quotation, the table or the block of code; of a
    /// text its first line.
    of: u32,
    kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Or a quotation.
    List,
    Table,
    Code,
}

/// The innermost group around each line of HTML.
fn by_markup(document: &Document) -> Vec<Option<Group>> {
    let groups = groups(document);
    document.blocks.iter().map(|block| groups.get(block.markup?.element as usize).copied().flatten()).collect()
}

/// The group of each line of a text: lines one after another that begin with an item's
/// mark are a list, and such with a tab in them a table.
fn by_marks(document: &Document) -> Vec<Option<Group>> {
    let mut groups: Vec<Option<Group>> = Vec::with_capacity(document.blocks.len());
    for (at, block) in (0..).zip(&document.blocks) {
        let text = document.text_of(block).trim();
        let kind = if block.icon_run {
            None
        } else if text.contains('\t') {
            Some(Kind::Table)
        } else {
            is_item(text).then_some(Kind::List)
        };
        let above = groups.last().copied().flatten().filter(|above| Some(above.kind) == kind);
        groups.push(kind.map(|kind| above.unwrap_or(Group { of: at, kind })));
    }
    groups
}

/// Whether a line begins with the mark or the number of an item.
fn is_item(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = match digits {
        0 => text.strip_prefix(['*', '-', '+', '•', '·', '◦', '▪', '‣', '–']),
        1..=3 => text[digits..].strip_prefix(['.', ')']),
        _ => None,
    };
    rest.is_some_and(|rest| rest.starts_with([' ', '\t', '\u{a0}']))
}

/// The innermost group around each element; code has none in it.
fn groups(document: &Document) -> Vec<Option<Group>> {
    let is_data = data_tables(document);
    let mut groups: Vec<Option<Group>> = Vec::with_capacity(document.elements.len());
    for (of, element) in (0..).zip(&document.elements) {
        let above = groups.get(element.parent as usize).copied().flatten();
        let own = match element.tag {
            tag if circumstance(tag) == Within::PRE => Some(Group { of, kind: Kind::Code }),
            Tag::UL | Tag::OL | Tag::DL | Tag::BLOCKQUOTE => Some(Group { of, kind: Kind::List }),
            Tag::TABLE if is_data[of as usize] => Some(Group { of, kind: Kind::Table }),
            // What a layout puts next to each other has nothing in common.
            Tag::TABLE => None,
            _ => above,
        };
        groups.push(if above.is_some_and(|above| above.kind == Kind::Code) { above } else { own });
    }
    groups
}

/// Whether each element is a table of more than one row and more than one column, with
/// little in a cell; others are a page's layout.
fn data_tables(document: &Document) -> Vec<bool> {
    let mut tables: Vec<Option<u32>> = Vec::with_capacity(document.elements.len());
    let mut counts = vec![(0u32, 0u32); document.elements.len()];
    for (at, element) in (0..).zip(&document.elements) {
        let above = tables.get(element.parent as usize).copied().flatten();
        if let Some(table) = above {
            let (rows, cells) = &mut counts[table as usize];
            *rows += u32::from(element.tag == Tag::TR);
            *cells += u32::from(matches!(element.tag, Tag::TD | Tag::TH));
        }
        tables.push(if element.tag == Tag::TABLE { Some(at) } else { above });
    }
    let is_data = |(element, (rows, cells)): (&Element, (u32, u32))| {
        rows > 1 && cells > rows && element.blocks.len() as u32 <= LINES * cells
    };
    document.elements.iter().zip(counts).map(is_data).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Parser;
    use crate::features::{self, learned::Learned};
    use crate::segment::{html, text};

    /// The lines that stay, of lines with these p(keep).
    fn staying(document: &str, p: &[f32]) -> Vec<usize> {
        staying_of(html::segment(document, Parser::Stream), p)
    }

    /// The same of a text.
    fn staying_in_text(text: &str, p: &[f32]) -> Vec<usize> {
        let mut document = Document { text: text.to_owned(), ..Document::default() };
        text::segment(&mut document, 0, 1, false, &|_| false);
        staying_of(document, p)
    }

    fn staying_of(document: Document, p: &[f32]) -> Vec<usize> {
        assert_eq!(document.blocks.len(), p.len());
        let features = features::measure(&document, &Learned::default());
        let of_kept = of_kept(&document, &features.shapes, p, 0.5, |at| p[at] >= 0.5);
        (0..p.len()).filter(|&at| of_kept[at] && p[at] < 0.5).collect()
    }

    #[test]
    fn a_list_of_which_most_is_kept_stays_whole() {
        let list = "<p>Bring:<ul><li>two nails<li>one hammer<li>one plank<li>Share</ul><p>Begin.";
        assert_eq!(staying(list, &[0.9, 0.9, 0.3, 0.9, 0.1, 0.4]), [2]);
        assert!(staying(list, &[0.9, 0.3, 0.3, 0.9, 0.1, 0.4]).is_empty());
    }

    #[test]
    fn so_does_a_list_of_a_text() {
        let list = |marks: [&str; 4]| {
            let [a, b, c, d] = marks;
            format!("Bring:\n\n  {a} two nails\n  {b} one hammer\n\n  {c} one plank\n  {d} Share\n\nBegin.\n")
        };
        for marks in [["*"; 4], ["–"; 4], ["1.", "2.", "3.", "4."], ["9)", "10)", "11)", "12)"]] {
            assert_eq!(staying_in_text(&list(marks), &[0.9, 0.9, 0.3, 0.9, 0.1, 0.4]), [2], "{marks:?}");
        }
        assert!(staying_in_text(&list([""; 4]), &[0.9, 0.9, 0.3, 0.9, 0.1, 0.4]).is_empty());
        assert!(staying_in_text(&list(["1990"; 4]), &[0.9, 0.9, 0.3, 0.9, 0.1, 0.4]).is_empty());
        // A table is no part of the list above it.
        assert_eq!(staying_in_text("* Home\nMill\tweir\nA\t12\nB\t7\n", &[0.3, 0.9, 0.3, 0.9]), [2]);
    }

    #[test]
    fn a_table_between_kept_lines_stays() {
        let table = "They measured it.\nDay\tHeight\nMonday\t12\nSunday\t7\nThen it rained.\n";
        assert_eq!(staying_in_text(table, &[0.9, 0.2, 0.3, 0.1, 0.9]), [1, 2]);
        assert!(staying_in_text(table, &[0.9, 0.2, 0.3, 0.2, 0.4]).is_empty());
        assert!(staying_in_text(table, &[0.4, 0.2, 0.3, 0.2, 0.9]).is_empty());
        // One line with a tab is no table.
        assert!(staying_in_text("It rained.\nMonday\t12\nThen not.\n", &[0.9, 0.2, 0.9]).is_empty());
    }

    #[test]
    fn a_quotation_says_whose_it_is() {
        let quotation = "<blockquote><p>Bees do not mind heights.<footer>Old Marten</footer></blockquote><p>Home";
        assert_eq!(staying(quotation, &[0.9, 0.3, 0.3]), [1]);
    }

    #[test]
    fn of_code_every_line_stays() {
        let code = "<pre><div>fn main() {</div><div>mill();</div><div>let stones = 2;</div><div>}</div></pre><p>Home";
        assert_eq!(staying(code, &[0.9, 0.1, 0.9, 0.0, 0.1]), [1, 3]);
    }

    #[test]
    fn a_table_stays_whole_but_not_a_layout() {
        let table = "<table><tr><td>Mill<td>Stones<tr><td>Weir<td>2</table>";
        assert_eq!(staying(table, &[0.9, 0.9, 0.9, 0.3]), [3]);
        let box_of_one = "<table><tr><td>The mill stood by the weir.<tr><td>It burned.<tr><td>Home</table>";
        assert!(staying(box_of_one, &[0.9, 0.9, 0.3]).is_empty());
        let layout = "<table><tr><td colspan=2>Weir Gazette<tr><td><p>Home<p>News<p>Letters\
                      <td><p>The mill stood by the weir.<p>It burned.<p>Nobody was hurt.</table>";
        assert!(staying(layout, &[0.3, 0.3, 0.3, 0.3, 0.9, 0.9, 0.9]).is_empty());
    }
}
