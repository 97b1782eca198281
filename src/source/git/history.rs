//! Every version of every file that leads to HEAD, or to any branch and tag: each blob once, under the path at which it came first.

use std::collections::HashSet;
use std::sync::Arc;

use gix::ObjectId;
use gix::bstr::{BStr, BString};
use gix::hashtable::{HashMap, hash_map::Entry};
use gix::objs::TreeRefIter;
use gix::objs::tree::EntryKind;
use gix::odb::store::iter::Ordering;

use super::commits::Commits;
use super::objects::Objects;
use super::open::{GitError, Repository};
use super::paths::{PathId, ROOT};
use super::plan::{Filter, Plan};
use super::present::Present;
use crate::location::{GapReason, Origin, PathGlobs};

/// Paths of one object that are looked at. A few objects can name more paths than there are atoms.
const MOST_PATHS: u16 = 64;

/// Whether a text is scanned alike under two paths.
pub type Alike<'a> = dyn Fn(&Origin, &Origin) -> bool + 'a;

impl Repository {
    /// All that led to HEAD; with `all`, to any reference.
    ///
    /// # Errors
    /// The references cannot be read.
    pub fn history(
        &self,
        all: bool,
        exclude: Option<&PathGlobs>,
        alike: &Alike<'_>,
    ) -> Result<Plan, GitError> {
        let objects = self.objects();
        let mut tips: Vec<ObjectId> = objects.head().into_iter().collect();
        let mut others = Vec::new();
        if all {
            self.references(&objects, &mut tips, &mut others)?;
        }
        let commits = Commits::between(&objects, &[], &tips);
        let mut plan = Plan { has_versions: true, ..Plan::default() };
        let mut walk = Walk {
            objects: &objects,
            filter: Filter { repository: self, exclude },
            alike,
            plan: &mut plan,
            seen: HashMap::default(),
            again: HashSet::new(),
            gaps: Vec::new(),
            buffer: Vec::new(),
        };
        for node in &commits.nodes {
            let commit = walk.plan.add_commit(node);
            walk.tree(node.tree, ROOT, Some(commit));
        }
        for (name, id, kind) in others {
            let path = walk.plan.paths.of(&name);
            match kind {
                gix::objs::Kind::Tree => walk.tree(id, path, None),
                _ => walk.blob(id, path, None),
            }
        }
        let gaps = std::mem::take(&mut walk.gaps);
        plan.add_gaps(self, gaps);
        plan.add_gaps(self, commits.gaps.into_iter().map(|reason| (BString::default(), reason)).collect());
        plan.sort_as_stored(&objects);
        let head = objects.head().and_then(|head| objects.commit(&head, &mut Vec::new()).ok());
        plan.present = Arc::new(Present::checked_out(head.map(|head| head.tree)));
        Ok(plan)
    }

    /// What references stand for: commits, and now and then a tree or a blob that somebody has tagged.
    fn references(
        &self,
        objects: &Objects,
        tips: &mut Vec<ObjectId>,
        others: &mut Vec<(BString, ObjectId, gix::objs::Kind)>,
    ) -> Result<(), GitError> {
        let broken = |error: gix::Error| GitError::References { why: error.to_string() };
        let platform = objects.repository.references().map_err(broken)?;
        for reference in platform.all().map_err(broken)? {
            let mut reference = reference.map_err(|error| GitError::References { why: error.to_string() })?;
            let name = reference.name().as_bstr().to_owned();
            // One that leads nowhere is a branch without a commit, or the commit is missing.
            let Ok(id) = reference.peel_to_id() else { continue };
            match id.header().map(|header| header.kind()) {
                Ok(gix::objs::Kind::Commit) | Err(_) => tips.push(id.detach()),
                Ok(kind) => others.push((name, id.detach(), kind)),
            }
        }
        Ok(())
    }
}

/// Walks trees, the oldest first, and leaves out what it has seen.
struct Walk<'w> {
    objects: &'w Objects,
    filter: Filter<'w>,
    alike: &'w Alike<'w>,
    plan: &'w mut Plan,
    seen: HashMap<ObjectId, Seen>,
    /// Objects under further paths than their first.
    again: HashSet<(ObjectId, PathId)>,
    gaps: Vec<(BString, GapReason)>,
    buffer: Vec<u8>,
}

/// Where an object came first, and at how many paths it was met.
struct Seen {
    path: PathId,
    paths: u16,
    /// For a blob, whether it is scanned.
    planned: bool,
}

