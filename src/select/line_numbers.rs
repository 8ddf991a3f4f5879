//! The numbers before lines of code. No reader wants them among the code, and the corpus has
//! too few of them for a model to learn.

use std::ops::Range;

use crate::document::group::{Group, GroupKind};
use crate::document::{Block, Document, Within};

/// Returns whether each block holds line numbers: numbers that a class calls so, a table cell
/// that counts up before a cell of code, or numbers that alternate with the lines of a block
/// of code.
pub fn find(document: &Document) -> Vec<bool> {
    let mut found: Vec<bool> = document.blocks.iter().map(|block| is_in(block, Within::LINE_NUMBER)).collect();
    for group in &document.groups {
        let blocks = group.blocks.start as usize..group.blocks.end as usize;
        match group.kind {
            GroupKind::Cell { .. } if is_gutter(document, group) => found[blocks].fill(true),
            GroupKind::Code => numbered(document, blocks).into_iter().for_each(|number| found[number] = true),
            _ => {}
        }
    }
    found
}

fn is_in(block: &Block, circumstance: Within) -> bool {
    block.markup.is_some_and(|markup| markup.within.has(circumstance))
}

/// Returns the words of a block as numbers; `None` for a word that is no number.
fn numbers(document: &Document, block: &Block) -> impl Iterator<Item = Option<u32>> {
    document.text_of(block).split_whitespace().map(|word| word.parse().ok())
}

/// Whether these are at least two numbers, each one more than the one before.
fn count_up(mut numbers: impl Iterator<Item = Option<u32>>) -> bool {
    let Some(Some(first)) = numbers.next() else { return false };
    let last = numbers.try_fold(first, |last, number| number.filter(|&number| last.checked_add(1) == Some(number)));
    last.is_some_and(|last| last > first)
}

/// Whether a cell counts up, and the next cell of its row begins with code.
fn is_gutter(document: &Document, cell: &Group) -> bool {
    let blocks = &document.blocks[cell.blocks.start as usize..cell.blocks.end as usize];
    if !count_up(blocks.iter().flat_map(|block| numbers(document, block))) {
        return false;
    }
    let next = document.blocks.get(cell.blocks.end as usize);
    let next = next.filter(|next| is_in(next, Within::PRE) || is_in(next, Within::CODE));
    let next = next.and_then(|next| document.innermost(next, |kind| matches!(kind, GroupKind::Cell { .. })));
    next.is_some_and(|(_, next)| next.parent == cell.parent)
}

/// Returns the blocks of a block of code that are numbers, if every line of the code has one.
fn numbered(document: &Document, code: Range<usize>) -> Vec<usize> {
    let number = |at: &usize| {
        let mut numbers = numbers(document, &document.blocks[*at]);
        numbers.next().flatten().filter(|_| numbers.next().is_none())
    };
    let found: Vec<usize> = code.clone().filter(|at| number(at).is_some()).collect();
    let begins = found.first() == Some(&code.start);
    let is_numbered =
        begins && found.len() < code.len() && 2 * found.len() >= code.len() && count_up(found.iter().map(number));
    if is_numbered { found } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::html::Parser;
    use crate::segment::html;

    /// The lines of a page that are numbers of code.
    fn numbering(document: &str) -> Vec<String> {
        let document = html::segment(document, Parser::Stream);
        let of_code = find(&document);
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
