//! Gives the documents of an input, including those in nested containers.

use super::compress::Packing;
use super::content::{HEAD, is_text};
use super::entry::{Body, Entry};
use super::found::{Contents, Found};
use super::kind::Kind;
use super::options::Open;
use super::source::{CappedReader, Source};
use super::{archive, feed, jsonl, mhtml, warc, webarchive};
use crate::{Error, Input, sniff};

/// Maximum number of layers of compression, and of nested containers. Real files
/// have fewer; the limit stops archives that contain themselves.
const LAYERS: usize = 4;

/// Iterates over the documents of an input. Each is read when it is requested.
///
/// After an error, documents that can still be read follow.
pub struct Documents {
    options: Open,
    /// The open containers; the innermost is last.
    open: Vec<Level>,
    /// The format of the outermost container, if it can hold many documents.
    collection: Option<&'static str>,
    /// Whether any document or error was returned.
    has_items: bool,
    skipped: u64,
}

/// An open container.
struct Level {
    /// Its name in the outer container.
    name: Option<String>,
    contents: Contents,
}

impl Documents {
    pub(super) fn new(source: Source, options: &Open) -> Self {
        let mut documents =
            Documents { options: options.clone(), open: Vec::new(), collection: None, has_items: false, skipped: 0 };
        documents.enter(source, None, options.input);
        documents
    }

    /// Returns the number of members and records skipped so far because they are
    /// not pages: images, style sheets, requests.
    pub fn skipped(&self) -> u64 {
        self.skipped
    }

    /// Opens a source: a member with a name, or the input itself.
    fn enter(&mut self, source: Source, name: Option<String>, input: Input) {
        let path = match &name {
            Some(name) => Some(name.into()),
            None => self.options.path.clone(),
        };
        let options = Open { input, path, ..self.options.clone() };
        let contents = contents(source, &options).unwrap_or_else(|error| once(Err(error)));
        if let (None, Some(collection)) = (&name, contents.collection) {
            self.collection = Some(collection);
        }
        self.open.push(Level { name, contents: contents.found });
    }

    /// Returns the error of a container that is sound but holds no page.
    fn no_pages(&mut self) -> Option<Result<Entry, Error>> {
        let what = self.collection.take().filter(|_| !self.has_items)?;
        Some(Err(Error::NoPages { what, skipped: self.skipped }))
    }
}

impl Iterator for Documents {
    type Item = Result<Entry, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let Some(level) = self.open.last_mut() else { return self.no_pages() };
            let found = level.contents.next();
            let container = &level.name;
            let result = match found {
                None => {
                    self.open.pop();
                    continue;
                }
                Some(Ok(Found::Skipped)) => {
                    self.skipped += 1;
                    continue;
                }
                Some(Ok(Found::Member { name, bytes, input })) => {
                    let name = within(container.as_deref(), Some(name)).unwrap_or_default();
                    if self.open.len() < LAYERS || is_page(&bytes, &name, input) {
                        self.enter(Source::Bytes(bytes), Some(name), input);
                        continue;
                    }
                    let source = Error::Damaged {
                        what: "archive",
                        cause: format!("archives are nested more than {LAYERS} deep"),
                    };
                    Err(Error::Within { name, source: Box::new(source) })
                }
                Some(Ok(Found::Page(entry))) => Ok(Entry { name: within(container.as_deref(), entry.name), ..entry }),
                Some(Err(error)) => Err(match container {
                    Some(name) => Error::Within { name: name.clone(), source: Box::new(error) },
                    None => error,
                }),
            };
            self.has_items = true;
            return Some(result);
        }
    }
}

/// Returns true if a member is a page itself, not a container.
fn is_page(bytes: &[u8], name: &str, input: Input) -> bool {
    Kind::of(&bytes[..bytes.len().min(HEAD)], input, Some(name.as_ref())) == Kind::Plain
}

/// Returns the name of an entry, prefixed with the name of its container unless
/// it is an address.
fn within(container: Option<&str>, name: Option<String>) -> Option<String> {
    match (container, name) {
        (Some(_), Some(name)) if name.contains("://") => Some(name),
        (Some(container), Some(name)) => Some(format!("{container}/{name}")),
        (Some(container), None) => Some(container.to_owned()),
        (None, name) => name,
    }
}

/// An opened container, or a single page treated as one.
struct OpenedContainer {
    found: Contents,
    collection: Option<&'static str>,
}

fn once(found: Result<Found, Error>) -> OpenedContainer {
    OpenedContainer { found: Box::new(std::iter::once(found)), collection: None }
}

/// Decompresses a source and opens the container in it.
fn contents(mut source: Source, options: &Open) -> Result<OpenedContainer, Error> {
    let mut packed = false;
    for _ in 0..=LAYERS {
        let head = source.head(HEAD).map_err(Error::Read)?;
        let path = options.path.as_deref().filter(|_| !packed);
        let kind = Kind::of(&head, options.input, path);
        let found: Contents = match kind {
            Kind::Packed(packing) => {
                source = unpack(source, packing);
                packed = true;
                continue;
            }
            Kind::Plain => return Ok(once(Ok(Found::Page(plain(source, packed, options)?)))),
            Kind::Tar => archive::tar(source, options),
            Kind::Zip => archive::zip(source, options)?,
            Kind::Warc => warc::records(source, options),
            Kind::Feed => feed::items(&source.into_bytes(options.max_size)?)?,
            Kind::Jsonl => jsonl::lines(source, options),
            Kind::Mhtml => mhtml::page(&source.into_bytes(options.max_size)?),
            Kind::Webarchive => webarchive::page(&source.into_bytes(options.max_size)?),
        };
        return Ok(OpenedContainer { found, collection: kind.collection() });
    }
    Err(Error::Damaged { what: "file", cause: format!("compressed more than {LAYERS} times") })
}

fn unpack(source: Source, packing: Packing) -> Source {
    Source::Stream(packing.unpack(source.into_reader()))
}

/// Returns the document of a source that is not a container. HTML from compressed
/// data is limited in size because pages are held whole; text is not, because it
/// streams.
fn plain(mut source: Source, packed: bool, options: &Open) -> Result<Entry, Error> {
    let entry = |body| Entry { body, ..Entry::page(options.input, Vec::new()) };
    if let Source::File(file) = source {
        return Ok(entry(Body::File(file)));
    }
    let streams = match options.input {
        _ if !packed => true,
        Input::Text => true,
        Input::Html => false,
        _ => is_text(&source.head(sniff::HEAD).map_err(Error::Read)?),
    };
    let source = source.into_reader();
    let body = if streams { source } else { Box::new(CappedReader::new(source, options.max_size)) };
    Ok(entry(Body::Stream(body)))
}
