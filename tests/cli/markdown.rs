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
    assert_eq!(markdown(&[], headless), "| Year | Flour |\n| --- | --- |\n| 1 | 2 |");
    let layout = "<table><tr><td><h3>Year</h3><p>one<td>Flour<tr><td>1<td>2</table>";
    assert!(!markdown(&[], layout).contains('|'));
}

#[test]
fn cells_have_line_breaks_and_span_columns_and_rows() {
    let table = "<table><tr><th>Year<th colspan=2>Flour<tr><td rowspan=2>1905<td>rye<br>bran<td>2<tr><td>oats<td>3\
        <tr><td>1906<td><img src=x.png><td>4</table>";
    let expected =
        "| Year | Flour |  |\n| --- | --- | --- |\n| 1905 | rye<br>bran | 2 |\n|  | oats | 3 |\n| 1906 |  | 4 |";
    assert_eq!(markdown(&[], table), expected);
}

#[test]
fn tables_with_lists_and_paragraphs_are_html() {
    let table = "<table class=x><tr><th>Year<th>Flour<tr><td rowspan=2>1905<td><ul><li>rye &amp; <b>oats</b></ul>\
        <tr><td><p>a<p>b</table>";
    let expected = "<table>\n<tr><th>Year</th><th>Flour</th></tr>\n<tr><td rowspan=\"2\">1905</td>\
        <td><ul><li>rye &amp; <strong>oats</strong></li></ul></td></tr>\n<tr><td><p>a</p><p>b</p></td></tr>\n</table>";
    assert_eq!(markdown(&[], table), expected);
}

#[test]
fn permalinks_of_headings_go_and_rules_are_no_headings() {
    let headings = "<h2>Wheel <a href='#wheel'>#</a></h2><h3><a class=anchor href=/a#b>¶</a> 2. Axle</h3>\
        <h4><a href='#c'>Pond</a><a href='#c' title=Permalink>\u{200b}</a></h4><h3>______</h3>";
    let expected = "## Wheel\n\n### 2. Axle\n\n#### Pond\n\n\\_\\_\\_\\_\\_\\_";
    assert_eq!(markdown(&[], headings), expected);
    let dir = Dir::with(&[("page.html", &page(headings))]);
    for format in ["text", "json"] {
        let run = dir.run(&["-q", "--on-doubt", "all", "-t", format, "page.html"]);
        assert!(run.out.contains("Wheel") && !run.out.contains(['#', '¶']), "{}", run.out);
    }
}

#[test]
fn items_keep_their_numbers() {
    let lists = "<ol reversed><li>one<li>two</ol><p>and<ol><li>three<li value=7>four<li>five</ol>";
    let expected = "2. one\n\n1) two\n\nand\n\n1. three\n\n7) four\n8) five";
    assert_eq!(markdown(&[], lists), expected);
}

#[test]
fn links_are_written_as_asked() {
    let links = "<p>See <a href=/a>one</a>, <a href=/b>two [2]</a>, <a href=/a>three</a> [1].";
    let reference = "See [one][1], [two \\[2\\]][2], [three][1] \\[1\\].";
    assert_eq!(markdown(&["--links", "reference"], links).split("\n\n").next(), Some(reference));
    assert_eq!(markdown(&["--links=none"], links), "See one, two [2], three [1].");
    let dir = Dir::with(&[("page.html", &page(links))]);
    let run = dir.run(&["-q", "--on-doubt", "all", "-t", "markdown", "--links", "reference", "page.html"]);
    assert!(run.out.contains("\n\n[1]: https://weir.example/a\n[2]: https://weir.example/b\n"), "{}", run.out);
}

#[test]
fn images_are_written_if_wanted() {
    let images = "<figure><img src=/mill.jpg alt='The mill [old]'><figcaption>In *May*</figcaption></figure>\
        <p>It stands by the river, as it has for three hundred years.</p><img src=/dot.png width=1>";
    let expected = "![The mill \\[old\\]](https://weir.example/mill.jpg)";
    assert!(markdown(&["--images"], images).starts_with(expected), "{}", markdown(&["--images"], images));
    assert!(!markdown(&["--images"], images).contains("dot.png"));
    assert!(!markdown(&[], images).contains("mill.jpg"));
}

#[test]
fn definitions_scripts_and_summaries_are_kept() {
    let blocks = "<dl><dt>Sluice<dd>A gate for water<dt>Weir<dd>A low dam</dl><p>H<sub>2</sub>O and x<sup>2</sup></p>\
        <details><summary>How the axle of the mill broke</summary><p>The axle broke.</p></details>";
    let expected = "**Sluice**\\\nA gate for water\n\n**Weir**\\\nA low dam\n\nH<sub>2</sub>O and x<sup>2</sup>\n\n\
        **How the axle of the mill broke**\n\nThe axle broke.";
    assert_eq!(markdown(&[], blocks), expected);
    let note = "<p>It stood<sup>[<a href='#n'>1</a>]</sup> by the weir.";
    assert_eq!(markdown(&[], note), "It stood[[1](https://weir.example/mill#n)] by the weir.");
}

#[test]
fn formulas_are_written_in_tex() {
    let formula = "<p>Then <math><semantics><mrow><msup><mi>x</mi><mn>2</mn></msup><mo>&lt;</mo><mi>y</mi></mrow>\
        <annotation encoding='application/x-tex'>x^2 &lt; y</annotation></semantics></math> holds.";
    assert_eq!(markdown(&[], formula), "Then $x^2 \\lt y$ holds.");
    let script =
        "<p>Let <script type='math/tex'>a_1</script> and (<script type='math/tex; mode=display'>b</script>) be.";
    assert_eq!(markdown(&[], script), "Let $a_1$ and ($$b$$) be.");
    let rendered = "<p>Let <span class=MathJax_Preview></span><span class=MathJax><span>a</span><span>1</span></span>\
        <script type='math/tex'>a_1</script> be.";
    assert_eq!(markdown(&[], rendered), "Let $a_1$ be.");
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
