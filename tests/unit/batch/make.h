/* What the tests of this room share: the German and Dutch policies of the checkout, lines of cases,
 * and a host that reads them in pieces and keeps what is written. */
#ifndef TESTS_UNIT_BATCH_MAKE_H
#define TESTS_UNIT_BATCH_MAKE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>

#include "../examples/folder.h"
#include "batch/batch.h"

#include <cmocka.h>

/* A stay of that many months in a training of 36. */
#define CASE(id, last_day)                                                                         \
    "{\"id\":\"" id "\",\"home_country\":\"DE\",\"decided\":\"2024-11-22\",\"learner\":{\"id\":"   \
    "\"ben\",\"person\":\"apprentice\",\"birth_date\":\"2005-01-30\"},\"targets\":{\"DE\":{"       \
    "\"qualification\":{\"country\":\"DE\",\"law\":\"BBiG\",\"prescribed_months\":36}}},"          \
    "\"training\":{\"first_day\":\"2023-08-01\",\"last_day\":\"2026-07-31\"},\"abroad\":[{\"id\":" \
    "\"abroad\",\"serves_goal\":true,\"employer_agrees\":true,\"stays\":[{\"id\":\"helsinki\","    \
    "\"country\":\"FI\",\"first_day\":\"2023-09-01\",\"last_day\":\"" last_day                     \
    "\",\"plan_agreed\":"                                                                          \
    "true}]}]}"
#define CASE_A CASE("a", "2024-05-31")
#define CASE_B CASE("b", "2024-06-15")

typedef struct host {
    const char *input;
    size_t size, at, piece; /* at most `piece` bytes a read; 0: all that fit */
    erkend_status read_fails, write_fails;
    char *output;
    size_t output_size;
    uint64_t rejected_lines[64];
    char rejected_bytes[64][256];
    char rejected_says[64][256];
    uint32_t rejected_count;
    int written; /* calls */
} host;

static inline erkend_status read_piece(void *user, char *bytes, size_t room, size_t *got)
{
    host *h = user;
    size_t size = h->size - h->at;

    if (size == 0 && h->read_fails != ERKEND_OK)
        return h->read_fails;
    if (h->piece > 0 && size > h->piece)
        size = h->piece;
    if (size > room)
        size = room;
    memcpy(bytes, h->input + h->at, size);
    h->at += size;
    *got = size;
    return ERKEND_OK;
}

static inline erkend_status keep_output(void *user, const char *bytes, size_t size)
{
    host *h = user;

    if (h->write_fails != ERKEND_OK)
        return h->write_fails;
    h->output = realloc(h->output, h->output_size + size + 1);
    assert_non_null(h->output);
    memcpy(h->output + h->output_size, bytes, size);
    h->output_size += size;
    h->output[h->output_size] = '\0';
    h->written++;
    return ERKEND_OK;
}

static inline erkend_status keep_rejected(void *user, uint64_t line, const char *bytes, size_t size,
                                          const erkend_error *why)
{
    host *h = user;
    erkend_problem problem;
    uint32_t i = h->rejected_count++;

    assert_true(i < 64);
    assert_true(erkend_error_at(why, 0, &problem));
    h->rejected_lines[i] = line;
    (void)snprintf(h->rejected_bytes[i], 256, "%.*s", (int)size, bytes);
    (void)snprintf(h->rejected_says[i], 256, "%s", problem.line_text);
    return ERKEND_OK;
}

static inline erkend_batch batch_of(host *h, const char *input)
{
    erkend_batch batch;

    memset(h, 0, sizeof *h);
    h->input = input;
    h->size = strlen(input);
    memset(&batch, 0, sizeof batch);
    batch.struct_size = sizeof batch;
    batch.user = h;
    batch.read = read_piece;
    batch.write = keep_output;
    batch.rejected = keep_rejected;
    batch.name = "cases.json";
    return batch;
}

static inline erkend_bundle *bundle_of(const erkend_allocator *allocator)
{
    static const char *const only[] = {"DE", "NL", NULL};
    erkend_files files = folder_files(".");
    erkend_config config;
    erkend_bundle *bundle = NULL;

    memset(&config, 0, sizeof config);
    config.struct_size = sizeof config;
    config.allocator = allocator;
    config.files = &files;
    config.only = only;
    assert_int_equal(erkend_bundle_open(&bundle, &config, NULL), ERKEND_OK);
    return bundle;
}

#endif
