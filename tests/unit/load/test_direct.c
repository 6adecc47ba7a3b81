/* load/direct.c: what it accepts is what the way through nodes accepts, with the same records, and
 * what it gives up comes out in the same words. */
#include <dirent.h>

#include "../../../examples/folder.h"
#include "fixture.h"
#include "twins.h"

/* A case with a value of every kind, everything that can be embedded, referred to and left out. */
static const char rich[] =
    "{\"id\":\"c-1\",\"title\":\"Ünïcode – \\u00e4\\ud83d\\ude00\",\"home_country\":\"DE\",\n"
    " \"applied\" : \"2025-01-08\" , \"decided\":\"2025-03-08\",\t\"host_country\":null,\r\n"
    "\"learner\":{\"id\":\"l\",\"name\":\"Zoë\",\"birth_date\":\"2000-02-29\",\"work\":[{\"id\":"
    "\"w\","
    "\"first_day\":\"2020-01-01\",\"last_day\":\"2021-12-31\",\"weekly_hours\":38.5,"
    "\"in_occupation\":true},{\"months\":\"19/2\"}],\"earlier\":[]},"
    "\"targets\":{\"FI\":{\"mode\":\"reformi\",\"qualification\":{\"code\":\"q\",\"level\":\"EQF "
    "4\","
    "\"points\":180,\"reference\":\"formal\",\"composition\":{\"all\":[{\"unit\":\"u1\"},"
    "{\"choose\":[{\"unit\":\"u2\"},{\"any\":\"x\"}],\"points\":{\"at_least\":5,\"at_most\":15},"
    "\"group\":\"ä\"}]},\"components\":[{\"unit\":\"u1\",\"kind\":\"unit\",\"outcomes\":[\"b\","
    "\"a\"],"
    "\"validity\":{\"first_day\":\"2018-08-01\",\"last_day\":null}},{\"unit\":\"u2\","
    "\"learning_outcomes\":[{\"id\":\"o1\",\"kind\":\"skill\"},{\"id\":\"o2\"}]}]}},\"NL\":{}},"
    "\"institutions\":[{\"id\":\"i\",\"roles\":[\"assess\",\"award\"]}],"
    "\"agreement\":{\"id\":\"la\",\"signed_by\":[\"host\",\"home\"],\"points\":null},"
    "\"transcripts\":[{\"id\":\"t\",\"units\":[{\"id\":\"v\",\"grade\":4,\"scale\":\"fi_1_5\","
    "\"stay\":\"s\",\"result\":\"passed\",\"targets\":{\"FI\":{\"unit\":\"u1\"}},"
    "\"requirements\":{\"first_day\":\"2018-08-01\"}}]}],"
    "\"stays\":[{\"id\":\"s\",\"country\":\"NO\",\"first_day\":\"2024-01-01\","
    "\"last_day\":\"2024-02-10\"}],"
    "\"abroad\":{\"stays\":[\"s\"],\"serves_goal\":false},"
    "\"unit\":[{\"unit\":\"v\",\"target\":{\"unit\":\"u1\",\"points\":15}},"
    "{\"hours\":120,\"result\":\"passed\",\"context\":\"informal\",\"grade\":2,\"points\":0},"
    "{\"id\":\"named\",\"weeks\":3}],"
    "\"exemption\":[{\"unit\":\"v\",\"earlier_mark\":-0,\"scale\":\"x\"}],"
    "\"rulings\":[{\"question\":\"q\",\"role\":\"r\",\"date\":\"2025-01-01\",\"answer\":true},"
    "{\"question\":\"q\",\"role\":\"r\",\"date\":\"2025-01-01\",\"answer\":[\"y\",\"x\"]},"
    "{\"question\":\"q\",\"role\":\"r\",\"date\":\"2025-01-01\",\"answer\":\"2024-01-01\"},"
    "{\"question\":\"q\",\"role\":\"r\",\"date\":\"2025-01-01\",\"answer\":\"1/3\"},"
    "{\"question\":\"q\",\"role\":\"r\",\"date\":\"2025-01-01\",\"answer\":0.25},"
    "{\"question\":\"q\",\"role\":\"r\",\"date\":\"2025-01-01\",\"answer\":\"text\"},"
    "{\"question\":\"q\",\"role\":\"r\",\"date\":\"2025-01-01\",\"answer\":null}]}\n";

static int open_kit(void **state)
{
    *state = ek_read_kit_new(NULL);
    return *state ? 0 : -1;
}

static int close_kit(void **state)
{
    ek_read_kit_free(*state);
    return 0;
}

/* Returns whether the direct reader gave up. */
static bool check_twins(void **state, const char *bytes, size_t size)
{
    bool gave_up = false;
    const char *where = twins_compare(*state, bytes, size, NULL, &gave_up);

    if (where)
        fail_msg("%s differs in: %.*s", where, (int)size, bytes);
    return gave_up;
}

