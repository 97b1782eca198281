//! Whether a value stood in a repository before a change: in the same file, or in what the change takes out elsewhere.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::path::PathBuf;
use std::rc::Rc;

use memchr::memmem;

use super::setting::{Setting, SideOf};
use crate::decode::{self, Fragment};
use crate::finding::Secret;
use crate::source::Piece;
use crate::source::git::{Change, ObjectId, Objects, Plan, Planned, Repository};

/// Bytes of old contents that one change is searched for what it has moved. Beyond them a moved value counts as new.
const MOST_MOVED: usize = 256 * 1024 * 1024;

/// The surroundings of a planned blob.
pub(super) struct InRepository<'p> {
    pub repository: &'p Repository,
    pub plan: &'p Plan,
    pub planned: &'p Planned,
    pub objects: &'p Objects,
    /// What its change has replaced.
    pub replaced: Option<Rc<Replaced<'p>>>,
    /// What stood at its own path.
    same: OnceCell<Vec<Vec<u8>>>,
    /// The file that it is now, once that was asked.
    file: OnceCell<Option<PathBuf>>,
}

/// What a change has replaced: old and new contents, read when the first value is held against them.
pub(super) struct Replaced<'p> {
    pub number: u32,
    change: &'p Change,
    texts: OnceCell<Vec<(Vec<u8>, Vec<u8>)>>,
}

impl<'p> Replaced<'p> {
    pub fn new(number: u32, change: &'p Change) -> Self {
        Self { number, change, texts: OnceCell::new() }
    }

    fn texts(&self, objects: &Objects) -> &[(Vec<u8>, Vec<u8>)] {
        self.texts.get_or_init(|| {
            let mut room = MOST_MOVED;
            let mut texts = Vec::new();
            for (old, new) in self.change.replaced() {
                let pair = (text(objects, old), new.map_or(Vec::new(), |new| text(objects, new)));
                let Some(left) = room.checked_sub(pair.0.len() + pair.1.len()) else { break };
                room = left;
                texts.push(pair);
            }
            texts
        })
    }
}

impl<'p> InRepository<'p> {
    pub fn new(
        repository: &'p Repository,
        plan: &'p Plan,
        planned: &'p Planned,
        objects: &'p Objects,
        replaced: Option<Rc<Replaced<'p>>>,
    ) -> Self {
        Self { repository, plan, planned, objects, replaced, same: OnceCell::new(), file: OnceCell::new() }
    }

    /// Whether the blob was found to be a file of the project as it is now.
    pub fn is_present(&self) -> bool {
        self.file.get().is_some_and(Option::is_some)
    }

    /// What stood at the blob's own path before.
    pub fn old_texts(&self) -> &[Vec<u8>] {
        self.same.get_or_init(|| {
            let ids =
                self.replaced.iter().flat_map(|r| r.change.before(&self.plan.path(self.planned)).to_vec());
            ids.map(|id| text(self.objects, &id)).collect()
        })
    }
}

impl InRepository<'_> {
    /// Whether a line stood there before the change, or where the change has taken it from.
    pub fn had_line(&self, line: &[u8]) -> bool {
        let Some(replaced) = &self.replaced else { return false };
        let holds = |text: &[u8]| lines(text).any(|other| other == line);
        self.old_texts().iter().any(|text| holds(text))
            || replaced.texts(self.objects).iter().any(|(old, new)| holds(old) && !holds(new))
    }
}

/// The lines of a text without their ends.
pub(super) fn lines(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    text.split(|byte| *byte == b'\n').map(|line| line.strip_suffix(b"\r").unwrap_or(line))
}

impl Setting for InRepository<'_> {
    fn was_before(&self, secret: &Secret) -> bool {
        let Some(replaced) = &self.replaced else { return false };
        let value = Value::new(secret);
        self.old_texts().iter().any(|text| value.count_in(text) > 0)
            || replaced.texts(self.objects).iter().any(|(old, new)| value.count_in(old) > value.count_in(new))
    }

    fn file(&self) -> SideOf {
        let file = self.file.get_or_init(|| {
            let path = self.plan.path(self.planned);
            self.plan.present.file(self.repository, self.objects, &path, &self.planned.id)
        });
        file.clone().map_or(SideOf::Path, SideOf::File)
    }

    fn is_module_of_project(&self) -> bool {
        // A history is searched for values; what the code that is checked out does with them, a scan of files tells.
        !self.plan.has_versions && matches!(self.file(), SideOf::File(_))
    }
}

/// A blob's text, decoded; nothing if it cannot be read, which is told where it is scanned.
fn text(objects: &Objects, id: &ObjectId) -> Vec<u8> {
    let mut bytes = Vec::new();
    if objects.blob(id, &mut bytes).is_err() {
        return Vec::new();
    }
    let decoded = match decoded(&bytes) {
        Cow::Owned(text) => Some(text),
        Cow::Borrowed(_) => None,
    };
    decoded.unwrap_or(bytes)
}

/// The text of a whole blob.
pub(super) fn decoded(bytes: &[u8]) -> Cow<'_, [u8]> {
    let piece = Piece { bytes, offset: 0, own: 0..bytes.len(), next: bytes.len(), last: true };
    Fragment::new(&piece, decode::encoding(bytes)).text
}

/// A value to look for.
struct Value<'s> {
    bytes: Cow<'s, [u8]>,
    /// It stands on several lines: how these end and are indented does not matter.
    has_lines: bool,
}

impl<'s> Value<'s> {
    fn new(secret: &'s Secret) -> Self {
        let bytes = secret.reveal();
        match bytes.contains(&b'\n') {
            true => Self { bytes: Cow::Owned(without_space(bytes)), has_lines: true },
            false => Self { bytes: Cow::Borrowed(bytes), has_lines: false },
        }
    }

    /// How often it stands in a text by itself, not as a part of another word.
    fn count_in(&self, text: &[u8]) -> usize {
        if self.has_lines {
            return memmem::find_iter(&without_space(text), &self.bytes).count();
        }
        let is_whole = |at: &usize| {
            let end = at + self.bytes.len();
            let before = at.checked_sub(1).and_then(|at| text.get(at));
            !(is_joined(before, self.bytes.first()) || is_joined(self.bytes.last(), text.get(end)))
        };
        memmem::find_iter(text, &self.bytes).filter(is_whole).count()
    }
}

fn is_joined(left: Option<&u8>, right: Option<&u8>) -> bool {
    left.is_some_and(u8::is_ascii_alphanumeric) && right.is_some_and(u8::is_ascii_alphanumeric)
}

fn without_space(bytes: &[u8]) -> Vec<u8> {
    bytes.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_counted_where_it_is_whole() {
        let count = |secret: &str, text: &str| {
            Value::new(&Secret::new(secret.as_bytes(), 0)).count_in(text.as_bytes())
        };
        assert_eq!(count("letmein", "a = letmein; b = \"letmein\""), 2);
        assert_eq!(count("letmein", "letmeinside, pleaseletmein"), 0);
        assert_eq!(count("$ecret!", "x$ecret!y"), 1);
        assert_eq!(count("a\nb", "  a\r\n  b\r\n"), 1);
        assert_eq!(count("letmein", ""), 0);
    }
}
