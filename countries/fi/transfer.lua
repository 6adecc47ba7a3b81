-- Vocational Education and Training Act 531/2017 §§ 12, 44-47, 50, 52-56; decree 673/2017 §§ 10, 25.

-- Decree § 10 (1)  Taken over as it is: parts passed under requirements in force, and studies
-- verified by an authority that the structure of the qualification allows.
define "direct_route" {
  law   = "673/2017 § 10 mom. 1",
  since = "2018-01-01",
  says  = {
    en = "what was learnt is taken over as it is, without assessment",
    de = "das Gelernte wird ohne Bewertung so übernommen, wie es ist",
    fi = "osaaminen tunnustetaan sellaisenaan ilman arviointia",
    nl = "het geleerde wordt zonder beoordeling overgenomen",
  },
  is    = any {
    all {
      same(unit.origin, "vocational_qualification"),
      same(unit.code, unit.target.unit),
      in_force(unit.requirements, case.applied),
    },
    all {
      one_of(unit.origin, param.studies_verified_by_authority),
      one_of(unit.code, unit.target.accepts),
    },
  },
}

-- Decree § 10 (3)  Any other competence, from work or hobbies, was not assessed by anyone yet.
define "not_assessed_before" {
  law   = "673/2017 § 10 mom. 3",
  since = "2018-01-01",
  says  = {
    en = "the competence was acquired at work, in a hobby or otherwise, and nobody has assessed it",
    de = "die Kompetenz wurde bei der Arbeit, in der Freizeit oder sonst erworben und noch nicht bewertet",
    fi = "osaaminen on hankittu työssä, harrastuksissa tai muutoin, eikä sitä ole aiemmin arvioitu ja todennettu",
    nl = "de competentie is op het werk, in een hobby of anders verworven en nog niet beoordeeld",
  },
  is    = no(one_of(unit.origin, param.assessed_learning)),
}

-- Act § 50  Only what was passed is completed; a failed result shows no competence.
rule "fi.531_2017.50.passed" {
  law       = "531/2017 §§ 47, 50",
  since     = "2018-01-01",
  says      = {
    en = "Only learning that was assessed and passed is recognised.",
    de = "Anerkannt wird nur, was bewertet und bestanden wurde.",
    fi = "Vain hyväksytysti arvioitu osaaminen tunnustetaan.",
    nl = "Alleen wat beoordeeld en behaald is, wordt erkend.",
  },
  reading   = {
    en = "The Act speaks of what is passed; a failed result elsewhere is read in the same way.",
    fi = "Laki puhuu hyväksytysti suoritetusta; muualla hylätty suoritus luetaan samoin.",
  },
  for_each  = unit,
  phase     = "assess",
  where     = no(term.not_assessed_before),
  must      = same(unit.result, "passed"),
  otherwise = refused { instead = { "demonstration" } },
}

-- Decree § 10 (3), Act § 52  The learner is guided to show such competence in a demonstration.
rule "fi.673_2017.10.3.demonstration" {
  law       = "673/2017 § 10 mom. 3; 531/2017 § 52",
  since     = "2018-01-01",
  says      = {
    en = "Competence that nobody has assessed yet is shown in a demonstration.",
    de = "Noch nicht bewertete Kompetenz wird in einer praktischen Erprobung gezeigt.",
    fi = "Osaaminen, jota ei ole aiemmin arvioitu ja todennettu, osoitetaan näytössä.",
    nl = "Competentie die nog niet is beoordeeld, wordt in een praktijkproef aangetoond.",
  },
  for_each  = unit,
  phase     = "assess",
  where     = term.not_assessed_before,
  must      = same(unit.demonstration, "passed"),
  otherwise = conditional "demonstration",
}

-- Act § 54  A teacher and a person from working life assess a vocational unit, for a special reason two
-- teachers; a teacher alone assesses a sub-area of a common unit.
rule "fi.531_2017.54.assessors" {
  law       = "531/2017 § 54",
  since     = "2018-01-01",
  says      = {
    en = "A demonstration is assessed by those whom the Act names.",
    de = "Eine Erprobung wird von denen bewertet, die das Gesetz nennt.",
    fi = "Näytön arvioivat laissa säädetyt arvioijat.",
    nl = "Een praktijkproef wordt beoordeeld door degenen die de wet noemt.",
  },
  for_each  = unit,
  phase     = "assess",
  where     = all { term.not_assessed_before, same(unit.demonstration, "passed") },
  must      = any {
    covers(unit.assessors, from_table { param.assessors_of_a_demonstration, unit.target.kind }),
    covers(unit.assessors, { "teacher", "second_teacher" }),
  },
  otherwise = conditional "assessment_by_two",
}

