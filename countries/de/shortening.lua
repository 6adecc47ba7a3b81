-- Shortening: § 8 BBiG; crafts: § 27c HwO, which was § 27b until the end of 2019. What speaks for it, and
-- by how much: recommendation 129 of the BIBB board (HA-Empfehlung). It is no law; a chamber may give less.

-- § 8 (1)  On joint application the competent body has to shorten the training if its goal can be
-- expected to be reached in the shorter time.
rule "de.bbig.8.1.joint_application" {
  law        = { BBiG = "BBiG § 8 Abs. 1 Satz 1", HwO = "HwO § 27c Abs. 1 Satz 1" },
  law_before = { ["2020-01-01"] = { HwO = "HwO § 27b Abs. 1 Satz 1" } },
  since      = "2005-04-01",
  says       = {
    en = "Shortening needs the joint application of apprentice and employer.",
    de = "Die Verkürzung bedarf des gemeinsamen Antrags der Auszubildenden und der Ausbildenden.",
    fi = "Lyhentäminen edellyttää oppisopimusopiskelijan ja työnantajan yhteistä hakemusta.",
    nl = "Verkorting vereist een gezamenlijke aanvraag van leerling en leerbedrijf.",
  },
  for_each   = shortening,
  must       = covers(shortening.applied_by, { "apprentice", "employer" }),
  otherwise  = conditional "joint_application",
}

rule "de.bbig.8.1.goal" {
  law        = { BBiG = "BBiG § 8 Abs. 1 Satz 1", HwO = "HwO § 27c Abs. 1 Satz 1" },
  law_before = { ["2020-01-01"] = { HwO = "HwO § 27b Abs. 1 Satz 1" } },
  since      = "2005-04-01",
  says       = {
    en = "The training is shortened if its goal can be expected to be reached in the shorter time.",
    de = "Die Ausbildungsdauer wird gekürzt, wenn zu erwarten ist, dass das Ausbildungsziel in der gekürzten Dauer erreicht wird.",
    fi = "Koulutusaikaa lyhennetään, jos tavoite voidaan odottaa saavutettavan lyhyemmässä ajassa.",
    nl = "De opleiding wordt verkort als te verwachten is dat het doel in de kortere tijd wordt bereikt.",
  },
  for_each   = shortening,
  where      = term.shortening_is_ready,
  must       = ruling.goal_reachable,
  otherwise  = refused { instead = { "early_admission" } },
}

define "shortening_is_ready" {
  law   = { BBiG = "BBiG § 8 Abs. 1 Satz 1", HwO = "HwO § 27c Abs. 1 Satz 1" },
  since = "2005-04-01",
  says  = {
    en = "all who have to apply have applied",
    de = "alle Antragsberechtigten haben den Antrag gestellt",
    fi = "kaikki, joiden on haettava, ovat hakeneet",
    nl = "allen die moeten aanvragen, hebben aangevraagd",
  },
  is    = all {
    covers(shortening.applied_by, { "apprentice", "employer" }),
    any {
      at_least(age_on(learner.birth_date, shortening.applied), param.age_of_majority),
      covers(shortening.applied_by, { "guardian" }),
    },
  },
}

-- Before recommendation 129  Nothing said how much: the months asked for are the most, and the competent body
-- finds whether the goal can be reached in that time; where none are asked for, it finds the months.
rule "de.bbig.8.1.months_asked" {
  law        = { BBiG = "BBiG § 8 Abs. 1 Satz 1", HwO = "HwO § 27c Abs. 1 Satz 1" },
  law_before = { ["2020-01-01"] = { HwO = "HwO § 27b Abs. 1 Satz 1" } },
  since      = "2005-04-01",
  last_day   = "2008-06-26",
  status     = "unverified",
  says       = {
    en = "The training is shortened by the months asked for, at most.",
    de = "Die Ausbildung wird höchstens um die beantragten Monate gekürzt.",
    fi = "Koulutusta lyhennetään enintään haettujen kuukausien verran.",
    nl = "De opleiding wordt met ten hoogste de gevraagde maanden verkort.",
  },
  reading    = {
    en = "The Act names no number. From 27 June 2008 the recommendation gives numbers; earlier ones were not found.",
    de = "Das Gesetz nennt keine Zahl. Ab dem 27. Juni 2008 gibt die Empfehlung Zahlen; frühere wurden nicht gefunden.",
  },
  for_each   = shortening,
  where      = given(shortening.months_asked),
  gives      = shorten { months = up_to(shortening.months_asked) },
}

