//! One step of a repository: what a commit, or the index that will be one, has in place of what its parents had.

use std::collections::HashMap;

use gix::ObjectId;
use gix::bstr::BString;

/// A path whose content is another than before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Delta {
    pub path: BString,
    /// None if there was nothing.
    pub old: Option<ObjectId>,
    /// None if there is nothing any more.
    pub new: Option<ObjectId>,
}

/// What stood before a step at the paths that it changes. What it holds is not new, wherever the step has moved it.
#[derive(Debug, Default)]
pub struct Change {
    /// Old and new content of every path that differs from some parent's; neither is listed where there is none.
    pairs: Vec<(Option<ObjectId>, Option<ObjectId>)>,
    /// The old contents of each path that exists in some parent.
    before: HashMap<BString, Vec<ObjectId>>,
}

impl Change {
    /// From what differs from each of the parents. Returns also the paths whose content is no parent's.
    pub(super) fn new(parents: Vec<Vec<Delta>>) -> (Self, Vec<(BString, ObjectId)>) {
        let count = parents.len();
        let mut change = Self::default();
        let mut differing: HashMap<BString, (usize, ObjectId)> = HashMap::new();
        for delta in parents.into_iter().flatten() {
            change.pairs.push((delta.old, delta.new));
            if let Some(new) = delta.new {
                differing.entry(delta.path.clone()).or_insert((0, new)).0 += 1;
            }
            if let Some(old) = delta.old {
                change.before.entry(delta.path).or_default().push(old);
            }
        }
        let mut new: Vec<(BString, ObjectId)> = differing
            .into_iter()
            .filter(|(_, (differs_from, _))| *differs_from == count)
            .map(|(path, (_, id))| (path, id))
            .collect();
        new.sort();
        (change, new)
    }

    /// What a path held before.
    pub fn before(&self, path: &[u8]) -> &[ObjectId] {
        self.before.get(gix::bstr::BStr::new(path)).map_or(&[], Vec::as_slice)
    }

    /// What paths held before, with what they hold now if they hold anything.
    pub fn replaced(&self) -> impl Iterator<Item = (&ObjectId, Option<&ObjectId>)> {
        self.pairs.iter().filter_map(|(old, new)| Some((old.as_ref()?, new.as_ref())))
    }
}
