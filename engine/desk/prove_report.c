/* What is proved of all cases, what was found, and what stays open: text and JSON. */
#include "base/api.h"
#include "desk/prove.h"
#include "explain/json.h"

/* ---- Words ---------------------------------------------------------------------------------- */

static const char *title_of(erkend_inquiry_kind kind)
{
    switch (kind) {
    case ERKEND_PROVE_SAME: return "Do both decide every case alike?";
    case ERKEND_PROVE_FIRES: return "Can each rule speak, and can it fail?";
    case ERKEND_PROVE_CONTRADICT: return "Can two rules give one effect with two values?";
    case ERKEND_PROVE_ANSWERED: return "Is there a claim to which no rule has an answer?";
    case ERKEND_PROVE_MONOTONE: return "Is more learning ever worse?";
    }
    return "";
}

static const char *word_of(const ek_inquiry_item *item)
{
    switch (item->state) {
    case EK_INQUIRY_NEVER: return "proved";
    case EK_INQUIRY_CASE: return "found";
    case EK_INQUIRY_UNCONFIRMED: return "unconfirmed";
    case EK_INQUIRY_UNREAD: return "unread";
    default: return "open";
    }
}

static ek_text name_of(ek_arena *arena, const ek_inquiry_item *item)
{
    switch (item->part) {
    case EK_PART_ARISES: return ek_text_format(arena, "%s arises", ek_scope_of(item->claim)->name);
    case EK_PART_ACCOUNT: return EK_TEXT("accounts");
    case EK_PART_SHARES: return EK_TEXT("shares of points");
    default: break;
    }
    if (!item->rule)
        return ek_text_of(ek_scope_of(item->claim)->name);
    return ek_text_format(arena, "%.*s %s", EK_TEXT_ARGS(item->rule->id),
                          item->fails ? "fails" : "speaks");
}

/* Empty: what the rules of a kind of claim say. */
static const char *asks_of(const ek_inquiry_item *item)
{
    static const char *const parts[] = {"", "arises", "account", "shares"};

    if (item->rule)
        return item->fails ? "fails" : "speaks";
    return parts[item->part];
}

static const char *proved(erkend_inquiry_kind kind, const ek_inquiry_item *item)
{
    switch (kind) {
    case ERKEND_PROVE_SAME:
        return item->by_words ? "the same: both say it in the same words"
                              : "the same: no case is decided differently";
    case ERKEND_PROVE_FIRES: return item->fails ? "never fails" : "never speaks";
    case ERKEND_PROVE_CONTRADICT: return "no two rules contradict each other";
    case ERKEND_PROVE_ANSWERED: return "every claim has an answer";
    case ERKEND_PROVE_MONOTONE: return "more learning is never worse";
    }
    return "";
}

static const char *found(erkend_inquiry_kind kind, const ek_inquiry_item *item)
{
    switch (kind) {
    case ERKEND_PROVE_SAME: return "differ: a case is decided differently";
    case ERKEND_PROVE_FIRES: return item->fails ? "can fail" : "can speak";
    case ERKEND_PROVE_CONTRADICT: return "two rules contradict each other in a case";
    case ERKEND_PROVE_ANSWERED: return "no rule has an answer to a case";
    case ERKEND_PROVE_MONOTONE: return "more learning is worse in a case";
    }
    return "";
}

static const char *says_part(const erkend_inquiry *inquiry, const ek_inquiry_item *item)
{
    static const char *const words[][3] = {
        [EK_PART_ARISES] = {"the same: from the same facts", "differ: it arises from other facts",
                            "not decided: it arises with other fields"},
        [EK_PART_ACCOUNT] = {"the same: what is decided alike adds up alike", "",
                             "not decided: it rests on what is said of units"},
        [EK_PART_SHARES] = {"the same: both share out in the same words", "",
                            "not decided: both share out in other words"},
    };

    if (item->part == EK_PART_ACCOUNT &&
        inquiry->books[0]->accumulates != inquiry->books[1]->accumulates)
        return "not decided: on one side only do units add up";
    return words[item->part][item->state == EK_INQUIRY_NEVER  ? 0
                             : item->state == EK_INQUIRY_CASE ? 1
                                                              : 2];
}

static const char *says(const erkend_inquiry *inquiry, const ek_inquiry_item *item)
{
    if (item->part != EK_PART_RULES)
        return says_part(inquiry, item);
    switch (item->state) {
    case EK_INQUIRY_NEVER: return proved(inquiry->question, item);
    case EK_INQUIRY_CASE: return found(inquiry->question, item);
    case EK_INQUIRY_UNCONFIRMED:
        return item->gap_count > 0 ? "not decided: the solver's case rests on words that cannot be "
                                     "written for it"
                                   : "the solver and the engine disagree about a case";
    case EK_INQUIRY_UNREAD: return "the solver's answer could not be read";
    default: return "not answered in time";
    }
}

