use super::*;
use crate::internals::Cleaned;
use crate::{Options, View};

/// Rules of all pages: `-` drops, `+` keeps, and a pattern in slashes is about lines.
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
    let options = Options { rules: rules(written), view, input: crate::Input::Html, ..Options::default() };
    crate::internals::clean(page.as_bytes(), &options, &crate::model::Models::BUILT_IN).expect("a page")
}

/// Which of `said` come out.
fn kept<'s>(page: &str, written: &[&str], said: &[&'s str]) -> Vec<&'s str> {
    let text = clean(page, written, View::Article).text;
    said.iter().copied().filter(|said| text.contains(said)).collect()
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
fn of_rules_about_one_thing_the_one_that_keeps_holds() {
    assert_eq!(kept(PAGE, &["-.a", "+div.a"], &WORDS), WORDS);
    assert_eq!(kept(PAGE, &["+.a", "-div.a"], &WORDS), WORDS);
    assert_eq!(kept(PAGE, &["-/words/", "+/^Inner/"], &WORDS), ["Inner"]);
    assert_eq!(kept(PAGE, &["+/^Inner/", "-/words/", "-/Inner/"], &WORDS), ["Inner"]);
}

#[test]
fn a_rule_about_lines_outranks_one_about_elements() {
    assert_eq!(kept(PAGE, &["+.d", "-/^Inner/"], &WORDS), ["Outer", "Last"]);
    assert_eq!(kept(PAGE, &["-.a", "+/^Outer/"], &WORDS), ["Outer", "Last"]);
}

#[test]
fn the_earliest_of_those_that_agree_is_named() {
    for (written, named) in [(["-.a", "-p"], "-p"), (["-.b", "-p"], "-.b"), (["-/Outer/", "-/words/"], "-/Outer/")] {
        let shown = clean(PAGE, &written, View::Explain).text;
        let (_, after) = shown.split_once("Outer").expect("the line");
        assert!(after.lines().nth(1).is_some_and(|row| row.trim() == format!("rule {named}")), "{written:?}\n{shown}");
    }
}

#[test]
fn a_part_of_a_line_that_is_kept_keeps_the_line() {
    let page = PAGE.replace("Inner words", "Inner <b>words</b>");
    assert_eq!(kept(&page, &["-.a", "+b"], &WORDS), ["Inner", "Last"]);
}

#[test]
fn a_part_of_a_line_that_is_dropped_leaves_the_line() {
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
fn what_stands_in_an_inline_element_and_is_a_block_is_dropped_whole() {
    let page = format!(
        "<span class=s>Label<div>Blocks in spans are known to pages, and to nobody else.</div>Tail</span>{PAGE}"
    );
    assert_eq!(kept(&page, &["-.s", "+html"], &["Label", "Blocks", "Tail", "Last"]), ["Last"]);
}

#[test]
fn alternative_texts_go_with_their_pictures() {
    let page = format!("{PAGE}<p><img class=i alt='A wheel of oak, seen from the bridge in the evening'></p>");
    assert_eq!(kept(&page, &["+.i"], &["A wheel"]), ["A wheel"]);
    assert!(clean(&page, &["-.i"], View::Explain).text.contains("rule -.i"));
}

#[test]
fn a_headline_that_is_dropped_comes_from_nowhere_else() {
    let page = PAGE.replace("<h1>", "<p>The mill wheel turns again</p><h1>");
    for (page, rule) in [(&*page, "-h1"), (PAGE, "-h1"), (PAGE, "-/^The mill wheel turns/")] {
        let document = clean(page, &[rule], View::Article);
        assert!(!document.text.contains("turns again"), "{rule}: {}", document.text);
        assert_eq!(document.summary.metadata.title.as_deref(), Some("The mill wheel turns again"));
    }
    // What says the same is dropped with it, unless it is to be kept.
    let dropped = clean(&page, &["-h1"], View::Dropped).text;
    assert_eq!(dropped.matches("turns again").count(), 2, "{dropped}");
    let text = clean(&page, &["-h1", "+p:has(+ h1)"], View::Article).text;
    assert_eq!(text.matches("turns again").count(), 1, "{text}");
    // One that stands only in the head of the page.
    let page = PAGE.replace("<h1>The mill wheel turns again</h1>", "");
    assert!(clean(&page, &[], View::Article).text.starts_with("The mill wheel\n"));
    assert!(clean(&page, &["-/^The mill wheel$/"], View::Article).text.starts_with("Outer"));
}

#[test]
fn a_headline_that_is_kept_is_printed_once() {
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
fn a_repetition_that_is_kept_stays() {
    let again = "<p>Last words of the page, which stand in nothing, and are a sentence too.</p>";
    let page = format!("{PAGE}{}", again.replace("<p>", "<p class=again>"));
    assert_eq!(clean(&page, &[], View::Article).text.matches("Last").count(), 1);
    assert_eq!(clean(&page, &["+.again"], View::Article).text.matches("Last").count(), 2);
}

#[test]
fn what_rules_decide_is_in_no_doubt() {
    let document = clean("<nav><a href=/>Home</a></nav>", &["+nav"], View::Article);
    assert_eq!((document.text.as_str(), document.summary.confidence), ("Home\n", 1.0));
    let document = clean(PAGE, &["-html"], View::Article);
    assert_eq!((document.text.as_str(), document.summary.verdict), ("", crate::Verdict::Empty));
    assert_eq!(document.summary.ruled.dropped, document.summary.total_blocks);
}

#[test]
fn what_is_left_is_not_kept_for_want_of_what_was_dropped() {
    let notice = "<div class=n>We use cookies on this site to improve what you see of it. <a href=/>Accept all of them</a></div>";
    let page = format!("{PAGE}{notice}");
    let said = ["Outer", "Inner", "Last", "cookies"];
    assert_eq!(kept(&page, &[], &said), WORDS);
    assert_eq!(kept(&page, &["-h1, p"], &said), [""; 0]);
}

#[test]
fn every_line_is_every_line_that_no_rule_drops() {
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
fn a_bad_selector_is_told_with_its_place() {
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
fn selectors_that_would_take_the_stack_are_none() {
    assert!(Pattern::selector(&"a ".repeat(100_000)).is_err());
    assert!(Pattern::selector(&(":not(".repeat(100_000) + "a" + &")".repeat(100_000))).is_err());
    for nested in ["p:not(", "div:has(", ":is(a, b) :is(c, "] {
        assert!(Pattern::selector(&format!("{nested}{}*)", "* ".repeat(10_000))).is_err(), "{nested}");
    }
    assert!(Pattern::selector("a,".repeat(10_000).trim_end_matches(',')).is_ok());
}

#[test]
fn a_bad_regular_expression_is_told_with_its_place() {
    for (regex, place) in [("(foo", 0..1), ("a[z-b]", 2..5), (r"x\p{Foo}", 1..8), (r"\w{99999}", 0..9)] {
        assert_eq!(Pattern::line(regex).expect_err(regex).place, place, "{regex}");
    }
}

#[test]
fn the_cost_of_nesting_is_that_of_elements() {
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