static void test_ek_direct_read__reads_a_rich_case_as_nodes_do(void **state)
{
    assert_false(check_twins(state, rich, strlen(rich)));
}

/* ---- Values, form, limits -------------------------------------------------------------------- */

/* What may stand for the value of some field; 1: the direct reader gives up. */
typedef struct form {
    const char *before, *value, *after;
    int gives_up;
} form;

#define IN_ID(text, up)                                                                            \
    {                                                                                              \
        "{\"id\":", (text), "}", (up)                                                              \
    }
#define IN_TITLE(text, up)                                                                         \
    {                                                                                              \
        "{\"id\":\"c\",\"title\":", (text), "}", (up)                                              \
    }
#define IN_POINTS(text, up)                                                                        \
    {                                                                                              \
        "{\"id\":\"c\",\"unit\":{\"points\":", (text), "}}", (up)                                  \
    }
#define IN_YES(text, up)                                                                           \
    {                                                                                              \
        "{\"id\":\"c\",\"learner\":{\"disabled\":", (text), "}}", (up)                             \
    }
#define IN_CASE(text, up)                                                                          \
    {                                                                                              \
        "{\"id\":\"c\"", (text), "}", (up)                                                         \
    }
#define IN_TREE(text, up)                                                                          \
    {                                                                                              \
        "{\"id\":\"c\",\"qualification\":{\"composition\":", (text), "}}", (up)                    \
    }
#define WHOLE(text, up)                                                                            \
    {                                                                                              \
        "", (text), "", (up)                                                                       \
    }

