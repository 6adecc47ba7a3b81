/* Calendar: days as numbers, and what laws do with them (LANGUAGE section 6).
 *
 * An ek_date counts days of the proleptic Gregorian calendar from 1970-01-01 = 0, for years 1 to
 * 9999. Dates have no hours and no zones. Periods contain their first and their last day. */
#ifndef EK_BASE_DATE_H
#define EK_BASE_DATE_H

#include "base/fraction.h"

typedef int32_t ek_date;

#define EK_DATE_MIN ((ek_date)-719162) /* 0001-01-01 */
#define EK_DATE_MAX ((ek_date)2932896) /* 9999-12-31 */
/* Before and after every date; for open ends of periods of law. */
#define EK_DATE_ALWAYS ((ek_date)INT32_MIN)
#define EK_DATE_NEVER ((ek_date)INT32_MAX)

typedef struct ek_civil {
    int32_t year;
    int32_t month; /* 1 to 12 */
    int32_t day;   /* 1 to 31 */
} ek_civil;

bool ek_date_exists(ek_civil civil);
ek_date ek_date_from(ek_civil civil); /* the date must exist */
ek_civil ek_date_civil(ek_date date);

/* Reads YYYY-MM-DD, ten bytes. ERKEND_EVALUE: another form, or no such day (2024-02-30). */
erkend_status ek_date_read(ek_date *out, ek_text text);
void ek_buffer_date(ek_buffer *buffer, ek_date date); /* YYYY-MM-DD */

/* Same day number n months later; the last day of the month where that number is lacking.
 * ERKEND_EOVERFLOW beyond the calendar. n may be negative. */
erkend_status ek_date_months_after(ek_date *out, ek_date day, int64_t months);
/* Completed years on `day`; who was born on 29 February completes one on 1 March in common years.
 * Negative before birth. */
int32_t ek_date_age_on(ek_date birth, ek_date day);
/* Months from first to last day, both counted: whole months, and the rest as a share of the month
 * it lies in (DECISIONS 16). 1 Jan to 30 Sep = 9; to 1 Oct = 9 1/31; 20 Jan to 10 Mar of a common
 * year = 1 19/28: the rest of days over the days between months_after(first, n) and
 * months_after(first, n + 1). last = first - 1 gives 0. ERKEND_EVALUE when last < first - 1. */
erkend_status ek_date_months_in(ek_fraction *out, ek_date first, ek_date last);

/* Of things that begin with a date, ascending, `stride` bytes apart: the last that does not begin
 * after `day`, or the first. */
static inline uint32_t ek_date_find(const void *things, size_t stride, uint32_t count, ek_date day)
{
    uint32_t low = 0, high = count;

    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;

        if (*(const ek_date *)((const char *)things + middle * stride) <= day)
            low = middle;
        else
            high = middle;
    }
    return low;
}

typedef struct ek_period {
    ek_date first_day, last_day; /* both belong to it; last_day >= first_day */
} ek_period;
/* Sorts, and joins what overlaps or adjoins; returns how many are left. */
uint32_t ek_periods_join(ek_period *periods, uint32_t count);

/* The day in Helsinki of a moment in milliseconds since 1970 (UTC), by the rules of summer time
 * since 1981 and standard time before (DECISIONS 26). ERKEND_EVALUE outside the calendar. */
erkend_status ek_date_in_helsinki(ek_date *out, int64_t milliseconds);

#endif
