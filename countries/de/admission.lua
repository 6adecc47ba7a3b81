-- Admission to the final examination: §§ 43, 45 BBiG; crafts: §§ 36, 37 HwO.

-- § 43 (1) No. 1  Admitted is who has served the time, or whose time ends at most two months after the
-- day of the examination.
rule "de.bbig.43.1.1.time" {
  law       = { BBiG = "BBiG § 43 Abs. 1 Nr. 1", HwO = "HwO § 36 Abs. 1 Nr. 1" },
  since     = "2005-04-01",
  says      = {
    en = "Admission needs a training that ends at most two months after the day of the examination.",
    de = "Die Zulassung setzt voraus, dass die Ausbildungsdauer nicht später als zwei Monate nach dem Prüfungstermin endet.",
    fi = "Kokeeseen pääsee, jos koulutusaika päättyy viimeistään kahden kuukauden kuluttua kokeesta.",
    nl = "Toelating vereist dat de opleiding niet later dan twee maanden na het examen eindigt.",
  },
  for_each  = admission,
  where     = same(admission.route, "regular"),
  must      = on_or_before(training.last_day, months_after(admission.examination_day, param.months_after_examination)),
  otherwise = refused { instead = { "early_admission", "later_examination" } },
  gives     = admit { to = "final_exam" },
}

-- § 43 (1) No. 2  Taking part in the intermediate examination is enough; it need not be passed.
rule "de.bbig.43.1.2.intermediate" {
  law       = { BBiG = "BBiG § 43 Abs. 1 Nr. 2", HwO = "HwO § 36 Abs. 1 Nr. 2" },
  since     = "2005-04-01",
  says      = {
    en = "Admission needs taking part in the intermediate examination.",
    de = "Die Zulassung setzt die Teilnahme an der Zwischenprüfung voraus.",
    fi = "Kokeeseen pääsy edellyttää osallistumista välikokeeseen.",
    nl = "Toelating vereist deelname aan het tussentijdse examen.",
  },
  for_each  = admission,
  where     = all { same(admission.route, "regular"), no(training.examination_in_two_parts) },
  must      = training.intermediate_examination,
  otherwise = conditional "intermediate_examination",
}

rule "de.bbig.43.1.2.record" {
  law       = { BBiG = "BBiG § 43 Abs. 1 Nr. 2", HwO = "HwO § 36 Abs. 1 Nr. 2" },
  since     = "2005-04-01",
  says      = {
    en = "Admission needs the signed training record.",
    de = "Die Zulassung setzt den unterzeichneten Ausbildungsnachweis voraus.",
    fi = "Kokeeseen pääsy edellyttää allekirjoitettua koulutuspäiväkirjaa.",
    nl = "Toelating vereist het ondertekende opleidingsboek.",
  },
  for_each  = admission,
  where     = same(admission.route, "regular"),
  must      = training.record_submitted,
  otherwise = conditional "training_record",
}

-- § 43 (1) No. 3  The contract is registered, or it is not the apprentice's fault that it is not.
rule "de.bbig.43.1.3.registered" {
  law       = { BBiG = "BBiG § 43 Abs. 1 Nr. 3", HwO = "HwO § 36 Abs. 1 Nr. 3" },
  since     = "2005-04-01",
  says      = {
    en = "Admission needs a registered training contract, unless the apprentice is not to blame that it is not registered.",
    de = "Die Zulassung setzt ein eingetragenes Ausbildungsverhältnis voraus, wenn die Eintragung nicht ohne eigene Schuld fehlt.",
    fi = "Kokeeseen pääsy edellyttää rekisteröityä koulutussopimusta, jollei merkintä puutu muusta kuin opiskelijan syystä.",
    nl = "Toelating vereist een ingeschreven leercontract, tenzij het ontbreken daarvan niet aan de leerling te wijten is.",
  },
  for_each  = admission,
  where     = same(admission.route, "regular"),
  must      = training.registered,
  otherwise = ruling.not_to_blame,
}

