//! What pages leave between the sentences: icon names, breadcrumb trails, counters, dates,
//! bylines, prices and addresses, told by the shape of short blocks.

use crate::features::family::{BlockView, features};
use crate::features::numbers::{flag, share};

/// Most words of a block in which icon names are looked for.
const SHORT: u32 = 12;

/// Returns true for a block of at most ten words that is a date or time and little else.
fn is_date(v: &BlockView<'_>) -> bool {
    let shape = v.shape();
    shape.words <= 10
        && shape.digits > 0
        && shape.words > 0
        && (shape.dates + shape.numbers) * 3 >= shape.words * 2
        && (shape.dates > 0 || shape.digits >= 3 && shape.words >= 2)
}

/// Returns true for a block of two to ten words that names the author and little else.
fn is_byline(v: &BlockView<'_>) -> bool {
    let shape = v.shape();
    shape.byline && shape.words <= 10 && shape.words > 1 && shape.capitals * 2 >= shape.words && shape.stops == 0
}

/// Returns true if a text is the address of a page or a mailbox and nothing else.
fn is_address(text: &str) -> bool {
    let text = text.trim();
    !text.contains(char::is_whitespace)
        && (text.starts_with("http") || text.starts_with("www.") || text.contains('@') && text.contains('.'))
}

/// Returns true if a text has `©` or `(c) `, in one pass for both.
fn has_copyright(text: &str) -> bool {
    let bytes = text.as_bytes();
    let [.., last] = *"©".as_bytes() else { return false };
    let mut ends = memchr::memchr2_iter(last, b'(', bytes);
    ends.any(|at| bytes[..=at].ends_with("©".as_bytes()) || bytes[at..].starts_with(b"(c) "))
}

/// Returns the share of the bytes that are in tokens such as `arrow_drop_down` and
/// `ico-close`: at least two parts in lower case, joined by `_` or `-`. Returns 0 for a
/// block of more than [`SHORT`] words or with function words.
fn joined_tokens(v: &BlockView<'_>) -> f32 {
    let shape = v.shape();
    if shape.words > SHORT || shape.stopwords > 0 {
        return 0.0;
    }
    let text = v.text();
    let joined: usize = text
        .split_whitespace()
        .filter(|t| {
            let mut parts = t.split(['_', '-']);
            t.contains(['_', '-']) && parts.all(|p| p.len() > 1 && p.bytes().all(|b| b.is_ascii_lowercase()))
        })
        .map(str::len)
        .sum();
    share(joined as u32, text.len() as u32)
}

