//! A payment's client secret in a header that authenticates, where it does not belong on any side.

use super::Lint;
use super::name;
use super::report::{Reports, Saying};
use super::survey::Survey;
use crate::finding::{KeyClass, Level, Side};
use crate::flow::{Flow, Piece, Spot};
use crate::syntax::program::Expr;

pub struct ClientSecretInHeader;

impl Lint for ClientSecretInHeader {
    fn id(&self) -> &'static str {
        "client-secret-in-header"
    }

    fn module(&self, survey: &Survey<'_>, reports: &mut Reports<'_>) {
        let context = survey.context;
        for exchange in survey.exchanges() {
            for sent in exchange.headers.iter().filter(|sent| sent.is_credential(context)) {
                let pieces = sent.values.iter().flat_map(|text| &text.pieces);
                let Some(piece) = pieces.into_iter().find(|piece| is_client_secret(survey, piece)) else {
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
                let evidence = context.way(piece.spot(), &exchange.calls);
                reports.say(sent.module, sent.span.clone(), saying.because(evidence));
            }
        }
    }
}

fn is_client_secret(survey: &Survey<'_>, piece: &Piece) -> bool {
    let context = survey.context;
    match piece {
        Piece::Known(text, _) => {
            let literal = context.literals.classify("clientSecret", text);
            literal.is_some_and(|literal| {
                literal.rule.class == KeyClass::Ephemeral && literal.rule.id.contains("client-secret")
            })
        }
        Piece::From(_, spot) => {
            names_on_the_way(&context.flow, spot).iter().any(|name| name::is_client_secret(name))
        }
    }
}

/// The names that a value goes by, from the last member that was read to the variables that hold it.
fn names_on_the_way(flow: &Flow<'_>, spot: &Spot) -> Vec<String> {
    let mut names: Vec<String> = spot.hops().into_iter().map(|hop| hop.name).collect();
    let Some(program) = flow.program(spot.module) else { return names };
    match &program.exprs[spot.expr] {
        Expr::Member(_, name) => names.push(name.clone()),
        Expr::Variable(variable) => names.push(program.variables[*variable].name.clone()),
        _ => {}
    }
    names
}
