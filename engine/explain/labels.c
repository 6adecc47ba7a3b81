/* Labels: what facts, things, code words, countries and those who supply facts are called.
 *
 * A fact is looked up as "type.field", then as "field" of any type, then its meaning in the schema is
 * taken (English). The tables are sorted by nothing: they are short and read top to bottom. */
#include "explain/words.h"

#include <string.h>

typedef struct label {
    const char *name;
    const char *in[EK_LANGUAGES];
} label;

static const label field_labels[] = {
    {"case.applied", {"application", "Antrag", "hakemus", "aanvraag"}},
    {"case.decided", {"decision", "Entscheidung", "ratkaisu", "beslissing"}},
    {"training.first_day", {"start of training", "Beginn der Ausbildung", "koulutuksen alku",
                            "begin van de opleiding"}},
    {"training.last_day", {"end of training", "Ende der Ausbildung", "koulutuksen loppu",
                           "einde van de opleiding"}},
    {"qualification.first_day", {"requirements in force from", "Anforderungen gelten ab",
                                 "perusteet voimassa alkaen", "eisen van kracht vanaf"}},
    {"qualification.last_day", {"requirements in force to", "Anforderungen gelten bis",
                                "perusteet voimassa asti", "eisen van kracht tot en met"}},
    {"stay.months", {"length of the stay", "Dauer des Aufenthalts", "jakson kesto",
                     "duur van het verblijf"}},
    {"work.months", {"months of work", "Monate der Arbeit", "työssäolo", "maanden werk"}},
    {"earlier.months", {"length of the earlier training", "Dauer der früheren Ausbildung",
                        "aiemman koulutuksen kesto", "duur van de eerdere opleiding"}},
    {"unit.weeks", {"length of the unit", "Dauer der Einheit", "osan kesto",
                    "duur van de eenheid"}},
    {"stay.weeks", {"length of the stay", "Dauer des Aufenthalts", "jakson kesto",
                    "duur van het verblijf"}},
    {"stay.days", {"days of the stay", "Tage des Aufenthalts", "jakson päivät",
                   "dagen van het verblijf"}},
    {"unit.points", {"points of the unit", "Punkte der Einheit", "osan pisteet",
                     "punten van de eenheid"}},
    {"unit.result", {"result of the unit", "Ergebnis der Einheit", "osan tulos",
                     "resultaat van de eenheid"}},
    {"unit.outcomes", {"outcomes shown", "gezeigte Lernergebnisse", "osoitettu osaaminen",
                       "aangetoonde leerresultaten"}},
    {"unit_target.outcomes", {"outcomes asked for", "verlangte Lernergebnisse",
                              "vaadittu osaaminen", "gevraagde leerresultaten"}},
    {"unit_target.points", {"points of the unit here", "Punkte der Einheit hier",
                            "osan pisteet täällä", "punten van de eenheid hier"}},
    {"unit_target.unit", {"unit here", "Einheit hier", "osa täällä", "eenheid hier"}},
    {"examination.result", {"result of the examination", "Prüfungsergebnis", "kokeen tulos",
                            "examenresultaat"}},
    {"about", {"subject of the difference", "Gegenstand des Unterschieds", "eron kohde",
               "onderwerp van het verschil"}},
    {"accepts", {"other studies that count", "anrechenbare andere Studien",
                 "hyväksyttävät muut opinnot", "andere studies die tellen"}},
    {"accepts_assessment", {"assessment accepted", "Bewertung anerkannt", "arviointi hyväksytään",
                            "beoordeling geaccepteerd"}},
    {"accepts_quality_assurance", {"quality assurance accepted", "Qualitätssicherung anerkannt",
                                   "laadunvarmistus hyväksytään", "kwaliteitszorg geaccepteerd"}},
    {"accepts_recognition", {"recognition accepted", "Anerkennung angenommen",
                             "tunnustaminen hyväksytään", "erkenning geaccepteerd"}},
    {"accepts_status", {"partners accept each other", "Partner erkennen sich an",
                        "kumppanit hyväksyvät toisensa", "partners accepteren elkaar"}},
    {"accepts_validation", {"validation accepted", "Validierung anerkannt",
                            "validointi hyväksytään", "validering geaccepteerd"}},
    {"admitted", {"day of admission", "Tag der Aufnahme", "opiskeluoikeuden alku",
                  "dag van toelating"}},
    {"agrees_conditions", {"conditions agreed", "Bedingungen vereinbart", "ehdoista sovittu",
                           "voorwaarden afgesproken"}},
    {"applied", {"day of the application", "Tag des Antrags", "hakemuspäivä",
                 "dag van de aanvraag"}},
    {"applied_by", {"applied by", "beantragt von", "hakijat", "aangevraagd door"}},
    {"assessed", {"day of the assessment", "Tag der Bewertung", "arviointipäivä",
                  "dag van de beoordeling"}},
    {"assessed_by", {"assessed by", "bewertet von", "arvioija", "beoordeeld door"}},
    {"assessors", {"assessors", "Bewertende", "arvioijat", "beoordelaars"}},
    {"birth_date", {"date of birth", "Geburtsdatum", "syntymäpäivä", "geboortedatum"}},
    {"central_mark", {"central mark", "zentrale Note", "valtakunnallinen arvosana",
                      "centraal examencijfer"}},
    {"certificate", {"certificate", "Zeugnis", "todistus", "certificaat"}},
    {"code", {"code", "Kennung", "tunnus", "code"}},
    {"cohort_first_day", {"start of the cohort", "Beginn des Jahrgangs", "aloitusryhmän alku",
                          "begin van het cohort"}},
    {"comparable", {"qualifications comparable", "Qualifikationen vergleichbar",
                    "tutkinnot vertailukelpoisia", "kwalificaties vergelijkbaar"}},
    {"completed", {"day of completion", "Tag des Abschlusses", "valmistumispäivä",
                   "dag van afronding"}},
    {"complexity", {"complexity", "Komplexität", "vaativuus", "complexiteit"}},
    {"components", {"units of the qualification", "Einheiten der Qualifikation",
                    "tutkinnon osat", "eenheden van de kwalificatie"}},
    {"composition", {"composition", "Aufbau", "muodostuminen", "opbouw"}},
    {"context", {"kind of learning", "Art des Lernens", "oppimisen muoto", "soort leren"}},
    {"country", {"country", "Land", "maa", "land"}},
    {"credited_months", {"months credited before", "bereits angerechnete Monate",
                         "jo hyväksi luetut kuukaudet", "al toegerekende maanden"}},
    {"cut", {"share of time cut", "Kürzung der Wochenzeit", "viikkoajan vähennys",
             "deel van de tijd minder"}},
    {"days", {"days", "Tage", "päivät", "dagen"}},
    {"decided", {"day of the decision", "Tag der Entscheidung", "ratkaisupäivä",
                 "dag van de beslissing"}},
    {"demonstration", {"demonstration", "praktische Erprobung", "näyttö", "praktijkproef"}},
    {"designated", {"certificate attached by law", "Zertifikat gesetzlich vorgesehen",
                    "todistus vahvistettu", "certificaat verbonden"}},
    {"differences", {"differences", "Unterschiede", "erot", "verschillen"}},
    {"earlier", {"earlier training", "frühere Ausbildung", "aiempi koulutus",
                 "eerdere opleiding"}},
    {"earlier_exam", {"earlier examination", "frühere Prüfung", "aiempi koe", "eerder examen"}},
    {"earlier_level", {"level of the earlier examination", "Niveau der früheren Prüfung",
                       "aiemman kokeen taso", "niveau van het eerdere examen"}},
    {"earlier_mark", {"mark of the earlier examination", "Note der früheren Prüfung",
                      "aiemman kokeen arvosana", "cijfer van het eerdere examen"}},
    {"effort", {"effort", "Aufwand", "työmäärä", "inspanning"}},
    {"electives", {"electives", "Wahlteile", "valinnaiset osat", "keuzedelen"}},
    {"employer_agrees", {"employer agrees", "Betrieb stimmt zu", "työnantaja suostuu",
                         "werkgever stemt in"}},
    {"ended", {"day it ended", "Tag des Endes", "päättymispäivä", "einddatum"}},
    {"evidence", {"evidence", "Nachweise", "näyttö", "bewijs"}},
    {"examination_day", {"day of the examination", "Prüfungstag", "koepäivä", "examendag"}},
    {"final_exam", {"final examination", "Abschlussprüfung", "päättökoe", "eindexamen"}},
    {"first_day", {"first day", "erster Tag", "ensimmäinen päivä", "eerste dag"}},
    {"formally_certified", {"formally certified", "förmlich bescheinigt",
                            "virallisesti todennettu", "formeel gecertificeerd"}},
    {"formation_parts", {"parts for personal formation", "Teile zur Persönlichkeitsbildung",
                         "persoonallisuutta kehittävät osat", "vormende onderdelen"}},
    {"framework", {"framework", "Qualifikationsrahmen", "viitekehys", "kwalificatiekader"}},
    {"generic", {"generic subject", "generisches Fach", "yleinen aine", "generiek onderdeel"}},
    {"grade", {"grade", "Note", "arvosana", "cijfer"}},
    {"holds_reference_qualification", {"holds the qualification already",
                                       "besitzt die Qualifikation schon",
                                       "tutkinto on jo", "heeft de kwalificatie al"}},
    {"home", {"home institution", "entsendende Einrichtung", "lähettävä oppilaitos",
              "thuisinstelling"}},
    {"home_country", {"home country", "Heimatland", "kotimaa", "thuisland"}},
    {"host", {"host institution", "aufnehmende Einrichtung", "vastaanottava oppilaitos",
              "gastinstelling"}},
    {"host_country", {"host country", "Gastland", "kohdemaa", "gastland"}},
    {"hours", {"study load", "Lernaufwand", "opiskelun määrä", "studielast"}},
    {"importance", {"importance", "Bedeutung", "merkitys", "belang"}},
    {"in_compulsory_education", {"in compulsory education", "schulpflichtig", "oppivelvollinen",
                                 "leerplichtig"}},
    {"in_occupation", {"in the occupation", "im Beruf", "samassa ammatissa", "in het beroep"}},
    {"in_training", {"in training in that occupation", "in Ausbildung in diesem Beruf",
                     "koulutuksessa samaan ammattiin", "in opleiding in dat beroep"}},
    {"intermediate_examination", {"intermediate examination taken", "Zwischenprüfung abgelegt",
                                  "välikoe suoritettu", "tussentijds examen afgelegd"}},
    {"kind", {"kind", "Art", "laji", "soort"}},
    {"land", {"federal state", "Bundesland", "osavaltio", "deelstaat"}},
    {"last_day", {"last day", "letzter Tag", "viimeinen päivä", "laatste dag"}},
    {"law", {"governing act", "maßgebliches Gesetz", "sovellettava laki", "toepasselijke wet"}},
    {"level", {"level", "Niveau", "taso", "niveau"}},
    {"mark", {"mark", "Note", "arvosana", "cijfer"}},
    {"marks_above_average", {"achievements above average", "überdurchschnittliche Leistungen",
                             "keskimääräistä paremmat suoritukset",
                             "bovengemiddelde prestaties"}},
    {"months", {"months", "Monate", "kuukaudet", "maanden"}},
    {"months_asked", {"months asked for", "beantragte Monate", "haetut kuukaudet",
                      "gevraagde maanden"}},
    {"mou", {"memorandum", "Absichtserklärung", "yhteistyöpöytäkirja", "memorandum"}},
    {"names_actors", {"actors named", "Beteiligte benannt", "toimijat nimetty",
                      "actoren genoemd"}},
    {"national_credit", {"national credit", "nationale Leistungspunkte",
                         "kansalliset opintopisteet", "nationale studiepunten"}},
    {"occupation", {"training occupation", "Ausbildungsberuf", "koulutusammatti",
                    "opleidingsberoep"}},
    {"ordinance_months", {"months by ordinance", "Monate nach Verordnung",
                          "kuukaudet asetuksen mukaan", "maanden volgens verordening"}},
    {"origin", {"where it was learnt", "wo gelernt", "missä opittu", "waar geleerd"}},
    {"outcomes", {"learning outcomes", "Lernergebnisse", "oppimistulokset", "leerresultaten"}},
    {"part", {"part", "Prüfungsteil", "osa", "onderdeel"}},
    {"part_outcomes", {"outcomes of the part", "Lernergebnisse des Teils", "osan osaaminen",
                       "leerresultaten van het onderdeel"}},
    {"parties", {"parties", "Vertragspartner", "osapuolet", "partijen"}},
    {"parts", {"parts passed or recognised", "bestandene oder anerkannte Teile",
               "suoritetut tai tunnustetut osat", "behaalde of erkende delen"}},
    {"placement", {"placement", "Praktikum", "työharjoittelu", "beroepspraktijkvorming"}},
    {"plan_agreed", {"plan agreed", "Plan vereinbart", "suunnitelmasta sovittu",
                     "plan afgesproken"}},
    {"points", {"points", "Punkte", "pisteet", "punten"}},
    {"prescribed_months", {"prescribed length", "vorgeschriebene Dauer", "säädetty kesto",
                           "voorgeschreven duur"}},
    {"programme", {"programme", "Bildungsgang", "koulutusohjelma", "opleiding"}},
    {"qualifications", {"qualifications", "Qualifikationen", "tutkinnot", "kwalificaties"}},
    {"quality_assured", {"quality assured", "qualitätsgesichert", "laatu varmistettu",
                         "kwaliteit geborgd"}},
    {"recognises_when_achieved", {"promise to recognise", "Zusage der Anerkennung",
                                  "lupaus tunnustaa", "toezegging te erkennen"}},
    {"record_submitted", {"training record submitted", "Ausbildungsnachweis vorgelegt",
                          "koulutuspäiväkirja annettu", "opleidingsverslag ingeleverd"}},
    {"reference", {"what the points rest on", "worauf die Punkte beruhen",
                   "mihin pisteet perustuvat", "waarop de punten rusten"}},
    {"reference_years", {"years of the reference pathway", "Jahre des Referenzwegs",
                         "vertailuväylän vuodet", "jaren van het referentietraject"}},
    {"registered", {"contract registered", "Vertrag eingetragen", "sopimus rekisteröity",
                    "contract geregistreerd"}},
    {"requested", {"request of the learner", "Antrag des Lernenden", "opiskelijan pyyntö",
                   "verzoek van de student"}},
    {"required_level", {"level required", "verlangtes Niveau", "vaadittu taso",
                        "vereist niveau"}},
    {"requirements", {"requirements at the time", "damalige Anforderungen",
                      "silloiset perusteet", "toenmalige eisen"}},
    {"residence", {"country of residence", "Wohnland", "asuinmaa", "woonland"}},
    {"result", {"result", "Ergebnis", "tulos", "resultaat"}},
    {"roles", {"roles", "Aufgaben", "tehtävät", "rollen"}},
    {"route", {"route", "Weg", "väylä", "route"}},
    {"scale", {"scale", "Skala", "asteikko", "schaal"}},
    {"school_mark", {"mark of the school", "Schulnote", "oppilaitoksen arvosana",
                     "instellingscijfer"}},
    {"schooling", {"schooling", "Schulabschluss", "koulusivistys", "vooropleiding"}},
    {"serves_goal", {"serves the goal of the training", "dient dem Ausbildungsziel",
                     "palvelee koulutuksen tavoitetta", "dient het opleidingsdoel"}},
    {"shortened_by", {"shortened by", "verkürzt um", "lyhennetty", "verkort met"}},
    {"shortened_months", {"months shortened before", "bereits verkürzte Monate",
                          "jo lyhennetyt kuukaudet", "al verkorte maanden"}},
    {"signed", {"day of signature", "Tag der Unterschrift", "allekirjoituspäivä",
                "dag van ondertekening"}},
    {"signed_by", {"signed by", "unterschrieben von", "allekirjoittajat", "ondertekend door"}},
    {"stays", {"stays abroad", "Auslandsaufenthalte", "ulkomaanjaksot",
               "verblijven in het buitenland"}},
    {"subjects", {"generic subjects", "generische Fächer", "yleiset aineet",
                  "generieke onderdelen"}},
    {"taken", {"examination taken", "Prüfung abgelegt", "koe suoritettu", "examen afgelegd"}},
    {"title", {"title", "Bezeichnung", "nimi", "titel"}},
    {"transition_last_day", {"end of the transition", "Ende des Übergangs", "siirtymäajan loppu",
                             "einde van de overgang"}},
    {"unit", {"unit", "Einheit", "osa", "eenheid"}},
    {"units", {"units", "Einheiten", "osat", "eenheden"}},
    {"valid_until", {"valid until", "gültig bis", "voimassa asti", "geldig tot en met"}},
    {"validated", {"day of the validation", "Tag der Validierung", "validointipäivä",
                   "dag van de validering"}},
    {"validated_by", {"validated by", "validiert von", "validoija", "gevalideerd door"}},
    {"weekly_hours", {"hours a week", "Wochenstunden", "viikkotunnit", "uren per week"}},
    {"weeks", {"weeks", "Wochen", "viikot", "weken"}},
    {"work", {"periods of work", "Arbeitszeiten", "työsuhteet", "perioden van werk"}},
    {"years", {"length of the programme", "Dauer des Bildungsgangs", "koulutuksen pituus",
               "duur van de opleiding"}},
};

