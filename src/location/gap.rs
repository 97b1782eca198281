//! What could not be read, and why.

use std::fmt;

use super::Origin;

/// Something that was not scanned as it should have been.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Gap {
    /// What.
    pub origin: Origin,
    /// Why.
    pub reason: GapReason,
}

/// Why something was not scanned as it should have been.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum GapReason {
    /// There is nothing at that path.
    Missing,
    /// The system's reason why a file or folder could not be read.
    Unreadable(String),
    /// A device, pipe or socket: never opened.
    Special,
    /// The same, but it was asked for by name.
    NamedSpecial,
    /// Larger than `--max-file-size`, in bytes.
    TooLarge(u64),
    /// It shrank while it was being read; what was read was scanned.
    Changed,
    /// It holds more secrets than are listed for one file.
    TooManyFindings(usize),
    /// The scan of this file failed; a bug worth reporting.
    Failed,
    /// Scanned, but a module that does not parse to its end: what it imports, and so sides, may be wrong.
    NotParsed,
    /// A compressed stream was not unpacked to its end, and why; what came before was scanned.
    NotUnpacked(&'static str),
    /// A source map that cannot be read, and where that shows; it was scanned as text.
    BrokenSourceMap {
        /// 1-based.
        line: usize,
        /// In bytes, 1-based.
        column: usize,
    },
    /// A source map that is too large to look into; it was scanned as text.
    SourceMapTooLarge,
    /// There was nothing in what was to be audited.
    Empty,
    /// Scanned, but its name is not UTF-8 and shows replacement characters.
    NameNotUtf8,
    /// A commit whose parents the clone does not have, although it has some.
    Shallow,
    /// An object that the repository should have and does not, by its id and what it is.
    MissingObject(String),
    /// An object that cannot be read, by its id, and why.
    BrokenObject(String, String),
    /// A merge has left several versions of the file, and none is staged yet.
    Unmerged,
}

impl GapReason {
    /// Whether findings may be missing because of it.
    pub fn is_incomplete(&self) -> bool {
        !matches!(self, Self::Special | Self::NameNotUtf8 | Self::NotParsed)
    }

    /// A word for counting and for machines.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Unreadable(_) => "unreadable",
            Self::Special | Self::NamedSpecial => "special-file",
            Self::TooLarge(_) => "too-large",
            Self::Changed => "changed",
            Self::TooManyFindings(_) => "too-many-findings",
            Self::Failed => "failed",
            Self::NotParsed => "not-parsed",
            Self::NotUnpacked(_) => "not-unpacked",
            Self::BrokenSourceMap { .. } => "broken-source-map",
            Self::SourceMapTooLarge => "source-map-too-large",
            Self::Empty => "empty",
            Self::NameNotUtf8 => "name-not-utf-8",
            Self::Shallow => "shallow-clone",
            Self::MissingObject(_) => "missing-object",
            Self::BrokenObject(..) => "broken-object",
            Self::Unmerged => "unmerged",
        }
    }
}

impl fmt::Display for GapReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => write!(f, "no such file or folder"),
            Self::Unreadable(why) => write!(f, "cannot be read: {why}"),
            Self::Special => write!(f, "a device, pipe or socket, not opened"),
            Self::NamedSpecial => {
                write!(f, "a device, pipe or socket, not opened; give what it holds to `keyside scan -`")
            }
            Self::TooLarge(size) => write!(f, "larger than --max-file-size ({size} bytes)"),
            Self::Changed => write!(f, "changed while it was being read"),
            Self::TooManyFindings(listed) => write!(f, "only the first {listed} findings are listed"),
            Self::Failed => write!(f, "the scan of this file failed; please report this bug"),
            Self::NotParsed => write!(f, "scanned; it does not parse to its end, so sides may be wrong"),
            Self::NotUnpacked(why) => write!(f, "not unpacked to its end: {why}"),
            Self::BrokenSourceMap { line, column } => {
                write!(f, "scanned as text; the source map is broken at line {line}, column {column}")
            }
            Self::SourceMapTooLarge => write!(f, "scanned as text; the source map is too large to look into"),
            Self::Empty => write!(f, "holds no file; was it built?"),
            Self::NameNotUtf8 => write!(f, "scanned; its name is not UTF-8"),
            Self::Shallow => {
                write!(
                    f,
                    "the clone is shallow; what came before is not here (`git fetch --unshallow` gets it)"
                )
            }
            Self::MissingObject(what) => {
                write!(
                    f,
                    "{what} is not in the repository; a partial clone or a damaged one (`git fsck` tells)"
                )
            }
            Self::BrokenObject(id, why) => write!(f, "object {id} cannot be read: {why}"),
            Self::Unmerged => write!(f, "has conflicts; what will be committed is not staged yet"),
        }
    }
}
