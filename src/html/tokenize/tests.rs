use super::*;

/// Writes the tokens of a page outside foreign content down: `<a x="1"/>`.
fn tokens(html: &str) -> String {
    written(html, false)
}

fn written(html: &str, foreign: bool) -> String {
    let mut tokenizer = Tokenizer::new(html);
    let mut all = Vec::new();
    while let Some(token) = tokenizer.token(foreign) {
        all.push(match token {
            Token::Text(text) => text.to_owned(),
            Token::Verbatim(text) => format!("[{text}]"),
            Token::End(name) => format!("</{name}>"),
            Token::Doctype(doctype) => format!("<!{doctype}>"),
            Token::Start { name, self_closing } => {
                let mut tag = format!("<{name}");
                for attribute in &tokenizer.attributes {
                    tag += &format!(" {}={:?}", attribute.name, attribute.value());
                }
                tag + if self_closing { "/>" } else { ">" }
            }
        });
    }
    all.join("|")
}

#[test]
fn tags_and_text() {
    assert_eq!(tokens("a<p>b</p>c"), "a|<p>|b|</p>|c");
    assert_eq!(tokens("<P\n></DIV \t x=y>"), "<P>|</DIV>");
    assert_eq!(tokens("a < b <3 <> <é <"), "a < b <3 <> <é <");
    assert_eq!(tokens("\u{feff}<p>"), "<p>");
    assert_eq!(tokens("a</"), "a</");
    assert_eq!(tokens(""), "");
}

#[test]
fn attributes_by_the_rules() {
    assert_eq!(tokens("<a b c=1 d = '2' e=\"3\"f=4>"), r#"<a b="" c="1" d="2" e="3" f="4">"#);
    assert_eq!(tokens("<a b=1 B=2 b>"), r#"<a b="1">"#);
    assert_eq!(tokens("<a href=x/y/>"), r#"<a href="x/y/">"#);
    assert_eq!(tokens("<a/b /c=1/ d/>"), r#"<a b="" c="1/" d=""/>"#);
    assert_eq!(tokens("<a =b =c=d =e>"), r#"<a =b="c=d" =e="">"#);
    assert_eq!(tokens("<a b'c=d\"e f=>x"), r#"<a b'c="d\"e" f="">|x"#);
    assert_eq!(tokens("<a b='>' c='&amp;&copy=1'>"), r#"<a b=">" c="&&copy=1">"#);
    assert_eq!(tokens("<a b='\n'>"), r#"<a b="\n">"#);
}

#[test]
fn an_unfinished_tag_is_dropped() {
    for tag in ["<a", "<a ", "<a b", "<a b=", "<a b='c>d", "</a", "</a b='", "<a b=c"] {
        assert_eq!(tokens(&format!("x{tag}")), "x", "{tag}");
    }
}

#[test]
fn comments_by_the_rules() {
    for comment in [
        "<!---->",
        "<!-->",
        "<!--->",
        "<!--a-->",
        "<!--a--!>",
        "<!--a--b->c>-->",
        "<!--<!-->",
        "<!----->",
        "<!-- > -->",
        "<!x>",
        "<!>",
        "<?xml a='>",
        "</ a>",
        "</>",
        "</é>",
        "<![CDATA[a>",
        "<!-",
        "<!--a--",
        "<?a",
        "<!doc",
        "</ a",
    ] {
        assert_eq!(tokens(&format!("a{comment}")), "a", "{comment}");
    }
    assert_eq!(tokens("<!--a--><b>"), "<b>");
    assert_eq!(tokens("<!--a-- ><b>-->c"), "c");
}

#[test]
fn doctypes_and_cdata() {
    assert_eq!(tokens("<!DocType html><p>"), "<! html>|<p>");
    assert_eq!(tokens("<!doctype"), "<!>");
    assert_eq!(written("<![CDATA[a<b>]]]>c", true), "[a<b>]]|c");
    assert_eq!(written("<![CDATA[a", true), "[a]");
}

fn raw(html: &str, name: &str) -> (String, String) {
    let mut tokenizer = Tokenizer::new(html);
    let text =
        if name == "script" { tokenizer.script_text() } else { tokenizer.raw_text(name, Some("noscript")) }.to_owned();
    (text, tokenizer.rest().to_owned())
}

#[test]
fn raw_text_ends_at_its_own_end_tag() {
    for (html, text) in [
        ("<b></b></style>", "<b></b>"),
        ("a</styles></style/x>", "a</styles>"),
        ("a</STYLE\n>", "a"),
        ("<!--</style>-->", "<!--"),
        ("a</style", "a</style"),
        ("a</noscript></style>", "a"),
        ("a", "a"),
    ] {
        assert_eq!(raw(html, "style"), (text.to_owned(), html[text.len()..].to_owned()), "{html}");
    }
}

#[test]
fn scripts_may_hold_scripts_in_comments() {
    for (html, text) in [
        ("a</script>", "a"),
        ("<script></script>", "<script>"),
        ("<!--</script>", "<!--"),
        ("<!--<script></script>a</script>", "<!--<script></script>a"),
        ("<!--<script>--></script>", "<!--<script>-->"),
        ("<!--><script></script>", "<!--><script>"),
        ("<!---><script></script>", "<!---><script>"),
        ("<!--<scripts></script>", "<!--<scripts>"),
        ("<!--<script></script><script></script></script>", "<!--<script></script><script></script>"),
        ("<!--<script></script>", "<!--<script></script>"),
    ] {
        assert_eq!(raw(html, "script"), (text.to_owned(), html[text.len()..].to_owned()), "{html}");
    }
}
