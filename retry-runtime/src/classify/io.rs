//! `io::Error` by kind: what may pass is transient, what the caller must change is permanent.

use std::io::{Error, ErrorKind};

use super::{Classification, Classify, tell};
use crate::give_up::GaveUp;
use crate::timeout::TimedOut;

#[doc(hidden)]
#[diagnostic::do_not_recommend]
impl Classify for Error {
    fn classify(&self) -> Classification {
        match self.kind() {
            // The file, the path, the rights or the request itself must change first.
            ErrorKind::NotFound
            | ErrorKind::PermissionDenied
            | ErrorKind::AlreadyExists
            | ErrorKind::InvalidInput
            | ErrorKind::Unsupported
            | ErrorKind::NotADirectory
            | ErrorKind::IsADirectory
            | ErrorKind::DirectoryNotEmpty
            | ErrorKind::ReadOnlyFilesystem
            | ErrorKind::StorageFull
            | ErrorKind::QuotaExceeded
            | ErrorKind::FileTooLarge
            | ErrorKind::CrossesDevices
            | ErrorKind::NotSeekable
            | ErrorKind::TooManyLinks
            | ErrorKind::ArgumentListTooLong
            | ErrorKind::OutOfMemory => Classification::permanent(),
            // An error of another library in an `io::Error`: what it wraps decides.
            ErrorKind::Other | ErrorKind::InvalidData => self
                .get_ref()
                .map_or(Classification::Transient, |inner| Classification::of(inner)),
            // The server never heard of the request.
            ErrorKind::ConnectionRefused => Classification::Unprocessed,
            _ => Classification::Transient,
        }
    }

    fn gave_up(&self, gave_up: GaveUp) {
        if let Some(inner) = self.get_ref() {
            tell(Some(inner), gave_up);
        }
    }

    fn as_error(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(self)
    }

    fn from_timed_out() -> Option<fn(TimedOut) -> Self> {
        Some(Self::from)
    }
}

impl From<TimedOut> for Error {
    fn from(cut: TimedOut) -> Self {
        Self::new(ErrorKind::TimedOut, cut)
    }
}
