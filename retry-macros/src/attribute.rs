//! `#[retry]`, from the attribute and the item below it to code.

use proc_macro2::TokenStream;

use crate::args::Args;
use crate::block;
use crate::expand::expand;
use crate::function::{Item, other_item};
use crate::plan::Plan;
use crate::report::Report;
use crate::tokens::{ends, is_word};

pub(crate) fn retry(attribute: &TokenStream, item: &TokenStream) -> TokenStream {
    let function = syn::parse2(item.clone());
    let keyword = match &function {
        Ok(_) => None,
        Err(_) => other_item(item),
    };
    if keyword.as_ref().is_some_and(|it| is_word(it, "impl")) {
        return block::retry(attribute, item);
    }
    let function = function.map_err(|error| match keyword {
        Some(keyword) => {
            let article = if is_word(&keyword, "enum") { "an" } else { "a" };
            syn::Error::new(
                keyword.span(),
                format_args!(
                    "`#[retry]` goes above a function or an `impl` block, not {article} `{keyword}`"
                ),
            )
        }
        None if item.clone().into_iter().any(|token| is_word(&token, "fn")) => error,
        None => syn::Error::new(
            ends(item).0,
            "`#[retry]` goes above a function or an `impl` block, and this is neither",
        ),
    });
    // The function is kept on any error, so that its callers still compile.
    planned(attribute, function).map_or_else(
        |errors| item.clone().into_iter().chain(errors).collect(),
        |plan| expand(&plan),
    )
}

/// The plan, or the errors as code.
fn planned(attribute: &TokenStream, function: syn::Result<Item>) -> Result<Plan, TokenStream> {
    let mut report = Report::default();
    let args = Args::parse(attribute.clone(), &mut report);
    let function = match function {
        Ok(function) => function.check(&mut report),
        Err(error) => {
            report.push(error);
            None
        }
    };
    let plan = function.map(|function| Plan::new(args, function, attribute, &mut report));
    // Without a function there is an error.
    report.finish(plan)?.ok_or_else(TokenStream::new)
}
