// The canary of PLAN-18: a marked value in every field of everything that a plan holds, in every format, and
// none of the marks that a reader must not see gets out. What has to be marked is derived from the entities'
// descriptions, so a new field takes part by itself, and fails here until somebody declares who may read it.
#include <zip.h>

#include <set>

#include "domain/plans/content.h"
#include "domain/plans/document_rows.h"
#include "testing/api/api.h"

namespace kamino::testing {
namespace {

namespace json = boost::json;
using describe::Audience;
using describe::Kind;

// Fields that no document shows to anybody, and why: their marks need not be found in the internal document.
const std::set<std::string> shown_to_nobody{
    "plan.stage_reason",      // stands beside the stage while it is worked on
    "plan.template_version",  // how the form is numbered
    "plan.concluded_on",
    "plan.conclusion_reason",
    "plan.conclusion_next",     // of a plan that ended: PaperOfTheEnd
    "plan.completeness_score",  // the health says it, with reasons
    "plan_section.position",
    "plan_question.position",
    "plan_swot_item.position",
    "plan_swot_item.weight",  // orders
    "plan_section.reviewed_by",
    "plan_section.key",
    "plan_question.family",
    "plan_question.section",
    "plan_question.key",
    "plan_question.params",
    "plan_question.answered_by",
    "plan_question.declined_reason",
    "plan_objective.note",           // stands beside the objective while it is worked on
    "plan_objective.unit",           // of an amount of money it is the currency
    "plan_objective.smart_reasons",  // message keys
    "plan_insight.author_id",
    "plan_profile_entry.key",
    "plan_check.list",
    "plan_check.key",
    "plan_task.role",
    "plan_task.question_id",
    "plan_possibility.opportunity_id",
    "plan_entry.block",  // how an entry finds its place
    "plan_entry.kind",
    "plan_entry.section"};

struct Mark {
    std::string text, field;  // "plan_competitor.counter_move"
    Audience audience = Audience::internal;
};

class Canary : public ApiTest {
  protected:
    void SetUp() override {
        ApiTest::SetUp();
        if (IsSkipped()) return;
        account("acme", "manager");
        make(
            "boss", "people",
            R"({"account_id":"{acme}","name":"mkfact_person","title":"mkfact_title","decision_role":"approver","closeness":"red"})");
        make(
            "deal", "opportunities",
            R"({"account_id":"{acme}","name":"mkfact_deal","stage":"proposal","amount":{"minor":777123400,"currency":"EUR"},"probability":37})");
        make("line", "products", R"({"name":"mkfact_line","kind":"line"})");
        for (int month = 1; month <= 9; ++month)
            make("sale", "sales-lines",
                 R"({"account_id":"{acme}","product_id":"{line}","booked_on":"2026-0)" +
                     std::to_string(month) + R"(-01","net_amount":{"minor":778000000,"currency":"EUR"}})");
        follow(json::parse(R"({"key":"ours","title":{"en":"Ours"}})").as_object(), true);
    }

    // The plan, of a template that has this section after those that are shipped, or alone.
    void follow(json::object section, bool after_the_shipped) {
        if (after_the_shipped) section["blocks"] = own_blocks();
        json::object form;
        if (after_the_shipped)
            form = as("admin")
                       .get("/plan-templates?filter=shipped_key = standard")
                       .json()
                       .at("items")
                       .at(0)
                       .at("form")
                       .as_object();
        else
            form["sections"] = json::array{};
        form["sections"].as_array().emplace_back(std::move(section));
        const auto name = after_the_shipped ? "All" : "Alone";
        make(name, "plan-templates", json::serialize(json::object{{"name", name}, {"form", form}}));
        EXPECT_EQ(as("admin").post("/plan-templates/{" + std::string{name} + "}/versions", "{}").status, 201);
        const auto plan =
            as("admin").post("/plans", R"({"account_id":"{acme}","rigour":"deep","template_id":"{)" +
                                           std::string{name} + "}\"}");
        EXPECT_EQ(plan.status, 201) << plan.body;
        keep("plan", plan.id());
    }

    static constexpr const char* circles[] = {"internal", "partner", "customer_safe"};

