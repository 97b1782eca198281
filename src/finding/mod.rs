//! What is reported: plain data, shared by the stages that make it and the reports that show it.

mod class;
mod level;
mod notice;
mod outcome;
mod remark;
mod secret;

use serde::{Deserialize, Serialize};

pub use class::{Confidence, Environment, KeyClass};
pub use level::{Level, LevelChange, LevelPolicy, LevelsAt, default_level};
pub use notice::{Notice, NoticeKind};
pub use outcome::{Configuration, Coverage, DropReason, Dropped, MuteReason, Muted, Outcome};
pub use remark::Remark;
pub use secret::{Fingerprint, MASK, Secret};

use crate::location::{Origin, Position, Span};

/// Where a value becomes visible.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// Ships to browsers, apps or customers.
    Client,
    /// Stays on a server.
    Server,
    /// Runs on a server and ships as well.
    Shared,
    /// Configuration and build steps.
    Build,
    /// Test code and fixtures.
    Test,
    /// Documentation.
    Docs,
    /// Nothing says which.
    Unknown,
}

impl Side {
    /// Every side, in the order of the documentation.
    pub const ALL: [Self; 7] =
        [Self::Client, Self::Server, Self::Shared, Self::Build, Self::Test, Self::Docs, Self::Unknown];

    /// Whether the value ends up with whoever uses the application.
    pub fn is_exposed(self) -> bool {
        matches!(self, Self::Client | Self::Shared)
    }

    /// The word used in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Client => "client",
            Self::Server => "server",
            Self::Shared => "shared",
            Self::Build => "build",
            Self::Test => "test",
            Self::Docs => "docs",
            Self::Unknown => "unknown",
        }
    }
}

/// Where something was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Location {
    /// Whose bytes they are.
    pub origin: Origin,
    /// The bytes of the secret.
    pub span: Span,
    /// The place of the first character.
    pub start: Position,
    /// The place after the last character.
    pub end: Position,
    /// GitHub's hash of the line that it starts in, if that was asked for.
    pub line_hash: Option<String>,
}

/// A place in the source that a bundle was made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Original {
    /// The source, as far as its source map tells.
    pub path: String,
    /// 1-based.
    pub line: u64,
    /// In characters, 1-based.
    pub column: u64,
}

/// The line of a finding, redacted, so that a report never opens a file again.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Excerpt {
    /// A part of the first line, with every secret in it masked.
    pub text: String,
    /// The characters of `text` that stand for this finding's secret.
    pub highlight: std::ops::Range<usize>,
    /// The line begins before the excerpt.
    pub cut_left: bool,
    /// The line goes on after the excerpt.
    pub cut_right: bool,
}

/// Another place that a finding rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// Whose bytes they are.
    pub origin: Origin,
    /// 1-based.
    pub line: u64,
    /// What is there, in a few words, redacted.
    pub text: String,
}

/// Why a finding does not count: somebody accepted it. The finding is kept and marked, never deleted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suppression {
    /// Where it was accepted.
    pub kind: SuppressionKind,
    /// Why, in the words of whoever accepted it.
    pub reason: Option<String>,
}

/// Where a finding was accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum SuppressionKind {
    /// A comment in the file.
    Inline,
    /// An `[[allow]]` entry of the configuration.
    Allow,
    /// The baseline file.
    Baseline,
    /// Nobody: its value stood there before the change that was scanned. No report has these; they are counted.
    #[serde(skip)]
    Before,
}

impl SuppressionKind {
    /// The word used in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Inline => "inline",
            Self::Allow => "allow",
            Self::Baseline => "baseline",
            Self::Before => "before",
        }
    }
}

/// A secret at a place.
#[derive(Debug, Clone)]
pub struct Finding {
    /// The rule that found it.
    pub rule: String,
    /// Less specific rules that match the same bytes.
    pub also: Vec<String>,
    /// What the key is for.
    pub class: KeyClass,
    /// How likely it is one.
    pub confidence: Confidence,
    /// How bad that is here.
    pub level: Level,
    /// Where the value becomes visible.
    pub side: Side,
    /// The environment that the key's own text names.
    pub environment: Option<Environment>,
    /// Where it stands.
    pub location: Location,
    /// Where it stood before it was bundled, if a source map tells.
    pub original: Option<Original>,
    /// Its line.
    pub excerpt: Excerpt,
    /// The value, which redacts itself.
    pub secret: Secret,
    /// Follows the value, not the place.
    pub fingerprint: Fingerprint,
    /// What the value itself says that makes it matter less.
    pub remark: Option<Remark>,
    /// What is wrong, if more is to be said than what its rule finds.
    pub message: Option<String>,
    /// What else it rests on: the steps to its side, in order, and after them the other half of a pair.
    pub evidence: Vec<Evidence>,
    /// Why it does not count, if somebody accepted it.
    pub suppressed: Option<Suppression>,
}

impl Finding {
    /// Whether it counts: nobody accepted it.
    pub fn is_open(&self) -> bool {
        self.suppressed.is_none()
    }

    /// The places that it names.
    pub(crate) fn origins_mut(&mut self) -> impl Iterator<Item = &mut Origin> {
        self.evidence.iter_mut().map(|evidence| &mut evidence.origin).chain([&mut self.location.origin])
    }

    /// The texts that it shows.
    pub(crate) fn texts_mut(&mut self) -> impl Iterator<Item = &mut String> {
        let original = self.original.iter_mut().map(|original| &mut original.path);
        self.evidence.iter_mut().map(|evidence| &mut evidence.text).chain(original)
    }

    /// The order of reports: by path, then by place, then by rule.
    pub fn sort_key(&self) -> (&Origin, Span, &str) {
        (&self.location.origin, self.location.span, &self.rule)
    }
}
