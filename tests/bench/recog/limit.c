/* The benchmark's task by hand: what C can do when it knows nothing but this schema, these fourteen
 * provisions and this output (README.md). It reads the same file as `erkend batch`, prints the same
 * bytes as `--format codes`, and is the 100 % that the engine is measured against.
 * usage: limit FILE [DIGEST_DE DIGEST_FI DIGEST_NL] (the digests of the policies; printed as they
 * are)
 *
 * One pass over the bytes into one struct, texts as views with their first eight bytes beside them;
 * a switch on the key, no tree; days as the number 20240301; points in tenths; reasons as bits,
 * each printed from a piece that was made before the first case. What it leaves out, and the engine
 * does: UTF-8 and the schema are not checked, nor whether a key stands twice; a text with an
 * escape, a number with more than one decimal, or a list longer than there is room for ends the
 * program. */
#include "limit_judge.h"

/* ---- Months abroad -------------------------------------------------------------------------- */

typedef struct fraction {
    int64_t above, below;
} fraction;

static fraction reduce(int64_t above, int64_t below)
{
    int64_t a = above, b = below;

    while (b != 0) {
        int64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a > 1 ? (fraction){above / a, below / a} : (fraction){above, below};
}

static int32_t days_of(int32_t year, int32_t month)
{
    static const int8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    return days[month - 1] + (month == 2 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0));
}

static int32_t least_of(int32_t a, int32_t b)
{
    return a < b ? a : b;
}

static int32_t day_after(int32_t day)
{
    if (day % 100 < days_of(day / 10000, day / 100 % 100))
        return day + 1;
    return day / 100 % 100 < 12 ? day / 100 * 100 + 101 : (day / 10000 + 1) * 10000 + 101;
}

/* Whole months, and the rest as a share of the month it lies in. */
static fraction months_in(int32_t first, int32_t last)
{
    int32_t end = day_after(last), day = first % 100;
    int32_t from = first / 10000 * 12 + first / 100 % 100 - 1;
    int32_t to = end / 10000 * 12 + end / 100 % 100 - 1;
    int32_t start = least_of(day, days_of(to / 12, to % 12 + 1)), rest = end % 100 - start;
    int32_t length;

    if (rest < 0) {
        to--;
        length = days_of(to / 12, to % 12 + 1);
        start = least_of(day, length);
        rest = length - start + end % 100;
    }
    length = days_of(to / 12, to % 12 + 1) - start;
    length += least_of(day, days_of((to + 1) / 12, (to + 1) % 12 + 1));
    return reduce((int64_t)(to - from) * length + rest, length);
}

/* Stays in the order of their first days, those that overlap or follow each other at once as one.
 */
static fraction months_in_all(learner_case *c)
{
    fraction sum = {0, 1};
    uint32_t kept = 0;

    for (uint32_t i = 1; i < c->stay_count; i++)
        for (uint32_t k = i; k > 0 && c->stays[k].first < c->stays[k - 1].first; k--) {
            stay swap = c->stays[k];
            c->stays[k] = c->stays[k - 1];
            c->stays[k - 1] = swap;
        }
    for (uint32_t i = 0; i < c->stay_count; i++) {
        if (kept > 0 && c->stays[i].first <= day_after(c->stays[kept - 1].last)) {
            if (c->stays[i].last > c->stays[kept - 1].last)
                c->stays[kept - 1].last = c->stays[i].last;
        } else {
            c->stays[kept++] = c->stays[i];
        }
    }
    for (uint32_t i = 0; i < kept; i++) {
        fraction more = months_in(c->stays[i].first, c->stays[i].last);
        sum = kept == 1
                  ? more
                  : reduce(sum.above * more.below + more.above * sum.below, sum.below * more.below);
    }
    return sum;
}

/* ---- Printing ------------------------------------------------------------------------------- */

