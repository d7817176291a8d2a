//! The policy and the site: what is the same for all calls of one function.

use proc_macro2::{Ident, Span, TokenStream};

use super::Writer;
use crate::code::{at, code, located};
use crate::function::ends;
use crate::plan::{Cuts, StartsClock};
use crate::policy::{Constant, Policy, Start};

/// The constant that holds the policy to start from. Not a local, as constants are made of it.
pub(super) fn shared_policy(span: Span) -> Ident {
    Ident::new("__RETRY_POLICY", at(span))
}

impl Writer<'_> {
    /// Binds the policy or the site, if it is used more than once.
    pub(super) fn bind_policy(&self) -> TokenStream {
        let here = self.first;
        let (policy, site) = (&self.names.policy, &self.names.site);
        let Policy {
            start, overrides, ..
        } = &self.plan.policy;
        match start {
            Start::Runtime(expr) => {
                let place = ends(expr).0;
                let private = self.private(place);
                let start = code!(place=> #private::policy(#expr));
                code!(here=> let #policy = #start #overrides;)
            }
            Start::Const {
                policy,
                may_be_generic,
            } => {
                let shared = policy.as_ref().filter(|_| !may_be_generic).map(|policy| {
                    let place = ends(policy).0;
                    let facade = located(&self.plan.facade, place);
                    let name = shared_policy(place);
                    code!(place=> const #name: #facade::Policy = #policy;)
                });
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
        !self.is_runtime()
            && (!matches!(self.plan.cuts, Cuts::Never)
                || self.plan.attempt.is_some()
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
        let name = self.function.sig.ident.to_string();
        let name = name.trim_start_matches("r#");
        let site = |policy: &TokenStream| {
            code! {here=>
                #private::Site { policy: #policy, function: #name, module: ::core::module_path!() }
            }
        };
        let Policy {
            start,
            overrides,
            named_overrides,
            constants,
            check,
            ..
        } = &self.plan.policy;
        let Start::Const {
            policy,
            may_be_generic,
        } = start
        else {
            let policy = &self.names.policy;
            let site = site(&code!(here=> &#policy));
            return code!(here=> &#site);
        };
        let (first, last) = check.unwrap_or((here, here));
        let from = match policy {
            Some(policy) if *may_be_generic => code!(first=> #policy),
            Some(policy) => {
                let shared = shared_policy(ends(policy).0);
                code!(first=> #shared)
            }
            None => {
                let facade = located(&self.plan.facade, first);
                code!(first=> #facade::Policy::new())
            }
        };
        let method = if self.function.kind.is_async() {
            "checked_if"
        } else {
            "checked_blocking_if"
        };
        let method = Ident::new(method, at(last));
        if *may_be_generic {
            let checked = check.map(|_| code!(last=> .#method(true)));
            let site = site(&code!(here=> &#from #overrides #checked));
            return code!(here=> const { &#site });
        }
        let Some(_) = check else {
            // All literals: nothing can fail, and equal policies of many functions become one. A block and not an item,
            // which takes twice as long to check.
            let site = site(&code!(here=> &#from #overrides));
            return code!(here=> const { &#site });
        };
        let facade = located(&self.plan.facade, here);
        let definitions = constants.iter().map(|constant| {
            let Constant {
                definition,
                policy,
                last,
            } = constant;
            let checked = code!(*last=> .checked());
            code!(here=> #definition const _: #facade::Policy = #policy #checked;)
        });
        let values = constants.iter().map(|constant| &constant.policy);
        let checked = code!(last=> .#method(true #(&& #values.is_sound())*));
        let site = site(&code!(here=> &__RETRY_CHECKED));
        // Statics and not promoted constants: a constant that fails is reported again where it is promoted.
        code!(here=> {
            #(#definitions)*
            static __RETRY_CHECKED: #facade::Policy = #from #named_overrides #checked;
            static __RETRY_SITE: #private::Site<'static> = #site;
            &__RETRY_SITE
        })
    }
}
