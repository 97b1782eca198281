//! Scans blobs of a repository: what a plan names, side by side, each thread with its own way to the objects.

use std::collections::{HashMap, HashSet};
use std::ops::ControlFlow;
use std::rc::Rc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use super::before::{InRepository, Replaced, decoded, lines};
use super::versions::{Version, Versions};
use super::{FileWorker, Scanner, Yield};
use crate::finding::{Finding, NoticeKind, Outcome, Suppression, SuppressionKind};
use crate::location::{GapReason, Origin};
use crate::source::git::{Objects, Plan, Planned, Repository};
use crate::suppress::inline;

/// Blobs that a thread takes at a time, at most: neighbours are often stored as differences from one another.
const CHUNK: usize = 256;

impl Scanner {
    /// Scans what a plan names. What its changes have not brought is marked as having been there before.
    pub fn plan(&self, repository: &Repository, plan: &Plan, threads: usize) -> Outcome {
        let queue = Queue::new(plan, threads);
        let total = Mutex::new(Total::default());
        let work = || {
            let mut thread = BlobWorker::new(self, repository, plan);
            while let Some(chunk) = queue.take() {
                chunk.iter().for_each(|planned| thread.blob(planned));
            }
            thread.finish(&total);
        };
        match queue.threads {
            1 => work(),
            threads => std::thread::scope(|scope| (0..threads).for_each(|_| drop(scope.spawn(work)))),
        }
        let Total { mut total, versions } = total.into_inner().unwrap_or_else(PoisonError::into_inner);
        total.outcome.findings.extend(versions.into_findings());
        spread_presence(&mut total.outcome.findings);
        total.outcome.coverage.gaps.extend(plan.gaps.iter().cloned());
        total.outcome.muted.files += plan.excluded;
        let mut outcome = self.complete(total, &|_| ControlFlow::Continue(()));
        forget_old_lines(&mut outcome, repository, plan);
        outcome
    }
}

/// What the threads have found.
#[derive(Default)]
struct Total {
    total: Yield,
    versions: Versions,
}

/// Blobs that no thread has taken yet.
struct Queue<'p> {
    blobs: &'p [Planned],
    next: AtomicUsize,
    chunk: usize,
    threads: usize,
}

impl<'p> Queue<'p> {
    fn new(plan: &'p Plan, threads: usize) -> Self {
        let blobs = &plan.blobs[..];
        // A thread for a handful of files would cost more than it saves.
        let threads = threads.min(blobs.len().div_ceil(4)).max(1);
        let chunk = (blobs.len() / (8 * threads)).clamp(1, CHUNK);
        Self { blobs, next: AtomicUsize::new(0), chunk, threads }
    }

    fn take(&self) -> Option<&'p [Planned]> {
        let start = self.next.fetch_add(self.chunk, Ordering::Relaxed);
        let end = start.saturating_add(self.chunk).min(self.blobs.len());
        self.blobs.get(start..end).filter(|chunk| !chunk.is_empty())
    }
}

/// What one thread needs to scan blob after blob.
struct BlobWorker<'p> {
    repository: &'p Repository,
    plan: &'p Plan,
    objects: Objects,
    /// What the last change has replaced; blobs of one change are neighbours.
    replaced: Option<Rc<Replaced<'p>>>,
    bytes: Vec<u8>,
    worker: FileWorker<'p>,
    versions: Versions,
}

impl<'p> BlobWorker<'p> {
    fn new(scanner: &'p Scanner, repository: &'p Repository, plan: &'p Plan) -> Self {
        let (objects, worker) = (repository.objects(), FileWorker::new(scanner));
        let versions = Versions::default();
        Self { repository, plan, objects, replaced: None, bytes: Vec::new(), worker, versions }
    }

    fn blob(&mut self, planned: &'p Planned) {
        let origin = self.plan.origin(planned, self.repository);
        self.worker.scanner.files_done.fetch_add(1, Ordering::Relaxed);
        if let Err(reason) = self.objects.blob(&planned.id, &mut self.bytes) {
            return self.worker.gap(origin, reason);
        }
        let size = self.bytes.len() as u64;
        if self.worker.scanner.options.max_file_size.is_some_and(|most| size > most) {
            return self.worker.gap(origin, GapReason::TooLarge(size));
        }
        let replaced = self.replaced_by(planned);
        let setting = InRepository::new(self.repository, self.plan, planned, &self.objects, replaced);
        let bytes = &self.bytes[..];
        let first = self.worker.outcome.findings.len();
        self.worker.guarded(&origin, |worker| worker.bytes(&origin, bytes, &setting));
        let is_present = setting.is_present();
        if planned.is_old() {
            self.note_presence(planned, first);
        }
        if self.plan.has_versions {
            self.fold(planned.order(), is_present, first);
        }
    }

