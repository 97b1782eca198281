//! Conditions that a build may know: `if (import.meta.server)`, `typeof window === "undefined"`.

use oxc_ast::ast::{
    BinaryExpression, BinaryOperator, Expression, IdentifierReference, LogicalOperator, Statement,
    UnaryOperator,
};

use super::chain::{self, Root};
use crate::syntax::{Guard, Literal};

/// What must hold for each branch of a condition, as far as it is known.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Branches {
    /// Where the condition holds, all of these do.
    pub holds: Vec<(Guard, bool)>,
    /// Where it does not, all of these do.
    pub fails: Vec<(Guard, bool)>,
}

impl Branches {
    fn both(guard: Guard, value: bool) -> Self {
        Self { holds: vec![(guard.clone(), value)], fails: vec![(guard, !value)] }
    }

    fn negated(self) -> Self {
        Self { holds: self.fails, fails: self.holds }
    }
}

/// What a name in a condition is.
pub(super) enum Known {
    /// Imported from a package, by its binding.
    Package(usize),
    /// Declared nowhere here.
    Global,
    /// A constant whose own value is such a condition.
    Condition(Branches),
}

/// Tells what a name is, if that is known.
pub(super) type Lookup<'f> = &'f dyn Fn(&IdentifierReference<'_>) -> Option<Known>;

/// Reads a condition.
pub(super) fn branches(test: &Expression<'_>, lookup: Lookup<'_>) -> Branches {
    match test.get_inner_expression() {
        Expression::UnaryExpression(unary) if unary.operator == UnaryOperator::LogicalNot => {
            branches(&unary.argument, lookup).negated()
        }
        Expression::LogicalExpression(logical) => {
            let (mut left, right) = (branches(&logical.left, lookup), branches(&logical.right, lookup));
            match logical.operator {
                LogicalOperator::And => {
                    left.holds.extend(right.holds);
                    Branches { holds: left.holds, fails: Vec::new() }
                }
                LogicalOperator::Or => {
                    left.fails.extend(right.fails);
                    Branches { holds: Vec::new(), fails: left.fails }
                }
                LogicalOperator::Coalesce => Branches::default(),
            }
        }
        Expression::BooleanLiteral(constant) => {
            let never = vec![(Guard::Never, true)];
            match constant.value {
                true => Branches { holds: Vec::new(), fails: never },
                false => Branches { holds: never, fails: Vec::new() },
            }
        }
        Expression::BinaryExpression(binary) => comparison(binary, lookup).unwrap_or_default(),
        other => flag(other, lookup).unwrap_or_default(),
    }
}

/// `import.meta.server` and other flags.
fn flag(expression: &Expression<'_>, lookup: Lookup<'_>) -> Option<Branches> {
    let chain = chain::chain(expression)?;
    let guard = match (chain.root, chain.root_name(), chain.members.as_slice()) {
        (Root::ImportMeta, _, ["server"]) | (_, "process", ["server"]) => (Guard::MetaServer, true),
        (Root::ImportMeta, _, ["client" | "browser"]) | (_, "process", ["client" | "browser"]) => {
            (Guard::MetaClient, true)
        }
        (Root::ImportMeta, _, ["env", "SSR"]) => (Guard::Ssr, true),
        (Root::ImportMeta, _, ["env", "PROD"]) => (Guard::Production, true),
        (Root::ImportMeta, _, ["env", "DEV"]) => (Guard::Production, false),
        // A constant of a package; which ones a build knows is for its framework to say.
        (Root::Name(name), _, []) => match lookup(name)? {
            Known::Package(binding) => (Guard::Imported(binding), true),
            Known::Global => (Guard::Constant(name.name.to_string(), None), true),
            Known::Condition(branches) => return Some(branches),
        },
        _ => (Guard::Constant(global(&chain, lookup)?, None), true),
    };
    Some(Branches::both(guard.0, guard.1))
}

/// The dotted name of a global or of what stands in it.
fn global(chain: &chain::Chain<'_, '_>, lookup: Lookup<'_>) -> Option<String> {
    let is_global = match chain.root {
        Root::ImportMeta => true,
        Root::Name(name) => matches!(lookup(name), Some(Known::Global)),
    };
    let names = std::iter::once(chain.root_name()).chain(chain.members.iter().copied());
    is_global.then(|| names.collect::<Vec<_>>().join("."))
}

fn literal(expression: &Expression<'_>) -> Option<Literal> {
    Some(match expression.get_inner_expression() {
        Expression::BooleanLiteral(value) => Literal::Bool(value.value),
        Expression::NumericLiteral(number) => Literal::Number(number.value.to_string()),
        Expression::NullLiteral(_) => Literal::Nothing,
        Expression::Identifier(name) if name.name == "undefined" => Literal::Nothing,
        other => Literal::Text(chain::string(other)?.to_owned()),
    })
}

/// `typeof window === "undefined"`, `process.env.NODE_ENV !== "production"`, `TARGET === "web"`.
fn comparison(binary: &BinaryExpression<'_>, lookup: Lookup<'_>) -> Option<Branches> {
    let equal = match binary.operator {
        BinaryOperator::Equality | BinaryOperator::StrictEquality => true,
        BinaryOperator::Inequality | BinaryOperator::StrictInequality => false,
        _ => return None,
    };
    let (subject, value) = match (literal(&binary.left), literal(&binary.right)) {
        (None, Some(value)) => (&binary.left, value),
        (Some(value), None) => (&binary.right, value),
        _ => return None,
    };
    let text = match &value {
        Literal::Text(text) => text.as_str(),
        _ => "",
    };
    match subject.get_inner_expression() {
        Expression::UnaryExpression(unary) if unary.operator == UnaryOperator::Typeof => {
            let name = chain::chain(&unary.argument)?;
            let browser =
                matches!(name.root_name(), "window" | "document" | "self" | "navigator" | "localStorage");
            let undefined = match text {
                "undefined" => true,
                "object" | "function" => false,
                _ => return None,
            };
            browser.then(|| Branches::both(Guard::Window, equal != undefined))
        }
        other => {
            let chain = chain::chain(other)?;
            // Of whatever package it is: what it is replaced by depends on the platform, not on that.
            if chain.is("Platform", &["OS"]) {
                return Some(Branches::both(Guard::Constant("Platform.OS".to_owned(), Some(value)), equal));
            }
            let mode = chain.is("process", &["env", "NODE_ENV"]) || chain.is("import.meta", &["env", "MODE"]);
            match (mode, text) {
                (true, "production") => Some(Branches::both(Guard::Production, equal)),
                // Any other mode is not the one that ships; nothing follows from its absence.
                (true, _) if equal => {
                    Some(Branches { holds: vec![(Guard::Production, false)], fails: Vec::new() })
                }
                (true, _) => Some(Branches { holds: Vec::new(), fails: vec![(Guard::Production, false)] }),
                (false, _) => {
                    let guard = Guard::Constant(global(&chain, lookup)?, Some(value));
                    Some(Branches::both(guard, equal))
                }
            }
        }
    }
}

/// Whether nothing after the statement runs.
pub(super) fn leaves(statement: &Statement<'_>) -> bool {
    match statement {
        Statement::ReturnStatement(_) | Statement::ThrowStatement(_) => true,
        Statement::BlockStatement(block) => block.body.iter().any(leaves),
        _ => false,
    }
}
