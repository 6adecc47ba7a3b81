-- LO 3/2022: the offer in grades A to E, each certified and cumulative. RD 659/2023 arts. 175-188:
-- accreditation of competence from experience, open at all times.

define "passed_in_the_offer" {
  law   = "LO 3/2022 art. 27(2), 28",
  since = "2009-08-26",
  says  = {
    en = "the unit is a module or standard of the Spanish offer",
    de = "die Einheit ist ein Modul oder Standard des spanischen Bildungsangebots",
    fi = "yksikkö on Espanjan koulutustarjonnan moduuli tai standardi",
    nl = "de eenheid is een module of standaard van het Spaanse aanbod",
    es = "la unidad es un módulo o estándar de competencia de la oferta española",
  },
  is    = same(unit.framework, "MECU"),
}

-- RD 659/2023  Work in the occupation in the fifteen years before the application.
-- RD 659/2023  Work in the occupation in the years before the application: ten until March 2021, then fifteen.
-- Voluntary work is entered as work. A period that began earlier is entered as two; the later one counts.
define "recent_work" {
  law   = "RD 659/2023 arts. 175-188",
  since = "2009-08-26",
  says  = {
    en = "work in the occupation in the years before the application",
    de = "Arbeit im Beruf in den Jahren vor dem Antrag",
    fi = "työ alalla hakemusta edeltävinä vuosina",
    nl = "werk in het beroep in de jaren voor de aanvraag",
    es = "experiencia laboral en la profesión en los años anteriores a la solicitud",
  },
  is    = those(work, all {
    work.in_occupation,
    on_or_before(case.applied, years_after(work.first_day, param.years_of_work_looked_at)),
  }),
}

define "enough_work" {
  law   = "RD 659/2023 arts. 175-188",
  since = "2009-08-26",
  says  = {
    en = "years and hours of work in the occupation suffice",
    de = "Jahre und Stunden der Arbeit im Beruf genügen",
    fi = "alan työn vuodet ja tunnit riittävät",
    nl = "jaren en uren werk in het beroep volstaan",
    es = "los años y las horas de experiencia laboral en la profesión son suficientes",
  },
  is    = all {
    at_least(months_in_all(term.recent_work), from_table { param.least_work, qualification.kind }),
    at_least(sum_of(term.recent_work, work.hours), from_table { param.least_hours_of_work, qualification.kind }),
  },
}

-- Where the module itself is shorter its own length suffices; a case does not show that yet.
define "enough_training" {
  law   = "RD 659/2023 arts. 175-188",
  since = "2009-08-26",
  says  = {
    en = "hours of training outside the formal system suffice",
    de = "Stunden der nicht formalen Bildung genügen",
    fi = "epävirallisen koulutuksen tunnit riittävät",
    nl = "uren niet-formele opleiding volstaan",
    es = "las horas de formación no formal son suficientes",
  },
  is    = at_least(
    sum_of(earlier.hours, all {
      same(earlier.kind, "training"),
      on_or_before(case.applied, years_after(earlier.ended, param.years_of_training_looked_at)),
    }),
    from_table { param.least_hours_of_training, qualification.kind }
  ),
}

-- Levels meet in the European framework only; Spain has a national framework since 2022.
rule "es.mecu.level" {
  law      = "EQF Recommendation 2017/C 189/03",
  since    = "2009-08-26",
  last_day = "2023-07-22",
  says     = {
    en = "The European level of the unit; this is no recognition.",
    de = "Das europäische Niveau der Einheit; das ist keine Anerkennung.",
    fi = "Yksikön eurooppalainen taso; tämä ei ole tunnustaminen.",
    nl = "Het Europese niveau van de eenheid; dit is geen erkenning.",
    es = "El nivel europeo de la unidad; no supone un reconocimiento.",
  },
  reading  = {
    en = "Levels of the Spanish framework of 2022 are told from July 2023 on, with the decree on vocational training.",
    es = "Los niveles del marco español de 2022 se indican desde julio de 2023, junto con el real decreto de la Formación Profesional.",
  },
  status   = "unverified",
  for_each = unit,
  phase    = "assess",
  gives    = inform { eqf_level = eqf(unit.level) },
}

rule "es.mecu.level" {
  law      = "RD 272/2022; EQF referencing of Spain (2025)",
  since    = "2023-07-23",
  says     = {
    en = "The European level of the unit, and the Spanish level that answers to it; this is no recognition.",
    de = "Das europäische Niveau der Einheit und das spanische, das ihm entspricht; das ist keine Anerkennung.",
    fi = "Yksikön eurooppalainen taso ja sitä vastaava Espanjan taso; tämä ei ole tunnustaminen.",
    nl = "Het Europese niveau van de eenheid en het Spaanse dat ermee overeenkomt; dit is geen erkenning.",
    es = "El nivel europeo de la unidad y el nivel español correspondiente; no supone un reconocimiento.",
  },
  reading  = {
    en = "Sub-levels A and B of levels 4 and 5 were not compared.",
    es = "No se han comparado los subniveles A y B de los niveles 4 y 5.",
  },
  status   = "unverified",
  for_each = unit,
  phase    = "assess",
  gives    = inform { eqf_level = eqf(unit.level), mecu_level = from_table { param.mecu_levels, eqf(unit.level) } },
}

