/* Tests of the proof: what was planted is named, also by who can make the chain anew. */
#include "office.h"

#include "store/store.h"

typedef struct found {
    char what[16], message[256];
    int64_t decision;
    size_t count;
} found;

static void note_finding(void *user, const erkend_finding *finding)
{
    found *f = user;

    f->count++;
    f->decision = finding->decision;
    (void)snprintf(f->what, sizeof f->what, "%s", finding->what);
    (void)snprintf(f->message, sizeof f->message, "%s", finding->message);
}

/* The last finding, and how many there were. */
static erkend_status prove(office *o, found *f, erkend_proof_counts *counts, int64_t decision)
{
    erkend_register *reg = open_register(o);
    erkend_proof proof = {.struct_size = sizeof proof, .user = f, .found = note_finding};
    erkend_status status;

    memset(f, 0, sizeof *f);
    proof.decision = decision;
    status = erkend_register_prove(reg, &proof, counts, o->error);
    erkend_register_close(reg);
    return status;
}

/* Three decisions: the same case in three countries. */
static void fill(office *o)
{
    erkend_register *reg = open_register(o);
    static const char *const countries[] = {"DE", "FI", "NL"};

    for (size_t i = 0; i < 3; i++) {
        erkend_decision *decision = NULL;

        assert_int_equal(erkend_decide(&decision, o->worker, o->the_case, countries[i], o->error),
                         ERKEND_OK);
        assert_int_equal(erkend_register_add(reg, decision, NULL, NULL, o->error), ERKEND_OK);
        erkend_decision_free(decision);
    }
    erkend_register_close(reg);
}

