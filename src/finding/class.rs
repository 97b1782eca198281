//! The vocabulary of a key: what it is for, how sure we are, where it works.
//!
//! Rules are checked and packed by the build script, which shares this file; so it needs nothing but serde.

use serde::{Deserialize, Serialize};

/// What a key is for, and so whether it may be public.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum KeyClass {
    /// Opens something for whoever holds it; server only.
    Secret,
    /// Signs or receives webhooks; server only.
    Webhook,
    /// Harmless or not, depending on settings at the provider that the value does not show.
    Scoped,
    /// Short-lived, made for one session or payment.
    Ephemeral,
    /// Meant for browsers and apps.
    Publishable,
    /// A name, not a credential: account ids, client ids, key ids.
    Identifier,
}

impl KeyClass {
    /// Every class, in the order of the documentation.
    pub const ALL: [Self; 6] =
        [Self::Secret, Self::Webhook, Self::Scoped, Self::Ephemeral, Self::Publishable, Self::Identifier];

    /// The word used in rules and reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Secret => "secret",
            Self::Webhook => "webhook",
            Self::Scoped => "scoped",
            Self::Ephemeral => "ephemeral",
            Self::Publishable => "publishable",
            Self::Identifier => "identifier",
        }
    }
}

/// How likely a match is what its rule says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Confidence {
    /// A guess; off by default.
    Low,
    /// The shape is common, and a name or context decides.
    Medium,
    /// The format is the provider's own.
    High,
}

impl Confidence {
    /// One step down; `low` stays `low`.
    pub fn lowered(self) -> Self {
        match self {
            Self::High => Self::Medium,
            Self::Medium | Self::Low => Self::Low,
        }
    }

    /// The word used in rules and reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }
}

/// Which of a provider's environments a key or host belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Environment {
    /// Real customers and real money.
    Production,
    /// Test data only.
    Sandbox,
}

impl Environment {
    /// The word used in rules and reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Production => "production",
            Self::Sandbox => "sandbox",
        }
    }
}
