-- Establishing competence acquired at work: §§ 50b-50d BBiG; crafts: §§ 41b-41d HwO. The law of the day of
-- the application; first applied on 1 January 2025. It is never the qualification itself.

-- § 50b (2), (3)  Who may have the competence established.
rule "de.bbig.50b.2.1.residence" {
  law       = { BBiG = "BBiG § 50b Abs. 2 Nr. 1", HwO = "HwO § 41b Abs. 2 Nr. 1" },
  since     = "2025-01-01",
  clock     = establishment.applied,
  says      = {
    en = "The applicant lives in Germany, or did half of the required work there.",
    de = "Die antragstellende Person wohnt in Deutschland oder hat dort die Hälfte der verlangten Zeit gearbeitet.",
    fi = "Hakija asuu Saksassa tai on tehnyt siellä puolet vaaditusta työstä.",
    nl = "De aanvrager woont in Duitsland of heeft daar de helft van het vereiste werk verricht.",
  },
  for_each  = establishment,
  must      = any {
    same(learner.residence, "DE"),
    at_least(sum_of(work.months, all { work.in_occupation, same(work.country, "DE") }),
             param.share_worked_here * param.times_the_training * qualification.prescribed_months),
  },
  otherwise = refused { instead = { "equivalence" } },
}

rule "de.bbig.50b.2.2.no_qualification" {
  law       = { BBiG = "BBiG § 50b Abs. 2 Nr. 2", HwO = "HwO § 41b Abs. 2 Nr. 2" },
  since     = "2025-01-01",
  clock     = establishment.applied,
  says      = {
    en = "The applicant holds no qualification in the reference occupation, and none found equivalent.",
    de = "Die antragstellende Person hat keinen Abschluss im Referenzberuf und keinen als gleichwertig festgestellten.",
    fi = "Hakijalla ei ole viiteammatin tutkintoa eikä vastaavaksi todettua tutkintoa.",
    nl = "De aanvrager heeft geen kwalificatie in het referentieberoep en geen die gelijkwaardig is bevonden.",
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
    en = "The applicant is not in training in the reference occupation.",
    de = "Die antragstellende Person ist nicht in einer Ausbildung im Referenzberuf.",
    fi = "Hakija ei ole viiteammatin koulutuksessa.",
    nl = "De aanvrager volgt geen opleiding in het referentieberoep.",
  },
  for_each  = establishment,
  must      = no(establishment.in_training),
  otherwise = refused { instead = { "shortening", "crediting" } },
}

rule "de.bbig.50b.2.4.age" {
  law       = { BBiG = "BBiG § 50b Abs. 2 Nr. 4", HwO = "HwO § 41b Abs. 2 Nr. 4" },
  since     = "2025-01-01",
  clock     = establishment.applied,
  says      = {
    en = "The applicant has completed the 25th year of life.",
    de = "Die antragstellende Person hat das 25. Lebensjahr vollendet.",
    fi = "Hakija on täyttänyt 25 vuotta.",
    nl = "De aanvrager heeft het 25e levensjaar voltooid.",
  },
  reading   = "Completed on the 25th birthday.",
  for_each  = establishment,
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
            sum_of(earlier.months, all { same(earlier.kind, "training"), earlier.in_occupation, same(earlier.result, "failed") }),
            param.share_of_failed_training * qualification.prescribed_months),
}

rule "de.bbig.50b.3.time" {
  law       = { BBiG = "BBiG § 50b Abs. 3", HwO = "HwO § 41b Abs. 3" },
  since     = "2025-01-01",
  clock     = establishment.applied,
  says      = {
    en = "One and a half times the prescribed time was worked in the occupation, or the competence is credible.",
    de = "Das Eineinhalbfache der Ausbildungsdauer wurde im Beruf gearbeitet, oder die Handlungsfähigkeit ist glaubhaft gemacht.",
    fi = "Ammatissa on työskennelty puolitoista kertaa säädetty koulutusaika, tai osaaminen on tehty uskottavaksi.",
    nl = "Anderhalf keer de opleidingsduur is in het beroep gewerkt, of de bekwaamheid is aannemelijk gemaakt.",
  },
  reading   = "That comparable competence is credible (sentence 1) is looked at in the procedure itself, § 50c.",
  for_each  = establishment,
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
    en = "The competence is fully or predominantly comparable to the reference occupation.",
    de = "Die berufliche Handlungsfähigkeit ist mit dem Referenzberuf vollständig oder überwiegend vergleichbar.",
    fi = "Osaaminen on täysin tai pääosin verrattavissa viiteammattiin.",
    nl = "De bekwaamheid is volledig of overwegend vergelijkbaar met het referentieberoep.",
  },
  for_each  = establishment,
  must      = one_of(ruling.comparability, { "full", "predominant" }),
  otherwise = refused { instead = { "training" } },
  gives     = certify { comparability = ruling.comparability },
}
