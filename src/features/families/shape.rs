//! What the characters of a block look like, whatever its words mean.

use crate::features::family::features;
use crate::features::numbers::{flag, ln, share};
use crate::words::class::is_full_stop;

/// Returns true if a character ends a sentence or closes a quotation.
fn ends_sentence(c: char) -> bool {
    is_full_stop(c) || matches!(c, '!' | '?' | '…' | '！' | '？' | '”' | '"' | '؟' | '」' | '»')
}

features! {
    "words": "number of words, as ln(1 + n); two characters of a script without spaces count as one" =>
        |v| ln(v.shape().words);
    "bytes": "bytes of text, as ln(1 + n)" => |v| ln(v.shape().bytes);
    "word length": "bytes of text per word, spaces and marks included" => |v| share(v.shape().bytes, v.shape().words);
    "longest word": "bytes of the longest word, as ln(1 + n); 0 in a script without spaces" =>
        |v| ln(v.shape().longest);
    "capitalised words": "share of the words that begin with a capital letter, 0 to 1" =>
        |v| share(v.shape().capitals, v.shape().words);
    "words in capitals": "share of the words that have at least two letters, all of them capitals, 0 to 1" =>
        |v| share(v.shape().shouted, v.shape().words);
    "digits": "share of the letters and digits that are digits, 0 to 1" =>
        |v| share(v.shape().digits, v.shape().digits + v.shape().letters);
    "numbers": "share of the words that begin with a digit, 0 to 1" => |v| share(v.shape().numbers, v.shape().words);
    "commas": "number of commas and semicolons, as ln(1 + n)" => |v| ln(v.shape().commas);
    "sentences": "number of ends of sentences, as ln(1 + n)" => |v| ln(v.shape().stops);
    "ends like a sentence": "1 if the last character ends a sentence or closes a quotation, else 0" =>
        |v| flag(ends_sentence(v.shape().last));
    "ends with a colon": "1 if the last character is a colon, else 0" => |v| flag(matches!(v.shape().last, ':' | '：'));
    "begins in lower case": "1 if the first character is a lower-case letter, else 0" =>
        |v| flag(v.shape().first.is_lowercase());
    "begins with a mark": "1 if the first character is neither a letter, a digit nor an opening quotation mark, else \
        0" => |v| {
        let first = v.shape().first;
        flag(!first.is_alphanumeric() && !matches!(first, '"' | '“' | '„' | '«' | '‘' | '\'' | '「'))
    };
    "separators": "separators such as `|`, `/` and `»` per word" => |v| share(v.shape().separators, v.shape().words);
    "symbols": "other symbols per word, currency signs included" => |v| share(v.shape().symbols, v.shape().words);
    "currency": "number of currency signs, 0 to 3" => |v| v.shape().currency.min(3) as f32;
    "script without spaces": "share of the letters that belong to a script without spaces, 0 to 1" =>
        |v| share(v.shape().ideographs, v.shape().letters);
    "indent": "bytes of leading white space, 0 to 16" => |v| v.shape().indent.min(16) as f32;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::testing::{Expected, assert_values, log, text};

    #[test]
    fn every_feature_counts_the_characters_of_its_line() {
        let page = text(
            "The NATO summit cost $30, they said.\n  » home | news | sport:\n日本語の記事です。\n東京 guide\n\
             and so on…\n$ € £ ¥ each\nShe said “no”\n",
        );
        let sentence: &[Expected<'_>] = &[
            ("words", log(7.0)),
            ("bytes", log(36.0)),
            ("word length", 36.0 / 7.0),
            ("longest word", log(6.0)),
            ("capitalised words", 2.0 / 7.0),
            ("words in capitals", 1.0 / 7.0),
            ("digits", 2.0 / 27.0),
            ("numbers", 1.0 / 7.0),
            ("commas", log(1.0)),
            ("sentences", log(1.0)),
            ("ends like a sentence", 1.0),
            ("ends with a colon", 0.0),
            ("begins in lower case", 0.0),
            ("begins with a mark", 0.0),
            ("separators", 0.0),
            ("symbols", 1.0 / 7.0),
            ("currency", 1.0),
            ("script without spaces", 0.0),
            ("indent", 0.0),
        ];
        let menu: &[Expected<'_>] = &[
            ("words", log(3.0)),
            ("bytes", log(23.0)),
            ("word length", 23.0 / 3.0),
            ("longest word", log(5.0)),
            ("capitalised words", 0.0),
            ("words in capitals", 0.0),
            ("digits", 0.0),
            ("numbers", 0.0),
            ("commas", 0.0),
            ("sentences", 0.0),
            ("ends like a sentence", 0.0),
            ("ends with a colon", 1.0),
            ("begins with a mark", 1.0),
            ("separators", 3.0 / 3.0),
            ("symbols", 1.0 / 3.0),
            ("currency", 0.0),
            ("indent", 2.0),
        ];
        // Two characters of a script without spaces are a word.
        let japanese: &[Expected<'_>] = &[
            ("words", log(4.0)),
            ("bytes", log(27.0)),
            ("longest word", 0.0),
            ("sentences", log(1.0)),
            ("ends like a sentence", 1.0),
            ("script without spaces", 1.0),
        ];
        assert_values(
            &FAMILY,
            &[
                (&page, "The NATO summit cost $30, they said.", sentence),
                (&page, "» home | news | sport:", menu),
                (&page, "日本語の記事です。", japanese),
                (&page, "東京 guide", &[("words", log(2.0)), ("script without spaces", 2.0 / 7.0)]),
                (&page, "and so on…", &[("begins in lower case", 1.0), ("ends like a sentence", 1.0)]),
                (&page, "$ € £ ¥ each", &[("currency", 3.0), ("symbols", 4.0), ("begins with a mark", 1.0)]),
                (&page, "She said “no”", &[("ends like a sentence", 1.0), ("sentences", 0.0)]),
            ],
        );
    }
}
