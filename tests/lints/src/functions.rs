//! Free functions, sync and async.

#[cfg(feature = "annotated")]
use retry_attr::retry;

/// What fails.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Failure {
    /// What is wrong.
    pub message: String,
}

impl From<retry_attr::TimedOut> for Failure {
    fn from(cut: retry_attr::TimedOut) -> Self {
        Self {
            message: cut.to_string(),
        }
    }
}

/// Sync, a reference.
///
/// # Errors
///
/// If the text is no number.
#[cfg_attr(feature = "annotated", retry)]
pub fn sync(text: &str) -> Result<u32, std::num::ParseIntError> {
    let number: u32 = text.parse()?;
    Ok(number)
}

/// Async, a reference.
///
/// # Errors
///
/// If the text is no number.
#[cfg_attr(feature = "annotated", retry)]
pub async fn asynchronous(text: &str) -> Result<u32, std::num::ParseIntError> {
    std::future::ready(()).await;
    let number: u32 = text.parse()?;
    Ok(number)
}

/// An option.
#[cfg_attr(feature = "annotated", retry(max = 2, backoff = "none"))]
#[must_use]
pub fn option(text: &str) -> Option<&str> {
    text.split(' ').next()
}

/// An option, later.
#[cfg_attr(feature = "annotated", retry(max = 2, backoff = "none"))]
pub async fn option_async(text: &str) -> Option<&str> {
    std::future::ready(()).await;
    text.split(' ').next()
}

/// An argument that is consumed.
///
/// # Errors
///
/// If there is none.
#[cfg_attr(feature = "annotated", retry(max = 2))]
pub fn consumed(list: Vec<u32>, text: String) -> Result<u32, String> {
    list.into_iter().max().ok_or(text)
}

/// An argument that is consumed, later.
///
/// # Errors
///
/// If there is none.
#[cfg_attr(feature = "annotated", retry(max = 2))]
pub async fn consumed_async(list: Vec<u32>, text: String) -> Result<u32, String> {
    std::future::ready(()).await;
    list.into_iter().max().ok_or(text)
}

/// An argument that is changed.
///
/// # Errors
///
/// If there is none.
#[cfg_attr(feature = "annotated", retry(max = 2))]
pub fn changed(mut list: Vec<u32>, mut number: u32) -> Result<Vec<u32>, String> {
    number = number.saturating_mul(2);
    list.push(number);
    (list.len() > 2).then_some(list).ok_or_else(String::new)
}

/// An argument that is changed, later.
///
/// # Errors
///
/// If there is none.
#[cfg_attr(feature = "annotated", retry(max = 2))]
pub async fn changed_async(mut list: Vec<u32>, mut number: u32) -> Result<Vec<u32>, String> {
    std::future::ready(()).await;
    number = number.saturating_mul(2);
    list.push(number);
    (list.len() > 2).then_some(list).ok_or_else(String::new)
}

/// An argument that is only borrowed, and not `Clone`.
///
/// # Errors
///
/// If the lock is poisoned.
#[allow(clippy::needless_pass_by_value, reason = "the shape under test")]
#[cfg_attr(feature = "annotated", retry(max = 2))]
pub fn borrowed(lock: std::sync::Mutex<u32>) -> Result<u32, String> {
    lock.lock()
        .map(|number| *number)
        .map_err(|error| error.to_string())
}

/// A change through a reference.
///
/// # Errors
///
/// If the list is short.
#[cfg_attr(feature = "annotated", retry(max = 2))]
pub fn through_reference(list: &mut Vec<u32>) -> Result<usize, String> {
    list.push(1);
    (list.len() > 2)
        .then_some(list.len())
        .ok_or_else(String::new)
}

/// A change through a reference, later.
///
/// # Errors
///
/// If the list is short.
#[cfg_attr(feature = "annotated", retry(max = 2))]
pub async fn through_reference_async(list: &mut Vec<u32>) -> Result<usize, String> {
    std::future::ready(()).await;
    list.push(1);
    (list.len() > 2)
        .then_some(list.len())
        .ok_or_else(String::new)
}

/// Patterns.
///
/// # Errors
///
/// Never.
#[cfg_attr(feature = "annotated", retry)]
pub fn patterns(
    (left, [right, ..]): (u32, [u32; 2]),
    Failure { message }: Failure,
    &number: &u32,
) -> Result<u32, String> {
    left.checked_add(right)
        .and_then(|sum| sum.checked_add(number))
        .ok_or(message)
}

/// Patterns, later.
///
/// # Errors
///
/// Never.
#[cfg_attr(feature = "annotated", retry)]
pub async fn patterns_async(
    (left, [right, ..]): (u32, [u32; 2]),
    Failure { message }: Failure,
    &number: &u32,
) -> Result<u32, String> {
    std::future::ready(()).await;
    left.checked_add(right)
        .and_then(|sum| sum.checked_add(number))
        .ok_or(message)
}

