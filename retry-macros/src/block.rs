//! `#[retry]` above an `impl` block: each method that can fail is expanded as if it had its own attribute.
//!
//! Methods are expanded here instead of being given an attribute each. All of them are then one expansion, in which the
//! compiler reports a wrong option once.

mod own;

use proc_macro2::{Delimiter, Group, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::buffer::Cursor;
use syn::parse::discouraged::Speculative;
use syn::parse::{ParseStream, Parser};
use syn::{Attribute, FnArg};

use self::own::{Names, Own, Says};
use crate::args::Args;
use crate::expand::expand;
use crate::function::{Item, has_macro};
use crate::plan::Plan;
use crate::report::Report;
use crate::tokens::{ends, is_punct, is_word, mentions, ungrouped};

pub(crate) fn retry(attribute: &TokenStream, item: &TokenStream) -> TokenStream {
    let block = match Block::parse(item) {
        Ok(block) => block,
        Err(error) => {
            return [item.clone(), error.into_compile_error()]
                .into_iter()
                .collect();
        }
    };
    let mut report = Report::default();
    let rewritten = block.rewritten(attribute, &mut report);
    match report.finish(()) {
        Ok(()) => rewritten,
        Err(errors) => [rewritten, errors].into_iter().collect(),
    }
}

/// An `impl` block.
struct Block {
    /// Everything before the braces.
    head: TokenStream,
    /// Whether an attribute macro below may look at the methods.
    has_macro: bool,
    braces: Span,
    members: Vec<Member>,
}

enum Member {
    Method {
        method: Box<Item>,
        tokens: TokenStream,
    },
    /// A constant, a type, a macro, inner attributes.
    Other(TokenStream),
}

impl Block {
    fn parse(item: &TokenStream) -> syn::Result<Self> {
        let mut head = ungrouped(item.clone());
        let braces = match head.pop() {
            Some(TokenTree::Group(braces)) if braces.delimiter() == Delimiter::Brace => braces,
            _ => return Err(syn::Error::new(ends(item).0, "expected an `impl` block")),
        };
        let head: TokenStream = head.into_iter().collect();
        let attributes = |input: ParseStream<'_>| {
            let attributes = input.call(Attribute::parse_outer)?;
            input.parse::<TokenStream>()?;
            Ok(attributes)
        };
        Ok(Self {
            has_macro: has_macro(&attributes.parse2(head.clone())?),
            head,
            braces: braces.span(),
            members: members.parse2(braces.stream())?,
        })
    }

    /// The block with its methods rewritten, except those that are reported.
    fn rewritten(self, attribute: &TokenStream, report: &mut Report) -> TokenStream {
        let options = Options {
            attribute,
            are_sound: check_options(attribute, report),
            name_self: mentions(attribute, &|name| name == "self"),
            has_macro: self.has_macro,
        };
        let names = Names::new();
        let mut is_used = false;
        let mut body = TokenStream::new();
        for member in self.members {
            body.extend(match member {
                Member::Other(tokens) => tokens,
                Member::Method { method, tokens } => {
                    let own = names.own(&method.attrs);
                    let is_always = own.as_ref().is_some_and(|own| own.condition.is_none());
                    let is_retried = !is_always && method.can_fail();
                    is_used |= is_retried;
                    let retried = |mut method: Box<Item>, report: &mut Report| {
                        if let Some(own) = &own {
                            method.attrs.remove(own.number);
                        }
                        is_retried
                            .then(|| options.retried(*method, report))
                            .flatten()
                    };
                    let retried = retried(method, report);
                    match own {
                        None => retried.unwrap_or(tokens),
                        Some(Own {
                            number,
                            says,
                            condition,
                        }) => {
                            let tokens = match says {
                                Says::Skip => without_attribute(tokens, number),
                                Says::Options => tokens,
                            };
                            match (condition, retried) {
                                (Some(condition), Some(retried)) => quote! {
                                    #[cfg(#condition)] #tokens
                                    #[cfg(not(#condition))] #retried
                                },
                                _ => tokens,
                            }
                        }
                    }
                }
            });
        }
        if !is_used {
            report.error(
                ends(&impl_keyword(&self.head)).0,
                "this `#[retry]` has no effect: no method of the block can fail, or each has its own `#[retry]`",
            );
        }
        let mut block = Group::new(Delimiter::Brace, body);
        block.set_span(self.braces);
        let mut tokens = self.head;
        tokens.extend([TokenTree::Group(block)]);
        tokens
    }
}

