-- Checklists of the European framework: lines that a case, its documents and its procedure can be held
-- against (erkend check CASE). They decide nothing: a line that is not met refuses nobody.
-- Sources: Recommendation 2009/C 155/02, Annex II; the steps of mobility and the quality circle of the
-- implementation guide; the eight principles, which the Recommendation of 2020 kept when it ended the points.

-- ---- What describes a unit ----

check "eu.checks.unit.3.level" {
  list      = "unit_description",
  law       = "2009/C 155/02 Annex II.1",
  since     = "2009-06-18",
  says      = {
    en = "Its level is stated, by the European framework or the national one.",
    de = "Ihr Niveau ist genannt, nach dem europäischen oder dem nationalen Rahmen.",
    fi = "Sen taso on ilmoitettu eurooppalaisen tai kansallisen viitekehyksen mukaan.",
    nl = "Het niveau is vermeld, volgens het Europese of het nationale kader.",
  },
  for_each  = component,
  must      = given(component.level),
}

check "eu.checks.unit.4.outcomes" {
  list      = "unit_description",
  law       = "2009/C 155/02 Annex II.1",
  since     = "2009-06-18",
  says      = {
    en = "Its learning outcomes are listed.",
    de = "Ihre Lernergebnisse sind aufgeführt.",
    fi = "Sen oppimistulokset on lueteltu.",
    nl = "De leerresultaten zijn opgesomd.",
  },
  for_each  = component,
  must      = given(component.outcomes),
}

check "eu.checks.unit.5.assessment" {
  list      = "unit_description",
  law       = "2009/C 155/02 Annex II.1",
  since     = "2009-06-18",
  says      = {
    en = "Procedures and criteria of assessment are described, so that it can be assessed on its own.",
    de = "Verfahren und Kriterien der Beurteilung sind beschrieben, so dass sie für sich beurteilt werden kann.",
    fi = "Arvioinnin menettelyt ja kriteerit on kuvattu, joten se voidaan arvioida erikseen.",
    nl = "Procedures en criteria van de beoordeling zijn beschreven, zodat zij afzonderlijk kan worden beoordeeld.",
  },
  for_each  = component,
  must      = given(component.assessment),
}

check "eu.checks.unit.6.points" {
  list      = "unit_description",
  law       = "2009/C 155/02 Annex II.1",
  since     = "2009-06-18",
  last_day  = "2020-11-23",
  says      = {
    en = "Its points are stated.",
    de = "Ihre Punkte sind genannt.",
    fi = "Sen pisteet on ilmoitettu.",
    nl = "De punten zijn vermeld.",
  },
  reading   = { en = "The Recommendation of 24 November 2020 ended the points; from then on nobody is asked for them." },
  for_each  = component,
  must      = given(component.points),
}

check "eu.checks.unit.7.sixty_a_year" {
  list      = "unit_description",
  law       = "2009/C 155/02 Annex II.4",
  since     = "2009-06-18",
  last_day  = "2020-11-23",
  says      = {
    en = "The whole qualification has sixty points for each full-time year, no more.",
    de = "Die ganze Qualifikation hat sechzig Punkte je Vollzeitjahr, nicht mehr.",
    fi = "Koko tutkinnolla on kuusikymmentä pistettä täysiaikaista vuotta kohti, ei enempää.",
    nl = "De hele kwalificatie heeft zestig punten per voltijds jaar, niet meer.",
  },
  reading   = { en = "The Recommendation allots sixty; the guide calls sixty the most. More is wrong by both." },
  where     = all { given(qualification.points), same(qualification.reference, "formal") },
  must      = at_most(qualification.points, param.most_points_a_year * qualification.reference_years),
}

-- ---- What a memorandum of understanding confirms ----

check "eu.checks.mou.0.partners" {
  list      = "memorandum",
  law       = "2009/C 155/02 Annex II.2",
  since     = "2009-06-18",
  says      = {
    en = "Home and host institution, two different ones, are among its partners.",
    de = "Entsendende und aufnehmende Einrichtung, zwei verschiedene, gehören zu den Partnern.",
    fi = "Lähettävä ja vastaanottava laitos, kaksi eri laitosta, ovat sen osapuolia.",
    nl = "De zendende en de ontvangende instelling, twee verschillende, zijn partij.",
  },
  where     = given(mou),
  must      = all {
    covers(mou.parties, { agreement.home, agreement.host }),
    different(agreement.home, agreement.host),
  },
}

