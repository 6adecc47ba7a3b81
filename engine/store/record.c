/* A record is written in one walk over the decision (record.h says what stands where). Facts and
 * things are numbered as they are met, and listed when all claims are written. Facts are found by
 * a table made large enough for all that were read: numbers of records and slots of fields, which
 * the case itself gives. */
#include "store/record.h"

#include <string.h>

#include "explain/page.h"
#include "store/spot.h"

typedef struct thing {
    const ek_record *record;
    uint32_t first_field; /* number of the first field of its type */
} thing;

typedef struct recording {
    ek_buffer *out;
    ek_arena *scratch;
    const struct erkend_decision *decision;
    const ek_names *names;
    ek_buffer aside;
    ek_spots spots;
    uint32_t *thing_of; /* by number of the record: its thing, from 1; 0: not met */
    thing *things;
    uint32_t thing_count, thing_capacity;
    const ek_lacking **lacking; /* each once */
    uint32_t lacking_count, lacking_capacity;
    const ek_read **facts; /* each once */
    uint32_t fact_count;
    uint32_t *fact_table; /* open addressing: 1 + place in `facts`; 0: none */
    uint32_t fact_mask;   /* size of the table less one */
} recording;

static const char *const core_rules[] = {EK_CORE_NOTHING_GIVES, EK_CORE_NOT_ASSESSED,
                                         EK_CORE_NOT_VALIDATED, EK_CORE_COUNTS_ONCE,
                                         EK_CORE_OUT_OF_ORDER};

enum { CORE_RULES = sizeof core_rules / sizeof core_rules[0] };

/* ---- What numbers of rules mean ----------------------------------------------------------- */

uint32_t ek_record_rules(const ek_rulebook *book)
{
    return book->rule_count + CORE_RULES;
}

ek_text ek_record_rule_id(const ek_rulebook *book, uint32_t rule)
{
    return rule < book->rule_count ? book->rules[rule]->id
                                   : ek_text_of(core_rules[rule - book->rule_count]);
}

ek_text ek_record_rule_says(const ek_rulebook *book, uint32_t rule)
{
    return rule < book->rule_count ? ek_says_in(&book->rules[rule]->says, EK_EN)
                                   : ek_text_of(ek_core_says(core_rules[rule - book->rule_count]));
}

bool ek_record_rule_law(const ek_rulebook *book, uint32_t rule, uint32_t cited, ek_text *law)
{
    const ek_rule *of = rule < book->rule_count ? book->rules[rule] : NULL;

    *law = of != NULL && cited < of->law_count ? of->laws[cited].text : EK_TEXT("");
    if (rule > book->rule_count && cited == 0) /* the first of the core is the absence of a law */
        *law = EK_TEXT(EK_CORE_LAW);
    return cited == 0 || (of != NULL && cited < of->law_count);
}

static uint32_t find_rule(const recording *r, const ek_reason *reason)
{
    uint32_t i = 0;

    if (reason->rule != NULL)
        return reason->rule->index;
    while (i + 1 < CORE_RULES && !ek_text_is(ek_text_of(reason->detail->core_id), core_rules[i]))
        i++;
    return r->decision->book->rule_count + i;
}

/* Most laws are cited as they stand in the rule. */
static inline bool is_law(ek_text of_rule, ek_text cited)
{
    return of_rule.size == cited.size &&
           (of_rule.bytes == cited.bytes || ek_text_equal(of_rule, cited));
}

/* Which of the rule's laws is cited; false: the text is none of them. */
static bool find_cited(const ek_reason *reason, uint32_t *cited)
{
    uint32_t count = reason->rule != NULL ? reason->rule->law_count : 0;

    for (*cited = 0; *cited < count; ++*cited)
        if (is_law(reason->rule->laws[*cited].text, reason->law))
            return true;
    *cited = 0;
    if (count > 0)
        return false;
    return ek_text_is(reason->law,
                      reason->rule == NULL &&
                              !ek_text_is(ek_text_of(reason->detail->core_id), core_rules[0])
                          ? EK_CORE_LAW
                          : "");
}

/* ---- What numbers of fields mean ---------------------------------------------------------- */

