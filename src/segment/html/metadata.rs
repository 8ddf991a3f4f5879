//! What `meta`, `link`, `time` and the root element say of a page.

use super::event::{Attribute, attribute};
use super::tag::Tag;
use crate::line::Meta;

/// Takes what an element's attributes tell about the page. The first of each
/// kind wins.
pub fn collect(meta: &mut Meta, tag: Tag, attributes: &[Attribute<'_>]) {
    let value = |name| attribute(attributes, name).map(|a| a.value().trim().to_owned()).filter(|v| !v.is_empty());
    match tag {
        Tag::HTML => set(&mut meta.language, value("lang").or_else(|| value("xml:lang"))),
        Tag::TIME => set(&mut meta.date, value("datetime")),
        Tag::LINK if value("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) => {
            set(&mut meta.url, value("href"));
        }
        Tag::META => {
            let Some(key) = value("property").or_else(|| value("name")).or_else(|| value("itemprop")) else {
                return;
            };
            let content = value("content");
            match key.to_ascii_lowercase().as_str() {
                "og:title" | "twitter:title" => set(&mut meta.social_title, content),
                "og:site_name" => set(&mut meta.site, content),
                "og:url" => set(&mut meta.url, content),
                "author" | "article:author" | "dc.creator" | "parsely-author" => {
                    set(&mut meta.author, content.filter(|c| !c.contains("://")));
                }
                "article:published_time" | "datepublished" | "date" | "dc.date" | "parsely-pub-date" => {
                    // What is said of the article outranks the first `time` on the page.
                    meta.date = content.or(meta.date.take());
                }
                _ => {}
            }
        }
        _ => {}
    }
}

fn set(field: &mut Option<String>, value: Option<String>) {
    if field.is_none() {
        *field = value;
    }
}
