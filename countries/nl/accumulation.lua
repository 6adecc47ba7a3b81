-- Examination and qualifications decree (EKB) art. 3, 15, 17-18c; WEB art. 7.2.4, 7.4.6.

-- Art. 15 (1), (4)  The final mark of a generic subject is the mean of the institution's and the
-- central mark where there are both, as a whole number: only the first decimal is looked at.
define "final_mark" {
  law   = "EKB art. 15 lid 1, 4",
  since = "2010-08-01",
  says  = {
    en = "the whole final mark of a generic subject",
    de = "die ganze Endnote eines generischen Fachs",
    fi = "yleisen aineen kokonainen loppuarvosana",
    nl = "het gehele eindcijfer van een generiek vak",
  },
  is    = rounded(average_of { subject.school_mark, subject.central_mark }, param.mark_rounding),
}

define "required_subjects" {
  law   = "EKB art. 3",
  since = "2010-08-01",
  says  = {
    en = "the generic subjects that belong to the programme",
    de = "die generischen Fächer, die zur Ausbildung gehören",
    fi = "koulutukseen kuuluvat yleiset aineet",
    nl = "de generieke vakken die bij de opleiding horen",
  },
  is    = those(subject, one_of(subject.name, from_table { param.generic_subjects, programme.kind })),
}

-- Art. 3  Which generic subjects are examined depends on the kind of programme.
rule "nl.ekb.3.generic_subjects" {
  law       = "EKB art. 3",
  since     = "2010-08-01",
  says      = {
    en = "All generic subjects of the programme have to be examined, or the student is exempt with a mark.",
    de = "Alle generischen Fächer der Ausbildung müssen geprüft sein, oder es wurde mit Note befreit.",
    fi = "Kaikki koulutuksen yleiset aineet on suoritettava, tai niistä on vapautus arvosanoineen.",
    nl = "Alle generieke vakken van de opleiding moeten zijn geëxamineerd, of er is vrijstelling met een cijfer.",
  },
  for_each  = completion,
  must      = covers(each_of(subject.name), from_table { param.generic_subjects, programme.kind }),
  otherwise = refused { instead = { "examination" } },
}

-- Art. 17 (2) a, (3) a  One generic subject may be a five, the others are at least a six.
rule "nl.ekb.17.generic_marks" {
  law       = "EKB art. 17 lid 2 onder a, lid 3 onder a",
  since     = "2022-08-01",
  says      = {
    en = "One generic subject may be a five, all others are at least a six.",
    de = "Ein generisches Fach darf eine Fünf sein, alle anderen sind mindestens eine Sechs.",
    fi = "Yksi yleinen aine saa olla viitonen, kaikki muut ovat vähintään kuutosia.",
    nl = "Eén generiek vak mag een vijf zijn, de andere zijn ten minste een zes.",
  },
  for_each  = completion,
  where     = different(programme.kind, "entree"),
  must      = all {
    every(term.required_subjects, at_least(term.final_mark, param.lowest_subject_mark)),
    at_most(number_of(term.required_subjects, less_than(term.final_mark, param.pass_mark)), param.subjects_below_pass),
  },
  otherwise = refused { instead = { "resit" } },
}

-- Art. 18c  Who began before August 2022 and finishes within the length of the programme and two
-- years follows the text of 31 July 2022; so does who entered year 2, 3 or 4 before August 2023, 2024, 2025.
define "follows_earlier_text" {
  law   = "EKB art. 18c",
  since = "2022-08-01",
  says  = {
    en = "the student began before August 2022 and finishes within the length of the programme and two study years",
    de = "der Lernende begann vor August 2022 und endet innerhalb der Ausbildungsdauer und zweier Studienjahre",
    fi = "opiskelija aloitti ennen elokuuta 2022 ja valmistuu koulutuksen keston ja kahden lukuvuoden kuluessa",
    nl = "de student begon voor augustus 2022 en is klaar binnen de studieduur en twee studiejaren",
  },
  is    = all {
    before(
      programme.cohort_first_day,
      from_table { param.mathematics_counts_for_later_entry, programme.entry_year, otherwise = param.mathematics_counts_from }
    ),
    on_or_before(completion.completed, years_after(programme.cohort_first_day, programme.years + param.years_of_grace)),
  },
}

