/* Sorting in place. qsort of some C libraries takes memory past the host's; this takes none. */
#ifndef EK_BASE_SORT_H
#define EK_BASE_SORT_H

#include <stddef.h>

/* Ascending, n log n at worst (heap sort). It is not stable: where the order of equal items would
 * be seen, `compare` must tell them apart (by their index, say). */
void ek_sort(void *items, size_t count, size_t item_size,
             int (*compare)(const void *a, const void *b));

#endif
