/* The calendar: every day of it, month ends, leap days, and summer time in Helsinki. */
#include "base/date.h"

#include "fixture.h"

static ek_date day(const char *iso)
{
    ek_date date = 0;

    if (ek_date_read(&date, ek_text_of(iso)) != ERKEND_OK)
        fail_msg("%s is no date", iso);
    return date;
}

static void assert_day(ek_date date, const char *iso)
{
    ek_civil civil = ek_date_civil(date);

    if (date != day(iso))
        fail_msg("%d-%d-%d instead of %s", (int)civil.year, (int)civil.month, (int)civil.day, iso);
}

/* ---- Days --------------------------------------------------------------------------------- */

/* Walks all 3,652,059 days with a calendar that only knows how to go on by one day. */
static void test_ek_date_civil__counts_every_day_of_the_calendar(void **state)
{
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    ek_civil now = {1, 1, 1};
    ek_date date = EK_DATE_MIN;

    (void)state;
    for (;; date++) {
        ek_civil civil = ek_date_civil(date);
        bool leap = now.year % 400 == 0 || (now.year % 4 == 0 && now.year % 100 != 0);

        if (civil.year != now.year || civil.month != now.month || civil.day != now.day ||
            ek_date_from(now) != date || !ek_date_exists(now))
            fail_msg("day %ld", (long)date);
        if (++now.day <= lengths[now.month - 1] + (leap && now.month == 2))
            continue;
        if (ek_date_exists((ek_civil){now.year, now.month, now.day}))
            fail_msg("%d-%d has a day too many", (int)now.year, (int)now.month);
        now.day = 1;
        if (++now.month <= 12)
            continue;
        now.month = 1;
        if (++now.year > 9999)
            break;
    }
    assert_int_equal(date, EK_DATE_MAX);
}

static void test_ek_date_read__knows_some_days_by_number(void **state)
{
    (void)state;
    assert_int_equal(day("1970-01-01"), 0);
    assert_int_equal(day("1969-12-31"), -1);
    assert_int_equal(day("2000-02-29"), 11016);
    assert_int_equal(day("2024-01-01"), 19723);
    assert_int_equal(day("0001-01-01"), EK_DATE_MIN);
    assert_int_equal(day("9999-12-31"), EK_DATE_MAX);
}

static void test_ek_date_read__refuses_what_is_no_day(void **state)
{
    static const char *const others[] = {
        "",           "2024",       "2024-02-30",  "2023-02-29",  "1900-02-29",
        "2100-02-29", "2024-04-31", "2024-00-10",  "2024-13-01",  "2024-01-00",
        "2024-01-32", "0000-01-01", "2024-1-01",   "2024-01-1",   "24-01-01",
        "2024/01/01", "01.02.2024", " 2024-01-01", "2024-01-01 ", "2024-01-01T",
        "+024-01-01", "-001-01-01", "2024-01--1",  "2o24-01-01",  "10000-01-01",
        "2024_01_01", "20240101",   "2024-+1-01",  "2024- 1-01",  "2024-01:01",
    };
    ek_date out = 4711;

    (void)state;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (ek_date_read(&out, ek_text_of(others[i])) != ERKEND_EVALUE)
            fail_msg("\"%s\" is taken", others[i]);
    assert_int_equal(ek_date_read(&out, EK_TEXT("2024-01-0\0")), ERKEND_EVALUE);
    assert_int_equal(ek_date_read(&out, (ek_text){NULL, 0}), ERKEND_EVALUE);
    assert_int_equal(out, 4711);
}

static void test_ek_date_exists__looks_at_each_part(void **state)
{
    (void)state;
    assert_true(ek_date_exists((ek_civil){2000, 2, 29}));
    assert_false(ek_date_exists((ek_civil){1900, 2, 29}));
    assert_false(ek_date_exists((ek_civil){0, 1, 1}));
    assert_false(ek_date_exists((ek_civil){10000, 1, 1}));
    assert_false(ek_date_exists((ek_civil){-4, 2, 29}));
    assert_false(ek_date_exists((ek_civil){2024, INT32_MIN, 1}));
    assert_false(ek_date_exists((ek_civil){2024, INT32_MAX, 1}));
    assert_false(ek_date_exists((ek_civil){2024, 1, INT32_MIN}));
    assert_false(ek_date_exists((ek_civil){2024, 1, INT32_MAX}));
}