rule "de.bbig.8.1.months" {
  law        = { BBiG = "BBiG § 8 Abs. 1 Satz 1", HwO = "HwO § 27c Abs. 1 Satz 1" },
  law_before = { ["2020-01-01"] = { HwO = "HwO § 27b Abs. 1 Satz 1" } },
  since      = "2005-04-01",
  last_day   = "2008-06-26",
  status     = "unverified",
  says       = {
    en = "As long as the months asked for are not reached, the competent body finds the months.",
    de = "Solange die beantragten Monate nicht erreicht sind, bestimmt die zuständige Stelle die Monate.",
    fi = "Jos haetut kuukaudet eivät täyty, toimivaltainen elin määrittää kuukaudet.",
    nl = "Zolang de gevraagde maanden niet zijn bereikt, bepaalt de bevoegde instantie de maanden.",
  },
  reading    = {
    en = "The Act names no number. From 27 June 2008 the recommendation gives numbers; earlier ones were not found.",
    de = "Das Gesetz nennt keine Zahl. Ab dem 27. Juni 2008 gibt die Empfehlung Zahlen; frühere wurden nicht gefunden.",
  },
  for_each   = shortening,
  where      = term.shortening_is_ready,
  gives      = shorten { months = ruling.months_of_shortening },
}

-- BGB § 107  Who is not of age needs the consent of the legal representatives.
rule "de.bgb.107.guardian" {
  law       = "BGB §§ 2, 107",
  since     = "2005-04-01",
  says      = {
    en = "Whoever is under age applies with the legal representatives.",
    de = "Minderjährige stellen den Antrag mit ihren gesetzlichen Vertretern.",
    fi = "Alaikäinen hakee yhdessä huoltajiensa kanssa.",
    nl = "Wie minderjarig is, vraagt samen met de wettelijke vertegenwoordigers aan.",
  },
  for_each  = shortening,
  where     = less_than(age_on(learner.birth_date, shortening.applied), param.age_of_majority),
  must      = covers(shortening.applied_by, { "guardian" }),
  otherwise = conditional "guardian_consent",
}

-- Recommendation 129, B.1  What speaks for shortening; several grounds add up.
rule "de.ha129.b1.schooling" {
  law      = "HA-Empfehlung 129 Abschn. B.1",
  since    = "2008-06-27",
  status   = "unverified",
  says     = {
    en = "General schooling shortens the training.",
    de = "Der Schulabschluss verkürzt die Ausbildung.",
    fi = "Yleissivistävä koulutus lyhentää koulutusta.",
    nl = "Algemeen onderwijs verkort de opleiding.",
  },
  reading  = {
    en = "Most that is given: the chamber may give less in its decision (HA-Empfehlung 129, \"bis zu\").",
    de = "Das Höchste, was gegeben wird: Die Kammer kann weniger geben (HA-Empfehlung 129, „bis zu“).",
  },
  for_each = shortening,
  where    = given(from_table { param.shortened_by_schooling, learner.schooling, otherwise = none }),
  gives    = shorten { months = up_to(from_table { param.shortened_by_schooling, learner.schooling, otherwise = none }) },
}