-- § 44 (3)  Where the examination has two parts, part 2 needs part 1: until 2019 nothing but a reason that the
-- apprentice is not answerable for made up for it; since then a training regulation may exempt from it too.
rule "de.bbig.44.3.part_1" {
  law       = { BBiG = "BBiG § 44 Abs. 3", HwO = "HwO § 36a Abs. 3" },
  since     = "2005-04-01",
  last_day  = "2019-12-31",
  says      = {
    en = "Part 2 needs taking part in part 1, unless the apprentice is not answerable for missing it.",
    de = "Teil 2 setzt die Teilnahme an Teil 1 voraus, wenn dessen Versäumen nicht zu vertreten ist, entfällt das.",
    fi = "Kokeen osa 2 edellyttää osallistumista osaan 1, jollei poissaolo johdu muusta kuin opiskelijasta.",
    nl = "Deel 2 vereist deelname aan deel 1, tenzij het ontbreken daarvan niet aan de leerling te wijten is.",
  },
  for_each  = admission,
  where     = all { same(admission.route, "regular"), training.examination_in_two_parts },
  must      = any { training.intermediate_examination, ruling.missed_part_1_without_fault },
  otherwise = conditional "intermediate_examination",
}

rule "de.bbig.44.3.part_1" {
  law       = { BBiG = "BBiG § 44 Abs. 3", HwO = "HwO § 36a Abs. 3" },
  since     = "2020-01-01",
  says      = {
    en = "Part 2 needs part 1, an exemption from it, or a reason for missing it that the apprentice is not answerable for.",
    de = "Teil 2 setzt die Teilnahme an Teil 1, die Befreiung davon oder ein nicht zu vertretendes Versäumen voraus.",
    fi = "Kokeen osa 2 edellyttää osaa 1, vapautusta siitä tai opiskelijasta riippumatonta syytä poissaoloon.",
    nl = "Deel 2 vereist deel 1, vrijstelling daarvan of een reden voor het ontbreken die niet aan de leerling te wijten is.",
  },
  for_each  = admission,
  where     = all { same(admission.route, "regular"), training.examination_in_two_parts },
  must      = any {
    training.intermediate_examination,
    training.exempt_from_part_1,
    ruling.missed_part_1_without_fault,
  },
  otherwise = conditional "intermediate_examination",
}

-- § 44 (3), last sentence  Whoever missed part 1 without fault takes both parts together.
rule "de.bbig.44.3.together" {
  law      = { BBiG = "BBiG § 44 Abs. 3 Satz 2", HwO = "HwO § 36a Abs. 3 Satz 2" },
  law_before = { ["2020-01-01"] = { BBiG = "BBiG § 44 Abs. 3 Satz 3", HwO = "HwO § 36a Abs. 3 Satz 3" } },
  since    = "2005-04-01",
  says     = {
    en = "Whoever missed part 1 without fault takes it together with part 2.",
    de = "Wer Teil 1 unverschuldet versäumt hat, legt ihn zusammen mit Teil 2 ab.",
    fi = "Osan 1 syyttään väliin jättänyt suorittaa sen yhdessä osan 2 kanssa.",
    nl = "Wie deel 1 zonder eigen schuld heeft gemist, legt het samen met deel 2 af.",
  },
  for_each = admission,
  where    = all {
    same(admission.route, "regular"),
    training.examination_in_two_parts,
    no(training.intermediate_examination),
    no(training.exempt_from_part_1),
    ruling.missed_part_1_without_fault,
  },
  gives    = inform { part_1 = "with_part_2" },
}

-- § 43 (2)  Admitted is also who was trained at a school, if the programme corresponds to the training.
rule "de.bbig.43.2.school" {
  law       = { BBiG = "BBiG § 43 Abs. 2", HwO = "HwO § 36 Abs. 2" },
  since     = "2005-04-01",
  says      = {
    en = "A school programme opens the examination if it corresponds to training in a recognised occupation.",
    de = "Ein schulischer Bildungsgang führt zur Zulassung, wenn er der Berufsausbildung in einem anerkannten Ausbildungsberuf entspricht.",
    fi = "Oppilaitoksen koulutusohjelmalla pääsee kokeeseen, jos se vastaa koulutusta tunnustettuun ammattiin.",
    nl = "Een schoolopleiding geeft toegang tot het examen als zij overeenkomt met de opleiding in een erkend beroep.",
  },
  reading   = {
    en = "Equal in content, demands and time; systematic; with enough practice by cooperation of the places of learning.",
    de = "In Inhalt, Anforderung und Zeit gleichwertig, systematisch, mit angemessenem Praxisanteil durch Lernortkooperation.",
  },
  for_each  = admission,
  where     = same(admission.route, "school"),
  must      = ruling.programme_corresponds,
  otherwise = refused { instead = { "external_admission", "crediting" } },
  gives     = admit { to = "final_exam" },
}

