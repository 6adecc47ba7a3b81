/* A problem in which each fact is what it is in one case, so that a solver's answer can be held
 * against the engine's; and the solver itself, asked once for many problems. */
#ifndef TESTS_UNIT_DESK_FIXED_H
#define TESTS_UNIT_DESK_FIXED_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "desk/prove.h"

#include "z3.h"

/* ---- Facts ---------------------------------------------------------------------------------- */

/* What stands at "requirements.first_day" of a record; what is embedded has no name of its own. */
static inline const ek_value *value_at(const ek_record *record, ek_text path)
{
    uint32_t end = 0, slot;

    while (end < path.size && path.bytes[end] != '.')
        end++;
    slot = ek_field_named(record->type, ek_text_slice(path, 0, end));
    if (slot != EK_NO_FIELD) {
        const ek_value *value = &record->slots[slot];

        if (end == path.size || value->state != EK_KNOWN)
            return value;
        return value_at(value->as.record, ek_text_slice(path, end + 1, path.size));
    }
    for (uint32_t i = 0; i < record->type->field_count; i++)
        if (record->type->fields[i].flags & EK_EMBED) {
            const ek_value *value = &record->slots[i];

            if (value->state == EK_KNOWN)
                value = value_at(value->as.record, path);
            if (value)
                return value;
        }
    return NULL;
}

static inline void fix_set(ek_smt *smt, const ek_smt_fact *fact, ek_texts texts)
{
    uint32_t there = 0;

    for (uint32_t i = 0; i < texts.count; i++)
        (void)ek_smt_text_number(smt, texts.items[i]); /* for the next problem */
    for (uint32_t i = 0; i < fact->value.member_count; i++) {
        ek_text text = smt->texts[atoi(fact->value.members[i].text.bytes)];
        bool in = ek_texts_have(texts, text);

        there += in;
        ek_smt_assert(smt,
                      in ? fact->value.members[i].in : ek_smt_not(smt, fact->value.members[i].in));
    }
    if (there != texts.count)
        ek_smt_assert(smt, EK_TEXT("false"));
}

static inline void fix_date(ek_smt *smt, const ek_smt_fact *fact, ek_date date)
{
    ek_smt_value day = ek_smt_date(smt, date);

    ek_smt_assert(smt, ek_smt_format(smt, "(and (= %.*s %.*s) (= %.*s %.*s))",
                                     EK_TEXT_ARGS(fact->value.month), EK_TEXT_ARGS(day.month),
                                     EK_TEXT_ARGS(fact->value.day), EK_TEXT_ARGS(day.day)));
}

static inline void fix_key(ek_smt *smt, const ek_smt_fact *fact, ek_text is)
{
    ek_smt_assert(smt,
                  ek_smt_format(smt, "(= |%.*s| %.*s)", EK_TEXT_ARGS(fact->key), EK_TEXT_ARGS(is)));
}

static inline void fix_text(ek_smt *smt, const ek_smt_fact *fact, ek_text text)
{
    fix_key(smt, fact, ek_smt_format(smt, "%u", ek_smt_text_number(smt, text)));
}

static inline void fix_yes(ek_smt *smt, const ek_smt_fact *fact, bool yes)
{
    fix_key(smt, fact, yes ? EK_TEXT("true") : EK_TEXT("false"));
}

static inline void fix_mark(ek_smt *smt, const ek_smt_fact *fact, const ek_mark *mark)
{
    if (mark->scale && smt->book->scale_count > 0 &&
        ek_text_equal(*mark->scale, smt->book->scales[0].name))
        fix_key(smt, fact, ek_smt_number(smt, mark->value));
    else
        ek_smt_assert(smt, EK_TEXT("false")); /* on another scale: outside */
}

static inline void fix_known(ek_smt *smt, const ek_smt_fact *fact, const ek_value *value)
{
    uint8_t eqf;

    switch (fact->field->kind) {
    case EK_KIND_YES: fix_yes(smt, fact, value->as.yes); break;
    case EK_KIND_NUMBER: fix_key(smt, fact, ek_smt_number(smt, value->as.number)); break;
    case EK_KIND_MARK: fix_mark(smt, fact, value->as.mark); break;
    case EK_KIND_DATE: fix_date(smt, fact, value->as.date); break;
    case EK_KIND_TEXT:
    case EK_KIND_WORD:
    case EK_KIND_COUNTRY: fix_text(smt, fact, value->as.text); break;
    case EK_KIND_SET: fix_set(smt, fact, value->as.texts); break;
    case EK_KIND_LEVEL:
        eqf = ek_eqf_level(smt->book->all, value->as.level);
        fix_key(smt, fact, ek_smt_format(smt, "%u", eqf));
        break;
    default: break;
    }
}

static inline void fix_state(ek_smt *smt, const ek_smt_fact *fact, uint64_t state)
{
    if (state == EK_MISSING)
        return;
    if (fact->own_none.size)
        ek_smt_assert(smt, state == EK_NONE ? fact->own_none : ek_smt_not(smt, fact->own_none));
    else if (state == EK_NONE)
        ek_smt_assert(smt, EK_TEXT("false")); /* it cannot be none: outside */
}

