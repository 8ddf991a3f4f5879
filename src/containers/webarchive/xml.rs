//! Reads property lists in XML: `<key>` elements, each followed by its value.

use quick_xml::Reader;
use quick_xml::events::Event;

use super::super::mime::base64;
use super::super::xml::character;
use super::resource::{MAIN, Resource};

/// Returns the main resource, if the list has one.
///
/// # Errors
/// Returns what is wrong with the list.
pub(super) fn main_resource(file: &[u8]) -> Result<Option<Resource>, String> {
    let text = String::from_utf8_lossy(file);
    let mut reader = Reader::from_str(&text);
    let mut resource = None;
    let mut position = Position::default();
    let mut value = String::new();
    loop {
        match reader.read_event().map_err(|error| error.to_string())? {
            Event::Start(element) => {
                value.clear();
                if matches!(element.local_name().as_ref(), "dict" | "array") {
                    position.depth += 1;
                    if position.in_main() {
                        resource = Some(Resource::default());
                    }
                }
            }
            Event::Text(text) => value.push_str(&text),
            Event::CData(text) => value.push_str(&text),
            Event::GeneralRef(reference) => value.extend(character(&reference)),
            Event::End(element) => match (element.local_name().as_ref(), &mut resource) {
                ("dict" | "array", _) => {
                    if position.in_main() {
                        return Ok(resource);
                    }
                    position.depth = position.depth.saturating_sub(1);
                }
                ("key", _) => position.key(&value),
                ("data", Some(resource)) if position.in_main() => {
                    resource.set_data(&position.field, base64(value.as_bytes()).0)
                }
                ("string", Some(resource)) if position.in_main() => resource.set_string(&position.field, value.clone()),
                _ => {}
            },
            Event::Eof if position.depth == 0 => return Ok(None),
            Event::Eof => return Err("it ends too early".to_owned()),
            _ => {}
        }
    }
}

/// The position of the reader in the list.
#[derive(Default)]
struct Position {
    /// Number of open collections.
    depth: usize,
    /// Whether the last key of the outermost dictionary is [`MAIN`].
    main: bool,
    /// The last key of a dictionary inside the outermost one.
    field: String,
}

impl Position {
    fn key(&mut self, key: &str) {
        match self.depth {
            1 => self.main = key == MAIN,
            2 => key.clone_into(&mut self.field),
            _ => {}
        }
    }

    /// Returns true in the dictionary of the main resource itself.
    fn in_main(&self) -> bool {
        self.depth == 2 && self.main
    }
}
