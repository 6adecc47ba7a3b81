/* The calendar: day numbers and civil dates, months, ages, periods, and the days of Helsinki.
 *
 * Conversion counts years from 1 March, so that the leap day is the last day of a year; the method
 * is Howard Hinnant's ("chrono-compatible low-level date algorithms"). Everything inside is worked
 * out in 64 bits and for any year, so that a month after 9999-12-31 can still be measured; only
 * what is handed out is asked whether it lies within the calendar. */
#include "base/date.h"

#include <assert.h>

#include "base/sort.h"

#define DAYS_OF_400_YEARS 146097
#define DAY_OF_1970_FROM_MARCH 719468 /* days from 0000-03-01 to 1970-01-01 */
#define MILLISECONDS_OF_A_DAY INT64_C(86400000)
#define MILLISECONDS_OF_AN_HOUR INT64_C(3600000)

static bool is_leap_year(int64_t year)
{
    return (year & 3) == 0 && (year % 100 != 0 || (year & 15) == 0);
}

static int32_t count_days_of_month(int64_t year, int32_t month)
{
    static const int8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    return month == 2 && is_leap_year(year) ? 29 : days[month - 1];
}

/* Rounds towards minus infinity; b > 0. */
static int64_t divide_downwards(int64_t a, int64_t b)
{
    return a / b - (a % b < 0);
}

/* The day number of a date of any year. */
static int64_t count_days(int64_t year, int32_t month, int32_t day)
{
    int64_t from_march = month > 2 ? month - 3 : month + 9;
    int64_t march_year = month > 2 ? year : year - 1;
    int64_t era = divide_downwards(march_year, 400);
    int64_t year_of_era = march_year - era * 400;
    int64_t day_of_year = (153 * from_march + 2) / 5 + day - 1;
    int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

    return era * DAYS_OF_400_YEARS + day_of_era - DAY_OF_1970_FROM_MARCH;
}

static bool is_in_calendar(int64_t day)
{
    return day >= EK_DATE_MIN && day <= EK_DATE_MAX;
}

bool ek_date_exists(ek_civil civil)
{
    return civil.year >= 1 && civil.year <= 9999 && civil.month >= 1 && civil.month <= 12 &&
           civil.day >= 1 &&
           (civil.day <= 28 || civil.day <= count_days_of_month(civil.year, civil.month));
}

/* As count_days for a date that exists, without negative numbers. */
static inline ek_date count_date(ek_civil civil)
{
    uint32_t from_march = (uint32_t)(civil.month > 2 ? civil.month - 3 : civil.month + 9);
    uint32_t year = (uint32_t)(civil.month > 2 ? civil.year : civil.year - 1);
    uint32_t day_of_year = (153 * from_march + 2) / 5 + (uint32_t)civil.day - 1;

    return (ek_date)(year * 365 + year / 4 - year / 100 + year / 400 + day_of_year) -
           DAY_OF_1970_FROM_MARCH;
}

ek_date ek_date_from(ek_civil civil)
{
    assert(ek_date_exists(civil));
    return count_date(civil);
}

/* Days from March of the year 0 on are positive: divisions by constants are cheap. */
ek_civil ek_date_civil(ek_date date)
{
    uint32_t from_march = (uint32_t)date + (uint32_t)DAY_OF_1970_FROM_MARCH;
    uint32_t era = from_march / DAYS_OF_400_YEARS;
    uint32_t day_of_era = from_march - era * DAYS_OF_400_YEARS;
    uint32_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    uint32_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    uint32_t month = (5 * day_of_year + 2) / 153; /* 0 is March */
    uint32_t day = day_of_year - (153 * month + 2) / 5 + 1;
    uint32_t year = year_of_era + era * 400 + (month >= 10);

    return (ek_civil){(int32_t)year, (int32_t)(month < 10 ? month + 3 : month - 9), (int32_t)day};
}

/* Eight bytes at once, the first the lowest: what is left of each digit is its number, what is left
 * of a dash is 0, and adding brings out the highest bit of what was neither. Ten times each byte
 * and the next one are the numbers of two digits. */
erkend_status ek_date_read(ek_date *out, ek_text text)
{
    const uint64_t wanted = UINT64_C(0x2d30302d30303030); /* 0000-00- */
    uint64_t eight, twos;
    uint32_t tens, ones;
    ek_civil civil;

    if (text.size != 10)
        return ERKEND_EVALUE;
    memcpy(&eight, text.bytes, sizeof eight);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    eight = __builtin_bswap64(eight);
#endif
    eight ^= wanted;
    tens = (unsigned char)text.bytes[8] - (uint32_t)'0';
    ones = (unsigned char)text.bytes[9] - (uint32_t)'0';
    if (((eight | (eight + UINT64_C(0x7f76767f76767676))) & UINT64_C(0x8080808080808080)) ||
        tens > 9 || ones > 9)
        return ERKEND_EVALUE;
    twos = eight * 10 + (eight >> 8);
    civil.year = (int32_t)((twos & 0xff) * 100 + (twos >> 16 & 0xff));
    civil.month = (int32_t)(twos >> 40 & 0xff);
    civil.day = (int32_t)(tens * 10 + ones);
    if (!ek_date_exists(civil))
        return ERKEND_EVALUE;
    *out = count_date(civil);
    return ERKEND_OK;
}

static void put_two_digits(char *out, uint32_t number)
{
    out[0] = (char)('0' + number / 10);
    out[1] = (char)('0' + number % 10);
}

