/* Cases of the benchmark's task (README.md): NDJSON, one learner a line, about 2 kB and 4.4
 * assessed units each. The same seed gives the same bytes, and case n is the same whatever the
 * count. usage: generate COUNT [SEED]
 *
 * Home, host and what happened are drawn; memoranda and qualifications come from pools, so that the
 * same ones come again. How often something is wrong stands beside it, in a hundred. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

enum { MOST_UNITS = 8 };

typedef struct chance {
    uint64_t state;
} chance;

/* splitmix64 */
static uint64_t draw(chance *c)
{
    uint64_t z = (c->state += UINT64_C(0x9e3779b97f4a7c15));

    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

static int below(chance *c, int count)
{
    return (int)((draw(c) >> 11) % (uint64_t)count);
}

static int often(chance *c, int percent)
{
    return below(c, 100) < percent;
}

static const char *const countries[] = {"DE", "FI", "NL"};
static const char *const frameworks[] = {"DQR", "FiNQF", "NLQF"};
static const char *const scales[] = {"de_1_6", "fi_0_5", "nl_10"};
static const char *const schools[] = {"DE-BBS", "FI-AMM", "NL-ROC"};
static const char *const titles[] = {"Care of older persons", "Pflege älterer Menschen",
                                     "Kunnossapidon työt",    "CNC milling and turning",
                                     "Verkoop en advies",     "Asiakaspalvelu",
                                     "Elektroinstallation",   "Warehouse logistics"};
static const char *const names[] = {"Aino Virtanen", "Jörg Müller", "Sanne de Vries",
                                    "Leena Mäkelä",  "Kemal Aydın", "Bram Jansen",
                                    "Mia Schulz",    "Oskari Niemi"};

/* One case: what its documents agree on. */
typedef struct person {
    uint64_t number;
    int home, host;
    int home_school, host_school; /* partners of the memorandum */
    int listed, first_listed;     /* units of the memorandum, by their number */
    int units, codes[MOST_UNITS]; /* units agreed */
    int level, year, month, months, last_day;
    int qualification, memorandum;
} person;

static void put_day(const char *key, int year, int month, int day)
{
    printf("\"%s\":\"%04d-%02d-%02d\"", key, year + (month - 1) / 12, (month - 1) % 12 + 1, day);
}

static int count_outcomes(int code)
{
    return 3 + code % 4;
}

static void put_head(chance *c, const person *p)
{
    printf("{\"id\":\"C%07" PRIu64 "\",\"home_country\":\"%s\",\"host_country\":\"%s\",", p->number,
           countries[p->home], countries[p->host]);
    put_day("applied", p->year, p->month + p->months + 1, 1 + below(c, 28));
    printf(",");
    put_day("decided", p->year, p->month + p->months + 3, 1 + below(c, 28));
    printf(",\"learner\":{\"id\":\"L%06d\",\"name\":\"%s\",", below(c, 1000000),
           names[below(c, 8)]);
    put_day("birth_date", 1998 + below(c, 10), 1 + below(c, 12), 1 + below(c, 28));
    printf("}");
}

static const char *kind_of(int code)
{
    return code % 8 < 6 ? "unit" : code % 8 == 6 ? "sub_area" : "part";
}

static void put_component(int code, int first)
{
    printf("%s{\"unit\":\"U%04d\",\"kind\":\"%s\",\"points\":%d,\"outcomes\":[", first ? "" : ",",
           code, kind_of(code), 6 + code % 20);
    for (int i = 0; i < count_outcomes(code); i++)
        printf("%s\"K%04d%c\"", i > 0 ? "," : "", code, 'a' + i);
    printf("]}");
}

/* The units agreed, and one more in a third of the cases; where units add up, how they do. */
static void put_qualification(chance *c, const person *p)
{
    static const int points[] = {180, 120, 240};
    int more = often(c, 33);

    printf(",\"qualification\":{\"code\":\"Q-%s-%03d\",\"title\":\"%s\",\"country\":\"%s\","
           "\"level\":\"%s %d\",\"prescribed_months\":%d,\"points\":%d,\"components\":[",
           countries[p->home], p->qualification, titles[p->qualification % 8], countries[p->home],
           frameworks[p->home], p->level, p->qualification % 3 == 1 ? 24 : 36,
           points[p->qualification % 3]);
    for (int i = 0; i < p->units; i++)
        put_component(p->codes[i], i == 0);
    if (more)
        put_component(p->first_listed + 9100, 0);
    printf("]");
    if (p->home > 0) {
        printf(",\"composition\":{\"all\":[");
        for (int i = 0; i < p->units; i++)
            printf("%s{\"unit\":\"U%04d\"%s}", i > 0 ? "," : "", p->codes[i],
                   often(c, 60) ? "" : ",\"optional\":true");
        printf("]}");
    }
    printf("}");
}

static void put_papers(chance *c, const person *p)
{
    int home = often(c, 97) ? p->home_school : 41;

    printf(",\"mou\":{\"id\":\"M-%05d\",", p->memorandum);
    put_day("first_day", 2019 + p->memorandum % 4, 1, 1);
    printf(",");
    put_day("last_day", 2024 + p->memorandum % 3, 12, 31);
    printf(",\"parties\":[\"%s%02d\",\"%s%02d\"],\"units\":[", schools[p->home], p->home_school,
           schools[p->host], p->host_school);
    for (int i = 0; i < p->listed; i++)
        printf("%s\"U%04d\"", i > 0 ? "," : "", p->first_listed + i);
    printf("]},\"agreement\":{\"id\":\"LA-%06" PRIu64 "\",\"home\":\"%s%02d\",\"host\":\"%s%02d\",",
           p->number % 1000000, schools[p->home], home, schools[p->host],
           often(c, 98) ? p->host_school : 42);
    put_day("first_day", p->year, p->month, 1 + below(c, 9));
    printf(",");
    put_day("last_day", p->year, p->month + p->months, p->last_day);
    printf(",\"units\":[");
    for (int i = 0; i < p->units; i++)
        printf("%s\"U%04d\"", i > 0 ? "," : "", p->codes[i]);
    printf("]}");
}

/* One stay, or two with some weeks between them. */
static void put_stays(chance *c, const person *p)
{
    int two = p->months > 2 && often(c, 20), half = two ? p->months / 2 : p->months;

    printf(",\"stays\":[{\"id\":\"s1\",\"country\":\"%s\",", countries[p->host]);
    put_day("first_day", p->year, p->month, 10 + below(c, 5));
    printf(",");
    put_day("last_day", p->year, p->month + half, 1 + below(c, 9));
    printf("}");
    if (two) {
        printf(",{\"id\":\"s2\",\"country\":\"%s\",", countries[p->host]);
        put_day("first_day", p->year, p->month + half, 15 + below(c, 10));
        printf(",");
        put_day("last_day", p->year, p->month + p->months, 1 + below(c, 14));
        printf("}");
    }
    printf("]");
}

static void put_grade(chance *c, int host)
{
    int grade;

    if (often(c, 4)) /* passed, without a grade */
        return;
    if (host == 0)
        grade = 1 + (often(c, 92) ? below(c, 4) : 4 + below(c, 2));
    else if (host == 1)
        grade = 1 + below(c, 5);
    else
        grade = often(c, 92) ? 6 + below(c, 5) : 1 + below(c, 5);
    printf(",\"grade\":%d,\"scale\":\"%s\"", grade, scales[host]);
}

static void put_outcomes(chance *c, int code)
{
    int whole = often(c, 70), shown = 0;

    printf(",\"outcomes\":[");
    for (int i = 0; i < count_outcomes(code); i++)
        if (whole || often(c, 65))
            printf("%s\"K%04d%c\"", shown++ > 0 ? "," : "", code, 'a' + i);
    if (shown == 0)
        printf("\"K%04dz\"", code);
    printf("]");
}

static void put_unit(chance *c, const person *p, int i)
{
    int code = p->codes[i], half = 4 + below(c, 40), after = below(c, p->months + 1);

    if (i > 0 && often(c, 2))
        code = p->codes[i - 1]; /* put forward twice */
    else if (often(c, 3))
        code = often(c, 50) ? 9500 + below(c, 400) : p->first_listed + 9100;
    printf("%s{\"id\":\"u%d\",\"title\":\"%s\",\"points\":%d%s,\"level\":\"%s %d\"",
           i > 0 ? "," : "", i + 1, titles[below(c, 8)], half / 2, half % 2 ? ".5" : "",
           frameworks[p->host], often(c, 5) ? p->level - 1 : p->level + below(c, 2));
    put_grade(c, p->host);
    put_outcomes(c, code);
    printf(",\"result\":\"%s\",", often(c, 96) ? "passed" : "failed");
    if (often(c, 3)) /* long ago */
        put_day("assessed", 2012 + below(c, 5), 1 + below(c, 12), 1 + below(c, 28));
    else
        put_day("assessed", p->year, p->month + after,
                1 + below(c, after == p->months ? p->last_day : 20));
    printf(
        ",\"assessed_by\":\"%s%02d\",\"context\":\"%s\",\"targets\":{\"%s\":{\"unit\":\"U%04d\"}}"
        "}",
        schools[p->host], often(c, 98) ? p->host_school : 43,
        often(c, 85)   ? "formal"
        : often(c, 50) ? "non_formal"
                       : "informal",
        countries[p->home], code);
}

static void put_case(uint64_t number, uint64_t seed)
{
    chance c = {seed * 1000003u + number * UINT64_C(0x632be59bd9b4e019)};
    person p = {.number = number};
    int skipped;

    p.home = below(&c, 3);
    p.host = (p.home + 1 + below(&c, 2)) % 3;
    p.qualification = below(&c, 300);
    p.level = 3 + p.qualification % 2;
    p.memorandum = below(&c, 2000);
    p.listed = 6 + p.memorandum % 5;
    p.first_listed = p.memorandum * 7 % 400 + 1000 * (p.memorandum % 9);
    p.home_school = p.memorandum % 40;
    p.host_school = p.memorandum / 40 % 40;
    p.year = 2022 + below(&c, 3);
    p.month = 1 + below(&c, 9);
    p.months = 1 + below(&c, 9);
    p.last_day = 15 + below(&c, 14);
    p.units = 1 + below(&c, MOST_UNITS);
    p.units = p.units > p.listed ? p.listed : p.units;
    skipped = below(&c, p.listed - p.units + 1);
    for (int i = 0; i < p.units; i++)
        p.codes[i] = p.first_listed + skipped + i;
    put_head(&c, &p);
    put_qualification(&c, &p);
    put_papers(&c, &p);
    put_stays(&c, &p);
    printf(",\"transcripts\":[{\"id\":\"t\",\"issuer\":\"%s%02d\",\"country\":\"%s\",\"units\":[",
           schools[p.host], p.host_school, countries[p.host]);
    for (int i = 0; i < p.units; i++)
        put_unit(&c, &p, i);
    printf("]}]}\n");
}

int main(int count, char **words)
{
    uint64_t cases = count > 1 ? strtoull(words[1], NULL, 10) : 0;
    uint64_t seed = count > 2 ? strtoull(words[2], NULL, 10) : 1;

    if (cases == 0) {
        (void)fprintf(stderr, "usage: generate COUNT [SEED]\n");
        return 2;
    }
    for (uint64_t i = 1; i <= cases; i++)
        put_case(i, seed);
    return fflush(stdout) == 0 && !ferror(stdout) ? 0 : 4;
}
