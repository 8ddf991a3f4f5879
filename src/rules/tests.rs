use super::*;
use crate::internals::Cleaned;
use crate::{Options, View};

/// Returns rules for all pages: `-` drops, `+` keeps, and a pattern in slashes matches lines.
fn rules(written: &[&str]) -> Rules {
    let rule = |written: &&str| {
        let (sign, pattern) = written.split_at(1);
        let regex = pattern.strip_prefix('/').and_then(|rest| rest.strip_suffix('/'));
        let pattern = regex.map_or_else(|| Pattern::selector(pattern), Pattern::line).expect("a pattern");
        Rule { keep: sign == "+", pattern, host: None, origin: (*written).to_owned() }
    };
    Rules::new(written.iter().map(rule).collect())
}

fn clean(page: &str, written: &[&str], view: View) -> Cleaned {
    let options =
        Options { rules: rules(written), view, input: crate::Input::Html, metadata: true, ..Options::default() };
    crate::internals::clean(page.as_bytes(), &options, &crate::model::Models::BUILT_IN).expect("a page")
}

/// Returns the phrases that the article contains.
fn kept<'s>(page: &str, written: &[&str], phrases: &[&'s str]) -> Vec<&'s str> {
    let text = clean(page, written, View::Article).text;
    phrases.iter().copied().filter(|phrase| text.contains(phrase)).collect()
}

const PAGE: &str = "<title>The mill wheel</title><h1>The mill wheel turns again</h1>
    <div class=a><p class=b>Outer words that are said before the inner ones, a sentence of them.</p>
    <div class=c><p class=d>Inner words that are said behind the outer ones, a sentence of them.</p></div></div>
    <p>Last words of the page, which stand in nothing, and are a sentence too.</p>";
const WORDS: [&str; 3] = ["Outer", "Inner", "Last"];

#[test]
fn the_innermost_element_decides() {
    assert_eq!(kept(PAGE, &[], &WORDS), WORDS);
    assert_eq!(kept(PAGE, &["-.a"], &WORDS), ["Last"]);
    assert_eq!(kept(PAGE, &["-.a", "+.c"], &WORDS), ["Inner", "Last"]);
    assert_eq!(kept(PAGE, &["+.a", "-.c"], &WORDS), ["Outer", "Last"]);
    assert_eq!(kept(PAGE, &["-.a", "+.c", "-.d"], &WORDS), ["Last"]);
}

#[test]
fn keeping_beats_dropping() {
    assert_eq!(kept(PAGE, &["-.a", "+div.a"], &WORDS), WORDS);
    assert_eq!(kept(PAGE, &["+.a", "-div.a"], &WORDS), WORDS);
    assert_eq!(kept(PAGE, &["-/words/", "+/^Inner/"], &WORDS), ["Inner"]);
    assert_eq!(kept(PAGE, &["+/^Inner/", "-/words/", "-/Inner/"], &WORDS), ["Inner"]);
}

#[test]
fn line_rules_outrank_element_rules() {
    assert_eq!(kept(PAGE, &["+.d", "-/^Inner/"], &WORDS), ["Outer", "Last"]);
    assert_eq!(kept(PAGE, &["-.a", "+/^Outer/"], &WORDS), ["Outer", "Last"]);
}

#[test]
fn explain_names_the_earliest_rule_that_agrees() {
    for (written, named) in [(["-.a", "-p"], "-p"), (["-.b", "-p"], "-.b"), (["-/Outer/", "-/words/"], "-/Outer/")] {
        let shown = clean(PAGE, &written, View::Explain).text;
        let (_, after) = shown.split_once("Outer").expect("the line");
        assert!(after.lines().nth(1).is_some_and(|row| row.trim() == format!("rule {named}")), "{written:?}\n{shown}");
    }
}

#[test]
fn a_kept_part_keeps_its_block() {
    let page = PAGE.replace("Inner words", "Inner <b>words</b>");
    assert_eq!(kept(&page, &["-.a", "+b"], &WORDS), ["Inner", "Last"]);
}