-- That text, levels 2 and 3: Dutch at least a five, mathematics sat.
rule "nl.ekb.18c.levels_2_3" {
  law       = "EKB art. 18c jo. art. 17 lid 2 onder a (2022-07-31)",
  since     = "2022-08-01",
  says      = {
    en = "Students of earlier years at levels 2 and 3: Dutch at least a five, mathematics sat.",
    de = "Frühere Jahrgänge auf Niveau 2 und 3: Niederländisch mindestens eine Fünf, Rechnen abgelegt.",
    fi = "Aiempien vuosien opiskelijat tasoilla 2 ja 3: hollanti vähintään viisi, laskennon koe suoritettu.",
    nl = "Eerdere cohorten op niveau 2 en 3: Nederlands ten minste een vijf, rekenexamen afgelegd.",
  },
  reading   = {
    en = "Whoever entered a later year is taken at the day of entry (art. 18c); both ends of the time count.",
    nl = "Wie in een later leerjaar instroomde, telt naar de dag van instroom (art. 18c); de eerste en de laatste dag tellen mee.",
  },
  overrides = "nl.ekb.17.generic_marks",
  for_each  = completion,
  where     = all { one_of(programme.kind, { "basis", "vak" }), term.follows_earlier_text },
  must      = all {
    every(those(subject, same(subject.name, "nederlands")), at_least(term.final_mark, param.lowest_subject_mark)),
    every(those(subject, same(subject.name, "rekenen")), subject.taken),
  },
  otherwise = refused { instead = { "resit" } },
}

-- That text, level 4: of Dutch and English one at least a five, the other at least a six; mathematics sat.
rule "nl.ekb.18c.level_4" {
  law       = "EKB art. 18c jo. art. 17 lid 3 onder a (2022-07-31)",
  since     = "2022-08-01",
  says      = {
    en = "Students of earlier years at level 4: of Dutch and English one may be a five, mathematics sat.",
    de = "Frühere Jahrgänge auf Niveau 4: von Niederländisch und Englisch darf eines eine Fünf sein, Rechnen abgelegt.",
    fi = "Aiempien vuosien opiskelijat tasolla 4: hollannista ja englannista toinen saa olla viisi, laskennon koe suoritettu.",
    nl = "Eerdere cohorten op niveau 4: van Nederlands en Engels mag er één een vijf zijn, rekenexamen afgelegd.",
  },
  reading   = {
    en = "Dutch or English may be the five; mathematics need only be sat. A later entry counts by its day (art. 18c).",
    nl = "Nederlands of Engels mag de vijf zijn; rekenen hoeft alleen te zijn afgelegd. Latere instroom: naar de dag ervan.",
  },
  overrides = "nl.ekb.17.generic_marks",
  for_each  = completion,
  where     = all { one_of(programme.kind, { "middenkader", "specialist" }), term.follows_earlier_text },
  must      = all {
    every(those(subject, one_of(subject.name, { "nederlands", "engels" })), at_least(term.final_mark, param.lowest_subject_mark)),
    at_most(
      number_of(those(subject, one_of(subject.name, { "nederlands", "engels" })), less_than(term.final_mark, param.pass_mark)),
      param.subjects_below_pass
    ),
    every(those(subject, same(subject.name, "rekenen")), subject.taken),
  },
  otherwise = refused { instead = { "resit" } },
}

-- Art. 17 in the text before August 2022, for decisions of that time, levels 2 and 3.
rule "nl.ekb.17.earlier_levels_2_3" {
  law       = "EKB art. 17 lid 2 onder a (2022-07-31)",
  since     = "2020-03-15",
  last_day  = "2022-07-31",
  says      = {
    en = "Dutch is at least a five and the examination of mathematics was sat.",
    de = "Niederländisch ist mindestens eine Fünf, die Prüfung in Rechnen wurde abgelegt.",
    fi = "Hollanti on vähintään viisi ja laskennon koe on suoritettu.",
    nl = "Nederlands is ten minste een vijf en het rekenexamen is afgelegd.",
  },
  for_each  = completion,
  where     = one_of(programme.kind, { "basis", "vak" }),
  must      = all {
    every(those(subject, same(subject.name, "nederlands")), at_least(term.final_mark, param.lowest_subject_mark)),
    every(those(subject, same(subject.name, "rekenen")), subject.taken),
  },
  otherwise = refused { instead = { "resit" } },
}

