/* The sandbox: one Lua state for a bundle, with limits that hold in every corner (TRUST section 4).
 *
 *   steps   one account for instructions of Lua (counted by a hook, a thousand at a time) and for
 *           work in C (ek_charge, and a share of each byte that Lua takes). A comparison of texts
 *           may cost as much as the longest text there ever was, so instructions weigh more once
 *           texts are long.
 *   bytes   counted where Lua takes them.
 *   sticky  once a limit is hit nothing goes on: the hook raises at every instruction, memory is
 *           refused, and nothing that a policy can call catches errors.
 *
 * Errors of Lua (longjmp) never pass a frame that owns anything but arena memory; an ek_raise may
 * pass frames of Lua, after which the state is only ever closed. Every call into Lua is wrapped
 * twice, because on 5.4.4 the message handler's own error may raise once more.
 *
 * For each rule file the vocabulary runs anew, so that a word which remembers something cannot
 * carry it from one file to the next. What runs often, the vocabulary and the sets that several
 * countries adopt, is scanned and compiled once: a chunk holds nothing but its code, and each run
 * of it has its own environment, locals and functions. */
#include "script/state.h"

#include <locale.h>
#include <stdio.h>
#include <string.h>

#define HOOK_STEPS 1000
/* How far what Lua holds may grow before it looks for garbage, in per cent of what it found in use:
 * at first, and once it holds a LARGE_PART of what the limit allows. */
#define PAUSE 200
#define TIGHT_PAUSE 120
#define LARGE_PART 8
#define STEP_SIZE 400 /* of that search */

#define BYTES_A_STEP 16u       /* bytes taken that count as one step */
#define TEXT_BYTES_A_STEP 256u /* longest text: instructions weigh one more for each of these */

ek_script *ek_script_of(lua_State *lua)
{
    return *(ek_script **)lua_getextraspace(lua);
}

/* ---- Places ------------------------------------------------------------------------------- */

/* Where the innermost function of Lua stands, from what Lua knows of its own stack: a policy cannot
 * forge it. Lua's own messages repeat it in front, which is noted to be cut. Takes no memory of
 * Lua. */
static void note_place(lua_State *lua, const char *message)
{
    ek_script *script = ek_script_of(lua);
    lua_Debug debug;

    for (int level = 0; lua_getstack(lua, level, &debug); level++) {
        char prefix[LUA_IDSIZE + 16];

        lua_getinfo(lua, "Sl", &debug);
        if (debug.currentline <= 0 || debug.source[0] != '@')
            continue;
        script->error_place.file = ek_text_copy(script->arena, ek_text_of(debug.source + 1));
        script->error_place.line = (uint32_t)debug.currentline;
        snprintf(prefix, sizeof prefix, "%s:%d: ", debug.short_src, debug.currentline);
        if (strncmp(message, prefix, strlen(prefix)) == 0)
            script->error_prefix = (uint32_t)strlen(prefix);
        break;
    }
}

static int note_error(lua_State *lua)
{
    if (ek_script_of(lua)->stop == EK_STOP_NOT)
        note_place(lua, lua_type(lua, 1) == LUA_TSTRING ? lua_tostring(lua, 1) : "");
    return 1;
}

/* ---- Limits ------------------------------------------------------------------------------- */

static void hit_limit(ek_script *script, ek_stop stop)
{
    if (script->stop == EK_STOP_NOT)
        script->stop = stop;
}

static void count_steps(ek_script *script, uint64_t steps)
{
    uint64_t left = script->limits.policy_steps - script->steps;

    if (script->steps >= script->limits.policy_steps || steps > left) {
        script->steps = script->limits.policy_steps;
        hit_limit(script, EK_STOP_STEPS);
    } else {
        script->steps += steps;
    }
}

static void count_hook(lua_State *lua, lua_Debug *debug);

/* Leaves if a limit was hit, from now on at every instruction. The error is no text, and its place
 * is noted here: making a text or calling a handler would take memory, and there is none any more.
 */
static void leave_if_stopped(lua_State *lua)
{
    if (ek_script_of(lua)->stop == EK_STOP_NOT)
        return;
    if (ek_script_of(lua)->error_place.line == 0)
        note_place(lua, "");
    lua_sethook(lua, count_hook, LUA_MASKCOUNT, 1);
    lua_pushnil(lua);
    lua_error(lua);
}