    // A block of every kind that is filled in, for every circle of the block and every circle of its row; all
    // words of it are marked.
    static json::array own_blocks() {
        json::array blocks;
        for (const std::string of_block : circles)
            for (const std::string of_row : circles)
                for (const std::string kind : {"text", "fields", "table", "questions"}) {
                    const auto key = kind + "_" + of_block + "_" + of_row;
                    const auto titled = [&](const std::string& part) {
                        return json::object{{"en", "mk" + part + "_" + key}};
                    };
                    json::object block{
                        {"key", key}, {"kind", kind}, {"title", titled("title")}, {"audience", of_block}};
                    if (kind == "questions")
                        block["questions"] =
                            json::array{json::object{{"key", "open"}, {"text", titled("open")}},
                                        json::object{{"key", "told"}, {"text", titled("told")}}};
                    if (kind == "fields" || kind == "table") {
                        json::array fields;
                        for (const std::string type :
                             {"text", "long_text", "number", "percent", "money", "choice", "person"}) {
                            json::object field{{"key", type}, {"type", type}, {"title", titled(type)}};
                            if (type == "choice")
                                field["choices"] =
                                    json::array{json::object{{"key", "one"}, {"title", titled("chosen")}}};
                            fields.emplace_back(std::move(field));
                        }
                        block["fields"] = std::move(fields);
                    }
                    blocks.emplace_back(std::move(block));
                }
        return blocks;
    }

    // Marked words and figures into all of them.
    void fill_blocks() {
        for (const std::string of_block : circles)
            for (const std::string of_row : circles) {
                const auto key = "_" + of_block + "_" + of_row;
                const auto audience = plans::narrower(plans::circle_of(of_block), plans::circle_of(of_row));
                const auto marked = [&](const std::string& text) {
                    marks_.push_back({text, "plan_entry.content of a block for " + of_block, audience});
                    return text;
                };
                for (const std::string kind : {"text", "fields", "table"}) {
                    json::object content;
                    marked("mktitle_" + kind + key);
                    content["text"] = marked("mkvalue_" + kind + key);
                    if (kind != "text") {
                        content["long_text"] = marked("mklong_" + kind + key);
                        content["number"] = ++number_;
                        marked(std::to_string(number_));
                        content["percent"] = ++number_ * 100LL;  // a workbook has the ratio
                        marked(std::to_string(number_));
                        content["money"] = json::object{{"minor", ++number_ * 100LL}, {"currency", "EUR"}};
                        marked(std::to_string(number_));
                        content["choice"] = "one";
                        marked("mkchosen_" + kind + key);
                        content["person"] = named("user", marked("mkperson_" + kind + key));
                        for (const char* type : {"text", "number", "choice"})
                            marked("mk" + std::string{type} + "_" + kind + key);
                    }
                    make(kind + key, "plan-entries",
                         json::serialize(json::object{{"plan_id", id("plan")},
                                                      {"block", kind + key},
                                                      {"audience", of_row},
                                                      {"content", content}}));
                }
                for (const char* part : {"title", "open", "told", "answer"})
                    marked("mk" + std::string{part} + "_questions" + key);
                const auto asked =
                    as("admin")
                        .get("/plan-questions?limit=100&filter=plan_id = " + id("plan") + " and key ~ " + key)
                        .json();
                for (const auto& q : asked.at("items").as_array()) {
                    if (!std::string{q.at("key").as_string()}.starts_with("own.questions" + key + "."))
                        continue;
                    json::object change{{"audience", of_row}};
                    if (q.at("key").as_string().ends_with(".told"))
                        change["answer"] = "mkanswer_questions" + key;
                    EXPECT_EQ(as("admin")
                                  .patch("/plan-questions/" + std::string{q.at("id").as_string()},
                                         json::serialize(change))
                                  .status,
                              200);
                }
            }
        // What no block has a place for any more is ours.
        plans::BlockEntry gone;
        gone.plan_id = id("plan"), gone.account_id = id("acme"), gone.audience = "customer_safe";
        gone.block = "gone", gone.section = "ours", gone.kind = "text";
        gone.content.json = R"({"text":"mkgone_value"})";
        app().database().write({.door = "cli"}, [&](storage::Write& w) {
            storage::insert_record(w, plans::BlockEntry::entity(), gone);
        });
        marks_.push_back({"mkgone_value", "plan_entry.content without a block", Audience::internal});
    }