-- Art. 17 in the text before August 2022, level 4.
rule "nl.ekb.17.earlier_level_4" {
  law       = "EKB art. 17 lid 3 onder a (2022-07-31)",
  since     = "2020-03-15",
  last_day  = "2022-07-31",
  says      = {
    en = "Of Dutch and English one may be a five, and the examination of mathematics was sat.",
    de = "Von Niederländisch und Englisch darf eines eine Fünf sein, die Prüfung in Rechnen wurde abgelegt.",
    fi = "Hollannista ja englannista toinen saa olla viisi, ja laskennon koe on suoritettu.",
    nl = "Van Nederlands en Engels mag er één een vijf zijn en het rekenexamen is afgelegd.",
  },
  for_each  = completion,
  where     = one_of(programme.kind, { "middenkader", "specialist" }),
  must      = all {
    every(those(subject, one_of(subject.name, { "nederlands", "engels" })), at_least(term.final_mark, param.lowest_subject_mark)),
    at_most(
      number_of(those(subject, one_of(subject.name, { "nederlands", "engels" })), less_than(term.final_mark, param.pass_mark)),
      param.subjects_below_pass
    ),
    every(those(subject, same(subject.name, "rekenen")), subject.taken),
  },
  otherwise = refused { instead = { "resit" } },
}

-- Art. 17 (1)-(3)  All specific parts are at least a six, or sufficient.
rule "nl.ekb.17.specific_parts" {
  law       = "EKB art. 15 lid 2, art. 17 lid 1, lid 2 onder b, lid 3 onder b",
  since     = "2010-08-01",
  says      = {
    en = "Every specific part has to be at least a six, or sufficient.",
    de = "Jeder spezifische Teil muss mindestens eine Sechs oder ausreichend sein.",
    fi = "Jokaisen ammatillisen osan on oltava vähintään kuutonen tai hyväksytty.",
    nl = "Elk specifiek examenonderdeel moet ten minste een zes of voldoende zijn.",
  },
  reading   = {
    en = "A part without a mark was judged in words; passed means sufficient at least, and nearly sufficient is failed.",
    nl = "Een onderdeel zonder cijfer is in woorden beoordeeld; behaald is ten minste voldoende, en bijna voldoende is niet behaald.",
  },
  for_each  = completion,
  must      = every(
    those(part, same(part.kind, "unit")),
    any {
      at_least(part.grade, param.pass_mark),
      one_of(part.word, param.words_that_pass),
      all { no(given(part.grade)), same(part.result, "passed") },
    }
  ),
  otherwise = refused { instead = { "resit" } },
}

-- Art. 15 (5), (6), 17  Career and citizenship is fulfilled; in entree mathematics too, since August 2022.
rule "nl.ekb.17.fulfilled" {
  law       = "EKB art. 15 lid 5, 6, art. 17",
  since     = "2010-08-01",
  says      = {
    en = "Career and citizenship has to be fulfilled, and in an entree programme mathematics too.",
    de = "Laufbahn und Staatsbürgerschaft muss erfüllt sein, in entree-Ausbildungen auch Rechnen.",
    fi = "Ura- ja kansalaistaidot on suoritettava, entree-koulutuksessa myös laskento.",
    nl = "Loopbaan en burgerschap moet voldaan zijn, en in een entreeopleiding ook rekenen.",
  },
  for_each  = completion,
  must      = covers(each_of(part.unit), from_table { param.parts_to_be_passed, programme.kind }),
  otherwise = refused,
}

-- Art. 18c  In entree, of earlier cohorts, mathematics does not have to be fulfilled.
rule "nl.ekb.18c.entree" {
  law       = "EKB art. 18c jo. art. 17 lid 1 (2022-07-31)",
  since     = "2022-08-01",
  says      = {
    en = "Whoever began an entree programme before August 2022 passes career and citizenship; mathematics need not be fulfilled.",
    de = "Wer vor August 2022 mit Entree begann, erfüllt Laufbahn und Bürgerschaft; Rechnen muss nicht erfüllt sein.",
    fi = "Ennen elokuuta 2022 entree-koulutuksen aloittaneelta vaaditaan ura- ja kansalaistaidot, ei laskentoa.",
    nl = "Voor wie voor augustus 2022 met entree begon, moet loopbaan en burgerschap voldaan zijn; rekenen niet.",
  },
  overrides = "nl.ekb.17.fulfilled",
  for_each  = completion,
  where     = all { same(programme.kind, "entree"), term.follows_earlier_text },
  must      = covers(each_of(part.unit), { "burgerschap" }),
  otherwise = refused,
}

