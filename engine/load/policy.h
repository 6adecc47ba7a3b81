/* What the readers of a country's YAML files share: keys, texts, words by language, dates, places.
 */
#ifndef EK_LOAD_POLICY_H
#define EK_LOAD_POLICY_H

#include "load/load.h"
#include "load/node.h"

typedef struct ek_policy {
    ek_arena *arena;
    ek_problems *problems;
    ek_text file;
} ek_policy;

/* The root of a policy file: a map, or NULL after problems. */
const ek_node *ek_policy_open(ek_policy *policy, ek_arena *arena, const ek_source *source,
                              const erkend_limits *limits, ek_problems *problems);
ek_place ek_policy_place(const ek_policy *policy, const ek_node *node);
ek_place ek_policy_key_place(const ek_policy *policy, const ek_pair *pair);
void ek_policy_refuse(const ek_policy *policy, ek_place place, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* True for a map; otherwise a problem that says that `what` is written as keys. */
bool ek_policy_is_map(const ek_policy *policy, const ek_node *node, const char *what);
/* Refuses keys that are not in the NULL-ended list, with the nearest that is. */
void ek_policy_keys(const ek_policy *policy, const ek_node *map, const char *what,
                    const char *const *keys);
/* The value of a key that is needed; NULL with a problem. */
const ek_node *ek_policy_need(const ek_policy *policy, const ek_node *map, const char *what,
                              const char *key);

/* Each reads one node; `what` and `key` are for messages. False, or empty, with a problem. */
bool ek_policy_text(const ek_policy *policy, const ek_node *node, const char *key, ek_text *out);
bool ek_policy_word(const ek_policy *policy, const ek_node *node, const char *key,
                    const char *const *words, uint32_t *out);
bool ek_policy_yes(const ek_policy *policy, const ek_node *node, const char *key, bool *out);
bool ek_policy_date(const ek_policy *policy, const ek_node *node, const char *key, ek_date *out);
bool ek_policy_number(const ek_policy *policy, const ek_node *node, const char *key,
                      ek_fraction *out);
bool ek_policy_texts(const ek_policy *policy, const ek_node *node, const char *key, bool sorted,
                     ek_texts *out);
ek_says ek_policy_says(const ek_policy *policy, const ek_node *node, const char *key);
/* status: unverified. */
bool ek_policy_unverified(const ek_policy *policy, const ek_node *map);
/* A name that rules can write after a point: small letters, digits and _, no Lua keyword. */
bool ek_policy_name(const ek_policy *policy, const ek_pair *pair, const char *what);

/* arises.c: `claims` of country.yaml. */
void ek_arises_read(const ek_policy *policy, const ek_node *node, ek_rulebook *book);

#endif
