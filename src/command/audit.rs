//! `keyside audit`: what is about to ship, searched as whoever gets it would.

use std::io::Write;

use anyhow::{Result, bail};

use super::job::Request;
use super::known::Wanted;
use super::scan;
use crate::Status;
use crate::cli::{AuditArgs, FileArgs};

pub fn run(args: &AuditArgs) -> Result<Status> {
    if args.paths.iter().any(|path| path.as_os_str() == "-") {
        bail!("an audit reads files and folders; `keyside scan -` reads standard input");
    }
    let wanted = Wanted::read(&args.env_file, &args.known_secrets)?;
    if !args.output.quiet {
        let mut stderr = anstream::stderr();
        wanted.summary.iter().try_for_each(|line| writeln!(stderr, "Searching for {line}."))?;
    }
    let files = FileArgs { paths: args.paths.clone(), threads: args.threads, ..FileArgs::default() };
    let request = Request {
        files: &files,
        git: None,
        settings: &args.settings,
        accept: &args.accept,
        list_dropped: args.output.verbose >= 2,
        quiet: args.output.quiet,
        line_hashes: false,
        artefact: true,
        known: wanted.known,
        notices: wanted.notices,
    };
    scan::report(request, &args.output, &args.category)
}
