/* Scripts: policy files in Lua, run once, in a sandbox, and what they leave: rules as expressions.
 *
 * One Lua state is made for a bundle (TRUST sections 4 and 5), runs policies/ .lua (the vocabulary)
 * and the files of every country, and is closed before the bundle is used. Nothing of Lua is left.
 */
#ifndef EK_SCRIPT_SCRIPT_H
#define EK_SCRIPT_SCRIPT_H

#include "load/load.h"

typedef struct ek_script ek_script;

/* One set of policy files: a country's, or an EU set that a country adopted. Parameters are looked
 * up in the set's own, then in the book's. */
typedef struct ek_script_set {
    ek_rulebook *book; /* rules, terms, allocations are appended here */
    const ek_parameter *const *parameters;
    uint32_t parameter_count;
    const ek_question *const *questions;
    uint32_t question_count;
    bool shared;
} ek_script_set;

/* Opens the state and runs the vocabulary files (in the order given). Everything stays in `arena`.
 * The state lives outside the arena: after a raise, ek_script_close is still to be called. */
erkend_status ek_script_open(ek_script **out, ek_arena *arena, const ek_source *vocabulary,
                             uint32_t count, const erkend_limits *limits, ek_problems *problems);
/* Runs one policy file: scan, load, run. The bytes of a shared set stay as they are, and where they
 * are, while the script is open: a set that runs again is not scanned and loaded again. */
erkend_status ek_script_run(ek_script *script, const ek_source *source, const ek_script_set *set,
                            ek_problems *problems);
void ek_script_close(ek_script *script);

/* The fields that an effect may have, NULL-ended; NULL: any. */
const char *const *ek_effect_fields(ek_effect_kind kind);

/* The scan alone: text of a policy file against the words that it may not hold, each with line and
 * column (LANGUAGE section 13, TRUST section 4.3). `country` files get the strict list; policies/
 * may use all of Lua that is safe on 5.4.4. */
void ek_scan(ek_arena *arena, const ek_source *source, bool country, ek_problems *problems);

#endif