static void tighten(lua_State *lua, ek_script *script)
{
    if (script->tight || script->bytes <= script->limits.policy_bytes / LARGE_PART)
        return;
    script->tight = true;
    lua_gc(lua, LUA_GCINC, TIGHT_PAUSE, STEP_SIZE, 0);
}

static void count_hook(lua_State *lua, lua_Debug *debug)
{
    ek_script *script = ek_script_of(lua);

    (void)debug;
    tighten(lua, script);
    count_steps(script, HOOK_STEPS * (1 + script->longest_text / TEXT_BYTES_A_STEP));
    leave_if_stopped(lua);
}

/* What rules leave in the arena counts as memory too: a word that makes facts in a loop takes it.
 */
static void count_arena(ek_script *script)
{
    size_t kept = script->kept_bytes + (script->arena->used_bytes - script->arena_before);

    if (kept > script->limits.policy_bytes || script->bytes > script->limits.policy_bytes - kept)
        hit_limit(script, EK_STOP_BYTES);
}

void ek_charge(lua_State *lua, size_t steps)
{
    ek_script *script = ek_script_of(lua);

    count_steps(script, steps);
    count_arena(script);
    leave_if_stopped(lua);
}

int ek_lua_fail(lua_State *lua, const char *format, ...)
{
    ek_buffer message;
    va_list arguments;

    ek_buffer_init(&message, ek_script_of(lua)->arena);
    va_start(arguments, format);
    ek_buffer_format_list(&message, format, arguments);
    va_end(arguments);
    lua_pushlstring(lua, message.bytes, message.size);
    return lua_error(lua);
}

/* ---- Memory ------------------------------------------------------------------------------- */

/* What the host really gave, in front of each piece: a piece that shrinks may keep its size. */
typedef union piece_head {
    size_t size;
    max_align_t align;
} piece_head;

static void *free_piece(ek_script *script, piece_head *head)
{
    const erkend_allocator *host = script->arena->host;

    script->bytes -= head->size;
    host->resize(host->user, head, head->size, 0);
    return NULL;
}

static bool may_grow(ek_script *script, size_t more, size_t whole, bool is_text)
{
    if (script->stop != EK_STOP_NOT)
        return false;
    if (more > script->limits.policy_bytes || script->bytes > script->limits.policy_bytes - more ||
        (is_text && whole > EK_MAX_TEXT)) {
        hit_limit(script, EK_STOP_BYTES);
        return false;
    }
    count_steps(script, whole / BYTES_A_STEP);
    if (is_text && whole > script->longest_text)
        script->longest_text = whole;
    return script->stop == EK_STOP_NOT;
}

/* Lua's allocator. For a new piece `old_size` is a type tag, not a size. */
static void *resize_piece(void *user, void *piece, size_t old_size, size_t new_size)
{
    ek_script *script = user;
    const erkend_allocator *host = script->arena->host;
    piece_head *head = piece ? (piece_head *)piece - 1 : NULL;
    size_t old_whole = head ? head->size : 0;
    size_t whole = new_size + sizeof *head;

    if (new_size == 0)
        return head ? free_piece(script, head) : NULL;
    if (whole < new_size)
        return NULL;
    if (whole <= old_whole && script->stop != EK_STOP_NOT)
        return piece;
    if (whole > old_whole &&
        !may_grow(script, whole - old_whole, whole, !piece && old_size == LUA_TSTRING))
        return NULL;
    head = host->resize(host->user, head, old_whole, whole);
    if (!head) {
        if (whole <= old_whole)
            return piece;
        hit_limit(script, EK_STOP_HOST);
        return NULL;
    }
    head->size = whole;
    script->bytes += whole - old_whole;
    return head + 1;
}

/* ---- Calls into Lua ----------------------------------------------------------------------- */

static int panic(lua_State *lua)
{
    ek_raise(ek_script_of(lua)->arena, ERKEND_ENOMEM);
}

/* The parser's messages begin with the place: "file:12: ". Ours stands apart. */
static ek_text cut_position(ek_text message, uint32_t *line)
{
    for (uint32_t i = 0; i + 2 < message.size; i++) {
        uint32_t digits = i + 1, number = 0;

        if (message.bytes[i] != ':')
            continue;
        while (digits < message.size && message.bytes[digits] >= '0' &&
               message.bytes[digits] <= '9' && digits - i < 8)
            number = number * 10 + (uint32_t)(message.bytes[digits++] - '0');
        if (digits == i + 1 || digits + 1 >= message.size || message.bytes[digits] != ':' ||
            message.bytes[digits + 1] != ' ')
            continue;
        *line = number;
        return ek_text_slice(message, digits + 2, message.size);
    }
    return message;
}