/* NULL: it is missing, or a list has no such thing. */
static inline const ek_record *thing_of(const ek_smt_fact *fact, ek_scene *scene, ek_reads *reads)
{
    ek_answer list;

    if (ek_scope_of(fact->scope)->kind != EK_SCOPE_MANY)
        return scene->at[fact->scope].state == EK_KNOWN ? scene->at[fact->scope].as.record : NULL;
    list = ek_scene_list(scene, fact->scope, reads);
    return fact->element < list.count ? list.items[fact->element] : NULL;
}

static inline void fix_ruling(ek_smt *smt, const ek_smt_fact *fact, ek_scene *scene,
                              ek_reads *reads)
{
    bool many = ek_scope_of(fact->scope)->kind == EK_SCOPE_MANY;
    const ek_record *about = many ? thing_of(fact, scene, reads) : NULL, *ruling;
    ek_at before = scene->at[fact->scope];
    const ek_value *answer;

    if (many && !about)
        return;
    if (many)
        scene->at[fact->scope] = ek_at_record(about);
    ruling = ek_scene_ruling(scene, fact->question, reads);
    scene->at[fact->scope] = before;
    if (!ruling)
        return;
    answer = ek_record_at(ruling, "answer");
    if (answer->state != EK_KNOWN) {
        ek_smt_assert(smt, EK_TEXT("false"));
        return;
    }
    switch (answer->answer) {
    case EK_ANSWER_YES: fix_yes(smt, fact, answer->as.yes); break;
    case EK_ANSWER_NUMBER: fix_key(smt, fact, ek_smt_number(smt, answer->as.number)); break;
    case EK_ANSWER_DATE: fix_date(smt, fact, answer->as.date); break;
    case EK_ANSWER_TEXT: fix_text(smt, fact, answer->as.text); break;
    default: fix_set(smt, fact, answer->as.texts); break;
    }
}

static inline void fix_fact(ek_smt *smt, const ek_smt_fact *fact, ek_scene *scene, ek_reads *reads)
{
    const ek_record *record;
    const ek_value *value;

    if (fact->question) {
        fix_ruling(smt, fact, scene, reads);
        return;
    }
    if (fact->is_list) {
        ek_answer list = ek_scene_list(scene, fact->scope, reads);

        if (list.state == EK_KNOWN && !list.list_unknown && !list.perhaps)
            fix_key(smt, fact, ek_smt_format(smt, "%u", list.count));
        return;
    }
    if (fact->path.size == 0) {
        fix_state(smt, fact, scene->at[fact->scope].state);
        return;
    }
    if (fact->scope == EK_SCOPE_CASE && ek_text_is(fact->path, "decided")) {
        fix_date(smt, fact, scene->decided);
        return;
    }
    record = thing_of(fact, scene, reads);
    value = record ? value_at(record, fact->path) : NULL;
    if (!value)
        return;
    fix_state(smt, fact, value->state);
    if (value->state == EK_KNOWN)
        fix_known(smt, fact, value);
}

/* Facts that are missing stay free: what the engine knows without them holds for each value. */
static inline void fix_facts(ek_smt *smt, const ek_scene *scene)
{
    ek_scene own = *scene;
    ek_reads reads;

    ek_reads_init(&reads, smt->arena);
    for (uint32_t scope = 0; scope < EK_SCOPE_COUNT; scope++)
        if (ek_scope_of((ek_scope)scope)->kind == EK_SCOPE_MANY)
            own.at[scope] = ek_at_record(NULL);
    for (uint32_t i = 0; i < smt->fact_count; i++)
        fix_fact(smt, &smt->facts[i], &own, &reads);
}

/* Begins a problem again that knows every text that its facts were fixed to. */
static inline void begin_with_texts(ek_smt *smt, const ek_smt *before)
{
    ek_smt_begin(smt, before->arena, before->book, before->claim, before->length, before->last_day);
    for (uint32_t i = 0; i < before->text_count; i++)
        (void)ek_smt_text_number(smt, before->texts[i]);
}

/* ---- The engine's answer as a term ---------------------------------------------------------- */

/* Empty: there is nothing to compare with. */
static inline ek_text term_of_answer(ek_smt *smt, const ek_smt_value *value,
                                     const ek_answer *answer)
{
    ek_smt_value is = {.type = answer->type, .none = EK_TEXT("false")};
    ek_smt_member *members;

    if (answer->type == EK_TYPE_CONDITION) {
        if (answer->truth == EK_UNKNOWN || value->type != EK_TYPE_CONDITION)
            return EK_TEXT("");
        return answer->truth == EK_TRUE ? value->is : ek_smt_not(smt, value->is);
    }
    if (answer->state == EK_MISSING)
        return EK_TEXT("");
    if (answer->state == EK_NONE)
        return value->none;
    switch (answer->type) {
    case EK_TYPE_QUANTITY: is.is = ek_smt_number(smt, answer->low); break;
    case EK_TYPE_DATE: is = ek_smt_date(smt, answer->as.date); break;
    case EK_TYPE_TEXT:
        is.is = ek_smt_format(smt, "%u", ek_smt_text_number(smt, answer->as.text));
        break;
    case EK_TYPE_SET:
        members = EK_NEW_ARRAY(smt->arena, ek_smt_member, answer->as.texts.count + 1);
        for (uint32_t i = 0; i < answer->as.texts.count; i++)
            members[i] = (ek_smt_member){
                ek_smt_format(smt, "%u", ek_smt_text_number(smt, answer->as.texts.items[i])),
                EK_TEXT("true")};
        is.members = members;
        is.member_count = answer->as.texts.count;
        break;
    default: return EK_TEXT("");
    }
    return ek_smt_same(smt, *value, is);
}