    /// Notes of a commit's findings whether HEAD has them.
    fn note_presence(&mut self, planned: &Planned, first: usize) {
        let findings = &mut self.worker.outcome.findings[first..];
        let path = || self.plan.path(planned);
        if !findings.is_empty() && self.plan.present.is_at_head(&self.objects, &path(), &planned.id) {
            for finding in findings {
                finding.location.origin = finding.location.origin.still_at_head();
            }
        }
    }

    /// Adds a version's findings to those of the others. What its marks accept is known: they speak of this version alone.
    fn fold(&mut self, order: u32, is_present: bool, first: usize) {
        let mut findings = self.worker.outcome.findings.split_off(first);
        let marks = std::mem::take(&mut self.worker.marks);
        if !marks.is_empty() && !findings.is_empty() {
            let scanner = self.worker.scanner;
            inline::apply(&mut findings, marks, &scanner.rule_names(), scanner.options.suppress);
        }
        for finding in findings {
            self.versions.add(Version { order, is_present, finding });
        }
    }

    fn replaced_by(&mut self, planned: &Planned) -> Option<Rc<Replaced<'p>>> {
        let (number, change) = self.plan.change(planned)?;
        if self.replaced.as_ref().is_none_or(|replaced| replaced.number != number) {
            self.replaced = Some(Rc::new(Replaced::new(number, change)));
        }
        self.replaced.clone()
    }

    fn finish(mut self, total: &Mutex<Total>) {
        let mut all = total.lock().unwrap_or_else(PoisonError::into_inner);
        all.total.outcome.merge(std::mem::take(&mut self.worker.outcome));
        all.total.marks.append(&mut self.worker.marks);
        all.total.modules.append(&mut self.worker.modules);
        all.versions.merge(self.versions);
    }
}

/// What HEAD has in one version or place, it has: the value is there still.
fn spread_presence(findings: &mut [Finding]) {
    let is_at_head =
        |finding: &Finding| finding.location.origin.commit().is_some_and(|commit| commit.at_head);
    let key = |finding: &Finding| (finding.rule.clone(), finding.fingerprint.clone());
    let there: HashSet<_> = findings.iter().filter(|finding| is_at_head(finding)).map(key).collect();
    for finding in findings.iter_mut().filter(|finding| !is_at_head(finding)) {
        if there.contains(&key(finding)) {
            finding.location.origin = finding.location.origin.still_at_head();
        }
    }
}

/// Findings and notices about lines that a change has not touched: what lints say of code is as new as its line.
fn forget_old_lines(outcome: &mut Outcome, repository: &Repository, plan: &Plan) {
    let is_of_code = |finding: &Finding| finding.message.is_some();
    if outcome.notices.is_empty() && !outcome.findings.iter().any(is_of_code) {
        return;
    }
    let by_origin: HashMap<Origin, &Planned> =
        plan.blobs.iter().map(|planned| (plan.origin(planned, repository), planned)).collect();
    let objects = repository.objects();
    let is_old = |origin: &Origin, line: Option<u64>| {
        by_origin.get(origin).is_some_and(|planned| is_old_line(line, planned, plan, repository, &objects))
    };
    outcome
        .notices
        .retain(|notice| notice.kind == NoticeKind::StaleBaseline || !is_old(&notice.origin, notice.line));
    for finding in outcome.findings.iter_mut().filter(|finding| is_of_code(finding)) {
        if is_old(&finding.location.origin, Some(finding.location.start.line)) {
            finding.suppressed = Some(Suppression { kind: SuppressionKind::Before, reason: None });
        }
        // Lints look at nothing else.
        finding.location.origin = finding.location.origin.still_at_head();
    }
}

/// Whether a line of a blob stood there before; without a line, whether the file did.
fn is_old_line(
    line: Option<u64>,
    planned: &Planned,
    plan: &Plan,
    repository: &Repository,
    objects: &Objects,
) -> bool {
    let Some((number, change)) = plan.change(planned) else { return false };
    let replaced = Some(Rc::new(Replaced::new(number, change)));
    let setting = InRepository::new(repository, plan, planned, objects, replaced);
    let mut bytes = Vec::new();
    if objects.blob(&planned.id, &mut bytes).is_err() {
        return false;
    }
    let text = decoded(&bytes);
    let line = line.and_then(|line| lines(&text).nth(usize::try_from(line).ok()?.checked_sub(1)?));
    line.map_or(!setting.old_texts().is_empty(), |line| setting.had_line(line))
}
