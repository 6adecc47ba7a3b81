-- Training abroad, and units: Vocational Training Act (BBiG), in the order of the law.
-- Crafts: the Crafts Code (HwO) has the same provisions; § 2 (3) BBiG holds for crafts too (§ 3 (3)).

-- § 2 (3)  Parts of the training may take place abroad if that serves its goal. They count as training:
-- there is no separate recognition of what was learnt there, and the final examination stays.
rule "de.bbig.2.3.goal" {
  law       = "BBiG § 2 Abs. 3 Satz 1",
  since     = "2005-04-01",
  says      = {
    en = "A stay abroad that serves the goal of the training counts as training.",
    de = "Ein Auslandsaufenthalt, der dem Ausbildungsziel dient, zählt als Ausbildungszeit.",
    fi = "Koulutuksen tavoitetta palveleva ulkomaanjakso luetaan koulutusajaksi.",
    nl = "Een verblijf in het buitenland dat het doel van de opleiding dient, telt als opleidingstijd.",
  },
  reading   = {
    en = "Several stays: each is measured in months, days that overlap once, and the months are added (no source says how).",
    de = "Mehrere Abschnitte: jeder in Monaten gemessen, gemeinsame Tage einmal, die Monate addiert (keine Quelle sagt, wie).",
  },
  for_each  = abroad,
  must      = abroad.serves_goal,
  otherwise = refused,
  gives     = count_as_training { months = months_in_all(stay) },
}

-- § 2 (3)  All stays together should not last longer than a quarter of the time laid down in the
-- training regulation. "Should" leaves room for exceptions, which the competent body decides once the
-- employer agrees and longer stays have their plan.
rule "de.bbig.2.3.quarter" {
  law       = "BBiG § 2 Abs. 3 Satz 2",
  since     = "2005-04-01",
  says      = {
    en = "All stays abroad together last at most a quarter of the prescribed time.",
    de = "Alle Auslandsabschnitte zusammen dauern höchstens ein Viertel der vorgeschriebenen Ausbildungsdauer.",
    fi = "Ulkomaanjaksot kestävät yhteensä enintään neljänneksen säädetystä koulutusajasta.",
    nl = "Alle verblijven in het buitenland duren samen ten hoogste een kwart van de voorgeschreven duur.",
  },
  reading   = {
    en = "The quarter is of the prescribed time, whatever the contract shortens or extends. \"Soll\" allows exceptions.",
    de = "Das Viertel bezieht sich auf die vorgeschriebene Dauer, gleich was der Vertrag kürzt oder verlängert. „Soll“ lässt Ausnahmen zu.",
  },
  for_each  = abroad,
  where     = all { abroad.employer_agrees, no(some(stay, term.waits_for_its_plan)) },
  must      = at_most(months_in_all(stay), param.share_abroad * qualification.prescribed_months),
  otherwise = ruling.longer_stay_abroad,
}

-- § 5 (2) No. 3  A training regulation may exempt the holder of the two-year qualification that the
-- occupation builds on from part 1 of the final examination, or from the intermediate one. Nothing else
-- exempts from a part of the final examination.
rule "de.bbig.5.2.3.exempt" {
  law       = { BBiG = "BBiG § 5 Abs. 2 Satz 1 Nr. 3", HwO = "HwO § 26 Abs. 2 Satz 1 Nr. 3" },
  since     = "2020-01-01",
  says      = {
    en = "Only the training regulation exempts from a part, and only the holder of the underlying two-year qualification.",
    de = "Von einem Prüfungsteil befreit nur die Ausbildungsordnung, und nur, wer den zugrunde liegenden zweijährigen Abschluss hat.",
    fi = "Kokeen osasta voi vapauttaa vain koulutusasetus, ja vain sen, jolla on pohjana oleva kaksivuotinen tutkinto.",
    nl = "Alleen de opleidingsverordening stelt van een examendeel vrij, en alleen wie de onderliggende tweejarige kwalificatie heeft.",
  },
  for_each  = exemption,
  where     = no(given(exemption.examination)),
  must      = ruling.regulation_exempts,
  otherwise = refused { instead = { "crediting", "shortening" } },
  gives     = exempt { part = exemption.part },
}

-- § 11 (1) No. 4  Training outside the training place is agreed in the contract; this holds for crafts too.
rule "de.bbig.11.1.4.employer" {
  law       = "BBiG § 11 Abs. 1 Nr. 4",
  since     = "2005-04-01",
  says      = {
    en = "A stay abroad needs the employer's agreement.",
    de = "Ein Auslandsaufenthalt bedarf der Zustimmung des Ausbildenden.",
    fi = "Ulkomaanjakso edellyttää työnantajan suostumusta.",
    nl = "Een verblijf in het buitenland vereist de instemming van het leerbedrijf.",
  },
  reading   = {
    en = "The Act asks for the agreement in the contract; nobody has a right to a stay abroad against the employer.",
    de = "Das Gesetz verlangt die Vereinbarung im Vertrag; gegen die Ausbildenden hat niemand Anspruch auf einen Auslandsaufenthalt.",
  },
  for_each  = abroad,
  must      = abroad.employer_agrees,
  otherwise = conditional "employer_agreement",
}