uint32_t ek_record_fields(void)
{
    uint32_t count = 0;

    for (uint32_t i = 0; ek_all_types[i] != NULL; i++)
        count += ek_all_types[i]->field_count;
    return count;
}

ek_text ek_record_field(uint32_t number)
{
    uint32_t i = 0;

    for (; number >= ek_all_types[i]->field_count; i++)
        number -= ek_all_types[i]->field_count;
    return (ek_text){ek_all_types[i]->fields[number].name,
                     ek_all_types[i]->fields[number].name_size};
}

/* Fields are numbered type by type. Most things are of the same types as those before. */
static uint32_t find_first_field(const recording *r, const ek_record_type *type)
{
    uint32_t number = 0, i;

    for (i = r->thing_count; i > 0; i--)
        if (r->things[i - 1].record->type == type)
            return r->things[i - 1].first_field;
    for (i = 0; ek_all_types[i] != type; i++)
        number += ek_all_types[i]->field_count;
    return number;
}

/* ---- Pieces ------------------------------------------------------------------------------- */

/* Room for a comma, `size` bytes more and the end; where they go. */
static inline char *begin_piece(ek_buffer *out, size_t size)
{
    char *room = ek_buffer_room(out, size + 1);
    char last = room[-1]; /* a record begins with a brace */

    *room = ',';
    return room + (last != '[' && last != '{' && last != ':');
}

static inline void end_piece(ek_buffer *out, char *end)
{
    *end = '\0';
    out->size = (size_t)(end - out->bytes);
}

static void put_comma(ek_buffer *out)
{
    end_piece(out, begin_piece(out, 0));
}

static void put_text(recording *r, ek_text text)
{
    put_comma(r->out);
    ek_buffer_json(r->out, text);
}

/* Words of the engine: letters and _. */
static void put_string(recording *r, const char *terminated)
{
    ek_text text = ek_text_of(terminated);
    char *room = begin_piece(r->out, text.size + 2);

    *room++ = '"';
    memcpy(room, text.bytes, text.size);
    room[text.size] = '"';
    end_piece(r->out, room + text.size + 1);
}

static void put_count(recording *r, uint64_t number)
{
    end_piece(r->out, ek_put_digits(begin_piece(r->out, EK_DIGITS), number));
}

static inline char *put_row(char *room, const uint32_t *numbers, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        if (i > 0)
            *room++ = ',';
        room = ek_put_digits(room, numbers[i]);
    }
    return room;
}

/* Several, the first of which may follow a comma. */
static void put_counts(recording *r, const uint32_t *numbers, uint32_t count)
{
    char *room = begin_piece(r->out, (size_t)count * (EK_DIGITS + 1));

    end_piece(r->out, put_row(room, numbers, count));
}

/* A list that begins with them. */
static inline void open_counts(recording *r, const uint32_t *numbers, uint32_t count)
{
    char *room = begin_piece(r->out, 1 + (size_t)count * (EK_DIGITS + 1));

    *room++ = '[';
    end_piece(r->out, put_row(room, numbers, count));
}

static void put_number(recording *r, ek_fraction number)
{
    put_comma(r->out);
    ek_buffer_char(r->out, '"');
    ek_buffer_fraction(r->out, number);
    ek_buffer_char(r->out, '"');
}

static void open_list(recording *r)
{
    char *room = begin_piece(r->out, 1);

    *room = '[';
    end_piece(r->out, room + 1);
}

static void close_list(recording *r)
{
    ek_buffer_char(r->out, ']');
}

/* A member of the object that may follow; the first one opens it. */
static void put_key(recording *r, bool *opened, const char *key)
{
    if (*opened) {
        put_string(r, key);
    } else {
        put_comma(r->out);
        ek_buffer_add(r->out, "{\"", 2);
        ek_buffer_string(r->out, key);
        ek_buffer_char(r->out, '"');
    }
    *opened = true;
    ek_buffer_char(r->out, ':');
}

static void put_texts(recording *r, ek_texts texts)
{
    open_list(r);
    for (uint32_t i = 0; i < texts.count; i++)
        put_text(r, texts.items[i]);
    close_list(r);
}

