//! Pages of products. Name, description, features, specifications, contents of the box, price and
//! availability are content; reviews, delivery, financing and other products are not.

use crate::synth::head::{About, Age, document};
use crate::synth::marks::Mark;
use crate::synth::naming::Naming;
use crate::synth::page::Page;
use crate::synth::story::{Form, Story, Structure};

/// A product.
struct Product {
    name: String,
    story: Story,
    features: Vec<String>,
    contents: Vec<String>,
    price: String,
}

impl Product {
    fn new(page: &mut Page) -> Product {
        let least = page.pick(&[200, 700, 1500, 2500]);
        let mut story = Story::new(page, least, Structure::News);
        story.pieces.truncate(page.between(1, 8));
        let features = (0..page.between(2, 8)).map(|_| page.sentences(1)).collect();
        let contents =
            (0..page.between(2, 6)).map(|_| format!("{} × {}", page.between(1, 4), page.any("items"))).collect();
        Product { name: page.product_name(), story, features, contents, price: page.price() }
    }
}

fn around(page: &mut Page, product: &Product, body: &str, inside: impl FnOnce(&mut Page)) -> String {
    let description = product.story.description();
    let about = About { title: &product.name, description: &description, kind: "Product" };
    document(page, &about, Age::New, body, inside);
    product.name.clone()
}

impl Page<'_> {
    /// Writes price and availability as content.
    fn offer(&mut self, attributes: &str, price: &str) {
        let stock = self.any("in_stock");
        self.content(|p| {
            p.div(attributes, |p| p.leaf(p.pick_tag("price", &["span", "p", "strong"]), "price", price));
            if p.always("stock", 2) {
                p.leaf(p.pick_tag("stock", &["p", "span", "div"]), "stock", &stock);
            }
        });
    }

    /// Writes a heading and a list as content.
    fn headed_list(&mut self, key: &str, attributes: &str, items: &[String]) {
        let heading = self.word(key);
        let level = self.pick_tag("level of tabs", &["h2", "h3", "h4"]);
        self.content(|p| {
            p.div(attributes, |p| {
                p.leaf(level, "", &heading);
                p.tag("ul", "", |p| items.iter().for_each(|item| p.leaf("li", "", item)));
            });
        });
    }

    /// Writes the specifications under a heading as content.
    fn headed_specifications(&mut self, attributes: &str, table: &str) {
        let heading = self.word("specs");
        let level = self.pick_tag("level of tabs", &["h2", "h3", "h4"]);
        self.content(|p| {
            p.div(attributes, |p| {
                p.leaf(level, "", &heading);
                p.specification_table(table);
            });
        });
    }

    /// Writes the description as content.
    fn product_description(&mut self, product: &Product, attributes: &str, heading: bool) {
        let label = self.word("description");
        let level = self.pick_tag("level of tabs", &["h2", "h3", "h4"]);
        self.div(attributes, |p| {
            if heading {
                p.content(|p| p.leaf(level, "", &label));
            }
            p.pieces(&product.story.pieces, Form::P, |_, _| {});
        });
    }

    /// Writes a table of sizes, which is boilerplate.
    fn size_guide(&mut self) {
        let size = self.word("size");
        self.tag("details", "size-guide", |p| {
            p.leaf("summary", "", &size);
            p.tag("table", "", |p| {
                for (at, size) in ["S", "M", "L", "XL"].iter().enumerate() {
                    p.tag("tr", "", |p| {
                        p.leaf("th", "", size);
                        p.leaf("td", "", &format!("{}–{}", 36 + at * 4, 40 + at * 4));
                        p.leaf("td", "", &format!("{} cm", 84 + at * 6));
                    });
                }
            });
        });
    }
}

/// Shopify.
pub fn shopify(page: &mut Page) -> String {
    let product = Product::new(page);
    around(page, &product, ".gradient", |p| {
        p.div("#shopify-section-announcement-bar.shopify-section", |p| {
            let text = p.any("delivery");
            p.leaf("p", ".announcement-bar__message", &text);
        });
        p.tag("header", ".header-wrapper", |p| {
            p.tag("nav", ".header__inline-menu", |p| p.menu(".list-menu.list-menu--inline", 6))
        });
        p.tag("main", "#MainContent.content-for-layout[role=main]", |p| {
            p.tag("section", "#shopify-section-template--main.shopify-section.section", |p| p.div(".product.grid", |p| {
                p.div(".grid__item.product__media-wrapper", |p| p.raw("<ul class=\"product__media-list\"><li><img src=\"/cdn/p.jpg\" alt=\"\"></li><li><img src=\"/cdn/q.jpg\" alt=\"\"></li></ul>"));
                p.div(".product__info-wrapper.grid__item", |p| {
                    let brand = p.site.clone();
                    p.leaf("p", ".product__text.caption-with-letter-spacing", &brand);
                    p.div(".product__title", |p| p.headline("h1", "", &product.name));
                    p.offer(".price.price--large", &product.price);
                    p.tag("div", ".product__tax.caption.rte", |p| {
                        let text = p.any("delivery");
                        p.text(&text);
                    });
                    p.purchase();
                    let financing = p.any("financing");
                    p.leaf("shop-pay-terms", "", &financing);
                    p.product_description(&product, ".product__description.rte.quick-add-hidden", false);
                    if p.one_in(2) {
                        p.headed_list("box", ".product__accordion", &product.contents);
                    }
                    if p.one_in(2) {
                        p.headed_specifications(".product__accordion", "");
                    }
                    p.size_guide();
                    p.shares();
                });
            }));
            p.customer_reviews();
            p.also_bought();
        });
        p.tag("footer", ".footer", |p| {
            p.newsletter();
            p.legal_line();
        });
        p.consent();
    })
}