/* Keeps the error on the stack's top as text; nothing of the policy runs for it. */
static void keep_error(ek_script *script)
{
    lua_State *lua = script->lua;
    size_t size = 0;
    const char *bytes = lua_type(lua, -1) == LUA_TSTRING ? lua_tolstring(lua, -1, &size) : NULL;
    ek_text text = {bytes, (uint32_t)size};

    if (!bytes)
        text = EK_TEXT("an error that is no text was raised: call error with a text");
    script->error_message = ek_text_copy(script->arena, text);
    lua_settop(lua, 0);
}

/* Pushes the chunk of source->bytes. One that is to run again is found by where its bytes stand. */
static void push_chunk(lua_State *lua, const ek_source *source, bool again)
{
    const char *name;

    if (again && lua_rawgetp(lua, LUA_REGISTRYINDEX, source->bytes.bytes) == LUA_TFUNCTION)
        return;
    ek_charge(lua, source->bytes.size);
    name = lua_pushfstring(lua, "@%s", ek_script_of(lua)->chunk_name);
    if (luaL_loadbufferx(lua, source->bytes.bytes, source->bytes.size, name, "t") != LUA_OK)
        lua_error(lua);
    if (again) {
        lua_pushvalue(lua, -1);
        lua_rawsetp(lua, LUA_REGISTRYINDEX, source->bytes.bytes);
    }
}

/* Calls the chunk of a source in an environment of its own. Runs inside two pcalls. */
static int run_chunk(lua_State *lua)
{
    const ek_source *source = lua_touserdata(lua, 1);
    bool vocabulary = lua_toboolean(lua, 2);

    push_chunk(lua, source, vocabulary || ek_script_of(lua)->set->shared);
    ek_push_environment(lua, vocabulary);
    lua_setupvalue(lua, -2, 1);
    lua_call(lua, 0, 0);
    return 0;
}

static int call_watched(lua_State *lua)
{
    int count = lua_gettop(lua);

    lua_pushcfunction(lua, note_error);
    lua_insert(lua, 1);
    if (lua_pcall(lua, count - 1, 0, 1) != LUA_OK)
        return lua_error(lua);
    return 0;
}

/* Calls function(lua) with what stands above it; false: error_message and error_place say why not.
 */
static bool call_guarded(ek_script *script, int count)
{
    lua_State *lua = script->lua;

    script->error_place = (ek_place){{"", 0}, 0, 0};
    script->error_prefix = 0;
    lua_pushcfunction(lua, call_watched);
    lua_insert(lua, -count - 2);
    if (lua_pcall(lua, count + 1, 0, 0) == LUA_OK)
        return true;
    keep_error(script);
    return false;
}

static bool run_source(ek_script *script, const ek_source *source, bool vocabulary)
{
    lua_State *lua = script->lua;

    script->source = source;
    script->vocabulary_runs = vocabulary;
    script->chunk_name = ek_text_terminated(script->arena, source->name);
    lua_settop(lua, 0);
    lua_pushcfunction(lua, run_chunk);
    lua_pushlightuserdata(lua, (void *)(uintptr_t)source);
    lua_pushboolean(lua, vocabulary);
    return call_guarded(script, 2);
}

/* ---- Problems of a run -------------------------------------------------------------------- */

static void tell_stop(ek_script *script, ek_place place)
{
    if (script->stop == EK_STOP_HOST)
        ek_raise(script->arena, ERKEND_ENOMEM);
    if (script->stop_told)
        return;
    script->stop_told = true;
    if (place.file.size == 0)
        place.file = script->source ? script->source->name : EK_TEXT("policies");
    if (script->stop == EK_STOP_STEPS)
        ek_problem_add(
            script->problems, ERKEND_ELIMIT, place,
            "policies take more work to load than policy_steps allows: %llu; a loop that "
            "does not end?",
            (unsigned long long)script->limits.policy_steps);
    else
        ek_problem_add(script->problems, ERKEND_ELIMIT, place,
                       "policies take more memory to load than policy_bytes allows: %zu bytes, and "
                       "%zu for one text",
                       script->limits.policy_bytes, EK_MAX_TEXT);
}

