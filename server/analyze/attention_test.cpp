// TERR-5, TERR-1, SEL-7: the JSON model of attention, its answer, its check, and what it refuses.
#include <gtest/gtest.h>

#include "analyze/attention_reader.h"
#include "analyze/attention_writer.h"
#include "analyze/check.h"
#include "analyze/json_reader.h"

namespace kamino::analyze {
namespace {

const std::string model = R"({
  "hours": 30, "money": 500, "contacts": [0, 2, 4, 8],
  "channels": [{"id": "visit", "hours": 2, "money": 10}, {"id": "video", "hours": 0.5, "effect": 0.4}],
  "people": [{"id": "ann", "hours": 20}, {"id": "bob"}],
  "classes": [{"id": "A", "least": 2, "response": [0.5, 0.8, 1, 1.1, 1.3]}, {"id": "C", "most": 4}],
  "segments": [{"id": "retail", "response": {"none": 20, "half": 60, "today": 100, "plus_50": 120, "saturation": 150}}],
  "response": [0.9, 0.95, 1, 1.02, 1.1],
  "accounts": [
    {"id": "acme", "class": "A", "person": "ann", "value": 5000, "today": 4},
    {"id": "beta", "segment": "retail", "person": "ann", "value": 2000, "today": {"visit": 3, "video": 6}},
    {"id": 3, "class": "C", "person": "bob", "value": 900, "today": 8, "hours": {"visit": 1}, "channels": ["visit"]},
    {"id": "delta", "options": [{"name": "letter", "return": 50}, {"name": "fair", "hours": 8, "money": 100, "return": 700}],
     "today": "letter"}
  ]})";

Source text(const std::string& body) {
    return {"f.json", body};
}

TEST(AttentionModel, is_read_word_by_word) {
    const auto in = read_attention(text(model)).instance;
    ASSERT_EQ(in.accounts.size(), 4U);
    const auto& acme = in.accounts[0];
    // 2, 4 and 8 contacts through two channels: at least 2 are due, so that nothing is no option.
    EXPECT_EQ(acme.count, 6U);
    EXPECT_EQ(in.option(0, static_cast<std::size_t>(acme.today)).contacts, 4);
    EXPECT_NEAR(in.option(0, static_cast<std::size_t>(acme.today)).gain, 5000, 1e-9);
    // Today's mix of beta: 3 × 2 + 6 × 0.5 hours, 30 of money; its value is what it brings.
    const auto& mix = in.option(1, static_cast<std::size_t>(in.accounts[1].today));
    EXPECT_EQ(mix.channel, territory::attention::none);
    EXPECT_EQ(mix.hours, 9);
    EXPECT_EQ(mix.money, 30);
    EXPECT_NEAR(mix.gain, 2000, 1e-9);
    // Of class C at most four: today's eight are only there to compare with.
    const auto& today = in.option(2, static_cast<std::size_t>(in.accounts[2].today));
    EXPECT_EQ(today.contacts, 8);
    EXPECT_FALSE(today.allowed);
    EXPECT_EQ(today.hours, 8);
    EXPECT_EQ(in.accounts[2].count, 4U);  // 0, 2, 4 visits, and today's
    EXPECT_EQ(in.option(3, static_cast<std::size_t>(in.accounts[3].today)).name, "letter");
}

TEST(AttentionAnswer, has_its_keys_and_passes_the_check) {
    const auto input = read_attention(text(model));
    territory::Effort effort{.iterations = 100};
    const territory::attention::Planner planner{input.instance, effort};
    const auto body = attention_text(input, planner, effort, 10);
    const auto document = parse_document(text(body));
    const auto& root = document.as_object();
    for (const char* key :
         {"objective", "feasible", "violations", "bound", "gap", "cpu_seconds", "seed", "today", "prices",
          "people", "classes", "responses", "next", "changes", "allocation", "warnings"})
        EXPECT_TRUE(root.contains(key)) << key;
    EXPECT_TRUE(root.at("feasible").as_bool());
    EXPECT_GE(root.at("bound").to_number<double>(), root.at("objective").to_number<double>());
    EXPECT_FALSE(root.at("today").at("feasible").as_bool());  // eight contacts where four are the most
    ASSERT_EQ(root.at("allocation").as_array().size(), 4U);
    for (const auto& line : root.at("allocation").as_array())
        EXPECT_FALSE(line.at("why").as_string().empty());
    for (const auto& change : root.at("changes").as_array())
        EXPECT_TRUE(change.at("refusal").as_object().contains("objective"));
    const std::vector<Option> options = check().options;
    const Arguments arguments{options};
    for (const auto& kind : check_kinds()) {
        if (!kind.recognises(text(model), text(body))) continue;
        EXPECT_EQ(kind.name, "attention");
        const auto verdict = kind.judge(text(model), text(body), arguments);
        EXPECT_TRUE(verdict.feasible());
        EXPECT_NEAR(verdict.objective, root.at("objective").to_number<double>(), 1e-9);
    }
}

