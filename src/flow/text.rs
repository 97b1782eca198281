//! What text an expression comes to: known pieces, and pieces that come from elsewhere.

use super::{Flow, Root, Source, Spot, Step};
use crate::syntax::program::{Expr, ExprId};

/// How many texts one expression may come to.
const MOST_TEXTS: usize = 24;

/// A text in pieces.
#[derive(Debug, Clone, Default)]
pub struct Text {
    /// In order.
    pub pieces: Vec<Piece>,
}

/// A piece of a text.
#[derive(Debug, Clone)]
pub enum Piece {
    /// It is written out, or folded from what is.
    Known(String, Spot),
    /// It comes from elsewhere.
    From(Source, Spot),
}

impl Piece {
    /// Where it stands.
    pub fn spot(&self) -> &Spot {
        match self {
            Self::Known(_, spot) | Self::From(_, spot) => spot,
        }
    }
}

impl Text {
    /// A text that is written out.
    pub fn known(text: impl Into<String>, spot: &Spot) -> Self {
        Self { pieces: vec![Piece::Known(text.into(), spot.clone())] }
    }

    /// A text that comes from elsewhere.
    pub fn from(source: Source, spot: &Spot) -> Self {
        Self { pieces: vec![Piece::From(source, spot.clone())] }
    }

    /// The whole, if all of it is known.
    pub fn whole(&self) -> Option<String> {
        let known = self.pieces.iter().map(|piece| match piece {
            Piece::Known(text, _) => Some(text.as_str()),
            Piece::From(..) => None,
        });
        known.collect()
    }

    /// The text with `*` in place of what is not known.
    pub fn pattern(&self) -> String {
        let known = self.pieces.iter().map(|piece| match piece {
            Piece::Known(text, _) => text.as_str(),
            Piece::From(..) => "*",
        });
        known.collect()
    }

    fn with(&self, other: &Self) -> Self {
        Self { pieces: self.pieces.iter().chain(&other.pieces).cloned().collect() }
    }
}

impl Flow<'_> {
    /// The texts that an expression may come to.
    pub fn texts(&self, spot: &Spot) -> Vec<Text> {
        let mut texts = self.texts_at(spot, 0);
        texts.truncate(MOST_TEXTS);
        texts
    }

    /// The texts of it that are known as a whole.
    pub(super) fn constants(&self, spot: &Spot, depth: u32) -> Vec<String> {
        self.texts_at(spot, depth + 1).iter().filter_map(Text::whole).collect()
    }

    pub(super) fn texts_at(&self, spot: &Spot, depth: u32) -> Vec<Text> {
        let mut roots = Vec::new();
        self.reduce(spot, depth, &mut roots);
        let mut texts = Vec::new();
        for root in roots.iter().take(MOST_TEXTS) {
            texts.extend(self.texts_of(root, depth + 1));
        }
        texts.truncate(MOST_TEXTS);
        texts
    }

    fn texts_of(&self, root: &Root, depth: u32) -> Vec<Text> {
        if depth > super::DEEPEST {
            return Vec::new();
        }
        match root {
            Root::Value(spot) => self.texts_of_value(spot, depth),
            Root::Api(api) => match self.folded_api(api, depth) {
                Some(texts) => texts,
                None => vec![Text::from(self.source(api), &api.spot)],
            },
            Root::Instance(_) | Root::Namespace(_) => Vec::new(),
        }
    }

    fn texts_of_value(&self, spot: &Spot, depth: u32) -> Vec<Text> {
        match self.expr(spot) {
            Some(Expr::Text(text)) => vec![Text::known(text.clone(), spot)],
            Some(Expr::Number(number)) => vec![Text::known(number.to_string(), spot)],
            Some(Expr::Concat(parts)) => self.sum(spot, parts, depth),
            Some(Expr::Mixed(parts)) => self.mixture(spot, parts, depth),
            Some(Expr::Call { callee, arguments, .. }) => {
                let arguments: Vec<ExprId> = arguments.iter().map(|argument| argument.value).collect();
                self.folded_method(spot, *callee, &arguments, depth)
            }
            // An object as text is what is in it: `JSON.stringify(config)`.
            Some(Expr::Object(_) | Expr::Array(_)) if depth < 24 => {
                let inside = self.properties(spot);
                let parts: Vec<Text> =
                    inside.iter().flat_map(|property| self.texts_at(&property.value, depth + 4)).collect();
                self.mixed(spot, parts)
            }
            _ => Vec::new(),
        }
    }

    /// Texts one after the other.
    pub(super) fn sum(&self, spot: &Spot, parts: &[ExprId], depth: u32) -> Vec<Text> {
        let mut sums = vec![Text::default()];
        for part in parts {
            let mut choices = self.texts_at(&spot.at(*part), depth + 1);
            if choices.is_empty() {
                choices.push(Text::from(Source::Unknown, &spot.at(*part)));
            }
            sums = sums
                .iter()
                .flat_map(|sum| choices.iter().map(|choice| sum.with(choice)))
                .take(MOST_TEXTS)
                .collect();
        }
        sums
    }

    /// Something made of texts by other means: what of them comes from elsewhere is in it.
    fn mixture(&self, spot: &Spot, parts: &[ExprId], depth: u32) -> Vec<Text> {
        let texts = parts.iter().flat_map(|part| self.texts_at(&spot.at(*part), depth + 1)).collect();
        self.mixed(spot, texts)
    }

    pub(super) fn mixed(&self, spot: &Spot, texts: Vec<Text>) -> Vec<Text> {
        let pieces: Vec<Piece> = texts.into_iter().flat_map(|text| text.pieces).take(64).collect();
        let foreign: Vec<Piece> =
            pieces.iter().filter(|piece| matches!(piece, Piece::From(..))).cloned().collect();
        match (foreign.is_empty(), pieces.is_empty()) {
            (false, _) => vec![Text { pieces: foreign }],
            (true, false) => vec![Text { pieces: vec![Piece::From(Source::Unknown, spot.clone())] }],
            (true, true) => Vec::new(),
        }
    }

    /// What a wrapper gives back when only its value is taken: `ref(key).value`, `signal(key)()`.
    pub(super) fn unwrapped_value(&self, api: &super::Api) -> Option<Spot> {
        let last = api.steps.iter().rposition(|step| match step {
            Step::Member(name) => !matches!(name.as_str(), "value" | "current" | "data" | "get"),
            Step::Element => false,
            Step::Call(_) | Step::New(_) => false,
        });
        let after = last.map_or(0, |at| at + 1);
        let (at, call) = api.steps.iter().enumerate().skip(after).find_map(|(at, step)| match step {
            Step::Call(call) => Some((at, call)),
            _ => None,
        })?;
        let inner = super::Api { steps: api.steps[..=at].to_vec(), ..api.clone() };
        self.wrapped(&inner, call)
    }
}
