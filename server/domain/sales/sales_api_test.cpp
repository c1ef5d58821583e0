// Routes of products, needs and sales lines; months compared with sums made by hand. DATA-7, DATA-8, SEL-6.
#include "domain/sales/public.h"

#include "testing/api/api.h"

namespace kamino::testing {
namespace {

class SalesApi : public ApiTest {
  protected:
    void SetUp() override {
        ApiTest::SetUp();
        if (!IsSkipped()) account("acme", "manager");
    }
    void sell(const std::string& day, const std::string& amount, const std::string& product = {},
              const std::string& account = "acme") {
        const auto comma = amount.find(' ');
        make("line", "sales-lines",
             R"({"account_id":"{)" + account + R"(}","booked_on":")" + day +
                 R"(","quantity":1,"invoice_number":"F)" + day + R"(","net_amount":{"minor":)" +
                 amount.substr(0, comma) + R"(,"currency":")" + amount.substr(comma + 1) + "\"}" +
                 (product.empty() ? "}" : R"(,"product_id":"{)" + product + "}\"}"));
    }
};
KAMINO_EACH_ENGINE(SalesApi);

const http::Pairs any_version{{"If-Match", "*"}};

TEST_P(SalesApi, ProductsAndNeedsAllowAndDeny) {
    struct Case {
        std::string route, body, entity;
    };
    for (const auto& c :
         {Case{"needs", R"({"name":"Cleaning","code":"C1"})", "need"},
          Case{"products",
               R"({"name":"Cleaner","kind":"line","code":"P1","unit_price":{"minor":1999,"currency":"EUR"}})",
               "product"}}) {
        const std::string list = "/" + c.route, one = list + "/{it}";
        run({
            {.name = "create as manager",
             .as = "manager",
             .method = "POST",
             .url = list,
             .body = c.body,
             .status = 403},
            {.name = "create",
             .as = "operations",
             .method = "POST",
             .url = list,
             .body = c.body,
             .status = 201,
             .audit = c.entity + " insert",
             .save_as = "it"},
            {.name = "nameless",
             .as = "admin",
             .method = "POST",
             .url = list,
             .body = "{}",
             .status = 422,
             .json = R"({"fields":[{"path":"/name","key":"field.required"}]})"},
            {.name = "list", .as = "viewer", .url = list, .json = R"({"items":[{"id":"{it}"}]})"},
            {.name = "list unsigned", .as = "", .url = list, .status = 401},
            {.name = "get", .as = "viewer", .url = one, .json = R"({"id":"{it}"})"},
            {.name = "patch as viewer",
             .as = "viewer",
             .method = "PATCH",
             .url = one,
             .body = R"({"name":"X"})",
             .status = 403,
             .headers = any_version},
            {.name = "patch",
             .as = "admin",
             .method = "PATCH",
             .url = one,
             .body = R"({"name":"X"})",
             .audit = c.entity + " update",
             .headers = any_version},
            {.name = "under itself",
             .as = "admin",
             .method = "PATCH",
             .url = one,
             .body = R"({"parent_id":"{it}"})",
             .status = 422,
             .json = R"({"fields":[{"path":"/parent_id","key":"product.parent_below"}]})",
             .headers = any_version},
            {.name = "delete as leader",
             .as = "leader",
             .method = "DELETE",
             .url = one,
             .status = 403,
             .headers = any_version},
            {.name = "delete",
             .as = "admin",
             .method = "DELETE",
             .url = one,
             .status = 204,
             .audit = c.entity + " delete",
             .headers = any_version},
            {.name = "restore",
             .as = "admin",
             .method = "POST",
             .url = one + "/restoration",
             .audit = c.entity + " restore"},
        });
    }
    EXPECT_EQ(as("admin").post("/products", R"({"name":"Other","code":"P1"})").faults(),
              "/code field.duplicate");
}

