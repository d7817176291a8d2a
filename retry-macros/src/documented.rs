//! The documentation of `#[retry]` has a row and a section for each option, with the default that it has here; and what
//! editors show names each.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::args::Args;

#[test]
fn editors_name_every_option() {
    let shown = include_str!("lib.rs");
    for option in Args::ROWS {
        let name = option.name;
        assert!(shown.contains(&format!("`{name}`")), "`{name}`");
    }
}

#[test]
fn every_option_is_documented() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../src/retry.md");
    if !page.exists() {
        // The published package holds the macros without the facade, whose page it is.
        return;
    }
    let page = fs::read_to_string(page).unwrap();
    let mut rows: BTreeMap<&str, &str> = page.lines().filter_map(row).collect();
    let mut sections: BTreeMap<&str, &str> =
        page.split("\n### `").skip(1).filter_map(section).collect();
    for option in Args::ROWS {
        let (name, default) = (option.name, option.default.unwrap_or_default());
        let row = rows
            .remove(name)
            .unwrap_or_else(|| panic!("no row for `{name}`"));
        let section = sections
            .remove(name)
            .unwrap_or_else(|| panic!("no section for `{name}`"));
        assert!(row.contains(default), "`{name}`, by its row: {row}");
        assert!(
            section.contains(default),
            "`{name}`, by its section: {section}"
        );
    }
    assert_eq!(
        rows.into_keys().collect::<Vec<_>>(),
        [""; 0],
        "rows of no option"
    );
    assert_eq!(
        sections.into_keys().collect::<Vec<_>>(),
        [""; 0],
        "sections of no option"
    );
}

/// The option and the default that a row of the table names: "| [`max`](#max) | ... | `3` |".
fn row(line: &str) -> Option<(&str, &str)> {
    let (name, rest) = line.strip_prefix("| [`")?.split_once("`](#")?;
    let default = rest.trim_end_matches([' ', '|']).rsplit('|').next()?;
    assert!(
        rest.starts_with(&format!("{name})")),
        "a link elsewhere: {line}"
    );
    Some((name, default))
}

/// The option that a section is about, and the default that it names.
fn section(text: &str) -> Option<(&str, &str)> {
    let (name, text) = text.split_once("`\n")?;
    let default = text
        .lines()
        .find(|line| line.starts_with("- **Default:**"))?;
    Some((name, default))
}