check "eu.checks.mou.1.status" {
  list      = "memorandum",
  law       = "2009/C 155/02 Annex II.2 (1)",
  since     = "2009-06-18",
  says      = {
    en = "The partners accept each other as competent institutions.",
    de = "Die Partner erkennen einander als zuständige Einrichtungen an.",
    fi = "Osapuolet hyväksyvät toisensa toimivaltaisiksi laitoksiksi.",
    nl = "De partners aanvaarden elkaar als bevoegde instelling.",
  },
  where     = given(mou),
  must      = mou.accepts_status,
}

check "eu.checks.mou.2.quality" {
  list      = "memorandum",
  law       = "2009/C 155/02 Annex II.2 (2)",
  since     = "2009-06-18",
  says      = {
    en = "They accept each other's quality assurance, assessment, validation and recognition.",
    de = "Sie akzeptieren Qualitätssicherung, Beurteilung, Validierung und Anerkennung der anderen.",
    fi = "He hyväksyvät toistensa laadunvarmistuksen, arvioinnin, validoinnin ja tunnustamisen.",
    nl = "Zij aanvaarden elkaars kwaliteitsborging, beoordeling, validatie en erkenning.",
  },
  where     = given(mou),
  must      = all { mou.accepts_quality_assurance, mou.accepts_assessment, mou.accepts_validation, mou.accepts_recognition },
}

check "eu.checks.mou.3.conditions" {
  list      = "memorandum",
  law       = "2009/C 155/02 Annex II.2 (3)",
  since     = "2009-06-18",
  says      = {
    en = "They agree on objectives, duration and review.",
    de = "Sie sind sich über Ziele, Dauer und Überprüfung einig.",
    fi = "He sopivat tavoitteista, kestosta ja tarkistamisesta.",
    nl = "Zij zijn het eens over doelen, duur en herziening.",
  },
  where     = given(mou),
  must      = mou.agrees_conditions,
}

check "eu.checks.mou.4.comparable" {
  list      = "memorandum",
  law       = "2009/C 155/02 Annex II.2 (4)",
  since     = "2009-06-18",
  says      = {
    en = "They agree that the qualifications are comparable.",
    de = "Sie sind sich über die Vergleichbarkeit der Qualifikationen einig.",
    fi = "He ovat yhtä mieltä tutkintojen vertailtavuudesta.",
    nl = "Zij zijn het erover eens dat de kwalificaties vergelijkbaar zijn.",
  },
  where     = given(mou),
  must      = mou.comparable,
}

check "eu.checks.mou.5.actors" {
  list      = "memorandum",
  law       = "2009/C 155/02 Annex II.2 (5)",
  since     = "2009-06-18",
  says      = {
    en = "The other actors are named.",
    de = "Die anderen Beteiligten sind benannt.",
    fi = "Muut toimijat on nimetty.",
    nl = "De andere betrokkenen zijn genoemd.",
  },
  where     = given(mou),
  must      = mou.names_actors,
}

check "eu.checks.mou.6.roles" {
  list      = "memorandum",
  law       = "2009/C 155/02 Annex I",
  since     = "2009-06-18",
  says      = {
    en = "The home institution may validate and recognise, and the host institution may assess.",
    de = "Die entsendende Einrichtung darf validieren und anerkennen, die aufnehmende beurteilen.",
    fi = "Lähettävä laitos saa validoida ja tunnustaa, vastaanottava arvioida.",
    nl = "De zendende instelling mag valideren en erkennen, de ontvangende beoordelen.",
  },
  where     = all { given(mou), given(case.institutions) },
  must      = all {
    some(institution, all { same(institution.id, agreement.home), covers(institution.roles, { "validate", "recognise" }) }),
    some(institution, all { same(institution.id, agreement.host), covers(institution.roles, { "assess" }) }),
  },
}

check "eu.checks.mou.7.points" {
  list      = "memorandum",
  law       = "2009/C 155/02 Annex II.4",
  since     = "2009-06-18",
  last_day  = "2020-11-23",
  says      = {
    en = "One of the partners has the power to set points.",
    de = "Einer der Partner darf Punkte festlegen.",
    fi = "Jollakin osapuolella on valta määrittää pisteet.",
    nl = "Een van de partners mag punten vaststellen.",
  },
  where     = all { given(mou), given(case.institutions) },
  must      = some(institution, all { one_of(institution.id, mou.parties), covers(institution.roles, { "allocate_points" }) }),
}