/* Bytes that stand again and again; may be copied sixteen at a time, beyond their end. */
typedef struct piece {
    uint32_t size;
    char bytes[508];
} piece;

static piece reasons[RULES][VERDICTS][2]; /* [decides] */
static piece heads[COUNTRIES];

static inline char *add_bytes(char *out, const char *bytes, size_t size)
{
    for (size_t i = 0; i < size; i += 16)
        _mm_storeu_si128((__m128i *)(void *)(out + i),
                         _mm_loadu_si128((const __m128i *)(const void *)(bytes + i)));
    return out + size;
}

static inline char *add_piece(char *out, const piece *p)
{
    return add_bytes(out, p->bytes, p->size);
}

static inline char *add_text(char *out, const text *t)
{
    return add_bytes(out, t->at, t->size);
}

#define ADD(out, word) ((char *)memcpy((out), (word), sizeof(word) - 1) + sizeof(word) - 1)

static char *add_number(char *out, int64_t number)
{
    char digits[20];
    int count = 0;

    do
        digits[count++] = (char)('0' + number % 10);
    while ((number /= 10) > 0);
    while (count > 0)
        *out++ = digits[--count];
    return out;
}

static char *add_fraction(char *out, fraction f)
{
    out = add_number(out, f.above);
    if (f.below == 1)
        return out;
    *out++ = '/';
    return add_number(out, f.below);
}

/* Tenths in lowest terms. */
static char *add_tenths(char *out, int32_t tenths)
{
    int32_t below = tenths % 10 == 0 ? 1 : tenths % 5 == 0 ? 2 : tenths % 2 == 0 ? 5 : 10;

    return add_fraction(out, (fraction){tenths * below / 10, below});
}

static void make_piece(piece *to, const char *bytes)
{
    to->size = (uint32_t)strlen(bytes);
    if (to->size + 16 > sizeof to->bytes)
        give_up("a piece is too long");
    memcpy(to->bytes, bytes, to->size);
}

#define ALL_MISSING                                                                                \
    ",\"missing\":[{\"fact\":\"unit.target.kind\",\"supplier\":\"home\"},{\"fact\":"               \
    "\"unit.target.outcomes\",\"supplier\":\"home\"},{\"fact\":\"unit.target.points\","            \
    "\"supplier\":\"home\"}]"

/* Every reason that a rule can be, with its comma in front. */
static void make_reasons(void)
{
    char line[1024];

    for (int r = 0; r < RULES; r++)
        for (int v = 0; v < VERDICTS; v++)
            for (int decides = 0; decides < 2; decides++) {
                int size = snprintf(line, sizeof line,
                                    ",{\"rule\":\"test.%s\",\"law\":\"Test regulation § %s\","
                                    "\"verdict\":\"%s\"%s",
                                    rules[r].id, rules[r].law, verdict_names[v],
                                    decides ? ",\"decides\":true" : "");
                if (v == REFERRED && rules[r].question)
                    size += sprintf(line + size,
                                    ",\"questions\":[{\"question\":\"%s\",\"body\":\"board\"}]",
                                    rules[r].question);
                if (v == INCOMPLETE && (r == LEAST || r == FULL))
                    size += sprintf(line + size, ",\"missing\":[{\"fact\":\"unit.target.outcomes\","
                                                 "\"supplier\":\"home\"}]");
                if (v == INCOMPLETE && (r == WHOLE || r == PARTLY))
                    size += sprintf(line + size, "%s", ALL_MISSING);
                (void)sprintf(line + size, "}");
                make_piece(&reasons[r][v][decides], line);
            }
}

static void make_heads(char **digests)
{
    static const char *const codes[] = {"DE", "FI", "NL"};
    char line[256];

    for (int i = 0; i < COUNTRIES; i++) {
        (void)snprintf(line, sizeof line, "\",\"country\":\"%s\",\"policy\":\"%.64s\",\"claims\":[",
                       codes[i], digests ? digests[i] : "");
        make_piece(&heads[i], line);
    }
}

