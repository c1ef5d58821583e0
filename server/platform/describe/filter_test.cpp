// The filter language: what parses, what it compiles to, what is refused and where.
#include "platform/describe/filter.h"

#include <gtest/gtest.h>

#include "platform/describe/fuzz_entity.h"

namespace kamino::describe {
namespace {

std::string shown(const Value& v) {
    if (const auto* n = std::get_if<std::int64_t>(&v)) return std::to_string(*n);
    if (const auto* d = std::get_if<double>(&v)) return std::to_string(*d);
    if (const auto* t = std::get_if<std::string>(&v)) return "'" + *t + "'";
    return "NULL";
}

std::string compiled(std::string_view text) {
    const auto c = compile(sample_entity(), parse_filter(text));
    std::string all = c.sql;
    for (const auto& v : c.values) all += " | " + v.name + "=" + shown(v.value);
    return all;
}

TEST(Filter, CompilesToSqlWithParameters) {
    const std::vector<std::pair<const char*, const char*>> cases{
        {"", ""},
        {"  ", ""},
        {"name = Acme", "samples.name = :f0 | f0='Acme'"},
        {"name = \"Acme \\\"S\\\" \\\\ Co\"", "samples.name = :f0 | f0='Acme \"S\" \\ Co'"},
        {"name != x", "samples.name <> :f0 | f0='x'"},
        {"name ~ \"Señor 100%\"", "(samples.name_folded LIKE :f0 ESCAPE '\\') | f0='%senor 100\\%%'"},
        {"email ~ A_B", "(LOWER(samples.email) LIKE :f0 ESCAPE '\\') | f0='%a\\_b%'"},
        {"employees >= 10 and employees < 20",
         "(samples.employees >= :f0 AND samples.employees < :f1) | f0=10 | f1=20"},
        {"active = true or not active = false",
         "(samples.active = :f0 OR NOT samples.active = :f1) | f0=1 | f1=0"},
        {"country in (ES, NL)", "samples.country IN (:f0, :f1) | f0='ES' | f1='NL'"},
        {"parent_id in (null)", "(samples.parent_id IS NULL)"},
        {"parent_id in (a, null)", "(samples.parent_id IN (:f0) OR (samples.parent_id IS NULL)) | f0='a'"},
        {"parent_id != a", "(samples.parent_id IS DISTINCT FROM :f0) | f0='a'"},
        {"parent_id = null", "(samples.parent_id IS NULL)"},
        {"parent_id != null", "NOT (samples.parent_id IS NULL)"},
        {"name = null", "(samples.name = '')"},
        {"name = \"null\"", "samples.name = :f0 | f0='null'"},
        {"tags = null", "(samples.tags = '[]')"},
        {"tags = vip", "(REPLACE(samples.tags, :f0, '') <> samples.tags) | f0='\"vip\"'"},
        {"tags in (a, b, null)",
         "(((REPLACE(samples.tags, :f0, '') <> samples.tags) OR (REPLACE(samples.tags, :f1, '') <> "
         "samples.tags)) OR "
         "(samples.tags = '[]')) | f0='\"a\"' | f1='\"b\"'"},
        {"founded_on > 2026-01-31", "samples.founded_on > :f0 | f0='2026-01-31'"},
        {"seen_at >= 2026-01-01", "samples.seen_at >= :f0 | f0=1767225600000000"},
        {"latitude <= -1.5", "samples.latitude <= :f0 | f0=-1.500000"},
        {"version = 3", "samples.version = :f0 | f0=3"},
        {"(name = a or name = b) and active = true",
         "((samples.name = :f0 OR samples.name = :f1) AND samples.active = :f2) | f0='a' | f1='b' | f2=1"},
        {"name = a or name = b and active = true",
         "(samples.name = :f0 OR (samples.name = :f1 AND samples.active = :f2)) | f0='a' | f1='b' | f2=1"},
    };
    for (const auto& [text, sql] : cases) EXPECT_EQ(compiled(text), sql) << text;
    EXPECT_NE(compiled("revenue >= 10.5").find("f0=1050 | f1=10500 | f2=10"), std::string::npos)
        << compiled("revenue >= 10.5");
}

TEST(Filter, RefusesWhatItDoesNotUnderstand) {
    std::string deep, longer = "version = 1";
    for (int i = 0; i < 40; ++i) deep += "(";
    for (int i = 0; i < 201; ++i) longer += " or version = 1";
    for (const std::string text : {"name",
                                   "name =",
                                   "= x",
                                   "name = a b",
                                   "name = a and",
                                   "(name = a",
                                   "name = a)",
                                   "name in a",
                                   "name in (a",
                                   "name in ()",
                                   "name = \"a",
                                   "name ! a",
                                   "name == a",
                                   "nothing = 1",
                                   "employees = x",
                                   "active = yes",
                                   "founded_on = 2026-02-30",
                                   "custom = a",
                                   "custom in (a)",
                                   "tags < a",
                                   "name < null",
                                   "employees ~ 1",
                                   "revenue = a",
                                   "name = 'a'",
                                   "name = a;",
                                   "not",
                                   "deleted_at = null",
                                   "\xff = 1",
                                   deep.c_str(),
                                   longer.c_str()}) {
        try {
            compile(sample_entity(), parse_filter(text));
            ADD_FAILURE() << "accepted: " << text;
        } catch (const Fault& fault) {
            EXPECT_EQ(fault.key, "request.bad_filter") << text;
            EXPECT_TRUE(fault.params.contains("at") && fault.params.contains("why")) << text;
        }
    }
}

TEST(Filter, SortsByWhatMayBeSorted) {
    const auto keys = parse_sort(sample_entity(), "-revenue, name,-updated_at");
    ASSERT_EQ(keys.size(), 3U);
    EXPECT_TRUE(keys[0].descending && keys[0].nullable);
    EXPECT_EQ(keys[0].column, "samples.revenue_minor");
    EXPECT_EQ(keys[1].column, "samples.name_folded");
    EXPECT_FALSE(keys[1].descending || keys[1].nullable);
    EXPECT_EQ(keys[2].column, "samples.updated_at");
    EXPECT_TRUE(parse_sort(sample_entity(), "").empty());
    for (const char* text : {"nothing", "name;x", "-", "name desc", "custom"})
        EXPECT_THROW(parse_sort(sample_entity(), text), Fault) << text;
}

}  // namespace
}  // namespace kamino::describe