TEST_P(SalesApi, LinesAllowAndDeny) {
    const std::string body =
        R"({"account_id":"{acme}","booked_on":"2026-03-05","net_amount":{"minor":1000,"currency":"EUR"}})";
    run({
        {.name = "create as manager",
         .as = "manager",
         .method = "POST",
         .url = "/sales-lines",
         .body = body,
         .status = 403},
        {.name = "create",
         .as = "operations",
         .method = "POST",
         .url = "/sales-lines",
         .body = body,
         .status = 201,
         .save_as = "sold"},
        {.name = "without amount",
         .as = "operations",
         .method = "POST",
         .url = "/sales-lines",
         .body = R"({"account_id":"{acme}","booked_on":"2026-03-05"})",
         .status = 422,
         .json = R"({"fields":[{"path":"/net_amount","key":"field.required"}]})"},
        {.name = "list", .as = "manager", .url = "/sales-lines", .json = R"({"items":[{"id":"{sold}"}]})"},
        {.name = "list unseen",
         .as = "stranger",
         .url = "/sales-lines?count=true",
         .json = R"({"items":[],"total":0})"},
        {.name = "get unseen", .as = "stranger", .url = "/sales-lines/{sold}", .status = 404},
        {.name = "months",
         .as = "manager",
         .url = "/accounts/{acme}/sales?from=2026-03-01&to=2026-03-31",
         .json =
             R"({"currency":"EUR","months":["2026-03-01"],"series":[{"id":"","total_minor":1000,"values_minor":[1000]}],"unconverted":0})"},
        {.name = "months unseen", .as = "stranger", .url = "/accounts/{acme}/sales", .status = 404},
        {.name = "months of nothing", .as = "admin", .url = "/accounts/nothing/sales", .status = 404},
        {.name = "bad group", .as = "manager", .url = "/accounts/{acme}/sales?group=moon", .status = 422},
        {.name = "bad day",
         .as = "manager",
         .url = "/accounts/{acme}/sales?from=moon",
         .status = 422,
         .json = R"({"fields":[{"path":"/from"}]})"},
        {.name = "turned round",
         .as = "manager",
         .url = "/accounts/{acme}/sales?from=2026-03-01&to=2025-03-01",
         .status = 422},
        {.name = "patch",
         .as = "operations",
         .method = "PATCH",
         .url = "/sales-lines/{sold}",
         .body = R"({"net_amount":{"minor":500,"currency":"EUR"}})",
         .headers = any_version},
        {.name = "months follow",
         .as = "manager",
         .url = "/accounts/{acme}/sales?from=2026-03-01&to=2026-03-31",
         .json = R"({"series":[{"total_minor":500}]})"},
        {.name = "delete",
         .as = "operations",
         .method = "DELETE",
         .url = "/sales-lines/{sold}",
         .status = 204,
         .headers = any_version},
        {.name = "months follow",
         .as = "manager",
         .url = "/accounts/{acme}/sales?from=2026-03-01&to=2026-03-31",
         .json = R"({"series":[]})"},
        {.name = "restore", .as = "operations", .method = "POST", .url = "/sales-lines/{sold}/restoration"},
        {.name = "months follow",
         .as = "manager",
         .url = "/accounts/{acme}/sales?from=2026-03-01&to=2026-03-31",
         .json = R"({"series":[{"total_minor":500}]})"},
    });
}

