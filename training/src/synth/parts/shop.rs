//! The parts of shops.

use crate::synth::page::Page;

impl Page<'_> {
    /// Returns the name of a product.
    pub fn product_name(&mut self) -> String {
        let (brand, model, item) = (self.invented_name(), self.invented_name(), self.any("items"));
        let number = self.between(1, 990);
        match self.below(4) {
            0 => format!("{brand} {model} {number}"),
            1 => format!("{brand} {item} {model}"),
            2 => format!("{item} „{model}“ {number}"),
            _ => format!("{brand} {model} {item}, {number} cm"),
        }
    }

    /// Returns the names and values of a product's specifications.
    pub fn specifications(&mut self) -> Vec<(String, String)> {
        (0..self.between(4, 16))
            .map(|_| {
                let number = self.between(1, 900);
                let value = match self.below(6) {
                    0 => format!("{number} mm"),
                    1 => format!("{}.{} kg", number % 40, number % 10),
                    2 => format!("{number} × {} × {} cm", number / 2 + 1, number / 3 + 1),
                    3 => self.invented_name(),
                    4 => format!("{} {}", self.any("items"), self.invented_name()),
                    _ => format!("{number} W"),
                };
                (self.any("properties"), value)
            })
            .collect()
    }

    /// Writes specifications as a table or list.
    pub fn specification_table(&mut self, attributes: &str) {
        let rows = self.specifications();
        match self.below(3) {
            0 => self.tag("table", attributes, |p| {
                p.tag("tbody", "", |p| {
                    for (name, value) in &rows {
                        p.tag("tr", "", |p| {
                            p.leaf("th", "", name);
                            p.leaf("td", "", value);
                        });
                    }
                });
            }),
            1 => self.tag("dl", attributes, |p| {
                for (name, value) in &rows {
                    p.leaf("dt", "", name);
                    p.leaf("dd", "", value);
                }
            }),
            _ => self.tag("ul", attributes, |p| {
                for (name, value) in &rows {
                    p.tag("li", "", |p| {
                        p.leaf("span", "spec-name", &format!("{name}:"));
                        p.space();
                        p.leaf("span", "spec-value", value);
                    });
                }
            }),
        }
    }

    /// Writes the choice of variants and the button to buy.
    pub fn purchase(&mut self) {
        let (size, quantity, cart) = (self.word("size"), self.word("quantity"), self.word("cart"));
        self.tag("form", "variations[method=post][action=/cart/add]", |p| {
            p.leaf("label", "", &size);
            p.tag("select", "[name=size]", |p| {
                ["S", "M", "L", "XL"].iter().for_each(|size| p.leaf("option", "", size))
            });
            p.leaf("label", "", &quantity);
            p.raw("<input type=\"number\" value=\"1\" min=\"1\">");
            p.leaf("button", "add-to-cart[type=submit]", &cart);
        });
    }

    /// Writes the delivery and financing terms that a shop repeats for every product.
    pub fn shop_terms(&mut self) {
        let (delivery, financing) = (self.any("delivery"), self.any("financing"));
        self.div("shop-info", |p| {
            p.div("delivery", |p| p.leaf("p", "", &delivery));
            p.div("financing", |p| p.leaf("p", "", &financing));
        });
    }

    /// Writes reviews of customers, with a histogram of the ratings.
    pub fn customer_reviews(&mut self) {
        let heading = self.word("reviews");
        let count = self.pick(&[0, 1, 2, 3, 5, 8, 12]);
        let most = self.between(1, 4);
        self.commentary(|p| {
            p.tag("section", "#reviews", |p| {
                p.leaf("h2", "reviews-title", &format!("{heading} ({count})"));
                if p.always("histogram", 2) {
                    p.tag("ul", "histogram", |p| {
                        for stars in (1..=5).rev() {
                            let share = p.below(100);
                            p.leaf("li", "", &format!("{stars} ★ {share} %"));
                        }
                    });
                }
                for _ in 0..count {
                    let (name, date, title, stars) = (p.any("names"), p.date(), p.any("chat"), p.between(1, 5));
                    let text = p.remark(most);
                    p.tag(p.pick_tag("review", &["div", "article", "li"]), "review", |p| {
                        p.leaf("span", "stars", &"★".repeat(stars));
                        p.leaf("strong", "review-title", &title);
                        p.div("review-meta", |p| p.text(&format!("{name}, {date}")));
                        p.leaf("p", "review-text", &text);
                    });
                }
            });
        });
    }

    /// Writes products that other customers bought.
    pub fn also_bought(&mut self) {
        let heading = self.word("bought");
        let count = self.between(3, 10);
        self.tag("section", "recommendations", |p| {
            p.leaf("h2", "recommendations-title", &heading);
            p.tag("ul", "products", |p| (0..count).for_each(|_| p.product_tile()));
        });
    }

    /// Writes a product of a list.
    pub fn product_tile(&mut self) {
        let (name, price, cart) = (self.product_name(), self.price(), self.word("cart"));
        self.tag("li", "product-tile", |p| {
            p.raw("<img src=\"/product.jpg\" alt=\"\" loading=\"lazy\">");
            p.tag("h3", "product-name", |p| p.link("", &name));
            p.leaf("span", "price", &price);
            if p.always("buttons of tiles", 2) {
                p.link("button", &cart);
            }
        });
    }
}
