//! Where bytes come from: files below the given paths, named files, standard input.
//!
//! A source opens and reads; it judges nothing. Whatever it cannot read becomes a
//! [`crate::location::Gap`], never an early end.

pub mod git;
mod pieces;
mod repository;
mod walk;

pub use pieces::{Piece, Pieces};
pub use repository::{checkout, resolve_links};
pub use walk::{Options, Visitor, walk};