static void test_ek_buffer_date__writes_what_can_be_read(void **state)
{
    static const char *const dates[] = {"0001-01-01", "0987-06-05", "1969-12-31",
                                        "1970-01-01", "2024-02-29", "9999-12-31"};

    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
        ek_buffer buffer;

        ek_buffer_init(&buffer, *state);
        ek_buffer_date(&buffer, day(dates[i]));
        assert_string_equal(buffer.bytes, dates[i]);
    }
}

/* ---- Months and years --------------------------------------------------------------------- */

static void test_ek_date_months_after__keeps_the_day_or_takes_the_last(void **state)
{
    static const struct {
        const char *from;
        int64_t months;
        const char *to;
    } table[] = {
        {"2023-01-15", 0, "2023-01-15"},      {"2023-01-15", 1, "2023-02-15"},
        {"2023-01-31", 1, "2023-02-28"},      {"2024-01-31", 1, "2024-02-29"},
        {"2024-01-29", 1, "2024-02-29"},      {"2023-01-29", 1, "2023-02-28"},
        {"2023-01-28", 1, "2023-02-28"},      {"2023-03-31", 1, "2023-04-30"},
        {"2023-01-31", 2, "2023-03-31"}, /* from the start, not by way of February */
        {"2023-12-31", 2, "2024-02-29"},      {"2024-02-29", 12, "2025-02-28"},
        {"2024-02-29", 48, "2028-02-29"},     {"1896-02-29", 48, "1900-02-28"},
        {"2023-02-28", 1, "2023-03-28"},      {"2023-11-30", 1, "2023-12-30"},
        {"2023-12-01", 1, "2024-01-01"},      {"2016-09-01", 60, "2021-09-01"},
        {"2024-01-01", -1, "2023-12-01"},     {"2024-03-31", -1, "2024-02-29"},
        {"2024-01-31", -2, "2023-11-30"},     {"2024-05-31", -15, "2023-02-28"},
        {"0001-01-01", 119987, "9999-12-01"}, {"9999-12-31", -119987, "0001-01-31"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        ek_date out = 0;

        assert_int_equal(ek_date_months_after(&out, day(table[i].from), table[i].months),
                         ERKEND_OK);
        assert_day(out, table[i].to);
    }
}

static void test_ek_date_months_after__stays_in_the_calendar(void **state)
{
    ek_date out = 4711;

    (void)state;
    assert_int_equal(ek_date_months_after(&out, day("9999-12-01"), 1), ERKEND_EOVERFLOW);
    assert_int_equal(ek_date_months_after(&out, day("0001-01-31"), -1), ERKEND_EOVERFLOW);
    assert_int_equal(ek_date_months_after(&out, 0, INT64_MAX), ERKEND_EOVERFLOW);
    assert_int_equal(ek_date_months_after(&out, 0, INT64_MIN), ERKEND_EOVERFLOW);
    assert_int_equal(ek_date_months_after(&out, 0, INT64_C(1) << 33), ERKEND_EOVERFLOW);
    assert_int_equal(ek_date_months_after(&out, EK_DATE_NEVER, -1), ERKEND_EOVERFLOW);
    assert_int_equal(ek_date_months_after(&out, EK_DATE_ALWAYS, 1), ERKEND_EOVERFLOW);
    assert_int_equal(out, 4711);
}

static void test_ek_date_age_on__is_reached_on_the_birthday(void **state)
{
    static const struct {
        const char *birth, *day;
        int age;
    } table[] = {
        {"2000-06-15", "2000-06-15", 0},
        {"2000-06-15", "2001-06-14", 0},
        {"2000-06-15", "2001-06-15", 1},
        {"2000-06-15", "2018-06-14", 17},
        {"2000-06-15", "2018-06-15", 18},
        {"2000-06-15", "2018-07-01", 18},
        {"2000-12-31", "2018-12-30", 17},
        {"2000-12-31", "2018-12-31", 18},
        {"2000-12-31", "2019-01-01", 18},
        {"2000-01-01", "2017-12-31", 17},
        /* born on 29 February: on 1 March in common years */
        {"2004-02-29", "2022-02-28", 17},
        {"2004-02-29", "2022-03-01", 18},
        {"2004-02-29", "2024-02-28", 19},
        {"2004-02-29", "2024-02-29", 20},
        {"1896-02-29", "1900-02-28", 3},
        {"1896-02-29", "1900-03-01", 4},
        {"2004-02-28", "2022-02-28", 18},
        {"2004-03-01", "2022-03-01", 18},
        {"2000-06-15", "2000-06-14", -1},
        {"2000-06-15", "1999-06-15", -1},
        {"2000-06-15", "1999-06-14", -2},
        {"0001-01-01", "9999-12-31", 9998},
    };

    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (ek_date_age_on(day(table[i].birth), day(table[i].day)) != table[i].age)
            fail_msg("%s on %s", table[i].birth, table[i].day);
}

static void test_ek_date_months_in__counts_whole_months_and_a_share(void **state)
{
    static const struct {
        const char *first, *last;
        int64_t num, den;
    } table[] = {
        {"2023-01-01", "2023-09-30", 9, 1},
        {"2023-01-01", "2023-10-01", 280, 31}, /* 9 1/31 */
        {"2023-01-20", "2023-03-10", 47, 28},  /* 1 19/28 */
        {"2023-01-20", "2023-02-19", 1, 1},
        {"2024-01-20", "2024-03-10", 49, 29}, /* 1 20/29: 20 Feb to 10 Mar */
        {"2023-01-01", "2023-01-01", 1, 31},
        {"2023-02-01", "2023-02-01", 1, 28},
        {"2024-02-01", "2024-02-01", 1, 29},
        {"2023-02-01", "2023-02-28", 1, 1},
        {"2024-02-01", "2024-02-28", 28, 29},
        {"2023-01-01", "2023-12-31", 12, 1},
        {"2023-01-15", "2024-01-14", 12, 1},
        {"2023-01-15", "2024-01-15", 373, 31},
        {"2023-12-16", "2024-01-15", 1, 1},
        {"2023-12-16", "2024-01-14", 30, 31},
        {"2023-01-31", "2023-02-27", 1, 1},   /* a month ends before 28 Feb */
        {"2023-01-31", "2023-02-28", 32, 31}, /* then counts to 31 Mar */
        {"2023-01-31", "2023-03-30", 2, 1},
        {"2023-01-30", "2023-02-27", 1, 1},
        {"2023-01-29", "2023-02-27", 1, 1},
        {"2023-01-28", "2023-02-27", 1, 1},
        {"2024-02-29", "2025-02-27", 12, 1},
        {"2024-02-29", "2025-02-28", 12 * 29 + 1, 29}, /* 28 Feb to 29 Mar: 29 days */
        {"2023-05-31", "2023-06-29", 1, 1},
        {"2023-05-31", "2023-06-15", 16, 30},
        {"9999-12-01", "9999-12-31", 1, 1},
        {"9999-12-31", "9999-12-31", 1, 31},
        {"0001-01-01", "9999-12-31", 9999 * 12, 1},
        {"2023-03-01", "2023-02-28", 0, 1}, /* empty: the day before the first */
        {"2023-01-01", "2022-12-31", 0, 1},
    };

    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        ek_fraction out = EK_ONE, expected = EK_ZERO;

        assert_int_equal(ek_fraction_make(&expected, table[i].num, table[i].den), ERKEND_OK);
        assert_int_equal(ek_date_months_in(&out, day(table[i].first), day(table[i].last)),
                         ERKEND_OK);
        if (!ek_fraction_equal(out, expected))
            fail_msg("%s to %s: %lld/%lld", table[i].first, table[i].last, (long long)out.num,
                     (long long)out.den);
    }
}

