-- KEYS[1]: a sorted set, the moment at which each instance counts as gone, by the clock of this server
-- KEYS[2]: a hash, the tokens that each instance holds, spent or not
-- ARGV: the instance, for how many milliseconds it counts, the tokens of the full budget, those it holds, those it spent,
-- the price of the dearest retry
-- Returns the tokens that it may hold, those it should hold, and how many instances there are.
local instance, lasts = ARGV[1], tonumber(ARGV[2])
local budget, holds, spent, price = tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5]), tonumber(ARGV[6])

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
for _, gone in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', now)) do
    redis.call('ZREM', KEYS[1], gone)
    redis.call('HDEL', KEYS[2], gone)
end
redis.call('ZADD', KEYS[1], now + lasts, instance)
redis.call('PEXPIRE', KEYS[1], lasts)
local instances = redis.call('ZCARD', KEYS[1])

redis.call('HDEL', KEYS[2], instance)
local free = budget
for _, lent in ipairs(redis.call('HVALS', KEYS[2])) do
    free = free - lent
end
-- In stock: half of its share. The other half is for those who need more, and for those who come.
local wanted = spent + math.max(math.floor(budget / (2 * instances)), price)
-- What it holds is its own, even where this server forgot it and lent it to others.
local granted = math.max(holds, math.min(wanted, free))
redis.call('HSET', KEYS[2], instance, granted)
redis.call('PEXPIRE', KEYS[2], lasts)
return {granted, wanted, instances}