static const label scope_labels[] = {
    {"case", {"the case", "der Fall", "tapaus", "het dossier"}},
    {"learner", {"the learner", "die lernende Person", "oppija", "de lerende"}},
    {"qualification", {"the qualification", "die Qualifikation", "tutkinto", "de kwalificatie"}},
    {"training", {"the training contract", "der Ausbildungsvertrag", "oppisopimus",
                  "de leerovereenkomst"}},
    {"programme", {"the programme", "der Bildungsgang", "koulutusohjelma", "de opleiding"}},
    {"mou", {"the memorandum of understanding", "die Absichtserklärung (MoU)",
             "yhteisymmärryspöytäkirja (MoU)", "het memorandum van overeenstemming (MoU)"}},
    {"agreement", {"the learning agreement", "die Lernvereinbarung", "oppimissopimus",
                   "de leerovereenkomst"}},
    {"unit", {"unit", "Einheit", "osa", "eenheid"}},
    {"abroad", {"time abroad", "Auslandszeit", "ulkomaanaika", "tijd in het buitenland"}},
    {"crediting", {"crediting", "Anrechnung", "hyväksilukeminen", "toerekening"}},
    {"shortening", {"shortening", "Verkürzung", "lyhentäminen", "verkorting"}},
    {"part_time", {"part time", "Teilzeit", "osa-aika", "deeltijd"}},
    {"admission", {"admission", "Zulassung", "pääsy kokeeseen", "toelating"}},
    {"establishment", {"establishing competence", "Feststellung der Kompetenz",
                       "osaamisen toteaminen", "vaststelling van competentie"}},
    {"equivalence", {"equivalence", "Gleichwertigkeit", "vastaavuus", "gelijkwaardigheid"}},
    {"exemption", {"exemption", "Befreiung", "vapautus", "vrijstelling"}},
    {"certificate", {"certificate", "Zertifikat", "todistus", "certificaat"}},
    {"completion", {"whole qualification", "ganze Qualifikation", "koko tutkinto",
                    "hele kwalificatie"}},
    {"stay", {"stay", "Aufenthalt", "jakso", "verblijf"}},
    {"work", {"work", "Arbeit", "työ", "werk"}},
    {"earlier", {"earlier training", "frühere Ausbildung", "aiempi koulutus",
                 "eerdere opleiding"}},
    {"elective", {"elective", "Wahlteil", "valinnainen osa", "keuzedeel"}},
    {"subject", {"subject", "Fach", "aine", "vak"}},
    {"part", {"part", "Teil", "osa", "deel"}},
    {"difference", {"difference", "Unterschied", "ero", "verschil"}},
    {"component", {"unit of the qualification", "Einheit der Qualifikation", "tutkinnon osa",
                   "eenheid van de kwalificatie"}},
    {"target", {"unit aimed at", "angestrebte Einheit", "tavoiteltu osa", "beoogde eenheid"}},
};

