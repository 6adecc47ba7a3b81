/* What `erkend new` writes: a country of four rules with its tests, to be replaced line by line.
 *
 * @CC@ and @cc@ stand for the code, @NAME@ for the name in quotes. The law in it is made up and
 * marked so (status: unverified), which every decision repeats until somebody has compared it. */
#include "cli/cli.h"

static const char country[] =
    "# yaml-language-server: $schema=editor/country.schema.json\n"
    "country: \"@CC@\"\n"
    "name: { en: @NAME@ }\n"
    "language: en                # or de, fi, nl: then every text is needed in it too\n"
    "first_day: 2020-01-01       # nothing is decided by this folder before\n"
    "accumulates: false          # do units add up to a qualification here?\n"
    "uses_points: false\n"
    "adopts: []                  # sets of the European framework, as in [eu/assessment]\n"
    "acts:\n"
    "  VET Act: { title: The act that you are writing down, compared: 2020-01-01, status: draft }\n"
    "bodies:\n"
    "  board:\n"
    "    says: { en: the examination board }\n"
    "frameworks:\n"
    "  NQF: { \"3\": 3, \"4\": 4, \"5\": 5 }   # national level: level of the EQF\n"
    "claims:                     # what is asked here when a case makes no claim of its own\n"
    "  abroad: { from: stays }\n"
    "  unit: { from: units_outside_stays }\n";

static const char parameters[] =
    "# yaml-language-server: $schema=editor/parameters.schema.json\n"
    "longest_stay:\n"
    "  says:\n"
    "    en: longest time abroad that counts\n"
    "  unit: months\n"
    "  values:                   # an amendment is one more line; the past is never edited\n"
    "    2020-01-01: { value: 6, law: \"VET Act § 4\", status: unverified }\n";

static const char questions[] = "# yaml-language-server: $schema=editor/questions.schema.json\n"
                                "longer_stay:\n"
                                "  asks:\n"
                                "    en: May the time abroad be longer?\n"
                                "  type: exception\n"
                                "  body: board\n"
                                "  about: abroad\n"
                                "  answer: yes or no\n"
                                "  law: \"VET Act § 4 (2)\"\n"
                                "  evidence: [training plan]\n"
                                "  status: unverified\n"
                                "equal_competence:\n"
                                "  asks:\n"
                                "    en: Is the competence equal to that of the unit here?\n"
                                "  type: comparison\n"
                                "  body: board\n"
                                "  about: unit\n"
                                "  answer: yes or no\n"
                                "  law: \"VET Act § 5\"\n"
                                "  evidence: [description of the unit]\n"
                                "  status: unverified\n";

static const char laws[] =
    "# yaml-language-server: $schema=editor/laws.schema.json\n"
    "# erkend check --coverage-of-law holds these provisions against rules and tests.\n"
    "VET Act:\n"
    "  § 3:\n"
    "    says: { en: what a unit is }\n"
    "    no_rule_because: { en: it binds whoever writes the curriculum }\n"
    "  § 4:\n"
    "    says: { en: time abroad }\n"
    "  § 5:\n"
    "    says: { en: exemption from a unit }\n";

static const char transfer[] =
    "-- VET Act of @CC@: how learning from elsewhere counts. One rule, one provision of law.\n"
    "\n"
    "-- § 4  Time abroad counts up to a limit; the board may allow more.\n"
    "rule \"@cc@.vet.4.longest_stay\" {\n"
    "  law       = \"VET Act § 4\",\n"
    "  since     = \"2020-01-01\",\n"
    "  status    = \"unverified\",\n"
    "  says      = { en = \"Time abroad counts up to the longest stay.\" },\n"
    "  for_each  = abroad,\n"
    "  must      = at_most(months_in_all(stay), param.longest_stay),\n"
    "  otherwise = ruling.longer_stay,\n"
    "  gives     = count_as_training { months = months_in_all(stay) },\n"
    "}\n"
    "\n"
    "-- § 5  A unit that was passed is exempted from, if it covers the unit here or the board "
    "finds\n"
    "-- the competence equal.\n"
    "rule \"@cc@.vet.5.passed\" {\n"
    "  law       = \"VET Act § 5\",\n"
    "  since     = \"2020-01-01\",\n"
    "  status    = \"unverified\",\n"
    "  says      = { en = \"The unit was passed.\" },\n"
    "  for_each  = unit,\n"
    "  phase     = \"assess\",\n"
    "  must      = same(unit.result, \"passed\"),\n"
    "  otherwise = refused,\n"
    "}\n"
    "\n"
    "rule \"@cc@.vet.5.equal\" {\n"
    "  law       = \"VET Act § 5\",\n"
    "  since     = \"2020-01-01\",\n"
    "  status    = \"unverified\",\n"
    "  says      = { en = \"The unit covers all outcomes of the unit here.\" },\n"
    "  for_each  = unit,\n"
    "  phase     = \"validate\",\n"
    "  must      = covers(unit.outcomes, unit.target.outcomes),\n"
    "  otherwise = ruling.equal_competence,\n"
    "}\n"
    "\n"
    "rule \"@cc@.vet.5.exempted\" {\n"
    "  law       = \"VET Act § 5\",\n"
    "  since     = \"2020-01-01\",\n"
    "  status    = \"unverified\",\n"
    "  says      = { en = \"Who has learnt it is exempted from it.\" },\n"
    "  for_each  = unit,\n"
    "  gives     = exempt { part = unit.target.unit },\n"
    "}\n";

