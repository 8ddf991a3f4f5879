//! Looks up the names of months.

use std::collections::HashMap;
use std::sync::LazyLock;

use foldhash::fast::FixedState;

const LIST: &str = include_str!("months.txt");

/// What a name means, by language.
type Meanings = Vec<(&'static str, u8)>;

static MONTHS: LazyLock<HashMap<&'static str, Meanings, FixedState>> = LazyLock::new(|| {
    let mut months: HashMap<&'static str, Meanings, FixedState> = HashMap::default();
    for line in LIST.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let mut columns = line.split(' ');
        let language = columns.next().unwrap_or_default();
        for (month, names) in (1..).zip(columns) {
            for name in names.split('|') {
                months.entry(name).or_default().push((language, month));
            }
        }
    }
    months
});

/// Returns the month, 1 to 12, that a word in lower case names. `language` is a code such as `de`.
/// `None` if the word names no month, or different months in different languages and the language
/// does not decide.
pub fn number(word: &str, language: Option<&str>) -> Option<u8> {
    let meanings = MONTHS.get(word)?;
    let spoken = meanings.iter().find(|(code, _)| Some(*code) == language);
    let (_, month) = spoken.or_else(|| meanings.first())?;
    (spoken.is_some() || meanings.iter().all(|(_, other)| other == month)).then_some(*month)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_twelve_months() {
        let languages: Vec<_> = LIST.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
        assert!(languages.len() >= 40, "{}", languages.len());
        for line in languages {
            assert_eq!(line.split(' ').count(), 13, "{line}");
        }
    }

    #[test]
    fn a_name_with_two_meanings_needs_the_language() {
        assert_eq!(number("listopada", None), None);
        assert_eq!(number("listopada", Some("pl")), Some(11));
        assert_eq!(number("listopada", Some("hr")), Some(10));
        assert_eq!(number("märz", None), Some(3));
        assert_eq!(number("march", Some("de")), Some(3));
        assert_eq!(number("mill", None), None);
    }
}
