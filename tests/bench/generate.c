/* Cases by the number: NDJSON for Germany, Finland and the Netherlands, the same for the same seed.
 * usage: generate COUNT [SEED]
 *
 * Learners who come back from a stay abroad with units assessed there, apprentices who ask for an
 * earlier school to be credited or their training shortened, workers who want exemptions or a
 * certificate of what they learnt at work. Some facts are missing, some late, some contradict a
 * rule: how often stands beside each. No clock, no file, no chance but the seed. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

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
    return (int)(draw(c) % (uint64_t)count);
}

static int between(chance *c, int least, int most)
{
    return least + below(c, most - least + 1);
}

/* True that often in a hundred. */
static int often(chance *c, int percent)
{
    return below(c, 100) < percent;
}

static const char *pick(chance *c, const char *const *words, int count)
{
    return words[below(c, count)];
}
#define PICK(c, words) pick((c), (words), (int)(sizeof(words) / sizeof *(words)))

static const char *truth(int is)
{
    return is ? "true" : "false";
}

/* Units of the Finnish qualification, and the Dutch parts that ask for the same outcomes: three of
 * each, named after the unit. */
typedef struct study {
    const char *code, *title, *part;
    int points;
} study;
static const study studies[] = {{"sahkotyot", "Sähköasennustyöt", "P1-K1", 45},
                                {"huolto", "Huolto", "P1-K2", 15},
                                {"automaatio", "Automaatioasennukset", "P1-K3", 30},
                                {"mittaukset", "Mittaukset", "P2-K1", 15},
                                {"asiakaspalvelu", "Asiakaspalvelu", "P2-K2", 15},
                                {"tyoturvallisuus", "Työturvallisuus", "P3-K1", 10}};
enum { STUDIES = sizeof studies / sizeof *studies, OUTCOMES = 3 };
static const char *const institutions[] = {"omnia",       "stadin-ao", "bbs-hannover",
                                           "roc-utrecht", "cfa-lyon",  "tknika"};
static const char *const schools[] = {"zweijährige Berufsfachschule", "einjährige Berufsfachschule",
                                      "Berufsgrundbildungsjahr"};
static const char *const lands[] = {"NW", "BY", "BW", "HE", "SN"};
static const char *const abroad_in[] = {"FI", "NL", "FR", "ES", "IE"};

static void put_learner(chance *c, uint64_t number, const char *person, int born)
{
    printf("\"learner\":{\"id\":\"l%" PRIu64 "\",\"person\":\"%s\",\"birth_date\":\"%d-%02d-%02d\"",
           number, person, born, between(c, 1, 12), between(c, 1, 28));
    if (often(c, 80))
        printf(",\"residence\":\"%s\"", often(c, 90) ? "DE" : "NL");
    if (often(c, 85))
        printf(",\"in_compulsory_education\":%s", truth(often(c, 5)));
}

/* All outcomes, or those that were shown. */
static void put_outcomes(chance *c, const study *of)
{
    int i, first = 1;

    printf("\"outcomes\":[");
    for (i = 0; i < OUTCOMES; i++)
        if (c == NULL || often(c, 95)) {
            printf("%s\"%s_%d\"", first ? "" : ",", of->code, i + 1);
            first = 0;
        }
    printf("]");
}

static void put_components(const char *kind)
{
    int dutch = kind[0] == 'p';

    for (int i = 0; i < STUDIES; i++) {
        const study *of = &studies[i];
        printf("%s{\"unit\":\"%s\",\"kind\":\"%s\",", i > 0 ? "," : "", dutch ? of->part : of->code,
               kind);
        if (!dutch)
            printf("\"points\":%d,\"accepts\":[\"%s-a\"],", of->points, of->code);
        put_outcomes(NULL, of);
        printf("}");
    }
}

static void put_targets(chance *c)
{
    printf(",\"targets\":{\"DE\":{\"qualification\":{\"title\":\"Elektroniker\",\"country\":\"DE\","
           "\"law\":\"BBiG\"");
    if (often(c, 95))
        printf(",\"prescribed_months\":%d", often(c, 70) ? 36 : 42);
    printf("}},\"FI\":{\"qualification\":{\"code\":\"sahkoala\",\"title\":\"Sähkö- ja "
           "automaatioala\",\"country\":\"FI\",\"points\":180,\"first_day\":\"2018-08-01\","
           "\"components\":[");
    put_components("unit");
    printf(
        "]}},\"NL\":{\"qualification\":{\"code\":\"monteur\",\"title\":\"Monteur elektrotechnische "
        "installaties\",\"country\":\"NL\",\"kind\":\"vak\",\"framework\":\"NLQF\",\"level\":"
        "\"NLQF 3\",\"components\":[");
    put_components("part");
    printf("]}}}");
}