rule "fi.531_2017.54.two_teachers" {
  law       = "531/2017 § 54",
  since     = "2018-01-01",
  says      = {
    en = "Without anyone from working life two teachers assess only for a special reason.",
    de = "Ohne Vertretung des Arbeitslebens bewerten zwei Lehrkräfte nur aus besonderem Grund.",
    fi = "Ilman työelämän edustajaa kaksi opettajaa arvioi vain erityisestä syystä.",
    nl = "Zonder iemand uit het werkveld beoordelen twee docenten alleen om een bijzondere reden.",
  },
  reading   = {
    en = "A teacher, or another representative of the provider; the provider says whether there is a reason.",
    fi = "Opettaja tai muu koulutuksen järjestäjän edustaja; järjestäjä toteaa, onko syytä.",
  },
  for_each  = unit,
  phase     = "assess",
  where     = all {
    term.not_assessed_before,
    same(unit.demonstration, "passed"),
    covers(unit.assessors, { "teacher", "second_teacher" }),
    no(covers(unit.assessors, from_table { param.assessors_of_a_demonstration, unit.target.kind })),
  },
  must      = ruling.special_reason_for_two_teachers,
  otherwise = conditional "assessment_by_two",
}

-- Act § 44 (5), since 2025  In compulsory education only formally certified learning counts.
rule "fi.531_2017.44.5.certified" {
  law       = "531/2017 § 44 mom. 5 (708/2024)",
  since     = "2025-01-01",
  says      = {
    en = "While in compulsory education, only formally certified earlier learning is recognised.",
    de = "Während der Schulpflicht wird nur förmlich bescheinigtes früheres Lernen anerkannt.",
    fi = "Oppivelvolliselta tunnustetaan vain toimivaltaisen viranomaisen arvioima ja todentama aiempi osaaminen.",
    nl = "Tijdens de leerplicht wordt alleen formeel gecertificeerd eerder leren erkend.",
  },
  reading   = {
    en = "The law of the day of the decision; no rule for pending applications was found.",
    fi = "Sovelletaan päätöspäivän lakia; vireillä olevista hakemuksista ei löytynyt säännöstä.",
  },
  for_each  = unit,
  phase     = "validate",
  where     = learner.in_compulsory_education,
  must      = unit.formally_certified,
  otherwise = refused,
}

-- Decree § 10 (1)  Only what is completed can be taken over.
rule "fi.673_2017.10.1.completed" {
  law       = "673/2017 § 10 mom. 1",
  since     = "2018-01-01",
  says      = {
    en = "Only what was completed by the day of the application is taken over as it is.",
    de = "Nur was bis zum Tag des Antrags abgeschlossen war, wird so übernommen, wie es ist.",
    fi = "Vain hakemuspäivään mennessä suoritettu osa tunnustetaan sellaisenaan.",
    nl = "Alleen wat op de dag van de aanvraag was afgerond, wordt zo overgenomen.",
  },
  reading   = {
    en = "The day itself is early enough. Requirements that are only in transition are not in force: then the assessors decide.",
    fi = "Hakemuspäivä itse riittää. Siirtymäajalla olevat perusteet eivät ole voimassa: silloin ratkaisevat arvioijat.",
  },
  for_each  = unit,
  phase     = "validate",
  where     = term.direct_route,
  must      = on_or_before(unit.assessed, case.applied),
  otherwise = refused,
}

-- Decree § 10 (2)  Other assessed learning goes to the assessors: is it up to date?
rule "fi.673_2017.10.2.assessors" {
  law       = "673/2017 § 10 mom. 2; 531/2017 § 47 mom. 2",
  since     = "2018-01-01",
  says      = {
    en = "Two assessors have to find that what was learnt is up to date.",
    de = "Zwei Bewertende müssen feststellen, dass das Gelernte auf dem aktuellen Stand ist.",
    fi = "Kahden arvioijan on todettava osaaminen ajantasaiseksi.",
    nl = "Twee beoordelaars moeten vaststellen dat het geleerde actueel is.",
  },
  for_each  = unit,
  phase     = "validate",
  where     = all { no(term.not_assessed_before), no(term.direct_route) },
  must      = ruling.up_to_date,
  otherwise = conditional "demonstration",
}

