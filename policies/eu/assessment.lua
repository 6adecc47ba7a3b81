-- Recommendation 2009/C 155/02, Annex II: assessment, the first of the three phases.
-- Soft law: a country adopts this set by name, and its own rules may override any rule of it.
-- It declares the body `home_institution`.

-- II.2  Partners of a memorandum that was in force when the outcomes were assessed.
define "under_mou" {
  law   = "2009/C 155/02 Annex II.2",
  since = "2009-06-18",
  says  = {
    en = "home and host were partners of a memorandum in force on the day of the assessment",
    de = "entsendende und aufnehmende Einrichtung waren am Tag der Beurteilung Partner einer geltenden Absichtserklärung",
    fi = "lähettävä ja vastaanottava laitos olivat arviointipäivänä voimassa olevan yhteisymmärryspöytäkirjan osapuolia",
    nl = "zendende en ontvangende instelling waren op de dag van de beoordeling partij bij een geldende intentieverklaring",
  },
  is    = all { in_force(mou, unit.assessed), covers(mou.parties, { agreement.home, agreement.host }) },
}

-- II.2, II.3  Formal learning passes between partners, and non-formal learning where they agreed so in a
-- memorandum; everything else is for the competent institution's own procedure.
define "between_partners" {
  law   = "2009/C 155/02 Annex II.2, II.3",
  since = "2009-06-18",
  says  = {
    en = "formal learning, or non-formal learning between partners of a memorandum",
    de = "formales Lernen, oder nicht formales Lernen zwischen Partnern einer Absichtserklärung",
    fi = "muodollinen oppiminen tai epävirallinen oppiminen yhteisymmärryspöytäkirjan osapuolten kesken",
    nl = "formeel leren, of niet-formeel leren tussen partners bij een intentieverklaring",
  },
  is    = any {
    same(unit.context, "formal"),
    all { same(unit.context, "non_formal"), term.under_mou },
  },
}

-- II.3  The host assesses; what was not passed goes no further.
rule "eu.2009.ii.3.assessed" {
  law       = "2009/C 155/02 Annex II.3",
  since     = "2009-06-18",
  says      = {
    en = "Only outcomes that were assessed with success go further.",
    de = "Weiter geht nur, was mit Erfolg beurteilt wurde.",
    fi = "Vain hyväksytysti arvioidut oppimistulokset etenevät.",
    nl = "Alleen leerresultaten die met goed gevolg zijn beoordeeld, gaan verder.",
  },
  for_each  = unit,
  phase     = "assess",
  where     = term.between_partners,
  must      = same(unit.result, "passed"),
  otherwise = refused,
}

-- II.3  Under a learning agreement the assessment is that of the host it names; any other
-- assessment is for the home institution's own procedure.
rule "eu.2009.ii.3.host" {
  law       = "2009/C 155/02 Annex II.3",
  since     = "2009-06-18",
  says      = {
    en = "The host institution of the learning agreement assesses the outcomes.",
    de = "Die aufnehmende Einrichtung der Lernvereinbarung beurteilt die Lernergebnisse.",
    fi = "Oppimissopimuksessa nimetty vastaanottava laitos arvioi oppimistulokset.",
    nl = "De ontvangende instelling uit de leerovereenkomst beoordeelt de leerresultaten.",
  },
  reading   = { en = "An assessment by somebody else is not lost: the home institution may establish the outcomes itself (II.2)." },
  for_each  = unit,
  phase     = "assess",
  where     = all { term.between_partners, given(agreement) },
  must      = all { given(unit.assessed_by), same(unit.assessed_by, agreement.host) },
  otherwise = ruling.identified_at_home,
}

-- II.2  Non-formal and informal learning: the competent institution has its own procedure to
-- identify it.
rule "eu.2009.ii.2.non_formal" {
  law       = "2009/C 155/02 Annex II.2",
  since     = "2009-06-18",
  says      = {
    en = "The competent institution establishes what was learnt outside formal education.",
    de = "Was außerhalb der formalen Bildung gelernt wurde, stellt die zuständige Einrichtung fest.",
    fi = "Toimivaltainen laitos toteaa muodollisen koulutuksen ulkopuolella opitun.",
    nl = "De bevoegde instelling stelt vast wat buiten het formele onderwijs is geleerd.",
  },
  for_each  = unit,
  phase     = "assess",
  where     = no(term.between_partners),
  must      = ruling.identified_at_home,
  otherwise = refused,
}
