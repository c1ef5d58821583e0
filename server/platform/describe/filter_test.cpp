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
    Reading reading{.today = Date::of(2026, 8, 31)};
    reading.fiscal_start_month = [] { return 4; };
    const auto c = compile(sample_entity(), parse_filter(text), "f", reading);
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
        // What is not known fits no comparison, and is in its negation.
        {"not parent_id = a", "NOT COALESCE(samples.parent_id = :f0, FALSE) | f0='a'"},
        {"not (name = a and parent_id = b)",
         "NOT COALESCE((samples.name = :f0 AND samples.parent_id = :f1), FALSE) | f0='a' | f1='b'"},
        {"not not parent_id = a", "NOT NOT COALESCE(samples.parent_id = :f0, FALSE) | f0='a'"},
        // Days by words.
        {"founded_on < today-6m", "samples.founded_on < :f0 | f0='2026-02-28'"},
        {"founded_on = today-90d",
         "(samples.founded_on >= :f0 AND samples.founded_on < :f1) | f0='2026-06-02' | f1='2026-06-03'"},
        {"founded_on <= fy", "samples.founded_on < :f0 | f0='2027-04-01'"},
        {"founded_on > fq-1", "samples.founded_on >= :f0 | f0='2026-07-01'"},
        {"seen_at >= last-7d", "samples.seen_at >= :f0 | f0=1787529600000000"},
        {"not seen_at != month",
         "NOT COALESCE(NOT COALESCE((samples.seen_at >= :f0 AND samples.seen_at < :f1), FALSE), FALSE) | "
         "f0=1785542400000000 | f1=1788220800000000"},
        {"name = a or name = b and active = true",
         "(samples.name = :f0 OR (samples.name = :f1 AND samples.active = :f2)) | f0='a' | f1='b' | f2=1"},
    };
    for (const auto& [text, sql] : cases) EXPECT_EQ(compiled(text), sql) << text;
    EXPECT_NE(compiled("revenue >= 10.5").find("f0=1050 | f1=10500 | f2=10"), std::string::npos)
        << compiled("revenue >= 10.5");
}

// What is refused says where, and what is expected there (SEL-6); `deep` and `longer` reach the limits.
TEST(Filter, SaysWhereAndWhatIsExpected) {
    std::string deep, longer = "version = 1";
    for (int i = 0; i < 40; ++i) deep += "(";
    for (int i = 0; i < 201; ++i) longer += " or version = 1";
    struct Case {
        std::string text, at, why;
    };
    const std::vector<Case> cases{
        {"name", "name▸", "operator"},
        {"name =", "name =▸", "value"},
        {"= x", "▸= x", "name"},
        {"name = a b", "name = a ▸b", "joint"},
        {"name = a and", "name = a and▸", "name"},
        {"(name = a", "(name = a▸", "close"},
        {"name = a)", "name = a▸)", "joint"},
        {"name in a", "name in ▸a", "list"},
        {"name in (a", "name in (a▸", "close"},
        {"name in ()", "name in (▸)", "value"},
        {"name = \"a", "name = ▸\"a", "quote"},
        {"name ! a", "name ▸! a", "sign"},
        {"name == a", "name =▸= a", "value"},
        {"nothing = 1", "nothing", "unknown"},
        {"employees = x", "employees", "number"},
        {"active = yes", "active", "boolean"},
        {"founded_on = 2026-02-30", "founded_on", "day"},
        {"custom = a", "custom", "member"},
        {"custom in (a)", "custom", "member"},
        {"custom. = a", "custom.", "member"},
        {"custom.Size = 1", "custom.Size", "member"},
        {"custom.a-b = 1", "custom.a-b", "member"},
        {"custom.x < null", "custom.x", "null_value"},
        {"name.x = 1", "name.x", "member"},
        {"founded_on = last", "founded_on", "day"},
        {"founded_on = fy-1d", "founded_on", "day"},
        {"founded_on = \"fy\"", "founded_on", "day"},
        {"founded_on in (fy)", "founded_on", "period_in_list"},
        {"founded_on = today-99999y", "founded_on", "day"},
        {"tags < a", "tags", "equality"},
        {"name < null", "name", "null_value"},
        {"employees ~ 1", "employees", "contains"},
        {"revenue = a", "revenue", "number"},
        {"name = 'a'", "name = ▸'a'", "sign"},
        {"name = a;", "name = a▸;", "sign"},
        {"not", "not▸", "name"},
        {"deleted_at = null", "deleted_at", "unknown"},
        {"\xff = 1", "▸", "bytes"},
        {deep, std::string(33, '(') + "▸" + std::string(7, '('), "depth"},
        {longer, "*", "length"},
        {"name = \"" + std::string(50, 'x') + "ñ\" y", "…xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxñ\" ▸y",
         "joint"},
    };
    for (const auto& [text, at, why] : cases) {
        try {
            compile(sample_entity(), parse_filter(text));
            ADD_FAILURE() << "accepted: " << text;
        } catch (const Fault& fault) {
            EXPECT_EQ(fault.key, "request.bad_filter") << text;
            EXPECT_EQ(at == "*" ? at : fault.params.at("at"), at) << text;
            EXPECT_EQ(fault.params.at("why"), "filter." + why) << text;
        }
    }
}