-- ---- Before the stay ----

check "eu.checks.before.1.memorandum" {
  list      = "before",
  law       = "ECVET guide",
  since     = "2009-06-18",
  status    = "unverified",
  says      = {
    en = "There is a memorandum of understanding, between two partners or in a network.",
    de = "Es gibt eine Absichtserklärung, zwischen zwei Partnern oder in einem Netz.",
    fi = "Yhteisymmärryspöytäkirja on olemassa, kahden osapuolen tai verkoston.",
    nl = "Er is een intentieverklaring, tussen twee partners of in een netwerk.",
  },
  must      = given(mou),
}

check "eu.checks.before.2.signed_first" {
  list      = "before",
  law       = "ECVET guide",
  since     = "2009-06-18",
  status    = "unverified",
  says      = {
    en = "The learning agreement was signed before the stay began.",
    de = "Die Lernvereinbarung wurde vor Beginn des Aufenthalts unterschrieben.",
    fi = "Oppimissopimus allekirjoitettiin ennen jakson alkua.",
    nl = "De leerovereenkomst is ondertekend voordat het verblijf begon.",
  },
  where     = given(agreement),
  must      = on_or_before(agreement.signed, agreement.first_day),
}

check "eu.checks.before.3.signed_by_three" {
  list      = "before",
  law       = "2009/C 155/02 Annex II.3",
  since     = "2009-06-18",
  says      = {
    en = "Home, host and learner signed it.",
    de = "Entsendende und aufnehmende Einrichtung und lernende Person haben unterschrieben.",
    fi = "Lähettävä ja vastaanottava laitos sekä oppija allekirjoittivat.",
    nl = "Zendende en ontvangende instelling en lerende hebben ondertekend.",
  },
  where     = given(agreement),
  must      = covers(agreement.signed_by, { "home", "host", "learner" }),
}

check "eu.checks.before.4.expected" {
  list      = "before",
  law       = "2009/C 155/02 Annex II.3",
  since     = "2009-06-18",
  says      = {
    en = "It says which outcomes or units are expected.",
    de = "Sie nennt die erwarteten Lernergebnisse oder Einheiten.",
    fi = "Siinä sanotaan odotetut oppimistulokset tai osat.",
    nl = "Er staat in welke leerresultaten of eenheden worden verwacht.",
  },
  where     = given(agreement),
  must      = any { given(agreement.outcomes), given(agreement.units) },
}

check "eu.checks.before.5.commitment" {
  list      = "before",
  law       = "2009/C 155/02 Annex II.3",
  since     = "2009-06-18",
  says      = {
    en = "The home institution undertakes to validate and recognise what is achieved.",
    de = "Die entsendende Einrichtung sagt zu, Erreichtes zu validieren und anzuerkennen.",
    fi = "Lähettävä laitos sitoutuu validoimaan ja tunnustamaan saavutetun.",
    nl = "De zendende instelling zegt toe te valideren en te erkennen wat wordt bereikt.",
  },
  where     = given(agreement),
  must      = agreement.recognises_when_achieved,
}

check "eu.checks.before.6.assessment" {
  list      = "before",
  law       = "ECVET guide",
  since     = "2009-06-18",
  status    = "unverified",
  says      = {
    en = "It says how the outcomes are to be assessed.",
    de = "Sie sagt, wie beurteilt wird.",
    fi = "Siinä sanotaan, miten oppimistulokset arvioidaan.",
    nl = "Er staat in hoe wordt beoordeeld.",
  },
  where     = given(agreement),
  must      = given(agreement.assessment),
}

check "eu.checks.before.7.organised" {
  list      = "before",
  law       = "ECVET guide",
  since     = "2009-06-18",
  status    = "unverified",
  says      = {
    en = "Journey, lodging, insurance and a person to turn to are arranged.",
    de = "Reise, Unterkunft, Versicherung und eine Ansprechperson sind geregelt.",
    fi = "Matka, majoitus, vakuutus ja yhteyshenkilö on järjestetty.",
    nl = "Reis, verblijf, verzekering en een aanspreekpunt zijn geregeld.",
  },
  must      = ruling.stay_organised,
}

