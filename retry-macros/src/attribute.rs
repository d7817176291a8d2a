//! `#[retry]`, from the attribute and the item below it to code.

use proc_macro2::TokenStream;

use crate::args::Args;
use crate::expand::expand;
use crate::function::Function;
use crate::plan::Plan;
use crate::report::Report;

pub(crate) fn retry(attribute: &TokenStream, item: &TokenStream) -> TokenStream {
    // The function is there on any error, so that nothing else fails for want of it.
    planned(attribute, item).map_or_else(
        |errors| item.clone().into_iter().chain(errors).collect(),
        |plan| expand(&plan),
    )
}

/// The plan, or the errors as code.
fn planned(attribute: &TokenStream, item: &TokenStream) -> Result<Plan, TokenStream> {
    let mut report = Report::default();
    let args = Args::parse(attribute.clone(), &mut report);
    let function = Function::parse(item, &mut report);
    let plan = function.map(|function| Plan::new(args, function, attribute, &mut report));
    // Without a function there is an error.
    report.finish(plan)?.ok_or_else(TokenStream::new)
}
