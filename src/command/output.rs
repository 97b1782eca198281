//! Where reports go: standard output and files, each in its format.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use keyside::report::{self, Report, SarifOptions};

use super::terminal;
use crate::cli::{Format, Output, OutputArgs, Target};

/// A report that was asked for.
#[derive(Debug, PartialEq, Eq)]
pub struct Destination {
    pub format: Format,
    pub target: Target,
}

/// Which reports the arguments ask for: files first, so that they are whole even if nobody reads standard output to its end.
pub fn destinations(args: &OutputArgs) -> Result<Vec<Destination>> {
    let mut destinations: Vec<Destination> = args
        .output
        .iter()
        .map(|output| Destination {
            format: output.format.or(args.format).unwrap_or_else(|| format_of_name(&output.target)),
            target: output.target.clone(),
        })
        .collect();
    if stdout_has_its_report(args) {
        destinations
            .push(Destination { format: args.format.unwrap_or(Format::Text), target: Target::Stdout });
    }
    if args.compact && destinations.iter().all(|destination| destination.format != Format::Text) {
        bail!("--compact is a form of the text report, and none was asked for; leave it out, or --format");
    }
    destinations.sort_by_key(|destination| destination.target == Target::Stdout);
    check_targets(&destinations, args.summary.as_deref())?;
    Ok(destinations)
}

/// Whether the report of `--format` goes to standard output beside what `--output` asks for.
fn stdout_has_its_report(args: &OutputArgs) -> bool {
    let takes_its_place = |output: &Output| output.format.is_none() || output.target == Target::Stdout;
    if args.output.iter().any(takes_its_place) {
        return false;
    }
    // With --quiet, whoever asks for files alone gets files alone.
    args.output.is_empty() || !args.quiet || args.format.is_some()
}

/// The format that a file's name speaks of.
fn format_of_name(target: &Target) -> Format {
    let Target::File(path) = target else { return Format::Text };
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    // The first that fits counts.
    let endings = [
        (".sarif", Format::Sarif),
        (".sarif.json", Format::Sarif),
        (".json", Format::Json),
        (".jsonl", Format::Jsonl),
        (".ndjson", Format::Jsonl),
        (".xml", Format::Junit),
        (".csv", Format::Csv),
    ];
    endings.iter().find(|(ending, _)| name.ends_with(ending)).map_or(Format::Text, |(_, format)| *format)
}

/// A report must not overwrite another, and a folder that does not exist should not be found out after a long scan.
fn check_targets(destinations: &[Destination], summary: Option<&Path>) -> Result<()> {
    let mut seen: Vec<Target> = Vec::new();
    let summary = summary.map(|path| Target::File(path.to_owned()));
    for target in destinations.iter().map(|destination| &destination.target).chain(&summary) {
        let place = match target {
            Target::Stdout => Target::Stdout,
            Target::File(path) => Target::File(absolute(path)?),
        };
        if seen.contains(&place) {
            match target {
                Target::Stdout => bail!("standard output can take one report only; give the others a file"),
                Target::File(path) => {
                    bail!("{} is named twice; each report needs a file of its own", path.display())
                }
            }
        }
        seen.push(place);
    }
    Ok(())
}