// By hand: paint = 10.00 + 20.00 EUR in January; 100.00 USD at 0.9 = 90.00 in February (its month's last day,
// not the 0.8 that came in March); 1,000 JPY at 0.006 = 6.00 in March; 5.00 CHF have no rate and are in no
// sum.
TEST_P(SalesApi, MonthsAreTheSumsMadeByHand) {
    make("paint", "products", R"({"name":"Paint","kind":"line"})");
    make("red", "products", R"({"name":"Red","parent_id":"{paint}"})");
    make("blue", "products", R"({"name":"Blue","parent_id":"{paint}"})");
    make("glue", "products", R"({"name":"Glue","kind":"line"})");
    make("r1", "exchange-rates", R"({"currency":"USD","valid_on":"2026-01-15","rate":0.9})");
    make("r2", "exchange-rates", R"({"currency":"USD","valid_on":"2026-03-01","rate":0.8})");
    make("r3", "exchange-rates", R"({"currency":"JPY","valid_on":"2026-06-01","rate":0.006})");
    sell("2026-01-05", "1000 EUR", "red");
    sell("2026-01-31", "2000 EUR", "blue");
    sell("2026-01-20", "-300 EUR", "glue");
    sell("2026-02-10", "10000 USD", "red");
    sell("2026-03-10", "1000 JPY", "glue");
    sell("2026-03-11", "500 CHF", "red");
    sell("2026-03-12", "700 EUR");
    account("other", "stranger");
    sell("2026-01-05", "99999 EUR", "red", "other");
    const std::string url = "/accounts/{acme}/sales?from=2026-01-15&to=2026-03-31";
    const auto by_line = as("manager").get(url);
    std::string why;
    EXPECT_TRUE(holds(by_line.json(), boost::json::parse(fill(R"({"currency":"EUR","unconverted":1,
        "months":["2026-01-01","2026-02-01","2026-03-01"],"series":[
        {"id":"{paint}","name":"Paint","total_minor":12000,"values_minor":[3000,9000,0]},
        {"id":"","name":"","total_minor":700,"values_minor":[0,0,700]},
        {"id":"{glue}","total_minor":300,"values_minor":[-300,0,600]}]})")),
                      why))
        << why << by_line.body;
    const auto by_product = as("manager").get(url + "&group=product");
    EXPECT_TRUE(holds(by_product.json(), boost::json::parse(fill(R"({"series":[
        {"id":"{red}","total_minor":10000},{"id":"{blue}","total_minor":2000},{"id":"","total_minor":700},{"id":"{glue}","total_minor":300}]})")),
                      why))
        << why << by_product.body;
    // A rate that comes later counts at once; so does one that goes.
    make("chf", "exchange-rates", R"({"currency":"CHF","valid_on":"2026-01-01","rate":1.1})");
    auto answer = as("manager").get(url);
    EXPECT_EQ(answer.at("/unconverted"), "0");
    EXPECT_EQ(answer.at("/series/0/values_minor"), "[3000,9000,550]");
    EXPECT_EQ(as("admin").del("/exchange-rates/{r1}").status, 204);
    EXPECT_EQ(as("manager").get(url).at("/series/0/values_minor"), "[3000,8000,550]");
    // In another currency of the workspace the rates are converted: 1 EUR = 1.25 USD, 1 CHF = 1.375 USD, so
    // that 10.00 + 20.00 EUR are 37.50 and 5.00 CHF are 6.88 (half-even).
    EXPECT_EQ(as("admin").patch("/workspace", R"({"currency":"USD"})").status, 200);
    answer = as("manager").get(url);
    EXPECT_EQ(answer.at("/currency"), "USD");
    EXPECT_EQ(answer.at("/unconverted"), "0");
    EXPECT_EQ(answer.at("/series/0/values_minor"), "[3750,10000,688]");
}

TEST_P(SalesApi, FactsOfAnAccount) {
    sell("2025-01-10", "100000 EUR");
    sell("2025-07-10", "12000 EUR");
    sell("2026-01-10", "24000 EUR");
    sell("2026-01-20", "6000 EUR");
    const auto facts = db().read([](storage::Read& read) { return sales::account_facts(read); });
    ASSERT_EQ(facts.size(), 1U);
    EXPECT_EQ(facts[0].revenue_12m, 42000);
    EXPECT_EQ(facts[0].revenue_prev_12m, 100000);
    EXPECT_EQ(facts[0].months_active_12m, 2);
    EXPECT_EQ(facts[0].invoices_12m, 3);
    EXPECT_EQ(facts[0].first_on->to_text(), "2025-01-10");
    EXPECT_EQ(facts[0].last_on->to_text(), "2026-01-20");
}

// SEL-6: an invoice counted once for each of its products, so that who bought many products at once passed
// for a frequent buyer in RFM, in groups and in what sets a group apart.
TEST_P(SalesApi, AnInvoiceOfSeveralProductsIsOneOrder) {
    make("soap", "products", R"({"name":"Soap","kind":"product","code":"A"})");
    make("salt", "products", R"({"name":"Salt","kind":"product","code":"B"})");
    sell("2026-01-10", "100 EUR", "soap");
    sell("2026-01-10", "200 EUR", "salt");
    sell("2026-01-10", "300 EUR");
    sell("2026-01-20", "400 EUR", "salt");
    sell("2026-02-20", "500 EUR", "soap");
    const auto facts = db().read([](storage::Read& read) { return sales::account_facts(read); });
    ASSERT_EQ(facts.size(), 1U);
    EXPECT_EQ(facts[0].invoices_12m, 3);
    EXPECT_EQ(count("SELECT SUM(invoice_count) FROM sales_months WHERE month = '2026-01-01'"), 2);
    as("admin").post("/selection/runs");
    EXPECT_EQ(as("admin").get("/portfolio/ids?filter=order_count_12m = 3").at("/total"), "1");
}

}  // namespace
}  // namespace kamino::testing
