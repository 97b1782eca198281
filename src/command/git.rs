//! What of a git repository is scanned: from arguments to a plan.

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Result, bail};
use keyside::config::Config;
use keyside::finding::Outcome;
use keyside::location::{Commit, Origin};
use keyside::scan::Scanner;
use keyside::side::Overlay;
use keyside::source::git::{Plan, Range, Repository};

use super::{accept, environment};
use crate::cli::GitArgs;

/// A repository, and what is scanned of it.
pub struct GitScan {
    pub repository: Arc<Repository>,
    pub plan: Plan,
    show_authors: bool,
}

/// Opens the repository of some paths, or of the present folder if there are none.
pub fn open(paths: &[PathBuf]) -> Result<Repository> {
    if paths.iter().any(|path| path.as_os_str() == "-") {
        bail!("standard input is in no git repository; leave out `-`, or the option that asks git");
    }
    Ok(Repository::open(paths, &accept::current_folder()?, &environment::git())?)
}

impl GitScan {
    /// Finds out what there is to scan.
    pub fn new(args: &GitArgs, repository: Repository, config: &Config, scanner: &Scanner) -> Result<Self> {
        let plan = plan(args, &repository, config, scanner)?;
        Ok(Self { repository: Arc::new(repository), plan, show_authors: args.show_authors })
    }

    /// What counts in place of the work tree's files.
    pub fn overlay(&self) -> Overlay {
        let (repository, present) = (Arc::clone(&self.repository), Arc::clone(&self.plan.present));
        Overlay::new(move |file| present.text(&repository, file))
    }
}

impl GitScan {
    /// Names the authors of what was found, if that was asked for.
    pub fn add_authors(&self, outcome: &mut Outcome) {
        if !self.show_authors {
            return;
        }
        let objects = self.repository.objects();
        for finding in &mut outcome.findings {
            let origin = &finding.location.origin;
            if let Some(commit) = origin.commit() {
                let author = objects.author(&commit.id);
                finding.location.origin = origin.in_commit(Commit { author, ..commit.clone() });
            }
        }
    }
}

fn plan(args: &GitArgs, repository: &Repository, config: &Config, scanner: &Scanner) -> Result<Plan> {
    let exclude = config.excluded();
    let exclude = exclude.as_ref();
    if args.history {
        // Where the configuration tells paths apart, a blob is scanned under each of its paths.
        let is_alike_anywhere = config.overrides.is_empty() && config.allow.is_empty();
        let alike = |one: &Origin, other: &Origin| is_alike_anywhere && scanner.reads_alike(one, other);
        return Ok(repository.history(args.all, exclude, &alike)?);
    }
    if let Some(revision) = &args.since {
        return Ok(repository.range(&Range::new(revision, "HEAD"), exclude)?);
    }
    if let Some(range) = &args.range {
        return Ok(repository.range(&Range::parse(range)?, exclude)?);
    }
    if args.tracked {
        return Ok(repository.tracked(exclude)?);
    }
    if let Some(range) = environment::pre_commit_range() {
        return Ok(repository.range(&range, exclude)?);
    }
    let staged = repository.staged(exclude)?;
    // Git names the index to the hooks of a commit that is under way, and to nobody else.
    let is_by_hand = args.pre_commit && environment::git().index.is_none();
    Ok(if is_by_hand && staged.changes_nothing() { repository.tracked(exclude)? } else { staged })
}
