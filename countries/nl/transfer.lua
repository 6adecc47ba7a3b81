-- Examination and qualifications decree (EKB) art. 3b; Act on education and vocational training (WEB)
-- art. 7.2.3, 7.2.8, 7.4.5a-7.4.7.

-- WEB art. 7.4.5a (1)  The examination committee awards diplomas, certificates and statements and
-- grants exemptions. No unit of another country is awarded as such.
rule "nl.web.7.4.5a.no_units" {
  law       = "WEB art. 7.4.5a lid 1",
  since     = "2015-08-01",
  says      = {
    en = "The Netherlands award no units of this kind; what was learnt can lead to an exemption or a certificate.",
    de = "Die Niederlande vergeben keine solchen Einheiten; das Gelernte kann zu Befreiung oder Zertifikat führen.",
    fi = "Alankomaissa ei myönnetä tällaisia yksiköitä; opittu voi johtaa vapautukseen tai todistukseen.",
    nl = "Nederland kent zulke eenheden niet toe; het geleerde kan wel leiden tot een vrijstelling of een certificaat.",
  },
  for_each  = unit,
  phase     = "assess",
  must      = one_of("unit", param.committee_awards),
  otherwise = refused { instead = { "exemption", "certificate" } },
}

rule "nl.web.7.4.5a.no_points" {
  law       = "WEB art. 7.4.5a lid 1",
  since     = "2015-08-01",
  says      = {
    en = "Points are not used in Dutch vocational education; those of the case change nothing.",
    de = "Punkte werden in der niederländischen Berufsbildung nicht verwendet; die des Falls ändern nichts.",
    fi = "Alankomaiden ammatillisessa koulutuksessa ei käytetä pisteitä; tapauksen pisteet eivät muuta mitään.",
    nl = "In het mbo worden geen punten gebruikt; die van het geval veranderen niets.",
  },
  for_each  = unit,
  phase     = "assess",
  where     = given(unit.points),
  gives     = inform { points = "not_used" },
}

-- EKB art. 3b (1)  Exemption is given on request only; before that the committee is not asked.
rule "nl.ekb.3b.1.request" {
  law       = "EKB art. 3b lid 1",
  since     = "2019-08-01",
  says      = {
    en = "An exemption is granted on request only.",
    de = "Eine Befreiung wird nur auf Antrag gewährt.",
    fi = "Vapautus myönnetään vain pyynnöstä.",
    nl = "Vrijstelling wordt alleen op verzoek verleend.",
  },
  for_each  = exemption,
  where     = no(same(exemption.examination, "higher_education")),
  must      = exemption.requested,
  otherwise = conditional "request",
  gives     = exempt { part = exemption.part, mark = exemption.earlier_mark },
}

-- EKB art. 3b (1), WEB art. 7.4.5a (1) e  Then the committee may exempt; the student has no right to it.
-- The earlier mark counts in the result.
rule "nl.ekb.3b.1.committee" {
  law       = "EKB art. 3b lid 1; WEB art. 7.4.5a lid 1 onder e",
  since     = "2019-08-01",
  says      = {
    en = "The examination committee may grant the exemption; the earlier mark then counts.",
    de = "Der Prüfungsausschuss kann die Befreiung gewähren; die frühere Note zählt dann.",
    fi = "Tutkintolautakunta voi myöntää vapautuksen; aiempi arvosana otetaan silloin huomioon.",
    nl = "De examencommissie kan de vrijstelling verlenen; het eerdere cijfer telt dan mee.",
  },
  for_each  = exemption,
  where     = all { no(same(exemption.examination, "higher_education")), exemption.requested },
  must      = ruling.exemption,
  otherwise = refused { instead = { "examination" } },
  gives     = exempt { part = exemption.part, mark = exemption.earlier_mark },
}

