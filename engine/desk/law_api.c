/* erkend_law_*: the law of a country as erkend.h promises it. */
#include "base/api.h"
#include "desk/law.h"

typedef enum law_task { LAW_COVERAGE, LAW_PAGE } law_task;

static void write_law(ek_pen *pen, const ek_law_view *view, law_task task, erkend_format format)
{
    if (task == LAW_COVERAGE && format == ERKEND_JSON)
        ek_law_json(pen->out, view, pen->language);
    else if (task == LAW_COVERAGE)
        ek_law_table(pen, view);
    else
        ek_law_page(pen, view, format);
    if (format == ERKEND_JSON)
        ek_buffer_char(pen->out, '\n');
}

static erkend_status write_all(erkend_text **out, ek_law_view *view, ek_pen pen, law_task task,
                               erkend_format format)
{
    erkend_status status;
    ek_buffer buffer;
    ek_escape escape;

    ek_buffer_init(&buffer, &view->suite.arena);
    pen.out = &buffer;
    if (EK_TRY(&view->suite.arena, &escape))
        write_law(&pen, view, task, format);
    ek_escape_end(&view->suite.arena, &escape);
    status = escape.status;
    return status == ERKEND_OK ? ek_text_give(out, view->suite.arena.host, ek_buffer_done(&buffer))
                               : status;
}

static erkend_status give_law(erkend_text **out, size_t *empty, const erkend_bundle *bundle,
                              const erkend_config *config, const char *country,
                              const erkend_style *style, law_task task, erkend_error *error)
{
    const ek_rulebook *book = ek_bundle_book(bundle, ek_text_of(country));
    erkend_format format;
    ek_law_view view;
    erkend_status status;
    ek_pen pen = {0};

    if (!book)
        return ek_error_say(error, ERKEND_ENOPOLICY, "there is no policy of the country '%s'",
                            country);
    status = ek_style_read(&pen, &format, style, ERKEND_MARKDOWN, error);
    if (status != ERKEND_OK)
        return status;
    if (format == ERKEND_NDJSON || (format == ERKEND_MARKDOWN && task == LAW_COVERAGE))
        return ek_error_say(error, ERKEND_EVALUE, "the law of a country has no such format");
    status = ek_law_gather(&view, bundle, book, config);
    if (status == ERKEND_OK)
        status = write_all(out, &view, pen, task, format);
    if (status == ERKEND_OK && empty)
        *empty = view.empty;
    status = ek_error_fill(error, status, &view.suite.problems);
    ek_law_dispose(&view);
    return status;
}

erkend_status erkend_law_coverage(erkend_text **out, size_t *empty, const erkend_bundle *bundle,
                                  const erkend_config *config, const char *country,
                                  const erkend_style *style, erkend_error *error)
{
    ek_error_clear(error);
    if (out)
        *out = NULL;
    if (!out || !bundle || !config || !config->files || !country)
        return ek_error_say(error, ERKEND_ECALL,
                            "erkend_law_coverage: NULL where something is needed");
    return give_law(out, empty, bundle, config, country, style, LAW_COVERAGE, error);
}

erkend_status erkend_law_page(erkend_text **out, const erkend_bundle *bundle,
                              const erkend_config *config, const char *country,
                              const erkend_style *style, erkend_error *error)
{
    ek_error_clear(error);
    if (out)
        *out = NULL;
    if (!out || !bundle || !config || !config->files || !country)
        return ek_error_say(error, ERKEND_ECALL, "erkend_law_page: NULL where something is needed");
    return give_law(out, NULL, bundle, config, country, style, LAW_PAGE, error);
}
