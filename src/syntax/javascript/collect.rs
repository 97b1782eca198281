//! A program's statements: its imports, exports and parts. What stands in them is for `uses.rs`.

use std::collections::HashMap;
use std::ops::Range;

use oxc_ast::ast::*;
use oxc_ast_visit::Visit;
use oxc_semantic::{Scoping, SymbolId};
use oxc_span::{GetSpan, Span};

use super::chain;
use super::guard::Branches;
use super::names::{declared, export_name};
use super::parts::Bundler;
use crate::syntax::{Binding, Callee, Export, Field, Import, ImportKind, ModuleFacts, Part, Target};

pub(super) struct Collector<'c> {
    pub facts: &'c mut ModuleFacts,
    pub scoping: &'c Scoping,
    /// Where the text begins in the file.
    pub offset: u32,
    /// The part and the region that the walk is in.
    pub part: usize,
    pub region: Option<usize>,
    /// What each top-level name stands for.
    pub symbols: HashMap<SymbolId, Target>,
    /// What each top-level constant is made by, if a package's function makes it.
    pub makers: HashMap<SymbolId, Callee>,
    /// Where a namespace's member is read: the namespace's own use is noted with it.
    pub member: Option<String>,
    /// All members that are read of what comes next, joined by dots.
    pub members: String,
    /// Constants whose values are conditions that builds may know.
    pub conditions: HashMap<SymbolId, Branches>,
}

impl<'c> Collector<'c> {
    pub fn new(facts: &'c mut ModuleFacts, scoping: &'c Scoping, offset: u32, region: Option<usize>) -> Self {
        let (symbols, makers, conditions) = (HashMap::new(), HashMap::new(), HashMap::new());
        let (member, members) = (None, String::new());
        Self { facts, scoping, offset, part: 0, region, symbols, makers, member, members, conditions }
    }

    /// Reads a program. `erases`: imports that are only used as types are none, as TypeScript has it.
    pub fn collect(mut self, program: &Program<'_>, erases: bool) {
        let directives = program.directives.iter().map(|directive| directive.directive.to_string());
        self.facts.directives.extend(directives);
        let first_import = self.facts.imports.len();
        let parts = self.declare(program);
        for (statement, part) in program.body.iter().zip(parts) {
            self.statement(statement, part);
        }
        if erases {
            self.erase_types(first_import);
        }
    }

    pub fn range(&self, span: Span) -> Range<u32> {
        span.start + self.offset..span.end + self.offset
    }

    // What there is.

    /// Notes imports and parts, so that uses can name what stands below them. Returns each statement's first part.
    fn declare(&mut self, program: &Program<'_>) -> Vec<usize> {
        let mut firsts = Vec::with_capacity(program.body.len());
        for statement in &program.body {
            firsts.push(self.facts.parts.len());
            match statement {
                Statement::ImportDeclaration(import) => self.import(import),
                Statement::ExportDeclaration(export) => self.declaration(&export.declaration, export.span),
                Statement::ExportDefaultDeclaration(export) => self.default_export(export),
                Statement::ExportAllDeclaration(_)
                | Statement::ExportFromDeclaration(_)
                | Statement::ExportNamedDeclaration(_) => {}
                other => match other.as_declaration() {
                    Some(declaration) => self.declaration(declaration, other.span()),
                    None => self.plain_statement(other),
                },
            }
        }
        firsts
    }

    /// A statement that declares nothing. `exports.name = …` is an export.
    fn plain_statement(&mut self, statement: &Statement<'_>) {
        let name = match statement {
            Statement::ExpressionStatement(statement) => self.common_export(&statement.expression),
            _ => None,
        };
        if let Some(name) = name {
            let part = self.facts.parts.len();
            self.facts.common.push(part);
            self.export(name, Target::Part(part), statement.span());
        }
        self.push_part(statement.span(), Vec::new(), true);
    }

    /// The name that `exports.name = …` or `module.exports.name = …` exports, if that has no other effect.
    fn common_export(&self, expression: &Expression<'_>) -> Option<String> {
        let Expression::AssignmentExpression(assignment) = expression else { return None };
        let AssignmentTarget::StaticMemberExpression(target) = &assignment.left else { return None };
        let object = chain::chain(&target.object)?;
        let chain::Root::Name(root) = object.root else { return None };
        let is_exports = object.is("exports", &[]) || object.is("module", &["exports"]);
        let is_global = self.scoping.get_reference(root.reference_id.get()?).symbol_id().is_none();
        let is_pure = !Bundler { scoping: self.scoping }.expression(&assignment.right);
        (is_exports && is_global && is_pure).then(|| target.property.name.to_string())
    }

    /// `const isServer = process.env.TARGET === "server"`.
    fn note_condition(&mut self, declarator: &VariableDeclarator<'_>) {
        let (BindingPattern::BindingIdentifier(name), Some(init)) = (&declarator.id, &declarator.init) else {
            return;
        };
        let branches = self.branches(init);
        if let Some(symbol) = name.symbol_id.get().filter(|_| branches != Branches::default()) {
            self.conditions.insert(symbol, branches);
        }
    }

