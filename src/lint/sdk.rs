//! Calls of libraries that take a provider's keys, by the profiles.

use std::ops::Range;

use super::Context;
use super::value::Worth;
use crate::flow::{Caller, Property, Root, Spot, Step};
use crate::rule::{Provider, Sdk, SdkKey};
use crate::side::ModuleId;
use crate::syntax::program::Expr;

/// A key that a library gets.
#[derive(Debug, Clone)]
pub struct Handed<'c> {
    /// Whose library it is.
    pub provider: &'c Provider,
    /// The library.
    pub sdk: &'c Sdk,
    /// Whether it is told to run in browsers all the same.
    pub switched: bool,
    /// What the key may be.
    pub worths: Vec<Worth<'c>>,
    /// The module in which the key is given.
    pub module: ModuleId,
    /// The bytes that give it.
    pub span: Range<u32>,
    /// The calls that lead to it, the innermost first.
    pub calls: Vec<Caller>,
    /// The library's call.
    pub call: Spot,
}

/// The keys that libraries get in a module.
pub fn of_module<'c>(context: &Context<'c>, module: ModuleId) -> Vec<Handed<'c>> {
    let Some(program) = context.flow.program(module) else { return Vec::new() };
    let mut found = Vec::new();
    for action in &program.actions {
        let Expr::Call { arguments, .. } = &program.exprs[*action] else { continue };
        if arguments.is_empty() {
            continue;
        }
        let call = context.flow.spot(module, *action);
        let Some((provider, sdk)) = context.sdk_of(&call) else { continue };
        for (keys, calls) in context.flow.in_contexts(&call, |call| keys(context, sdk, call)) {
            for Key { property, worths, switched } in keys {
                let (module, span, calls) = (property.value.module, property.span, calls.clone());
                let call = call.clone();
                found.push(Handed { provider, sdk, switched, worths, module, span, calls, call });
            }
        }
    }
    found
}

/// A key in one way in which its call is reached.
struct Key<'c> {
    property: Property,
    worths: Vec<Worth<'c>>,
    switched: bool,
}

fn keys<'c>(context: &Context<'c>, sdk: &Sdk, call: &Spot) -> Vec<Key<'c>> {
    let Some(Expr::Call { arguments, .. }) = context.flow.expr(call) else { return Vec::new() };
    let switched = sdk.browser_switch.as_ref().is_some_and(|switch| {
        let options = arguments.iter().flat_map(|argument| context.flow.properties(&call.at(argument.value)));
        options.into_iter().any(|option| option.name.as_ref() == Some(switch))
    });
    let mut found = Vec::new();
    for key in &sdk.keys {
        for property in given(context, call, key) {
            let name = property.name.clone().unwrap_or_else(|| "key".to_owned());
            let texts = context.flow.texts(&property.value);
            let worths = texts.iter().flat_map(|text| context.worths(&name, text)).collect();
            found.push(Key { property, worths, switched });
        }
    }
    found
}

/// What stands where a key is expected.
fn given(context: &Context<'_>, call: &Spot, key: &SdkKey) -> Vec<Property> {
    let Some(Expr::Call { arguments, .. }) = context.flow.expr(call) else { return Vec::new() };
    let Some(argument) = arguments.get(key.argument).filter(|argument| !argument.spread) else {
        return Vec::new();
    };
    let argument = call.at(argument.value);
    let whole = Property { name: None, span: context.flow.span(&argument), value: argument };
    if key.options.is_empty() {
        // Options by name are no key by themselves.
        let is_object = context.flow.properties(&whole.value).iter().any(|property| property.name.is_some());
        return if is_object { Vec::new() } else { vec![whole] };
    }
    key.options.iter().fold(vec![whole], |properties, name| {
        let inner = properties.iter().flat_map(|property| context.flow.properties(&property.value));
        inner.filter(|property| property.name.as_ref() == Some(name)).collect()
    })
}

impl<'c> Context<'c> {
    /// The library whose call takes a key, if a call is one.
    fn sdk_of(&self, call: &Spot) -> Option<(&'c Provider, &'c Sdk)> {
        self.flow.roots(call).into_iter().find_map(|root| {
            let Root::Api(api) = root else { return None };
            let package = api.package()?;
            // What is done with a client that was made is none.
            let [before @ .., Step::Call(last) | Step::New(last)] = api.steps.as_slice() else { return None };
            let is_first = before.iter().all(|step| matches!(step, Step::Member(_)));
            if !is_first || (last.module, last.expr) != (call.module, call.expr) {
                return None;
            }
            let path = api.path();
            let name = path.iter().rev().find(|name| **name != "()").copied()?;
            let name = if name == package { "default" } else { name };
            let fitting = self.rules.providers.iter().flat_map(|provider| {
                let sdks = provider.sdks.iter().filter(|sdk| sdk.covers(package) && sdk.is_called(name));
                sdks.map(move |sdk| (provider, sdk))
            });
            fitting.max_by_key(|(_, sdk)| sdk.package.len())
        })
    }
}