static const label word_labels[] = {
    {"passed", {"passed", "bestanden", "hyväksytty", "geslaagd"}},
    {"failed", {"failed", "nicht bestanden", "hylätty", "gezakt"}},
    {"completed", {"completed", "abgeschlossen", "suoritettu", "afgerond"}},
    {"open", {"open", "offen", "kesken", "open"}},
    {"left", {"left early", "abgebrochen", "keskeytynyt", "afgebroken"}},
    {"formal", {"formal", "formal", "virallinen", "formeel"}},
    {"non_formal", {"non-formal", "nicht formal", "epävirallinen", "non-formeel"}},
    {"informal", {"informal", "informell", "arkioppiminen", "informeel"}},
    {"knowledge", {"knowledge", "Wissen", "tieto", "kennis"}},
    {"skill", {"skill", "Fertigkeit", "taito", "vaardigheid"}},
    {"competence", {"competence", "Kompetenz", "pätevyys", "competentie"}},
    {"unit", {"unit", "Einheit", "osa", "eenheid"}},
    {"sub_area", {"sub-area", "Teilbereich", "osa-alue", "deelgebied"}},
    {"part", {"part", "Teil", "osa", "deel"}},
    {"external", {"external", "extern", "yksityisopiskelijana", "extern"}},
    {"early", {"early", "vorzeitig", "aikaistettu", "vervroegd"}},
    {"regular", {"regular", "regulär", "tavanomainen", "regulier"}},
    {"school", {"school", "Schule", "oppilaitos", "school"}},
    {"with", {"with", "mit", "kanssa", "met"}},
    {"without", {"without", "ohne", "ilman", "zonder"}},
    {"framework", {"framework", "Rahmenvereinbarung", "puitesopimus", "raamovereenkomst"}},
    {"transfer", {"transfer", "Übertragung", "siirto", "overdracht"}},
    {"full", {"full", "vollständig", "täydellinen", "volledig"}},
    {"predominant", {"predominant", "überwiegend", "pääosin", "overwegend"}},
    {"final_exam", {"final examination", "Abschlussprüfung", "päättökoe", "eindexamen"}},
    {"final_examination", {"final examination", "Abschlussprüfung", "päättökoe", "eindexamen"}},
    {"vocational_qualification", {"a vocational qualification", "berufliche Qualifikation",
                                  "ammatillinen tutkinto", "beroepskwalificatie"}},
    {"general_upper_secondary", {"general upper secondary school", "gymnasiale Oberstufe",
                                 "lukio", "algemeen voortgezet onderwijs"}},
    {"higher_education", {"higher education", "Hochschule", "korkeakoulu", "hoger onderwijs"}},
    {"other_authority", {"another authority", "andere Behörde", "muu viranomainen",
                         "andere overheid"}},
    {"abroad", {"abroad", "im Ausland", "ulkomailla", "in het buitenland"}},
    {"work", {"work", "Arbeit", "työ", "werk"}},
    {"hobby", {"a hobby", "Freizeit", "harrastus", "een hobby"}},
    {"training", {"training", "Ausbildung", "koulutus", "opleiding"}},
    {"programme", {"programme", "Bildungsgang", "koulutusohjelma", "opleiding"}},
    {"validation_certificate", {"validation certificate", "Validierungszertifikat",
                                "validointitodistus", "ervaringscertificaat"}},
    {"parts", {"its parts", "ihre Teile", "osien kautta", "de delen"}},
    {"eqf_level", {"EQF level", "EQR-Niveau", "EQF-taso", "EQF-niveau"}},
    {"comparability", {"comparability", "Vergleichbarkeit", "vastaavuus", "vergelijkbaarheid"}},
    {"comparable_with", {"comparable with", "vergleichbar mit", "rinnastuu", "vergelijkbaar met"}},
    {"outcomes", {"outcomes", "Lernergebnisse", "oppimistulokset", "leerresultaten"}},
    {"equal", {"equal to", "gleichwertig mit", "vastaa", "gelijkwaardig aan"}},
    {"statement", {"statement", "Bescheinigung", "selvitys", "verklaring"}},
    {"points", {"points", "Punkte", "pisteet", "punten"}},
    {"level", {"level", "Niveau", "taso", "niveau"}},
    {"home", {"home institution", "entsendende Einrichtung", "lähettävä oppilaitos",
              "thuisinstelling"}},
    {"host", {"host institution", "aufnehmende Einrichtung", "vastaanottava oppilaitos",
              "gastinstelling"}},
    {"learner", {"learner", "lernende Person", "oppija", "lerende"}},
    {"apprentice", {"apprentice", "Auszubildende", "oppisopimusopiskelija", "leerling"}},
    {"employer", {"employer", "Betrieb", "työnantaja", "werkgever"}},
    {"teacher", {"teacher", "Lehrkraft", "opettaja", "docent"}},
    {"working_life", {"person from working life", "Person aus der Arbeitswelt",
                      "työelämän edustaja", "vertegenwoordiger van het werkveld"}},
};

