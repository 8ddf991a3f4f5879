//! Tests of what is taken out.

use super::*;

fn clean(text: &str) -> String {
    Dump::default().clean(text.to_owned()).text
}

const LINKS: &str = "   [1]Home [2]News\n\n   See the [3]report of the council.[4][1]\n\nReferences\n\n   \
    1. https://mill.example/\n   2. https://mill.example/news\n   3. file:///report\n   4. https://mill.example/#1\n";

#[test]
fn link_numbers_and_the_list_of_addresses_go() {
    assert_eq!(clean(LINKS).trim_end(), "   Home News\n\n   See the report of the council.[1]");
    assert_eq!(clean(LINKS).lines().count(), LINKS.lines().count());
}

#[test]
fn footnotes_stay() {
    for text in [
        "The mill[1] is old.[2] It was built[3] in 1702.[4]\n\n1. Moss, A. History of mills.\n2. Oake, F. Weirs.\n",
        "As shown in [1] and [2], the weir holds; see also [3]. More in [4], [5] and [6] and [7], [8], [9].\n",
        "[1]Moss\n[2]Oake\n[3]Fern\n[4]Reed\n[5]Rush\n[6]Sedge\n[7]Alder\n[8]Ash\n[9]Elm\n",
        "Lists: [1]one is here.\n",
    ] {
        assert_eq!(clean(text), text);
    }
}

#[test]
fn many_link_numbers_need_no_list() {
    let text: String = (1..30).map(|n| format!("The miller saw [{n}]wheel and stone. ")).collect();
    assert_eq!(clean(&text), "The miller saw wheel and stone. ".repeat(29));
}

#[test]
fn frames_buttons_fields_and_pictures_of_lynx_go() {
    let text =
        "   (BUTTON) Menu\n   IFRAME: https://mill.example/f\n   [wheel.png] The wheel\n   Search: ____________ Go\n";
    assert_eq!(clean(text), "   Menu\n   \n   The wheel\n   Search: Go\n");
    let prose = "Press the (BUTTON) twice.\n";
    assert_eq!(clean(prose), prose);
}

#[test]
fn names_of_pictures_of_w3m_go() {
    let text = "[logo][hero-image]A ferry\n[                    ][Search]\n[IMG_2034-1]\nThe text [sic] stays.\n";
    assert_eq!(clean(text), "A ferry\n[Search]\n\nThe text [sic] stays.\n");
    for whole in [
        "[package]\nname = \"mill\"\n[dev-dependencies]\n[profile.release]\n",
        "Usage: mill [options] [file_name]\nThe set [a-z0-9_-] matches.\n",
        "[RFC-2119]  Bradner, S.\n[ISO-8859]  Latin.\n",
    ] {
        assert_eq!(clean(whole), whole);
    }
}

#[test]
fn pictures_of_markdown_go_outside_code() {
    assert_eq!(clean("A ![wheel](/a/wheel.jpg \"Wheel\") here\n[![](x.png)](https://mill.example)End"), "A here\nEnd");
    assert_eq!(clean("![](https://mill.example/\nwheel.jpg)\nEnd"), "\n\nEnd");
    for whole in ["Write `![alt](url.png)` for one.", "    ![alt](a.png)\n", "```\n![alt](a.png)\n```\n", "Wow![1](2)"]
    {
        assert_eq!(clean(whole), whole);
    }
}

#[test]
fn soft_hyphens_go_and_joiners_stay() {
    assert_eq!(clean("coun\u{ad}cil\u{ad} नमस्\u{200d}ते\u{200b}"), "council नमस्\u{200d}ते\u{200b}");
}

#[test]
fn offsets_lead_back_to_the_source() {
    let cleaned = Dump::default().clean("a\u{ad}b\u{ad}\u{ad}cd\n".to_owned());
    assert_eq!(cleaned.text, "abcd\n");
    assert_eq!(cleaned.source_range(&(0..1)), 0..1);
    assert_eq!(cleaned.source_range(&(1..2)), 3..4);
    assert_eq!(cleaned.source_range(&(0..4)), 0..10);
    let offsets: Vec<_> = [0, 1, 2, 3, 4, 8, 9, 11].into_iter().map(|at| cleaned.offset_of(at)).collect();
    assert_eq!(offsets, [0, 1, 1, 1, 2, 2, 3, 5]);
}

#[test]
fn hostile_texts_take_linear_time() {
    let start = std::time::Instant::now();
    for part in ["[ab_1] ", "IFRAME: x ", "![", "`![a](b.png) ", "[1]a ", "_____ ", "(BUTTON) ", "*[a-b-c]"] {
        clean(&part.repeat(8_000_000 / part.len()));
    }
    // Quadratic time would be many minutes.
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
}
