//! Gatsby: pages and templates ship, `gatsby-node` and functions do not, and source maps are there unless a plugin removes them.

use super::{Entry, Framework, Layer, Published, is_test};
use crate::side::env::Exposure;
use crate::side::project::{Package, read_small};
use crate::syntax::{EnvForm, EnvObject, Reading, Value};

pub struct Gatsby;

/// Exports of a page that its script is without.
const OF_SERVER: &[&str] = &["getServerData", "config"];

/// Installed plugins that run in the browser, whose options are therefore in its script. Of those in the workspace, their files tell.
const IN_BROWSER: &[&str] = &[
    "@sentry/gatsby",
    "gatsby-plugin-algolia-docsearch",
    "gatsby-plugin-analytics",
    "gatsby-plugin-anchor-links",
    "gatsby-plugin-canonical-urls",
    "gatsby-plugin-catch-links",
    "gatsby-plugin-facebook-pixel",
    "gatsby-plugin-firebase",
    "gatsby-plugin-gdpr-cookies",
    "gatsby-plugin-google-analytics",
    "gatsby-plugin-google-gtag",
    "gatsby-plugin-google-tagmanager",
    "gatsby-plugin-hotjar",
    "gatsby-plugin-image",
    "gatsby-plugin-intercom-spa",
    "gatsby-plugin-manifest",
    "gatsby-plugin-matomo",
    "gatsby-plugin-mixpanel",
    "gatsby-plugin-netlify-identity-widget",
    "gatsby-plugin-nprogress",
    "gatsby-plugin-offline",
    "gatsby-plugin-segment-js",
    "gatsby-plugin-sentry",
    "gatsby-plugin-snipcart",
    "gatsby-plugin-snipcart-advanced",
    "gatsby-plugin-stripe",
    "gatsby-plugin-zopfli",
    "gatsby-source-prismic",
    "gatsby-source-shopify",
];

const SCRIPTS: &[&str] = &["js", "jsx", "ts", "tsx", "mjs"];

impl Framework for Gatsby {
    fn name(&self) -> &'static str {
        "Gatsby"
    }

    fn applies(&self, package: &Package) -> bool {
        package.depends_on("gatsby")
    }

    fn entries(&self, package: &Package) -> Vec<Entry> {
        let mut entries = Vec::new();
        let mut page = |file: &str, why: &str| {
            let [client, server] = Entry::on_both(file, why);
            entries.extend([client.without(OF_SERVER), server]);
        };
        for file in package.matching("src/pages/**/*.{js,jsx,ts,tsx,md,mdx}") {
            if !is_test(file) {
                page(file, "is a page of Gatsby");
            }
        }
        for file in templates(package) {
            page(&file, "is a template of Gatsby's pages");
        }
        for (stem, layer) in [("gatsby-browser", Layer::Client), ("gatsby-ssr", Layer::Server)] {
            let own = package.script(stem);
            entries.extend(own.map(|file| Entry::new(file, layer, format!("is Gatsby's {stem}"))));
            for (name, _) in plugins(package) {
                for extension in SCRIPTS {
                    let file = format!("plugins/{name}/{stem}.{extension}");
                    entries.push(Entry::new(file, layer, format!("is {stem} of a plugin of Gatsby")));
                }
            }
        }
        let html = package.script("src/html");
        entries.extend(
            html.map(|file| Entry::new(file, Layer::Server, "is Gatsby's html, which is only rendered")),
        );
        for file in package.matching("src/api/**/*.{js,jsx,ts,tsx,mjs}") {
            if !is_test(file) {
                entries.push(Entry::new(file, Layer::Server, "is a function of Gatsby"));
            }
        }
        entries
    }

    fn reading(&self, path: &str) -> Option<Reading> {
        super::compiled_prose(path)
    }

    fn exposure(&self, package: &Package) -> Exposure {
        let exposure = Exposure::default().prefix("GATSBY_", "Gatsby");
        let whole = "Gatsby, which replaces every name of `.env.production`,";
        let exposure = exposure.whole("", Some(".env.production"), &[], whole);
        let options = plugins(package).into_iter().filter(|(name, _)| runs_in_browser(package, name));
        let options = options.filter_map(|(_, plugin)| plugin.get(&["options"]));
        options.flat_map(Value::walk).fold(exposure, |exposure, value| match value {
            Value::Env(Some(name)) => {
                exposure.always(name, "an option of a plugin that Gatsby runs in the browser")
            }
            _ => exposure,
        })
    }

    fn inlines(&self, object: EnvObject, form: EnvForm) -> bool {
        object == EnvObject::Process && form == EnvForm::Member
    }

    fn published<'p>(&self, package: &'p Package) -> Vec<Published<'p>> {
        let shipped = plugins(package).into_iter().filter(|(name, _)| runs_in_browser(package, name));
        let published = shipped.filter_map(|(name, plugin)| {
            let (property, called) = (plugin.property(&["options"])?, format!("the plugin `{name}`"));
            Some(Published { property, called, if_read: false })
        });
        published.collect()
    }

    fn publishes_sources(&self, package: &Package) -> bool {
        let without = ["gatsby-plugin-no-sourcemaps", "gatsby-plugin-no-source-maps"];
        !plugins(package).iter().any(|(name, _)| without.contains(name))
    }

    fn public_folders(&self, _package: &Package) -> Vec<String> {
        vec!["static".into()]
    }
}

/// The plugins of `gatsby-config`: their names and what stands in the list.
fn plugins(package: &Package) -> Vec<(&str, &Value)> {
    let list = package.config("gatsby-config").get(&["plugins"]).map(Value::elements).unwrap_or_default();
    list.iter().filter_map(|plugin| Some((name_of(plugin)?, plugin))).collect()
}

fn name_of(plugin: &Value) -> Option<&str> {
    let resolve = plugin.get(&["resolve"]);
    // `resolve: require.resolve("./plugins/notes")`
    let called = resolve.and_then(|value| match value {
        Value::Call(_, arguments) => arguments.first(),
        _ => None,
    });
    let name = [Some(plugin), resolve, called].into_iter().flatten().find_map(Value::text)?;
    Some(name.trim_start_matches("./").trim_start_matches("plugins/"))
}

fn runs_in_browser(package: &Package, name: &str) -> bool {
    let has_script = |folder: String| {
        SCRIPTS
            .iter()
            .any(|extension| package.folder.join(format!("{folder}/gatsby-browser.{extension}")).is_file())
    };
    let is_local = package.folder.join(format!("plugins/{name}/package.json")).is_file();
    match is_local {
        true => has_script(format!("plugins/{name}")),
        false => IN_BROWSER.contains(&name) || has_script(format!("node_modules/{name}")),
    }
}

/// Scripts that `gatsby-node` names, and those of the folder that everybody has for them.
fn templates(package: &Package) -> Vec<String> {
    let mut found: Vec<String> = package
        .matching("src/templates/**/*.{js,jsx,ts,tsx}")
        .into_iter()
        .filter(|file| !is_test(file))
        .map(str::to_owned)
        .collect();
    let node = package.script("gatsby-node").and_then(|file| read_small(&package.folder.join(file)));
    let text = node.unwrap_or_default();
    let quoted = text.split(['"', '\'', '`']).skip(1).step_by(2);
    let named = quoted.map(|path| path.trim_start_matches(['.', '/'])).filter(|path| package.has_file(path));
    found.extend(named.filter(|path| path.starts_with("src/") && is_script(path)).map(str::to_owned));
    found.sort();
    found.dedup();
    found
}

fn is_script(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, extension)| SCRIPTS.contains(&extension))
}
