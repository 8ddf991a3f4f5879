//! Pictures, videos and embedded posts.

use crate::synth::page::Page;

impl Page<'_> {
    /// Writes a picture with its caption and credit.
    pub fn figure(&mut self) {
        let caption = if self.one_in(2) { self.any("captions") } else { self.sentences(1) };
        let (credit, number) = (format!("{} {}", self.word("photo"), self.any("names")), self.below(99_999));
        let semantic = !self.always("div figure", 3);
        let (outer, inner) = if semantic { ("figure", "figcaption") } else { ("div", "div") };
        let alt = if self.one_in(2) { caption.replace('"', "&quot;") } else { String::new() };
        self.tag(outer, "figure", |p| {
            p.raw(&format!(
                "<img src=\"/img/{number}.jpg\" srcset=\"/img/{number}-480.jpg 480w, /img/{number}-960.jpg 960w\" alt=\"{alt}\" width=\"960\" height=\"540\" loading=\"lazy\">"
            ));
            match p.below(4) {
                0 => p.leaf(inner, "caption", &caption),
                1 => p.leaf(inner, "caption", &format!("{caption} {credit}")),
                2 => p.leaf(inner, "credit", &credit),
                _ => p.tag(inner, "caption", |p| {
                    p.leaf("span", "caption-text", &caption);
                    p.space();
                    p.leaf("span", "credit", &credit);
                }),
            }
        });
    }

    /// Writes a gallery with captions.
    pub fn gallery(&mut self) {
        let count = if self.one_in(8) { 50 } else { self.between(3, 10) };
        let photo = self.word("photo");
        self.div("gallery", |p| {
            for at in 1..=count {
                let (caption, name) = (if p.one_in(2) { p.any("captions") } else { p.sentences(2) }, p.any("names"));
                p.tag(if p.always("slides", 2) { "li" } else { "div" }, "slide", |p| {
                    p.raw("<img data-src=\"/g.jpg\" alt=\"\">");
                    p.leaf("span", "counter", &format!("{at} / {count}"));
                    p.leaf("p", "caption", &caption);
                    p.leaf("small", "credit", &format!("{photo} {name}"));
                });
            }
        });
    }

    /// Writes the place of an embedded post or video, which asks for consent.
    pub fn embed(&mut self) {
        let (notice, accept, privacy) = (self.any("embed"), self.word("accept"), self.word("privacy"));
        if self.one_in(3) {
            let (name, text, date) = (self.any("names"), self.any("chat"), self.date());
            let handle = self.invented_name().to_lowercase();
            self.tag("blockquote", ".twitter-tweet", |p| {
                p.leaf("p", "[dir=ltr]", &text);
                p.text(&format!("— {name} (@{handle}) "));
                p.link("", &date);
            });
            return;
        }
        self.div("embed", |p| {
            p.leaf("p", "embed-notice", &notice);
            p.leaf("button", "embed-button", &accept);
            p.link("", &privacy);
        });
    }

    /// Writes a row of videos.
    pub fn videos(&mut self) {
        let count = self.between(4, 17);
        let heading = if self.one_in(2) { "Video".to_owned() } else { self.word("latest") };
        self.div("video-carousel", |p| {
            p.leaf("h3", "carousel-title", &heading);
            let list = p.always("list of videos", 2);
            p.tag(if list { "ul" } else { "div" }, "carousel", |p| {
                for _ in 0..count {
                    let (title, length) = (p.title(), format!("{:02}:{:02}", p.below(9), p.below(60)));
                    p.tag(if list { "li" } else { "div" }, "video", |p| {
                        p.raw("<img src=\"/v.jpg\" alt=\"\">");
                        p.leaf("span", "duration", &length);
                        p.link("video-title", &title);
                    });
                }
            });
        });
    }
}
