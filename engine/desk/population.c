/* A made-up case: who it is about, what it aims at, what was learnt, what is claimed, what bodies
 * ruled. The parts come in the order of the schema; what is in them is fields.c. */
#include "desk/population.h"

#include <stdio.h>
#include <string.h>

static bool often(ek_population *p, uint32_t of_thousand)
{
    return ek_chance_often(&p->chance, of_thousand);
}

static int64_t between(ek_population *p, int64_t least, int64_t most)
{
    return ek_chance_between(&p->chance, least, most);
}

/* ---- The story ----------------------------------------------------------------------------- */

/* How often each kind of learner comes, of a thousand. */
static const uint32_t kind_shares[EK_LEARNER_KINDS] = {
    [EK_LEARNER_MOBILE] = 450, [EK_LEARNER_TRAINEE] = 200, [EK_LEARNER_WORKER] = 200,
    [EK_LEARNER_FOREIGN] = 50, [EK_LEARNER_SCHOOL] = 100,
};

static ek_learner_kind choose_kind(ek_population *p)
{
    uint32_t left = (uint32_t)between(p, 0, 999), kind = 0;

    while (left >= kind_shares[kind])
        left -= kind_shares[kind++];
    return (ek_learner_kind)kind;
}

/* From the day of the decision backwards: applied, assessed, away, begun, born. */
static void set_days(ek_population *p)
{
    ek_date *days = p->story.days;
    bool late = often(p, 80), old = p->story.kind >= EK_LEARNER_WORKER;
    ek_date last = ek_date_from((ek_civil){2026, 12, 31});
    ek_date first = p->first_day < last ? p->first_day : last;

    days[EK_ANCHOR_DECIDED] = (ek_date)between(p, first, last);
    if (p->hints.law_day_count > 0 && often(p, 50)) {
        ek_date law = p->hints.law_days[between(p, 0, p->hints.law_day_count - 1)];

        if (law >= first && law < last)
            days[EK_ANCHOR_DECIDED] = law - (ek_date)between(p, 0, 1);
    }
    days[EK_ANCHOR_APPLIED] = days[EK_ANCHOR_DECIDED] - (ek_date)between(p, 1, 120);
    days[EK_ANCHOR_ASSESSED] = days[EK_ANCHOR_APPLIED] - (ek_date)between(p, 10, late ? 3000 : 300);
    days[EK_ANCHOR_AWAY] = days[EK_ANCHOR_ASSESSED] - (ek_date)between(p, 10, 300);
    days[EK_ANCHOR_BEGIN] = days[EK_ANCHOR_AWAY] - (ek_date)between(p, 60, 600);
    days[EK_ANCHOR_BIRTH] =
        days[EK_ANCHOR_BEGIN] - (ek_date)between(p, old ? 8000 : 5500, old ? 20000 : 8800);
    days[EK_ANCHOR_FIRST_DAY] = days[EK_ANCHOR_BEGIN];
}

static void begin_story(ek_population *p, uint64_t number)
{
    static const char *const hosts[] = {"FI", "NL", "FR", "ES", "IE", "DE", "IT", "AT"};
    ek_story *story = &p->story;

    memset(story, 0, sizeof *story);
    p->chance.state = p->seed;
    p->chance.state = ek_chance_draw(&p->chance) ^ number;
    (void)ek_chance_draw(&p->chance);
    story->kind = choose_kind(p);
    story->units = (uint32_t)between(p, 1, EK_UNITS_MOST);
    story->at = 1;
    story->home = ek_text_terminated(&p->scratch, p->books[between(p, 0, p->book_count - 1)]->code);
    do
        story->host = hosts[between(p, 0, 7)];
    while (strcmp(story->host, story->home) == 0);
    set_days(p);
}

/* ---- Targets ------------------------------------------------------------------------------- */

static void put_targets(ek_population *p)
{
    static const char *const left_out[] = {"mode", NULL};
    uint32_t i;

    ek_json_open(&p->json, "targets", '{');
    for (i = 0; i < p->book_count; i++) {
        p->story.book = p->books[i];
        ek_json_open(&p->json, ek_text_terminated(&p->scratch, p->books[i]->code), '{');
        ek_population_put_record(p, &ek_type_target, left_out);
        ek_json_close(&p->json, '}');
    }
    p->story.book = NULL;
    ek_json_close(&p->json, '}');
}

/* ---- Claims -------------------------------------------------------------------------------- */

