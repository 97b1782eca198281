//! Calls whose result can be worked out: `atob("…")`, `[a, b].join("-")`, `"…".replace("x", "")`.

use base64::Engine;

use super::source::is_of_text;
use super::{Api, Flow, Root, Source, Spot, Step, Text};
use crate::syntax::program::{Expr, ExprId};

/// The longest text that is folded, in bytes.
const LONGEST: usize = 64 * 1024;

impl Flow<'_> {
    /// A method of something that is known here.
    pub(super) fn folded_method(
        &self,
        spot: &Spot,
        callee: ExprId,
        arguments: &[ExprId],
        depth: u32,
    ) -> Vec<Text> {
        let Some(Expr::Member(object, method)) = self.expr(&spot.at(callee)) else { return Vec::new() };
        let object = spot.at(*object);
        if method == "join" {
            return self.joined(spot, &object, arguments, depth);
        }
        let argument =
            |at: usize| arguments.get(at).map(|argument| self.constants(&spot.at(*argument), depth + 1));
        let first = argument(0).and_then(|texts| texts.into_iter().next());
        let second = argument(1).and_then(|texts| texts.into_iter().next());
        if method == "concat" {
            let parts: Vec<ExprId> = std::iter::once(object.expr).chain(arguments.iter().copied()).collect();
            return self.sum(spot, &parts, depth + 1);
        }
        if !is_of_text(method) || is_masked(method, first.as_deref(), second.as_deref()) {
            return Vec::new();
        }
        let texts = self.texts_at(&object, depth + 1);
        texts
            .into_iter()
            .map(|text| {
                match text
                    .whole()
                    .and_then(|whole| apply(&whole, method, first.as_deref(), second.as_deref()))
                {
                    Some(folded) if folded.len() <= LONGEST => Text::known(folded, spot),
                    // The value is made of what it was.
                    _ => text,
                }
            })
            .collect()
    }

    fn joined(&self, spot: &Spot, list: &Spot, arguments: &[ExprId], depth: u32) -> Vec<Text> {
        let separator = match arguments.first() {
            Some(argument) => self.constants(&spot.at(*argument), depth + 1).into_iter().next(),
            None => Some(",".to_owned()),
        };
        let Some(separator) = separator else { return Vec::new() };
        let mut joined = Vec::new();
        for elements in self.lists(list, depth + 1) {
            let mut whole = Text::default();
            for (at, element) in elements.into_iter().enumerate() {
                if at > 0 && !separator.is_empty() {
                    whole.pieces.extend(Text::known(separator.clone(), spot).pieces);
                }
                whole.pieces.extend(element.pieces);
            }
            joined.push(match whole.whole() {
                Some(text) => Text::known(text, spot),
                None => whole,
            });
        }
        joined
    }

    /// The lists of texts that an expression may come to, if their lengths are known.
    fn lists(&self, list: &Spot, depth: u32) -> Vec<Vec<Text>> {
        let mut roots = Vec::new();
        self.reduce(list, depth, &mut roots);
        let mut lists = Vec::new();
        for root in roots {
            let Root::Value(value) = root else { continue };
            match self.expr(&value) {
                Some(Expr::Array(elements)) if elements.iter().all(|element| !element.spread) => {
                    let texts = elements.iter().map(|element| {
                        let unknown = || Text::from(Source::Unknown, &value.at(element.value));
                        self.texts_at(&value.at(element.value), depth + 1)
                            .into_iter()
                            .next()
                            .unwrap_or_else(unknown)
                    });
                    lists.push(texts.collect());
                }
                Some(Expr::Call { callee, arguments, .. }) => {
                    lists.extend(self.list_of_method(
                        &value,
                        *callee,
                        arguments.first().map(|a| a.value),
                        depth,
                    ));
                }
                _ => {}
            }
        }
        lists
    }

    /// `"a.b".split(".")`, `list.reverse()`, `list.filter(Boolean)`.
    fn list_of_method(
        &self,
        call: &Spot,
        callee: ExprId,
        argument: Option<ExprId>,
        depth: u32,
    ) -> Vec<Vec<Text>> {
        let Some(Expr::Member(object, method)) = self.expr(&call.at(callee)) else { return Vec::new() };
        let object = call.at(*object);
        match method.as_str() {
            "reverse" => {
                let mut lists = self.lists(&object, depth + 1);
                lists.iter_mut().for_each(|list| list.reverse());
                lists
            }
            "filter" | "slice" | "concat" => self.lists(&object, depth + 1),
            "split" => {
                let separator = argument.map(|argument| self.constants(&call.at(argument), depth + 1));
                let Some(separator) = separator.and_then(|texts| texts.into_iter().next()) else {
                    return Vec::new();
                };
                let split = |text: String| -> Vec<Text> {
                    if separator.is_empty() {
                        return text.chars().map(|c| Text::known(c, call)).collect();
                    }
                    text.split(separator.as_str()).map(|part| Text::known(part, call)).collect()
                };
                self.constants(&object, depth + 1).into_iter().map(split).collect()
            }
            _ => Vec::new(),
        }
    }

    /// What a function of the language or of the platform makes of its arguments.
    pub(super) fn folded_api(&self, api: &Api, depth: u32) -> Option<Vec<Text>> {
        if let Some(inner) = self.unwrapped_value(api) {
            let texts = self.texts_at(&inner, depth + 1);
            return (!texts.is_empty()).then_some(texts);
        }
        let call = api.calls().next()?;
        let Some(Expr::Call { arguments, .. }) = self.expr(call) else { return None };
        let argument = |at: usize| arguments.get(at).map(|argument| call.at(argument.value));
        let texts = |at: usize| argument(at).map(|spot| self.texts_at(&spot, depth + 1)).unwrap_or_default();
        let path = api.path();
        let folded = match path.as_slice() {
            ["atob", "()"] => texts(0).into_iter().map(|text| decoded(text, call, base64_text)).collect(),
            ["decodeURIComponent" | "decodeURI" | "unescape", "()"] => {
                texts(0).into_iter().map(|text| decoded(text, call, percent_text)).collect()
            }
            ["btoa" | "encodeURIComponent" | "encodeURI" | "escape", "()"]
            | ["JSON", "stringify" | "parse", "()"] => texts(0),
            ["String", "fromCharCode" | "fromCodePoint" | "raw", "()"] => {
                let codes = (0..arguments.len()).map(|at| self.code(&argument(at)?, depth));
                let text: Option<String> = codes.collect();
                text.map(|text| vec![Text::known(text, call)])?
            }
            ["Buffer", "from", "()", rest @ ..] | ["buffer", "Buffer", "from", "()", rest @ ..] => {
                let encoding = argument(1).map(|spot| self.constants(&spot, depth + 1));
                let encoding = encoding.and_then(|texts| texts.into_iter().next()).unwrap_or_default();
                let decode: fn(&str) -> Option<String> = match encoding.as_str() {
                    "base64" | "base64url" => base64_text,
                    "hex" => hex_text,
                    _ => |text| Some(text.to_owned()),
                };
                if !matches!(rest, [] | ["toString", "()"]) {
                    return None;
                }
                texts(0).into_iter().map(|text| decoded(text, call, decode)).collect()
            }
            // `new URL("/payments", "https://api…")`
            ["URL", "()"] | ["URL", "()", "href"] | ["URL", "()", "toString", "()"] => {
                self.url(texts(0), texts(1))
            }
            _ => return self.made_of_arguments(api, depth),
        };
        Some(folded)
    }

    /// A function of a package that makes a text of one: what goes in comes out, in whatever form.
    fn made_of_arguments(&self, api: &Api, depth: u32) -> Option<Vec<Text>> {
        let [.., Step::Call(call)] = api.steps.as_slice() else { return None };
        let path = api.path();
        // A token that a key signs, and a digest, do not hold the key.
        let seals =
            |name: &&str| ["jwt", "jose", "crypt", "hash", "hmac"].iter().any(|word| name.contains(word));
        if path.iter().chain(api.package().iter()).any(seals) {
            return None;
        }
        let name = path.iter().rev().find(|name| **name != "()")?.to_ascii_lowercase();
        let makes = ["encode", "decode", "base64", "join", "concat", "stringify", "format", "tostring"];
        if !makes.iter().any(|word| name.contains(word)) {
            return None;
        }
        let Some(Expr::Call { arguments, .. }) = self.expr(call) else { return None };
        let texts: Vec<Text> = arguments
            .iter()
            .flat_map(|argument| self.texts_at(&call.at(argument.value), depth + 1))
            .collect();
        let mixed = self.mixed(call, texts);
        (!mixed.is_empty()).then_some(mixed)
    }

    fn url(&self, paths: Vec<Text>, bases: Vec<Text>) -> Vec<Text> {
        if bases.is_empty() {
            return paths;
        }
        let mut urls = Vec::new();
        for path in &paths {
            let is_absolute = path.pattern().contains("://");
            if is_absolute {
                urls.push(path.clone());
                continue;
            }
            for base in &bases {
                let mut pieces = base.pieces.clone();
                if let (Some(super::Piece::Known(base, _)), true) =
                    (pieces.last_mut(), path.pattern().starts_with('/'))
                {
                    // The path replaces the base's own.
                    let origin = base.match_indices('/').nth(2).map_or(base.len(), |(at, _)| at);
                    base.truncate(origin);
                }
                pieces.extend(path.pieces.iter().cloned());
                urls.push(Text { pieces });
            }
        }
        urls
    }

    /// A character by its number.
    fn code(&self, spot: &Spot, depth: u32) -> Option<char> {
        let text = self.constants(spot, depth + 1).into_iter().next()?;
        char::from_u32(text.parse().ok()?)
    }
}