static const form forms[] = {
    /* texts */
    IN_ID("\"c\"", 0),
    IN_ID("\"\"", 1),
    IN_ID("1", 1),
    IN_ID("null", 1),
    IN_ID("true", 1),
    IN_TITLE("\"\"", 0),
    IN_TITLE("null", 0),
    IN_TITLE("\"seventeen letters\"", 0),
    IN_TITLE("\"sixteen letters!\"", 0),
    IN_TITLE("\"a longer text, of more than thirty-two bytes\"", 0),
    IN_TITLE("\"either|or} of sixteen and more\"", 0),
    IN_TITLE("\"{x|y}\"", 0),
    IN_TITLE("\"{x|y}\x7f\"", 1),
    IN_TITLE("\"|\xc3\xa4}\\n|\"", 0),
    IN_TITLE("\"\\\"\\\\\\/\\b\"", 1), /* a backspace */
    IN_TITLE("\"\\\"\\\\\\/\\n\\r\\t\"", 0),
    IN_TITLE("\"\\u00E4\\u20ac\\ud83d\\ude00 x\"", 0),
    IN_TITLE("\"\xc3\xa4\\n\xe2\x82\xac\"", 0),
    IN_TITLE("\"\\u0000\"", 1),
    IN_TITLE("\"\\ud83d\"", 1),
    IN_TITLE("\"\\ude00\"", 1),
    IN_TITLE("\"\\ud83d\\u0041\"", 1),
    IN_TITLE("\"\\ud83dx\"", 1),
    IN_TITLE("\"\\u12\"", 1),
    IN_TITLE("\"\\u12g4\"", 1),
    IN_TITLE("\"\\x41\"", 1),
    IN_TITLE("\"\\", 1),
    IN_TITLE("\"open", 1),
    IN_TITLE("\"a\tb\"", 1),
    IN_TITLE("\"a\nb\"", 1),
    IN_TITLE("\"a\x7f\"", 1),
    IN_TITLE("\"0123456789abcde\x7f\"", 1),
    IN_TITLE("\"\xc2\x80\"", 1),         /* C1 */
    IN_TITLE("\"\xc2\xa0\"", 0),         /* a space that does not break */
    IN_TITLE("\"\xef\xbb\xbf\"", 1),     /* a byte order mark */
    IN_TITLE("\"\xef\xbf\xbf\"", 0),     /* U+FFFF is a code point */
    IN_TITLE("\"\xf4\x8f\xbf\xbf\"", 0), /* the last one */
    IN_TITLE("\"\xf4\x90\x80\x80\"", 1),
    IN_TITLE("\"\xed\xa0\x80\"", 1), /* half a surrogate */
    IN_TITLE("\"\xc0\xaf\"", 1),     /* too long a form */
    IN_TITLE("\"\xe0\x9f\xbf\"", 1),
    IN_TITLE("\"\xf0\x8f\xbf\xbf\"", 1),
    IN_TITLE("\"\x80\"", 1),
    IN_TITLE("\"\xff\"", 1),
    IN_TITLE("\"\xe2\x82\"", 1),
    IN_TITLE("\"\xe2\x82", 1),
    IN_TITLE("\"\\n\xe2\x82\"", 1),
    IN_TITLE("'x'", 1),
    IN_TITLE("x", 1),
    /* numbers */
    IN_POINTS("0", 0),
    IN_POINTS("-0", 0),
    IN_POINTS("15", 0),
    IN_POINTS("4.5", 0),
    IN_POINTS("4.50", 0),
    IN_POINTS("0.5", 0),
    IN_POINTS("0.0", 0),
    IN_POINTS("10.00", 0),
    IN_POINTS("00.5", 1),
    IN_POINTS("-0.5", 1),
    IN_POINTS("12345678901234567.8", 0),
    IN_POINTS("123456789012345678.9", 0),
    IN_POINTS("0.123456789012345678", 0),
    IN_POINTS("1.5.", 1),
    IN_POINTS("1..5", 1),
    IN_POINTS("999999999999999999", 0),
    IN_POINTS("9223372036854775807", 0),
    IN_POINTS("9223372036854775808", 1),
    IN_POINTS("0.0000000000000000001", 1),
    IN_POINTS("100000000000000000000000000000000000000000", 1),
    IN_POINTS("\"1/3\"", 0),
    IN_POINTS("\"-1/3\"", 1),
    IN_POINTS("\"1/0\"", 1),
    IN_POINTS("\"15\"", 1),
    IN_POINTS("1/3", 1),
    IN_POINTS("-1", 1),
    IN_POINTS("01", 1),
    IN_POINTS("-01", 1),
    IN_POINTS("00", 1),
    IN_POINTS("+1", 1),
    IN_POINTS(".5", 1),
    IN_POINTS("1.", 1),
    IN_POINTS("1.2.3", 1),
    IN_POINTS("1-2", 1),
    IN_POINTS("-", 1),
    IN_POINTS("--1", 1),
    IN_POINTS("1e5", 1),
    IN_POINTS("1E+5", 1),
    IN_POINTS("0x10", 1),
    IN_POINTS("NaN", 1),
    IN_POINTS("Infinity", 1),
    IN_POINTS("1 2", 1),
    IN_POINTS("1a", 1),
    IN_POINTS("true", 1),
    IN_POINTS("[]", 1),
    IN_POINTS("{}", 1),
    IN_POINTS("", 1),
    /* true and false */
    IN_YES("true", 0),
    IN_YES("false", 0),
    IN_YES("null", 0),
    IN_YES("True", 1),
    IN_YES("tru", 1),
    IN_YES("truee", 1),
    IN_YES("falsey", 1),
    IN_YES("nul", 1),
    IN_YES("nulll", 1),
    IN_YES("null0", 1),
    IN_YES("\"true\"", 1),
    IN_YES("1", 1),
    /* other kinds */
    IN_CASE(",\"applied\":\"2024-02-29\"", 0),
    IN_CASE(",\"applied\":\"2023-02-29\"", 1),
    IN_CASE(",\"applied\":\"2024-2-29\"", 1),
    IN_CASE(",\"applied\":\"2024-02-28\"", 0), /* in a month that was met */
    IN_CASE(",\"applied\":\"2024-02-30\"", 1),
    IN_CASE(",\"applied\":\"2024-02-00\"", 1),
    IN_CASE(",\"applied\":\"2024-02-0:\"", 1),
    IN_CASE(",\"applied\":\"2024-02-1/\"", 1),
    IN_CASE(",\"applied\":\"2024-02-290\"", 1),
    IN_CASE(",\"applied\":\"9999-12-31\",\"decided\":\"9999-12-01\"", 0),
    IN_CASE(",\"applied\":\"2023-04-30\",\"decided\":\"2023-04-31\"", 1),
    IN_CASE(",\"applied\":\"0001-01-01\"", 0),
    IN_CASE(",\"applied\":\"0000-01-01\"", 1),
    IN_CASE(",\"applied\":20240229", 1),
    IN_CASE(",\"home_country\":\"NO\"", 0),
    IN_CASE(",\"home_country\":\"no\"", 1),
    IN_CASE(",\"home_country\":false", 1),
    IN_CASE(",\"unit\":{\"level\":\"NLQF 4+\"}", 0),
    IN_CASE(",\"unit\":{\"level\":\"RQF Entry 3\"}", 0),
    IN_CASE(",\"unit\":{\"level\":\"EQF4\"}", 1),
    IN_CASE(",\"unit\":{\"level\":4}", 1),
    IN_CASE(",\"unit\":{\"result\":\"failed\"}", 0),
    IN_CASE(",\"unit\":{\"result\":\"fail\"}", 1),
    IN_CASE(",\"unit\":{\"outcomes\":[]}", 0),
    IN_CASE(",\"unit\":{\"outcomes\":[\"a\",\"a\"]}", 1),
    IN_CASE(",\"unit\":{\"outcomes\":[\"a\",\"a b\",\"a!\",\"aa\",\"\",\"b\"]}", 0),
    IN_CASE(",\"unit\":{\"outcomes\":[\"\",\"a\"]}", 0),
    IN_CASE(",\"unit\":{\"outcomes\":[\"\",\"\"]}", 1),
    IN_CASE(",\"unit\":{\"outcomes\":[\"ab\",\"b\",\"ab\"]}", 1),
    IN_CASE(",\"unit\":{\"outcomes\":[\"abcdefgh1\",\"abcdefgh2\",\"abcdefgh10\"]}", 0),
    IN_CASE(",\"unit\":{\"outcomes\":[\"abcdefgh1\",\"abcdefgh1\"]}", 1),
    IN_CASE(",\"unit\":{\"outcomes\":[\"abcdefgh\",\"abcdefgh \",\"abcdefgh!\"]}", 0),
    IN_CASE(",\"unit\":{\"outcomes\":[\"abcdefgh ijklmno\",\"abcdefgh\",\"abcdefgh ijklmnop\"]}",
            0),
    IN_CASE(",\"unit\":{\"outcomes\":[\"abcdefghijklmnop\",\"abcdefghijklmnop\"]}", 1),
    IN_CASE(",\"unit\":{\"outcomes\":[\"a\",\"\\u0061\"]}", 1),
    IN_CASE(",\"qualification\":{\"level\":\"E 4\"}", 0),
    IN_CASE(",\"qualification\":{\"level\":\"EQF 4 or 5\"}", 0),
    IN_CASE(",\"qualification\":{\"level\":\"framework 45678\"}", 0),
    IN_CASE(",\"qualification\":{\"level\":\"framework 456789\"}", 0),
    IN_CASE(",\"qualification\":{\"level\":\"EQF\\u00204\"}", 0),
    IN_CASE(",\"qualification\":{\"level\":\"\"}", 1),
    IN_CASE(",\"qualification\":{\"level\":\" \"}", 1),
    IN_CASE(",\"qualification\":{\"level\":\"EQF4\"}", 1),
    IN_CASE(",\"qualification\":{\"level\":\" EQF 4\"}", 1),
    IN_CASE(",\"qualification\":{\"level\":\"EQF  4\"}", 1),
    IN_CASE(",\"qualification\":{\"level\":\"EQF 4 \"}", 1),
    IN_CASE(",\"qualification\":{\"level\":\"framework  45678\"}", 1),
    IN_CASE(",\"title\":\"a\",\"home_country\":\"DE\",\"title\":\"a\"", 1),
    IN_CASE(",\"unit\":{\"outcomes\":[\"of sixteen bytes\",\"of seventeen byte\"]}", 0),
    IN_CASE(",\"unit\":{\"outcomes\":[\"a\",\"b\",\"c\",\"d\",\"e\",\"f\",\"g\",\"h\",\"i\",\"j\","
            "\"k\",\"l\",\"m\",\"n\",\"o\",\"p\",\"q\",\"r\"]}",
            0),
    IN_CASE(",\"unit\":{\"outcomes\":[\"a\",\"b\",\"c\",\"d\",\"e\",\"f\",\"g\",\"h\",\"i\",\"j\","
            "\"k\",\"l\",\"m\",\"n\",\"o\",\"p\",\"q\",\"a\"]}",
            1),
    IN_CASE(",\"unit\":{\"outcomes\":[\"a\",null]}", 1),
    IN_CASE(",\"unit\":{\"outcomes\":[\"a\",1]}", 1),
    IN_CASE(",\"unit\":{\"outcomes\":[\"a\",]}", 1),
    IN_CASE(",\"unit\":{\"outcomes\":[\"a\" \"b\"]}", 1),
    IN_CASE(",\"unit\":{\"outcomes\":[,\"a\"]}", 1),
    IN_CASE(",\"unit\":{\"outcomes\":\"a\"}", 1),
    IN_CASE(",\"institutions\":[{\"id\":\"i\",\"roles\":[\"cook\"]}]", 1),
    IN_CASE(",\"rulings\":[{\"question\":\"q\",\"role\":\"r\",\"date\":\"2025-01-01\","
            "\"answer\":{}}]",
            1),
    IN_CASE(",\"rulings\":[{\"question\":\"q\",\"role\":\"r\",\"date\":\"2025-01-01\","
            "\"answer\":[1]}]",
            1),
    IN_CASE(",\"rulings\":[{\"question\":\"q\",\"role\":\"r\",\"date\":\"2025-01-01\","
            "\"answer\":[\"\xc3\xa4\", \"\\n\"] , \"ground\": \"x\"}]",
            0),
    IN_CASE(",\"rulings\":[{\"question\":\"q\",\"role\":\"r\",\"date\":\"2025-01-01\","
            "\"answer\":[\"\xc3\"]}]",
            1),
    IN_CASE(",\"qualification\":{\"composition\":{\"unit\":\"u\",\"unit\":\"u\"}}", 1),
    IN_CASE(",\"qualification\":{\"composition\":{\"unit\":3}}", 1),
    IN_CASE(",\"qualification\":{\"composition\":[]}", 1),
    IN_CASE(",\"qualification\":{\"composition\":{\n \"all\" : [ ] }\n, \"code\":\"x\"}", 0),
    IN_CASE(",\"qualification\":\"file.yaml\"", 1),
    IN_CASE(",\"transcripts\":[\"file.yaml\"]", 1),
    /* compositions */
    IN_TREE("{\"all\":[]}", 0),
    IN_TREE("{\"group\":\"g\",\"one_of\":[{\"unit\":\"u\"},{\"any\":\"x\",\"group\":\"h\"}]}", 0),
    IN_TREE("{\"any\":\"x\",\"optional\":true}", 0),
    IN_TREE("{\"optional\":false,\"unit\":\"u\"}", 0),
    IN_TREE("{\"choose\":[],\"points\":145,\"units\":2}", 0),
    IN_TREE("{\"choose\":[],\"points\":4.5,\"units\":{\"at_least\":1}}", 0),
    IN_TREE("{\"choose\":[],\"points\": { \"at_most\" : 3 , \"at_least\" : 3 } }", 0),
    IN_TREE("{\"choose\":[],\"points\":{\"at_most\":2,\"at_least\":3}}", 1),
    IN_TREE("{\"choose\":[],\"points\":{\"at_most\":2,\"at_most\":3}}", 1),
    IN_TREE("{\"choose\":[],\"points\":{\"most\":2}}", 1),
    IN_TREE("{\"choose\":[],\"points\":{}}", 1), /* is right, by way of nodes */
    IN_TREE("{\"choose\":[],\"points\":\"1/3\"}", 1),
    IN_TREE("{\"choose\":[],\"points\":-1}", 1),
    IN_TREE("{\"choose\":[],\"points\":null}", 1),
    IN_TREE("{\"choose\":[],\"units\":2.5}", 1),
    IN_TREE("{\"choose\":[],\"units\":4294967295}", 0),
    IN_TREE("{\"choose\":[],\"units\":4294967296}", 1),
    IN_TREE("{\"any\":\"x\",\"optional\":\"true\"}", 1),
    IN_TREE("{\"any\":\"x\",\"optional\":1}", 1),
    IN_TREE("{\"unit\":\"u\",\"points\":3}", 1),
    IN_TREE("{\"unit\":\"u\",\"group\":\"g\"}", 1),
    IN_TREE("{\"unit\":\"\"}", 1),
    IN_TREE("{\"unit\":[]}", 1),
    IN_TREE("{\"group\":\"g\"}", 1),
    IN_TREE("{\"all\":[],\"any\":\"x\"}", 1),
    IN_TREE("{\"all\":[null]}", 1),
    IN_TREE("{\"all\":{}}", 1),
    IN_TREE("{\"all\":[],\"colour\":1}", 1),
    IN_TREE("{\"all\":[],\"all\":[]}", 1),
    IN_TREE("{}", 1),
    IN_TREE("null", 0),
    IN_TREE("\"u\"", 1),
    IN_TREE("{\"all\":[{\"unit\":\"\xc3\xa4\\n\"}\n, {\"unit\":\"u\"}]}", 0),
    /* records, lists, keys */
    IN_CASE("", 0),
    IN_CASE(",", 1),
    IN_CASE("{\"title\":\"x\"", 1),
    IN_CASE("\"title\":\"x\"", 1),
    IN_CASE(",,\"title\":\"x\"", 1),
    IN_CASE(",\"establishment\":{\"stage\":\"again_after_finding\"}", 0),
    IN_CASE(",\"establishment\":{\"stage\":\"again_after_failure\"}", 1),
    IN_CASE(",\"for_regulated_profession\":true", 0),
    IN_CASE(",\"id\":\"c\"", 1),
    IN_CASE(",\"\\u0069d\":\"c\"", 1),
    IN_CASE(",\"\\u0074itle\":\"c\"", 1), /* a key with escapes: right, but by way of nodes */
    IN_CASE(",\"colour\":\"red\"", 1),
    IN_CASE(",\"claims\":{}", 1),
    IN_CASE(",\"\":1", 1),
    IN_CASE(",\"title\" \"x\"", 1),
    IN_CASE(",\"title\":", 1),
    IN_CASE(",title:\"x\"", 1),
    IN_CASE(",\"learner\":{}", 0),
    IN_CASE(",\"learner\":[]", 1),
    IN_CASE(",\"learner\":\"x\"", 1),
    IN_CASE(",\"learner\":{\"work\":{}}", 1),
    IN_CASE(",\"learner\":{\"work\":[{}, {} ,{}]}", 0),
    IN_CASE(",\"learner\":{\"work\":[null]}", 1),
    IN_CASE(",\"learner\":{\"work\":[\"w\"]}", 1),
    IN_CASE(",\"learner\":{\"work\":[[]]}", 1),
    IN_CASE(",\"learner\":{\"work\":[{}}", 1),
    IN_CASE(",\"learner\":{\"work\":null}", 0),
    IN_CASE(",\"stays\":[{\"id\":\"s\",\"days\":3}]", 1),     /* only ever computed */
    IN_CASE(",\"stays\":[{\"id\":\"s\"},{\"id\":\"s\"}]", 0), /* said when ids are looked at */
    IN_CASE(",\"stays\":[{\"first_day\":\"2024-01-02\",\"last_day\":\"2024-01-01\"}]", 1),
    IN_CASE(",\"abroad\":{\"stays\":[\"nowhere\"]}", 0), /* said when references are resolved */
    IN_CASE(",\"abroad\":{\"stays\":[\"s\",\"s\"]},\"stays\":[{\"id\":\"s\"}]", 0),
    IN_CASE(",\"abroad\":{\"stays\":[1]}", 1),
    IN_CASE(",\"abroad\":[{},{}]", 0),
    IN_CASE(",\"abroad\":[{\"id\":\"abroad\"},{}]", 0),
    IN_CASE(",\"abroad\":null", 0),
    IN_CASE(",\"targets\":{}", 0),
    IN_CASE(",\"targets\":[]", 1),
    IN_CASE(",\"targets\":{\"DE\":{\"qualification\":{\"components\":[{\"unit\":\"u\"}]}},"
            "\"FI\":{\"qualification\":{\"components\":[{\"unit\":\"u\"}]}}}",
            0),
    IN_CASE(",\"targets\":{\"de\":{}}", 1),
    IN_CASE(",\"targets\":{\"DE\":{},\"DE\":{}}", 1),
    IN_CASE(",\"targets\":{\"DE\":null}", 1),
    IN_CASE(",\"targets\":{\"DE\":{},\"AZ\":{}}", 0),
    IN_CASE(",\"institutions\":[{}]", 1), /* needs an id */
    IN_CASE(",\"unit\":{}", 0),
    IN_CASE(",\"unit\":{\"unit\":null,\"hours\":1}", 1),
    IN_CASE(",\"unit\":{\"unit\":\"u\",\"hours\":1}", 1),
    IN_CASE(",\"unit\":{\"hours\":1,\"unit\":\"u\"}", 1),
    IN_CASE(",\"unit\":{\"unit\":{\"id\":\"u\"},\"hours\":1}", 1),
    IN_CASE(",\"unit\":{\"unit\":{\"id\":\"u\"}}", 0),
    IN_CASE(",\"unit\":[{\"hours\":1},{\"hours\":1}]", 0),
    IN_CASE(",\"unit\":[{\"id\":\"x\",\"hours\":1},{\"id\":\"x\",\"hours\":1}]", 0),
    /* whole documents */
    WHOLE("", 1),
    WHOLE(" ", 1),
    WHOLE("null", 1),
    WHOLE("[]", 1),
    WHOLE("\"c\"", 1),
    WHOLE("{}", 1),
    WHOLE("{", 1),
    WHOLE("{\"id\"", 1),
    WHOLE("{\"id\":\"c\"", 1),
    WHOLE("{\"id\":\"c\"}}", 1),
    WHOLE("{\"id\":\"c\"} x", 1),
    WHOLE("{\"id\":\"c\"},", 1),
    WHOLE("{\"id\":\"c\"}\n{\"id\":\"d\"}", 1),
    WHOLE("{\"id\":\"c\"} \r\n\t ", 0),
    WHOLE(" \n {\n\"id\"\n:\n\"c\"\n}", 0),
    WHOLE("\xef\xbb\xbf{\"id\":\"c\",\"title\":\"x\"}", 0),
    WHOLE("\xef\xbb\xbf\xef\xbb\xbf{\"id\":\"c\"}", 1),
    WHOLE("{\xef\xbb\xbf\"id\":\"c\"}", 1),
    WHOLE("{\"id\":\"c\"}\x0c", 1),
    WHOLE("{\"id\":\"c\"}\xc2\xa0", 1),
    WHOLE("{\"id\":\"c\"}//", 1),
};