-- ---- During the stay ----

check "eu.checks.during.1.host_assesses" {
  list      = "during",
  law       = "2009/C 155/02 Annex II.3",
  since     = "2009-06-18",
  says      = {
    en = "The host assesses what was learnt.",
    de = "Die aufnehmende Einrichtung beurteilt, was gelernt wurde.",
    fi = "Vastaanottava laitos arvioi opitun.",
    nl = "De ontvangende instelling beoordeelt wat is geleerd.",
  },
  for_each  = unit,
  where     = given(agreement),
  must      = same(unit.assessed_by, agreement.host),
}

check "eu.checks.during.2.in_the_stay" {
  list      = "during",
  law       = "ECVET guide",
  since     = "2009-06-18",
  status    = "unverified",
  says      = {
    en = "It is assessed within the stay.",
    de = "Beurteilt wird während des Aufenthalts.",
    fi = "Arviointi tehdään jakson aikana.",
    nl = "Er wordt beoordeeld tijdens het verblijf.",
  },
  for_each  = unit,
  where     = given(agreement),
  must      = all { on_or_after(unit.assessed, agreement.first_day), on_or_before(unit.assessed, agreement.last_day) },
}

check "eu.checks.during.3.as_agreed" {
  list      = "during",
  law       = "2009/C 155/02 Annex II.3",
  since     = "2009-06-18",
  says      = {
    en = "By the procedures and criteria that the partners agreed.",
    de = "Nach den Verfahren und Kriterien, die die Partner vereinbart haben.",
    fi = "Osapuolten sopimin menettelyin ja kriteerein.",
    nl = "Volgens de procedures en criteria die de partners hebben afgesproken.",
  },
  for_each  = unit,
  must      = unit.assessed_as_agreed,
}

check "eu.checks.during.4.not_by_oneself" {
  list      = "during",
  law       = "ECVET guide, case 1",
  since     = "2009-06-18",
  status    = "unverified",
  says      = {
    en = "Nobody assesses what they learnt themselves.",
    de = "Niemand beurteilt, was er selbst gelernt hat.",
    fi = "Kukaan ei arvioi omaa oppimistaan.",
    nl = "Niemand beoordeelt wat hij zelf heeft geleerd.",
  },
  for_each  = unit,
  must      = no(covers(unit.assessors, { learner.id })),
}

check "eu.checks.during.5.documented" {
  list      = "during",
  law       = "2009/C 155/02 Annex II.3",
  since     = "2009-06-18",
  says      = {
    en = "A transcript says what was achieved, with which result, and when.",
    de = "Ein Nachweis sagt, was mit welchem Ergebnis und wann erreicht wurde.",
    fi = "Todistuksesta näkyy, mitä saavutettiin, millä tuloksella ja milloin.",
    nl = "Een afschrift vermeldt wat is bereikt, met welk resultaat en wanneer.",
  },
  for_each  = unit,
  must      = all { given(unit.outcomes), given(unit.result), given(unit.assessed) },
}

check "eu.checks.during.6.as_expected" {
  list      = "during",
  law       = "ECVET guide",
  since     = "2009-06-18",
  status    = "unverified",
  says      = {
    en = "What was assessed was expected in the learning agreement; more is not lost, but was not agreed.",
    de = "Was beurteilt wurde, war in der Lernvereinbarung erwartet; mehr geht nicht verloren, war aber nicht vereinbart.",
    fi = "Arvioitu oli odotettua oppimissopimuksessa; ylimääräinen ei katoa, mutta siitä ei sovittu.",
    nl = "Wat is beoordeeld, was in de leerovereenkomst verwacht; meer gaat niet verloren, maar was niet afgesproken.",
  },
  for_each  = unit,
  where     = all { given(agreement), given(agreement.outcomes) },
  must      = covers(agreement.outcomes, unit.outcomes),
}

