//! Is a match a secret at all? Offline checks; each drop has a reason that is counted and can be shown.
//!
//! (`verify` is the field's word for asking the provider, which keyside never does.)

mod assignment;
mod base64;
mod context;
mod entropy;
mod jwt;
mod password;
mod pem;
mod place;
mod placeholder;
mod structure;
mod value;
mod words;

pub use context::Context;
pub use place::Place;

use assignment::Written;
use jwt::Token;
use password::Strength;
use place::Role;

use std::collections::HashSet;

use time::OffsetDateTime;

use crate::detect::{BytesPattern, Match, begins_name};
use crate::finding::{Confidence, DropReason, Remark, Secret};
use crate::rule::{Assignment, Gate, Rule, RuleSet, Structure};

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
    /// Fingerprints of values that some provider publishes: they are no secret of an unknown one either.
    well_known: HashSet<String>,
    /// What the whole run takes for the present, in seconds since 1970.
    now: i64,
}

impl Filters {
    /// Prepares the filters of a rule set. What expired before `now`, in seconds since 1970, matters less.
    pub fn new(rules: &RuleSet, now: i64) -> Self {
        let well_known = rules.rules.iter().flat_map(|rule| &rule.well_known).cloned().collect();
        Self { decoded: rules.rules.iter().map(|_| BytesPattern::default()).collect(), well_known, now }
    }

    /// Judges a match of a rule in a text; a text's matches come in the order of their secrets. Whatever looks at other matches comes
    /// later, in [`crate::scan`].
    pub fn judge(&self, rule: &Rule, context: &mut Context<'_>, found: &Match, secret: &Secret) -> Decision {
        let judged = judge(rule, context, found, secret, &self.decoded[found.rule]);
        match judged {
            Ok(_) if self.is_well_known(rule, secret) => Decision::Drop(DropReason::WellKnown),
            Ok(confidence) => Decision::Keep(confidence, self.remark(secret.reveal())),
            Err(reason) => Decision::Drop(reason),
        }
    }

    /// Whether a provider publishes this value for everybody: this rule's, or any if the rule speaks for all of them.
    fn is_well_known(&self, rule: &Rule, secret: &Secret) -> bool {
        if rule.fallback {
            self.well_known.contains(secret.fingerprint().as_str())
        } else {
            !rule.well_known.is_empty()
                && rule.well_known.iter().any(|print| print == secret.fingerprint().as_str())
        }
    }

    /// What a token says of itself.
    fn remark(&self, secret: &[u8]) -> Option<Remark> {
        const ENCODED_BRACE: &[u8] = b"eyJ";
        let expiry = Some(secret).filter(|s| s.starts_with(ENCODED_BRACE)).and_then(Token::read)?.expiry()?;
        let moment = OffsetDateTime::from_unix_timestamp(expiry).ok()?;
        (expiry < self.now).then(|| Remark::Expired(moment.date()))
    }
}

fn judge(
    rule: &Rule,
    context: &mut Context<'_>,
    found: &Match,
    secret: &Secret,
    decoded: &BytesPattern,
) -> Result<Confidence, DropReason> {
    let whole = &context.text[found.whole.clone()];
    let is_pem = matches!(rule.structure, Some(Structure::Pem { .. }));
    if !is_pem && placeholder::is_placeholder(secret.body()) {
        return Err(DropReason::Placeholder);
    }
    let mut confidence = rule.confidence;
    if let Some(assignment) = &rule.assignment
        && assigned(rule, assignment, context, found, secret)? == Strength::Weak
    {
        confidence = confidence.lowered();
    }
    if rule.entropy.is_some_and(|least| entropy::shannon(secret.body()) < least) {
        return Err(DropReason::Entropy);
    }
    if let Some(structure) = &rule.structure {
        structure::check(structure, whole, secret.reveal(), decoded)?;
    }
    let checksum_fails = rule.checksum.is_some_and(|checksum| !checksum.holds(secret.reveal()));
    Ok(if checksum_fails { confidence.lowered() } else { confidence })
}

/// How strongly a value that only its name gives away is what the name says, or why it is not.
fn assigned(
    rule: &Rule,
    assignment: &Assignment,
    context: &mut Context<'_>,
    found: &Match,
    secret: &Secret,
) -> Result<Strength, DropReason> {
    let (text, name) = (context.text, found.whole.start);
    if !begins_name(text, name)
        || assignment::is_file(text, name, secret.reveal())
        || assignment::has_word(text, name, &assignment.not)
        || assignment::is_capture_group(text, name)
        || assignment::is_in_list(text, name)
        || assignment::is_name_again(text, name, secret.reveal())
    {
        return Err(DropReason::Name);
    }
    if assignment.gate == Gate::None {
        return Ok(Strength::Strong);
    }
    if assignment::is_expression(text, &found.secret) {
        return Err(DropReason::Expression);
    }
    let strength = match assignment.gate {
        _ if !assignment::is_whole(text, &found.secret) => Strength::None,
        Gate::Password => named_password(context, found, secret),
        Gate::None | Gate::Random => random(secret.body()),
    };
    if strength == Strength::None {
        return Err(DropReason::Words);
    }
    // Other rules' names are a provider's own, which is evidence enough.
    if rule.fallback || assignment.gate == Gate::Password {
        guessed(strength, assignment.gate, context, found, secret)
    } else {
        Ok(strength)
    }
}

/// What else there is to say of a value whose name is nobody's in particular.
fn guessed(
    strength: Strength,
    gate: Gate,
    context: &mut Context<'_>,
    found: &Match,
    secret: &Secret,
) -> Result<Strength, DropReason> {
    let (text, bytes) = (context.text, secret.reveal());
    let is_hash = value::ends_in_hash_name(&text[..found.secret.start]);
    if is_hash || value::is_no_secret(bytes) || value::hides_words(bytes) {
        return Err(DropReason::Structure);
    }
    if assignment::written(text, found.whole.start, &found.secret, context.place.syntax) == Written::Bare {
        let is_code = gate == Gate::Password && password::is_code(bytes);
        return if is_code { Err(DropReason::Expression) } else { Ok(Strength::Weak) };
    }
    Ok(if context.is_sample(found.secret.start) { Strength::Weak } else { strength })
}

/// Whether a value was drawn at random, or thought of by somebody who was told to use every kind of character.
fn random(value: &[u8]) -> Strength {
    let has_letter = value.iter().any(u8::is_ascii_alphabetic);
    match (has_letter, words::is_wordy(value)) {
        (true, false) => Strength::Strong,
        (true, true) if password::is_elaborate(value) => password::strength(value),
        _ => Strength::None,
    }
}

/// How strongly a value is a password of a person, given its name and its file.
fn named_password(context: &Context<'_>, found: &Match, secret: &Secret) -> Strength {
    let strength = password::strength(secret.body());
    match context.place.role {
        Role::Translation if strength < Strength::Strong => Strength::None,
        Role::Translation => Strength::Weak,
        _ if !assignment::is_password_itself(context.text, found.whole.start) => strength.min(Strength::Weak),
        _ => strength,
    }
}

/// How much of the start of a secret every key of its rule shares.
pub fn public_length(rule: &Rule, secret: &[u8]) -> usize {
    rule.pattern
        .public_prefixes
        .iter()
        .find(|prefix| secret.starts_with(prefix.as_bytes()))
        .map_or(0, String::len)
}