-- EKB art. 3b (2)  The committee respects the law on the part: what was learnt covers it.
rule "nl.ekb.3b.2.covered" {
  law       = "EKB art. 3b lid 2",
  since     = "2019-08-01",
  says      = {
    en = "As far as what was learnt covers what the part of the examination asks for, exemption is possible.",
    de = "Soweit das Gelernte abdeckt, was der Prüfungsteil verlangt, ist Befreiung möglich.",
    fi = "Siltä osin kuin opittu kattaa kokeen osan vaatimukset, vapautus on mahdollinen.",
    nl = "Voor zover het geleerde dekt wat het examenonderdeel vraagt, is vrijstelling mogelijk.",
  },
  reading   = {
    en = "An exemption from part of a part is possible (art. 3b lid 1), so what is covered counts.",
    nl = "Vrijstelling voor een deel van een examenonderdeel kan (art. 3b lid 1), dus telt wat gedekt is.",
  },
  for_each  = exemption,
  where     = all { no(same(exemption.examination, "higher_education")), no(term.generic_part) },
  must      = covers(exemption.outcomes, exemption.part_outcomes),
  otherwise = partial,
}

define "generic_part" {
  law   = "EKB art. 3, art. 3b lid 5",
  since = "2019-08-01",
  says  = {
    en = "the part is Dutch, mathematics or English",
    de = "der Teil ist Niederländisch, Rechnen oder Englisch",
    fi = "osa on hollanti, laskento tai englanti",
    nl = "het onderdeel is Nederlands, rekenen of Engels",
  },
  is    = one_of(exemption.part, param.generic_parts),
}

-- EKB art. 3b (5)  Dutch, mathematics and English only if they were examined before, at that level or
-- above, in mbo, havo or vwo. Other proof does not count.
rule "nl.ekb.3b.5.generic" {
  law       = "EKB art. 3b lid 5",
  since     = "2019-08-01",
  says      = {
    en = "For Dutch, mathematics and English only an earlier examination in mbo, havo or vwo counts, at the level required or above.",
    de = "Für Niederländisch, Rechnen und Englisch zählt nur eine frühere Prüfung in mbo, havo oder vwo, mindestens auf dem Niveau.",
    fi = "Hollannissa, laskennossa ja englannissa kelpaa vain aiempi mbo-, havo- tai vwo-koe vähintään vaaditulla tasolla.",
    nl = "Voor Nederlands, rekenen en Engels telt alleen een eerder examen in mbo, havo of vwo op ten minste het vereiste niveau.",
  },
  for_each  = exemption,
  where     = all { no(same(exemption.examination, "higher_education")), term.generic_part },
  must      = all {
    one_of(exemption.earlier_exam, param.earlier_examinations),
    at_least(exemption.earlier_level, exemption.required_level),
  },
  otherwise = refused { instead = { "examination" } },
}

-- EKB art. 3b (3), 17  The mark of that examination counts, so it has to be known.
rule "nl.ekb.3b.3.mark" {
  law       = "EKB art. 3b lid 3, art. 17",
  since     = "2019-08-01",
  says      = {
    en = "The mark of the earlier examination counts for the diploma, so it has to be known.",
    de = "Die Note der früheren Prüfung zählt für das Diplom und muss daher bekannt sein.",
    fi = "Aiemman kokeen arvosana vaikuttaa tutkintoon, joten se on tiedettävä.",
    nl = "Het cijfer van het eerdere examen telt mee voor het diploma en moet dus bekend zijn.",
  },
  reading   = {
    en = "No minimum mark and no age of the result has been asked for since 2019.",
    nl = "Sinds 2019 gelden geen minimumcijfer en geen maximale ouderdom van het resultaat.",
  },
  status    = "unverified",
  for_each  = exemption,
  where     = all { no(same(exemption.examination, "higher_education")), term.generic_part },
  must      = given(exemption.earlier_mark),
  otherwise = conditional "show_mark",
}

-- WEB art. 7.2.8, EKB art. 3  The placement is no part of the examination: no exemption from it.
rule "nl.web.7.2.8.not_examined" {
  law       = "WEB art. 7.2.8; EKB art. 3",
  since     = "2019-08-01",
  says      = {
    en = "There is no exemption from the placement, for it is not examined.",
    de = "Vom Praktikum wird nicht befreit, denn es wird nicht geprüft.",
    fi = "Harjoittelusta ei saa vapautusta, sillä se ei kuulu kokeeseen.",
    nl = "Voor de beroepspraktijkvorming is geen vrijstelling, want zij wordt niet geëxamineerd.",
  },
  for_each  = exemption,
  where     = no(same(exemption.examination, "higher_education")),
  must      = no(one_of(exemption.part, param.parts_not_examined)),
  otherwise = refused { instead = { "placement" } },
}

