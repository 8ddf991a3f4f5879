//! Lists of articles, products and addresses. The titles and summaries of the items are content.

use crate::synth::head::{About, Age, document};
use crate::synth::marks::Mark;
use crate::synth::page::Page;

fn around(page: &mut Page, title: &str, inside: impl FnOnce(&mut Page)) -> String {
    let description = page.sentences(1);
    let about = About { title, description: &description, kind: "CollectionPage" };
    document(page, &about, Age::New, "page", |p| {
        p.site_header();
        inside(p);
        p.site_footer();
    });
    title.to_owned()
}

/// Writes an item of a list of articles: title and summary are content, date and author not.
fn item(page: &mut Page, tag: &str) {
    let ((title, text), more) = (page.other_story(3), page.word("read_more"));
    page.tag(tag, "teaser", |p| {
        if p.always("pictures of items", 2) {
            p.raw("<a href=\"/x\"><img src=\"/t.jpg\" alt=\"\" loading=\"lazy\"></a>");
        }
        if p.always("kickers of items", 3) {
            let section = p.any("sections");
            p.leaf("span", "kicker", &section);
        }
        p.content(|p| {
            p.tag(p.pick_tag("level of items", &["h2", "h3", "div"]), "teaser-title", |p| p.link("", &title));
        });
        if p.always("dates of items", 2) {
            let line = format!("{} · {}", p.any("names"), p.date());
            p.leaf("div", "meta", &line);
        }
        p.content(|p| p.leaf(p.pick_tag("summary", &["p", "div"]), "teaser-text", &text));
        if p.always("more of items", 2) {
            p.link("more", &more);
        }
    });
}

/// A list of articles with summaries.
pub fn listing(page: &mut Page) -> String {
    let title = page.any("sections");
    let count = page.between(5, 24);
    around(page, &title, |p| {
        p.tag(if p.always("div main", 3) { "div" } else { "main" }, "main", |p| {
            p.headline("h1", "headline", &title);
            if p.one_in(3) {
                let text = p.sentences(2);
                p.content(|p| p.leaf("p", "lead", &text));
            }
            match p.below(3) {
                0 => p.tag("ul", "list", |p| (0..count).for_each(|_| item(p, "li"))),
                1 => p.div("list", |p| (0..count).for_each(|_| item(p, "article"))),
                _ => p.wrapped(2, |p| (0..count).for_each(|_| item(p, "div"))),
            }
            p.pagination();
        });
        if !p.one_in(3) {
            p.rail();
        }
    })
}

/// The first page of a blog: posts with their first paragraphs.
pub fn archive(page: &mut Page) -> String {
    let title = page.site.clone();
    let count = page.between(3, 10);
    around(page, &title, |p| {
        p.div("#content.site-content", |p| {
            for _ in 0..count {
                let (title, text) = p.other_story(6);
                p.tag("article", ".post.hentry", |p| {
                    p.tag("header", ".entry-header", |p| {
                        p.content(|p| p.tag("h2", ".entry-title", |p| p.link("[rel=bookmark]", &title)));
                        let meta = format!("{} {} {}", p.word("published"), p.date(), p.any("names"));
                        p.leaf("div", ".entry-meta", &meta);
                    });
                    p.div(".entry-summary", |p| {
                        p.content(|p| p.tag("p", "", |p| p.prose(&text)));
                        let more = p.word("read_more");
                        p.link(".more-link", &format!("{more} →"));
                    });
                    p.tag("footer", ".entry-footer", |p| p.tags());
                });
            }
            p.pagination();
        });
        p.tag("aside", "#secondary.widget-area", |p| {
            p.recent_comments();
            p.ranking("latest");
            p.author_box();
        });
    })
}

