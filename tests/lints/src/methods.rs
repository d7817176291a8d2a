//! Methods, and traits with their impls.

use std::pin::Pin;
use std::sync::Arc;

#[cfg(feature = "annotated")]
use retry_attr::retry;

/// Has methods.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Service {
    /// What is seen.
    pub seen: u32,
}

impl Service {
    /// Borrows.
    ///
    /// # Errors
    ///
    /// If nothing was seen.
    #[cfg_attr(feature = "annotated", retry)]
    pub fn shared(&self, text: String) -> Result<u32, String> {
        if self.seen == 0 {
            Err(text)
        } else {
            Ok(self.seen)
        }
    }

    /// Borrows, later.
    ///
    /// # Errors
    ///
    /// If nothing was seen.
    #[cfg_attr(feature = "annotated", retry)]
    pub async fn shared_async(&self, text: String) -> Result<u32, String> {
        std::future::ready(()).await;
        if self.seen == 0 {
            Err(text)
        } else {
            Ok(self.seen)
        }
    }

    /// Changes.
    ///
    /// # Errors
    ///
    /// If nothing was seen.
    #[cfg_attr(feature = "annotated", retry)]
    pub fn unique(&mut self) -> Result<u32, String> {
        self.seen = self.seen.saturating_add(1);
        (self.seen > 2).then_some(self.seen).ok_or_else(String::new)
    }

    /// Changes, later.
    ///
    /// # Errors
    ///
    /// If nothing was seen.
    #[cfg_attr(feature = "annotated", retry)]
    pub async fn unique_async(&mut self) -> Result<u32, String> {
        std::future::ready(()).await;
        self.seen = self.seen.saturating_add(1);
        (self.seen > 2).then_some(self.seen).ok_or_else(String::new)
    }

    /// Consumes.
    ///
    /// # Errors
    ///
    /// If nothing was seen.
    #[cfg_attr(feature = "annotated", retry)]
    pub fn owned(self) -> Result<Self, Self> {
        if self.seen.to_string().is_empty() {
            Err(self)
        } else {
            Ok(self)
        }
    }

    /// Consumes, later.
    ///
    /// # Errors
    ///
    /// If nothing was seen.
    #[cfg_attr(feature = "annotated", retry)]
    pub async fn owned_async(mut self) -> Result<Self, Self> {
        std::future::ready(()).await;
        self.seen = self.seen.saturating_add(1);
        if self.seen == 0 { Err(self) } else { Ok(self) }
    }

    /// Shares.
    ///
    /// # Errors
    ///
    /// If nothing was seen.
    #[cfg_attr(feature = "annotated", retry)]
    pub async fn arc(self: Arc<Self>) -> Result<Arc<Self>, String> {
        std::future::ready(()).await;
        if self.seen == 0 {
            Err(String::new())
        } else {
            Ok(self)
        }
    }

    /// Pinned.
    ///
    /// # Errors
    ///
    /// If nothing was seen.
    #[cfg_attr(feature = "annotated", retry)]
    pub fn pinned(mut self: Pin<&mut Self>) -> Result<u32, String> {
        self.as_mut().get_mut().unique()
    }
}

/// Has methods with bodies and without.
pub trait Ask: Sync {
    /// Without a body.
    ///
    /// # Errors
    ///
    /// If nothing was seen.
    fn ask(&self, prompt: String) -> Result<String, String>;

    /// With a body.
    ///
    /// # Errors
    ///
    /// If nothing was seen.
    #[cfg_attr(feature = "annotated", retry)]
    fn ask_default(&self, prompt: String) -> Result<String, String> {
        self.ask(prompt)
    }

    /// Async.
    fn ask_async(&self, prompt: String) -> impl Future<Output = Result<String, String>> + Send;

    /// Async, with a body.
    #[cfg_attr(feature = "annotated", retry)]
    fn ask_async_default(
        &self,
        prompt: String,
    ) -> impl Future<Output = Result<String, String>> + Send {
        async move { self.ask_async(prompt).await }
    }
}

impl Ask for Service {
    #[cfg_attr(feature = "annotated", retry)]
    fn ask(&self, prompt: String) -> Result<String, String> {
        if self.seen == 0 {
            Err(prompt)
        } else {
            Ok(prompt)
        }
    }

    #[cfg_attr(feature = "annotated", retry)]
    async fn ask_async(&self, prompt: String) -> Result<String, String> {
        std::future::ready(()).await;
        if self.seen == 0 {
            Err(prompt)
        } else {
            Ok(prompt)
        }
    }
}

/// By the macro of another crate.
#[async_trait::async_trait]
pub trait AskBoxed {
    /// Without a body.
    async fn ask(&mut self, prompt: String) -> Result<String, String>;

    /// With a body.
    #[cfg_attr(feature = "annotated", retry)]
    async fn ask_default(&self, prompt: &str, mut list: Vec<u32>) -> Result<Vec<u32>, String>
    where
        Self: Sync,
    {
        std::future::ready(()).await;
        list.push(1);
        if prompt.is_empty() {
            Err(String::new())
        } else {
            Ok(list)
        }
    }
}

#[async_trait::async_trait]
impl AskBoxed for Service {
    #[cfg_attr(feature = "annotated", retry)]
    async fn ask(&mut self, prompt: String) -> Result<String, String> {
        std::future::ready(()).await;
        self.seen = self.seen.saturating_add(1);
        if self.seen == 0 {
            Err(prompt)
        } else {
            Ok(prompt)
        }
    }
}

/// Has a block of its own.
#[derive(Debug)]
#[non_exhaustive]
pub struct Block {
    /// What is seen.
    pub seen: u32,
}

#[cfg_attr(feature = "annotated", retry(max = 4))]
impl Block {
    /// Begins.
    ///
    /// # Errors
    ///
    /// If there is nothing to see.
    #[cfg_attr(feature = "annotated", retry(skip))]
    pub const fn new(seen: u32) -> Result<Self, u32> {
        if seen == 0 {
            Err(seen)
        } else {
            Ok(Self { seen })
        }
    }

    /// Sees.
    #[must_use]
    pub const fn seen(&self) -> u32 {
        self.seen
    }

    /// Borrows.
    ///
    /// # Errors
    ///
    /// If nothing was seen.
    pub fn shared(&self, text: String) -> Result<u32, String> {
        if self.seen == 0 {
            Err(text)
        } else {
            Ok(self.seen)
        }
    }

    /// Borrows, later.
    ///
    /// # Errors
    ///
    /// If nothing was seen.
    pub async fn shared_async(&self, text: String) -> Result<u32, String> {
        std::future::ready(()).await;
        if self.seen == 0 {
            Err(text)
        } else {
            Ok(self.seen)
        }
    }
}
