//! DashScope, Alibaba's Model Studio, with the Qwen models: OpenAI's shapes, or a code and a message at the top.
//!
//! The limit of tokens per minute has the words and the code of OpenAI's unpaid bill: only the link to the help tells
//! them apart.

use super::super::meaning::{AUTHENTICATION, BILLING, NOT_FOUND, POLICY, RATE_LIMIT, TIMEOUT};
use super::super::profile::{Profile, Sign};
use super::super::provider::Provider;

pub(super) const PROFILE: Profile = Profile {
    provider: Provider::DashScope,
    name: "DashScope",
    hosts: &["dashscope*.aliyuncs.com", "*.maas.aliyuncs.com"],
    headers: &["x-dashscope-call-gateway"],
    signs: &[
        Sign::value("error.message", "*aliyun.com/*#*"),
        Sign::value("error.message", "*alibabacloud.com/*#*"),
    ],
    // Of its own API, where a finish reason that is not known yet is the text "null".
    outputs: &[
        "output.text",
        "output.choices.message.content",
        "output.choices.message.reasoning_content",
        "output.choices.message.tool_calls.*",
    ],
    finishes: &[
        Sign::value("output.finish_reason", "stop"),
        Sign::value("output.finish_reason", "length"),
        Sign::value("output.choices.finish_reason", "stop"),
        Sign::value("output.choices.finish_reason", "length"),
        Sign::value("output.choices.finish_reason", "tool_calls"),
    ],
    reasons: &["output.finish_reason", "output.choices.finish_reason"],
    texts: &[("#token-limit", RATE_LIMIT)],
    codes: &[
        ("arrearage", BILLING),
        ("prepaidbilloverdue", BILLING),
        ("postpaidbilloverdue", BILLING),
        ("commoditynotpurchased", BILLING),
        ("allocationquota.freetieronly", BILLING),
        ("throttling.*", RATE_LIMIT),
        ("limit_requests", RATE_LIMIT),
        ("limit_burst_rate", RATE_LIMIT),
        ("datainspectionfailed", POLICY),
        ("data_inspection_failed", POLICY),
        ("invalidapikey", AUTHENTICATION),
        ("modelnotfound", NOT_FOUND),
        ("requesttimeout", TIMEOUT),
    ],
    ..Profile::EMPTY
};