/// How much of a key may be shown without giving it away, in characters.
const SHOWN: i64 = 8;

/// Whether so little is left of a text that people show it of keys: the last four characters, a row of stars.
pub(super) fn is_masked(method: &str, first: Option<&str>, second: Option<&str>) -> bool {
    let number = |text: Option<&str>| text.and_then(|text| text.parse::<i64>().ok());
    match (method, number(first), number(second)) {
        ("slice", Some(start), None) => (-SHOWN..0).contains(&start),
        ("slice" | "substring", Some(start), Some(end)) => start >= 0 && (0..=SHOWN).contains(&(end - start)),
        ("slice", ..) => false,
        ("substr", Some(_), Some(length)) => length <= SHOWN,
        ("at", ..) => true,
        ("replace" | "replaceAll", ..) => {
            second.is_some_and(|second| !second.is_empty() && second.chars().all(|c| "*•·.xX#-_".contains(c)))
        }
        _ => false,
    }
}

fn decoded(text: Text, spot: &Spot, decode: fn(&str) -> Option<String>) -> Text {
    match text.whole() {
        Some(whole) => match decode(&whole) {
            Some(decoded) => Text::known(decoded, spot),
            None => text,
        },
        None => text,
    }
}

fn base64_text(text: &str) -> Option<String> {
    use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
    let text: String = text.split_whitespace().collect();
    let text = text.trim_end_matches('=');
    let bytes = STANDARD_NO_PAD.decode(text).or_else(|_| URL_SAFE_NO_PAD.decode(text)).ok()?;
    String::from_utf8(bytes).ok()
}

