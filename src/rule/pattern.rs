//! What follows from a pattern's syntax tree: its bounds, where it may start, how much it pins down.

use regex_syntax::ParserBuilder;
use regex_syntax::hir::literal::{ExtractKind, Extractor, Literal};
use regex_syntax::hir::{Class, ClassBytes, ClassBytesRange, Hir, HirKind, Look};

use super::{Opening, Pattern};

/// The longest match that the engine supports, in bytes: the scan reads large files in pieces that overlap by
/// this much.
pub const MAX_LENGTH: usize = 16 * 1024;

/// The longest keyword, in bytes.
pub const LONGEST_KEYWORD: usize = 64;

/// Keywords of this many bytes are cheap to look for.
pub const GOOD_KEYWORD: usize = 4;

/// Words that are no keywords by themselves: nearly every file has them.
pub const TOO_COMMON: [&str; 8] = ["auth", "client", "http", "https", "key", "secret", "test", "token"];

/// Reads a pattern and derives what the engine needs; the error is a sentence for the rule's author.
///
/// `max_length` bounds a pattern that has no bound of its own.
pub fn analyse(
    regex: &str,
    max_length: Option<usize>,
    keywords: &[String],
    is_assignment: bool,
) -> Result<Pattern, String> {
    let hir = parse(regex)?;
    let secret = match captures(&hir, "secret").as_slice() {
        [one] => (*one).clone(),
        found => return Err(format!("the pattern has {} captures named `secret`, not one", found.len())),
    };
    let max_length = match (hir.properties().maximum_len(), max_length) {
        (Some(own), None) => own,
        (Some(_), Some(_)) => {
            return Err("`max_length` is for patterns without a bound of their own; this one has one".into());
        }
        (None, Some(given)) => given,
        (None, None) => {
            return Err(
                "the pattern has no longest match: write `{m,n}` for `+` and `*`, or give `max_length`"
                    .into(),
            );
        }
    };
    if max_length > MAX_LENGTH {
        return Err(format!("the longest match has {max_length} bytes; {MAX_LENGTH} are supported"));
    }
    if hir.properties().minimum_len() == Some(0) {
        return Err("the pattern matches the empty text".into());
    }
    Ok(Pattern {
        regex: regex.to_owned(),
        max_length,
        opening: opening(if is_assignment { &secret } else { &hir }),
        starts_with_keyword: starts_with_keyword(&hir, keywords),
        starts: starts(&hir),
        word_start: begins_at_word(&hir),
        bits: bits(&hir) as u32,
        public_prefixes: public_prefixes(&secret),
    })
}

/// Parses the dialect of rules: bytes, with ASCII classes.
fn parse(regex: &str) -> Result<Hir, String> {
    ParserBuilder::new()
        .unicode(false)
        .utf8(false)
        .nest_limit(64)
        .build()
        .parse(regex)
        .map_err(|error| format!("the pattern does not parse: {error}"))
}

/// Whether the pattern has a capture of that name.
pub fn has_capture(regex: &str, name: &str) -> Result<bool, String> {
    Ok(!captures(&parse(regex)?, name).is_empty())
}

/// The insides of every capture of that name.
fn captures<'h>(hir: &'h Hir, name: &str) -> Vec<&'h Hir> {
    let mut found = Vec::new();
    let mut rest = vec![hir];
    while let Some(hir) = rest.pop() {
        match hir.kind() {
            HirKind::Capture(capture) => {
                if capture.name.as_deref() == Some(name) {
                    found.push(&*capture.sub);
                }
                rest.push(&capture.sub);
            }
            HirKind::Repetition(repetition) => rest.push(&repetition.sub),
            HirKind::Concat(parts) | HirKind::Alternation(parts) => rest.extend(parts),
            HirKind::Empty | HirKind::Literal(_) | HirKind::Class(_) | HirKind::Look(_) => {}
        }
    }
    found
}

