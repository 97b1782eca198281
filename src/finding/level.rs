//! How bad a finding is.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Confidence, KeyClass, Side};

/// How bad a finding is; SARIF's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Not reported: the key may be public, or nothing is at stake here.
    None,
    /// Worth knowing.
    Note,
    /// Should be looked at.
    Warning,
    /// Must be mended.
    Error,
}

impl Level {
    /// The word used in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }

    fn lowered(self) -> Self {
        match self {
            Self::Error => Self::Warning,
            Self::Warning => Self::Note,
            Self::Note | Self::None => Self::None,
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// The level of a key of this class at this side. Guesses count one level less.
pub fn default_level(class: KeyClass, side: Side, confidence: Confidence) -> Level {
    let level = match (class, side) {
        (KeyClass::Publishable | KeyClass::Identifier, _) => Level::None,
        (KeyClass::Secret | KeyClass::Webhook, Side::Docs | Side::Test) => Level::Warning,
        (KeyClass::Secret | KeyClass::Webhook, _) => Level::Error,
        (KeyClass::Scoped, Side::Docs | Side::Test) => Level::Note,
        (KeyClass::Scoped, _) => Level::Warning,
        (KeyClass::Ephemeral, Side::Test) => Level::None,
        (KeyClass::Ephemeral, _) => Level::Note,
    };
    if confidence == Confidence::Low { level.lowered() } else { level }
}