    std::vector<const registry::Resource*> parts() {
        std::vector<const registry::Resource*> found;
        for (const auto& r : app().registry().resources())
            if (r->entity->name == "plan" || (r->entity->find("plan_id") && r->entity->find("audience")))
                found.push_back(r.get());
        return found;
    }

    // A record that a reference can point to, with the mark for its name; "" when it points to rows of the
    // plan.
    std::string named(std::string_view entity, const std::string& mark) {
        if (entity == "user") return add_user(mark, "viewer");
        if (entity == "person")
            return make(mark, "people", R"({"account_id":"{acme}","name":")" + mark + "\"}");
        if (entity == "product") return make(mark, "products", R"({"name":")" + mark + "\"}");
        if (entity == "account_unit")
            return make(mark, "account-units", R"({"account_id":"{acme}","name":")" + mark + "\"}");
        if (entity == "opportunity")
            return make(mark, "opportunities",
                        R"({"account_id":"{acme}","stage":"proposal","name":")" + mark + "\"}");
        return "";
    }

    // Fills every field that can carry a mark; `row_audience` is what the row itself says.
    void mark(const describe::Entity& e, describe::Record& row, const std::string& family,
              Audience row_audience) {
        for (const auto& f : e.fields) {
            const auto name = std::string{e.name} + "." + std::string{f.name};
            if (f.name == "plan_id" || f.name == "account_id" || f.name == "audience" ||
                !f.rule.choices.empty() || f.rule.secret)
                continue;
            auto text = family + "_" + std::string{e.name} + "_" + std::string{f.name};
            const auto audience = plans::narrower(row_audience, f.rule.audience);
            if (!f.rule.reference.empty()) {
                const auto id = named(f.rule.reference, text);
                if (id.empty()) continue;
                describe::set_text(f, row, id);
            } else if (f.kind == Kind::text || f.kind == Kind::list) {
                if (f.rule.format == "url") text = "https://example.org/" + text;
                if (std::string_view{"key"} == f.name || std::string_view{"section"} == f.name ||
                    std::string_view{"unit"} == f.name || f.name == "smart_reasons" || f.name == "family")
                    continue;
                describe::set_text(f, row, text);
            } else if (f.kind == Kind::money) {
                text = std::to_string(++number_);
                describe::set_text(f, row, text + ".00", "EUR");
            } else if ((f.kind == Kind::integer || f.kind == Kind::real) && f.rule.max.value_or(1e9) >= 1e7 &&
                       f.name != "position") {
                text = std::to_string(++number_);
                describe::set_text(f, row, text);
            } else {
                continue;  // dates and judgements of one to five: see TheJudgementsStay
            }
            marks_.push_back({text, name, audience});
        }
    }

    // One row of every kind for that circle.
    void fill(const std::string& family, Audience audience, const std::string& word) {
        for (const auto* resource : parts()) {
            const auto& e = *resource->entity;
            if (e.name == "plan" || e.name == "plan_section") continue;
            auto row = e.make();
            describe::set_text(e.at("plan_id"), *row, id("plan"));
            describe::set_text(e.at("account_id"), *row, id("acme"));
            describe::set_text(e.at("audience"), *row, word);
            mark(e, *row, family, audience);
            complete(e, *row);
            app().database().write({.door = "cli"},
                                   [&](storage::Write& w) { storage::insert_record(w, e, *row); });
            if (e.name == "plan_swot_item") swot_item_ = row->id;
        }
        ++circle_;
    }

    // What a row needs to stand in a document at all.
    void complete(const describe::Entity& e, describe::Record& row) {
        const auto set = [&](const char* field, const char* text) {
            if (const auto* f = e.find(field)) describe::set_text(*f, row, text);
        };
        // One line of each key a plan: another one for each circle.
        if (e.name == "plan_profile_entry")
            set("key", circle_ == 0 ? "goals" : circle_ == 1 ? "business_model" : "demographics");
        if (e.name == "plan_check")
            set("list", "condition"),
                set("key", circle_ == 0   ? "trust"
                           : circle_ == 1 ? "need"
                                          : "decider"),
                set("state", "met");
        if (e.name == "plan_question") set("section", "swot");
        if (e.name == "plan_swot_item") set("kind", "weakness");
        if (e.name == "plan_insight") set("kind", "trend");
        if (e.name == "plan_tows_move")
            set("kind", "so"), set("first_id", swot_item_.c_str()), set("second_id", swot_item_.c_str());
        for (const char* five : {"strength", "priority", "viability"}) set(five, "4");
        if (e.name == "plan_competitor") set("share_percent", "73");
    }

    // Sections: edited and shared; drafted and shared; edited and ours.
    void fill_sections() {
        const auto& e = plans::Section::entity();
        app().database().write({.door = "cli"}, [&](storage::Write& w) {
            storage::ListQuery query;
            query.filter = "plan_id = \"" + id("plan") + "\"";
            query.limit = 100;
            int n = 0;
            for (auto before : storage::list<plans::Section>(w, query)) {
                auto after = before;
                const bool ours = ++n % 3 == 0, drafted = n % 3 == 1;
                after.audience = ours ? "internal" : "customer_safe";
                const auto family = ours ? "mkours" : drafted ? "mkdraft" : "mkshared";
                after.body = std::string{family} + "_" + after.key;
                after.draft.json = "{}";
                if (!drafted) after.edited_at = w.at();
                if (drafted) after.edited_at.reset();
                storage::update_record(w, e, before, after);
                marks_.push_back({after.body, "plan_section.body",
                                  ours || drafted ? Audience::internal : Audience::customer_safe});
            }
        });
    }

    void fill_plan() {
        app().database().write({.door = "cli"}, [&](storage::Write& w) {
            auto before = storage::load<plans::Plan>(w, id("plan"));
            auto after = before;
            after.objective = "mkplan_objective";
            storage::update_record(w, plans::Plan::entity(), before, after);
        });
        marks_.push_back({"mkplan_objective", "plan.objective", Audience::internal});
    }

    // All that a document holds as text: the parts of an archive, and of the archives in it.
    static std::string text_of(const std::string& bytes) {
        if (!bytes.starts_with("PK")) return bytes;
        std::string all;
        zip_error_t error;
        zip_t* zip = zip_open_from_source(zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error),
                                          ZIP_RDONLY, &error);
        for (zip_int64_t i = 0; zip && i < zip_get_num_entries(zip, 0); ++i) {
            zip_stat_t stat;
            zip_stat_index(zip, static_cast<zip_uint64_t>(i), 0, &stat);
            std::string content(stat.size, '\0');
            zip_file_t* file = zip_fopen_index(zip, static_cast<zip_uint64_t>(i), 0);
            zip_fread(file, content.data(), content.size());
            zip_fclose(file);
            all += "\n" + std::string{stat.name} + "\n" + text_of(content);
        }
        zip_close(zip);
        return all;
    }

    // Digits of amounts without the signs between them, in whatever language.
    static std::string without_separators(std::string text) {
        for (const char* sign : {",", ".", "\u00a0", "\u202f", "&#160;"})
            for (std::size_t at = 0; (at = text.find(sign, at)) != std::string::npos;)
                text.erase(at, std::strlen(sign));
        return text;
    }

    std::string document(const std::string& format, const std::string& audience) {
        const auto answer =
            as("manager").get("/plans/{plan}/document?format=" + format + "&audience=" + audience);
        EXPECT_EQ(answer.status, 200) << format << audience << answer.body.substr(0, 300);
        return without_separators(text_of(answer.body));
    }
    static bool has(const std::string& text, const Mark& mark) {
        return text.find(without_separators(mark.text)) != std::string::npos;
    }

    std::vector<Mark> marks_;
    int number_ = 7'770'000;
    int circle_ = 0;
    std::string swot_item_;  // of the circle that is being filled
};
KAMINO_EACH_ENGINE(Canary);