#[test]
fn a_dropped_part_is_cut_out_of_its_block() {
    let page = "<title>The mill</title><h1>The mill <a>¶</a></h1>
        <p>The wheel<sup>[1]</sup> turned <i>again<b> today</b></i>, and the village <a>stood</a><a>ran</a> on the bridge.</p>
        <p><a>More</a> <a>of this</a></p><pre>x = 1 <a># one</a>\ny = 2</pre><p>A<a> b <b>or</b> b </a>c and some more words.</p>";
    let text = clean(page, &["-sup", "-a", "-i", "+i b", "+p", "+pre"], View::Article).text;
    assert_eq!(
        text,
        "The mill\n\nThe wheel turned today, and the village on the bridge.\n\nx = 1 \ny = 2\n\nA c and some more words.\n"
    );
    let dropped = clean(page, &["-sup", "-a", "-i", "+i b", "+p", "+pre"], View::Dropped).text;
    assert_eq!(dropped, "¶\n\n[1]\nagain\nstood ran\n\nMore of this\n\n# one\n\nb or b\n");
}

#[test]
fn a_block_in_a_dropped_inline_element_is_dropped_whole() {
    let page = format!(
        "<span class=s>Label<div>Blocks in spans are known to pages, and to nobody else.</div>Tail</span>{PAGE}"
    );
    assert_eq!(kept(&page, &["-.s", "+html"], &["Label", "Blocks", "Tail", "Last"]), ["Last"]);
}

#[test]
fn rules_about_pictures_apply_to_alternative_texts() {
    let page = format!("{PAGE}<p><img class=i alt='A wheel of oak, seen from the bridge in the evening'></p>");
    assert_eq!(kept(&page, &["+.i"], &["A wheel"]), ["A wheel"]);
    assert!(clean(&page, &["-.i"], View::Explain).text.contains("rule -.i"));
}

#[test]
fn a_dropped_headline_is_not_taken_from_elsewhere() {
    let page = PAGE.replace("<h1>", "<p>The mill wheel turns again</p><h1>");
    for (page, rule) in [(&*page, "-h1"), (PAGE, "-h1"), (PAGE, "-/^The mill wheel turns/")] {
        let document = clean(page, &[rule], View::Article);
        assert!(!document.text.contains("turns again"), "{rule}: {}", document.text);
        assert_eq!(document.summary.metadata.title.as_deref(), Some("The mill wheel turns again"));
    }
    // A repetition of the headline is dropped with it, unless a rule keeps the repetition.
    let dropped = clean(&page, &["-h1"], View::Dropped).text;
    assert_eq!(dropped.matches("turns again").count(), 2, "{dropped}");
    let text = clean(&page, &["-h1", "+p:has(+ h1)"], View::Article).text;
    assert_eq!(text.matches("turns again").count(), 1, "{text}");
    // The headline is only in the head of the page.
    let page = PAGE.replace("<h1>The mill wheel turns again</h1>", "");
    assert!(clean(&page, &[], View::Article).text.starts_with("The mill wheel\n"));
    assert!(clean(&page, &["-/^The mill wheel$/"], View::Article).text.starts_with("Outer"));
}

#[test]
fn a_kept_headline_is_printed_once() {
    for rule in ["+h1", "+/turns again/"] {
        assert_eq!(clean(PAGE, &[rule], View::Article).text, clean(PAGE, &[], View::Article).text);
        let options = Options { rules: rules(&[rule]), title: false, ..Options::default() };
        let text =
            crate::internals::clean(PAGE.as_bytes(), &options, &crate::model::Models::BUILT_IN).expect("a page").text;
        assert!(text.starts_with("The mill wheel turns again\n"), "{text}");
        assert_eq!(text.matches("turns again").count(), 1);
    }
}

#[test]
fn a_kept_repetition_is_not_dropped() {
    let again = "<p>Last words of the page, which stand in nothing, and are a sentence too.</p>";
    let page = format!("{PAGE}{}", again.replace("<p>", "<p class=again>"));
    assert_eq!(clean(&page, &[], View::Article).text.matches("Last").count(), 1);
    assert_eq!(clean(&page, &["+.again"], View::Article).text.matches("Last").count(), 2);
}

#[test]
fn decisions_of_rules_are_certain() {
    let document = clean("<nav><a href=/>Home</a></nav>", &["+nav"], View::Article);
    assert_eq!((document.text.as_str(), document.summary.confidence), ("Home\n", 1.0));
    let document = clean(PAGE, &["-html"], View::Article);
    assert_eq!((document.text.as_str(), document.summary.verdict), ("", crate::Verdict::Empty));
    assert_eq!(document.summary.ruled.dropped, document.summary.total_blocks);
}

#[test]
fn dropping_the_content_does_not_keep_boilerplate() {
    let notice = "<div class=n>We use cookies on this site to improve what you see of it. <a href=/>Accept all of them</a></div>";
    let page = format!("{PAGE}{notice}");
    let phrases = ["Outer", "Inner", "Last", "cookies"];
    assert_eq!(kept(&page, &[], &phrases), WORDS);
    assert_eq!(kept(&page, &["-h1, p"], &phrases), [""; 0]);
}