-- § 37 (1), § 38  The qualification is reached by the final examination alone. There are no partial
-- qualifications, and nothing adds up to one, whatever points a unit carries.
rule "de.bbig.37" {
  law       = { BBiG = "BBiG § 37 Abs. 1, § 38", HwO = "HwO § 31 Abs. 1, § 32" },
  since     = "2005-04-01",
  says      = {
    en = "Germany awards no units: only the final examination leads to the qualification.",
    de = "Einzelne Einheiten werden nicht verliehen: Zum Abschluss führt allein die Abschlussprüfung.",
    fi = "Saksa ei myönnä tutkinnon osia: tutkintoon johtaa vain päättökoe.",
    nl = "Duitsland kent geen afzonderlijke eenheden toe: alleen het eindexamen leidt tot de kwalificatie.",
  },
  reading   = {
    en = "What was learnt may still shorten the training, open the examination, or be certified: each has its own application.",
    de = "Das Gelernte kann die Ausbildung verkürzen, zur Prüfung führen oder festgestellt werden: je auf eigenen Antrag.",
  },
  for_each  = unit,
  phase     = "assess",
  must      = one_of("unit", param.awarded_for),
  otherwise = refused {
    instead = { "abroad", "crediting", "shortening", "external_admission", "establishment", "equivalence" },
  },
}

rule "de.bbig.37.no_points" {
  law       = { BBiG = "BBiG § 37 Abs. 1, § 38", HwO = "HwO § 31 Abs. 1, § 32" },
  since     = "2005-04-01",
  says      = {
    en = "Points are not used in Germany; those of the case change nothing.",
    de = "Punkte werden in Deutschland nicht verwendet; die des Falls ändern nichts.",
    fi = "Saksassa ei käytetä pisteitä; tapauksen pisteet eivät muuta mitään.",
    nl = "Duitsland gebruikt geen punten; die van het geval veranderen niets.",
  },
  for_each  = unit,
  phase     = "assess",
  where     = given(unit.points),
  gives     = inform { points = "not_used" },
}

rule "de.bbig.37.certificate" {
  law       = { BBiG = "BBiG § 37 Abs. 1, 2, § 38", HwO = "HwO § 31 Abs. 1, 2, § 32" },
  since     = "2005-04-01",
  says      = {
    en = "There is no certificate for a part of a qualification: the certificate is that of the final examination.",
    de = "Für einen Teil eines Abschlusses gibt es kein Zeugnis: Das Zeugnis ist das der Abschlussprüfung.",
    fi = "Tutkinnon osasta ei anneta todistusta: todistus annetaan päättökokeesta.",
    nl = "Voor een deel van een kwalificatie is er geen getuigschrift: dat is er alleen voor het eindexamen.",
  },
  for_each  = certificate,
  must      = one_of("part", param.awarded_for),
  otherwise = refused { instead = { "external_admission", "establishment" } },
}

-- § 76 (3)  A stay abroad that lasts longer follows a plan agreed with the competent body.
define "waits_for_its_plan" {
  law   = { BBiG = "BBiG § 76 Abs. 3 Satz 2", HwO = "HwO § 41a Abs. 3 Satz 2" },
  since = "2005-04-01",
  clock = stay.first_day,
  says  = {
    en = "the stay is long, and no plan for it was agreed yet",
    de = "der Abschnitt ist lang, und ein Plan dafür ist noch nicht abgestimmt",
    fi = "jakso on pitkä eikä suunnitelmasta ole vielä sovittu",
    nl = "het verblijf is lang en er is nog geen plan voor afgestemd",
  },
  is    = all { more_than(stay.weeks, param.weeks_without_a_plan), no(stay.plan_agreed) },
}

rule "de.bbig.76.3.plan" {
  law       = { BBiG = "BBiG § 76 Abs. 3 Satz 2", HwO = "HwO § 41a Abs. 3 Satz 2" },
  since     = "2005-04-01",
  clock     = stay.first_day,
  says      = {
    en = "A longer stay abroad needs a plan agreed with the competent body.",
    de = "Ein längerer Auslandsabschnitt braucht einen mit der zuständigen Stelle abgestimmten Plan.",
    fi = "Pidempi ulkomaanjakso edellyttää toimivaltaisen elimen kanssa sovittua suunnitelmaa.",
    nl = "Een langer verblijf in het buitenland vereist een met de bevoegde instantie afgestemd plan.",
  },
  reading   = {
    en = "A section is one agreed stay: two that adjoin are two (unsettled). Its first day decides where the law changed meanwhile.",
    de = "Abschnitt ist ein vereinbarter Aufenthalt; zwei anschließende sind zwei (ungeklärt). Sein erster Tag bestimmt das Recht.",
  },
  for_each  = stay,
  where     = more_than(stay.weeks, param.weeks_without_a_plan),
  must      = stay.plan_agreed,
  otherwise = conditional "agreed_plan",
}