check "eu.checks.during.7.europass" {
  list      = "during",
  law       = "Decision (EU) 2018/646",
  since     = "2018-05-12",
  status    = "unverified",
  says      = {
    en = "A Europass mobility document is part of the transcript only with the unit named and its assessment.",
    de = "Ein Europass-Mobilitätsnachweis gehört nur mit Angabe von Einheit und Beurteilung zum Leistungsnachweis.",
    fi = "Europass-liikkuvuustodistus on osa opintosuoritusotetta vain, jos siinä on yksikkö ja arviointi.",
    nl = "Een Europass-mobiliteit is alleen met eenheid en beoordeling deel van het afschrift.",
  },
  for_each  = unit,
  where     = unit.europass_mobility,
  must      = all { given(unit.code), given(unit.outcomes), given(unit.result), given(unit.assessed), given(unit.assessed_by) },
}

-- ---- After the stay ----

check "eu.checks.after.1.validated" {
  list      = "after",
  law       = "2009/C 155/02 Annex II.3",
  since     = "2009-06-18",
  says      = {
    en = "The home institution validated what was achieved.",
    de = "Die entsendende Einrichtung hat Erreichtes validiert.",
    fi = "Lähettävä laitos validoi saavutetun.",
    nl = "De zendende instelling heeft gevalideerd wat is bereikt.",
  },
  for_each  = unit,
  where     = given(agreement),
  must      = all { given(unit.validated), same(unit.validated_by, agreement.home) },
}

check "eu.checks.after.2.evaluated" {
  list      = "after",
  law       = "ECVET guide",
  since     = "2009-06-18",
  status    = "unverified",
  says      = {
    en = "All who took part evaluated the stay and the transfer.",
    de = "Alle Beteiligten haben Aufenthalt und Transfer ausgewertet.",
    fi = "Kaikki mukana olleet arvioivat jakson ja siirron.",
    nl = "Alle betrokkenen hebben verblijf en overdracht geëvalueerd.",
  },
  must      = ruling.stay_evaluated,
}

check "eu.checks.after.3.report" {
  list      = "after",
  law       = "ECVET guide",
  since     = "2009-06-18",
  status    = "unverified",
  says      = {
    en = "The learner reported back.",
    de = "Die lernende Person hat berichtet.",
    fi = "Oppija antoi palautteen.",
    nl = "De lerende heeft verslag gedaan.",
  },
  must      = ruling.report_of_the_learner,
}

check "eu.checks.after.4.no_longer" {
  list      = "after",
  law       = "ECVET guide",
  since     = "2009-06-18",
  status    = "unverified",
  says      = {
    en = "With the recognition the programme lasts no longer than without it.",
    de = "Mit der Anerkennung dauert der Bildungsgang nicht länger als ohne sie.",
    fi = "Tunnustamisen jälkeen koulutus ei kestä pidempään kuin ilman sitä.",
    nl = "Met de erkenning duurt de opleiding niet langer dan zonder.",
  },
  where     = given(case.months_left_after),
  must      = at_most(case.months_left_after, case.months_left_before),
}

check "eu.checks.after.5.beyond" {
  list      = "after",
  law       = "2009/C 155/02 Annex II.3",
  since     = "2009-06-18",
  says      = {
    en = "All that was shown counts in the unit aimed at; what goes beyond it is put forward as a unit of its own.",
    de = "Alles Gezeigte zählt in der angestrebten Einheit; was darüber hinausgeht, wird als eigene Einheit vorgelegt.",
    fi = "Kaikki osoitettu luetaan tavoiteltuun osaan; sen ylittävä esitetään omana osanaan.",
    nl = "Al het getoonde telt in de beoogde eenheid; wat verder gaat, wordt als eigen eenheid ingebracht.",
  },
  for_each  = unit,
  where     = given(unit.target.outcomes),
  must      = covers(unit.target.outcomes, unit.outcomes),
}

-- ---- What a micro-credential states: the mandatory elements of 2022 ----

check "eu.checks.micro.01.learner" {
  list      = "microcredential",
  law       = "2022/C 243/02",
  since     = "2022-06-16",
  status    = "unverified",
  says      = {
    en = "It identifies the learner.",
    de = "Es nennt die lernende Person.",
    fi = "Siinä yksilöidään oppija.",
    nl = "De lerende staat erin.",
  },
  for_each  = unit,
  where     = unit.micro_credential,
  must      = given(learner.id),
}