    /// The fields of the next part, if that is an object of which each field can be told apart: all are named, none looks at `this`.
    fn note_fields(&mut self, value: &Expression<'_>) {
        let Expression::ObjectExpression(object) = value.get_inner_expression() else { return };
        let part = self.facts.parts.len();
        let mut fields = Vec::new();
        for property in &object.properties {
            let ObjectPropertyKind::ObjectProperty(property) = property else { return };
            let is_plain = property.kind == PropertyKind::Init
                && !property.method
                && !matches!(property.value.get_inner_expression(), Expression::FunctionExpression(_));
            let Some(name) = property.key.static_name().filter(|name| is_plain && name != "__proto__") else {
                return;
            };
            fields.push(Field { part, name: name.into_owned(), span: self.range(property.span) });
        }
        self.facts.fields.extend(fields);
    }

    fn push_part(&mut self, span: Span, declares: Vec<String>, effects: bool) {
        let part = self.facts.parts.len();
        for name in &declares {
            if let Some(symbol) = self.scoping.get_root_binding(name.as_str().into()) {
                self.symbols.insert(symbol, Target::Part(part));
            }
        }
        let span = self.range(span);
        self.facts.parts.push(Part { span, declares, effects });
    }

    fn declaration(&mut self, declaration: &Declaration<'_>, span: Span) {
        let bundler = Bundler { scoping: self.scoping };
        match declaration {
            Declaration::VariableDeclaration(variables) if !variables.declare => {
                for declarator in &variables.declarations {
                    let mut names = Vec::new();
                    declared(&declarator.id, &mut names);
                    if variables.kind.is_const() {
                        self.note_condition(declarator);
                        let is_name = matches!(declarator.id, BindingPattern::BindingIdentifier(_));
                        declarator.init.iter().filter(|_| is_name).for_each(|init| self.note_fields(init));
                    }
                    // Of several, each is kept or dropped by itself.
                    let whole = if variables.declarations.len() == 1 { span } else { declarator.span };
                    self.push_part(whole, names, bundler.declarator(declarator));
                    self.note_maker(declarator);
                }
            }
            Declaration::FunctionDeclaration(function) => {
                let names = function.id.iter().map(|id| id.name.to_string()).collect();
                self.push_part(span, names, false);
            }
            Declaration::ClassDeclaration(class) => {
                let names = class.id.iter().map(|id| id.name.to_string()).collect();
                let effects = !self.is_compiled_away(class) && bundler.class(class);
                self.push_part(span, names, effects);
            }
            Declaration::TSEnumDeclaration(declaration) => {
                self.push_part(span, vec![declaration.id.name.to_string()], false);
            }
            Declaration::TSNamespaceDeclaration(_) => self.push_part(span, Vec::new(), true),
            // Types are no code.
            _ => {}
        }
    }

    fn default_export(&mut self, export: &ExportDefaultDeclaration<'_>) {
        let bundler = Bundler { scoping: self.scoping };
        let (names, effects) = match &export.declaration {
            ExportDefaultDeclarationKind::FunctionDeclaration(function) => {
                (function.id.iter().map(|id| id.name.to_string()).collect(), false)
            }
            ExportDefaultDeclarationKind::ClassDeclaration(class) => {
                let names = class.id.iter().map(|id| id.name.to_string()).collect();
                (names, !self.is_compiled_away(class) && bundler.class(class))
            }
            ExportDefaultDeclarationKind::TSInterfaceDeclaration(_) => return,
            other => {
                other.as_expression().into_iter().for_each(|value| self.note_fields(value));
                (Vec::new(), other.as_expression().is_some_and(|e| bundler.expression(e)))
            }
        };
        let part = self.facts.parts.len();
        self.push_part(export.span, names, effects);
        self.export("default".to_owned(), Target::Part(part), export.span);
    }

    fn export(&mut self, name: String, target: Target, span: Span) {
        let span = self.range(span);
        self.facts.exports.push(Export { name, target, span });
    }

    pub fn push_import(&mut self, specifier: &str, kind: ImportKind, span: Span) -> usize {
        let span = self.range(span);
        self.facts.imports.push(Import { specifier: specifier.to_owned(), kind, span });
        self.facts.imports.len() - 1
    }