static void test_ek_date_months_in__refuses_what_ends_before_it_begins(void **state)
{
    ek_fraction out = {-7, 5};

    (void)state;
    assert_int_equal(ek_date_months_in(&out, 10, 8), ERKEND_EVALUE);
    assert_int_equal(ek_date_months_in(&out, EK_DATE_MAX, EK_DATE_MIN), ERKEND_EVALUE);
    assert_int_equal(ek_date_months_in(&out, EK_DATE_ALWAYS, 10), ERKEND_EVALUE);
    assert_int_equal(ek_date_months_in(&out, 10, EK_DATE_NEVER), ERKEND_EVALUE);
    assert_int_equal(out.num, -7);
    assert_int_equal(ek_date_months_in(&out, EK_DATE_MIN, EK_DATE_MIN - 1), ERKEND_OK);
    assert_true(ek_fraction_equal(out, EK_ZERO));
}

/* From every day of four years, one leap: a day more is more, and whole months agree. */
static void test_ek_date_months_in__grows_with_every_day(void **state)
{
    ek_date end = day("2025-12-31");

    (void)state;
    for (ek_date first = day("2023-01-01"); first < end; first++) {
        ek_fraction before = EK_ZERO, now = EK_ZERO;

        for (ek_date last = first; last <= first + 70; last++) {
            assert_int_equal(ek_date_months_in(&now, first, last), ERKEND_OK);
            assert_int_equal(ek_fraction_compare(before, now), -1);
            before = now;
        }
        for (int64_t months = 1; months <= 25; months++) {
            ek_date next = 0;

            assert_int_equal(ek_date_months_after(&next, first, months), ERKEND_OK);
            assert_int_equal(ek_date_months_in(&now, first, next - 1), ERKEND_OK);
            assert_true(ek_fraction_equal(now, ek_fraction_whole(months)));
        }
    }
}

