/* The calendar: day numbers and civil dates, months, ages, periods, and the days of Helsinki.
 *
 * Conversion counts years from 1 March, so that the leap day is the last day of a year. Months are
 * counted as they are written, by year, month and day; a period may end on 9999-12-31, so that the
 * day behind it is of the year 10000. Only what is handed out is asked whether it lies within the
 * calendar. */
#include "base/date.h"

#include <assert.h>

#include "base/sort.h"

#define DAYS_OF_400_YEARS 146097
#define DAY_OF_1970_FROM_MARCH 719468 /* days from 0000-03-01 to 1970-01-01 */
#define MILLISECONDS_OF_A_DAY INT64_C(86400000)
#define MILLISECONDS_OF_AN_HOUR INT64_C(3600000)

static bool is_leap_year(int32_t year)
{
    return (year & 3) == 0 && (year % 100 != 0 || (year & 15) == 0);
}

static int32_t count_days_of_month(int32_t year, int32_t month)
{
    static const int8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    return month == 2 && is_leap_year(year) ? 29 : days[month - 1];
}

/* Rounds towards minus infinity; b > 0. */
static int64_t divide_downwards(int64_t a, int64_t b)
{
    return a / b - (a % b < 0);
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

/* The day number of a date, of the year 10000 too. */
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

/* Days from March of the year 0 on are positive. They are counted in quarters of a day, of which a
 * century has a whole number; a multiplication by 2^32 / 1461 makes the years of it in the upper
 * half of 64 bits and what is left of the year in the lower (C. Neri, L. Schneider, "Euclidean
 * affine functions and their application to calendar algorithms", 2022). */
ek_civil ek_date_civil(ek_date date)
{
    uint32_t quarters = 4 * ((uint32_t)date + (uint32_t)DAY_OF_1970_FROM_MARCH) + 3;
    uint32_t century = quarters / DAYS_OF_400_YEARS;
    uint64_t years = UINT64_C(2939745) * (quarters % DAYS_OF_400_YEARS | 3);
    uint32_t day_of_year = (uint32_t)years / 2939745 / 4;
    uint32_t year = century * 100 + (uint32_t)(years >> 32);
    uint32_t months = 2141 * day_of_year + 197913; /* times 2^16; 3 is March, 13 January */
    int32_t month = (int32_t)(months >> 16), day = (int32_t)((months & 0xffff) / 2141) + 1;

    return month > 12 ? (ek_civil){(int32_t)year + 1, month - 12, day}
                      : (ek_civil){(int32_t)year, month, day};
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

/* The same day of another month, or its last. */
static int32_t find_day_in(int32_t year, int32_t month, int32_t day)
{
    int32_t last = day > 28 ? count_days_of_month(year, month) : 28;

    return day < last ? day : last;
}

erkend_status ek_date_months_after(ek_date *out, ek_date day, int64_t months)
{
    ek_civil civil;
    int32_t shifted;

    if (!is_in_calendar(day) || months < -120000 || months > 120000)
        return ERKEND_EOVERFLOW;
    civil = ek_date_civil(day);
    shifted = civil.year * 12 + civil.month - 1 + (int32_t)months; /* from January of the year 0 */
    if (shifted < 12 || shifted >= 10000 * 12)
        return ERKEND_EOVERFLOW;
    civil.year = shifted / 12;
    civil.month = shifted % 12 + 1;
    civil.day = find_day_in(civil.year, civil.month, civil.day);
    *out = count_date(civil);
    return ERKEND_OK;
}

/* Before a birth the years count downwards: the day before it is in the year -1. */
int32_t ek_date_age_on(ek_date birth, ek_date day)
{
    ek_civil born = ek_date_civil(birth), now = ek_date_civil(day);
    bool before_birthday = now.month != born.month ? now.month < born.month : now.day < born.day;

    return now.year - born.year - (before_birthday ? 1 : 0);
}

/* The rest lies between the day of `first` in one month and that in the next: in the month of `end`
 * and the one after it, or, where that day is still to come, in the one before and that of `end`.
 */
erkend_status ek_date_months_in(ek_fraction *out, ek_date first, ek_date last)
{
    ek_civil from, to;
    int32_t months, days, begins, rest;

    if (!is_in_calendar(first) || last > EK_DATE_MAX || (int64_t)last + 1 < first)
        return ERKEND_EVALUE;
    from = ek_date_civil(first);
    to = ek_date_civil(last + 1);
    months = (to.year - from.year) * 12 + to.month - from.month;
    begins = find_day_in(to.year, to.month, from.day);
    rest = to.day - begins;
    if (rest < 0) {
        months--;
        to = to.month > 1 ? (ek_civil){to.year, to.month - 1, to.day}
                          : (ek_civil){to.year - 1, 12, to.day};
        begins = find_day_in(to.year, to.month, from.day);
        rest = count_days_of_month(to.year, to.month) - begins + to.day;
    }
    if (rest == 0) {
        *out = ek_fraction_whole(months);
        return ERKEND_OK;
    }
    days = count_days_of_month(to.year, to.month) - begins +
           (to.month < 12 ? find_day_in(to.year, to.month + 1, from.day) : from.day);
    return ek_fraction_make(out, (int64_t)months * days + rest, days);
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
    int64_t last = count_date((ek_civil){year, month, count_days_of_month(year, month)});
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