TEST_P(Canary, EveryFieldThatCanReachADocumentIsDeclared) {
    auto all = parts();
    all.push_back(&app().registry().at("plan_revision"));
    EXPECT_GE(all.size(), 15U);
    for (const auto* resource : all)
        for (const auto& f : resource->entity->fields)
            if (resource->entity->name != "plan_revision" || f.rule.reference.empty())
                EXPECT_NE(f.rule.audience, Audience::undeclared)
                    << resource->entity->name << "." << f.name
                    << ": who may read it? Say so in its field row.";
}

TEST_P(Canary, NoMarkReachesWhoMustNotSeeIt) {
    fill("mkall", Audience::customer_safe, "customer_safe");
    fill("mkpart", Audience::partner, "partner");
    fill("mkown", Audience::internal, "internal");
    fill_sections();
    fill_plan();
    fill_blocks();
    ASSERT_GT(marks_.size(), 400U);
    for (const std::string format : {"html", "json", "pptx", "xlsx"}) {
        const auto internal = document(format, "internal"), partner = document(format, "partner"),
                   customer = document(format, "customer_safe");
        for (const auto& m : marks_) {
            const auto what = format + ": " + m.text + " of " + m.field;
            // The one that must hold everything proves that the marks can be found.
            if (!shown_to_nobody.contains(m.field))
                EXPECT_TRUE(has(internal, m)) << what << " is not in the internal one";
            if (!office::may_read(Audience::partner, m.audience))
                EXPECT_FALSE(has(partner, m)) << what << " reached partners";
            if (!office::may_read(Audience::customer_safe, m.audience))
                EXPECT_FALSE(has(customer, m)) << what << " reached the customer";
            else if (!shown_to_nobody.contains(m.field))
                EXPECT_TRUE(has(customer, m)) << what << " was meant for the customer";
        }
    }
}

