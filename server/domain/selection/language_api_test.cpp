// What the server says about an account stands in the language of the request, not in the one that the person
// once chose (SEL-2): after a switch of language the old one used to stay.
#include "testing/api/api.h"

namespace kamino::testing {
namespace {

class SelectionLanguageApi : public ApiTest {};
KAMINO_EACH_ENGINE(SelectionLanguageApi);

TEST_P(SelectionLanguageApi, AScoreSpeaksTheLanguageOfTheRequest) {
    account("acme", "manager");
    EXPECT_EQ(as("admin").post("/selection/runs").status, 200);
    const auto name = [](const Answer& answer) { return answer.at("/criteria/0/name"); };
    const http::Pairs spanish{{"Accept-Language", "es"}}, dutch{{"Accept-Language", "nl"}};
    const auto score = as("admin").get("/accounts/{acme}/score", spanish);
    EXPECT_EQ(name(score), "Ventas actuales");
    const auto words = score.at("/criteria/0/explanation");
    EXPECT_NE(words, as("admin").get("/accounts/{acme}/score").at("/criteria/0/explanation"));
    EXPECT_EQ(name(as("admin").ask("PUT", "/accounts/{acme}/judgements/fit", R"({"value":4})", spanish)),
              "Ventas actuales");
    EXPECT_EQ(name(as("admin").ask("PUT", "/accounts/{acme}/class", R"({"class":"A","reason":"x"})", dutch)),
              "Huidige omzet");
    EXPECT_EQ(name(as("admin").ask("DELETE", "/accounts/{acme}/judgements/fit", "", spanish)),
              "Ventas actuales");
}

// The version of a model does not tell its language: no browser may keep one and be told that it still holds.
TEST_P(SelectionLanguageApi, AModelIsNotKeptInAnotherLanguage) {
    const auto spanish = as("admin").get("/selection/model", {{"Accept-Language", "es"}});
    EXPECT_EQ(spanish.header("Cache-Control"), "no-store");
    const auto dutch = as("admin").get("/selection/model", {{"Accept-Language", "nl"}});
    EXPECT_NE(spanish.at("/criteria/0/name"), dutch.at("/criteria/0/name"));
}

}  // namespace
}  // namespace kamino::testing