/* The column of what a message of the parser calls "near 'x'"; 0: it is not in that line. */
static uint32_t find_column(const ek_script *script, uint32_t line, ek_text message)
{
    uint32_t end = message.size, start;

    while (end > 0 && message.bytes[end - 1] != '\'')
        end--;
    start = end > 0 ? end - 1 : 0;
    while (start > 0 && message.bytes[start - 1] != '\'')
        start--;
    for (uint32_t i = 0; end > start + 1 && i < script->tokens.count; i++) {
        const ek_token *token = &script->tokens.items[i];

        if (token->line == line &&
            ek_text_equal(token->text, ek_text_slice(message, start, end - 1)))
            return token->column;
    }
    return 0;
}

/* What Lua found: a limit, or an error with its place. */
static void tell_error(ek_script *script)
{
    ek_place place = script->error_place;
    uint32_t line = 0;
    ek_text message = script->error_message;

    if (script->stop != EK_STOP_NOT) {
        tell_stop(script, place);
        return;
    }
    if (place.line == 0) {
        message = cut_position(message, &line);
        place = (ek_place){script->source->name, line, find_column(script, line, message)};
    } else {
        message = ek_text_slice(message, script->error_prefix, message.size);
    }
    if (script->word_depth > 0)
        ek_problem_add(script->problems, ERKEND_EPOLICY, place, "%.*s; called at %.*s:%u:%u",
                       EK_TEXT_ARGS(message), EK_TEXT_ARGS(script->word_place.file),
                       (unsigned)script->word_place.line, (unsigned)script->word_place.column);
    else
        ek_problem_add(script->problems, ERKEND_EPOLICY, place, "%.*s", EK_TEXT_ARGS(message));
}

static erkend_status status_of(const ek_script *script, uint32_t errors_before)
{
    if (script->stop != EK_STOP_NOT)
        return ERKEND_ELIMIT;
    return script->problems->errors > errors_before ? ERKEND_EPOLICY : ERKEND_OK;
}

/* ---- Locale ------------------------------------------------------------------------------- */

/* Runs `work` in the C locale of this thread only, whatever the host's is, and gives it back also
 * when the arena raises. */
static void work_in_c_locale(ek_script *script, void (*work)(ek_script *, const ek_source *),
                             const ek_source *source)
{
    locale_t plain = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    locale_t before = plain ? uselocale(plain) : (locale_t)0;
    ek_escape escape;

    script->arena_before = script->arena->used_bytes;
    if (EK_TRY(script->arena, &escape))
        work(script, source);
    ek_escape_end(script->arena, &escape);
    script->kept_bytes += script->arena->used_bytes - script->arena_before;
    if (plain) {
        uselocale(before);
        freelocale(plain);
    }
    if (escape.status != ERKEND_OK)
        ek_raise(script->arena, escape.status);
}

/* ---- Opening and running ------------------------------------------------------------------ */

static int open_state(lua_State *lua)
{
    lua_newtable(lua);
    lua_setfield(lua, LUA_REGISTRYINDEX, "words");
    ek_push_libs(lua);
    lua_setfield(lua, LUA_REGISTRYINDEX, "libs");
    ek_open_facts(lua);
    return 0;
}

static void begin_file(ek_script *script, const ek_script_set *set, ek_problems *problems)
{
    script->set = set;
    script->problems = problems;
    script->order = (ek_order){0};
    script->tokens = (ek_tokens){0};
    script->step = 0;
    script->size_count = 0;
    script->braces = EK_NO_BRACES;
    script->word_depth = 0;
    script->open_word = NULL;
    script->error_message = EK_TEXT("");
}

static int forget_words(lua_State *lua)
{
    lua_newtable(lua);
    lua_setfield(lua, LUA_REGISTRYINDEX, "words");
    return 0;
}

/* Runs all vocabulary files; false: an error was reported. */
static bool run_vocabulary(ek_script *script)
{
    script->composed_count = 0;
    lua_settop(script->lua, 0);
    lua_pushcfunction(script->lua, forget_words);
    if (!call_guarded(script, 0)) {
        tell_error(script);
        return false;
    }
    for (uint32_t i = 0; i < script->vocabulary_count; i++)
        if (!run_source(script, &script->vocabulary[i], true)) {
            tell_error(script);
            return false;
        }
    return true;
}

