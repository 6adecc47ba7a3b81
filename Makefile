# erkend. `make help` lists what can be made; `make demo` and `make test` set up everything they need.

# ---- Settings ------------------------------------------------------------------------------
CC       ?= gcc
BUILD    ?= build
PREFIX   ?= /usr/local
DESTDIR  ?=
OPTIMISE ?= -O2
# -fsanitize=address,undefined and the like; see check-sanitizers.
SANITIZE ?=
# V=1 shows whole commands.
V        ?= 0
SAY_0    = @echo "  $(1)  $@";
SAY_1    =
SAY      = $(call SAY_$(V),$(1))
# One job for each processor unless -j is given.
JOBS     ?= $(shell nproc 2>/dev/null || echo 1)
PARALLEL  = $(if $(findstring jobserver,$(MAKEFLAGS)),,-j$(JOBS))

VERSION  := $(shell sed -n 's/^.define ERKEND_VERSION "\(.*\)"/\1/p' engine/include/erkend.h)
SONAME   := liberkend.so.0

# Debian packages that building and testing need; check: what `make check` adds.
PACKAGES       := gcc make pkg-config libc6-dev liblua5.4-dev libyaml-dev libsqlite3-dev zlib1g-dev \
                  libzstd-dev libjansson-dev libcmocka-dev zstd sqlite3 z3
PACKAGES_CHECK := clang clang-format clang-tidy cppcheck lua-check valgrind libc6-dbg yamllint shellcheck

LUA_CFLAGS  := $(shell pkg-config --cflags lua5.4 2>/dev/null)
LUA_LIBS     = $(shell pkg-config --libs lua5.4 2>/dev/null)
LIBS         = $(LUA_LIBS) -lyaml -lsqlite3 -lpthread
# Of the program only: packed files, and the messages of editors.
CLI_LIBS     = -lz -lzstd -ljansson

WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes \
            -Wpointer-arith -Wwrite-strings -Wundef -Wvla
WERROR   ?=
CPPFLAGS_ALL = -D_XOPEN_SOURCE=700 -Iengine/include -Iengine $(LUA_CFLAGS) $(CPPFLAGS)
CFLAGS_ALL   = -std=c11 $(OPTIMISE) -g -fPIC -fvisibility=hidden -fno-strict-aliasing \
               $(WARNINGS) $(WERROR) $(SANITIZE) $(CFLAGS)

