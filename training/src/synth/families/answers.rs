//! Sites of questions and answers. Questions and answers are content; remarks on them are comments.

use super::forums::{Thread, around};
use crate::synth::head::Age;
use crate::synth::page::Page;
use crate::synth::story::Form;

/// A site of questions and answers.
pub fn answers(page: &mut Page) -> String {
    let with_code = page.one_in(2);
    let thread = Thread::new(page, with_code);
    around(page, &thread, Age::New, "page", |p| {
        p.site_header();
        p.div("wrap", |p| {
            p.headline("h1", "question-title", &thread.title);
            p.div("question-info", |p| {
                let text = format!("{} {}", p.word("published"), p.date());
                p.leaf("span", "", &text);
            });
            p.tag("main", "main", |p| {
                let (heading, count) = (p.word("answers"), thread.posts.len() - 1);
                for (at, post) in thread.posts.iter().enumerate() {
                    if at == 1 {
                        p.tag("h2", "answers-head", |p| p.text(&format!("{count} {heading}")));
                    }
                    p.div(if at == 0 { "question" } else { "answer" }, |p| {
                        let votes = p.below(300).to_string();
                        p.div("votes", |p| {
                            p.raw("<button aria-label=\"+\"></button>");
                            p.leaf("span", "vote-count", &votes);
                        });
                        p.div("post-body", |p| p.pieces(&post.pieces, Form::P, |_, _| {}));
                        if at == 0 {
                            p.tags();
                        }
                        p.div("post-menu", |p| {
                            let (share, edited, date) = (p.word("share"), p.word("edited"), post.date.clone());
                            p.link("", &share);
                            p.space();
                            p.link("", &edited);
                            p.div("user-card", |p| {
                                p.leaf("span", "date", &date);
                                p.space();
                                p.poster("span", "user", &post.author);
                                let score = p.below(9000).to_string();
                                p.leaf("span", "reputation", &score);
                            });
                        });
                        if p.one_in(2) {
                            let count = p.between(1, 4);
                            p.commentary(|p| {
                                p.tag("ul", "remarks", |p| {
                                    for _ in 0..count {
                                        let (text, name, date) = (p.sentences(2), p.any("names"), p.date());
                                        p.tag("li", "remark", |p| {
                                            p.leaf("span", "remark-text", &text);
                                            p.text(" – ");
                                            p.link("user", &name);
                                            p.leaf("span", "date", &date);
                                        });
                                    }
                                })
                            });
                        }
                    });
                }
                p.comment_form();
            });
            p.div("rail", |p| {
                p.ranking("related");
                p.advert();
                p.ranking("most_read");
            });
        });
        p.site_footer();
    })
}
