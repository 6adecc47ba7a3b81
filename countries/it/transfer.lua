-- Legislative decree 13/2013 and the guidelines of 5 January 2021: identification, validation and
-- certification of competences. Only what a third party certifies has official value.

-- A certificate of the Italian system: official, whichever region issued it.
define "certified_in_italy" {
  law    = "D.Lgs. 13/2013 art. 6; DM 5.1.2021",
  since  = "2013-03-02",
  says   = {
    en = "the competence is certified already in the Italian system",
    de = "die Kompetenz ist im italienischen System bereits zertifiziert",
    fi = "osaaminen on jo todennettu Italian järjestelmässä",
    nl = "de competentie is al in het Italiaanse stelsel gecertificeerd",
    it = "la competenza è già certificata nel sistema italiano",
  },
  status = "unverified",
  is     = all { same(unit.framework, "QNQ"), covers(unit.evidence, { "certificate" }) },
}

-- Levels meet in the European framework only; the national framework exists since January 2018.
rule "it.qnq.level" {
  law      = "EQF referencing of Italy (2013)",
  since    = "2013-03-02",
  last_day = "2018-01-07",
  says     = {
    en = "The European level of the unit; this is no recognition.",
    de = "Das europäische Niveau der Einheit; das ist keine Anerkennung.",
    fi = "Yksikön eurooppalainen taso; tämä ei ole tunnustaminen.",
    nl = "Het Europese niveau van de eenheid; dit is geen erkenning.",
    it = "Il livello europeo dell'unità; non è un riconoscimento.",
  },
  status   = "unverified",
  for_each = unit,
  phase    = "assess",
  gives    = inform { eqf_level = eqf(unit.level) },
}

rule "it.qnq.level" {
  law      = "DM 8.1.2018; EQF referencing of Italy (2013, 2023)",
  since    = "2018-01-08",
  says     = {
    en = "The European level of the unit, and the Italian level that answers to it; this is no recognition.",
    de = "Das europäische Niveau der Einheit und das italienische, das ihm entspricht; das ist keine Anerkennung.",
    fi = "Yksikön eurooppalainen taso ja sitä vastaava Italian taso; tämä ei ole tunnustaminen.",
    nl = "Het Europese niveau van de eenheid en het Italiaanse dat ermee overeenkomt; dit is geen erkenning.",
    it = "Il livello europeo dell'unità e il corrispondente livello italiano; non è un riconoscimento.",
  },
  status   = "unverified",
  for_each = unit,
  phase    = "assess",
  gives    = inform { eqf_level = eqf(unit.level), qnq_level = from_table { param.qnq_levels, eqf(unit.level) } },
}

-- Art. 4, 5  Identification, evaluation, attestation: the steps are open to whoever learnt in any context.
rule "it.dlgs13.5.validated" {
  law       = "D.Lgs. 13/2013 art. 4, 5; DM 5.1.2021",
  since     = "2013-03-02",
  says      = {
    en = "What was learnt elsewhere is identified, evaluated and validated by an entitled body.",
    de = "Was anderswo gelernt wurde, ermittelt, bewertet und validiert eine berechtigte Einrichtung.",
    fi = "Oikeutettu laitos tunnistaa, arvioi ja validoi muualla opitun.",
    nl = "Wat elders is geleerd, wordt door een bevoegde instelling geïdentificeerd, beoordeeld en gevalideerd.",
    it = "Quanto appreso altrove è individuato, valutato e validato da un ente titolato.",
  },
  reading   = {
    en = "The context of the learning decides nothing: a formal unit from abroad goes the same way.",
    it = "Il contesto di apprendimento non è decisivo: anche un'unità formale conseguita all'estero segue la stessa via.",
  },
  status    = "unverified",
  for_each  = unit,
  phase     = "assess",
  where     = no(term.certified_in_italy),
  must      = ruling.validated,
  otherwise = refused { instead = { "transparency_document" } },
}

rule "it.dlgs13.6.passed" {
  law       = "D.Lgs. 13/2013 art. 6; DM 5.1.2021",
  since     = "2013-03-02",
  says      = {
    en = "What is certified in the Italian system was assessed and passed.",
    de = "Was im italienischen System zertifiziert ist, wurde bewertet und bestanden.",
    fi = "Italian järjestelmässä todennettu osaaminen on hyväksytysti arvioitu.",
    nl = "Wat in het Italiaanse stelsel is gecertificeerd, is beoordeeld en behaald.",
    it = "Quanto è certificato nel sistema italiano è stato valutato con esito positivo.",
  },
  status    = "unverified",
  for_each  = unit,
  phase     = "assess",
  where     = term.certified_in_italy,
  must      = same(unit.result, "passed"),
  otherwise = refused { instead = { "validation" } },
}

