use super::*;
use crate::html::class::{BUTTON_SCOPE, ITEM, LIST_SCOPE, SCOPE, TABLE_SCOPE};

fn open(tags: &[Tag]) -> OpenElements {
    let mut open = OpenElements::default();
    for tag in tags {
        open.push(*tag, Namespace::Html, tag.class());
    }
    open
}

#[test]
fn barriers_end_scopes() {
    let mut elements = open(&[Tag::P, Tag::BUTTON, Tag::UL, Tag::SPAN]);
    assert_eq!(elements.in_scope(Tag::P, SCOPE), Some(1));
    assert_eq!(elements.in_scope(Tag::P, BUTTON_SCOPE), None);
    assert_eq!(elements.in_scope(Tag::P, LIST_SCOPE), None);
    assert_eq!(elements.in_scope(Tag::P, TABLE_SCOPE), Some(1));
    assert_eq!(elements.in_scope(Tag::UL, LIST_SCOPE), Some(3));
    assert_eq!(elements.in_scope(Tag::DIV, SCOPE), None);
    assert_eq!(elements.barrier(SPECIAL), 3);
}

#[test]
fn popping_uncovers_the_previous_entry() {
    let mut elements = open(&[Tag::B, Tag::DIV, Tag::B]);
    assert_eq!(elements.last(Tag::B), 3);
    assert_eq!(elements.pop(), Some(Tag::B));
    assert_eq!(elements.last(Tag::B), 1);
    elements.end(1);
    assert_eq!(elements.last(Tag::B), 0);
    assert_eq!(elements.pop_ended(), None);
    assert_eq!(elements.pop(), Some(Tag::DIV));
    assert_eq!(elements.pop_ended(), Some(Tag::B));
    assert_eq!(elements.len(), 0);
}

#[test]
fn an_ended_form_is_not_a_barrier() {
    let mut elements = open(&[Tag::SPAN, Tag::FORM, Tag::I, Tag::FORM, Tag::I]);
    assert_eq!(elements.barrier(SPECIAL), 4);
    elements.end(4);
    assert_eq!(elements.barrier(SPECIAL), 2);
    elements.end(2);
    assert_eq!(elements.barrier(SPECIAL), 0);
    assert_eq!(elements.barrier(ITEM), 0);
    assert_eq!(elements.in_scope(Tag::SPAN, SPECIAL), Some(1));
}

#[test]
fn foreign_elements_are_counted_separately() {
    let mut elements = open(&[Tag::A]);
    elements.push(Tag::A, Namespace::Svg, 0);
    assert_eq!((elements.last(Tag::A), elements.last_foreign(Tag::A)), (1, 2));
    assert_eq!(elements.top_tag(), None);
    elements.push(Tag::P, Namespace::Html, Tag::P.class());
    assert_eq!(elements.last_foreign(Tag::A), 0);
}