// Judgements of one to five and shares carry no mark of their own: they are told by how they read.
TEST_P(Canary, TheJudgementsStay) {
    fill("mkall", Audience::customer_safe, "customer_safe");
    EXPECT_NE(document("json", "internal").find("4/5"), std::string::npos);
    EXPECT_NE(document("json", "internal").find("73%"), std::string::npos);
    for (const std::string audience : {"partner", "customer_safe"})
        for (const std::string format : {"html", "json", "pptx", "xlsx"}) {
            const auto text = document(format, audience);
            EXPECT_EQ(text.find("4/5"), std::string::npos) << format;
            if (format == "json") EXPECT_EQ(text.find("73%"), std::string::npos);
        }
}

// Figures of the records: with every section shared, a customer sees what is declared and nothing else.
TEST_P(Canary, FiguresGoAsFarAsTheyAreDeclared) {
    app().database().write({.door = "cli"}, [&](storage::Write& w) {
        storage::ListQuery query;
        query.filter = "plan_id = \"" + id("plan") + "\"";
        query.limit = 100;
        for (auto before : storage::list<plans::Section>(w, query)) {
            auto after = before;
            after.audience = "customer_safe";
            storage::update_record(w, plans::Section::entity(), before, after);
        }
    });
    for (const std::string format : {"html", "json", "pptx", "xlsx"}) {
        const auto internal = document(format, "internal"), partner = document(format, "partner"),
                   customer = document(format, "customer_safe");
        for (const char* said : {"mkfact_person", "mkfact_title", "mkfact_deal", "mkfact_line", "7771234"})
            EXPECT_NE(internal.find(said), std::string::npos) << format << said;
        EXPECT_NE(customer.find("mkfact_person"), std::string::npos) << format;
        EXPECT_NE(customer.find("7780000"), std::string::npos)
            << format << ": what they bought is theirs to know";
        EXPECT_NE(partner.find("mkfact_deal"), std::string::npos) << format;
        EXPECT_EQ(customer.find("mkfact_deal"), std::string::npos) << format;
        for (const auto* text : {&partner, &customer}) {
            EXPECT_EQ(text->find("7771234"), std::string::npos)
                << format << ": the amount of the opportunity";
            EXPECT_EQ(text->find("approver"), std::string::npos) << format << ": a judged role";
            EXPECT_EQ(text->find("distant"), std::string::npos) << format << ": a judged closeness";
            EXPECT_EQ(text->find("37%"), std::string::npos) << format << ": a probability";
        }
    }
}

