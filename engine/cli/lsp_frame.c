/* Messages of JSON-RPC between the editor and the server: a head that says how long it is, then one
 * JSON document.
 *
 * A message that is too long is passed over and answered with an error; so is one that is no JSON.
 * After a head without a length nobody can know where the next one begins: that ends the server. */
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "cli/lsp.h"

#define HEAD_MAX ((size_t)8192)

void *lsp_alloc(size_t size)
{
    void *piece = calloc(1, size > 0 ? size : 1);

    if (piece == NULL) {
        cli_complain("erkend lsp: there is no memory");
        _exit(EXIT_MACHINE);
    }
    return piece;
}

char *lsp_copy(const char *bytes, size_t size)
{
    char *copy = lsp_alloc(size + 1);

    if (size > 0)
        memcpy(copy, bytes, size);
    return copy;
}

/* ---- Reading ------------------------------------------------------------------------------- */

/* Reads some more; false: there is nothing more. */
static bool fill(lsp_input *input)
{
    ssize_t got;

    if (input->ended)
        return false;
    if (input->capacity - input->size < 65536) {
        size_t capacity = input->capacity * 2 + 65536;
        char *larger = lsp_alloc(capacity);

        if (input->size > 0)
            memcpy(larger, input->bytes, input->size);
        free(input->bytes);
        input->bytes = larger;
        input->capacity = capacity;
    }
    do
        got = read(STDIN_FILENO, input->bytes + input->size, input->capacity - input->size);
    while (got < 0 && errno == EINTR);
    if (got <= 0)
        input->ended = true;
    else
        input->size += (size_t)got;
    return got > 0;
}

static void take(lsp_input *input, size_t size)
{
    input->size -= size;
    memmove(input->bytes, input->bytes + size, input->size);
}

bool lsp_is_waiting(lsp_input *input)
{
    struct pollfd descriptor = {.fd = STDIN_FILENO, .events = POLLIN};

    return input->size > 0 || (!input->ended && poll(&descriptor, 1, 0) > 0);
}

/* The size of the head, its empty line included; 0: it is not whole yet. */
static size_t head_size(const lsp_input *input)
{
    size_t i;

    for (i = 0; i + 4 <= input->size && i < HEAD_MAX; i++)
        if (memcmp(input->bytes + i, "\r\n\r\n", 4) == 0)
            return i + 4;
    return 0;
}

/* Digits and nothing else, at most 15 of them. */
static bool read_length(const char *value, size_t size, size_t *out)
{
    size_t i;

    *out = 0;
    while (size > 0 && (value[0] == ' ' || value[0] == '\t')) {
        value++;
        size--;
    }
    for (i = 0; i < size; i++) {
        if (value[i] < '0' || value[i] > '9' || i == 15)
            return false;
        *out = *out * 10 + (size_t)(value[i] - '0');
    }
    return size > 0;
}

/* Content-Length, said exactly once; other fields are as they may be. */
static bool read_head(const char *head, size_t size, size_t *length)
{
    static const char name[] = "Content-Length:";
    bool found = false;

    while (size > 2) {
        const char *end = memchr(head, '\r', size);
        size_t line = end != NULL ? (size_t)(end - head) : size;

        if (line >= sizeof name - 1 && strncasecmp(head, name, sizeof name - 1) == 0) {
            if (found || !read_length(head + sizeof name - 1, line - (sizeof name - 1), length))
                return false;
            found = true;
        } else if (memchr(head, ':', line) == NULL) {
            return false;
        }
        head += line + 2;
        size -= line + 2;
    }
    return found;
}

static bool skip(lsp_input *input, size_t size)
{
    while (size > 0) {
        size_t now = input->size < size ? input->size : size;

        if (now == 0 && !fill(input))
            return false;
        take(input, now);
        size -= now;
    }
    return true;
}

static lsp_frame_state refuse(lsp_frame_state state, int code, const char *says)
{
    lsp_answer_error(json_null(), code, says);
    return state;
}

lsp_frame_state lsp_read(lsp_input *input, json_t **message)
{
    size_t head, length = 0;
    json_error_t error;

    *message = NULL;
    while ((head = head_size(input)) == 0) {
        if (input->size >= HEAD_MAX)
            return refuse(FRAME_BROKEN, LSP_PARSE_ERROR, "the head of a message never ends");
        if (!fill(input))
            return input->size == 0
                       ? FRAME_END
                       : refuse(FRAME_BROKEN, LSP_PARSE_ERROR, "the input ends within a head");
    }
    if (!read_head(input->bytes, head, &length))
        return refuse(FRAME_BROKEN, LSP_PARSE_ERROR,
                      "the head of a message says no Content-Length");
    take(input, head);
    if (length > LSP_MESSAGE_MAX) {
        lsp_answer_error(json_null(), LSP_INVALID_REQUEST, "a message is larger than 16 MB");
        return skip(input, length) ? FRAME_NOTHING : FRAME_BROKEN;
    }
    while (input->size < length)
        if (!fill(input))
            return refuse(FRAME_BROKEN, LSP_PARSE_ERROR, "the input ends within a message");
    *message = json_loadb(input->bytes, length, JSON_ALLOW_NUL, &error);
    take(input, length);
    return *message != NULL ? FRAME_MESSAGE
                            : refuse(FRAME_NOTHING, LSP_PARSE_ERROR, "a message is no JSON");
}

/* ---- Writing ------------------------------------------------------------------------------- */

void lsp_write(json_t *message)
{
    char *text = json_dumps(message, JSON_COMPACT);

    if (text != NULL) {
        cli_print("Content-Length: %zu\r\n\r\n", strlen(text));
        cli_write(text, strlen(text));
        (void)fflush(stdout);
    }
    free(text);
    json_decref(message);
}

void lsp_answer(json_t *id, json_t *result)
{
    lsp_write(json_pack("{s:s, s:O, s:o}", "jsonrpc", "2.0", "id", id, "result", result));
}

void lsp_answer_error(json_t *id, int code, const char *says)
{
    lsp_write(json_pack("{s:s, s:O, s:{s:i, s:s}}", "jsonrpc", "2.0", "id", id, "error", "code",
                        code, "message", says));
}

void lsp_notify(const char *method, json_t *params)
{
    lsp_write(json_pack("{s:s, s:s, s:o}", "jsonrpc", "2.0", "method", method, "params", params));
}
