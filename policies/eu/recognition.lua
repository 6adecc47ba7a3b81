-- Recommendation 2009/C 155/02, Annex II: recognition, the last of the three phases.
-- A country that adopts this set declares the body `home_institution`.

-- II.3, II.4  The home institution recognises what it validated: its own unit, with the points that
-- this unit has at home, however long the learning took.
rule "eu.2009.ii.3.recognised" {
  law       = "2009/C 155/02 Annex II.3, II.4",
  since     = "2009-06-18",
  last_day  = "2020-11-23",
  says      = {
    en = "The home institution awards its own unit, with its points (ECVET, not ECTS), for credit that it validated.",
    de = "Die entsendende Einrichtung vergibt für validierte Lernleistungen ihre eigene Einheit mit deren Punkten (ECVET, nicht ECTS).",
    fi = "Lähettävä laitos myöntää validoimastaan opintosuorituksesta oman yksikkönsä ja sen pisteet (ECVET, ei ECTS).",
    nl = "De zendende instelling kent voor de gevalideerde leerprestatie haar eigen eenheid toe, met de punten daarvan (ECVET, geen ECTS).",
  },
  reading   = { en = "There is no right to automatic recognition: without its validation the home institution is asked." },
  for_each  = unit,
  phase     = "recognise",
  must      = all { given(agreement), given(unit.validated_by), same(unit.validated_by, agreement.home) },
  otherwise = ruling.validated_at_home,
  gives     = award { unit = unit.target.unit, points = unit.target.points },
}

-- 2020  The Recommendation of 24 November 2020 ended the points; validation and recognition of units stay.
rule "eu.2009.ii.3.recognised" {
  law       = "2020/C 417/01; 2009/C 155/02 Annex II.3",
  since     = "2020-11-24",
  says      = {
    en = "The home institution awards its own unit for credit that it validated; there are no European points any more.",
    de = "Die entsendende Einrichtung vergibt für validierte Lernleistungen ihre eigene Einheit; europäische Punkte gibt es nicht mehr.",
    fi = "Lähettävä laitos myöntää validoimastaan opintosuorituksesta oman yksikkönsä; eurooppalaisia pisteitä ei enää ole.",
    nl = "De zendende instelling kent voor gevalideerde leerprestaties haar eigen eenheid toe; Europese punten zijn er niet meer.",
  },
  reading   = { en = "The day of the decision decides. Points that national law keeps are awarded by a rule of that country." },
  for_each  = unit,
  phase     = "recognise",
  must      = same(unit.validated_by, agreement.home),
  otherwise = ruling.validated_at_home,
  gives     = award { unit = unit.target.unit },
}
