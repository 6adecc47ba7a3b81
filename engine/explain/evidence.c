/* Evidence: what questions of countries name as proof, in four languages. A country may name
 * anything; what has no line here is said as it is written. Sorted by name, bytewise, and searched
 * by halves. */
#include "explain/page.h"

static const struct evidence {
    const char *name;
    const char *in[EK_SPOKEN];
} kinds[] = {
    {"assessment by the pair of assessors",
     {"assessment by the pair of assessors", "Feststellung durch die beiden Feststellenden",
      "arvioijaparin arviointi", "beoordeling door het tweetal beoordelaars"}},
    {"assessment material",
     {"assessment material", "Bewertungsunterlagen", "arviointiaineisto", "beoordelingsmateriaal"}},
    {"certificate", {"certificate", "Zeugnis", "todistus", "certificaat"}},
    {"certificate of the examination",
     {"certificate of the examination", "Prüfungszeugnis", "koetodistus", "examencertificaat"}},
    {"certificate of the two-year qualification",
     {"certificate of the two-year qualification", "Zeugnis der zweijährigen Ausbildung",
      "kaksivuotisen tutkinnon todistus", "getuigschrift van de tweejarige kwalificatie"}},
    {"certificates", {"certificates", "Zeugnisse", "todistukset", "certificaten"}},
    {"certificates of competences",
     {"certificates of competences", "Kompetenzbescheinigungen", "osaamistodistukset",
      "competentiecertificaten"}},
    {"curriculum", {"curriculum", "Lehrplan", "opetussuunnitelma", "leerplan"}},
    {"demonstration", {"demonstration", "praktische Erprobung", "näyttö", "praktijkproef"}},
    {"description of the training",
     {"description of the training", "Beschreibung der Ausbildung", "koulutuksen kuvaus",
      "beschrijving van de opleiding"}},
    {"description of the unit",
     {"description of the unit", "Beschreibung der Einheit", "osan kuvaus",
      "beschrijving van de eenheid"}},
    {"earlier examination results",
     {"earlier examination results", "frühere Prüfungsergebnisse", "aiemmat koetulokset",
      "eerdere examenresultaten"}},
    {"examination by a third party",
     {"examination by a third party", "Prüfung durch Dritte", "kolmannen osapuolen koe",
      "examen door een derde"}},
    {"examination regulations",
     {"examination regulations", "Prüfungsordnung", "tutkintosääntö", "examenreglement"}},
    {"foreign certificate",
     {"foreign certificate", "ausländischer Ausbildungsnachweis", "ulkomainen todistus",
      "buitenlands getuigschrift"}},
    {"foreign diploma",
     {"foreign diploma", "ausländisches Diplom", "ulkomainen tutkintotodistus",
      "buitenlands diploma"}},
    {"interview", {"interview", "Gespräch", "haastattelu", "gesprek"}},
    {"learning agreement",
     {"learning agreement", "Lernvereinbarung", "oppimissopimus", "leerovereenkomst"}},
    {"list of marks", {"list of marks", "Notenliste", "arvosanaluettelo", "cijferlijst"}},
    {"microcredential", {"microcredential", "Microcredential", "mikrotodistus", "microcredential"}},
    {"observation", {"observation", "Beobachtung", "havainnointi", "observatie"}},
    {"order of the National Agency for Education",
     {"order of the National Agency for Education",
      "Anordnung des Zentralamts für Unterrichtswesen", "Opetushallituksen määräys",
      "voorschrift van het Finse onderwijsbureau"}},
    {"other legal proof",
     {"other legal proof", "anderer rechtlicher Nachweis", "muu oikeudellinen selvitys",
      "ander wettelijk bewijs"}},
    {"personal transcript",
     {"personal transcript", "persönlicher Leistungsnachweis", "henkilökohtainen opintosuoritusote",
      "persoonlijk overzicht"}},
    {"placement agreement",
     {"placement agreement", "Praktikumsvertrag", "harjoittelusopimus", "praktijkovereenkomst"}},
    {"plan", {"plan", "Plan", "suunnitelma", "plan"}},
    {"portfolio", {"portfolio", "Portfolio", "portfolio", "portfolio"}},
    {"proof of care for a child or relative",
     {"proof of care for a child or relative",
      "Nachweis der Betreuung eines Kindes oder Angehörigen",
      "selvitys lapsen tai omaisen hoidosta", "bewijs van zorg voor een kind of naaste"}},
    {"references", {"references", "Referenzen", "suositukset", "referenties"}},
    {"references of employers",
     {"references of employers", "Arbeitszeugnisse", "työnantajien lausunnot",
      "referenties van werkgevers"}},
    {"school report", {"school report", "Schulzeugnis", "koulutodistus", "schoolrapport"}},
    {"statement of the apprentice",
     {"statement of the apprentice", "Erklärung der Auszubildenden",
      "oppisopimusopiskelijan lausunto", "verklaring van de leerling"}},
    {"statement of the assessors",
     {"statement of the assessors", "Erklärung der Bewertenden", "arvioijien lausunto",
      "verklaring van de beoordelaars"}},
    {"statement of the company",
     {"statement of the company", "Erklärung des Betriebs", "yrityksen lausunto",
      "verklaring van het bedrijf"}},
    {"statement of the employer",
     {"statement of the employer", "Erklärung der Ausbildenden", "työnantajan lausunto",
      "verklaring van het leerbedrijf"}},
    {"statement of the vocational school",
     {"statement of the vocational school", "Erklärung der Berufsschule", "ammattikoulun lausunto",
      "verklaring van de beroepsschool"}},
    {"statement under oath",
     {"statement under oath", "Versicherung an Eides statt", "valaehtoinen vakuutus",
      "verklaring onder ede"}},
    {"test", {"test", "Test", "koe", "toets"}},
    {"timetable of practical training",
     {"timetable of practical training", "Plan der praktischen Ausbildung",
      "käytännön koulutuksen aikataulu", "rooster van de praktische opleiding"}},
    {"training certificate",
     {"training certificate", "Ausbildungszeugnis", "koulutustodistus", "opleidingsgetuigschrift"}},
    {"training contract",
     {"training contract", "Ausbildungsvertrag", "oppisopimus", "leerovereenkomst"}},
    {"training plan",
     {"training plan", "Ausbildungsplan", "koulutussuunnitelma", "opleidingsplan"}},
    {"training regulation",
     {"training regulation", "Ausbildungsordnung", "koulutusasetus", "opleidingsverordening"}},
    {"transcript", {"transcript", "Leistungsnachweis", "opintosuoritusote", "cijferoverzicht"}},
    {"transcript of records",
     {"transcript of records", "Leistungsübersicht", "opintosuoritusote", "cijferoverzicht"}},
    {"transcripts",
     {"transcripts", "Leistungsnachweise", "opintosuoritusotteet", "cijferoverzichten"}},
    {"transparency document",
     {"transparency document", "Transparenzdokument", "läpinäkyvyysasiakirja",
      "transparantiedocument"}},
    {"validation certificate",
     {"validation certificate", "Validierungszertifikat", "validointitodistus",
      "ervaringscertificaat"}},
    {"validation document",
     {"validation document", "Validierungsdokument", "validointiasiakirja", "valideringsdocument"}},
    {"work samples", {"work samples", "Arbeitsproben", "työnäytteet", "werkstukken"}},
};

static ek_text label_of(ek_language language, ek_text name)
{
    uint32_t low = 0, high = sizeof kinds / sizeof kinds[0];

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int order = ek_text_compare(ek_text_of(kinds[middle].name), name);

        if (order == 0)
            return ek_text_of(kinds[middle].in[ek_language_spoken(language)]);
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return EK_TEXT("");
}

ek_text ek_say_evidence(const ek_pen *pen, ek_texts evidence)
{
    ek_text *said = EK_NEW_ARRAY(pen->out->arena, ek_text, evidence.count + 1u);

    for (uint32_t i = 0; i < evidence.count; i++) {
        said[i] = label_of(pen->language, evidence.items[i]);
        if (said[i].size == 0)
            said[i] = ek_say_word(pen, evidence.items[i]);
    }
    return ek_joined(pen, said, evidence.count, ", ");
}
