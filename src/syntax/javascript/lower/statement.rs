//! Statements.

use oxc_ast::ast::*;

use super::super::names::export_name;
use super::Lower;
use crate::syntax::program::{Definition, Exported, Expr};

impl Lower<'_> {
    pub(super) fn statements(&mut self, statements: &[Statement<'_>]) {
        statements.iter().for_each(|statement| self.statement(statement));
    }

    fn statement(&mut self, statement: &Statement<'_>) {
        match statement {
            Statement::BlockStatement(block) => self.statements(&block.body),
            Statement::ExpressionStatement(statement) => {
                self.expression(&statement.expression);
            }
            Statement::ReturnStatement(returned) => {
                let value = returned.argument.as_ref().map(|argument| self.expression(argument));
                if let (Some(value), Some(function)) = (value, self.function) {
                    self.program.functions[function].returns.push(value);
                }
            }
            Statement::ThrowStatement(thrown) => {
                self.expression(&thrown.argument);
            }
            Statement::IfStatement(branch) => {
                self.expression(&branch.test);
                self.statement(&branch.consequent);
                branch.alternate.iter().for_each(|alternate| self.statement(alternate));
            }
            Statement::ForStatement(_)
            | Statement::ForInStatement(_)
            | Statement::ForOfStatement(_)
            | Statement::WhileStatement(_)
            | Statement::DoWhileStatement(_) => self.repetition(statement),
            Statement::LabeledStatement(labeled) => self.statement(&labeled.body),
            Statement::SwitchStatement(switch) => {
                self.expression(&switch.discriminant);
                for case in &switch.cases {
                    case.test.iter().for_each(|test| {
                        self.expression(test);
                    });
                    self.statements(&case.consequent);
                }
            }
            Statement::TryStatement(attempt) => {
                self.statements(&attempt.block.body);
                attempt.handler.iter().for_each(|handler| self.statements(&handler.body.body));
                attempt.finalizer.iter().for_each(|last| self.statements(&last.body));
            }
            Statement::ImportDeclaration(import) => self.import(import),
            Statement::ExportDeclaration(export) => self.export_declaration(&export.declaration),
            Statement::ExportDefaultDeclaration(export) => self.export_default(export),
            Statement::ExportNamedDeclaration(export) => {
                for specifier in &export.specifiers {
                    let local = export_name(&specifier.local);
                    if let Some(symbol) = self.scoping.get_root_binding(local.as_str().into()) {
                        let variable = self.variable(symbol);
                        let name = export_name(&specifier.exported);
                        self.program.exports.insert(name, Exported::Variable(variable));
                    }
                }
            }
            Statement::ExportFromDeclaration(export) => {
                for specifier in &export.specifiers {
                    let from = Exported::From(export.source.value.to_string(), export_name(&specifier.local));
                    self.program.exports.insert(export_name(&specifier.exported), from);
                }
            }
            Statement::ExportAllDeclaration(export) => match &export.exported {
                Some(name) => {
                    let from = Exported::From(export.source.value.to_string(), "*".to_owned());
                    self.program.exports.insert(export_name(name), from);
                }
                None => self.program.passed_on.push(export.source.value.to_string()),
            },
            other => {
                if let Some(declaration) = other.as_declaration() {
                    self.declaration(declaration);
                }
            }
        }
    }

    fn repetition(&mut self, statement: &Statement<'_>) {
        match statement {
            Statement::ForStatement(repeated) => {
                match &repeated.init {
                    Some(ForStatementInit::VariableDeclaration(variables)) => self.declarations(variables),
                    Some(other) => {
                        if let Some(expression) = other.as_expression() {
                            self.expression(expression);
                        }
                    }
                    None => {}
                }
                for expression in [&repeated.test, &repeated.update].into_iter().flatten() {
                    self.expression(expression);
                }
                self.statement(&repeated.body);
            }
            Statement::ForInStatement(repeated) => {
                self.loop_variable(&repeated.left, &repeated.right);
                self.statement(&repeated.body);
            }
            Statement::ForOfStatement(repeated) => {
                self.loop_variable(&repeated.left, &repeated.right);
                self.statement(&repeated.body);
            }
            Statement::WhileStatement(repeated) => {
                self.expression(&repeated.test);
                self.statement(&repeated.body);
            }
            Statement::DoWhileStatement(repeated) => {
                self.statement(&repeated.body);
                self.expression(&repeated.test);
            }
            _ => {}
        }
    }

    fn declaration(&mut self, declaration: &Declaration<'_>) {
        match declaration {
            Declaration::VariableDeclaration(variables) => self.declarations(variables),
            Declaration::FunctionDeclaration(function) if function.body.is_some() => {
                let id = self.function(function, None);
                let value = self.push(Expr::Function(id), function.span);
                if let Some(symbol) = function.id.as_ref().and_then(|id| id.symbol_id.get()) {
                    let variable = self.variable(symbol);
                    self.define(variable, Definition::Value(value, Vec::new()));
                }
            }
            Declaration::ClassDeclaration(class) => {
                let id = self.class(class);
                let value = self.push(Expr::Class(id), class.span);
                if let Some(symbol) = class.id.as_ref().and_then(|id| id.symbol_id.get()) {
                    let variable = self.variable(symbol);
                    self.define(variable, Definition::Value(value, Vec::new()));
                }
            }
            Declaration::TSEnumDeclaration(declaration) => self.enumeration(declaration),
            _ => {}
        }
    }

    fn export_declaration(&mut self, declaration: &Declaration<'_>) {
        self.declaration(declaration);
        let mut names = Vec::new();
        match declaration {
            Declaration::VariableDeclaration(variables) => {
                variables.declarations.iter().for_each(|d| super::super::names::declared(&d.id, &mut names));
            }
            Declaration::FunctionDeclaration(function) => {
                names.extend(function.id.iter().map(|id| id.name.to_string()));
            }
            Declaration::ClassDeclaration(class) => {
                names.extend(class.id.iter().map(|id| id.name.to_string()))
            }
            Declaration::TSEnumDeclaration(declaration) => names.push(declaration.id.name.to_string()),
            _ => {}
        }
        for name in names {
            if let Some(symbol) = self.scoping.get_root_binding(name.as_str().into()) {
                let variable = self.variable(symbol);
                self.program.exports.insert(name, Exported::Variable(variable));
            }
        }
    }

    fn export_default(&mut self, export: &ExportDefaultDeclaration<'_>) {
        let (value, symbol) = match &export.declaration {
            ExportDefaultDeclarationKind::FunctionDeclaration(function) => {
                let id = self.function(function, None);
                let symbol = function.id.as_ref().and_then(|id| id.symbol_id.get());
                (self.push(Expr::Function(id), function.span), symbol)
            }
            ExportDefaultDeclarationKind::ClassDeclaration(class) => {
                let id = self.class(class);
                let symbol = class.id.as_ref().and_then(|id| id.symbol_id.get());
                (self.push(Expr::Class(id), class.span), symbol)
            }
            other => match other.as_expression() {
                Some(expression) => (self.expression(expression), None),
                None => return,
            },
        };
        if let Some(symbol) = symbol {
            let variable = self.variable(symbol);
            self.define(variable, Definition::Value(value, Vec::new()));
        }
        self.program.exports.insert("default".to_owned(), Exported::Value(value));
    }

    fn import(&mut self, import: &ImportDeclaration<'_>) {
        if import.import_kind.is_type() {
            return;
        }
        for specifier in import.specifiers.iter().flatten() {
            let (name, local) = match specifier {
                ImportDeclarationSpecifier::ImportSpecifier(named) => {
                    (export_name(&named.imported), &named.local)
                }
                ImportDeclarationSpecifier::ImportDefaultSpecifier(named) => {
                    ("default".to_owned(), &named.local)
                }
                ImportDeclarationSpecifier::ImportNamespaceSpecifier(named) => ("*".to_owned(), &named.local),
            };
            if let Some(symbol) = local.symbol_id.get() {
                let variable = self.variable(symbol);
                self.define(variable, Definition::Import(import.source.value.to_string(), name));
            }
        }
    }
}
