-- Recommendation 2009/C 155/02, Annexes I and II: validation, the second of the three phases.

-- Annex I, II.3  Validation confirms that the assessed outcomes are those that the unit asks for.
rule "eu.2009.ii.3.validated" {
  law       = "2009/C 155/02 Annex I (g), Annex II.3",
  since     = "2009-06-18",
  says      = {
    en = "The assessed outcomes are those of the unit at home.",
    de = "Die beurteilten Lernergebnisse sind die der Einheit im Herkunftsland.",
    fi = "Arvioidut oppimistulokset vastaavat kotimaan yksikön oppimistuloksia.",
    nl = "De beoordeelde leerresultaten zijn die van de eenheid thuis.",
  },
  reading   = "Points decide nothing here: points without outcomes are worth nothing (II.4).",
  for_each  = unit,
  phase     = "validate",
  must      = covers(unit.outcomes, unit.target.outcomes),
  otherwise = partial,
}