static char *add_reasons(char *out, const judged *j, bool deciding)
{
    uint32_t bad[VERDICTS], content = j->spoke;

    for (int v = REFUSED; v < RECOGNISED; v++) {
        bad[v] = j->failed[v];
        content &= ~bad[v];
    }
    bad[RECOGNISED] = content;
    if (deciding) { /* all of one verdict */
        for (uint32_t bits = bad[j->verdict]; bits; bits &= bits - 1)
            out = add_piece(out, &reasons[__builtin_ctz(bits)][j->verdict][1]);
        return out;
    }
    for (uint32_t bits = j->spoke & ~bad[j->verdict]; bits; bits &= bits - 1) {
        uint32_t bit = bits & -bits;
        int v = content & bit           ? RECOGNISED
                : bad[REFUSED] & bit    ? REFUSED
                : bad[INCOMPLETE] & bit ? INCOMPLETE
                : bad[REFERRED] & bit   ? REFERRED
                                        : PARTIAL;
        out = add_piece(out, &reasons[__builtin_ctz(bits)][v][0]);
    }
    return out;
}

static char *add_onces(char *out, const judged *j, bool deciding)
{
    for (uint32_t i = 0; i < j->once_count; i++) {
        const once *o = &j->onces[i];
        const char *name = verdict_names[o->verdict];

        if ((o->verdict == j->verdict) != deciding)
            continue;
        out = ADD(out, ",{\"rule\":\"core.counts_once\",\"law\":\"2009/C 155/02 Annex II\","
                       "\"verdict\":\"");
        out = add_bytes(out, name, strlen(name));
        *out++ = '"';
        if (deciding)
            out = ADD(out, ",\"decides\":true");
        if (o->verdict == INCOMPLETE)
            out = ADD(out, ALL_MISSING);
        for (uint32_t k = 0; k < o->asked_count; k++) {
            const char *question = rules[asking[o->asked[k]]].question;
            out = k == 0 ? ADD(out, ",\"questions\":[") : ADD(out, ",");
            out = ADD(out, "{\"question\":\"");
            out = add_bytes(out, question, strlen(question));
            out = ADD(out, "\",\"body\":\"board\"}");
        }
        if (o->asked_count > 0)
            *out++ = ']';
        *out++ = '}';
    }
    return out;
}

static char *add_award(char *out, const unit *u, const judged *j)
{
    bool graded = j->grade >= 0 && !(j->failed[REFUSED] >> PASS & 1);

    out = ADD(out, ",\"effects\":[{\"kind\":\"award\",\"state\":\"");
    if (j->verdict <= INCOMPLETE || j->failed[PARTIAL])
        out = ADD(out, "none");
    else if (j->verdict == REFERRED)
        out = ADD(out, "proposed");
    else
        out = ADD(out, "in_force");
    out = ADD(out, "\",\"fields\":{");
    if (graded) {
        out = ADD(out, "\"grade\":\"");
        out = add_number(out, j->grade);
        out = ADD(out, "\",");
    }
    if (j->points >= 0) {
        out = ADD(out, "\"points\":\"");
        out = add_tenths(out, j->points);
        out = ADD(out, "\",");
    }
    out = ADD(out, "\"unit\":\"");
    out = add_text(out, &u->target);
    out = ADD(out, "\"},\"by\":[");
    if (graded)
        out = ADD(out, "\"test.12.pass\",");
    if (j->target == NULL)
        out = ADD(out, "\"test.13.1.whole\",\"test.13.2.part\"]}]");
    else if (j->failed[PARTIAL])
        out = ADD(out, "\"test.13.2.part\"]}]");
    else
        out = ADD(out, "\"test.13.1.whole\"]}]");
    return out;
}

