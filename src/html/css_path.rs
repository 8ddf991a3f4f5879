//! CSS paths: short selectors that match one element of a page each.
//!
//! A path begins at the nearest element whose id, tag or class no other element has, and goes
//! down from there: `main > p:nth-of-type(2)`. Ids and classes that look
//! generated are passed over, so that a path also fits other pages of the site.

use std::collections::HashMap;

use foldhash::fast::RandomState;
use scraper::ElementRef;

use super::selectable::Selectable;

/// Steps of a path, at most. A deeper element has no path.
const MAX_STEPS: usize = 32;
/// Classes of an element that are looked at, the first ones.
const MAX_CLASSES: usize = 8;
/// Bytes of an id or a class in a path, at most.
const MAX_NAME: usize = 40;
/// Digits of an id or a class in a path, at most. More digits number a post or are a hash.
const MAX_DIGITS: usize = 2;

/// A property that elements may share.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Trait<'a> {
    Id(&'a str),
    /// The tag, and one of the classes.
    Tag(&'a str, Option<&'a str>),
}

/// The elements among which a trait is counted: all, or the children of one.
type Scope = Option<u32>;

/// The paths of the elements of a page.
pub struct CssPaths<'a> {
    elements: Vec<Named<'a>>,
    /// Number of elements with each trait.
    counts: HashMap<(Scope, Trait<'a>), u32, RandomState>,
}

struct Named<'a> {
    element: ElementRef<'a>,
    /// Index of the parent; `None` for the root.
    parent: Option<u32>,
    /// Its place among the siblings of its tag, and among all siblings, from 1.
    places: (u32, u32),
    /// Number of its children so far.
    children: u32,
}

impl<'a> CssPaths<'a> {
    /// Names the elements of a page.
    pub fn of(page: &'a Selectable) -> CssPaths<'a> {
        let mut paths = CssPaths { elements: Vec::new(), counts: HashMap::default() };
        let mut numbers = HashMap::<_, u32, RandomState>::default();
        for (number, element) in (0..).zip(page.elements()) {
            numbers.insert(element.id(), number);
            let parent = element.parent().and_then(|parent| numbers.get(&parent.id()).copied());
            paths.add(element, parent);
        }
        paths
    }

    fn add(&mut self, element: ElementRef<'a>, parent: Option<u32>) {
        let mut named = Named { element, parent, places: (1, 1), children: 0 };
        for shared in named.traits() {
            *self.counts.entry((None, shared)).or_default() += 1;
            if let Some(parent) = parent {
                *self.counts.entry((Some(parent), shared)).or_default() += 1;
            }
        }
        if let Some(around) = parent.and_then(|parent| self.elements.get_mut(parent as usize)) {
            around.children += 1;
            named.places.1 = around.children;
            named.places.0 = self.count(parent, Trait::Tag(element.value().name(), None));
        }
        self.elements.push(named);
    }

    /// Returns a selector that matches the element with this number in
    /// [`Document::elements`](crate::document::Document::elements), and no other; `None` if the
    /// element is too far from all elements that can be named.
    pub fn path(&self, element: u32) -> Option<String> {
        let mut steps = Vec::new();
        let mut next = Some(element);
        while let Some(number) = next {
            let named = self.elements.get(number as usize)?;
            if steps.len() == MAX_STEPS {
                return None;
            }
            if let Some(name) = self.distinct(None, named) {
                steps.push(name);
                break;
            }
            let step = named.parent.and_then(|parent| self.distinct(Some(parent), named));
            steps.push(step.unwrap_or_else(|| named.by_place()));
            next = named.parent;
        }
        if next.is_none() {
            // No step names an element of its own, so the path begins at the root.
            steps.pop();
            steps.push(":root".to_owned());
        }
        steps.reverse();
        Some(steps.join(" > "))
    }

    /// Returns the tag of an element and its first class or id, for people: `nav.menu`.
    pub fn name(&self, element: u32) -> Option<String> {
        let element = self.elements.get(element as usize)?.element.value();
        let mut classes = element.attr("class").unwrap_or_default().split_ascii_whitespace().take(MAX_CLASSES);
        let id = element.attr("id").filter(|id| is_stable(id)).map(|id| format!("#{id}"));
        let class = classes.find(|class| is_stable(class)).map(|class| format!(".{class}"));
        Some(format!("{}{}", element.name(), class.or(id).unwrap_or_default()))
            .filter(|name| name.len() <= 2 * MAX_NAME)
    }

    /// Returns the shortest selector that tells an element from the others in `scope`.
    fn distinct(&self, scope: Scope, named: &Named<'a>) -> Option<String> {
        let is_distinct = |shared: &Trait<'_>| self.count(scope, *shared) == 1;
        let is_stable = |shared: &Trait<'_>| match shared {
            Trait::Id(id) => is_stable(id),
            Trait::Tag(tag, class) => is_type(tag) && class.is_none_or(is_stable),
        };
        named.traits().find(|shared| is_distinct(shared) && is_stable(shared)).map(|shared| match shared {
            Trait::Id(id) => format!("#{id}"),
            Trait::Tag(tag, None) => tag.to_owned(),
            Trait::Tag(tag, Some(class)) => format!("{tag}.{class}"),
        })
    }