check "eu.checks.micro.02.title" {
  list      = "microcredential",
  law       = "2022/C 243/02",
  since     = "2022-06-16",
  status    = "unverified",
  says      = {
    en = "It has a title, or a code that stands for it.",
    de = "Es hat einen Titel oder einen Code dafür.",
    fi = "Sillä on nimi tai sitä vastaava koodi.",
    nl = "Er is een titel of een code daarvoor.",
  },
  for_each  = unit,
  where     = unit.micro_credential,
  must      = given(unit.code),
}

check "eu.checks.micro.03.country" {
  list      = "microcredential",
  law       = "2022/C 243/02",
  since     = "2022-06-16",
  status    = "unverified",
  says      = {
    en = "It names the country of the issuer.",
    de = "Es nennt das Land der ausstellenden Stelle.",
    fi = "Siinä mainitaan myöntäjän maa.",
    nl = "Het land van de uitgever staat erin.",
  },
  for_each  = unit,
  where     = unit.micro_credential,
  must      = given(unit.issued_in),
}

check "eu.checks.micro.04.body" {
  list      = "microcredential",
  law       = "2022/C 243/02",
  since     = "2022-06-16",
  status    = "unverified",
  says      = {
    en = "It names the awarding body.",
    de = "Es nennt die ausstellende Stelle.",
    fi = "Siinä mainitaan myöntäjä.",
    nl = "De uitreikende instantie staat erin.",
  },
  for_each  = unit,
  where     = unit.micro_credential,
  must      = given(unit.issued_by),
}

check "eu.checks.micro.05.issued" {
  list      = "microcredential",
  law       = "2022/C 243/02",
  since     = "2022-06-16",
  status    = "unverified",
  says      = {
    en = "It has a day of issue.",
    de = "Es hat einen Ausstellungstag.",
    fi = "Siinä on myöntämispäivä.",
    nl = "Er is een dag van afgifte.",
  },
  for_each  = unit,
  where     = unit.micro_credential,
  must      = given(unit.issued),
}

check "eu.checks.micro.06.outcomes" {
  list      = "microcredential",
  law       = "2022/C 243/02",
  since     = "2022-06-16",
  status    = "unverified",
  says      = {
    en = "It lists the learning outcomes.",
    de = "Es führt die Lernergebnisse auf.",
    fi = "Siinä luetellaan oppimistulokset.",
    nl = "De leeruitkomsten zijn opgesomd.",
  },
  for_each  = unit,
  where     = unit.micro_credential,
  must      = given(unit.outcomes),
}

check "eu.checks.micro.07.workload" {
  list      = "microcredential",
  law       = "2022/C 243/02",
  since     = "2022-06-16",
  status    = "unverified",
  says      = {
    en = "It states the workload, in credits of higher education (ECTS) or in hours.",
    de = "Es gibt den Arbeitsaufwand in ECTS-Punkten oder Stunden an.",
    fi = "Siinä ilmoitetaan työmäärä ECTS-pisteinä tai tunteina.",
    nl = "De studielast staat erin, in studiepunten (EC) of uren.",
  },
  for_each  = unit,
  where     = unit.micro_credential,
  must      = any { given(unit.ects), given(unit.hours) },
}

check "eu.checks.micro.08.level" {
  list      = "microcredential",
  law       = "2022/C 243/02",
  since     = "2022-06-16",
  status    = "unverified",
  says      = {
    en = "It states the level, or that there is none.",
    de = "Es nennt das Niveau, oder dass es keines gibt.",
    fi = "Siinä ilmoitetaan taso tai että tasoa ei ole.",
    nl = "Het niveau staat erin, of dat er geen is.",
  },
  for_each  = unit,
  where     = unit.micro_credential,
  must      = any { given(unit.level), same(unit.level, none) },
}

check "eu.checks.micro.09.assessment" {
  list      = "microcredential",
  law       = "2022/C 243/02",
  since     = "2022-06-16",
  status    = "unverified",
  says      = {
    en = "It names the type of assessment.",
    de = "Es nennt die Art der Beurteilung.",
    fi = "Siinä kerrotaan arvioinnin tapa.",
    nl = "De soort beoordeling staat erin.",
  },
  for_each  = unit,
  where     = unit.micro_credential,
  must      = given(unit.assessment),
}

