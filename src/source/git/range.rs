//! What is about to be committed, and what a range of commits has brought.

use std::collections::HashSet;
use std::fs;
use std::sync::Arc;

use gix::ObjectId;
use gix::bstr::{BStr, BString};

use super::change::{Change, Delta};
use super::commits::{Commits, Node};
use super::index::Index;
use super::objects::Objects;
use super::open::{GitError, Repository};
use super::plan::{Filter, Plan};
use super::present::Present;
use super::trees::Comparison;
use crate::location::{Gap, GapReason, PathGlobs};

const FETCH_MORE: &str = "; in a shallow clone it must be fetched first (`git fetch --unshallow`, or `fetch-depth: 0` of actions/checkout)";

/// Commits by their names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Range {
    /// What is left out, with all that led to it.
    from: String,
    /// What is taken in, with all that led to it.
    to: String,
    /// Whether only what both share is left out.
    is_symmetric: bool,
}

impl Range {
    /// From `FROM..TO` or `FROM...TO`; a name that is left out is HEAD.
    ///
    /// # Errors
    /// It has no dots.
    pub fn parse(text: &str) -> Result<Self, GitError> {
        let (from, to) = text.split_once("..").ok_or_else(|| GitError::NoRange(text.to_owned()))?;
        let (to, is_symmetric) = match to.strip_prefix('.') {
            Some(to) => (to, true),
            None => (to, false),
        };
        let or_head = |name: &str| if name.is_empty() { "HEAD".to_owned() } else { name.to_owned() };
        Ok(Self { from: or_head(from), to: or_head(to), is_symmetric })
    }

    /// From one commit to another.
    pub fn new(from: &str, to: &str) -> Self {
        Self { from: from.to_owned(), to: to.to_owned(), is_symmetric: false }
    }
}

impl Repository {
    /// What the index would bring if it were committed: compared with HEAD, and in a merge with what is merged as well.
    ///
    /// # Errors
    /// The index, or HEAD, cannot be read.
    pub fn staged(&self, exclude: Option<&PathGlobs>) -> Result<Plan, GitError> {
        let objects = self.objects();
        let index = Index::read(self, &objects)?;
        let mut plan = Plan::default();
        let trees = self.parents_of_next(&objects, &mut plan);
        let comparisons = trees.into_iter().map(|tree| index.compare(&objects, tree));
        let new = self.step(&mut plan, comparisons.collect());
        let filter = Filter { repository: self, exclude };
        new.iter().for_each(|(path, id)| plan.add(&filter, BStr::new(path), *id, (None, Some(0))));
        plan.present = Arc::new(Present::Staged(new.into_iter().collect()));
        plan.add_gaps(self, index.unmerged().into_iter().map(|path| (path, GapReason::Unmerged)).collect());
        Ok(plan)
    }

    /// Every file in the index.
    ///
    /// # Errors
    /// The index cannot be read.
    pub fn tracked(&self, exclude: Option<&PathGlobs>) -> Result<Plan, GitError> {
        let objects = self.objects();
        let index = Index::read(self, &objects)?;
        let (files, gaps) = index.files(&objects);
        let mut plan = Plan::default();
        let filter = Filter { repository: self, exclude };
        files.iter().for_each(|(path, id)| plan.add(&filter, BStr::new(path), *id, (None, None)));
        plan.add_gaps(self, gaps);
        plan.add_gaps(self, index.unmerged().into_iter().map(|path| (path, GapReason::Unmerged)).collect());
        Ok(plan)
    }

    /// What each commit of a range has brought, compared with its parents.
    ///
    /// # Errors
    /// The repository does not know one of the names.
    pub fn range(&self, range: &Range, exclude: Option<&PathGlobs>) -> Result<Plan, GitError> {
        let objects = self.objects();
        let to = commit_named(&objects, &range.to)?;
        let from = commit_named(&objects, &range.from)?;
        let hidden = if range.is_symmetric { shared_by(&objects, from, to) } else { vec![from] };
        let commits = Commits::between(&objects, &hidden, &[to]);
        let mut plan = Plan::default();
        let filter = Filter { repository: self, exclude };
        let mut seen = HashSet::new();
        for node in &commits.nodes {
            let parents = if commits.cut.contains(&node.id) { &hidden } else { &node.parents };
            let comparisons = self.compare_with_parents(&objects, node, parents, &mut plan);
            let new = self.step(&mut plan, comparisons);
            let (change, commit) = (plan.changes.len() as u32 - 1, plan.add_commit(node));
            for (path, id) in new {
                if seen.insert((path.clone(), id)) {
                    plan.add(&filter, BStr::new(&path), id, (Some(commit), Some(change)));
                }
            }
        }
        let head = objects.head().and_then(|head| tree_of(&objects, &head));
        plan.present = Arc::new(Present::Head(head, seen.into_iter().map(|(path, _)| path).collect()));
        plan.add_gaps(self, commits.gaps.into_iter().map(|reason| (BString::default(), reason)).collect());
        Ok(plan)
    }

