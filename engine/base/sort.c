/* Heap sort, and insertion for a few: in place, without recursion, the same steps for the same
 * items on every machine. */
#include "base/sort.h"

#include <string.h>

static void swap_items(char *a, char *b, size_t size)
{
    char kept[64];

    while (size > 0) {
        size_t part = size < sizeof kept ? size : sizeof kept;

        memcpy(kept, a, part);
        memcpy(a, b, part);
        memcpy(b, kept, part);
        a += part;
        b += part;
        size -= part;
    }
}

/* Restores the heap below `root`; the largest item comes to the root. */
static void sift_down(char *items, size_t root, size_t count, size_t size,
                      int (*compare)(const void *a, const void *b))
{
    for (;;) {
        size_t largest = root, left = 2 * root + 1;

        for (size_t child = left; child < count && child <= left + 1; child++)
            if (compare(items + largest * size, items + child * size) < 0)
                largest = child;
        if (largest == root)
            return;
        swap_items(items + root * size, items + largest * size, size);
        root = largest;
    }
}

/* As many items as are put in order faster one by one. */
#define FEW_ITEMS 8

/* From the first that is out of order on, each goes down to its place. */
static void sort_few(char *items, size_t from, size_t count, size_t size,
                     int (*compare)(const void *a, const void *b))
{
    for (size_t i = from; i < count; i++)
        for (size_t at = i; at > 0 && compare(items + at * size, items + (at - 1) * size) < 0; at--)
            swap_items(items + at * size, items + (at - 1) * size, size);
}

void ek_sort(void *items, size_t count, size_t item_size,
             int (*compare)(const void *a, const void *b))
{
    char *bytes = items;
    size_t sorted = 1;

    /* What stands in strict order has one order only. */
    while (sorted < count &&
           compare(bytes + (sorted - 1) * item_size, bytes + sorted * item_size) < 0)
        sorted++;
    if (sorted >= count)
        return;
    if (count <= FEW_ITEMS) {
        sort_few(bytes, sorted, count, item_size, compare);
        return;
    }
    for (size_t root = count / 2; root-- > 0;)
        sift_down(bytes, root, count, item_size, compare);
    for (size_t last = count; last-- > 1;) {
        swap_items(bytes, bytes + last * item_size, item_size);
        sift_down(bytes, 0, last, item_size, compare);
    }
}
