// The benchmark's task in rule engines (../README.md). What each leaves to JavaScript is said at its function; points, "nothing
// counts twice", months abroad, the account and printing are JavaScript's everywhere (task.mjs). Prints the same bytes as
// `erkend batch --format codes`. The packages come from the folder of ERKEND_PEERS (make bench-peers).
// usage: node engines.mjs zen-facts|zen-graph|json-rules-engine|cedar FILE [DIGEST_DE DIGEST_FI DIGEST_NL]
import { createRequire } from 'node:module';
import { countries, digestsOf, factsOf, finish, isFresh, linesOf, partnersOf, writer } from './task.mjs';

const load = createRequire((process.env.ERKEND_PEERS ?? process.cwd()) + '/');
const unitsOf = (c) => c.transcripts.flatMap((t) => t.units);

// Everything that a rule compares, prepared in JavaScript.
function prepare(c) {
  const of = countries[c.home_country], partners = partnersOf(c);
  return unitsOf(c).map((u) => {
    const f = factsOf(c, u, of);
    return {
      f, result: u.result, body: c.mou.parties.includes(u.assessed_by), context: of.contexts.includes(u.context), partners,
      inForce: u.assessed >= c.mou.first_day && u.assessed <= c.mou.last_day, listed: c.mou.units.includes(f.code),
      agreed: c.agreement.units.includes(f.code), level: f.level, lowest: f.lowest, fresh: isFresh(c, u, of), known: f.target !== undefined,
      shown: f.shown, least: of.least, full: of.full, grade: f.grade, passes: of.passes,
    };
  });
}

const plain = ({ f, ...facts }) => facts;

// [rule, verdict, conditions] for the engines that have tables of conditions; a condition is [fact, operator, value].
const table = [
  ['test.1.passed', 'refused', [['result', '!=', 'passed']]],
  ['test.2.body', 'referred', [['body', '==', false]]],
  ['test.3.context', 'referred', [['context', '==', false]]],
  ['test.4.partners', 'referred', [['partners', '==', false]]],
  ['test.5.in_force', 'refused', [['inForce', '==', false]]],
  ['test.6.listed', 'referred', [['listed', '==', false]]],
  ['test.7.agreed', 'referred', [['agreed', '==', false]]],
  ['test.8.1.level', 'refused', [['level', '<', 'lowest']]],
  ['test.8.2.fresh', 'referred', [['fresh', '==', false]]],
  ...['test.9.least', 'test.10.full', 'test.13.1.whole', 'test.13.2.part'].map((rule) => [rule, 'incomplete', [['known', '==', false]]]),
  ['test.9.least', 'refused', [['known', '==', true], ['shown', '<', 'least']]],
  ['test.10.full', 'partial', [['known', '==', true], ['shown', '>=', 'least'], ['shown', '<', 'full']]],
  ['test.11.grade', 'referred', [['grade', '<', 0]]],
  ['test.12.pass', 'refused', [['grade', '>=', 0], ['grade', 'in', 'passes']]],
];

// ---- ZEN ----

const named = (id, type, content) => ({ id, name: id, type, position: { x: 0, y: 0 }, ...(content && { content }) });
const columns = (prefix, ...fields) => fields.map((field, i) => ({ id: prefix + i, name: field, field }));
const quote = (value) => JSON.stringify(value);

function reasonTable() {
  const fields = [...new Set(table.flatMap(([, , conditions]) => conditions.map(([fact]) => fact)))];
  const cell = ([fact, operator, value]) => operator === '==' ? `${value}`
    : operator === 'in' ? `not ($ in ${value})`
    : fact === 'result' ? `$ != ${quote(value)}` : `$ ${operator} ${value}`;
  const rules = table.map(([rule, verdict, conditions], n) => ({
    _id: `r${n}`,
    ...Object.fromEntries(fields.map((field, i) => [`i${i}`, conditions.filter(([fact]) => fact === field).map(cell).join(' and ')])),
    o0: quote(rule), o1: quote(verdict),
  }));
  return named('reasons', 'decisionTableNode', { hitPolicy: 'collect', inputs: columns('i', ...fields), outputs: columns('o', 'rule', 'verdict'), rules,
    passThrough: false, executionMode: 'loop', inputField: 'units', outputPath: 'reasons' });
}

function zen(nodes) {
  const { ZenEngine, ZenDecisionContent } = load('@gorules/zen-engine');
  const all = [named('in', 'inputNode'), ...nodes, named('out', 'outputNode')];
  const edges = all.slice(1).map((node, i) => ({ id: `e${i}`, type: 'edge', sourceId: all[i].id, targetId: node.id }));
  const content = { contentType: 'application/vnd.gorules.decision', nodes: all, edges };
  return new ZenEngine().createDecision(ZenDecisionContent ? new ZenDecisionContent(content) : content);
}