    /// Notes a step, and returns what it brings.
    fn step(&self, plan: &mut Plan, comparisons: Vec<Comparison>) -> Vec<(BString, ObjectId)> {
        let mut parents: Vec<Vec<Delta>> = Vec::new();
        for Comparison { deltas, gaps, .. } in comparisons {
            plan.add_gaps(self, gaps);
            parents.push(deltas);
        }
        let (change, new) = Change::new(parents);
        plan.changes.push(change);
        new
    }

    fn compare_with_parents(
        &self,
        objects: &Objects,
        node: &Node,
        parents: &[ObjectId],
        plan: &mut Plan,
    ) -> Vec<Comparison> {
        let mut buffer = Vec::new();
        let mut trees: Vec<Option<ObjectId>> = Vec::new();
        for parent in parents {
            match objects.commit(parent, &mut buffer) {
                Ok(parent) => trees.push(Some(parent.tree)),
                Err(reason) => plan.gaps.push(Gap { origin: self.origin(), reason }),
            }
        }
        if trees.is_empty() {
            trees.push(None);
        }
        trees.into_iter().map(|tree| Comparison::of(objects, tree, Some(node.tree))).collect()
    }

    /// The trees of what will be the next commit's parents. Before the first commit there is one, and it is empty.
    fn parents_of_next(&self, objects: &Objects, plan: &mut Plan) -> Vec<Option<ObjectId>> {
        let head = objects.head();
        let merged = fs::read_to_string(objects.repository.git_dir().join("MERGE_HEAD")).unwrap_or_default();
        let merged = merged.lines().filter_map(|line| ObjectId::from_hex(line.trim().as_bytes()).ok());
        let mut buffer = Vec::new();
        let mut trees = Vec::new();
        for parent in head.into_iter().chain(merged) {
            match objects.commit(&parent, &mut buffer) {
                Ok(commit) => trees.push(Some(commit.tree)),
                Err(reason) => plan.gaps.push(Gap { origin: self.origin(), reason }),
            }
        }
        if trees.is_empty() { vec![None] } else { trees }
    }
}

fn tree_of(objects: &Objects, commit: &ObjectId) -> Option<ObjectId> {
    objects.commit(commit, &mut Vec::new()).ok().map(|commit| commit.tree)
}

/// The commit that a name stands for.
fn commit_named(objects: &Objects, name: &str) -> Result<ObjectId, GitError> {
    let commit = || -> Result<ObjectId, gix::Error> {
        let object = objects.repository.rev_parse_single(BStr::new(name))?.object()?;
        Ok(object.peel_to_commit()?.id)
    };
    commit().map_err(|_| {
        let is_shallow = objects.repository.is_shallow().unwrap_or(false);
        GitError::NoCommit { name: name.to_owned(), hint: if is_shallow { FETCH_MORE } else { "" } }
    })
}

/// The latest commits that lead to both; the first itself where nothing does.
fn shared_by(objects: &Objects, one: ObjectId, other: ObjectId) -> Vec<ObjectId> {
    let bases = objects.repository.merge_bases_many(one, &[other]).unwrap_or_default();
    let bases: Vec<ObjectId> = bases.into_iter().map(|id| id.detach()).collect();
    if bases.is_empty() { vec![one] } else { bases }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_as_git_writes_them() {
        let range = |from: &str, to: &str, is_symmetric| Range {
            from: from.to_owned(),
            to: to.to_owned(),
            is_symmetric,
        };
        assert_eq!(Range::parse("main..dev").unwrap(), range("main", "dev", false));
        assert_eq!(Range::parse("v1.0...dev").unwrap(), range("v1.0", "dev", true));
        assert_eq!(Range::parse("main..").unwrap(), range("main", "HEAD", false));
        assert_eq!(Range::parse("...dev").unwrap(), range("HEAD", "dev", true));
        assert!(Range::parse("main").is_err());
    }
}
