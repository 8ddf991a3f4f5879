//! The public API, used as a library user would.

use dehusk::{
    ArticleBlock, BlockKind, Comments, Decision, Error, Extractor, Input, Keep, OnDoubt, Output, Rules, Verdict, Why,
};
use scraper::{Html, Selector};

const PAGE: &str = include_str!("../fixtures/article-share-icons/input.html");
const TEXT: &str = include_str!("../fixtures/text-icon-titles-en/input.txt");

#[test]
fn an_article_has_text_body_and_markdown() {
    let article = dehusk::extract(PAGE.as_bytes()).unwrap();
    let title = article.metadata().title.clone().unwrap();
    assert_eq!(article.text(), format!("{title}\n\n{}", article.body()));
    assert!(article.to_markdown().starts_with(&format!("# {title}\n\n")));
    assert_eq!(article.verdict(), Verdict::Ok);
    assert!((0.5..=1.0).contains(&article.confidence()));
    assert_eq!(article.summary().encoding, "UTF-8");
}

#[test]
fn a_stream_writes_what_the_article_says() {
    for (output, page) in [(Output::Text, PAGE), (Output::Markdown, PAGE), (Output::Text, TEXT)] {
        let extractor = Extractor::new().output(output);
        let mut out = Vec::new();
        let summary = extractor.stream(page.as_bytes(), &mut out).unwrap();
        let article = extractor.extract(page.as_bytes()).unwrap();
        let expected = if output == Output::Text { article.text() } else { article.to_markdown() };
        assert_eq!(String::from_utf8(out).unwrap(), expected);
        assert_eq!(&summary, article.summary());
    }
}

#[test]
fn blocks_say_where_they_stand_in_a_page() {
    let article = dehusk::extract(PAGE.as_bytes()).unwrap();
    let tree = Html::parse_document(PAGE);
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let blocks = article.blocks();
    assert!(blocks.iter().any(|block| block.decision.is_keep()));
    assert!(blocks.iter().any(|block| matches!(block.decision, Decision::Drop(Why::Score))));
    let mut compared = 0;
    for ArticleBlock { text, source, css_path, score, .. } in &blocks {
        assert!((0.0..=1.0).contains(score));
        let path = css_path.as_deref().expect("HTML has paths");
        let selector = Selector::parse(path).expect("a selector");
        let elements: Vec<_> = tree.select(&selector).collect();
        assert_eq!(elements.len(), 1, "{path}");
        if let Some(source) = source {
            let first = text.split_whitespace().next().unwrap_or_default();
            let part = words(&PAGE[source.clone()]);
            if !part.contains('&') {
                assert!(part.contains(first), "{first} in {part}");
                compared += 1;
            }
        }
    }
    assert!(compared > 10, "{compared} blocks");
}

#[test]
fn blocks_of_a_text_are_parts_of_it() {
    let article = Extractor::new().input(Input::Text).extract(TEXT.as_bytes()).unwrap();
    for block in article.blocks() {
        assert_eq!(&TEXT[block.source.clone().expect("a place")], block.text);
        assert_eq!(block.css_path, None);
    }
}

#[test]
fn blocks_have_kinds() {
    let page = "<h2>Stones</h2><p>They came by barge.<ul><li>two for rye</ul>
        <table><tr><td>rye<td>2<tr><td>oats<td>1</table><blockquote>It was so.</blockquote><pre>mill()</pre>";
    let article = dehusk::extract(page.as_bytes()).unwrap();
    let kinds: Vec<BlockKind> = article.blocks().iter().map(|block| block.kind).collect();
    use BlockKind::{Code, Heading, ListItem, Paragraph, Quote, TableCell};
    let cells = [TableCell; 4];
    assert_eq!(kinds[..3], [Heading(2), Paragraph, ListItem]);
    assert_eq!(kinds[3..7], cells);
    assert_eq!(kinds[7..], [Quote, Code]);
}

#[test]
fn comments_are_a_list_and_follow_the_text_if_wanted() {
    let (above, _) = PAGE.split_once("<div class=\"comm\">").expect("a thread");
    let thread = "<b class=author>Ann</b> <time>3 May 2026</time><p>I was there.";
    let page = format!("{above}<div id=comments><div class=comment>{thread}</div></div>");
    let article = dehusk::extract(page.as_bytes()).unwrap();
    let comment = &article.comments()[0];
    assert_eq!((comment.author.as_deref(), comment.date.as_deref()), (Some("Ann"), Some("3 May 2026")));
    assert_eq!((comment.text.as_str(), comment.depth, article.comments().len()), ("I was there.", 0, 1));
    assert!(!article.text().contains("I was there."));
    let extract = |comments| Extractor::new().comments(comments).extract(page.as_bytes()).unwrap();
    let kept = extract(Comments::Keep);
    assert_eq!(kept.text(), format!("{}\nAnn, 3 May 2026\nI was there.\n", article.text()));
    assert_eq!(kept.body(), article.body());
    assert!(kept.blocks().iter().any(|block| block.kind == BlockKind::Comment && block.decision.is_comment()));
    let only = extract(Comments::Only);
    assert_eq!((only.text().as_str(), only.verdict()), ("Ann, 3 May 2026\nI was there.\n", Verdict::Ok));
    assert_eq!(extract(Comments::Only).to_markdown(), "**Ann, 3 May 2026**\n\nI was there.\n");
}

#[test]
fn rules_decide_and_are_named() {
    let rules = Rules::default().drop_line("barge").unwrap().keep_selector("aside").unwrap();
    let page = "<p>They came by barge.<p>The old mill ground flour for years.<aside>Home</aside>";
    let article = Extractor::new().rules(rules.clone()).extract(page.as_bytes()).unwrap();
    let decisions: Vec<Decision> = article.blocks().iter().map(|block| block.decision).collect();
    assert_eq!([decisions[0], decisions[2]], [Decision::Drop(Why::Rule(0)), Decision::Keep(Why::Rule(1))]);
    assert_eq!(rules.origin(0), "drop-line 'barge'");
    let error = Rules::default().drop_selector("a[").unwrap_err();
    assert!(matches!(error, Error::Rule(_)), "{error}");
}

#[test]
fn settings_change_what_comes_out() {
    let extract = |extractor: Extractor| extractor.extract(PAGE.as_bytes()).unwrap().text();
    let everything = extract(Extractor::new().keep(Keep::Everything));
    let precise = extract(Extractor::new().keep(Keep::Precise));
    assert!(everything.len() > precise.len());
    assert!(!extract(Extractor::new().title(false)).starts_with(extract(Extractor::new()).lines().next().unwrap()));
    let limited = Extractor::new().max_size(10).extract(PAGE.as_bytes());
    assert!(matches!(limited, Err(Error::TooLarge { limit: 10 })));
    let unknown = Extractor::new().encoding("klingon").extract(PAGE.as_bytes());
    assert!(matches!(unknown, Err(Error::UnknownEncoding(_))));
    let mut out = Vec::new();
    let doubtful = Extractor::new().on_doubt(OnDoubt::Fail).stream(&b"Home\nNews\nShare\n"[..], &mut out).unwrap();
    assert_ne!(doubtful.verdict, Verdict::Ok);
    assert!(out.is_empty());
}

#[test]
fn bytes_that_are_no_page_are_an_error() {
    let error = dehusk::extract(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR").unwrap_err();
    assert_eq!(error.to_string(), "not a web page or text: it looks like a PNG image");
}
