//! The index: what is staged, and all that is tracked.
//!
//! The work tree is not looked at. Folders that the index knows to be as the last commit has them are not either, so that the
//! size of the repository hardly matters.

use std::ops::Range;

use gix::ObjectId;
use gix::bstr::{BStr, BString, ByteSlice as _};
use gix::index::entry::{Flags, Mode, Stage};
use gix::index::extension::Tree as KnownTree;

use super::change::Delta;
use super::objects::{Entry, Kept, Objects};
use super::open::{GitError, Repository};
use super::trees::{Comparison, Found, Lost};
use crate::location::Origin;

/// The index, read once.
pub(super) struct Index(gix::index::File);

/// A folder of the index, compared with one of a tree.
struct Folder<'i> {
    /// With a `/` at its end, unless it is the root.
    prefix: BString,
    /// Its entries.
    range: Range<usize>,
    /// What the index remembers of it.
    known: Option<&'i KnownTree>,
    tree: Option<ObjectId>,
}

impl Index {
    /// Reads the index of a repository; one that is not there is empty.
    pub fn read(repository: &Repository, objects: &Objects) -> Result<Self, GitError> {
        let path = repository.index_path(&objects.repository);
        let options = gix::index::decode::Options::default();
        // The checksum is git's to check, and takes longer than all the rest.
        gix::index::File::at_or_default(&path, objects.repository.object_hash(), true, options)
            .map(Self)
            .map_err(|error| GitError::Index {
                path: Origin::file(path.clone()).to_string(),
                why: error.to_string(),
            })
    }

    /// What differs from a commit's tree; from nothing if there is no commit.
    pub fn compare(&self, objects: &Objects, tree: Option<ObjectId>) -> Comparison {
        let mut comparison = Comparison::default();
        let range = 0..self.0.entries().len();
        let mut todo = vec![Folder { prefix: BString::default(), range, known: self.0.tree(), tree }];
        while let Some(folder) = todo.pop() {
            if !folder.is_unchanged() {
                self.folder(folder, objects, &mut comparison, &mut todo);
            }
        }
        comparison.finish(objects);
        comparison
    }

    /// Paths that a merge has left in several versions.
    pub fn unmerged(&self) -> Vec<BString> {
        let unmerged = |entry: &&gix::index::Entry| entry.stage() != Stage::Unconflicted;
        let mut paths: Vec<BString> =
            self.0.entries().iter().filter(unmerged).map(|entry| entry.path(&self.0).to_owned()).collect();
        paths.dedup();
        paths
    }

    /// Compares one folder; its subfolders are left to do.
    fn folder<'i>(
        &'i self,
        folder: Folder<'i>,
        objects: &Objects,
        comparison: &mut Comparison,
        todo: &mut Vec<Folder<'i>>,
    ) {
        let Folder { prefix, range, known, tree } = folder;
        let old = comparison.entries(objects, tree, &prefix);
        let old_tree = |name: &[u8]| {
            let at = old.binary_search_by(|entry| entry.name.as_slice().cmp(name)).ok()?;
            Some(old[at].id).filter(|_| old[at].kept == Kept::Tree)
        };
        let mut new = Vec::new();
        let mut at = range.start;
        while at < range.end {
            let entry = &self.0.entries()[at];
            let path = entry.path(&self.0);
            let rest = &path[prefix.len()..];
            let Some(slash) = rest.find_byte(b'/') else {
                new.extend(blob(entry, rest));
                at += 1;
                continue;
            };
            let (name, inner) = (&rest[..slash], path[..prefix.len() + slash + 1].as_bstr());
            let end =
                at + self.0.entries()[at..range.end].partition_point(|e| e.path(&self.0).starts_with(inner));
            if entry.mode == Mode::DIR && slash + 1 == rest.len() {
                // A sparse index has a whole folder as one entry.
                new.push(Entry { name: name.to_vec(), kept: Kept::Tree, id: entry.id });
            } else {
                let tree = old_tree(name);
                let known = known.and_then(|known| known.children.iter().find(|c| c.name[..] == *name));
                todo.push(Folder { prefix: inner.to_owned(), range: at..end, known, tree });
                // Compared by itself, so that here it counts as unchanged.
                new.extend(tree.map(|id| Entry { name: name.to_vec(), kept: Kept::Tree, id }));
            }
            at = end;
        }
        new.sort_by(|a: &Entry, b| a.name.cmp(&b.name));
        comparison.folder(&prefix, old, new);
    }

    /// Every file, as it is staged.
    pub fn files(&self, objects: &Objects) -> (Vec<Found>, Vec<Lost>) {
        let mut files = Vec::new();
        let mut folders = Comparison::default();
        for entry in self.0.entries() {
            let path = entry.path(&self.0);
            if entry.mode == Mode::DIR {
                folders.folder_of_sparse_index(path, entry.id);
            } else if let Some(Entry { id, .. }) = blob(entry, path) {
                files.push((path.to_owned(), id));
            }
        }
        folders.finish(objects);
        let inside = folders.deltas.into_iter();
        files.extend(inside.filter_map(|Delta { path, new, .. }| Some((path, new?))));
        files.sort();
        (files, folders.gaps)
    }
}

impl Folder<'_> {
    fn is_unchanged(&self) -> bool {
        let known = self.known.filter(|known| known.num_entries.is_some());
        known.is_some_and(|known| Some(known.id) == self.tree)
    }
}

/// An entry with content. What is only meant to be added has none yet; a submodule's is elsewhere; a conflict's is not decided.
fn blob(entry: &gix::index::Entry, name: &BStr) -> Option<Entry> {
    let is_blob = matches!(entry.mode, Mode::FILE | Mode::FILE_EXECUTABLE | Mode::SYMLINK);
    let is_staged = entry.stage() == Stage::Unconflicted && !entry.flags.contains(Flags::INTENT_TO_ADD);
    (is_blob && is_staged).then(|| Entry { name: name.to_vec(), kept: Kept::Blob, id: entry.id })
}
