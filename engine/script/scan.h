/* Within the script room: a policy file as tokens, what may not stand in it, and in which order its
 * names, calls and operators are reached when it runs. */
#ifndef EK_SCRIPT_SCAN_H
#define EK_SCRIPT_SCAN_H

#include "script/script.h"

typedef enum ek_token_kind {
    EK_TOKEN_NAME,
    EK_TOKEN_KEYWORD,
    EK_TOKEN_TEXT,
    EK_TOKEN_NUMBER,
    EK_TOKEN_SYMBOL,
    EK_TOKEN_END
} ek_token_kind;

typedef struct ek_token {
    ek_token_kind kind;
    char sign;    /* of a symbol of one byte; 0: any other token */
    ek_text text; /* as written, quotes included */
    uint32_t line, column;
} ek_token;

typedef struct ek_tokens {
    const ek_token *items; /* the last one is EK_TOKEN_END */
    uint32_t count;
    bool broken; /* an error of form; the file cannot be run */
} ek_tokens;

ek_tokens ek_tokens_of(ek_arena *arena, const ek_source *source, ek_problems *problems);
/* Reports what may not stand there. true: running the file can still find more. */
bool ek_tokens_check(ek_tokens tokens, const ek_source *source, bool country,
                     ek_problems *problems);

/* What a country file does, in order: it has no loops and no functions, so each happens once. */
typedef enum ek_step_kind {
    EK_STEP_NAME,  /* a name is looked up: stay */
    EK_STEP_INDEX, /* a name behind a dot: weeks */
    EK_STEP_CALL,  /* what bears the name is called: at_most(…); rule "id" { … } is two calls */
    EK_STEP_SIGN,  /* an operator: + */
    EK_STEP_WRITE  /* a name is written to, which no rule file may do: x = … */
} ek_step_kind;

#define EK_NO_BRACES UINT32_MAX

typedef struct ek_step {
    ek_step_kind kind;
    ek_text name;
    uint32_t line, column;
    uint32_t braces; /* CALL with { … }: its number, for ek_order_field */
} ek_step;

typedef struct ek_order_entry {
    uint32_t owner; /* number of the braces it stands in */
    uint32_t inner; /* number of the braces that are its value, or EK_NO_BRACES */
    ek_text name;   /* without quotes */
    uint32_t line, column;
} ek_order_entry;

typedef struct ek_order {
    ek_step *steps;
    uint32_t count, capacity;
    ek_order_entry *entries;
    uint32_t entry_count, entry_capacity;
    uint32_t braces; /* how many there are */
} ek_order;

/* Names given twice within one pair of braces are reported. Stops without a word where the form is
 * not that of a country file; Lua says why. */
void ek_order_of(ek_order *out, ek_arena *arena, ek_tokens tokens, ek_text file,
                 ek_problems *problems);
/* The entry `name = …` of those braces, or NULL. */
const ek_order_entry *ek_order_field(const ek_order *order, uint32_t braces, ek_text name);

#endif
