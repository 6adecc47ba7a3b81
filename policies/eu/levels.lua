-- European Qualifications Framework: levels of two countries meet there, and nowhere else.

-- A level is information. It is never recognition, and refuses nothing by itself.
rule "eu.2017.eqf.level" {
  law       = "2017/C 189/03 Annex II",
  since     = "2017-05-22",
  status    = "unverified",
  says      = {
    en = "The European level of the unit is stated.",
    de = "Das europäische Niveau der Einheit wird angegeben.",
    fi = "Yksikön eurooppalainen taso ilmoitetaan.",
    nl = "Het Europese niveau van de eenheid wordt vermeld.",
  },
  for_each  = unit,
  where     = given(unit.level),
  gives     = inform { eqf_level = eqf(unit.level) },
}
