//! What profiles of providers say of a request.

use super::Context;
use super::exchange::Exchange;
use crate::finding::{Environment, KeyClass};
use crate::flow::Target;
use crate::rule::{Endpoint, Host, HostRole, Provider};

/// What a request opens, by a provider's profile.
#[derive(Debug, Clone, Copy)]
pub struct Opens<'p> {
    /// The provider.
    pub provider: &'p Provider,
    /// The host, if it is one of the provider's.
    pub host: Option<&'p Host>,
    /// What it may be called with.
    pub endpoint: Option<&'p Endpoint>,
}

impl Opens<'_> {
    /// Whether nothing but a secret opens it.
    pub fn takes_secrets_only(&self) -> bool {
        self.endpoint.is_some_and(|endpoint| {
            endpoint.accepts.iter().all(|class| matches!(class, KeyClass::Secret | KeyClass::Webhook))
        })
    }

    /// The environment that the host belongs to.
    pub fn environment(&self) -> Option<Environment> {
        self.host.and_then(|host| host.environment)
    }
}

/// What a URL may be called with, by a provider's profile; nothing if no profile knows it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Taken {
    secret: bool,
    other: bool,
}

impl Taken {
    /// Whether nothing but a secret opens it.
    pub fn is_secret_only(self) -> bool {
        self.secret && !self.other
    }

    /// Whether keys that may be public open it.
    pub fn is_open(self) -> bool {
        self.other
    }
}

/// The methods of endpoints.
const METHODS: &[&str] = &["GET", "POST", "PUT", "PATCH", "DELETE"];

impl<'c> Context<'c> {
    /// What a URL may be called with, whatever the method.
    pub fn taken_by(&self, target: &Target) -> Taken {
        let mut taken = Taken::default();
        let Some(host) = &target.host else { return taken };
        let path = open_segments(&target.path);
        for provider in &self.rules.providers {
            let endpoints = METHODS.iter().filter_map(|method| provider.endpoint(host, method, &path));
            for class in endpoints.flat_map(|endpoint| &endpoint.accepts) {
                match class {
                    KeyClass::Secret | KeyClass::Webhook => taken.secret = true,
                    _ => taken.other = true,
                }
            }
        }
        taken
    }

    /// Whether a header of this name carries some provider's key.
    pub fn is_key_header(&self, name: &str) -> bool {
        let name = name.to_ascii_lowercase();
        self.names.headers.contains(&name)
            || self.rules.providers.iter().any(|provider| provider.headers.contains(&name))
    }

    /// The provider whose header this is, if it is one that carries nothing but its secrets.
    pub fn secret_header(&self, name: &str) -> Option<&'c Provider> {
        let name = name.to_ascii_lowercase();
        self.rules.providers.iter().find(|provider| provider.secret_headers.contains(&name))
    }

    /// Whether a request may carry a publishable key: its endpoint says so, or nothing does and the provider has such keys.
    pub fn welcomes_publishable(&self, opens: &Opens<'_>) -> bool {
        match opens.endpoint {
            Some(_) => !opens.takes_secrets_only(),
            None => self.rules.rules.iter().any(|rule| {
                std::ptr::eq(self.rules.provider(rule), opens.provider) && super::name::is_public(rule.class)
            }),
        }
    }

    /// What a request opens.
    pub fn opens(&self, exchange: &Exchange) -> Vec<(Opens<'c>, &'c str, Target)> {
        let mut found = Vec::new();
        for (target, _) in &exchange.targets {
            let any = ["*".to_owned()];
            let methods = if exchange.methods.is_empty() { &any[..] } else { &exchange.methods };
            for provider in &self.rules.providers {
                for method in methods {
                    let opens = self.of_provider(provider, exchange, method, target);
                    found.extend(opens.map(|(opens, host)| (opens, host, target.clone())));
                }
            }
        }
        found
    }

    fn of_provider(
        &self,
        provider: &'c Provider,
        exchange: &Exchange,
        method: &str,
        target: &Target,
    ) -> Option<(Opens<'c>, &'c str)> {
        let path = open_segments(&target.path);
        if let Some(name) = &target.host {
            let host = provider.host(name)?;
            if host.role == HostRole::Dashboard {
                return None;
            }
            let endpoint = provider.endpoint(name, method, &path);
            return Some((Opens { provider, host: Some(host), endpoint }, host.name.as_str()));
        }
        // Whoever runs a provider's software has a host of his own: then its header and the whole path must tell.
        let is_own_header = |name: &str| {
            let name = name.to_ascii_lowercase();
            name != "authorization" && provider.headers.contains(&name)
        };
        if !target.open || !exchange.headers.iter().any(|sent| is_own_header(&sent.name)) {
            return None;
        }
        let hosts = provider.hosts.iter().filter(|host| host.role == HostRole::Api);
        let endpoint = hosts.into_iter().find_map(|host| provider.endpoint(&host.name, method, &path))?;
        if endpoint.path.contains("**") {
            return None;
        }
        Some((Opens { provider, host: None, endpoint: Some(endpoint) }, ""))
    }
}

/// A path in which segments that are not known are written as profiles have it.
fn open_segments(path: &str) -> String {
    let segments = path.split('/').map(|segment| if segment.contains('*') { "{}" } else { segment });
    segments.collect::<Vec<_>>().join("/")
}