static void test_ek_direct_read__accepts_and_refuses_what_nodes_do(void **state)
{
    char bytes[400];

    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        int size = snprintf(bytes, sizeof bytes, "%s%s%s", forms[i].before, forms[i].value,
                            forms[i].after);

        assert_true(size > -1 && (size_t)size < sizeof bytes);
        if (check_twins(state, bytes, (size_t)size) != (forms[i].gives_up != 0))
            fail_msg("the direct reader %s: %s", forms[i].gives_up ? "took" : "gave up", bytes);
    }
}

static void test_ek_direct_read__a_zero_byte_is_a_control_character(void **state)
{
    static const char zeros[][14] = {"{\"id\":\"c\"}\0", "{\"id\":\"c\0\"}", "{\"id\":\0\"c\"}",
                                     "\0{\"id\":\"c\"}"};

    for (size_t i = 0; i < sizeof zeros / sizeof zeros[0]; i++)
        assert_true(check_twins(state, zeros[i], 11));
}

/* Every beginning of a case ends too early somewhere else. */
static void test_ek_direct_read__no_beginning_of_a_case_is_one(void **state)
{
    for (size_t size = 0; size < strlen(rich) - 1; size++)
        assert_true(check_twins(state, rich, size));
}

static void test_ek_direct_read__holds_the_same_limits(void **state)
{
    erkend_case_options options;

    (void)state;
    memset(&options, 0, sizeof options);
    options.struct_size = sizeof options;
    for (uint32_t most = 1; most < 260; most++) {
        const char *where;

        options.limits = (erkend_limits){.document_nodes = most};
        where = twins_compare(NULL, rich, strlen(rich), &options, NULL);
        options.limits = (erkend_limits){.document_depth = most};
        if (!where && most < 20)
            where = twins_compare(NULL, rich, strlen(rich), &options, NULL);
        options.limits = (erkend_limits){.text_bytes = most};
        if (!where && most < 40)
            where = twins_compare(NULL, rich, strlen(rich), &options, NULL);
        if (where)
            fail_msg("%s differs at a limit of %u", where, most);
    }
}

