/* Words: the sentences of the engine in four languages, one table (words.c), and the names that facts,
 * suppliers and codes have for people (labels.c).
 *
 * A phrase may hold {0}, {1}, … where texts go in. Phrases are ours; texts that go in are already fit to
 * be shown (ek_buffer_shown). Where a number changes the form of a word there are two phrases, _ONE and
 * the other. */
#ifndef EK_EXPLAIN_WORDS_H
#define EK_EXPLAIN_WORDS_H

#include "rule/rulebook.h"

typedef enum ek_phrase {
    /* verdicts, in the order of erkend_verdict */
    EK_SAY_REFUSED, EK_SAY_INCOMPLETE, EK_SAY_REFERRED, EK_SAY_CONDITIONAL, EK_SAY_PARTIAL,
    EK_SAY_RECOGNISED,
    EK_SAY_REFERRED_TO, EK_SAY_NO_CLAIM,
    /* titles of rows and lists */
    EK_SAY_ROW_VERDICT, EK_SAY_ROW_AS, EK_SAY_ROW_DECIDES, EK_SAY_ROW_BECAUSE, EK_SAY_ROW_NEEDED,
    EK_SAY_ROW_INSTEAD, EK_SAY_ROW_COUNTS, EK_SAY_ROW_COUNTS_NOT, EK_SAY_ROW_ALSO,
    EK_SAY_ROW_READING, EK_SAY_ROW_LAW, EK_SAY_ROW_QUESTION, EK_SAY_ROW_BODY, EK_SAY_ROW_EVIDENCE,
    EK_SAY_ROW_MISSING, EK_SAY_ROW_FROM,
    EK_SAY_WHY_THEY_DIFFER, EK_SAY_WHY, EK_SAY_FACTS_READ, EK_SAY_LAWS_CITED, EK_SAY_SILENT,
    EK_SAY_NEAREST, EK_SAY_ACCOUNT, EK_SAY_POINTS_OF_UNITS, EK_SAY_NO_CLAIMS,
    EK_SAY_NO_SUCH_CLAIM,
    /* the frame of a page */
    EK_SAY_DECIDED_ON, EK_SAY_DECIDED_ON_ASSUMED,
    EK_SAY_READ_ONE, EK_SAY_READ, EK_SAY_UNREAD_NONE, EK_SAY_UNREAD_ONE, EK_SAY_UNREAD,
    EK_SAY_DETAILS,
    EK_SAY_ASSESSED_IN, EK_SAY_ASSESSED, EK_SAY_LEARNT_IN, EK_SAY_STAY_IN, EK_SAY_STAY,
    EK_SAY_STAYS, EK_SAY_PERIOD, EK_SAY_PASSED, EK_SAY_FAILED,
    EK_SAY_COUNTRY_SAYS,
    /* who decides, what is needed */
    EK_SAY_BY_LAW, EK_SAY_A_DECISION, EK_SAY_A_FACT, EK_SAY_A_STEP, EK_SAY_OR, EK_SAY_AND,
    EK_SAY_NOTHING, EK_SAY_MORE,
    EK_SAY_ASKS_EXCEPTION, EK_SAY_ASKS_DISCRETION, EK_SAY_ASKS_FORECAST, EK_SAY_ASKS_FINDING,
    EK_SAY_ASKS_COMPARISON, EK_SAY_ASKS_CURRENCY, EK_SAY_ASKS_GAP,
    /* effects, by kind */
    EK_SAY_AWARD, EK_SAY_AWARD_NO_UNIT, EK_SAY_QUALIFICATION, EK_SAY_EXEMPT,
    EK_SAY_EXEMPT_NO_PART, EK_SAY_CERTIFY,
    EK_SAY_CERTIFY_NO_PART, EK_SAY_DECLARE, EK_SAY_SHORTEN, EK_SAY_CREDIT_ONE, EK_SAY_CREDIT,
    EK_SAY_TRAINING_ONE, EK_SAY_TRAINING, EK_SAY_DURATION, EK_SAY_ADMIT, EK_SAY_INFORM,
    EK_SAY_GRADE, EK_SAY_MARK, EK_SAY_MEAN, EK_SAY_UP_TO,
    EK_SAY_PROPOSED, EK_SAY_AFTER_STEP, EK_SAY_NOT_YET, EK_SAY_LIMITED, EK_SAY_CUT_TO_ASKED,
    EK_SAY_FIELD,
    /* conditions */
    EK_SAY_AT_LEAST, EK_SAY_AT_MOST, EK_SAY_MORE_THAN, EK_SAY_LESS_THAN,
    EK_SAY_BEFORE, EK_SAY_AFTER, EK_SAY_ON_OR_BEFORE, EK_SAY_ON_OR_AFTER,
    EK_SAY_SAME, EK_SAY_NOT_SAME, EK_SAY_DIFFERENT, EK_SAY_NOT_DIFFERENT,
    EK_SAY_ONE_OF, EK_SAY_NOT_ONE_OF,
    EK_SAY_COVERED, EK_SAY_NOT_COVERED, EK_SAY_MULTIPLE, EK_SAY_NO_MULTIPLE,
    EK_SAY_IN_FORCE_TO, EK_SAY_IN_FORCE_FROM, EK_SAY_IN_FORCE_BETWEEN, EK_SAY_TRANSITION_TO,
    EK_SAY_ON_DAY, EK_SAY_IS_GIVEN, EK_SAY_IS_NOT_GIVEN, EK_SAY_EXACTLY,
    EK_SAY_FULFILLED, EK_SAY_SERVES, EK_SAY_LEFT_OVER, EK_SAY_LACKS_POINTS, EK_SAY_LACKS_UNITS,
    EK_SAY_LACKS, EK_SAY_COMPETES, EK_SAY_NOT_EXHAUSTIVE, EK_SAY_COUNTED, EK_SAY_CAPPED,
    EK_SAY_TOO_LONG, EK_SAY_TOO_SHORT, EK_SAY_TOO_MANY, EK_SAY_TOO_FEW, EK_SAY_TOO_HIGH,
    EK_SAY_TOO_LOW, EK_SAY_TOO_LATE, EK_SAY_TOO_EARLY, EK_SAY_TOO_MUCH, EK_SAY_TOO_LITTLE,
    EK_SAY_OF, EK_SAY_TIMES, EK_SAY_LESSER_OF, EK_SAY_GREATER_OF, EK_SAY_ROUNDED, EK_SAY_SUM_OF,
    EK_SAY_MEAN_OF, EK_SAY_NUMBER_OF, EK_SAY_SHARE_OF, EK_SAY_TOGETHER, EK_SAY_FROM_TABLE,
    EK_SAY_BETWEEN, EK_SAY_NOT_KNOWN, EK_SAY_NOT_KNOWN_FROM, EK_SAY_SINCE, EK_SAY_SAYS_WHO,
    EK_SAY_EQF,
    /* values */
    EK_SAY_YES, EK_SAY_NO, EK_SAY_NONE, EK_SAY_ASSUMED, EK_SAY_MISSING, EK_SAY_EMPTY,
    EK_SAY_HALF, EK_SAY_THIRD, EK_SAY_QUARTER, EK_SAY_TWO_THIRDS, EK_SAY_THREE_QUARTERS,
    /* why a rule is silent, and marks on law */
    EK_SAY_SPEAKS_NOT, EK_SAY_OVERRIDDEN, EK_SAY_NOT_YET_LAW, EK_SAY_NO_LONGER_LAW,
    EK_SAY_UNVERIFIED,
    /* rules of the core */
    EK_SAY_CORE_NOTHING_GIVES, EK_SAY_CORE_NOT_ASSESSED, EK_SAY_CORE_NOT_VALIDATED,
    EK_SAY_CORE_COUNTS_ONCE, EK_SAY_CORE_OUT_OF_ORDER, EK_SAY_CORE_LAW,
    EK_PHRASES
} ek_phrase;

/* The phrase as it stands in the table; never NULL. */
const char *ek_phrase_in(ek_language language, ek_phrase phrase);
/* With the texts put in where {0}, {1}, … stand. */
void ek_phrase_put(ek_buffer *buffer, ek_language language, ek_phrase phrase, const ek_text *texts,
                   uint32_t count);

/* labels.c. All answer a text that may be shown as it is. */
/* What a fact is called: "first day"; in English its meaning where it has no label of its own. */
ek_text ek_label_of_field(ek_language language, const ek_record_type *type, const ek_field *field);
/* A thing that rules speak of: "the learning agreement", "stay". */
ek_text ek_label_of_scope(ek_language language, ek_scope scope);
/* A code word of documents and policies: "passed", "final_exam", "learner"; an empty text when it has
 * no label. */
ek_text ek_label_of_word(ek_language language, ek_text word);
/* Who can supply a fact, or does a step: a body of the country, or one of the core's. */
ek_text ek_label_of_actor(ek_language language, const ek_rulebook *book, ek_text actor);
/* A country by its code: its rulebook's name, or ours, or the code. */
ek_text ek_label_of_country(ek_language language, const ek_rulebooks *books, ek_text code);

#endif
