//! How each argument reaches each attempt, so that every attempt starts from the caller's values.

mod attempt;
mod pass;
mod pattern;

use proc_macro2::{Ident, TokenStream};
use quote::ToTokens;
use syn::{Attribute, FnArg, Pat, ReceiverKind, Signature, Token, parse_quote};

use self::pass::{Pass, by_type, by_use};
use self::pattern::{bindings, has_ref_mut, is_name};
use crate::body::{Body, Run, may_mention, self_ident};
use crate::code::{at, code};
use crate::function::{Function, ends};
use crate::uses::{Use, uses};

/// A name that the body sees.
pub(crate) struct Argument {
    /// What the caller passed.
    passed: Ident,
    /// Where that is kept as long as the call lasts.
    original: Ident,
    /// What the body sees.
    name: Ident,
    pass: Pass,
    mutability: Option<Token![mut]>,
    /// `#[cfg]`s and `#[cfg_attr]`s of the argument, for every statement that names it.
    cfg: Vec<Attribute>,
    /// By value, so that `borrow` may name it.
    is_owned: bool,
    /// Tells arguments apart that have one name and different origins.
    number: usize,
    /// Whether the body or an option may name it.
    is_mentioned: bool,
}

pub(crate) struct Arguments {
    list: Vec<Argument>,
    /// Arguments that are not a name: renamed in the signature and taken apart in the body.
    patterns: Vec<(Vec<Attribute>, Pat, Ident)>,
    /// Everything to hold until the call ends, in order.
    held: Vec<Held>,
}

struct Held {
    name: Ident,
    cfg: Vec<Attribute>,
    /// The lint levels of an argument that nothing mentions, which the lint `unused_variables` is to see.
    unused: Option<Vec<Attribute>>,
}

impl Arguments {
    /// Plans the arguments, and adapts the signature and the body: a `mut` moves to where the change happens, and
    /// `self` gets another name if each attempt needs it afresh.
    pub(crate) fn plan(
        function: &mut Function,
        body: &mut Body,
        borrow: &[Ident],
        options: &TokenStream,
        holds_all: bool,
    ) -> Self {
        let mut arguments = Self {
            list: Vec::new(),
            patterns: Vec::new(),
            held: Vec::new(),
        };
        let Signature { inputs, .. } = &mut function.sig;
        for (index, input) in inputs.iter_mut().enumerate() {
            match input {
                FnArg::Receiver(receiver) => arguments.receiver(receiver, body, borrow),
                FnArg::Typed(argument) => {
                    let cfg = cfgs(&argument.attrs);
                    let mut found = Vec::new();
                    bindings(
                        &mut argument.pat,
                        Some(&argument.ty),
                        body,
                        borrow,
                        &mut found,
                    );
                    for (number, binding) in (arguments.list.len()..).zip(&mut found) {
                        binding.cfg.clone_from(&cfg);
                        binding.number = number;
                        binding.is_mentioned = may_mention(&body.block.stream(), &binding.name)
                            || may_mention(options, &binding.name);
                    }
                    if holds_all && !is_name(&argument.pat) {
                        let whole = Ident::new(&format!("__arg{index}"), at(ends(&argument.pat).0));
                        arguments.held.push(Held {
                            name: whole.clone(),
                            cfg: cfg.clone(),
                            unused: None,
                        });
                        let pattern = std::mem::replace(
                            &mut *argument.pat,
                            Pat::Verbatim(whole.to_token_stream()),
                        );
                        arguments.patterns.push((cfg, pattern, whole));
                    } else if let [binding] = found.as_slice() {
                        let is_unused = holds_all
                            && !binding.is_mentioned
                            && matches!(binding.pass, Pass::Capture | Pass::Borrow)
                            && !binding.name.to_string().starts_with('_');
                        arguments.held.push(Held {
                            name: binding.original.clone(),
                            cfg,
                            unused: is_unused.then(|| take_lint_levels(&mut argument.attrs)),
                        });
                    }
                    arguments.list.append(&mut found);
                }
            }
        }
        if matches!(body.run, Run::Async(_)) {
            for (name, mutability) in std::mem::take(&mut body.rebound) {
                if let Some(argument) = arguments.list.iter_mut().find(|it| it.name == name) {
                    if mutability.is_some() {
                        argument.mutability = mutability;
                        argument.pass = match argument.pass {
                            Pass::Capture => Pass::Copy,
                            Pass::CloneOrMove => Pass::Clone,
                            Pass::Borrow if !borrow.contains(&argument.name) => Pass::Clone,
                            pass => pass,
                        };
                    }
                }
            }
        }
        arguments
    }