-- LO 3/2022 art. 27(2)  What is passed in the modular offer is certified and adds up.
rule "es.3_2022.27.passed" {
  law       = "LO 3/2022 art. 27(2)",
  since     = "2009-08-26",
  says      = {
    en = "A module or standard of the Spanish offer counts if it was passed.",
    de = "Ein Modul oder Standard des spanischen Angebots zählt, wenn es bestanden wurde.",
    fi = "Espanjan tarjonnan moduuli tai standardi otetaan huomioon, kun se on suoritettu.",
    nl = "Een module of standaard van het Spaanse aanbod telt als zij is behaald.",
    es = "Un módulo o estándar de competencia de la oferta española cuenta si se ha superado.",
  },
  reading   = {
    en = "Before the act of 2022 partial accreditation was cumulative too; that text was not compared.",
    es = "Antes de la ley de 2022 la acreditación parcial también era acumulable; ese texto no se ha cotejado.",
  },
  status    = "unverified",
  for_each  = unit,
  phase     = "assess",
  where     = term.passed_in_the_offer,
  must      = same(unit.result, "passed"),
  otherwise = refused { instead = { "modular_offer" } },
}

-- RD 659/2023  Eighteen for level 1, twenty for levels 2 and 3; the birthday itself is early enough.
rule "es.659_2023.age" {
  law         = "RD 659/2023 arts. 175-188",
  law_before  = { ["2023-07-23"] = "RD 1224/2009 arts. 11, 12" },
  since       = "2009-08-26",
  says        = {
    en = "The candidate has the least age for the level of the qualification on the day of the application.",
    de = "Am Tag des Antrags ist das Mindestalter für das Niveau der Qualifikation erreicht.",
    fi = "Hakija on hakemuspäivänä täyttänyt tutkinnon tason alaikärajan.",
    nl = "De kandidaat heeft op de dag van de aanvraag de minimumleeftijd voor het niveau van de kwalificatie.",
    es = "La persona candidata tiene, el día de la solicitud, la edad mínima para el nivel de la cualificación.",
  },
  for_each    = unit,
  phase       = "assess",
  where       = no(term.passed_in_the_offer),
  must        = at_least(age_on(learner.birth_date, case.applied), from_table { param.least_age, qualification.kind }),
  otherwise   = refused { instead = { "modular_offer" } },
}

-- RD 659/2023  Work, or training outside the formal system; over 25 without documents: provisionally.
rule "es.659_2023.experience" {
  law         = "RD 659/2023 arts. 175-188",
  law_before  = { ["2023-07-23"] = "RD 1224/2009 arts. 11, 12" },
  since       = "2009-08-26",
  says        = {
    en = "The candidate shows enough work or training, or is admitted without documents at 25 or more.",
    de = "Genug Arbeit oder Bildung ist belegt, oder es wird ab 25 Jahren ohne Nachweise zugelassen.",
    fi = "Hakija osoittaa riittävästi työtä tai koulutusta, tai hänet otetaan 25 vuotta täytettyään ilman asiakirjoja.",
    nl = "De kandidaat toont genoeg werk of opleiding, of wordt vanaf 25 jaar zonder documenten toegelaten.",
    es = "La persona candidata justifica experiencia o formación suficientes o, desde los 25 años, se inscribe sin documentos.",
  },
  reading     = {
    en = "The twenty-fifth birthday is early enough. Voluntary work is work; only what began in the years looked at counts.",
    es = "Basta cumplir los 25 años ese día. El voluntariado es experiencia laboral; solo cuenta lo iniciado en esos años.",
  },
  for_each    = unit,
  phase       = "assess",
  where       = no(term.passed_in_the_offer),
  must        = any {
    term.enough_work,
    term.enough_training,
    all {
      at_least(age_on(learner.birth_date, case.applied), param.age_without_documents),
      ruling.admitted_provisionally,
    },
  },
  otherwise   = refused { instead = { "modular_offer" } },
}

-- RD 659/2023  The commission evaluates each standard: shown, or not shown.
rule "es.659_2023.demonstrated" {
  law         = "RD 659/2023 arts. 175-188",
  law_before  = { ["2023-07-23"] = "RD 1224/2009" },
  since       = "2009-08-26",
  says        = {
    en = "The evaluation commission finds the standard of competence shown.",
    de = "Die Bewertungskommission stellt fest, dass der Kompetenzstandard gezeigt ist.",
    fi = "Arviointilautakunta toteaa osaamisstandardin osoitetuksi.",
    nl = "De beoordelingscommissie stelt vast dat de competentiestandaard is aangetoond.",
    es = "La comisión de evaluación declara demostrado el estándar de competencia.",
  },
  for_each    = unit,
  phase       = "validate",
  where       = no(term.passed_in_the_offer),
  must        = ruling.demonstrated,
  otherwise   = refused { instead = { "training_plan" } },
}

