//! `--to html`: the structure of Markdown as a clean document.

use scraper::{ElementRef, Html, Selector};

use crate::support::{Dir, PAGE, TEXT};

/// The elements that a document may have.
const ELEMENTS: &str = "html head meta title body article h1 h2 h3 h4 h5 h6 p ul ol li dl dt dd table tbody tr th td pre \
    code blockquote a strong em sub sup br img figure figcaption";

/// Returns the document of a page whose article ends with these blocks.
#[track_caller]
fn html(flags: &[&str], blocks: &str) -> String {
    let dir = Dir::with(&[("page.html", &PAGE.replace("</article>", &format!("{blocks}</article>")))]);
    let fixed = ["-q", "--on-doubt", "all", "--keep", "everything", "-t", "html", "page.html"];
    let run = dir.run(&[&fixed, flags].concat());
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    run.out
}

/// Returns what follows the paragraphs of [`PAGE`].
fn added(html: &str) -> &str {
    let below = html.split_once("would need dressing.</p>\n").expect("the article").1;
    let end = below.find("<p>© 2026").or(below.find("</article>")).unwrap_or(below.len());
    below[..end].trim_end()
}

/// Checks that a parser finds only known elements without event handlers and other attributes.
#[track_caller]
fn check(html: &str) {
    let tree = Html::parse_document(html);
    for element in tree.tree.nodes().filter_map(ElementRef::wrap) {
        let name = element.value().name();
        assert!(ELEMENTS.split(' ').any(|known| known == name), "{name}\n{html}");
        for (attribute, value) in element.value().attrs() {
            let is_known = match attribute {
                "href" => name == "a" && !value.trim_start().to_ascii_lowercase().starts_with("javascript"),
                "src" | "alt" => name == "img",
                "class" => name == "code" && value.starts_with("language-"),
                "start" | "value" | "colspan" | "rowspan" => value.parse::<u32>().is_ok(),
                "lang" | "charset" => true,
                _ => false,
            };
            assert!(is_known, "{name} {attribute}={value}\n{html}");
        }
    }
}

#[test]
fn a_document_has_a_title_and_the_article() {
    let dir = Dir::with(&[("page.html", PAGE), ("page.txt", TEXT)]);
    for name in ["page.html", "page.txt"] {
        let run = dir.run(&["--to", "html", name]);
        assert!(run.out.starts_with("<!DOCTYPE html>\n<html"), "{}", run.out);
        let tree = Html::parse_document(&run.out);
        let text = |selector| {
            let selector = Selector::parse(selector).expect("a selector");
            tree.select(&selector).map(|element| element.text().collect::<String>()).collect::<Vec<_>>()
        };
        assert_eq!(text("title"), text("article > h1"));
        assert_eq!((text("article").len(), text("article > p").len()), (1, 3), "{}", run.out);
        check(&run.out);
    }
}

#[test]
fn blocks_come_back_as_they_were() {
    for blocks in [
        "<h2>Wheel</h2>",
        "<ol start=\"3\">\n<li>one</li>\n<li value=\"7\">two<ul>\n<li>three</li>\n</ul>\n</li>\n</ol>",
        "<blockquote>\n<p>So said <em>she</em></p>\n<p>the <strong>miller</strong></p>\n</blockquote>",
        "<pre><code class=\"language-sh\">grind\n  &lt;flour&gt;</code></pre>",
        "<dl>\n<dt><strong>Weir</strong></dt>\n<dd>A low dam</dd>\n</dl>",
        "<p>H<sub>2</sub>O, <a href=\"https://a.example/?b&amp;c\">a link</a>, <code>a&amp;b</code></p>",
        "<table>\n<tr><th>Year</th><th>Flour</th></tr>\n<tr><td>1905</td><td>rye<br>oats</td></tr>\n</table>",
    ] {
        let html = html(&[], blocks);
        check(&html);
        assert_eq!(added(&html), blocks);
    }
}

#[test]
fn hostile_pages_are_harmless() {
    let blocks = "<p onclick=alert(1)>A <a href=' java\nscript:alert(1)'>link</a>, <a href='data:text/html,x'>two</a>, \
        <a href='vbscript:x' onmouseover=x>three</a>, <a href='https://a.example/\"onclick=x'>four</a></p>\
        <p>&lt;script&gt;alert(1)&lt;/script&gt; &lt;/article&gt;<script>alert(2)</script></p>\
        <pre class='language-\"><script>'>&lt;/pre&gt;&lt;script&gt;</pre>\
        <table><tr><td colspan='2\" onload=x'>&lt;/table&gt;<td>b<tr><td>c<td>d</table>\
        <img src='javascript:alert(1)' alt='one'><img src='/a.png\" onerror=x' alt='\"><script>'>\
        <svg onload=x><title>five</title></svg><iframe src=x></iframe><p style='x:y'>The last line of the page.";
    for flags in [&[][..], &["--images"], &["--links", "none"]] {
        let html = html(flags, blocks);
        check(&html);
        assert!(!html.contains("<script"), "{html}");
        assert!(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), "{html}");
    }
    assert!(!html(&["--links", "none"], blocks).contains("<a "));
}

#[test]
fn images_come_with_their_captions() {
    let blocks = "<figure><img src=/mill.jpg alt='The mill'><figcaption>In May</figcaption></figure>\
        <p>It stands by the river, as it has for three hundred years.</p>";
    let html = html(&["--images"], blocks);
    check(&html);
    assert!(html.contains("<figure><img src=\"https://weir.example/mill.jpg\" alt=\"The mill\">"), "{html}");
}

#[test]
fn an_empty_document_stays_empty() {
    let dir = Dir::with(&[("page.html", "<nav><a href=/>Home</a> <a href=/news>News</a></nav>")]);
    let run = dir.run(&["-q", "-t", "html", "page.html"]);
    assert_eq!(run.out, "");
}
