//! The endings of file names that say what is in a file, where its content
//! cannot tell, or is not worth a look.

use std::path::Path;

/// Of a page, or of what holds one page.
pub const PAGES: [&str; 10] = ["html", "htm", "xhtml", "xht", "shtml", "txt", "text", "mhtml", "mht", "webarchive"];

/// Of what is compressed; they tell nothing of what comes out.
pub const PACKED: [&str; 5] = ["gz", "zst", "xz", "bz2", "br"];

/// Of JSON Lines. They are text, so content does not tell them from a page.
pub const LINES: [&str; 2] = ["jsonl", "ndjson"];

/// Of what a saved page is dressed with. A style sheet or a script is text, so
/// content does not tell it from a page; the rest would only fail.
pub const ASSETS: [&str; 34] = [
    "css", "js", "mjs", "map", "wasm", "png", "jpg", "jpeg", "gif", "webp", "avif", "bmp", "ico", "cur", "svg", "svgz",
    "tif", "tiff", "heic", "woff", "woff2", "ttf", "otf", "eot", "mp3", "m4a", "ogg", "wav", "flac", "mp4", "m4v",
    "webm", "mov", "swf",
];

/// Returns true if a path has one of these extensions, in any case.
pub fn ends_in(path: &Path, endings: &[&str]) -> bool {
    path.extension().is_some_and(|ending| endings.iter().any(|known| ending.eq_ignore_ascii_case(known)))
}
