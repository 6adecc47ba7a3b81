-- Further training: exemption from parts of an examination. § 56 (2) BBiG; § 46 HwO.

-- § 56 (2)  A comparable examination before a public or state-recognised body, not longer ago than
-- ten years on the day of the registration.
rule "de.bbig.56.2.body" {
  law       = "BBiG § 56 Abs. 2",
  since     = "2005-04-01",
  says      = {
    en = "Only an examination before a public or state-recognised body exempts from a part of a further-training examination.",
    de = "Von Teilen der Fortbildungsprüfung befreit nur eine Prüfung vor einer öffentlichen oder staatlich anerkannten Stelle.",
    fi = "Jatkokoulutuskokeen osasta vapauttaa vain julkisen tai valtion tunnustaman elimen koe.",
    nl = "Van een deel van het vervolgexamen stelt alleen een examen bij een publieke of erkende instantie vrij.",
  },
  for_each  = exemption,
  where     = same(exemption.examination, "further_training"),
  must      = exemption.earlier_body_recognised,
  otherwise = refused { instead = { "examination_of_part" } },
}

rule "de.bbig.56.2.ten_years" {
  law       = "BBiG § 56 Abs. 2",
  since     = "2005-04-01",
  says      = {
    en = "The registration comes within ten years after it was made known that the earlier examination was passed.",
    de = "Die Anmeldung erfolgt innerhalb von zehn Jahren nach der Bekanntgabe des Bestehens der anderen Prüfung.",
    fi = "Kokeeseen ilmoittaudutaan kymmenen vuoden kuluessa siitä, kun aiemman kokeen hyväksyminen on annettu tiedoksi.",
    nl = "De aanmelding volgt binnen tien jaar na de bekendmaking dat het eerdere examen is behaald.",
  },
  reading   = {
    en = "The same day ten years later is in time (BGB §§ 187, 188 assumed).",
    de = "Derselbe Tag zehn Jahre später ist rechtzeitig (BGB §§ 187, 188 angenommen).",
  },
  for_each  = exemption,
  where     = same(exemption.examination, "further_training"),
  must      = within_years(exemption.registered, exemption.earlier_passed, param.years_to_register),
  otherwise = refused { instead = { "examination_of_part" } },
}

rule "de.bbig.56.2.comparable" {
  law       = "BBiG § 56 Abs. 2",
  since     = "2005-04-01",
  says      = {
    en = "Whoever passed a comparable examination is exempt from the part of the further-training examination.",
    de = "Wer eine vergleichbare Prüfung bestanden hat, ist von dem Teil der Fortbildungsprüfung zu befreien.",
    fi = "Vertailukelpoisen kokeen suorittanut vapautetaan jatkokoulutuskokeen osasta.",
    nl = "Wie voor een vergelijkbaar examen is geslaagd, wordt van het deel van het vervolgexamen vrijgesteld.",
  },
  for_each  = exemption,
  where     = same(exemption.examination, "further_training"),
  must      = ruling.comparable_examination,
  otherwise = refused { instead = { "examination_of_part" } },
  gives     = exempt { part = exemption.part },
}

-- HwO § 46 (1c)  Parts III and IV are the same in every craft: passed once, they are passed.
rule "de.hwo.46.1c.other_craft" {
  law       = "HwO § 46 Abs. 1c Satz 1",
  since     = "2005-04-01",
  says      = {
    en = "Whoever passed the master's examination of another craft is exempt from parts III and IV.",
    de = "Wer die Meisterprüfung in einem anderen Handwerk bestanden hat, ist von den Teilen III und IV befreit.",
    fi = "Toisen käsityöalan mestarintutkinnon suorittanut vapautetaan osista III ja IV.",
    nl = "Wie het meesterexamen van een ander ambacht heeft behaald, is vrijgesteld van de delen III en IV.",
  },
  reading   = {
    en = "In the text of 2012 it is § 46 (1) sentence 2; the day of the renumbering was not found.",
    de = "In der Fassung von 2012 ist es § 46 Abs. 1 Satz 2; der Tag der Umstellung wurde nicht gefunden.",
  },
  overrides = "de.hwo.46.comparable",
  for_each  = exemption,
  where     = all {
    same(exemption.examination, "master"),
    one_of(exemption.part, param.parts_common_to_all_crafts),
    same(exemption.earlier_exam, "Meisterprüfung"),
  },
  gives     = exempt { part = exemption.part },
}

-- HwO § 46  Parts of the examination of master craftsmen.
rule "de.hwo.46.comparable" {
  law       = "HwO § 46 Abs. 1",
  since     = "2005-04-01",
  says      = {
    en = "Whoever passed a comparable examination is exempt from the part of the master's examination.",
    de = "Wer eine vergleichbare Prüfung bestanden hat, ist von dem Teil der Meisterprüfung befreit.",
    fi = "Vertailukelpoisen kokeen suorittanut vapautetaan mestarikokeen osasta.",
    nl = "Wie voor een vergelijkbaar examen is geslaagd, is van het deel van het meesterexamen vrijgesteld.",
  },
  reading   = {
    en = "Comparable: no essential difference in content. One performance serves one part only; the chamber sees to that.",
    de = "Vergleichbar heißt: inhaltlich ohne wesentlichen Unterschied. Eine Leistung dient nur einem Teil; darauf achtet die Kammer.",
  },
  for_each  = exemption,
  where     = same(exemption.examination, "master"),
  must      = ruling.comparable_examination,
  otherwise = refused { instead = { "examination_of_part" } },
  gives     = exempt { part = exemption.part },
}