rule "de.ha129.b1.training" {
  law      = "HA-Empfehlung 129 Abschn. B.1",
  since    = "2008-06-27",
  status   = "unverified",
  says     = {
    en = "A completed vocational training shortens the training.",
    de = "Eine abgeschlossene Berufsausbildung verkürzt die Ausbildung.",
    fi = "Suoritettu ammatillinen koulutus lyhentää koulutusta.",
    nl = "Een voltooide beroepsopleiding verkort de opleiding.",
  },
  reading  = {
    en = "Most that is given: the chamber may give less in its decision (HA-Empfehlung 129, \"bis zu\").",
    de = "Das Höchste, was gegeben wird: Die Kammer kann weniger geben (HA-Empfehlung 129, „bis zu“).",
  },
  for_each = shortening,
  where    = some(earlier, all { same(earlier.kind, "training"), same(earlier.result, "completed") }),
  gives    = shorten { months = up_to(param.shortened_by_training) },
}

rule "de.ha129.b1.age" {
  law      = "HA-Empfehlung 129 Abschn. B.1",
  since    = "2008-06-27",
  status   = "unverified",
  says     = {
    en = "Whoever starts at more than 21 years may finish earlier.",
    de = "Wer die Ausbildung mit mehr als 21 Jahren beginnt, kann sie verkürzen.",
    fi = "Yli 21-vuotiaana aloittanut voi lyhentää koulutusta.",
    nl = "Wie ouder dan 21 jaar begint, kan de opleiding verkorten.",
  },
  reading  = {
    en = "More than 21 means 22 completed years; the sources do not say so. In single cases only.",
    de = "Über 21 heißt: 22 Jahre vollendet; die Quellen sagen es nicht. Nur in Einzelfällen.",
  },
  for_each = shortening,
  where    = more_than(age_on(learner.birth_date, training.first_day), param.age_that_shortens),
  gives    = shorten { months = up_to(param.shortened_by_age) },
}

rule "de.ha129.b1.experience" {
  law      = "HA-Empfehlung 129 Abschn. B.1",
  since    = "2008-06-27",
  status   = "unverified",
  says     = {
    en = "Relevant work shortens the training by an appropriate time.",
    de = "Einschlägige Berufstätigkeit verkürzt die Ausbildung angemessen.",
    fi = "Alan työkokemus lyhentää koulutusta kohtuullisesti.",
    nl = "Relevante werkervaring verkort de opleiding met een passende tijd.",
  },
  for_each = shortening,
  where    = all { term.shortening_is_ready, some(work, work.in_occupation) },
  gives    = shorten { months = ruling.months_for_experience },
}

-- Until both have applied nobody finds an appropriate time: what was asked for stands for it, at most.
rule "de.ha129.b1.experience_asked" {
  law      = "HA-Empfehlung 129 Abschn. B.1",
  since    = "2008-06-27",
  status   = "unverified",
  says     = {
    en = "As long as the joint application is not made, relevant work stands for the months asked for, at most.",
    de = "Solange der gemeinsame Antrag fehlt, steht einschlägige Berufstätigkeit höchstens für die beantragten Monate.",
    fi = "Kunnes yhteinen hakemus on tehty, alan työkokemus vastaa enintään haettuja kuukausia.",
    nl = "Zolang de gezamenlijke aanvraag ontbreekt, staat relevante werkervaring voor ten hoogste de gevraagde maanden.",
  },
  for_each = shortening,
  where    = all { no(term.shortening_is_ready), some(work, work.in_occupation) },
  gives    = shorten { months = up_to(shortening.months_asked) },
}

rule "de.ha129.b1.same_occupation" {
  law      = "HA-Empfehlung 129 Abschn. B.1",
  since    = "2008-06-27",
  status   = "unverified",
  says     = {
    en = "Training that was left counts when the same occupation is continued with another employer.",
    de = "Wird die Ausbildung im gleichen Beruf bei einem anderen Ausbildenden fortgesetzt, zählt die bisherige Zeit.",
    fi = "Kesken jäänyt koulutus luetaan, kun samaa ammattia jatketaan toisen työnantajan palveluksessa.",
    nl = "Een afgebroken opleiding telt mee als hetzelfde beroep bij een ander leerbedrijf wordt voortgezet.",
  },
  reading  = {
    en = "Time served counts once: trainings told by their days count each day once; those told by months alone are added.",
    de = "Zurückgelegte Zeit zählt einmal: mit Tagen angegebene Ausbildungen jeden Tag einmal, nur mit Monaten angegebene addiert.",
  },
  for_each = shortening,
  where    = some(earlier, all { same(earlier.kind, "training"), earlier.in_occupation, same(earlier.result, "left") }),
  gives    = shorten {
    months = up_to(months_in_all(those(earlier, all {
      same(earlier.kind, "training"), earlier.in_occupation, same(earlier.result, "left"),
    }))),
  },
}

