//! Reads objects, each thread for itself.

use gix::ObjectId;
use gix::objs::tree::EntryKind;
use gix::objs::{CommitRefIter, Find as _, Kind, TreeRefIter};

use super::commits::Node;
use crate::location::GapReason;

/// Bytes of packed objects that a thread keeps, since most objects are stored as differences from others.
const PACK_CACHE: usize = 32 * 1024 * 1024;

/// A thread's way to a repository's objects.
pub struct Objects {
    pub(super) repository: gix::Repository,
}

/// What an entry of a tree is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kept {
    /// A file's content, or a symbolic link's target.
    Blob,
    /// A folder.
    Tree,
}

/// An entry of a tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    pub name: Vec<u8>,
    pub kept: Kept,
    pub id: ObjectId,
}

impl Objects {
    pub(super) fn new(mut repository: gix::Repository) -> Self {
        // What a partial clone lacks does not come by looking again.
        repository.objects.refresh_never();
        repository
            .objects
            .set_pack_cache(|| Box::new(gix::odb::pack::cache::lru::MemoryCappedHashmap::new(PACK_CACHE)));
        Self { repository }
    }

    /// Reads a blob into a buffer.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn blob(&self, id: &ObjectId, buffer: &mut Vec<u8>) -> Result<(), GapReason> {
        self.read(id, Kind::Blob, buffer)
    }

    /// The commit that is checked out, if there is one yet.
    pub(super) fn head(&self) -> Option<ObjectId> {
        self.repository.head().ok()?.id().map(|id| id.detach())
    }

    /// The entries of a tree, without submodules: they are repositories of their own.
    pub(super) fn tree(&self, id: &ObjectId, buffer: &mut Vec<u8>) -> Result<Vec<Entry>, GapReason> {
        self.read(id, Kind::Tree, buffer)?;
        let mut entries = Vec::new();
        for entry in TreeRefIter::from_bytes(buffer, id.kind()) {
            let entry = entry.map_err(|error| GapReason::BrokenObject(id.to_string(), error.to_string()))?;
            let kept = match entry.mode.kind() {
                EntryKind::Tree => Kept::Tree,
                EntryKind::Blob | EntryKind::BlobExecutable | EntryKind::Link => Kept::Blob,
                EntryKind::Commit => continue,
            };
            entries.push(Entry { name: entry.filename.to_vec(), kept, id: entry.oid.to_owned() });
        }
        Ok(entries)
    }

    /// The bytes of a tree.
    pub(super) fn tree_data(&self, id: &ObjectId, buffer: &mut Vec<u8>) -> Result<(), GapReason> {
        self.read(id, Kind::Tree, buffer)
    }

    /// Who wrote a commit, as `name <address>`.
    pub fn author(&self, id: &str) -> Option<String> {
        let id = ObjectId::from_hex(id.as_bytes()).ok()?;
        let mut buffer = Vec::new();
        self.read(&id, Kind::Commit, &mut buffer).ok()?;
        let author = CommitRefIter::from_bytes(&buffer, id.kind()).author().ok()?;
        Some(format!("{} <{}>", author.name, author.email))
    }

    /// What a commit says of itself.
    pub(super) fn commit(&self, id: &ObjectId, buffer: &mut Vec<u8>) -> Result<Node, GapReason> {
        self.read(id, Kind::Commit, buffer)?;
        let broken = |error: gix::Error| GapReason::BrokenObject(id.to_string(), error.to_string());
        let commit = || CommitRefIter::from_bytes(buffer, id.kind());
        let tree = commit().tree_id().map_err(broken)?;
        // A commit with an author that nobody can read has a content all the same.
        let author = commit().author().ok();
        let committer = commit().committer().ok();
        let time = author.and_then(|author| author.time().ok()).unwrap_or_default();
        Ok(Node {
            id: *id,
            tree,
            parents: commit().parent_ids().collect(),
            written: (time.seconds, time.offset),
            committed: committer.map_or(0, |committer| committer.seconds()),
        })
    }

    fn read(&self, id: &ObjectId, kind: Kind, buffer: &mut Vec<u8>) -> Result<(), GapReason> {
        let found = self.repository.objects.try_find(id, buffer);
        match found {
            Ok(Some(object)) if object.kind == kind => Ok(()),
            Ok(Some(object)) => {
                Err(GapReason::BrokenObject(id.to_string(), format!("it is a {}, not a {kind}", object.kind)))
            }
            Ok(None) => Err(GapReason::MissingObject(format!("the {kind} {id}"))),
            Err(error) => Err(GapReason::BrokenObject(id.to_string(), error.to_string())),
        }
    }
}
