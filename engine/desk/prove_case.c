/* A solver's values as a case: one document, with every fact that the problem speaks of. */
#include "desk/prove.h"

#include <string.h>

/* ---- Which values --------------------------------------------------------------------------- */

typedef void (*each_term)(void *to, ek_text term);

static void fact_terms(const ek_smt_fact *fact, each_term each, void *to)
{
    if (fact->own_none.size)
        each(to, fact->own_none);
    switch (fact->value.type) {
    case EK_TYPE_DATE:
        each(to, fact->value.month);
        each(to, fact->value.day);
        break;
    case EK_TYPE_SET:
        for (uint32_t i = 0; i < fact->value.member_count; i++)
            each(to, fact->value.members[i].in);
        break;
    case EK_TYPE_LIST:
    case EK_TYPE_CONDITION:
    case EK_TYPE_QUANTITY:
    case EK_TYPE_TEXT:
    case EK_TYPE_LEVEL: each(to, EK_TEXT("")); break; /* the variable of the key itself */
    default: break;
    }
}

typedef struct asking {
    ek_smt *smt;
    const ek_smt_fact *fact;
    ek_buffer *out;
} asking;

static void ask_term(void *to, ek_text term)
{
    asking *a = to;

    if (term.size)
        ek_buffer_format(a->out, " %.*s", EK_TEXT_ARGS(term));
    else
        ek_buffer_format(a->out, " |%.*s|", EK_TEXT_ARGS(a->fact->key));
}

void ek_inquiry_ask_values(ek_smt *smt, ek_buffer *out)
{
    asking a = {smt, NULL, out};

    ek_buffer_string(out, "(get-value (true");
    for (uint32_t i = 0; i < smt->fact_count; i++) {
        a.fact = &smt->facts[i];
        fact_terms(a.fact, ask_term, &a);
    }
    ek_buffer_string(out, "))\n");
}

/* ---- Reading them --------------------------------------------------------------------------- */

typedef struct reader {
    ek_text text;
    uint32_t at;
    bool bad;
} reader;

static void skip_space(reader *r)
{
    while (r->at < r->text.size && strchr(" \t\r\n", r->text.bytes[r->at]) != NULL)
        r->at++;
}

static bool take(reader *r, char c)
{
    skip_space(r);
    if (r->at >= r->text.size || r->text.bytes[r->at] != c)
        return false;
    r->at++;
    return true;
}

static ek_text read_word(reader *r)
{
    uint32_t from;

    skip_space(r);
    from = r->at;
    if (r->at < r->text.size && r->text.bytes[r->at] == '|') {
        for (r->at++; r->at < r->text.size && r->text.bytes[r->at] != '|'; r->at++)
            ;
        r->at += r->at < r->text.size;
    } else {
        while (r->at < r->text.size && strchr(" \t\r\n()", r->text.bytes[r->at]) == NULL)
            r->at++;
    }
    return ek_text_slice(r->text, from, r->at);
}

/* true, 3, 3.0, (- 3.0), (/ 1.0 3.0), (- (/ 1.0 3.0)); yes and no are 1 and 0. */
static ek_fraction read_value(reader *r, uint32_t depth)
{
    ek_fraction a = EK_ZERO, b;
    ek_text word;

    if (take(r, '(') && depth < 8) {
        word = read_word(r);
        a = read_value(r, depth + 1);
        if (ek_text_is(word, "/")) {
            b = read_value(r, depth + 1);
            r->bad = r->bad || ek_fraction_divide(&a, a, b) != ERKEND_OK;
        } else if (ek_text_is(word, "-")) {
            r->bad = r->bad || ek_fraction_subtract(&a, EK_ZERO, a) != ERKEND_OK;
        } else {
            r->bad = true;
        }
        r->bad = !take(r, ')') || r->bad;
        return a;
    }
    word = read_word(r);
    if (ek_text_is(word, "true") || ek_text_is(word, "false"))
        return ek_text_is(word, "true") ? EK_ONE : EK_ZERO;
    r->bad = r->bad || ek_fraction_read(&a, word) != ERKEND_OK;
    return a;
}