const failedOf = (reasons) => reasons.map((list) => Object.fromEntries(list.map((x) => [x.rule, x.verdict])));

const engines = {
  // Facts from JavaScript; one evaluate() a case, one table that collects, over the units.
  'zen-facts'() {
    const decision = zen([reasonTable()]);
    return async (c, digests) => {
      const facts = prepare(c), { result } = await decision.evaluate({ units: facts.map(plain) });
      return finish(c, facts.map((x) => x.f), failedOf(result.reasons), digests);
    };
  },
  // Parameters and grades by tables, sets, dates, shares and levels by expressions, reasons by a table: all in the graph.
  'zen-graph'() {
    const home = Object.keys(countries);
    const parameters = named('parameters', 'decisionTableNode', { hitPolicy: 'first', inputs: columns('i', 'home_country'),
      outputs: columns('o', 'least', 'full', 'below', 'years', 'contexts', 'passes'), passThrough: true, executionMode: 'single', inputField: null, outputPath: null,
      rules: home.map((code) => ({ _id: code, i0: quote(code), o0: `${countries[code].least}`, o1: `${countries[code].full}`, o2: `${countries[code].below}`,
        o3: `${countries[code].years}`, o4: quote(countries[code].contexts), o5: quote(countries[code].passes) })) });
    const level = (x) => `number(split(${x}, " ")[1])`;
    const once = named('once', 'expressionNode', { passThrough: true, executionMode: 'single', inputField: null, outputPath: null, expressions: [
      { id: 'x0', key: 'partners', value: 'agreement.home in mou.parties and agreement.host in mou.parties' },
      { id: 'x1', key: 'lowest', value: `${level('qualification.level')} - below` }] });
    const facts = named('facts', 'expressionNode', { passThrough: true, executionMode: 'single', inputField: null, outputPath: null, expressions: [
      { id: 'x2', key: 'units', value: `map(flatMap(transcripts as t, t.units) as u, { result: u.result, body: u.assessed_by in mou.parties, context: u.context in contexts,
        partners: partners, inForce: d(u.assessed) >= d(mou.first_day) and d(u.assessed) <= d(mou.last_day), code: u.targets[home_country].unit,
        listed: u.targets[home_country].unit in mou.units, agreed: u.targets[home_country].unit in agreement.units, level: ${level('u.level')}, lowest: lowest,
        fresh: d(agreement.last_day) <= d(u.assessed).add(years, "year"),
        shares: map(filter(qualification.components as k, k.unit == u.targets[home_country].unit) as k, len(filter(k.outcomes as o, o in u.outcomes)) / len(k.outcomes)),
        least: least, full: full, passes: passes, home: home_country, scale: u.scale ?? "", mark: u.grade ?? 0 })` }] });
    const rows = home.flatMap((code) => Object.entries(countries[code].grades).flatMap(([scale, grades]) => Object.entries(grades).map(([mark, grade]) =>
      ({ _id: code + scale + mark, i0: quote(code), i1: quote(scale), i2: mark, o0: `${grade}` }))));
    const grades = named('grades', 'decisionTableNode', { hitPolicy: 'first', inputs: columns('i', 'home', 'scale', 'mark'), outputs: columns('o', 'grade'), passThrough: true,
      executionMode: 'loop', inputField: 'units', outputPath: 'units', rules: [...rows, { _id: 'none', i0: '', i1: '', i2: '', o0: '-1' }] });
    const shown = named('shown', 'expressionNode', { passThrough: true, executionMode: 'loop', inputField: 'units', outputPath: 'units', expressions: [
      { id: 'x3', key: 'known', value: 'len(shares) > 0' }, { id: 'x4', key: 'shown', value: 'len(shares) > 0 ? shares[0] : -1' }] });
    const reasons = reasonTable();
    reasons.content.passThrough = true;
    const decision = zen([parameters, once, facts, grades, shown, reasons]);
    return async (c, digests) => {
      const { result } = await decision.evaluate(c);
      const found = unitsOf(c).map((u, i) => ({ ...factsOf(c, u), grade: result.units[i].grade }));
      return finish(c, found, failedOf(result.reasons), digests);
    };
  },
  // Facts from JavaScript; one run() a unit.
  'json-rules-engine'() {
    const { Engine } = load('json-rules-engine'), engine = new Engine();
    const operators = { '==': 'equal', '!=': 'notEqual', '<': 'lessThan', '>=': 'greaterThanInclusive', in: 'notIn' };
    const value = (fact, x) => typeof x === 'string' && fact !== 'result' ? { fact: x } : x;
    for (const [rule, verdict, conditions] of table)
      engine.addRule({ conditions: { all: conditions.map(([fact, operator, x]) => ({ fact, operator: operators[operator], value: value(fact, x) })) }, event: { type: rule, params: { rule, verdict } } });
    return async (c, digests) => {
      const facts = prepare(c), reasons = [];
      for (const x of facts) reasons.push((await engine.run(plain(x))).events.map((e) => e.params));
      return finish(c, facts.map((x) => x.f), failedOf(reasons), digests);
    };
  },
  // Cedar has neither counting nor tables nor division: JavaScript gives shares (in thousandths) and grades; sets, dates (as numbers),
  // levels and parameters are in the policies. One authorisation a unit over a set that was parsed before.
  cedar() {
    const cedar = load('@cedar-policy/cedar-wasm/nodejs');
    const by = (key) => `(if context.home == "DE" then ${countries.DE[key]} else if context.home == "FI" then ${countries.FI[key]} else ${countries.NL[key]})`;
    const share = (key) => `(if context.home == "DE" then ${countries.DE[key] * 1000} else if context.home == "FI" then ${countries.FI[key] * 1000} else ${countries.NL[key] * 1000})`;
    const list = (code, key) => JSON.stringify(countries[code][key]);
    const within = (what, key) => `(if context.home == "DE" then ${list('DE', key)}.contains(${what}) else if context.home == "FI" then ${list('FI', key)}.contains(${what}) else ${list('NL', key)}.contains(${what}))`;
    const when = {
      'test.1.passed refused': 'context.result != "passed"',
      'test.2.body referred': '!context.parties.contains(context.body)',
      'test.3.context referred': `!${within('context.context', 'contexts')}`,
      'test.4.partners referred': '!(context.parties.contains(context.homeSchool) && context.parties.contains(context.hostSchool))',
      'test.5.in_force refused': 'context.assessed < context.first || context.assessed > context.last',
      'test.6.listed referred': '!context.listed.contains(context.code)',
      'test.7.agreed referred': '!context.agreed.contains(context.code)',
      'test.8.1.level refused': `context.level < context.wanted - ${by('below')}`,
      'test.8.2.fresh referred': `context.assessed + ${by('years')} * 10000 < context.end`,
      'test.9.least incomplete': '!context.known',
      'test.10.full incomplete': '!context.known',
      'test.13.1.whole incomplete': '!context.known',
      'test.13.2.part incomplete': '!context.known',
      'test.9.least refused': `context.known && context.shown < ${share('least')}`,
      'test.10.full partial': `context.known && context.shown >= ${share('least')} && context.shown < ${share('full')}`,
      'test.11.grade referred': 'context.grade < 0',
      'test.12.pass refused': `context.grade >= 0 && !${within('context.grade', 'passes')}`,
    };
    const staticPolicies = { allow: 'permit(principal, action, resource);' };
    for (const id in when) staticPolicies[id] = `forbid(principal, action == Action::"recognise", resource) when { ${when[id]} };`;
    const parsed = cedar.preparsePolicySet('recog', { staticPolicies });
    if (parsed.type !== 'success') throw new Error(JSON.stringify(parsed));
    const day = (text) => +text.replaceAll('-', '');
    return async (c, digests) => {
      const of = countries[c.home_country], facts = [], reasons = [];
      for (const u of unitsOf(c)) {
        const f = factsOf(c, u, of);
        const answer = cedar.statefulIsAuthorized({
          principal: { type: 'Learner', id: c.learner.id }, action: { type: 'Action', id: 'recognise' }, resource: { type: 'Unit', id: u.id },
          preparsedPolicySetId: 'recog', entities: [], context: {
            home: c.home_country, result: u.result, parties: c.mou.parties, body: u.assessed_by, context: u.context, homeSchool: c.agreement.home, hostSchool: c.agreement.host,
            assessed: day(u.assessed), first: day(c.mou.first_day), last: day(c.mou.last_day), listed: c.mou.units, agreed: c.agreement.units, code: f.code,
            level: f.level, wanted: f.lowest + of.below, end: day(c.agreement.last_day), known: f.target !== undefined, shown: Math.floor(f.shown * 1000), grade: f.grade,
          },
        });
        if (answer.type !== 'success' || answer.response.diagnostics.errors.length) throw new Error(JSON.stringify(answer));
        facts.push(f);
        reasons.push(answer.response.decision === 'allow' ? [] : answer.response.diagnostics.reason.map((id) => ({ rule: id.split(' ')[0], verdict: id.split(' ')[1] })));
      }
      return finish(c, facts, failedOf(reasons), digests);
    };
  },
};

const [, , which, file, ...words] = process.argv;
if (!engines[which] || !file) {
  console.error('usage: node engines.mjs ' + Object.keys(engines).join('|') + ' FILE [DIGEST_DE DIGEST_FI DIGEST_NL]');
  process.exit(2);
}
const run = engines[which](), digests = digestsOf(words), out = writer();
for (const line of linesOf(file)) out.put(await run(JSON.parse(line), digests));
out.flush();
