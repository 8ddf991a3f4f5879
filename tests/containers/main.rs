//! Containers of pages, intact and damaged. Real writers made them (`data/make.py`).

mod charset;
mod damage;
mod limits;
mod many;
mod one;
mod support;