/* What a fact is in the model. */
typedef struct found {
    bool none;
    ek_fraction values[2];
    bool *members;
} found;

typedef struct reading {
    reader r;
    const ek_smt_fact *fact;
    found *out;
    uint32_t at;
} reading;

static void read_term(void *to, ek_text term)
{
    reading *a = to;
    ek_fraction value;

    a->r.bad = !take(&a->r, '(') || a->r.bad;
    (void)read_word(&a->r);
    value = read_value(&a->r, 0);
    a->r.bad = !take(&a->r, ')') || a->r.bad;
    if (a->fact->own_none.size && term.bytes == a->fact->own_none.bytes)
        a->out->none = value.num != 0;
    else if (a->fact->value.type == EK_TYPE_SET)
        a->out->members[a->at++] = value.num != 0;
    else if (a->at < 2)
        a->out->values[a->at++] = value;
}

/* ---- The document --------------------------------------------------------------------------- */

typedef struct writer {
    ek_smt *smt;
    const found *found;
    const char *copy;
    ek_buffer *out;
} writer;

static bool is_copy(const writer *w, const ek_smt_fact *fact)
{
    return ek_text_ends(fact->key, "'") == (w->copy[0] != '\0');
}

static void write_date(ek_buffer *out, const found *value)
{
    int64_t month = value->values[0].num;

    ek_buffer_date(out, ek_date_from((ek_civil){(int32_t)(month / 12), (int32_t)(month % 12) + 1,
                                                (int32_t)value->values[1].num}));
}

static void write_value(writer *w, const ek_smt_fact *fact, const found *value)
{
    bool first = true;

    switch (fact->value.type) {
    case EK_TYPE_CONDITION:
        ek_buffer_string(w->out, value->values[0].num ? "true" : "false");
        break;
    case EK_TYPE_QUANTITY: ek_buffer_fraction(w->out, value->values[0]); break;
    case EK_TYPE_LEVEL: ek_buffer_format(w->out, "EQF %d", (int)value->values[0].num); break;
    case EK_TYPE_DATE: write_date(w->out, value); break;
    case EK_TYPE_TEXT:
        if (value->values[0].num >= 0 && value->values[0].num < w->smt->text_count)
            ek_buffer_json(w->out, w->smt->texts[value->values[0].num]);
        break;
    case EK_TYPE_SET:
        ek_buffer_char(w->out, '[');
        for (uint32_t i = 0, k = 0; i < w->smt->text_count; i++) {
            bool in = k < fact->value.member_count &&
                      ek_text_equal(fact->value.members[k].text, ek_smt_format(w->smt, "%u", i));
            if (in && value->members[k]) {
                ek_buffer_string(w->out, first ? "" : ", ");
                ek_buffer_json(w->out, w->smt->texts[i]);
                first = false;
            }
            k += in;
        }
        ek_buffer_char(w->out, ']');
        break;
    default: ek_buffer_string(w->out, "{}"); break;
    }
}

static const ek_smt_fact *fact_at(const writer *w, ek_scope scope, uint32_t element, ek_text path,
                                  const found **value)
{
    for (uint32_t i = 0; i < w->smt->fact_count; i++) {
        const ek_smt_fact *fact = &w->smt->facts[i];

        if (fact->scope == scope && fact->element == element && !fact->question && !fact->is_list &&
            ek_text_equal(fact->path, path) && is_copy(w, fact)) {
            *value = &w->found[i];
            return fact;
        }
    }
    return NULL;
}

static bool starts_with(ek_text text, ek_text start)
{
    return text.size > start.size && ek_text_equal(ek_text_slice(text, 0, start.size), start);
}

static void write_fields(writer *w, ek_scope scope, uint32_t element, ek_text prefix,
                         uint32_t indent, uint32_t depth);

