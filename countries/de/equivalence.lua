-- Foreign certificates of training: Berufsqualifikationsfeststellungsgesetz (BQFG), occupations that are
-- not regulated. Who is found equivalent stands as after the final examination (BBiG § 50a; HwO § 40a).

-- § 2, § 4 (1)  There is a foreign certificate; single units or transcripts are none.
rule "de.bqfg.4.1.certificate" {
  law       = "BQFG § 2 Abs. 1, § 4 Abs. 1",
  since     = "2012-04-01",
  says      = {
    en = "Equivalence needs a foreign certificate of a whole training.",
    de = "Die Gleichwertigkeit setzt einen ausländischen Nachweis einer ganzen Berufsausbildung voraus.",
    fi = "Vastaavuus edellyttää ulkomaista todistusta kokonaisesta ammatillisesta koulutuksesta.",
    nl = "Gelijkwaardigheid vereist een buitenlands bewijs van een volledige beroepsopleiding.",
  },
  for_each  = equivalence,
  must      = given(equivalence.certificate),
  otherwise = refused { instead = { "external_admission", "establishment" } },
}

-- § 4 (1) No. 1  The certificate shows that its holder can do comparable work.
rule "de.bqfg.4.1.comparable_work" {
  law       = "BQFG § 4 Abs. 1 Nr. 1",
  since     = "2012-04-01",
  says      = {
    en = "Equivalence needs a certificate that attests the ability to do comparable work.",
    de = "Die Gleichwertigkeit setzt voraus, dass der Nachweis die Befähigung zu vergleichbaren Tätigkeiten belegt.",
    fi = "Vastaavuus edellyttää, että todistus osoittaa kykyä vastaaviin ammatillisiin tehtäviin.",
    nl = "Gelijkwaardigheid vereist dat het bewijs de bekwaamheid tot vergelijkbare werkzaamheden aantoont.",
  },
  for_each  = equivalence,
  where     = given(equivalence.certificate),
  must      = ruling.comparable_work,
  otherwise = refused { instead = { "external_admission", "establishment" } },
  gives     = declare { equivalent_to = "final_exam" },
}

-- § 4 (2)  A difference is substantial only if three things come together.
rule "de.bqfg.4.2.difference" {
  law       = "BQFG § 4 Abs. 1 Nr. 2, Abs. 2",
  since     = "2012-04-01",
  says      = {
    en = "A difference counts only if it is substantial, essential to the occupation, and not made up for.",
    de = "Ein Unterschied zählt nur, wenn er wesentlich ist, maßgeblich für den Beruf und nicht ausgeglichen.",
    fi = "Ero merkitsee vain, jos se on olennainen, ammatin kannalta ratkaiseva eikä sitä ole korvattu.",
    nl = "Een verschil telt alleen als het wezenlijk is, bepalend voor het beroep en niet gecompenseerd.",
  },
  reading   = {
    en = "Each difference is a question of its own to the body: each needs its own three findings (§ 4 Abs. 2).",
    de = "Jeder Unterschied ist der zuständigen Stelle für sich vorzulegen: zu jedem sind die drei Feststellungen des § 4 Abs. 2 nötig.",
  },
  for_each  = difference,
  must      = any { no(ruling.substantial), no(ruling.essential), ruling.compensated },
  otherwise = refused { instead = { "statement_of_differences" } },
}

-- §§ 9 to 13  Occupations that are regulated have their own conditions and their own authority.
rule "de.bqfg.9.regulated" {
  law       = "BQFG § 9",
  since     = "2012-04-01",
  says      = {
    en = "Whoever wants to work in a regulated occupation turns to the authority of that occupation.",
    de = "Wer einen reglementierten Beruf ausüben will, wendet sich an die für den Beruf zuständige Behörde.",
    fi = "Säännellyssä ammatissa toimimaan haluava kääntyy ammatin viranomaisen puoleen.",
    nl = "Wie in een gereglementeerd beroep wil werken, wendt zich tot de autoriteit van dat beroep.",
  },
  reading   = {
    en = "Only the way is shown; conditions, differences and adaptation under §§ 9 to 13 are not decided here.",
    de = "Nur der Weg wird gezeigt; Voraussetzungen, Unterschiede und Ausgleich nach §§ 9 bis 13 werden hier nicht entschieden.",
  },
  for_each  = equivalence,
  must      = no(case.for_regulated_profession),
  otherwise = refused { instead = { "professional_recognition" } },
}