-- § 45 (1)  Early admission, if performance justifies it; employer and school are heard.
rule "de.bbig.45.1.early" {
  law       = { BBiG = "BBiG § 45 Abs. 1", HwO = "HwO § 37 Abs. 1" },
  since     = "2005-04-01",
  says      = {
    en = "Early admission is granted if the apprentice's performance justifies it.",
    de = "Vorzeitig zugelassen wird, wenn die Leistungen dies rechtfertigen.",
    fi = "Kokeeseen pääsee aikaisemmin, jos suoritukset sen oikeuttavat.",
    nl = "Vervroegde toelating volgt als de prestaties dat rechtvaardigen.",
  },
  reading   = {
    en = "The apprentice may apply alone. Chambers look for averages better than 2.49 (HA-Empfehlung 129); the law has no number.",
    de = "Antrag auch allein. Kammern verlangen Durchschnitte besser als 2,49 (HA-Empfehlung 129); das Gesetz nennt keine Zahl.",
  },
  for_each  = admission,
  where     = same(admission.route, "early"),
  must      = ruling.performance_justifies,
  otherwise = refused { instead = { "later_examination" } },
  gives     = admit { to = "final_exam" },
}

-- Recommendation 129  Early admission leaves the minimum of training too, as a rule.
rule "de.ha129.c.minimum" {
  law       = "HA-Empfehlung 129 Abschn. B.3, C",
  since     = "2008-06-27",
  status    = "unverified",
  says      = {
    en = "The minimum of training is to be served before the examination, as a rule.",
    de = "Vor der Prüfung ist in der Regel die Mindestdauer der Ausbildung zurückzulegen.",
    fi = "Ennen koetta on yleensä suoritettava koulutuksen vähimmäiskesto.",
    nl = "Vóór het examen moet in de regel de minimumduur van de opleiding zijn doorlopen.",
  },
  for_each  = admission,
  where     = same(admission.route, "early"),
  must      = all {
    on_or_after(admission.examination_day, training.first_day),
    at_least(months_in(training.first_day, admission.examination_day), term.minimum_months),
  },
  otherwise = ruling.below_minimum_early,
}

-- § 45 (2)  Admitted without an apprenticeship is who has worked one and a half times the prescribed
-- time in the occupation; training in a relevant occupation and work abroad count. Two jobs at once are one time.
define "months_worked" {
  law   = { BBiG = "BBiG § 45 Abs. 2 Satz 1, 2, 4", HwO = "HwO § 37 Abs. 2 Satz 1, 2, 4" },
  since = "2005-04-01",
  says  = {
    en = "work in the occupation, wherever done, and training in a relevant occupation",
    de = "Tätigkeit im Beruf, gleich in welchem Land, und Ausbildung in einem einschlägigen Beruf",
    fi = "työ ammatissa missä maassa tahansa ja koulutus läheiseen ammattiin",
    nl = "werk in het beroep, in welk land ook, en opleiding in een verwant beroep",
  },
  is    = months_in_all(those(work, work.in_occupation))
        + months_in_all(those(earlier, all {
            same(earlier.kind, "training"), no(earlier.in_occupation), ruling.relevant_training,
          })),
}

-- § 45 (3)  Whoever was certified fully comparable is admitted without more.
define "certified_fully_comparable" {
  law   = { BBiG = "BBiG § 45 Abs. 3", HwO = "HwO § 37 Abs. 3" },
  since = "2025-01-01",
  says  = {
    en = "a certificate shows that the competence is fully comparable",
    de = "ein Zeugnis weist die vollständige Vergleichbarkeit nach",
    fi = "todistus osoittaa osaamisen olevan täysin verrattavissa",
    nl = "een bewijs toont de volledige vergelijkbaarheid aan",
  },
  is    = covers(admission.evidence, { "certificate_of_full_comparability" }),
}

-- § 45 (4), until 2024 § 45 (3)  Soldiers: the ministry of defence, or a body that it names, certifies.
define "certified_by_the_ministry_of_defence" {
  law        = "BBiG § 45 Abs. 4",
  law_before = { ["2025-01-01"] = "BBiG § 45 Abs. 3" },
  since      = "2005-04-01",
  says       = {
    en = "the ministry of defence certifies the competence of a soldier",
    de = "das Verteidigungsministerium bescheinigt die Handlungsfähigkeit einer Soldatin oder eines Soldaten",
    fi = "puolustusministeriö todistaa sotilaan osaamisen",
    nl = "het ministerie van Defensie bevestigt de bekwaamheid van een militair",
  },
  is         = covers(admission.evidence, { "certificate_of_the_ministry_of_defence" }),
}