/// Checks what does not depend on a method.
fn check_options(attribute: &TokenStream, report: &mut Report) -> bool {
    let mut of_options = Report::default();
    let args = Args::parse(attribute.clone(), &mut of_options);
    Plan::check_options(&args, &mut of_options);
    for setting in args.settings().filter(|it| it.row().is_of_one_function) {
        if let Some(place) = setting.name_span() {
            let name = setting.row().name;
            of_options.error(
                place,
                format_args!(
                    "`{name}` applies to a single function; put it in a `#[retry]` on that method"
                ),
            );
        }
    }
    !report.take(of_options)
}

/// The options above the block.
struct Options<'a> {
    attribute: &'a TokenStream,
    /// Whether the options are valid by themselves.
    are_sound: bool,
    name_self: bool,
    /// Whether an attribute macro below may look at the methods.
    has_macro: bool,
}

impl Options<'_> {
    /// The method with the options, if nothing is wrong.
    fn retried(&self, method: Item, report: &mut Report) -> Option<TokenStream> {
        if !self.are_sound {
            return None;
        }
        let mut of_method = Report::about(&method.sig.ident);
        let plan = self.planned(method, &mut of_method);
        let is_wrong = report.take(of_method);
        plan.filter(|_| !is_wrong).map(|plan| expand(&plan))
    }

    fn planned(&self, method: Item, report: &mut Report) -> Option<Plan> {
        if self.name_self && !has_receiver(&method) {
            report.error(
                method.sig.ident.span(),
                "an option on the `impl` block uses `self`, but this function has none; exclude the function with \
                 `#[retry(skip)]`",
            );
            return None;
        }
        let args = Args::parse(self.attribute.clone(), &mut Report::default());
        let mut function = method.check(report)?;
        function.has_macro |= self.has_macro;
        Some(Plan::new(args, function, self.attribute, report))
    }
}

fn has_receiver(method: &Item) -> bool {
    matches!(method.sig.inputs.first(), Some(FnArg::Receiver(_)))
}

/// The members of the block, each with its tokens as they are.
fn members(input: ParseStream<'_>) -> syn::Result<Vec<Member>> {
    let mut members = Vec::new();
    let start = input.cursor();
    input.call(Attribute::parse_inner)?;
    members.push(Member::Other(between(start, input.cursor())));
    while !input.is_empty() {
        let start = input.cursor();
        let ahead = input.fork();
        members.push(match ahead.parse() {
            Ok(method) => {
                input.advance_to(&ahead);
                Member::Method {
                    method: Box::new(method),
                    tokens: between(start, input.cursor()),
                }
            }
            Err(_) => Member::Other(other(input)?),
        });
    }
    Ok(members)
}

fn between(mut start: Cursor<'_>, end: Cursor<'_>) -> TokenStream {
    let mut tokens = TokenStream::new();
    while start != end {
        let Some((token, next)) = start.token_tree() else {
            break;
        };
        tokens.extend([token]);
        start = next;
    }
    tokens
}

/// Takes a member that is not a method. It ends with a semicolon, or with the braces of a macro.
fn other(input: ParseStream<'_>) -> syn::Result<TokenStream> {
    let mut tokens = TokenStream::new();
    let mut has_value = false;
    while !input.is_empty() {
        let token: TokenTree = input.parse()?;
        has_value |= is_word(&token, "const") || is_word(&token, "type");
        let is_end = match &token {
            TokenTree::Group(group) => group.delimiter() == Delimiter::Brace && !has_value,
            token => is_punct(token, ';'),
        };
        tokens.extend([token]);
        if is_end {
            break;
        }
    }
    Ok(tokens)
}

/// Attributes come first, and have two tokens each.
fn without_attribute(tokens: TokenStream, number: usize) -> TokenStream {
    ungrouped(tokens)
        .into_iter()
        .enumerate()
        .filter(|(index, _)| index / 2 != number)
        .map(|(_, token)| token)
        .collect()
}

fn impl_keyword(head: &TokenStream) -> TokenStream {
    head.clone()
        .into_iter()
        .find(|token| is_word(token, "impl"))
        .map_or_else(|| head.clone(), ToTokens::into_token_stream)
}