static void put_rules(recording *r, const ek_rule *const *rules, uint32_t count)
{
    open_list(r);
    for (uint32_t i = 0; i < count; i++)
        put_count(r, rules[i]->index);
    close_list(r);
}

/* ---- Things ------------------------------------------------------------------------------- */

/* A thing that was not found by the number of its record: new ones are the likeliest. */
static uint32_t find_thing(recording *r, const ek_record *record)
{
    uint32_t at = r->thing_count;
    thing met = {record, 0};

    while (at > 0 && r->things[at - 1].record != record)
        at--;
    if (at == 0) {
        met.first_field = find_first_field(r, record->type);
        *EK_PUSH(r->scratch, r->things, r->thing_count, r->thing_capacity) = met;
        at = r->thing_count;
    }
    if (record->number < r->decision->the_case->record_count)
        r->thing_of[record->number] = at;
    return at - 1;
}

static inline uint32_t number_thing(recording *r, const ek_record *record)
{
    uint32_t at = record->number < r->decision->the_case->record_count ? r->thing_of[record->number]
                                                                       : r->thing_count;

    return at > 0 && r->things[at - 1].record == record ? at - 1 : find_thing(r, record);
}

static void put_thing(recording *r, const ek_record *record)
{
    put_count(r, number_thing(r, record));
}

static void put_things(recording *r)
{
    ek_pen pen = {.out = &r->aside};

    for (uint32_t i = 0; i < r->thing_count; i++) {
        ek_record_name(&r->aside, r->names, r->things[i].record);
        put_text(r, ek_shown(&pen, ek_buffer_done(&r->aside)));
    }
}

/* ---- Reasons ------------------------------------------------------------------------------ */

static bool is_same(const ek_lacking *a, const ek_lacking *b)
{
    return a->record == b->record && ek_text_equal(a->name, b->name) &&
           (a->supplier == b->supplier || strcmp(a->supplier, b->supplier) == 0);
}

/* Many reasons lack the same. */
static void put_missing(recording *r, const ek_lacking *lacking, uint32_t count)
{
    open_list(r);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t at = 0;

        while (at < r->lacking_count && !is_same(r->lacking[at], &lacking[i]))
            at++;
        if (at == r->lacking_count)
            *EK_PUSH(r->scratch, r->lacking, r->lacking_count, r->lacking_capacity) = &lacking[i];
        put_count(r, at);
    }
    close_list(r);
}

static void put_lacking(recording *r)
{
    for (uint32_t i = 0; i < r->lacking_count; i++) {
        open_list(r);
        put_text(r, r->lacking[i]->name);
        put_string(r, r->lacking[i]->supplier);
        if (r->lacking[i]->record != NULL)
            put_thing(r, r->lacking[i]->record);
        close_list(r);
    }
}

static void put_questions(recording *r, const ek_reason *reason)
{
    open_list(r);
    for (uint32_t i = 0; i < reason->detail->open_count; i++) {
        open_list(r);
        put_text(r, reason->detail->open[i].question->name);
        if (reason->detail->open[i].about != NULL)
            put_thing(r, reason->detail->open[i].about);
        close_list(r);
    }
    close_list(r);
}

static void put_date(recording *r, ek_date date)
{
    put_comma(r->out);
    ek_buffer_char(r->out, '"');
    ek_buffer_date(r->out, date);
    ek_buffer_char(r->out, '"');
}

static void put_outcomes(recording *r, const ek_reason *reason, bool *opened)
{
    if (reason->detail->lacking_count > 0) {
        put_key(r, opened, "missing");
        put_missing(r, reason->detail->lacking, reason->detail->lacking_count);
    }
    if (reason->detail->open_count > 0) {
        put_key(r, opened, "asks");
        put_questions(r, reason);
    }
    if (reason->detail->step.size > 0) {
        put_key(r, opened, "step");
        put_text(r, reason->detail->step);
    }
    if (reason->detail->instead.count > 0) {
        put_key(r, opened, "instead");
        put_texts(r, reason->detail->instead);
    }
    if (reason->detail->covered.count > 0) {
        put_key(r, opened, "covered");
        put_texts(r, reason->detail->covered);
    }
    if (reason->detail->not_covered.count > 0) {
        put_key(r, opened, "not_covered");
        put_texts(r, reason->detail->not_covered);
    }
}