/* ---- Periods ------------------------------------------------------------------------------ */

static void test_ek_periods_join__joins_what_overlaps_or_adjoins(void **state)
{
    ek_period periods[] = {{30, 40}, {1, 5}, {6, 9},   {11, 12}, {35, 50},
                           {36, 37}, {1, 5}, {51, 51}, {53, 60}};

    (void)state;
    assert_int_equal(ek_periods_join(periods, 9), 4);
    assert_int_equal(periods[0].first_day, 1); /* 1-5, again, and 6-9 which adjoins */
    assert_int_equal(periods[0].last_day, 9);
    assert_int_equal(periods[1].first_day, 11); /* the tenth is missing */
    assert_int_equal(periods[1].last_day, 12);
    assert_int_equal(periods[2].first_day, 30);
    assert_int_equal(periods[2].last_day, 51);
    assert_int_equal(periods[3].first_day, 53);
    assert_int_equal(periods[3].last_day, 60);
}

static void test_ek_periods_join__takes_none_one_and_open_ends(void **state)
{
    ek_period one[] = {{7, 7}};
    ek_period open[] = {{10, EK_DATE_NEVER}, {EK_DATE_ALWAYS, 3}, {EK_DATE_NEVER, EK_DATE_NEVER}};

    (void)state;
    assert_int_equal(ek_periods_join(NULL, 0), 0);
    assert_int_equal(ek_periods_join(one, 1), 1);
    assert_int_equal(one[0].first_day, 7);
    assert_int_equal(ek_periods_join(open, 3), 2);
    assert_int_equal(open[0].first_day, EK_DATE_ALWAYS);
    assert_int_equal(open[0].last_day, 3);
    assert_int_equal(open[1].first_day, 10);
    assert_int_equal(open[1].last_day, EK_DATE_NEVER);
}

/* Random periods within 64 days, against a picture of the days in one word. */
static void test_ek_periods_join__covers_the_same_days(void **state)
{
    uint32_t random = 1;

    (void)state;
    for (int round = 0; round < 20000; round++) {
        ek_period periods[8];
        uint64_t before = 0, after = 0;
        uint32_t count;

        for (int i = 0; i < 8; i++) {
            int32_t first, last;

            random = random * 1664525u + 1013904223u;
            first = (int32_t)(random >> 26);
            last = first + (int32_t)(random >> 10 & 7);
            periods[i] = (ek_period){first, last > 63 ? 63 : last};
            for (int32_t d = first; d <= periods[i].last_day; d++)
                before |= UINT64_C(1) << d;
        }
        count = ek_periods_join(periods, 8);
        for (uint32_t i = 0; i < count; i++) {
            assert_true(i == 0 || periods[i].first_day > periods[i - 1].last_day + 1);
            for (int32_t d = periods[i].first_day; d <= periods[i].last_day; d++)
                after |= UINT64_C(1) << d;
        }
        assert_true(before == after);
    }
}

/* ---- Helsinki ----------------------------------------------------------------------------- */

/* Milliseconds of a moment in UTC. */
static int64_t moment(const char *iso, int hour, int minute, int second)
{
    return ((day(iso) * INT64_C(24) + hour) * 60 + minute) * 60000 + second * 1000;
}

/* Midnight at the start of `iso` in Helsinki is `hour` UTC of the day before: 21 in summer, 22 in
 * winter. One millisecond earlier is the day before. */
static void assert_midnight(const char *iso, int hour)
{
    int64_t midnight = moment(iso, hour - 24, 0, 0);
    ek_date out = 0;

    assert_int_equal(ek_date_in_helsinki(&out, midnight), ERKEND_OK);
    assert_day(out, iso);
    assert_int_equal(ek_date_in_helsinki(&out, midnight - 1), ERKEND_OK);
    if (out != day(iso) - 1)
        fail_msg("the midnight of %s is earlier", iso);
}

static void test_ek_date_in_helsinki__knows_summer_and_winter(void **state)
{
    (void)state;
    assert_midnight("2018-08-01", 21); /* a day on which ePerusteet's requirements begin */
    assert_midnight("2019-01-01", 22);
    assert_midnight("1970-01-01", 22);
    assert_midnight("2024-07-01", 21);
}