-- WEB art. 7.2.3 (1)  A certificate only for a part to which the minister has attached one.
rule "nl.web.7.2.3.designated" {
  law       = "WEB art. 7.2.3 lid 1; EKB art. 17c",
  since     = "2015-08-01",
  says      = {
    en = "There is a certificate only for parts to which the minister has attached one.",
    de = "Ein Zertifikat gibt es nur für Teile, für die der Minister eines vorsieht.",
    fi = "Todistus annetaan vain osista, joille ministeri on sen vahvistanut.",
    nl = "Een certificaat bestaat alleen voor onderdelen waaraan de minister het heeft verbonden.",
  },
  for_each  = certificate,
  must      = certificate.designated,
  otherwise = refused { instead = { "statement", "designation" } },
}

-- WEB art. 7.2.3 (2), 7.4.6 (1)  The part is examined, or what was learnt is shown by a validation certificate.
rule "nl.web.7.2.3.2.shown" {
  law       = "WEB art. 7.2.3 lid 2 jo. art. 7.4.6 lid 1",
  since     = "2015-08-01",
  says      = {
    en = "A certificate needs a result of the examination of the part, or a validation certificate.",
    de = "Ein Zertifikat setzt ein Prüfungsergebnis des Teils oder ein Validierungszertifikat voraus.",
    fi = "Todistus edellyttää osan koetulosta tai validointitodistusta.",
    nl = "Voor een certificaat is een examenresultaat van het onderdeel of een ervaringscertificaat nodig.",
  },
  for_each  = certificate,
  must      = any {
    given(certificate.result),
    covers(certificate.evidence, { "validation_certificate" }),
  },
  otherwise = conditional "examination_or_validation",
  gives     = certify { part = certificate.part },
}

-- WEB art. 7.2.3 (2), 7.4.6 (1)  Who passed the part gets the certificate; a result below that is only stated.
rule "nl.web.7.2.3.2.passed" {
  law       = "WEB art. 7.2.3 lid 2 jo. art. 7.4.6 lid 1; EKB art. 17c",
  since     = "2015-08-01",
  says      = {
    en = "Whoever passes the part with at least a six gets the certificate.",
    de = "Wer den Teil mit mindestens einer Sechs besteht, erhält das Zertifikat.",
    fi = "Todistuksen saa, kun osa on suoritettu vähintään arvosanalla kuusi.",
    nl = "Wie het onderdeel met ten minste een zes afsluit, krijgt het certificaat.",
  },
  for_each  = certificate,
  where     = given(certificate.result),
  must      = at_least(certificate.result, param.pass_mark),
  otherwise = refused { instead = { "resit", "statement" } },
  gives     = certify { part = certificate.part, mark = certificate.result },
}

-- EKB art. 3b (1)  A validation certificate gives no right to anything; the committee decides whether it
-- shows the whole part.
rule "nl.ekb.3b.1.validated" {
  law       = "EKB art. 3b lid 1, 2; WEB art. 7.4.5a lid 1",
  since     = "2019-08-01",
  says      = {
    en = "The examination committee decides whether the validation certificate shows the whole part.",
    de = "Der Prüfungsausschuss entscheidet, ob das Validierungszertifikat den ganzen Teil zeigt.",
    fi = "Tutkintolautakunta päättää, osoittaako validointitodistus koko osan hallinnan.",
    nl = "De examencommissie beslist of uit het ervaringscertificaat het hele onderdeel blijkt.",
  },
  reading   = {
    en = "Exempt from the whole examination of the part, the student has passed it; the certificate follows.",
    nl = "Wie voor het hele examenonderdeel is vrijgesteld, heeft het behaald; het certificaat volgt.",
  },
  status    = "unverified",
  for_each  = certificate,
  where     = all {
    no(given(certificate.result)),
    covers(certificate.evidence, { "validation_certificate" }),
  },
  must      = ruling.validated_learning,
  otherwise = refused { instead = { "examination", "statement" } },
  gives     = certify { part = certificate.part },
}

