//! Reads Markdown back. The training crate compiles this file, too.

use dehusk::Output;
use dehusk::internals::{Models, Options, clean};
use pulldown_cmark::{Event, Options as Extensions, Parser, Tag, TagEnd};

/// Returns the text of the HTML that Markdown may have: tables, line breaks, raised and lowered text.
/// Other elements are marked, so that they match no word.
fn html(part: &str) -> String {
    if matches!(part, "<sub>" | "</sub>" | "<sup>" | "</sup>") {
        return String::new();
    }
    let mut text = String::new();
    let mut rest = part;
    while let Some((before, tag)) = rest.split_once('<') {
        text.push_str(before);
        let (tag, after) = tag.split_once('>').unwrap_or((tag, ""));
        let name: String = tag.chars().skip_while(|&c| c == '/').take_while(char::is_ascii_alphanumeric).collect();
        match &*name {
            "table" | "tr" | "td" | "th" | "br" | "p" | "ul" | "ol" | "li" | "dl" | "dt" | "dd" | "blockquote" => {
                text.push('\n');
            }
            "a" | "strong" | "em" | "sub" | "sup" | "code" => {}
            _ => text.push_str("<raw>"),
        }
        rest = after;
    }
    text.push_str(rest);
    let references = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    references.into_iter().fold(text, |text, (reference, character)| text.replace(reference, character))
}

/// Returns the text of Markdown with GitHub's extensions, with a line end between blocks.
/// Unexpected elements are marked, so that they match no word.
fn text(markdown: &str) -> String {
    let extensions = Extensions::ENABLE_TABLES
        | Extensions::ENABLE_STRIKETHROUGH
        | Extensions::ENABLE_TASKLISTS
        | Extensions::ENABLE_FOOTNOTES;
    let mut text = String::new();
    for event in Parser::new_ext(markdown, extensions) {
        match event {
            Event::Text(part) | Event::Code(part) => text.push_str(&part),
            Event::Html(part) | Event::InlineHtml(part) => text.push_str(&html(&part)),
            Event::SoftBreak | Event::HardBreak => text.push('\n'),
            Event::Rule | Event::TaskListMarker(_) | Event::FootnoteReference(_) => text.push_str("<mark>"),
            Event::Start(Tag::Image { .. } | Tag::Strikethrough | Tag::FootnoteDefinition(_)) => {
                text.push_str("<mark>")
            }
            Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link) => {}
            Event::End(_) => text.push('\n'),
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Link { .. }) => {}
            Event::Start(_) => text.push('\n'),
            _ => text.push_str("<mark>"),
        }
    }
    text
}

/// Returns the first difference between the words of a page as text and as Markdown.
pub fn difference(page: &[u8], options: &Options) -> Option<String> {
    let plain = article(page, Output::Text, options);
    let markdown = article(page, Output::Markdown, options);
    let read = text(&markdown);
    let (words, found): (Vec<_>, Vec<_>) = (plain.split_whitespace().collect(), read.split_whitespace().collect());
    let same = words.iter().zip(&found).take_while(|(a, b)| a == b).count();
    let around = |words: &[&str]| words[same.saturating_sub(3)..words.len().min(same + 6)].join(" ");
    (words != found).then(|| format!("{} | {}\n{markdown}", around(&words), around(&found)))
}

fn article(page: &[u8], output: Output, options: &Options) -> String {
    let options = Options { output, ..options.clone() };
    clean(page, &options, &Models::BUILT_IN).expect("HTML or text").text
}