static bool is_other_day(const recording *r, const ek_reason *reason)
{
    return reason->day != r->decision->decided && reason->day >= EK_DATE_MIN &&
           reason->day <= EK_DATE_MAX;
}

/* What only some reasons have. */
static void put_more(recording *r, const ek_reason *reason, bool listed)
{
    bool opened = false;

    if (reason->thing != NULL) {
        put_key(r, &opened, "about");
        put_thing(r, reason->thing);
    }
    if (is_other_day(r, reason)) {
        put_key(r, &opened, "day");
        put_date(r, reason->day);
    }
    if (!listed) {
        put_key(r, &opened, "law");
        put_text(r, reason->law);
    }
    put_outcomes(r, reason, &opened);
    if (reason->detail->overridden_by != NULL) {
        put_key(r, &opened, "unless");
        put_count(r, reason->detail->overridden_by->index);
    }
    if (reason->unverified) {
        put_key(r, &opened, "unverified");
        put_count(r, 1);
    }
    ek_buffer_char(r->out, '}');
}

static bool has_more(const recording *r, const ek_reason *reason, bool listed)
{
    const ek_detail *detail = reason->detail;

    return !listed || reason->thing != NULL || reason->unverified || is_other_day(r, reason) ||
           (detail != &ek_no_detail &&
            (detail->lacking_count > 0 || detail->open_count > 0 || detail->step.size > 0 ||
             detail->instead.count > 0 || detail->covered.count > 0 ||
             detail->not_covered.count > 0 || detail->overridden_by != NULL));
}

/* Those that follow each other and say the same stand in one list. */
static void put_reasons(recording *r, const ek_claim *claim)
{
    const ek_reason *last = NULL; /* whose list is open */
    uint32_t last_cited = 0;

    for (uint32_t i = 0; i < claim->reason_count; i++) {
        const ek_reason *reason = &claim->reasons[i];
        uint32_t cited, rule;
        bool listed, more;

        if (reason->silent)
            continue;
        listed = find_cited(reason, &cited);
        more = has_more(r, reason, listed);
        rule = find_rule(r, reason);
        if (last != NULL && !more && cited == last_cited && reason->verdict == last->verdict &&
            reason->decides == last->decides) {
            put_count(r, rule);
            continue;
        }
        if (last != NULL)
            close_list(r);
        open_counts(r, (uint32_t[]){reason->verdict, reason->decides, cited, rule}, 4);
        if (more)
            put_more(r, reason, listed);
        if (more)
            close_list(r);
        last = more ? NULL : reason;
        last_cited = cited;
    }
    if (last != NULL)
        close_list(r);
}

/* ---- Effects ------------------------------------------------------------------------------ */

static void put_effect(recording *r, const ek_given *given)
{
    bool opened = false;
    uint32_t at_most = 0, i;

    open_list(r);
    put_string(r, ek_effect_name(given->kind));
    put_string(r, ek_effect_state_name(given->state));
    put_text(r, ek_given_text(r->scratch, given));
    put_rules(r, given->by, given->by_count);
    if (given->limited_by != NULL) {
        put_key(r, &opened, "limited_by");
        put_count(r, given->limited_by->index);
        put_key(r, &opened, "before");
        put_number(r, given->before_limit);
    }
    if (given->cut_to_asked) {
        put_key(r, &opened, "cut");
        put_count(r, 1);
    }
    for (i = 0; i < given->field_count; i++)
        at_most += given->fields[i].at_most;
    if (at_most > 0) {
        put_key(r, &opened, "at_most");
        open_list(r);
        for (i = 0; i < given->field_count; i++)
            if (given->fields[i].at_most)
                put_text(r, given->fields[i].name);
        close_list(r);
    }
    if (opened)
        ek_buffer_char(r->out, '}');
    close_list(r);
}

/* ---- Facts -------------------------------------------------------------------------------- */

static void put_place(recording *r, uint32_t line, uint16_t column, uint16_t file)
{
    uint32_t from = r->decision->the_case->line;

    if (line == 0)
        return;
    line = file == 0 && line >= from ? line - from : line;
    if (file == 0 && line == 0)
        put_count(r, column);
    else
        put_counts(r, (uint32_t[]){column, line, file}, file > 0 ? 3 : 2);
}

