//! Puts the attribute on every function that can fail, on the line where the function starts, so that lines keep
//! their numbers.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use syn::spanned::Spanned;
use syn::visit::Visit;
use syn::{ImplItemFn, ItemFn, Signature, TraitItemFn, Visibility};

use crate::limits::{self, Limit};

/// A function that can fail, by its file and the line of its `fn`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Place {
    /// Relative to the crate.
    pub(crate) file: PathBuf,
    pub(crate) line: usize,
}

pub(crate) struct Function {
    pub(crate) name: String,
    /// The last line of the body.
    pub(crate) end: usize,
    pub(crate) takes_mut: bool,
    pub(crate) limit: Option<Limit>,
}

pub(crate) type Functions = BTreeMap<Place, Function>;

/// Annotates all functions of a crate but those in `excluded` and those a limit names, and lists them.
pub(crate) fn annotate(
    root: &Path,
    attribute: &str,
    excluded: &BTreeSet<Place>,
) -> Result<Functions, String> {
    let mut functions = Functions::new();
    for file in rust_files(&root.join("src"))? {
        let text = fs::read_to_string(&file).map_err(|error| error.to_string())?;
        // A file of tokens for `include!` is no file of items.
        let Ok(items) = syn::parse_file(&text) else {
            continue;
        };
        let file_name = file.strip_prefix(root).unwrap_or(&file).to_owned();
        let mut search = Search {
            file: file_name,
            found: Vec::new(),
        };
        search.visit_file(&items);
        let mut lines: Vec<String> = text.split('\n').map(str::to_owned).collect();
        // From the end, so that columns before stay what they were.
        search
            .found
            .sort_by_key(|(_, _, start)| (start.line, start.column));
        for (place, function, start) in search.found.into_iter().rev() {
            if function.limit.is_none() && !excluded.contains(&place) {
                let line = &mut lines[start.line - 1];
                let at = line
                    .char_indices()
                    .nth(start.column)
                    .map_or(line.len(), |(at, _)| at);
                line.insert_str(at, attribute);
            }
            functions.insert(place, function);
        }
        fs::write(&file, lines.join("\n")).map_err(|error| error.to_string())?;
    }
    Ok(functions)
}

fn rust_files(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))? {
        let path = entry.map_err(|error| error.to_string())?.path();
        if path.is_dir() {
            files.append(&mut rust_files(&path)?);
        } else if path.extension().is_some_and(|it| it == "rs") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

struct Search {
    file: PathBuf,
    found: Vec<(Place, Function, proc_macro2::LineColumn)>,
}

impl Search {
    fn function(&mut self, vis: Option<&Visibility>, sig: &Signature, body: Option<&syn::Block>) {
        if !limits::can_fail(&sig.output) {
            return;
        }
        let start = match vis {
            None | Some(Visibility::Inherited) => sig.span().start(),
            Some(vis) => vis.span().start(),
        };
        let place = Place {
            file: self.file.clone(),
            line: sig.fn_token.span().start().line,
        };
        let function = Function {
            name: sig.ident.to_string(),
            end: body.map_or(start.line, |body| body.span().end().line),
            takes_mut: limits::takes_mut(sig),
            limit: limits::of(sig, body.is_some()),
        };
        self.found.push((place, function, start));
    }
}

impl<'ast> Visit<'ast> for Search {
    fn visit_item_fn(&mut self, item: &'ast ItemFn) {
        self.function(Some(&item.vis), &item.sig, Some(&item.block));
        syn::visit::visit_item_fn(self, item);
    }

    fn visit_impl_item_fn(&mut self, item: &'ast ImplItemFn) {
        self.function(Some(&item.vis), &item.sig, Some(&item.block));
        syn::visit::visit_impl_item_fn(self, item);
    }

    fn visit_trait_item_fn(&mut self, item: &'ast TraitItemFn) {
        self.function(None, &item.sig, item.default.as_ref());
        syn::visit::visit_trait_item_fn(self, item);
    }
}
