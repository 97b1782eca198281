//! Requests and headers with all that is known of them.

use std::collections::HashSet;
use std::ops::Range;

use super::Context;
use crate::flow::{Caller, EnvRead, Flow, Header, Piece, Request, Source, Spot, Target, Text, is_credential};
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
    /// The expression.
    pub value: Spot,
    /// The module in which it is set.
    pub module: ModuleId,
    /// The bytes of name and value there.
    pub span: Range<u32>,
}

impl Exchange {
    /// The call that names the path: the request's own, or one of a function that is handed the path.
    pub fn where_path_is_named(&self, context: &Context<'_>) -> Spot {
        let named = self.targets.iter().flat_map(|(_, text)| text.pieces.iter().rev());
        let named = named.filter_map(|piece| match piece {
            Piece::Known(text, spot) if text.contains('/') => Some(spot),
            _ => None,
        });
        let Some(last) = named.into_iter().next() else { return self.spot.clone() };
        let (module, at) = (last.module, context.flow.span(last));
        let holds = |caller: &&Caller| {
            let call = context.flow.span(&caller.call);
            caller.call.module == module && call.start <= at.start && at.end <= call.end
        };
        self.calls.iter().find(holds).map_or_else(|| self.spot.clone(), |caller| caller.call.clone())
    }
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
            let urls = request.urls.into_iter().map(|url| context.with_variables(url));
            let targets = urls.map(|url| (Target::of(&url), url)).collect();
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
    let (module, value) = (header.value.module, header.value);
    Sent { name: header.name, values, value, module, span: header.span }
}

impl Context<'_> {
    /// A text with the values of variables that files of the project set.
    pub(super) fn with_variables(&self, text: Text) -> Text {
        let known = |piece: Piece| match &piece {
            Piece::From(Source::Env(EnvRead { name: Some(name), .. }), spot) => {
                match self.builds().env_value(spot.module, name) {
                    Some(value) if !value.is_empty() => Piece::Known(value, spot.clone()),
                    _ => piece,
                }
            }
            _ => piece,
        };
        Text { pieces: text.pieces.into_iter().map(known).collect() }
    }

    /// Whether a place, and every call that leads to it, is in code that ships.
    pub fn ships(&self, module: ModuleId, at: u32, calls: &[Caller]) -> bool {
        let builds = self.builds();
        let called = |caller: &Caller| builds.ships(caller.call.module, self.flow.span(&caller.call).start);
        builds.ships(module, at) && calls.iter().all(called)
    }
}
