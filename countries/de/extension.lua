-- Longer training: § 8 (2), § 21 (3) BBiG; crafts: § 27c (2) HwO, which was § 27b (2) until the end of 2019.

-- § 8 (2)  In exceptional cases, on application of the apprentice, if the goal needs it.
rule "de.bbig.8.2.apprentice" {
  law        = { BBiG = "BBiG § 8 Abs. 2 Satz 1", HwO = "HwO § 27c Abs. 2 Satz 1" },
  law_before = { ["2020-01-01"] = { HwO = "HwO § 27b Abs. 2 Satz 1" } },
  since      = "2005-04-01",
  clock      = extension.applied,
  says       = {
    en = "An extension needs the application of the apprentice.",
    de = "Die Verlängerung bedarf des Antrags der oder des Auszubildenden.",
    fi = "Pidentäminen edellyttää oppisopimusopiskelijan hakemusta.",
    nl = "Verlenging vereist een aanvraag van de leerling.",
  },
  reading    = {
    en = "The employer cannot apply; whoever applies with the apprentice does no harm.",
    de = "Ausbildende können den Antrag nicht stellen; wer ihn mit den Auszubildenden stellt, schadet nicht.",
  },
  for_each   = extension,
  must       = covers(extension.applied_by, { "apprentice" }),
  otherwise  = conditional "application_of_apprentice",
  gives      = set_duration { months = up_to(qualification.prescribed_months + extension.months_asked) },
}

-- § 8 (2) sentence 2  The employer is heard first.
rule "de.bbig.8.2.heard" {
  law        = { BBiG = "BBiG § 8 Abs. 2 Satz 2", HwO = "HwO § 27c Abs. 2 Satz 2" },
  law_before = { ["2020-01-01"] = { HwO = "HwO § 27b Abs. 2 Satz 2" } },
  since      = "2005-04-01",
  clock      = extension.applied,
  says       = {
    en = "The employer is heard before the extension is decided.",
    de = "Vor der Entscheidung über die Verlängerung sind die Ausbildenden zu hören.",
    fi = "Työnantajaa kuullaan ennen pidentämisestä päättämistä.",
    nl = "Het leerbedrijf wordt gehoord voordat over de verlenging wordt beslist.",
  },
  for_each   = extension,
  where      = no(extension.after_failure),
  must       = extension.employer_heard,
  otherwise  = conditional "hearing_of_employer",
}

rule "de.bbig.8.2.needed" {
  law        = { BBiG = "BBiG § 8 Abs. 2 Satz 1", HwO = "HwO § 27c Abs. 2 Satz 1" },
  law_before = { ["2020-01-01"] = { HwO = "HwO § 27b Abs. 2 Satz 1" } },
  since      = "2005-04-01",
  clock      = extension.applied,
  says       = {
    en = "In exceptional cases the training lasts longer, if its goal needs that.",
    de = "In Ausnahmefällen wird die Ausbildungsdauer verlängert, wenn das für das Ausbildungsziel erforderlich ist.",
    fi = "Koulutusaikaa pidennetään poikkeustapauksissa, jos tavoite sitä edellyttää.",
    nl = "In uitzonderingsgevallen wordt de opleiding verlengd als dat voor het doel nodig is.",
  },
  reading    = {
    en = "The Act sets no number; the body may give less than was asked (unsettled).",
    de = "Das Gesetz nennt keine Zahl; die zuständige Stelle darf weniger geben als beantragt (ungeklärt).",
  },
  for_each   = extension,
  where      = all { no(extension.after_failure), covers(extension.applied_by, { "apprentice" }), extension.employer_heard },
  must       = ruling.extension_needed,
  otherwise  = refused { instead = { "later_examination" } },
}

-- § 21 (3)  After a failed final examination the training goes on, on demand, to the next repetition; this
-- holds for crafts too (§ 3 (3)).
rule "de.bbig.21.3.failed" {
  law       = "BBiG § 21 Abs. 3",
  since     = "2005-04-01",
  clock     = extension.applied,
  says      = {
    en = "After a failed examination the training goes on at the apprentice's demand, for one year at most.",
    de = "Nach nicht bestandener Prüfung verlängert sich die Ausbildung auf Verlangen, höchstens um ein Jahr.",
    fi = "Hylätyn kokeen jälkeen koulutus jatkuu opiskelijan vaatimuksesta enintään vuoden.",
    nl = "Na een niet behaald examen gaat de opleiding op verzoek door, ten hoogste een jaar.",
  },
  reading   = {
    en = "No body decides: the demand is enough, and the employer need not be heard.",
    de = "Niemand entscheidet: Das Verlangen genügt, die Ausbildenden sind nicht zu hören.",
  },
  for_each  = extension,
  where     = extension.after_failure,
  must      = at_most(extension.months_asked, param.longest_after_failure),
  otherwise = refused { instead = { "later_examination" } },
}
