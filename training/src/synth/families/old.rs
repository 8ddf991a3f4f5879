//! Pages of 1998 to 2006.

use crate::synth::head::{About, Age, document};
use crate::synth::marks::Mark;
use crate::synth::naming::Naming;
use crate::synth::page::Page;
use crate::synth::story::{Form, Story, Structure};

/// Tables for the layout, font elements, paragraphs that end with two line breaks.
pub fn tables(page: &mut Page) -> String {
    page.naming = Naming::none(&mut page.random);
    page.unclosed = page.one_in(2);
    let least = page.pick(&[600, 2000, 5000]);
    let story = Story::new(page, least, Structure::Plain);
    let form = page.pick(&[Form::Br, Form::Br, Form::P]);
    let (left, right) = (!page.one_in(4), !page.one_in(3));
    let description = story.description();
    let about = About { title: &story.title, description: &description, kind: "" };
    let age = page.pick(&[Age::Old, Age::Middle]);
    document(page, &about, age, "[bgcolor=#ffffff][leftmargin=0][topmargin=0]", |p| {
        p.tag("table", "[width=100%][border=0][cellpadding=0][cellspacing=0]", |p| {
            p.tag("tr", "", |p| {
                p.raw("<td bgcolor=\"#003366\"><img src=\"logo.gif\" width=\"160\" height=\"60\"></td>");
                let date = p.date();
                p.tag("td", "[align=right]", |p| p.leaf("font", "[size=1][color=#ffffff]", &date));
            });
        });
        bar(p, 7);
        p.tag("table", "[width=760][align=center][cellpadding=4]", |p| {
            p.tag("tr", "[valign=top]", |p| {
                if left {
                    p.tag("td", "[width=140][bgcolor=#eeeeee]", |p| {
                        for _ in 0..p.between(5, 16) {
                            let label = p.menu_label();
                            p.tag("font", "[size=2][face=Arial]", |p| p.link("", &label));
                            p.raw("<br>\n");
                        }
                        if p.one_in(2) {
                            p.poll();
                        }
                    });
                }
                p.tag("td", "[width=460]", |p| {
                    p.marked(Mark::Title, |p| {
                        p.tag("font", "[size=5][face=Georgia, serif]", |p| p.leaf("b", "", &story.title))
                    });
                    p.raw("<br>");
                    let line = format!("{} {} - {}", p.word("by"), p.any("names"), p.date());
                    p.tag("font", "[size=1]", |p| p.leaf("i", "", &line));
                    p.raw("<br><br>\n");
                    if p.one_in(2) {
                        let caption = p.any("captions");
                        p.tag("table", "[align=right][width=200]", |p| {
                            p.raw("<tr><td><img src=\"photo.jpg\" width=\"200\" height=\"150\"></td></tr>");
                            p.tag("tr", "", |p| p.tag("td", "", |p| p.leaf("font", "[size=1]", &caption)));
                        });
                    }
                    p.tag("font", "[size=2][face=Verdana, Arial]", |p| {
                        p.pieces(&story.pieces, form, |p, _| {
                            if p.one_in(14) {
                                p.advert();
                            }
                        })
                    });
                    p.raw("<hr size=\"1\">");
                    let (share, comments) = (p.word("share"), p.word("comments"));
                    p.link("", &share);
                    p.raw(" | ");
                    p.link("", &comments);
                    if p.one_in(2) {
                        old_forum(p);
                    }
                });
                if right {
                    p.tag("td", "[width=160]", |p| {
                        for _ in 0..p.between(1, 4) {
                            box_of_titles(p);
                        }
                    });
                }
            })
        });
        bar(p, 6);
        let (site, rights) = (p.site.clone(), p.word("rights"));
        p.tag("center", "", |p| p.leaf("font", "[size=1]", &format!("© 2006 {site}. {rights}")));
    });
    story.title.clone()
}

/// Writes links in a row.
fn bar(page: &mut Page, count: usize) {
    page.tag("table", "[width=100%][bgcolor=#cccccc]", |p| {
        p.tag("tr", "", |p| {
            p.tag("td", "[align=center]", |p| {
                for at in 0..count {
                    if at > 0 {
                        p.raw(" | ");
                    }
                    let label = p.menu_label();
                    p.link("", &label);
                }
            })
        })
    });
}

/// Writes a box with the titles of other stories and their beginnings.
fn box_of_titles(page: &mut Page) {
    let heading = page.word("latest");
    let count = page.between(2, 6);
    let texts = page.one_in(2);
    page.tag("table", "[width=100%][border=1]", |p| {
        p.tag("tr", "", |p| p.tag("td", "[bgcolor=#003366]", |p| p.leaf("b", "", &heading)));
        p.tag("tr", "", |p| {
            p.tag("td", "", |p| {
                for _ in 0..count {
                    let (title, text) = p.other_story(1);
                    p.link("", &title);
                    p.raw("<br>");
                    if texts {
                        p.leaf("font", "[size=1]", &text);
                        p.raw("<br>");
                    }
                }
            })
        });
    });
}

/// Writes the opinions of readers in a table.
fn old_forum(page: &mut Page) {
    let count = page.between(1, 12);
    let heading = page.word("comments");
    page.commentary(|p| {
        p.tag("table", "[width=100%]", |p| {
            p.tag("tr", "", |p| p.tag("td", "", |p| p.leaf("b", "", &heading)));
            for _ in 0..count {
                let (name, date) = (p.any("names"), p.date());
                let paragraphs = p.comment_text(true);
                p.tag("tr", "", |p| {
                    p.tag("td", "[bgcolor=#f5f5f5]", |p| {
                        p.leaf("b", "", &name);
                        p.text(&format!(" ({date})"));
                        p.raw("<br>");
                        p.new_line();
                        for paragraph in &paragraphs {
                            p.text(paragraph);
                            p.raw("<br><br>");
                            p.new_line();
                        }
                    })
                });
            }
        });
    });
}

/// A plain page without layout.
pub fn plain(page: &mut Page) -> String {
    page.naming = Naming::none(&mut page.random);
    page.unclosed = page.one_in(2);
    let least = page.pick(&[500, 3000, 12_000]);
    let structure = page.pick(&[Structure::Plain, Structure::Guide]);
    let mut story = Story::new(page, least, structure);
    story.deck = None;
    let form = page.pick(&[Form::P, Form::Br]);
    let description = story.description();
    let about = About { title: &story.title, description: &description, kind: "" };
    document(page, &about, Age::Old, "[bgcolor=white]", |p| {
        let links = p.one_in(2);
        if links {
            p.menu("", 4);
            p.raw("<hr>");
        }
        p.headline("h1", "[align=center]", &story.title);
        if p.one_in(2) {
            let name = p.any("names");
            p.tag("center", "", |p| p.leaf("i", "", &name));
        }
        p.pieces(&story.pieces, form, |p, _| {
            if p.one_in(15) {
                p.raw("<center><img src=\"fig1.gif\"></center>");
            }
        });
        p.raw("<hr>");
        let (home, updated, date) = (p.word("home"), p.word("updated"), p.date());
        p.link("", &format!("[{home}]"));
        p.raw("<br>");
        p.tag("address", "", |p| {
            let (name, mail) = (p.any("names"), p.invented_name().to_lowercase());
            p.text(&format!("{name}, {mail}@{mail}.example. {updated} {date}"));
        });
    });
    story.title.clone()
}