/* ---- Many problems, one solver -------------------------------------------------------------- */

typedef struct exam {
    ek_arena arena;
    ek_buffer text;
    ek_text *names; /* of what has to be true, case by case */
    uint32_t name_count, name_capacity;
    uint32_t *names_from; /* of each case, and one more */
    uint32_t cases, from_capacity, held;
    /* the result */
    uint32_t inside, late, differences;
    char first[2000];
} exam;

static inline void open_exam(exam *e)
{
    memset(e, 0, sizeof *e);
    ek_arena_init(&e->arena, NULL, 0);
    ek_buffer_init(&e->text, &e->arena);
}

static inline void begin_case(exam *e, ek_smt *smt)
{
    ek_buffer_string(&smt->lines, "(push)\n");
    *EK_PUSH(&e->arena, e->names_from, e->cases, e->from_capacity) = e->name_count;
    e->held = 0;
}

/* In the case at hand: the term has to be true. */
static inline void hold(exam *e, ek_smt *smt, ek_text term, ek_text name)
{
    if (term.size == 0)
        return;
    ek_buffer_format(&smt->lines, "(define-fun e%u () Bool %.*s)\n", e->held++, EK_TEXT_ARGS(term));
    *EK_PUSH(&e->arena, e->names, e->name_count, e->name_capacity) = ek_text_copy(&e->arena, name);
}

/* First whether there is such a case, then whether a term can be false. */
static inline void end_case(exam *e, ek_smt *smt)
{
    ek_buffer *out = &smt->lines;

    ek_buffer_format(out, "(echo \"case %u\")\n(check-sat)\n(assert (not (and true", e->cases - 1);
    for (uint32_t i = 0; i < e->held; i++)
        ek_buffer_format(out, " e%u", i);
    ek_buffer_string(out, ")))\n(check-sat)\n(get-value (true");
    for (uint32_t i = 0; i < e->held; i++)
        ek_buffer_format(out, " e%u", i);
    ek_buffer_string(out, "))\n(pop)\n");
}

static inline void end_problem(exam *e, ek_smt *smt)
{
    ek_smt_prelude(&e->text);
    ek_buffer_text(&e->text, ek_buffer_done(&smt->lines));
    ek_buffer_string(&e->text, "(reset)\n");
}

static inline void note_difference(exam *e, uint32_t number, const char *values)
{
    uint32_t from = e->names_from[number];
    uint32_t to = number + 1 < e->cases ? e->names_from[number + 1] : e->name_count;

    for (uint32_t i = from; i < to; i++) {
        char wanted[40];

        (void)snprintf(wanted, sizeof wanted, "(e%u false)", i - from);
        if (!strstr(values, wanted))
            continue;
        if (e->differences++ < 12)
            (void)snprintf(e->first + strlen(e->first), sizeof e->first - strlen(e->first),
                           "\n  %.*s", EK_TEXT_ARGS(e->names[i]));
    }
}

/* Reads "case N", "sat", "unsat" and what stands between. */
static inline void read_exam(exam *e, FILE *from)
{
    static char values[1 << 20];
    char line[4096];
    uint32_t number = 0, answers = 0, answered = 0;
    bool sat = false;

    while (fgets(line, sizeof line, from)) {
        if (sscanf(line, "case %u", &number) == 1) {
            answers = 0;
        } else if (strcmp(line, "sat\n") == 0 || strcmp(line, "unsat\n") == 0 ||
                   strcmp(line, "unknown\n") == 0) {
            sat = line[0] == 's';
            e->inside += answers == 0 && sat;
            e->late += answers == 1 && line[2] == 'k';
            answered += answers == 1;
            answers++;
            values[0] = '\0';
        } else if (answers == 2 && sat) {
            (void)strncat(values, line, sizeof values - strlen(values) - 1);
            if (strstr(line, "))\n"))
                note_difference(e, number, values);
        } else if (answers < 2) {
            fail_msg("case %u: the solver says %s", number, line);
        }
    }
    assert_int_equal(answered, e->cases);
}

static inline void sit_exam(exam *e, ek_text text)
{
    z3 solver;

    e->inside = e->late = e->differences = 0;
    e->first[0] = '\0';
    z3_open(&solver, text.bytes, text.size, 1000);
    read_exam(e, solver.answers);
    z3_close(&solver);
}

#endif
