#include "platform/storage/sql_text.h"

#include <gtest/gtest.h>

#include <limits>

namespace kamino::storage {
namespace {

struct PositionalCase {
    const char* text;
    const char* sqlite;
    const char* postgres;
    std::vector<std::string> names;
};

TEST(SqlText, gives_each_engine_its_parameters) {
    const PositionalCase cases[] = {
        {"SELECT 1", "SELECT 1", "SELECT 1", {}},
        {"a = :a", "a = ?1", "a = $1", {"a"}},
        {"a = :a AND b = :b OR c = :a",
         "a = ?1 AND b = ?2 OR c = ?1",
         "a = $1 AND b = $2 OR c = $1",
         {"a", "b"}},
        {"x IN (:f0,:f1)", "x IN (?1,?2)", "x IN ($1,$2)", {"f0", "f1"}},
        {"':a' || :b", "':a' || ?1", "':a' || $1", {"b"}},
        {"'it''s :a' || :b", "'it''s :a' || ?1", "'it''s :a' || $1", {"b"}},
        {"\"odd:name\" = :b", "\"odd:name\" = ?1", "\"odd:name\" = $1", {"b"}},
        {"1 -- :no\n + :b", "1 -- :no\n + ?1", "1 -- :no\n + $1", {"b"}},
        {"1 /* :no */ + :b", "1 /* :no */ + ?1", "1 /* :no */ + $1", {"b"}},
        {"/*sqlite f(a) *//*postgres g(a) */ = :b",
         "f(a) /*postgres g(a) */ = ?1",
         "/*sqlite f(a) */g(a)  = $1",
         {"b"}},
        {"a::text = :b", "a::text = ?1", "a::text = $1", {"b"}},
        {"a - -:b", "a - -?1", "a - -$1", {"b"}},
        {":ab = :a", "?1 = ?2", "$1 = $2", {"ab", "a"}},
        {"'never closed :a", "'never closed :a", "'never closed :a", {}},
    };
    for (const auto& c : cases) {
        const auto sqlite = positional(c.text, Engine::sqlite);
        const auto postgres = positional(c.text, Engine::postgres);
        EXPECT_EQ(sqlite.text, c.sqlite);
        EXPECT_EQ(postgres.text, c.postgres);
        EXPECT_EQ(sqlite.names, c.names) << c.text;
        EXPECT_EQ(postgres.names, c.names) << c.text;
    }
}

TEST(SqlText, tokens_put_together_are_the_text) {
    const std::string text = "SELECT 'a''b', \"q\"\"x\" /* c */ -- d\n FROM t WHERE é = :é AND 1.5e3<>2;\t";
    std::string again;
    SqlScanner scanner{text};
    for (auto t = scanner.next(); t.kind != SqlToken::Kind::end; t = scanner.next()) again += t.text;
    EXPECT_EQ(again, text);
}

TEST(SqlText, arranges_arguments_by_name) {
    const Args args{{"b", 2}, {"a", 1}};
    const auto values = arrange("x.y", {"a", "b"}, args);
    ASSERT_EQ(values.size(), 2U);
    EXPECT_EQ(*values[0], Value{std::int64_t{1}});
    EXPECT_EQ(*values[1], Value{std::int64_t{2}});
}

TEST(SqlText, a_wrong_argument_is_a_defect_with_the_name_of_the_statement) {
    const std::vector<std::pair<std::vector<std::string>, Args>> cases{
        {{"a"}, {}},
        {{}, {{"a", 1}}},
        {{"a"}, {{"a", 1}, {"a", 2}}},
        {{"a"}, {{"a", std::numeric_limits<double>::quiet_NaN()}}},
        {{"a"}, {{"a", std::numeric_limits<double>::infinity()}}},
    };
    for (const auto& [names, args] : cases) {
        try {
            arrange("things.find", names, args);
            ADD_FAILURE() << "was taken";
        } catch (const std::logic_error& error) {
            EXPECT_NE(std::string{error.what()}.find("things.find"), std::string::npos);
        }
    }
}

TEST(SqlText, a_nul_byte_is_refused_for_both_engines) {
    const Args args{{"a", std::string{"a\0b", 3}}};
    EXPECT_THROW(arrange("x.y", {"a"}, args), Fault);
}

TEST(SqlText, quotes_our_names_and_no_others) {
    EXPECT_EQ(quoted("end"), "\"end\"");
    for (const auto* bad : {"", "1a", "a b", "a\"b", "A", "a;b"})
        EXPECT_THROW(quoted(bad), std::logic_error) << bad;
}

}  // namespace
}  // namespace kamino::storage