/* The chain of all rows, as if they had always been as they are now. */
static void chain_anew(office *o)
{
    sqlite3 *database;
    sqlite3_stmt *row, *put;
    ek_digest chain = {{0}};

    assert_int_equal(sqlite3_open(o->path, &database), SQLITE_OK);
    assert_int_equal(
        sqlite3_exec(database, "DROP TRIGGER IF EXISTS decision_keeps", NULL, NULL, NULL),
        SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(database, ek_decision_rows, -1, &row, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(database, "UPDATE decision SET chain=?1 WHERE number=?2",
                                        -1, &put, NULL),
                     SQLITE_OK);
    (void)sqlite3_bind_int64(row, 1, 0);
    (void)sqlite3_bind_int64(row, 2, 1000);
    while (sqlite3_step(row) == SQLITE_ROW) {
        ek_row_said said = {ek_column(row, EK_ROW_CASE_DIGEST), ek_column(row, EK_ROW_CASE_ID),
                            ek_column(row, EK_ROW_DECIDED),     ek_column(row, EK_ROW_NAMES),
                            ek_column(row, EK_ROW_LINE),        ek_column(row, EK_ROW_RECORD)};
        ek_digest seal = ek_column_digest(row, EK_ROW_SEAL);
        ek_digest rules = ek_column_digest(row, EK_ROW_RULES);
        ek_digest bundle = ek_column_digest(row, EK_ROW_BUNDLE_DIGEST);
        ek_digest bound = ek_chain_bound(&seal, ek_column(row, EK_ROW_ENGINE), &rules, &bundle);
        ek_digest body = ek_chain_body(&said);

        chain = ek_chain_next(&chain, &bound, &body);
        ek_register_bind_digest(put, 1, &chain);
        (void)sqlite3_bind_int64(put, 2, sqlite3_column_int64(row, EK_ROW_NUMBER));
        assert_int_equal(ek_register_step(put), SQLITE_OK);
    }
    (void)sqlite3_finalize(row);
    (void)sqlite3_finalize(put);
    (void)sqlite3_close(database);
}

static void test_erkend_register_prove__unchanged_decisions_are_proved(void **state)
{
    office *o = *state;
    erkend_proof_counts counts;
    found f;

    fill(o);
    assert_int_equal(prove(o, &f, &counts, 0), ERKEND_OK);
    assert_int_equal(counts.decisions, 3);
    assert_int_equal(counts.proved, 3);
    assert_int_equal(counts.other_engine, 0);
    assert_int_equal(f.count, 0);
    assert_int_equal(prove(o, &f, &counts, 2), ERKEND_OK);
    assert_int_equal(counts.decisions, 1);
    assert_int_equal(counts.proved, 1);
    assert_int_equal(prove(o, &f, &counts, 4), ERKEND_EVALUE);
    assert_message(o, "no decision 4");
}

/* Whatever a decision can hold: every example in every country, as the bundle's order has them. */
static void test_erkend_register_prove__every_example_in_every_country(void **state)
{
    office *o = *state;
    erkend_register *reg = open_register(o);
    erkend_style json = {.struct_size = sizeof json, .format = ERKEND_JSON};
    erkend_text *text = NULL;
    erkend_proof_counts counts;
    int64_t kept = 0, row;
    const char *country;
    found f;

    for (size_t i = 0; example_names[i] != NULL; i++) {
        erkend_case *the_case = NULL;
        size_t size;
        char *bytes = host_read(example_names[i], &size);

        assert_int_equal(host_case(&the_case, example_names[i], bytes, size, o->error), ERKEND_OK);
        free(bytes);
        for (size_t k = 0; (country = erkend_bundle_country(o->bundle, k)) != NULL; k++) {
            erkend_decision *decision = NULL;

            if (erkend_decide(&decision, o->worker, the_case, country, NULL) != ERKEND_OK)
                continue; /* before its first day */
            assert_int_equal(erkend_register_add(reg, decision, &row, NULL, o->error), ERKEND_OK);
            assert_int_equal(row, ++kept);
            assert_int_equal(erkend_register_show(&text, reg, row, &json, o->error), ERKEND_OK);
            erkend_text_free(text);
            erkend_decision_free(decision);
        }
        erkend_case_free(the_case);
    }
    assert_int_equal(erkend_register_list(&text, reg, &json, o->error), ERKEND_OK);
    assert_non_null(strstr(erkend_text_bytes(text), "\"country\":\"FI\""));
    erkend_text_free(text);
    erkend_register_close(reg);
    assert_int_equal(prove(o, &f, &counts, 0), ERKEND_OK);
    assert_int_equal(counts.decisions, kept);
    assert_int_equal(counts.proved, kept);
}

static void test_erkend_register_prove__an_empty_register_holds(void **state)
{
    office *o = *state;
    erkend_proof_counts counts;
    found f;

    assert_int_equal(prove(o, &f, &counts, 0), ERKEND_OK);
    assert_int_equal(counts.decisions, 0);
}

/* A record that was changed in one place, with a chain that was made anew: only deciding again
 * tells. */
static const char *const lies[][3] = {
    {"verdict", "json_set(record, '$.claims[0][3]', 1)", "differs in claim abroad: verdict"},
    {"reason", "json_set(record, '$.claims[0][5][0][0]', 0)", "reason of de.bbig.11.1.4.employer"},
    {"reason", "json_remove(record, '$.claims[0][5][0]')", "reason"},
    {"effect", "json_set(record, '$.claims[0][6][0][2]', 'months=99')", "effect"},
    {"reason", "json_set(record, '$.claims[0][5][0][3]', 0)", "reason"},
    {"fact", "json_set(record, '$.facts[2][0]', 'false')", "fact"},
    {"fact", "json_set(record, '$.facts[1]', 0)", "fact"},
    {"fact", "json_set(record, '$.claims[0][7][0]', 1)", "fact"},
    {"fact", "json_remove(record, '$.claims[0][7][0]')", "fact"},
    {"claim", "json_set(record, '$.claims[0][1]', 'another')", "claim"},
    {"claim", "json_remove(record, '$.claims[0]')", "claim"},
    {"account", "json_set(record, '$.things[0]', 'nothing')", "adds up to"},
    {"account", "'no record'", "adds up to"},
    {NULL, NULL, NULL}};

static void test_erkend_register_prove__a_lie_with_a_chain_of_its_own_is_named(void **state)
{
    office *o = *state;
    erkend_proof_counts counts;
    char sql[256];
    found f;

    for (size_t i = 0; lies[i][0] != NULL; i++) {
        fill(o);
        (void)snprintf(sql, sizeof sql, "UPDATE decision SET record=%s WHERE number=1", lies[i][1]);
        plant(o, "decision", sql);
        chain_anew(o);
        assert_int_equal(prove(o, &f, &counts, 0), ERKEND_EREGISTER);
        assert_message(o, lies[i][2]);
        assert_int_equal(f.count, 1);
        assert_int_equal(f.decision, 1);
        assert_string_equal(f.what, lies[i][0]);
        assert_int_equal(counts.proved, 2);
        (void)unlink(o->path);
    }
}

/* A policy file that says something else makes the decision differ, whatever digests say. */
static void test_erkend_register_prove__a_changed_policy_file_is_named(void **state)
{
    office *o = *state;
    erkend_proof_counts counts;
    found f;

    fill(o);
    plant(o, "file",
          "UPDATE file SET bytes=CAST(replace(CAST(bytes AS TEXT), 'share_abroad:', "
          "'share_abroat:') AS BLOB) WHERE digest=(SELECT digest FROM policy_file WHERE "
          "name='countries/de/parameters.yaml')");
    assert_int_equal(prove(o, &f, &counts, 0), ERKEND_EREGISTER);
    assert_int_equal(counts.proved, 0); /* one bundle */
    assert_message(o, "the policy file countries/de/parameters.yaml was changed");
    assert_int_equal(f.count, 2);
    assert_non_null(strstr(f.message, "cannot be opened"));
}

static void test_erkend_register_prove__policy_files_of_others_are_named(void **state)
{
    office *o = *state;
    erkend_proof_counts counts;
    found f;

    fill(o);
    plant(o, "file",
          "UPDATE file SET bytes=CAST(bytes || char(10) || '# another' AS BLOB) WHERE "
          "digest=(SELECT digest FROM policy_file WHERE name='countries/de/parameters.yaml')");
    assert_int_equal(prove(o, &f, &counts, 0), ERKEND_EREGISTER);
    assert_int_equal(counts.proved, 2);
    assert_int_equal(f.decision, 1);
    assert_string_equal(f.what, "policy");
    assert_non_null(strstr(f.message, "are not those of decision 1"));
}

static void test_erkend_register_prove__a_changed_document_is_named(void **state)
{
    office *o = *state;
    erkend_proof_counts counts;
    found f;

    fill(o);
    plant(o, "cases",
          "UPDATE cases SET bytes=CAST(replace(CAST(bytes AS TEXT), '2024', '2023') AS "
          "BLOB)");
    assert_int_equal(prove(o, &f, &counts, 0), ERKEND_EREGISTER);
    assert_int_equal(counts.proved, 0);
    assert_string_equal(f.what, "document");
    assert_message(o, "apprentice-9-months.yaml of decision 1 was changed");
}

static void test_erkend_register_prove__another_engine_is_said(void **state)
{
    office *o = *state;
    erkend_proof_counts counts;
    found f;

    fill(o);
    plant(o, "policy", "UPDATE policy SET engine='0.0.1'");
    chain_anew(o);
    assert_int_equal(prove(o, &f, &counts, 0), ERKEND_OK);
    assert_int_equal(counts.proved, 3);
    assert_int_equal(counts.other_engine, 3);
    change(o, "UPDATE decision SET record=json_set(record, '$.claims[0][3]', 1) WHERE number=1");
    chain_anew(o);
    assert_int_equal(prove(o, &f, &counts, 0), ERKEND_EREGISTER);
    assert_string_equal(f.what, "engine");
    assert_message(o, "was made by erkend 0.0.1; erkend " ERKEND_VERSION
                      " decides otherwise: verdict");
    assert_int_equal(f.count, 1);
}

static erkend_status stop(void *user, int64_t done, int64_t all)
{
    (void)user;
    assert_int_equal(all, 3);
    return done == 2 ? ERKEND_EIO : ERKEND_OK;
}

static void test_erkend_register_prove__a_host_can_stop_it(void **state)
{
    office *o = *state;
    erkend_proof proof = {.struct_size = sizeof proof, .progress = stop};
    erkend_proof_counts counts;
    erkend_register *reg;

    fill(o);
    reg = open_register(o);
    assert_int_equal(erkend_register_prove(reg, &proof, &counts, o->error), ERKEND_EIO);
    assert_int_equal(counts.decisions, 2);
    assert_int_equal(erkend_register_prove(reg, NULL, NULL, o->error), ERKEND_OK);
    proof.struct_size = 1;
    assert_int_equal(erkend_register_prove(reg, &proof, &counts, o->error), ERKEND_ECALL);
    assert_int_equal(erkend_register_prove(NULL, NULL, NULL, NULL), ERKEND_ECALL);
    erkend_register_close(reg);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_OFFICE(test_erkend_register_prove__unchanged_decisions_are_proved),
        WITH_OFFICE(test_erkend_register_prove__every_example_in_every_country),
        WITH_OFFICE(test_erkend_register_prove__an_empty_register_holds),
        WITH_OFFICE(test_erkend_register_prove__a_lie_with_a_chain_of_its_own_is_named),
        WITH_OFFICE(test_erkend_register_prove__a_changed_policy_file_is_named),
        WITH_OFFICE(test_erkend_register_prove__policy_files_of_others_are_named),
        WITH_OFFICE(test_erkend_register_prove__a_changed_document_is_named),
        WITH_OFFICE(test_erkend_register_prove__another_engine_is_said),
        WITH_OFFICE(test_erkend_register_prove__a_host_can_stop_it),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
