/* Citations as the countries write them, and which provision is a part of which. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "desk/citation.h"

static const ek_text acts[] = {{"BBiG", 4}, {"EKB", 3}, {"531/2017", 8}, {"HA-Empfehlung 129", 17}};

static ek_text provision_text(ek_arena *arena, const ek_provision *provision)
{
    ek_buffer out;

    ek_buffer_init(&out, arena);
    ek_buffer_text(&out, provision->act.size ? provision->act : EK_TEXT("?"));
    for (uint32_t i = 0; i < provision->count; i++)
        ek_buffer_format(&out, " %.*s%.*s", EK_TEXT_ARGS(provision->steps[i].marker),
                         EK_TEXT_ARGS(provision->steps[i].number));
    return ek_buffer_done(&out);
}

/* What the text cites, as "act steps | act steps". */
static void assert_cites(const char *text, const char *expected)
{
    ek_arena arena;
    ek_escape escape;

    ek_arena_init(&arena, NULL, 0);
    if (EK_TRY(&arena, &escape)) {
        ek_provisions found = {NULL, 0, 0};
        ek_buffer out;

        ek_buffer_init(&out, &arena);
        ek_citation_read(&found, &arena, ek_text_of(text), acts, 4);
        for (uint32_t i = 0; i < found.count; i++) {
            ek_buffer_string(&out, i ? " | " : "");
            ek_buffer_text(&out, provision_text(&arena, &found.items[i]));
        }
        assert_string_equal(ek_text_terminated(&arena, ek_buffer_done(&out)), expected);
    }
    ek_escape_end(&arena, &escape);
    assert_int_equal(escape.status, ERKEND_OK);
    ek_arena_dispose(&arena);
}

static void test_citation_read__steps_and_what_goes_on_after_a_comma(void **state)
{
    (void)state;
    assert_cites("BBiG § 2 Abs. 3 Satz 2", "BBiG §2 Abs.3 Satz2");
    assert_cites("BBiG § 37 Abs. 1, § 38", "BBiG §37 Abs.1 | BBiG §38");
    assert_cites("BBiG § 45 Abs. 2 Satz 1, 2, 4",
                 "BBiG §45 Abs.2 Satz1 | BBiG §45 Abs.2 Satz2 | BBiG §45 Abs.2 Satz4");
    assert_cites("BBiG § 7 Abs. 2 Satz 1, Abs. 4", "BBiG §7 Abs.2 Satz1 | BBiG §7 Abs.4");
    assert_cites("EKB art. 17 lid 1, lid 2 onder d", "EKB art.17 lid1 | EKB art.17 lid2 onderd");
    assert_cites("EKB art. 15 lid 5 en 6, art. 17",
                 "EKB art.15 lid5 | EKB art.15 lid6 | EKB art.17");
    assert_cites("EKB art. 18c jo. art. 17 lid 2 (2022-07-31)", "EKB art.18c | EKB art.17 lid2");
    assert_cites("HA-Empfehlung 129 Abschn. B.3, C",
                 "HA-Empfehlung 129 Abschn.B.3 | HA-Empfehlung 129 Abschn.C");
}

static void test_citation_read__ranges_are_each_of_them(void **state)
{
    (void)state;
    assert_cites("531/2017 §§ 15, 128–129", "531/2017 §15 | 531/2017 §128 | 531/2017 §129");
    assert_cites("531/2017 § 10 mom. 2–3", "531/2017 §10 mom.2 | 531/2017 §10 mom.3");
    assert_cites("EKB arts. 31-33", "EKB art.31 | EKB art.32 | EKB art.33");
    assert_cites("EKB art. 27(2), 28", "EKB art.27(2) | EKB art.28");
}

static void test_citation_read__brackets_name_nothing(void **state)
{
    (void)state;
    assert_cites("BBiG § 76 Abs. 3 Satz 2 (BBiMoG, 12 December 2019)", "BBiG §76 Abs.3 Satz2");
    assert_cites("BBiG § 7 (2005); EKB art. 3", "BBiG §7 | EKB art.3");
}

static void test_citation_read__an_act_that_nobody_declared_keeps_its_place(void **state)
{
    (void)state;
    assert_cites("BBiG", "BBiG");
    assert_cites("Other Act § 3; BBiG § 4", "? | BBiG §4");
    assert_cites("BBiGX § 4", "?");
    assert_cites("", "");
    assert_cites(" ; ;", "");
    assert_cites("BBiG § Abs.", "BBiG §Abs.");
}

static bool is_within(ek_arena *arena, const char *inner, const char *outer)
{
    ek_provisions a = {NULL, 0, 0}, b = {NULL, 0, 0};

    ek_citation_read(&a, arena, ek_text_of(inner), acts, 4);
    ek_citation_read(&b, arena, ek_text_of(outer), acts, 4);
    return ek_provision_within(&a.items[0], &b.items[0]);
}

static void test_provision_within__parts_not_numbers_that_look_alike(void **state)
{
    ek_arena arena;
    ek_escape escape;

    (void)state;
    ek_arena_init(&arena, NULL, 0);
    if (EK_TRY(&arena, &escape)) {
        assert_true(is_within(&arena, "BBiG § 2 Abs. 3 Satz 2", "BBiG § 2 Abs. 3"));
        assert_true(is_within(&arena, "BBiG § 2", "BBiG § 2"));
        assert_true(is_within(&arena, "BBiG § 2", "BBiG"));
        assert_true(is_within(&arena, "EKB art. 27(2)", "EKB art. 27"));
        assert_false(is_within(&arena, "BBiG § 2", "BBiG § 2 Abs. 3"));
        assert_false(is_within(&arena, "BBiG § 25", "BBiG § 2"));
        assert_false(is_within(&arena, "EKB art. 17c", "EKB art. 17"));
        assert_false(is_within(&arena, "EKB art. 2", "BBiG § 2"));
        assert_false(is_within(&arena, "Other Act § 2", "Other Act § 2"));
    }
    ek_escape_end(&arena, &escape);
    assert_int_equal(escape.status, ERKEND_OK);
    ek_arena_dispose(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_citation_read__steps_and_what_goes_on_after_a_comma),
        cmocka_unit_test(test_citation_read__ranges_are_each_of_them),
        cmocka_unit_test(test_citation_read__brackets_name_nothing),
        cmocka_unit_test(test_citation_read__an_act_that_nobody_declared_keeps_its_place),
        cmocka_unit_test(test_provision_within__parts_not_numbers_that_look_alike),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