void ek_buffer_date(ek_buffer *buffer, ek_date date)
{
    ek_civil civil = ek_date_civil(date);
    char *room = ek_buffer_room(buffer, 10);

    assert(is_in_calendar(date));
    put_two_digits(room, (uint32_t)civil.year / 100);
    put_two_digits(room + 2, (uint32_t)civil.year % 100);
    room[4] = '-';
    put_two_digits(room + 5, (uint32_t)civil.month);
    room[7] = '-';
    put_two_digits(room + 8, (uint32_t)civil.day);
    room[10] = '\0';
    buffer->size += 10;
}

/* ---- Months and years --------------------------------------------------------------------- */

/* `months` at most some millions either way. */
static int64_t shift_months(ek_civil from, int64_t months)
{
    int64_t shifted = (int64_t)from.year * 12 + from.month - 1 + months;
    int64_t year = divide_downwards(shifted, 12);
    int32_t month = (int32_t)(shifted - year * 12) + 1;
    int32_t last = count_days_of_month(year, month);

    return count_days(year, month, from.day < last ? from.day : last);
}

erkend_status ek_date_months_after(ek_date *out, ek_date day, int64_t months)
{
    int64_t shifted;

    if (!is_in_calendar(day) || months < -120000 || months > 120000)
        return ERKEND_EOVERFLOW;
    shifted = shift_months(ek_date_civil(day), months);
    if (!is_in_calendar(shifted))
        return ERKEND_EOVERFLOW;
    *out = (ek_date)shifted;
    return ERKEND_OK;
}

/* Before a birth the years count downwards: the day before it is in the year -1. */
int32_t ek_date_age_on(ek_date birth, ek_date day)
{
    ek_civil born = ek_date_civil(birth), now = ek_date_civil(day);
    bool before_birthday = now.month != born.month ? now.month < born.month : now.day < born.day;

    return now.year - born.year - (before_birthday ? 1 : 0);
}

erkend_status ek_date_months_in(ek_fraction *out, ek_date first, ek_date last)
{
    ek_civil from, to;
    int64_t end = (int64_t)last + 1, months, start_of_rest, start_of_next;
    ek_fraction rest;

    if (!is_in_calendar(first) || last > EK_DATE_MAX || end < first)
        return ERKEND_EVALUE;
    from = ek_date_civil(first);
    to = ek_date_civil((ek_date)end);
    months = (int64_t)(to.year - from.year) * 12 + to.month - from.month;
    if (shift_months(from, months) > end)
        months--;
    start_of_rest = shift_months(from, months);
    start_of_next = shift_months(from, months + 1);
    if (ek_fraction_make(&rest, end - start_of_rest, start_of_next - start_of_rest) != ERKEND_OK)
        return ERKEND_EOVERFLOW;
    return ek_fraction_add(out, ek_fraction_whole(months), rest);
}

/* ---- Periods ------------------------------------------------------------------------------ */

static int compare_periods(const void *a, const void *b)
{
    const ek_period *left = a, *right = b;

    if (left->first_day != right->first_day)
        return left->first_day < right->first_day ? -1 : 1;
    return left->last_day < right->last_day ? -1 : left->last_day > right->last_day;
}

uint32_t ek_periods_join(ek_period *periods, uint32_t count)
{
    uint32_t kept = 0;

    ek_sort(periods, count, sizeof *periods, compare_periods);
    for (uint32_t i = 0; i < count; i++) {
        assert(periods[i].last_day >= periods[i].first_day);
        if (kept > 0 && periods[i].first_day <= (int64_t)periods[kept - 1].last_day + 1) {
            if (periods[i].last_day > periods[kept - 1].last_day)
                periods[kept - 1].last_day = periods[i].last_day;
        } else {
            periods[kept++] = periods[i];
        }
    }
    return kept;
}

/* ---- Helsinki ----------------------------------------------------------------------------- */

/* The last Sunday of a month of 31 or 30 days. Day 0 was a Thursday. */
static int64_t find_last_sunday(int32_t year, int32_t month)
{
    int64_t last = count_days(year, month, count_days_of_month(year, month));
    int64_t weekday = (last + 4) - divide_downwards(last + 4, 7) * 7; /* 0: Sunday */

    return last - weekday;
}

/* Summer time of Finland: since 1981 from the last Sunday of March, until 1995 to the last of
 * September, then of October, at 01:00 UTC. In 1981 and 1982 the clocks changed at 00:00 UTC, which
 * is no other day. */
static bool is_summer_in_helsinki(int64_t milliseconds)
{
    int64_t day = divide_downwards(milliseconds, MILLISECONDS_OF_A_DAY);
    int32_t year = ek_date_civil((ek_date)day).year;
    int64_t starts = find_last_sunday(year, 3) * MILLISECONDS_OF_A_DAY + MILLISECONDS_OF_AN_HOUR;
    int64_t ends = find_last_sunday(year, year < 1996 ? 9 : 10) * MILLISECONDS_OF_A_DAY +
                   MILLISECONDS_OF_AN_HOUR;

    return year >= 1981 && milliseconds >= starts && milliseconds < ends;
}

erkend_status ek_date_in_helsinki(ek_date *out, int64_t milliseconds)
{
    int64_t local, day;

    if (milliseconds < (EK_DATE_MIN - 1) * MILLISECONDS_OF_A_DAY ||
        milliseconds >= (EK_DATE_MAX + 1) * MILLISECONDS_OF_A_DAY)
        return ERKEND_EVALUE;
    local = milliseconds + (is_summer_in_helsinki(milliseconds) ? 3 : 2) * MILLISECONDS_OF_AN_HOUR;
    day = divide_downwards(local, MILLISECONDS_OF_A_DAY);
    if (!is_in_calendar(day))
        return ERKEND_EVALUE;
    *out = (ek_date)day;
    return ERKEND_OK;
}