/* ---- What it rests on ----------------------------------------------------------------------- */

enum { ASSUMED_MOST = 5 };

static uint32_t assume(const erkend_inquiry *inquiry, ek_arena *arena, ek_text *out)
{
    const ek_rulebook *book = inquiry->books[0];
    bool lists = false;
    uint32_t count = 0;
    ek_buffer days;

    ek_buffer_init(&days, arena);
    ek_buffer_string(&days, "decided from ");
    ek_buffer_date(&days, book->first_day);
    ek_buffer_string(&days, " to ");
    ek_buffer_date(&days, inquiry->last_day);
    ek_buffer_string(&days, "; other days between 1940 and 2060");
    for (uint32_t i = 0; i < inquiry->item_count; i++)
        lists = lists || inquiry->items[i].has_list;
    out[count++] =
        ek_text_format(arena,
                       "one claim in one country; every fact is given%s, and every question to a "
                       "body is answered",
                       inquiry->given ? "" : " or said not to exist");
    out[count++] = ek_buffer_done(&days);
    if (lists)
        out[count++] = ek_text_format(arena,
                                      "lists of at most %u; periods with both days that do not "
                                      "meet",
                                      inquiry->length);
    out[count++] = EK_TEXT("every table has a row for what is looked up, nothing is divided by 0; "
                           "levels are those of the EQF, marks those of the country's first scale; "
                           "numbers up to 100000, times up to 100 years");
    out[count++] =
        inquiry->books[1]
            ? EK_TEXT("a claim that arises is one of these where every fact that is asked of it is "
                      "given; shares of points are compared by their words")
            : EK_TEXT("a claim that arises is one of these where every fact that is asked of it is "
                      "given; accounts and shares of points are not asked about");
    return count;
}

/* ---- Text ----------------------------------------------------------------------------------- */

static void write_document(ek_buffer *out, ek_text document)
{
    uint32_t from = 0;

    for (uint32_t i = 0; i < document.size; i++)
        if (document.bytes[i] == '\n') {
            ek_buffer_format(out, "      %.*s\n", EK_TEXT_ARGS(ek_text_slice(document, from, i)));
            from = i + 1;
        }
}

static void write_item(ek_buffer *out, const erkend_inquiry *inquiry, const ek_inquiry_item *item,
                       uint32_t width)
{
    ek_text name = name_of(out->arena, item);

    ek_buffer_format(out, "  %.*s", EK_TEXT_ARGS(name));
    ek_buffer_repeat(out, " ", width - name.size + 2);
    ek_buffer_format(out, "%s\n", says(inquiry, item));
    if (item->shown.size && item->state != EK_INQUIRY_NEVER)
        ek_buffer_format(out, "    %.*s\n", EK_TEXT_ARGS(item->shown));
    if (item->state == EK_INQUIRY_CASE && inquiry->question != ERKEND_PROVE_FIRES) {
        write_document(out, item->document);
        if (item->more.size) {
            ek_buffer_string(out, "    and with more learning\n");
            write_document(out, item->more);
        }
    }
    if (item->state == EK_INQUIRY_CASE || item->state == EK_INQUIRY_NEVER)
        return;
    for (uint32_t i = 0; i < item->gap_count; i++)
        ek_buffer_format(out, "    not expressible: rule %.*s uses %.*s\n",
                         EK_TEXT_ARGS(item->gaps[i].rule), EK_TEXT_ARGS(item->gaps[i].word));
}

/* Something was not answered in time. */
static bool is_late(const erkend_inquiry *inquiry)
{
    for (uint32_t i = 0; i < inquiry->item_count; i++)
        if (inquiry->items[i].part == EK_PART_RULES && inquiry->items[i].state == EK_INQUIRY_OPEN)
            return true;
    return false;
}

