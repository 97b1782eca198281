//! Sentences with links to related locations, in SARIF's little markup.

use std::fmt::Write;

use serde_sarif::sarif::Message;

use super::limits;
use crate::finding::Finding;
use crate::report::{Report, prose};

/// Longer evidence is only counted.
const LINKS: usize = 20;

/// A sentence without links.
pub(super) fn plain(text: &str) -> Message {
    message(escaped(&sentence(text)))
}

fn message(text: String) -> Message {
    Message::builder().text(text).build()
}

/// What was found.
pub(super) fn headline(report: &Report<'_>, finding: &Finding) -> Message {
    message(headline_text(report, finding))
}

fn headline_text(report: &Report<'_>, finding: &Finding) -> String {
    let headline = prose::headline(finding, report.rule(finding));
    format!("{}: {}.", escaped(&headline), escaped(&report.secret(&finding.secret)))
}

/// What was found, and the evidence as links. GitHub shows the first sentence where space is short.
pub(super) fn of_finding(report: &Report<'_>, finding: &Finding) -> Message {
    let mut text = headline_text(report, finding);
    let (all, steps) = (finding.evidence.len(), report.steps(finding));
    for (at, evidence) in finding.evidence.iter().take(LINKS).enumerate() {
        text.push_str(match at {
            0 => " Evidence: ",
            at if at < steps => ", then ",
            _ => "; beside ",
        });
        // Writing to a string cannot fail.
        let _ = write!(text, "[{}]({})", escaped(&evidence.text), at + 1);
    }
    match all.checked_sub(LINKS) {
        _ if all == 0 => {}
        None | Some(0) => text.push('.'),
        Some(more) => {
            let _ = write!(text, ", and {}.", prose::count(more as u64, "more step", "more steps"));
        }
    }
    if finding.original.is_some() {
        // The location after those of the evidence.
        let place = prose::original(finding).unwrap_or_default();
        let _ = write!(text, " It comes from [{}]({}).", escaped(&place), limits::evidence(finding) + 1);
    }
    message(text)
}

/// Text that holds no link, whatever it is made of.
fn escaped(text: &str) -> String {
    text.chars().flat_map(|c| matches!(c, '\\' | '[' | ']').then_some('\\').into_iter().chain([c])).collect()
}

/// On one line and with a full stop, since viewers show the first sentence.
pub(super) fn sentence(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.ends_with(['.', '!', '?']) { text } else { format!("{text}.") }
}
