/* The calendar for a solver: months counted from the year 0, days of a month, and what follows. */
#include "desk/smt.h"

/* Years in question have a leap day every fourth year: 1901 to 2099. */
void ek_smt_prelude(ek_buffer *out)
{
    ek_buffer_string(
        out, "(set-option :produce-models true)\n(set-logic ALL)\n"
             "(define-fun days ((m Int)) Int (ite (= (mod m 48) 1) 29 (ite (= (mod m 12) 1) 28\n"
             "  (ite (or (= (mod m 12) 3) (= (mod m 12) 5) (= (mod m 12) 8) (= (mod m 12) 10)) 30 "
             "31))))\n"
             "(define-fun before ((m Int)) Int (+ (* 365 (div m 12)) (div (+ (div m 12) 3) 4)\n"
             "  (ite (and (< (mod m 48) 12) (> (mod m 48) 1)) 1 0)\n"
             "  (ite (= (mod m 12) 0) 0 (ite (= (mod m 12) 1) 31 (ite (= (mod m 12) 2) 59\n"
             "  (ite (= (mod m 12) 3) 90 (ite (= (mod m 12) 4) 120 (ite (= (mod m 12) 5) 151\n"
             "  (ite (= (mod m 12) 6) 181 (ite (= (mod m 12) 7) 212 (ite (= (mod m 12) 8) 243\n"
             "  (ite (= (mod m 12) 9) 273 (ite (= (mod m 12) 10) 304 334)))))))))))))\n"
             "(define-fun least ((a Int) (b Int)) Int (ite (< a b) a b))\n"
             "(define-fun share ((a Int) (of Int)) Real (ite (= of 28) (/ (to_real a) 28.0)\n"
             "  (ite (= of 29) (/ (to_real a) 29.0) (ite (= of 30) (/ (to_real a) 30.0)\n"
             "  (/ (to_real a) 31.0)))))\n");
}

static ek_text whole(ek_smt *smt, ek_text term)
{
    return ek_smt_keep(smt, "Int", term);
}

ek_smt_value ek_smt_months_after(ek_smt *smt, ek_smt_value day, ek_text months)
{
    ek_smt_value out = day;

    out.month = whole(smt, ek_smt_format(smt, "(+ %.*s (to_int %.*s))", EK_TEXT_ARGS(day.month),
                                         EK_TEXT_ARGS(months)));
    out.day = whole(smt, ek_smt_format(smt, "(least %.*s (days %.*s))", EK_TEXT_ARGS(day.day),
                                       EK_TEXT_ARGS(out.month)));
    out.is = whole(smt, ek_smt_format(smt, "(+ (* 32 %.*s) %.*s)", EK_TEXT_ARGS(out.month),
                                      EK_TEXT_ARGS(out.day)));
    return out;
}

ek_text ek_smt_day_number(ek_smt *smt, ek_smt_value day)
{
    return whole(smt, ek_smt_format(smt, "(+ (before %.*s) %.*s)", EK_TEXT_ARGS(day.month),
                                    EK_TEXT_ARGS(day.day)));
}

/* Whole months from the first day to the day after the last, and the rest as a share of the month
 * that it lies in. */