/* Values are counted by the marks before them, of which texts may hold more; then nodes tell. */
static void test_ek_direct_read__counts_no_marks_in_texts_against_a_case(void **state)
{
    static const char marks[] = "{\"id\":\"c\",\"title\":\"a text, of marks: [,,]\"}";
    erkend_case_options options;

    (void)state;
    memset(&options, 0, sizeof options);
    options.struct_size = sizeof options;
    for (uint32_t most = 1; most < 12; most++) {
        options.limits.document_nodes = most;
        assert_null(twins_compare(NULL, marks, strlen(marks), &options, NULL));
    }
}

/* ---- Real cases ------------------------------------------------------------------------------ */

static void put_json(ek_buffer *out, const ek_node *node)
{
    if (node->kind == EK_NODE_NULL || ek_node_is_none(node)) {
        ek_buffer_string(out, "null");
    } else if (node->kind == EK_NODE_SCALAR) {
        bool bare =
            !node->quoted &&
            (ek_text_is(node->text, "true") || ek_text_is(node->text, "false") ||
             (ek_text_is_number(node->text) && !memchr(node->text.bytes, '/', node->text.size)));
        if (bare)
            ek_buffer_text(out, node->text);
        else
            ek_buffer_json(out, node->text);
    } else {
        ek_buffer_char(out, node->kind == EK_NODE_LIST ? '[' : '{');
        for (uint32_t i = 0; i < node->count; i++) {
            if (i > 0)
                ek_buffer_char(out, ',');
            if (node->kind == EK_NODE_MAP) {
                ek_buffer_json(out, node->pairs[i].key);
                ek_buffer_char(out, ':');
            }
            put_json(out, node->kind == EK_NODE_LIST ? node->items[i] : node->pairs[i].value);
        }
        ek_buffer_char(out, node->kind == EK_NODE_LIST ? ']' : '}');
    }
}

