//! File name extensions that tell a format which content cannot tell, or that
//! make reading the content unnecessary.

use std::path::Path;

/// Extensions of pages, and of containers that hold a single page.
pub const PAGES: [&str; 10] = ["html", "htm", "xhtml", "xht", "shtml", "txt", "text", "mhtml", "mht", "webarchive"];

/// Extensions of compressed files. They say nothing about the content.
pub const PACKED: [&str; 5] = ["gz", "zst", "xz", "bz2", "br"];

/// Extensions of JSON Lines. By content they look like text.
pub const LINES: [&str; 2] = ["jsonl", "ndjson"];

/// Extensions of office documents that are ZIP archives.
pub const OFFICE: [&str; 6] = ["docx", "pptx", "xlsx", "odt", "odp", "ods"];

/// Extensions of style sheets, scripts, images, fonts and media. By content, style
/// sheets and scripts look like text; the others cannot be read.
pub const ASSETS: [&str; 34] = [
    "css", "js", "mjs", "map", "wasm", "png", "jpg", "jpeg", "gif", "webp", "avif", "bmp", "ico", "cur", "svg", "svgz",
    "tif", "tiff", "heic", "woff", "woff2", "ttf", "otf", "eot", "mp3", "m4a", "ogg", "wav", "flac", "mp4", "m4v",
    "webm", "mov", "swf",
];

/// Returns true if a path has one of these extensions, in upper or lower case.
pub fn ends_in(path: &Path, endings: &[&str]) -> bool {
    path.extension().is_some_and(|ending| endings.iter().any(|known| ending.eq_ignore_ascii_case(known)))
}
