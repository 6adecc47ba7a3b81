/* What public functions hand to a host: errors filled from problems, and texts made from buffers.
 *
 * A public function works like this: ek_error_clear first; its arena and problems; EK_TRY; at the
 * end `return ek_error_fill(error, status, &problems)`, which may be done whatever happened and
 * whether or not the host lent an error. */
#ifndef EK_BASE_API_H
#define EK_BASE_API_H

#include "base/problem.h"

void ek_error_clear(erkend_error *error); /* NULL: nothing */
/* Copies the problems, sorted, and returns `code`. Without problems (NULL, or none) a code that is
 * not ERKEND_OK comes out as one problem with the status's own phrase. Warnings go along with
 * ERKEND_OK. When there is no memory for them the code stays and fewer problems are kept. */
erkend_status ek_error_fill(erkend_error *error, erkend_status code, ek_problems *problems);
/* One problem without a place in a file; returns `code`. */
erkend_status ek_error_say(erkend_error *error, erkend_status code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* *out: new; NULL and ERKEND_ENOMEM when there is no memory. `host` NULL: malloc; that of an arena
 * is arena->host. */
erkend_status ek_text_give(erkend_text **out, const erkend_allocator *host, ek_text text);

/* A piece of the host's memory outside any arena, zeroed; NULL when there is none. For handles. */
void *ek_host_alloc(const erkend_allocator *host, size_t size);
void ek_host_free(const erkend_allocator *host, void *piece, size_t size);

#endif
