//! The policy and the site: what is the same for all calls of one function.

use proc_macro2::{Ident, Span, TokenStream};

use super::Writer;
use super::policy::Override;
use crate::code::{code, located};
use crate::plan::policy::Origin;
use crate::plan::{Cuts, StartsClock};
use crate::tokens::{at, ends};

/// The constant that holds the policy to start from. Not a local, as constants are made of it.
pub(super) fn shared_policy(span: Span) -> Ident {
    Ident::new("__RETRY_POLICY", at(span))
}

impl Writer<'_> {
    /// Binds the policy or the site, if it is used more than once.
    pub(super) fn bind_policy(&self) -> TokenStream {
        let here = self.first;
        let (policy, site) = (&self.names.policy, &self.names.site);
        match &self.plan.policy.origin {
            Origin::Runtime(expr) => {
                let place = ends(expr).0;
                let private = self.private(place);
                let start = code!(place=> #private::policy(#expr));
                let overridden = self.overridden(start, &self.overrides(), false);
                code!(here=> let #policy = #overridden;)
            }
            origin => {
                let shared = match origin {
                    Origin::Const {
                        policy,
                        may_be_generic: false,
                    } => {
                        let place = ends(policy).0;
                        let facade = located(&self.facade, place);
                        let name = shared_policy(place);
                        Some(code!(place=> const #name: #facade::Policy = #policy;))
                    }
                    _ => None,
                };
                let site = self.binds_site().then(|| {
                    let value = self.site();
                    // A closure without captures takes no room in the future.
                    code!(here=> let #site = || #value;)
                });
                code!(here=> #shared #site)
            }
        }
    }

    fn binds_site(&self) -> bool {
        !self.plan.policy.is_runtime()
            && (!matches!(self.plan.cuts, Cuts::Never)
                || self.plan.args.attempt.is_given()
                || self.plan.starts_clock == StartsClock::IfBounded)
    }

    /// The site where it is used.
    pub(super) fn site_reference(&self) -> TokenStream {
        if self.binds_site() {
            let site = &self.names.site;
            code!(self.first=> #site())
        } else {
            self.site()
        }
    }

    /// The policy where it is used besides the site.
    pub(super) fn policy_reference(&self) -> TokenStream {
        let (site, policy) = (&self.names.site, &self.names.policy);
        if self.binds_site() {
            code!(self.first=> #site().policy)
        } else {
            code!(self.first=> &#policy)
        }
    }

    /// `&Site { ... }`.
    fn site(&self) -> TokenStream {
        let here = self.first;
        let private = self.private(here);
        let name = self.plan.function.sig.ident.to_string();
        let name = name.trim_start_matches("r#");
        let site = |policy: &TokenStream| {
            code! {here=>
                #private::Site { policy: #policy, function: #name, module: ::core::module_path!() }
            }
        };
        let may_be_generic = match &self.plan.policy.origin {
            Origin::Runtime(_) => {
                let policy = &self.names.policy;
                let site = site(&code!(here=> &#policy));
                return code!(here=> &#site);
            }
            Origin::Defaults { may_be_generic } | Origin::Const { may_be_generic, .. } => {
                *may_be_generic
            }
        };
        let overrides = self.overrides();
        let Some((first, last)) = self.check_place(&overrides) else {
            // All literals: nothing can fail, and equal policies of many functions become one. A block and not an item,
            // which takes twice as long to check.
            let policy = self.overridden(self.origin(here), &overrides, false);
            let site = site(&code!(here=> &#policy));
            return code!(here=> const { &#site });
        };
        let policy = self.overridden(self.origin(first), &overrides, !may_be_generic);
        if may_be_generic {
            let checked = self.checked(&policy, &code!(last=> true), (first, last));
            let site = site(&code!(here=> &#checked));
            return code!(here=> const { &#site });
        }
        let facade = located(&self.facade, here);
        let definitions = overrides
            .iter()
            .filter_map(|option| option.definition(&self.facade));
        let values = overrides
            .iter()
            .filter_map(|option| Override::is_sound(option, &self.facade));
        let checked = self.checked(&policy, &code!(last=> true #(&& #values)*), (first, last));
        let site = site(&code!(here=> &__RETRY_CHECKED));
        // Statics and not promoted constants: a constant that fails is reported again where it is promoted.
        code!(here=> {
            #(#definitions)*
            static __RETRY_CHECKED: #facade::Policy = #checked;
            static __RETRY_SITE: #private::Site<'static> = #site;
            &__RETRY_SITE
        })
    }

    /// The policy that the options are added to.
    fn origin(&self, span: Span) -> TokenStream {
        match &self.plan.policy.origin {
            Origin::Const {
                policy,
                may_be_generic: true,
            } => code!(span=> #policy),
            Origin::Const { policy, .. } => {
                let shared = shared_policy(ends(policy).0);
                code!(span=> #shared)
            }
            Origin::Defaults { .. } | Origin::Runtime(_) => {
                let facade = located(&self.facade, span);
                code!(span=> #facade::Policy::new())
            }
        }
    }

    /// `policy`, whose rules are checked if its values are sound; else those are reported already.
    fn checked(
        &self,
        policy: &TokenStream,
        are_sound: &TokenStream,
        (first, last): (Span, Span),
    ) -> TokenStream {
        let private = self.private(first);
        let check = if self.plan.function.form.is_async() {
            "checked"
        } else {
            "checked_blocking"
        };
        let check = Ident::new(check, at(first));
        let arguments = code!(last=> (#policy, #are_sound));
        code!(first=> #private::#check #arguments)
    }
}