-- Art. 17d (1)  An elective counts 240, 480 or 720 hours; for programmes begun before August 2022 also 960.
rule "nl.ekb.17d.sizes" {
  law       = "EKB art. 17d lid 1",
  since     = "2016-08-01",
  clock     = programme.cohort_first_day,
  says      = {
    en = "Every elective has one of the study loads that the decree allows.",
    de = "Jeder Wahlteil hat einen der Umfänge, die die Verordnung zulässt.",
    fi = "Jokaisen valinnaisosan laajuus on jokin asetuksen sallimista.",
    nl = "Elk keuzedeel heeft een van de studielasten die het besluit toestaat.",
  },
  reading   = {
    en = "The first day of the programme decides; from which day 960 hours are gone was read off the text of August 2022.",
    nl = "De eerste dag van de opleiding beslist; vanaf wanneer 960 uur vervalt, is afgeleid uit de tekst van augustus 2022.",
  },
  for_each  = completion,
  must      = every(elective, one_of(elective.hours, param.elective_sizes)),
  otherwise = refused,
}

-- Art. 17d (2), (3)  How many hours of electives belong to the programme; until July 2022 more in four years.
define "elective_hours" {
  law      = "EKB art. 17d lid 2, 3 (2022-07-31)",
  since    = "2016-08-01",
  last_day = "2022-07-31",
  says     = {
    en = "study load of the electives that belong to the programme",
    de = "Umfang der Wahlteile, die zur Ausbildung gehören",
    fi = "koulutukseen kuuluvien valinnaisosien laajuus",
    nl = "studielast van de keuzedelen die bij de opleiding horen",
  },
  is       = from_table { param.elective_hours, programme.kind, programme.formation_parts }
           + from_table { param.elective_hours_of_a_fourth_year, programme.kind, programme.years, otherwise = 0 },
}

define "elective_hours" {
  law   = "EKB art. 17d lid 2, 3",
  since = "2022-08-01",
  says  = {
    en = "study load of the electives that belong to the programme",
    de = "Umfang der Wahlteile, die zur Ausbildung gehören",
    fi = "koulutukseen kuuluvien valinnaisosien laajuus",
    nl = "studielast van de keuzedelen die bij de opleiding horen",
  },
  is    = from_table { param.elective_hours, programme.kind, programme.formation_parts },
}

-- Art. 15 (2), 17  A result in words counts as "a corresponding final result": the table has the words that
-- a common table converts; another word waits for the institution's own table.
define "elective_mark" {
  law    = "EKB art. 15 lid 2, art. 17 lid 2 onder d",
  since  = "2010-08-01",
  status = "unverified",
  says   = {
    en = "the mark of the elective, or the mark that its word stands for",
    de = "die Note des Wahlteils oder die seinem Wort entsprechende",
    fi = "valinnaisosan arvosana tai sen sanaa vastaava arvosana",
    nl = "het cijfer van het keuzedeel, of dat waarvoor het woord staat",
  },
  is     = average_of { elective.mark, from_table { param.mark_of_word, elective.word, otherwise = none } },
}

define "not_converted" {
  law    = "EKB art. 15 lid 2, art. 17 lid 2 onder d",
  since  = "2010-08-01",
  status = "unverified",
  says   = {
    en = "the result is a word that the common table does not convert",
    de = "das Ergebnis ist ein Wort, das die gemeinsame Tabelle nicht umrechnet",
    fi = "tulos on sana, jota yhteinen taulukko ei muunna",
    nl = "het resultaat is een woord dat de gangbare tabel niet omrekent",
  },
  is     = all {
    given(elective.word),
    no(given(elective.mark)),
    no(given(from_table { param.mark_of_word, elective.word, otherwise = none })),
  },
}