/// The file's one true name, whether it exists or not.
fn absolute(path: &Path) -> Result<PathBuf> {
    let folder = folder_of(path);
    let folder =
        folder.canonicalize().with_context(|| format!("cannot write to the folder {}", folder.display()))?;
    Ok(folder.join(path.file_name().unwrap_or_default()))
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Writes every report.
pub fn write(
    report: &Report<'_>,
    destinations: &[Destination],
    args: &OutputArgs,
    sarif: SarifOptions<'_>,
) -> Result<()> {
    for Destination { format, target } in destinations {
        let write = |out: &mut dyn Write| report.write(library_format(*format, target, args, sarif), out);
        match target {
            Target::File(path) => write_file(path, *format, report.show_secrets, &write)
                .with_context(|| format!("cannot write {}", path.display()))?,
            Target::Stdout if *format == Format::Text => buffered(anstream::stdout(), &write)?,
            Target::Stdout => buffered(io::stdout(), &write)?,
        }
    }
    Ok(())
}

fn library_format<'r>(
    format: Format,
    target: &Target,
    args: &OutputArgs,
    sarif: SarifOptions<'r>,
) -> report::Format<'r> {
    match format {
        Format::Text if *target == Target::Stdout => report::Format::Text(terminal::stdout(args)),
        Format::Text => report::Format::Text(terminal::plain(args)),
        Format::Json => report::Format::Json,
        Format::Jsonl => report::Format::Jsonl,
        Format::Sarif => report::Format::Sarif(sarif),
        Format::Github => report::Format::Github,
        Format::Gitlab => report::Format::Gitlab,
        Format::Junit => report::Format::Junit,
        Format::Csv => report::Format::Csv,
    }
}

/// Bytes that GitHub keeps of all that a step writes to its summary.
const LONGEST_SUMMARY: u64 = 1024 * 1024;

/// Appends the summary: others may have written to the file before.
pub fn append_summary(report: &Report<'_>, path: &Path) -> Result<()> {
    let append = || {
        if path.is_symlink() && !path.starts_with("/dev") {
            return Err(io::Error::other("it is a symbolic link"));
        }
        let mut file = File::options().append(true).create(true).open(path)?;
        let there = file.metadata()?.len();
        let gap = if there == 0 { "" } else { "\n" };
        let room = LONGEST_SUMMARY.saturating_sub(there).saturating_sub(gap.len() as u64);
        let page = report.job_summary(usize::try_from(room).unwrap_or(usize::MAX));
        if page.is_empty() {
            return Err(io::Error::other("what it holds already leaves no room below the limit of 1 MiB"));
        }
        file.write_all(format!("{gap}{page}").as_bytes())
    };
    append().with_context(|| format!("cannot write the summary to {}", path.display()))
}

type WriteReport<'w> = &'w dyn Fn(&mut dyn Write) -> io::Result<()>;

fn buffered(out: impl Write, write: WriteReport<'_>) -> io::Result<()> {
    let mut out = BufWriter::new(out);
    write(&mut out)?;
    out.flush()
}

/// Only the text report has styles; the others are written byte for byte.
fn plain(out: &mut File, format: Format, write: WriteReport<'_>) -> io::Result<()> {
    match format {
        Format::Text => buffered(anstream::StripStream::new(out), write),
        _ => buffered(out, write),
    }
}

/// Writes a report beside its place and moves it there whole, so that nobody reads half of one and nothing is written
/// through a symbolic link. Devices and pipes are written to as they are.
fn write_file(path: &Path, format: Format, private: bool, write: WriteReport<'_>) -> io::Result<()> {
    // `/dev/stdout` is a link to whatever standard output is.
    let is_special = path.starts_with("/dev")
        || path.symlink_metadata().is_ok_and(|metadata| !metadata.is_file() && !metadata.is_symlink());
    if is_special {
        return plain(&mut File::options().write(true).open(path)?, format, write);
    }
    replace_with(path, private, &|file| plain(file, format, write))
}

/// Writes a file that anybody may read beside its place and moves it there whole.
pub fn replace(path: &Path, write: WriteReport<'_>) -> io::Result<()> {
    replace_with(path, false, &|file| buffered(file, write))
}

fn replace_with(path: &Path, private: bool, write: &dyn Fn(&mut File) -> io::Result<()>) -> io::Result<()> {
    let mut file = tempfile::Builder::new().prefix(".keyside-").tempfile_in(folder_of(path))?;
    write(file.as_file_mut())?;
    if !private {
        make_readable(file.as_file())?;
    }
    file.persist(path).map(drop).map_err(|error| error.error)
}

/// Temporary files are private; a report is as readable as any file, since it is redacted.
#[cfg(unix)]
fn make_readable(file: &File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn make_readable(_file: &File) -> io::Result<()> {
    Ok(())
}