/* One or two stays in the second year of training; a fifth of the plans is not agreed. */
static int put_stays(chance *c, int year)
{
    int count = often(c, 75) ? 1 : 2, i;

    printf(",\"stays\":[");
    for (i = 0; i < count; i++) {
        int first = i == 0 ? between(c, 1, 5) : between(c, 7, 9);
        int last = first + (i == 0 ? between(c, 0, 7 - first) : between(c, 0, 3));
        printf("%s{\"id\":\"s%d\",\"country\":\"%s\",\"first_day\":\"%d-%02d-%02d\",\"last_day\":"
               "\"%d-%02d-%02d\"",
               i > 0 ? "," : "", i, PICK(c, abroad_in), year, first, between(c, 1, 15), year, last,
               between(c, 16, 28));
        if (often(c, 90))
            printf(",\"plan_agreed\":%s", truth(often(c, 80)));
        printf("}");
    }
    printf("]");
    return count;
}

/* A unit that was assessed abroad and is put forward for one of the qualification at home. */
static void put_unit(chance *c, const study *of, int number, int year, const char *issuer)
{
    printf("{\"id\":\"u%d\",\"title\":\"%s\",\"code\":\"%s%s\",\"context\":\"%s\",", number,
           of->title, of->code, often(c, 10) ? "-a" : "", often(c, 90) ? "formal" : "non_formal");
    put_outcomes(c, of);
    if (often(c, 95))
        printf(",\"points\":%d", often(c, 80) ? of->points : of->points - between(c, 1, 5));
    if (often(c, 70))
        printf(",\"level\":\"FiNQF 4\"");
    if (often(c, 85))
        printf(",\"grade\":%d,\"scale\":\"fi_1_5\"", between(c, 1, 5));
    if (often(c, 98))
        printf(",\"result\":\"%s\"", often(c, 95) ? "passed" : "failed");
    if (often(c, 97))
        printf(",\"assessed\":\"%d-09-%02d\",\"assessed_by\":\"%s\"", year, between(c, 1, 28),
               issuer);
    if (often(c, 60))
        printf(",\"validated\":\"%d-10-%02d\",\"validated_by\":\"%s\"", year, between(c, 1, 28),
               PICK(c, institutions));
    if (often(c, 95))
        printf(",\"origin\":\"%s\"", often(c, 75)   ? "vocational_qualification"
                                     : often(c, 60) ? "abroad"
                                                    : "other_authority");
    if (often(c, 95))
        printf(",\"requirements\":{\"first_day\":\"2018-08-01\"}");
    printf(",\"formally_certified\":%s,\"targets\":{\"FI\":{\"unit\":\"%s\"},\"NL\":{\"unit\":"
           "\"%s\"}}}",
           truth(often(c, 90)), of->code, of->part);
}

/* Between one and six units, most of them passed. */
static void put_transcript(chance *c, uint64_t number, int year)
{
    int units = 1 + below(c, 3) + below(c, 4), i;
    const char *issuer = PICK(c, institutions);

    printf(",\"transcripts\":[{\"id\":\"t\",\"issuer\":\"%s\",\"country\":\"FI\",\"learner\":"
           "\"l%" PRIu64 "\",\"issued\":\"%d-10-%02d\",\"units\":[",
           issuer, number, year, between(c, 1, 28));
    for (i = 0; i < units; i++) {
        printf("%s", i > 0 ? "," : "");
        put_unit(c, &studies[i % STUDIES], i, year, issuer);
    }
    printf("]}]");
}

static void put_exemption(chance *c)
{
    printf(",\"exemption\":[{\"id\":\"e\",\"only_in\":[\"NL\"],\"unit\":\"u0\",\"part\":\"P1-K1\"");
    if (often(c, 90))
        printf(",\"requested\":%s", truth(often(c, 75)));
    printf(",\"part_outcomes\":[\"sahkotyot_1\",\"sahkotyot_2\"],");
    put_outcomes(c, &studies[0]);
    printf("}]");
    if (often(c, 50))
        printf(",\"rulings\":[{\"question\":\"exemption\",\"about\":\"e\",\"answer\":%s,\"by\":"
               "\"Examencommissie\",\"role\":\"committee\",\"date\":\"2025-02-%02d\"}]",
               truth(often(c, 80)), between(c, 1, 28));
}

static void put_mobile_apprentice(chance *c, uint64_t number)
{
    int year = between(c, 2021, 2024), stays, i;

    put_learner(c, number, "apprentice", year - between(c, 17, 24));
    printf("}");
    put_targets(c);
    printf(",\"training\":{\"first_day\":\"%d-09-01\",\"last_day\":\"%d-08-31\"}", year - 1,
           year + 2);
    stays = put_stays(c, year);
    put_transcript(c, number, year);
    printf(",\"abroad\":[{\"id\":\"a\",\"only_in\":[\"DE\"],\"serves_goal\":%s",
           truth(often(c, 93)));
    if (often(c, 90))
        printf(",\"employer_agrees\":%s", truth(often(c, 95)));
    printf(",\"stays\":[");
    for (i = 0; i < stays; i++)
        printf("%s\"s%d\"", i > 0 ? "," : "", i);
    printf("]}]");
    if (often(c, 45))
        put_exemption(c);
}

