//! `keyside scan`: paths in, report out.

use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result};
use keyside::config::{Config, FailOn};
use keyside::finding::{Level, Outcome};
use keyside::location::Checkout;
use keyside::report::{self, Report, Run, SarifOptions};
use keyside::source;

use super::job::Request;
use super::stream::Stream;
use super::{environment, output};
use crate::Status;
use crate::cli::{Format, OutputArgs, ScanArgs};

pub fn run(args: &ScanArgs) -> Result<Status> {
    let request = Request {
        files: &args.files,
        git: args.git.is_used().then_some(&args.git),
        settings: &args.settings,
        accept: &args.accept,
        list_dropped: args.output.verbose >= 2,
        quiet: args.output.quiet,
        line_hashes: false,
        artefact: false,
        known: None,
        notices: Vec::new(),
    };
    report(request, &args.output, &args.category)
}

/// Runs a scan and writes the reports that were asked for.
pub(super) fn report(request: Request<'_>, args: &OutputArgs, category: &str) -> Result<Status> {
    let start = Instant::now();
    let started = environment::now()?;
    let mut destinations = output::destinations(args)?;
    let line_hashes = destinations.iter().any(|destination| destination.format == Format::Sarif);
    let (scanner, mut job) = Request { line_hashes, ..request }.prepare()?;
    let mut stream = Stream::new(scanner.rules(), args.show_secrets);
    // What is decided only after the walk must keep its report from the stream.
    if job.tells_at_once() {
        stream.take_from(&mut destinations);
    }
    let outcome = job.run(&scanner, &|findings| stream.tell(findings));
    let status = status(&outcome, &job.config);
    let run = Run {
        started,
        ended: environment::now()?,
        strict: job.config.strict.value,
        repository: environment::repository(),
    };
    let report = Report { outcome: &outcome, rules: scanner.rules(), show_secrets: args.show_secrets, run };
    if let Some(path) = &args.summary {
        output::append_summary(&report, path)?;
    }
    let checkout =
        if line_hashes { checkout(&outcome)? } else { Checkout::new(Path::new(""), Path::new("")) };
    let sarif = SarifOptions { category, exit_code: status.exit_code(), checkout: &checkout };
    match output::write(&report, &destinations, args, sarif).and_then(|()| Ok(stream.finish()?)) {
        // Whoever reads the report has seen enough of it, like `head`; the findings are there all the same.
        Err(error) if crate::is_broken_pipe(&error) => return Ok(status),
        result => result?,
    }
    let mut stderr = anstream::stderr();
    if args.quiet {
        report::gaps(&outcome, &mut stderr)?;
    } else {
        report::summary(&outcome, start.elapsed(), args.verbose, &mut stderr)?;
    }
    // The process ends here, and the system gives memory back faster than a thousand destructors.
    std::mem::forget((scanner, outcome));
    Ok(status)
}

/// What SARIF's paths are relative to, with the links among them.
fn checkout(outcome: &Outcome) -> Result<Checkout> {
    let current = std::env::current_dir().context("cannot tell the current folder")?;
    let findings = outcome.findings.iter().map(|finding| finding.location.origin.file_path());
    let links = source::resolve_links(findings, &current);
    Ok(source::checkout(&current).with_links(links))
}

fn status(outcome: &Outcome, config: &Config) -> Status {
    let least = match config.fail_on.value {
        FailOn::Note => Some(Level::Note),
        FailOn::Warning => Some(Level::Warning),
        FailOn::Error => Some(Level::Error),
        FailOn::Never => None,
    };
    let counts = |least| {
        outcome.findings.iter().any(|finding| finding.is_open() && finding.level >= least)
            || outcome.notices.iter().any(|notice| notice.level >= least)
    };
    if least.is_some_and(counts) {
        Status::Findings
    } else if config.strict.value && outcome.coverage.is_incomplete() {
        Status::Incomplete
    } else {
        Status::Clean
    }
}
