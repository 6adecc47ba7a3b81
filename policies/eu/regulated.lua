-- Directive 2005/36/EC: whoever wants to work in a profession that the law regulates has a track of its own,
-- before the authority of that profession. The recognition of learning never opens a profession.
-- A country that adopts this set declares the road `professional_recognition`.

-- The Recommendation of 2009 applies without prejudice to the Directive.
rule "eu.2005_36.profession" {
  law       = "Directive 2005/36/EC",
  since     = "2009-06-18",
  status    = "unverified",
  says      = {
    en = "Units of learning outcomes open no regulated profession: its authority decides under the Directive.",
    de = "Einheiten eröffnen keinen reglementierten Beruf; dessen Behörde entscheidet nach der Richtlinie.",
    fi = "Yksiköt eivät avaa säänneltyä ammattia; siitä päättää ammatin viranomainen direktiivin mukaan.",
    nl = "Eenheden geven geen toegang tot een gereglementeerd beroep; daarover beslist de autoriteit volgens de richtlijn.",
    es = "Las unidades no dan acceso a una profesión regulada: decide su autoridad conforme a la Directiva.",
    it = "Le unità non danno accesso a una professione regolamentata: decide l'autorità competente secondo la direttiva.",
    ro = "Unitățile nu deschid accesul la o profesie reglementată: autoritatea acesteia decide potrivit directivei.",
  },
  reading   = {
    en = "Towards a qualification the same units may be recognised: then the case does not say that it is for a profession.",
    es = "De cara a una cualificación pueden reconocerse las mismas unidades: entonces la solicitud no se refiere a una profesión.",
    it = "Ai fini di una qualificazione le stesse unità possono essere riconosciute: in tal caso la domanda non riguarda una professione.",
    ro = "În vederea unei calificări aceleași unități pot fi recunoscute: atunci cererea nu privește o profesie.",
  },
  for_each  = unit,
  phase     = "assess",
  where     = case.for_regulated_profession,
  must      = one_of("unit", param.opens_professions),
  otherwise = refused { instead = { "professional_recognition" } },
}
