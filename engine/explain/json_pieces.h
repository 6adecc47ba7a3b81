/* Pieces: the members of a line that are the same whatever the case, as bytes, made once for a
 * bundle, a language and a form. They are made by the functions that put them where there are no
 * pieces, so that a line has the same bytes with and without.
 *
 * A piece begins with the comma before its first member; ek_json_piece puts there what belongs. An
 * empty piece says nothing. All stand in whole blocks (base/text.h). Pieces are only read once they
 * are made: threads share them. */
#ifndef EK_EXPLAIN_JSON_PIECES_H
#define EK_EXPLAIN_JSON_PIECES_H

#include "explain/json.h"

#define EK_JSON_VERDICTS 6
#define EK_JSON_STATES 4

/* Reasons of which nothing comes from the case, from brace to brace: the rule recognises, or it
 * says what it does otherwise (refuses with its roads, names its step, asks its question); by
 * whether it decides and is unverified. */
typedef struct ek_whole_pieces {
    ek_text recognised[2][2], otherwise[2][2];
} ek_whole_pieces;

typedef struct ek_rule_pieces {
    const ek_text *heads; /* rule and law, for each of its laws */
    ek_text words;        /* says, reading */
    ek_text step, instead;
    ek_text id;                   /* as an element of a list */
    const ek_whole_pieces *whole; /* codes only, for each of its laws */
} ek_rule_pieces;

/* What most reasons are: the rule recognises, by the first of its laws. Codes only. */
typedef struct ek_content_pieces {
    const ek_rule *rule;
    const char *law;
    ek_text whole[2][2]; /* it decides, it is unverified */
} ek_content_pieces;

/* A fact that may be lacking, of which it is enough to know type and field. */
typedef struct ek_fact_pieces {
    const ek_record_type *type;
    const ek_field *field; /* NULL: the place is free */
    ek_text label, needed; /* words: ek_lacking_label, ek_say_needed */
    ek_text supplier;      /* a piece: what follows `about` */
} ek_fact_pieces;

/* A field of effects, known by where the bytes of its name stand in the rule that gives it. */
typedef struct ek_name_pieces {
    const char *name; /* NULL: the place is free */
    ek_text key;      /* with its quotes and colon */
} ek_name_pieces;

typedef struct ek_book_pieces {
    const ek_rulebook *book;
    ek_text head;                     /* country to policy */
    const ek_rule_pieces *rules;      /* in the order of the book */
    const ek_content_pieces *content; /* the same, or NULL */
    const ek_text *questions;         /* what follows `about` */
    const ek_fact_pieces *facts;      /* a table by field, at most half full */
    uint32_t fact_mask;               /* places less one */
    const ek_name_pieces *names;      /* the same of names */
    uint32_t name_mask;
} ek_book_pieces;

struct ek_pieces {
    ek_language language;
    bool codes;
    ek_text start;                      /* from the brace to the case's id, without a comma */
    ek_text kinds[EK_SCOPE_COUNT];      /* of claims */
    ek_text verdicts[EK_JSON_VERDICTS]; /* of claims */
    ek_text claims[EK_SCOPE_COUNT][2][EK_JSON_VERDICTS]; /* codes: kind to verdict; it arises? */
    ek_text said[EK_JSON_VERDICTS][2]; /* verdict of a reason, and whether it decides */
    ek_text quiet[2];                  /* of reasons that leave nothing open; unverified? */
    ek_text effects[EK_EFFECTS][EK_JSON_STATES]; /* from the brace on */
    const ek_book_pieces *books;
    uint32_t book_count;
};

/* Bytes that begin with a comma. */
static inline void ek_json_piece(ek_json *json, ek_text piece)
{
    char *room;

    if (piece.size == 0)
        return;
    room = ek_buffer_room(json->out, piece.size + EK_BLOCK_BYTES);
    ek_copy_blocks(room, piece);
    room[0] = json->lead;
    json->out->size += piece.size;
    json->lead = ',';
}
/* The same of one that leaves an object open, with a member in it. */
static inline void ek_json_open_piece(ek_json *json, ek_text piece)
{
    ek_json_piece(json, piece);
    json->depth++;
}

/* NULL: they are not of this book. */
const ek_book_pieces *ek_pieces_of(const ek_pieces *pieces, const ek_rulebook *book);
static inline const ek_rule_pieces *ek_pieces_of_rule(const ek_book_pieces *pieces,
                                                      const ek_rule *rule)
{
    return rule->index < pieces->book->rule_count && pieces->book->rules[rule->index] == rule
               ? &pieces->rules[rule->index]
               : NULL;
}
/* What a rule asks where it does not hold; NULL: nothing, or more than that. */
static inline const ek_question *ek_question_otherwise(const ek_rule *rule)
{
    const ek_expr *ruling = rule->otherwise.kind == EK_ELSE_RULING ? rule->otherwise.ruling : NULL;

    return ruling && ruling->op == EK_OP_RULING ? ruling->as.question : NULL;
}
/* NULL: it is the thing itself that is lacking, or a field seen from another type. */
const ek_fact_pieces *ek_pieces_of_fact(const ek_book_pieces *pieces, const ek_lacking *lacking);
/* Where to look first for what stands at that address, in a table of so many places and one. */
static inline uint32_t ek_place_of(const void *known, uint32_t mask)
{
    return (uint32_t)(((uint64_t)(uintptr_t)known * UINT64_C(0x9e3779b97f4a7c15)) >> 32) & mask;
}
/* The key of a field of an effect; NULL: it is not from a rule of this book. */
static inline const ek_text *ek_piece_of_name(const ek_book_pieces *pieces, ek_text name)
{
    uint32_t at = ek_place_of(name.bytes, pieces->name_mask);

    while (pieces->names[at].name && pieces->names[at].name != name.bytes)
        at = (at + 1) & pieces->name_mask;
    return pieces->names[at].name ? &pieces->names[at].key : NULL;
}
const ek_text *ek_piece_of_question(const ek_book_pieces *pieces, const ek_question *question);

/* What pieces are made of: json.c */
void ek_json_start_decision(ek_json *json);
void ek_json_put_claim_kind(ek_json *json, ek_scope kind);
void ek_json_put_verdict(ek_json *json, erkend_verdict verdict);
void ek_json_put_effect_kind(ek_json *json, ek_effect_kind kind, ek_effect_state state);
void ek_json_put_book(ek_json *json, const ek_rulebook *book);
/* and json_reason.c */
void ek_json_put_rule(ek_json *json, ek_text id, ek_text law);
void ek_json_put_rule_words(ek_json *json, ek_text says, ek_text reading);
void ek_json_put_said(ek_json *json, erkend_verdict verdict, bool decides);
void ek_json_put_step(ek_json *json, const ek_rulebook *book, ek_text name);
void ek_json_put_roads(ek_json *json, const ek_rulebook *book, ek_texts roads);
void ek_json_put_supplier(ek_json *json, const ek_rulebook *book, const ek_lacking *lacking);
void ek_json_put_question(ek_json *json, const ek_rulebook *book, const ek_question *question);
void ek_json_put_quiet(ek_json *json, bool unverified);

#endif
