//! What each main shape of function becomes: one file in `snapshots/` per shape, the input first.
//!
//! ```text
//! SNAPSHOTS=renew cargo test -p retry-macros --features tokio,stream snapshots
//! ```
//!
//! rewrites all of them; then read `git diff`.

use std::fs;
use std::path::{Path, PathBuf};

use quote::{ToTokens, quote};
use syn::{Attribute, File, ImplItem, Item, Meta, TraitItem};

use crate::attribute;

const BECOMES: &str = "\n// becomes\n\n";

#[test]
fn snapshots() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/snapshots");
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|file| cfg!(feature = "stream") || !is_of_stream(file))
        .collect();
    files.sort();
    assert!(!files.is_empty());
    let renew = std::env::var_os("SNAPSHOTS").is_some_and(|it| it == "renew");
    let mut changed = Vec::new();
    for file in files {
        let old = fs::read_to_string(&file).unwrap();
        let input = old.split_once(BECOMES).map_or(&*old, |(input, _)| input);
        let new = format!("{input}{BECOMES}{}", expanded(input));
        if renew {
            fs::write(&file, new).unwrap();
        } else if new != old {
            changed.push(format!("{} should now be\n\n{new}", file.display()));
        }
    }
    assert!(
        changed.is_empty(),
        "{}\nto renew them: SNAPSHOTS=renew cargo test -p retry-macros --features tokio,stream snapshots",
        changed.join("\n")
    );
}

fn is_of_stream(file: &Path) -> bool {
    let name = file.file_name().and_then(|name| name.to_str());
    name.is_some_and(|name| name.starts_with("stream"))
}

/// The items with every `#[retry]` expanded.
fn expanded(input: &str) -> String {
    let mut file: File = syn::parse_str(input).unwrap();
    for item in &mut file.items {
        let attrs = match item {
            Item::Fn(function) => Some(&mut function.attrs),
            Item::Impl(block) if !block.attrs.is_empty() => Some(&mut block.attrs),
            Item::Impl(block) => {
                for item in &mut block.items {
                    let ImplItem::Fn(method) = item else { continue };
                    if let Some(attribute) = take_retry(&mut method.attrs) {
                        *item = ImplItem::Verbatim(expansion(&attribute, item));
                    }
                }
                None
            }
            Item::Trait(definition) => {
                for item in &mut definition.items {
                    let TraitItem::Fn(method) = item else {
                        continue;
                    };
                    if let Some(attribute) = take_retry(&mut method.attrs) {
                        *item = TraitItem::Verbatim(expansion(&attribute, item));
                    }
                }
                None
            }
            _ => None,
        };
        if let Some(attribute) = attrs.and_then(take_retry) {
            *item = Item::Verbatim(expansion(&attribute, item));
        }
    }
    prettyplease::unparse(&syn::parse2(file.into_token_stream()).unwrap())
}

fn take_retry(attrs: &mut Vec<Attribute>) -> Option<Attribute> {
    let at = attrs.iter().position(|it| it.path().is_ident("retry"))?;
    Some(attrs.remove(at))
}

fn expansion(attribute: &Attribute, item: &impl ToTokens) -> proc_macro2::TokenStream {
    let options = match &attribute.meta {
        Meta::List(list) => list.tokens.clone(),
        _ => quote!(),
    };
    attribute::retry(&options, &item.to_token_stream())
}
