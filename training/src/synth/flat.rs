//! Generated pages that are flattened to text, with the labels of the pages.

use scraper::Html;

use super::marks::{marked, unmarked};
use super::{Generator, PAGES};
use crate::documents::Source;
use crate::flatten::{self, Form};
use crate::random::Random;
use crate::renderings;

/// Number of texts that are made of each page.
const OF_A_PAGE: usize = 2;

impl Generator {
    /// Returns the texts of page number `at`, in different forms.
    pub fn flattened(&self, at: usize) -> impl Iterator<Item = Source> {
        let page = self.page(at);
        let html = Html::parse_document(&marked(&page.input, &page.spans));
        let mut random = Random::of(&page.id, Some("flattened"));
        let first = random.below(Form::ALL.len());
        (0..OF_A_PAGE).map(move |n| {
            let form = Form::ALL[(first + n * Form::ALL.len() / OF_A_PAGE) % Form::ALL.len()];
            let text = flatten::render(form, &html);
            let (name, text) = match (form, random.below(5)) {
                (Form::InnerText, 0) => ("oneline", renderings::on_one_line(&text)),
                (Form::InnerText, 1) => ("wrapped", renderings::wrapped(&text)),
                (Form::InnerText, 2) => ("noblank", renderings::without_blank_lines(&text)),
                _ => (form.name(), text),
            };
            let (input, spans) = unmarked(&text);
            Source { renderer: Some(name.to_owned()), input, spans, ..page.without_input() }
        })
    }
}

/// Returns the texts of the generated pages.
pub(super) fn pages(generator: Generator) -> impl Iterator<Item = Source> {
    (0..PAGES).flat_map(move |at| generator.flattened(at).collect::<Vec<_>>())
}
