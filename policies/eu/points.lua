-- Recommendation 2009/C 155/02, Annex II.4: points of a qualification, and of its units.
-- Choice: the weight of a unit is the plain sum of the three criteria. A country that weighs them
-- otherwise adopts eu/weighted_points instead. Weights are given, never guessed.

-- II.4  Sixty points for a year of the formal reference pathway, shared out by relative weight.
allocation "eu.2009.ii.4.points" {
  law      = "2009/C 155/02 Annex II.4",
  since    = "2009-06-18",
  says     = {
    en = "Sixty points for a year of the reference pathway, shared out by the weight of the units.",
    de = "Sechzig Punkte für ein Jahr des Referenzbildungsgangs, verteilt nach dem Gewicht der Einheiten.",
    fi = "Kuusikymmentä pistettä viitekoulutuksen vuotta kohti, jaettuna yksikköjen painon mukaan.",
    nl = "Zestig punten voor een jaar van het referentietraject, verdeeld naar het gewicht van de eenheden.",
  },
  for_each = qualification,
  where    = same(qualification.reference, "formal"),
  over     = component,
  total    = param.points_a_year * qualification.reference_years,
  by       = component.importance + component.complexity + component.effort,
  rounding = param.points_rounding,
}

-- II.4  Without a formal reference the points come from a comparable qualification that has one.
allocation "eu.2009.ii.4.points_by_comparison" {
  law      = "2009/C 155/02 Annex II.4",
  since    = "2009-06-18",
  says     = {
    en = "The points of a comparable qualification, shared out by the weight of the units.",
    de = "Die Punkte einer vergleichbaren Qualifikation, verteilt nach dem Gewicht der Einheiten.",
    fi = "Vertailukelpoisen tutkinnon pisteet, jaettuna yksikköjen painon mukaan.",
    nl = "De punten van een vergelijkbare kwalificatie, verdeeld naar het gewicht van de eenheden.",
  },
  for_each = qualification,
  where    = one_of(qualification.reference, { "eqf_level", "nqf_level", "similarity" }),
  over     = component,
  total    = qualification.compared_with.points,
  by       = component.importance + component.complexity + component.effort,
  rounding = param.points_rounding,
}
