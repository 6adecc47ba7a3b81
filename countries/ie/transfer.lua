-- The Irish framework (NFQ) and its referencing to the EQF; Act of 2012.

-- What is put forward was assessed and passed.
rule "ie.qqi.passed" {
  law       = "Qualifications and Quality Assurance Act 2012; QQI award policy",
  since     = "2009-01-01",
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
  otherwise = refused { instead = { "provider_prior_learning" } },
}

-- Levels are compared through the European framework only; level is information, not recognition.
rule "ie.nfq.level" {
  law      = "EQF referencing of the NFQ (2009, 2020)",
  since    = "2009-01-01",
  says     = {
    en = "The European level of the unit, and the Irish level that answers to it; this is no recognition.",
    de = "Das europäische Niveau der Einheit und das irische, das ihm entspricht; das ist keine Anerkennung.",
    fi = "Yksikön eurooppalainen taso ja sitä vastaava Irlannin taso; tämä ei ole tunnustaminen.",
    nl = "Het Europese niveau van de eenheid en het Ierse dat ermee overeenkomt; dit is geen erkenning.",
  },
  for_each = unit,
  phase    = "validate",
  gives    = inform { eqf_level = eqf(unit.level), nfq_level = from_table { param.nfq_levels, eqf(unit.level) } },
}

rule "ie.nfq.comparable" {
  law       = "EQF referencing of the NFQ (2009, 2020)",
  since     = "2009-01-01",
  says      = {
    en = "The unit has to be at least at the European level of the award aimed at.",
    de = "Die Einheit muss mindestens auf dem europäischen Niveau des angestrebten Abschlusses liegen.",
    fi = "Yksikön on oltava vähintään tavoitellun tutkinnon eurooppalaisella tasolla.",
    nl = "De eenheid moet ten minste op het Europese niveau van de beoogde kwalificatie liggen.",
  },
  for_each  = unit,
  phase     = "validate",
  must      = at_least(eqf(unit.level), eqf(qualification.level)),
  otherwise = refused { instead = { "provider_prior_learning" } },
}

-- Only awards of the framework are awards; others are for the provider's policy on prior learning.
rule "ie.qqi.award" {
  law       = "Qualifications and Quality Assurance Act 2012; QQI award policy",
  since     = "2009-01-01",
  says      = {
    en = "Only an award of the Irish framework is recognised as such; an equal level is not enough.",
    de = "Nur ein Abschluss des irischen Rahmens wird als solcher anerkannt; ein gleiches Niveau genügt nicht.",
    fi = "Vain Irlannin viitekehyksen tutkinto tunnustetaan sellaisenaan; sama taso ei riitä.",
    nl = "Alleen een kwalificatie van het Ierse raamwerk wordt als zodanig erkend; een gelijk niveau is niet genoeg.",
  },
  status    = "unverified",
  for_each  = unit,
  phase     = "recognise",
  must      = same(unit.framework, "NFQ"),
  otherwise = refused { instead = { "provider_prior_learning", "progression" } },
  gives     = award { unit = unit.target.unit },
}

-- Minor awards add up to a major award when its components are complete; credit alone is not enough.
rule "ie.qqi.major_award" {
  law       = "QQI award policy (common awards system)",
  since     = "2009-01-01",
  says      = {
    en = "Minor awards make a major award when they complete all its components; credit alone is not enough.",
    de = "Teilabschlüsse ergeben den Abschluss, wenn sie alle Bestandteile füllen; Punkte allein genügen nicht.",
    fi = "Osatutkinnoista tulee tutkinto, kun ne kattavat kaikki sen osat; pisteet yksin eivät riitä.",
    nl = "Deelkwalificaties vormen de kwalificatie als zij alle onderdelen vullen; punten alleen volstaan niet.",
  },
  status    = "unverified",
  for_each  = completion,
  must      = fulfils(completion.parts, qualification.composition),
  otherwise = refused { instead = { "minor_award" } },
  gives     = award_qualification { by = "parts" },
}
