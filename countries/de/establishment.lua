-- Establishing competence acquired at work: §§ 50b-50d BBiG; crafts: §§ 41b-41d HwO. The law of the day of
-- the application; first applied on 1 January 2025. It is never the qualification itself.

-- § 50b (2), (3)  Who may have the competence established.
rule "de.bbig.50b.2.1.residence" {
  law       = { BBiG = "BBiG § 50b Abs. 2 Nr. 1", HwO = "HwO § 41b Abs. 2 Nr. 1" },
  since     = "2025-01-01",
  clock     = establishment.applied,
  says      = {
    en = "The applicant has to live in Germany, or to have done half of the required work there.",
    de = "Antragsberechtigt ist, wer in Deutschland wohnt oder dort die Hälfte der verlangten Zeit gearbeitet hat.",
    fi = "Hakea voi, joka asuu Saksassa tai on tehnyt siellä puolet vaaditusta työstä.",
    nl = "In aanmerking komt wie in Duitsland woont of daar de helft van het vereiste werk heeft verricht.",
  },
  for_each  = establishment,
  must      = any {
    same(learner.residence, "DE"),
    at_least(months_in_all(those(work, all { work.in_occupation, same(work.country, "DE") })),
             param.share_worked_here * param.times_the_training * qualification.prescribed_months),
  },
  otherwise = refused { instead = { "equivalence" } },
}

rule "de.bbig.50b.2.2.no_qualification" {
  law       = { BBiG = "BBiG § 50b Abs. 2 Nr. 2", HwO = "HwO § 41b Abs. 2 Nr. 2" },
  since     = "2025-01-01",
  clock     = establishment.applied,
  says      = {
    en = "Holders of a qualification in the reference occupation, or of one found equivalent, cannot apply.",
    de = "Antragsberechtigt ist, wer keinen Abschluss im Referenzberuf und keinen als gleichwertig festgestellten hat.",
    fi = "Hakea voi, jolla ei ole viiteammatin tutkintoa eikä vastaavaksi todettua tutkintoa.",
    nl = "In aanmerking komt wie geen kwalificatie in het referentieberoep heeft en geen die gelijkwaardig is bevonden.",
  },
  for_each  = establishment,
  must      = no(learner.holds_reference_qualification),
  otherwise = refused,
}

rule "de.bbig.50b.2.3.not_in_training" {
  law       = { BBiG = "BBiG § 50b Abs. 2 Nr. 3", HwO = "HwO § 41b Abs. 2 Nr. 3" },
  since     = "2025-01-01",
  clock     = establishment.applied,
  says      = {
    en = "Whoever is in training in the reference occupation cannot apply.",
    de = "Antragsberechtigt ist, wer nicht in einer Ausbildung im Referenzberuf ist.",
    fi = "Hakea voi, joka ei ole viiteammatin koulutuksessa.",
    nl = "In aanmerking komt wie geen opleiding in het referentieberoep volgt.",
  },
  for_each  = establishment,
  must      = no(establishment.in_training),
  otherwise = refused { instead = { "shortening", "crediting" } },
}

-- § 50d  For persons with a disability there is no such age.
rule "de.bbig.50b.2.4.age" {
  law       = { BBiG = "BBiG § 50b Abs. 2 Nr. 4", HwO = "HwO § 41b Abs. 2 Nr. 4" },
  since     = "2025-01-01",
  clock     = establishment.applied,
  says      = {
    en = "The applicant has to have completed the 25th year of life.",
    de = "Antragsberechtigt ist, wer das 25. Lebensjahr vollendet hat.",
    fi = "Hakea voi, joka on täyttänyt 25 vuotta.",
    nl = "In aanmerking komt wie het 25e levensjaar heeft voltooid.",
  },
  reading   = {
    en = "Completed on the 25th birthday.",
    de = "Vollendet mit dem 25. Geburtstag.",
  },
  for_each  = establishment,
  where     = no(learner.disabled),
  must      = at_least(age_on(learner.birth_date, establishment.applied), param.age_to_establish),
  otherwise = refused { instead = { "external_admission" } },
}

define "months_towards_establishment" {
  law   = { BBiG = "BBiG § 50b Abs. 3 Satz 1, 2", HwO = "HwO § 41b Abs. 3 Satz 1, 2" },
  since = "2025-01-01",
  clock = establishment.applied,
  says  = {
    en = "months worked, and a failed apprenticeship up to half its prescribed time",
    de = "gearbeitete Monate und eine nicht bestandene Ausbildung bis zur Hälfte ihrer Dauer",
    fi = "työkuukaudet ja hylättynä päättynyt oppisopimus enintään puoleen kestostaan",
    nl = "gewerkte maanden en een niet geslaagde opleiding tot de helft van de duur",
  },
  is    = term.months_worked + lesser_of(
            months_in_all(those(earlier, all {
              same(earlier.kind, "training"), earlier.in_occupation, same(earlier.result, "failed"),
            })),
            param.share_of_failed_training * qualification.prescribed_months),
}

