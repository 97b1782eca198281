//! Texts that count in place of what files hold: what is staged is not what the work tree has.

use std::fmt;
use std::path::Path;
use std::sync::Arc;

use super::project::{LARGEST, read_small};

/// The bytes that count in place of an absolute path's own, if any do.
type Texts = dyn Fn(&Path) -> Option<Vec<u8>> + Send + Sync;

/// Texts by absolute paths, above the files of the disk.
#[derive(Clone, Default)]
pub struct Overlay(Option<Arc<Texts>>);

impl Overlay {
    /// What `texts` knows counts; for other paths the disk is read.
    pub fn new(texts: impl Fn(&Path) -> Option<Vec<u8>> + Send + Sync + 'static) -> Self {
        Self(Some(Arc::new(texts)))
    }

    /// What counts in place of a file's own bytes, if anything does.
    pub(super) fn text(&self, path: &Path) -> Option<Vec<u8>> {
        self.0.as_ref().and_then(|texts| texts(path))
    }

    /// A file's text, if it is one of a size that people write.
    pub(super) fn read(&self, path: &Path) -> Option<String> {
        match self.text(path) {
            Some(text) if text.len() as u64 > LARGEST => None,
            Some(text) => Some(String::from_utf8_lossy(&text).into_owned()),
            None => read_small(path),
        }
    }
}

impl fmt::Debug for Overlay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_some() { "Overlay(..)" } else { "Overlay(none)" })
    }
}
