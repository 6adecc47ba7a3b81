/* Reading JSON forward: what is needed less often than the inline functions of scan.h. */
#include "load/scan.h"

#include <string.h>

#include "load/form.h"

_Noreturn void ek_scan_give_up(ek_scan *s)
{
    s->kit->gave_up = true;
    ek_raise(s->reader->arena, ERKEND_EINVALID);
}

void ek_scan_space(ek_scan *s)
{
    for (;; s->at++) {
        if (*s->at == '\n') {
            s->line++;
            s->before = (uint32_t)(uintptr_t)s->at;
        } else if (*s->at != ' ' && *s->at != '\t' && *s->at != '\r') {
            return;
        }
    }
}

/* Behind the letter at `at`, which is not ASCII: it is well formed, no control character and no
 * byte order mark. */
static const char *pass_letter(ek_scan *s, const char *at)
{
    uint32_t size;

    if ((unsigned char)(at[0] - 0xc3) <= 0xdf - 0xc3 && (at[1] & 0xc0) == 0x80) {
        s->before++; /* a letter of two bytes behind all of those: most are */
        return at + 2;
    }
    size = ek_utf8_measure(at, (size_t)(s->end - at));
    if (size < 2 || ek_form_has_control((ek_text){at, size}))
        ek_scan_give_up(s);
    s->before += size - 1;
    return at + size;
}

/* A text with escapes is read by the one reader of escapes; its bytes are checked here. */
static ek_text unescape(ek_scan *s, const char *from)
{
    ek_text bytes = {s->begin, (uint32_t)(s->end - s->begin)}, text;
    uint32_t at = (uint32_t)(from - s->begin);

    if (!ek_json_unquote(&text, &at, bytes, s->reader->arena, &s->reader->limits,
                         s->reader->problems))
        ek_scan_give_up(s);
    s->at = s->begin + at;
    while (from < s->at)
        from = (signed char)*from >= 0 ? from + 1 : pass_letter(s, from);
    return text;
}

const char *ek_scan_long_text(ek_scan *s, const char *from, ek_text *out)
{
    uint32_t before = s->before;
    const char *at = ek_scan_plain(from);

    while (*at != '"' && *at != '\\') {
        if ((signed char)*at < 0)
            at = pass_letter(s, at);
        else if (*at == '|' || *at == '}')
            at++;
        else
            ek_scan_give_up(s);
        at = ek_scan_plain(at);
    }
    *out = (ek_text){from, (uint32_t)(at - from)};
    s->at = at + 1;
    if (*at == '\\') {
        s->before = before;
        *out = unescape(s, from);
    }
    if (out->size > s->text_bytes)
        ek_scan_give_up(s);
    return s->at;
}

static inline bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* num / 10 in lowest terms, by the last digit of num. */
static ek_fraction make_tenths(int64_t num)
{
    int64_t last = num % 10;

    if (last == 0)
        return ek_fraction_whole(num / 10);
    if (last == 5 || last == -5)
        return (ek_fraction){num / 5, 2};
    return last % 2 == 0 ? (ek_fraction){num / 2, 5} : (ek_fraction){num, 10};
}

const char *ek_scan_number_at(const char *at, ek_fraction *out)
{
    bool negative = *at == '-';
    const char *first, *behind = NULL;
    int64_t num = 0, den = 1;

    first = at = negative ? at + 1 : at;
    for (; is_digit(*at) && at - first < 18; at++)
        num = num * 10 + (*at - '0');
    if (at == first || (*first == '0' && at - first > 1))
        return NULL;
    if (*at == '.')
        for (behind = ++at; is_digit(*at) && at - first < 19; at++) {
            num = num * 10 + (*at - '0');
            den *= 10;
        }
    if (at == behind || is_digit(*at) || *at == '.')
        return NULL; /* more than 18 digits are for the slow reader */
    num = negative ? -num : num;
    if (den > 10)
        return ek_fraction_make(out, num, den) == ERKEND_OK ? at : NULL;
    *out = den == 1 ? ek_fraction_whole(num) : make_tenths(num);
    return at;
}

bool ek_scan_month(ek_month *months, const char *at, ek_date *out)
{
    uint64_t written = ek_load_8(at);
    ek_month *month = &months[(written * UINT64_C(0x9e3779b97f4a7c15)) >> 56];
    ek_civil civil;

    if (ek_date_read(out, (ek_text){at, 10}) != ERKEND_OK)
        return false;
    civil = ek_date_civil(*out);
    month->written = written;
    month->before = *out - civil.day;
    civil.day = 31;
    while (!ek_date_exists(civil))
        civil.day--;
    month->days = (uint32_t)civil.day;
    return true;
}

bool ek_scan_yes(ek_scan *s)
{
    bool yes = *s->at == 't';

    if (memcmp(s->at, "true", 4) != 0 && memcmp(s->at, "false", 5) != 0)
        ek_scan_give_up(s);
    s->at += yes ? 4 : 5;
    return yes;
}
