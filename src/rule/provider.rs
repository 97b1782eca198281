//! Checked rules and provider profiles: what the rest of the program sees of `rules/`.

use serde::{Deserialize, Serialize};

use crate::finding::{Confidence, Environment, KeyClass};

/// A provider's profile: where its keys work and what may be called with which.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Provider {
    /// The rule file's name without `.toml`; the prefix of its rules' ids.
    pub slug: String,
    /// The provider's own spelling.
    pub name: String,
    /// Where to read about it.
    pub homepage: String,
    /// Where its keys are revoked, if known.
    pub rotate: Option<String>,
    /// Hosts that answer to its keys.
    pub hosts: Vec<Host>,
    /// Lower-case names of headers that carry a key.
    pub headers: Vec<String>,
    /// Those of them that are this provider's own and carry nothing but secrets, so that the name says enough.
    pub secret_headers: Vec<String>,
    /// What may be called with which class of key.
    pub endpoints: Vec<Endpoint>,
    /// Libraries that take its keys.
    pub sdks: Vec<Sdk>,
}

/// A library that takes a provider's keys.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sdk {
    /// As code imports it; `/*` at the end stands for a scope's packages.
    pub package: String,
    /// Where it is meant to run.
    pub side: SdkSide,
    /// The names of what takes a key: functions, classes, methods, `default`; anything of the package if there is none.
    pub calls: Vec<String>,
    /// Where the keys stand among the arguments.
    pub keys: Vec<SdkKey>,
    /// The option that makes it run in browsers against its maker's advice.
    pub browser_switch: Option<String>,
}

/// Where a key stands in a call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SdkKey {
    /// Which argument, from 0.
    pub argument: usize,
    /// The options that lead to it in there; none if the argument is the key.
    pub options: Vec<String>,
}

/// Where a library is meant to run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SdkSide {
    /// On servers, with a secret.
    Server,
    /// In browsers and apps, with a publishable key.
    Browser,
    /// On both, and what it is given decides.
    Both,
}

/// A host that answers to a provider's keys.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Host {
    /// A host name, or `*.` and a domain.
    pub name: String,
    /// What it serves.
    pub role: HostRole,
    /// The environment it belongs to, if it serves one only.
    pub environment: Option<Environment>,
}

/// What a host serves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum HostRole {
    /// Requests that carry a key.
    Api,
    /// The scripts or libraries of a client SDK.
    Sdk,
    /// Pages for people who manage the account.
    Dashboard,
}

/// A request that is open to some classes of key.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Endpoint {
    /// An upper-case HTTP method, or `*`.
    pub method: String,
    /// A path in which `{…}` stands for one segment, and `**` at the end for any number of them.
    pub path: String,
    /// The host that it is for, as the profile spells it; every host of role `api` if there is none.
    pub host: Option<String>,
    /// The classes that may call it.
    pub accepts: Vec<KeyClass>,
}

/// One rule, ready to be matched.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Rule {
    /// Unique, kebab-case, starts with the provider's slug.
    pub id: String,
    /// Index of its provider in [`super::RuleSet::providers`].
    pub provider: usize,
    /// What is found.
    pub title: String,
    /// What the key is for.
    pub class: KeyClass,
    /// How likely a match is one.
    pub confidence: Confidence,
    /// Lower-case; every match contains one of them, in any letter case. A rule that is bound to paths may have none.
    pub keywords: Vec<String>,
    /// The files that it is for, as the ends of their paths with `*`; all if the list is empty.
    pub paths: Vec<String>,
    /// Code finds it, not a pattern; the pattern is empty then.
    pub lint: bool,
    /// What it matches.
    pub pattern: Pattern,
    /// What may follow a match, again and again: a further secret of the same list.
    pub again: Option<Pattern>,
    /// What the text of the capture `env` means.
    pub environments: Vec<(String, Environment)>,
    /// The least Shannon entropy of the secret, in bits per byte.
    pub entropy: Option<f32>,
    /// A checksum that the secret carries.
    pub checksum: Option<Checksum>,
    /// A structure that the secret must have.
    pub structure: Option<Structure>,
    /// The other half of a pair that must stand nearby.
    pub near: Option<Near>,
    /// It speaks only where no other rule does.
    pub fallback: bool,
    /// Fingerprints of values that the provider publishes for everybody, such as an emulator's key.
    pub well_known: Vec<String>,
    /// What an assignment demands besides its pattern.
    pub assignment: Option<Assignment>,
    /// What people read and tests run.
    pub prose: PackedProse,
}

/// What people read of a rule and tests run: no part of a scan.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Prose {
    /// What the key opens and who may hold it.
    pub description: String,
    /// Where to revoke it and where to keep it instead.
    pub remediation: String,
    /// The pages that the rule rests on.
    pub references: Vec<String>,
    /// Its tests, and its documentation.
    pub examples: Vec<Example>,
}

