//! Files that hold pages, made by real writers (`data/make.py`): what comes out
//! of them, whole and damaged.

mod charset;
mod damage;
mod limits;
mod many;
mod one;
mod support;
