-- National framework (HG 918/2013), standards by units of learning outcomes (Order 5293/2015), credits
-- (Order 6768/2023) and the assessment centres authorised by ANC.

define "national_unit" {
  law    = "HG 918/2013; OMECS 5293/2015",
  since  = "2013-12-04",
  says   = {
    en = "the unit belongs to a Romanian standard",
    de = "die Einheit gehört zu einem rumänischen Standard",
    fi = "yksikkö kuuluu romanialaiseen standardiin",
    nl = "de eenheid hoort bij een Roemeense standaard",
    ro = "unitatea aparține unui standard românesc",
  },
  status = "unverified",
  is     = one_of(unit.framework, param.national_frameworks),
}

-- HG 918/2013  The national framework covers learning outside school too; levels meet in the EQF only.
rule "ro.918_2013.level" {
  law      = "HG 918/2013; EQF referencing of Romania (2018)",
  since    = "2013-12-04",
  says     = {
    en = "The European level of the unit, and the Romanian level that answers to it; this is no recognition.",
    de = "Das europäische Niveau der Einheit und das rumänische, das ihm entspricht; das ist keine Anerkennung.",
    fi = "Yksikön eurooppalainen taso ja sitä vastaava Romanian taso; tämä ei ole tunnustaminen.",
    nl = "Het Europese niveau van de eenheid en het Roemeense dat ermee overeenkomt; dit is geen erkenning.",
    ro = "Nivelul european al unității și nivelul românesc corespunzător; aceasta nu este o recunoaștere.",
  },
  reading  = {
    en = "The older vocational levels 1, 2, 3 and 3 advanced (RO-VET) are European levels 2 to 5.",
    ro = "Vechile niveluri de calificare profesională 1, 2, 3 și 3 avansat (RO-VET) corespund nivelurilor europene 2–5.",
  },
  status   = "unverified",
  for_each = unit,
  phase    = "assess",
  gives    = inform { eqf_level = eqf(unit.level), cnc_level = from_table { param.cnc_levels, eqf(unit.level) } },
}

rule "ro.5293_2015.passed" {
  law       = "OMECS 5293/2015",
  since     = "2015-09-01",
  says      = {
    en = "A unit of a Romanian standard counts if it was assessed and passed.",
    de = "Eine Einheit eines rumänischen Standards zählt, wenn sie bewertet und bestanden wurde.",
    fi = "Romanialaisen standardin yksikkö otetaan huomioon, kun se on hyväksytysti arvioitu.",
    nl = "Een eenheid van een Roemeense standaard telt als zij is beoordeeld en behaald.",
    ro = "O unitate a unui standard românesc se ia în considerare dacă a fost evaluată și promovată.",
  },
  status    = "unverified",
  for_each  = unit,
  phase     = "assess",
  where     = term.national_unit,
  must      = same(unit.result, "passed"),
  otherwise = refused { instead = { "assessment_centre" } },
}

-- Everything else is assessed by a centre that ANC authorised, unit by unit.
rule "ro.anc.centre" {
  law       = "Procedure of ANC for the assessment of competences",
  since     = "2013-12-04",
  says      = {
    en = "An authorised assessment centre finds whether the competence of the unit is there.",
    de = "Ein zugelassenes Bewertungszentrum stellt fest, ob die Kompetenz der Einheit vorhanden ist.",
    fi = "Valtuutettu arviointikeskus toteaa, onko yksikön osaaminen olemassa.",
    nl = "Een erkend beoordelingscentrum stelt vast of de competentie van de eenheid aanwezig is.",
    ro = "Un centru de evaluare autorizat constată dacă există competența prevăzută de unitate.",
  },
  status    = "unverified",
  for_each  = unit,
  phase     = "assess",
  where     = no(term.national_unit),
  must      = ruling.demonstrated,
  otherwise = refused { instead = { "unit_certificates" } },
}

rule "ro.5293_2015.outcomes" {
  law       = "OMECS 5293/2015",
  since     = "2015-09-01",
  says      = {
    en = "The unit that was passed covers the outcomes of the unit aimed at.",
    de = "Die bestandene Einheit deckt die Lernergebnisse der angestrebten ab.",
    fi = "Suoritettu yksikkö kattaa tavoitellun yksikön oppimistulokset.",
    nl = "De behaalde eenheid dekt de leerresultaten van de beoogde eenheid.",
    ro = "Unitatea promovată acoperă rezultatele învățării ale unității vizate.",
  },
  status    = "unverified",
  for_each  = unit,
  phase     = "validate",
  where     = term.national_unit,
  must      = covers(unit.outcomes, unit.target.outcomes),
  otherwise = partial,
}

