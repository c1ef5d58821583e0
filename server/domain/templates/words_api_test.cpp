// What the product ships with names in three languages shows the reader's (PLAN-1, SEL-1): templates stood in
// English for everybody.
#include "testing/api/api.h"

namespace kamino::testing {
namespace {

class ShippedWordsApi : public ApiTest {};
KAMINO_EACH_ENGINE(ShippedWordsApi);

TEST_P(ShippedWordsApi, SpeakTheReadersLanguageUntilSomebodyRenamesThem) {
    const auto in = [&](const char* language, const std::string& url) {
        return as("admin").get(url, {{"Accept-Language", language}});
    };
    const std::vector<std::string> english{"Account plan", "Six questions"},
        spanish{"Plan de cuenta", "Seis preguntas"}, dutch{"Accountplan", "Zes vragen"};
    const auto url = "/plan-templates?filter=shipped_key in (standard, light)";
    EXPECT_EQ(in("en", url).all("name"), english);
    EXPECT_EQ(in("es", url).all("name"), spanish);
    EXPECT_EQ(in("nl", url).all("name"), dutch);
    EXPECT_TRUE(in("es", url).at("/items/1/description").starts_with("Un plan en una pantalla"));
    EXPECT_EQ(in("es", "/plan-template-versions?sort=published_at").status, 200);

    const auto id = in("en", url).at("/items/0/id");
    const auto item = in("nl", "/plan-templates/" + id);
    EXPECT_EQ(item.at("/name"), "Accountplan");
    EXPECT_EQ(item.header("Cache-Control"), "no-store") << "its version does not tell its language";
    // Saved as it was shown, it is still the shipped one; with a name of his own it is his for everybody.
    EXPECT_EQ(as("admin").patch("/plan-templates/" + id, R"({"name":"Accountplan","position":11})").status,
              200);
    EXPECT_EQ(in("es", "/plan-templates/" + id).at("/name"), "Plan de cuenta");
    EXPECT_EQ(as("admin").patch("/plan-templates/" + id, R"({"name":"Big ones"})").status, 200);
    EXPECT_EQ(in("es", "/plan-templates/" + id).at("/name"), "Big ones");
}

TEST_P(ShippedWordsApi, StagesAndTheModelToo) {
    const auto stages = as("admin").get("/opportunity-stages", {{"Accept-Language", "es"}});
    EXPECT_EQ(stages.all("name"), (std::vector<std::string>{"Prospección", "Calificación", "Propuesta",
                                                            "Negociación", "Ganada", "Perdida"}));
    EXPECT_EQ(as("admin").get("/selection/model", {{"Accept-Language", "es"}}).at("/name"),
              "Modelo incluido");
    account("acme", "manager");
    ASSERT_EQ(
        as("manager").post("/plans", fill(R"({"account_id":"{acme}"})"), {{"Accept-Language", "nl"}}).status,
        201);
    const auto plan = as("manager").get("/plans").at("/items/0/id");
    EXPECT_EQ(as("manager").get("/plans/" + plan, {{"Accept-Language", "nl"}}).at("/template/name"),
              "Accountplan");
}

}  // namespace
}  // namespace kamino::testing
