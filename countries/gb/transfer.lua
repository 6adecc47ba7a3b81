-- The regulated qualifications framework (RQF) of England: no right to transfer; the awarding
-- organisation decides.

rule "gb.rqf.passed" {
  law       = "Ofqual General Conditions of Recognition",
  since     = "2015-10-01",
  says      = {
    en = "Only a unit that was assessed and passed counts.",
    de = "Nur eine bewertete und bestandene Einheit zählt.",
    fi = "Vain hyväksytysti arvioitu yksikkö otetaan huomioon.",
    nl = "Alleen een beoordeelde en behaalde eenheid telt.",
  },
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
    en = "The unit has to be at least at the European level of the qualification aimed at.",
    de = "Die Einheit muss mindestens auf dem europäischen Niveau der angestrebten Qualifikation liegen.",
    fi = "Yksikön on oltava vähintään tavoitellun tutkinnon eurooppalaisella tasolla.",
    nl = "De eenheid moet ten minste op het Europese niveau van de beoogde kwalificatie liggen.",
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
    en = "The awarding organisation decides under its own policy on prior learning; there is no right to it.",
    de = "Die verleihende Organisation entscheidet nach ihren Regeln für früheres Lernen; ein Recht darauf besteht nicht.",
    fi = "Myöntävä organisaatio päättää omien aiemmin opitun tunnustamisen sääntöjensä mukaan; oikeutta siihen ei ole.",
    nl = "De toekennende organisatie beslist volgens haar eigen beleid voor eerder leren; er is geen recht op.",
  },
  status    = "unverified",
  for_each  = unit,
  phase     = "recognise",
  must      = ruling.prior_learning,
  otherwise = refused { instead = { "assessment" } },
  gives     = award { unit = unit.target.unit },
}
