-- The regulated qualifications framework (RQF) of England: no right to transfer; the awarding
-- organisation decides.

rule "gb.rqf.passed" {
  law       = "Ofqual General Conditions of Recognition",
  since     = "2015-10-01",
  says      = { en = "The unit was assessed and passed.", de = "Die Einheit wurde bewertet und bestanden.", fi = "Yksikkö on arvioitu hyväksytysti.", nl = "De eenheid is beoordeeld en behaald." },
  status    = "unverified",
  for_each  = unit,
  phase     = "assess",
  must      = same(unit.result, "passed"),
  otherwise = refused { instead = { "assessment" } },
}

-- Levels are compared through the European framework only.
rule "gb.rqf.level" {
  law      = "EQF referencing of the RQF (2010, 2019)",
  since    = "2015-10-01",
  says     = {
    en = "The European level of the unit, and the English level that answers to it; this is no recognition.",
    de = "Das europäische Niveau der Einheit und das englische, das ihm entspricht; das ist keine Anerkennung.",
    fi = "Yksikön eurooppalainen taso ja sitä vastaava Englannin taso; tämä ei ole tunnustaminen.",
    nl = "Het Europese niveau van de eenheid en het Engelse dat ermee overeenkomt; dit is geen erkenning.",
  },
  for_each = unit,
  phase    = "validate",
  gives    = inform { eqf_level = eqf(unit.level), rqf_level = from_table { param.rqf_levels, eqf(unit.level) } },
}

rule "gb.rqf.comparable" {
  law       = "EQF referencing of the RQF (2010, 2019)",
  since     = "2015-10-01",
  says      = {
    en = "The unit is at least at the European level of the qualification aimed at.",
    de = "Die Einheit liegt mindestens auf dem europäischen Niveau der angestrebten Qualifikation.",
    fi = "Yksikkö on vähintään tavoitellun tutkinnon eurooppalaisella tasolla.",
    nl = "De eenheid ligt ten minste op het Europese niveau van de beoogde kwalificatie.",
  },
  for_each  = unit,
  phase     = "validate",
  must      = at_least(eqf(unit.level), eqf(qualification.level)),
  otherwise = refused { instead = { "assessment" } },
}

-- Condition E10: the awarding organisation decides under its own policy; there is no right to it.
rule "gb.ofqual.e10.prior_learning" {
  law       = "Ofqual General Conditions of Recognition, condition E10",
  since     = "2015-10-01",
  says      = {
    en = "The awarding organisation accepts what was learnt, under its policy on prior learning.",
    de = "Die verleihende Organisation nimmt das Gelernte nach ihren Regeln für früheres Lernen an.",
    fi = "Myöntävä organisaatio hyväksyy opitun aiemmin opitun tunnustamisen sääntöjensä mukaan.",
    nl = "De toekennende organisatie accepteert het geleerde volgens haar beleid voor eerder leren.",
  },
  status    = "unverified",
  for_each  = unit,
  phase     = "recognise",
  must      = ruling.prior_learning,
  otherwise = refused { instead = { "assessment" } },
  gives     = award { unit = unit.target.unit },
}