/* A generator that does not depend on the C library. */
static uint32_t draw(uint64_t *seed)
{
    *seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(*seed >> 33);
}

/* One or three changes: another byte, a piece gone, a piece twice. */
static size_t mutate(char *bytes, size_t size, size_t room, uint64_t *seed)
{
    static const char bad[] = "\"\\{}[]:,0123456789-.abcdexyzXYZ_ \n\t\x01\x7f\x80\xc3\xefut";

    for (uint32_t i = draw(seed) % 4 == 0 ? 3 : 1; i > 0 && size > 2; i--) {
        size_t at = draw(seed) % size, piece = 1 + draw(seed) % 12;

        if (piece > size - at)
            piece = size - at;
        switch (draw(seed) % 7) {
        case 0: bytes[at] = bad[draw(seed) % (sizeof bad - 1)]; break;
        case 1: bytes[at] = (char)draw(seed); break;
        case 2:
        case 3: /* a digit for a digit, a letter for a letter: often still a case */
        case 4: bytes[at] ^= strchr("{}[]:,\"\\ \n\t\r", bytes[at]) ? 0 : 1; break;
        case 5:
            memmove(bytes + at, bytes + at + piece, size - at - piece);
            size -= piece;
            break;
        default:
            if (size + piece > room)
                break;
            memmove(bytes + at + piece, bytes + at, size - at);
            size += piece;
        }
    }
    return size;
}

