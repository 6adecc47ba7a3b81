-- The benchmark's task in plain Lua 5.4 with lua-cjson (../README.md). Prints the same bytes as `erkend batch --format codes`.
-- usage: lua5.4 task.lua FILE [DIGEST_DE DIGEST_FI DIGEST_NL]
local decode = require "cjson".decode
local concat, floor, format = table.concat, math.floor, string.format

local countries = {
  DE = { least = { 1, 2 }, full = { 4, 5 }, below = 0, years = 5, contexts = { formal = true, non_formal = true }, step = 10,
    ratio = { FI = { 4, 3 }, NL = { 3, 2 } }, from = 1, to = 4,
    grades = { fi_0_5 = { [5] = 1, [4] = 2, [3] = 3, [2] = 3, [1] = 4 },
      nl_10 = { [10] = 1, [9] = 1, [8] = 2, [7] = 3, [6] = 4, [5] = 5, [4] = 5, [3] = 6, [2] = 6, [1] = 6 } } },
  FI = { least = { 2, 5 }, full = { 3, 5 }, below = 1, years = 10, contexts = { formal = true, non_formal = true, informal = true }, step = 5,
    ratio = { DE = { 3, 4 }, NL = { 9, 8 } }, from = 1, to = 5,
    grades = { de_1_6 = { [1] = 5, [2] = 4, [3] = 3, [4] = 1, [5] = 0, [6] = 0 },
      nl_10 = { [10] = 5, [9] = 5, [8] = 4, [7] = 3, [6] = 1, [5] = 0, [4] = 0, [3] = 0, [2] = 0, [1] = 0 } } },
  NL = { least = { 1, 1 }, full = { 1, 1 }, below = 0, years = 6, contexts = { formal = true, non_formal = true }, step = 1,
    ratio = { DE = { 2, 3 }, FI = { 8, 9 } }, from = 6, to = 10,
    grades = { de_1_6 = { [1] = 9, [2] = 8, [3] = 7, [4] = 6, [5] = 5, [6] = 3 },
      fi_0_5 = { [5] = 9, [4] = 8, [3] = 7, [2] = 6, [1] = 6 } } },
}

-- In the order in which reasons are printed.
local rules = {
  { "1.passed", "1" }, { "10.full", "10" }, { "11.grade", "11", "without_grade" }, { "12.pass", "12" },
  { "13.1.whole", "13 (1)" }, { "13.2.part", "13 (2)" }, { "2.body", "2", "assessment_accepted" },
  { "3.context", "3", "learning_identified" }, { "4.partners", "4", "partners_accepted" }, { "5.in_force", "5" },
  { "6.listed", "6", "unit_accepted" }, { "7.agreed", "7", "agreed_afterwards" }, { "8.1.level", "8 (1)" },
  { "8.2.fresh", "8 (2)", "up_to_date" }, { "9.least", "9" },
}
local PASSED, FULL, GRADE, PASS, WHOLE, PARTLY, BODY, CONTEXT, PARTNERS, IN_FORCE, LISTED, AGREED, LEVEL, FRESH, LEAST =
  1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15
local asking = { BODY, CONTEXT, PARTNERS, LISTED, AGREED, FRESH, GRADE }
local REFUSED, INCOMPLETE, REFERRED, PARTIAL, RECOGNISED = 1, 2, 3, 4, 5
local verdicts = { "refused", "incomplete", "referred", "partial", "recognised" }
local weights = { unit = 100, sub_area = 75, part = 50 }

local outcomes_missing = ',"missing":[{"fact":"unit.target.outcomes","supplier":"home"}]'
local all_missing = ',"missing":[{"fact":"unit.target.kind","supplier":"home"},{"fact":"unit.target.outcomes","supplier":"home"},'
  .. '{"fact":"unit.target.points","supplier":"home"}]'

local function ask(question)
  return '{"question":"' .. question .. '","body":"board"}'
end

-- Every reason that a rule can be, made once: pieces[decides][verdict][rule].
local pieces = { [true] = {}, [false] = {} }
for decides, by_verdict in pairs(pieces) do
  for v, name in ipairs(verdicts) do
    by_verdict[v] = {}
    for r, rule in ipairs(rules) do
      local more = ""
      if v == REFERRED and rule[3] then
        more = ',"questions":[' .. ask(rule[3]) .. "]"
      elseif v == INCOMPLETE then
        more = (r == LEAST or r == FULL) and outcomes_missing or all_missing
      end
      by_verdict[v][r] = format('{"rule":"test.%s","law":"Test regulation § %s","verdict":"%s"%s%s}', rule[1], rule[2], name,
        decides and ',"decides":true' or "", more)
    end
  end
