//! The head of a page, and its scripts and styles.

use std::fmt::Write as _;

use super::page::Page;

/// Facts that the head states about a page.
pub struct About<'a> {
    /// The headline.
    pub title: &'a str,
    /// The description.
    pub description: &'a str,
    /// The type in JSON-LD, or "" for pages without.
    pub kind: &'a str,
}

/// How old a page is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Age {
    /// HTML 3 or 4 with little in the head.
    Old,
    /// XHTML of 2005 to 2012.
    Middle,
    /// HTML 5.
    New,
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string().replace("</", "<\\/")
}

fn attribute(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;")
}

/// Writes all of the page around its body.
pub fn document(page: &mut Page, about: &About, age: Age, body: &str, inside: impl FnOnce(&mut Page)) {
    about.title.clone_into(&mut page.heading);
    page.years = match age {
        Age::Old => (1997, 2006),
        Age::Middle => (2004, 2013),
        Age::New => (2010, 2025),
    };
    let language = page.language;
    let rtl = if matches!(language, "ar" | "he" | "fa" | "ur") { " dir=\"rtl\"" } else { "" };
    match age {
        Age::Old => page.raw("<HTML>\n<HEAD>\n"),
        Age::Middle => page.raw(&format!(
            "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Transitional//EN\" \"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd\">\n<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"{language}\"{rtl}>\n<head profile=\"http://gmpg.org/xfn/11\">\n"
        )),
        Age::New => page.raw(&format!("<!DOCTYPE html>\n<html lang=\"{language}\"{rtl}>\n<head>\n<meta charset=\"utf-8\">\n")),
    }
    head(page, about, age);
    page.raw("</head>\n");
    page.tag("body", body, |p| {
        if age == Age::New && p.one_in(3) {
            p.raw("<!-- Tag Manager (noscript) --><noscript><iframe src=\"https://tags.example/ns.html\" height=\"0\" width=\"0\" style=\"display:none;visibility:hidden\"></iframe></noscript>\n");
        }
        inside(p);
        if age == Age::New {
            for _ in 0..p.below(4) {
                script(p);
            }
        }
    });
    page.raw("\n</html>\n");
}

fn head(page: &mut Page, about: &About, age: Age) {
    let (site, title, description) = (page.site.clone(), attribute(about.title), attribute(about.description));
    let dash = page.pick(&[" | ", " - ", " – ", " » ", " :: "]);
    let whole = match page.below(4) {
        0 => title.clone(),
        1 if age != Age::New => format!("{site}{dash}{title}"),
        _ => format!("{title}{dash}{site}"),
    };
    page.raw(&format!("<title>{whole}</title>\n"));
    if age == Age::Old {
        return;
    }
    page.raw(&format!("<meta name=\"description\" content=\"{description}\">\n"));
    if age == Age::Middle {
        page.raw("<link rel=\"stylesheet\" href=\"/style.css\" type=\"text/css\" media=\"screen\" />\n");
        style(page, 8);
        return;
    }
    page.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    if !page.one_in(4) {
        let kind = if matches!(about.kind, "Article" | "NewsArticle" | "BlogPosting") { "article" } else { "website" };
        page.raw(&format!(
            "<meta property=\"og:title\" content=\"{title}\">\n<meta property=\"og:description\" content=\"{description}\">\n<meta property=\"og:type\" content=\"{kind}\">\n<meta property=\"og:site_name\" content=\"{site}\">\n<meta name=\"twitter:card\" content=\"summary_large_image\">\n"
        ));
    }
    for _ in 0..page.below(12) {
        let name = page.invented_name().to_lowercase();
        let number = page.below(100_000);
        page.raw(&format!("<link rel=\"preload\" href=\"/assets/{name}.{number:x}.css\" as=\"style\">\n"));
    }
    let rules = if page.one_in(2) { page.between(10, 90) } else { page.between(90, 1500) };
    style(page, rules);
    if !about.kind.is_empty() && !page.one_in(4) {
        let (headline, date, name) = (quoted(about.title), page.between(2012, 2025), quoted(&page.any("names")));
        page.raw(&format!(
            "<script type=\"application/ld+json\">{{\"@context\":\"https://schema.org\",\"@type\":\"{}\",\"headline\":{headline},\"name\":{headline},\"datePublished\":\"{date}-04-02T08:00:00Z\",\"author\":{{\"@type\":\"Person\",\"name\":{name}}},\"publisher\":{{\"@type\":\"Organization\",\"name\":{}}}}}</script>\n",
            about.kind,
            quoted(&site)
        ));
    }
    for _ in 0..page.below(9) {
        script(page);
    }
}

/// Writes a style sheet.
fn style(page: &mut Page, rules: usize) {
    let mut sheet = String::new();
    for _ in 0..rules {
        let name = page.invented_name().to_lowercase();
        let number = page.below(64);
        let rule =
            page.pick(&["margin", "padding", "font-size", "line-height", "border-radius", "gap", "max-width", "top"]);
        let _ = write!(sheet, ".{name}-{number}{{{rule}:{number}px;color:#{:06x}}}", page.below(0xff_ffff));
    }
    page.raw(&format!("<style>{sheet}</style>\n"));
}

/// Writes a script.
pub fn script(page: &mut Page) {
    let name = page.invented_name().to_lowercase();
    let number = page.below(1 << 30);
    match page.below(6) {
        0 => page.raw(&format!("<script async src=\"https://cdn.{name}.example/{number:x}.js\"></script>\n")),
        1 => page.raw(&format!("<!-- {name} {number} begin --><noscript><img height=\"1\" width=\"1\" style=\"display:none\" src=\"https://t.{name}.example/p?id={number}\"/></noscript><!-- end -->\n")),
        2 => {
            // Sites repeat titles and texts in their data.
            let entries = page.between(2, 50);
            let items: Vec<String> =
                (0..entries).map(|n| format!("{{\"id\":{},\"title\":{},\"text\":{}}}", number + n, quoted(&page.title()), quoted(&page.sentences(2)))).collect();
            page.raw(&format!("<script>window.__{}_STATE__={{\"items\":[{}]}};</script>\n", name.to_uppercase(), items.join(",")));
        }
        _ => {
            let mut body = String::new();
            for _ in 0..page.between(5, 200) {
                let (a, b, n) = (page.invented_name().to_lowercase(), page.invented_name().to_lowercase(), page.below(9999));
                let _ = write!(body, "function {a}(e,t){{var n=e.{b}||{n};if(t<{n}){{return n+\"</\"+\"div>\"}}window.{b}=n}}");
            }
            page.raw(&format!("<script>!function(){{{body}}}();</script>\n"));
        }
    }
}