/// Whether every match starts with a keyword, in any letter case.
fn starts_with_keyword(hir: &Hir, keywords: &[String]) -> bool {
    let folded = fold_case(hir);
    let prefixes = Extractor::new().kind(ExtractKind::Prefix).extract(&folded);
    prefixes.literals().is_some_and(|literals| {
        !literals.is_empty()
            && literals.iter().all(|l| keywords.iter().any(|k| l.as_bytes().starts_with(k.as_bytes())))
    })
}

/// The exact texts that a match can start with; none if they are many or not plain text.
fn starts(hir: &Hir) -> Vec<String> {
    let sequence = Extractor::new().kind(ExtractKind::Prefix).limit_class(4).limit_total(32).extract(hir);
    let literals = sequence.literals().unwrap_or_default();
    let texts: Vec<String> =
        literals.iter().filter_map(|l| std::str::from_utf8(l.as_bytes()).ok()).map(str::to_owned).collect();
    if texts.len() < literals.len() || texts.iter().any(String::is_empty) { Vec::new() } else { texts }
}

/// Whether the first thing that the pattern demands is a word boundary, and the next a word character.
fn begins_at_word(hir: &Hir) -> bool {
    let HirKind::Concat(parts) = hir.kind() else { return false };
    let [first, ..] = parts.as_slice() else { return false };
    match first.kind() {
        HirKind::Look(Look::WordStartHalfAscii | Look::WordStartAscii) => true,
        HirKind::Look(Look::WordAscii) => {
            let starts = starts(hir);
            let word = |b: u8| b.is_ascii_alphanumeric() || b == b'_';
            !starts.is_empty() && starts.iter().all(|text| text.bytes().next().is_some_and(word))
        }
        _ => false,
    }
}

/// Longer keywords for a pattern that starts with short ones: each text of `length` bytes that a match can start with, in
/// lower case. `None` if the pattern does not tell.
pub fn longer_keywords(regex: &str, length: usize) -> Result<Option<Vec<String>>, String> {
    let folded = fold_case(&parse(regex)?);
    let mut extractor = Extractor::new();
    extractor.kind(ExtractKind::Prefix).limit_class(64).limit_repeat(1).limit_total(2048);
    let sequence = extractor.extract(&folded);
    let Some(literals) = sequence.literals() else { return Ok(None) };
    let mut keywords: Vec<String> = literals
        .iter()
        .filter_map(|literal| literal.as_bytes().get(..length))
        .filter_map(|bytes| std::str::from_utf8(bytes).ok())
        .map(str::to_owned)
        .collect();
    let complete = !keywords.is_empty() && keywords.len() == literals.len();
    keywords.sort();
    keywords.dedup();
    Ok(complete.then_some(keywords))
}

/// The same expression with every letter that may have either case in lower case.
fn fold_case(hir: &Hir) -> Hir {
    match hir.kind() {
        HirKind::Literal(literal) => Hir::literal(literal.0.to_ascii_lowercase()),
        HirKind::Class(Class::Bytes(class)) => {
            let ranges =
                class.ranges().iter().flat_map(|r| (r.start()..=r.end()).map(|b| b.to_ascii_lowercase()));
            let class = ClassBytes::new(ranges.map(|b| ClassBytesRange::new(b, b)));
            match class.ranges() {
                [one] if one.start() == one.end() => Hir::literal([one.start()]),
                _ => Hir::class(Class::Bytes(class)),
            }
        }
        HirKind::Capture(capture) => fold_case(&capture.sub),
        HirKind::Repetition(repetition) => Hir::repetition(regex_syntax::hir::Repetition {
            sub: Box::new(fold_case(&repetition.sub)),
            ..repetition.clone()
        }),
        HirKind::Concat(parts) => Hir::concat(parts.iter().map(fold_case).collect()),
        HirKind::Alternation(parts) => Hir::alternation(parts.iter().map(fold_case).collect()),
        HirKind::Empty | HirKind::Class(Class::Unicode(_)) | HirKind::Look(_) => hir.clone(),
    }
}

