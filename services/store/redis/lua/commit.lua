--[[
Purpose: applies the changes of several records of one shard; each whole or not at all, each with an answer of its own.

KEYS[1]  the hash of records, id -> "version\nbytes".
KEYS[2]  the epoch of the shard, a string that begins with its life; the other KEYS are every sorted set, hash and stream that is touched.
ARGV[1]  how many entries the stream keeps, about.
ARGV[2]  the life that the shard must have; "": whichever, or none.
ARGV[3]  the number of changes, 1 to 255.
ARGV[4]  owners of the records: one byte for each record, the number of its change (from 1), ascending, each at most once.
         A change without a record has no expectation and always applies.
then     for each record: its id, its new value "version\nbytes". It applies when the stored version is one less.
then     groups until the end, applied in this order: operation, number of its key in KEYS, owners (a byte for each item), items:
           r  member         removed from a sorted set
           a  score, member  added to a sorted set
           d  field          removed from a hash
           s  field, bytes   set in a hash
           c  field, by      counted in a hash of integers below 2^53
           e  bytes          appended to a stream as field "e"
           w  text           told to those who listen to a channel of Redis, all texts joined, after everything is written
         A key takes one kind: sorted set (r, a), hash of bytes (d, s), hash of counters (c), stream (e) or channel (w).

Returns: a string with a byte for each change: "1" committed, "0" conflict.
Errors:  OTHERLIFE: these are not the data that the caller knows, they may be gone. Nothing is written then.
         BADCHANGE (malformed arguments, or a count of what is no integer) and WRONGTYPE; nothing is written then. Redis does not undo
         what a failing script wrote, so everything that can fail is tried first: shapes, scores, counts, and the type of each key by
         asking for its size. Writes are gathered by key, because a command with many items costs little more than one with one.
--]]
local ARGUMENTS = #ARGV
local ITEMS = 4000 -- arguments of a group, below what unpack can put on the stack of Lua
local INTEGER = '^%-?%d+$'
local COUNT_BOUND = 9007199254740992 -- a larger integer may have been rounded to this one
local WIDTH = { r = 1, a = 2, d = 1, s = 2, c = 2, e = 1, w = 1 }
local COMMAND = { r = 'ZREM', a = 'ZADD', d = 'HDEL', s = 'HSET' }
local KIND = { r = 'sorted set', a = 'sorted set', d = 'bytes', s = 'bytes', c = 'counters', e = 'stream', w = 'channel' }
local SIZE = { r = 'ZCARD', a = 'ZCARD', d = 'HLEN', s = 'HLEN', c = 'HLEN', e = 'XLEN' }

local function bad(at, what)
  return redis.error_reply('BADCHANGE argument ' .. at .. ': ' .. what)
end

local function is_score(text)
  if string.find(text, INTEGER) then return #text <= 20 end
  local score = tonumber(text)
  return score and score - score == 0 and score ~= 0 and not string.find(text, '[^%d%.e+-]')
end

local function as_count(text)
  local count = string.find(text, INTEGER) and tonumber(text)
  return count and count > -COUNT_BOUND and count < COUNT_BOUND and count
end

local stream_length = tonumber(ARGV[1])
if not stream_length or not string.find(ARGV[1], '^%d+$') then return bad(1, 'no stream length') end
local life = ARGV[2]
if not life then return bad(2, 'no life') end
if life ~= '' and string.match(redis.call('GET', KEYS[2]) or '', '^[^.]*') ~= life then
  return redis.error_reply('OTHERLIFE the shard has another life, or none')
end
local changes = tonumber(ARGV[3])
if not changes or changes < 1 or changes > 255 or changes % 1 ~= 0 then return bad(3, 'no number of changes') end
local owners = ARGV[4]
if not owners then return bad(4, 'no owners') end
local next_group = 5 + 2 * #owners
if next_group > ARGUMENTS + 1 then return bad(4, 'more owners than records') end

-- Versions decide which changes apply.
local conflict = {}
local conflicts = 0
if #owners > 0 then
  local ids, versions, seen, previous = {}, {}, {}, 0
  for record = 1, #owners do
    local at = 3 + 2 * record
    local owner, id = string.byte(owners, record), ARGV[at]
    if owner <= previous or owner > changes then return bad(4, 'owners not ascending') end
    if seen[id] then return bad(at, 'record twice') end
    local version = string.match(ARGV[at + 1], '^([1-9]%d*)\n')
    if not version or #version > 15 then return bad(at + 1, 'no version') end
    previous, seen[id], ids[record], versions[record] = owner, true, id, tonumber(version)
  end
  local stored = redis.call('HMGET', KEYS[1], unpack(ids))
  for record = 1, #owners do
    local version = 0
    if stored[record] then version = tonumber(string.match(stored[record], '^(%d+)\n')) end
    if version ~= versions[record] - 1 then
      conflict[string.byte(owners, record)] = true
      conflicts = conflicts + 1
    end
  end
