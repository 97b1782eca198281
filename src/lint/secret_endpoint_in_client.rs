//! A request in code that ships to what only a secret key opens, whatever it carries.

use super::Lint;
use super::report::{Reports, Saying};
use super::survey::Survey;
use super::value::Worth;
use crate::finding::{Evidence, Level};
use crate::flow::Source;

pub struct SecretEndpointInClient;

impl Lint for SecretEndpointInClient {
    fn id(&self) -> &'static str {
        "secret-endpoint-in-client"
    }

    fn module(&self, survey: &Survey<'_>, reports: &mut Reports<'_>) {
        let context = survey.context;
        if !survey.reaches_clients() {
            return;
        }
        for exchange in survey.exchanges() {
            if !context.ships(exchange.spot.module, context.flow.span(&exchange.spot).start, &exchange.calls)
            {
                continue;
            }
            let found = context.opens(exchange).into_iter().find(|(opens, ..)| opens.takes_secrets_only());
            let Some((opens, host, target)) = found else { continue };
            let place = exchange.where_path_is_named(context);
            let credentials = exchange.headers.iter().filter(|sent| sent.is_credential(context));
            let worths: Vec<Worth<'_>> = credentials
                .flat_map(|sent| sent.values.iter().flat_map(|text| context.worths(&sent.name, text)))
                .collect();
            // Who brings a key of his own calls the provider himself.
            let is_users = |worth: &Worth<'_>| {
                matches!(worth, Worth::Runtime(Source::Input | Source::Fetched | Source::Parameter, _))
            };
            if worths.iter().any(is_users) {
                continue;
            }
            let method = exchange.methods.first().map_or("*", String::as_str);
            let endpoint = opens.endpoint.map_or("", |endpoint| endpoint.path.as_str());
            let path = if endpoint.contains("**") { &target.path } else { endpoint };
            let subject = format!("{method} {host}{path}");
            let message = format!(
                "client code calls `{method} {path}` of {}, which only a secret key opens",
                opens.provider.name
            );
            let evidence =
                vec![Evidence { text: "makes the request".to_owned(), ..context.place(&exchange.spot) }];
            let saying = Saying::exposed(Level::Error, subject, message).because(evidence);
            reports.say(place.module, context.flow.span(&place), saying);
        }
    }
}
