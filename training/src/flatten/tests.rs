use super::marks::{marks_of, without_marks};
use super::*;
use crate::random::Random;

const PAGE: &str = "<title>Mills</title><body><nav><a>Home</a> <a>News</a></nav><script>let a;</script>\
     <h1>Of  mills</h1><p>They stand<br>by <b>rivers</b>.</p>\n<p>Two.</p><p hidden>No</p>\
     <table><tr><td>a<td>b</table><pre>x\n  y</pre>";

fn rendered(form: Form, page: &str) -> String {
    render(form, &Html::parse_document(page))
}

#[test]
fn inner_text_matches_a_browser() {
    let shown = rendered(Form::InnerText, PAGE);
    assert_eq!(shown, "Home News\nOf mills\n\nThey stand\nby rivers.\n\nTwo.\n\na\tb\nx\n  y");
}

#[test]
fn text_content_glues_neighbours() {
    let text = rendered(Form::TextContent, PAGE);
    assert_eq!(text, "Home NewsOf  millsThey standby rivers.\nTwo.Noabx\n  y");
}

#[test]
fn text_nodes_have_lines_of_their_own() {
    let text = rendered(Form::TextNodes, PAGE);
    assert!(text.starts_with("Mills\nHome\n \nNews\nOf  mills\nThey stand\nby \nrivers\n.\n"), "{text:?}");
    assert!(!text.contains("let a"));
}

/// Builds a page twice: with marks around the pieces of text, and without.
struct Pages {
    random: Random,
    marked: String,
    plain: String,
    pieces: u32,
}

/// Elements of the pages, and whether they hold only text and inline elements.
const ELEMENTS: &[(&str, &str, bool)] = &[
    ("<p>", "</p>", true),
    ("<div>", "</div>", false),
    ("<div style='display:none'>", "</div>", false),
    ("<h1>", "</h1>", true),
    ("<h3>", "</h3>", true),
    ("<ul><li>", "</ul>", false),
    ("<ol start=9><li>a<li>", "</ol>", false),
    ("<li>", "</li>", false),
    ("<blockquote>", "</blockquote>", false),
    ("<table><tr><th>Year</th><td>", "</td><td>b</td></tr></table>", false),
    ("<table><tr><td>long cell</td></tr><tr><td colspan=2>", "</table>", false),
    ("<table><tr><td>", "</td><td></td></tr></table>", true),
    ("<pre> x\n  ", "\n</pre>", true),
    ("<noscript>", "</noscript>", false),
    ("<template>", "</template>", false),
    ("<details><summary>s</summary>", "</details>", false),
    ("<dl><dt>t</dt><dd>", "</dd></dl>", false),
    ("<center>", "</center>", false),
    ("<section>", "</section>", false),
    ("<figure><img src=/a/b.png alt='an image'><figcaption>", "</figcaption></figure>", true),
    ("<button>", "</button>", true),
    ("<svg><title>t</title><text>", "</text></svg>", true),
];
const INLINE: &[(&str, &str)] = &[
    ("<b>", "</b>"),
    ("<a href='/x'>", "</a>"),
    ("<a href='/y'> ", " </a>"),
    ("<em> ", "</em>"),
    ("<span>", "</span>"),
    ("<sub>", "</sub>"),
    ("<q>", "</q>"),
    ("<del>", " </del>"),
    ("<code>", "</code>"),
    ("", "<br>"),
    ("<img src=x.png>", ""),
    (" ", "\n"),
    ("", ""),
];
const TEXTS: &[&str] =
    &["a", "river", "of  mills", "12", "日本語の文章", "one two\nthree four five six", "(so)", "&nbsp;", "."];

fn pick<'a, T>(random: &mut Random, from: &'a [T]) -> &'a T {
    &from[random.below(from.len())]
}