/* How often a kind of claim is made by a kind of learner, of a thousand. */
static const struct {
    ek_scope claim;
    uint16_t by[EK_LEARNER_KINDS]; /* mobile, trainee, worker, foreign, school */
} claim_shares[] = {
    {EK_SCOPE_ABROAD, {900, 0, 0, 0, 0}},          {EK_SCOPE_CREDITING, {50, 450, 50, 50, 0}},
    {EK_SCOPE_SHORTENING, {50, 350, 0, 0, 0}},     {EK_SCOPE_PART_TIME, {0, 150, 0, 0, 0}},
    {EK_SCOPE_ADMISSION, {0, 350, 350, 0, 0}},     {EK_SCOPE_ESTABLISHMENT, {0, 0, 400, 0, 0}},
    {EK_SCOPE_EQUIVALENCE, {0, 0, 0, 900, 0}},     {EK_SCOPE_EXEMPTION, {450, 50, 300, 50, 400}},
    {EK_SCOPE_CERTIFICATE, {150, 0, 400, 0, 100}}, {EK_SCOPE_COMPLETION, {50, 50, 0, 0, 500}},
    {EK_SCOPE_EXTENSION, {0, 200, 0, 0, 0}},       {EK_SCOPE_REVIEW, {30, 0, 30, 0, 300}},
};

/* The countries that judge such a claim, as only_in; one of them becomes the country at hand. */
static void put_only_in(ek_population *p, ek_scope claim)
{
    uint32_t i;

    ek_json_open(&p->json, "only_in", '[');
    for (i = 0; i < p->book_count; i++)
        if (p->book_hints[i].claims >> claim & 1) {
            p->story.book = p->books[i];
            ek_json_text(&p->json, NULL, p->books[i]->code);
        }
    ek_json_close(&p->json, ']');
}

static void put_claim(ek_population *p, ek_scope claim)
{
    static const char *const left_out[] = {"only_in", NULL};

    ek_json_open(&p->json, ek_scope_of(claim)->name, '[');
    ek_json_open(&p->json, NULL, '{');
    put_only_in(p, claim);
    p->story.at = (uint32_t)between(p, 1, p->story.units);
    ek_population_put_record(p, ek_scope_of(claim)->record, left_out);
    ek_json_close(&p->json, '}');
    ek_json_close(&p->json, ']');
    p->story.at = 1;
    p->story.book = NULL;
}

/* A unit that is claimed under its id, with what it is to count for; most units are put forward
 * without a claim, and their country claims them. */
static void put_unit_claim(ek_population *p)
{
    static const char *const left_out[] = {"id", "only_in", "target", NULL};
    uint32_t i = 0;

    while (i < p->story.id_count && p->story.ids[i].type != &ek_type_unit)
        i++;
    if (i == p->story.id_count)
        return;
    ek_json_open(&p->json, "unit", '[');
    ek_json_open(&p->json, NULL, '{');
    ek_json_string(&p->json, "unit", p->story.ids[i].id);
    ek_population_put_record(p, &ek_type_unit_claim, left_out);
    ek_json_close(&p->json, '}');
    ek_json_close(&p->json, ']');
}

static void put_claims(ek_population *p)
{
    size_t i;

    if (p->hints.claims >> EK_SCOPE_UNIT & 1 && often(p, 80))
        put_unit_claim(p);
    for (i = 0; i < sizeof claim_shares / sizeof claim_shares[0]; i++)
        if (p->hints.claims >> claim_shares[i].claim & 1 &&
            often(p, claim_shares[i].by[p->story.kind]))
            put_claim(p, claim_shares[i].claim);
}

/* ---- Rulings ------------------------------------------------------------------------------- */

static void put_answer(ek_population *p, const ek_question *question)
{
    switch (question->answer) {
    case EK_ANSWER_YES: ek_json_yes(&p->json, "answer", often(p, 750)); break;
    case EK_ANSWER_NUMBER:
        ek_json_count(&p->json, "answer",
                      (uint64_t)(question->measure.power[EK_MARKS] != 0 ? between(p, 1, 5)
                                 : often(p, 600)                        ? between(p, 1, 3) * 6
                                                                        : between(p, 0, 24)));
        break;
    case EK_ANSWER_DATE:
        ek_json_date(&p->json, "answer",
                     p->story.days[EK_ANCHOR_APPLIED] + (ek_date)between(p, -400, 400));
        break;
    case EK_ANSWER_TEXT:
        if (question->choices.count > 0)
            ek_json_text(&p->json, "answer",
                         question->choices.items[between(p, 0, question->choices.count - 1)]);
        else
            ek_json_string(&p->json, "answer", "other");
        break;
    case EK_ANSWER_TEXTS:
        ek_json_open(&p->json, "answer", '[');
        ek_json_string(&p->json, NULL, "U1.1");
        ek_json_close(&p->json, ']');
        break;
    }
}