rule "es.3_2022.27.outcomes" {
  law       = "LO 3/2022 art. 27(2)",
  since     = "2009-08-26",
  says      = {
    en = "What was passed in the offer covers the outcomes of the unit aimed at.",
    de = "Das im Angebot Bestandene deckt die Lernergebnisse der angestrebten Einheit ab.",
    fi = "Tarjonnassa suoritettu kattaa tavoitellun yksikön oppimistulokset.",
    nl = "Wat in het aanbod is behaald, dekt de leerresultaten van de beoogde eenheid.",
    es = "Lo superado en la oferta formativa cubre los resultados de aprendizaje de la unidad pretendida.",
  },
  status    = "unverified",
  for_each  = unit,
  phase     = "validate",
  where     = term.passed_in_the_offer,
  must      = covers(unit.outcomes, unit.target.outcomes),
  otherwise = partial,
}

-- The standard is accredited: partial and cumulative; the modules of it are exempt.
rule "es.659_2023.accredited" {
  law         = "RD 659/2023 arts. 175-188; LO 3/2022 art. 27(2)",
  law_before  = { ["2023-07-23"] = "RD 1224/2009" },
  since       = "2009-08-26",
  says        = {
    en = "A standard of competence that was shown or passed is accredited on its own, and exempts from its modules.",
    de = "Ein gezeigter oder bestandener Kompetenzstandard wird für sich akkreditiert und befreit von seinen Modulen.",
    fi = "Osoitettu tai suoritettu osaamisstandardi tunnustetaan erikseen ja vapauttaa moduuleistaan.",
    nl = "Een aangetoonde of behaalde competentiestandaard wordt afzonderlijk geaccrediteerd en geeft vrijstelling van zijn modules.",
    es = "El estándar de competencia demostrado o superado se acredita por separado y exime de los módulos asociados.",
  },
  for_each    = unit,
  phase       = "recognise",
  gives       = award { unit = unit.target.unit },
}

rule "es.659_2023.six_months" {
  law        = "RD 659/2023 arts. 175-188",
  law_before = { ["2023-07-23"] = "RD 1224/2009 art. 10" },
  since      = "2021-03-11",
  says       = {
    en = "The decision is made within six months.",
    de = "Entschieden wird innerhalb von sechs Monaten.",
    fi = "Päätös tehdään kuudessa kuukaudessa.",
    nl = "De beslissing valt binnen zes maanden.",
    es = "La resolución se dicta en el plazo de seis meses.",
  },
  for_each   = unit,
  phase      = "assess",
  where      = no(term.passed_in_the_offer),
  gives      = inform { months_to_decide = param.months_to_decide },
}

-- LO 3/2022 arts. 31-38  All of A make B, all of B make C: as the composition of the target says.
rule "es.3_2022.31.complete" {
  law       = "LO 3/2022 arts. 27(2), 31-38",
  since     = "2022-04-21",
  says      = {
    en = "Partial accreditations make the certificate of competence, and these the vocational certificate, once all are there.",
    de = "Alle Teilakkreditierungen ergeben das Kompetenzzertifikat, alle Kompetenzzertifikate das Berufszertifikat.",
    fi = "Kaikista osasuorituksista tulee osaamistodistus ja kaikista osaamistodistuksista ammattitodistus.",
    nl = "Alle deelaccreditaties vormen het competentiecertificaat, alle competentiecertificaten het beroepscertificaat.",
    es = "Todas las acreditaciones parciales dan el certificado de competencia; todos estos, el certificado profesional.",
  },
  reading   = {
    en = "The first day is read as the twentieth after publication.",
    es = "Se entiende que el primer día es el vigésimo tras la publicación.",
  },
  status    = "unverified",
  for_each  = completion,
  must      = fulfils(completion.parts, qualification.composition),
  otherwise = refused { instead = { "partial_accreditation" } },
  gives     = award_qualification { by = "parts" },
}

-- LO 3/2022 art. 40(5)  A modular course takes at most twice the years of the offer.
rule "es.3_2022.40.5.stay" {
  law       = "LO 3/2022 art. 40(5)",
  since     = "2022-04-21",
  says      = {
    en = "Modular study takes at most twice the length of the offer; the last day counts.",
    de = "Ein modularer Weg dauert höchstens doppelt so lange wie das Angebot; der letzte Tag zählt.",
    fi = "Moduuliopinnot kestävät enintään kaksi kertaa koulutuksen pituuden; viimeinen päivä lasketaan.",
    nl = "Een modulair traject duurt ten hoogste tweemaal de duur van het aanbod; de laatste dag telt.",
    es = "La formación modular dura como máximo el doble de la duración de la oferta; el último día cuenta.",
  },
  reading   = {
    en = "Counted from the first day of the course; what was not studied as a course has no programme. First day as for grades.",
    es = "Se cuenta desde el primer día del curso; lo no cursado carece de programa. Entrada en vigor como la de los grados.",
  },
  status    = "unverified",
  for_each  = completion,
  where     = given(programme),
  must      = on_or_before(completion.completed, years_after(programme.cohort_first_day, param.longest_stay * programme.years)),
  otherwise = refused { instead = { "partial_accreditation" } },
}