# ---- Lists ---------------------------------------------------------------------------------
ROOMS     := base model rule load script decide explain store batch desk
LIB_SRC   := $(sort $(foreach room,$(ROOMS),$(wildcard engine/$(room)/*.c)))
CLI_SRC   := $(sort $(wildcard engine/cli/*.c))
LIB_OBJ   := $(LIB_SRC:%.c=$(BUILD)/%.o)
CLI_OBJ   := $(CLI_SRC:%.c=$(BUILD)/%.o)
TEST_SRC  := $(sort $(wildcard tests/unit/*/test_*.c) $(wildcard tests/faults/test_*.c))
TEST_BIN  := $(TEST_SRC:tests/%.c=$(BUILD)/tests/%)
EXAMPLES  := $(sort $(wildcard examples/*.c))
EXAMPLE_BIN := $(EXAMPLES:examples/%.c=$(BUILD)/examples/%)
ALL_C     := $(sort $(wildcard engine/*/*.[ch] tests/*/*.[ch] tests/*/*/*.[ch] examples/*.c))

.DEFAULT_GOAL := all
.SUFFIXES:
.PHONY: all pages setup setup-check demo test test-unit test-countries test-docs check check-warnings \
        check-sanitizers check-valgrind check-static check-layers check-lua check-yaml check-format \
        check-shell check-instructions bench bench-build bench-instructions bench-profile \
        bench-peers fuzz format install \
        uninstall clean help everything programs

# ---- Building ------------------------------------------------------------------------------
all: setup ## build the library and the program (default)
	@$(MAKE) --no-print-directory $(PARALLEL) everything

programs: everything $(TEST_BIN) $(EXAMPLE_BIN)
	@:

everything: $(BUILD)/liberkend.a $(BUILD)/liberkend.so $(BUILD)/erkend $(BUILD)/erkend.pc
	@:

setup: ## install the Debian packages that are missing (root or sudo)
	@sh .ci/packages.sh $(PACKAGES)

setup-check:
	@sh .ci/packages.sh $(PACKAGES) $(PACKAGES_CHECK)

$(BUILD)/%.o: %.c Makefile
	@mkdir -p $(@D)
	$(call SAY,CC)$(CC) $(CPPFLAGS_ALL) $(CFLAGS_ALL) -MMD -MP -c -o $@ $<

$(BUILD)/liberkend.a: $(LIB_OBJ)
	@rm -f $@
	$(call SAY,AR)ar rcsD $@ $(LIB_OBJ)

# Only the names of erkend.h leave the shared library, with a version (engine/erkend.map).
$(BUILD)/liberkend.so: $(LIB_OBJ) engine/erkend.map
	$(call SAY,LD)$(CC) -shared $(SANITIZE) $(LDFLAGS) -Wl,-soname,$(SONAME) -Wl,--version-script=engine/erkend.map \
	    -o $@ $(LIB_OBJ) $(LIBS)

$(BUILD)/erkend: $(CLI_OBJ) $(BUILD)/liberkend.a
	$(call SAY,LD)$(CC) $(SANITIZE) $(LDFLAGS) -o $@ $(CLI_OBJ) $(BUILD)/liberkend.a $(LIBS) $(CLI_LIBS)

# What --version says it was built with.
$(BUILD)/engine/decide/bundle_api.o: CPPFLAGS_ALL += -DEK_BUILT_WITH='"Lua $(shell pkg-config \
    --modversion lua5.4), libyaml $(shell pkg-config --modversion yaml-0.1), SQLite $(shell pkg-config \
    --modversion sqlite3)"'
$(BUILD)/engine/cli/%.o: CPPFLAGS_ALL += -DERKEND_PREFIX='"$(PREFIX)"'

$(BUILD)/erkend.pc: engine/erkend.pc.in Makefile
	@mkdir -p $(@D)
	@sed -e 's,@PREFIX@,$(PREFIX),' -e 's,@VERSION@,$(VERSION),' $< > $@

$(BUILD)/tests/%: tests/%.c $(BUILD)/liberkend.a
	@mkdir -p $(@D)
	$(call SAY,CC)$(CC) $(CPPFLAGS_ALL) -Itests $(CFLAGS_ALL) -Wno-missing-prototypes -MMD -MP -MF $@.d -o $@ $< \
	    $(BUILD)/liberkend.a $(LIBS) -lcmocka -lpthread -lm

# Programs of the benchmark that know nothing of the library.
BENCH_BIN := $(patsubst %.c,$(BUILD)/%,tests/bench/generate.c tests/bench/measure.c $(wildcard tests/bench/recog/*.c))
$(BUILD)/tests/bench/recog/limit: $(wildcard tests/bench/recog/*.h)
$(BENCH_BIN): $(BUILD)/%: %.c Makefile
	@mkdir -p $(@D)
	$(call SAY,CC)$(CC) -std=c11 -D_XOPEN_SOURCE=700 -O2 $(WARNINGS) $(WERROR) -o $@ $<

# Host programs see erkend.h and nothing else.
$(BUILD)/examples/%: examples/%.c $(BUILD)/liberkend.a
	@mkdir -p $(@D)
	$(call SAY,CC)$(CC) -Iengine/include -std=c11 -D_XOPEN_SOURCE=700 $(OPTIMISE) -g $(WARNINGS) $(WERROR) $(SANITIZE) \
	    -o $@ $< $(BUILD)/liberkend.a $(LIBS)

-include $(LIB_OBJ:.o=.d) $(CLI_OBJ:.o=.d) $(TEST_BIN:%=%.d)

# ---- The main job --------------------------------------------------------------------------
demo: all ## compare the example learners in three countries, record it, list the register
	@sh examples/demo.sh $(BUILD)

pages: all ## write docs/countries anew: the law of each country as its rules see it
	@sh docs/countries/pages.sh $(BUILD)

# ---- Tests ---------------------------------------------------------------------------------
test: all ## build and run every test, print the totals
	@$(MAKE) --no-print-directory $(PARALLEL) programs
	@sh tests/run.sh $(BUILD)

test-unit: all ## only the unit tests (ROOM=rule: of one room)
	@$(MAKE) --no-print-directory $(PARALLEL) programs
	@sh tests/run.sh $(BUILD) unit $(ROOM)

test-countries: all ## check every country's rules, then run its own cases
	@sh tests/run.sh $(BUILD) countries

test-docs: all ## run every command that README, docs and tests/cli show
	@$(MAKE) --no-print-directory $(PARALLEL) programs
	@sh tests/run.sh $(BUILD) docs

# ---- Checks --------------------------------------------------------------------------------
check: setup-check check-layers check-format check-static check-lua check-yaml check-shell \
       check-warnings check-sanitizers check-instructions ## everything that machines can hold: what CI runs after test

check-layers: ## includes point one way, libraries stay in their rooms
	@sh .ci/layers.sh

check-format:
	@sh .ci/format.sh $(ALL_C)

format: ## lay out all C files as check-format wants them
	@clang-format -i $(ALL_C)

check-static:
	@sh .ci/static.sh $(JOBS)

check-lua:
	@luacheck -q --no-color policies countries tests/countries tests/bench/recog/policies tests/bench/recog/countries
	@luacheck -q --no-color --std lua54 --max-line-length 160 tests/bench/recog/peers

check-yaml:
	@yamllint -s policies countries examples tests/countries tests/bench/recog

check-shell:
	@shellcheck -s sh .ci/*.sh tests/*.sh tests/bench/*.sh examples/*.sh && shellcheck .ci/run

# gcc and clang, every warning an error.
check-warnings: setup
	@$(MAKE) --no-print-directory $(PARALLEL) BUILD=$(BUILD)/gcc OPTIMISE=-O1 WERROR=-Werror everything
	@$(MAKE) --no-print-directory $(PARALLEL) BUILD=$(BUILD)/clang CC=clang OPTIMISE=-O1 WERROR=-Werror everything

check-sanitizers: setup ## the whole suite under AddressSanitizer and UndefinedBehaviorSanitizer
	@$(MAKE) --no-print-directory $(PARALLEL) BUILD=$(BUILD)/asan OPTIMISE=-O1 \
	    SANITIZE="-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer" test

check-valgrind: all ## the whole suite under valgrind (slow)
	@$(MAKE) --no-print-directory $(PARALLEL) programs
	@ERKEND_WRAP="valgrind -q --error-exitcode=99 --leak-check=full" sh tests/run.sh $(BUILD) unit

bench: all ## one task beside hand-written C and other engines; threads, cases, rules, register (minutes)
	@$(MAKE) --no-print-directory bench-build
	@$(BUILD)/tests/bench/bench
	@echo
	@sh tests/bench/peers.sh $(BUILD)
	@echo
	@sh tests/bench/scale.sh $(BUILD) 5 $(or $(LARGEST),100000)

# Versions that were measured; everything else of make bench needs nothing but Debian packages.
bench-peers: ## fetch the JavaScript rule engines for make bench (npm), into the build folder
	@mkdir -p $(BUILD)/peers
	@npm install --prefix $(BUILD)/peers --no-audit --no-fund @gorules/zen-engine@0.54.0 \
	    json-rules-engine@7.3.1 @cedar-policy/cedar-wasm@4.13.0

bench-build: $(BUILD)/tests/bench/bench $(BENCH_BIN)
	@:

bench-instructions: all ## instructions a case, counted by callgrind, beside hand-written C and the limits
	@$(MAKE) --no-print-directory $(BENCH_BIN)
	@sh tests/bench/instructions.sh $(BUILD)

bench-profile: all ## where the instructions of a batch go (WHAT=recog, DE, FI or NL)
	@$(MAKE) --no-print-directory $(BENCH_BIN)
	@sh tests/bench/profile.sh $(BUILD) $(or $(WHAT),recog)

check-instructions: setup-check all
	@$(MAKE) --no-print-directory $(BENCH_BIN)
	@sh tests/bench/instructions.sh $(BUILD) check

fuzz: all ## the five fuzzers, a minute each (clang)
	@sh tests/fuzz/run.sh $(BUILD)

# ---- Installing ----------------------------------------------------------------------------
install: all ## install under PREFIX (DESTDIR is put before it)
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/lib/pkgconfig $(DESTDIR)$(PREFIX)/include \
	    $(DESTDIR)$(PREFIX)/share/erkend
	install -m 755 $(BUILD)/erkend $(DESTDIR)$(PREFIX)/bin/erkend
	install -m 644 $(BUILD)/liberkend.a $(DESTDIR)$(PREFIX)/lib/liberkend.a
	install -m 755 $(BUILD)/liberkend.so $(DESTDIR)$(PREFIX)/lib/$(SONAME)
	ln -sf $(SONAME) $(DESTDIR)$(PREFIX)/lib/liberkend.so
	install -m 644 engine/include/erkend.h $(DESTDIR)$(PREFIX)/include/erkend.h
	install -m 644 engine/include/erkend_prove.h $(DESTDIR)$(PREFIX)/include/erkend_prove.h
	install -m 644 $(BUILD)/erkend.pc $(DESTDIR)$(PREFIX)/lib/pkgconfig/erkend.pc
	cp -R policies countries $(DESTDIR)$(PREFIX)/share/erkend/

uninstall: ## remove what install put there
	rm -f $(DESTDIR)$(PREFIX)/bin/erkend $(DESTDIR)$(PREFIX)/lib/liberkend.a \
	    $(DESTDIR)$(PREFIX)/lib/$(SONAME) $(DESTDIR)$(PREFIX)/lib/liberkend.so \
	    $(DESTDIR)$(PREFIX)/include/erkend.h $(DESTDIR)$(PREFIX)/include/erkend_prove.h \
	    $(DESTDIR)$(PREFIX)/lib/pkgconfig/erkend.pc
	rm -rf $(DESTDIR)$(PREFIX)/share/erkend

clean: ## remove everything that was built
	rm -rf $(BUILD)

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' Makefile | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 26