ek_smt_value ek_smt_months_in(ek_smt *smt, ek_smt_value first, ek_smt_value last)
{
    ek_text none = ek_smt_or(smt, first.none, last.none), ends, month, day, from, next, back, upto;
    ek_text in_month, whole_months, rest, of;

    ends = ek_smt_format(smt, "(= %.*s (days %.*s))", EK_TEXT_ARGS(last.day),
                         EK_TEXT_ARGS(last.month));
    month = whole(smt, ek_smt_format(smt, "(ite %.*s (+ %.*s 1) %.*s)", EK_TEXT_ARGS(ends),
                                     EK_TEXT_ARGS(last.month), EK_TEXT_ARGS(last.month)));
    day = whole(smt, ek_smt_format(smt, "(ite %.*s 1 (+ %.*s 1))", EK_TEXT_ARGS(ends),
                                   EK_TEXT_ARGS(last.day)));
    from = whole(smt, ek_smt_format(smt, "(least %.*s (days %.*s))", EK_TEXT_ARGS(first.day),
                                    EK_TEXT_ARGS(month)));
    next = whole(smt, ek_smt_format(smt, "(least %.*s (days (+ %.*s 1)))", EK_TEXT_ARGS(first.day),
                                    EK_TEXT_ARGS(month)));
    back = whole(smt, ek_smt_format(smt, "(least %.*s (days (- %.*s 1)))", EK_TEXT_ARGS(first.day),
                                    EK_TEXT_ARGS(month)));
    upto = whole(smt, ek_smt_format(smt, "(days (- %.*s 1))", EK_TEXT_ARGS(month)));
    in_month = ek_smt_keep(
        smt, "Bool", ek_smt_format(smt, "(<= %.*s %.*s)", EK_TEXT_ARGS(from), EK_TEXT_ARGS(day)));
    whole_months =
        whole(smt, ek_smt_format(smt, "(- %.*s %.*s (ite %.*s 0 1))", EK_TEXT_ARGS(month),
                                 EK_TEXT_ARGS(first.month), EK_TEXT_ARGS(in_month)));
    rest = whole(smt, ek_smt_format(smt, "(ite %.*s (- %.*s %.*s) (+ (- %.*s %.*s) %.*s))",
                                    EK_TEXT_ARGS(in_month), EK_TEXT_ARGS(day), EK_TEXT_ARGS(from),
                                    EK_TEXT_ARGS(upto), EK_TEXT_ARGS(back), EK_TEXT_ARGS(day)));
    of = whole(smt,
               ek_smt_format(smt, "(ite %.*s (- (+ (days %.*s) %.*s) %.*s) (- (+ %.*s %.*s) %.*s))",
                             EK_TEXT_ARGS(in_month), EK_TEXT_ARGS(month), EK_TEXT_ARGS(next),
                             EK_TEXT_ARGS(from), EK_TEXT_ARGS(upto), EK_TEXT_ARGS(from),
                             EK_TEXT_ARGS(back)));
    return ek_smt_quantity(ek_smt_keep(smt, "Real",
                                       ek_smt_format(smt, "(+ (to_real %.*s) (share %.*s %.*s))",
                                                     EK_TEXT_ARGS(whole_months), EK_TEXT_ARGS(rest),
                                                     EK_TEXT_ARGS(of))),
                           none);
}

ek_smt_value ek_smt_age_on(ek_smt *smt, ek_smt_value birth, ek_smt_value day)
{
    ek_text years = whole(smt, ek_smt_format(smt, "(- (div %.*s 12) (div %.*s 12))",
                                             EK_TEXT_ARGS(day.month), EK_TEXT_ARGS(birth.month)));
    ek_text before =
        ek_smt_format(smt, "(< (+ (* 32 (mod %.*s 12)) %.*s) (+ (* 32 (mod %.*s 12)) %.*s))",
                      EK_TEXT_ARGS(day.month), EK_TEXT_ARGS(day.day), EK_TEXT_ARGS(birth.month),
                      EK_TEXT_ARGS(birth.day));

    return ek_smt_quantity(ek_smt_keep(smt, "Real",
                                       ek_smt_format(smt, "(to_real (- %.*s (ite %.*s 1 0)))",
                                                     EK_TEXT_ARGS(years), EK_TEXT_ARGS(before))),
                           ek_smt_or(smt, birth.none, day.none));
}

ek_text ek_smt_round(ek_smt *smt, ek_text number, ek_rounding rounding)
{
    ek_text step = ek_smt_number(smt, rounding.step);
    ek_text times = ek_smt_keep(
        smt, "Real", ek_smt_format(smt, "(/ %.*s %.*s)", EK_TEXT_ARGS(number), EK_TEXT_ARGS(step)));
    ek_text steps;

    switch (rounding.mode) {
    case EK_ROUND_UP:
        steps = ek_smt_format(smt, "(- (to_int (- %.*s)))", EK_TEXT_ARGS(times));
        break;
    case EK_ROUND_HALF_UP:
        steps = ek_smt_format(smt, "(to_int (+ %.*s 0.5))", EK_TEXT_ARGS(times));
        break;
    case EK_ROUND_HALF_EVEN:
        steps = ek_smt_format(smt,
                              "(ite (and (is_int (+ %.*s 0.5)) (= (mod (to_int %.*s) 2) 0)) "
                              "(to_int %.*s) (to_int (+ %.*s 0.5)))",
                              EK_TEXT_ARGS(times), EK_TEXT_ARGS(times), EK_TEXT_ARGS(times),
                              EK_TEXT_ARGS(times));
        break;
    default: steps = ek_smt_format(smt, "(to_int %.*s)", EK_TEXT_ARGS(times)); break;
    }
    return ek_smt_keep(smt, "Real",
                       ek_smt_format(smt, "(* (to_real %.*s) %.*s)",
                                     EK_TEXT_ARGS(ek_smt_keep(smt, "Int", steps)),
                                     EK_TEXT_ARGS(step)));
}