static const label actor_labels[] = {
    {"learner", {"the learner", "die lernende Person", "oppija", "de lerende"}},
    {"student", {"the student", "die lernende Person", "opiskelija", "de student"}},
    {"apprentice", {"the apprentice", "die oder der Auszubildende", "oppisopimusopiskelija",
                    "de leerling"}},
    {"employer", {"the employer", "der Betrieb", "työnantaja", "de werkgever"}},
    {"home", {"the home institution", "die entsendende Einrichtung", "lähettävä oppilaitos",
              "de thuisinstelling"}},
    {"host", {"the host institution", "die aufnehmende Einrichtung", "vastaanottava oppilaitos",
              "de gastinstelling"}},
    {"issuer", {"the issuer", "die ausstellende Stelle", "todistuksen antaja",
                "de afgevende instelling"}},
    {"school", {"the school", "die Schule", "oppilaitos", "de school"}},
    {"provider", {"the education provider", "der Bildungsträger", "koulutuksen järjestäjä",
                  "de onderwijsaanbieder"}},
    {"chamber", {"the chamber", "die Kammer", "kamari", "de kamer"}},
    {"competent_institution", {"the competent institution", "die zuständige Einrichtung",
                               "toimivaltainen laitos", "de bevoegde instelling"}},
    {"examination_body", {"the examination body", "die Prüfungsstelle", "kokeen järjestäjä",
                          "de exameninstelling"}},
    {"register", {"the register", "das Register", "rekisteri", "het register"}},
    {"body", {"the competent body", "die zuständige Stelle", "toimivaltainen elin",
              "de bevoegde instantie"}},
};

