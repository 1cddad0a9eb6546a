import { CLOCK_SKEW_MS } from '../caps/cap-window.js';
import { EARLY_MS, LEASE_PART, PENDING_STEP_MS } from './account.js';
import { COMMIT_MEMORY_MS, SERIAL_MEMORY_MS } from './budget-store.js';

const SHARED = `
local function int(n) return string.format('%.0f', n) end
local function ends(expires) return math.ceil((expires + ${2 * CLOCK_SKEW_MS}) / ${PENDING_STEP_MS}) * ${PENDING_STEP_MS} end
local function pair(text) local a, b = string.match(text, '^(-?%d+):(%d+)$') return tonumber(a), tonumber(b) end
local now = tonumber(ARGV[1])
if now == 0 then local t = redis.call('TIME') now = t[1] * 1000 + math.floor(t[2] / 1000) end
`;

/**
 * \`renewLease\` of account.ts where the account is: a hash with \`shown\`, \`p:<end>\`, \`e:<end>\`, \`l:<node>\` and \`s:<node>\`. ARGV: now (0: the
 * server's own clock), node, serial, ttl, goal, unit, wanted, then expiry and amount of what was taken.
 */
export const LEASE_SCRIPT = `${SHARED}
local key, node, serial, ttl = KEYS[1], ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4])
local goal, unit, wanted = tonumber(ARGV[5]), tonumber(ARGV[6]), tonumber(ARGV[7])
local last = redis.call('HGET', key, 's:' .. node)
if not last or pair(last) ~= serial then
  for i = 8, #ARGV, 2 do
    local e, amount = int(ends(tonumber(ARGV[i]))), tonumber(ARGV[i + 1])
    local ahead, at = pair(redis.call('HGET', key, 'e:' .. e) or '0:0')
    local seen = math.max(0, math.min(ahead, amount))
    if seen > 0 then redis.call('HSET', key, 'e:' .. e, int(ahead - seen) .. ':' .. int(at)) end
    local held = tonumber(redis.call('HGET', key, 'p:' .. e) or '0') + amount - seen
    redis.call('HSET', key, 'p:' .. e, int(math.max(0, held)))
  end
end
redis.call('HSET', key, 's:' .. node, int(serial) .. ':' .. int(now))
redis.call('HDEL', key, 'l:' .. node)
local all = redis.call('HGETALL', key)
local shown, pending, leased, nodes = 0, 0, 0, 1
for i = 1, #all, 2 do
  local field, value = all[i], all[i + 1]
  local kind, name = string.sub(field, 1, 2), string.sub(field, 3)
  if field == 'shown' then shown = tonumber(value)
  elseif kind == 'p:' then
    if tonumber(name) <= now or value == '0' then redis.call('HDEL', key, field) else pending = pending + tonumber(value) end
  else
    local n, at = pair(value)
    if kind == 'l:' then
      if at <= now then redis.call('HDEL', key, field) else leased, nodes = leased + n, nodes + 1 end
    elseif kind == 'e:' then
      if n == 0 or now - at > ${EARLY_MS} then redis.call('HDEL', key, field) end
    elseif now - at > ${SERIAL_MEMORY_MS} then redis.call('HDEL', key, field) end
  end
end
local function whole(n) return math.floor(n / unit) * unit end
local left = goal - shown - pending - leased
local share = math.max(whole(left / (${LEASE_PART} * nodes)), unit)
local granted = math.max(whole(math.min(left, wanted, share)), 0)
if granted > 0 then redis.call('HSET', key, 'l:' .. node, int(granted) .. ':' .. int(now + ttl)) end
return { int(granted), int(shown), int(pending), int(leased + granted) }
`;

/** \`countShown\` once for each id. KEYS: the account, then each id; ARGV: now, then amount and expiry of each. */
export const SHOWN_SCRIPT = `${SHARED}
local answers = {}
for i = 2, #KEYS do
  local amount, expires = ARGV[2 * i - 2], tonumber(ARGV[2 * i - 1])
  local fresh = redis.call('SET', KEYS[i], '1', 'NX', 'PX', ${COMMIT_MEMORY_MS})
  if fresh then
    redis.call('HINCRBY', KEYS[1], 'shown', amount)
    local e = ends(expires)
    if e > now then
      local held = tonumber(redis.call('HGET', KEYS[1], 'p:' .. int(e)) or '0')
      if held >= tonumber(amount) then redis.call('HINCRBY', KEYS[1], 'p:' .. int(e), '-' .. amount)
      else
        local ahead = pair(redis.call('HGET', KEYS[1], 'e:' .. int(e)) or '0:0')
        redis.call('HSET', KEYS[1], 'e:' .. int(e), int(ahead + tonumber(amount)) .. ':' .. int(now))
      end
    end
  end
  answers[#answers + 1] = fresh and 1 or 0
end
return answers
`;
