//! What a value is that code hands on: a secret, meant for everybody, or not known before the program runs.

use super::Context;
use super::name::{self, Says};
use crate::finding::{KeyClass, Level};
use crate::flow::{EnvRead, Piece, Source, Spot, Text};
use crate::rule::{Provider, Rule};
use crate::side::ModuleId;
use crate::syntax::EnvObject;

/// Shorter names of providers are words of other meanings as well.
const SHORTEST_SLUG: usize = 4;

/// What a value is.
#[derive(Debug, Clone)]
pub enum Worth<'c> {
    /// It is written out, and a rule knows it.
    Literal(&'c Rule, Spot),
    /// The build writes a variable's value in its place.
    Inlined {
        /// The variable.
        name: String,
        /// What does that.
        mechanism: String,
        /// What the variable's name says, or its value if that is known.
        says: Says,
        /// The rule that knows the value.
        rule: Option<&'c Rule>,
        /// Where it is read.
        spot: Spot,
    },
    /// A variable of the server's environment, which is not there in the browser.
    Server(String, Spot),
    /// Whoever uses the application gives it, or the program asks for it when it runs.
    Runtime(Source, Spot),
    /// Text that says nothing.
    Plain,
}

impl Worth<'_> {
    /// Where the value comes from.
    pub fn spot(&self) -> Option<&Spot> {
        match self {
            Self::Literal(_, spot)
            | Self::Inlined { spot, .. }
            | Self::Server(_, spot)
            | Self::Runtime(_, spot) => Some(spot),
            Self::Plain => None,
        }
    }

    /// How it is called in a sentence.
    pub fn described(&self) -> String {
        match self {
            Self::Literal(rule, _) => format!("a {} that is written out", rule.title),
            Self::Inlined { name, mechanism, .. } => {
                format!("`{name}`, which {mechanism} writes into the bundle")
            }
            Self::Server(name, _) => format!("`{name}` of the server's environment"),
            Self::Runtime(..) | Self::Plain => "a value that is not known before the program runs".to_owned(),
        }
    }

    /// What identifies it, and is no secret.
    pub fn subject(&self) -> String {
        match self {
            Self::Literal(rule, _) => rule.id.clone(),
            Self::Inlined { name, .. } | Self::Server(name, _) => name.clone(),
            Self::Runtime(..) | Self::Plain => String::new(),
        }
    }
}

impl<'c> Context<'c> {
    /// What the pieces of a text are that stands under a name.
    pub fn worths(&self, header: &str, text: &Text) -> Vec<Worth<'c>> {
        let whole = text.whole();
        if let (Some(whole), Some(first)) = (&whole, text.pieces.first()) {
            let literal = self.literals.classify(header, whole);
            return vec![
                literal.map_or(Worth::Plain, |literal| Worth::Literal(literal.rule, first.spot().clone())),
            ];
        }
        text.pieces.iter().map(|piece| self.worth(header, piece)).collect()
    }

    pub(super) fn worth(&self, header: &str, piece: &Piece) -> Worth<'c> {
        match piece {
            Piece::Known(text, spot) => {
                let literal = self.literals.classify(header, text);
                literal.map_or(Worth::Plain, |literal| Worth::Literal(literal.rule, spot.clone()))
            }
            Piece::From(Source::Env(read), spot) => self.variable(read, spot),
            Piece::From(Source::Config(keys), spot) => self.runtime_config(keys, spot),
            Piece::From(source, spot) => Worth::Runtime(source.clone(), spot.clone()),
        }
    }

    fn variable(&self, read: &EnvRead, spot: &Spot) -> Worth<'c> {
        let name = read.name.clone().unwrap_or_default();
        let builds = self.builds();
        let inlined = builds.inlined(spot.module, read.object, read.module.as_deref(), &name, read.form);
        let Some(mechanism) = inlined else {
            let is_there = read.object != Some(EnvObject::ImportMeta) || builds.has_private_meta(spot.module);
            return if is_there { Worth::Server(name, spot.clone()) } else { Worth::Plain };
        };
        let value = builds.env_value(spot.module, &name);
        let rule = value.and_then(|value| self.literals.classify(&name, &value)).map(|literal| literal.rule);
        let own =
            self.names.is_public(&name).map(|is_public| if is_public { Says::Public } else { Says::Secret });
        let says = match rule.map(|rule| rule.class) {
            _ if own.is_some() => own.unwrap_or(Says::Nothing),
            Some(class) if name::is_public(class) => Says::Public,
            Some(KeyClass::Secret | KeyClass::Webhook) if rule.is_some_and(|rule| !rule.fallback) => {
                Says::Secret
            }
            _ => self.name_says(&name),
        };
        Worth::Inlined { name, mechanism, says, rule, spot: spot.clone() }
    }

    /// How bad it is when a variable of the server's environment gets to clients: by its value where a file has one, else by its name.
    pub fn level_of_variable(&self, module: ModuleId, name: &str) -> Option<Level> {
        let value = self.builds().env_value(module, name);
        let literal = value.and_then(|value| self.literals.classify(name, &value));
        match literal.map(|literal| literal.rule).filter(|rule| !rule.fallback).map(|rule| rule.class) {
            Some(KeyClass::Secret | KeyClass::Webhook) => return Some(Level::Error),
            Some(_) => return None,
            None => {}
        }
        if name::opens_a_store(name) {
            return Some(Level::Error);
        }
        match self.name_says(name) {
            _ if name::is_of_something_else(name) => None,
            Says::Secret => Some(Level::Error),
            Says::Credential => Some(Level::Warning),
            Says::Public | Says::Nothing => None,
        }
    }

    /// What a variable's name says. A mere key of a provider is what the provider gives to clients, if it gives them any.
    pub fn name_says(&self, name: &str) -> Says {
        if let Some(is_public) = self.names.is_public(name) {
            return if is_public { Says::Public } else { Says::Secret };
        }
        let says = name::says(name);
        if says != Says::Credential {
            return says;
        }
        let row = format!(" {} ", name::words(name::bare(name)).join(" "));
        let is_meant = |provider: &Provider| {
            let words = name::words(&provider.slug).join(" ");
            words.len() >= SHORTEST_SLUG && row.contains(&format!(" {words} "))
        };
        let meant = self.rules.providers.iter().position(is_meant);
        let Some(provider) = meant else { return says };
        let of_provider = || self.rules.rules.iter().filter(|rule| rule.provider == provider);
        if of_provider().any(|rule| matches!(rule.class, KeyClass::Publishable | KeyClass::Scoped)) {
            Says::Public
        } else if of_provider().any(|rule| rule.class == KeyClass::Secret) {
            Says::Secret
        } else {
            says
        }
    }

    /// `useRuntimeConfig().public.key` gets to the browser, `useRuntimeConfig().key` does not.
    fn runtime_config(&self, keys: &[String], spot: &Spot) -> Worth<'c> {
        match keys.split_first() {
            Some((first, rest)) if first == "public" => {
                let name = rest.join("_");
                let screaming = name::words(&name).join("_").to_ascii_uppercase();
                let value = self.builds().env_value(spot.module, &format!("NUXT_PUBLIC_{screaming}"));
                let rule =
                    value.and_then(|value| self.literals.classify(&name, &value)).map(|literal| literal.rule);
                let says = self.name_says(&screaming);
                let mechanism = "Nuxt's public runtime configuration".to_owned();
                Worth::Inlined { name, mechanism, says, rule, spot: spot.clone() }
            }
            _ => Worth::Server(keys.join("."), spot.clone()),
        }
    }
}
