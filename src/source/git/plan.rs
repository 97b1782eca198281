//! What to scan of a repository, in numbers rather than names: a history has millions of blobs.

use std::sync::Arc;

use chrono::{DateTime, FixedOffset};
use gix::ObjectId;
use gix::bstr::{BStr, BString};

use super::change::Change;
use super::commits::Node;
use super::open::Repository;
use super::paths::{PathId, Paths};
use super::present::Present;
use crate::location::{Commit, Gap, GapReason, Origin, PathGlobs};

/// Blobs, in the order in which they are best read.
#[derive(Default)]
pub struct Plan {
    /// What to scan.
    pub blobs: Vec<Planned>,
    /// What cannot be scanned.
    pub gaps: Vec<Gap>,
    /// How many files the options exclude.
    pub excluded: u64,
    /// Whether the blobs are versions of the same files, so that a value in many of them is one finding.
    pub has_versions: bool,
    /// Which of the blobs are the project's present files.
    pub present: Arc<Present>,
    pub(super) changes: Vec<Change>,
    pub(super) paths: Paths,
    pub(super) commits: Vec<Author>,
}

/// A blob to scan.
#[derive(Debug, Clone, Copy)]
pub struct Planned {
    /// The object.
    pub id: ObjectId,
    pub(super) path: PathId,
    pub(super) commit: Option<u32>,
    pub(super) change: Option<u32>,
}

impl Planned {
    /// The number of the commit that brought it; a later one is never another's parent.
    pub fn order(&self) -> u32 {
        self.commit.unwrap_or(u32::MAX)
    }

    /// Whether it is named together with the commit that brought it.
    pub fn is_old(&self) -> bool {
        self.commit.is_some()
    }
}

/// Whose work a blob is.
pub(super) struct Author {
    id: ObjectId,
    written: (i64, i32),
}

impl Plan {
    /// Whether the steps that were looked at change nothing, so that there is nothing to scan.
    pub fn changes_nothing(&self) -> bool {
        self.blobs.is_empty() && self.changes.iter().all(|change| change.replaced().next().is_none())
    }

    /// The blob's path in the repository.
    pub fn path(&self, planned: &Planned) -> BString {
        self.paths.path(planned.path)
    }

    /// Where the blob's bytes come from. Whether they are still at HEAD is found out later.
    pub fn origin(&self, planned: &Planned, repository: &Repository) -> Origin {
        let file = repository.file(self.path(planned).as_ref());
        let Some(author) = planned.commit.map(|at| &self.commits[at as usize]) else { return file };
        file.in_commit(Commit {
            id: author.id.to_string(),
            date: date(author.written),
            author: None,
            blob: planned.id.to_string(),
            at_head: false,
        })
    }

    /// What stood before the step that brought the blob, and the step's number; none if everything counts.
    pub fn change(&self, planned: &Planned) -> Option<(u32, &Change)> {
        planned.change.map(|at| (at, &self.changes[at as usize]))
    }

    /// How the order of commits goes on: the number of the next one.
    pub(super) fn add_commit(&mut self, node: &Node) -> u32 {
        self.commits.push(Author { id: node.id, written: node.written });
        self.commits.len() as u32 - 1
    }

    /// Adds what nobody could look into.
    pub(super) fn add_gaps(&mut self, repository: &Repository, gaps: Vec<(BString, GapReason)>) {
        let place = |path: &BString| match path.is_empty() {
            true => repository.origin(),
            false => repository.file(BStr::new(path)),
        };
        self.gaps.extend(gaps.into_iter().map(|(path, reason)| Gap { origin: place(&path), reason }));
    }

    /// Adds a blob, unless its path is left out.
    pub(super) fn add(
        &mut self,
        filter: &Filter<'_>,
        path: &BStr,
        id: ObjectId,
        by: (Option<u32>, Option<u32>),
    ) {
        match filter.admits(path) {
            Admission::Wanted => {
                let origin = filter.repository.file(path);
                if origin.path().to_str().is_none() {
                    self.gaps.push(Gap { origin, reason: GapReason::NameNotUtf8 });
                }
                let path = self.paths.of(path);
                self.blobs.push(Planned { id, path, commit: by.0, change: by.1 });
            }
            Admission::Excluded => self.excluded += 1,
            Admission::Elsewhere => {}
        }
    }
}

/// Which paths are scanned.
pub(super) struct Filter<'f> {
    pub repository: &'f Repository,
    pub exclude: Option<&'f PathGlobs>,
}

/// What becomes of a path.
pub(super) enum Admission {
    Wanted,
    /// The configuration says no.
    Excluded,
    /// Not below what was given.
    Elsewhere,
}

impl Filter<'_> {
    pub fn admits(&self, path: &BStr) -> Admission {
        if !self.repository.is_within(path) {
            return Admission::Elsewhere;
        }
        let is_excluded = |globs: &PathGlobs| globs.contains(self.repository.file(path).path());
        if self.exclude.is_some_and(is_excluded) { Admission::Excluded } else { Admission::Wanted }
    }
}

/// A moment in the author's own time zone. One that no calendar has is the first of 1970.
fn date((seconds, offset): (i64, i32)) -> DateTime<FixedOffset> {
    let utc = DateTime::from_timestamp(seconds, 0).unwrap_or_default();
    FixedOffset::east_opt(offset).map_or_else(|| utc.fixed_offset(), |zone| utc.with_timezone(&zone))
}
