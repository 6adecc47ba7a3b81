-- Recommendation 2009/C 155/02, Annex II.1: the period in which a unit is valid.

-- II.1  A unit may have a period of validity.
rule "eu.2009.ii.1.validity" {
  law       = "2009/C 155/02 Annex II.1",
  since     = "2009-06-18",
  says      = {
    en = "A unit counts if it is valid on the day of the application.",
    de = "Eine Einheit zählt, wenn sie am Tag des Antrags gültig ist.",
    fi = "Yksikkö otetaan huomioon, jos se on voimassa hakemuspäivänä.",
    nl = "Een eenheid telt als zij op de dag van de aanvraag geldig is.",
  },
  reading   = { en = "The last day counts; the day of the application decides." },
  for_each  = unit,
  phase     = "validate",
  where     = given(unit.valid_until),
  must      = on_or_before(case.applied, unit.valid_until),
  otherwise = refused,
}
