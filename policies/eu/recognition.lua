-- Recommendation 2009/C 155/02, Annex II: recognition, the last of the three phases.
-- A country that adopts this set declares the body `home_institution`.

-- II.3, II.4  The home institution recognises what it validated: its own unit, with the points that
-- this unit has at home, however long the learning took.
rule "eu.2009.ii.3.recognised" {
  law       = "2009/C 155/02 Annex II.3, II.4",
  since     = "2009-06-18",
  says      = {
    en = "The home institution validated the credit, and awards its own unit with the points of that unit.",
    de = "Die entsendende Einrichtung hat die Lernleistung validiert und vergibt ihre eigene Einheit mit deren Punkten.",
    fi = "Lähettävä laitos on validoinut opintosuorituksen ja myöntää oman yksikkönsä ja sen pisteet.",
    nl = "De zendende instelling heeft de leerprestatie gevalideerd en kent haar eigen eenheid met de punten daarvan toe.",
  },
  reading   = "There is no right to automatic recognition: without its validation the home institution is asked.",
  for_each  = unit,
  phase     = "recognise",
  must      = all { given(agreement), given(unit.validated_by), same(unit.validated_by, agreement.home) },
  otherwise = ruling.validated_at_home,
  gives     = award { unit = unit.target.unit, points = unit.target.points },
}
