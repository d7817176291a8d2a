//! The function's entry in the registry of the program, with the feature `registry`.

use proc_macro2::TokenStream;

use super::Writer;
use crate::code::code;
use crate::plan::policy::Origin;

impl Writer<'_> {
    /// The statics that the linker collects. They are the same for all instances of a generic function.
    pub(super) fn entry(&self) -> Option<TokenStream> {
        if !cfg!(feature = "registry") {
            return None;
        }
        let here = self.first;
        let private = self.private(here);
        let name = self.name();
        let policy = if self.has_one_policy() {
            let policy = self.constant_policy();
            code!(here=> ::core::option::Option::Some(#policy))
        } else {
            code!(here=> ::core::option::Option::None)
        };
        Some(code! {here=>
            static __RETRY_FUNCTION: #private::Function = #private::Function::__new(
                #name,
                ::core::module_path!(),
                ::core::file!(),
                ::core::line!(),
                #policy,
            );
            #[#private::linkme::distributed_slice(#private::FUNCTIONS)]
            #[linkme(crate = #private::linkme)]
            static __RETRY_ENTRY: &#private::Function = &__RETRY_FUNCTION;
        })
    }

    /// Whether all calls of all instances have the same policy.
    fn has_one_policy(&self) -> bool {
        match self.plan.policy.origin {
            Origin::Defaults { may_be_generic } | Origin::Const { may_be_generic, .. } => {
                !may_be_generic
            }
            Origin::Runtime(_) => false,
        }
    }
}