static char *add_unit(char *out, const unit *u, const judged *j)
{
    static const piece verdicts[VERDICTS] = {{9, "refused\","},
                                             {12, "incomplete\","},
                                             {10, "referred\","},
                                             {9, "partial\","},
                                             {12, "recognised\","}};
    char *first;

    out = ADD(out, "{\"id\":\"");
    out = add_text(out, &u->id);
    out = ADD(out, "\",\"kind\":\"unit\",\"arises\":true,\"verdict\":\"");
    out = add_piece(out, &verdicts[j->verdict]) - 1;
    if (!j->ended)
        out = add_award(out, u, j);
    out = ADD(out, ",\"reasons\":");
    first = out; /* the comma of the first reason becomes the bracket */
    out = add_onces(out, j, true);
    out = add_reasons(out, j, true);
    out = add_onces(out, j, false);
    out = add_reasons(out, j, false);
    *first = '[';
    return ADD(out, "]},");
}

static char *add_abroad(char *out, learner_case *c)
{
    fraction months = months_in_all(c), most = {c->prescribed_months, 3};
    bool referred = months.above * 4 > c->prescribed_months * months.below, cut;

    most = c->prescribed_months > 36 ? (fraction){12, 1} : reduce(most.above, most.below);
    cut = months.above * most.below > most.above * months.below;
    out = ADD(out, "{\"id\":\"stays\",\"kind\":\"abroad\",\"arises\":true,\"verdict\":\"");
    out = referred ? ADD(out, "referred\",\"effects\":[{\"kind\":\"count_as_training\",\"state\":"
                              "\"proposed\",\"fields\":{\"months\":\"")
                   : ADD(out, "recognised\",\"effects\":[{\"kind\":\"count_as_training\",\"state\":"
                              "\"in_force\",\"fields\":{\"months\":\"");
    out = add_fraction(out, cut ? most : months);
    out = ADD(out, "\"},\"by\":[\"test.14.1.quarter\"]");
    if (cut) {
        out = ADD(out, ",\"limited_by\":\"test.14.2.most\",\"before_limit\":\"");
        out = add_fraction(out, months);
        *out++ = '"';
    }
    out = ADD(out, "}],\"reasons\":[{\"rule\":\"test.14.1.quarter\",\"law\":\"Test regulation "
                   "§ 14 (1)\",\"verdict\":\"");
    if (referred)
        return ADD(out, "referred\",\"decides\":true,\"questions\":[{\"question\":\"longer_stay\","
                        "\"about\":\"stays\",\"body\":\"board\"}]},{\"rule\":\"test.14.2.most\","
                        "\"law\":\"Test regulation § 14 (2)\",\"verdict\":\"recognised\"}]},");
    return ADD(out, "recognised\",\"decides\":true},{\"rule\":\"test.14.2.most\",\"law\":\"Test "
                    "regulation § 14 (2)\",\"verdict\":\"recognised\",\"decides\":true}]},");
}