-- Until the end of 2024 by § 45 (2) alone; since then by the certificate of § 45 (3) too.
rule "de.bbig.45.2.external" {
  law       = { BBiG = "BBiG § 45 Abs. 2", HwO = "HwO § 37 Abs. 2" },
  since     = "2005-04-01",
  last_day  = "2024-12-31",
  says      = {
    en = "Work of one and a half times the prescribed time, or credible competence, opens the examination.",
    de = "Zugelassen wird, wer das Eineinhalbfache der Dauer im Beruf gearbeitet hat oder Handlungsfähigkeit glaubhaft macht.",
    fi = "Kokeeseen pääsee, joka on tehnyt työtä puolitoista kertaa säädetyn koulutusajan tai tekee osaamisensa uskottavaksi.",
    nl = "Toegelaten wordt wie anderhalf keer de opleidingsduur heeft gewerkt of de bekwaamheid aannemelijk maakt.",
  },
  reading   = {
    en = "Foreign units and transcripts are proof that can make the competence credible (sentences 3 and 4).",
    de = "Ausländische Einheiten und Nachweise können die berufliche Handlungsfähigkeit glaubhaft machen (Sätze 3 und 4).",
  },
  for_each  = admission,
  where     = same(admission.route, "external"),
  must      = any {
    at_least(term.months_worked, param.times_the_training * qualification.prescribed_months),
    term.certified_by_the_ministry_of_defence,
    all { given(admission.evidence), ruling.competence_credible },
  },
  otherwise = refused { instead = { "establishment", "training" } },
  gives     = admit { to = "final_exam" },
}

rule "de.bbig.45.2.external" {
  law       = { BBiG = "BBiG § 45 Abs. 2, 3", HwO = "HwO § 37 Abs. 2, 3" },
  since     = "2025-01-01",
  says      = {
    en = "Work of one and a half times the prescribed time, full comparability, or credible competence opens the examination.",
    de = "Zugelassen wird, wer das Eineinhalbfache der Dauer gearbeitet hat, voll vergleichbar oder glaubhaft handlungsfähig ist.",
    fi = "Kokeeseen pääsee puolitoistakertaisella työllä, täyden vertailtavuuden todistuksella tai uskottavalla osaamisella.",
    nl = "Anderhalf keer de duur aan werk, volledige vergelijkbaarheid of aannemelijke bekwaamheid geeft toegang tot het examen.",
  },
  reading   = {
    en = "Foreign units and transcripts are proof that can make the competence credible (sentences 3 and 4).",
    de = "Ausländische Einheiten und Nachweise können die berufliche Handlungsfähigkeit glaubhaft machen (Sätze 3 und 4).",
  },
  for_each  = admission,
  where     = same(admission.route, "external"),
  must      = any {
    at_least(term.months_worked, param.times_the_training * qualification.prescribed_months),
    term.certified_fully_comparable,
    term.certified_by_the_ministry_of_defence,
    all { given(admission.evidence), ruling.competence_credible },
  },
  otherwise = refused { instead = { "establishment", "training" } },
  gives     = admit { to = "final_exam" },
}

-- § 37 (1) sentence 2  A failed final examination can be taken again twice.
rule "de.bbig.37.1.twice" {
  law       = { BBiG = "BBiG § 37 Abs. 1 Satz 2", HwO = "HwO § 31 Abs. 1 Satz 2" },
  since     = "2005-04-01",
  says      = {
    en = "A final examination that was failed can be taken again twice.",
    de = "Die nicht bestandene Abschlussprüfung kann zweimal wiederholt werden.",
    fi = "Hylätyn päättökokeen voi uusia kahdesti.",
    nl = "Een niet behaald eindexamen kan tweemaal worden herhaald.",
  },
  for_each  = admission,
  where     = same(admission.route, "repeat"),
  must      = at_most(admission.attempts, param.repetitions),
  otherwise = refused { instead = { "establishment" } },
  gives     = admit { to = "final_exam" },
}
