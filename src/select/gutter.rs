//! The numbers that stand before lines of code: nobody wants them among the code, and
//! no model has seen enough of them.

use std::ops::Range;

use crate::document::{Block, Document, Element, Within};
use crate::html::tag::Tag;
use crate::segment::html::circumstance;

/// Whether each line holds such numbers: some that stood in a line of code, a table's
/// cell that counts up before a cell of code, or every second line of code that does.
pub fn of_code(document: &Document) -> Vec<bool> {
    let mut of_code: Vec<bool> = document.blocks.iter().map(|block| is_in(block, Within::LINE_NUMBER)).collect();
    // Up to which line the cells, and the blocks of code, are known.
    let (mut cells, mut codes) = (0, 0);
    for (at, block) in document.blocks.iter().enumerate() {
        // The way up may be long, and few lines are numbers.
        if !matches!(numbers(document, block).next(), Some(Some(_))) {
            continue;
        }
        if at >= cells
            && is_in(block, Within::TABLE)
            && let Some(cell) = cell(document, block)
        {
            cells = cell.blocks.end as usize;
            if cell.blocks.start as usize == at && is_gutter(document, cell) {
                of_code[at..cells].fill(true);
            }
        }
        if at >= codes
            && is_in(block, Within::PRE)
            && let Some(code) = document.around(block, |tag| circumstance(tag) == Within::PRE)
        {
            codes = code.blocks.end as usize;
            if code.blocks.start as usize == at {
                numbered(document, at..codes).into_iter().for_each(|number| of_code[number] = true);
            }
        }
    }
    of_code
}

fn is_in(block: &Block, circumstance: Within) -> bool {
    block.markup.is_some_and(|markup| markup.within.has(circumstance))
}

/// The table cell that a line stands in.
fn cell<'a>(document: &'a Document, block: &Block) -> Option<&'a Element> {
    document.around(block, |tag| matches!(tag, Tag::TD | Tag::TH))
}

/// The numbers that a line consists of; `None` for a word that is none.
fn numbers(document: &Document, block: &Block) -> impl Iterator<Item = Option<u32>> {
    document.text_of(block).split_whitespace().map(|word| word.parse().ok())
}

/// Whether these are two numbers and more, each one more than the one before.
fn count_up(mut numbers: impl Iterator<Item = Option<u32>>) -> bool {
    let Some(Some(first)) = numbers.next() else { return false };
    let last = numbers.try_fold(first, |last, number| number.filter(|&number| last.checked_add(1) == Some(number)));
    last.is_some_and(|last| last > first)
}

/// Whether a cell counts up, and the next one of its row begins with code.
fn is_gutter(document: &Document, cell: &Element) -> bool {
    let blocks = &document.blocks[cell.blocks.start as usize..cell.blocks.end as usize];
    let next = document.blocks.get(cell.blocks.end as usize);
    let next = next.filter(|next| is_in(next, Within::PRE) || is_in(next, Within::CODE));
    next.and_then(|next| self::cell(document, next)).is_some_and(|next| next.parent == cell.parent)
        && count_up(blocks.iter().flat_map(|block| numbers(document, block)))
}

/// The lines of a block of code that are numbers, if every line of the code has one.
fn numbered(document: &Document, code: Range<usize>) -> Vec<usize> {
    let number = |at: &usize| {
        let mut numbers = numbers(document, &document.blocks[*at]);
        numbers.next().flatten().filter(|_| numbers.next().is_none())
    };
    let found: Vec<usize> = code.clone().filter(|at| number(at).is_some()).collect();
    let is_numbered = found.len() < code.len() && 2 * found.len() >= code.len() && count_up(found.iter().map(number));
    if is_numbered { found } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Parser;
    use crate::segment::html;

    /// The lines of a page that are numbers of code.
    fn numbering(document: &str) -> Vec<String> {
        let document = html::segment(document, Parser::Stream);
        let of_code = of_code(&document);
        (0..of_code.len())
            .filter(|&at| of_code[at])
            .map(|at| document.text_of(&document.blocks[at]).to_owned())
            .collect()
    }

    #[test]
    fn a_gutter_counts_up_before_code() {
        let table = |gutter: &str, code: &str| numbering(&format!("<table><tr><td>{gutter}<td>{code}</table>"));
        assert_eq!(table("<pre>1\n2\n3</pre>", "<pre>a\nb\nc</pre>"), ["1\n2\n3"]);
        assert_eq!(
            table("<div>9</div><div>10</div>", "<div><code>a</code></div><div><code>b</code></div>"),
            ["9", "10"]
        );
        assert!(table("<pre>1\n3</pre>", "<pre>a\nb</pre>").is_empty());
        assert!(table("<div>1</div><div>2</div>", "<div>a</div><div>b</div>").is_empty());
        assert!(table("1", "<pre>a</pre>").is_empty());
    }

    #[test]
    fn code_may_have_a_number_before_each_line() {
        let code = "<div>1</div><div>a = 1</div><div>2</div><div>3</div><div>b = 2</div>";
        assert_eq!(numbering(&format!("<pre>{code}</pre>")), ["1", "2", "3"]);
        assert!(numbering(&format!("<pre><div>for n in range(3)</div>{code}</pre>")).is_empty());
        assert!(numbering("<pre><div>1</div><div>2</div></pre>").is_empty());
        assert!(numbering("<pre><div>1</div><div>a</div><div>b</div><div>c</div><div>2</div></pre>").is_empty());
    }

    #[test]
    fn numbers_in_code_that_its_class_calls_so_are_beside_it() {
        let code =
            "<pre><span class=lineno>1 </span>a = 1\n<span class=lineno>2 </span>b = <span class=mi>2</span></pre>";
        assert_eq!(numbering(code), ["1 2"]);
        assert!(numbering("<p>Line <span class=lineno>1</span>").is_empty());
        assert!(numbering("<pre><span class=ln>let a</span> = 1</pre>").is_empty());
    }
}
