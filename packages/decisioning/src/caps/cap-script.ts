import { LONGEST_PROMISE_MS, MOST_COUNT, MOST_ENTRIES } from './cap-record.js';
import { CLOCK_SKEW_MS, LIFETIME_MS, MOST_UNITS } from './cap-window.js';
import { EXPOSURE_MEMORY_MS } from './cap-store.js';

/**
 * `step-record.ts` and `memory-cap-store.ts` once more, where the records are. KEYS: the record, then each exposure's state.
 * ARGV: what to do, now, when it was shown or expires, then each exposure's caps as (id 32, units 16, limit 16).
 * States are `C`, `R` or `P<expiry>`.
 */
export const CAP_SCRIPT = `
local op, now, at = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])
local GRACE, MEMORY = ${2 * CLOCK_SKEW_MS}, ${EXPOSURE_MEMORY_MS}
local function int(n) return string.format('%.0f', n) end
local function class(cap) return math.floor(cap / 134217728) end
local function unit(c) return 2 ^ c end
local function units(c, ms) if c == 31 then return 0 end return math.floor(ms / unit(c)) end
local function grace(c) if c == 31 then return 0 end return math.ceil(GRACE / unit(c)) end
local function age(stamp, n) local a = (n - stamp) % 65536 if a >= 32768 then a = a - 65536 end return a end
local function live(e, w)
  if e.p then
    local left = -age(e.s, units(12, now))
    return left > 0 and left <= ${Math.ceil(LONGEST_PROMISE_MS / 4096) + 2}
  end
  local c = class(e.id)
  if c == 31 then return true end
  local a, g = age(e.s, units(c, now)), grace(c)
  return a >= -g and a <= w + g
end
local rec = {}
local raw = redis.call('GET', KEYS[1]) or ''
for i = 1, #raw - 7, 8 do
  local id, s, n = struct.unpack('>I4I2I2', raw, i)
  rec[#rec + 1] = { id = id, s = s, n = n % 32768, p = n >= 32768 }
end
local function find(id, p, same)
  for i, e in ipairs(rec) do if e.id == id and e.p == p and same(e) then return i end end
end
local function touch(id, p, same, stamp, ref)
  local i = find(id, p, same)
  local e = i and table.remove(rec, i) or { id = id, s = stamp, n = 0, p = p }
  if not p and age(stamp, ref) < age(e.s, ref) then e.s = stamp end
  e.n = math.min(e.n + 1, ${MOST_COUNT})
  rec[#rec + 1] = e
end
local function stampOf(expires) return (units(12, expires + GRACE) + 1) % 65536 end
local function refusing(caps)
  for i, cap in ipairs(caps) do
    local n = 0
    for _, e in ipairs(rec) do if e.id == cap.id and live(e, cap.w) then n = n + e.n end end
    if n >= cap.max then return i end
  end
  return 0
end
local function promise(caps, expires)
  local s = stampOf(expires)
  for _, cap in ipairs(caps) do touch(cap.id, true, function(e) return e.s == s end, s, 0) end
end
local function unpromise(caps, expires)
  local s = stampOf(expires)
  for _, cap in ipairs(caps) do
    local i = find(cap.id, true, function(e) return e.s == s end)
    if i then
      rec[i].n = rec[i].n - 1
      if rec[i].n == 0 then table.remove(rec, i) end
    end
  end
end
local function count(caps)
  for _, cap in ipairs(caps) do
    local c = class(cap.id)
    local n = units(c, now)
    local shown = math.min(units(c, at), n)
    if cap.w == 0 or n - shown <= cap.w + grace(c) then
      local function same(e)
        return cap.w == 0 or math.floor((n - age(e.s, n)) / cap.w) == math.floor(shown / cap.w)
      end
      touch(cap.id, false, same, shown % 65536, n)
    end
  end
end
local function longest(caps)
  local most = 0
  for _, cap in ipairs(caps) do
    local c = class(cap.id)
    local keep = c == 31 and ${LIFETIME_MS} or (2 * cap.w + grace(c)) * unit(c)
    most = math.max(most, keep)
  end
  return most
end
local answers, changed, keep = {}, false, 0
local expires = math.min(at, now + ${LONGEST_PROMISE_MS})
for i = 2, #KEYS do
  local caps, packed = {}, ARGV[i + 2]
  for j = 1, #packed, 8 do
    local id, w, max = struct.unpack('>I4I2I2', packed, j)
    caps[#caps + 1] = { id = id, w = w, max = max }
  end
  local state = redis.call('GET', KEYS[i]) or ''
  local promised = string.sub(state, 1, 1) == 'P' and tonumber(string.sub(state, 2)) or nil
  local answer = 0
  if op == 'reserve' then
    if not (state == 'C' or (promised and promised > now)) then
      answer = refusing(caps)
      if answer == 0 then
        promise(caps, expires)
        redis.call('SET', KEYS[i], 'P' .. int(expires), 'PX', int(expires - now + MEMORY))
        changed, keep = true, math.max(keep, expires - now + 10000)
      end
    end
  elseif op == 'commit' then
    if state ~= 'C' then
      if promised then unpromise(caps, promised) end
      count(caps)
      redis.call('SET', KEYS[i], 'C', 'PX', int(MEMORY))
      answer, changed, keep = 1, true, math.max(keep, longest(caps))
    end
  elseif promised then
    unpromise(caps, promised)
    redis.call('SET', KEYS[i], 'R', 'PX', int(MEMORY))
    answer, changed = 1, true
  end
  answers[#answers + 1] = answer
end
if changed then
  local kept = {}
  for _, e in ipairs(rec) do if live(e, ${MOST_UNITS}) then kept[#kept + 1] = e end end
  local out = {}
  for i = math.max(1, #kept - ${MOST_ENTRIES - 1}), #kept do
    local e = kept[i]
    out[#out + 1] = struct.pack('>I4I2I2', e.id, e.s, e.p and e.n + 32768 or e.n)
  end
  keep = math.max(keep, redis.call('PTTL', KEYS[1]))
  if #out == 0 then redis.call('DEL', KEYS[1])
  elseif keep > 0 then redis.call('SET', KEYS[1], table.concat(out), 'PX', int(keep)) end
end
return answers
`;
