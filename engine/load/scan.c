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
            s->origin = s->at + 1;
        } else if (*s->at != ' ' && *s->at != '\t' && *s->at != '\r') {
            return;
        }
    }
}

/* Behind the letter at `at`, which is not ASCII: it is well formed, no control character and no
 * byte order mark. */
static const char *pass_letter(ek_scan *s, const char *at)
{
    uint32_t size = ek_utf8_measure(at, (size_t)(s->end - at));

    if (size < 2 || ek_form_has_control((ek_text){at, size}))
        ek_scan_give_up(s);
    s->origin += size - 1;
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

ek_text ek_scan_odd_text(ek_scan *s, const char *from, const char *at)
{
    const char *origin = s->origin;

    while (*at != '"') {
        if (*at == '\\') {
            s->origin = origin;
            return unescape(s, from);
        }
        if ((signed char)*at >= 0)
            ek_scan_give_up(s);
        at = ek_scan_plain(pass_letter(s, at), s->end);
    }
    s->at = at + 1;
    return (ek_text){from, (uint32_t)(at - from)};
}

static inline bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

bool ek_scan_number(ek_scan *s, ek_fraction *out)
{
    const char *at = s->at + (*s->at == '-'), *first = at, *behind = NULL;
    int64_t num = 0, den = 1;

    for (; is_digit(*at) && at - first < 18; at++)
        num = num * 10 + (*at - '0');
    if (at == first || (*first == '0' && at - first > 1))
        return false;
    if (*at == '.')
        for (behind = ++at; is_digit(*at) && at - first < 19; at++) {
            num = num * 10 + (*at - '0');
            den *= 10;
        }
    if (at == behind || is_digit(*at) || *at == '.')
        return false; /* more than 18 digits are for the slow reader */
    num = *s->at == '-' ? -num : num;
    s->at = at;
    *out = ek_fraction_whole(num);
    return den == 1 || ek_fraction_make(out, num, den) == ERKEND_OK;
}

bool ek_scan_yes(ek_scan *s)
{
    bool yes = *s->at == 't';

    if (strncmp(s->at, "true", 4) != 0 && strncmp(s->at, "false", 5) != 0)
        ek_scan_give_up(s);
    s->at += yes ? 4 : 5;
    return yes;
}