/* Of what is no field: its name, and 0. */
static void put_other_name(recording *r, const ek_read *read)
{
    if (read->kind == EK_READ_RULING) {
        put_comma(r->out);
        ek_buffer_add(r->out, "\"ruling.", 8);
        ek_buffer_text(r->out, read->question->name); /* small letters, digits and _ */
        ek_buffer_char(r->out, '"');
    } else {
        put_string(r, read->kind == EK_READ_FACT && read->field != NULL ? read->field->name
                      : read->scope < EK_SCOPE_COUNT ? ek_scope_of(read->scope)->name
                                                     : "");
    }
    put_count(r, 0);
}

/* Most values hold nothing that is to be escaped. */
static void put_value(recording *r, const ek_value *value)
{
    size_t start;
    ek_text said;
    char *room;

    room = begin_piece(r->out, 1);
    *room = '"';
    end_piece(r->out, room + 1);
    start = r->out->size;
    ek_buffer_value(r->out, value);
    said = (ek_text){r->out->bytes + start, (uint32_t)(r->out->size - start)};
    if (ek_text_is_json(said)) {
        ek_buffer_char(r->out, '"');
        return;
    }
    r->aside.size = 0;
    ek_buffer_text(&r->aside, said);
    r->out->size = start - 1;
    ek_buffer_json(r->out, ek_buffer_done(&r->aside));
}

static void put_said(recording *r, const ek_value *value)
{
    open_list(r);
    if (value != NULL) {
        put_value(r, value);
        put_place(r, value->line, value->column, value->file);
    }
    close_list(r);
}

static void put_fact(recording *r, const ek_read *read)
{
    const ek_value *value = read->value;
    const ek_record *record = read->record;
    uint32_t numbers[3];
    bool stands;

    if (read->kind != EK_READ_FACT || read->field == NULL || record == NULL) {
        if (read->kind == EK_READ_RULING && read->ruling != NULL)
            value = ek_record_at(read->ruling, "answer");
        put_other_name(r, read);
        put_said(r, value);
        return;
    }
    stands = value != NULL && ek_spots_say(&r->spots, value);
    numbers[0] = number_thing(r, record);
    numbers[1] = r->things[numbers[0]].first_field + (uint32_t)(read->field - record->type->fields);
    numbers[2] = stands ? value->column : 0;
    put_counts(r, numbers, stands ? 3 : 2);
    if (!stands)
        put_said(r, value);
}

static bool is_same_fact(const ek_read *a, const ek_read *b)
{
    return a->value == b->value && a->record == b->record && a->field == b->field &&
           a->kind == b->kind && a->question == b->question && a->ruling == b->ruling &&
           (a->field != NULL || a->scope == b->scope);
}

/* Where a value stands in memory tells most facts apart; their order does not depend on it. */
static uint32_t hash_fact(const ek_read *read)
{
    const void *of = read->value != NULL ? (const void *)read->value : read->record;
    uint64_t hash = read->record != NULL ? (uintptr_t)of : (uint64_t)read->scope;

    return (uint32_t)(hash * UINT64_C(0x9e3779b97f4a7c15) >> 32);
}

static uint32_t number_fact(recording *r, const ek_read *read)
{
    uint32_t place = hash_fact(read) & r->fact_mask;

    while (r->fact_table[place] != 0 && !is_same_fact(r->facts[r->fact_table[place] - 1], read))
        place = (place + 1) & r->fact_mask;
    if (r->fact_table[place] == 0) {
        r->facts[r->fact_count++] = read;
        r->fact_table[place] = r->fact_count;
    }
    return r->fact_table[place] - 1;
}

static void put_fact_numbers(recording *r, const ek_reads *reads)
{
    char *room;

    open_list(r);
    room = ek_buffer_room(r->out, (size_t)reads->count * (EK_DIGITS + 1));
    for (uint32_t i = 0; i < reads->count; i++) {
        if (i > 0)
            *room++ = ',';
        room = ek_put_digits(room, number_fact(r, &reads->items[i]));
    }
    end_piece(r->out, room);
    close_list(r);
}

