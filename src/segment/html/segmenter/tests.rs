//! What the elements that are neither blocks nor plain text make of a page.

use crate::document::{Document, Within};
use crate::html::Parser;
use crate::segment::html::segment;

/// The page as both producers give it.
fn page(html: &str) -> Document {
    let [stream, tree] = [Parser::Stream, Parser::Tree].map(|parser| segment(html, parser));
    assert_eq!(stream.text, tree.text);
    assert_eq!(stream.head.title, tree.head.title);
    stream
}

fn lines(html: &str) -> Vec<String> {
    let page = page(html);
    page.blocks.iter().map(|line| page.text_of(line).to_owned()).collect()
}

#[test]
fn the_first_title_is_the_page_s() {
    let html = "<title>Swifts</title><title>Courier</title><p>a<svg><title>icon</title></svg>";
    assert_eq!(page(html).head.title.as_deref(), Some("Swifts"));
    assert_eq!(page("<svg><title>icon</title></svg><p>a").head.title, None);
}

#[test]
fn a_reading_stands_in_the_parentheses_it_comes_with() {
    assert_eq!(lines("<ruby>最初<rp>(</rp><rt>さいしょ</rt><rp>)</rp></ruby>の"), ["最初(さいしょ)の"]);
    assert_eq!(lines("<p>a<rp>(b<p>c"), ["a(b", "c"]);
}

#[test]
fn a_formula_is_said_once() {
    let formula = "<math><semantics><mi>E</mi><annotation encoding=application/x-tex>E_0</annotation></semantics>";
    assert_eq!(lines(&format!("<p>As {formula}</math> says")), ["As E says"]);
    let katex = |between: &str| {
        format!("<p>As <b><i>{formula}</math></i>{between}<i aria-hidden=true><i>E</i><sub>0</sub></i></b> says")
    };
    assert_eq!(lines(&katex("")), ["As E says"]);
    assert_eq!(lines(&katex(" is ")), ["As E is E0 says"]);
}

#[test]
fn the_footer_of_a_quotation_is_part_of_it() {
    let page = page("<blockquote><p>Bees do not mind.<footer>Old Marten</footer></blockquote><footer>2024</footer>");
    let in_footer = |at: usize| page.blocks[at].markup.is_some_and(|markup| markup.within.has(Within::FOOTER));
    assert_eq!([in_footer(1), in_footer(2)], [false, true]);
}

#[test]
fn a_shadow_root_is_shown_and_another_template_is_not() {
    let html = "<p>a<div><template shadowrootmode=open><p>b<b>c</b></template></div><template><p>d</template><p>e";
    assert_eq!(lines(html), ["a", "bc", "e"]);
}

#[test]
fn two_links_that_touch_are_two_words() {
    assert_eq!(lines("<p><a href=/>Home</a><a href=/b>News</a>, <b>a</b>b"), ["Home News, ab"]);
}

#[test]
fn what_a_script_defines_is_a_block_between_blocks_and_a_word_in_a_sentence() {
    let blocks = "<my-app><my-text>One.</my-text><my-text>Two <my-term>tides</my-term>.</my-text></my-app>";
    assert_eq!(lines(blocks), ["One.", "Two tides."]);
    assert_eq!(lines("<p><my-term>Tide</my-term> tables<div>are <my-term>b</my-term>ad"), ["Tide tables", "are bad"]);
}

#[test]
fn elements_that_touch_hold_two_words_where_the_letters_say_so() {
    let touching = |before: &str, after: &str| lines(&format!("<p><b>{before}</b><i>{after}</i>"))[0].clone();
    assert_eq!(touching("Osprey", "Kestrel"), "Osprey Kestrel");
    assert_eq!(touching("Publisher", "2013"), "Publisher 2013");
    assert_eq!(touching("24", "Reviews"), "24 Reviews");
    assert_eq!(touching("HOKA", "Bondi"), "HOKA Bondi");
    for (before, after) in [("O", "nce"), ("magni", "fied"), ("i", "Phone"), ("1", "9"), ("21", "st"), ("T", "HE")] {
        assert_eq!(touching(before, after), format!("{before}{after}"));
    }
    assert_eq!(
        lines("<p><code><b>get</b><i>Name</i></code> of <b>Mill</b>Stone <b>CO</b><sub>2</sub>"),
        ["getName of MillStone CO2"]
    );
}

#[test]
fn a_block_in_the_number_of_a_line_takes_back_what_was_before() {
    assert_eq!(lines("<pre>  <span class=lineno><div></div></span>a"), ["a"]);
    assert_eq!(lines("<pre>é  <span class=ln><p></p>2</span>"), ["é", "2"]);
}
