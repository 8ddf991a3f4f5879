//! Words as the benchmarks count them.

use std::sync::LazyLock;

use regex::{Matches, Regex};

/// A run of letters and digits; in scripts without spaces (Chinese, Japanese, Thai)
/// each character by itself.
static WORD: LazyLock<Regex> = LazyLock::new(|| {
    let alone = r"\u{3040}-\u{30ff}\u{3400}-\u{9fff}\u{0e00}-\u{0e7f}";
    Regex::new(&format!(r"[{alone}]|[[\p{{L}}\p{{N}}_]--[{alone}]]+")).expect("a valid pattern")
});

/// The words of a text, which is in lower case already.
pub fn words(text: &str) -> Matches<'static, '_> {
    WORD.find_iter(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_without_spaces_have_a_word_a_character() {
        let words: Vec<&str> = words("the mill_2 磨坊, é").map(|word| word.as_str()).collect();
        assert_eq!(words, ["the", "mill_2", "磨", "坊", "é"]);
    }
}
