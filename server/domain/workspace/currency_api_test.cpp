// Another currency of the workspace (DATA-8): 1 MXN = 0.05 EUR used to be read as 0.05 USD, and lines in EUR
// fell out of every total without a word.
#include "testing/api/api.h"

namespace kamino::testing {
namespace {

class CurrencyApi : public ApiTest {
  protected:
    void SetUp() override {
        ApiTest::SetUp();
        if (IsSkipped()) return;
        account("acme", "manager");
        line("e", "EUR", 10'000);
        line("m", "MXN", 200'000);
    }
    void line(const std::string& name, const std::string& currency, int minor) {
        make(name, "sales-lines",
             R"({"account_id":"{acme}","booked_on":"2026-03-10","quantity":1,"net_amount":{"minor":)" +
                 std::to_string(minor) + R"(,"currency":")" + currency + R"("}})");
    }
    void rate(const std::string& currency, const std::string& rate) {
        EXPECT_EQ(as("admin")
                      .post("/exchange-rates", R"({"currency":")" + currency +
                                                   R"(","valid_on":"2026-01-01","rate":)" + rate + "}")
                      .status,
                  201);
    }
    Answer to(const std::string& currency) {
        return as("admin").patch("/workspace", R"({"currency":")" + currency + R"("})");
    }
    std::string total() {
        as("admin").post("/selection/runs");
        return as("admin").get("/portfolio/pareto").at("/total");
    }
    std::string left_out() {
        return as("admin").get("/portfolio/pareto").at("/unconverted") + " " +
               as("admin").get("/portfolio/summary").at("/unconverted") + " " +
               as("admin").get("/accounts/{acme}/score").at("/unconverted");
    }
};
KAMINO_EACH_ENGINE(CurrencyApi);

TEST_P(CurrencyApi, TotalsSayWhatTheyLeaveOut) {
    EXPECT_EQ(total(), R"({"minor":10000,"currency":"EUR"})");
    EXPECT_EQ(left_out(), "1 1 1");
    EXPECT_EQ(as("stranger").get("/portfolio/summary").at("/unconverted"), "0") << "not his account";
    EXPECT_EQ(as("admin").get("/portfolio/summary?filter=country = NL").at("/unconverted"), "0");
    rate("MXN", "0.05");
    EXPECT_EQ(total(), R"({"minor":20000,"currency":"EUR"})") << "2,000 pesos are 100 euros";
    EXPECT_EQ(left_out(), "0 0 0");
}

// 200 EUR at 0.8 EUR a dollar are 250 USD; the rates are then 1.25 of the euro and 0.0625 of the peso.
TEST_P(CurrencyApi, RatesAreConverted) {
    rate("MXN", "0.05");
    rate("USD", "0.8");
    const auto preview = as("admin").get("/workspace/currency-change?currency=USD");
    EXPECT_EQ(preview.at("/possible"), "true");
    EXPECT_EQ(preview.at("/rates"), "2");
    EXPECT_EQ(preview.at("/unconverted"), "[]");
    total();
    EXPECT_EQ(to("USD").status, 200);
    EXPECT_EQ(as("admin").get("/portfolio/pareto").at("/total"), R"({"minor":25000,"currency":"USD"})")
        << "without waiting for a run: the old amount stood beside the new currency for a while";
    EXPECT_EQ(as("admin").get("/portfolio").at("/items/0/revenue_12m"),
              R"({"minor":25000,"currency":"USD"})");
    EXPECT_EQ(as("admin").get("/portfolio/summary").at("/recomputing"), "true") << "a run is still to come";
    EXPECT_EQ(total(), R"({"minor":25000,"currency":"USD"})");
    EXPECT_EQ(left_out(), "0 0 0");
    const auto rates = as("admin").get("/exchange-rates?sort=currency");
    EXPECT_EQ(rates.all("currency"), (std::vector<std::string>{"EUR", "MXN"}));
    EXPECT_NEAR(std::stod(rates.at("/items/0/rate")), 1.25, 1e-9);
    EXPECT_NEAR(std::stod(rates.at("/items/1/rate")), 0.0625, 1e-9);
    EXPECT_EQ(to("EUR").status, 200);
    EXPECT_EQ(total(), R"({"minor":20000,"currency":"EUR"})");
}

TEST_P(CurrencyApi, AChangeWithoutRatesIsRefused) {
    rate("MXN", "0.05");
    const auto seq = head();
    const auto refused = to("USD");
    EXPECT_EQ(refused.status, 422);
    EXPECT_EQ(refused.faults(),
              "/currency workspace.no_rate_to_convert, /currency workspace.lines_without_rate, "
              "/currency workspace.lines_without_rate");
    EXPECT_EQ(refused.at("/fields/1/message"),
              "1 sales lines in EUR from 2026-03-10 to 2026-03-10 would be in no total.");
    EXPECT_EQ(logged_since(seq), "");
    EXPECT_EQ(total(), R"({"minor":20000,"currency":"EUR"})");
    const auto preview = as("admin").get("/workspace/currency-change?currency=USD");
    EXPECT_EQ(preview.at("/possible"), "false");
    EXPECT_EQ(preview.at("/unconverted/1/currency"), "MXN");
    EXPECT_EQ(preview.at("/unconverted/1/lines"), "1");
    EXPECT_EQ(as("admin").get("/workspace/currency-change?currency=XXQ").faults(),
              "/currency field.bad_currency");
    EXPECT_EQ(as("manager").get("/workspace/currency-change?currency=USD").status, 403);
}

// Before anything is in it, a workspace takes any currency.
TEST_P(CurrencyApi, AnEmptyWorkspaceTakesAnyCurrency) {
    for (const char* name : {"e", "m"})
        EXPECT_EQ(as("admin").del("/sales-lines/{" + std::string{name} + "}").status, 204);
    EXPECT_EQ(to("USD").status, 200);
}

}  // namespace
}  // namespace kamino::testing
