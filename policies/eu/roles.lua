-- Who may do what: roles of competent institutions. Recommendation 2009/C 155/02, Annex I and Annex II.2, II.4.
-- Roles stand with the institutions of a case (institution.roles). Where none are listed nobody is doubted:
-- the memorandum then vouches for the partners. It displaces a rule of the set eu/recognition; a country that
-- adopts it declares the bodies `home_institution` and `competent_authority`.

-- Annex I (e), II.2  The host assesses; it has to be empowered to.
rule "eu.2009.i.host_may_assess" {
  law       = "2009/C 155/02 Annex I, Annex II.2",
  since     = "2009-06-18",
  says      = {
    en = "An assessment counts if the institution that made it is empowered to assess.",
    de = "Eine Beurteilung zählt, wenn die Einrichtung, die sie vornahm, dazu befugt ist.",
    fi = "Arviointi otetaan huomioon, jos arvioineella laitoksella on valtuus arvioida.",
    nl = "Een beoordeling telt als de instelling die haar deed, daartoe bevoegd is.",
  },
  reading   = { en = "An assessment without that power is not lost: the home institution may establish the outcomes itself (II.2)." },
  for_each  = unit,
  phase     = "validate",
  must      = every(institution, when(same(institution.id, unit.assessed_by), covers(institution.roles, { "assess" }))),
  otherwise = ruling.identified_at_home,
}

-- II.2, II.3  Validation and recognition are the home institution's, if it has that power in its own system;
-- if not, the authority above it decides.
rule "eu.2009.i.home_may_recognise" {
  law       = "2009/C 155/02 Annex I, Annex II.2",
  since     = "2009-06-18",
  says      = {
    en = "Who recognises is empowered to validate and to recognise; else the authority above it decides.",
    de = "Wer anerkennt, ist zum Validieren und Anerkennen befugt; sonst entscheidet die übergeordnete Behörde.",
    fi = "Tunnustajalla on valtuus validoida ja tunnustaa; muuten ratkaisee ylempi viranomainen.",
    nl = "Wie erkent, is bevoegd te valideren en te erkennen; anders beslist de hogere autoriteit.",
  },
  for_each  = unit,
  phase     = "recognise",
  must      = every(institution, when(same(institution.id, agreement.home), covers(institution.roles, { "validate", "recognise" }))),
  otherwise = ruling.authority_recognises,
}

-- II.4  The competent body may look again at the points; the unit stays what it is.
rule "eu.2009.ii.4.reviewed" {
  law       = "2009/C 155/02 Annex II.4",
  since     = "2009-06-18",
  last_day  = "2020-11-23",
  overrides = "eu.2009.ii.3.recognised",
  says      = {
    en = "The home institution awards its own unit with the points that it found when it reviewed them.",
    de = "Die entsendende Einrichtung vergibt ihre eigene Einheit mit den Punkten, die ihre Überprüfung ergab.",
    fi = "Lähettävä laitos myöntää oman yksikkönsä ja pisteet, jotka tarkistus antoi.",
    nl = "De zendende instelling kent haar eigen eenheid toe met de punten die haar herziening opleverde.",
  },
  reading   = {
    en = "The body gives its ground with the ruling, which the decision keeps; the points before the review are stated beside it.",
  },
  for_each  = unit,
  phase     = "recognise",
  where     = unit.points_under_review,
  must      = same(unit.validated_by, agreement.home),
  otherwise = ruling.validated_at_home,
  gives     = award { unit = unit.target.unit, points = ruling.points_reviewed },
}

rule "eu.2009.ii.4.points_before" {
  law       = "2009/C 155/02 Annex II.4",
  since     = "2009-06-18",
  last_day  = "2020-11-23",
  says      = {
    en = "The points before the review are stated.",
    de = "Die Punkte vor der Überprüfung werden genannt.",
    fi = "Tarkistusta edeltäneet pisteet ilmoitetaan.",
    nl = "De punten van vóór de herziening worden vermeld.",
  },
  for_each  = unit,
  phase     = "recognise",
  where     = all { unit.points_under_review, given(unit.target.points) },
  gives     = inform { points_before_review = unit.target.points },
}