rule "de.bbig.50b.3.time" {
  law       = { BBiG = "BBiG § 50b Abs. 3", HwO = "HwO § 41b Abs. 3" },
  since     = "2025-01-01",
  clock     = establishment.applied,
  says      = {
    en = "One and a half times the prescribed time of work in the occupation is required, or credible competence.",
    de = "Verlangt wird das Eineinhalbfache der Ausbildungsdauer als Tätigkeit im Beruf oder eine glaubhaft gemachte Handlungsfähigkeit.",
    fi = "Vaaditaan puolitoista kertaa säädetty koulutusaika työtä ammatissa tai uskottavaksi tehty osaaminen.",
    nl = "Vereist is anderhalf keer de opleidingsduur aan werk in het beroep, of aannemelijk gemaakte bekwaamheid.",
  },
  reading   = {
    en = "That comparable competence is credible (sentence 1) is looked at in the procedure itself, § 50c.",
    de = "Ob eine vergleichbare Handlungsfähigkeit glaubhaft ist (Satz 1), wird im Verfahren selbst geprüft, § 50c.",
  },
  for_each  = establishment,
  where     = no(same(establishment.stage, "supplementary")),
  must      = any {
    at_least(term.months_towards_establishment, param.times_the_training * qualification.prescribed_months),
    all { given(establishment.evidence), ruling.competence_credible_50b },
  },
  otherwise = refused { instead = { "training" } },
}

-- § 50c (3)  The assessors find the competence fully, predominantly or not comparable. The law has no
-- number for "predominantly", so there is none here.
rule "de.bbig.50c.3.finding" {
  law       = { BBiG = "BBiG § 50c Abs. 3", HwO = "HwO § 41c Abs. 3" },
  since     = "2025-01-01",
  clock     = establishment.applied,
  says      = {
    en = "Competence that is fully or predominantly comparable to the reference occupation is certified.",
    de = "Bescheinigt wird eine Handlungsfähigkeit, die mit dem Referenzberuf vollständig oder überwiegend vergleichbar ist.",
    fi = "Todistus annetaan osaamisesta, joka on täysin tai pääosin verrattavissa viiteammattiin.",
    nl = "Gecertificeerd wordt bekwaamheid die volledig of overwegend vergelijkbaar is met het referentieberoep.",
  },
  for_each  = establishment,
  where     = no(all { learner.disabled, same(establishment.sought, "partial") }),
  must      = one_of(ruling.comparability, { "full", "predominant" }),
  otherwise = refused { instead = { "training" } },
  gives     = certify { comparability = ruling.comparability },
}

-- § 50d  Of a person with a disability a part of the competence can be certified too.
rule "de.bbig.50d.partial" {
  law       = { BBiG = "BBiG § 50d", HwO = "HwO § 41d" },
  since     = "2025-01-01",
  clock     = establishment.applied,
  says      = {
    en = "For a person with a disability competence that is comparable in part is certified too.",
    de = "Bei Menschen mit Behinderungen wird auch eine teilweise vergleichbare Handlungsfähigkeit bescheinigt.",
    fi = "Vammaisen henkilön osaaminen todistetaan myös, kun se on osittain vertailukelpoinen.",
    nl = "Voor een persoon met een handicap wordt ook gedeeltelijk vergelijkbare bekwaamheid gecertificeerd.",
  },
  reading   = {
    en = "No number says how much a part is; the assessors find it.",
    de = "Keine Zahl sagt, wie viel teilweise ist; die Feststellenden beurteilen es.",
  },
  for_each  = establishment,
  where     = all { learner.disabled, same(establishment.sought, "partial") },
  must      = ruling.partly_comparable,
  otherwise = refused { instead = { "training" } },
  gives     = certify { comparability = "partial" },
}

-- § 50b (5), BBFVerfV § 8  What was found predominantly comparable can be supplemented, once, within five years.
rule "de.bbig.50b.5.five_years" {
  law       = { BBiG = "BBiG § 50b Abs. 5; BBFVerfV § 8", HwO = "HwO § 41b Abs. 5; BBFVerfV § 8" },
  since     = "2025-01-01",
  clock     = establishment.applied,
  says      = {
    en = "A finding is supplemented on application within five years of its notification.",
    de = "Das Ergänzungsverfahren wird innerhalb von fünf Jahren nach Bekanntgabe der Feststellung beantragt.",
    fi = "Täydentämistä haetaan viiden vuoden kuluessa päätöksen tiedoksiannosta.",
    nl = "Aanvulling wordt binnen vijf jaar na bekendmaking van de vaststelling aangevraagd.",
  },
  reading   = {
    en = "The same day five years later is in time. No new proof of time is asked for.",
    de = "Derselbe Tag fünf Jahre später ist rechtzeitig. Ein neuer Zeitnachweis wird nicht verlangt.",
  },
  for_each  = establishment,
  where     = same(establishment.stage, "supplementary"),
  must      = within_years(establishment.applied, establishment.notified, param.years_to_supplement),
  otherwise = refused { instead = { "new_application" } },
}

