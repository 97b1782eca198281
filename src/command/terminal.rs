//! What standard output can show.

use std::io;

use keyside::report::TextOptions;
use supports_hyperlinks::Stream;

use crate::cli::OutputArgs;

/// How the report for people looks in a file.
pub fn plain(args: &OutputArgs) -> TextOptions {
    TextOptions { compact: args.compact, all_places: args.verbose >= 1, ..TextOptions::default() }
}

/// How it looks on standard output. `anstream` strips links with the colours where there are to be none.
pub fn stdout(args: &OutputArgs) -> TextOptions {
    let terminal = terminal_size::terminal_size_of(io::stdout()).map(|(width, _)| usize::from(width.0));
    let plain = plain(args);
    let width = terminal.map_or(plain.width, |columns| columns.min(plain.width));
    TextOptions { width, terminal, links: has_links(), ..plain }
}

/// `FORCE_HYPERLINK` and the terminal's own variables are known to the crate.
fn has_links() -> bool {
    std::env::var_os("NO_HYPERLINK").is_none_or(|value| value.is_empty())
        && supports_hyperlinks::on(Stream::Stdout)
}
