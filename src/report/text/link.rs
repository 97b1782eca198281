//! Hyperlinks as terminals know them (OSC 8).

use url::Url;

use crate::location::Origin;

/// Whether there are any.
#[derive(Debug, Clone, Copy)]
pub struct Links(pub bool);

impl Links {
    /// A text that leads to a page.
    pub fn to(self, url: Option<&str>, text: &str) -> String {
        match url {
            Some(url) if self.0 => format!("\x1b]8;;{url}\x1b\\{text}\x1b]8;;\x1b\\"),
            _ => text.to_owned(),
        }
    }

    /// A path that leads to its file, unless the file is a commit's and not what is there now.
    pub fn to_file(self, origin: &Origin) -> String {
        // A name that is masked leads nowhere, and the real one must not be in a link either.
        let leads_there = self.0 && origin.shown_file().is_none() && origin.commit().is_none();
        let url = if leads_there { file_url(origin) } else { None };
        self.to(url.as_deref(), &origin.to_string())
    }
}

/// Paths are relative to the working folder, as they were when the file was opened.
fn file_url(origin: &Origin) -> Option<String> {
    let path = std::path::absolute(origin.file_path()).ok()?;
    Url::from_file_path(path).ok().map(String::from)
}