TEST(AttentionCheck, finds_what_is_wrong) {
    const auto input = read_attention(text(model));
    const auto rules = [&](const std::string& allocation) {
        const auto verdict = territory::check::judge_attention(
            input.instance, read_allocation(input, text("{\"allocation\":[" + allocation + "]}")));
        std::string out;
        for (const auto& v : verdict.violations) out += (out.empty() ? "" : " ") + v.rule;
        return out;
    };
    const std::string rest =
        R"(,{"id":"beta","contacts":0,"channel":"visit"},{"id":3,"contacts":2,"channel":"visit"},
                                {"id":"delta","option":"letter"})";
    EXPECT_EQ(rules(R"({"id":"acme","contacts":4,"channel":"visit"})" + rest), "");
    EXPECT_EQ(rules(R"({"id":"acme","contacts":0,"channel":"visit"})" + rest), "contacts");  // two are due
    EXPECT_EQ(rules(R"({"id":"acme","contacts":5,"channel":"visit"})" + rest), "contacts");  // not offered
    EXPECT_EQ(rules(R"({"id":"acme","as_today":true})" + rest), "");
    EXPECT_EQ(rules(rest.substr(1)), "accounts");  // acme is missing
    EXPECT_EQ(rules(R"({"id":"acme","contacts":8,"channel":"visit"},{"id":"beta","as_today":true},
                       {"id":3,"contacts":2,"channel":"video"},{"id":"delta","option":"fair"})"),
              "channel hours hours");  // 16 + 9 of ann's 20; 16 + 9 + 1 + 8 of 30
    EXPECT_THROW(rules(R"({"id":"nobody","as_today":true})"), Refusal);
}

TEST(AttentionModel, limits_that_clash_are_named_and_faults_say_where) {
    std::string tight = model;
    tight.replace(tight.find("\"hours\": 20"), 11, "\"hours\": 0.9");
    const auto input = read_attention(text(tight));
    territory::Effort effort{.iterations = 10};
    const territory::attention::Planner planner{input.instance, effort};
    const auto body = attention_text(input, planner, effort, 10);
    EXPECT_NE(body.find("the least contacts of the accounts of ann need 1 hours, 0.9 are there"),
              std::string::npos);
    EXPECT_NE(body.find("\"feasible\":false"), std::string::npos);

    // Every account takes ten hours or ten of money: either limit could be kept, but not both.
    const auto both = read_attention(text(R"({"hours": 15, "money": 15, "accounts": [
        {"id": 1, "options": [{"hours": 10, "return": 1}, {"money": 10, "return": 1}]},
        {"id": 2, "options": [{"hours": 10, "return": 1}, {"money": 10, "return": 1}]},
        {"id": 3, "options": [{"hours": 10, "return": 1}, {"money": 10, "return": 1}]},
        {"id": 4, "options": [{"hours": 10, "return": 1}, {"money": 10, "return": 1}]}]})"));
    const territory::attention::Planner impossible{both.instance, effort};
    EXPECT_TRUE(impossible.allocation().proved_impossible);
    EXPECT_NE(attention_text(both, impossible, effort, 10)
                  .find("the hours in total and the money in total leave no allocation together"),
              std::string::npos);

    const auto refused = [](const std::string& from, const std::string& to) {
        auto changed = model;
        changed.replace(changed.find(from), from.size(), to);
        try {
            read_attention(text(changed));
        } catch (const Refusal& refusal) {
            return refusal.text;
        }
        return std::string{};
    };
    const std::vector<std::array<std::string, 3>> cases{
        {"[0.5, 0.8, 1, 1.1, 1.3]", "[0.5, 0.4, 1, 1.1, 1.3]", "/classes/0/response falls"},
        {"[0.5, 0.8, 1, 1.1, 1.3]", "[0.5, 0.8, 1]", "five answers"},
        {"\"today\": 4", "\"today\": 0", "\"at\""},
        {"\"today\": 4", "\"today\": -4", "at least 0"},
        {"\"class\": \"C\"", "\"class\": \"D\"", "not among the classes"},
        {"\"person\": \"bob\"", "\"person\": \"eve\"", "not among the people"},
        {"\"id\": \"beta\"", "\"id\": \"acme\"", "stands twice"},
        {"\"today\": \"letter\"", "\"today\": \"call\"", "none of the options"},
        {"\"video\": 6", "\"phone\": 6", "unknown channel"},
        {"\"money\": 500", "\"mony\": 500", "not known here"},
    };
    for (const auto& [from, to, expected] : cases)
        EXPECT_NE(refused(from, to).find(expected), std::string::npos) << to << ": " << refused(from, to);
}

}  // namespace
}  // namespace kamino::analyze
