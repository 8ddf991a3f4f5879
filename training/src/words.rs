//! Splits texts into words like the benchmarks.

use std::sync::LazyLock;

use regex::{Matches, Regex};

/// A word: a run of letters and digits. In scripts without spaces (Chinese, Japanese, Thai), each
/// character is a word.
static WORD: LazyLock<Regex> = LazyLock::new(|| {
    let alone = r"\u{3040}-\u{30ff}\u{3400}-\u{9fff}\u{0e00}-\u{0e7f}";
    Regex::new(&format!(r"[{alone}]|[[\p{{L}}\p{{N}}_]--[{alone}]]+")).expect("a valid pattern")
});

/// Returns the words of a text, which must be in lower case.
pub fn words(text: &str) -> Matches<'static, '_> {
    WORD.find_iter(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_of_scripts_without_spaces_are_words() {
        let words: Vec<&str> = words("the mill_2 磨坊, é").map(|word| word.as_str()).collect();
        assert_eq!(words, ["the", "mill_2", "磨", "坊", "é"]);
    }
}
