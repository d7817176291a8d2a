//! What the words of a message mean, whoever writes them: none of these comes from a host that is known, or with a code.

use retry_attr::api::ErrorKind::{
    self, Authentication, ContentPolicy, ContextTooLong, InvalidRequest, Overloaded, Permission,
    Quota, RateLimit, Server,
};

use crate::{THROTTLED, row};

#[track_caller]
fn assert_means(rows: &[(u16, &str, bool, ErrorKind)]) {
    for (status, message, is_retryable, kind) in rows {
        let message = message.replace('"', "\\\"");
        let body = format!(r#"{{"error":{{"message":"{message}"}}}}"#);
        let error = row(*status, body, THROTTLED, *kind).error(&[], |reply| reply);
        let judged = (error.is_retryable(), error.kind());
        assert_eq!(judged, (*is_retryable, *kind), "{message}");
    }
}

/// A limit is worth waiting for, unless it is that of a day or longer.
#[test]
#[rustfmt::skip]
fn a_limit_is_that_of_its_time() {
    assert_means(&[
        (429, "Request reached organization max RPD: 1500, please try again later", false, Quota),
        (429, "Free tier limit of 200 requests/day exceeded", false, Quota),
        (429, "You have reached your API usage limits: 50 requests per day on the free plan", false, Quota),
        (429, "You have been rate limited. Please try again in 2 hours.", false, Quota),
        (429, "5-hour usage limit reached. Your limit resets at 3pm (UTC).", false, Quota),
        (429, "Monthly token allowance exhausted", false, Quota),
        (429, "今日调用次数已用完，请明天再试", false, Quota),
        (429, "您今天的免费额度已用完", false, Quota),
        (429, "本周调用额度已耗尽", false, Quota),
        (403, "Out of call volume quota. Quota will be replenished in 9.21:30:41.", false, Quota),
        (403, "Token quota is exceeded. Try again in 25 days 3 hours.", false, Quota),
        (400, "You have used up your daily allowance", false, Quota),
        (429, "Your plan allows 3 requests per second. Upgrade for more.", true, RateLimit),
        (429, "Request rate limit exceeded: your limit is 20 requests per 10 seconds", true, RateLimit),
        (429, "Number of concurrent connections has exceeded your rate limit. Please contact sales", true, RateLimit),
        (429, "Enqueued token limit reached. Limit: 90,000 enqueued tokens. Try again once some batches have been completed.", true, RateLimit),
        (429, "Rate limit exceeded: 10 requests per minute. See the daily limits as well.", true, RateLimit),
        (429, "Limit of 20 requests per minute and 200 per day exceeded", true, RateLimit),
        (429, "Limit of 200 requests per day and 20 per minute exceeded", false, Quota),
        (429, "You exceeded your quota of requests per minute, please check your plan and billing details.", true, RateLimit),
        (429, "You have reached the rate limit (https://example.com/settings/billing)", true, RateLimit),
        (429, "You have reached the rate limit, see http://example.com/credits", true, RateLimit),
        (429, "每分钟请求次数超过限制", true, RateLimit),
        (429, "请求过于频繁，请稍后再试", true, RateLimit),
        (429, "您的账户已达到速率限制。请您控制请求频率。", true, RateLimit),
    ]);
}

/// What ends so soon or so late is what it is, whatever it is called.
#[test]
#[rustfmt::skip]
fn the_time_of_a_limit_decides_before_its_name() {
    assert_means(&[
        (429, "Limit of requests per day reached. Please try again in 120s.", true, RateLimit),
        (429, "Limit of requests per day reached. Please try again in 120.001s.", false, Quota),
        (429, "Limit of requests reached. Please try again in 10m.", true, RateLimit),
        (429, "Limit of requests reached. Please try again in 3599s.", true, RateLimit),
        (429, "Limit of requests reached. Please try again in 3600s.", false, Quota),
        (429, "Quota of requests exceeded, check your plan and billing. Please try again in 3599s.", true, RateLimit),
        (429, "Quota of requests exceeded, check your plan and billing. Please try again in 3600s.", false, Quota),
        (503, "Daily quota exceeded. Please try again in 3599s.", true, Overloaded),
        (503, "Daily quota exceeded. Please try again in 3600s.", false, Quota),
        (503, "Daily quota exceeded.", false, Quota),
    ]);
}

#[test]
#[rustfmt::skip]
fn a_bill_is_money_that_lacks() {
    assert_means(&[
        (403, "Your account balance is insufficient", false, Quota),
        (403, "Error: account.balance is insufficient", false, Quota),
        (403, "The account doesn't have any credits", false, Quota),
        (403, "Your credit card was declined", false, Quota),
        (403, "The request failed because your account has an overdue balance.", false, Quota),
        (429, "Your prepaid credits are depleted.", false, Quota),
        (429, "Your team has either used all available credits or reached its monthly spending limit.", false, Quota),
        (400, "Budget has been exceeded! Current cost: 10.5, Max budget: 10.0", false, Quota),
        (500, "You exceeded your current quota, please check your plan and billing details.", false, Quota),
        (403, "账户已欠费，请充值后使用", false, Quota),
        (403, "用户额度不足, 剩余额度: ¥0.00", false, Quota),
        (403, "Your input was flagged. No credits were charged.", false, ContentPolicy),
        (403, "Your account has insufficient permissions to use this model", false, Permission),
        (503, "no healthy upstream: the load balancer has exhausted its hosts", true, Overloaded),
    ]);
}

/// The prompt, and no other part of the request.
#[test]
#[rustfmt::skip]
fn a_prompt_is_too_long() {
    assert_means(&[
        (400, "Input tokens exceed the configured limit of 272000 tokens. Please reduce the length of the messages.", false, ContextTooLong),
        (400, "prompt is too long: 218849 tokens > 200000 maximum", false, ContextTooLong),
        (400, "input length and `max_tokens` exceed context limit: 197202 + 20000 > 200000", false, ContextTooLong),
        (400, "The decoder prompt (length 5000) is longer than the maximum model length of 4096.", false, ContextTooLong),
        (400, "The input (5000 tokens) is longer than the model's context length (4096 tokens).", false, ContextTooLong),
        (400, "length of prompt_tokens (40000) must be less than max_seq_len (32768).", false, ContextTooLong),
        (400, "Total tokens of image and text exceed max message tokens", false, ContextTooLong),
        (400, "Range of input length should be [1, 30720]", false, ContextTooLong),
        (429, "TPM: Limit 6000,Requested 9000.", false, ContextTooLong),
        (429, "TPM: Limit 6000, Requested 6000.", true, RateLimit),
        (429, "TPM: Limit 1,000,000, Used 980,000, Requested 30,000.", true, RateLimit),
        (422, "The conversation exceeds 32k tokens", false, ContextTooLong),
        (400, "输入内容超出模型最大上下文长度", false, ContextTooLong),
        (400, "请求的输入长度超过模型限制（最大 32768 tokens）", false, ContextTooLong),
        (400, "请检查输入。图片长度超过限制", false, InvalidRequest),
        (400, "max_tokens must be less than or equal to 8192", false, InvalidRequest),
        (400, "max_tokens: 128000 > 64000, which is the maximum allowed number of output tokens", false, InvalidRequest),
        (400, "messages: at least one message is required", false, InvalidRequest),
        (400, "'prompt' must not be empty", false, InvalidRequest),
        (400, "Too many images in request: 25 > 20 maximum", false, InvalidRequest),
        (400, "Invalid input: the image is too long, at most 8000 pixels in length", false, InvalidRequest),
        (400, "Audio file too long: maximum length is 1500 seconds", false, InvalidRequest),
        (500, "context deadline exceeded", true, Server),
    ]);
}

#[test]
#[rustfmt::skip]
fn a_key_is_wrong() {
    assert_means(&[
        (400, "Incorrect API key provided: xx. You can obtain one from the console.", false, Authentication),
        (400, "Invalid API key format", false, Authentication),
        (400, "Access token expired or revoked", false, Authentication),
        (400, "This parameter needs an API key of the second version", false, InvalidRequest),
    ]);
}

#[test]
#[rustfmt::skip]
fn a_policy_refuses() {
    assert_means(&[
        (400, "The request was rejected as a result of our safety system.", false, ContentPolicy),
        (403, "Content violates usage guidelines.", false, ContentPolicy),
        (400, "包含敏感内容，请修改后重试", false, ContentPolicy),
        (400, "This violates the schema of the tool", false, InvalidRequest),
    ]);
}
