-- KEYS[1]: a key that lives as long as the cool-down
-- ARGV[1]: how long a cool-down lasts that calls here were told of, in milliseconds, or 0
-- Returns how long the fleet's lasts, or 0. It is extended, never shortened.
local here = tonumber(ARGV[1])
if here > 0 and here > redis.call('PTTL', KEYS[1]) then
    redis.call('SET', KEYS[1], '1', 'PX', here)
end
return math.max(redis.call('PTTL', KEYS[1]), 0)