static const char cases[] =
    "# yaml-language-server: $schema=../editor/cases.schema.json\n"
    "- name: Six months are the longest stay\n"
    "  decided: 2024-12-01\n"
    "  given: { abroad: { stays: [{ first_day: 2024-01-01, last_day: 2024-06-30 }] } }\n"
    "  expect: { verdict: recognised, effects: [\"count_as_training months=6\"] }\n"
    "\n"
    "- name: A day more is for the board to decide\n"
    "  decided: 2024-12-01\n"
    "  given: { abroad: { stays: [{ first_day: 2024-01-01, last_day: 2024-07-01 }] } }\n"
    "  expect: { verdict: referred, because: [@cc@.vet.4.longest_stay], asks: [longer_stay] }\n"
    "\n"
    "- name: A stay without a last day leaves the answer open\n"
    "  decided: 2024-12-01\n"
    "  given: { abroad: { stays: [{ first_day: 2024-01-01 }] } }\n"
    "  expect: { verdict: incomplete, missing: [stay.last_day] }\n"
    "\n"
    "- name: A unit that covers all is exempted from\n"
    "  decided: 2024-12-01\n"
    "  given:\n"
    "    unit: { result: passed, context: formal, outcomes: [a1, a2],\n"
    "            target: { unit: a, outcomes: [a1, a2] } }\n"
    "  expect: { verdict: recognised, effects: [exempt part=a] }\n"
    "\n"
    "- name: One outcome less is for the board to compare\n"
    "  decided: 2024-12-01\n"
    "  given:\n"
    "    unit: { result: passed, context: formal, outcomes: [a1],\n"
    "            target: { unit: a, outcomes: [a1, a2] } }\n"
    "  expect: { verdict: referred, because: [@cc@.vet.5.equal], asks: [equal_competence] }\n"
    "\n"
    "- name: A unit that was failed is refused\n"
    "  decided: 2024-12-01\n"
    "  given:\n"
    "    unit: { result: failed, context: formal, outcomes: [a1, a2],\n"
    "            target: { unit: a, outcomes: [a1, a2] } }\n"
    "  expect: { verdict: refused, because: [@cc@.vet.5.passed] }\n";

static const char luarc[] = "{\n"
                            "  \"runtime.version\": \"Lua 5.4\",\n"
                            "  \"workspace.library\": [\"editor/rules.lua\"],\n"
                            "  \"diagnostics.disable\": [\"lowercase-global\"]\n"
                            "}\n";

const cli_new_file cli_new_files[] = {
    {"country.yaml", country, NULL},
    {"parameters.yaml", parameters, NULL},
    {"questions.yaml", questions, NULL},
    {"laws.yaml", laws, NULL},
    {"transfer.lua", transfer, NULL},
    {"cases/transfer.yaml", cases, NULL},
    {".luarc.json", luarc, NULL},
    {"editor/country.schema.json", NULL, "country"},
    {"editor/parameters.schema.json", NULL, "parameters"},
    {"editor/questions.schema.json", NULL, "questions"},
    {"editor/laws.schema.json", NULL, "laws"},
    {"editor/cases.schema.json", NULL, "cases"},
    {"editor/case.schema.json", NULL, "case"},
    {"editor/qualification.schema.json", NULL, "qualification"},
    {"editor/rules.lua", NULL, "rules"},
    {NULL, NULL, NULL},
};