check "eu.checks.micro.10.participation" {
  list      = "microcredential",
  law       = "2022/C 243/02",
  since     = "2022-06-16",
  status    = "unverified",
  says      = {
    en = "It names the form of participation.",
    de = "Es nennt die Form der Teilnahme.",
    fi = "Siinä kerrotaan osallistumismuoto.",
    nl = "De vorm van deelname staat erin.",
  },
  for_each  = unit,
  where     = unit.micro_credential,
  must      = given(unit.participation),
}

check "eu.checks.micro.11.quality" {
  list      = "microcredential",
  law       = "2022/C 243/02",
  since     = "2022-06-16",
  status    = "unverified",
  says      = {
    en = "It says whether and how quality is assured.",
    de = "Es sagt, ob und wie die Qualität gesichert ist.",
    fi = "Siinä kerrotaan laadunvarmistuksesta.",
    nl = "Er staat in of en hoe de kwaliteit is geborgd.",
  },
  for_each  = unit,
  where     = unit.micro_credential,
  must      = given(unit.quality_assured),
}

-- ---- The quality circle ----

check "eu.checks.circle.1.planning" {
  list      = "quality_circle",
  law       = "ECVET guide",
  since     = "2009-06-18",
  status    = "unverified",
  says      = {
    en = "Planning: the memorandum states objectives and how the partnership is reviewed.",
    de = "Planung: Die Absichtserklärung nennt Ziele und wie die Partnerschaft überprüft wird.",
    fi = "Suunnittelu: pöytäkirjassa sanotaan tavoitteet ja kumppanuuden tarkistaminen.",
    nl = "Planning: de intentieverklaring noemt doelen en hoe het partnerschap wordt herzien.",
  },
  where     = given(mou),
  must      = all { mou.agrees_conditions, given(mou.review_day) },
}

check "eu.checks.circle.2.application" {
  list      = "quality_circle",
  law       = "ECVET guide",
  since     = "2009-06-18",
  status    = "unverified",
  says      = {
    en = "Application: assessed under the host's quality assurance.",
    de = "Umsetzung: beurteilt unter der Qualitätssicherung der aufnehmenden Einrichtung.",
    fi = "Toteutus: arvioitiin vastaanottajan laadunvarmistuksen alaisena.",
    nl = "Uitvoering: beoordeeld onder de kwaliteitsborging van de ontvangende instelling.",
  },
  for_each  = unit,
  must      = unit.quality_assured,
}

check "eu.checks.circle.3.evaluation" {
  list      = "quality_circle",
  law       = "ECVET guide",
  since     = "2009-06-18",
  status    = "unverified",
  says      = {
    en = "Evaluation: performance and impact of the partnership were evaluated.",
    de = "Auswertung: Leistung und Wirkung der Partnerschaft wurden bewertet.",
    fi = "Arviointi: kumppanuuden toiminta ja vaikutus arvioitiin.",
    nl = "Evaluatie: werking en effect van het partnerschap zijn geëvalueerd.",
  },
  must      = ruling.partnership_evaluated,
}

check "eu.checks.circle.4.review" {
  list      = "quality_circle",
  law       = "ECVET guide",
  since     = "2009-06-18",
  status    = "unverified",
  says      = {
    en = "Review: the day of the next review lies ahead.",
    de = "Überprüfung: Der Tag der nächsten Überprüfung liegt noch vor uns.",
    fi = "Tarkistus: seuraavan tarkistuksen päivä on vielä edessä.",
    nl = "Herziening: de dag van de volgende herziening ligt nog voor ons.",
  },
  where     = given(mou),
  must      = after(mou.review_day, case.decided),
}

check "eu.checks.circle.5.accredited" {
  list      = "quality_circle",
  law       = "ECVET guide",
  since     = "2009-06-18",
  status    = "unverified",
  says      = {
    en = "Each institution works under quality assurance, or an awarding body has accredited it.",
    de = "Jede Einrichtung arbeitet unter Qualitätssicherung oder ist von einer vergebenden Stelle akkreditiert.",
    fi = "Kukin laitos toimii laadunvarmistuksen alaisena tai on tutkinnon myöntäjän akkreditoima.",
    nl = "Elke instelling werkt onder kwaliteitsborging of is geaccrediteerd door wie de kwalificatie verleent.",
  },
  where     = given(case.institutions),
  must      = every(institution, any { institution.quality_assured, given(institution.accredited_by) }),
}

-- ---- The eight ECVET principles ----

