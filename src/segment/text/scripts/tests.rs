//! Tests of the detector as a whole. `«` and `»` mark what must be found.

use super::*;

/// Enough prose for a page.
const STORY: &str = "The old mill on the upper pond ground its first flour on Saturday, forty-one years after \
    the wheel was stopped by order of the council, and sixty people came to see it.\n";

/// Fails unless exactly the marked parts of a page are found.
fn check(marked: &str) {
    let page = format!("{STORY}{marked}\n{STORY}");
    let text = page.replace(['«', '»'], "");
    let found: Vec<&str> = find(&text).into_iter().map(|range| text[range].trim()).collect();
    let expected: Vec<&str> = page.split('«').skip(1).filter_map(|part| part.split('»').next()).collect();
    assert_eq!(found, expected, "{marked}");
}

#[test]
fn scripts_joined_to_prose_are_found() {
    check(
        "This is the last word.«window.dataLayer = window.dataLayer || [];function gtag(){dataLayer.push(arguments);}gtag('js', new Date());gtag('config', 'G-ABC123');»Next headline",
    );
    check("The weir holds«var a=1;(function(){var b=document.createElement('script');b.src=\"//x.example/a.js\"})();»");
    check("said the miller.«.hero{color:red;background:#fff}@media (max-width:600px){.hero{color:blue}}» He left.");
    check(
        "said the miller.«{\"@context\":\"https://schema.org\",\"@type\":\"NewsArticle\",\"headline\":\"It's a mill\"}»",
    );
}

#[test]
fn scripts_on_lines_of_their_own_are_found() {
    check(
        "\n  «window.dataLayer = window.dataLayer || [];\n  function gtag(){dataLayer.push(arguments);}\n  gtag('js', new Date());»\n\n",
    );
    check("\n«googletag.cmd.push(function() {\n    googletag.display('div-1');\n});»\n");
    check("\n«/* <![CDATA[ */\nvar settings = {\"ajaxurl\":\"\\/wp-admin\\/admin-ajax.php\"};\n/* ]]> */»\n");
    check(
        "\n«.wp-block img, .wp-block > a:hover {\n  border: 0;\n  -webkit-box-shadow: none !important;\n}\n.gallery {\n  margin: auto;\n}»\n",
    );
    check("Who came?\n«  .visitors-now {\n    color: red;\n    --tone: #000;\n  }»\n".replace("«  ", "  «").as_str());
    check("\n«!function(e,t){if(!e.x){e.x=t;var r=/[\"'{]/g;e.y=r.test(t)?1:2}}(window,document);»\n");
    check("\n«{\"props\":{\"pageProps\":{\"story\":\"The wheel turned {again} (and again\"}}}»\n");
}

#[test]
fn a_comment_without_a_line_end_takes_no_prose() {
    let page = format!("{STORY}window.a = function() {{ // Sets it. a(); }}; {}", STORY.trim().repeat(3));
    assert!(find(&page).iter().all(|range| !page[range.clone()].contains("mill")));
}

#[test]
fn raw_markup_is_found() {
    check(
        "\n«<img height=\"1\" width=\"1\" style=\"display:none\" src=\"https://www.facebook.com/tr?id=1&ev=PageView\"/>»\n",
    );
    check(
        "he said.«<iframe src=\"https://www.googletagmanager.com/ns.html?id=GTM-X\" height=\"0\"></iframe>» She left.",
    );
}

#[test]
fn listings_stay() {
    // A tutorial in JavaScript, style sheets and JSON.
    check(
        "JavaScript and CSS need an API. Call it like this:\n\nfunction add(a, b) {\n  return a + b;\n}\n\nThen style it.\n\n.hero {\n  color: red;\n}\n",
    );
    check("The JSON of the API has two fields.\n\n{\n  \"name\": \"weir\",\n  \"height\": 2\n}\n");
    check(
        "To count visits, put the gtag function into the HTML, before the JavaScript of the page.\n\nwindow.dataLayer = window.dataLayer || [];\nfunction gtag(){dataLayer.push(arguments);}\n",
    );
    check("The server waits.\n\nasync fn main() {\n    let listener = bind(ADDRESS);\n}\n");
    check("Add this line:\n\ndocument.write(\"hello\");\n");
    check("```js\nwindow.location = \"https://mill.example\";\n```\n");
    check("Write `window.dataLayer = [];` and no more.");
}

#[test]
fn prose_is_no_code() {
    check("He wrote {sic} and went; the window. She let x = y; so what?");
    check("Let us go then; you and I (and the {others}) when <the evening> is spread.");
    check("The function of a weir; if (and only if) {it rains} holds water; for all to see.");
    check("if you want to see it; window.open on Mondays; var. 3 {rare}");
    check("a < b; b > c; {1, 2, 3} is a set");
}

#[test]
fn a_document_of_code_stays() {
    let text = "window.dataLayer = window.dataLayer || [];\nfunction gtag(){dataLayer.push(arguments);}\n";
    assert!(find(text).is_empty());
}

#[test]
fn hostile_texts_take_linear_time() {
    let start = std::time::Instant::now();
    for part in [
        "{\"",
        "window.a = (",
        "a{b:",
        "<a ",
        "var x = {",
        "/*",
        "`;",
        "if(",
        "a=[;",
        ".a .b{",
        "'{",
        "  ;",
        "f(a) {b c} ",
        "The wheel. <img src=a.png> ",
        "window.a=b;",
    ] {
        find(&part.repeat(1_000_000 / part.len()));
    }
    // Quadratic time would be many minutes.
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
}

#[test]
fn the_rest_of_a_line_is_dense_to_its_end() {
    let code = "window.a=[".to_owned() + &"{\"k\":1,\"v\":[2,3]},".repeat(40) + "<?>";
    check(&format!("\n«{code}»\n"));
    check(&format!("\n{code} {}\n", STORY.trim()));
}
