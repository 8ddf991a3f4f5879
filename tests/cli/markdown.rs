//! `--to markdown`: the same blocks as in text, with their markup.

use crate::support::{ARTICLE, Dir, PAGE, TEXT, pipe};

/// Returns a page whose article ends with these blocks.
fn page(blocks: &str) -> String {
    PAGE.replace("</article>", &format!("{blocks}</article>"))
}

/// Returns the Markdown of these blocks.
#[track_caller]
fn markdown(flags: &[&str], blocks: &str) -> String {
    let dir = Dir::with(&[("page.html", &page(blocks))]);
    let run =
        dir.run(&[&["-q", "--on-doubt", "all", "--keep", "everything", "-t", "markdown", "page.html"], flags].concat());
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    let below = run.out.split_once("would need dressing.\n\n").expect("the article").1;
    below.split("\n\n© 2026").next().unwrap_or_default().trim_end().to_owned()
}

#[test]
fn the_headline_is_a_heading_for_html_and_text() {
    let dir = Dir::with(&[("page.html", PAGE), ("page.txt", TEXT)]);
    for name in ["page.html", "page.txt"] {
        dir.run(&["--to", "markdown", name]).is(0, &format!("# {ARTICLE}"), "");
        let body = ARTICLE.split_once("\n\n").unwrap().1;
        dir.run(&["--to", "markdown", "--no-title", name]).is(0, body, "");
    }
}

#[test]
fn several_documents_are_separated_as_in_text() {
    let dir = Dir::with(&[("page.html", PAGE)]);
    let article = format!("# {ARTICLE}");
    dir.run(&["-t", "markdown", "page.html", "page.html"]).is(0, &format!("{article}\n{article}"), "");
    dir.run(&["-0", "-t", "markdown", "page.html", "page.html"]).is(0, &format!("{article}\0{article}\0"), "");
}

#[test]
fn dropped_blocks_are_written_as_markdown() {
    let dir = Dir::with(&[("page.html", PAGE)]);
    let run = dir.run(&["--dropped", "-t", "markdown", "page.html"]);
    assert!(
        run.out.starts_with("- [Home](https://weir.example/)\n- [News](https://weir.example/news)\n"),
        "{}",
        run.out
    );
    assert!(!run.out.contains("axle"));
}

#[test]
fn lists_nest_and_do_not_merge() {
    let lists =
        "<ul><li>One stone<ol start=9><li>Two mills<li>Three mills</ol><li><p>Four wheels<p>turn</ul><ul><li>Five</ul>";
    let expected = "- One stone\n\n  9. Two mills\n  10. Three mills\n- Four wheels\n\n  turn\n\n* Five";
    assert_eq!(markdown(&[], lists), expected);
}

#[test]
fn quotations_and_code_are_blocks() {
    let blocks =
        "<blockquote><p>So said <p>the miller</blockquote><pre class=lang-sh>\n$ grind ```\n  &lt;flour&gt;</pre>";
    assert_eq!(markdown(&[], blocks), "> So said\n>\n> the miller\n\n````sh\n$ grind ```\n  <flour>\n````");
}

#[test]
fn only_data_tables_are_written_as_tables() {
    let table = "<table><tr><th>Year<th>Flour<tr><td>a|b<td><b>12</b> tons</table>";
    assert_eq!(markdown(&[], table), "| Year | Flour |\n| --- | --- |\n| a\\|b | **12** tons |");
    let headless = "<table><tr><td>Year<td>Flour<tr><td>1<td>2</table>";
    assert_eq!(markdown(&[], headless), "|  |  |\n| --- | --- |\n| Year | Flour |\n| 1 | 2 |");
    let layout = "<table><tr><td><p>Year<p>one<td>Flour<tr><td>1<td>2</table>";
    assert!(!markdown(&[], layout).contains('|'));
}

#[test]
fn links_are_resolved() {
    let links = "<p>See <a href='../a (b)'>one</a>, <a href=http://x.example>two</a>, <a href=javascript:x>three</a>.";
    let (own, other) = ("https://weir.example/a", "https://other.example/a");
    for (flags, base) in [(&[][..], own), (&["--url", "https://other.example/x/y"], other)] {
        assert_eq!(markdown(flags, links), format!("See [one](<{base}%20(b)>), [two](http://x.example), three."),);
    }
}

#[test]
fn inline_markup_is_kept() {
    let line = "<p>A <b>bold </b>and <i> slanted</i> <code>a`b</code>,<br>*not* x<b>\"so\"</b>y";
    assert_eq!(markdown(&[], line), "A **bold** and *slanted* ``a`b``,\\\n\\*not\\* x\"so\"y");
}

#[test]
fn markup_in_plain_text_is_escaped() {
    let text = TEXT.replace("The old mill", "1. The *old* mill");
    let run = pipe(&["-q", "-t", "markdown"], &text);
    assert!(run.out.contains("\n1\\. The \\*old\\* mill by"), "{}", run.out);
}

/// Every level indents the lines in it. Without a limit, the output for a deep page would take
/// gigabytes.
#[test]
fn the_indent_of_nested_lists_is_limited() {
    let item = "<ul><li>The wheel turned again, slowly at first, while half of the village watched it turn.";
    let run = pipe(&["-q", "-f", "html", "-t", "markdown", "--on-doubt", "all"], item.repeat(20_000));
    assert_eq!(run.status, 0);
    assert!(run.out.len() < 4 * 20_000 * item.len(), "{}", run.out.len());
}