/* How many of the mutants the direct reader read. */
static uint32_t check_mutants(void **state, const char *bytes, size_t size, uint32_t count,
                              uint64_t *seed)
{
    char *copy = malloc(size + 64);
    uint32_t taken = 0;

    assert_non_null(copy);
    for (uint32_t i = 0; i < count; i++) {
        memcpy(copy, bytes, size);
        taken += !check_twins(state, copy, mutate(copy, size, size + 64, seed));
    }
    free(copy);
    return taken;
}

static void test_ek_direct_read__differs_on_no_mutant(void **state)
{
    uint64_t seed = 7;

    assert_true(check_mutants(state, rich, strlen(rich), 20000, &seed) > 1500);
}

typedef struct corpus {
    void **state;
    ek_arena arena;
    erkend_files files;
    uint32_t cases, taken;
    uint64_t seed;
} corpus;

static void check_given(corpus *c, const ek_node *given)
{
    ek_buffer out;

    ek_buffer_init(&out, &c->arena);
    ek_buffer_string(&out, ek_node_get(given, "id") ? "" : "{\"id\":\"test\",");
    put_json(&out, given);
    if (!ek_node_get(given, "id"))
        memmove(out.bytes + 13, out.bytes + 14, out.size - 13); /* the brace of the map */
    out.size = strlen(out.bytes);
    c->cases++;
    c->taken += !check_twins(c->state, out.bytes, out.size);
    (void)check_mutants(c->state, out.bytes, out.size, 10, &c->seed);
}

