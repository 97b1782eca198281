//! `keyside baseline`: accepts what is there, so that only what comes after is reported.

use std::collections::BTreeSet;
use std::io::Write;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use keyside::config::Config;
use keyside::report;
use keyside::suppress::{self, Baseline};

use super::job::Request;
use super::{accept, output, settings};
use crate::Status;
use crate::cli::{AcceptArgs, BaselineArgs};

pub fn run(args: &BaselineArgs) -> Result<Status> {
    let current = accept::current_folder()?;
    let config = settings::load(&args.settings, first_path(args))?;
    let file = file(args, &config, &current)?;
    let exists = file.symlink_metadata().is_ok();
    if exists && !args.update {
        bail!("{} exists; add --update to bring it up to date", file.display());
    }
    let old = if exists { Baseline::read(&file, &current)? } else { Baseline::empty(&file, &current)? };

    let accept = AcceptArgs { no_baseline: true, ..AcceptArgs::default() };
    let request = Request {
        files: &args.files,
        git: None,
        settings: &args.settings,
        accept: &accept,
        list_dropped: false,
        quiet: false,
        line_hashes: false,
        artefact: false,
        known: None,
        notices: Vec::new(),
    };
    let (scanner, mut job) = request.prepare()?;
    let outcome = job.run(&scanner, &|_| ControlFlow::Continue(()));
    let (new, changes) = old.updated(&outcome, &job.roots(), &current, &scanner.rule_names());
    output::replace(&file, &|out| new.write(out))
        .with_context(|| format!("cannot write {}", file.display()))?;

    let mut stderr = anstream::stderr();
    report::gaps(&outcome, &mut stderr)?;
    writeln!(
        stderr,
        "{} accepts {} ({} new, {} gone).",
        file.display(),
        match changes.total {
            1 => "1 finding".to_owned(),
            total => format!("{total} findings"),
        },
        changes.added,
        changes.removed
    )?;
    Ok(Status::Clean)
}

fn first_path(args: &BaselineArgs) -> &Path {
    args.files.paths().first().map_or(Path::new("."), PathBuf::as_path)
}

/// The file that is meant: the one named, the configuration's, the one that a scan of the first path would use, or where that would look for one.
fn file(args: &BaselineArgs, config: &Config, current: &Path) -> Result<PathBuf> {
    if let Some(file) = &args.baseline {
        return Ok(file.clone());
    }
    if let Some(file) = &config.baseline.value {
        return Ok(accept::shown(file, current));
    }
    let places: BTreeSet<PathBuf> = args
        .files
        .paths()
        .iter()
        .map(|path| suppress::find(path, current).unwrap_or_else(|| suppress::place_for(path, current)))
        .collect();
    match places.into_iter().collect::<Vec<_>>().as_slice() {
        [file] => Ok(file.clone()),
        _ => bail!("the paths belong to several repositories; name the baseline with --baseline"),
    }
}
