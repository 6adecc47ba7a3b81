-- Recommendation 2009/C 155/02, Annex II: memorandum of understanding and learning agreement.
-- It builds on the set eu/assessment, where its terms are defined. A country that adopts it declares
-- the body `home_institution` and the steps `completed_memorandum`, `signatures` and `commitment`.

-- II.2  Formal learning passes between partners of a memorandum; without one, the home institution
-- has its own procedure.
rule "eu.2009.ii.2.mou" {
  law       = "2009/C 155/02 Annex II.2",
  since     = "2009-06-18",
  says      = {
    en = "Formal learning comes under a memorandum of understanding, or the home institution's procedure finds it.",
    de = "Formales Lernen fällt unter eine Absichtserklärung, oder die entsendende Einrichtung stellt es in ihrem Verfahren fest.",
    fi = "Muodollinen oppiminen kuuluu yhteisymmärryspöytäkirjan piiriin, tai lähettävä laitos toteaa sen omassa menettelyssään.",
    nl = "Formeel leren valt onder een intentieverklaring, of de zendende instelling stelt het volgens haar eigen procedure vast.",
  },
  for_each  = unit,
  phase     = "validate",
  where     = same(unit.context, "formal"),
  must      = term.under_mou,
  otherwise = ruling.identified_at_home,
}

-- II.2  What a memorandum confirms: status, quality assurance and criteria, conditions,
-- comparability of the qualifications, other actors.
rule "eu.2009.ii.2.confirmed" {
  law       = "2009/C 155/02 Annex II.2",
  since     = "2009-06-18",
  says      = {
    en = "The memorandum confirms status, quality assurance, criteria, conditions, comparability and actors.",
    de = "Die Absichtserklärung bestätigt Status, Qualitätssicherung, Kriterien, Bedingungen, Vergleichbarkeit und Beteiligte.",
    fi = "Yhteisymmärryspöytäkirja vahvistaa aseman, laadunvarmistuksen, kriteerit, ehdot, vertailtavuuden ja muut osapuolet.",
    nl = "De intentieverklaring bevestigt status, kwaliteitsborging, criteria, voorwaarden, vergelijkbaarheid en betrokkenen.",
  },
  for_each  = unit,
  phase     = "validate",
  where     = all { term.between_partners, term.under_mou },
  must      = all {
    mou.accepts_status,
    mou.accepts_quality_assurance,
    mou.accepts_assessment,
    mou.accepts_validation,
    mou.accepts_recognition,
    mou.agrees_conditions,
    mou.comparable,
    mou.names_actors,
  },
  otherwise = conditional "completed_memorandum",
}

-- II.2  A memorandum may list the units that pass under it; others go by the home procedure.
rule "eu.2009.ii.2.listed" {
  law       = "2009/C 155/02 Annex II.2",
  since     = "2009-06-18",
  says      = {
    en = "A memorandum that lists units covers the units of its list.",
    de = "Eine Absichtserklärung mit einer Liste gilt für die Einheiten der Liste.",
    fi = "Yhteisymmärryspöytäkirja, jossa on luettelo, koskee luettelon yksikköjä.",
    nl = "Een intentieverklaring met een lijst geldt voor de eenheden op die lijst.",
  },
  for_each  = unit,
  phase     = "validate",
  where     = all { term.between_partners, term.under_mou, given(mou.units) },
  must      = one_of(unit.target.unit, mou.units),
  otherwise = ruling.identified_at_home,
}

-- II.3  Home, host and learner sign the learning agreement, under a memorandum in force.
rule "eu.2009.ii.3.agreement" {
  law       = "2009/C 155/02 Annex II.3",
  since     = "2009-06-18",
  says      = {
    en = "Home, host and learner sign the learning agreement while the memorandum is in force.",
    de = "Beide Einrichtungen und die lernende Person unterschreiben die Lernvereinbarung, solange die Absichtserklärung gilt.",
    fi = "Lähettävä laitos, vastaanottava laitos ja oppija allekirjoittavat oppimissopimuksen yhteisymmärryspöytäkirjan voimassa ollessa.",
    nl = "Zendende instelling, ontvangende instelling en lerende tekenen de leerovereenkomst terwijl de intentieverklaring geldt.",
  },
  for_each  = unit,
  phase     = "validate",
  where     = all { term.between_partners, term.under_mou },
  must      = all {
    covers(agreement.signed_by, { "home", "host", "learner" }),
    different(agreement.home, agreement.host),
    in_force(mou, agreement.signed),
  },
  otherwise = conditional "signatures",
}

-- II.3  The agreement says that the home institution validates and recognises what is achieved.
rule "eu.2009.ii.3.commitment" {
  law       = "2009/C 155/02 Annex II.3",
  since     = "2009-06-18",
  says      = {
    en = "The home institution undertakes to validate and recognise what is achieved and assessed.",
    de = "Die entsendende Einrichtung sagt zu, erreichte und beurteilte Lernergebnisse zu validieren und anzuerkennen.",
    fi = "Lähettävä laitos sitoutuu validoimaan ja tunnustamaan saavutetut ja arvioidut oppimistulokset.",
    nl = "De zendende instelling zegt toe te valideren en te erkennen wat is bereikt en beoordeeld.",
  },
  for_each  = unit,
  phase     = "validate",
  where     = all { term.between_partners, term.under_mou },
  must      = agreement.recognises_when_achieved,
  otherwise = conditional "commitment",
}

-- The learning agreement rests on the memorandum that the one of the case has replaced.
rule "eu.guide.review.replaced" {
  law      = "ECVET guide",
  since    = "2009-06-18",
  status   = "unverified",
  says     = {
    en = "The learning agreement rests on a memorandum that was replaced; that one has to be looked at, or a new agreement made.",
    de = "Die Lernvereinbarung beruht auf einer abgelösten Absichtserklärung; diese ist heranzuziehen oder neu zu vereinbaren.",
    fi = "Oppimissopimus perustuu korvattuun yhteisymmärryspöytäkirjaan; tarkastele sitä tai tee uusi sopimus.",
    nl = "De leerovereenkomst rust op een vervangen intentieverklaring; neem die erbij of sluit een nieuwe leerovereenkomst.",
  },
  reading  = { en = "What was signed under the earlier memorandum stays under it; nothing says that the new one takes it over." },
  for_each = unit,
  phase    = "validate",
  where    = same(agreement.mou, case.mou.replaces),
  gives    = inform { replaced_by = case.mou.id },
}

-- The unit was assessed before the memorandum began, which replaced another.
rule "eu.guide.review.before" {
  law      = "ECVET guide",
  since    = "2009-06-18",
  status   = "unverified",
  says     = {
    en = "The unit was assessed before this memorandum began; the one that it replaced may cover it.",
    de = "Die Einheit wurde vor Beginn dieser Absichtserklärung beurteilt; die abgelöste kann für sie gelten.",
    fi = "Yksikkö arvioitiin ennen tämän yhteisymmärryspöytäkirjan alkua; korvattu pöytäkirja voi kattaa sen.",
    nl = "De eenheid is beoordeeld voordat deze intentieverklaring begon; de vervangen intentieverklaring kan ervoor gelden.",
  },
  for_each = unit,
  phase    = "validate",
  where    = all { given(mou.replaces), before(unit.assessed, mou.first_day) },
  gives    = inform { memorandum_before = mou.replaces },
}
