// The field rows' engine on one entity that has a field of every kind.
#include "platform/describe/describe.h"

#include <gtest/gtest.h>

#include <boost/json.hpp>

namespace kamino::describe {
namespace {

struct Thing : Record {
    std::string name, email, site, status = "new", currency, secret;
    bool active = true;
    std::int64_t size = 0;
    std::optional<std::int64_t> employees;
    double weight = 0;
    std::optional<double> latitude;
    Date made_on;
    std::optional<Date> gone_on;
    Instant seen_at;
    std::optional<Instant> lost_at;
    Money price;
    std::optional<Money> cost;
    std::optional<std::string> parent_id, fixed;
    std::vector<std::string> tags;
    Document custom;
    static const Entity& entity();
};

const Entity& Thing::entity() {
    static const Entity e =
        make_entity<Thing>("thing", "things",
                           {field<&Thing::name>("name", {.required = true, .max_len = 10, .folded = true}),
                            field<&Thing::email>("email", {.format = "email"}),
                            field<&Thing::site>("site", {.format = "url"}),
                            field<&Thing::status>("status", {.required = true, .choices = {"new", "old"}}),
                            field<&Thing::currency>("currency", {.format = "currency"}),
                            field<&Thing::secret>("secret", {.audited = false, .secret = true}),
                            field<&Thing::active>("active"),
                            field<&Thing::size>("size", {.min = -5, .max = 5}),
                            field<&Thing::employees>("employees", {.min = 0}),
                            field<&Thing::weight>("weight"),
                            field<&Thing::latitude>("latitude", {.min = -90, .max = 90}),
                            field<&Thing::made_on>("made_on"),
                            field<&Thing::gone_on>("gone_on"),
                            field<&Thing::seen_at>("seen_at"),
                            field<&Thing::lost_at>("lost_at"),
                            field<&Thing::price>("price"),
                            field<&Thing::cost>("cost"),
                            field<&Thing::parent_id>("parent_id", {.reference = "thing"}),
                            field<&Thing::fixed>("fixed", {.writable = false}),
                            field<&Thing::tags>("tags"),
                            field<&Thing::custom>("custom")});
    return e;
}

std::string text(const std::vector<FieldFault>& faults) {
    std::string all;
    for (const auto& f : faults) all += (all.empty() ? "" : ", ") + f.path + " " + f.key;
    return all;
}

std::string read(Thing& thing, std::string_view json, bool importing = false) {
    return text(read_json(Thing::entity(), boost::json::parse(json), thing, importing));
}

const char* whole =
    R"({"name":"Ann","email":"a@b.c","site":"https://x.y","status":"old","active":false,"size":-5,"employees":7,
    "weight":1.5,"latitude":-90,"made_on":"2024-02-29","gone_on":"2025-01-01","seen_at":"2026-01-31T12:00:00.000001Z",
    "lost_at":"2026-01-31T12:00:00+02:00","price":{"minor":-1,"currency":"EUR"},"cost":{"minor":5,"currency":"JPY"},
    "parent_id":"p","tags":["a"," b ","a",""],"custom":{"x":[1,{"y":null}]}})";

TEST(Describe, EveryKindGoesInAndOut) {
    Thing thing;
    EXPECT_EQ(read(thing, whole), "");
    EXPECT_EQ(thing.made_on, Date::of(2024, 2, 29));
    EXPECT_EQ(thing.lost_at->to_text(), "2026-01-31T10:00:00.000000Z");
    EXPECT_EQ(thing.tags, (std::vector<std::string>{"a", "b"}));
    EXPECT_EQ(thing.cost, (Money{5, "JPY"}));
    thing.secret = "hidden";
    const auto out = json(Thing::entity(), thing);
    EXPECT_EQ(out.find("hidden"), std::string::npos);
    Thing again;
    auto document = boost::json::parse(out).as_object();
    for (const char* own : {"id", "version", "created_at", "updated_at", "deleted_at", "fixed"})
        document.erase(own);
    EXPECT_EQ(text(read_json(Thing::entity(), document, again)), "");
    for (const auto& f : Thing::entity().fields)
        if (f.name != "secret") {
            EXPECT_TRUE(equal(f, thing, again)) << f.name;
        }
}

TEST(Describe, TextGoesInAndOutAsJsonDoes) {
    Thing thing, again;
    ASSERT_EQ(read(thing, whole), "");
    for (const auto& f : Thing::entity().fields) {
        const std::string currency = f.name == "price" ? "EUR" : "JPY";
        EXPECT_FALSE(set_text(f, again, get_text(f, thing), currency)) << f.name;
        EXPECT_TRUE(equal(f, thing, again)) << f.name;
        EXPECT_FALSE(set_text(f, again, "")) << f.name;
        if (f.kind != Kind::boolean && f.kind != Kind::integer && f.kind != Kind::real &&
            f.kind != Kind::date && f.kind != Kind::instant) {
            EXPECT_TRUE(is_absent(f, again)) << f.name;
        }
    }
    EXPECT_EQ(get_text(Thing::entity().at("cost"), thing), "5");
    EXPECT_EQ(get_text(Thing::entity().at("price"), thing), "-0.01");
}

TEST(Describe, MembersThatAreNotNamedStay) {
    Thing thing;
    ASSERT_EQ(read(thing, whole), "");
    EXPECT_EQ(read(thing, R"({"employees":null,"parent_id":"","tags":null,"email":null,"custom":null})"), "");
    EXPECT_FALSE(thing.employees || thing.parent_id);
    EXPECT_TRUE(thing.tags.empty() && thing.email.empty());
    EXPECT_EQ(thing.custom.json, "{}");
    EXPECT_EQ(thing.name, "Ann");
    EXPECT_EQ(thing.cost, (Money{5, "JPY"}));
}