-- WEB art. 7.4.6a, until July 2021  A passed part without a certificate of its own goes into a statement of the
-- institution, on request.
rule "nl.web.7.4.6a.statement" {
  law      = "WEB art. 7.4.6a (2021-01-01)",
  since    = "2020-08-01",
  last_day = "2021-07-31",
  says     = {
    en = "A passed part for which there is no certificate is stated on request (instellingsverklaring).",
    de = "Ein bestandener Teil ohne Zertifikat wird auf Antrag bescheinigt (instellingsverklaring).",
    fi = "Hyväksytty osa, josta ei anneta todistusta, vahvistetaan pyynnöstä (instellingsverklaring).",
    nl = "Een behaald onderdeel waarvoor geen certificaat bestaat, wordt desgevraagd vermeld in een instellingsverklaring.",
  },
  for_each = certificate,
  where    = all { no(certificate.designated), at_least(certificate.result, param.pass_mark) },
  gives    = inform { statement = certificate.part },
}

-- WEB art. 7.4.6a (1), since August 2021  Any result, of a part or of some of it, for which no certificate can be
-- issued, goes into the mbo-verklaring, on request: also one that is no pass.
rule "nl.web.7.4.6a.statement" {
  law      = "WEB art. 7.4.6a lid 1",
  since    = "2021-08-01",
  says     = {
    en = "A result for which no certificate can be issued is stated on request (mbo-verklaring), also one that is no pass.",
    de = "Ein Ergebnis, für das kein Zertifikat erteilt werden kann, wird auf Antrag bescheinigt (mbo-verklaring), auch ein ungenügendes.",
    fi = "Tulos, josta ei voida antaa todistusta, vahvistetaan pyynnöstä (mbo-verklaring), myös hylätty.",
    nl = "Een waardering waarvoor geen certificaat kan worden uitgereikt, ook een onvoldoende, komt op verzoek in de mbo-verklaring.",
  },
  for_each = certificate,
  where    = all {
    given(certificate.result),
    any { no(certificate.designated), less_than(certificate.result, param.pass_mark) },
  },
  gives    = inform { statement = certificate.part },
}

-- WEB art. 7.2.8 (3), (4)  A stay abroad can be the placement; the institution decides, no quarter limits it.
rule "nl.web.7.2.8.abroad" {
  law       = "WEB art. 7.2.8 lid 3, 4; WEB art. 1.5.3",
  since     = "2015-08-01",
  says      = {
    en = "The institution decides whether a stay abroad is the placement; the law sets no longest time.",
    de = "Die Einrichtung entscheidet, ob ein Auslandsaufenthalt das Praktikum ist; das Gesetz kennt keine Höchstdauer.",
    fi = "Oppilaitos päättää, käykö ulkomaanjakso harjoitteluksi; laki ei aseta enimmäisaikaa.",
    nl = "De instelling beslist of een verblijf in het buitenland beroepspraktijkvorming is; de wet kent geen maximum.",
  },
  reading   = {
    en = "The Act names neither place nor longest time; a company abroad has to be recognised too, which the institution sees to.",
    nl = "De wet noemt geen plaats en geen maximum; ook een bedrijf in het buitenland moet erkend zijn, daar let de instelling op.",
  },
  for_each  = abroad,
  must      = ruling.placement_abroad,
  otherwise = refused { instead = { "exemption" } },
  gives     = count_as_training { months = months_in_all(stay) },
}

-- EKB art. 3b  A programme gets shorter through exemptions, not through months credited.
rule "nl.ekb.3b.no_months" {
  law       = "EKB art. 3b; WEB art. 7.4.5a lid 1",
  since     = "2015-08-01",
  says      = {
    en = "No months are credited; a programme gets shorter through exemptions.",
    de = "Monate werden nicht angerechnet; die Ausbildung verkürzt sich durch Befreiungen.",
    fi = "Kuukausia ei lueta hyväksi; koulutus lyhenee vapautusten kautta.",
    nl = "Er worden geen maanden toegerekend; een opleiding wordt korter door vrijstellingen.",
  },
  for_each  = crediting,
  must      = one_of("months", param.committee_awards),
  otherwise = refused { instead = { "exemption" } },
}