static void open_all(ek_script *script, const ek_source *unused)
{
    bool runs = true;

    (void)unused;
    script->lua = lua_newstate(resize_piece, script);
    if (!script->lua) {
        if (script->stop == EK_STOP_NOT)
            script->stop = EK_STOP_HOST;
        tell_stop(script, (ek_place){{"", 0}, 0, 0});
        return;
    }
    *(ek_script **)lua_getextraspace(script->lua) = script;
    lua_atpanic(script->lua, panic);
    lua_gc(script->lua, LUA_GCINC, PAUSE, STEP_SIZE, 0);
    lua_sethook(script->lua, count_hook, LUA_MASKCOUNT, HOOK_STEPS);
    lua_pushcfunction(script->lua, open_state);
    if (!call_guarded(script, 0)) {
        tell_error(script);
        return;
    }
    for (uint32_t i = 0; i < script->vocabulary_count; i++) {
        const ek_source *source = &script->vocabulary[i];
        ek_tokens tokens = ek_tokens_of(script->arena, source, script->problems);

        runs = ek_tokens_check(tokens, source, false, script->problems) && runs;
    }
    script->vocabulary_broken = !runs || !run_vocabulary(script);
}

erkend_status ek_script_open(ek_script **out, ek_arena *arena, const ek_source *vocabulary,
                             uint32_t count, const erkend_limits *limits, ek_problems *problems)
{
    ek_script *script = EK_NEW(arena, ek_script);
    uint32_t errors = problems->errors;

    *out = script; /* at once: the state is to be closed also after a raise */
    script->arena = arena;
    ek_arena_init(&script->scratch, arena->host, 0);
    script->limits = ek_limits_of(limits);
    script->vocabulary = vocabulary;
    script->vocabulary_count = count;
    script->source = count ? vocabulary : NULL;
    begin_file(script, NULL, problems);
    work_in_c_locale(script, open_all, NULL);
    return status_of(script, errors);
}

static void tell_open_form(ek_script *script)
{
    if (script->open_word)
        ek_problem_add(script->problems, ERKEND_EPOLICY, script->open_place,
                       "%s \"%.*s\" has no fields: write { … } behind its name", script->open_word,
                       EK_TEXT_ARGS(script->open_form));
}

/* What the scan finds in a rule file, which says what is wrong there; it lies in `arena`. */
static ek_scanned scan_into(ek_arena *arena, ek_script *script, const ek_source *source)
{
    ek_scanned scanned = {.bytes = source->bytes.bytes};

    scanned.tokens = ek_tokens_of(arena, source, script->problems);
    scanned.runs = ek_tokens_check(scanned.tokens, source, true, script->problems) &&
                   !script->vocabulary_broken;
    if (scanned.runs)
        ek_order_of(&scanned.order, arena, scanned.tokens, source->name, script->problems);
    return scanned;
}

/* The same in the room that each file uses anew. */
static ek_scanned scan_file(ek_script *script, const ek_source *source)
{
    ek_scanned scanned = {0};
    ek_escape escape;

    ek_arena_reset(&script->scratch);
    if (EK_TRY(&script->scratch, &escape))
        scanned = scan_into(&script->scratch, script, source);
    ek_escape_end(&script->scratch, &escape);
    if (escape.status != ERKEND_OK)
        ek_raise(script->arena, escape.status);
    return scanned;
}

/* The same of a set, once for all who adopt it. */
static ek_scanned scan_set(ek_script *script, const ek_source *source)
{
    ek_scanned scanned;

    for (uint32_t i = 0; i < script->scanned_count; i++)
        if (script->scanned[i].bytes == source->bytes.bytes)
            return script->scanned[i];
    scanned = scan_into(script->arena, script, source);
    *EK_PUSH(script->arena, script->scanned, script->scanned_count, script->scanned_capacity) =
        scanned;
    return scanned;
}

static void run_all(ek_script *script, const ek_source *source)
{
    ek_scanned scanned = script->set->shared ? scan_set(script, source) : scan_file(script, source);

    if (!scanned.runs || !run_vocabulary(script))
        return;
    script->tokens = scanned.tokens;
    script->order = scanned.order;
    if (!run_source(script, source, false))
        tell_error(script);
    else
        tell_open_form(script);
    ek_settle_waiting(script);
    ek_check_term_depth(script);
}

erkend_status ek_script_run(ek_script *script, const ek_source *source, const ek_script_set *set,
                            ek_problems *problems)
{
    uint32_t errors = problems->errors;

    begin_file(script, set, problems);
    if (!script->lua || script->stop != EK_STOP_NOT)
        return ERKEND_ELIMIT;
    work_in_c_locale(script, run_all, source);
    script->order = (ek_order){0};
    return status_of(script, errors);
}

void ek_script_close(ek_script *script)
{
    if (!script)
        return;
    ek_arena_dispose(&script->scratch);
    if (!script->lua)
        return;
    lua_close(script->lua);
    script->lua = NULL;
}
