-- Recommendation 2009/C 155/02, Annex II: assessment, the first of the three phases.
-- Soft law: a country adopts this set by name, and its own rules may override any rule of it.
-- It declares the body `home_institution`.

-- II.3  The host assesses; what was not passed goes no further.
rule "eu.2009.ii.3.assessed" {
  law       = "2009/C 155/02 Annex II.3",
  since     = "2009-06-18",
  says      = {
    en = "The learning outcomes were assessed with success.",
    de = "Die Lernergebnisse wurden mit Erfolg beurteilt.",
    fi = "Oppimistulokset on arvioitu hyväksytysti.",
    nl = "De leerresultaten zijn met goed gevolg beoordeeld.",
  },
  for_each  = unit,
  phase     = "assess",
  where     = same(unit.context, "formal"),
  must      = same(unit.result, "passed"),
  otherwise = refused,
}

-- II.3  Under a learning agreement the assessment is that of the host it names; any other
-- assessment is for the home institution's own procedure.
rule "eu.2009.ii.3.host" {
  law       = "2009/C 155/02 Annex II.3",
  since     = "2009-06-18",
  says      = {
    en = "The host institution of the learning agreement assessed the outcomes.",
    de = "Die aufnehmende Einrichtung der Lernvereinbarung hat die Lernergebnisse beurteilt.",
    fi = "Oppimissopimuksessa nimetty vastaanottava laitos on arvioinut oppimistulokset.",
    nl = "De ontvangende instelling uit de leerovereenkomst heeft de leerresultaten beoordeeld.",
  },
  reading   = "An assessment by somebody else is not lost: the home institution may establish the outcomes itself (II.2).",
  for_each  = unit,
  phase     = "assess",
  where     = all { same(unit.context, "formal"), given(agreement) },
  must      = all { given(unit.assessed_by), same(unit.assessed_by, agreement.host) },
  otherwise = ruling.identified_at_home,
}

-- II.2  Non-formal and informal learning: the competent institution has its own procedure to
-- identify it.
rule "eu.2009.ii.2.non_formal" {
  law       = "2009/C 155/02 Annex II.2",
  since     = "2009-06-18",
  says      = {
    en = "The competent institution has established what was learnt outside formal education.",
    de = "Die zuständige Einrichtung hat festgestellt, was außerhalb der formalen Bildung gelernt wurde.",
    fi = "Toimivaltainen laitos on todennut muodollisen koulutuksen ulkopuolella opitun.",
    nl = "De bevoegde instelling heeft vastgesteld wat buiten het formele onderwijs is geleerd.",
  },
  for_each  = unit,
  phase     = "assess",
  where     = one_of(unit.context, { "non_formal", "informal" }),
  must      = ruling.identified_at_home,
  otherwise = refused,
}