static const label country_labels[] = {
    {"AT", {"Austria", "Österreich", "Itävalta", "Oostenrijk"}},
    {"BE", {"Belgium", "Belgien", "Belgia", "België"}},
    {"BG", {"Bulgaria", "Bulgarien", "Bulgaria", "Bulgarije"}},
    {"CH", {"Switzerland", "Schweiz", "Sveitsi", "Zwitserland"}},
    {"CY", {"Cyprus", "Zypern", "Kypros", "Cyprus"}},
    {"CZ", {"Czechia", "Tschechien", "Tšekki", "Tsjechië"}},
    {"DE", {"Germany", "Deutschland", "Saksa", "Duitsland"}},
    {"DK", {"Denmark", "Dänemark", "Tanska", "Denemarken"}},
    {"EE", {"Estonia", "Estland", "Viro", "Estland"}},
    {"ES", {"Spain", "Spanien", "Espanja", "Spanje"}},
    {"FI", {"Finland", "Finnland", "Suomi", "Finland"}},
    {"FR", {"France", "Frankreich", "Ranska", "Frankrijk"}},
    {"GB", {"England", "England", "Englanti", "Engeland"}},
    {"GR", {"Greece", "Griechenland", "Kreikka", "Griekenland"}},
    {"HR", {"Croatia", "Kroatien", "Kroatia", "Kroatië"}},
    {"HU", {"Hungary", "Ungarn", "Unkari", "Hongarije"}},
    {"IE", {"Ireland", "Irland", "Irlanti", "Ierland"}},
    {"IS", {"Iceland", "Island", "Islanti", "IJsland"}},
    {"IT", {"Italy", "Italien", "Italia", "Italië"}},
    {"LI", {"Liechtenstein", "Liechtenstein", "Liechtenstein", "Liechtenstein"}},
    {"LT", {"Lithuania", "Litauen", "Liettua", "Litouwen"}},
    {"LU", {"Luxembourg", "Luxemburg", "Luxemburg", "Luxemburg"}},
    {"LV", {"Latvia", "Lettland", "Latvia", "Letland"}},
    {"MT", {"Malta", "Malta", "Malta", "Malta"}},
    {"NL", {"the Netherlands", "Niederlande", "Alankomaat", "Nederland"}},
    {"NO", {"Norway", "Norwegen", "Norja", "Noorwegen"}},
    {"PL", {"Poland", "Polen", "Puola", "Polen"}},
    {"PT", {"Portugal", "Portugal", "Portugali", "Portugal"}},
    {"RO", {"Romania", "Rumänien", "Romania", "Roemenië"}},
    {"SE", {"Sweden", "Schweden", "Ruotsi", "Zweden"}},
    {"SI", {"Slovenia", "Slowenien", "Slovenia", "Slovenië"}},
    {"SK", {"Slovakia", "Slowakei", "Slovakia", "Slowakije"}},
    {"TR", {"Türkiye", "Türkei", "Turkki", "Turkije"}},
    {"UA", {"Ukraine", "Ukraine", "Ukraina", "Oekraïne"}},
};