impl Pages {
    fn new(seed: usize) -> Pages {
        let mut pages = Pages {
            random: Random::of(&seed.to_string(), None),
            marked: String::new(),
            plain: String::new(),
            pieces: 0,
        };
        pages.both("<body>");
        let mut ends = vec![];
        for _ in 0..pages.random.below(12) {
            pages.inline();
            let &(start, end, is_inline) = pick(&mut pages.random, ELEMENTS);
            pages.both(start);
            for _ in 0..pages.random.below(3) {
                pages.inline();
            }
            if is_inline || pages.random.one_in(2) {
                pages.both(end);
            } else {
                ends.push(end);
            }
            if pages.random.one_in(3)
                && let Some(end) = ends.pop()
            {
                pages.both(end);
            }
        }
        while let Some(end) = ends.pop() {
            pages.both(end);
        }
        pages
    }

    fn both(&mut self, markup: &str) {
        self.marked.push_str(markup);
        self.plain.push_str(markup);
    }

    fn mark(&mut self) {
        self.marked.extend(char::from_u32(0xF0000 + self.pieces));
        self.pieces += 1;
    }

    /// Adds text in inline elements, with marks outside or inside the elements.
    fn inline(&mut self) {
        let &(start, end) = pick(&mut self.random, INLINE);
        let text = *pick(&mut self.random, TEXTS);
        let is_outside = self.random.one_in(2);
        if is_outside {
            self.mark();
        }
        self.both(start);
        if !is_outside {
            self.mark();
        }
        self.both(text);
        if !is_outside {
            self.mark();
        }
        self.both(end);
        if is_outside {
            self.mark();
        }
        if self.random.one_in(2) {
            self.both(" ");
        }
    }
}

#[test]
fn marks_come_out_in_order_and_change_nothing() {
    for seed in 0..150 {
        let pages = Pages::new(seed);
        for &form in Form::ALL {
            let output = rendered(form, &pages.marked);
            let plain = rendered(form, &pages.plain);
            assert_eq!(without_marks(&output), plain, "{form:?} of {seed}: {:?}", pages.plain);
            let marks = marks_of(&output);
            assert!(marks.chars().is_sorted_by(|a, b| a < b), "{form:?} of {seed}: {:?}: {output:?}", pages.plain);
            let hides =
                ["<svg", "<template", "<noscript", "<details", "none"].iter().any(|name| pages.plain.contains(name));
            assert!(hides || marks == marks_of(&pages.marked), "{form:?} of {seed}: {:?}: {output:?}", pages.plain);
        }
    }
}

#[test]
fn marks_stay_with_their_text() {
    let page = "<title>T</title><nav><a href=/>\u{F0001}Home\u{F0002}</a></nav><h1>\u{F0003}Of mills\u{F0004}</h1>\
         <p>They \u{F0005}<b>stand</b>\u{F0006} by</p><ul><li>\u{F0007}rivers\u{F0008}</ul>";
    for &form in Form::ALL {
        let output = rendered(form, page);
        let between = |start: char, end: char| {
            let start = output.find(start).expect("a mark");
            output[start..output.find(end).expect("a mark")]
                .trim_matches(|c| marks::is_mark(c) || "[]1*(/) \n".contains(c))
        };
        let texts = ['\u{F0001}', '\u{F0003}', '\u{F0005}', '\u{F0007}']
            .map(|m| (m, char::from_u32(m as u32 + 1).expect("a mark")));
        assert_eq!(texts.map(|(start, end)| between(start, end)), ["Home", "Of mills", "stand", "rivers"], "{form:?}");
    }
}

const SMALL: &str = "<title>Mills</title><body><ul><li><a href=/>Home</a><li>News</ul><h2>Of mills</h2><p>They stand by \
     <b>rivers</b>, where the water runs fast enough to turn a <a href=/w>wheel</a> all day.<br>Two.</p><ol><li>Oats<li>Rye\
     </ol><table><tr><th>Year<th>Mills<tr><td>1900<td>Twelve</table><img src=/i/mill.jpg><noscript><p>Off</noscript>";

