//! `#[retry]`, from the attribute and the item below it to code.

use proc_macro2::TokenStream;
use quote::quote;

use crate::args::{Args, Key, Value};
use crate::arguments::Arguments;
use crate::body::Body;
use crate::expand;
use crate::function::{Function, Kind};
use crate::plan::Plan;
use crate::report::Report;

pub(crate) fn retry(attribute: &TokenStream, item: &TokenStream) -> TokenStream {
    // The function is there on any error, so that nothing else fails for want of it.
    expand(attribute, item).unwrap_or_else(|errors| quote!(#item #errors))
}

fn expand(attribute: &TokenStream, item: &TokenStream) -> Result<TokenStream, TokenStream> {
    let mut report = Report::default();
    let args = Args::parse(attribute.clone(), &mut report);
    let Some(mut function) = Function::parse(item, &mut report) else {
        return report.finish(TokenStream::new());
    };
    let mut body = Body::of(&function);
    let borrow = match args.get(Key::Borrow).map(|setting| &setting.value) {
        Some(Value::Names(names)) => names.as_slice(),
        _ => &[],
    };
    let is_opaque =
        matches!(function.kind, Kind::Async { .. }) && !function.has_foreign_attribute();
    let arguments = Arguments::plan(&mut function, &mut body, borrow, attribute, is_opaque);
    let plan = Plan::new(&args, &function, &arguments, &mut report);
    report.finish(())?;
    Ok(expand::expand(
        &plan, function, &body, &arguments, is_opaque,
    ))
}