#define COUNT_OF(table) (uint32_t)(sizeof(table) / sizeof(table)[0])

static const char *find_label(const label *labels, uint32_t count, ek_text name,
                              ek_language language)
{
    uint32_t in = (unsigned)language < EK_LANGUAGES ? (uint32_t)language : EK_EN;

    for (uint32_t i = 0; i < count; i++)
        if (ek_text_is(name, labels[i].name))
            return labels[i].in[in];
    return NULL;
}

/* "type.field" is that name? Without building a text. */
static bool names_field(const char *name, const char *type, const char *field)
{
    size_t size = strlen(type);

    return strncmp(name, type, size) == 0 && name[size] == '.' && strcmp(name + size + 1, field) == 0;
}

ek_text ek_label_of_field(ek_language language, const ek_record_type *type, const ek_field *field)
{
    uint32_t in = (unsigned)language < EK_LANGUAGES ? (uint32_t)language : EK_EN;
    const char *found;

    for (uint32_t i = 0; type && i < COUNT_OF(field_labels); i++)
        if (names_field(field_labels[i].name, type->name, field->name))
            return ek_text_of(field_labels[i].in[in]);
    found = find_label(field_labels, COUNT_OF(field_labels), ek_text_of(field->name), language);
    return ek_text_of(found ? found : field->meaning);
}

