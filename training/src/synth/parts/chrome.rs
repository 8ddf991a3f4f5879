//! The parts that every page of a site has: header, menus, consent, footer, widgets.

use crate::synth::page::Page;

impl Page<'_> {
    /// Writes the labels of a menu as a list, or as links in a row.
    pub fn menu(&mut self, attributes: &str, labels: usize) {
        let list = !self.always("menu without list", 3);
        let labels = self.menu_labels(labels);
        if list {
            self.tag("ul", attributes, |p| {
                for label in &labels {
                    p.tag("li", if p.always("menu items", 2) { "menu-item" } else { "" }, |p| p.link("", label));
                }
            });
        } else {
            self.div(attributes, |p| {
                for (at, label) in labels.iter().enumerate() {
                    if at > 0 {
                        p.raw(if p.always("bars", 2) { " | " } else { " " });
                    }
                    p.link("", label);
                }
            });
        }
    }

    /// Writes the navigation of a site.
    pub fn navigation(&mut self) {
        let tag = if self.always("div nav", 3) { "div" } else { "nav" };
        let labels = self.between(4, 12);
        self.tag(tag, "nav", |p| {
            if p.always("menu button", 3) {
                let label = p.word("menu");
                p.leaf("button", "toggle[type=button]", &label);
            }
            let home = p.word("home");
            p.link("home-link", &home);
            p.menu("nav-list", labels);
            if p.always("mega", 4) {
                p.mega_menu();
            }
        });
    }

    /// Writes a menu with columns.
    pub fn mega_menu(&mut self) {
        let columns = self.between(2, 6);
        let teasers = self.one_in(3);
        self.div("mega-menu", |p| {
            for _ in 0..columns {
                let (heading, labels) = (p.menu_label(), p.between(3, 9));
                p.div("menu-column", |p| {
                    p.leaf(if p.always("menu heads", 2) { "h3" } else { "span" }, "menu-heading", &heading);
                    p.menu("sub-menu", labels);
                });
            }
            if teasers {
                p.teaser("article", true);
            }
        });
    }

    /// Writes the beginning of the body.
    pub fn site_header(&mut self) {
        if self.one_in(3) {
            self.raw("<svg style=\"display:none\"><symbol id=\"i-a\" viewBox=\"0 0 24 24\"><path d=\"M12 2 2 7l10 5 10-5-10-5z\"/></symbol></svg>");
        }
        if self.one_in(3) {
            let skip = self.word("contents");
            self.link("skip-link", &skip);
        }
        if self.one_in(4) {
            self.consent();
        }
        if self.always("bar above", 3) {
            self.div("top-bar", |p| {
                let (login, subscribe) = (p.word("login"), p.word("subscribe"));
                p.link("", &login);
                p.link("button", &subscribe);
                if p.always("languages", 3) {
                    p.language_switch();
                }
                if p.always("date above", 3) {
                    let date = p.date();
                    p.leaf("span", "date", &date);
                }
            });
        }
        let tag = if self.always("div header", 3) { "div" } else { "header" };
        self.tag(tag, "header", |p| {
            let site = p.site.clone();
            match p.below(3) {
                0 => p.link("logo", &site),
                1 => p.raw(&format!(
                    "<a href=\"/\"><img src=\"/logo.svg\" alt=\"{site}\" width=\"180\" height=\"40\"></a>"
                )),
                _ => p.leaf("div", "logo", &site),
            }
            if p.always("search above", 2) {
                p.search_form();
            }
            p.navigation();
        });
        if self.always("ticker", 5) {
            self.ticker();
        }
        if self.always("ad above", 3) {
            self.advert();
        }
    }

    /// Writes the end of the body.
    pub fn site_footer(&mut self) {
        let tag = if self.always("div footer", 3) { "div" } else { "footer" };
        let columns = self.below(5);
        self.tag(tag, "footer", |p| {
            if p.always("newsletter below", 4) {
                p.newsletter();
            }
            for _ in 0..columns {
                let (heading, labels) = (p.menu_label(), p.between(3, 8));
                p.div("footer-column", |p| {
                    p.leaf(if p.always("footer heads", 2) { "h4" } else { "div" }, "footer-heading", &heading);
                    p.menu("footer-links", labels);
                });
            }
            if p.one_in(5) {
                let text = p.sentences(2);
                let about = p.word("about");
                p.div("footer-about", |p| {
                    p.leaf("h4", "", &about);
                    p.leaf("p", "", &text);
                });
            }
            p.legal_line();
        });
        if self.one_in(3) {
            self.consent();
        }
    }

    /// Writes the line of the legal pages.
    pub fn legal_line(&mut self) {
        let year = self.between(2006, 2025);
        self.div("legal", |p| {
            let (site, rights) = (p.site.clone(), p.word("rights"));
            let links = ["about", "contact", "privacy", "terms"].map(|key| p.word(key));
            let list = p.always("legal list", 2);
            if list {
                p.tag("ul", "", |p| links.iter().for_each(|link| p.tag("li", "", |p| p.link("", link))));
            } else {
                for link in &links {
                    p.link("", link);
                    p.raw(" · ");
                }
            }
            p.leaf("p", "copyright", &format!("© {year} {site}. {rights}"));
        });
    }

    /// Writes a consent overlay or cookie bar.
    pub fn consent(&mut self) {
        let keys = if self.always("long consent", 2) { 2 } else { 1 };
        let attributes = self.pick(&[
            "consent",
            "consent[role=dialog]",
            "#cookie-notice.cookie-notice",
            "consent[aria-live=polite]",
        ]);
        self.div(attributes, |p| {
            if p.always("consent head", 3) {
                let heading = p.word("privacy");
                p.leaf("h2", "consent-title", &heading);
            }
            for _ in 0..keys {
                let text = p.any("consent");
                p.leaf(if p.always("consent div", 2) { "div" } else { "p" }, "consent-text", &text);
            }
            if keys == 2 {
                let names: Vec<String> = (0..p.between(2, 5)).map(|_| p.invented_name()).collect();
                p.tag("ul", "partners", |p| names.iter().for_each(|name| p.leaf("li", "", name)));
            }
            let (accept, reject, privacy) = (p.word("accept"), p.word("reject"), p.word("privacy"));
            p.leaf("button", "accept", &accept);
            p.leaf("button", "reject", &reject);
            if p.always("third button", 3)
                && let Some(label) = p.listed("consent button")
            {
                p.leaf("button", "options", &label);
            }
            p.link("", &privacy);
        });
    }

    /// Writes a search form.
    pub fn search_form(&mut self) {
        let label = self.word("search");
        self.tag("form", "search[action=/search][role=search]", |p| {
            if p.always("search label", 2) {
                p.leaf("label", "", &label);
            }
            p.raw(&format!("<input type=\"search\" name=\"q\" placeholder=\"{}\">", label.replace('"', "")));
            p.leaf("button", "search-submit[type=submit]", &label);
        });
    }

    /// Writes links to the page in other languages.
    pub fn language_switch(&mut self) {
        const NAMES: &[&str] = &[
            "English",
            "Deutsch",
            "Français",
            "Español",
            "Italiano",
            "Português",
            "Русский",
            "中文",
            "日本語",
            "العربية",
        ];
        let count = self.between(2, 6);
        self.tag("ul", "languages", |p| {
            let from = p.below(NAMES.len());
            for at in 0..count {
                p.tag("li", "", |p| p.link("", NAMES[(from + at) % NAMES.len()]));
            }
        });
    }

    /// Writes the path to a page in its site.
    pub fn breadcrumbs(&mut self) {
        let labels = [self.word("home"), self.any("sections"), self.heading.clone()];
        let count = self.between(2, 3);
        let separator = self.pick(&[" › ", " / ", " » ", ""]);
        if self.always("list of crumbs", 2) {
            self.tag("ol", "breadcrumb", |p| {
                labels[..count].iter().for_each(|label| p.tag("li", "", |p| p.link("", label)));
            });
        } else {
            self.div("breadcrumbs", |p| {
                for label in &labels[..count] {
                    p.link("", label);
                    p.raw(separator);
                }
            });
        }
    }

    /// Writes the place of an advert.
    pub fn advert(&mut self) {
        let label = self.word("advert");
        let number = self.below(900);
        self.div("ad", |p| {
            if !p.always("silent ads", 3) {
                p.leaf(if p.always("ad p", 2) { "p" } else { "span" }, "ad-label", &label);
            }
            p.raw(&format!("<div id=\"div-gpt-ad-{number}\" data-size=\"300x250\"></div>"));
        });
    }

    /// Writes a box with the weather or the prices of stocks.
    pub fn weather(&mut self) {
        let heading = self.word("weather");
        let stocks = self.one_in(3);
        let rows: Vec<(String, String)> = (0..self.between(2, 6))
            .map(|_| match stocks {
                true => (
                    self.invented_name().to_uppercase(),
                    format!("{} {}.{} %", self.price(), self.below(9), self.below(99)),
                ),
                false => (self.invented_name(), format!("{}° / {}°", self.below(35), self.below(15))),
            })
            .collect();
        self.div("weather", |p| {
            p.leaf("h4", "widget-title", &heading);
            for (place, degrees) in &rows {
                p.div("weather-row", |p| {
                    p.leaf("span", "place", place);
                    p.space();
                    p.leaf("span", "temperature", degrees);
                });
            }
        });
    }

    /// Writes a poll.
    pub fn poll(&mut self) {
        let (heading, question) = (self.word("poll"), self.title());
        let answers: Vec<String> = (0..self.between(2, 5)).map(|_| self.any("chat")).collect();
        self.div("poll", |p| {
            p.leaf("h3", "widget-title", &heading);
            p.leaf("p", "question", &format!("{question}?"));
            p.tag("ul", "", |p| {
                for answer in &answers {
                    p.tag("li", "", |p| {
                        p.raw("<input type=\"radio\" name=\"poll\">");
                        p.leaf("label", "", answer);
                        let percent = format!("{} %", p.below(100));
                        p.leaf("span", "percent", &percent);
                    });
                }
            });
        });
    }

    /// Writes links to the pages of a list.
    pub fn pagination(&mut self) {
        let (previous, next, page) = (self.word("previous"), self.word("next"), self.word("page"));
        let count = self.between(2, 9);
        self.tag(if self.always("nav of pages", 2) { "nav" } else { "div" }, "pagination", |p| {
            if p.always("page label", 2) {
                p.leaf("span", "", &format!("{page} 1 / {count}"));
            }
            p.link("previous", &format!("« {previous}"));
            for number in 1..=count {
                p.space();
                if number == 1 { p.leaf("span", "current", "1") } else { p.link("", &number.to_string()) }
            }
            p.link("next", &format!("{next} »"));
        });
    }
}
