/* Sentences: what a rule says, written out for a reader who has no case at hand. Conditions become
 * lines, one below the other; quantities, dates and texts a few words.
 *
 * Nothing is evaluated. A number is called by what parameters.yaml says of it, with its latest
 * value in brackets; a word of the law by what its definition says, in quotation marks. */
#ifndef EK_EXPLAIN_SENTENCE_H
#define EK_EXPLAIN_SENTENCE_H

#include "explain/page.h"

typedef struct ek_sentence_line {
    uint32_t depth;
    ek_text text;
} ek_sentence_line;

typedef struct ek_sentences {
    const ek_pen *pen;
    const ek_rulebook *book;
    ek_scope about[8]; /* what the reader knows to be spoken of: its facts need no name of theirs */
    uint32_t about_count;
    uint32_t depth;
    ek_sentence_line *lines;
    uint32_t count, capacity;
} ek_sentences;

/* `first` and `second` (EK_SCOPE_NONE: none) are spoken of. */
void ek_sentences_init(ek_sentences *s, const ek_pen *pen, const ek_rulebook *book, ek_scope first,
                       ek_scope second);
/* Adds the lines of a condition; `negated`: of its contrary. */
void ek_sentences_condition(ek_sentences *s, const ek_expr *expr, bool negated);
/* A condition within a line: "a and (b or c)". */
ek_text ek_sentence_inline(ek_sentences *s, const ek_expr *expr, bool negated);
/* A quantity, date, text, list or thing in words. */
ek_text ek_sentence_value(ek_sentences *s, const ek_expr *expr);
/* "the competent body" and the question it is asked, in quotation marks. */
ek_text ek_sentence_body(ek_sentences *s, const ek_question *question);
ek_text ek_sentence_question(ek_sentences *s, const ek_question *question);
/* "rounded down to a multiple of 6". */
ek_text ek_sentence_rounding(const ek_pen *pen, ek_rounding rounding);
/* The list that a name for many stands for: "stays abroad". */
ek_text ek_sentence_list(ek_sentences *s, ek_scope scope);

/* Inside: a condition that is one line (sentence.c), asked by sentence_values.c and the other way.
 */
const ek_record_type *ek_sentence_type(const ek_path *path); /* in which its last field stands */
ek_text ek_sentence_path(ek_sentences *s, const ek_path *path);
void ek_sentence_speak_of(ek_sentences *s, ek_scope scope);

#endif