rule "nl.ekb.17.conversion" {
  law       = "EKB art. 15 lid 2, art. 17 lid 2 onder d, lid 3 onder d",
  since     = "2020-08-01",
  clock     = programme.cohort_first_day,
  status    = "unverified",
  says      = {
    en = "A result in words needs the mark that the institution's table gives it.",
    de = "Ein Ergebnis in Worten braucht die Note, die ihm die Tabelle der Einrichtung gibt.",
    fi = "Sanallinen tulos tarvitsee arvosanan, jonka oppilaitoksen taulukko sille antaa.",
    nl = "Een resultaat in woorden heeft het cijfer nodig dat de tabel van de instelling eraan geeft.",
  },
  reading   = {
    en = "The decree does not say who converts; the institution writes the mark beside the word.",
    nl = "Het besluit zegt niet wie omrekent; de instelling zet het cijfer bij het woord.",
  },
  for_each  = completion,
  must      = no(some(elective, term.not_converted)),
  otherwise = conditional "conversion_table",
}

-- WEB art. 7.2.7 (10), 7.4.5a (1) f  An elective that coincides with a part of the qualification belongs to no programme of
-- it; one that was failed in an earlier programme counts if the examination committee takes it into the result.
define "counting_elective" {
  law   = "WEB art. 7.2.7 lid 10; WEB art. 7.4.5a lid 1 onder f",
  since = "2016-08-01",
  says  = {
    en = "an elective that does not coincide with a part, and that the committee lets count if it was failed in an earlier programme",
    de = "ein Wahlteil, der mit keinem Teil zusammenfällt und, wenn früher nicht bestanden, vom Ausschuss einbezogen wird",
    fi = "valinnaisosa, joka ei ole sama kuin tutkinnon osa ja jonka lautakunta ottaa huomioon, jos se hylättiin aiemmin",
    nl = "een keuzedeel dat met geen onderdeel samenvalt en dat, als het eerder niet is behaald, door de examencommissie wordt betrokken",
  },
  is    = all {
    no(elective.coincides),
    any {
      no(elective.earlier_programme),
      at_least(term.elective_mark, param.pass_mark),
      ruling.earlier_elective,
    },
  },
}

-- Art. 17 (1), (2) d, (3) d  Of the electives that fill this load the mean is at least a six, at least
-- half are at least a six, and none is below a four. Cohorts from August 2020.
rule "nl.ekb.17.electives" {
  law       = "EKB art. 17 lid 1, lid 2 onder d, lid 3 onder d",
  since     = "2020-08-01",
  clock     = programme.cohort_first_day,
  says      = {
    en = "Of the electives that fill the study load mean and at least half are a six or more, none below a four.",
    de = "Von den Wahlteilen, die den Umfang füllen, sind Mittelwert und mindestens die Hälfte eine Sechs, keiner unter vier.",
    fi = "Laajuuden täyttävien valinnaisosien keskiarvo ja vähintään puolet on kuusi tai yli, mikään ei alle neljä.",
    nl = "Van de keuzedelen die de studielast vullen, zijn gemiddelde en ten minste de helft een zes of hoger, geen onder een vier.",
  },
  reading   = {
    en = "The mean is neither rounded nor weighted; any electives that fill the load count, none more than needed. Words have a mark.",
    nl = "Het gemiddelde is niet afgerond of gewogen; elke combinatie keuzedelen die de studielast vult, niet meer dan nodig.",
  },
  status    = "unverified",
  for_each  = completion,
  where     = no(some(elective, term.not_converted)),
  choose    = elective,
  to_reach  = at_least(sum_of(elective.hours), term.elective_hours),
  must      = all {
    every(elective, term.counting_elective),
    at_least(divide(sum_of(elective, term.elective_mark), number_of(elective)), param.pass_mark),
    at_least(share_of(elective, at_least(term.elective_mark, param.pass_mark)), param.electives_passed),
    every(elective, at_least(term.elective_mark, param.lowest_elective_mark)),
  },
  otherwise = refused { instead = { "resit" } },
}