end

-- The items of a group that apply: the list they are in, the first and the last. Without a conflict that is ARGV itself.
local function kept(group_owners, first, width)
  if conflicts == 0 then return ARGV, first, first + #group_owners * width - 1 end
  local list, size = {}, 0
  for item = 1, #group_owners do
    if not conflict[string.byte(group_owners, item)] then
      for offset = 0, width - 1 do
        size = size + 1
        list[size] = ARGV[first + (item - 1) * width + offset]
      end
    end
  end
  return list, 1, size
end

local writes = {}
local wakes = {} -- by channel
local function write(command, key, list, first, last)
  if first <= last then
    writes[#writes + 1] = { command = command, key = key, list = list, first = first, last = last }
  end
end
write('HSET', KEYS[1], kept(owners, 5, 2))

local kinds = { [KEYS[1]] = 'records', [KEYS[2]] = 'epoch' }
local totals = {} -- of a key: field -> what it comes to
while next_group <= ARGUMENTS do
  local operation, key, group_owners = ARGV[next_group], KEYS[tonumber(ARGV[next_group + 1])], ARGV[next_group + 2]
  local width = WIDTH[operation]
  if not width then return bad(next_group, 'no operation') end
  if not key then return bad(next_group + 1, 'no key') end
  if not group_owners then return bad(next_group + 2, 'no owners') end
  local first = next_group + 3
  local size = #group_owners * width
  if size > ITEMS or first + size - 1 > ARGUMENTS then return bad(next_group + 2, 'too many owners') end
  for item = 1, #group_owners do
    local owner = string.byte(group_owners, item)
    if owner < 1 or owner > changes then return bad(next_group + 2, 'owner of no change') end
  end
  if not kinds[key] then
    kinds[key] = KIND[operation]
    if SIZE[operation] then redis.call(SIZE[operation], key) end
  elseif kinds[key] ~= KIND[operation] then
    return bad(next_group, 'another kind of key')
  end
  if operation == 'a' then
    for at = first, first + size - 1, 2 do
      if not is_score(ARGV[at]) then return bad(at, 'no score') end
    end
  end

  local list, from, to = kept(group_owners, first, width)
  if operation == 'c' then
    local total = totals[key] or {}
    totals[key] = total
    for at = from, to, 2 do
      local field, by = list[at], as_count(list[at + 1])
      if not by then return bad(next_group, 'no count') end
      if not total[field] then
        local stored = redis.call('HGET', key, field)
        total[field] = stored and as_count(stored) or 0
        if stored and not as_count(stored) then return bad(next_group, 'counts what is no integer') end
      end
      total[field] = total[field] + by
      if math.abs(total[field]) >= COUNT_BOUND then return bad(next_group, 'counts too far') end
    end
  elseif operation == 'w' then
    if from <= to then wakes[key] = (wakes[key] or '') .. table.concat(list, '', from, to) end
  else
    write(COMMAND[operation], key, list, from, to)
  end
  next_group = first + size
end

-- Nothing fails from here on.
for _, w in ipairs(writes) do
  if w.command then
    redis.call(w.command, w.key, unpack(w.list, w.first, w.last))
  else
    for at = w.first, w.last - 1 do
      redis.call('XADD', w.key, '*', 'e', w.list[at])
    end
    redis.call('XADD', w.key, 'MAXLEN', '~', stream_length, '*', 'e', w.list[w.last])
  end
end
for key, total in pairs(totals) do
  for field, value in pairs(total) do
    redis.call('HSET', key, field, string.format('%.0f', value))
  end
end
-- A hint: whoever does not hear it looks all the same, so it must not make what was written look like a failure.
for channel, text in pairs(wakes) do
  redis.pcall('SPUBLISH', channel, text)
end

if conflicts == 0 then return string.rep('1', changes) end
local answers = {}
for change = 1, changes do
  answers[change] = conflict[change] and '0' or '1'
end
return table.concat(answers)
