//! How each argument reaches each attempt, so that every attempt starts from the caller's values.

mod lent;
mod pass;
mod pattern;
mod uses;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident};
use syn::ext::IdentExt;
use syn::{Attribute, FnArg, Pat, ReceiverKind, Signature, Token};

use self::lent::Lent;
pub(crate) use self::pass::Pass;
use self::pass::{by_type, by_use};
use self::pattern::{Scope, bindings, is_name};
use self::uses::{Use, uses};
use crate::body::{Body, Run};
use crate::function::Function;
use crate::tokens::{at, may_mention};

/// A name that the body sees.
#[allow(clippy::struct_excessive_bools)] // each is a fact of its own
pub(crate) struct Argument {
    /// What the caller passed.
    pub(crate) passed: Ident,
    /// Where that is kept as long as the call lasts.
    pub(crate) original: Ident,
    /// What the body sees.
    pub(crate) name: Ident,
    pub(crate) pass: Pass,
    pub(crate) mutability: Option<Token![mut]>,
    /// `#[cfg]`s and `#[cfg_attr]`s of the argument, for every statement that names it.
    pub(crate) cfg: Vec<Attribute>,
    /// By value, so that `borrow` may name it.
    pub(crate) is_owned: bool,
    /// Distinguishes arguments that have the same name but different originals.
    pub(crate) number: usize,
    /// Whether the body or an option may name it.
    pub(crate) is_mentioned: bool,
    /// Whether an option may name it.
    pub(crate) is_in_options: bool,
    /// Whether it is a client's request, which has its own message.
    pub(crate) is_request: bool,
    /// Whether a closure keeps the original and lends it to each attempt.
    pub(crate) is_lent: bool,
}

pub(crate) struct Arguments {
    pub(crate) list: Vec<Argument>,
    /// Arguments that are patterns: named in the signature and destructured in the body.
    pub(crate) patterns: Vec<Pattern>,
    /// Everything to hold until the call ends, in order.
    pub(crate) held: Vec<Held>,
    /// Whether `self` is moved to the attempt and back.
    pub(crate) moves_receiver: bool,
    /// The first that is a pattern.
    pub(crate) unnamed: Option<Pat>,
    /// The part of the return type that refers uniquely to what an argument does.
    pub(crate) lent_uniquely: Option<TokenStream>,
}

pub(crate) struct Pattern {
    pub(crate) pat: Pat,
    /// The argument's name in the signature.
    pub(crate) whole: Ident,
    pub(crate) cfg: Vec<Attribute>,
}

pub(crate) struct Held {
    pub(crate) name: Ident,
    pub(crate) cfg: Vec<Attribute>,
    /// The lint levels of an argument that nothing mentions, so that the lint `unused_variables` sees them.
    pub(crate) unused: Option<Vec<Attribute>>,
    /// Whether the body captures it anyway, and dropping it does nothing.
    pub(crate) is_captured: bool,
}