-- Validation of experience (EVC): a recognised provider states what was shown; that is no diploma.
rule "nl.evc.provider" {
  law       = "EVC-kwaliteitscode (convenant EVC 2016)",
  since     = "2016-01-01",
  says      = {
    en = "A recognised provider validates experience and states what it shows; this gives no right to a diploma.",
    de = "Ein anerkannter Anbieter validiert Erfahrung und bescheinigt sie; ein Recht auf ein Diplom folgt daraus nicht.",
    fi = "Tunnustettu validoija todentaa kokemuksen; siitä ei seuraa oikeutta tutkintoon.",
    nl = "Een erkende EVC-aanbieder stelt de ervaring vast; dat geeft geen recht op een diploma.",
  },
  status    = "unverified",
  for_each  = establishment,
  must      = given(ruling.experience_validated),
  otherwise = refused { instead = { "exemption" } },
  gives     = declare { outcomes = ruling.experience_validated },
}

-- WEB art. 7.4.7  A foreign diploma is compared with a Dutch level; the comparison is advice.
rule "nl.web.7.4.7.foreign_diploma" {
  law       = "WEB art. 7.4.7 lid 1, 2",
  since     = "2015-08-01",
  says      = {
    en = "A foreign diploma is compared with a Dutch level; institution or employer draws the conclusion.",
    de = "Ein ausländischer Abschluss wird mit einem niederländischen Niveau verglichen; den Schluss zieht Einrichtung oder Arbeitgeber.",
    fi = "Ulkomaista tutkintoa verrataan Alankomaiden tasoihin; johtopäätöksen tekee oppilaitos tai työnantaja.",
    nl = "Een buitenlands diploma wordt vergeleken met een Nederlands niveau; de instelling of werkgever trekt de conclusie.",
  },
  for_each  = equivalence,
  must      = different(ruling.foreign_diploma, "not comparable"),
  otherwise = refused { instead = { "exemption" } },
  gives     = declare { comparable_with = ruling.foreign_diploma },
}

-- WEB art. 7.4.6a (2)  Ex officio, for whoever left below a certain age without a start qualification.
rule "nl.web.7.4.6a.ex_officio" {
  law      = "WEB art. 7.4.6a lid 2",
  since    = "2021-08-01",
  says     = {
    en = "Who leaves young and without a start qualification gets the statement without asking.",
    de = "Wer jung und ohne Startqualifikation abgeht, erhält die Bescheinigung ohne Antrag.",
    fi = "Nuorena ilman peruspätevyyttä lähtevä saa selvityksen pyytämättä.",
    nl = "Wie jong en zonder startkwalificatie vertrekt, krijgt de mbo-verklaring ambtshalve.",
  },
  reading  = {
    en = "The age is that of the day of the decision (the Act names no day). Every part with a result is listed (lid 3).",
    nl = "Peildatum is de dag van de beslissing (de wet noemt er geen). Elk onderdeel met een waardering wordt vermeld (lid 3).",
  },
  for_each = certificate,
  where    = all {
    learner.left_without_start_qualification,
    less_than(age_on(learner.birth_date, case.decided), param.age_of_statement),
    given(certificate.result),
  },
  gives    = inform { statement = certificate.part },
}

-- WEB art. 7.4.6a  Work processes learnt in a recognised company are stated too, without any examination
-- (praktijkverklaring), as a part of the statement.
rule "nl.web.7.4.6a.practical" {
  law      = "WEB art. 7.4.6a lid 3",
  since    = "2021-08-01",
  status   = "unverified",
  says     = {
    en = "Work processes learnt in a recognised company are stated without an examination (praktijkverklaring).",
    de = "In einem anerkannten Betrieb gelernte Arbeitsprozesse werden ohne Prüfung bescheinigt (praktijkverklaring).",
    fi = "Tunnustetussa yrityksessä opitut työprosessit vahvistetaan ilman koetta (praktijkverklaring).",
    nl = "Werkprocessen die bij een erkend leerbedrijf zijn geleerd, worden zonder examen vermeld (praktijkverklaring).",
  },
  reading  = {
    en = "The Act leaves to the minister what else the mbo-verklaring holds; that it holds this is known from pages of government and SBB.",
    nl = "Wat verder in de mbo-verklaring staat, bepaalt de minister; dat dit erin staat, is bekend van pagina's van overheid en SBB.",
  },
  for_each = certificate,
  where    = all {
    no(given(certificate.result)),
    covers(certificate.evidence, { "statement_of_company" }),
  },
  gives    = inform { practical_statement = certificate.part },
}

