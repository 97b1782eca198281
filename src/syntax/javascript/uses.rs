//! What stands in a program's statements: regions, uses of names and modules, reads of the environment.

use oxc_ast::ast::*;
use oxc_ast_visit::{Visit, walk};
use oxc_span::{GetSpan, Span};
use oxc_syntax::scope::ScopeFlags;

use super::chain::{self, Root};
use super::collect::Collector;
use super::guard::{self, Branches, Known};
use crate::syntax::{
    Callee, EnvForm, EnvObject, EnvRead, GlobalUse, Guard, ImportKind, Region, RegionKind, Target, Use,
};

/// How deep properties of an argument are told apart.
const DEEPEST_PROPERTY: usize = 4;

impl Collector<'_> {
    pub(super) fn use_of(&mut self, target: Target, member: Option<String>, at: u32) {
        let (part, region) = (self.part, self.region);
        if part < self.facts.parts.len() {
            self.facts.uses.push(Use { part, region, target, member, at: at + self.offset });
        }
    }

    fn within(&mut self, span: Span, kind: RegionKind, inside: impl FnOnce(&mut Self)) {
        let span = self.range(span);
        let outer = self.region;
        self.region = Some(self.facts.regions.len());
        self.facts.regions.push(Region { span, parent: outer, kind });
        inside(self);
        self.region = outer;
    }

    /// What is within as many conditions as a list has.
    fn within_guards(&mut self, span: Span, guards: Vec<(Guard, bool)>, inside: impl FnOnce(&mut Self)) {
        let outer = self.region;
        for (guard, value) in guards {
            let parent = self.region;
            self.region = Some(self.facts.regions.len());
            let (span, kind) = (self.range(span), RegionKind::Guard(guard, value));
            self.facts.regions.push(Region { span, parent, kind });
        }
        inside(self);
        self.region = outer;
    }

    fn target_of(&self, reference: &IdentifierReference<'_>) -> Option<Target> {
        let id = reference.reference_id.get()?;
        let symbol = self.scoping.get_reference(id).symbol_id()?;
        self.symbols.get(&symbol).cloned()
    }

    fn is_global(&self, reference: &IdentifierReference<'_>) -> bool {
        let id = reference.reference_id.get();
        let symbol = id.and_then(|id| self.scoping.get_reference(id).symbol_id());
        // `declare const NAME` says that there is one elsewhere.
        symbol.is_none_or(|symbol| self.scoping.symbol_flags(symbol).is_ambient())
    }

    pub(super) fn branches(&self, test: &Expression<'_>) -> Branches {
        guard::branches(test, &|name| {
            let id = name.reference_id.get()?;
            let Some(symbol) = self.scoping.get_reference(id).symbol_id().filter(|_| !self.is_global(name))
            else {
                return Some(Known::Global);
            };
            if let Some(branches) = self.conditions.get(&symbol) {
                return Some(Known::Condition(branches.clone()));
            }
            match self.symbols.get(&symbol)? {
                Target::Binding(binding) => {
                    let import = &self.facts.imports[self.facts.bindings[*binding].import];
                    (!import.specifier.starts_with('.')).then_some(Known::Package(*binding))
                }
                _ => None,
            }
        })
    }

    /// What is called, if it is a package's, made by a package's function, or a global: only those can mean something to a
    /// framework.
    pub(super) fn callee(&self, called: &Expression<'_>) -> Option<Callee> {
        let chain = chain::callee(called)?;
        let Root::Name(name) = chain.root else { return None };
        let members = chain.members.iter().map(|member| (*member).to_owned());
        let Some(target) = self.target_of(name) else {
            let names = std::iter::once(name.name.to_string()).chain(members).collect();
            return self.is_global(name).then_some(Callee { names, from: None });
        };
        let Target::Binding(binding) = target else {
            let symbol = self.scoping.get_reference(name.reference_id.get()?).symbol_id()?;
            let maker = self.makers.get(&symbol)?;
            return Some(Callee {
                names: maker.names.iter().cloned().chain(members).collect(),
                from: maker.from.clone(),
            });
        };
        let binding = &self.facts.bindings[binding];
        let imported = match binding.imported.as_str() {
            "*" | "default" => name.name.to_string(),
            imported => imported.to_owned(),
        };
        let from = Some(self.facts.imports[binding.import].specifier.clone());
        Some(Callee { names: std::iter::once(imported).chain(members).collect(), from })
    }

    /// Notes what makes a constant: `const ask = createServerFn().middleware([sign])`.
    pub(super) fn note_maker(&mut self, declarator: &VariableDeclarator<'_>) {
        let (BindingPattern::BindingIdentifier(name), Some(init)) = (&declarator.id, &declarator.init) else {
            return;
        };
        let Expression::CallExpression(call) = init.get_inner_expression() else { return };
        let maker = self.callee(&call.callee).filter(|maker| maker.from.is_some());
        if let (Some(symbol), Some(maker)) = (name.symbol_id.get(), maker) {
            self.makers.insert(symbol, maker);
        }
    }

    /// An argument and, if it is an object, what stands under its properties, each a region.
    fn argument(&mut self, callee: &Callee, index: usize, property: &[String], value: &Expression<'_>) {
        if matches!(
            value,
            Expression::StringLiteral(_) | Expression::NumericLiteral(_) | Expression::BooleanLiteral(_)
        ) {
            return;
        }
        let kind = RegionKind::Argument { callee: callee.clone(), index, property: property.to_vec() };
        self.within(value.span(), kind, |this| match value {
            Expression::ObjectExpression(object) if property.len() < DEEPEST_PROPERTY => {
                for entry in &object.properties {
                    match entry {
                        ObjectPropertyKind::ObjectProperty(entry) => {
                            let Some(name) = entry.key.static_name() else {
                                this.visit_object_property(entry);
                                continue;
                            };
                            let path: Vec<String> =
                                property.iter().cloned().chain([name.into_owned()]).collect();
                            this.argument(callee, index, &path, &entry.value);
                        }
                        ObjectPropertyKind::SpreadProperty(spread) => this.visit_spread_element(spread),
                    }
                }
            }
            other => this.visit_expression(other),
        });
    }

    fn dynamic_import(&mut self, source: &Expression<'_>, span: Span) {
        let Some((specifier, computed)) = chain::specifier(source) else { return };
        let kind = if computed { ImportKind::Glob } else { ImportKind::Dynamic };
        self.module_use(&specifier, kind, span);
    }

    pub(super) fn module_use(&mut self, specifier: &str, kind: ImportKind, span: Span) {
        let import = self.push_import(specifier, kind, span);
        self.use_of(Target::Module(import), None, span.start);
    }

    /// A call's callee and arguments, each argument a region.
    fn call(&mut self, call: &CallExpression<'_>, callee: &Callee) {
        self.visit_expression(&call.callee);
        for (index, argument) in call.arguments.iter().enumerate() {
            match argument.as_expression() {
                Some(value) => self.argument(callee, index, &[], value),
                None => self.visit_argument(argument),
            }
        }
    }

    /// The specifier of `require("…")`.
    fn required<'e>(&self, call: &'e CallExpression<'_>) -> Option<&'e str> {
        let Expression::Identifier(name) = &call.callee else { return None };
        if name.name != "require" || !self.is_global(name) {
            return None;
        }
        chain::string(call.arguments.first()?.as_expression()?)
    }

    /// Uses of names of a module that is required.
    fn require_names(&mut self, specifier: &str, names: &[&str], span: Span) {
        let import = self.push_import(specifier, ImportKind::Require, span);
        for name in names {
            self.use_of(Target::From(import, (*name).to_owned()), None, span.start);
        }
    }

    /// `const { a, b } = require("…")`. Tells whether it was that.
    fn destructures_required(&mut self, declarator: &VariableDeclarator<'_>) -> bool {
        let BindingPattern::ObjectPattern(pattern) = &declarator.id else { return false };
        let Some(Expression::CallExpression(call)) = &declarator.init else { return false };
        let Some(specifier) = self.required(call).filter(|_| pattern.rest.is_none()) else { return false };
        let names: Vec<_> = pattern.properties.iter().map(|property| property.key.static_name()).collect();
        let known: Option<Vec<&str>> = names.iter().map(Option::as_deref).collect();
        let Some(known) = known.filter(|known| !known.is_empty()) else { return false };
        self.require_names(specifier, &known, call.span);
        // Defaults within the pattern are code.
        self.visit_binding_pattern(&declarator.id);
        true
    }

    /// Calls that name modules. Tells whether it was one.
    fn names_modules(&mut self, call: &CallExpression<'_>) -> bool {
        let Some(chain) = chain::chain(&call.callee) else { return false };
        if chain.is("import.meta", &["glob"]) || chain.is("import.meta", &["globEager"]) {
            for pattern in chain::strings(call.arguments.first()) {
                self.module_use(&pattern, ImportKind::Glob, call.span);
            }
            return true;
        }
        let Root::Name(name) = chain.root else { return false };
        if chain.is("importScripts", &[]) && self.is_global(name) {
            for argument in &call.arguments {
                if let Some(specifier) = argument.as_expression().and_then(chain::string) {
                    self.module_use(specifier, ImportKind::Script, call.span);
                }
            }
            return true;
        }
        if chain.root_name() != "require" || !self.is_global(name) {
            return false;
        }
        let Some(source) = call.arguments.first().and_then(Argument::as_expression) else { return false };
        match chain.members.as_slice() {
            [] => {
                let Some((specifier, computed)) = chain::specifier(source) else { return false };
                let kind = if computed { ImportKind::Glob } else { ImportKind::Require };
                self.module_use(&specifier, kind, call.span);
            }
            ["context"] => {
                let Some(glob) = context_glob(call) else { return false };
                self.module_use(&glob, ImportKind::Glob, call.span);
            }
            _ => return false,
        }
        true
    }

    fn read_env(&mut self, object: EnvObject, name: Option<&str>, form: EnvForm, span: Span) {
        let span = self.range(span);
        self.facts.env.push(EnvRead { object, name: name.map(str::to_owned), form, span });
    }

    /// The object of environment variables that an expression is.
    fn env_object(&self, expression: &Expression<'_>) -> Option<EnvObject> {
        let chain = chain::chain(expression)?;
        let members = chain.members.as_slice();
        match (chain.root, chain.root_name(), members) {
            (Root::ImportMeta, _, ["env"]) => Some(EnvObject::ImportMeta),
            (Root::Name(_), "process", ["env"]) | (Root::Name(_), "globalThis", ["process", "env"]) => {
                Some(EnvObject::Process)
            }
            (Root::Name(_), "Bun", ["env"]) => Some(EnvObject::Bun),
            (Root::Name(_), "Deno", ["env"]) => Some(EnvObject::Deno),
            _ => None,
        }
    }

    fn destructured_env(&mut self, object: EnvObject, pattern: &BindingPattern<'_>, span: Span) {
        let BindingPattern::ObjectPattern(pattern) = pattern else {
            return self.read_env(object, None, EnvForm::Dynamic, span);
        };
        for property in &pattern.properties {
            let name = property.key.static_name();
            let form = if name.is_some() { EnvForm::Destructured } else { EnvForm::Dynamic };
            self.read_env(object, name.as_deref(), form, property.span);
        }
        if pattern.rest.is_some() {
            self.read_env(object, None, EnvForm::Dynamic, span);
        }
    }
}

