//! The commits that can be reached from some and not from others, parents before children.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap, HashSet};

use gix::ObjectId;

use super::objects::Objects;
use crate::location::GapReason;

/// A commit, as far as a scan needs it.
#[derive(Debug, Clone)]
pub(super) struct Node {
    pub id: ObjectId,
    pub tree: ObjectId,
    pub parents: Vec<ObjectId>,
    /// When its author wrote it: seconds since 1970, and the seconds that the author's clock was ahead of UTC.
    pub written: (i64, i32),
    /// When it was committed, in seconds since 1970.
    pub committed: i64,
}

/// Some commits of a repository.
#[derive(Debug, Default)]
pub(super) struct Commits {
    /// Parents before children, and else the oldest first.
    pub nodes: Vec<Node>,
    /// Those whose parents are not here although they have some.
    pub cut: HashSet<ObjectId>,
    /// Why.
    pub gaps: Vec<GapReason>,
}

impl Commits {
    /// The commits that lead to the tips, without those that lead to the hidden ones, and without these.
    pub fn between(objects: &Objects, hidden: &[ObjectId], tips: &[ObjectId]) -> Self {
        let mut walk = Walk::new(objects);
        hidden.iter().for_each(|id| walk.meet(id, true));
        tips.iter().for_each(|id| walk.meet(id, false));
        walk.run();
        walk.finish()
    }
}

/// A commit on the way.
struct Met {
    node: Node,
    hidden: bool,
}

struct Walk<'o> {
    objects: &'o Objects,
    shallow: HashSet<ObjectId>,
    met: Vec<Met>,
    /// None for those that are not here.
    by_id: HashMap<ObjectId, Option<usize>>,
    /// The latest first, so that what is hidden is known as such before it is left behind.
    queue: BinaryHeap<(i64, usize)>,
    commits: Commits,
    buffer: Vec<u8>,
}

impl<'o> Walk<'o> {
    fn new(objects: &'o Objects) -> Self {
        let shallow = objects.repository.shallow_commits().ok().flatten();
        let shallow = shallow.map(|commits| commits.iter().copied().collect()).unwrap_or_default();
        Self {
            objects,
            shallow,
            met: Vec::new(),
            by_id: HashMap::new(),
            queue: BinaryHeap::new(),
            commits: Commits::default(),
            buffer: Vec::new(),
        }
    }

    /// Notes a commit that leads somewhere. One that turns out to be hidden tells its parents once more.
    fn meet(&mut self, id: &ObjectId, hidden: bool) {
        let known = match self.by_id.get(id) {
            Some(known) => *known,
            None => self.read(id),
        };
        let Some(at) = known else { return };
        let met = &mut self.met[at];
        if hidden && !met.hidden {
            met.hidden = true;
            self.queue.push((met.node.committed, at));
        }
    }

    fn read(&mut self, id: &ObjectId) -> Option<usize> {
        let at = match self.objects.commit(id, &mut self.buffer) {
            Ok(node) => {
                let at = self.met.len();
                self.queue.push((node.committed, at));
                self.met.push(Met { node, hidden: false });
                Some(at)
            }
            Err(reason) => {
                self.commits.gaps.push(reason);
                None
            }
        };
        self.by_id.insert(*id, at);
        at
    }

    fn run(&mut self) {
        while let Some((_, at)) = self.queue.pop() {
            let Met { node, hidden } = &self.met[at];
            let (id, hidden) = (node.id, *hidden);
            if hidden && self.is_over() {
                return;
            }
            if self.shallow.contains(&id) {
                if !hidden && !node.parents.is_empty() && self.commits.cut.insert(id) {
                    self.commits.gaps.push(GapReason::Shallow);
                }
                continue;
            }
            for parent in node.parents.clone() {
                self.meet(&parent, hidden);
                if !hidden && self.by_id.get(&parent).is_some_and(Option::is_none) {
                    self.commits.cut.insert(id);
                }
            }
        }
    }

    /// Whether nothing is left that may be wanted, nor anything that could hide what was met.
    fn is_over(&self) -> bool {
        let oldest = self.met.iter().filter(|met| !met.hidden).map(|met| met.node.committed).min();
        self.queue
            .iter()
            .all(|(committed, at)| self.met[*at].hidden && oldest.is_none_or(|oldest| *committed < oldest))
    }

    /// Sorts what is wanted.
    fn finish(self) -> Commits {
        let Self { met, by_id, mut commits, .. } = self;
        let parents_of = |at: usize| {
            let ids = met[at].node.parents.iter();
            ids.filter_map(|id| by_id.get(id).copied().flatten()).filter(|at| !met[*at].hidden)
        };
        let mut children: Vec<Vec<usize>> = vec![Vec::new(); met.len()];
        let mut waiting: Vec<usize> = vec![0; met.len()];
        let mut ready = BinaryHeap::new();
        for at in (0..met.len()).filter(|at| !met[*at].hidden) {
            for parent in parents_of(at) {
                children[parent].push(at);
                waiting[at] += 1;
            }
            if waiting[at] == 0 {
                ready.push(Reverse((met[at].node.committed, at)));
            }
        }
        let mut order = Vec::new();
        while let Some(Reverse((_, at))) = ready.pop() {
            order.push(at);
            for &child in &children[at] {
                waiting[child] -= 1;
                if waiting[child] == 0 {
                    ready.push(Reverse((met[child].node.committed, child)));
                }
            }
        }
        let mut nodes: Vec<Option<Node>> = met.into_iter().map(|met| Some(met.node)).collect();
        commits.nodes = order.into_iter().filter_map(|at| nodes[at].take()).collect();
        commits.gaps.sort();
        commits.gaps.dedup();
        commits
    }
}
