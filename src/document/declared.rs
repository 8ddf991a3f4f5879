//! What a page declares about itself, as it is written there. [`crate::metadata`] reads it, if
//! somebody asks for it.

/// Declarations of a page, in document order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Declarations {
    /// The `meta` elements: name or property in lower case, and content.
    pub properties: Vec<(String, String)>,
    /// The `link` elements with an address: relation in lower case, and address.
    pub links: Vec<(String, String)>,
    /// The scripts of JSON-LD.
    pub scripts: Vec<String>,
    /// The elements that microdata or other markup names.
    pub marks: Vec<Mark>,
}

impl Declarations {
    /// Returns the contents of the `meta` elements with this name.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.properties.iter().filter(move |(key, _)| key == name).map(|(_, content)| content.as_str())
    }

    /// Returns the author in the labelled values that a common WordPress plugin writes.
    pub fn labelled_author(&self) -> Option<&str> {
        let label = self.all("twitter:label1").next()?;
        self.all("twitter:data1").next().filter(|_| label.eq_ignore_ascii_case("written by"))
    }

    /// Returns the first address with this relation.
    pub fn link(&self, relation: &str) -> Option<&str> {
        self.links.iter().find(|(rel, _)| rel == relation).map(|(_, address)| address.as_str())
    }
}

/// An element whose markup says what it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Its index in [`Document::elements`](super::Document::elements).
    pub element: u32,
    /// Its item property, its relation, or `time` for an element of that name; in lower case.
    pub property: String,
    /// The type of the item that it begins: the last part of the address, empty if unknown.
    pub item: Option<String>,
    /// The value in an attribute, if it is not the text.
    pub value: Option<String>,
}