static void write_field(writer *w, ek_scope scope, uint32_t element, ek_text path, ek_text name,
                        uint32_t indent, uint32_t depth)
{
    ek_text inside = ek_smt_format(w->smt, "%.*s.", EK_TEXT_ARGS(path));
    const found *value = NULL;
    const ek_smt_fact *fact = fact_at(w, scope, element, path, &value);
    bool children = false;

    for (uint32_t i = 0; i < w->smt->fact_count; i++)
        children = children || (w->smt->facts[i].scope == scope && is_copy(w, &w->smt->facts[i]) &&
                                starts_with(w->smt->facts[i].path, inside));
    ek_buffer_repeat(w->out, " ", indent);
    ek_buffer_format(w->out, "%.*s: ", EK_TEXT_ARGS(name));
    if (fact && value->none)
        ek_buffer_string(w->out, "none\n");
    else if (children && depth < EK_PATH_MAX) {
        w->out->size--;
        ek_buffer_char(w->out, '\n');
        write_fields(w, scope, element, inside, indent + 2, depth + 1);
    } else {
        if (fact)
            write_value(w, fact, value);
        ek_buffer_char(w->out, '\n');
    }
}

static bool has_field(const writer *w, ek_scope scope, uint32_t element, ek_text prefix,
                      const char *field)
{
    const found *value;

    return fact_at(w, scope, element, ek_smt_format(w->smt, "%.*s%s", EK_TEXT_ARGS(prefix), field),
                   &value) != NULL;
}

static void write_own(writer *w, ek_scope scope, uint32_t element, ek_text prefix,
                      const char *field, const char *value, uint32_t indent)
{
    if (has_field(w, scope, element, prefix, field))
        return;
    ek_buffer_repeat(w->out, " ", indent);
    ek_buffer_format(w->out, "%s: %s\n", field, value);
}

/* What a record has to state besides: its id, the scale of its marks; of a unit how it was
 * assessed.
 */
static void write_needed(writer *w, const ek_record_type *type, ek_scope scope, uint32_t element,
                         ek_text prefix, uint32_t indent)
{
    bool marks = false;

    for (uint32_t i = 0; i < w->smt->fact_count; i++)
        marks = marks || (w->smt->facts[i].field && w->smt->facts[i].field->kind == EK_KIND_MARK);
    for (uint32_t i = 0; i < type->field_count; i++)
        if (type->fields[i].flags & EK_ID)
            write_own(w, scope, element, prefix, type->fields[i].name,
                      ek_text_terminated(w->smt->arena,
                                         ek_smt_format(w->smt, "%s-%u", type->name, element + 1)),
                      indent);
    if (marks && w->smt->book->scale_count > 0 &&
        ek_field_named(type, EK_TEXT("scale")) != EK_NO_FIELD)
        write_own(w, scope, element, prefix, "scale",
                  ek_text_terminated(w->smt->arena, w->smt->book->scales[0].name), indent);
    if (type == &ek_type_unit) {
        write_own(w, scope, element, prefix, "context", "formal", indent);
        write_own(w, scope, element, prefix, "result", "passed", indent);
    }
}

/* Each field directly below the prefix, once. */
static void write_fields(writer *w, ek_scope scope, uint32_t element, ek_text prefix,
                         uint32_t indent, uint32_t depth)
{
    if (ek_text_is(prefix, "unit."))
        write_needed(w, &ek_type_unit, scope, element, prefix, indent);
    for (uint32_t i = 0; i < w->smt->fact_count; i++) {
        const ek_smt_fact *fact = &w->smt->facts[i];
        uint32_t end = prefix.size;
        bool again = false;
        ek_text path;

        if (fact->scope != scope || fact->element != element || fact->question || fact->is_list ||
            !is_copy(w, fact) || fact->path.size <= prefix.size ||
            (prefix.size > 0 && !starts_with(fact->path, prefix)))
            continue;
        while (end < fact->path.size && fact->path.bytes[end] != '.')
            end++;
        path = ek_text_slice(fact->path, 0, end);
        for (uint32_t k = 0; k < i && !again; k++) {
            const ek_smt_fact *other = &w->smt->facts[k];

            again = other->scope == scope && other->element == element && !other->question &&
                    !other->is_list && is_copy(w, other) &&
                    (ek_text_equal(other->path, path) ||
                     (starts_with(other->path, path) && other->path.bytes[path.size] == '.'));
        }
        if (!again)
            write_field(w, scope, element, path, ek_text_slice(path, prefix.size, end), indent,
                        depth);
    }
}

