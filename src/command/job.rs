//! A scan, whatever is done with what it finds: from arguments to an outcome in which all is marked that was accepted.

use std::collections::BTreeSet;
use std::io::{self, IsTerminal, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use indicatif::ProgressBar;
use keyside::config::Config;
use keyside::finding::{Notice, Outcome};
use keyside::known::Known;
use keyside::location::{Gap, GapReason, Origin};
use keyside::scan::{Listener, Options, Scanner};
use keyside::source;
use keyside::source::git::Repository;

use super::accept::{self, Accepted};
use super::git::GitScan;
use super::{git, settings};
use crate::cli::{AcceptArgs, FileArgs, GitArgs, SettingsArgs};

/// What the command line asks for.
pub struct Request<'a> {
    pub files: &'a FileArgs,
    /// What is scanned in place of files, if anything is.
    pub git: Option<&'a GitArgs>,
    pub settings: &'a SettingsArgs,
    pub accept: &'a AcceptArgs,
    pub list_dropped: bool,
    pub quiet: bool,
    /// Whether findings need the hashes of their lines.
    pub line_hashes: bool,
    /// Whether what is scanned is about to ship.
    pub artefact: bool,
    /// Values to search for.
    pub known: Option<Known>,
    /// What there is to say beforehand.
    pub notices: Vec<Notice>,
}

/// A scan that is ready to go.
pub struct Job<'a> {
    files: &'a FileArgs,
    quiet: bool,
    artefact: bool,
    notices: Vec<Notice>,
    targets: Targets,
    git: Option<GitScan>,
    replaced_rules: usize,
    pub config: Config,
    pub accepted: Accepted,
}

impl<'a> Request<'a> {
    /// Reads everything that the scan needs besides what it scans.
    pub fn prepare(self) -> Result<(Scanner, Job<'a>)> {
        let repository = self.git.map(|_| git::open(&self.files.paths)).transpose()?;
        let targets = match &repository {
            Some(repository) => Targets::of(repository, &self.files.paths),
            None => Targets::new(self.files)?,
        };
        let config = settings::load(self.settings, targets.first())?;
        let rules = super::load_rules(&config)?;
        let mut options = Options {
            list_dropped: self.list_dropped,
            // Lints would read the project around what is built, and know it no better.
            sides: !self.artefact,
            artefact: self.artefact,
            known: self.known,
            line_hashes: self.line_hashes,
            ..config.scan_options(&rules.set)?
        };
        options.suppress.unused = accept::level_of_unused(self.accept);
        let accepted = Accepted::load(self.accept, &config, options.suppress, targets.roots())?;
        let mut scanner = Scanner::new(Arc::new(rules.set), options);
        let git = self.git.zip(repository);
        let git =
            git.map(|(args, repository)| GitScan::new(args, repository, &config, &scanner)).transpose()?;
        if let Some(git) = &git {
            scanner = scanner.with_overlay(git.overlay());
        }
        let (files, quiet, replaced_rules) = (self.files, self.quiet, rules.replaced);
        let (artefact, notices) = (self.artefact, self.notices);
        Ok((scanner, Job { files, quiet, artefact, notices, targets, git, replaced_rules, config, accepted }))
    }
}

impl Job<'_> {
    /// Scans, tells of findings on the way, and marks what was accepted.
    pub fn run(&mut self, scanner: &Scanner, listener: &Listener<'_>) -> Outcome {
        let configuration = self.config.used(self.replaced_rules);
        let mut outcome =
            Outcome { configuration, notices: std::mem::take(&mut self.notices), ..Outcome::default() };
        if let Some(git) = &self.git {
            outcome.merge(
                self.with_progress(scanner, || scanner.plan(&git.repository, &git.plan, self.threads())),
            );
            self.accepted.apply_to_change(&mut outcome, scanner);
            git.add_authors(&mut outcome);
            return outcome;
        }
        if let Some(name) = &self.targets.stdin {
            outcome.merge(scanner.reader(Origin::file(name.clone()), io::stdin().lock()));
            let _ = listener(&outcome.findings);
        }
        outcome.merge(self.walk(scanner, listener));
        if self.artefact && outcome.coverage.files == 0 && outcome.coverage.gaps.is_empty() {
            // Nothing was found since there was nothing: that must not pass for clean.
            let origin = Origin::file(self.targets.first().to_owned());
            outcome.coverage.gaps.push(Gap { origin, reason: GapReason::Empty });
        }
        self.accepted.apply(&mut outcome, scanner);
        outcome
    }

    /// Whether findings are settled as soon as their file is done.
    pub fn tells_at_once(&self) -> bool {
        self.accepted.is_empty() && self.git.is_none()
    }

    fn threads(&self) -> usize {
        let available = || std::thread::available_parallelism().map_or(1, |n| n.get());
        self.files.threads.map_or_else(available, usize::from)
    }

    /// What was given to be scanned.
    pub fn roots(&self) -> Vec<PathBuf> {
        self.targets.roots()
    }

    /// Scans paths.
    fn walk(&self, scanner: &Scanner, listener: &Listener<'_>) -> Outcome {
        let walk = source::Options {
            paths: self.targets.paths.clone(),
            respect_ignore_files: !self.config.no_ignore.value && !self.artefact,
            // What a project leaves out of its scans is mostly what it builds.
            exclude: if self.artefact { None } else { self.config.excluded() },
            git_folders: self.artefact,
            threads: self.threads(),
        };
        self.with_progress(scanner, || scanner.paths_telling(&walk, listener))
    }

    /// Runs a scan; on a terminal, with a count of files while it lasts.
    fn with_progress(&self, scanner: &Scanner, scan: impl FnOnce() -> Outcome) -> Outcome {
        if self.quiet || !io::stderr().is_terminal() {
            return scan();
        }
        let done = AtomicBool::new(false);
        std::thread::scope(|scope| {
            scope.spawn(|| show_progress(scanner, &done));
            let outcome = scan();
            done.store(true, Ordering::Relaxed);
            outcome
        })
    }
}