-- Act § 47, decree § 10 (2)  What matches the requirements must be recognised, and only that.
rule "fi.531_2017.47.matching" {
  law       = "531/2017 § 47 mom. 1; 673/2017 § 10 mom. 2",
  since     = "2018-01-01",
  says      = {
    en = "As far as what was shown matches the requirements of the unit, it has to be recognised.",
    de = "Soweit das Gezeigte den Anforderungen des Teils entspricht, ist es anzuerkennen.",
    fi = "Siltä osin kuin osaaminen vastaa tutkinnon osan ammattitaitovaatimuksia tai osaamistavoitteita, se on tunnustettava.",
    nl = "Voor zover wat is aangetoond overeenkomt met de eisen van het deel, moet het worden erkend.",
  },
  for_each  = unit,
  phase     = "validate",
  where     = no(term.direct_route),
  must      = covers(unit.outcomes, unit.target.outcomes),
  otherwise = partial,
}

-- Act §§ 12, 15  A unit that is taken over has at least the size that the requirements give it.
rule "fi.531_2017.12.size" {
  law       = "531/2017 §§ 12, 15",
  since     = "2018-01-01",
  says      = {
    en = "A unit that is taken over has to be at least as large as that of the qualification.",
    de = "Ein übernommener Teil muss mindestens so groß sein wie der Teil der Qualifikation.",
    fi = "Tunnustettavan tutkinnon osan on oltava vähintään perusteiden mukaisen osan laajuinen.",
    nl = "Een overgenomen deel moet ten minste zo groot zijn als het deel van de kwalificatie.",
  },
  reading   = {
    en = "Size is checked where competence points of the same system stand on both sides, as the national register does.",
    fi = "Laajuutta verrataan, kun kummallakin puolella on saman järjestelmän osaamispisteitä, kuten Koski-tietovaranto tekee.",
  },
  status    = "unverified",
  for_each  = unit,
  phase     = "validate",
  where     = all {
    term.direct_route,
    same(unit.origin, "vocational_qualification"),
    different(unit.target.kind, "sub_area"),
  },
  must      = at_least(unit.points, unit.target.points),
  otherwise = refused { instead = { "whole_unit" } },
}

-- Act §§ 12, 15  A sub-area of a common unit has exactly that size.
rule "fi.531_2017.12.size_of_sub_area" {
  law       = "531/2017 §§ 12, 15",
  since     = "2018-01-01",
  says      = {
    en = "A sub-area that is taken over has to be exactly as large as that of the common unit.",
    de = "Ein übernommener Teilbereich muss genau so groß sein wie der des gemeinsamen Teils.",
    fi = "Tunnustettavan osa-alueen on oltava täsmälleen yhteisen tutkinnon osan osa-alueen laajuinen.",
    nl = "Een overgenomen deelgebied moet precies zo groot zijn als dat van het gemeenschappelijke deel.",
  },
  reading   = {
    en = "As the national register checks it.",
    fi = "Kuten Koski-tietovaranto sen tarkistaa.",
  },
  status    = "unverified",
  for_each  = unit,
  phase     = "validate",
  where     = all {
    term.direct_route,
    same(unit.origin, "vocational_qualification"),
    same(unit.target.kind, "sub_area"),
  },
  must      = same(unit.points, unit.target.points),
  otherwise = refused { instead = { "whole_unit" } },
}

-- Decree § 10 (1), Act § 47  Then the provider must recognise it, without assessment.
rule "fi.673_2017.10.1.direct" {
  law      = "673/2017 § 10 mom. 1; 531/2017 § 47 mom. 1",
  since    = "2018-01-01",
  says     = {
    en = "What was passed under requirements in force has to be recognised without assessment.",
    de = "Was nach geltenden Anforderungen bestanden wurde, ist ohne Bewertung anzuerkennen.",
    fi = "Voimassa olevien perusteiden mukaan suoritettu osaaminen on tunnustettava ilman arviointia.",
    nl = "Wat volgens geldende eisen is behaald, moet zonder beoordeling worden erkend.",
  },
  for_each = unit,
  phase    = "recognise",
  where    = term.direct_route,
  gives    = award { unit = unit.target.unit, points = unit.target.points },
}

