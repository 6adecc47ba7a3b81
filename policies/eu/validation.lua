-- Recommendation 2009/C 155/02, Annexes I and II: validation, the second of the three phases.

-- Annex I, II.3  Validation confirms that the assessed outcomes are those that the unit asks for.
rule "eu.2009.ii.3.validated" {
  law       = "2009/C 155/02 Annex I (g), Annex II.3",
  since     = "2009-06-18",
  says      = {
    en = "The home institution validates what corresponds to the outcomes of its own unit.",
    de = "Validiert wird, was den Lernergebnissen der eigenen Einheit entspricht.",
    fi = "Validoidaan se, mikä vastaa oman yksikön oppimistuloksia.",
    nl = "Gevalideerd wordt wat overeenkomt met de leerresultaten van de eigen eenheid.",
  },
  reading   = { en = "Points decide nothing here: points without outcomes are worth nothing (II.4)." },
  for_each  = unit,
  phase     = "validate",
  must      = covers(unit.outcomes, unit.target.outcomes),
  otherwise = partial,
}