impl Walk<'_> {
    /// Walks a tree. A loop and not a recursion: how deep trees nest is their author's choice.
    fn tree(&mut self, id: ObjectId, path: PathId, commit: Option<u32>) {
        let mut todo = Vec::new();
        if self.is_new(id, |_| path, |known, _| known == path) {
            todo.push((id, path));
        }
        let mut buffer = std::mem::take(&mut self.buffer);
        while let Some((id, folder)) = todo.pop() {
            if let Err(reason) = self.objects.tree_data(&id, &mut buffer) {
                self.gaps.push((self.plan.paths.path(folder), reason));
                continue;
            }
            for entry in TreeRefIter::from_bytes(&buffer, id.kind()) {
                let Ok(entry) = entry else {
                    let reason = GapReason::BrokenObject(id.to_string(), "it is cut off".to_owned());
                    self.gaps.push((self.plan.paths.path(folder), reason));
                    break;
                };
                let (name, id) = (entry.filename, entry.oid.to_owned());
                match entry.mode.kind() {
                    EntryKind::Tree => {
                        if let Some(path) = self.met(id, folder, name) {
                            todo.push((id, path));
                        }
                    }
                    EntryKind::Blob | EntryKind::BlobExecutable | EntryKind::Link => {
                        if let Some(path) = self.met(id, folder, name) {
                            self.blob_at(id, path, commit);
                        }
                    }
                    EntryKind::Commit => {}
                }
            }
        }
        self.buffer = buffer;
    }

    /// A blob that a reference names.
    fn blob(&mut self, id: ObjectId, path: PathId, commit: Option<u32>) {
        if self.is_new(id, |_| path, |known, _| known == path) {
            self.blob_at(id, path, commit);
        }
    }

    /// Plans a blob under a path that is new for it, unless it is planned under one that comes to the same.
    fn blob_at(&mut self, id: ObjectId, path: PathId, commit: Option<u32>) {
        let Some(seen) = self.seen.get_mut(&id) else { return };
        if seen.planned {
            let repository = self.filter.repository;
            let origin = |path| repository.file(BStr::new(&self.plan.paths.path(path)));
            if (self.alike)(&origin(seen.path), &origin(path)) {
                return;
            }
        }
        let name = self.plan.paths.path(path);
        let planned = self.plan.blobs.len();
        self.plan.add(&self.filter, BStr::new(&name), id, (commit, None));
        if self.plan.blobs.len() > planned && !seen.planned {
            (seen.path, seen.planned) = (path, true);
        }
    }

    /// The number of the path, unless the object was met there before.
    fn met(&mut self, id: ObjectId, folder: PathId, name: &BStr) -> Option<PathId> {
        let mut met = None;
        let is_new = self.is_new(
            id,
            |plan| *met.insert(plan.paths.below(folder, name)),
            |known, plan| plan.paths.is(known, folder, name),
        );
        met.filter(|_| is_new)
    }

    fn is_new(
        &mut self,
        id: ObjectId,
        path: impl FnOnce(&mut Plan) -> PathId,
        is_same: impl Fn(PathId, &Plan) -> bool,
    ) -> bool {
        match self.seen.entry(id) {
            Entry::Vacant(entry) => {
                entry.insert(Seen { path: path(self.plan), paths: 1, planned: false });
                true
            }
            Entry::Occupied(mut entry) => {
                let seen = entry.get_mut();
                if is_same(seen.path, self.plan) || seen.paths >= MOST_PATHS {
                    return false;
                }
                let is_new = self.again.insert((id, path(self.plan)));
                seen.paths += u16::from(is_new);
                is_new
            }
        }
    }
}

impl Plan {
    /// Puts blobs into the order in which they are stored: what is stored as a difference is near to what it differs from.
    fn sort_as_stored(&mut self, objects: &Objects) {
        let Ok(all) = objects.repository.objects.iter() else { return };
        let mut ranks: HashMap<ObjectId, u32> = self.blobs.iter().map(|blob| (blob.id, u32::MAX)).collect();
        let all = all.with_ordering(Ordering::PackAscendingOffsetThenLooseLexicographical);
        for (rank, id) in (0..u32::MAX).zip(all) {
            if let Some(known) = id.ok().and_then(|id| ranks.get_mut(&id)) {
                *known = (*known).min(rank);
            }
        }
        self.blobs.sort_by_key(|blob| (ranks.get(&blob.id).copied(), blob.path));
    }
}