rule "ro.anc.standard" {
  law       = "Procedure of ANC for the assessment of competences",
  since     = "2013-12-04",
  says      = {
    en = "What the centre assessed is a unit of an occupational standard.",
    de = "Was das Zentrum bewertet hat, ist eine Einheit eines Berufsstandards.",
    fi = "Keskuksen arvioima osaaminen on ammattistandardin yksikkö.",
    nl = "Wat het centrum beoordeelde, is een eenheid van een beroepsstandaard.",
    ro = "Ceea ce a evaluat centrul este o unitate a unui standard ocupațional.",
  },
  status    = "unverified",
  for_each  = unit,
  phase     = "validate",
  where     = no(term.national_unit),
  must      = given(unit.target.unit),
  otherwise = refused { instead = { "assessment_centre" } },
}

rule "ro.anc.unit_certificate" {
  law      = "Procedure of ANC for the assessment of competences; OMECS 5293/2015",
  since    = "2013-12-04",
  says     = {
    en = "A unit that was shown or passed is certified on its own.",
    de = "Eine gezeigte oder bestandene Einheit wird für sich zertifiziert.",
    fi = "Osoitettu tai suoritettu yksikkö todistetaan erikseen.",
    nl = "Een getoonde of behaalde eenheid wordt afzonderlijk gecertificeerd.",
    ro = "O unitate demonstrată sau promovată se certifică separat.",
  },
  status   = "unverified",
  for_each = unit,
  phase    = "recognise",
  gives    = award { unit = unit.target.unit },
}

-- Order 6768/2023  One credit for thirty hours, half of them taught, in all lifelong learning.
rule "ro.6768_2023.credits" {
  law      = "Order 6768/2023",
  since    = "2024-01-17",
  clock    = unit.assessed,
  says     = {
    en = "One transferable credit stands for thirty hours of learning.",
    de = "Ein übertragbarer Kreditpunkt steht für dreißig Lernstunden.",
    fi = "Yksi siirrettävä opintopiste vastaa kolmeakymmentä oppimistuntia.",
    nl = "Eén overdraagbaar studiepunt staat voor dertig leeruren.",
    ro = "Un credit transferabil corespunde unui volum de muncă de treizeci de ore de învățare.",
  },
  reading  = {
    en = "For what was assessed earlier no value is confirmed, so none is told.",
    ro = "Pentru ce a fost evaluat anterior nu este confirmată nicio valoare, deci nu se indică niciuna.",
  },
  status   = "unverified",
  for_each = unit,
  phase    = "recognise",
  where    = given(unit.hours),
  gives    = inform { credits = divide(unit.hours, param.hours_a_credit) },
}

-- Units add up, by the composition that the standard sets.
rule "ro.5293_2015.complete" {
  law       = "OMECS 5293/2015",
  since     = "2015-09-01",
  says      = {
    en = "The qualification is complete when its units are.",
    de = "Die Qualifikation ist vollständig, wenn ihre Einheiten es sind.",
    fi = "Tutkinto on valmis, kun sen yksiköt on suoritettu.",
    nl = "De kwalificatie is compleet als haar eenheden dat zijn.",
    ro = "Calificarea este completă atunci când toate unitățile ei sunt dobândite.",
  },
  status    = "unverified",
  for_each  = completion,
  must      = fulfils(completion.parts, qualification.composition),
  otherwise = refused { instead = { "unit_certificates" } },
  gives     = award_qualification { by = "parts" },
}

-- HG 918/2013  Since 2019 the diploma states the level.
rule "ro.918_2013.diploma" {
  law      = "HG 918/2013",
  since    = "2019-01-01",
  says     = {
    en = "The diploma states the level of the national framework.",
    de = "Das Diplom nennt das Niveau des nationalen Rahmens.",
    fi = "Tutkintotodistuksessa ilmoitetaan kansallisen viitekehyksen taso.",
    nl = "Het diploma vermeldt het niveau van het nationale raamwerk.",
    ro = "Diploma menționează nivelul din Cadrul național al calificărilor.",
  },
  status   = "unverified",
  for_each = completion,
  gives    = inform { cnc_level = from_table { param.cnc_levels, eqf(qualification.level) } },
}