/// The literal texts that the secret may begin with. Classes of more than three characters end a prefix: what they
/// match differs from key to key.
fn public_prefixes(secret: &Hir) -> Vec<String> {
    let mut extractor = Extractor::new();
    extractor.kind(ExtractKind::Prefix).limit_class(3).limit_repeat(2);
    let sequence = extractor.extract(secret);
    let mut prefixes: Vec<String> = sequence
        .literals()
        .unwrap_or_default()
        .iter()
        .filter(|literal| !literal.is_exact())
        .map(Literal::as_bytes)
        .filter_map(|bytes| std::str::from_utf8(bytes).ok())
        .filter(|prefix| !prefix.is_empty())
        .map(str::to_owned)
        .collect();
    prefixes.sort_by_key(|prefix| std::cmp::Reverse(prefix.len()));
    prefixes
}

/// Whether a byte usually ends a value: blanks, quotes, brackets, and what separates values.
fn is_break(byte: u8) -> bool {
    byte <= b' '
        || matches!(
            byte,
            b'"' | b'\'' | b'`' | b',' | b';' | b'(' | b')' | b'{' | b'}' | b'[' | b']' | b'<' | b'>' | b'\\'
        )
}

/// What every match begins with: the bytes of its first parts, as many parts as pin down the most. No byte that usually ends a
/// value is among them.
fn opening(hir: &Hir) -> Opening {
    let mut best = (0.0, Opening::default());
    let mut opening = Opening::default();
    for part in parts(hir) {
        add_bytes(part, &mut opening.bytes);
        if (0..=u8::MAX).any(|byte| is_break(byte) && opening.has(byte)) {
            break;
        }
        opening.length += part.properties().minimum_len().unwrap_or(0);
        let size: u32 = opening.bytes.iter().map(|bits| bits.count_ones()).sum();
        let bits = opening.length as f64 * (8.0 - f64::from(size.max(1)).log2());
        if bits > best.0 {
            best = (bits, opening.clone());
        }
    }
    best.1
}

/// What follows on what, through captures.
fn parts(hir: &Hir) -> Vec<&Hir> {
    match hir.kind() {
        HirKind::Concat(list) => list.iter().flat_map(parts).collect(),
        HirKind::Capture(capture) => parts(&capture.sub),
        _ => vec![hir],
    }
}

/// Adds every byte that an expression can match.
fn add_bytes(hir: &Hir, bytes: &mut [u64; 4]) {
    let mut add = |byte: u8| bytes[usize::from(byte >> 6)] |= 1 << (byte & 63);
    match hir.kind() {
        HirKind::Literal(literal) => literal.0.iter().for_each(|byte| add(*byte)),
        HirKind::Class(Class::Bytes(class)) => {
            class.ranges().iter().flat_map(|range| range.start()..=range.end()).for_each(add);
        }
        HirKind::Class(Class::Unicode(_)) => *bytes = [u64::MAX; 4],
        other => other.subs().iter().for_each(|sub| add_bytes(sub, bytes)),
    }
}

/// How many bits of a random text the shortest match pins down: 8 for a literal byte, 8 - log2(n) for one of n.
fn bits(hir: &Hir) -> f64 {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => 0.0,
        HirKind::Literal(literal) => 8.0 * literal.0.len() as f64,
        HirKind::Class(Class::Bytes(class)) => {
            let size: u32 =
                class.ranges().iter().map(|r| u32::from(r.end()) - u32::from(r.start()) + 1).sum();
            8.0 - f64::from(size.max(1)).log2()
        }
        HirKind::Class(Class::Unicode(_)) => 0.0,
        HirKind::Repetition(repetition) => f64::from(repetition.min) * bits(&repetition.sub),
        HirKind::Capture(capture) => bits(&capture.sub),
        HirKind::Concat(parts) => parts.iter().map(bits).sum(),
        HirKind::Alternation(parts) => parts.iter().map(bits).fold(f64::INFINITY, f64::min),
    }
}
