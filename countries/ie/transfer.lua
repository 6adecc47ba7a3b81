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
  for_each  = completion,
  must      = fulfils(completion.parts, qualification.composition),
  otherwise = refused { instead = { "minor_award" } },
  gives     = award_qualification { by = "parts" },
}

-- A major award of levels 5 and 6 has 120 credits; level 1 has 20 and level 2 has 30, both European level 1.
rule "ie.qqi.major_credits" {
  law       = "QQI award policy (common awards system)",
  since     = "2009-01-01",
  says      = {
    en = "The components of a major award have at least the credits of its level.",
    de = "Die Bestandteile eines Vollabschlusses haben mindestens die Punkte seines Niveaus.",
    fi = "Koko tutkinnon osilla on vähintään sen tason pisteet.",
    nl = "De onderdelen van een hele kwalificatie hebben ten minste de punten van het niveau.",
  },
  reading   = { en = "Irish levels 1 and 2 are both European level 1: the smaller of their sizes is asked for there." },
  for_each  = completion,
  must      = at_least(sum_of(part.points), from_table { param.major_award_credits, eqf(qualification.level) }),
  otherwise = refused { instead = { "minor_award" } },
}

-- The links scheme into higher education takes the whole major award, not a sum of credits.
rule "ie.hels.progression" {
  law       = "Higher education links scheme (QQI page)",
  since     = "2009-01-01",
  says      = {
    en = "The links scheme into higher education takes the whole major award.",
    de = "Der Übergang in die Hochschulbildung setzt den ganzen Vollabschluss voraus.",
    fi = "Siirtyminen korkeakoulutukseen edellyttää koko tutkintoa.",
    nl = "Doorstroom naar het hoger onderwijs vraagt de hele kwalificatie.",
  },
  for_each  = admission,
  must      = covers(admission.evidence, { "major_award" }),
  otherwise = refused { instead = { "minor_award" } },
  gives     = admit { to = "higher_education_links_scheme" },
}

-- Prior learning of any kind: access, credit, exemption, by the provider's own policy; never automatic.
rule "ie.qqa.prior_learning" {
  law       = "Qualifications and Quality Assurance Act 2012; QQI policy on access, transfer and progression",
  since     = "2012-11-06",
  says      = {
    en = "The provider decides on prior learning under its own policy; there is no automatic right.",
    de = "Über früheres Lernen entscheidet der Bildungsträger nach eigenen Regeln; ein Recht darauf besteht nicht.",
    fi = "Järjestäjä päättää aiemmin opitusta omilla säännöillään; oikeutta siihen ei ole suoraan.",
    nl = "Over eerder leren beslist de aanbieder volgens eigen beleid; er is geen automatisch recht.",
  },
  status    = "unverified",
  for_each  = exemption,
  must      = ruling.prior_learning,
  otherwise = refused { instead = { "minor_award" } },
  gives     = exempt { part = exemption.part },
}

-- Size of a unit in credits of further education, from the hours of the learner.
rule "ie.qqi.credits" {
  law      = "QQI award policy (common awards system)",
  since    = "2009-01-01",
  says     = {
    en = "One credit stands for ten hours of learner effort; it is not converted into other points.",
    de = "Ein Punkt steht für zehn Lernstunden; in andere Punkte wird er nicht umgerechnet.",
    fi = "Yksi piste vastaa kymmentä oppijan työtuntia; sitä ei muunneta muiksi pisteiksi.",
    nl = "Eén punt staat voor tien leeruren; het wordt niet in andere punten omgerekend.",
  },
  status   = "unverified",
  for_each = unit,
  phase    = "recognise",
  where    = all { same(unit.framework, "NFQ"), given(unit.hours) },
  gives    = inform {
    fet_credits = divide(unit.hours, param.hours_a_credit),
    credits_of_a_minor_award = from_table { param.minor_award_credits, eqf(unit.level), otherwise = none },
  },
}
