//! What differs between two trees.

use std::cmp::Ordering;

use gix::ObjectId;
use gix::bstr::{BStr, BString, ByteVec as _};

use super::change::Delta;
use super::objects::{Entry, Kept, Objects};
use crate::location::GapReason;

/// How many paths may differ between two trees. A tree of few objects can name more paths than anybody can list.
const MOST_PATHS: usize = 2_000_000;

/// A path and what it holds.
pub(super) type Found = (BString, ObjectId);

/// A path and why what it holds is not known.
pub(super) type Lost = (BString, GapReason);

/// Two versions of a folder, either of which may not be there.
#[derive(Debug)]
pub(super) struct Pair {
    /// With a `/` at its end, unless it is the root.
    pub prefix: BString,
    pub old: Option<ObjectId>,
    pub new: Option<ObjectId>,
}

/// What differs so far, and what is still to be compared.
#[derive(Debug, Default)]
pub(super) struct Comparison {
    pub deltas: Vec<Delta>,
    /// What could not be compared, by path.
    pub gaps: Vec<Lost>,
    todo: Vec<Pair>,
}

impl Comparison {
    /// Compares two trees.
    pub fn of(objects: &Objects, old: Option<ObjectId>, new: Option<ObjectId>) -> Self {
        let mut comparison = Self::default();
        comparison.todo.push(Pair { prefix: BString::default(), old, new });
        comparison.finish(objects);
        comparison
    }

    /// Compares all that is left. A loop and not a recursion: how deep trees nest is their author's choice.
    pub fn finish(&mut self, objects: &Objects) {
        while let Some(Pair { prefix, old, new }) = self.todo.pop() {
            if old == new {
                continue;
            }
            if self.deltas.len() + self.todo.len() > MOST_PATHS {
                self.gaps.push((prefix, GapReason::TooManyFindings(MOST_PATHS)));
                return;
            }
            let (old, new) = (self.entries(objects, old, &prefix), self.entries(objects, new, &prefix));
            self.folder(&prefix, old, new);
        }
    }

    /// Adds a folder that a sparse index names with a `/` at its end, as something to be listed whole.
    pub fn folder_of_sparse_index(&mut self, prefix: &BStr, tree: ObjectId) {
        self.todo.push(Pair { prefix: prefix.to_owned(), old: None, new: Some(tree) });
    }

    /// The entries of a folder, sorted by name.
    pub fn entries(&mut self, objects: &Objects, id: Option<ObjectId>, prefix: &BString) -> Vec<Entry> {
        let mut buffer = Vec::new();
        let mut entries = match id.map(|id| objects.tree(&id, &mut buffer)) {
            Some(Ok(entries)) => entries,
            Some(Err(reason)) => {
                self.gaps.push((prefix.clone(), reason));
                Vec::new()
            }
            None => Vec::new(),
        };
        entries.sort_by(|a, b| a.name.cmp(&b.name));
        entries
    }

    /// Compares the entries of two versions of a folder, both sorted by name.
    pub fn folder(&mut self, prefix: &BString, old: Vec<Entry>, new: Vec<Entry>) {
        let (mut old, mut new) = (old.into_iter().peekable(), new.into_iter().peekable());
        loop {
            let order = match (old.peek(), new.peek()) {
                (Some(a), Some(b)) => a.name.cmp(&b.name),
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (None, None) => break,
            };
            let was = if order.is_le() { old.next() } else { None };
            let is = if order.is_ge() { new.next() } else { None };
            self.entry(prefix, was, is);
        }
    }

    /// Notes what has become of one name.
    fn entry(&mut self, prefix: &BString, old: Option<Entry>, new: Option<Entry>) {
        if old == new {
            return;
        }
        let Some(name) = old.as_ref().or(new.as_ref()).map(|entry| entry.name.clone()) else { return };
        let mut path = prefix.clone();
        path.push_str(name);
        let of = |entry: &Option<Entry>, kept| entry.as_ref().filter(|e| e.kept == kept).map(|e| e.id);
        let (old_blob, new_blob) = (of(&old, Kept::Blob), of(&new, Kept::Blob));
        let (old_tree, new_tree) = (of(&old, Kept::Tree), of(&new, Kept::Tree));
        if old_blob != new_blob {
            self.deltas.push(Delta { path: path.clone(), old: old_blob, new: new_blob });
        }
        if old_tree != new_tree {
            path.push(b'/');
            self.todo.push(Pair { prefix: path, old: old_tree, new: new_tree });
        }
    }
}