static void write_text(ek_buffer *out, const erkend_inquiry *inquiry)
{
    ek_text assumed[ASSUMED_MOST];
    uint32_t width = 0, counts[EK_INQUIRY_UNREAD + 1] = {0};

    ek_buffer_format(out, "%s   %.*s\n\n", title_of(inquiry->question),
                     EK_TEXT_ARGS(inquiry->books[0]->code));
    for (uint32_t i = 0; i < inquiry->item_count; i++) {
        uint32_t size = name_of(out->arena, &inquiry->items[i]).size;

        width = size > width ? size : width;
        counts[inquiry->items[i].state]++;
    }
    for (uint32_t i = 0; i < inquiry->item_count; i++)
        write_item(out, inquiry, &inquiry->items[i], width);
    ek_buffer_format(out, "\n%u proved, %u with a case, %u open.\n", counts[EK_INQUIRY_NEVER],
                     counts[EK_INQUIRY_CASE],
                     inquiry->item_count - counts[EK_INQUIRY_NEVER] - counts[EK_INQUIRY_CASE]);
    if (is_late(inquiry))
        ek_buffer_string(out, "More seconds: --timeout. A smaller question: --claim, --given, a "
                              "smaller --length.\n");
    ek_buffer_string(out, "Over all cases with\n");
    for (uint32_t i = 0, count = assume(inquiry, out->arena, assumed); i < count; i++)
        ek_buffer_format(out, "  - %.*s\n", EK_TEXT_ARGS(assumed[i]));
}

/* ---- JSON ----------------------------------------------------------------------------------- */

static void put_item(ek_json *json, const erkend_inquiry *inquiry, const ek_inquiry_item *item)
{
    bool has_case = item->document.size && item->state != EK_INQUIRY_UNREAD;

    ek_json_open(json, NULL, '{');
    ek_json_string(json, "claim",
                   item->claim == EK_SCOPE_NONE ? "" : ek_scope_of(item->claim)->name);
    ek_json_text(json, "rule", item->rule ? item->rule->id : EK_TEXT(""));
    ek_json_string(json, "asks", asks_of(item));
    ek_json_string(json, "answer", word_of(item));
    ek_json_string(json, "says", says(inquiry, item));
    ek_json_text(json, "engine", item->shown);
    ek_json_text(json, "case", has_case ? item->document : EK_TEXT(""));
    ek_json_text(json, "with_more", has_case ? item->more : EK_TEXT(""));
    ek_json_open(json, "not_expressible", '[');
    for (uint32_t i = 0; i < item->gap_count; i++) {
        ek_json_open(json, NULL, '{');
        ek_json_text(json, "rule", item->gaps[i].rule);
        ek_json_text(json, "word", item->gaps[i].word);
        ek_json_close(json, '}');
    }
    ek_json_close(json, ']');
    ek_json_close(json, '}');
}

static void write_json(ek_buffer *out, const erkend_inquiry *inquiry, bool line)
{
    ek_text assumed[ASSUMED_MOST];
    ek_json json;

    ek_json_init(&json, out, EK_EN, line);
    ek_json_open(&json, NULL, '{');
    ek_json_string(&json, "question", title_of(inquiry->question));
    ek_json_text(&json, "country", inquiry->books[0]->code);
    ek_json_open(&json, "answers", '[');
    for (uint32_t i = 0; i < inquiry->item_count; i++)
        put_item(&json, inquiry, &inquiry->items[i]);
    ek_json_close(&json, ']');
    ek_json_open(&json, "over_cases_with", '[');
    for (uint32_t i = 0, count = assume(inquiry, out->arena, assumed); i < count; i++)
        ek_json_text(&json, NULL, assumed[i]);
    ek_json_close(&json, ']');
    ek_json_close(&json, '}');
    ek_buffer_char(out, '\n');
}

erkend_status erkend_render_inquiry(erkend_text **out, const erkend_inquiry *inquiry,
                                    const erkend_style *style, erkend_error *error)
{
    erkend_format format = style ? style->format : ERKEND_TEXT;
    erkend_status status;
    ek_arena arena;
    ek_buffer buffer;
    ek_escape escape;

    ek_error_clear(error);
    if (!out || !inquiry)
        return ek_error_say(error, ERKEND_ECALL, "erkend_render_inquiry: NULL where it is needed");
    *out = NULL;
    if ((unsigned)format > ERKEND_NDJSON)
        return ek_error_say(error, ERKEND_EVALUE, "a proof is shown as text, JSON or NDJSON");
    ek_arena_init(&arena, inquiry->host, 0);
    ek_buffer_init(&buffer, &arena);
    if (EK_TRY(&arena, &escape)) {
        if (format == ERKEND_TEXT)
            write_text(&buffer, inquiry);
        else
            write_json(&buffer, inquiry, format == ERKEND_NDJSON);
    }
    ek_escape_end(&arena, &escape);
    status = escape.status;
    if (status == ERKEND_OK)
        status = ek_text_give(out, inquiry->host, ek_buffer_done(&buffer));
    ek_arena_dispose(&arena);
    return ek_error_fill(error, status, NULL);
}
