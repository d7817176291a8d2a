//! Types that are read item by item: streams and iterators, as far as the text of a type tells.

use syn::{GenericArgument, Generics, PathArguments, Type, TypeParamBound};

use super::output::{associated, infallible, is_primitive, last_type_argument};
use crate::tokens::{bare_type, is_one_of};

/// Names that are hardly given to a stream.
const WHOLE: &[&str] = &[
    "Arc", "Bytes", "Duration", "HashMap", "Option", "PathBuf", "Rc", "Self", "String", "Value",
    "Vec",
];

/// The streams that can be had without the feature `stream`.
const EVENTS: &[&str] = &["BlockingEvents", "Events"];

#[derive(Clone)]
pub(crate) struct Items {
    /// What it yields, if that is said.
    pub(crate) item: Option<Box<Type>>,
    /// An iterator otherwise.
    pub(crate) is_stream: bool,
    /// How it is boxed: `Box::pin`, or `Box::new`.
    pub(crate) boxed: Option<Boxed>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Boxed {
    Pinned,
    Plain,
}

impl Items {
    /// Of `impl Stream`, `BoxStream`, `LocalBoxStream`, `impl Iterator`, and a box or a pinned box of one.
    pub(crate) fn of(ty: &Type) -> Option<Self> {
        match bare_type(ty) {
            Type::ImplTrait(ty) => Self::of_bounds(&ty.bounds, None),
            Type::Path(path) => {
                let last = path.path.segments.last()?;
                let argument = last_type_argument(&last.arguments)?;
                match last.ident.to_string().as_str() {
                    "BoxStream" | "LocalBoxStream" => Some(Self {
                        item: Some(Box::new(argument.clone())),
                        is_stream: true,
                        boxed: Some(Boxed::Pinned),
                    }),
                    "Pin" => Self::of_box(argument, Boxed::Pinned),
                    _ => Self::of_box(ty, Boxed::Plain),
                }
            }
            _ => None,
        }
    }

    fn of_box(ty: &Type, boxed: Boxed) -> Option<Self> {
        let Type::Path(path) = bare_type(ty) else {
            return None;
        };
        let last = path.path.segments.last()?;
        match bare_type(last_type_argument(&last.arguments)?) {
            Type::TraitObject(object) if last.ident == "Box" => {
                Self::of_bounds(&object.bounds, Some(boxed))
            }
            Type::ImplTrait(ty) if last.ident == "Box" => Self::of_bounds(&ty.bounds, Some(boxed)),
            _ => None,
        }
    }

    fn of_bounds<'a>(
        bounds: impl IntoIterator<Item = &'a TypeParamBound> + Clone,
        boxed: Option<Boxed>,
    ) -> Option<Self> {
        let has = |name: &str| {
            bounds.clone().into_iter().any(|bound| match bound {
                TypeParamBound::Trait(bound) => {
                    let last = bound.path.segments.last();
                    last.is_some_and(|last| last.ident == name)
                }
                _ => false,
            })
        };
        let name = ["Stream", "Iterator"].into_iter().find(|name| has(name))?;
        Some(Self {
            item: associated(bounds, name, "Item").cloned().map(Box::new),
            is_stream: name == "Stream",
            boxed,
        })
    }

    /// Of what a `Result` holds, or an alias of one; and its type.
    pub(crate) fn in_result(ty: &Type) -> Option<(Self, &Type)> {
        let value = Self::value_of_result(ty)?;
        Self::of(value).map(|items| (items, value))
    }

    /// Whether what a `Result` holds is `impl Trait`.
    pub(crate) fn are_opaque_in(ty: &Type) -> bool {
        let value = Self::value_of_result(ty).map(bare_type);
        matches!(value, Some(Type::ImplTrait(_)))
    }

    /// What a `Result` holds, or an alias of one: its first argument.
    pub(crate) fn value_of_result(ty: &Type) -> Option<&Type> {
        let Type::Path(path) = bare_type(ty) else {
            return None;
        };
        let PathArguments::AngleBracketed(arguments) = &path.path.segments.last()?.arguments else {
            return None;
        };
        arguments.args.iter().find_map(|argument| match argument {
            GenericArgument::Type(ty) => Some(ty),
            _ => None,
        })
    }

    /// Whether a type may be another name for a `Result` of a stream, or what it holds one for a stream.
    pub(crate) fn may_be_behind(ty: &Type, generics: &Generics) -> bool {
        let Type::Path(path) = bare_type(Self::value_of_result(ty).unwrap_or(ty)) else {
            return false;
        };
        if generics
            .type_params()
            .any(|it| path.path.is_ident(&it.ident))
        {
            return false;
        }
        let last = path.path.segments.last();
        last.is_some_and(|last| {
            if cfg!(feature = "stream") {
                !is_primitive(&last.ident) && !is_one_of(&last.ident, WHOLE)
            } else {
                is_one_of(&last.ident, EVENTS)
            }
        })
    }

