//! Lines of brackets alone: what closes a block of code belongs to it, though it
//! says nothing that a model could judge.

use crate::document::Document;

/// Whether each line is nothing but brackets and stands next to a line that is
/// kept, with none but such lines between.
pub fn of_kept(document: &Document, kept: impl Fn(usize) -> bool) -> Vec<bool> {
    let mut of_kept = vec![false; document.blocks.len()];
    let brackets = |at: usize| are_brackets(document.text_of(&document.blocks[at]));
    let mut begin = 0;
    while begin < of_kept.len() {
        let end = (begin..of_kept.len()).find(|&at| !brackets(at)).unwrap_or(of_kept.len());
        let above = begin.checked_sub(1).is_some_and(&kept);
        if end > begin && (above || end < of_kept.len() && kept(end)) {
            of_kept[begin..end].fill(true);
        }
        begin = end + 1;
    }
    of_kept
}

/// Whether a line has brackets and, but for the marks that go with them, nothing else.
fn are_brackets(text: &str) -> bool {
    let bracket = |b: &u8| matches!(b, b'{' | b'}' | b'[' | b']' | b'(' | b')');
    let mark = |b: &u8| matches!(b, b' ' | b'\t' | b'\r' | b',' | b';');
    text.bytes().all(|b| bracket(&b) || mark(&b)) && text.bytes().any(|b| bracket(&b))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::text;

    fn kept(input: &str, kept: &[usize]) -> Vec<usize> {
        let mut document = Document { text: input.to_owned(), ..Document::default() };
        text::segment(&mut document, 0, 1, false, &|_| false);
        let of_kept = of_kept(&document, |at| kept.contains(&at));
        (0..of_kept.len()).filter(|&at| of_kept[at]).collect()
    }

    #[test]
    fn what_closes_a_block_is_kept_with_it() {
        let code = "fn main() {\n    for page in pages {\n        clean(page);\n    }\n}\nHome\n{\n";
        assert_eq!(kept(code, &[0, 1, 2]), [3, 4]);
        assert_eq!(kept("{\n  [\n  \"a\": 1\n  ],\n}", &[2]), [0, 1, 3, 4]);
    }

    #[test]
    fn what_has_words_is_not_of_them() {
        assert!(kept("A story of the mill.\n[1]\n---\n;", &[0]).is_empty());
    }
}
