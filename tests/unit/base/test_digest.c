/* SHA-256: the vectors of FIPS 180-4 and NIST's examples, and every way of cutting a message. */
#include "base/digest.h"
#include "base/digest_blocks.h"

#include "fixture.h"

static void assert_digest(ek_text message, const char *expected)
{
    char hex[65];

    ek_digest_hex(ek_digest_of(message), hex);
    assert_string_equal(hex, expected);
}

static void test_ek_digest_of__agrees_with_the_standard(void **state)
{
    (void)state;
    assert_digest(EK_TEXT(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assert_digest((ek_text){NULL, 0},
                  "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assert_digest(EK_TEXT("abc"),
                  "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_digest(EK_TEXT("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
                  "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    assert_digest(EK_TEXT("abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn"
                          "hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu"),
                  "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1");
    assert_digest(EK_TEXT("\xbd"),
                  "68325720aabd7c82f30f554b313d0570c95accbb7dc4b5aae11204c08ffe732b");
    assert_digest(EK_TEXT("\xc9\x8c\x8e\x55"),
                  "7abc22c0ae5af26ce93dbb94433a0e0b2e119d014f8e7f65bd56c61ccccd9504");
}

static void test_ek_digest_of__agrees_with_nist_around_the_ends_of_blocks(void **state)
{
    static const struct {
        uint32_t zeros;
        const char *expected;
    } examples[] = {
        {55, "02779466cdec163811d078815c633f21901413081449002f24aa3e80f0b88ef7"},
        {56, "d4817aa5497628e7c77e6b606107042bbba3130888c5f47a375e6179be789fbb"},
        {57, "65a16cb7861335d5ace3c60718b5052e44660726da4cd13bb745381b235a1785"},
        {64, "f5a5fd42d16a20302798ef6ed309979b43003d2320d9f0e8ea9831a92759fb4b"},
        {1000, "541b3e9daa09b20bf85fa273e5cbd3e80185aa4ec298e765db87742b70138a53"},
    };
    static const char zeros[1000];

    (void)state;
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++)
        assert_digest((ek_text){zeros, examples[i].zeros}, examples[i].expected);
}

static void test_ek_digester_add__does_a_million_letters(void **state)
{
    char thousand[1000], hex[65];
    ek_digester digester;

    (void)state;
    memset(thousand, 'a', sizeof thousand);
    ek_digester_init(&digester);
    for (int i = 0; i < 1000; i++)
        ek_digester_add(&digester, thousand, sizeof thousand);
    ek_digest_hex(ek_digester_done(&digester), hex);
    assert_string_equal(hex, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

static void test_ek_digester_add__does_not_see_where_a_message_is_cut(void **state)
{
    char message[200];

    (void)state;
    for (size_t i = 0; i < sizeof message; i++)
        message[i] = (char)(i * 7);
    for (uint32_t size = 0; size <= sizeof message; size += 9) {
        ek_digest whole = ek_digest_of((ek_text){message, size});

        for (uint32_t cut = 0; cut <= size; cut++) {
            ek_digester digester;
            ek_digest parts;

            ek_digester_init(&digester);
            ek_digester_add(&digester, message, cut);
            ek_digester_add(&digester, NULL, 0);
            ek_digester_add(&digester, message + cut, size - cut);
            parts = ek_digester_done(&digester);
            assert_memory_equal(parts.bytes, whole.bytes, sizeof whole.bytes);
        }
    }
}

/* Two messages of any sizes, cut at any place, are digested as each of them is alone. */
static void test_ek_digester_add_two__does_what_one_after_the_other_does(void **state)
{
    char message[400];

    (void)state;
    for (size_t i = 0; i < sizeof message; i++)
        message[i] = (char)(i * 11);
    for (uint32_t one = 0; one <= 300; one += 7)
        for (uint32_t other = 0; other <= 300; other += 13)
            for (uint32_t cut = 0; cut <= 128; cut += 32) {
                ek_text first = {message, one}, second = {message + 50, other};
                ek_digester a, b;
                ek_digest done;

                ek_digester_init(&a);
                ek_digester_init(&b);
                ek_digester_add(&a, first.bytes, cut < one ? cut : one);
                ek_digester_add_two((ek_digester *const[2]){&a, &b},
                                    (ek_text[2]){ek_text_slice(first, cut, one), second});
                done = ek_digester_done(&a);
                assert_memory_equal(done.bytes, ek_digest_of(first).bytes, sizeof done.bytes);
                done = ek_digester_done(&b);
                assert_memory_equal(done.bytes, ek_digest_of(second).bytes, sizeof done.bytes);
            }
}

static void test_ek_digest_of_two__agrees_with_the_standard(void **state)
{
    static const char zeros[1000];
    ek_digest a, b;
    char hex[65];

    (void)state;
    ek_digest_of_two((ek_digest *const[2]){&a, &b},
                     (ek_text[2]){{zeros, sizeof zeros}, EK_TEXT("abc")});
    ek_digest_hex(a, hex);
    assert_string_equal(hex, "541b3e9daa09b20bf85fa273e5cbd3e80185aa4ec298e765db87742b70138a53");
    ek_digest_hex(b, hex);
    assert_string_equal(hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

static void test_ek_digest_blocks__both_ways_give_the_same(void **state)
{
    uint32_t plain[8], fast[8], one[8], other[8];
    uint8_t blocks[64 * 9];
    uint32_t seed = 7;
    size_t i, count;

    (void)state;
    for (i = 0; i < sizeof blocks; i++)
        blocks[i] = (uint8_t)((seed = seed * 1103515245u + 12345u) >> 16);
    for (count = 0; count <= 9; count++) {
        for (i = 0; i < 8; i++)
            plain[i] = fast[i] = (uint32_t)(0x9e3779b9u * (i + 1));
        ek_digest_blocks_plain(plain, blocks, count);
        if (ek_digest_has_fast())
            ek_digest_blocks_fast(fast, blocks, count);
        else
            ek_digest_blocks_plain(fast, blocks, count);
        assert_memory_equal(plain, fast, sizeof plain);
        if (!ek_digest_has_fast())
            continue;
        for (i = 0; i < 8; i++)
            one[i] = other[i] = (uint32_t)(0x9e3779b9u * (i + 1));
        ek_digest_blocks_fast_two((uint32_t *const[2]){one, other},
                                  (const uint8_t *const[2]){blocks, blocks}, count);
        assert_memory_equal(plain, one, sizeof plain);
        assert_memory_equal(plain, other, sizeof plain);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ek_digest_of__agrees_with_the_standard),
        cmocka_unit_test(test_ek_digest_of__agrees_with_nist_around_the_ends_of_blocks),
        cmocka_unit_test(test_ek_digester_add__does_a_million_letters),
        cmocka_unit_test(test_ek_digester_add__does_not_see_where_a_message_is_cut),
        cmocka_unit_test(test_ek_digester_add_two__does_what_one_after_the_other_does),
        cmocka_unit_test(test_ek_digest_of_two__agrees_with_the_standard),
        cmocka_unit_test(test_ek_digest_blocks__both_ways_give_the_same),
    };

    return cmocka_run_group_tests_name("base/digest", tests, NULL, NULL);
}
