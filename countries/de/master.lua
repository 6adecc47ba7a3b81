-- Admission to the examination of master craftsmen: § 49 HwO. Crafts that need a licence (Anlage A).

-- § 49 (1) sentence 1  The journeyman's examination in the craft or in a related one, or the final
-- examination of a corresponding occupation.
define "journeyman_of_the_craft" {
  law   = "HwO § 49 Abs. 1 Satz 1",
  since = "2005-04-01",
  says  = {
    en = "a journeyman's examination in the craft, in a related one, or a corresponding final examination",
    de = "eine Gesellenprüfung in dem oder einem verwandten Handwerk oder eine entsprechende Abschlussprüfung",
    fi = "kisällintutkinto samassa tai lähialan käsityössä tai sitä vastaava päättökoe",
    nl = "een gezellenexamen in het ambacht of een verwant ambacht, of een overeenkomstig eindexamen",
  },
  is    = some(earlier, all {
    same(earlier.kind, "training"),
    same(earlier.result, "completed"),
    any { earlier.in_occupation, ruling.related_craft },
  }),
}

-- § 49 (1) sentence 1  Or a master's examination, or equivalence of a foreign qualification (§ 40a).
define "master_or_equivalent" {
  law   = "HwO § 49 Abs. 1 Satz 1",
  since = "2012-04-01",
  says  = {
    en = "a master's examination passed before, or the equivalence of a foreign qualification",
    de = "eine schon bestandene Meisterprüfung oder eine Gleichwertigkeitsfeststellung",
    fi = "aiempi mestarintutkinto tai ulkomaisen tutkinnon vastaavuus",
    nl = "een eerder behaald meesterexamen of de gelijkwaardigheid van een buitenlandse kwalificatie",
  },
  is    = any {
    covers(admission.evidence, { "master_examination" }),
    covers(admission.evidence, { "certificate_of_equivalence" }),
  },
}

define "master_or_equivalent" {
  law      = "HwO § 49 Abs. 1 Satz 1",
  since    = "2005-04-01",
  last_day = "2012-03-31",
  says     = {
    en = "a master's examination passed before",
    de = "eine schon bestandene Meisterprüfung",
    fi = "aiempi mestarintutkinto",
    nl = "een eerder behaald meesterexamen",
  },
  is       = covers(admission.evidence, { "master_examination" }),
}

-- § 49 (2), (3)  Work in the craft itself, also on one's own account or as a foreman.
define "months_in_the_craft" {
  law   = "HwO § 49 Abs. 1 Satz 2, Abs. 2, 3",
  since = "2005-04-01",
  says  = {
    en = "work in the craft, also on one's own account or as a foreman",
    de = "Tätigkeit in dem Handwerk, auch selbständig oder als Werkmeister",
    fi = "työ käsityöalalla, myös itsenäisesti tai työnjohtajana",
    nl = "werk in het ambacht, ook zelfstandig of als meesterknecht",
  },
  is    = months_in_all(those(work, work.in_occupation)),
}

-- § 49 (2) sentence 3  A technical school counts as work: one year, or two where it lasts several years.
define "months_with_the_school" {
  law   = "HwO § 49 Abs. 2 Satz 3",
  since = "2005-04-01",
  says  = {
    en = "work in the craft, and a technical school of one or more years that was completed",
    de = "Tätigkeit in dem Handwerk und eine abgeschlossene ein- oder mehrjährige Fachschule",
    fi = "työ käsityöalalla ja suoritettu yksi- tai monivuotinen ammattikoulu (Fachschule)",
    nl = "werk in het ambacht en een voltooide een- of meerjarige vakschool",
  },
  is    = term.months_in_the_craft + lesser_of(
            rounded(
              months_in_all(those(earlier, all {
                same(earlier.kind, "technical_school"), same(earlier.result, "completed"),
              })),
              param.school_rounding),
            param.most_of_a_school),
}

-- § 49 (2), (4) No. 1  Several years: no more than three may be demanded, and the chamber may take fewer.
define "several_years" {
  law   = "HwO § 49 Abs. 2 Satz 2, Abs. 4 Satz 1 Nr. 1",
  since = "2005-04-01",
  says  = {
    en = "several years of work in the craft",
    de = "eine mehrjährige Berufstätigkeit in dem Handwerk",
    fi = "usean vuoden työ käsityöalalla",
    nl = "meerjarig werk in het ambacht",
  },
  is    = any {
    at_least(term.months_with_the_school, param.most_months_for_master),
    all { more_than(term.months_with_the_school, param.a_single_year), ruling.years_are_enough },
  },
}

-- § 49 (4)  On application the chamber may exempt from these conditions.
define "exempt_from_the_conditions" {
  law   = "HwO § 49 Abs. 4 Satz 1 Nr. 2, 3",
  since = "2005-04-01",
  says  = {
    en = "the chamber exempts from the conditions, on application",
    de = "die Handwerkskammer befreit auf Antrag von den Voraussetzungen",
    fi = "käsityökamari vapauttaa hakemuksesta edellytyksistä",
    nl = "de ambachtskamer stelt op aanvraag vrij van de voorwaarden",
  },
  is    = all {
    covers(admission.evidence, { "application_for_exemption" }),
    ruling.exempt_from_conditions,
  },
}