static void test_ek_date_in_helsinki__changes_on_the_last_sundays(void **state)
{
    (void)state;
    assert_midnight("2024-03-31", 22); /* the last Sunday of March: changes at 3 in the morning */
    assert_midnight("2024-04-01", 21);
    assert_midnight("2024-10-27", 21); /* the last Sunday of October */
    assert_midnight("2024-10-28", 22);
    assert_midnight("2019-03-31", 22); /* a month that ends on the Sunday */
    assert_midnight("2019-04-01", 21);
    assert_midnight("2018-03-25", 22); /* and one that ends on a Saturday */
    assert_midnight("2018-03-26", 21);
    assert_midnight("2021-10-31", 21);
    assert_midnight("2021-11-01", 22);
}

static void test_ek_date_in_helsinki__ended_summer_in_september_until_1995(void **state)
{
    (void)state;
    assert_midnight("1995-09-24", 21);
    assert_midnight("1995-09-25", 22);
    assert_midnight("1995-10-15", 22);
    assert_midnight("1996-09-30", 21);
    assert_midnight("1996-10-27", 21);
    assert_midnight("1996-10-28", 22);
}

static void test_ek_date_in_helsinki__had_no_summer_time_before_1981(void **state)
{
    (void)state;
    assert_midnight("1980-07-01", 22);
    assert_midnight("1977-07-01", 22);
    assert_midnight("1981-03-29", 22);
    assert_midnight("1981-03-30", 21);
    assert_midnight("1981-09-27", 21);
    assert_midnight("1981-09-28", 22);
    assert_midnight("1942-07-01", 22); /* one summer of war had it: not asked for (DECISIONS 26) */
}

static void test_ek_date_in_helsinki__stays_in_the_calendar(void **state)
{
    ek_date out = 4711;

    (void)state;
    assert_int_equal(ek_date_in_helsinki(&out, INT64_MAX), ERKEND_EVALUE);
    assert_int_equal(ek_date_in_helsinki(&out, INT64_MIN), ERKEND_EVALUE);
    assert_int_equal(ek_date_in_helsinki(&out, moment("9999-12-31", 22, 0, 0)), ERKEND_EVALUE);
    assert_int_equal(ek_date_in_helsinki(&out, moment("0001-01-01", -2, 0, 0) - 1), ERKEND_EVALUE);
    assert_int_equal(out, 4711);
    assert_int_equal(ek_date_in_helsinki(&out, moment("9999-12-31", 22, 0, 0) - 1), ERKEND_OK);
    assert_day(out, "9999-12-31");
    assert_int_equal(ek_date_in_helsinki(&out, moment("0001-01-01", -2, 0, 0)), ERKEND_OK);
    assert_day(out, "0001-01-01");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ek_date_civil__counts_every_day_of_the_calendar),
        cmocka_unit_test(test_ek_date_read__knows_some_days_by_number),
        cmocka_unit_test(test_ek_date_read__refuses_what_is_no_day),
        cmocka_unit_test(test_ek_date_exists__looks_at_each_part),
        WITH_ARENA(test_ek_buffer_date__writes_what_can_be_read),
        cmocka_unit_test(test_ek_date_months_after__keeps_the_day_or_takes_the_last),
        cmocka_unit_test(test_ek_date_months_after__stays_in_the_calendar),
        cmocka_unit_test(test_ek_date_age_on__is_reached_on_the_birthday),
        cmocka_unit_test(test_ek_date_months_in__counts_whole_months_and_a_share),
        cmocka_unit_test(test_ek_date_months_in__refuses_what_ends_before_it_begins),
        cmocka_unit_test(test_ek_date_months_in__grows_with_every_day),
        cmocka_unit_test(test_ek_periods_join__joins_what_overlaps_or_adjoins),
        cmocka_unit_test(test_ek_periods_join__takes_none_one_and_open_ends),
        cmocka_unit_test(test_ek_periods_join__covers_the_same_days),
        cmocka_unit_test(test_ek_date_in_helsinki__knows_summer_and_winter),
        cmocka_unit_test(test_ek_date_in_helsinki__changes_on_the_last_sundays),
        cmocka_unit_test(test_ek_date_in_helsinki__ended_summer_in_september_until_1995),
        cmocka_unit_test(test_ek_date_in_helsinki__had_no_summer_time_before_1981),
        cmocka_unit_test(test_ek_date_in_helsinki__stays_in_the_calendar),
    };

    return cmocka_run_group_tests_name("base/date", tests, NULL, NULL);
}