-- Art. 17 in the text of 15 March 2020  Cohorts from August 2016 to July 2020 have to have sat them.
rule "nl.ekb.17.electives_sat" {
  law       = "EKB art. 17 (2020-03-15)",
  since     = "2016-08-01",
  last_day  = "2020-07-31",
  clock     = programme.cohort_first_day,
  says      = {
    en = "The examinations of the electives that fill the study load have to be sat, whatever the result.",
    de = "Die Prüfungen der Wahlteile, die den Umfang füllen, müssen abgelegt sein, gleich mit welchem Ergebnis.",
    fi = "Laajuuden täyttävien valinnaisosien kokeet on suoritettava, tuloksesta riippumatta.",
    nl = "De examens van de keuzedelen die de studielast vullen, moeten zijn afgelegd, ongeacht de uitslag.",
  },
  for_each  = completion,
  choose    = elective,
  to_reach  = at_least(sum_of(elective.hours), term.elective_hours),
  must      = every(elective, all { any { given(elective.mark), given(elective.word) }, term.counting_elective }),
  otherwise = refused { instead = { "examination" } },
}

-- WEB art. 7.2.4 (7)  After the qualification has expired the diploma can still be issued for the length
-- of the programme and two study years.
rule "nl.web.7.2.4.7.expired" {
  law       = "WEB art. 7.2.4 lid 7",
  since     = "2015-08-01",
  says      = {
    en = "After a qualification has expired its diploma can be awarded for the length of the programme and two study years.",
    de = "Nach Ablauf einer Qualifikation kann das Diplom noch während der Ausbildungsdauer und zweier Studienjahre verliehen werden.",
    fi = "Tutkinnon päättymisen jälkeen todistus voidaan antaa koulutuksen keston ja kahden lukuvuoden ajan.",
    nl = "Na het vervallen van een kwalificatie kan het diploma nog gedurende de studieduur en twee studiejaren worden uitgereikt.",
  },
  reading   = {
    en = "Counted from the last day of the qualification; the last day still counts.",
    nl = "Gerekend vanaf de laatste dag van de kwalificatie; de laatste dag telt nog mee.",
  },
  for_each  = completion,
  where     = after(completion.completed, qualification.last_day),
  must      = on_or_before(completion.completed, years_after(qualification.last_day, programme.years + param.years_of_grace)),
  otherwise = refused { instead = { "certificate", "statement" } },
}

-- WEB art. 1.4.1 (1a)  The third learning route: only the hours of teaching are free; what makes a diploma is the same.
rule "nl.web.1.4.1.third_route" {
  law      = "WEB art. 1.4.1 lid 1a",
  since    = "2015-08-01",
  says     = {
    en = "In the third learning route the same examination leads to the same diploma; only hours of teaching are not prescribed.",
    de = "Im dritten Bildungsweg führt dieselbe Prüfung zum selben Diplom; nur Unterrichtsstunden sind nicht vorgeschrieben.",
    fi = "Kolmannella opintoväylällä sama tutkinto johtaa samaan diplomiin; vain opetustunteja ei ole säädetty.",
    nl = "In de derde leerweg leidt hetzelfde examen tot hetzelfde diploma; alleen onderwijstijd is niet voorgeschreven.",
  },
  for_each = completion,
  where    = same(programme.route, "derde_leerweg"),
  gives    = inform { route = programme.route },
}

-- WEB art. 7.4.6 (2)  The diploma needs the examination and a completed placement.
rule "nl.web.7.4.6.2.placement" {
  law       = "WEB art. 7.4.6 lid 2",
  since     = "2015-08-01",
  says      = {
    en = "The diploma needs a completed placement in a company.",
    de = "Das Diplom setzt ein abgeschlossenes Praktikum voraus.",
    fi = "Tutkintotodistus edellyttää suoritettua harjoittelua.",
    nl = "Voor het diploma moet de beroepspraktijkvorming met een positieve beoordeling zijn voltooid.",
  },
  reading   = {
    en = "The institution judges it (art. 7.2.8 lid 3). Only the placement of the qualification is asked for, not that of an elective.",
    nl = "De instelling beoordeelt haar (art. 7.2.8 lid 3). Alleen de bpv voor de kwalificatie telt, niet die voor een keuzedeel.",
  },
  for_each  = completion,
  must      = same(completion.placement, "completed"),
  otherwise = refused { instead = { "placement" } },
  gives     = award_qualification { by = "examination" },
}
