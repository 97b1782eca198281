//! Requests and headers with all that is known of them.

use std::collections::HashSet;
use std::ops::Range;

use super::Context;
use crate::flow::{Caller, Flow, Header, Request, Spot, Target, Text, is_credential};
use crate::side::ModuleId;

/// A request, or a header that is set for requests to come.
#[derive(Debug, Clone)]
pub struct Exchange {
    /// The call, or the header's value.
    pub spot: Spot,
    /// The calls that lead to it, the innermost first.
    pub calls: Vec<Caller>,
    /// Upper-case methods; none if they are not known.
    pub methods: Vec<String>,
    /// Where it goes; nothing if that is not known.
    pub targets: Vec<(Target, Text)>,
    /// What it sends along.
    pub headers: Vec<Sent>,
}

/// A header that is sent.
#[derive(Debug, Clone)]
pub struct Sent {
    /// As written.
    pub name: String,
    /// What it may hold.
    pub values: Vec<Text>,
    /// The module in which it is set.
    pub module: ModuleId,
    /// The bytes of name and value there.
    pub span: Range<u32>,
}

impl Sent {
    /// Whether it carries a credential.
    pub fn is_credential(&self, context: &Context<'_>) -> bool {
        is_credential(&self.name) || context.is_key_header(&self.name)
    }
}

/// What a module requests, and the headers that it sets besides.
pub fn of_module(context: &Context<'_>, module: ModuleId) -> Vec<Exchange> {
    let flow = &context.flow;
    let mut exchanges = Vec::new();
    let mut covered: HashSet<(ModuleId, u32)> = HashSet::new();
    for call in flow.request_calls(module) {
        let answers =
            flow.in_contexts(&call, |spot| flow.request(spot).map(|request| sent_with(flow, request)));
        for (answer, calls) in answers {
            let Some((request, headers)) = answer else { continue };
            covered.extend(headers.iter().map(|sent| (sent.module, sent.span.start)));
            let targets = request.urls.into_iter().map(|url| (Target::of(&url), url)).collect();
            exchanges.push(Exchange {
                spot: call.clone(),
                calls,
                methods: request.methods,
                targets,
                headers,
            });
        }
    }
    for header in flow.headers_in(module) {
        if !covered.insert((header.value.module, header.span.start)) {
            continue;
        }
        let value = header.value.clone();
        for (sent, calls) in
            flow.in_contexts(&value, |spot| sent(flow, Header { value: spot.clone(), ..header.clone() }))
        {
            let (methods, targets) = (Vec::new(), Vec::new());
            exchanges.push(Exchange { spot: value.clone(), calls, methods, targets, headers: vec![sent] });
        }
    }
    exchanges
}

fn sent_with(flow: &Flow<'_>, request: Request) -> (Request, Vec<Sent>) {
    let headers = request.headers.iter().map(|header| sent(flow, header.clone())).collect();
    (request, headers)
}

fn sent(flow: &Flow<'_>, header: Header) -> Sent {
    let values = flow.texts(&header.value);
    Sent { name: header.name, values, module: header.value.module, span: header.span }
}

impl Context<'_> {
    /// Whether a place, and every call that leads to it, is in code that ships.
    pub fn ships(&self, module: ModuleId, at: u32, calls: &[Caller]) -> bool {
        let builds = self.builds();
        let called = |caller: &Caller| {
            let program = self.flow.program(caller.call.module);
            let at = program.map_or(0, |program| program.spans[caller.call.expr].start);
            builds.ships(caller.call.module, at)
        };
        builds.ships(module, at) && calls.iter().all(called)
    }
}