-- Recommendation 129, B.2  The application comes while at least twelve months remain.
rule "de.ha129.b2.in_time" {
  law       = "HA-Empfehlung 129 Abschn. B.2",
  since     = "2008-06-27",
  status    = "unverified",
  says      = {
    en = "The application comes while at least twelve months of training remain.",
    de = "Der Antrag ist zu stellen, solange noch mindestens zwölf Monate Ausbildung verbleiben.",
    fi = "Hakemus on tehtävä, kun koulutusta on jäljellä vähintään kaksitoista kuukautta.",
    nl = "De aanvraag komt zolang er nog ten minste twaalf maanden opleiding resteren.",
  },
  for_each  = shortening,
  must      = all {
    on_or_before(shortening.applied, training.last_day),
    at_least(months_in(shortening.applied, training.last_day), param.months_that_remain),
  },
  otherwise = refused { instead = { "early_admission" } },
}

-- Recommendation 129, B.3  A minimum of training remains, however many grounds there are.
rule "de.ha129.b3.minimum" {
  law      = "HA-Empfehlung 129 Abschn. B.3",
  since    = "2008-06-27",
  status   = "unverified",
  says     = {
    en = "The training is not shortened below its minimum.",
    de = "Die Ausbildung wird nicht unter ihre Mindestdauer verkürzt.",
    fi = "Koulutusta ei lyhennetä alle vähimmäiskeston.",
    nl = "De opleiding wordt niet korter dan de minimumduur.",
  },
  for_each = shortening,
  limits   = shorten { months = qualification.prescribed_months - term.minimum_months },
}

define "minimum_months" {
  law    = "HA-Empfehlung 129 Abschn. B.3",
  since  = "2008-06-27",
  status = "unverified",
  says   = {
    en = "the shortest training that remains",
    de = "die kürzeste verbleibende Ausbildung",
    fi = "lyhin jäljelle jäävä koulutus",
    nl = "de kortste opleiding die overblijft",
  },
  is     = from_table { param.minimum_months, qualification.prescribed_months, otherwise = ruling.minimum_months },
}

-- Open question  Nobody has settled whether credited time counts against the minimum.
rule "de.bbig.7_8.together" {
  law       = { BBiG = "BBiG §§ 7, 8", HwO = "HwO §§ 27a, 27c" },
  since     = "2020-01-01",
  status    = "unverified",
  says      = {
    en = "Crediting and shortening together have to leave the minimum of training.",
    de = "Anrechnung und Verkürzung zusammen müssen die Mindestdauer bestehen lassen.",
    fi = "Hyväksiluvun ja lyhennyksen jälkeen koulutusta on jäätävä vähimmäiskesto.",
    nl = "Aftrek en verkorting samen moeten de minimumduur in stand laten.",
  },
  reading   = {
    en = "Unsettled: no source says whether credited time counts against the minimum. Below it the chamber is asked.",
    de = "Ungeklärt: Keine Quelle sagt, ob angerechnete Zeit auf die Mindestdauer zählt. Darunter wird die Kammer gefragt.",
  },
  for_each  = shortening,
  where     = all { term.shortening_is_ready, more_than(training.credited_months, 0) },
  must      = at_least(qualification.prescribed_months - training.credited_months - shortening.months_asked, term.minimum_months),
  otherwise = ruling.below_minimum,
}
