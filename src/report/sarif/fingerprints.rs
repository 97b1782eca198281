//! How alerts are known again.
//!
//! GitHub takes two results of one rule with one line hash for one alert, and a line hash covers a hundred characters from the
//! line's start. In a bundle, whose only line begins with a licence, that is the same for every secret of every version:
//! two keys would be one alert, and dismissing a harmless one would hide the next. One alert for the whole line with all of
//! its secrets in `relatedLocations` would have the same fault. So a hash is mixed with the value where the line does not tell
//! secrets apart. GitHub's uploader keeps such a hash, and notes in its log that it would have computed another.

use std::collections::HashMap;

use super::rules;
use crate::finding::{Finding, Fingerprint};
use crate::location::Origin;

/// A secret that begins after this UTF-16 column is in no line that a person has written.
const LONG_LINE: u64 = 1000;

/// The line hash of each finding, if the scan has made it.
pub(super) type LineHashes = Vec<Option<String>>;

/// GitHub's hash for the first secret of a rule in a line; mixed with the value for others, and far from a line's start.
pub(super) fn line_hashes(findings: &[Finding]) -> LineHashes {
    let mut first: HashMap<(String, &Origin, u64), &Fingerprint> = HashMap::new();
    findings
        .iter()
        .map(|finding| {
            let (location, value) = (&finding.location, &finding.fingerprint);
            let hash = location.line_hash.as_ref()?;
            let line = (rules::id(finding), &location.origin, location.start.line);
            let is_first = *first.entry(line).or_insert(value) == value;
            let tells_apart = is_first && location.start.utf16_column <= LONG_LINE;
            Some(if tells_apart { hash.clone() } else { mixed(hash, value) })
        })
        .collect()
}

/// Of the same form as GitHub's.
fn mixed(hash: &str, value: &Fingerprint) -> String {
    let mut hasher = blake3::Hasher::new_derive_key("keyside 2026 line hash of a secret in a long line v1");
    hasher.update(hash.as_bytes()).update(b" ").update(value.as_str().as_bytes());
    format!("{}:1", &hasher.finalize().to_hex()[..16])
}
