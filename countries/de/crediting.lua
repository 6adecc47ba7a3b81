-- Crediting of earlier vocational learning: § 7 BBiG; crafts: § 27a HwO. The law of the day of the application.

define "months_by_ordinance" {
  law      = { BBiG = "BBiG § 7 Abs. 1", HwO = "HwO § 27a Abs. 1" },
  since    = "2005-04-01",
  last_day = "2016-04-06",
  clock    = crediting.applied,
  says     = {
    en = "the most that an ordinance of the Land credits for this programme",
    de = "was eine Verordnung des Landes für diesen Bildungsgang höchstens anrechnet",
    fi = "osavaltion asetuksen tälle ohjelmalle antama enimmäishyväksiluku",
    nl = "wat een verordening van de deelstaat voor deze opleiding ten hoogste aftrekt",
  },
  is       = crediting.ordinance_months,
}

-- Since the first ordinance that was read: the table, and beyond it what the chamber states in the case.
define "months_by_ordinance" {
  law   = { BBiG = "BBiG § 7 Abs. 1", HwO = "HwO § 27a Abs. 1" },
  since = "2016-04-07",
  clock = crediting.applied,
  says  = {
    en = "the most that an ordinance of the Land credits for this programme",
    de = "was eine Verordnung des Landes für diesen Bildungsgang höchstens anrechnet",
    fi = "osavaltion asetuksen tälle ohjelmalle antama enimmäishyväksiluku",
    nl = "wat een verordening van de deelstaat voor deze opleiding ten hoogste aftrekt",
  },
  is    = from_table { param.ordinances, crediting.land, crediting.programme, otherwise = crediting.ordinance_months },
}

-- § 7 (1)  A Land may lay down by ordinance how much of a school programme is credited.
rule "de.bbig.7.1.ordinance" {
  law      = { BBiG = "BBiG § 7 Abs. 1", HwO = "HwO § 27a Abs. 1" },
  since    = "2005-04-01",
  clock    = crediting.applied,
  says     = {
    en = "What the ordinance of the Land provides is credited, at most as much as was asked.",
    de = "Angerechnet wird, was die Verordnung des Landes vorsieht, höchstens so viel wie beantragt.",
    fi = "Hyväksi luetaan osavaltion asetuksen mukainen aika, enintään haettu määrä.",
    nl = "Afgetrokken wordt wat de verordening van de deelstaat bepaalt, ten hoogste wat is gevraagd.",
  },
  for_each = crediting,
  where    = given(term.months_by_ordinance),
  gives    = credit_time {
    months = up_to(rounded(lesser_of(term.months_by_ordinance, crediting.months_asked), param.credit_rounding)),
  },
}

-- § 7 (2)  Where no ordinance exists, the competent body may credit in the single case: it decides once
-- the application is joint and asks for whole half years, and credits whole half years itself.
rule "de.bbig.7.2.single_case" {
  law      = { BBiG = "BBiG § 7 Abs. 2 Satz 1", HwO = "HwO § 27a Abs. 2 Satz 1" },
  since    = "2020-01-01",
  clock    = crediting.applied,
  says     = {
    en = "Without an ordinance the competent body may credit what was asked, in the single case.",
    de = "Ohne Verordnung kann die zuständige Stelle im Einzelfall das Beantragte anrechnen.",
    fi = "Ilman asetusta toimivaltainen elin voi yksittäistapauksessa lukea haetun ajan hyväksi.",
    nl = "Zonder verordening kan de bevoegde instantie in het afzonderlijke geval het gevraagde aftrekken.",
  },
  reading  = {
    en = "An ordinance that gives less than was hoped for is an ordinance: then there is no decision in the single case.",
    de = "Auch eine Verordnung, die weniger anrechnet als erhofft, ist eine Verordnung: Dann wird nicht im Einzelfall entschieden.",
  },
  for_each = crediting,
  where    = no(given(term.months_by_ordinance)),
  gives    = credit_time { months = up_to(rounded(crediting.months_asked, param.credit_rounding)) },
}

rule "de.bbig.7.2.decision" {
  law       = { BBiG = "BBiG § 7 Abs. 2 Satz 1, Abs. 4", HwO = "HwO § 27a Abs. 2 Satz 1, Abs. 4" },
  since     = "2020-01-01",
  clock     = crediting.applied,
  says      = {
    en = "The competent body credits whole half years in the single case.",
    de = "Die zuständige Stelle rechnet im Einzelfall volle Halbjahre an.",
    fi = "Toimivaltainen elin lukee yksittäistapauksessa hyväksi täysiä puolivuosia.",
    nl = "De bevoegde instantie trekt in het afzonderlijke geval hele halve jaren af.",
  },
  for_each  = crediting,
  where     = all {
    no(given(term.months_by_ordinance)),
    covers(crediting.applied_by, { "apprentice", "employer" }),
    multiple_of(crediting.months_asked, param.credited_in_steps_of),
  },
  must      = multiple_of(ruling.months_credited, param.credited_in_steps_of),
  otherwise = refused { instead = { "shortening" } },
  limits    = credit_time { months = ruling.months_credited },
}

-- § 7 (3)  Crediting needs the joint application of apprentice and employer.
rule "de.bbig.7.3.joint_application" {
  law        = { BBiG = "BBiG § 7 Abs. 3 Satz 1", HwO = "HwO § 27a Abs. 3 Satz 1" },
  law_before = { ["2020-01-01"] = { BBiG = "BBiG § 7 Abs. 2", HwO = "HwO § 27a Abs. 2" } },
  since      = "2009-08-01",
  clock      = crediting.applied,
  says       = {
    en = "Crediting needs the joint application of apprentice and employer.",
    de = "Die Anrechnung bedarf des gemeinsamen Antrags der Auszubildenden und der Ausbildenden.",
    fi = "Hyväksiluku edellyttää oppisopimusopiskelijan ja työnantajan yhteistä hakemusta.",
    nl = "Aftrek vereist een gezamenlijke aanvraag van leerling en leerbedrijf.",
  },
  for_each   = crediting,
  must       = covers(crediting.applied_by, { "apprentice", "employer" }),
  otherwise  = conditional "joint_application",
}

-- § 7 (4)  The credited time has to be whole months that can be divided by six.
rule "de.bbig.7.4.half_years" {
  law       = { BBiG = "BBiG § 7 Abs. 4", HwO = "HwO § 27a Abs. 4" },
  since     = "2020-01-01",
  clock     = crediting.applied,
  says      = {
    en = "Only whole half years are credited.",
    de = "Nur volle Halbjahre werden angerechnet.",
    fi = "Hyväksi luetaan vain täysiä puolivuosia.",
    nl = "Alleen hele halve jaren worden afgetrokken.",
  },
  for_each  = crediting,
  must      = multiple_of(crediting.months_asked, param.credited_in_steps_of),
  otherwise = conditional "amended_application",
}