features! {
    "icon run": "1 for a run of icon names that was cut out of its line, else 0" => |v| flag(v.block().icon_run);
    "icon-like tokens": "share of the bytes in tokens such as `arrow_drop_down`, 0 to 1; 0 for a block of more than \
        12 words or with function words" =>
        joined_tokens;
    "date line": "1 for a block of at most ten words that is a date or time and little else, else 0" =>
        |v| flag(is_date(v));
    "byline": "1 for a block of two to ten words that names the author and little else, else 0" =>
        |v| flag(is_byline(v));
    "date words": "share of the words that belong to dates, such as month names, 0 to 1" =>
        |v| share(v.shape().dates, v.shape().words);
    "no letters": "1 for a block without letters, else 0" => |v| flag(v.shape().letters == 0);
    "counter": "1 for at most three words with a number and letters but no currency sign, else 0" => |v| {
        let s = v.shape();
        flag(s.numbers >= 1 && s.words <= 3 && s.letters > 0 && s.currency == 0)
    };
    "price": "1 for at most six words with a number and a currency sign, else 0" =>
        |v| flag(v.shape().currency > 0 && v.shape().numbers > 0 && v.shape().words <= 6);
    "address": "1 for the address of a page or mailbox and nothing else, else 0" => |v| flag(is_address(v.text()));
    "copyright": "1 for at most 40 words with `©` or `(c)`, else 0" =>
        |v| flag(v.shape().words <= 40 && has_copyright(v.text()));
    "interface label": "1 for at most six words, at least half of them interface words, else 0" => |v| {
        flag(v.shape().words <= 6 && v.shape().interface > 0 && v.shape().interface * 2 >= v.shape().words)
    };
    "breadcrumb trail": "1 for a menu or breadcrumb trail: at least two separators, at least one per four words, no \
        end of a sentence; else 0" => |v| {
        let s = v.shape();
        flag(s.separators >= 2 && s.separators * 4 >= s.words && s.stops == 0)
    };
    "list of names": "1 for at least eight words, at least 60 % of them capitalised, with hardly any function words \
        and no end of a sentence; else 0" => |v| {
        let s = v.shape();
        flag(s.words >= 8 && s.capitals * 10 >= s.words * 6 && s.stopwords * 12 < s.words && s.stops == 0)
    };
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::testing::{assert_values, html, text};

    #[test]
    fn every_feature_finds_its_residue() {
        let icons = text(
            "[icon facebook icon twitter icon vk] The mayor opened the bridge.\n".replace(['[', ']'], "").as_str(),
        );
        let page = html(
            "<p>arrow_drop_down menu<p>12 May 2024<p>in May 2024 the council of the village met<p>By Jane Miller\
             <p>By night it rained.<p>* * *<p>23 Shares<p>23 people of the village left<p>$ 30 each<p>$ each\
             <p>www.example.org<p>ada@example.org<p>www.example.org is down<p>© 2024 Example Ltd<p>(c) Example Ltd\
             <p>Share this<p>This is a menu<p>Home &gt; News &gt; Sport<p>Home &gt; News\
             <p>Anna Berta Clara Dora Emma Frieda Greta Hanna<p>Anna Berta Clara Dora Emma Frieda Greta",
        );
        assert_values(
            &FAMILY,
            &[
                (&icons, "icon facebook icon twitter icon vk", &[("icon run", 1.0)]),
                (&icons, "The mayor opened the bridge.", &[("icon run", 0.0)]),
                // 15 of 20 bytes.
                (&page, "arrow_drop_down menu", &[("icon-like tokens", 15.0 / 20.0), ("no letters", 0.0)]),
                (
                    &page,
                    "12 May 2024",
                    &[("date line", 1.0), ("date words", 1.0 / 3.0), ("counter", 1.0), ("byline", 0.0)],
                ),
                (
                    &page,
                    "in May 2024 the council of the village met",
                    &[("date line", 0.0), ("date words", 1.0 / 9.0), ("counter", 0.0)],
                ),
                (&page, "By Jane Miller", &[("byline", 1.0), ("icon-like tokens", 0.0)]),
                (&page, "By night it rained.", &[("byline", 0.0)]),
                (&page, "* * *", &[("no letters", 1.0), ("counter", 0.0)]),
                (&page, "23 Shares", &[("counter", 1.0), ("price", 0.0)]),
                (&page, "23 people of the village left", &[("counter", 0.0)]),
                (&page, "$ 30 each", &[("price", 1.0), ("counter", 0.0)]),
                (&page, "$ each", &[("price", 0.0)]),
                (&page, "www.example.org", &[("address", 1.0)]),
                (&page, "ada@example.org", &[("address", 1.0)]),
                (&page, "www.example.org is down", &[("address", 0.0)]),
                (&page, "© 2024 Example Ltd", &[("copyright", 1.0)]),
                (&page, "(c) Example Ltd", &[("copyright", 1.0)]),
                (&page, "Share this", &[("interface label", 1.0), ("copyright", 0.0)]),
                (&page, "This is a menu", &[("interface label", 0.0)]),
                (&page, "Home > News > Sport", &[("breadcrumb trail", 1.0)]),
                (&page, "Home > News", &[("breadcrumb trail", 0.0)]),
                (&page, "Anna Berta Clara Dora Emma Frieda Greta Hanna", &[("list of names", 1.0)]),
                (&page, "Anna Berta Clara Dora Emma Frieda Greta", &[("list of names", 0.0)]),
            ],
        );
    }
}