/// WooCommerce.
pub fn woocommerce(page: &mut Page) -> String {
    let product = Product::new(page);
    around(page, &product, "[class=product-template-default single single-product woocommerce woocommerce-page]", |p| {
        p.div("#page.hfeed.site", |p| {
            p.site_header();
            p.tag("nav", ".woocommerce-breadcrumb", |p| p.breadcrumbs());
            p.div("#primary.content-area", |p| {
                p.tag("main", "#main.site-main", |p| {
                    p.div("#product-412.product.type-product", |p| {
                        p.div(".woocommerce-product-gallery", |p| {
                            p.raw("<img src=\"/wp-content/p.jpg\" class=\"wp-post-image\" alt=\"\">")
                        });
                        p.div(".summary.entry-summary", |p| {
                            p.headline("h1", ".product_title.entry-title", &product.name);
                            p.offer(".price", &product.price);
                            p.div(".woocommerce-product-details__short-description", |p| {
                                let text = product.features.first().cloned().unwrap_or_default();
                                p.content(|p| p.leaf("p", "", &text));
                            });
                            p.purchase();
                            p.div(".product_meta", |p| p.tags());
                        });
                        p.div(".woocommerce-tabs.wc-tabs-wrapper", |p| {
                            let labels = [p.word("description"), p.word("specs"), p.word("reviews")];
                            p.tag("ul", ".tabs.wc-tabs[role=tablist]", |p| {
                                labels.iter().for_each(|label| p.tag("li", "", |p| p.link("", label)))
                            });
                            p.product_description(&product, ".woocommerce-Tabs-panel#tab-description", true);
                            p.headed_specifications(
                                ".woocommerce-Tabs-panel#tab-additional_information",
                                ".woocommerce-product-attributes.shop_attributes",
                            );
                            p.div(".woocommerce-Tabs-panel#tab-reviews", |p| p.customer_reviews());
                        });
                        p.tag("section", ".related.products", |p| p.also_bought());
                    });
                })
            });
            p.div("#secondary.widget-area", |p| {
                p.shop_terms();
                p.menu(".product-categories", 9);
            });
            p.site_footer();
        });
    })
}

/// A shop whose pages are mostly specifications.
pub fn spec_shop(page: &mut Page) -> String {
    let product = Product::new(page);
    around(page, &product, "page", |p| {
        p.site_header();
        p.breadcrumbs();
        p.div("product", |p| {
            p.headline("h1", "headline", &product.name);
            let (reviews, number) = (p.word("reviews"), p.between(1, 900));
            p.link("rating", &format!("★★★★☆ {number} {reviews}"));
            p.div("buy-box", |p| {
                p.offer("price", &product.price);
                p.shop_terms();
                p.purchase();
            });
            p.content(|p| p.tag("ul", "features", |p| product.features.iter().for_each(|item| p.leaf("li", "", item))));
            p.product_description(&product, "description", true);
            for _ in 0..p.between(1, 4) {
                p.headed_specifications("spec-group", "spec-table");
            }
            p.headed_list("box", "box-contents", &product.contents);
        });
        p.customer_reviews();
        p.also_bought();
        if p.one_in(2) {
            p.also_bought();
        }
        p.site_footer();
    })
}

/// A market place with a seller and long lists of other offers.
pub fn marketplace(page: &mut Page) -> String {
    let product = Product::new(page);
    around(page, &product, "page", |p| {
        p.site_header();
        p.div("wrap", |p| {
            p.also_bought();
            p.div("product", |p| {
                p.marked(Mark::Title, |p| p.tag("h1", "headline", |p| p.leaf("span", "title-text", &product.name)));
                p.div("seller", |p| {
                    let (name, contact) = (p.invented_name(), p.word("contact"));
                    p.link("", &name);
                    p.leaf("span", "", &format!("{} %", 90 + p.always("seller", 2) as usize * 8));
                    p.link("", &contact);
                });
                p.offer("price", &product.price);
                p.shop_terms();
                p.purchase();
                p.headed_specifications("item-specifics", "");
                p.product_description(&product, "description", true);
            });
            p.customer_reviews();
            p.also_bought();
        });
        p.site_footer();
    })
}

/// A shop with class names made by a build, and accordions.
pub fn hashed(page: &mut Page) -> String {
    page.naming = Naming::hashed(&mut page.random);
    page.pretty = false;
    let product = Product::new(page);
    let order = page.below(3);
    around(page, &product, "", |p| {
        p.div("#app", |p| {
            p.site_header();
            p.tag("main", "main", |p| {
                p.div("product", |p| {
                    p.headline("h1", "headline", &product.name);
                    p.offer("price", &product.price);
                    p.purchase();
                    p.size_guide();
                    for at in 0..3 {
                        p.div("accordion", |p| match (at + order) % 3 {
                            0 => p.product_description(&product, "description", true),
                            1 => p.headed_list("specs", "features", &product.features),
                            _ => p.shop_terms(),
                        });
                    }
                });
                p.also_bought();
                p.customer_reviews();
            });
            p.site_footer();
        });
    })
}
