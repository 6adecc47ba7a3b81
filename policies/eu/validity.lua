-- Recommendation 2009/C 155/02, Annex II.1: the period in which a unit is valid.

-- II.1  A unit may have a period of validity.
rule "eu.2009.ii.1.validity" {
  law       = "2009/C 155/02 Annex II.1",
  since     = "2009-06-18",
  says      = {
    en = "The unit was still valid on the day of the application.",
    de = "Die Einheit war am Tag des Antrags noch gültig.",
    fi = "Yksikkö oli hakemuspäivänä vielä voimassa.",
    nl = "De eenheid was op de dag van de aanvraag nog geldig.",
  },
  reading   = "The last day counts; the day of the application decides.",
  for_each  = unit,
  phase     = "validate",
  where     = given(unit.valid_until),
  must      = on_or_before(case.applied, unit.valid_until),
  otherwise = refused,
}
