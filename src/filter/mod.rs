//! Is a match a secret at all? Offline checks; each drop has a reason that is counted and can be shown.
//!
//! (`verify` is the field's word for asking the provider, which keyside never does.)

mod assignment;
mod base64;
mod entropy;
mod jwt;
mod pem;
mod placeholder;
mod structure;
mod words;

use jwt::Token;
use time::OffsetDateTime;

use crate::detect::{BytesPattern, Match, begins_name};
use crate::finding::{Confidence, DropReason, Remark, Secret};
use crate::rule::{Gate, Rule, Structure};

/// What becomes of a match.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// Believed, this much, and with what the value says of itself.
    Keep(Confidence, Option<Remark>),
    /// Not believed.
    Drop(DropReason),
}

/// The filters of a rule set; shared by all threads.
pub struct Filters {
    /// For each rule the pattern of its decoded bytes.
    decoded: Vec<BytesPattern>,
    /// What the whole run takes for the present, in seconds since 1970.
    now: i64,
}

impl Filters {
    /// Prepares the filters of that many rules. What expired before `now`, in seconds since 1970, matters less.
    pub fn new(rules: usize, now: i64) -> Self {
        Self { decoded: (0..rules).map(|_| BytesPattern::default()).collect(), now }
    }

    /// Judges a match of a rule in a text. Whatever looks at other matches comes later, in [`crate::scan`].
    pub fn judge(&self, rule: &Rule, text: &[u8], found: &Match, secret: &Secret) -> Decision {
        if let Err(reason) = believe(rule, text, found, secret, &self.decoded[found.rule]) {
            return Decision::Drop(reason);
        }
        let checksum_fails = rule.checksum.is_some_and(|checksum| !checksum.holds(secret.reveal()));
        let confidence = if checksum_fails { rule.confidence.lowered() } else { rule.confidence };
        Decision::Keep(confidence, self.remark(secret.reveal()))
    }

    /// What a token says of itself.
    fn remark(&self, secret: &[u8]) -> Option<Remark> {
        const ENCODED_BRACE: &[u8] = b"eyJ";
        let expiry = Some(secret).filter(|s| s.starts_with(ENCODED_BRACE)).and_then(Token::read)?.expiry()?;
        let moment = OffsetDateTime::from_unix_timestamp(expiry).ok()?;
        (expiry < self.now).then(|| Remark::Expired(moment.date()))
    }
}

fn believe(
    rule: &Rule,
    text: &[u8],
    found: &Match,
    secret: &Secret,
    decoded: &BytesPattern,
) -> Result<(), DropReason> {
    let whole = &text[found.whole.clone()];
    let is_pem = matches!(rule.structure, Some(Structure::Pem { .. }));
    if !is_pem && placeholder::is_placeholder(secret.body()) {
        return Err(DropReason::Placeholder);
    }
    if let Some(reason) = wrong_assignment(rule, text, found, secret) {
        return Err(reason);
    }
    if !rule.well_known.is_empty()
        && rule.well_known.iter().any(|print| print == secret.fingerprint().as_str())
    {
        return Err(DropReason::WellKnown);
    }
    if rule.entropy.is_some_and(|least| entropy::shannon(secret.body()) < least) {
        return Err(DropReason::Entropy);
    }
    rule.structure
        .as_ref()
        .map_or(Ok(()), |structure| structure::check(structure, whole, secret.reveal(), decoded))
}

/// Why a value that only its name gives away is not what the name says.
fn wrong_assignment(rule: &Rule, text: &[u8], found: &Match, secret: &Secret) -> Option<DropReason> {
    let assignment = rule.assignment.as_ref()?;
    let name = found.whole.start;
    if !begins_name(text, name) || assignment::has_word(text, name, &assignment.not) {
        return Some(DropReason::Name);
    }
    if assignment::is_capture_group(text, name)
        || assignment::is_in_list(text, name)
        || assignment::is_name_again(text, name, secret.reveal())
    {
        return Some(DropReason::Name);
    }
    let gate = assignment.gate;
    if gate != Gate::None && assignment::is_expression(text, &found.secret) {
        return Some(DropReason::Expression);
    }
    let passes = match gate {
        Gate::None => true,
        Gate::Random => assignment::is_whole(text, &found.secret) && !words::is_wordy(secret.body()),
        Gate::Password => {
            assignment::is_whole(text, &found.secret)
                && !words::is_name(secret.body())
                && !words::is_number(secret.body())
        }
    };
    (!passes).then_some(DropReason::Words)
}

/// How much of the start of a secret every key of its rule shares.
pub fn public_length(rule: &Rule, secret: &[u8]) -> usize {
    rule.pattern
        .public_prefixes
        .iter()
        .find(|prefix| secret.starts_with(prefix.as_bytes()))
        .map_or(0, String::len)
}
