//! `keyside scan`: paths in, report out.

use std::collections::BTreeSet;
use std::io::{self, IsTerminal, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use indicatif::ProgressBar;
use keyside::config::{Config, FailOn};
use keyside::finding::{Level, Outcome};
use keyside::location::{Checkout, Origin};
use keyside::report::{self, Report, Run, SarifOptions};
use keyside::scan::{Options, Scanner};
use keyside::source;

use super::stream::Stream;
use super::{environment, output, settings};
use crate::Status;
use crate::cli::{Format, ScanArgs};

pub fn run(args: &ScanArgs) -> Result<Status> {
    let start = Instant::now();
    let started = environment::now()?;
    let mut destinations = output::destinations(&args.output)?;
    let (stdin, paths) = targets(args)?;
    let config = settings::load(&args.settings, paths.first().unwrap_or(&args.stdin_path))?;
    let rules = super::load_rules(&config)?;
    let line_hashes = destinations.iter().any(|destination| destination.format == Format::Sarif);
    let options = Options {
        list_dropped: args.output.verbose >= 2,
        sides: true,
        line_hashes,
        ..config.scan_options(&rules.set)?
    };
    let scanner = Scanner::new(Arc::new(rules.set), options);
    // Whatever decides about a finding only after the walk, such as a baseline, must keep its report from the stream.
    let stream = Stream::new(scanner.rules(), args.output.show_secrets, &mut destinations);
    let mut outcome = Outcome { configuration: config.used(rules.replaced), ..Outcome::default() };
    if stdin {
        outcome.merge(scanner.reader(Origin::file(args.stdin_path.clone()), io::stdin().lock()));
        let _ = stream.tell(&outcome.findings);
    }
    outcome.merge(walk(&scanner, args, &config, paths, &stream));
    outcome.sort();
    let status = status(&outcome, &config);
    let run = Run {
        started,
        ended: environment::now()?,
        strict: config.strict.value,
        repository: environment::repository(),
    };
    let report =
        Report { outcome: &outcome, rules: scanner.rules(), show_secrets: args.output.show_secrets, run };
    if let Some(path) = &args.output.summary {
        output::append_summary(&report, path)?;
    }
    let checkout =
        if line_hashes { checkout(&outcome)? } else { Checkout::new(Path::new(""), Path::new("")) };
    let sarif = SarifOptions { category: &args.category, exit_code: status.exit_code(), checkout: &checkout };
    match output::write(&report, &destinations, &args.output, sarif).and_then(|()| Ok(stream.finish()?)) {
        // Whoever reads the report has seen enough of it, like `head`; the findings are there all the same.
        Err(error) if crate::is_broken_pipe(&error) => return Ok(status),
        result => result?,
    }
    let mut stderr = anstream::stderr();
    if args.output.quiet {
        report::gaps(&outcome, &mut stderr)?;
    } else {
        report::summary(&outcome, start.elapsed(), args.output.verbose, &mut stderr)?;
    }
    // The process ends here, and the system gives memory back faster than a thousand destructors.
    std::mem::forget((scanner, outcome));
    Ok(status)
}

/// What SARIF's paths are relative to, with the links among them.
fn checkout(outcome: &Outcome) -> Result<Checkout> {
    let current = std::env::current_dir().context("cannot tell the current folder")?;
    let findings = outcome.findings.iter().map(|finding| finding.location.origin.path());
    let links = source::resolve_links(findings, &current);
    Ok(source::checkout(&current).with_links(links))
}

/// Whether standard input is scanned, and the paths that are.
fn targets(args: &ScanArgs) -> Result<(bool, Vec<PathBuf>)> {
    let paths = match &args.files_from {
        Some(file) => return Ok((false, without_repetitions(names_from(file, args.null)?))),
        None => &args.paths,
    };
    let is_stdin = |path: &&PathBuf| path.as_os_str() == "-";
    let stdin = paths.iter().any(|path| is_stdin(&path));
    let paths: Vec<PathBuf> = paths.iter().filter(|path| !is_stdin(path)).cloned().collect();
    if !stdin && !paths.is_empty() && paths.iter().all(|path| path.symlink_metadata().is_err()) {
        let names: Vec<String> =
            paths.into_iter().take(3).map(|path| Origin::file(path).to_string()).collect();
        bail!("no such file or folder: {}", names.join(", "));
    }
    Ok((stdin, without_repetitions(paths)))
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

/// Scans paths; on a terminal, with a count of files while it lasts.
fn walk(
    scanner: &Scanner,
    args: &ScanArgs,
    config: &Config,
    paths: Vec<PathBuf>,
    stream: &Stream<'_>,
) -> Outcome {
    let available = || std::thread::available_parallelism().map_or(1, |n| n.get());
    let threads = args.threads.map_or_else(available, usize::from);
    let respect_ignore_files = !config.no_ignore.value;
    let walk = source::Options { paths, respect_ignore_files, exclude: config.excluded(), threads };
    if args.output.quiet || !io::stderr().is_terminal() {
        return scanner.paths_telling(&walk, &|findings| stream.tell(findings));
    }
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| show_progress(scanner, &done));
        let outcome = scanner.paths_telling(&walk, &|findings| stream.tell(findings));
        done.store(true, Ordering::Relaxed);
        outcome
    })
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

fn status(outcome: &Outcome, config: &Config) -> Status {
    let least = match config.fail_on.value {
        FailOn::Note => Some(Level::Note),
        FailOn::Warning => Some(Level::Warning),
        FailOn::Error => Some(Level::Error),
        FailOn::Never => None,
    };
    if least.is_some_and(|least| outcome.findings.iter().any(|f| f.is_open() && f.level >= least)) {
        Status::Findings
    } else if config.strict.value && outcome.coverage.is_incomplete() {
        Status::Incomplete
    } else {
        Status::Clean
    }
}
