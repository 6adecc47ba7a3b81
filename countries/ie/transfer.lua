-- The Irish framework (NFQ) and its referencing to the EQF; Act of 2012.

-- What is put forward was assessed and passed.
rule "ie.qqi.passed" {
  law       = "Qualifications and Quality Assurance Act 2012; QQI award policy",
  since     = "2009-01-01",
  says      = { en = "The unit was assessed and passed.", de = "Die Einheit wurde bewertet und bestanden.", fi = "Yksikkö on arvioitu hyväksytysti.", nl = "De eenheid is beoordeeld en behaald." },
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
    en = "The unit is at least at the European level of the award aimed at.",
    de = "Die Einheit liegt mindestens auf dem europäischen Niveau des angestrebten Abschlusses.",
    fi = "Yksikkö on vähintään tavoitellun tutkinnon eurooppalaisella tasolla.",
    nl = "De eenheid ligt ten minste op het Europese niveau van de beoogde kwalificatie.",
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
    en = "The award is one of the Irish framework; another is not recognised as such, whatever its level.",
    de = "Der Abschluss gehört zum irischen Rahmen; ein anderer wird als solcher nicht anerkannt, gleich auf welchem Niveau.",
    fi = "Tutkinto kuuluu Irlannin viitekehykseen; muuta ei sellaisenaan tunnusteta tasosta riippumatta.",
    nl = "De kwalificatie hoort bij het Ierse raamwerk; een andere wordt niet als zodanig erkend, ongeacht het niveau.",
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
    en = "The minor awards complete all components of the major award; credit alone is not enough.",
    de = "Die Teilabschlüsse füllen alle Bestandteile des Abschlusses; Punkte allein genügen nicht.",
    fi = "Osatutkinnot kattavat kaikki tutkinnon osat; pisteet yksin eivät riitä.",
    nl = "De deelkwalificaties vullen alle onderdelen van de kwalificatie; punten alleen volstaan niet.",
  },
  status    = "unverified",
  for_each  = completion,
  must      = fulfils(completion.parts, qualification.composition),
  otherwise = refused { instead = { "minor_award" } },
  gives     = award_qualification { by = "parts" },
}