-- ECVET in Nederland (2021)  Whoever is young and collects certificates may end without a diploma: advice, no
-- refusal.
rule "nl.advice.certificates_only" {
  law      = "ECVET in Nederland (2021)",
  since    = "2021-08-01",
  status   = "unverified",
  says     = {
    en = "A young learner without a start qualification who collects certificates only is pointed to the diploma.",
    de = "Wer jung und ohne Startqualifikation nur Zertifikate sammelt, wird auf das Diplom hingewiesen.",
    fi = "Nuorta, jolla ei ole peruspätevyyttä ja joka kerää vain todistuksia, ohjataan tutkintoon.",
    nl = "Wie jong is, geen startkwalificatie heeft en alleen certificaten verzamelt, wordt op het diploma gewezen.",
  },
  reading  = {
    en = "No law: the article names the risk. Young is read as below the age of the statement given ex officio (WEB art. 7.4.6a).",
    nl = "Geen wet: het artikel noemt het risico. Jong: jonger dan de leeftijd van de ambtshalve mbo-verklaring (WEB art. 7.4.6a).",
  },
  for_each = certificate,
  where    = all {
    learner.aims_at_certificates_only,
    less_than(age_on(learner.birth_date, case.decided), param.age_of_statement),
  },
  gives    = inform { advised = "diploma" },
}

-- A regulated profession has a track and an authority of its own.
rule "nl.2005_36.profession" {
  law       = "Algemene wet erkenning EU-beroepskwalificaties",
  since     = "2020-08-01",
  status    = "unverified",
  says      = {
    en = "Access to a regulated profession is for the authority of that profession.",
    de = "Über den Zugang zu einem reglementierten Beruf entscheidet dessen Behörde.",
    fi = "Pääsystä säänneltyyn ammattiin päättää ammatin viranomainen.",
    nl = "Over toegang tot een gereglementeerd beroep beslist de autoriteit van dat beroep.",
  },
  reading   = {
    en = "The act was not read; only the way is shown.",
    nl = "De wet is niet gelezen; alleen de weg wordt gewezen.",
  },
  for_each  = equivalence,
  must      = no(case.for_regulated_profession),
  otherwise = refused { instead = { "professional_recognition" } },
}

-- WEB art. 7.5.2 (2), until July 2023  Decisions of the examination committee are appealed against within two weeks.
rule "nl.web.7.5.in_time" {
  law       = "WEB art. 7.5.2 lid 2 (2021-01-01)",
  since     = "2015-08-01",
  last_day  = "2023-07-31",
  says      = {
    en = "An appeal comes within two weeks.",
    de = "Eine Beschwerde kommt binnen zwei Wochen.",
    fi = "Valitus tehdään kahden viikon kuluessa.",
    nl = "Beroep wordt binnen twee weken ingesteld.",
  },
  reading   = {
    en = "The day of the notice is not counted; the law of the day of the decision. This Act knew no objection to the institution yet.",
    nl = "De dag van de bekendmaking telt niet mee; het recht van de dag van de beslissing. Bezwaar kende deze wet nog niet.",
  },
  for_each  = review,
  where     = same(review.stage, "appeal"),
  must      = at_most(review.days, from_table { param.days_to_object, review.stage }),
  otherwise = refused,
  gives     = admit { to = "review" },
}

-- WEB art. 7.5.1 (4), (6), since August 2023  Appeal and objection have their time; what counts is the day on which the
-- institution's facility for complaints received them.
rule "nl.web.7.5.in_time" {
  law       = "WEB art. 7.5.1 lid 4, 6",
  since     = "2023-08-01",
  says      = {
    en = "An appeal is received within two weeks, an objection within six.",
    de = "Eine Beschwerde geht binnen zwei, ein Widerspruch binnen sechs Wochen ein.",
    fi = "Valitus on saatava kahden ja oikaisuvaatimus kuuden viikon kuluessa.",
    nl = "Een beroepschrift is binnen twee weken ontvangen, een bezwaarschrift binnen zes weken.",
  },
  reading   = {
    en = "Applied is the day of receipt (lid 6). The day of the notice is not counted; the law of the day of the decision.",
    nl = "Aangevraagd is de dag van ontvangst (lid 6). De dag van de bekendmaking telt niet mee; het recht van de dag van de beslissing.",
  },
  for_each  = review,
  must      = at_most(review.days, from_table { param.days_to_object, review.stage }),
  otherwise = refused,
  gives     = admit { to = "review" },
}
