//! What the environment says of the run: where continuous integration has the repository, and what time it is.

use std::path::PathBuf;
use std::time::SystemTime;

use anyhow::{Context, Result};
use keyside::report::Repository;
use keyside::source::git;

/// The repository that the command runs in.
pub fn repository() -> Repository {
    let folder = std::env::current_dir().unwrap_or_default();
    // The present folder has no links in it, so neither may the root, or nothing would be below it.
    let root = ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"]
        .iter()
        .filter_map(std::env::var_os)
        .filter(|root| !root.is_empty())
        .map(|root| PathBuf::from(&root).canonicalize().unwrap_or_else(|_| root.into()))
        .next();
    let commit = ["CI_COMMIT_SHA", "GITHUB_SHA"]
        .iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|commit| commit.len() >= 7 && commit.bytes().all(|b| b.is_ascii_hexdigit()));
    Repository { root, folder, commit }
}

/// What git tells the hook that the command may be run by.
pub fn git() -> git::Environment {
    let path = |name| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    git::Environment {
        git_dir: path("GIT_DIR"),
        work_tree: path("GIT_WORK_TREE"),
        index: path("GIT_INDEX_FILE"),
    }
}

/// The commits between which pre-commit runs its hooks, for a push or because it was told to.
pub fn pre_commit_range() -> Option<git::Range> {
    let name = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
    Some(git::Range::new(&name("PRE_COMMIT_FROM_REF")?, &name("PRE_COMMIT_TO_REF")?))
}

/// Seconds since 1970, or those that `SOURCE_DATE_EPOCH` sets for builds that are to be the same byte for byte.
pub fn now() -> Result<u64> {
    match std::env::var("SOURCE_DATE_EPOCH") {
        Ok(seconds) => seconds.parse().context("SOURCE_DATE_EPOCH is not a number of seconds"),
        Err(_) => {
            Ok(SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, |time| time.as_secs()))
        }
    }
}