/// [`Prose`] that stays packed until it is asked for: most runs need that of no rule, and start-up is most of a hook's time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PackedProse(#[serde(with = "serde_bytes")] Vec<u8>);

impl PackedProse {
    /// Packs.
    ///
    /// # Errors
    /// What the packer says; it has no reason to.
    pub fn new(prose: &Prose) -> Result<Self, String> {
        postcard::to_stdvec(prose).map(Self).map_err(|error| error.to_string())
    }
}

impl Rule {
    /// Unpacks its prose.
    pub fn prose(&self) -> Prose {
        #[expect(clippy::expect_used, reason = "the bytes come from `PackedProse::new` only")]
        postcard::from_bytes(&self.prose.0).expect("the packed prose is of this type")
    }
}

/// A regular expression and what follows from its syntax tree.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Pattern {
    /// Over bytes, with ASCII classes; has a capture `secret` and perhaps one `env`.
    pub regex: String,
    /// The longest match, in bytes.
    pub max_length: usize,
    /// What the secret of an assignment begins with, and any other match.
    pub opening: Opening,
    /// Every match starts with a keyword, so that it is tried at the keyword only.
    pub starts_with_keyword: bool,
    /// The exact texts that a match can start with, if they are few.
    pub starts: Vec<String>,
    /// No letter, digit or `_` stands before a match.
    pub word_start: bool,
    /// How much a match pins down, in bits; ranks overlapping rules.
    pub bits: u32,
    /// What every secret of this format begins with, so that a report may show it.
    pub public_prefixes: Vec<String>,
}

/// How a text begins: so many bytes, each of them one of a set.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opening {
    /// How many.
    pub length: usize,
    /// A bit for each byte.
    pub bytes: [u64; 4],
}

impl Opening {
    /// Whether it may hold this byte.
    #[inline]
    pub fn has(&self, byte: u8) -> bool {
        self.bytes[usize::from(byte >> 6)] >> (byte & 63) & 1 == 1
    }

    /// Whether a text begins like this.
    #[inline]
    pub fn begins(&self, text: &[u8]) -> bool {
        text.get(..self.length).is_some_and(|opening| opening.iter().all(|byte| self.has(*byte)))
    }
}

/// Offline checksums that a format carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Checksum {
    /// The last six characters are the base-62 CRC-32 of those between the prefix's `_` and them.
    GithubCrc32,
    /// The last eight characters are the hexadecimal CRC-32 of those between the prefix's `_` and them.
    CloudflareCrc32,
    /// The last eight characters are the hexadecimal CRC-32 of all before them, the prefix included.
    HexCrc32,
    /// In base 32; the last two of the bytes are the CRC-16 of those before them.
    NatsCrc16,
}

/// A structure that a secret must have.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Structure {
    /// A JSON web token whose payload has these claims.
    Jwt {
        /// Claim name and text.
        claims: Vec<(String, String)>,
    },
    /// A PEM block whose body decodes to what its label promises.
    Pem {
        /// Whether it must need a passphrase, or must not.
        encrypted: Option<bool>,
    },
    /// The password of a URL.
    UrlCredentials,
    /// A password in clear.
    Password,
    /// Drawn at random: no words and no name.
    Random,
    /// Base64 of a user, a colon and a password.
    Basic,
    /// Base64 of any alphabet whose decoded bytes match the pattern, if there is one.
    Base64 {
        /// A regular expression over the decoded bytes.
        pattern: Option<String>,
    },
}

/// What an assignment demands besides its pattern.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assignment {
    /// What the value must be.
    pub gate: Gate,
    /// Words that say that the value is none, in lower case, when the identifier has one of them.
    pub not: Vec<String>,
}

/// What a value must be that only its name gives away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Gate {
    /// Anything: its own shape says enough.
    None,
    /// Drawn at random: no words, no name, no code.
    Random,
    /// Chosen by a person: words will do, but not a mere name.
    Password,
}

/// The other half of a pair.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Near {
    /// The id of the rule that finds it.
    pub rule: String,
    /// How far away it may stand, in lines.
    pub lines: u32,
}

/// A text in which the rule must speak or stay silent. Markers and placeholders are as written; see
/// [`super::example`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Example {
    /// The name of the file that the text stands in.
    pub path: String,
    /// The text, with `«…»` around what must be reported and `<<kind:n>>` for generated parts.
    pub text: String,
    /// Other files of the same project, each a path and a text.
    pub files: Vec<(String, String)>,
    /// What is expected.
    pub expect: Expect,
}

/// What an example shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Expect {
    /// The rule finds what is marked; the other rules listed match it too.
    Match {
        /// Ids of less specific rules that match the same bytes.
        also: Vec<String>,
        /// Just this sure of it, if the example says so.
        confidence: Option<Confidence>,
    },
    /// The rule stays silent.
    Silence {
        /// The reason.
        why: String,
    },
}