impl<'a> Visit<'a> for Collector<'_> {
    fn visit_identifier_reference(&mut self, it: &IdentifierReference<'a>) {
        let is_value = it.reference_id.get().is_none_or(|id| !self.scoping.get_reference(id).is_type());
        let member = self.member.take();
        self.members.truncate(if member.is_some() { self.members.len() } else { 0 });
        match self.target_of(it) {
            Some(target) if is_value => self.use_of(target, member, it.span.start),
            None if is_value && self.is_global(it) => {
                let at = it.span.start + self.offset;
                let used = GlobalUse { at, members: std::mem::take(&mut self.members) };
                self.facts.globals.entry(it.name.to_string()).or_default().push(used);
            }
            _ => {}
        }
    }

    fn visit_static_member_expression(&mut self, it: &StaticMemberExpression<'a>) {
        if let Some(object) = self.env_object(&it.object) {
            return self.read_env(object, Some(it.property.name.as_str()), EnvForm::Member, it.span);
        }
        match &it.object {
            Expression::Identifier(_) => {
                self.member = Some(it.property.name.to_string());
                // Outer members were met before inner ones.
                let rest = std::mem::take(&mut self.members);
                let dot = if rest.is_empty() { "" } else { "." };
                self.members = format!("{}{dot}{rest}", it.property.name);
            }
            Expression::StaticMemberExpression(_) => {
                let dot = if self.members.is_empty() { "" } else { "." };
                self.members.insert_str(0, dot);
                self.members.insert_str(0, &it.property.name);
            }
            Expression::CallExpression(call) => {
                self.members.clear();
                // `require("./x").name`
                if let Some(specifier) = self.required(call) {
                    return self.require_names(specifier, &[it.property.name.as_str()], call.span);
                }
            }
            _ => self.members.clear(),
        }
        walk::walk_static_member_expression(self, it);
        self.member = None;
        self.members.clear();
    }

    fn visit_computed_member_expression(&mut self, it: &ComputedMemberExpression<'a>) {
        if let Some(object) = self.env_object(&it.object) {
            let name = chain::string(&it.expression);
            let form = if name.is_some() { EnvForm::Bracket } else { EnvForm::Dynamic };
            self.read_env(object, name, form, it.span);
            return self.visit_expression(&it.expression);
        }
        walk::walk_computed_member_expression(self, it);
    }

    fn visit_expression(&mut self, it: &Expression<'a>) {
        if let Some(object) = self.env_object(it) {
            return self.read_env(object, None, EnvForm::Dynamic, it.span());
        }
        walk::walk_expression(self, it);
    }

    fn visit_variable_declarator(&mut self, it: &VariableDeclarator<'a>) {
        match it.init.as_ref().and_then(|init| self.env_object(init)) {
            Some(object) => self.destructured_env(object, &it.id, it.span),
            None if self.destructures_required(it) => {}
            None => walk::walk_variable_declarator(self, it),
        }
    }

    /// Who writes into an object has to do with all of it.
    fn visit_assignment_target(&mut self, it: &AssignmentTarget<'a>) {
        match it {
            AssignmentTarget::StaticMemberExpression(member)
                if matches!(member.object, Expression::Identifier(_)) =>
            {
                self.visit_expression(&member.object);
            }
            _ => walk::walk_assignment_target(self, it),
        }
    }

    fn visit_simple_assignment_target(&mut self, it: &SimpleAssignmentTarget<'a>) {
        match it {
            SimpleAssignmentTarget::StaticMemberExpression(member)
                if matches!(member.object, Expression::Identifier(_)) =>
            {
                self.visit_expression(&member.object);
            }
            _ => walk::walk_simple_assignment_target(self, it),
        }
    }

    fn visit_expression_statement(&mut self, it: &ExpressionStatement<'a>) {
        match it.expression.get_inner_expression() {
            Expression::CallExpression(call) => match self.callee(&call.callee) {
                // `console` has a region of its own wherever it is called.
                Some(callee) if !is_console(&callee) && self.required(call).is_none() => {
                    let kind = RegionKind::Call { callee, unused: true };
                    self.within(it.span, kind, |this| this.visit_call_expression(call));
                }
                _ => walk::walk_expression_statement(self, it),
            },
            _ => walk::walk_expression_statement(self, it),
        }
    }

    fn visit_labeled_statement(&mut self, it: &LabeledStatement<'a>) {
        let kind = RegionKind::Label(it.label.name.to_string());
        self.within(it.span, kind, |this| this.visit_statement(&it.body));
    }

    fn visit_call_expression(&mut self, it: &CallExpression<'a>) {
        if self.names_modules(it) {
            return;
        }
        if chain::chain(&it.callee).is_some_and(|c| c.is("Deno", &["env", "get"])) {
            let name = it.arguments.first().and_then(Argument::as_expression).and_then(chain::string);
            let form = if name.is_some() { EnvForm::Member } else { EnvForm::Dynamic };
            return self.read_env(EnvObject::Deno, name, form, it.span);
        }
        let callee = self.callee(&it.callee);
        self.note_files(it, callee.as_ref());
        let Some(callee) = callee else { return walk::walk_call_expression(self, it) };
        if is_console(&callee) {
            let kind = RegionKind::Call { callee: callee.clone(), unused: true };
            return self.within(it.span, kind, |this| this.call(it, &callee));
        }
        self.call(it, &callee);
    }

    fn visit_import_expression(&mut self, it: &ImportExpression<'a>) {
        self.dynamic_import(&it.source, it.span);
        walk::walk_import_expression(self, it);
    }

    fn visit_new_expression(&mut self, it: &NewExpression<'a>) {
        let arguments: Vec<_> = it.arguments.iter().filter_map(Argument::as_expression).collect();
        let name = chain::chain(&it.callee).map(|chain| chain.root_name().to_owned()).unwrap_or_default();
        let url = |expression: &Expression<'_>| match expression.get_inner_expression() {
            Expression::NewExpression(new) => url_of_module(new),
            _ => None,
        };
        let worker = matches!(name.as_str(), "Worker" | "SharedWorker");
        let (specifier, kind) = match (worker, arguments.first()) {
            // Without a bundler, a worker's script is named by its address.
            (true, Some(first)) => {
                let named = || chain::string(first).map(str::to_owned);
                (url(first).or_else(named), ImportKind::Worker)
            }
            _ => (url_of_module(it), ImportKind::Url),
        };
        match specifier {
            Some(specifier) => self.module_use(&specifier, kind, it.span),
            None => walk::walk_new_expression(self, it),
        }
    }

    fn visit_if_statement(&mut self, it: &IfStatement<'a>) {
        self.visit_expression(&it.test);
        let Branches { holds, fails } = self.branches(&it.test);
        self.within_guards(it.consequent.span(), holds, |this| this.visit_statement(&it.consequent));
        if let Some(alternate) = &it.alternate {
            self.within_guards(alternate.span(), fails, |this| this.visit_statement(alternate));
        }
    }

    fn visit_conditional_expression(&mut self, it: &ConditionalExpression<'a>) {
        self.visit_expression(&it.test);
        let Branches { holds, fails } = self.branches(&it.test);
        self.within_guards(it.consequent.span(), holds, |this| this.visit_expression(&it.consequent));
        self.within_guards(it.alternate.span(), fails, |this| this.visit_expression(&it.alternate));
    }

    fn visit_logical_expression(&mut self, it: &LogicalExpression<'a>) {
        self.visit_expression(&it.left);
        let Branches { holds, fails } = self.branches(&it.left);
        let guard = match it.operator {
            LogicalOperator::And => holds,
            LogicalOperator::Or => fails,
            LogicalOperator::Coalesce => Vec::new(),
        };
        self.within_guards(it.right.span(), guard, |this| this.visit_expression(&it.right));
    }

    fn visit_decorator(&mut self, it: &Decorator<'a>) {
        walk::walk_decorator(self, it);
        // Its comments are told from what else stands in it by coming last.
        self.decorator(it);
    }

    fn visit_statements(&mut self, it: &oxc_allocator::Vec<'a, Statement<'a>>) {
        for (at, statement) in it.iter().enumerate() {
            self.visit_statement(statement);
            // After `if (import.meta.client) return`, the rest is for the other side.
            let Statement::IfStatement(branch) = statement else { continue };
            if branch.alternate.is_some() || !guard::leaves(&branch.consequent) {
                continue;
            }
            let (rest, guards) = (&it[at + 1..], self.branches(&branch.test).fails);
            if let (false, Some(first), Some(last)) = (guards.is_empty(), rest.first(), rest.last()) {
                let span = Span::new(first.span().start, last.span().end);
                self.within_guards(span, guards, |this| rest.iter().for_each(|s| this.visit_statement(s)));
                return;
            }
        }
    }

    fn visit_function_body(&mut self, it: &FunctionBody<'a>) {
        let directive = it.directives.iter().find(|directive| directive.directive.starts_with("use "));
        match directive.filter(|directive| directive.directive != "use strict") {
            Some(directive) => {
                let kind = RegionKind::Directive(directive.directive.to_string());
                self.within(it.span, kind, |this| walk::walk_function_body(this, it));
            }
            None => walk::walk_function_body(self, it),
        }
    }

    fn visit_function(&mut self, it: &Function<'a>, flags: ScopeFlags) {
        // A declaration without a body is a type.
        if it.body.is_some() {
            walk::walk_function(self, it, flags);
        }
    }

    fn visit_ts_type_annotation(&mut self, _: &TSTypeAnnotation<'a>) {}
    fn visit_ts_type_parameter_instantiation(&mut self, _: &TSTypeParameterInstantiation<'a>) {}
    fn visit_ts_type_parameter_declaration(&mut self, _: &TSTypeParameterDeclaration<'a>) {}
}

fn is_console(callee: &Callee) -> bool {
    callee.from.is_none() && callee.names.first().is_some_and(|name| name == "console")
}

/// The files of `require.context(folder, subfolders, pattern)`, as a glob: what the pattern ends with counts, if that is plain.
fn context_glob(call: &CallExpression<'_>) -> Option<String> {
    let mut arguments = call.arguments.iter().map(|argument| argument.as_expression());
    let folder = chain::string(arguments.next()??)?;
    let within = match arguments.next().flatten() {
        Some(Expression::BooleanLiteral(subfolders)) if !subfolders.value => "*",
        _ => "**/*",
    };
    let ending = match arguments.next().flatten() {
        Some(Expression::RegExpLiteral(pattern)) => glob_ending(&pattern.regex.pattern.text),
        _ => None,
    };
    Some(format!("{}/{within}{}", folder.trim_end_matches('/'), ending.unwrap_or_default()))
}

/// `\.js$` is `.js`, `\.(js|ts)$` is `.{js,ts}`, `\.tsx?$` is `.{ts,tsx}`.
fn glob_ending(pattern: &str) -> Option<String> {
    let text = &pattern[pattern.rfind("\\.")?..];
    let extension = text.strip_prefix("\\.")?.strip_suffix('$')?;
    let choices: Vec<String> = match extension.strip_prefix('(').and_then(|inner| inner.strip_suffix(')')) {
        Some(inner) => inner.trim_start_matches("?:").split('|').map(str::to_owned).collect(),
        None => vec![extension.to_owned()],
    };
    let each = choices.into_iter().flat_map(|choice| match choice.strip_suffix('?') {
        Some(longer) => vec![longer[..longer.len().saturating_sub(1)].to_owned(), longer.to_owned()],
        None => vec![choice],
    });
    let each: Vec<String> = each.collect();
    let is_plain = |choice: &String| !choice.is_empty() && choice.bytes().all(|b| b.is_ascii_alphanumeric());
    each.iter().all(is_plain).then(|| format!(".{{{}}}", each.join(",")))
}

/// The specifier of `new URL("…", import.meta.url)`.
fn url_of_module(new: &NewExpression<'_>) -> Option<String> {
    let name = chain::chain(&new.callee)?;
    let base = new.arguments.get(1)?.as_expression()?;
    let of_module = chain::chain(base).is_some_and(|c| c.is("import.meta", &["url"]));
    if name.root_name() != "URL" || !name.members.is_empty() || !of_module {
        return None;
    }
    chain::string(new.arguments.first()?.as_expression()?).map(str::to_owned)
}
