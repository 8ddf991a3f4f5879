//! Code next to what is kept: an article that shows code is about it.

use crate::document::{Document, Within};

/// Share of the threshold that a line of code must reach. Out-of-fold, of 135 texts in
/// `pre` next to kept ones that would be lost (numbers of lines left out), 133 reach it:
/// code, but for the alternative text of a picture. The two below are none.
const PART: f32 = 0.45;

/// Whether each line is preformatted, almost reaches the threshold, and stands with none
/// but such lines between next to a line that reaches it. That it may be made of the
/// interface's words (`print`, `import`, `share`) says nothing against it.
pub fn of_kept(document: &Document, p: &[f32], threshold: f32) -> Vec<bool> {
    let is_code = |at: usize| document.blocks[at].markup.is_some_and(|markup| markup.within.has(Within::PRE));
    let kept = |at: usize| p[at] >= threshold;
    let mut of_kept = vec![false; p.len()];
    let mut at = 0;
    while at < p.len() {
        let end = (at..p.len()).find(|&at| !is_code(at)).unwrap_or(p.len());
        if end > at && (at > 0 && kept(at - 1) || end < p.len() && kept(end)) {
            (at..end).for_each(|at| of_kept[at] = p[at] >= PART * threshold);
        }
        at = end.max(at + 1);
    }
    of_kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Parser;
    use crate::segment::html;

    fn staying(html: &str, p: &[f32]) -> Vec<usize> {
        let document = html::segment(html, Parser::Stream);
        assert_eq!(document.blocks.len(), p.len());
        (0..p.len()).filter(|&at| of_kept(&document, p, 0.5)[at]).collect()
    }

    #[test]
    fn code_above_or_below_a_kept_line_stays() {
        let document = "<p>Print it:<pre>print(1)</pre><p>Share<pre>mill()</pre><p>Home";
        assert_eq!(staying(document, &[0.9, 0.3, 0.1, 0.3, 0.1]), [1]);
        assert_eq!(staying(document, &[0.1, 0.3, 0.9, 0.3, 0.1]), [1, 3]);
        assert!(staying(document, &[0.9, 0.2, 0.1, 0.3, 0.1]).is_empty());
    }

    #[test]
    fn other_lines_do_not() {
        assert!(staying("<p>Print it:<p>print(1)", &[0.9, 0.3]).is_empty());
    }
}
