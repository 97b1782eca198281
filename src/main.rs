//! The `keyside` command: parse, run one command, turn what came of it into an exit code.

mod cli;
mod command;

use std::io::Write;
use std::process::ExitCode;

use clap::Parser;

use cli::{Cli, Command, RulesCommand};

fn main() -> ExitCode {
    std::panic::set_hook(Box::new(report_panic));
    let cli = Cli::parse();
    let result = match cli.command {
        Command::Scan(args) => command::scan::run(&args),
        Command::Audit(args) => command::audit::run(&args),
        Command::Baseline(args) => command::baseline::run(&args),
        Command::Explain(args) => command::explain::run(&args),
        Command::Config(args) => command::config::run(&args),
        Command::Rules(RulesCommand::List { format, file, rules }) => {
            command::rules::list(format, &file, &rules)
        }
        Command::Rules(RulesCommand::Check { files, seeds }) => command::rules::check(&files, seeds),
        Command::Side(args) => command::side::run(&args),
        Command::Demo(args) => command::demo::run(&args),
        Command::Init(args) => command::init::run(&args),
        Command::Completions { shell } => command::completions::print(shell),
        Command::Man { dir } => command::completions::write_man_pages(&dir),
    };
    match result {
        Ok(status) => status.into(),
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            // If standard error is gone, the exit code still tells.
            let _ = writeln!(anstream::stderr(), "keyside: error: {}", printable(&format!("{error:#}")));
            Status::Usage.into()
        }
    }
}

/// What a command came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Status {
    /// Nothing at or above `--fail-on`.
    Clean,
    /// Findings, or examples that do not hold.
    Findings,
    /// Wrong usage, or a rule file or configuration with mistakes.
    Usage,
    /// Something could not be read, and `--strict` is on.
    Incomplete,
}

impl Status {
    /// What the process ends with.
    fn exit_code(self) -> u8 {
        match self {
            Self::Clean => 0,
            Self::Findings => 1,
            Self::Usage => 2,
            Self::Incomplete => 3,
        }
    }
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        status.exit_code().into()
    }
}

/// An error may quote a file of a scanned tree, and nothing in there may steer the terminal.
fn printable(message: &str) -> String {
    let is_safe = |c: char| c == '\n' || !keyside::location::is_steering(c);
    message.chars().map(|c| if is_safe(c) { c } else { char::REPLACEMENT_CHARACTER }).collect()
}

/// Whoever reads the output has seen enough, like `head`.
fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<std::io::Error>())
        .any(|io| io.kind() == std::io::ErrorKind::BrokenPipe)
}

/// A panic's message may quote what was being scanned, so only its place is told.
fn report_panic(panic: &std::panic::PanicHookInfo<'_>) {
    let place = panic.location().map(|l| format!(" at {}:{}", l.file(), l.line())).unwrap_or_default();
    let _ = writeln!(anstream::stderr(), "keyside: internal error{place}; please report this bug");
}
