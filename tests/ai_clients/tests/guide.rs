//! The guide's page shows what is compiled and run here.

use std::fs;
use std::path::Path;

use ai_clients::ALL;

fn read(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn source(client: &str) -> String {
    read(&format!("src/{}.rs", client.replace('-', "_")))
}

/// The lines without their indentation, and without the visibility that is here for the tests.
fn lines(code: &str) -> String {
    let lines = code.lines().map(|it| it.trim().trim_start_matches("pub "));
    lines.collect::<Vec<_>>().join("\n")
}

/// The cells of the table's rows.
fn rows(page: &str) -> Vec<Vec<&str>> {
    let (_, table) = page.split_once("| client |").expect("a table");
    let (table, _) = table.split_once("\n\n").expect("an end of it");
    let rows = table.lines().skip(2);
    rows.map(|row| row.trim_matches('|').split('|').map(str::trim).collect())
        .collect()
}

#[test]
fn every_client_has_a_row_that_says_what_its_file_does() {
    let page = read("../../src/guide/your_client.md");
    let manifest = read("Cargo.toml");
    let rows = rows(&page);
    assert_eq!(rows.len(), ALL.len());
    for (row, client) in rows.iter().zip(ALL) {
        let [name, version, line, own_retries] = row[..] else {
            panic!("{row:?}");
        };
        let linked = format!("[{0}](#{0})", client.name);
        assert!([client.name, &linked].contains(&name), "{name}");
        let dependency = manifest.lines().find_map(|it| {
            let value = it.strip_prefix(client.name)?.strip_prefix(" = ")?;
            value.split('"').nth(1)
        });
        assert_eq!(dependency, Some(version), "{name}");
        let code = source(client.name) + &manifest;
        // Of `a` and `b` in backticks, every other part.
        let spans = [line, own_retries].map(|it| it.split('`').skip(1).step_by(2));
        for span in spans
            .into_iter()
            .flatten()
            .filter(|it| *it != "resilient(true)")
        {
            assert!(code.contains(span), "{name}: {span}");
        }
    }
}

#[test]
fn every_block_stands_in_the_file_of_its_client() {
    let page = read("../../src/guide/your_client.md");
    let mut blocks = 0;
    for section in page.split("\n## ").skip(1) {
        let client = section.lines().next().unwrap_or_default();
        let code = lines(&source(client));
        for block in section.split("```rust,ignore\n").skip(1) {
            let block = lines(block.split("```").next().unwrap_or_default());
            assert!(code.contains(&block), "{client}:\n{block}");
            blocks += 1;
        }
    }
    assert_eq!(blocks, 6);
}
