-- Recommendation 2009/C 155/02, Annex II.4: points of a qualification, and of its units.
-- The Recommendation of 24 November 2020 ended the points: the day before is their last. A country whose own
-- law keeps points shares them out by an allocation of its own.
-- Choice: the weight of a unit is the plain sum of the three criteria. A country that weighs them
-- otherwise adopts eu/weighted_points instead. Weights are given, never guessed.

-- II.4  Points are set by the competent institution that answers for the qualification, not by anybody else.
define "may_set_points" {
  law   = "2009/C 155/02 Annex II.4",
  since = "2009-06-18",
  says  = {
    en = "the institution of the qualification has the power to set points, where its roles are stated",
    de = "die Einrichtung der Qualifikation darf Punkte festlegen, wo ihre Aufgaben angegeben sind",
    fi = "tutkinnon laitoksella on valta määrittää pisteet, jos sen tehtävät on ilmoitettu",
    nl = "de instelling van de kwalificatie mag punten vaststellen, waar haar taken zijn vermeld",
  },
  is    = every(institution, when(same(institution.id, qualification.institution), covers(institution.roles, { "allocate_points" }))),
}

-- II.4  Sixty points for a year of the formal reference pathway, shared out by relative weight.
allocation "eu.2009.ii.4.points" {
  law      = "2009/C 155/02 Annex II.4",
  since    = "2009-06-18",
  last_day = "2020-11-23",
  says     = {
    en = "Sixty points (ECVET, not ECTS) for a year of the reference pathway, shared out by the weight of the units.",
    de = "Sechzig Punkte (ECVET, nicht ECTS) für ein Jahr des Referenzbildungsgangs, verteilt nach dem Gewicht der Einheiten.",
    fi = "Kuusikymmentä pistettä (ECVET, ei ECTS) viitekoulutuksen vuotta kohti, jaettuna yksikköjen painon mukaan.",
    nl = "Zestig punten (ECVET, geen ECTS) voor een jaar van het referentietraject, verdeeld naar het gewicht van de eenheden.",
  },
  for_each = qualification,
  where    = all { same(qualification.reference, "formal"), term.may_set_points },
  over     = component,
  total    = param.points_a_year * qualification.reference_years,
  by       = component.importance + component.complexity + component.effort,
  rounding = param.points_rounding,
}

-- II.4  Without a formal reference the points come from a comparable qualification that has one.
allocation "eu.2009.ii.4.points_by_comparison" {
  law      = "2009/C 155/02 Annex II.4",
  since    = "2009-06-18",
  last_day = "2020-11-23",
  says     = {
    en = "The points of a comparable qualification, shared out by the weight of the units.",
    de = "Die Punkte einer vergleichbaren Qualifikation, verteilt nach dem Gewicht der Einheiten.",
    fi = "Vertailukelpoisen tutkinnon pisteet, jaettuna yksikköjen painon mukaan.",
    nl = "De punten van een vergelijkbare kwalificatie, verdeeld naar het gewicht van de eenheden.",
  },
  for_each = qualification,
  where    = all {
    one_of(qualification.reference, { "eqf_level", "nqf_level", "similarity" }),
    term.may_set_points,
  },
  over     = component,
  total    = qualification.compared_with.points,
  by       = component.importance + component.complexity + component.effort,
  rounding = param.points_rounding,
}