static bool speaks_of(const writer *w, ek_scope scope)
{
    for (uint32_t i = 0; i < w->smt->fact_count; i++) {
        const ek_smt_fact *fact = &w->smt->facts[i];
        bool inside = ek_scope_of(fact->scope)->kind == EK_SCOPE_MANY &&
                      ek_scope_of(fact->scope)->parent == scope;

        if (!fact->question && is_copy(w, fact) && (fact->scope == scope || inside))
            return true;
    }
    return false;
}

/* The lists that a thing has. */
static void write_lists(writer *w, ek_scope parent, uint32_t indent)
{
    for (uint32_t i = 0; i < w->smt->fact_count; i++) {
        const ek_smt_fact *fact = &w->smt->facts[i];
        const ek_scope_info *info = ek_scope_of(fact->scope);
        uint32_t count = (uint32_t)w->found[i].values[0].num;

        if (!fact->is_list || info->parent != parent || !is_copy(w, fact))
            continue;
        ek_buffer_repeat(w->out, " ", indent);
        ek_buffer_format(w->out, "%s:%s\n", ek_scope_of(parent)->record->fields[info->list].name,
                         count == 0 ? " []" : "");
        for (uint32_t k = 0; k < count; k++) {
            size_t begin = w->out->size;

            write_needed(w, info->record, fact->scope, k, EK_TEXT(""), indent + 4);
            write_fields(w, fact->scope, k, EK_TEXT(""), indent + 4, 0);
            if (w->out->size > begin)
                w->out->bytes[begin + indent + 2] = '-';
        }
    }
}

static void write_thing(writer *w, ek_scope scope)
{
    const found *value = NULL;
    const ek_smt_fact *fact = fact_at(w, scope, 0, EK_TEXT(""), &value);
    size_t begin;

    if (!speaks_of(w, scope))
        return;
    ek_buffer_format(w->out, "%s:", ek_scope_of(scope)->name);
    if (fact && value->none) {
        ek_buffer_string(w->out, " none\n");
        return;
    }
    begin = w->out->size;
    ek_buffer_char(w->out, '\n');
    write_needed(w, ek_scope_of(scope)->record, scope, 0, EK_TEXT(""), 2);
    write_fields(w, scope, 0, EK_TEXT(""), 2, 0);
    write_lists(w, scope, 2);
    if (w->out->size == begin + 1) {
        w->out->size = begin;
        ek_buffer_string(w->out, " {}\n");
    }
}

static void write_target(writer *w)
{
    const found *value = NULL;
    const ek_smt_fact *fact = fact_at(w, EK_SCOPE_TARGET, 0, EK_TEXT(""), &value);

    if (!speaks_of(w, EK_SCOPE_TARGET))
        return;
    ek_buffer_string(w->out, "    target:");
    if (fact && value->none) {
        ek_buffer_string(w->out, " none\n");
        return;
    }
    ek_buffer_char(w->out, '\n');
    write_own(w, EK_SCOPE_TARGET, 0, EK_TEXT(""), "unit", "unit-1", 6);
    write_fields(w, EK_SCOPE_TARGET, 0, EK_TEXT(""), 6, 0);
}

