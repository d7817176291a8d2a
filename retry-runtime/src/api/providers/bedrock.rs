//! Amazon Bedrock: the exception's name decides, as in botocore's standard mode, before a status that several share.
//!
//! Two exceptions are retried here and not by botocore: a model that timed out or failed, because the fault is the
//! server's. A service quota that is exceeded is not retried, because it is raised by hand.

use super::super::meaning::{
    AUTHENTICATION, INVALID, NOT_FOUND, OVERLOADED, PERMISSION, QUOTA, RATE_LIMIT, SERVER, TIMEOUT,
};
use super::super::profile::{Field, Profile, Sign};
use super::super::provider::Provider;

pub(super) const PROFILE: Profile = Profile {
    provider: Provider::Bedrock,
    name: "Amazon Bedrock",
    // The region is in the middle. The hosts of private networks begin with a name of their own.
    hosts: &[
        "bedrock*.amazonaws.com",
        "bedrock*.amazonaws.com.cn",
        "*.bedrock-runtime.*.amazonaws.com",
        "*.bedrock-runtime.*.amazonaws.com.cn",
    ],
    headers: &["x-amzn-errortype"],
    gateway_headers: &["x-amzn-requestid"],
    signs: &[Sign::field("__type")],
    fields: &[("__type", Field::Reason), ("Message", Field::Message)],
    reason_headers: &["x-amzn-errortype"],
    request_id_headers: &["x-amzn-requestid"],
    wait_headers: &["x-amz-retry-after"],
    key_prefixes: &["AKIA", "ASIA", "ABSK"],
    codes: &[
        ("throttling", RATE_LIMIT),
        ("throttlingexception", RATE_LIMIT),
        ("throttledexception", RATE_LIMIT),
        ("requestthrottledexception", RATE_LIMIT),
        ("toomanyrequestsexception", RATE_LIMIT),
        ("requestlimitexceeded", RATE_LIMIT),
        ("slowdown", RATE_LIMIT),
        ("modelnotreadyexception", OVERLOADED),
        ("serviceunavailableexception", OVERLOADED),
        ("internalserverexception", SERVER),
        ("modelerrorexception", SERVER),
        ("modelstreamerrorexception", SERVER),
        ("modeltimeoutexception", TIMEOUT),
        ("requesttimeout", TIMEOUT),
        ("requesttimeoutexception", TIMEOUT),
        ("servicequotaexceededexception", QUOTA),
        ("validationexception", INVALID),
        ("accessdeniedexception", PERMISSION),
        ("unrecognizedclientexception", AUTHENTICATION),
        ("expiredtokenexception", AUTHENTICATION),
        ("resourcenotfoundexception", NOT_FOUND),
    ],
    ..Profile::EMPTY
};