static void put_crediting(chance *c, uint64_t number)
{
    put_learner(c, number, "apprentice", between(c, 2000, 2007));
    if (often(c, 40))
        printf(
            ",\"earlier\":[{\"id\":\"school\",\"title\":\"Abitur\",\"kind\":\"abitur\",\"result\":"
            "\"completed\"}]");
    printf("}");
    put_targets(c);
    printf(
        ",\"training\":{\"first_day\":\"2024-08-01\",\"last_day\":\"2027-07-31\",\"land\":\"%s\"}",
        PICK(c, lands));
    printf(",\"crediting\":[{\"id\":\"c\",\"only_in\":[\"DE\"],\"applied\":\"2024-%02d-%02d\"",
           between(c, 6, 12), between(c, 1, 28));
    printf(",\"applied_by\":[%s]", often(c, 85) ? "\"apprentice\",\"employer\"" : "\"apprentice\"");
    if (often(c, 92))
        printf(",\"months_asked\":%d", between(c, 1, 6) * (often(c, 90) ? 6 : 5));
    if (often(c, 90))
        printf(",\"ordinance_months\":%s", often(c, 50) ? "null" : often(c, 60) ? "12" : "6");
    printf(",\"land\":\"%s\",\"programme\":\"%s\"}]", PICK(c, lands), PICK(c, schools));
}

static void put_worker(chance *c, uint64_t number)
{
    int first = between(c, 2008, 2020);

    put_learner(c, number, "employee", between(c, 1965, 1998));
    printf(",\"work\":[{\"id\":\"w\",\"in_occupation\":%s,\"country\":\"%s\",\"first_day\":"
           "\"%d-01-01\",\"last_day\":\"%d-12-31\"}]}",
           truth(often(c, 85)), often(c, 50) ? "NL" : "DE", first, between(c, first, 2023));
    put_targets(c);
    printf(",\"other_learning\":[{\"id\":\"o\",\"title\":\"Installing at work\",\"context\":"
           "\"informal\",\"origin\":\"work\",");
    put_outcomes(c, &studies[0]);
    printf(",\"evidence\":[%s]", often(c, 60) ? "\"validation_certificate\"" : "\"references\"");
    if (often(c, 85))
        printf(",\"demonstration\":\"%s\"", often(c, 85) ? "passed" : "failed");
    printf(",\"targets\":{\"FI\":{\"unit\":\"sahkotyot\"},\"NL\":{\"unit\":\"P1-K1\"}}}]");
    printf(
        ",\"certificate\":[{\"id\":\"z\",\"only_in\":[\"NL\"],\"unit\":\"o\",\"part\":\"P1-K1\"");
    if (often(c, 95))
        printf(",\"designated\":%s", truth(often(c, 80)));
    if (often(c, 95))
        printf(",\"result\":%d", between(c, 4, 9));
    printf(",\"scale\":\"nl_10\",\"evidence\":[\"validation_certificate\"]}]");
    if (often(c, 60))
        printf(",\"rulings\":[{\"question\":\"validated_learning\",\"about\":\"z\",\"answer\":%s,"
               "\"by\":\"Examencommissie\",\"role\":\"committee\",\"date\":\"2025-02-%02d\"}]",
               truth(often(c, 85)), between(c, 1, 28));
}

static void put_case(chance *c, uint64_t number)
{
    int kind = below(c, 100);

    printf("{\"id\":\"case-%" PRIu64 "\",\"title\":\"Case %" PRIu64
           "\",\"home_country\":\"DE\",\"host_country\":\"FI\",\"applied\":\"2025-01-%02d\","
           "\"decided\":\"2025-%02d-%02d\",",
           number, number, between(c, 1, 28), between(c, 3, 12), between(c, 1, 28));
    if (kind < 60)
        put_mobile_apprentice(c, number);
    else if (kind < 80)
        put_crediting(c, number);
    else
        put_worker(c, number);
    printf("}\n");
}

int main(int count, char **words)
{
    uint64_t cases = count > 1 ? strtoull(words[1], NULL, 10) : 0, i;
    chance c = {count > 2 ? strtoull(words[2], NULL, 10) : 1};

    if (cases == 0) {
        (void)fprintf(stderr, "usage: generate COUNT [SEED]\n");
        return 2;
    }
    for (i = 1; i <= cases; i++)
        put_case(&c, i);
    return fflush(stdout) == 0 && !ferror(stdout) ? 0 : 4;
}