static void write_claim(writer *w)
{
    ek_scope kind = w->smt->claim;
    bool has_unit = false;
    size_t begin;

    ek_buffer_format(w->out, "%s:\n", ek_scope_of(kind)->name);
    begin = w->out->size;
    write_own(w, kind, 0, EK_TEXT(""), "id", "claim", 4);
    if (w->out->size > begin)
        w->out->bytes[begin + 2] = '-';
    write_fields(w, kind, 0, EK_TEXT(""), 4, 0);
    if (ek_field_named(ek_scope_of(kind)->record, EK_TEXT("scale")) != EK_NO_FIELD &&
        w->smt->book->scale_count > 0)
        write_own(w, kind, 0, EK_TEXT(""), "scale",
                  ek_text_terminated(w->smt->arena, w->smt->book->scales[0].name), 4);
    for (uint32_t i = 0; i < w->smt->fact_count; i++)
        has_unit = has_unit || (w->smt->facts[i].scope == kind &&
                                ek_text_starts(w->smt->facts[i].path, "unit."));
    if (kind == EK_SCOPE_UNIT && !has_unit) {
        ek_buffer_string(w->out, "    unit:\n");
        write_needed(w, &ek_type_unit, kind, 0, EK_TEXT("unit."), 6);
    }
    write_lists(w, kind, 4);
    if (kind == EK_SCOPE_UNIT)
        write_target(w);
}

/* How many things of that scope the case has; those of no list are many. */
static uint32_t things_of(const writer *w, ek_scope scope)
{
    for (uint32_t i = 0; i < w->smt->fact_count; i++)
        if (w->smt->facts[i].is_list && w->smt->facts[i].scope == scope &&
            is_copy(w, &w->smt->facts[i]))
            return (uint32_t)w->found[i].values[0].num;
    return UINT32_MAX;
}

static void write_about(writer *w, const ek_smt_fact *fact)
{
    const ek_scope_info *info = ek_scope_of(fact->scope);

    if (info->kind == EK_SCOPE_MANY)
        ek_buffer_format(w->out, "\n    about: %s-%u", info->record->name, fact->element + 1);
}

static void write_rulings(writer *w)
{
    const found *day = NULL;
    bool any = false;

    (void)fact_at(w, EK_SCOPE_CASE, 0, EK_TEXT("decided"), &day);
    for (uint32_t i = 0; i < w->smt->fact_count; i++) {
        const ek_smt_fact *fact = &w->smt->facts[i];

        if (!fact->question || !is_copy(w, fact) || fact->element >= things_of(w, fact->scope))
            continue;
        ek_buffer_format(w->out, "%s  - question: %.*s\n    answer: ", any ? "" : "rulings:\n",
                         EK_TEXT_ARGS(fact->question->name));
        any = true;
        write_value(w, fact, &w->found[i]);
        write_about(w, fact);
        ek_buffer_format(w->out, "\n    role: %.*s\n    country: %.*s\n",
                         EK_TEXT_ARGS(fact->question->body), EK_TEXT_ARGS(w->smt->book->code));
        if (day) {
            ek_buffer_string(w->out, "    date: ");
            write_date(w->out, day);
            ek_buffer_char(w->out, '\n');
        }
    }
}

static void write_case(writer *w)
{
    ek_buffer_string(w->out, "id: found\n");
    write_fields(w, EK_SCOPE_CASE, 0, EK_TEXT(""), 0, 0);
    for (uint32_t scope = EK_SCOPE_LEARNER; scope <= EK_SCOPE_AGREEMENT; scope++)
        write_thing(w, (ek_scope)scope);
    write_claim(w);
    write_rulings(w);
}

bool ek_inquiry_document(ek_smt *smt, ek_text output, const char *copy, ek_buffer *out)
{
    found *all = EK_NEW_ARRAY(smt->arena, found, smt->fact_count + 1);
    writer w = {smt, all, copy, out};
    reading a = {.r = {.text = output}};

    while (a.r.at < output.size && output.bytes[a.r.at] != '(')
        a.r.at++;
    a.r.bad = !take(&a.r, '(') || !take(&a.r, '(');
    (void)read_word(&a.r);
    (void)read_word(&a.r);
    a.r.bad = !take(&a.r, ')') || a.r.bad;
    for (uint32_t i = 0; i < smt->fact_count && !a.r.bad; i++) {
        a.fact = &smt->facts[i];
        a.out = &all[i];
        a.at = 0;
        all[i].members = EK_NEW_ARRAY(smt->arena, bool, a.fact->value.member_count + 1);
        fact_terms(a.fact, read_term, &a);
    }
    if (!a.r.bad)
        write_case(&w);
    return !a.r.bad;
}