#[test]
fn each_program_has_its_layout() {
    let of = |form| rendered(form, SMALL);
    assert_eq!(
        of(Form::Lynx),
        "     * [1]Home\n     * News\n\nOf mills\n\n   They stand by rivers, where the water runs fast enough to turn a\n   \
         [2]wheel all day.\n   Two.\n\n    1. Oats\n    2. Rye\n\n   Year Mills\n   1900 Twelve\n\n   [mill.jpg]\n\n   Off\n\n\
         References\n\n   1. file:///\n   2. file:///w\n"
    );
    assert_eq!(
        of(Form::W3m),
        "  • Home\n  • News\n\nOf mills\n\nThey stand by rivers, where the water runs fast enough to turn a wheel all day.\n\
         Two.\n\n 1. Oats\n 2. Rye\n\nYear   Mills\n1900  Twelve\n\n[mill]\n\nOff\n"
    );
    assert_eq!(
        of(Form::Html2text),
        "  * [Home](/)\n  * News\n\n## Of mills\n\nThey stand by **rivers** , where the water runs fast enough to turn a\n\
         [wheel](/w) all day.\nTwo.\n\n  1. Oats\n  2. Rye\n\nYear| Mills\n---|---\n1900| Twelve\n\n![](/i/mill.jpg)\n\nOff\n"
    );
    assert_eq!(
        of(Form::Inscriptis),
        "  * Home\n  * News\n\nOf mills\n\nThey stand by rivers, where the water runs fast enough to turn a wheel all day.\n\
         Two.\n\n 1. Oats\n 2. Rye\n\nYear  Mills\n1900  Twelve\n\nOff\n"
    );
    assert_eq!(
        of(Form::Pandoc),
        "-   Home\n-   News\n\nOf mills\n\nThey stand by rivers, where the water runs fast enough to turn a wheel\nall day.\n\
         Two.\n\n1.  Oats\n2.  Rye\n\n  Year   Mills\n  ------ --------\n  1900   Twelve\n\n[]\n\nOff\n"
    );
    assert!(of(Form::Wet).starts_with("Mills\nHome\nNews\nOf mills\nThey stand"));
    assert!(of(Form::Copied).starts_with("• Home\n• News\nOf mills\n\nThey stand"));
    assert!(of(Form::Copied).ends_with("1. Oats\n2. Rye\nYear\tMills\n1900\tTwelve"));
    assert!(of(Form::SpacedNodes).starts_with("Mills Home News Of mills They stand by rivers , where"));
    assert!(of(Form::GluedNodes).starts_with("MillsHomeNewsOf millsThey stand byrivers, where"));
}

#[test]
fn only_a_browser_has_scripting_on() {
    let page = "<body><p>a</p><noscript><p>b</p></noscript><script>let c;</script>";
    assert_eq!(rendered(Form::InnerText, page), "a");
    assert_eq!(rendered(Form::FullTextContent, page), "a<p>b</p>let c;");
    assert_eq!(rendered(Form::TextNodes, page), "a\nb\n");
    assert_eq!(rendered(Form::Lynx, page), "   a\n\n   b\n");
}

#[test]
fn templates_are_not_shown() {
    for &form in Form::ALL {
        assert!(!rendered(form, "<body><p>a</p><template><p>b<b>b</b></p></template>").contains('b'), "{form:?}");
    }
}

#[test]
fn a_browser_does_not_show_what_is_closed() {
    let page = "<body><svg><title>t</title><desc>d</desc></svg><dialog>x</dialog><details>y<summary>s</summary><p>z</p></details>";
    assert_eq!(rendered(Form::InnerText, page), "s");
}

#[test]
fn line_ends_of_the_text_add_to_those_of_blocks() {
    assert_eq!(rendered(Form::InnerText, "<body><div>a<br></div><div>b</div>"), "a\n\nb");
    assert_eq!(rendered(Form::InnerText, "<body><pre>a\n</pre><p>b"), "a\n\n\nb");
    assert_eq!(rendered(Form::InnerText, "<body><table><tr><td><p>a</p><td>b</table>"), "a\n\n\tb");
}

#[test]
fn deep_nesting_does_not_overflow_the_stack() {
    for start in ["<div>", "<b>", "<ul><li>", "<blockquote>", "<table><tr><td>"] {
        let page = Html::parse_document(&(start.repeat(2_000) + "word"));
        for &form in Form::ALL {
            assert!(render(form, &page).contains("word"), "{form:?} of {start}");
        }
    }
}
