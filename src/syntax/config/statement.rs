//! Statements of a configuration file, in their order.

use oxc_ast::ast::*;
use oxc_span::GetSpan;

use super::scope::{COMMON_EXPORTS, Callable};
use super::{DEEPEST, Reader};
use crate::syntax::javascript;
use crate::syntax::value::{Property, Value};

impl<'a> Reader<'a, '_> {
    pub(super) fn program(&mut self, program: &Program<'a>) {
        self.hoist(&program.body);
        for statement in &program.body {
            self.statement(statement, 0);
        }
    }

    /// Functions are there before they are declared.
    fn hoist(&mut self, statements: &[Statement<'a>]) {
        for statement in statements {
            let function = match statement {
                Statement::FunctionDeclaration(function) => function,
                Statement::ExportDeclaration(export) => match &export.declaration {
                    Declaration::FunctionDeclaration(function) => function,
                    _ => continue,
                },
                _ => continue,
            };
            if let Some(id) = &function.id {
                let kept = self.keep(function);
                self.scopes.define_function(&id.name, kept);
            }
        }
    }

    /// What a function returns in the end; its own constants are seen on the way.
    pub(super) fn returned(&mut self, body: &FunctionBody<'a>, depth: usize) -> Value {
        self.hoist(&body.statements);
        self.statements(&body.statements, depth).unwrap_or_default()
    }

    /// Returns what the statements return, if they do. A later `return` counts more than one behind a condition.
    fn statements(&mut self, statements: &[Statement<'a>], depth: usize) -> Option<Value> {
        let mut earlier = None;
        for statement in statements {
            match statement {
                Statement::ReturnStatement(returned) => {
                    let value = returned.argument.as_ref().map(|e| self.read(e, depth + 1));
                    return value.filter(|value| *value != Value::Unknown).or(earlier);
                }
                other => earlier = self.statement(other, depth).or(earlier),
            }
        }
        earlier
    }

    fn statement(&mut self, statement: &Statement<'a>, depth: usize) -> Option<Value> {
        if depth > DEEPEST {
            return None;
        }
        match statement {
            Statement::VariableDeclaration(variables) => self.note(variables),
            Statement::ImportDeclaration(import) => self.import(import),
            Statement::ExportDeclaration(export) => {
                if let Declaration::VariableDeclaration(variables) = &export.declaration {
                    self.note(variables);
                }
            }
            Statement::ExportNamedDeclaration(export) => {
                for specifier in &export.specifiers {
                    let names = (specifier.exported.name().to_string(), specifier.local.name().to_string());
                    if names.0 == "default" {
                        self.default = self.scopes.value(&names.1);
                    }
                    self.renamed.push(names);
                }
            }
            Statement::ExportDefaultDeclaration(export) => self.default = self.default_export(export),
            Statement::TSExportAssignment(export) => self.default = self.read(&export.expression, depth),
            Statement::ExpressionStatement(statement) => {
                self.expression_statement(&statement.expression, depth)
            }
            Statement::BlockStatement(block) => return self.statements(&block.body, depth + 1),
            Statement::TryStatement(attempt) => return self.statements(&attempt.block.body, depth + 1),
            Statement::ReturnStatement(returned) => {
                return returned.argument.as_ref().map(|e| self.read(e, depth + 1));
            }
            Statement::IfStatement(branch) => {
                let test = self.read(&branch.test, depth + 1);
                let taken = (!test.is(false)).then_some(&branch.consequent);
                let other = branch.alternate.as_ref().filter(|_| !test.is(true));
                let first = taken.and_then(|statement| self.statement(statement, depth + 1));
                let second = other.and_then(|statement| self.statement(statement, depth + 1));
                return second.or(first);
            }
            _ => {}
        }
        None
    }

    fn default_export(&mut self, export: &ExportDefaultDeclaration<'a>) -> Value {
        match &export.declaration {
            ExportDefaultDeclarationKind::FunctionDeclaration(function) => {
                let function = self.keep(function);
                self.apply(function, Vec::new(), 0)
            }
            other => other.as_expression().map_or(Value::Unknown, |e| self.read(e, 0)),
        }
    }

    fn import(&mut self, import: &ImportDeclaration<'a>) {
        let from = import.source.value.as_str();
        let Some(specifiers) = &import.specifiers else { return self.loads_environment(from) };
        let loaded = self.load(from);
        for specifier in specifiers {
            let (local, name) = match specifier {
                ImportDeclarationSpecifier::ImportSpecifier(named) => {
                    (&named.local.name, named.imported.name().to_string())
                }
                ImportDeclarationSpecifier::ImportDefaultSpecifier(named) => {
                    (&named.local.name, "default".to_owned())
                }
                ImportDeclarationSpecifier::ImportNamespaceSpecifier(named) => {
                    (&named.local.name, "*".to_owned())
                }
            };
            match &loaded {
                Some(exports) => self.scopes.define(local, exports.get(&name)),
                None => {
                    self.imported.insert(local.to_string(), from.to_owned());
                }
            }
        }
    }

    pub(super) fn note(&mut self, variables: &VariableDeclaration<'a>) {
        for declarator in &variables.declarations {
            let Some(init) = &declarator.init else { continue };
            if let Some(from) = required(init) {
                self.require(&declarator.id, from);
                continue;
            }
            if let BindingPattern::BindingIdentifier(name) = &declarator.id
                && let Some(function) = self.callable(init)
            {
                self.scopes.define_function(&name.name, function);
                continue;
            }
            let (value, mut places) = self.read_placed(init, 0);
            self.sources.clear();
            match &declarator.id {
                BindingPattern::BindingIdentifier(name) => {
                    let span = init.span();
                    places.push((self.file.clone(), span.start..span.end));
                    self.scopes.define_at(&name.name, value, places);
                }
                pattern => self.bind(pattern, value, 0),
            }
        }
    }

    /// `const x = require("…")`, also with a pattern.
    fn require(&mut self, pattern: &BindingPattern<'a>, from: &str) {
        match self.load(from) {
            Some(exports) => {
                if let BindingPattern::ObjectPattern(object) = pattern {
                    for property in &object.properties {
                        let value = property.key.static_name().map(|key| exports.get(&key));
                        self.bind(&property.value, value.unwrap_or_default(), 0);
                    }
                } else {
                    self.bind(pattern, exports.default, 0);
                }
            }
            None => {
                let mut names = Vec::new();
                javascript::declared_names(pattern, &mut names);
                self.imported.extend(names.into_iter().map(|name| (name, from.to_owned())));
            }
        }
    }

    fn expression_statement(&mut self, expression: &Expression<'a>, depth: usize) {
        match expression.get_inner_expression() {
            Expression::AssignmentExpression(assignment) => self.assignment(assignment, depth),
            Expression::CallExpression(call) if self.pushes(call, depth) => {}
            // `isProduction && config.plugins.push(…)`
            Expression::LogicalExpression(logical) if logical.operator == LogicalOperator::And => {
                if !self.read(&logical.left, depth + 1).is(false) {
                    self.expression_statement(&logical.right, depth + 1);
                }
            }
            other => {
                self.read(other, depth + 1);
            }
        }
    }

    /// `module.exports = …`, `exports.default = …`, `config.resolve.alias = …`, `list[name] = …`.
    fn assignment(&mut self, assignment: &AssignmentExpression<'a>, depth: usize) {
        let right = &assignment.right;
        if let AssignmentTarget::AssignmentTargetIdentifier(name) = &assignment.left {
            let value = self.read(right, depth + 1);
            return self.scopes.define(&name.name, value);
        }
        let Some(names) = self.target(&assignment.left, depth) else { return };
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        if let ["module", "exports"] | ["exports", "default"] = names.as_slice() {
            if let Some(function) = self.callable(right)
                && let Callable::Arrow(_) | Callable::Function(_) = function
            {
                let value = self.apply(function, Vec::new(), depth + 1);
                return self.scopes.define(COMMON_EXPORTS, value);
            }
            let value = self.read(right, depth + 1);
            return self.scopes.define(COMMON_EXPORTS, value);
        }
        let (value, sources) = self.read_placed(right, depth + 1);
        let (root, keys) = match names.as_slice() {
            ["module", "exports", keys @ ..] | ["exports", keys @ ..] => (COMMON_EXPORTS, keys),
            [root, keys @ ..] => (*root, keys),
            [] => return,
        };
        if root == COMMON_EXPORTS && !self.scopes.knows(root) {
            self.scopes.define(root, Value::Object(Vec::new()));
        }
        let property = Property { sources, ..self.property("", value, right.span()) };
        if let Some(object) = self.scopes.value_mut(root) {
            set(object, keys, property);
        }
    }

    /// The names of what is assigned to; computed ones count if they are known.
    fn target(&mut self, target: &AssignmentTarget<'a>, depth: usize) -> Option<Vec<String>> {
        match target {
            AssignmentTarget::StaticMemberExpression(member) => {
                let (mut names, _) = javascript::member_names(&member.object)?;
                names.push(member.property.name.to_string());
                Some(names)
            }
            AssignmentTarget::ComputedMemberExpression(member) => {
                let (mut names, _) = javascript::member_names(&member.object)?;
                names.push(self.read(&member.expression, depth + 1).text()?.to_owned());
                Some(names)
            }
            _ => None,
        }
    }

    /// `config.plugins.push(…)`. Tells whether it was that.
    fn pushes(&mut self, call: &CallExpression<'a>, depth: usize) -> bool {
        let Some((names, _)) = javascript::member_names(&call.callee) else { return false };
        let [root, keys @ .., "push" | "unshift"] = &*names.iter().map(String::as_str).collect::<Vec<_>>()
        else {
            return false;
        };
        let (root, keys) = match (*root, keys) {
            ("module", ["exports", keys @ ..]) => (COMMON_EXPORTS, keys),
            (root, keys) => (root, keys),
        };
        let values: Vec<Value> = self.arguments(&call.arguments, depth);
        let Some(value) = self.scopes.value_mut(root) else { return false };
        match at(value, keys) {
            Some(Value::List(elements)) => elements.extend(values),
            _ => return false,
        }
        true
    }
}

/// The specifier of `require("…")`.
fn required<'e>(expression: &'e Expression<'_>) -> Option<&'e str> {
    let Expression::CallExpression(call) = expression.get_inner_expression() else { return None };
    let Expression::Identifier(name) = &call.callee else { return None };
    if name.name != "require" {
        return None;
    }
    match call.arguments.first()?.as_expression()? {
        Expression::StringLiteral(text) => Some(text.value.as_str()),
        _ => None,
    }
}

/// What stands under keys.
fn at<'v>(value: &'v mut Value, keys: &[&str]) -> Option<&'v mut Value> {
    let Some((first, rest)) = keys.split_first() else { return Some(value) };
    let Value::Object(entries) = value else { return None };
    let entry = entries.iter_mut().rev().find(|property| property.name == *first)?;
    at(&mut entry.value, rest)
}

/// Puts a property under keys; objects on the way are made.
fn set(value: &mut Value, keys: &[&str], mut property: Property) {
    let Some((first, rest)) = keys.split_first() else { return };
    if *value == Value::Unknown {
        *value = Value::Object(Vec::new());
    }
    let Value::Object(entries) = value else { return };
    if rest.is_empty() {
        entries.retain(|known| known.name != *first);
        property.name = (*first).to_owned();
        entries.push(property);
        return;
    }
    if !entries.iter().any(|known| known.name == *first) {
        let (span, file) = (property.span.clone(), property.file.clone());
        let (name, value) = ((*first).to_owned(), Value::Object(Vec::new()));
        entries.push(Property { name, value, span, file, sources: Vec::new() });
    }
    if let Some(known) = entries.iter_mut().rev().find(|known| known.name == *first) {
        set(&mut known.value, rest, property);
    }
}
