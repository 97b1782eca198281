//! Values as they are, not something that is worked out of them: a key's first letters and its signature are no key.

use super::Context;
use super::value::Worth;
use crate::flow::{Api, Piece, Root, Source, Spot, Step};
use crate::syntax::program::{Entry, Expr};

/// How deeply objects are looked into.
const DEEPEST: u32 = 6;

/// Methods that leave a text what it is.
const SAME: &[&str] = &["toString", "trim", "concat", "valueOf"];

/// The name of a whole environment.
pub const ENVIRONMENT: &str = "process.env";

impl<'c> Context<'c> {
    /// What a place may hold as it is: alone, as a part of a text, or in an object.
    pub fn plain_worths(&self, name: &str, spot: &Spot) -> Vec<Worth<'c>> {
        let mut worths = Vec::new();
        self.collect_plain(name, spot, 0, &mut worths);
        worths
    }

    fn collect_plain(&self, name: &str, spot: &Spot, depth: u32, worths: &mut Vec<Worth<'c>>) {
        if depth > DEEPEST {
            return;
        }
        for root in self.flow.roots(spot) {
            match root {
                Root::Value(value) => self.plain_value(name, &value, depth, worths),
                Root::Api(api) => self.plain_api(name, &api, depth, worths),
                Root::Instance(_) | Root::Namespace(_) => {}
            }
        }
    }

    fn plain_value(&self, name: &str, value: &Spot, depth: u32, worths: &mut Vec<Worth<'c>>) {
        match self.flow.expr(value) {
            Some(Expr::Text(text)) => {
                let literal = self.literals.classify(name, text);
                worths.extend(literal.map(|literal| Worth::Literal(literal.rule, value.clone())));
            }
            Some(Expr::Concat(parts)) => {
                parts.iter().for_each(|part| self.collect_plain(name, &value.at(*part), depth + 1, worths));
            }
            Some(Expr::Object(entries)) => {
                for entry in entries {
                    match entry {
                        Entry::Known(key, inner, _) => {
                            self.collect_plain(key, &value.at(*inner), depth + 1, worths);
                        }
                        Entry::Computed(_, inner) | Entry::Spread(inner) => {
                            self.collect_plain(name, &value.at(*inner), depth + 1, worths);
                        }
                    }
                }
            }
            Some(Expr::Array(elements)) => {
                let inner = elements.iter().map(|element| value.at(element.value));
                inner.for_each(|element| self.collect_plain(name, &element, depth + 1, worths));
            }
            Some(Expr::Call { callee, .. }) => {
                if let Some(Expr::Member(object, method)) = self.flow.expr(&value.at(*callee))
                    && SAME.contains(&method.as_str())
                {
                    self.collect_plain(name, &value.at(*object), depth + 1, worths);
                }
            }
            _ => {}
        }
    }

    fn plain_api(&self, name: &str, api: &Api, depth: u32, worths: &mut Vec<Worth<'c>>) {
        let path = api.path();
        if let ["JSON", "stringify", "()"] | ["String", "()"] | ["encodeURIComponent" | "encodeURI", "()"] =
            path[..]
            && let Some(call) = api.calls().next()
            && let Some(Expr::Call { arguments, .. }) = self.flow.expr(call)
            && let Some(first) = arguments.first()
        {
            return self.collect_plain(name, &call.at(first.value), depth + 1, worths);
        }
        let source = self.flow.source(api);
        match &source {
            Source::Env(read) => match &read.name {
                Some(variable) if ends_with_variable(api, variable) => {
                    worths.push(self.worth(name, &Piece::From(source.clone(), api.spot.clone())));
                }
                None if path == ["process", "env"] => {
                    worths.push(Worth::Server(ENVIRONMENT.to_owned(), api.spot.clone()));
                }
                _ => {}
            },
            Source::Config(keys) if keys.last().is_some_and(|key| ends_with_variable(api, key)) => {
                worths.push(self.worth(name, &Piece::From(source.clone(), api.spot.clone())));
            }
            _ => {}
        }
    }
}

/// Whether nothing is done to a variable after it is read.
fn ends_with_variable(api: &Api, variable: &str) -> bool {
    match api.steps.as_slice() {
        [] => true,
        [.., Step::Member(last)] => last == variable,
        // `Deno.env.get("KEY")`, `getSecret("KEY")`
        [steps @ .., Step::Call(_)] => {
            !steps.iter().any(|step| matches!(step, Step::Call(_)))
                && steps.iter().all(|step| !matches!(step, Step::Member(name) if name == variable))
        }
        _ => false,
    }
}