-- Art. 2  State, regions and autonomous provinces hold the qualifications; the answer depends on which.
rule "it.dlgs13.2.holder" {
  law       = "D.Lgs. 13/2013 art. 2, 8",
  since     = "2013-03-02",
  says      = {
    en = "A ministry, a region or an autonomous province holds the qualification.",
    de = "Ein Ministerium, eine Region oder eine autonome Provinz trägt die Qualifikation.",
    fi = "Tutkinnosta vastaa ministeriö, alue tai itsehallinnollinen maakunta.",
    nl = "Een ministerie, regio of autonome provincie beheert de kwalificatie.",
    it = "La titolarità della qualificazione spetta a un ministero, a una regione o a una provincia autonoma.",
  },
  status    = "unverified",
  for_each  = unit,
  phase     = "validate",
  must      = given(qualification.institution),
  otherwise = refused { instead = { "other_repertory" } },
}

-- Art. 6, guidelines  Of the three documents only the certificate, by a third party, is official.
rule "it.dlgs13.6.certified" {
  law       = "D.Lgs. 13/2013 art. 6; DM 5.1.2021",
  since     = "2013-03-02",
  says      = {
    en = "Only a certificate has official value; a transparency or a validation document has none.",
    de = "Amtlichen Wert hat nur ein Zertifikat, nicht ein Transparenz- oder Validierungsdokument.",
    fi = "Vain todistuksella on virallinen arvo, ei läpinäkyvyys- tai validointiasiakirjalla.",
    nl = "Alleen een certificaat heeft officiële waarde, een transparantie- of validatiedocument niet.",
    it = "Solo il certificato ha valore di atto pubblico; il documento di trasparenza e il documento di validazione non lo hanno.",
  },
  reading   = {
    en = "A competence is certified on its own where it belongs to a qualification of the repertory.",
    it = "Una competenza è certificata singolarmente se fa parte di una qualificazione inclusa nel repertorio.",
  },
  status    = "unverified",
  for_each  = unit,
  phase     = "recognise",
  must      = any { term.certified_in_italy, ruling.certified },
  otherwise = refused { instead = { "transparency_document" } },
  gives     = certify { part = unit.target.unit },
}

-- Art. 4, 5  A right to the services, in any context.
rule "it.dlgs13.4.any_context" {
  law       = "D.Lgs. 13/2013 art. 4, 5",
  since     = "2013-03-02",
  says      = {
    en = "Whoever asks has competences identified, validated and certified, in whatever context they were acquired.",
    de = "Wer es verlangt, lässt Kompetenzen ermitteln, validieren und zertifizieren, gleich wie sie erworben wurden.",
    fi = "Pyytäjän osaaminen tunnistetaan, validoidaan ja todennetaan, hankittiinpa se missä tahansa.",
    nl = "Wie dat vraagt, kan competenties laten identificeren, valideren en certificeren, hoe ook verworven.",
    it = "Chi ne fa richiesta ottiene l'individuazione, la validazione e la certificazione delle competenze comunque acquisite.",
  },
  status    = "unverified",
  for_each  = establishment,
  must      = given(ruling.competences_certified),
  otherwise = refused { instead = { "validation" } },
  gives     = declare { outcomes = ruling.competences_certified },
}

-- Certified competences add up as the holder of the qualification says.
rule "it.dlgs13.8.complete" {
  law       = "D.Lgs. 13/2013 art. 8; rules of the region",
  since     = "2013-03-02",
  says      = {
    en = "Certified competences have to fill what the qualification is made of.",
    de = "Die zertifizierten Kompetenzen müssen füllen, woraus die Qualifikation besteht.",
    fi = "Todennettujen osaamisten on katettava se, mistä tutkinto muodostuu.",
    nl = "De gecertificeerde competenties moeten vullen waaruit de kwalificatie bestaat.",
    it = "Le competenze certificate devono coprire tutte le competenze che compongono la qualificazione.",
  },
  status    = "unverified",
  for_each  = completion,
  must      = fulfils(completion.parts, qualification.composition),
  otherwise = refused { instead = { "validation" } },
}

rule "it.dlgs13.8.adds_up" {
  law       = "D.Lgs. 13/2013 art. 2, 8; rules of the region",
  since     = "2013-03-02",
  says      = {
    en = "Whether certified competences make the qualification is for the body that holds it.",
    de = "Ob zertifizierte Kompetenzen die Qualifikation ergeben, bestimmt deren Träger.",
    fi = "Siitä, muodostuuko tutkinto todennetuista osaamisista, päättää tutkinnosta vastaava taho.",
    nl = "Of gecertificeerde competenties de kwalificatie vormen, bepaalt de beheerder ervan.",
    it = "Se le competenze certificate formino la qualificazione lo stabilisce l'ente pubblico titolare.",
  },
  reading   = {
    en = "The decree leaves it to the rules of State, region or province, which differ; none of them was compared.",
    it = "Il decreto rinvia alle norme dello Stato, della regione o della provincia, che sono diverse; nessuna è stata esaminata.",
  },
  status    = "unverified",
  for_each  = completion,
  must      = ruling.adds_up,
  otherwise = refused { instead = { "validation" } },
  gives     = award_qualification { by = "parts" },
}