-- Act § 47  What the assessors or the demonstration confirmed must be recognised; there is no limit
-- to how much.
rule "fi.531_2017.47.recognised" {
  law      = "531/2017 § 47 mom. 1; 673/2017 § 10 mom. 2–3",
  since    = "2018-01-01",
  says     = {
    en = "What the assessors or the demonstration confirmed has to be recognised as the unit, with its points.",
    de = "Was die Bewertenden oder die Erprobung bestätigt haben, ist als Teil mit dessen Punkten anzuerkennen.",
    fi = "Arvioijien tai näytön vahvistama osaaminen on tunnustettava tutkinnon osaksi osaamispisteineen.",
    nl = "Wat de beoordelaars of de praktijkproef bevestigden, moet als deel met zijn punten worden erkend.",
  },
  for_each = unit,
  phase    = "recognise",
  where    = no(term.direct_route),
  gives    = award { unit = unit.target.unit, points = unit.target.points },
}

-- Decree § 11  A grade from 1 to 5 goes with the part that is taken over.
rule "fi.673_2017.11.grade" {
  law      = "673/2017 § 11",
  since    = "2018-01-01",
  says     = {
    en = "The grade from 1 to 5 stays with the part that is taken over.",
    de = "Die Note von 1 bis 5 bleibt bei dem übernommenen Teil.",
    fi = "Tunnustetun tutkinnon osan tai osa-alueen arvosana 1–5 säilyy.",
    nl = "Het cijfer van 1 tot 5 blijft bij het overgenomen deel.",
  },
  for_each = unit,
  phase    = "recognise",
  where    = all { same(unit.scale, "fi_1_5"), given(unit.grade), term.direct_route },
  gives    = award { grade = unit.grade },
}

-- Decree § 25 (2)  Grades 1 to 3 of a learner admitted before 2018 become 1, 3 and 5.
rule "fi.673_2017.25.2.grade" {
  law      = "673/2017 § 25 mom. 2",
  since    = "2018-01-01",
  says     = {
    en = "For a learner admitted before 2018 the decree turns grades 1, 2, 3 into 1, 3, 5.",
    de = "Bei Zulassung vor 2018 werden die Noten 1, 2, 3 nach der Verordnung zu 1, 3, 5.",
    fi = "Ennen vuotta 2018 otetun opiskelijan arvosanat 1, 2 ja 3 muunnetaan asetuksen mukaan arvosanoiksi 1, 3 ja 5.",
    nl = "Bij toelating voor 2018 worden de cijfers 1, 2, 3 volgens het besluit 1, 3, 5.",
  },
  for_each = unit,
  phase    = "recognise",
  where    = all {
    same(unit.scale, "fi_1_3"),
    given(unit.grade),
    before(programme.admitted, param.first_day_of_the_reform),
  },
  gives    = award { grade = from_table { param.grades_admitted_before_2018, unit.grade } },
}

-- Decree § 25 (3)  Admitted from January to July 2018: from the assessment material, within bounds.
rule "fi.673_2017.25.3.grade" {
  law       = "673/2017 § 25 mom. 3",
  since     = "2018-01-01",
  says      = {
    en = "For a learner admitted in January to July 2018 the assessment material turns 1 into 1 or 2, 2 into 3 or 4, 3 into 5.",
    de = "Bei Zulassung im Januar bis Juli 2018 wird nach den Bewertungsunterlagen aus 1 eine 1 oder 2, aus 2 eine 3 oder 4, aus 3 eine 5.",
    fi = "Tammi–heinäkuussa 2018 otetun arvosanat muunnetaan arviointiaineiston perusteella: 1 on 1 tai 2, 2 on 3 tai 4, 3 on 5.",
    nl = "Bij toelating in januari tot en met juli 2018 wordt volgens het beoordelingsmateriaal 1 een 1 of 2, 2 een 3 of 4, 3 een 5.",
  },
  for_each  = unit,
  phase     = "recognise",
  where     = all {
    same(unit.scale, "fi_1_3"),
    given(unit.grade),
    on_or_after(programme.admitted, param.first_day_of_the_reform),
    before(programme.admitted, param.first_day_of_new_requirements),
  },
  must      = one_of(ruling.converted_grade, from_table { param.grades_admitted_in_2018, unit.grade }),
  otherwise = refused,
  gives     = award { grade = ruling.converted_grade },
}

