-- Higher education: Kies op maat, exemptions by its examination committee, microcredentials. Its credits (ECTS)
-- are never hours of study load of mbo, and never points of a unit.

-- Kies op maat  What home agreed to before the start is recognised; host and home both take part.
rule "nl.he.kies_op_maat" {
  law       = "Kies op maat (voorwaarden); WHW art. 7.12b",
  since     = "2020-08-01",
  status    = "unverified",
  says      = {
    en = "What the home institution agreed to beforehand is recognised.",
    de = "Was die eigene Hochschule vorab zugesagt hat, wird anerkannt.",
    fi = "Kotioppilaitoksen etukäteen hyväksymä tunnustetaan.",
    nl = "Wat de eigen instelling vooraf heeft toegezegd, wordt erkend.",
  },
  reading   = {
    en = "Without an agreement before the start the examination committee of the programme decides.",
    nl = "Zonder afspraak vooraf beslist de examencommissie van de opleiding.",
  },
  for_each  = exemption,
  where     = same(exemption.examination, "higher_education"),
  must      = exemption.agreed_beforehand,
  otherwise = ruling.higher_education_exemption,
  gives     = exempt { part = exemption.part },
}

-- Pilot since October 2021  A microcredential has 3 to 30 credits.
rule "nl.he.microcredential" {
  law       = "Pilot microcredentials hoger onderwijs (2021)",
  since     = "2021-10-01",
  status    = "unverified",
  says      = {
    en = "A microcredential of the pilot has 3 to 30 credits.",
    de = "Ein Microcredential des Pilotprojekts hat 3 bis 30 ECTS-Punkte.",
    fi = "Kokeilun pienen osaamiskokonaisuuden laajuus on 3–30 ECTS-pistettä.",
    nl = "Een microcredential van de pilot heeft 3 tot 30 studiepunten.",
  },
  reading   = {
    en = "It has no standing in the Act, so the committee decides on it as on any other proof; no validity is laid down by law.",
    nl = "Niet in de wet geregeld: de examencommissie oordeelt als over elk ander bewijs; geen wettelijke geldigheidsduur.",
  },
  for_each  = exemption,
  where     = all {
    same(exemption.examination, "higher_education"),
    same(exemption.earlier_exam, "microcredential"),
  },
  must      = between(exemption.ects, param.least_microcredential, param.greatest_microcredential),
  otherwise = refused { instead = { "examination" } },
}