static void check_file(corpus *c, const char *name)
{
    erkend_limits limits = ek_limits_of(NULL);
    ek_problems problems;
    const ek_node *node;
    ek_source source;
    ek_escape escape;

    if (EK_TRY(&c->arena, &escape)) {
        ek_problems_init(&problems, &c->arena);
        if (ek_source_open(&source, &c->arena, &c->files, name, (size_t)1 << 20, &problems,
                           (ek_place){{"", 0}, 0, 0}) != ERKEND_OK)
            fail_msg("%s cannot be read", name);
        node = ek_form_parse(&c->arena, source.name, source.bytes, &limits, &problems);
        assert_non_null(node);
        if (node->kind == EK_NODE_MAP)
            check_given(c, node);
        for (uint32_t i = 0; node->kind == EK_NODE_LIST && i < node->count; i++)
            if (ek_node_get(node->items[i], "given"))
                check_given(c, ek_node_get(node->items[i], "given"));
    } else {
        fail_msg("%s is too much", name);
    }
    ek_escape_end(&c->arena, &escape);
    ek_arena_reset(&c->arena);
}

static void check_folder(corpus *c, const char *folder)
{
    DIR *opened = opendir(folder);
    struct dirent *entry;
    char name[300];

    assert_non_null(opened);
    while ((entry = readdir(opened)) != NULL) {
        size_t size = strlen(entry->d_name);

        (void)snprintf(name, sizeof name, "%s/%s", folder, entry->d_name);
        if (size > 5 && strcmp(entry->d_name + size - 5, ".yaml") == 0)
            check_file(c, name);
    }
    closedir(opened);
}

static void test_ek_direct_read__reads_examples_and_cases_of_countries(void **state)
{
    static const char *const folders[] = {"examples", "countries/de/cases", "countries/fi/cases",
                                          "countries/nl/cases"};
    corpus c = {.state = state, .seed = 11};

    ek_arena_init(&c.arena, NULL, 0);
    c.files = folder_files(".");
    for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++)
        check_folder(&c, folders[i]);
    ek_arena_dispose(&c.arena);
    assert_true(c.cases > 100 && c.taken > c.cases / 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define WITH_KIT(function) cmocka_unit_test_setup_teardown(function, open_kit, close_kit)
        WITH_KIT(test_ek_direct_read__reads_a_rich_case_as_nodes_do),
        WITH_KIT(test_ek_direct_read__accepts_and_refuses_what_nodes_do),
        WITH_KIT(test_ek_direct_read__a_zero_byte_is_a_control_character),
        WITH_KIT(test_ek_direct_read__no_beginning_of_a_case_is_one),
        WITH_KIT(test_ek_direct_read__holds_the_same_limits),
        WITH_KIT(test_ek_direct_read__counts_no_marks_in_texts_against_a_case),
        WITH_KIT(test_ek_direct_read__differs_on_no_mutant),
        WITH_KIT(test_ek_direct_read__reads_examples_and_cases_of_countries),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