// Living figures in a section of a template's own print as in the shipped ones, and go as far as their block,
// their section and their own declaration let them.
TEST_P(Canary, LivingBlocksGoAsFarAsTheirBlockSays) {
    const auto living = [](const char* source, const char* audience) {
        return json::object{{"key", std::string{source} + "_" + audience},
                            {"kind", "living"},
                            {"source", source},
                            {"title", json::object{{"en", std::string{"mkblock_"} + source}}},
                            {"audience", audience}};
    };
    EXPECT_EQ(as("admin").del("/plans/{plan}").status, 204);
    follow({{"key", "figures"},
            {"title", json::object{{"en", "Figures"}}},
            {"blocks", json::array{living("people", "internal"), living("sales", "customer_safe"),
                                   living("pipeline", "partner")}}},
           false);
    const auto section = as("admin").get("/plan-sections?filter=plan_id = {plan}").at("/items/0/id");
    for (const char* of_section : {"internal", "customer_safe"}) {
        ASSERT_EQ(as("admin")
                      .patch("/plan-sections/" + section,
                             R"({"body":"Said","audience":")" + std::string{of_section} + "\"}")
                      .status,
                  200);
        const bool open = std::string_view{of_section} == "customer_safe";
        for (const std::string format : {"html", "json", "pptx", "xlsx"}) {
            const auto internal = document(format, "internal"), partner = document(format, "partner"),
                       customer = document(format, "customer_safe");
            for (const char* said : {"mkfact_person", "mkfact_deal", "7771234", "7780000", "mkblock_people",
                                     "mkblock_sales", "mkblock_pipeline"})
                EXPECT_NE(internal.find(said), std::string::npos) << format << said;
            EXPECT_EQ(customer.find("7780000") != std::string::npos, open) << format;
            EXPECT_EQ(customer.find("mkblock_sales") != std::string::npos, open) << format;
            EXPECT_EQ(partner.find("mkfact_deal") != std::string::npos, open) << format;
            for (const auto* text : {&partner, &customer})
                for (const char* ours : {"mkfact_person", "mkblock_people", "7771234"})
                    EXPECT_EQ(text->find(ours), std::string::npos) << format << ours;
            EXPECT_EQ(customer.find("mkfact_deal"), std::string::npos) << format;
            if (format == "pptx") EXPECT_NE(internal.find("<c:chart"), std::string::npos) << "a native chart";
        }
    }
}

// A row that points to one of ours does not give its name away.
TEST_P(Canary, ASharedRowDoesNotNameAnInternalOne) {
    make("plan_x", "plan-initiatives", R"({"plan_id":"{plan}","name":"mkhidden_initiative"})");
    make("source", "plan-sources", R"({"plan_id":"{plan}","title":"mkhidden_source"})");
    make("possible", "plan-possibilities",
         R"({"plan_id":"{plan}","title":"Seen","initiative_id":"{plan_x}","audience":"partner"})");
    make(
        "entry", "plan-profile-entries",
        R"({"plan_id":"{plan}","key":"goals","text":"Said","source_id":"{source}","audience":"customer_safe"})");
    for (const std::string format : {"html", "json"}) {
        EXPECT_NE(document(format, "internal").find("mkhidden_initiative"), std::string::npos);
        EXPECT_NE(document(format, "partner").find("Seen"), std::string::npos);
        EXPECT_NE(document(format, "customer_safe").find("Said"), std::string::npos);
        for (const std::string audience : {"partner", "customer_safe"})
            EXPECT_EQ(document(format, audience).find("mkhidden"), std::string::npos) << format << audience;
    }
}

// Objectives counted in money, revision names and the conclusion are ours whatever their rows say.
TEST_P(Canary, MoneyOfOursAndWordsOfOursStay) {
    make(
        "o", "plan-objectives",
        R"({"plan_id":"{plan}","title":"mkmoney_goal","unit":"EUR","baseline":1,"target":2,"audience":"customer_safe"})");
    make("o2", "plan-objectives",
         R"({"plan_id":"{plan}","title":"Joint goal","unit":"days","audience":"customer_safe"})");
    const auto revision =
        as("manager").post("/plans/{plan}/revisions", R"({"name":"mkname after the quarrel"})").id();
    for (const std::string format : {"html", "json", "pptx", "xlsx"}) {
        const auto at = "&at=" + revision;
        EXPECT_NE(document(format + at, "internal").find("mkname"), std::string::npos) << format;
        const auto text = document(format + at, "customer_safe");
        EXPECT_EQ(text.find("mkname"), std::string::npos) << format;
        EXPECT_EQ(text.find("mkmoney_goal"), std::string::npos) << format;
        EXPECT_NE(text.find("Joint goal"), std::string::npos) << format;
    }
}

}  // namespace
}  // namespace kamino::testing