/// Writes filters of a list of products.
fn filters(page: &mut Page) {
    let groups = page.between(2, 6);
    page.tag("aside", "filters", |p| {
        for _ in 0..groups {
            let (name, count) = (p.any("properties"), p.between(3, 8));
            p.tag("fieldset", "filter-group", |p| {
                p.leaf("legend", "", &name);
                for _ in 0..count {
                    let label = format!("{} ({})", p.invented_name(), p.below(90));
                    p.raw("<input type=\"checkbox\">");
                    p.leaf("label", "", &label);
                }
            });
        }
    });
}

/// Writes a product of a list whose products are the content.
fn product(page: &mut Page, tag: &str) {
    let (name, price, cart, text) = (page.product_name(), page.price(), page.word("cart"), page.sentences(1));
    page.tag(tag, "product-tile", |p| {
        p.raw("<img src=\"/product.jpg\" alt=\"\" loading=\"lazy\">");
        p.content(|p| {
            p.tag(p.pick_tag("name of tile", &["h3", "div", "h2", "span"]), "product-name", |p| p.link("", &name));
            if p.always("texts of tiles", 2) {
                p.leaf("p", "product-text", &text);
            }
            p.leaf(p.pick_tag("price of tile", &["div", "p"]), "price", &price);
        });
        if p.always("rating of tiles", 3) {
            let count = format!("★★★★☆ ({})", p.below(300));
            p.leaf("span", "rating", &count);
        }
        if p.always("buttons of tiles", 2) {
            p.leaf("button", "add", &cart);
        }
    });
}

/// A collection of a shop.
pub fn collection(page: &mut Page) -> String {
    let title = page.any("items");
    let (count, intro) = (page.between(8, 40), page.one_in(2));
    around(page, &title, |p| {
        p.breadcrumbs();
        p.headline("h1", "headline", &title);
        if intro {
            let text = p.sentences(4);
            p.content(|p| p.div("description", |p| p.leaf("p", "", &text)));
        }
        filters(p);
        p.tag("main", "main", |p| p.tag("ul", "product-grid", |p| (0..count).for_each(|_| product(p, "li"))));
        p.pagination();
        p.newsletter();
    })
}

/// A category of a shop with a guide below its products.
pub fn category(page: &mut Page) -> String {
    let title = format!("{} {}", page.any("items"), page.invented_name());
    let count = page.between(6, 24);
    around(page, &title, |p| {
        p.headline("h1", "headline", &title);
        filters(p);
        p.div("results", |p| (0..count).for_each(|_| product(p, "div")));
        p.pagination();
        let story = crate::synth::story::Story::new(p, 600, crate::synth::story::Structure::Guide);
        p.div("guide", |p| p.pieces(&story.pieces, crate::synth::story::Form::P, |_, _| {}));
        p.shop_terms();
        p.also_bought();
    })
}

/// A list of addresses, which are the content.
pub fn directory(page: &mut Page) -> String {
    let title = page.word("contact");
    let count = page.between(4, 20);
    around(page, &title, |p| {
        p.tag("main", "main", |p| {
            p.marked(Mark::Title, |p| p.leaf("h1", "headline", &title));
            let text = p.sentences(2);
            p.content(|p| p.leaf("p", "lead", &text));
            p.div("entries", |p| {
                for _ in 0..count {
                    let (name, section) = (p.any("names"), p.any("sections"));
                    let street = format!("{} {}", p.invented_name(), p.between(1, 99));
                    let place = format!("{:05} {}", p.between(1000, 99_999), p.invented_name());
                    let phone = format!("+{} {} {}", p.between(1, 99), p.between(100, 999), p.between(10_000, 999_999));
                    p.content(|p| {
                        p.tag(p.pick_tag("entry", &["div", "address", "li"]), "entry", |p| {
                            p.leaf(p.pick_tag("name", &["h3", "strong", "h2"]), "", &name);
                            p.leaf("p", "", &section);
                            p.tag("p", "", |p| {
                                p.text(&street);
                                p.raw("<br>");
                                p.new_line();
                                p.text(&place);
                            });
                            p.link("phone", &phone);
                        })
                    });
                }
            });
            if p.one_in(2) {
                p.comment_form();
            }
        });
    })
}