// Terms (SEL-6): related rows are asked whether there is one; a set of rows is what the reading says it is.
TEST(Filter, AsksRelatedRowsAndSets) {
    auto entity = sample_entity();
    entity.terms = {{"unit",
                     Kind::text,
                     false,
                     nullptr,
                     {.expression = "u.name", .rows = "SELECT u.sample_id FROM units u WHERE"}},
                    {"size",
                     Kind::integer,
                     true,
                     nullptr,
                     {.expression = "u.size", .rows = "SELECT u.sample_id FROM units u WHERE"}},
                    {"orders", Kind::integer, false, nullptr, {.expression = "samples.orders"}},
                    {"team", Kind::text, false, nullptr, {}}};
    Reading reading;
    reading.expand = [](std::string_view, std::string_view id, std::string_view prefix) {
        if (id == "none") throw invalid("request.bad_filter", {{"at", "team"}, {"why", "none"}});
        return Condition{"samples.x = :" + std::string{prefix} + "0",
                         {{std::string{prefix} + "0", std::string{id}}}};
    };
    const auto sql = [&](std::string_view text) {
        const auto c = compile(entity, parse_filter(text), "f", reading);
        std::string all = c.sql;
        for (const auto& v : c.values) all += " | " + v.name + "=" + shown(v.value);
        return all;
    };
    const std::string rows = "samples.id IN (SELECT u.sample_id FROM units u WHERE ";
    EXPECT_EQ(sql("unit = a"), "(" + rows + "(u.name = :f0))) | f0='a'");
    EXPECT_EQ(sql("unit != a"), "NOT (" + rows + "(u.name = :f0))) | f0='a'");
    EXPECT_EQ(sql("unit = null"), "(NOT " + rows + "NOT (u.name = '')))");
    EXPECT_EQ(sql("unit in (a, null)"),
              "(" + rows + "(u.name IN (:f0))) OR NOT " + rows + "NOT (u.name = ''))) | f0='a'");
    EXPECT_EQ(sql("not size > 3"), "NOT (" + rows + "(u.size > :f0))) | f0=3") << "never unknown";
    EXPECT_EQ(sql("orders >= 2"), "samples.orders >= :f0 | f0=2");
    EXPECT_EQ(
        sql("orders = 1 and team in (a, b)"),
        "(samples.orders = :f0 AND (samples.x = :f1_0 OR samples.x = :f2_0)) | f0=1 | f1_0='a' | f2_0='b'");
    EXPECT_EQ(sql("team != a"), "NOT COALESCE((samples.x = :f0_0), FALSE) | f0_0='a'");
    EXPECT_THROW(sql("team = none"), Fault);
    EXPECT_THROW(sql("team ~ a"), Fault);
    EXPECT_THROW(compile(entity, parse_filter("team = a")), Fault) << "nobody knows sets here";
}

// A member of a document compares as a number when the value is one, and as a text otherwise.
TEST(Filter, AsksMembersOfDocuments) {
    EXPECT_NE(compiled("custom.size >= 5").find("END */ >= :f0 | f0=5.0"), std::string::npos);
    EXPECT_NE(compiled("custom.size = \"5\"").find("->> 'size') */ = :f0 | f0='5'"), std::string::npos);
    EXPECT_TRUE(compiled("custom.size = null").starts_with("(COALESCE("));
    EXPECT_NE(compiled("custom.since = fy").find("f0='2026-04-01' | f1='2027-04-01'"), std::string::npos);
    EXPECT_TRUE(compiled("not custom.size = 5").starts_with("NOT COALESCE("));
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

TEST(Filter, AsksWhetherADocumentHasTheMember) {
    Reading reading;
    reading.find_member = [](const Entity& entity, std::string_view field, std::string_view member) {
        const bool there = entity.name == sample_entity().name && field == "custom" && member == "size";
        return there ? std::optional{Member{}} : std::nullopt;
    };
    EXPECT_NO_THROW(compile(sample_entity(), parse_filter("custom.size > 3"), "f", reading));
    try {
        compile(sample_entity(), parse_filter("name = a or not (custom.gone = 3)"), "f", reading);
        ADD_FAILURE();
    } catch (const Fault& fault) {
        EXPECT_EQ(fault.key, "request.bad_filter");
        EXPECT_EQ(
            fault.params,
            (Params{
                {"at", "custom.gone"}, {"why", "filter.unknown"}, {"name", "custom.gone"}, {"value", ""}}));
    }
}

}  // namespace
}  // namespace kamino::describe
