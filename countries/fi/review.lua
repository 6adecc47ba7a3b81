-- Review of an assessment and its raise: Act 531/2017 §§ 47 (2), 55, 56; decree 673/2017 § 14.

-- Act §§ 47 (2), 55  A review is only of what was assessed.
rule "fi.531_2017.55.assessed" {
  law       = "531/2017 § 47 mom. 2, § 55",
  since     = "2018-01-01",
  says      = {
    en = "Only an assessment is reviewed; what was taken over as it is can only be raised.",
    de = "Überprüft wird nur eine Bewertung; was unverändert übernommen wurde, kann nur verbessert werden.",
    fi = "Vain arvioinnin tarkistamista voi pyytää; ilman arviointia tunnustetun osaamisen arvosanaa voi vain korottaa.",
    nl = "Alleen een beoordeling wordt herzien; wat ongewijzigd is overgenomen kan alleen worden verhoogd.",
  },
  for_each  = review,
  must      = review.was_assessed,
  otherwise = refused { instead = { "raise" } },
}

-- Act § 55 (1)  Asked in writing within 14 days of the chance to see the result and how it was reached.
rule "fi.531_2017.55.days" {
  law       = "531/2017 § 55",
  since     = "2018-01-01",
  clock     = review.notified,
  says      = {
    en = "A review is asked for within 14 days after the learner could see the result.",
    de = "Die Überprüfung wird innerhalb von 14 Tagen verlangt, nachdem das Ergebnis eingesehen werden konnte.",
    fi = "Tarkistamista pyydetään 14 päivän kuluessa siitä, kun opiskelijalla on ollut tilaisuus saada arvioinnin tulokset.",
    nl = "Herziening wordt gevraagd binnen 14 dagen nadat het resultaat kon worden ingezien.",
  },
  reading   = {
    en = "The day itself is not counted, the fourteenth day after it is. For the correction by the committee: from its notice.",
    fi = "Tiedoksisaantipäivää ei lueta, 14. päivä luetaan. Oikaisupyynnön aika toimikuntaan alkaa päätöksen tiedoksisaannista.",
  },
  for_each  = review,
  must      = at_most(review.days, param.days_for_review),
  otherwise = refused { instead = { "raise" } },
  gives     = admit { to = "review" },
}

-- Act § 55  The committee of working life may order a new assessment if the first is manifestly wrong.
rule "fi.531_2017.55.committee" {
  law       = "531/2017 § 55",
  since     = "2018-01-01",
  clock     = review.notified,
  says      = {
    en = "The committee may order a new assessment if the assessment is manifestly wrong.",
    de = "Der Ausschuss kann eine neue Bewertung anordnen, wenn die Bewertung offensichtlich falsch ist.",
    fi = "Työelämätoimikunta voi määrätä uuden arvioinnin, jos arviointi on ilmeisesti virheellinen.",
    nl = "De commissie kan een nieuwe beoordeling gelasten als de beoordeling kennelijk onjuist is.",
  },
  for_each  = review,
  where     = all {
    same(review.stage, "committee"),
    at_most(review.days, param.days_for_review),
  },
  must      = ruling.manifestly_wrong,
  otherwise = refused { instead = { "raise" } },
}

-- Decree § 14 (1062/2022)  A raise is certified since July 2023, with the mean calculated anew.
rule "fi.673_2017.14.raise" {
  law      = "673/2017 § 14 (1062/2022); 531/2017 § 56",
  since    = "2023-07-01",
  clock    = completion.completed,
  says     = {
    en = "A raised grade is certified, with the weighted mean calculated anew.",
    de = "Eine verbesserte Note wird mit neu berechnetem gewichtetem Mittelwert bescheinigt.",
    fi = "Korotetusta arvosanasta annetaan todistus, jossa painotettu keskiarvo on laskettu uudelleen.",
    nl = "Een verhoogd cijfer wordt vermeld, met een nieuw berekend gewogen gemiddelde.",
  },
  reading  = {
    en = "A raise that reached no higher grade changes nothing (as the national register and admissions treat it).",
    fi = "Korotusyritys, joka ei nostanut arvosanaa, ei muuta mitään (näin myös Koski-tietovarannossa ja opiskelijavalinnoissa).",
  },
  for_each = completion,
  where    = some(part, more_than(part.raised_grade, part.grade)),
  gives    = inform { raised = "grade" },
}