ek_text ek_label_of_scope(ek_language language, ek_scope scope)
{
    const ek_scope_info *info = ek_scope_of(scope);
    const char *found =
        find_label(scope_labels, COUNT_OF(scope_labels), ek_text_of(info->name), language);

    return ek_text_of(found ? found : info->meaning);
}

ek_text ek_label_of_word(ek_language language, ek_text word)
{
    const char *found = find_label(word_labels, COUNT_OF(word_labels), word, language);

    return ek_text_of(found ? found : "");
}

ek_text ek_label_of_actor(ek_language language, const ek_rulebook *book, ek_text actor)
{
    const ek_named *body = book ? ek_named_find(book->bodies, book->body_count, actor) : NULL;
    const char *found;

    if (body)
        return ek_says_in(&body->says, language);
    found = find_label(actor_labels, COUNT_OF(actor_labels), actor, language);
    return found ? ek_text_of(found) : actor;
}

ek_text ek_label_of_country(ek_language language, const ek_rulebooks *books, ek_text code)
{
    const char *found;

    for (uint32_t i = 0; books && i < books->count; i++)
        if (ek_text_equal(books->items[i]->code, code))
            return ek_says_in(&books->items[i]->name, language);
    found = find_label(country_labels, COUNT_OF(country_labels), code, language);
    return found ? ek_text_of(found) : code;
}