/* Room for all, at most half of the table full. */
static void make_facts(recording *r)
{
    uint32_t count = 0, size = 16, i;

    for (i = 0; i < r->decision->claim_count; i++)
        count += r->decision->claims[i].reads.count;
    while (size < 2 * count)
        size *= 2;
    r->facts = EK_ROOM(r->scratch, const ek_read *, count);
    r->fact_table = EK_NEW_ARRAY(r->scratch, uint32_t, size);
    r->fact_mask = size - 1;
}

/* ---- Claims, and what they add up to ------------------------------------------------------ */

static void put_claim(recording *r, const ek_claim *claim)
{
    uint32_t i;

    open_list(r);
    put_string(r, ek_scope_of(claim->kind)->name);
    put_text(r, claim->id);
    put_text(r, claim->title);
    put_count(r, (uint64_t)claim->verdict);
    put_count(r, claim->arises);
    open_list(r);
    put_reasons(r, claim);
    close_list(r);
    open_list(r);
    for (i = 0; i < claim->effect_count; i++)
        put_effect(r, &claim->effects[i]);
    close_list(r);
    put_fact_numbers(r, &claim->reads);
    close_list(r);
}

static void put_account(recording *r)
{
    const ek_account *account = r->decision->account;
    uint32_t i;

    open_list(r);
    put_count(r, account->fulfilled);
    put_count(r, account->exhaustive);
    put_number(r, account->points);
    open_list(r);
    for (i = 0; i < account->service_count; i++) {
        const ek_service *service = &account->services[i];

        open_list(r);
        put_text(r, r->decision->parts[service->part].unit);
        put_text(r, service->leaf != NULL ? service->leaf->name : EK_TEXT(""));
        put_number(r, service->points);
        close_list(r);
    }
    close_list(r);
    open_list(r);
    for (i = 0; i < account->lack_count; i++) {
        open_list(r);
        put_text(r, account->lacks[i].node->name);
        put_number(r, account->lacks[i].points);
        put_count(r, account->lacks[i].units);
        put_count(r, account->lacks[i].competes);
        close_list(r);
    }
    close_list(r);
    close_list(r);
}

static void put_allocation(recording *r, const ek_allocated *allocated)
{
    open_list(r);
    put_text(r, allocated->allocation != NULL ? allocated->allocation->id : EK_TEXT(""));
    put_count(r, allocated->known);
    put_number(r, allocated->known ? allocated->total : EK_ZERO);
    open_list(r);
    for (uint32_t i = 0; allocated->known && i < allocated->count; i++) {
        open_list(r);
        put_text(r, allocated->codes[i]);
        put_number(r, allocated->points[i]);
        close_list(r);
    }
    close_list(r);
    put_missing(r, allocated->lacking, allocated->lacking_count);
    close_list(r);
}

void ek_record_write(ek_buffer *out, ek_arena *scratch, const struct erkend_decision *decision)
{
    recording r = {.out = out, .scratch = scratch, .decision = decision};
    uint32_t i;

    ek_buffer_init(&r.aside, scratch);
    ek_spots_init(&r.spots, scratch, decision->the_case);
    r.names = ek_names_make(scratch, decision->the_case);
    r.thing_of = EK_NEW_ARRAY(scratch, uint32_t, decision->the_case->record_count + 1u);
    make_facts(&r);
    ek_buffer_string(out, "{\"claims\":[");
    for (i = 0; i < decision->claim_count; i++)
        put_claim(&r, &decision->claims[i]);
    ek_buffer_string(out, "],\"facts\":[");
    for (i = 0; i < r.fact_count; i++)
        put_fact(&r, r.facts[i]);
    if (decision->account != NULL) {
        ek_buffer_string(out, "],\"account\":");
        put_account(&r);
        ek_buffer_string(out, ",\"allocations\":[");
    } else {
        ek_buffer_string(out, "],\"allocations\":[");
    }
    for (i = 0; i < decision->allocated_count; i++)
        put_allocation(&r, &decision->allocated[i]);
    ek_buffer_string(out, "],\"lacking\":[");
    put_lacking(&r);
    ek_buffer_string(out, "],\"things\":[");
    put_things(&r);
    ek_buffer_string(out, "]}");
}