static void put_ruling(ek_population *p, const ek_rulebook *book, const ek_question *question,
                       const char *about)
{
    ek_json_open(&p->json, NULL, '{');
    ek_json_text(&p->json, "question", question->name);
    if (about != NULL)
        ek_json_string(&p->json, "about", about);
    ek_json_text(&p->json, "country", book->code);
    put_answer(p, question);
    ek_json_text(&p->json, "role", question->body);
    ek_json_date(&p->json, "date", p->story.days[EK_ANCHOR_DECIDED] - (ek_date)between(p, 0, 60));
    ek_json_close(&p->json, '}');
}

/* A third of what could be asked in this case was answered. */
static void put_rulings(ek_population *p)
{
    uint32_t i, k, n;

    ek_json_open(&p->json, "rulings", '[');
    for (i = 0; i < p->book_count; i++)
        for (k = 0; k < p->books[i]->question_count; k++) {
            const ek_question *question = p->books[i]->questions[k];
            const ek_record_type *about = question->about == EK_SCOPE_UNIT
                                              ? &ek_type_unit
                                              : ek_scope_of(question->about)->record;

            if (question->about == EK_SCOPE_CASE) {
                if (often(p, 330))
                    put_ruling(p, p->books[i], question, NULL);
                continue;
            }
            for (n = 0; n < p->story.id_count; n++)
                if (p->story.ids[n].type == about && often(p, 330))
                    put_ruling(p, p->books[i], question, p->story.ids[n].id);
        }
    ek_json_close(&p->json, ']');
}

/* ---- The case ------------------------------------------------------------------------------ */

static void put_part(ek_population *p, const char *field, uint32_t of_thousand)
{
    if (often(p, of_thousand) && !often(p, p->missing))
        ek_population_put_field(p, &ek_type_case, field);
}

static void put_head(ek_population *p, uint64_t number)
{
    char id[32];

    (void)snprintf(id, sizeof id, "case-%llu", (unsigned long long)number);
    ek_json_string(&p->json, "id", id);
    ek_json_string(&p->json, "home_country", p->story.home);
    ek_json_string(&p->json, "host_country", p->story.host);
    if (!often(p, p->missing))
        ek_json_date(&p->json, "applied", p->story.days[EK_ANCHOR_APPLIED]);
    ek_json_date(&p->json, "decided", p->story.days[EK_ANCHOR_DECIDED]);
}

static void put_learning(ek_population *p)
{
    bool mobile = p->story.kind == EK_LEARNER_MOBILE;
    bool trainee = p->story.kind == EK_LEARNER_TRAINEE, worker = p->story.kind == EK_LEARNER_WORKER;
    bool school = p->story.kind == EK_LEARNER_SCHOOL;

    put_part(p, "training", trainee ? 980 : mobile ? 650 : 50);
    put_part(p, "programme", school ? 980 : mobile ? 400 : 50);
    put_part(p, "mou", mobile ? 850 : 50);
    put_part(p, "agreement", mobile ? 880 : 50);
    put_part(p, "institutions", mobile ? 500 : 100);
    put_part(p, "stays", mobile ? 970 : 20);
    put_part(p, "transcripts", mobile ? 950 : school ? 700 : 150);
    put_part(p, "other_learning", worker ? 900 : 60);
    put_part(p, "examinations", school ? 600 : 150);
}

ek_text ek_population_make(ek_population *p, uint64_t number)
{
    static const char *const without_work[] = {"work", NULL};
    ek_buffer line;

    ek_arena_reset(&p->scratch);
    ek_buffer_init(&line, &p->scratch);
    begin_story(p, number);
    ek_json_init(&p->json, &line, EK_EN, true);
    ek_json_open(&p->json, NULL, '{');
    put_head(p, number);
    ek_json_open(&p->json, "learner", '{');
    ek_population_put_record(p, &ek_type_learner,
                             p->story.kind == EK_LEARNER_MOBILE ? without_work : NULL);
    ek_json_close(&p->json, '}');
    put_targets(p);
    put_learning(p);
    put_claims(p);
    put_rulings(p);
    ek_json_close(&p->json, '}');
    return ek_buffer_done(&line);
}