/// Generic in all ways.
///
/// # Errors
///
/// If there is no item.
#[cfg_attr(feature = "annotated", retry)]
pub fn generic<'a, Item, const N: usize>(
    items: &'a [Item; N],
    default: &Item,
    make: impl Fn() -> Option<&'a Item> + Clone,
) -> Result<Item, String>
where
    Item: Clone + PartialEq,
{
    let first = items.first().or_else(make);
    let found = first.filter(|item| *item != default).cloned();
    found.ok_or_else(String::new)
}

/// Generic in all ways, later.
///
/// # Errors
///
/// If there is no item.
#[cfg_attr(feature = "annotated", retry)]
pub async fn generic_async<'a, Item, const N: usize>(
    items: &'a [Item; N],
    default: Item,
    make: impl Fn() -> Option<&'a Item> + Clone + Send + Sync,
) -> Result<Item, String>
where
    Item: Clone + PartialEq + Send + Sync,
{
    std::future::ready(()).await;
    let first = items.first().or_else(make);
    let found = first.filter(|item| **item != default).cloned();
    found.ok_or_else(String::new)
}

/// An opaque result.
///
/// # Errors
///
/// If there is no item.
#[cfg_attr(feature = "annotated", retry)]
pub fn opaque(text: &str) -> Result<impl Iterator<Item = &str>, String> {
    if text.is_empty() {
        return Err(String::new());
    }
    Ok(text.split(' '))
}

/// An opaque result, later.
///
/// # Errors
///
/// If there is no item.
#[cfg_attr(feature = "annotated", retry)]
pub async fn opaque_async(text: &str) -> Result<impl Iterator<Item = &str>, String> {
    std::future::ready(()).await;
    if text.is_empty() {
        return Err(String::new());
    }
    Ok(text.split(' '))
}

/// Of another ABI.
#[cfg_attr(feature = "annotated", retry)]
#[must_use]
pub extern "C" fn of_another_abi(number: Option<&u32>) -> Option<&u32> {
    number.filter(|it| **it > 1)
}

/// Raw names.
///
/// # Errors
///
/// If the type is empty.
#[cfg_attr(feature = "annotated", retry)]
pub fn r#match(r#type: String) -> Result<String, String> {
    let text = r#type.trim();
    if text.is_empty() {
        Err(r#type)
    } else {
        Ok(text.to_owned())
    }
}

/// Calls itself.
///
/// # Errors
///
/// If the number is great.
#[cfg_attr(feature = "annotated", retry)]
pub fn recursive(number: u32) -> Result<u32, String> {
    match number.checked_sub(1) {
        None => Ok(0),
        Some(99) => Err(String::new()),
        Some(less) => recursive(less),
    }
}

/// Calls itself, later.
///
/// # Errors
///
/// If the number is great.
#[cfg_attr(feature = "annotated", retry)]
#[must_use]
pub fn recursive_async(
    number: u32,
) -> futures_util::future::BoxFuture<'static, Result<u32, String>> {
    Box::pin(async move {
        match number.checked_sub(1) {
            None => Ok(0),
            Some(99) => Err(String::new()),
            Some(less) => recursive_async(less).await,
        }
    })
}

/// A box that is made by a method.
#[cfg_attr(feature = "annotated", retry)]
#[must_use]
pub fn boxed(
    text: &str,
) -> futures_util::future::BoxFuture<'_, Result<u32, std::num::ParseIntError>> {
    use futures_util::FutureExt as _;
    async move { text.parse() }.boxed()
}

/// A future of another function.
#[cfg_attr(feature = "annotated", retry)]
pub fn forwarded(text: &str) -> impl Future<Output = Result<u32, std::num::ParseIntError>> + Send {
    let trimmed = text.trim();
    asynchronous(trimmed)
}

/// An async block.
///
/// # Errors
///
/// If the text is no number.
#[allow(clippy::manual_async_fn, reason = "the shape under test")]
#[cfg_attr(feature = "annotated", retry)]
pub fn block(text: String) -> impl Future<Output = Result<u32, std::num::ParseIntError>> + Send {
    async move { text.parse() }
}

/// Made by a macro.
macro_rules! made {
    ($name:ident, $argument:ident: $ty:ty, $body:block) => {
        /// Made by a macro.
        ///
        /// # Errors
        ///
        /// If it is empty.
        #[cfg_attr(feature = "annotated", retry)]
        pub fn $name($argument: $ty) -> Result<$ty, String> $body
    };
}

made!(made, text: String, {
    if text.trim().is_empty() { Err(text) } else { Ok(text) }
});

/// On one line, where braces that an attribute adds would be needless.
#[rustfmt::skip]
#[cfg_attr(feature = "annotated", retry)]
pub async fn on_one_line(text: &str) -> Option<u32> { std::future::ready(text.len()).await.checked_sub(1)?.try_into().ok() }