impl Arguments {
    /// Plans the arguments, and adapts the signature and the body: a `mut` moves to where the change happens, and
    /// `self` gets another name if each attempt needs its own.
    pub(super) fn plan(
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
            moves_receiver: false,
            unnamed: None,
            lent_uniquely: None,
        };
        let lent = Lent::of(function.form.output(), &function.sig);
        let mut inputs = function.sig.inputs.iter();
        arguments.lent_uniquely = inputs.find_map(|input| lent.uniquely_by(input)).cloned();
        let in_closure = function.form.items().is_some();
        let Signature {
            inputs, generics, ..
        } = &mut function.sig;
        for (index, input) in inputs.iter_mut().enumerate() {
            match input {
                FnArg::Receiver(receiver) => arguments.receiver(receiver, body, borrow, &lent),
                FnArg::Typed(argument) => {
                    if arguments.unnamed.is_none() && !is_name(&argument.pat) {
                        arguments.unnamed = Some((*argument.pat).clone());
                    }
                    let cfg = cfgs(&argument.attrs);
                    let mut found = Vec::new();
                    let scope = Scope {
                        body,
                        borrow,
                        generics,
                    };
                    bindings(&mut argument.pat, Some(&argument.ty), scope, &mut found);
                    if let [binding] = found.as_mut_slice() {
                        if binding.pass == Pass::Reborrow
                            && binding.mutability.is_none()
                            && lent.by_argument(&argument.ty)
                        {
                            binding.pass = Pass::Capture;
                        }
                    }
                    for (number, binding) in (arguments.list.len()..).zip(&mut found) {
                        binding.cfg.clone_from(&cfg);
                        binding.number = number;
                        binding.is_in_options = may_mention(options, &binding.name);
                        binding.is_mentioned = binding.is_in_options
                            || may_mention(&body.block.stream(), &binding.name);
                        binding.keep_apart();
                    }
                    if holds_all && !is_name(&argument.pat) {
                        let whole = Ident::new(
                            &format!("__retry_argument_{index}"),
                            // Not inside the pattern: an editor would take it for one of the pattern's names.
                            Span::mixed_site(),
                        );
                        arguments.held.push(Held {
                            name: whole.clone(),
                            cfg: cfg.clone(),
                            unused: None,
                            is_captured: false,
                        });
                        let pattern = std::mem::replace(
                            &mut *argument.pat,
                            Pat::Verbatim(whole.to_token_stream()),
                        );
                        arguments.patterns.push(Pattern {
                            pat: pattern,
                            whole,
                            cfg,
                        });
                    } else if let [binding] = found.as_slice() {
                        let is_unused = holds_all
                            && !binding.is_mentioned
                            && matches!(binding.pass, Pass::Capture | Pass::Borrow)
                            && !binding.name.to_string().starts_with('_');
                        arguments.held.push(Held {
                            name: binding.original.clone(),
                            cfg,
                            unused: is_unused.then(|| take_lint_levels(&mut argument.attrs)),
                            is_captured: binding.is_mentioned && binding.pass == Pass::Capture,
                        });
                    }
                    arguments.list.append(&mut found);
                }
            }
        }
        if matches!(body.run, Run::Async(_)) {
            arguments.rebind(std::mem::take(&mut body.rebound), borrow);
        }
        for argument in arguments.list.iter_mut().filter(|_| in_closure) {
            argument.is_lent = argument.original != argument.passed;
        }
        arguments
    }

    /// Moves each `mut` of a statement that was taken off the body to its argument.
    fn rebind(&mut self, rebound: Vec<(Ident, Option<Token![mut]>)>, borrow: &[Ident]) {
        for (name, mutability) in rebound {
            let argument = self.list.iter_mut().find(|it| it.name == name);
            if let (Some(argument), true) = (argument, mutability.is_some()) {
                argument.mutability = mutability;
                argument.pass = match argument.pass {
                    Pass::Capture => Pass::Copy,
                    Pass::CloneOrMove => Pass::Clone,
                    Pass::Borrow if !borrow.contains(&argument.name) => Pass::Clone,
                    pass => pass,
                };
                argument.keep_apart();
            }
        }
    }

    fn receiver(
        &mut self,
        receiver: &mut syn::Receiver,
        body: &mut Body,
        borrow: &[Ident],
        lent: &Lent,
    ) {
        let passed = Ident::from(receiver.self_token);
        let other = body.other_self.take();
        let (seen, mut mutability) = match &other {
            Some((name, mutability)) => (name, *mutability),
            None => (&passed, receiver.mutability),
        };
        let found = uses(&body.block.stream(), seen);
        let is_borrowed = borrow.iter().any(|it| it == "self");
        let lends = match &receiver.kind {
            ReceiverKind::Reference(_, lifetime, _) => lent.by_receiver(lifetime.as_ref()),
            _ => false,
        };
        let by_reference = |is_mut| match (is_mut, &other) {
            (false, None) => Pass::Capture,
            (true, None) if lends => Pass::Capture,
            (false, Some(_)) => Pass::Copy,
            // Every mention of a reference reborrows it, unless it is passed as a whole.
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
                body.self_ident(passed.span())
            }
        };
        let original = if pass == Pass::Borrow {
            name.clone()
        } else {
            passed.clone()
        };
        self.moves_receiver = matches!(pass, Pass::CloneOrMove | Pass::Clone | Pass::ReborrowPin);
        self.held.push(Held {
            name: original.clone(),
            cfg: cfgs(&receiver.attrs),
            unused: None,
            is_captured: pass == Pass::Capture && may_mention(&body.block.stream(), &name),
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
            is_in_options: false,
            is_request: false,
            is_lent: false,
        });
    }

    /// What another function with the same arguments is called with, in order; `None` if one has no name.
    pub(crate) fn passed_on(&self) -> Option<&[Held]> {
        self.unnamed.is_none().then_some(&self.held)
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
}

impl Argument {
    /// Gives the original its own name, if attempts get something else under the name of the argument.
    fn keep_apart(&mut self) {
        if matches!(self.pass, Pass::CloneOrMove | Pass::Clone) && self.passed != "self" {
            let (name, number) = (self.name.unraw(), self.number);
            let span = at(self.name.span());
            self.original = format_ident!("__retry_{number}_{name}", span = span);
        }
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
