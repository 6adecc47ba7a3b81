// The benchmark's task in plain JavaScript (../README.md), and what the rule engines share: facts of a unit, what follows
// from the rules that are not content, reading and printing. Prints the same bytes as `erkend batch --format codes`.
// usage: node task.mjs FILE [DIGEST_DE DIGEST_FI DIGEST_NL]
import { openSync, readSync, writeSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const countries = {
  DE: { least: 1 / 2, full: 4 / 5, below: 0, years: 5, contexts: ['formal', 'non_formal'], step: 10, ratio: { FI: [4, 3], NL: [3, 2] },
    passes: [1, 2, 3, 4], grades: { fi_0_5: { 5: 1, 4: 2, 3: 3, 2: 3, 1: 4 }, nl_10: { 10: 1, 9: 1, 8: 2, 7: 3, 6: 4, 5: 5, 4: 5, 3: 6, 2: 6, 1: 6 } } },
  FI: { least: 2 / 5, full: 3 / 5, below: 1, years: 10, contexts: ['formal', 'non_formal', 'informal'], step: 5, ratio: { DE: [3, 4], NL: [9, 8] },
    passes: [1, 2, 3, 4, 5], grades: { de_1_6: { 1: 5, 2: 4, 3: 3, 4: 1, 5: 0, 6: 0 }, nl_10: { 10: 5, 9: 5, 8: 4, 7: 3, 6: 1, 5: 0, 4: 0, 3: 0, 2: 0, 1: 0 } } },
  NL: { least: 1, full: 1, below: 0, years: 6, contexts: ['formal', 'non_formal'], step: 1, ratio: { DE: [2, 3], FI: [8, 9] },
    passes: [6, 7, 8, 9, 10], grades: { de_1_6: { 1: 9, 2: 8, 3: 7, 4: 6, 5: 5, 6: 3 }, fi_0_5: { 5: 9, 4: 8, 3: 7, 2: 6, 1: 6 } } },
};

// By phase, in the order of ids. What a rule is when it does not hold, and what it asks.
export const phases = [
  ['test.1.passed', 'test.2.body', 'test.3.context'],
  ['test.10.full', 'test.4.partners', 'test.5.in_force', 'test.6.listed', 'test.7.agreed', 'test.8.1.level', 'test.8.2.fresh', 'test.9.least'],
  ['test.11.grade', 'test.12.pass', 'test.13.1.whole', 'test.13.2.part'],
];
const questions = {
  'test.2.body': 'assessment_accepted', 'test.3.context': 'learning_identified', 'test.4.partners': 'partners_accepted',
  'test.6.listed': 'unit_accepted', 'test.7.agreed': 'agreed_afterwards', 'test.8.2.fresh': 'up_to_date', 'test.11.grade': 'without_grade',
};
const laws = {
  'test.8.1.level': '8 (1)', 'test.8.2.fresh': '8 (2)', 'test.13.1.whole': '13 (1)', 'test.13.2.part': '13 (2)',
  'test.14.1.quarter': '14 (1)', 'test.14.2.most': '14 (2)',
};
const order = ['refused', 'incomplete', 'referred', 'partial', 'recognised'];
const lacks = (...facts) => facts.map((fact) => ({ fact, supplier: 'home' }));
const missing = {
  'test.9.least': lacks('unit.target.outcomes'), 'test.10.full': lacks('unit.target.outcomes'),
  'test.13.1.whole': lacks('unit.target.kind', 'unit.target.outcomes', 'unit.target.points'),
  'test.13.2.part': lacks('unit.target.kind', 'unit.target.outcomes', 'unit.target.points'),
};
const weights = { unit: 100, sub_area: 75, part: 50 };
const halfUp = (number, by) => Math.floor((2 * number + by) / (2 * by));
const dayNumber = (day) => +day.slice(0, 4) * 10000 + +day.slice(5, 7) * 100 + +day.slice(8);

// Each reason is made once for each verdict, deciding and not.
const made = new Map();
function reason(rule, verdict, decides) {
  const key = rule + verdict + decides;
  let found = made.get(key);
  if (!found) {
    found = { rule, law: 'Test regulation § ' + (laws[rule] ?? rule.split('.')[1]), verdict };
    if (decides) found.decides = true;
    if (verdict === 'incomplete') found.missing = missing[rule];
    if (verdict === 'referred') found.questions = [{ question: questions[rule], body: 'board' }];
    made.set(key, found);
  }
  return found;
}

// ---- Facts of a unit ----

export function factsOf(c, u, of = countries[c.home_country]) {
  const code = u.targets[c.home_country].unit;
  const target = c.qualification.components.find((component) => component.unit === code);
  const f = { code, target, counted: target ? target.outcomes.filter((o) => u.outcomes.includes(o)) : u.outcomes };
  f.shown = target ? f.counted.length / target.outcomes.length : -1;
  f.grade = u.grade === undefined ? -1 : of.grades[u.scale]?.[u.grade] ?? -1;
  f.level = +u.level.slice(u.level.indexOf(' ') + 1);
  f.lowest = +c.qualification.level.slice(c.qualification.level.indexOf(' ') + 1) - of.below;
  return f;
}

export const partnersOf = (c) => c.mou.parties.includes(c.agreement.home) && c.mou.parties.includes(c.agreement.host);
export const isFresh = (c, u, of) => dayNumber(c.agreement.last_day) <= dayNumber(u.assessed) + of.years * 10000;

// ---- The rules: those that do not hold, with what they come to ----

export function judge(c, u, f, of = countries[c.home_country], partners = partnersOf(c)) {
  const failed = {}, mou = c.mou;
  if (u.result !== 'passed') failed['test.1.passed'] = 'refused';
  if (!mou.parties.includes(u.assessed_by)) failed['test.2.body'] = 'referred';
  if (!of.contexts.includes(u.context)) failed['test.3.context'] = 'referred';
  if (!partners) failed['test.4.partners'] = 'referred';
  if (u.assessed < mou.first_day || u.assessed > mou.last_day) failed['test.5.in_force'] = 'refused';
  if (!mou.units.includes(f.code)) failed['test.6.listed'] = 'referred';
  if (!c.agreement.units.includes(f.code)) failed['test.7.agreed'] = 'referred';
  if (f.level < f.lowest) failed['test.8.1.level'] = 'refused';
  if (!isFresh(c, u, of)) failed['test.8.2.fresh'] = 'referred';
  if (f.shown < 0) for (const rule in missing) failed[rule] = 'incomplete';
  else if (f.shown < of.least) failed['test.9.least'] = 'refused';
  else if (f.shown < of.full) failed['test.10.full'] = 'partial';
  if (f.grade < 0) failed['test.11.grade'] = 'referred';
  else if (!of.passes.includes(f.grade)) failed['test.12.pass'] = 'refused';
  return failed;
}

// ---- What follows ----

const isSilent = (rule, f, of) => rule === 'test.10.full' ? f.shown >= 0 && f.shown < of.least
  : rule === 'test.12.pass' ? f.grade < 0
  : rule === 'test.13.1.whole' ? f.shown >= 0 && f.shown < of.full
  : rule === 'test.13.2.part' && f.shown >= of.full;

function pointsOf(c, u, f, of) {
  if (!f.target) return undefined;
  const [num, den] = of.ratio[c.host_country];
  let points = halfUp(Math.round(u.points * 10) * num, den);
  points = halfUp(points * weights[f.target.kind], 100);
  points = Math.min(halfUp(points, of.step) * of.step, f.target.points * 10);
  return f.shown < of.full ? Math.floor(points * f.counted.length / f.target.outcomes.length) : points;
}

function settle(c, u, f, failed, of) {
  const j = { u, f, failed, spoke: [], once: [], ended: false, verdict: 'recognised' };
  for (let phase = 0; phase < 3 && !j.ended; phase++)
    for (const rule of phases[phase]) {
      if (isSilent(rule, f, of)) continue;
      const verdict = failed[rule] ?? 'recognised';
      j.spoke.push(rule);
      if (order.indexOf(verdict) < order.indexOf(j.verdict)) j.verdict = verdict;
      if (verdict === 'refused' && phase < 2) j.ended = true;
    }
  if (!j.ended) j.points = pointsOf(c, u, f, of);
  return j;
}

function waitFor(first, verdict) {
  const asked = new Set();
  if (verdict === 'referred') {
    for (const phase of phases) for (const rule of phase) if (first.spoke.includes(rule) && first.failed[rule] === 'referred') asked.add(questions[rule]);
    for (const o of first.once) if (o.verdict === 'referred') o.questions.forEach((q) => asked.add(q.question));
  }
  const o = { rule: 'core.counts_once', law: '2009/C 155/02 Annex II', verdict };
  if (verdict === 'incomplete') o.missing = missing['test.13.1.whole'];
  if (asked.size) o.questions = [...asked].map((question) => ({ question, body: 'board' }));
  return o;
}

// Nothing counts twice.
function countsTwice(a, b) {
  if (a.verdict === 'refused' || b.verdict === 'refused') return false;
  const target = a.f.code === b.f.code && !(a.verdict === 'partial' && b.verdict === 'partial');
  return target || a.f.counted.some((o) => b.f.counted.includes(o));
}

const isOpen = (j) => j.verdict === 'incomplete' || j.verdict === 'referred';
const gradeOf = (j) => (j.f.grade >= 0 && !j.failed['test.12.pass'] ? j.f.grade : -1);

// Which goes first? In the German country folder 1 is the best grade.
function compare(a, b, lowIsBest) {
  if (isOpen(a) || isOpen(b)) return isOpen(b) - isOpen(a);
  if (a.verdict !== b.verdict) return order.indexOf(b.verdict) - order.indexOf(a.verdict);
  if (a.points !== b.points) return (b.points ?? -1) - (a.points ?? -1);
  const x = gradeOf(a), y = gradeOf(b);
  return lowIsBest && x >= 0 && y >= 0 ? x - y : y - x;
}

function guard(judged, lowIsBest) {
  if (!judged.some((a, i) => judged.slice(i + 1).some((b) => countsTwice(a, b)))) return;
  const all = [...judged].sort((a, b) => compare(a, b, lowIsBest));
  for (let s = 1; s < all.length; s++)
    for (let i = 0; i < s; i++) {
      const a = all[i], b = all[s];
      if (!countsTwice(a, b)) continue;
      const verdict = a.verdict === 'incomplete' || a.verdict === 'referred' ? a.verdict : 'refused';
      b.once.push(waitFor(a, verdict));
      if (order.indexOf(verdict) < order.indexOf(b.verdict)) b.verdict = verdict;
    }
}

function gcd(a, b) { return b ? gcd(b, a % b) : a; }
function fraction([num, den]) { const by = gcd(num, den); return den === by ? `${num / by}` : `${num / by}/${den / by}`; }

function claimOf(j, of) {
  const claim = { id: j.u.id, kind: 'unit', arises: true, verdict: j.verdict }, partly = j.failed['test.10.full'] === 'partial';
  if (!j.ended) {
    const fields = {}, by = [];
    if (j.f.grade >= 0 && !j.failed['test.12.pass']) { fields.grade = `${j.f.grade}`; by.push('test.12.pass'); }
    if (j.points !== undefined) fields.points = fraction([j.points, 10]);
    fields.unit = j.f.code;
    if (!j.f.target || !partly) by.push('test.13.1.whole');
    if (!j.f.target || partly) by.push('test.13.2.part');
    const none = partly || j.verdict === 'refused' || j.verdict === 'incomplete';
    claim.effects = [{ kind: 'award', state: none ? 'none' : j.verdict === 'referred' ? 'proposed' : 'in_force', fields, by }];
  }
  j.spoke.sort();
  const decides = (r) => (j.failed[r] ?? 'recognised') === j.verdict;
  claim.reasons = [
    ...j.once.filter((o) => o.verdict === j.verdict).map(({ rule, law, verdict, ...more }) => ({ rule, law, verdict, decides: true, ...more })),
    ...j.spoke.filter(decides).map((r) => reason(r, j.verdict, true)),
    ...j.once.filter((o) => o.verdict !== j.verdict),
    ...j.spoke.filter((r) => !decides(r)).map((r) => reason(r, j.failed[r] ?? 'recognised', false)),
  ];
  return claim;
}

// ---- Months abroad ----

const daysOf = (month) => new Date(Date.UTC(Math.floor(month / 12), month % 12 + 1, 0)).getUTCDate();

function monthsIn(first, last) {
  const end = new Date(Date.parse(last) + 86400000);
  const day = +first.slice(8), from = +first.slice(0, 4) * 12 + +first.slice(5, 7) - 1;
  let to = end.getUTCFullYear() * 12 + end.getUTCMonth(), rest = end.getUTCDate() - Math.min(day, daysOf(to));
  if (rest < 0) {
    to--;
    rest = daysOf(to) - Math.min(day, daysOf(to)) + end.getUTCDate();
  }
  const length = daysOf(to) - Math.min(day, daysOf(to)) + Math.min(day, daysOf(to + 1));
  return [(to - from) * length + rest, length];
}

function monthsInAll(stays) {
  const joined = [];
  for (const s of [...stays].sort((a, b) => (a.first_day < b.first_day ? -1 : 1))) {
    const before = joined.at(-1);
    if (before && Date.parse(s.first_day) <= Date.parse(before.last_day) + 86400000) {
      if (s.last_day > before.last_day) before.last_day = s.last_day;
    } else joined.push({ ...s });
  }
  return joined.map((s) => monthsIn(s.first_day, s.last_day)).reduce(([a, b], [x, y]) => [a * y + x * b, b * y], [0, 1]);
}

function abroad(c) {
  const months = monthsInAll(c.stays), prescribed = c.qualification.prescribed_months;
  const most = prescribed > 36 ? [12, 1] : [prescribed, 3], cut = months[0] * most[1] > most[0] * months[1];
  const verdict = months[0] * 4 > prescribed * months[1] ? 'referred' : 'recognised';
  const effect = { kind: 'count_as_training', state: verdict === 'referred' ? 'proposed' : 'in_force', fields: { months: fraction(cut ? most : months) }, by: ['test.14.1.quarter'] };
  if (cut) Object.assign(effect, { limited_by: 'test.14.2.most', before_limit: fraction(months) });
  const quarter = { ...reason('test.14.1.quarter', 'recognised', true), verdict };
  if (verdict === 'referred') quarter.questions = [{ question: 'longer_stay', about: 'stays', body: 'board' }];
  return { id: 'stays', kind: 'abroad', arises: true, verdict, effects: [effect], reasons: [quarter, reason('test.14.2.most', 'recognised', verdict === 'recognised')] };
}

// ---- The account ----

function accountOf(composition, all) {
  const parts = [], lacking = [];
  let sum = 0;
  for (const leaf of composition.all) {
    const j = all.find((x) => x.verdict === 'recognised' && x.f.code === leaf.unit);
    if (j) { sum += j.points; parts.push({ unit: leaf.unit, serves: leaf.unit, points: fraction([j.points, 10]) }); }
    else if (!leaf.optional) lacking.push({ name: leaf.unit, points: '0', units: 1 });
  }
  const account = lacking.length ? {} : { fulfilled: true };
  Object.assign(account, { exhaustive: true, points: fraction([sum, 10]) });
  if (parts.length) account.parts = parts;
  if (lacking.length) account.missing = lacking;
  return account;
}

// From the facts of each unit and the rules that failed to the decision.
export function finish(c, facts, failed, digests) {
  const of = countries[c.home_country], units = c.transcripts.flatMap((t) => t.units);
  const all = units.map((u, i) => settle(c, u, facts[i], failed[i], of));
  guard(all, c.home_country === 'DE');
  const claims = all.map((j) => claimOf(j, of));
  if (c.home_country === 'DE' && c.stays.length) claims.push(abroad(c));
  const decision = { erkend: '0.1.0', kind: 'decision', case: { id: c.id }, decided: c.decided, country: c.home_country, policy: digests[c.home_country], claims };
  if (c.home_country !== 'DE' && c.qualification.composition) decision.account = accountOf(c.qualification.composition, all);
  return decision;
}

export function decide(c, digests) {
  const of = countries[c.home_country], partners = partnersOf(c), units = c.transcripts.flatMap((t) => t.units);
  const facts = units.map((u) => factsOf(c, u, of));
  return finish(c, facts, units.map((u, i) => judge(c, u, facts[i], of, partners)), digests);
}

// ---- Lines ----

export function digestsOf(words) { return { DE: words[0], FI: words[1], NL: words[2] }; }

export function* linesOf(file) {
  const from = openSync(file, 'r'), block = Buffer.alloc(1 << 20);
  let held = Buffer.alloc(0), size;
  while ((size = readSync(from, block)) > 0) {
    const bytes = Buffer.concat([held, block.subarray(0, size)]), end = bytes.lastIndexOf(10);
    held = Buffer.from(bytes.subarray(end + 1));
    for (const line of bytes.toString('utf8', 0, Math.max(end, 0)).split('\n')) if (line) yield line;
  }
}

export function writer() {
  let lines = [], size = 0;
  const flush = () => {
    let bytes = Buffer.from(lines.join(''));
    while (bytes.length) bytes = bytes.subarray(writeSync(1, bytes));
    lines = [];
    size = 0;
  };
  const put = (decision) => {
    const line = JSON.stringify(decision) + '\n';
    lines.push(line);
    if ((size += line.length) > 1 << 20) flush();
  };
  return { put, flush };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const digests = digestsOf(process.argv.slice(3)), out = writer();
  for (const line of linesOf(process.argv[2])) out.put(decide(JSON.parse(line), digests));
  out.flush();
}
