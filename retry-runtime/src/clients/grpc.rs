//! The codes of gRPC, for the clients that have them.

/// In the order of their numbers, as `google.rpc.Code` has them: the statuses of HTTP that stand for them, and their
/// names.
const CODES: [(u16, &str); 17] = [
    (200, "OK"),
    (499, "CANCELLED"),
    (500, "UNKNOWN"),
    (400, "INVALID_ARGUMENT"),
    (504, "DEADLINE_EXCEEDED"),
    (404, "NOT_FOUND"),
    (409, "ALREADY_EXISTS"),
    (403, "PERMISSION_DENIED"),
    (429, "RESOURCE_EXHAUSTED"),
    (400, "FAILED_PRECONDITION"),
    (409, "ABORTED"),
    (400, "OUT_OF_RANGE"),
    (501, "UNIMPLEMENTED"),
    (500, "INTERNAL"),
    (503, "UNAVAILABLE"),
    (500, "DATA_LOSS"),
    (401, "UNAUTHENTICATED"),
];

/// The status of HTTP that stands for the code of this number, and its name. A number that is none is unknown.
pub(super) fn code(number: i32) -> (u16, &'static str) {
    let code = usize::try_from(number).ok().and_then(|it| CODES.get(it));
    *code.unwrap_or(&CODES[2])
}

/// Whether a request with this reason "is denied", as `google.api.ErrorReason` has it: nothing was done for it.
pub(super) fn is_denial(reason: &str) -> bool {
    matches!(reason, "RATE_LIMIT_EXCEEDED" | "RESOURCE_QUOTA_EXCEEDED")
}
