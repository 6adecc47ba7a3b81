-- Vocational Education and Training Act 531/2017 §§ 15, 50, 128-129; decree 673/2017 § 14.

-- Act § 50  A qualification is complete when all parts that its structure requires are passed;
-- recognised parts count like demonstrated ones, and there is no limit to them.
rule "fi.531_2017.50.complete" {
  law       = "531/2017 § 50",
  since     = "2018-01-01",
  says      = {
    en = "The qualification is complete when all parts that its structure requires are passed or recognised.",
    de = "Die Qualifikation ist vollständig, wenn alle Teile, die ihr Aufbau verlangt, bestanden oder anerkannt sind.",
    fi = "Tutkinto on suoritettu, kun kaikki sen muodostumiseksi vaadittavat osat on suoritettu hyväksytysti tai tunnustettu.",
    nl = "De kwalificatie is volledig als alle delen die de opbouw vereist, zijn behaald of erkend.",
  },
  reading   = {
    en = "Parts beyond what the structure asks for are lawful and left over; in the mean every graded part counts (unsettled).",
    fi = "Tutkinnon muodostumisen ylittävät osat ovat sallittuja; keskiarvoon luetaan jokainen arvosanalla arvioitu osa (ratkaisematta).",
  },
  for_each  = completion,
  must      = fulfils(completion.parts, qualification.composition),
  otherwise = refused { instead = { "certificate_of_units" } },
  gives     = award_qualification { by = "parts", mean = term.weighted_mean },
}

-- Decree § 14  The certificate shows the mean of the grades, weighted by competence points; parts
-- without a number stay out of it, and a raise counts if it is higher (Act § 56).
define "weighted_mean" {
  law    = "673/2017 § 14",
  since  = "2018-01-01",
  says   = {
    en = "mean of the grades weighted by competence points",
    de = "nach Kompetenzpunkten gewichteter Mittelwert der Noten",
    fi = "arvosanojen osaamispisteillä painotettu keskiarvo",
    nl = "naar punten gewogen gemiddelde van de cijfers",
  },
  status = "unverified",
  is     = rounded(
    weighted_mean_of(part.grade, part.points, given(part.grade))
      + divide(
        sum_of((part.raised_grade - part.grade) * part.points, more_than(part.raised_grade, part.grade)),
        sum_of(part.points, given(part.grade))
      ),
    param.mean_rounding
  ),
}

-- Act §§ 15, 128-129  The requirements are in force, or it is completed within their transition.
rule "fi.531_2017.129.requirements" {
  law       = "531/2017 §§ 15, 128–129",
  since     = "2018-01-01",
  says      = {
    en = "A qualification is completed while its requirements are in force or in transition.",
    de = "Eine Qualifikation wird abgeschlossen, solange ihre Anforderungen oder deren Übergangszeit gelten.",
    fi = "Tutkinto suoritetaan loppuun perusteiden voimassaolon tai siirtymäajan kuluessa.",
    nl = "Een kwalificatie wordt afgerond zolang de eisen of hun overgangstijd gelden.",
  },
  reading   = {
    en = "The day on which the last part is completed decides; the last day counts.",
    fi = "Ratkaisee päivä, jona viimeinen osa on suoritettu; viimeinen päivä luetaan mukaan.",
  },
  for_each  = completion,
  must      = any {
    in_force(qualification, completion.completed),
    in_transition(qualification, completion.completed),
  },
  otherwise = refused { instead = { "new_requirements" } },
}

-- The national register takes less than the Act asks for: it sums up the common units alone, rounded to
-- whole points, and no total. Where it would take what is not complete, both are said.
rule "fi.koski.accepts_incomplete" {
  law      = "practice of the national register",
  since    = "2018-01-01",
  status   = "unverified",
  says     = {
    en = "The national register accepts this record, though the qualification is not complete.",
    de = "Das nationale Register nimmt diesen Eintrag an, obwohl die Qualifikation nicht vollständig ist.",
    fi = "Koski-tietovaranto hyväksyy tämän suorituksen, vaikka tutkinto ei ole täysi.",
    nl = "Het nationale register aanvaardt deze registratie, hoewel de kwalificatie niet volledig is.",
  },
  reading  = {
    en = "Upper secondary qualifications since 2018: the register sums up the common units, rounded; 34.5 points pass as 35.",
    fi = "Perustutkinnot vuodesta 2018: rekisteri laskee yhteiset tutkinnon osat pyöristettyinä; 34,5 pistettä menee läpi 35:nä.",
  },
  for_each = completion,
  where    = all {
    no(fulfils(completion.parts, qualification.composition)),
    at_least(
      rounded(sum_of(part.points, one_of(part.unit, param.common_units)), param.register_rounding),
      param.common_points_of_the_register),
  },
  gives    = inform { register = "accepts" },
}