    fn count(&self, scope: Scope, shared: Trait<'_>) -> u32 {
        self.counts.get(&(scope, shared)).copied().unwrap_or(0)
    }
}

impl<'a> Named<'a> {
    /// Returns the id of the element, its tag, and its tag with each class.
    fn traits(&self) -> impl Iterator<Item = Trait<'a>> + use<'a> {
        let element = self.element.value();
        let id = element.attr("id").map(Trait::Id);
        let classes = element.attr("class").unwrap_or_default().split_ascii_whitespace().take(MAX_CLASSES);
        let tags = [None].into_iter().chain(classes.map(Some));
        id.into_iter().chain(tags.map(move |class| Trait::Tag(element.name(), class)))
    }

    /// Returns a selector that tells the element from its siblings.
    fn by_place(&self) -> String {
        match self.element.value().name() {
            tag if is_type(tag) => format!("{tag}:nth-of-type({})", self.places.0),
            _ => format!("*:nth-child({})", self.places.1),
        }
    }
}

/// Whether a tag name can stand in a selector as it is.
fn is_type(tag: &str) -> bool {
    tag.starts_with(|c: char| c.is_ascii_lowercase())
        && tag.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

/// Whether an id or a class needs no escape in a selector or in a shell, and does not look
/// generated.
fn is_stable(name: &str) -> bool {
    name.len() <= MAX_NAME
        && name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
        && name.bytes().filter(u8::is_ascii_digit).count() <= MAX_DIGITS
}

#[cfg(test)]
mod tests {
    use scraper::Selector;

    use super::*;
    use crate::html::Parser;

    fn paths(html: &str) -> Vec<String> {
        let page = Selectable::parse(html, Parser::Stream);
        let paths = CssPaths::of(&page);
        (0..paths.elements.len() as u32).map(|element| paths.path(element).expect("a path")).collect()
    }

    #[test]
    fn paths_are_short_and_pass_over_generated_names() {
        let page = "<html><body><main><p>One<p>Two<p class=note>Three</main>
            <div id=side><ul class=x1234><li>Four<li class=last>Five</ul></div><div id=post-4711>Six</div><p>Seven";
        let paths = paths(page);
        let expected = [
            "html",
            "head",
            "body",
            "main",
            "main > p:nth-of-type(1)",
            "main > p:nth-of-type(2)",
            "p.note",
            "#side",
            "ul",
            "ul > li:nth-of-type(1)",
            "li.last",
            "body > div:nth-of-type(2)",
            "body > p",
        ];
        let is_head = |path: &&&str| **path != "head" || paths.iter().any(|path| path == "head");
        assert_eq!(paths, expected.iter().filter(is_head).copied().collect::<Vec<_>>());
    }

    #[test]
    fn a_path_matches_one_element() {
        let page = "<div><div><div id='a b' class='md:w-1/2 c'>1</div><div id=t>2</div><div id=t>3</div></div>
            <x-y><x-y>4</x-y><x-y class=c>5</x-y></x-y></div><a:b>6</a:b><a:b>7</a:b><svg><title>8</title></svg>";
        let selectable = Selectable::parse(page, Parser::Stream);
        let elements: Vec<_> = selectable.elements().collect();
        for (path, element) in paths(page).iter().zip(&elements) {
            let selector = Selector::parse(path).expect(path);
            let found: Vec<_> = elements.iter().filter(|element| selector.matches(element)).collect();
            assert_eq!(found, [element], "{path}");
        }
    }

    #[test]
    fn elements_have_names_for_people() {
        let page = Selectable::parse("<nav class='x12345 menu top' id=n></nav><p id=lead>a<b>b", Parser::Stream);
        let paths = CssPaths::of(&page);
        let names: Vec<_> = (0..paths.elements.len() as u32).filter_map(|element| paths.name(element)).collect();
        assert_eq!(names[names.len() - 3..], ["nav.menu", "p#lead", "b"]);
    }

    #[test]
    fn an_element_too_deep_to_name_has_no_path() {
        let page = format!("<div>a</div>{}<b>x", "<div>".repeat(100));
        let page = Selectable::parse(&page, Parser::Stream);
        let paths = CssPaths::of(&page);
        assert_eq!(paths.path(paths.elements.len() as u32 - 1).as_deref(), Some("b"));
        assert_eq!(paths.path(paths.elements.len() as u32 - 2), None);
    }
}