fn hex_text(text: &str) -> Option<String> {
    let digits: Option<Vec<u8>> = text.chars().map(|c| c.to_digit(16).map(|digit| digit as u8)).collect();
    let digits = digits.filter(|digits| digits.len() % 2 == 0)?;
    String::from_utf8(digits.chunks_exact(2).map(|pair| pair[0] << 4 | pair[1]).collect()).ok()
}

fn percent_text(text: &str) -> Option<String> {
    percent_encoding::percent_decode_str(text).decode_utf8().ok().map(std::borrow::Cow::into_owned)
}

/// What a method of a text makes of it.
fn apply(text: &str, method: &str, first: Option<&str>, second: Option<&str>) -> Option<String> {
    Some(match method {
        "trim" => text.trim().to_owned(),
        "trimStart" => text.trim_start().to_owned(),
        "trimEnd" => text.trim_end().to_owned(),
        "toString" | "valueOf" | "normalize" => text.to_owned(),
        "toLowerCase" => text.to_lowercase(),
        "toUpperCase" => text.to_uppercase(),
        "replace" => text.replacen(first?, second?, 1),
        "replaceAll" => text.replace(first?, second?),
        "repeat" => {
            let times: usize = first?.parse().ok()?;
            if times.saturating_mul(text.len()) > LONGEST {
                return None;
            }
            text.repeat(times)
        }
        "slice" | "substring" => {
            let characters: Vec<char> = text.chars().collect();
            let place = |at: &str| -> Option<usize> {
                let at: i64 = at.parse().ok()?;
                let length = characters.len() as i64;
                let at = if at < 0 && method == "slice" { length + at } else { at };
                usize::try_from(at.clamp(0, length)).ok()
            };
            let start = first.map_or(Some(0), place)?;
            let end = second.map_or(Some(characters.len()), place)?;
            characters.get(start..end.max(start))?.iter().collect()
        }
        _ => return None,
    })
}
