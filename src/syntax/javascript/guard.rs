//! Conditions that a build may know: `if (import.meta.server)`, `typeof window === "undefined"`.

use oxc_ast::ast::{
    BinaryExpression, BinaryOperator, Expression, IdentifierReference, LogicalOperator, Statement,
    UnaryOperator,
};

use super::chain::{self, Root};
use crate::syntax::Guard;

/// What must hold for each branch of a condition, as far as it is known.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct Branches {
    /// Where the condition holds.
    pub holds: Option<(Guard, bool)>,
    /// Where it does not.
    pub fails: Option<(Guard, bool)>,
}

impl Branches {
    fn both(guard: Guard, value: bool) -> Self {
        Self { holds: Some((guard, value)), fails: Some((guard, !value)) }
    }

    fn negated(self) -> Self {
        Self { holds: self.fails, fails: self.holds }
    }
}

/// Tells which binding a name is, if it is imported from a package.
pub(super) type FromPackage<'f> = &'f dyn Fn(&IdentifierReference<'_>) -> Option<usize>;

/// Reads a condition.
pub(super) fn branches(test: &Expression<'_>, from_package: FromPackage<'_>) -> Branches {
    match test.get_inner_expression() {
        Expression::UnaryExpression(unary) if unary.operator == UnaryOperator::LogicalNot => {
            branches(&unary.argument, from_package).negated()
        }
        Expression::LogicalExpression(logical) => {
            let (left, right) =
                (branches(&logical.left, from_package), branches(&logical.right, from_package));
            match logical.operator {
                LogicalOperator::And => Branches { holds: left.holds.or(right.holds), fails: None },
                LogicalOperator::Or => Branches { holds: None, fails: left.fails.or(right.fails) },
                LogicalOperator::Coalesce => Branches::default(),
            }
        }
        Expression::BooleanLiteral(constant) => {
            let never = Some((Guard::Never, true));
            Branches { holds: never.filter(|_| !constant.value), fails: never.filter(|_| constant.value) }
        }
        Expression::BinaryExpression(binary) => comparison(binary).unwrap_or_default(),
        other => flag(other, from_package).unwrap_or_default(),
    }
}

/// `import.meta.server` and other flags.
fn flag(expression: &Expression<'_>, from_package: FromPackage<'_>) -> Option<Branches> {
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
        (Root::Name(name), _, []) => (Guard::Imported(from_package(name)?), true),
        _ => return None,
    };
    Some(Branches::both(guard.0, guard.1))
}

/// `typeof window === "undefined"`, `process.env.NODE_ENV !== "production"`.
fn comparison(binary: &BinaryExpression<'_>) -> Option<Branches> {
    let equal = match binary.operator {
        BinaryOperator::Equality | BinaryOperator::StrictEquality => true,
        BinaryOperator::Inequality | BinaryOperator::StrictInequality => false,
        _ => return None,
    };
    let (subject, text) = match (chain::string(&binary.left), chain::string(&binary.right)) {
        (None, Some(text)) => (&binary.left, text),
        (Some(text), None) => (&binary.right, text),
        _ => return None,
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
            let mode = chain.is("process", &["env", "NODE_ENV"]) || chain.is("import.meta", &["env", "MODE"]);
            match (mode, text) {
                (true, "production") => Some(Branches::both(Guard::Production, equal)),
                // Any other mode is not the one that ships; nothing follows from its absence.
                (true, _) if equal => Some(Branches { holds: Some((Guard::Production, false)), fails: None }),
                (true, _) => Some(Branches { holds: None, fails: Some((Guard::Production, false)) }),
                (false, _) => None,
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
