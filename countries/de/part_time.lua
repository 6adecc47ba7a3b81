-- Part-time training: § 7a BBiG; crafts: § 27b HwO. Until the end of 2019: § 8 (1) sentence 2 BBiG, § 27b (1) HwO.

-- § 7a (1)  Part time is agreed in the training contract. Before 2020: on joint application.
rule "de.bbig.7a.1.agreed" {
  law        = { BBiG = "BBiG § 7a Abs. 1 Satz 1", HwO = "HwO § 27b Abs. 1 Satz 1" },
  law_before = { ["2020-01-01"] = { BBiG = "BBiG § 8 Abs. 1 Satz 2", HwO = "HwO § 27b Abs. 1 Satz 2" } },
  since      = "2005-04-01",
  says       = {
    en = "Part time is agreed between apprentice and employer.",
    de = "Teilzeit wird zwischen Auszubildenden und Ausbildenden vereinbart.",
    fi = "Osa-aikaisuudesta sopivat oppisopimusopiskelija ja työnantaja.",
    nl = "Deeltijd wordt tussen leerling en leerbedrijf afgesproken.",
  },
  for_each   = part_time,
  must       = covers(part_time.applied_by, { "apprentice", "employer" }),
  otherwise  = conditional "agreed_part_time",
}

-- § 7a (1)  Daily or weekly time may be cut by half at most.
rule "de.bbig.7a.1.half" {
  law       = { BBiG = "BBiG § 7a Abs. 1 Satz 3", HwO = "HwO § 27b Abs. 1 Satz 3" },
  since     = "2020-01-01",
  says      = {
    en = "The training time may be cut by half at most.",
    de = "Die Ausbildungszeit darf höchstens um die Hälfte gekürzt werden.",
    fi = "Koulutusaikaa saa lyhentää enintään puoleen.",
    nl = "De opleidingstijd mag ten hoogste met de helft worden verminderd.",
  },
  for_each  = part_time,
  must      = at_most(part_time.cut, param.greatest_cut),
  otherwise = refused,
}

-- § 7a (2)  The training then lasts correspondingly longer, at most one and a half times as long;
-- parts of months are dropped.
define "part_time_months" {
  law   = { BBiG = "BBiG § 7a Abs. 2", HwO = "HwO § 27b Abs. 2" },
  since = "2020-01-01",
  says  = {
    en = "how long the training lasts in part time, less what it is shortened by",
    de = "wie lange die Ausbildung in Teilzeit dauert, abzüglich der Verkürzung",
    fi = "kuinka kauan osa-aikainen koulutus kestää lyhennyksen jälkeen",
    nl = "hoe lang de opleiding in deeltijd duurt, min de verkorting",
  },
  is    = lesser_of(rounded(divide(qualification.prescribed_months, 1 - part_time.cut), param.part_time_rounding),
                    param.part_time_at_most * qualification.prescribed_months) - part_time.shortened_by,
}

rule "de.bbig.7a.2.longer" {
  law      = { BBiG = "BBiG § 7a Abs. 2", HwO = "HwO § 27b Abs. 2" },
  since    = "2020-01-01",
  says     = {
    en = "Part-time training lasts correspondingly longer, at most one and a half times as long.",
    de = "Die Ausbildung in Teilzeit dauert entsprechend länger, höchstens das Eineinhalbfache.",
    fi = "Osa-aikainen koulutus kestää vastaavasti pidempään, enintään puolitoistakertaisen ajan.",
    nl = "Een opleiding in deeltijd duurt naar verhouding langer, ten hoogste anderhalf keer zo lang.",
  },
  reading  = {
    en = "Part time for the whole training; the prescribed time is divided by the share of the weekly time that stays.",
    de = "Teilzeit für die ganze Ausbildung; die vorgeschriebene Dauer wird durch den verbleibenden Anteil der Wochenzeit geteilt.",
  },
  for_each = part_time,
  gives    = set_duration { months = term.part_time_months },
}

-- § 8 (1) sentence 2  If shortening brings the part-time training to within six months of the
-- full-time end, it is shortened to that end.
rule "de.bbig.8.1.part_time" {
  law       = { BBiG = "BBiG § 8 Abs. 1 Satz 2", HwO = "HwO § 27c Abs. 1 Satz 2" },
  since     = "2024-08-01",
  says      = {
    en = "A shortened part-time training that ends at most six months after the full-time end is shortened to that end.",
    de = "Endet die verkürzte Teilzeitausbildung höchstens sechs Monate nach der Regelausbildungsdauer, wird auf diese gekürzt.",
    fi = "Jos lyhennetty osa-aikainen koulutus päättyy enintään kuusi kuukautta kokoaikaisen jälkeen, se lyhennetään siihen.",
    nl = "Eindigt de verkorte deeltijdopleiding ten hoogste zes maanden na het einde in voltijd, dan wordt zij tot dat einde verkort.",
  },
  overrides = "de.bbig.7a.2.longer",
  for_each  = part_time,
  where     = all {
    more_than(part_time.shortened_by, 0),
    more_than(term.part_time_months, qualification.prescribed_months),
    at_most(term.part_time_months, qualification.prescribed_months + param.part_time_margin),
  },
  gives     = set_duration { months = qualification.prescribed_months },
}

-- § 8 (1) sentence 2, until 2019  Part time only with a legitimate interest; the training stays as long.
rule "de.bbig.8.1.interest" {
  law       = { BBiG = "BBiG § 8 Abs. 1 Satz 2", HwO = "HwO § 27b Abs. 1 Satz 2" },
  since     = "2005-04-01",
  last_day  = "2019-12-31",
  says      = {
    en = "Part time needs a legitimate interest.",
    de = "Teilzeit setzt ein berechtigtes Interesse voraus.",
    fi = "Osa-aikaisuus edellyttää perusteltua syytä.",
    nl = "Deeltijd vereist een gerechtvaardigd belang.",
  },
  for_each  = part_time,
  where     = covers(part_time.applied_by, { "apprentice", "employer" }),
  must      = ruling.legitimate_interest,
  otherwise = refused,
}

rule "de.bbig.8.1.as_long" {
  law      = { BBiG = "BBiG § 8 Abs. 1 Satz 2", HwO = "HwO § 27b Abs. 1 Satz 2" },
  since    = "2005-04-01",
  last_day = "2019-12-31",
  says     = {
    en = "Part-time training lasts no longer than training in full time.",
    de = "Die Ausbildung in Teilzeit dauert nicht länger als in Vollzeit.",
    fi = "Osa-aikainen koulutus ei kestä kokoaikaista pidempään.",
    nl = "De opleiding in deeltijd duurt niet langer dan in voltijd.",
  },
  reading  = {
    en = "The Act of 2005 lengthened nothing by itself; an extension was a separate application.",
    de = "Das Gesetz von 2005 verlängerte nichts von selbst; eine Verlängerung war gesondert zu beantragen.",
  },
  for_each = part_time,
  gives    = set_duration { months = qualification.prescribed_months },
}