    fn import(&mut self, declaration: &ImportDeclaration<'_>) {
        if declaration.import_kind.is_type() {
            return;
        }
        let values: Vec<_> = declaration.specifiers.iter().flatten().filter(|s| !is_type(s)).collect();
        // `import { type A } from "x"`: nothing is left of it.
        if values.is_empty() && declaration.specifiers.as_ref().is_some_and(|list| !list.is_empty()) {
            return;
        }
        let import = self.push_import(&declaration.source.value, ImportKind::Static, declaration.span);
        for specifier in values {
            let (imported, local) = match specifier {
                ImportDeclarationSpecifier::ImportSpecifier(named) => {
                    (export_name(&named.imported), &named.local)
                }
                ImportDeclarationSpecifier::ImportDefaultSpecifier(named) => {
                    ("default".to_owned(), &named.local)
                }
                ImportDeclarationSpecifier::ImportNamespaceSpecifier(named) => ("*".to_owned(), &named.local),
            };
            if let Some(symbol) = local.symbol_id.get() {
                self.symbols.insert(symbol, Target::Binding(self.facts.bindings.len()));
            }
            self.facts.bindings.push(Binding { import, imported, local: local.name.to_string() });
        }
    }

    /// Takes away the imports that bring names of which none is used as a value.
    fn erase_types(&mut self, first: usize) {
        let facts = &mut *self.facts;
        let mut named = vec![false; facts.imports.len()];
        let mut used = vec![false; facts.imports.len()];
        facts.bindings.iter().for_each(|binding| named[binding.import] = true);
        let targets = facts.uses.iter().map(|u| &u.target).chain(facts.exports.iter().map(|e| &e.target));
        for target in targets {
            if let Target::Binding(binding) = target {
                used[facts.bindings[*binding].import] = true;
            }
        }
        for (at, import) in facts.imports.iter_mut().enumerate().skip(first) {
            if import.kind == ImportKind::Static && named[at] && !used[at] {
                import.kind = ImportKind::Erased;
            }
        }
    }

    // Who uses what.

    fn statement(&mut self, statement: &Statement<'_>, part: usize) {
        self.part = part;
        match statement {
            Statement::ImportDeclaration(_) => {}
            Statement::ExportAllDeclaration(export) if !export.export_kind.is_type() => {
                let import = self.push_import(&export.source.value, ImportKind::Reexport, export.span);
                let name = export.exported.as_ref().map_or_else(|| "*".to_owned(), export_name);
                self.export(name, Target::From(import, "*".to_owned()), export.span);
            }
            Statement::ExportFromDeclaration(export) if !export.export_kind.is_type() => {
                self.export_from(export);
            }
            Statement::ExportNamedDeclaration(export) if !export.export_kind.is_type() => {
                for specifier in export.specifiers.iter().filter(|s| !s.export_kind.is_type()) {
                    let local = export_name(&specifier.local);
                    let symbol = self.scoping.get_root_binding(local.as_str().into());
                    if let Some(target) = symbol.and_then(|symbol| self.symbols.get(&symbol)).cloned() {
                        self.export(export_name(&specifier.exported), target, specifier.span);
                    }
                }
            }
            Statement::ExportDeclaration(export) => {
                let end = self.part_count_of(&export.declaration);
                for at in part..part + end {
                    for name in self.facts.parts[at].declares.clone() {
                        self.export(name, Target::Part(at), export.span);
                    }
                }
                self.declaration_uses(&export.declaration);
            }
            Statement::ExportDefaultDeclaration(export) => self.visit_export_default_declaration(export),
            other => match other.as_declaration() {
                Some(declaration) => self.declaration_uses(declaration),
                None => self.visit_statement(other),
            },
        }
    }

    fn part_count_of(&self, declaration: &Declaration<'_>) -> usize {
        match declaration {
            Declaration::VariableDeclaration(variables) if variables.declare => 0,
            Declaration::VariableDeclaration(variables) => variables.declarations.len(),
            Declaration::FunctionDeclaration(_)
            | Declaration::ClassDeclaration(_)
            | Declaration::TSEnumDeclaration(_)
            | Declaration::TSNamespaceDeclaration(_) => 1,
            _ => 0,
        }
    }

    fn declaration_uses(&mut self, declaration: &Declaration<'_>) {
        match declaration {
            Declaration::VariableDeclaration(variables) if !variables.declare => {
                for declarator in &variables.declarations {
                    self.visit_variable_declarator(declarator);
                    self.part += 1;
                }
            }
            other if self.part_count_of(other) == 1 => self.visit_declaration(other),
            _ => {}
        }
    }

    fn export_from(&mut self, export: &ExportFromDeclaration<'_>) {
        let values: Vec<_> = export.specifiers.iter().filter(|s| !s.export_kind.is_type()).collect();
        if values.is_empty() && !export.specifiers.is_empty() {
            return;
        }
        let import = self.push_import(&export.source.value, ImportKind::Reexport, export.span);
        for specifier in values {
            let target = Target::From(import, export_name(&specifier.local));
            self.export(export_name(&specifier.exported), target, specifier.span);
        }
    }
}

fn is_type(specifier: &ImportDeclarationSpecifier<'_>) -> bool {
    matches!(specifier, ImportDeclarationSpecifier::ImportSpecifier(named) if named.import_kind.is_type())
}