    fn receiver(&mut self, receiver: &mut syn::Receiver, body: &mut Body, borrow: &[Ident]) {
        let passed = Ident::from(receiver.self_token);
        let other = body.other_self.take();
        let (seen, mut mutability) = match &other {
            Some((name, mutability)) => (name, *mutability),
            None => (&passed, receiver.mutability),
        };
        let found = uses(&body.block.stream(), seen);
        let is_borrowed = borrow.iter().any(|it| it == "self");
        let by_reference = |is_mut| match (is_mut, &other) {
            (false, None) => Pass::Capture,
            (false, Some(_)) => Pass::Copy,
            // A reference is reborrowed by every mention but one as a whole.
            (true, None) if found < Use::Whole => Pass::CaptureUnique,
            (true, _) => Pass::Reborrow,
        };
        let by_type = match &receiver.kind {
            ReceiverKind::Reference(_, _, mutability) => Some(by_reference(mutability.is_some())),
            ReceiverKind::Typed(_, ty) => by_type(ty).map(|pass| match pass {
                Pass::Reborrow => by_reference(true),
                Pass::Capture => by_reference(false),
                pass => pass,
            }),
            _ => None,
        };
        let is_owned = by_type.is_none();
        let pass = by_type.unwrap_or_else(|| by_use(found, mutability.is_some(), is_borrowed));
        let stays = matches!(pass, Pass::Capture | Pass::CaptureUnique | Pass::Borrow);
        let name = match &other {
            Some((name, _)) => name.clone(),
            None if stays => {
                mutability = None;
                passed.clone()
            }
            None => {
                receiver.mutability = None;
                body.replace_self();
                self_ident(passed.span())
            }
        };
        let original = if pass == Pass::Borrow {
            name.clone()
        } else {
            passed.clone()
        };
        if matches!(pass, Pass::CloneOrMove | Pass::ReborrowPin) {
            // It is moved to the attempt and back.
            receiver.mutability = Some(Token![mut](at(passed.span())));
            receiver.attrs.push(parse_quote!(#[allow(unused_mut)]));
        }
        self.held.push(Held {
            name: original.clone(),
            cfg: cfgs(&receiver.attrs),
            unused: None,
        });
        self.list.push(Argument {
            passed,
            original,
            name,
            pass,
            mutability,
            cfg: cfgs(&receiver.attrs),
            is_owned,
            number: 0,
            is_mentioned: true,
        });
    }

    pub(crate) fn names(&self) -> impl Iterator<Item = &Ident> {
        self.list.iter().map(|argument| &argument.name)
    }

    /// The arguments that `borrow` may name.
    pub(crate) fn owned_names(&self) -> impl Iterator<Item = &Ident> {
        self.list
            .iter()
            .filter(|argument| argument.is_owned)
            .map(|argument| &argument.name)
    }

    /// Binds what must outlive an attempt. Runs before the future is made.
    pub(crate) fn originals(&self, of_patterns: bool) -> TokenStream {
        self.list
            .iter()
            .filter(|argument| self.is_in_pattern(argument) == of_patterns)
            .map(Argument::original)
            .collect()
    }

    fn is_in_pattern(&self, argument: &Argument) -> bool {
        !self.held.iter().any(|held| held.name == argument.original)
    }

    /// Makes a `move` block hold every argument, used or not, as a function does. Captures drop in the order of
    /// first mention, arguments in reverse.
    pub(crate) fn hold(&self) -> TokenStream {
        self.held
            .iter()
            .rev()
            .map(|Held { name, cfg, unused }| match unused {
                None => code!(name.span()=> #(#cfg)* #[allow(clippy::used_underscore_binding)] let _ = &#name;),
                Some(levels) => code! {name.span()=>
                    #(#cfg)* #[allow(clippy::shadow_same)] #(#levels)* let #name = #name;
                },
            })
            .collect()
    }

    /// Takes apart the arguments that are not a name.
    pub(crate) fn destructure(&self) -> TokenStream {
        self.patterns
            .iter()
            .map(|(cfg, pattern, whole)| {
                if has_ref_mut(pattern.to_token_stream()) {
                    // A temporary is mutable.
                    code!(whole.span()=> #(#cfg)* let #pattern = { #whole };)
                } else {
                    code!(whole.span()=> #(#cfg)* let #pattern = #whole;)
                }
            })
            .collect()
    }

    /// Binds what the body sees, for one attempt.
    pub(crate) fn pass(&self, facade: &TokenStream) -> TokenStream {
        self.list
            .iter()
            .map(|argument| argument.pass(facade))
            .collect()
    }

    /// Before and after what [`pass`](Self::pass) and the attempt do in a block of their own: chooses the ways, moves
    /// what was only borrowed out of the block, and back to where it came from.
    pub(crate) fn around(&self, facade: &TokenStream) -> [TokenStream; 3] {
        let mut around = <[TokenStream; 3]>::default();
        for argument in &self.list {
            around[0].extend(argument.choose_way(facade));
            let (out, back) = argument.give_back(facade);
            around[1].extend(out);
            around[2].extend(back);
        }
        around
    }

    /// Dead code that makes an async block capture what it owns by unique reference, which is `Send` whenever the
    /// argument is; a shared one asks for `Sync`. The compiler infers captures from it but never moves or borrow
    /// checks it, so the arguments need not be `mut`.
    pub(crate) fn capture_uniquely(&self) -> TokenStream {
        self.list
            .iter()
            .filter(|argument| argument.is_mentioned)
            .filter_map(
                |Argument {
                     name, cfg, pass, ..
                 }| match pass {
                    Pass::Capture | Pass::Copy => None,
                    // What it refers to, which may be part of the result.
                    Pass::CaptureUnique | Pass::Reborrow => {
                        Some(code!(name.span()=> #(#cfg)* let _ = &mut *#name;))
                    }
                    Pass::Borrow | Pass::ReborrowPin | Pass::CloneOrMove | Pass::Clone => {
                        Some(code!(name.span()=> #(#cfg)* let _ = &mut #name;))
                    }
                },
            )
            .collect()
    }
}

/// Moves lint levels to where the lint fires.
fn take_lint_levels(attrs: &mut Vec<Attribute>) -> Vec<Attribute> {
    const LEVELS: &[&str] = &["allow", "expect", "warn", "deny", "forbid"];
    let is_level = |attr: &Attribute| LEVELS.iter().any(|level| attr.path().is_ident(level));
    let (levels, others) = std::mem::take(attrs).into_iter().partition(is_level);
    *attrs = others;
    levels
}

fn cfgs(attrs: &[Attribute]) -> Vec<Attribute> {
    attrs
        .iter()
        .filter(|attr| attr.path().is_ident("cfg") || attr.path().is_ident("cfg_attr"))
        .cloned()
        .collect()
}
