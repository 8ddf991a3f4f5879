//! The numbers that stand before lines of code: nobody wants them among the code, and
//! no model has seen enough of them.

use crate::line::{Element, Line, NO_ELEMENT, Page, Within};
use crate::segment::html::tag::Tag;

/// Whether each line holds such numbers: one beside the code it numbers, or a cell of
/// a table that says nothing but one number after the other, before a cell of code.
pub fn of_code(page: &Page) -> Vec<bool> {
    let mut of_code: Vec<bool> = page.lines.iter().map(|line| is(line, Within::LINE_NUMBER)).collect();
    let mut at = 0;
    while at < page.lines.len() {
        // Most lines are none, and the way to a cell may be long.
        let is_number = matches!(numbers(page, at).next(), Some(Some(_)));
        let Some(cell) = is_number.then(|| cell(page, at)).flatten() else {
            at += 1;
            continue;
        };
        let end = page.elements[cell as usize].lines.end as usize;
        let is_whole = page.elements[cell as usize].lines.start as usize == at;
        if is_whole && count_up((at..end).flat_map(|at| numbers(page, at))) && is_code_beside(page, cell, end) {
            of_code[at..end].fill(true);
        }
        at = end.max(at + 1);
    }
    of_code
}

fn is(line: &Line, circumstance: Within) -> bool {
    line.markup.is_some_and(|markup| markup.within.has(circumstance))
}

/// The table cell that a line stands in.
fn cell(page: &Page, at: usize) -> Option<u32> {
    let markup = page.lines[at].markup.filter(|markup| markup.within.has(Within::TABLE))?;
    let mut next = markup.block;
    while next != NO_ELEMENT {
        let element = page.elements.get(next as usize)?;
        if matches!(element.tag, Tag::TD | Tag::TH) {
            return Some(next);
        }
        next = element.parent;
    }
    None
}

/// The numbers that a line consists of; `None` for what is none.
fn numbers(page: &Page, at: usize) -> impl Iterator<Item = Option<u32>> {
    page.text_of(&page.lines[at]).split_whitespace().map(|word| word.parse().ok())
}

/// Whether these are two numbers and more, each one more than the one before.
fn count_up(mut numbers: impl Iterator<Item = Option<u32>>) -> bool {
    let Some(Some(first)) = numbers.next() else { return false };
    let mut last = first;
    for number in numbers {
        if number != last.checked_add(1) || number.is_none() {
            return false;
        }
        last += 1;
    }
    last > first
}

/// Whether the line at `at` is code in another cell of the row of `cell`.
fn is_code_beside(page: &Page, cell: u32, at: usize) -> bool {
    let is_code = |line: &Line| is(line, Within::PRE) || is(line, Within::CODE);
    let row = |cell: u32| page.elements.get(cell as usize).map(|element: &Element| element.parent);
    page.lines.get(at).is_some_and(is_code) && self::cell(page, at).is_some_and(|next| row(next) == row(cell))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Parser;
    use crate::segment::html;

    /// The lines of a page that are numbers of code.
    fn numbering(page: &str) -> Vec<String> {
        let page = html::segment(page, Parser::Stream);
        let of_code = of_code(&page);
        (0..of_code.len()).filter(|&at| of_code[at]).map(|at| page.text_of(&page.lines[at]).to_owned()).collect()
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
    fn numbers_in_code_that_its_class_calls_so_are_beside_it() {
        let code =
            "<pre><span class=lineno>1 </span>a = 1\n<span class=lineno>2 </span>b = <span class=mi>2</span></pre>";
        assert_eq!(numbering(code), ["1 2"]);
        assert!(numbering("<p>Line <span class=lineno>1</span>").is_empty());
        assert!(numbering("<pre><span class=ln>let a</span> = 1</pre>").is_empty());
    }
}