TEST(Describe, RefusesWhatDoesNotFit) {
    const std::vector<std::pair<const char*, const char*>> cases{
        {R"({"name":5})", "/name field.wrong_type"},
        {R"({"active":null})", "/active field.wrong_type"},
        {R"({"active":1})", "/active field.wrong_type"},
        {R"({"size":1.5})", "/size field.wrong_type"},
        {R"({"size":1e300})", "/size field.wrong_type"},
        {R"({"size":null})", "/size field.required"},
        {R"({"size":"1"})", "/size field.wrong_type"},
        {R"({"made_on":"2025-02-29"})", "/made_on field.bad_date"},
        {R"({"seen_at":"2026-01-31"})", "/seen_at field.bad_date"},
        {R"({"price":{"minor":1}})", "/price field.bad_money"},
        {R"({"price":{"minor":1.5,"currency":"EUR"}})", "/price field.bad_money"},
        {R"({"price":{"minor":1,"currency":"EU"}})", "/price field.bad_currency"},
        {R"({"price":{"minor":1,"currency":"EUR","x":1}})", "/price field.bad_money"},
        {R"({"tags":"a"})", "/tags field.wrong_type"},
        {R"({"tags":[1]})", "/tags field.wrong_type"},
        {R"({"custom":[1]})", "/custom field.wrong_type"},
        {R"({"fixed":"x"})", "/fixed field.read_only"},
        {R"({"secret":"x"})", "/secret field.unknown"},
        {R"({"nonsense":1})", "/nonsense field.unknown"},
    };
    for (const auto& [json, faults] : cases) {
        Thing thing;
        EXPECT_EQ(read(thing, json), faults) << json;
    }
    Thing thing;
    EXPECT_EQ(read(thing, R"({"fixed":"x"})", true), "") << "an import sets what the API may not";
    EXPECT_NE(text(read_json(Thing::entity(), boost::json::parse("[]"), thing)), "");
}

TEST(Describe, ValidatesLimitsChoicesAndFormats) {
    Thing thing;
    EXPECT_NE(text(validate(Thing::entity(), thing)).find("/name field.required"), std::string::npos);
    thing.name = "ééééééééééx";  // eleven code points
    thing.status = "odd";
    thing.email = "no address";
    thing.site = "javascript:alert(1)";
    thing.currency = "EURO";
    thing.size = 6;
    thing.employees = -1;
    thing.latitude = 90.5;
    EXPECT_EQ(
        text(validate(Thing::entity(), thing)),
        "/name field.too_long, /email field.bad_email, /site field.bad_url, /status field.not_a_choice, "
        "/currency field.bad_currency, /size field.too_large, /employees field.too_small, /latitude "
        "field.too_large");
    const std::vector<std::pair<const char*, bool>> sites{
        {"acme.com", true}, {"http://acme.com/x?y=1", true}, {"ftp://acme.com", false}, {"acme", false},
        {"http://", false}, {"http://a b.c", false},         {"https://.x", false}};
    for (const auto& [site, good] : sites) {
        Thing t;
        t.name = "x";
        t.site = site;
        EXPECT_EQ(text(validate(Thing::entity(), t)), good ? "" : "/site field.bad_url") << site;
    }
}

TEST(Describe, DifferencesNameOnlyWhatDiffers) {
    Thing before, after;
    ASSERT_EQ(read(before, whole), "");
    after = before;
    EXPECT_TRUE(difference(Thing::entity(), &before, &after).empty);
    after.secret = "other";
    EXPECT_TRUE(difference(Thing::entity(), &before, &after).empty) << "not audited";
    after.employees.reset();
    after.cost = Money{6, "JPY"};
    const auto d = difference(Thing::entity(), &before, &after);
    EXPECT_FALSE(d.empty);
    EXPECT_EQ(boost::json::parse(d.before),
              boost::json::parse(R"({"employees":7,"cost":{"minor":5,"currency":"JPY"}})"));
    EXPECT_EQ(boost::json::parse(d.after),
              boost::json::parse(R"({"employees":null,"cost":{"minor":6,"currency":"JPY"}})"));
    const auto fresh = difference(Thing::entity(), nullptr, &after);
    EXPECT_EQ(fresh.before, "{}");
    EXPECT_EQ(boost::json::parse(fresh.after).as_object().count("employees"), 0U) << "absent is not new";
    EXPECT_EQ(boost::json::parse(fresh.after).at("name").as_string(), "Ann");
    const auto gone = difference(Thing::entity(), &after, nullptr);
    EXPECT_EQ(gone.after, "{}");
    EXPECT_EQ(gone.before, fresh.after);
}

TEST(Describe, SchemaIsJsonWithoutSecrets) {
    for (const auto of : {SchemaOf::item, SchemaOf::create, SchemaOf::patch}) {
        base::JsonWriter w;
        write_schema(w, Thing::entity(), of);
        const auto schema = boost::json::parse(w.text());
        const auto& members = schema.at("properties").as_object();
        EXPECT_FALSE(members.contains("secret"));
        EXPECT_EQ(members.contains("fixed"), of == SchemaOf::item);
        EXPECT_EQ(members.contains("version"), of == SchemaOf::item);
        EXPECT_EQ(members.at("status").at("enum").as_array().size(), 2U);
        const auto* required = schema.as_object().if_contains("required");
        if (of == SchemaOf::create) {
            EXPECT_EQ(*required, boost::json::parse(R"(["name","status"])"));
        }
        if (of == SchemaOf::patch) {
            EXPECT_EQ(required, nullptr);
        }
    }
}

}  // namespace
}  // namespace kamino::describe
