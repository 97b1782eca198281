//! Libraries that take a provider's keys: how a rule file writes them, and which one a call is of.

use super::spec::{FileSpec, SdkSpec};
use super::{Sdk, SdkKey};

impl Sdk {
    /// Whether an import's specifier is of this library, or of a part of it.
    pub fn covers(&self, specifier: &str) -> bool {
        let name = self.package.strip_suffix("/*").unwrap_or(&self.package);
        specifier.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// Whether a call of this name takes a key.
    pub fn is_called(&self, name: &str) -> bool {
        self.calls.is_empty() || self.calls.iter().any(|call| call == name)
    }
}

impl SdkKey {
    /// Reads `1` or `0.credentials.secretAccessKey`.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('.');
        let argument = parts.next()?.parse().ok()?;
        let options: Vec<String> = parts.map(str::to_owned).collect();
        options.iter().all(|option| !option.is_empty()).then_some(Self { argument, options })
    }
}

/// An entry that was checked.
pub(super) fn sdk(spec: SdkSpec) -> Sdk {
    Sdk {
        package: spec.package,
        side: spec.side,
        calls: spec.calls,
        keys: spec.keys.iter().filter_map(|key| SdkKey::parse(key)).collect(),
        browser_switch: spec.browser_switch,
    }
}

/// What is wrong with the entries of `[[sdk]]`.
pub(super) fn sdk_mistakes(spec: &FileSpec) -> impl Iterator<Item = String> {
    let mut wrong = Vec::new();
    for sdk in &spec.sdk {
        let mut tell = |what: String| wrong.push(format!("the SDK {}: {what}", sdk.package));
        let is_name = !sdk.package.is_empty() && !sdk.package.starts_with(['.', '/']);
        if !is_name || sdk.package.contains(char::is_whitespace) {
            tell("its `package` is not a name that code imports".to_owned());
        }
        if sdk.keys.is_empty() {
            tell("`keys` says of no argument that it takes a key".to_owned());
        }
        for key in sdk.keys.iter().filter(|key| SdkKey::parse(key).is_none()) {
            tell(format!("the key \"{key}\" is not an argument's number, or that and options: \"0.apiKey\""));
        }
    }
    wrong.into_iter()
}

#[cfg(test)]
mod tests {
    use crate::rule::check;

    const PROFILE: &str = r#"
        provider = "Shop"
        homepage = "https://shop.example"
        sdk = [
            { package = "shop", side = "server", keys = ["0", "0.auth.key"], calls = ["default"] },
            { package = "@shop/*", side = "browser", keys = ["1"] },
        ]
    "#;

    #[test]
    fn a_library_is_told_by_its_package() {
        let file = check::read("shop.toml", "shop", PROFILE).expect("the profile is sound");
        let [server, browser] = &file.provider.sdks[..] else { panic!("there are two") };
        assert!(server.covers("shop") && server.covers("shop/lib") && !server.covers("shopify"));
        assert!(browser.covers("@shop/js") && !browser.covers("@shops/js"));
        assert!(server.is_called("default") && !server.is_called("list") && browser.is_called("load"));
        assert_eq!((server.keys[1].argument, server.keys[1].options.join(".").as_str()), (0, "auth.key"));
    }

    #[test]
    fn an_entry_that_means_nothing_is_refused() {
        let wrong = |from: &str, to: &str| {
            let errors =
                check::read("shop.toml", "shop", &PROFILE.replacen(from, to, 1)).expect_err("it is wrong");
            errors.into_iter().map(|error| error.message).collect::<Vec<_>>().join("\n")
        };
        assert!(wrong(r#"["1"]"#, "[]").contains("no argument"));
        assert!(wrong(r#"["1"]"#, r#"["apiKey"]"#).contains("an argument's number"));
        assert!(wrong(r#""shop","#, r#""./shop","#).contains("that code imports"));
    }
}