check "eu.checks.principles.1.outcomes" {
  list      = "principles",
  law       = "2020/C 417/01",
  since     = "2020-11-24",
  status    = "unverified",
  says      = {
    en = "The qualification consists of units of learning outcomes.",
    de = "Die Qualifikation besteht aus Einheiten von Lernergebnissen.",
    fi = "Tutkinto koostuu oppimistulosten kokonaisuuksista.",
    nl = "De kwalificatie bestaat uit eenheden van leeruitkomsten.",
  },
  for_each  = component,
  must      = given(component.outcomes),
}

check "eu.checks.principles.2.on_its_own" {
  list      = "principles",
  law       = "2020/C 417/01",
  since     = "2020-11-24",
  status    = "unverified",
  says      = {
    en = "Each unit is assessed on its own.",
    de = "Jede Einheit wird für sich beurteilt.",
    fi = "Kukin osa arvioidaan erikseen.",
    nl = "Elke eenheid wordt afzonderlijk beoordeeld.",
  },
  for_each  = component,
  must      = given(component.assessment),
}

check "eu.checks.principles.3.documented" {
  list      = "principles",
  law       = "2020/C 417/01",
  since     = "2020-11-24",
  status    = "unverified",
  says      = {
    en = "Each assessment is documented: who, when, what, with which result.",
    de = "Jede Beurteilung ist belegt: wer, wann, was, mit welchem Ergebnis.",
    fi = "Jokainen arviointi on dokumentoitu: kuka, milloin, mitä, millä tuloksella.",
    nl = "Elke beoordeling is vastgelegd: wie, wanneer, wat, met welk resultaat.",
  },
  for_each  = unit,
  must      = all { given(unit.assessed), given(unit.assessed_by), given(unit.result), given(unit.outcomes) },
}

check "eu.checks.principles.4.opportunities" {
  list      = "principles",
  law       = "2020/C 417/01",
  since     = "2020-11-24",
  status    = "unverified",
  says      = {
    en = "What is still missing can be learnt.",
    de = "Was noch fehlt, kann gelernt werden.",
    fi = "Puuttuva voidaan oppia.",
    nl = "Wat nog ontbreekt, kan worden geleerd.",
  },
  must      = ruling.learning_offered,
}

check "eu.checks.principles.5.however_learnt" {
  list      = "principles",
  law       = "2020/C 417/01",
  since     = "2020-11-24",
  status    = "unverified",
  says      = {
    en = "Validation does not depend on how it was learnt.",
    de = "Die Validierung hängt nicht davon ab, wie gelernt wurde.",
    fi = "Validointi ei riipu oppimistavasta.",
    nl = "Validatie hangt niet af van de manier van leren.",
  },
  must      = ruling.validates_all_learning,
}

check "eu.checks.principles.6.accumulation" {
  list      = "principles",
  law       = "2020/C 417/01",
  since     = "2020-11-24",
  status    = "unverified",
  says      = {
    en = "Validated units add up to the qualification.",
    de = "Validierte Einheiten ergeben zusammen die Qualifikation.",
    fi = "Validoidut osat kertyvät tutkinnoksi.",
    nl = "Gevalideerde eenheden tellen op tot de kwalificatie.",
  },
  must      = given(qualification.composition),
}

check "eu.checks.principles.7.transfer" {
  list      = "principles",
  law       = "2020/C 417/01",
  since     = "2020-11-24",
  status    = "unverified",
  says      = {
    en = "What was validated elsewhere is put forward for a unit here.",
    de = "Was anderswo validiert wurde, wird für eine Einheit hier vorgelegt.",
    fi = "Muualla validoitu esitetään täällä osaksi.",
    nl = "Wat elders is gevalideerd, wordt hier voor een eenheid ingebracht.",
  },
  for_each  = unit,
  must      = given(unit.target.unit),
}

check "eu.checks.principles.8.quality" {
  list      = "principles",
  law       = "2020/C 417/01",
  since     = "2020-11-24",
  status    = "unverified",
  says      = {
    en = "All of it is transparent and quality assured.",
    de = "Alles ist durchschaubar und qualitätsgesichert.",
    fi = "Kaikki on läpinäkyvää ja laadunvarmistettua.",
    nl = "Alles is inzichtelijk en van geborgde kwaliteit.",
  },
  for_each  = unit,
  must      = unit.quality_assured,
}
