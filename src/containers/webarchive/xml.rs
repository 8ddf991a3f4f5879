//! The XML form: `<key>` elements, each followed by its value.

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, Event};

use super::super::mime::base64;
use super::resource::{MAIN, Resource};

/// The main resource, if the list has one; else what is wrong with it.
pub(super) fn main_resource(file: &[u8]) -> Result<Option<Resource>, String> {
    let text = String::from_utf8_lossy(file);
    let mut reader = Reader::from_str(&text);
    let mut resource = None;
    let mut place = Place::default();
    let mut value = String::new();
    loop {
        match reader.read_event().map_err(|error| error.to_string())? {
            Event::Start(element) => {
                value.clear();
                if matches!(element.local_name().as_ref(), "dict" | "array") {
                    place.depth += 1;
                    if place.in_main() {
                        resource = Some(Resource::default());
                    }
                }
            }
            Event::Text(text) => value.push_str(&text),
            Event::CData(text) => value.push_str(&text),
            Event::GeneralRef(reference) => value.extend(character(&reference)),
            Event::End(element) => match (element.local_name().as_ref(), &mut resource) {
                ("dict" | "array", _) => {
                    if place.in_main() {
                        return Ok(resource);
                    }
                    place.depth = place.depth.saturating_sub(1);
                }
                ("key", _) => place.key(&value),
                ("data", Some(resource)) if place.in_main() => {
                    resource.set_data(&place.field, base64(value.as_bytes()).0)
                }
                ("string", Some(resource)) if place.in_main() => resource.set_string(&place.field, value.clone()),
                _ => {}
            },
            Event::Eof if place.depth == 0 => return Ok(None),
            Event::Eof => return Err("it ends too early".to_owned()),
            _ => {}
        }
    }
}

/// Where in the list the reader is.
#[derive(Default)]
struct Place {
    /// Collections around it.
    depth: usize,
    /// The last key of the outermost dictionary is [`MAIN`].
    main: bool,
    /// The last key of the dictionary in it.
    field: String,
}

impl Place {
    fn key(&mut self, key: &str) {
        match self.depth {
            1 => self.main = key == MAIN,
            2 => key.clone_into(&mut self.field),
            _ => {}
        }
    }

    /// Whether this is the main resource's own dictionary.
    fn in_main(&self) -> bool {
        self.depth == 2 && self.main
    }
}

/// What a reference such as `&amp;` or `&#233;` stands for.
fn character(reference: &BytesRef<'_>) -> Option<String> {
    match reference.resolve_char_ref() {
        Ok(Some(character)) => Some(character.into()),
        _ => resolve_predefined_entity(reference).map(str::to_owned),
    }
}
