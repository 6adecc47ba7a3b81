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

-- Units add up inside the rules of the qualification.
rule "gb.ofqual.complete" {
  law       = "Ofqual General Conditions of Recognition; rules of combination of the qualification",
  since     = "2015-10-01",
  says      = {
    en = "The units passed fill the rules of combination of the qualification.",
    de = "Die bestandenen Einheiten erfüllen die Zusammensetzungsregeln der Qualifikation.",
    fi = "Suoritetut yksiköt täyttävät tutkinnon muodostumissäännöt.",
    nl = "De behaalde eenheden vullen de samenstellingsregels van de kwalificatie.",
  },
  status    = "unverified",
  for_each  = completion,
  must      = fulfils(completion.parts, qualification.composition),
  otherwise = refused { instead = { "units" } },
  gives     = award_qualification { by = "parts" },
}

rule "gb.ofqual.size.award" {
  law      = "Ofqual General Conditions of Recognition, size criteria: Award",
  since    = "2015-10-01",
  says     = {
    en = "An Award has at most 120 hours; ten hours make one credit.",
    de = "Ein Award hat höchstens 120 Stunden; zehn Stunden sind ein Punkt.",
    fi = "Award-tutkinnossa on enintään 120 tuntia; kymmenen tuntia on yksi piste.",
    nl = "Een Award heeft ten hoogste 120 uur; tien uur is één punt.",
  },
  reading  = { en = "Total qualification time belongs to qualifications; units need none." },
  status   = "unverified",
  for_each = completion,
  where    = at_most(qualification.hours, param.longest_award),
  gives    = inform {
    size = "Award",
    credit = rounded(divide(qualification.hours, param.hours_a_credit), param.credit_rounding),
  },
}

rule "gb.ofqual.size.certificate" {
  law      = "Ofqual General Conditions of Recognition, size criteria: Certificate",
  since    = "2015-10-01",
  says     = {
    en = "A Certificate has more hours than an Award and at most 369; ten hours make one credit.",
    de = "Ein Certificate hat mehr Stunden als ein Award und höchstens 369; zehn Stunden sind ein Punkt.",
    fi = "Certificate-tutkinnossa on enemmän tunteja kuin Award-tutkinnossa ja enintään 369; kymmenen tuntia on yksi piste.",
    nl = "Een Certificate heeft meer uren dan een Award en ten hoogste 369; tien uur is één punt.",
  },
  reading  = { en = "Total qualification time belongs to qualifications; units need none." },
  status   = "unverified",
  for_each = completion,
  where    = all {
    more_than(qualification.hours, param.longest_award),
    at_most(qualification.hours, param.longest_certificate),
  },
  gives    = inform {
    size = "Certificate",
    credit = rounded(divide(qualification.hours, param.hours_a_credit), param.credit_rounding),
  },
}

rule "gb.ofqual.size.diploma" {
  law      = "Ofqual General Conditions of Recognition, size criteria: Diploma",
  since    = "2015-10-01",
  says     = {
    en = "A Diploma has more hours than a Certificate; ten hours make one credit.",
    de = "Ein Diploma hat mehr Stunden als ein Certificate; zehn Stunden sind ein Punkt.",
    fi = "Diploma-tutkinnossa on enemmän tunteja kuin Certificate-tutkinnossa; kymmenen tuntia on yksi piste.",
    nl = "Een Diploma heeft meer uren dan een Certificate; tien uur is één punt.",
  },
  reading  = { en = "Total qualification time belongs to qualifications; units need none." },
  status   = "unverified",
  for_each = completion,
  where    = more_than(qualification.hours, param.longest_certificate),
  gives    = inform {
    size = "Diploma",
    credit = rounded(divide(qualification.hours, param.hours_a_credit), param.credit_rounding),
  },
}
