/* Europass: the words of the European Learning Model (version 3, as digital credentials in JSON-LD)
 * that decisions are written with and transcripts are read by. Only names and codes stand here;
 * explain/europass.c writes, load/europass.c reads. */
#ifndef EK_MODEL_EUROPASS_H
#define EK_MODEL_EUROPASS_H

#include "model/schema.h"

#define EK_EUROPASS_SNB "http://data.europa.eu/snb/"
#define EK_EUROPASS_CONTEXT EK_EUROPASS_SNB "model/context/edc-ap"
#define EK_EUROPASS_SCHEMA EK_EUROPASS_SNB "model/ap/edc-generic-full"
#define EK_EUROPASS_PROFILE EK_EUROPASS_SNB "credential/e34929035b"
#define EK_EUROPASS_ECVET EK_EUROPASS_SNB "education-credit/60b314e826"
#define EK_EUROPASS_ECTS EK_EUROPASS_SNB "education-credit/6fcec5c5af"
#define EK_EUROPASS_EQF EK_EUROPASS_SNB "eqf/"
#define EK_EUROPASS_PASS EK_EUROPASS_SNB "grade-status/c_60a1cf9a"
#define EK_EUROPASS_FORMAL EK_EUROPASS_SNB "learning-setting/6fd4685715"
#define EK_EUROPASS_NON_FORMAL EK_EUROPASS_SNB "learning-setting/e207a81fc7"
#define EK_EUROPASS_COUNTRY "http://publications.europa.eu/resource/authority/country/"
#define EK_EUROPASS_LANGUAGE "http://publications.europa.eu/resource/authority/language/"
/* Every list of SNB has that name as its scheme; a list of the publications office is its own. */
#define EK_EUROPASS_SCHEME "25831c2"
#define EK_EUROPASS_AUTHORITY "http://publications.europa.eu/resource/authority/"
/* The model has no list for these: a code of a case, a level of a national framework, a national
 * credit system; and no place for some facts of a unit, informal learning among them: each is a
 * note. */
#define EK_EUROPASS_CODES "erkend"
#define EK_EUROPASS_LEVEL "urn:erkend:level:"
#define EK_EUROPASS_CREDIT "urn:erkend:credit-system:"
#define EK_EUROPASS_FACT "urn:erkend:fact:"
#define EK_EUROPASS_REQUIREMENTS "requirements." /* before facts of unit.requirements */
#define EK_EUROPASS_SETTING "context" /* a note only where the model has no setting for it */

/* DE and DEU: empty when that country is none of the European area for education. */
ek_text ek_europass_country(ek_text two);
ek_text ek_europass_country_read(ek_text three);

/* Is that field of a unit a note: a plain fact without a place of its own in the model? */
bool ek_europass_is_noted(const ek_field *field);

#endif
