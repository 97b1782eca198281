//! A rule file as its author wrote it. [`super::check`] turns it into checked rules.
//!
//! The format is documented in `docs/rules-authoring.md`. Unknown keys are errors: a misspelt filter that is
//! silently ignored would be a rule that matches too much.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use crate::finding::{Confidence, Environment, KeyClass};

/// One provider's file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileSpec {
    pub provider: String,
    pub homepage: String,
    #[serde(default)]
    pub rotate: Option<String>,
    #[serde(default)]
    pub host: Vec<HostSpec>,
    #[serde(default)]
    pub auth: Option<AuthSpec>,
    #[serde(default)]
    pub sdk: Vec<SdkSpec>,
    #[serde(default)]
    pub rule: Vec<Spanned<RuleSpec>>,
}

/// A library that takes the provider's keys.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SdkSpec {
    pub package: String,
    pub side: super::SdkSide,
    #[serde(default)]
    pub calls: Vec<String>,
    pub keys: Vec<String>,
    #[serde(default)]
    pub browser_switch: Option<String>,
}

/// A host that answers to the provider's keys.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HostSpec {
    pub name: String,
    pub role: super::HostRole,
    #[serde(default)]
    pub environment: Option<Environment>,
}

/// How requests to the provider carry a key.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AuthSpec {
    #[serde(default)]
    pub headers: Vec<String>,
    #[serde(default)]
    pub secret_headers: Vec<String>,
    #[serde(default)]
    pub endpoint: Vec<EndpointSpec>,
}

/// What may be called with which class of key.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EndpointSpec {
    pub method: String,
    pub path: String,
    #[serde(default)]
    pub host: Option<String>,
    pub accepts: Vec<KeyClass>,
}

/// One `[[rule]]`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleSpec {
    pub id: String,
    pub title: String,
    pub class: KeyClass,
    pub confidence: Confidence,
    #[serde(default)]
    pub keywords: Vec<String>,
    #[serde(default)]
    pub paths: Vec<String>,
    #[serde(default)]
    pub lint: Option<String>,
    #[serde(default)]
    pub pattern: Option<String>,
    #[serde(default)]
    pub max_length: Option<usize>,
    #[serde(default)]
    pub again: Option<String>,
    #[serde(default)]
    pub assignment: Option<AssignmentSpec>,
    #[serde(default)]
    pub environment: BTreeMap<String, Environment>,
    #[serde(default)]
    pub entropy: Option<f32>,
    #[serde(default)]
    pub checksum: Option<super::Checksum>,
    #[serde(default)]
    pub structure: Option<StructureName>,
    #[serde(default)]
    pub claims: BTreeMap<String, String>,
    #[serde(default)]
    pub encrypted: Option<bool>,
    #[serde(default)]
    pub decoded_pattern: Option<String>,
    #[serde(default)]
    pub near: Option<NearSpec>,
    #[serde(default)]
    pub fallback: bool,
    #[serde(default)]
    pub well_known: Vec<String>,
    pub description: String,
    pub remediation: String,
    #[serde(default)]
    pub references: Vec<String>,
    #[serde(default, rename = "match")]
    pub matches: Vec<MatchSpec>,
    #[serde(default)]
    pub no_match: Vec<NoMatchSpec>,
}

/// A value that only the name it is assigned to gives away.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AssignmentSpec {
    pub names: Vec<String>,
    #[serde(default)]
    pub value: Option<String>,
    #[serde(default)]
    pub value_pattern: Option<String>,
    #[serde(default)]
    pub gate: Option<super::Gate>,
    #[serde(default)]
    pub not: Vec<String>,
}

/// The structures that [`super::Structure`] knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StructureName {
    Jwt,
    Pem,
    UrlCredentials,
    Password,
    Random,
    Basic,
    Base64,
}

/// The other half of a pair.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NearSpec {
    pub rule: String,
    pub lines: u32,
}

/// An example that must be found.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MatchSpec {
    #[serde(default)]
    pub path: Option<String>,
    pub text: String,
    #[serde(default)]
    pub file: Vec<ExampleFileSpec>,
    #[serde(default)]
    pub also: Vec<String>,
    #[serde(default)]
    pub confidence: Option<Confidence>,
}

/// An example that must stay silent.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoMatchSpec {
    #[serde(default)]
    pub path: Option<String>,
    pub text: String,
    #[serde(default)]
    pub file: Vec<ExampleFileSpec>,
    pub why: String,
}

/// Another file of an example's project.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExampleFileSpec {
    pub path: String,
    pub text: String,
}