-- Act § 47 (3)  Admitted later: the conversion that the National Agency for Education orders.
rule "fi.531_2017.47.3.grade" {
  law       = "531/2017 § 47 mom. 3",
  since     = "2018-01-01",
  says      = {
    en = "For a learner admitted from August 2018 an old grade is converted as the National Agency for Education orders.",
    de = "Bei Zulassung ab August 2018 wird eine alte Note nach Anordnung des Zentralamts für Unterrichtswesen umgerechnet.",
    fi = "Elokuusta 2018 lähtien otetun opiskelijan vanha arvosana muunnetaan Opetushallituksen määräyksen mukaan.",
    nl = "Bij toelating vanaf augustus 2018 geldt voor oude cijfers het voorschrift van het Finse nationale onderwijsbureau.",
  },
  reading   = {
    en = "The tables of the order were not at hand; the assessors apply them.",
    fi = "Määräyksen muuntotaulukot eivät olleet käytettävissä; arvioijat soveltavat niitä.",
  },
  status    = "unverified",
  for_each  = unit,
  phase     = "recognise",
  where     = all {
    same(unit.scale, "fi_1_3"),
    given(unit.grade),
    on_or_after(programme.admitted, param.first_day_of_new_requirements),
  },
  must      = one_of(ruling.grade_by_national_order, param.grades),
  otherwise = refused,
  gives     = award { grade = ruling.grade_by_national_order },
}

-- Act §§ 47 (2), 55  Where it was assessed, a review may be asked for; without assessment there is none.
rule "fi.531_2017.55.review" {
  law      = "531/2017 § 47 mom. 2, § 55",
  since    = "2018-01-01",
  says     = {
    en = "A review of the assessment may be asked for within 14 days.",
    de = "Eine Überprüfung der Bewertung kann innerhalb von 14 Tagen verlangt werden.",
    fi = "Arvioinnin tarkistamista voi pyytää 14 päivän kuluessa.",
    nl = "Binnen 14 dagen kan om herziening van de beoordeling worden gevraagd.",
  },
  for_each = unit,
  phase    = "recognise",
  where    = no(term.direct_route),
  gives    = inform { days_to_ask_for_review = param.days_for_review },
}

-- Act §§ 12, 47  Points and recognition follow competence, not time: time abroad as such counts for
-- nothing, what was learnt there counts.
rule "fi.531_2017.12.time_abroad" {
  law       = "531/2017 §§ 12, 47",
  since     = "2018-01-01",
  says      = {
    en = "Not time is recognised but competence, so months abroad are not counted; what was learnt there is.",
    de = "Anerkannt wird nicht Zeit, sondern Kompetenz; Monate im Ausland zählen nicht, das dort Gelernte schon.",
    fi = "Aikaa ei tunnusteta vaan osaamista: ulkomailla vietettyjä kuukausia ei lueta hyväksi, siellä hankittu osaaminen luetaan.",
    nl = "Niet tijd wordt erkend maar competentie; maanden in het buitenland tellen niet, wat daar is geleerd wel.",
  },
  for_each  = abroad,
  must      = one_of("time", param.what_is_recognised),
  otherwise = refused { instead = { "recognition_of_units" } },
}

-- Act §§ 12, 47  Nor is time credited to the length of a training.
rule "fi.531_2017.12.time_credited" {
  law       = "531/2017 §§ 12, 47",
  since     = "2018-01-01",
  says      = {
    en = "Not time is credited but competence; recognised units shorten the personal study path.",
    de = "Angerechnet wird nicht Zeit, sondern Kompetenz; anerkannte Teile verkürzen den persönlichen Weg.",
    fi = "Aikaa ei lueta hyväksi vaan osaamista; tunnustetut tutkinnon osat lyhentävät henkilökohtaista opintopolkua.",
    nl = "Niet tijd telt mee maar competentie; erkende delen verkorten de persoonlijke route.",
  },
  for_each  = crediting,
  must      = one_of("time", param.what_is_recognised),
  otherwise = refused { instead = { "recognition_of_units" } },
}

-- Act § 52  A learner may take a demonstration however the competence was acquired.
rule "fi.531_2017.52.admission" {
  law      = "531/2017 § 52",
  since    = "2018-01-01",
  says     = {
    en = "A learner may take a demonstration, however the competence was acquired.",
    de = "Zur Erprobung wird zugelassen, gleich wie die Kompetenz erworben wurde.",
    fi = "Opiskelija voi osallistua näyttöön riippumatta siitä, miten osaaminen on hankittu.",
    nl = "Aan een praktijkproef mag worden deelgenomen, hoe de competentie ook is verworven.",
  },
  for_each = admission,
  gives    = admit { to = "demonstration" },
}