end

local function set(list)
  local found = {}
  for i = 1, #list do found[list[i]] = true end
  return found
end

local function half_up(number, by)
  return (2 * number + by) // (2 * by)
end

local function day_number(day)
  return tonumber(day:sub(1, 4)) * 10000 + tonumber(day:sub(6, 7)) * 100 + tonumber(day:sub(9, 10))
end

local function gcd(a, b)
  while b ~= 0 do a, b = b, a % b end
  return a
end

local function fraction(above, below)
  local by = gcd(above, below)
  return below == by and format("%d", above // by) or format("%d/%d", above // by, below // by)
end

-- ---- A unit ----

local function points_of(c, u, of, target)
  local ratio = of.ratio[c.host_country]
  local points = half_up(floor(u.points * 10 + 0.5) * ratio[1], ratio[2])
  points = half_up(points * weights[target.kind], 100)
  points = half_up(points, of.step) * of.step
  local most = floor(target.points) * 10
  return points < most and points or most
end

local function find_counted(u, target)
  if not target then return u.outcomes end
  local shown, counted = set(u.outcomes), {}
  for _, outcome in ipairs(target.outcomes) do
    if shown[outcome] then counted[#counted + 1] = outcome end
  end
  return counted
end

-- What each rule says: is[rule] is a verdict, or nil where it does not speak.
local function judge(c, u, of, know)
  local is = {}
  local code = u.targets[c.home_country].unit
  local target = know.components[code]
  local j = { u = u, is = is, code = code, target = target, counted = {}, once = {}, verdict = RECOGNISED, ended = true }
  local function put(rule, holds, otherwise)
    local verdict = holds and RECOGNISED or otherwise
    is[rule] = verdict
    if verdict < j.verdict then j.verdict = verdict end
  end
  put(PASSED, u.result == "passed", REFUSED)
  put(BODY, know.parties[u.assessed_by], REFERRED)
  put(CONTEXT, of.contexts[u.context], REFERRED)
  if j.verdict == REFUSED then return j end
  put(PARTNERS, know.partners, REFERRED)
  put(IN_FORCE, u.assessed >= c.mou.first_day and u.assessed <= c.mou.last_day, REFUSED)
  put(LISTED, know.listed[code], REFERRED)
  put(AGREED, know.agreed[code], REFERRED)
  put(LEVEL, tonumber(u.level:match "%d+$") >= know.lowest, REFUSED)
  put(FRESH, know.last_day <= day_number(u.assessed) + of.years * 10000, REFERRED)
  j.counted = find_counted(u, target)
  local shown, wanted = #j.counted, target and #target.outcomes
  if not target then
    put(LEAST, false, INCOMPLETE)
    put(FULL, false, INCOMPLETE)
  else
    put(LEAST, shown * of.least[2] >= wanted * of.least[1], REFUSED)
    if is[LEAST] == RECOGNISED then put(FULL, shown * of.full[2] >= wanted * of.full[1], PARTIAL) end
  end
  if j.verdict == REFUSED then return j end
  j.ended = false
  local table_of = u.scale and of.grades[u.scale]
  local grade = table_of and table_of[u.grade]
  put(GRADE, grade ~= nil, REFERRED)
  if grade then put(PASS, grade >= of.from and grade <= of.to, REFUSED) end
  j.grade = is[PASS] == RECOGNISED and grade or nil
  if not target then
    put(WHOLE, false, INCOMPLETE)
    put(PARTLY, false, INCOMPLETE)
    return j
  end
  j.points = points_of(c, u, of, target)
  if is[FULL] == PARTIAL then
    put(PARTLY, true)
    j.points = j.points * shown // wanted
  else
    put(WHOLE, true)
  end
  return j
end

-- ---- Nothing counts twice ----

local function shares(a, b)
  local counted = set(a.counted)
  for _, outcome in ipairs(b.counted) do
    if counted[outcome] then return true end
  end
  return false
end

local function count_once(a, b)
  local o = { verdict = a.verdict <= REFERRED and a.verdict or REFUSED, questions = {} }
  local function add(question)
    if not o.questions[question] then
      o.questions[question] = true
      o.questions[#o.questions + 1] = question
    end
  end
  if o.verdict == REFERRED then
    for _, rule in ipairs(asking) do
      if a.is[rule] == REFERRED then add(rules[rule][3]) end
    end
    for _, before in ipairs(a.once) do
      for _, question in ipairs(before.verdict == REFERRED and before.questions or {}) do add(question) end
    end
  end
  b.once[#b.once + 1] = o
  if o.verdict < b.verdict then b.verdict = o.verdict end
end

local function counts_twice(a, b)
  if a.verdict == REFUSED or b.verdict == REFUSED then return false end
  return a.code == b.code and not (a.verdict == PARTIAL and b.verdict == PARTIAL) or shares(a, b)
end

local function is_open(j)
  return j.verdict == INCOMPLETE or j.verdict == REFERRED
end

-- Does b go before a? In the German country folder 1 is the best grade.
local function is_better(b, a, low_is_best)
  if is_open(a) or is_open(b) then return is_open(b) and not is_open(a) end
  if a.verdict ~= b.verdict then return b.verdict > a.verdict end
  if a.points ~= b.points then return (b.points or -1) > (a.points or -1) end
  if not a.grade or not b.grade then return (b.grade or -1) > (a.grade or -1) end
  if low_is_best then return b.grade < a.grade end
  return b.grade > a.grade
end

local function any_counts_twice(all)
  for second = 2, #all do
    for first = 1, second - 1 do
      if counts_twice(all[first], all[second]) then return true end
    end
  end
  return false
end

local function guard(all, low_is_best)
  local order = {}
  if not any_counts_twice(all) then return end
  for i, j in ipairs(all) do
    local at = i
    while at > 1 and is_better(j, order[at - 1], low_is_best) do
      order[at] = order[at - 1]
      at = at - 1
    end
    order[at] = j
  end
  for second = 2, #order do
    for first = 1, second - 1 do
      if counts_twice(order[first], order[second]) then count_once(order[first], order[second]) end
    end
  end
end

-- ---- Printing ----

local function add_onces(reasons, j, deciding)
  for _, o in ipairs(j.once) do
    if (o.verdict == j.verdict) == deciding then
      local asked = {}
      for i, question in ipairs(o.questions) do asked[i] = ask(question) end
      reasons[#reasons + 1] = concat {
        '{"rule":"core.counts_once","law":"2009/C 155/02 Annex II","verdict":"', verdicts[o.verdict], '"',
        deciding and ',"decides":true' or "", o.verdict == INCOMPLETE and all_missing or "",
        #asked > 0 and ',"questions":[' .. concat(asked, ",") .. "]" or "", "}",
      }
    end
  end
end

local function award_of(j)
  local state, partly = "in_force", j.is[FULL] == PARTIAL
  if partly or j.verdict <= INCOMPLETE then state = "none" elseif j.verdict == REFERRED then state = "proposed" end
  return concat {
    '"effects":[{"kind":"award","state":"', state, '","fields":{', j.grade and format('"grade":"%d",', j.grade) or "",
    j.points and '"points":"' .. fraction(j.points, 10) .. '",' or "", '"unit":"', j.code, '"},"by":[',
    j.grade and '"test.12.pass",' or "",
    not j.target and '"test.13.1.whole","test.13.2.part"' or partly and '"test.13.2.part"' or '"test.13.1.whole"', "]}],",
  }
end

local function claim_of(j)
  local reasons = {}
  for _, deciding in ipairs { true, false } do
    add_onces(reasons, j, deciding)
    for rule = 1, #rules do
      local verdict = j.is[rule]
      if verdict and (verdict == j.verdict) == deciding then reasons[#reasons + 1] = pieces[deciding][verdict][rule] end
    end
  end
  return concat { '{"id":"', j.u.id, '","kind":"unit","arises":true,"verdict":"', verdicts[j.verdict], '",',
    j.ended and "" or award_of(j), '"reasons":[', concat(reasons, ","), "]}" }
end

-- ---- Months abroad ----

local lengths = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 }
local function days_of(month) -- counted from January of the year 0
  local year, at = month // 12, month % 12 + 1
  return lengths[at] + (at == 2 and year % 4 == 0 and (year % 100 ~= 0 or year % 400 == 0) and 1 or 0)
end

local function day_after(day)
  local year, month, number = tonumber(day:sub(1, 4)), tonumber(day:sub(6, 7)), tonumber(day:sub(9, 10))
  local count = year * 12 + month - 1
  if number < days_of(count) then return count, number + 1 end
  return count + 1, 1
end

local function months_in(first, last)
  local to, finish = day_after(last)
  local from, day = tonumber(first:sub(1, 4)) * 12 + tonumber(first:sub(6, 7)) - 1, tonumber(first:sub(9, 10))
  local rest = finish - math.min(day, days_of(to))
  if rest < 0 then
    to = to - 1
    rest = days_of(to) - math.min(day, days_of(to)) + finish
  end
  local length = days_of(to) - math.min(day, days_of(to)) + math.min(day, days_of(to + 1))
  return (to - from) * length + rest, length
end

local function months_in_all(stays)
  table.sort(stays, function (a, b) return a.first_day < b.first_day end)
  local joined, above, below = {}, 0, 1
  for _, stay in ipairs(stays) do
    local before = joined[#joined]
    local month, day
    if before then month, day = day_after(before.last_day) end
    if before and stay.first_day <= format("%04d-%02d-%02d", month // 12, month % 12 + 1, day) then
      if stay.last_day > before.last_day then before.last_day = stay.last_day end
    else
      joined[#joined + 1] = stay
    end
  end
  for _, stay in ipairs(joined) do
    local a, b = months_in(stay.first_day, stay.last_day)
    above, below = above * b + a * below, below * b
  end
  return above, below
end

local function abroad_of(c)
  local above, below = months_in_all(c.stays)
  local prescribed = floor(c.qualification.prescribed_months)
  local most, of = prescribed, 3
  if prescribed > 36 then most, of = 12, 1 end
  local cut, referred = above * of > most * below, above * 4 > prescribed * below
  return concat {
    '{"id":"stays","kind":"abroad","arises":true,"verdict":"', referred and "referred" or "recognised",
    '","effects":[{"kind":"count_as_training","state":"', referred and "proposed" or "in_force", '","fields":{"months":"',
    cut and fraction(most, of) or fraction(above, below), '"},"by":["test.14.1.quarter"]',
    cut and ',"limited_by":"test.14.2.most","before_limit":"' .. fraction(above, below) .. '"' or "",
    '}],"reasons":[{"rule":"test.14.1.quarter","law":"Test regulation § 14 (1)","verdict":"', referred and "referred" or "recognised",
    '","decides":true', referred and ',"questions":[{"question":"longer_stay","about":"stays","body":"board"}]' or "",
    '},{"rule":"test.14.2.most","law":"Test regulation § 14 (2)","verdict":"recognised"', referred and "" or ',"decides":true', "}]}",
  }
end

-- ---- The account ----

local function account_of(composition, all)
  local by_code, parts, lacking, sum = {}, {}, {}, 0
  for _, j in ipairs(all) do
    if j.verdict == RECOGNISED then by_code[j.code] = by_code[j.code] or j end
  end
  for _, leaf in ipairs(composition.all) do
    local j = by_code[leaf.unit]
    if j then
      sum = sum + j.points
      parts[#parts + 1] = format('{"unit":"%s","serves":"%s","points":"%s"}', leaf.unit, leaf.unit, fraction(j.points, 10))
    elseif not leaf.optional then
      lacking[#lacking + 1] = '{"name":"' .. leaf.unit .. '","points":"0","units":1}'
    end
  end
  return concat { ',"account":{', #lacking == 0 and '"fulfilled":true,' or "", '"exhaustive":true,"points":"', fraction(sum, 10), '"',
    #parts > 0 and ',"parts":[' .. concat(parts, ",") .. "]" or "",
    #lacking > 0 and ',"missing":[' .. concat(lacking, ",") .. "]" or "", "}" }
end

-- ---- A case ----

local function know_of(c, of)
  local components, parties = {}, set(c.mou.parties)
  for _, component in ipairs(c.qualification.components) do components[component.unit] = component end
  return {
    components = components, parties = parties, partners = parties[c.agreement.home] and parties[c.agreement.host],
    listed = set(c.mou.units), agreed = set(c.agreement.units), last_day = day_number(c.agreement.last_day),
    lowest = tonumber(c.qualification.level:match "%d+$") - of.below,
  }
end

local function decide(c, digests)
  local of, all, claims = countries[c.home_country], {}, {}
  local know = know_of(c, of)
  for _, transcript in ipairs(c.transcripts) do
    for _, u in ipairs(transcript.units) do all[#all + 1] = judge(c, u, of, know) end
  end
  guard(all, c.home_country == "DE")
  for i, j in ipairs(all) do claims[i] = claim_of(j) end
  if c.home_country == "DE" and #c.stays > 0 then claims[#claims + 1] = abroad_of(c) end
  return concat { '{"erkend":"0.1.0","kind":"decision","case":{"id":"', c.id, '"},"decided":"', c.decided, '","country":"',
    c.home_country, '","policy":"', digests[c.home_country], '","claims":[', concat(claims, ","), "]",
    c.home_country ~= "DE" and c.qualification.composition and account_of(c.qualification.composition, all) or "", "}\n" }
end

local digests = { DE = arg[2] or "", FI = arg[3] or "", NL = arg[4] or "" }
io.stdout:setvbuf("full", 1 << 20)
for line in io.lines(arg[1]) do
  io.stdout:write(decide(decode(line), digests))
end
