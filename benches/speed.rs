//! Measures the time from bytes to article for HTML and text of three sizes, compared with
//! `scraper::Html::parse_document` on the same page.
//!
//! `cargo bench -p dehusk-benches --bench speed -- [html|text|5 KB|…]`
//!
//! A page consists of the bodies of the fixtures, one after another until the size is reached. It
//! is the same on every machine, but denser in text than a page of the web.

use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::Duration;

use criterion::{BenchmarkId, Criterion, SamplingMode, Throughput, criterion_group, criterion_main};
use dehusk::Input;
use dehusk::internals::Options;
use scraper::Html;

/// The page sizes: name and bytes.
const SIZES: [(&str, usize); 3] = [("5 KB", 5_000), ("100 KB", 100_000), ("2 MB", 2_000_000)];

fn html(criterion: &mut Criterion) {
    let bodies = fixtures("html", |page| body(page).to_owned());
    let mut group = criterion.benchmark_group("html");
    group.sampling_mode(SamplingMode::Flat);
    let options = Options { input: Input::Html, ..Options::default() };
    for (name, size) in SIZES {
        let body = repeated(&bodies, size);
        let page = format!(
            "<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>Fixtures</title></head><body>{body}</body></html>"
        );
        group.throughput(Throughput::Bytes(page.len() as u64));
        group.bench_with_input(BenchmarkId::new("dehusk", name), &page, |bencher, page| {
            bencher.iter(|| {
                dehusk::internals::clean(black_box(page.as_bytes()), &options, &dehusk::internals::Models::BUILT_IN)
            });
        });
        group.bench_with_input(BenchmarkId::new("scraper parse_document", name), &page, |bencher, page| {
            bencher.iter(|| Html::parse_document(black_box(page)));
        });
    }
    group.finish();
}

fn text(criterion: &mut Criterion) {
    let texts = fixtures("txt", |page| page.to_owned() + "\n");
    let mut group = criterion.benchmark_group("text");
    group.sampling_mode(SamplingMode::Flat);
    let options = Options { input: Input::Text, ..Options::default() };
    for (name, size) in SIZES {
        let page = repeated(&texts, size);
        group.throughput(Throughput::Bytes(page.len() as u64));
        group.bench_with_input(BenchmarkId::new("dehusk", name), &page, |bencher, page| {
            bencher.iter(|| {
                dehusk::internals::clean(black_box(page.as_bytes()), &options, &dehusk::internals::Models::BUILT_IN)
            });
        });
        group.bench_with_input(BenchmarkId::new("scraper parse_document", name), &page, |bencher, page| {
            bencher.iter(|| Html::parse_document(black_box(page)));
        });
    }
    group.finish();
}

/// Applies `part` to every fixture in UTF-8 whose input ends in `.extension`. Returns the parts,
/// shortest first, so that even the smallest page consists of whole fixtures.
fn fixtures(extension: &str, part: impl Fn(&str) -> String) -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures");
    let folders = fs::read_dir(root).expect("the fixtures are there");
    let mut paths: Vec<PathBuf> =
        folders.map(|folder| folder.expect("a folder").path().join("input").with_extension(extension)).collect();
    paths.sort();
    let read = |path: &PathBuf| fs::read(path).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    let mut parts: Vec<String> = paths.iter().filter_map(read).map(|page| part(&page)).collect();
    parts.sort_by_key(String::len);
    parts
}

/// Returns the content of the body, or a whole fragment.
fn body(page: &str) -> &str {
    let start = page.find("<body").map_or(0, |at| at + page[at..].find('>').map_or(0, |end| end + 1));
    let end = page.rfind("</body").unwrap_or(page.len());
    &page[start..end.max(start)]
}

/// Repeats the parts, one after another, until `size` bytes are reached.
fn repeated(parts: &[String], size: usize) -> String {
    let mut page = String::with_capacity(size + size / 8);
    for part in parts.iter().cycle() {
        page.push_str(part);
        if page.len() >= size {
            break;
        }
    }
    page
}

criterion_group! {
    name = speed;
    config = Criterion::default()
        .sample_size(20)
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(2));
    targets = html, text
}
criterion_main!(speed);