/* Which unit serves what of the composition, and what is missing. */
static char *add_account(char *out, const learner_case *c, const judged *all)
{
    const judged *serving[MOST_TEXTS];
    int32_t sum = 0;
    bool fulfilled = true;
    char *first;

    for (uint32_t i = 0; i < c->composed.count; i++) {
        serving[i] = NULL;
        for (uint32_t k = 0; k < c->unit_count && serving[i] == NULL; k++)
            if (all[k].verdict == RECOGNISED && same(&c->units[k].target, &c->composed.items[i]))
                serving[i] = &all[k];
        if (serving[i])
            sum += serving[i]->points;
        else if (!(c->optional >> i & 1))
            fulfilled = false;
    }
    out = ADD(out, ",\"account\":{");
    if (fulfilled)
        out = ADD(out, "\"fulfilled\":true,");
    out = ADD(out, "\"exhaustive\":true,\"points\":\"");
    out = add_tenths(out, sum);
    *out++ = '"';
    first = out;
    for (uint32_t i = 0; i < c->composed.count; i++) {
        if (serving[i] == NULL)
            continue;
        out = out == first ? ADD(out, ",\"parts\":[{\"unit\":\"") : ADD(out, ",{\"unit\":\"");
        out = add_text(out, &c->composed.items[i]);
        out = ADD(out, "\",\"serves\":\"");
        out = add_text(out, &c->composed.items[i]);
        out = ADD(out, "\",\"points\":\"");
        out = add_tenths(out, serving[i]->points);
        out = ADD(out, "\"}");
    }
    if (out != first)
        *out++ = ']';
    first = out;
    for (uint32_t i = 0; !fulfilled && i < c->composed.count; i++) {
        if (serving[i] || c->optional >> i & 1)
            continue;
        out = out == first ? ADD(out, ",\"missing\":[{\"name\":\"") : ADD(out, ",{\"name\":\"");
        out = add_text(out, &c->composed.items[i]);
        out = ADD(out, "\",\"points\":\"0\",\"units\":1}");
    }
    if (out != first)
        *out++ = ']';
    return ADD(out, "}");
}

static char *decide(char *out, learner_case *c)
{
    static judged all[MOST_UNITS];
    bool partners = have(&c->parties, &c->home) && have(&c->parties, &c->host);

    for (uint32_t i = 0; i < c->unit_count; i++) {
        if (i > 0 && strncmp(c->units[i - 1].id.at, c->units[i].id.at, c->units[i].id.size) >= 0)
            give_up("units that do not stand in the order of their ids");
        judge(c, &c->units[i], &all[i], partners);
    }
    guard(c, all);
    out = ADD(out, "{\"erkend\":\"0.1.0\",\"kind\":\"decision\",\"case\":{\"id\":\"");
    out = add_text(out, &c->id);
    out = ADD(out, "\"},\"decided\":\"");
    out = add_text(out, &c->decided);
    out = add_piece(out, &heads[c->home_country]);
    for (uint32_t i = 0; i < c->unit_count; i++)
        out = add_unit(out, &c->units[i], &all[i]);
    if (c->home_country == DE && c->stay_count > 0)
        out = add_abroad(out, c);
    out[-1] = ']';
    if (c->home_country != DE && c->has_composition)
        out = add_account(out, c, all);
    return ADD(out, "}\n");
}

/* ---- Lines ---------------------------------------------------------------------------------- */

static void run(FILE *in)
{
    static char bytes[ROOM + SPARE], printed[ROOM + ROOM / 4];
    static learner_case c;
    size_t held = 0, got;
    char *out = printed;

    while ((got = fread(bytes + held, 1, ROOM - held, in)) > 0) {
        const char *line = bytes, *end = bytes + held + got, *stop;

        while ((stop = memchr(line, '\n', (size_t)(end - line))) != NULL) {
            read_case(line, &c);
            out = decide(out, &c);
            line = stop + 1;
            if (out - printed > ROOM) {
                if (fwrite(printed, 1, (size_t)(out - printed), stdout) == 0)
                    exit(4);
                out = printed;
            }
        }
        held = (size_t)(end - line);
        if (held == ROOM)
            give_up("a line is too long");
        memmove(bytes, line, held);
    }
    (void)fwrite(printed, 1, (size_t)(out - printed), stdout);
}

int main(int count, char **words)
{
    FILE *in = count > 1 ? fopen(words[1], "r") : NULL;

    if (in == NULL) {
        (void)fprintf(stderr, "usage: limit FILE [DIGEST_DE DIGEST_FI DIGEST_NL]\n");
        return 2;
    }
    setvbuf(in, NULL, _IONBF, 0);
    setvbuf(stdout, NULL, _IONBF, 0);
    make_reasons();
    make_heads(count > 4 ? words + 2 : NULL);
    run(in);
    return fflush(stdout) == 0 && !ferror(stdout) && !ferror(in) ? 0 : 4;
}
