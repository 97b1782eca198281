//! Which of a provider's hosts a request goes to, and what its profile says of it.

use super::{Endpoint, Host, HostRole, Provider};

impl Host {
    /// Whether a host of this name is meant; `*.` and a domain stands for all names below it. `name` is in lower case.
    pub fn covers(&self, name: &str) -> bool {
        match self.name.strip_prefix('*') {
            Some(suffix) => name.len() > suffix.len() && name.ends_with(suffix),
            None => self.name == name,
        }
    }
}

impl Provider {
    /// The profile's host that covers a name: the one with this very name, or the longest `*.` that stands for it.
    pub fn host(&self, name: &str) -> Option<&Host> {
        let covering = self.hosts.iter().filter(|host| host.covers(name));
        covering.max_by_key(|host| (!host.name.starts_with('*'), host.name.len()))
    }

    /// The entry that says what a request may carry. Of several that fit, the one for this host wins, then the one that
    /// spells out most of the path, then the one that names the method.
    ///
    /// `path` begins with `/` and has neither query nor fragment; a segment that is not known is written as `{}`, and
    /// fits only where the profile leaves the segment open too.
    pub fn endpoint(&self, host: &str, method: &str, path: &str) -> Option<&Endpoint> {
        let host = self.host(host)?;
        let fitting = self.endpoints.iter().filter_map(|endpoint| {
            let named = endpoint.method == method;
            let of_host = match &endpoint.host {
                Some(name) => *name == host.name,
                None => host.role == HostRole::Api,
            };
            let fit =
                path_fit(&endpoint.path, path).filter(|_| of_host && (named || endpoint.method == "*"))?;
            Some(((endpoint.host.is_some(), fit, named), endpoint))
        });
        // Of equals the first in the file.
        fitting.rev().max_by_key(|(rank, _)| *rank).map(|(_, endpoint)| endpoint)
    }
}

/// How much of a path an entry's path spells out, if it fits: the segments that are equal, and those that are open.
fn path_fit(pattern: &str, path: &str) -> Option<(usize, usize)> {
    let (mut equal, mut open) = (0, 0);
    let mut segments = path.trim_end_matches('/').split('/');
    for wanted in pattern.trim_end_matches('/').split('/') {
        if wanted == "**" {
            return Some((equal, open));
        }
        let segment = segments.next()?;
        if wanted == segment {
            equal += 1;
        } else if wanted.starts_with('{') && !segment.is_empty() {
            open += 1;
        } else {
            return None;
        }
    }
    segments.next().is_none().then_some((equal, open))
}

#[cfg(test)]
mod tests {
    use crate::rule::check;

    const PROFILE: &str = r#"
        provider = "Shop"
        homepage = "https://shop.example"
        host = [
            { name = "api.shop.example", role = "api" },
            { name = "*.shop.example", role = "api" },
            { name = "events.shop.example", role = "sdk" },
            { name = "admin.shop.example", role = "api" },
        ]
        [auth]
        headers = ["api-key", "x-shop-admin-token"]
        secret_headers = ["x-shop-admin-token"]
        endpoint = [
            { method = "*", path = "/**", accepts = ["secret"] },
            { method = "GET", path = "/payments/{id}", accepts = ["publishable", "secret"] },
            { method = "*", path = "/payments/{id}", accepts = ["secret", "ephemeral"] },
            { method = "GET", path = "/payments/methods", accepts = ["publishable"] },
            { method = "*", path = "/**", host = "admin.shop.example", accepts = ["ephemeral"] },
        ]
    "#;

    fn accepted(host: &str, method: &str, path: &str) -> Option<String> {
        let file = check::read("shop.toml", "shop", PROFILE).expect("the profile is sound");
        let endpoint = file.provider.endpoint(host, method, path)?;
        Some(endpoint.accepts.iter().map(|class| class.name()).collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn the_most_exact_endpoint_speaks() {
        let of = |method, path| accepted("api.shop.example", method, path);
        assert_eq!(of("POST", "/refunds").as_deref(), Some("secret"));
        assert_eq!(of("POST", "/").as_deref(), Some("secret"));
        assert_eq!(of("GET", "/payments/pay_1").as_deref(), Some("publishable secret"));
        assert_eq!(of("GET", "/payments/{}/").as_deref(), Some("publishable secret"));
        assert_eq!(of("POST", "/payments/pay_1").as_deref(), Some("secret ephemeral"));
        assert_eq!(of("GET", "/payments/methods").as_deref(), Some("publishable"));
        assert_eq!(of("GET", "/payments/pay_1/lines").as_deref(), Some("secret"));
    }

    #[test]
    fn endpoints_are_those_of_the_host() {
        assert_eq!(accepted("eu.shop.example", "POST", "/refunds").as_deref(), Some("secret"));
        assert_eq!(accepted("events.shop.example", "POST", "/refunds"), None, "clients call it");
        assert_eq!(accepted("admin.shop.example", "GET", "/payments/methods").as_deref(), Some("ephemeral"));
        assert_eq!(accepted("shop.example", "GET", "/"), None, "no host of the profile");
        assert_eq!(accepted("notshop.example", "GET", "/"), None);
    }

    #[test]
    fn a_profile_that_means_nothing_is_refused() {
        let wrong = |from: &str, to: &str| {
            let errors =
                check::read("shop.toml", "shop", &PROFILE.replacen(from, to, 1)).expect_err("it is wrong");
            errors.into_iter().map(|error| error.message).collect::<Vec<_>>().join("\n")
        };
        let message = wrong(r#"host = "admin.shop.example""#, r#"host = "admin.shop.test""#);
        assert!(message.contains("names no `[[host]]`"), "{message}");
        assert!(wrong("/payments/methods", "payments/methods").contains("begins with `/`"));
        assert!(wrong("/payments/{id}", "/**/payments").contains("`**` is the last"));
        assert!(wrong(r#"["publishable", "secret"]"#, "[]").contains("`accepts` is empty"));
        assert!(wrong(r#""GET""#, r#""FETCH""#).contains("is no HTTP method"));
        let secret = r#"secret_headers = ["x-shop-admin-token"]"#;
        assert!(wrong(secret, r#"secret_headers = ["API-Key"]"#).contains("many providers use"));
        assert!(wrong(secret, r#"secret_headers = ["x-shop-token"]"#).contains("missing in `headers`"));
    }
}
