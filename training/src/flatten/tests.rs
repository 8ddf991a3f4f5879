use super::*;

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