#[test]
fn on_doubt_all_omits_blocks_that_rules_drop() {
    let page = "<p>Home</p><p class=x>Log in</p>";
    let options = Options { rules: rules(&["-.x"]), on_doubt: crate::OnDoubt::All, ..Options::default() };
    assert_eq!(
        crate::internals::clean(page.as_bytes(), &options, &crate::model::Models::BUILT_IN).expect("a page").text,
        "Home\n"
    );
}

#[test]
fn rules_are_chosen_by_host() {
    let at = |host: &str, regex| Rule {
        keep: false,
        pattern: Pattern::line(regex).expect("a pattern"),
        host: (!host.is_empty()).then(|| host.parse().expect("a host")),
        origin: String::new(),
    };
    let rules = Rules::new(vec![at("b.example", "1"), at("", "2"), at("a.b.example", "3"), at("b.example", "4")]);
    let sections = |url: Option<&str>| rules.about(url).sections().collect::<Vec<_>>();
    assert_eq!(sections(Some("https://B.example.:80/x")), ["b.example", "*"]);
    assert_eq!(sections(Some("https://x.a.b.example/")), ["b.example", "*", "a.b.example"]);
    assert_eq!(sections(Some("https://notb.example/")), ["*"]);
    assert_eq!(sections(None), ["*"]);
    let ruling = |line: &str| rules.about(Some("//b.example")).ruling(line).map(|ruling| ruling.rule);
    assert_eq!([ruling("1"), ruling("2"), ruling("3"), ruling("4")], [Some(0), Some(1), None, Some(3)]);
    assert_eq!(ruling("4 2"), Some(1));
}

#[test]
fn an_invalid_selector_is_reported_with_its_position() {
    for (css, place) in [
        (".ad >", 5..5),
        ("a,,b", 2..3),
        ("a > > p", 4..5),
        (".", 0..1),
        ("a, b:nope, c", 5..9),
        ("a:not(=x) b", 2..6),
        ("div[=x]", 3..4),
        ("p {", 2..3),
        ("", 0..0),
        ("é > é,", 8..8),
    ] {
        assert_eq!(Pattern::selector(css).expect_err(css).place, place, "{css}");
    }
    for css in
        ["a:has(> b)", ":is(a, b):not(.c)", "li:nth-child(2n + 1)", "[data-x^='y' i]", "a ~ b, a + b", "*", ":root"]
    {
        assert!(Pattern::selector(css).is_ok(), "{css}");
    }
}

#[test]
fn deeply_nested_selectors_are_refused() {
    assert!(Pattern::selector(&"a ".repeat(100_000)).is_err());
    assert!(Pattern::selector(&(":not(".repeat(100_000) + "a" + &")".repeat(100_000))).is_err());
    for nested in ["p:not(", "div:has(", ":is(a, b) :is(c, "] {
        assert!(Pattern::selector(&format!("{nested}{}*)", "* ".repeat(10_000))).is_err(), "{nested}");
    }
    assert!(Pattern::selector("a,".repeat(10_000).trim_end_matches(',')).is_ok());
}

#[test]
fn an_invalid_regular_expression_is_reported_with_its_position() {
    for (regex, place) in [("(foo", 0..1), ("a[z-b]", 2..5), (r"x\p{Foo}", 1..8), (r"\w{99999}", 0..9)] {
        assert_eq!(Pattern::line(regex).expect_err(regex).place, place, "{regex}");
    }
}

#[test]
fn matching_looks_at_each_element_once() {
    let looks = |depth: usize| {
        let page = "<div class=a>".repeat(depth) + "<p class=x>Words at the bottom";
        let options = Options { rules: rules(&["-.x", "-div > span"]), ..Options::default() };
        let selectable = crate::html::selectable::Selectable::parse(&page, crate::html::Parser::Stream);
        let count = std::cell::Cell::new(0);
        let marks = options.rules.about(None).marks(&selectable, || {
            count.set(count.get() + 1);
            Ok(())
        });
        assert!(!marks.expect("nothing stops it").is_empty());
        assert!(
            crate::internals::clean(page.as_bytes(), &options, &crate::model::Models::BUILT_IN)
                .expect("a page")
                .text
                .is_empty()
        );
        count.get()
    };
    assert_eq!(looks(100_000), 100_004);
}
