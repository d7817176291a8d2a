//! In JavaScript: in node, and in a page and a worker of a browser.

#[cfg(target_os = "unknown")]
#[path = "web"]
mod web {
    mod blocking;
    mod clients;
    mod instances;
    mod sleepers;
    mod upstream;
}
