//! Tests of elements that are neither blocks nor plain text.

use crate::document::{Document, Within};
use crate::html::Parser;
use crate::segment::html::segment;

/// Returns a page after checking that both parsers give the same text and title.
fn page(html: &str) -> Document {
    let [stream, tree] = [Parser::Stream, Parser::Tree].map(|parser| segment(html, parser));
    assert_eq!(stream.text, tree.text);
    assert_eq!(stream.head.title, tree.head.title);
    stream
}

fn blocks(html: &str) -> Vec<String> {
    let page = page(html);
    page.blocks.iter().map(|block| page.text_of(block).to_owned()).collect()
}

#[test]
fn the_first_title_element_is_the_title() {
    let html = "<title>Swifts</title><title>Courier</title><p>a<svg><title>icon</title></svg>";
    assert_eq!(page(html).head.title.as_deref(), Some("Swifts"));
    assert_eq!(page("<svg><title>icon</title></svg><p>a").head.title, None);
}

#[test]
fn ruby_text_keeps_its_parentheses() {
    assert_eq!(blocks("<ruby>最初<rp>(</rp><rt>さいしょ</rt><rp>)</rp></ruby>の"), ["最初(さいしょ)の"]);
    assert_eq!(blocks("<p>a<rp>(b<p>c"), ["a(b", "c"]);
}

#[test]
fn a_formula_appears_once() {
    let formula = "<math><semantics><mi>E</mi><annotation encoding=application/x-tex>E_0</annotation></semantics>";
    assert_eq!(blocks(&format!("<p>As {formula}</math> says")), ["As E says"]);
    let katex = |between: &str| {
        format!("<p>As <b><i>{formula}</math></i>{between}<i aria-hidden=true><i>E</i><sub>0</sub></i></b> says")
    };
    assert_eq!(blocks(&katex("")), ["As E says"]);
    assert_eq!(blocks(&katex(" is ")), ["As E is E0 says"]);
}

#[test]
fn the_footer_of_a_quotation_is_not_a_page_footer() {
    let page = page("<blockquote><p>Bees do not mind.<footer>Old Marten</footer></blockquote><footer>2024</footer>");
    let in_footer = |at: usize| page.blocks[at].markup.is_some_and(|markup| markup.within.has(Within::FOOTER));
    assert_eq!([in_footer(1), in_footer(2)], [false, true]);
}

#[test]
fn a_declarative_shadow_root_is_shown_and_other_templates_are_not() {
    let html = "<p>a<div><template shadowrootmode=open><p>b<b>c</b></template></div><template><p>d</template><p>e";
    assert_eq!(blocks(html), ["a", "bc", "e"]);
}

#[test]
fn two_links_that_touch_are_two_words() {
    assert_eq!(blocks("<p><a href=/>Home</a><a href=/b>News</a>, <b>a</b>b"), ["Home News, ab"]);
}

#[test]
fn a_custom_element_is_a_block_between_blocks_and_inline_in_a_sentence() {
    let html = "<my-app><my-text>One.</my-text><my-text>Two <my-term>tides</my-term>.</my-text></my-app>";
    assert_eq!(blocks(html), ["One.", "Two tides."]);
    assert_eq!(blocks("<p><my-term>Tide</my-term> tables<div>are <my-term>b</my-term>ad"), ["Tide tables", "are bad"]);
}

#[test]
fn case_and_digits_tell_whether_touching_elements_are_two_words() {
    let touching = |before: &str, after: &str| blocks(&format!("<p><b>{before}</b><i>{after}</i>"))[0].clone();
    assert_eq!(touching("Osprey", "Kestrel"), "Osprey Kestrel");
    assert_eq!(touching("Publisher", "2013"), "Publisher 2013");
    assert_eq!(touching("24", "Reviews"), "24 Reviews");
    assert_eq!(touching("HOKA", "Bondi"), "HOKA Bondi");
    for (before, after) in [("O", "nce"), ("magni", "fied"), ("i", "Phone"), ("1", "9"), ("21", "st"), ("T", "HE")] {
        assert_eq!(touching(before, after), format!("{before}{after}"));
    }
    assert_eq!(
        blocks("<p><code><b>get</b><i>Name</i></code> of <b>Mill</b>Stone <b>CO</b><sub>2</sub>"),
        ["getName of MillStone CO2"]
    );
}

#[test]
fn a_block_inside_a_line_number_may_trim_the_text_before_it() {
    assert_eq!(blocks("<pre>  <span class=lineno><div></div></span>a"), ["a"]);
    assert_eq!(blocks("<pre>é  <span class=ln><p></p>2</span>"), ["é", "2"]);
}
