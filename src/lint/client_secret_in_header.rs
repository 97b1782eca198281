//! A payment's client secret in a header that authenticates, where it does not belong on any side.

use super::exchange::Sent;
use super::name;
use super::report::{Reports, Saying};
use super::survey::Survey;
use super::{Context, Lint};
use crate::finding::{KeyClass, Level, Side};
use crate::flow::{Flow, Piece, Source, Spot, Text};
use crate::syntax::program::Expr;

pub struct ClientSecretInHeader;

impl Lint for ClientSecretInHeader {
    fn id(&self) -> &'static str {
        "client-secret-in-header"
    }

    fn module(&self, survey: &Survey<'_>, reports: &mut Reports<'_>) {
        let context = survey.context;
        // A literal is none that a name would tell; its format has the word in it. What only servers run is not looked through for
        // whoever may call it.
        let says_so =
            |name: &str| name.len() < 256 && (name::is_client_secret(name) || name.contains("_secret_"));
        if !survey.reaches_clients() && !survey.has_name(says_so) {
            return;
        }
        for exchange in survey.exchanges() {
            for sent in exchange.headers.iter().filter(|sent| sent.is_credential(context)) {
                let Some(spot) = client_secret_in(context, sent) else {
                    continue;
                };
                let builds = context.builds();
                let ships = builds.ships(sent.module, sent.span.start);
                let message = format!(
                    "the header `{}` gets a client secret, which belongs in the body or the query of a request",
                    sent.name
                );
                let saying = Saying {
                    side: if ships { Side::Client } else { Side::Unknown },
                    class: KeyClass::Ephemeral,
                    ..Saying::exposed(Level::Error, format!("{}: client secret", sent.name), message)
                };
                let evidence = context.way(&spot, &exchange.calls);
                reports.say(sent.module, sent.span.clone(), saying.because(evidence));
            }
        }
    }
}

/// Where a client secret comes from that a header holds, if it holds one.
fn client_secret_in(context: &Context<'_>, sent: &Sent) -> Option<Spot> {
    if sent.values.is_empty() {
        return client_secret(context, sent, &Text::default());
    }
    sent.values.iter().find_map(|text| client_secret(context, sent, text))
}

/// Where a client secret comes from that a text holds, if it holds one.
fn client_secret(context: &Context<'_>, sent: &Sent, text: &Text) -> Option<Spot> {
    // OAuth has client secrets too: they are variables of a server, or the second half of Basic credentials.
    let is_oauth = |piece: &Piece| match piece {
        Piece::Known(text, _) => {
            text.trim_start().get(..5).is_some_and(|start| start.eq_ignore_ascii_case("basic"))
        }
        Piece::From(source, _) => matches!(source, Source::Env(_) | Source::Config(_)),
    };
    if text.pieces.iter().any(is_oauth) {
        return None;
    }
    let named = |spot: &Spot| names(&context.flow, spot).iter().any(|name| name::is_client_secret(name));
    let held = text.pieces.iter().find_map(|piece| match piece {
        Piece::Known(text, spot) => {
            let literal = context.literals.classify("clientSecret", text)?;
            let is_one =
                literal.rule.class == KeyClass::Ephemeral && literal.rule.id.contains("client-secret");
            is_one.then(|| spot.clone())
        }
        Piece::From(_, spot) => named(spot).then(|| spot.clone()),
    });
    held.or_else(|| named(&sent.value).then(|| sent.value.clone()))
}

/// The names that a value goes by: those on its way, and those that it is written with.
fn names(flow: &Flow<'_>, spot: &Spot) -> Vec<String> {
    let mut names: Vec<String> = spot.hops().into_iter().map(|hop| hop.name).collect();
    let Some(program) = flow.program(spot.module) else { return names };
    let mut exprs = vec![spot.expr];
    while let Some(expr) = exprs.pop() {
        match program.exprs.get(expr) {
            Some(Expr::Member(_, name)) => names.push(name.clone()),
            Some(Expr::Variable(variable)) => names.push(program.variables[*variable].name.clone()),
            Some(Expr::Concat(parts) | Expr::OneOf(parts) | Expr::Mixed(parts)) => exprs.extend(parts),
            _ => {}
        }
    }
    names
}