    /// Whether its items visibly cannot fail.
    pub(crate) fn cannot_fail(&self) -> bool {
        let item = self.item.as_deref();
        item.is_some_and(|item| infallible(item).is_some())
    }

    /// Whether its items are a `Result`, or are not named and may be.
    pub(crate) fn may_fail(&self) -> bool {
        let Some(item) = &self.item else {
            return true;
        };
        match bare_type(item) {
            Type::Path(path) => {
                let last = path.path.segments.last();
                last.is_some_and(|last| last.ident.to_string().ends_with("Result"))
            }
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use quote::ToTokens;
    use syn::{parse_quote, parse_str};

    use super::*;

    #[test]
    fn streams_and_iterators_are_seen() {
        for (ty, item, is_stream, boxed) in [
            ("impl Stream<Item = R> + Send", "R", true, None),
            ("impl Send + a::Stream<Item = R> + 'a", "R", true, None),
            ("BoxStream<'static, R>", "R", true, Some(Boxed::Pinned)),
            ("f::LocalBoxStream<'_, R>", "R", true, Some(Boxed::Pinned)),
            (
                "Pin<Box<dyn Stream<Item = R> + Send + 'a>>",
                "R",
                true,
                Some(Boxed::Pinned),
            ),
            (
                "Pin<Box<impl Stream<Item = R>>>",
                "R",
                true,
                Some(Boxed::Pinned),
            ),
            (
                "Box<dyn Stream<Item = R> + Unpin>",
                "R",
                true,
                Some(Boxed::Plain),
            ),
            ("(impl Iterator<Item = R>)", "R", false, None),
            (
                "std::boxed::Box<dyn Iterator<Item = R>>",
                "R",
                false,
                Some(Boxed::Plain),
            ),
        ] {
            let items = Items::of(&parse_str(ty).unwrap()).expect(ty);
            let said = items.item.unwrap().to_token_stream().to_string();
            assert_eq!(said, item, "{ty}");
            assert!(items.is_stream == is_stream && items.boxed == boxed, "{ty}");
        }
        for ty in [
            "impl Future<Output = R>",
            "Pin<Box<dyn Future<Output = R>>>",
            "Box<dyn Error>",
            "Box<R>",
            "Option<R>",
            "Stream",
        ] {
            assert!(Items::of(&parse_str(ty).unwrap()).is_none(), "{ty}");
        }
    }

    #[test]
    fn items_that_may_fail() {
        for (ty, may_fail) in [
            ("impl Stream", true),
            ("impl Stream<Item = Result<u8, E>>", true),
            ("impl Stream<Item = io::Result<u8>>", true),
            ("BoxStream<'a, Result<u8, E>>", true),
            ("BoxStream<'a, Event>", false),
            ("impl Iterator<Item = &'a str>", false),
        ] {
            let items = Items::of(&parse_str(ty).unwrap()).unwrap();
            assert_eq!(items.may_fail(), may_fail, "{ty}");
        }
    }

    #[test]
    fn names_that_may_hide_a_stream() {
        let any = cfg!(feature = "stream");
        for (ty, may) in [
            ("Result<Events, E>", true),
            ("io::Result<api::BlockingEvents>", true),
            ("Result<Chunks, E>", any),
            ("io::Result<a::Chunks<'_>>", any),
            ("Result<BoxStream<'static, Answer>, E>", any),
            ("AskResult", any),
            ("Result<String, E>", false),
            ("Result<Vec<Chunks>, E>", false),
            ("Result<u8, E>", false),
            ("Result<T, E>", false),
            ("Result<(), E>", false),
            ("Result<impl Stream<Item = R>, E>", false),
        ] {
            let found = Items::may_be_behind(&parse_str(ty).unwrap(), &parse_quote!(<T>));
            assert_eq!(found, may, "{ty}");
        }
    }

    #[test]
    fn what_a_result_holds() {
        for (ty, value) in [
            (
                "Result<impl Stream<Item = R>, E>",
                Some("impl Stream < Item = R >"),
            ),
            (
                "anyhow::Result<BoxStream<'static, R>>",
                Some("BoxStream < 'static , R >"),
            ),
            ("Result<String, E>", None),
            ("String", None),
        ] {
            let ty = parse_str(ty).unwrap();
            let found = Items::in_result(&ty).map(|(_, value)| value.to_token_stream().to_string());
            assert_eq!(found.as_deref(), value);
        }
    }
}
