//! What surrounds a text: what stood in its place before, and which file of the project it is.

use std::path::PathBuf;

use crate::finding::Secret;

/// The surroundings of a text. They are asked for what may become a finding, and for nothing else.
pub(super) trait Setting {
    /// Whether a value stood there before the change that is scanned.
    fn was_before(&self, secret: &Secret) -> bool;

    /// The file whose sides are the text's.
    fn file(&self) -> SideOf;

    /// Whether the text is what a module of the project is now, so that lints can follow what it does.
    fn is_module_of_project(&self) -> bool;
}

/// Whose side a place in a text has.
pub(super) enum SideOf {
    /// Its own path's: it is a file.
    Itself,
    /// Another path's, under which the project has the same text.
    File(PathBuf),
    /// No file's: only the path can tell.
    Path,
}

/// A file as it is: everything in it counts.
pub(super) struct AsItIs;

impl Setting for AsItIs {
    fn was_before(&self, _secret: &Secret) -> bool {
        false
    }

    fn file(&self) -> SideOf {
        SideOf::Itself
    }

    fn is_module_of_project(&self) -> bool {
        true
    }
}
