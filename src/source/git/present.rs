//! Which blobs are files of the project as it is now, so that their sides can be asked for.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use gix::ObjectId;
use gix::bstr::{BStr, BString};

use super::objects::{Kept, Objects};
use super::open::Repository;
use super::trees::Comparison;

/// The files of the project as it is now.
#[derive(Debug, Default)]
pub enum Present {
    /// What is staged at the paths that a commit would change.
    Staged(HashMap<BString, ObjectId>),
    /// The tree of HEAD, and the paths that some commits change.
    Head(Option<ObjectId>, HashSet<BString>),
    /// The tree of HEAD, where the work tree has the same bytes.
    CheckedOut(Tree),
    /// The work tree's own files, where they hold the same bytes.
    #[default]
    WorkTree,
}

/// A tree, and where its blobs are in it.
#[derive(Debug)]
pub struct Tree {
    id: Option<ObjectId>,
    /// A path of each blob, read when the first is asked for.
    blobs: OnceLock<HashMap<ObjectId, BString>>,
}

impl Tree {
    fn blobs(&self, objects: &Objects) -> &HashMap<ObjectId, BString> {
        self.blobs.get_or_init(|| {
            let all = Comparison::of(objects, None, self.id).deltas;
            all.into_iter().filter_map(|delta| Some((delta.new?, delta.path))).collect()
        })
    }

    /// The path of a blob: its own, if it has several.
    fn path<'p>(&'p self, objects: &Objects, own: &'p BString, id: &ObjectId) -> Option<&'p BString> {
        let known = self.blobs(objects).get(id)?;
        let is_own = || self.id.and_then(|tree| objects.find(tree, own)) == Some(*id);
        Some(if known == own || is_own() { own } else { known })
    }
}

impl Present {
    /// The tree of HEAD, where the work tree has the same bytes.
    pub(super) fn checked_out(head: Option<ObjectId>) -> Self {
        Self::CheckedOut(Tree { id: head, blobs: OnceLock::new() })
    }

    /// The file whose side is the blob's, if the blob is what the project has there now; under its own path rather than another's.
    pub fn file(
        &self,
        repository: &Repository,
        objects: &Objects,
        path: &BString,
        id: &ObjectId,
    ) -> Option<PathBuf> {
        let path = match self {
            Self::Staged(staged) if staged.get(path) == Some(id) => path,
            Self::Head(tree, _) if tree.and_then(|tree| objects.find(tree, path)) == Some(*id) => path,
            Self::CheckedOut(tree) => tree.path(objects, path, id)?,
            Self::WorkTree => path,
            Self::Staged(_) | Self::Head(..) => return None,
        };
        let file = repository.work_tree()?.join(gix::path::from_bstr(BStr::new(path)).ok()?);
        let is_same = match self {
            Self::Staged(_) | Self::Head(..) => file.is_file(),
            Self::CheckedOut(_) | Self::WorkTree => holds(&file, objects, id),
        };
        is_same.then(|| repository.file(BStr::new(path)).path().to_owned())
    }

    /// What counts in place of what a file of the work tree holds, if anything does.
    pub fn text(&self, repository: &Repository, file: &Path) -> Option<Vec<u8>> {
        let path = file.strip_prefix(repository.work_tree()?).ok()?;
        let path = gix::path::to_unix_separators_on_windows(gix::path::into_bstr(path).ok()?).into_owned();
        let (id, objects) = match self {
            Self::Staged(staged) => (*staged.get(&path)?, repository.objects()),
            Self::Head(tree, paths) if paths.contains(&path) => {
                let objects = repository.objects();
                (objects.find((*tree)?, &path)?, objects)
            }
            Self::Head(..) | Self::CheckedOut(_) | Self::WorkTree => return None,
        };
        let mut text = Vec::new();
        objects.blob(&id, &mut text).ok().map(|()| text)
    }

    /// Whether HEAD has a blob: at its path where only some paths are looked at, else anywhere.
    pub fn is_at_head(&self, objects: &Objects, path: &BString, id: &ObjectId) -> bool {
        match self {
            Self::Head(tree, _) => tree.and_then(|tree| objects.find(tree, path)) == Some(*id),
            Self::CheckedOut(tree) => tree.blobs(objects).contains_key(id),
            Self::Staged(_) | Self::WorkTree => false,
        }
    }
}

/// Whether a file holds what a blob does.
fn holds(file: &Path, objects: &Objects, id: &ObjectId) -> bool {
    let mut blob = Vec::new();
    let size = file.symlink_metadata().ok().filter(|m| m.is_file()).map(|m| m.len());
    objects.blob(id, &mut blob).is_ok()
        && size == Some(blob.len() as u64)
        && std::fs::read(file).is_ok_and(|bytes| bytes == blob)
}

impl Objects {
    /// The blob at a path below a tree.
    fn find(&self, mut tree: ObjectId, path: &BString) -> Option<ObjectId> {
        let mut buffer = Vec::new();
        let mut names = path.split(|b| *b == b'/').peekable();
        while let Some(name) = names.next() {
            let entries = self.tree(&tree, &mut buffer).ok()?;
            let entry = entries.into_iter().find(|entry| entry.name == name)?;
            match (entry.kept, names.peek().is_some()) {
                (Kept::Tree, true) => tree = entry.id,
                (Kept::Blob, false) => return Some(entry.id),
                _ => return None,
            }
        }
        None
    }
}