rule "de.bbig.50b.5.once" {
  law       = { BBiG = "BBiG § 50b Abs. 5; BBFVerfV § 8", HwO = "HwO § 41b Abs. 5; BBFVerfV § 8" },
  since     = "2025-01-01",
  clock     = establishment.applied,
  says      = {
    en = "A finding is supplemented only once.",
    de = "Das Ergänzungsverfahren findet nur einmal statt.",
    fi = "Päätöstä täydennetään vain kerran.",
    nl = "Een vaststelling wordt slechts eenmaal aangevuld.",
  },
  reading   = {
    en = "After a refusal the first notice stays valid.",
    de = "Nach einer Ablehnung gilt der erste Bescheid fort.",
  },
  for_each  = establishment,
  where     = same(establishment.stage, "supplementary"),
  must      = no(establishment.supplemented_before),
  otherwise = refused { instead = { "new_application" } },
}

-- § 50b (5) sentence 1  What was lacking was learnt since the admission to the first procedure.
rule "de.bbig.50b.5.acquired" {
  law       = { BBiG = "BBiG § 50b Abs. 5 Satz 1", HwO = "HwO § 41b Abs. 5 Satz 1" },
  since     = "2025-01-01",
  clock     = establishment.applied,
  says      = {
    en = "The supplement needs it to be credible that what was lacking was acquired since the first admission.",
    de = "Das Ergänzungsverfahren setzt voraus, dass der Erwerb des Fehlenden seit der ersten Zulassung glaubhaft ist.",
    fi = "Täydentäminen edellyttää, että puuttunut osaaminen on uskottavasti hankittu ensimmäisen hyväksymisen jälkeen.",
    nl = "De aanvulling vereist dat aannemelijk is dat het ontbrekende sinds de eerste toelating is verworven.",
  },
  for_each  = establishment,
  where     = same(establishment.stage, "supplementary"),
  must      = ruling.missing_part_acquired,
  otherwise = refused { instead = { "new_application" } },
}

-- BBFVerfV § 9 (1)  After a rejection not before twelve months have passed, and with further or new facts.
rule "de.bbfverfv.9.again" {
  law       = "BBFVerfV § 9 Abs. 1",
  since     = "2025-01-01",
  clock     = establishment.applied,
  says      = {
    en = "After a rejection a new application is admissible after twelve months, with new facts.",
    de = "Nach einer Ablehnung ist ein neuer Antrag frühestens nach zwölf Monaten und mit neuen Tatsachen zulässig.",
    fi = "Hylkäyksen jälkeen voi hakea uudelleen aikaisintaan kahdentoista kuukauden kuluttua uusin seikoin.",
    nl = "Na een afwijzing kan na twaalf maanden en met nieuwe feiten opnieuw worden aangevraagd.",
  },
  reading   = {
    en = "The same day twelve months later is late enough.",
    de = "Derselbe Tag zwölf Monate später genügt.",
  },
  for_each  = establishment,
  where     = same(establishment.stage, "again"),
  must      = all {
    establishment.new_facts,
    on_or_after(establishment.applied, months_after(establishment.notified, param.months_to_apply_again)),
  },
  otherwise = refused { instead = { "new_application" } },
}

-- BBFVerfV § 9 (2)  After a finding: when more than five years have passed, so that there is no supplement any
-- more; with further or new facts too.
rule "de.bbfverfv.9.2.after_finding" {
  law       = "BBFVerfV § 9 Abs. 2",
  since     = "2025-01-01",
  clock     = establishment.applied,
  says      = {
    en = "After a finding a new application is admissible when more than five years have passed, with new facts.",
    de = "Nach einer Feststellung ist ein neuer Antrag nach mehr als fünf Jahren und mit neuen Tatsachen zulässig.",
    fi = "Toteamisen jälkeen voi hakea uudelleen yli viiden vuoden kuluttua uusin seikoin.",
    nl = "Na een vaststelling kan na meer dan vijf jaar en met nieuwe feiten opnieuw worden aangevraagd.",
  },
  reading   = {
    en = "The same day five years later is not yet more than five years.",
    de = "Derselbe Tag fünf Jahre später ist noch nicht mehr als fünf Jahre.",
  },
  for_each  = establishment,
  where     = same(establishment.stage, "again_after_finding"),
  must      = all {
    establishment.new_facts,
    after(establishment.applied, years_after(establishment.notified, param.years_to_supplement)),
  },
  otherwise = refused { instead = { "new_application" } },
}