/// The name of standard input if it is scanned, and the paths that are.
struct Targets {
    stdin: Option<PathBuf>,
    paths: Vec<PathBuf>,
}

impl Targets {
    fn new(args: &FileArgs) -> Result<Self> {
        let paths = match &args.files_from {
            Some(file) => {
                let paths = without_repetitions(names_from(file, args.null)?);
                return Ok(Self { stdin: None, paths });
            }
            None => args.paths(),
        };
        let is_stdin = |path: &&PathBuf| path.as_os_str() == "-";
        let stdin = paths.iter().any(|path| is_stdin(&path)).then(|| args.stdin_path.clone());
        let paths: Vec<PathBuf> = paths.iter().filter(|path| !is_stdin(path)).cloned().collect();
        if stdin.is_none() && !paths.is_empty() && paths.iter().all(|path| path.symlink_metadata().is_err()) {
            let names: Vec<String> =
                paths.into_iter().take(3).map(|path| Origin::file(path).to_string()).collect();
            bail!("no such file or folder: {}", names.join(", "));
        }
        Ok(Self { stdin, paths: without_repetitions(paths) })
    }

    /// A repository, or some paths of it.
    fn of(repository: &Repository, paths: &[PathBuf]) -> Self {
        Self { stdin: None, paths: if paths.is_empty() { repository.roots() } else { paths.to_vec() } }
    }

    fn roots(&self) -> Vec<PathBuf> {
        self.stdin.iter().chain(&self.paths).cloned().collect()
    }

    /// Where configuration is looked for.
    fn first(&self) -> &Path {
        self.paths.first().or(self.stdin.as_ref()).map_or(Path::new("."), PathBuf::as_path)
    }
}

/// What is named twice is scanned once. A file below a folder that is named too stays: ignore files may leave it out of the folder.
fn without_repetitions(paths: Vec<PathBuf>) -> Vec<PathBuf> {
    let mut seen = BTreeSet::new();
    let key = |path: &PathBuf| path.strip_prefix(".").map_or_else(|_| path.clone(), Path::to_path_buf);
    paths.into_iter().filter(|path| seen.insert(key(path))).collect()
}

/// Reads a list of names.
fn names_from(list: &Path, null: bool) -> Result<Vec<PathBuf>> {
    let mut bytes = Vec::new();
    if list.as_os_str() == "-" {
        io::stdin().lock().read_to_end(&mut bytes).context("cannot read names from standard input")?;
    } else {
        bytes = std::fs::read(list).with_context(|| format!("cannot read {}", list.display()))?;
    }
    let separator = if null { 0 } else { b'\n' };
    let names = bytes
        .split(|b| *b == separator)
        .map(|name| if null { name } else { name.strip_suffix(b"\r").unwrap_or(name) });
    Ok(names.filter(|name| !name.is_empty()).map(path_from_bytes).collect())
}

#[cfg(unix)]
fn path_from_bytes(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    std::ffi::OsStr::from_bytes(bytes).into()
}

#[cfg(not(unix))]
fn path_from_bytes(bytes: &[u8]) -> PathBuf {
    String::from_utf8_lossy(bytes).into_owned().into()
}

/// Short scans end before anything is shown.
fn show_progress(scanner: &Scanner, done: &AtomicBool) {
    let started = Instant::now();
    let bar = ProgressBar::new_spinner();
    while !done.load(Ordering::Relaxed) {
        std::thread::sleep(Duration::from_millis(20));
        if started.elapsed() > Duration::from_millis(500) {
            bar.set_message(format!("{} files scanned", scanner.files_done()));
            bar.tick();
        }
    }
    bar.finish_and_clear();
}