-- § 49 (1), (2), until the end of 2024
rule "de.hwo.49.admission" {
  law       = "HwO § 49 Abs. 1 Satz 1, Abs. 2",
  since     = "2005-04-01",
  last_day  = "2024-12-31",
  says      = {
    en = "The master's examination is open to journeymen of the craft, and to others after several years of work in it.",
    de = "Zur Meisterprüfung wird zugelassen, wer in dem Handwerk Geselle ist oder mit anderem Abschluss mehrere Jahre darin tätig war.",
    fi = "Mestarikokeeseen pääsee alan kisälli ja muun kokeen suorittanut, joka on tehnyt alan työtä useita vuosia.",
    nl = "Tot het meesterexamen wordt toegelaten wie gezel in het ambacht is, of met een ander examen er meerdere jaren in werkte.",
  },
  reading   = {
    en = "Several years are more than one; more than three may not be demanded. In between the chamber decides.",
    de = "Mehrjährig ist mehr als ein Jahr; mehr als drei dürfen nicht gefordert werden. Dazwischen entscheidet die Handwerkskammer.",
  },
  for_each  = admission,
  where     = same(admission.route, "master"),
  must      = any {
    term.journeyman_of_the_craft,
    term.master_or_equivalent,
    all {
      some(earlier, all { same(earlier.kind, "training"), same(earlier.result, "completed") }),
      term.several_years,
    },
    term.exempt_from_the_conditions,
  },
  otherwise = refused { instead = { "work_in_the_craft", "training", "equivalence" } },
  gives     = admit { to = "master_exam" },
}

-- Since 2025 full comparability takes the place of an examination, with a year of work after it.
rule "de.hwo.49.admission" {
  law       = "HwO § 49 Abs. 1 Satz 1, Abs. 2",
  since     = "2025-01-01",
  says      = {
    en = "The master's examination is open to journeymen, and to others, also fully comparable ones, after years of work in the craft.",
    de = "Zur Meisterprüfung wird zugelassen, wer Geselle ist oder mit anderem Abschluss oder Zeugnis mehrere Jahre tätig war.",
    fi = "Mestarikokeeseen pääsee kisälli ja muun kokeen tai täyden vertailtavuuden haltija, joka on tehnyt alan työtä useita vuosia.",
    nl = "Tot het meesterexamen wordt toegelaten wie gezel is, of met een ander examen of bewijs meerdere jaren in het ambacht werkte.",
  },
  reading   = {
    en = "Several years are more than one; more than three may not be demanded. In between the chamber decides.",
    de = "Mehrjährig ist mehr als ein Jahr; mehr als drei dürfen nicht gefordert werden. Dazwischen entscheidet die Handwerkskammer.",
  },
  for_each  = admission,
  where     = same(admission.route, "master"),
  must      = any {
    term.journeyman_of_the_craft,
    term.master_or_equivalent,
    all {
      some(earlier, all { same(earlier.kind, "training"), same(earlier.result, "completed") }),
      term.several_years,
    },
    all {
      term.certified_fully_comparable,
      term.several_years,
      at_least(admission.months_since_certificate, param.months_since_certificate),
    },
    term.exempt_from_the_conditions,
  },
  otherwise = refused { instead = { "work_in_the_craft", "training", "equivalence" } },
  gives     = admit { to = "master_exam" },
}

-- § 49 (1) sentence 2  A training of less than three years needs a year of work in the craft besides; not for
-- those who passed by June 2021 and applied before 14 June 2023 (§ 123 (3)).
rule "de.hwo.49.1.year" {
  law       = "HwO § 49 Abs. 1 Satz 2, § 123 Abs. 3",
  since     = "2021-07-01",
  says      = {
    en = "Whoever was trained for an occupation of less than three years has worked in the craft for a year.",
    de = "Wer einen Ausbildungsberuf von weniger als drei Jahren erlernt hat, muss ein Jahr in dem Handwerk tätig gewesen sein.",
    fi = "Alle kolmivuotiseen ammattiin kouluttautuneen on pitänyt työskennellä käsityöalalla vuoden.",
    nl = "Wie een opleiding van minder dan drie jaar heeft gevolgd, heeft een jaar in het ambacht gewerkt.",
  },
  reading   = {
    en = "The prescribed time counts, not what the contract shortened; the day of passing is the day on which the training ended.",
    de = "Es zählt die festgelegte Dauer, nicht die verkürzte; Tag des Bestehens ist der Tag, an dem die Ausbildung endete.",
  },
  for_each  = admission,
  where     = all { same(admission.route, "master"), term.journeyman_of_the_craft, no(term.master_or_equivalent) },
  must      = any {
    some(earlier, all {
      same(earlier.kind, "training"),
      same(earlier.result, "completed"),
      any { earlier.in_occupation, ruling.related_craft },
      any {
        at_least(earlier.regular_months, param.a_full_training),
        all {
          on_or_before(earlier.ended, param.passed_before_the_year),
          before(admission.applied, param.applied_before_the_year),
        },
      },
    }),
    at_least(term.months_in_the_craft, param.a_single_year),
    term.exempt_from_the_conditions,
  },
  otherwise = refused { instead = { "work_in_the_craft" } },
}
