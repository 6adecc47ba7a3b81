-- Recommendation 2009/C 155/02, Annex II: recognition, the last of the three phases.
-- A country that adopts this set declares the body `home_institution`.

-- II.3, II.4  The home institution recognises what it validated: its own unit, with the points that
-- this unit has at home, however long the learning took.
rule "eu.2009.ii.3.recognised" {
  law       = "2009/C 155/02 Annex II.3, II.4",
  since     = "2009-06-18",
  says      = {
    en = "The home institution awards its own unit, with the points of that unit, for credit that it validated.",
    de = "Die entsendende Einrichtung vergibt für die von ihr validierte Lernleistung ihre eigene Einheit mit deren Punkten.",
    fi = "Lähettävä laitos myöntää validoimastaan opintosuorituksesta oman yksikkönsä ja sen pisteet.",
    nl = "De zendende instelling kent voor de door haar gevalideerde leerprestatie haar eigen eenheid met de punten daarvan toe.",
  },
  reading   = "There is no right to automatic recognition: without its validation the home institution is asked.",
  for_each  = unit,
  phase     = "recognise",
  must      = all { given(agreement), given(unit.validated_by), same(unit.validated_by, agreement.home) },
  otherwise = ruling.validated_at_home,
  gives     = award { unit = unit.target.unit, points = unit.target.points },
}
