// What every resource offers in the same way: versions, idempotency keys, pages, exports, search, bin,
// OpenAPI.
#include <algorithm>
#include <fstream>
#include <set>

#include "domain/imports/table.h"
#include "platform/base/text.h"
#include "testing/api/api.h"

namespace kamino::testing {
namespace {

namespace json = boost::json;

class RegistryApi : public ApiTest {};
KAMINO_EACH_ENGINE(RegistryApi);

TEST_P(RegistryApi, VersionsGuardEveryChange) {
    account("acme", "manager");
    const auto got = as("manager").get("/accounts/{acme}");
    EXPECT_EQ(got.header("ETag"), "\"1\"");
    const auto unchanged = as("manager").get("/accounts/{acme}", {{"If-None-Match", "\"1\""}});
    EXPECT_EQ(unchanged.status, 304);
    EXPECT_EQ(unchanged.body, "");
    EXPECT_EQ(as("manager").patch("/accounts/{acme}", R"({"city":"Delft"})", "").key(),
              "request.if_match_missing");
    EXPECT_EQ(as("manager").del("/accounts/{acme}", "").key(), "request.if_match_missing");
    const auto changed = as("manager").patch("/accounts/{acme}", R"({"city":"Delft"})", "1");
    EXPECT_EQ(changed.header("ETag"), "\"2\"");
    const auto seq = head();
    auto stale = as("manager").patch("/accounts/{acme}", R"({"city":"Ghent"})", "1");
    EXPECT_EQ(stale.status, 409);
    EXPECT_EQ(stale.key(), "request.stale");
    EXPECT_EQ(stale.at("/current/city"), "Delft");
    EXPECT_EQ(stale.at("/current/version"), "2");
    stale = as("manager").del("/accounts/{acme}", "1");
    EXPECT_EQ(stale.status, 409);
    EXPECT_EQ(stale.at("/current/city"), "Delft");
    // Nothing differs: no new version, no line in the log.
    const auto same = as("manager").patch("/accounts/{acme}", R"({"city":"Delft"})", "2");
    EXPECT_EQ(same.status, 200);
    EXPECT_EQ(same.header("ETag"), "\"2\"");
    EXPECT_EQ(logged_since(seq), "");
}

// WORK-3: an answer is kept for a week; the first sweep after that forgets it.
TEST_P(RegistryApi, AnIdempotencyKeyIsForgottenAfterAWeek) {
    const auto made_at = now();
    EXPECT_EQ(as("manager").post("/accounts", R"({"name":"Kept"})", {{"Idempotency-Key", "k-day"}}).status,
              201);
    for (const auto& [hours, left] : {std::pair{167, 1}, std::pair{169, 0}}) {
        pin_clock(Instant{made_at.us + hours * 3'600'000'000LL});
        restart();
        app().registry().jobs().start();
        EXPECT_EQ(count("SELECT COUNT(*) FROM idempotency_keys WHERE key = 'k-day'"), left) << hours;
    }
}

TEST_P(RegistryApi, AnIdempotencyKeyIsAnsweredOnce) {
    const http::Pairs key{{"Idempotency-Key", "k-1"}};
    const std::string body = R"({"name":"Once"})";
    const auto first = as("manager").post("/accounts", body, key);
    EXPECT_EQ(first.status, 201);
    const auto again = as("manager").post("/accounts", body, key);
    EXPECT_EQ(again.status, 201);
    EXPECT_EQ(again.body, first.body);
    EXPECT_EQ(again.header("Location"), first.header("Location"));
    EXPECT_EQ(again.header("ETag"), first.header("ETag"));
    EXPECT_EQ(again.header("Idempotent-Replayed"), "true");
    EXPECT_EQ(count("SELECT COUNT(*) FROM accounts"), 1);
    const auto other = as("manager").post("/accounts", R"({"name":"Twice"})", key);
    EXPECT_EQ(other.status, 409);
    EXPECT_EQ(other.key(), "request.idempotency_mismatch");
    // Keys are a caller's own.
    EXPECT_EQ(as("leader").post("/accounts", body, key).status, 201);
    EXPECT_EQ(count("SELECT COUNT(*) FROM accounts"), 2);
    // A refusal is not kept: the corrected request may use the key.
    EXPECT_EQ(as("manager").post("/accounts", "{}", {{"Idempotency-Key", "k-2"}}).status, 422);
    EXPECT_EQ(as("manager").post("/accounts", body, {{"Idempotency-Key", "k-2"}}).status, 201);
    EXPECT_EQ(as("manager").post("/accounts", body, {{"Idempotency-Key", std::string(201, 'k')}}).status,
              422);
}

TEST_P(RegistryApi, PagesWithoutGapsOrRepeats) {
    for (int i = 0; i < 23; ++i)
        as("admin").post("/accounts", R"({"name":"A)" + std::to_string(i % 5) + R"(","employees":)" +
                                          (i % 4 ? std::to_string(i % 3) : "null") + "}");
    for (const char* sort :
         {"name", "-name", "name,-employees", "-employees,name", "employees", "-updated_at", "id"}) {
        std::vector<std::string> seen;
        std::string cursor;
        int pages = 0;
        do {
            const auto page =
                as("admin").get("/accounts?limit=5&count=true&fields=id,name&sort=" + std::string{sort} +
                                (cursor.empty() ? "" : "&cursor=" + cursor));
            ASSERT_EQ(page.status, 200) << page.body;
            EXPECT_EQ(page.at("/total"), "23");
            for (auto& id : page.all("id")) seen.push_back(id);
            EXPECT_EQ(page.at("/items/0/city"), "") << "fields= leaves others out";
            cursor = page.at("/next_cursor");
            if (cursor == "null") cursor.clear();
            ASSERT_LT(++pages, 10);
        } while (!cursor.empty());
        EXPECT_EQ(seen.size(), 23U) << sort;
        EXPECT_EQ(std::set<std::string>(seen.begin(), seen.end()).size(), 23U) << sort;
        EXPECT_EQ(seen, as("admin").get("/accounts?limit=100&sort=" + std::string{sort}).all("id")) << sort;
    }
    const auto cursor = as("admin").get("/accounts?limit=5&sort=name").at("/next_cursor");
    EXPECT_EQ(as("admin").get("/accounts?limit=5&sort=-name&cursor=" + cursor).key(), "request.bad_cursor");
    EXPECT_EQ(as("admin").get("/accounts?limit=5&sort=name&cursor=00").key(), "request.bad_cursor");
    EXPECT_EQ(as("admin").get("/accounts?limit=5&sort=name&cursor=" + cursor.substr(1)).key(),
              "request.bad_cursor");
    EXPECT_EQ(as("admin").get("/accounts?sort=nothing").key(), "request.bad_sort");
    EXPECT_EQ(as("admin").get("/accounts?limit=0").faults(), "/limit field.out_of_range");
    EXPECT_EQ(as("admin").get("/accounts?limit=1001").faults(), "/limit field.out_of_range");
}

// "tags in (a, b)" was a fault of the server, and "~" minded case on PostgreSQL only.
TEST_P(RegistryApi, FiltersWhatTheLanguageSays) {
    make(
        "a", "accounts",
        R"({"name":"Señor Ángel","city":"Delft","employees":10,"tags":["vip","x"],"annual_revenue":{"minor":1000000,"currency":"EUR"}})");
    make(
        "b", "accounts",
        R"({"name":"Bravo","city":"delft","employees":20,"annual_revenue":{"minor":15000,"currency":"JPY"}})");
    make("c", "accounts",
         R"({"name":"Charlie 100%","status":"customer","owner_id":"{manager}","tax_id":"AbC_9"})");
    const std::vector<std::pair<const char*, std::vector<std::string>>> cases{
        {"name ~ angel", {"Señor Ángel"}},
        {"name ~ \"100%25\"", {"Charlie 100%"}},
        {"name ~ \"%25\"", {"Charlie 100%"}},
        {"tax_id ~ abc", {"Charlie 100%"}},
        {"tax_id ~ bC_", {"Charlie 100%"}},
        {"city = Delft", {"Señor Ángel"}},
        {"city != Delft", {"Bravo", "Charlie 100%"}},
        {"city = null", {"Charlie 100%"}},
        {"employees >= 10 and employees < 20", {"Señor Ángel"}},
        {"employees in (10, 20)", {"Bravo", "Señor Ángel"}},
        {"employees = null or employees = 20", {"Bravo", "Charlie 100%"}},
        {"employees != 10", {"Bravo", "Charlie 100%"}},
        {"tags = vip", {"Señor Ángel"}},
        {"tags = VIP", {}},
        {"tags ~ VI", {"Señor Ángel"}},
        {"tags in (nothing, x)", {"Señor Ángel"}},
        {"tags != vip", {"Bravo", "Charlie 100%"}},
        {"annual_revenue >= 10000", {"Bravo", "Señor Ángel"}},
        {"annual_revenue > 10000", {"Bravo"}},
        {"not (owner_id = null)", {"Charlie 100%"}},
        {"status in (customer, former) or name = Bravo", {"Bravo", "Charlie 100%"}},
        {"created_at > 2020-01-01", {"Bravo", "Charlie 100%", "Señor Ángel"}},
        {"version = 1 and id != nothing", {"Bravo", "Charlie 100%", "Señor Ángel"}},
    };
    for (const auto& [filter, names] : cases) {
        const auto answer = as("admin").get("/accounts?sort=name&count=true&filter=" + std::string{filter});
        EXPECT_EQ(answer.status, 200) << filter << answer.body;
        EXPECT_EQ(answer.all("name"), names) << filter;
        EXPECT_EQ(answer.at("/total"), std::to_string(names.size())) << filter;
    }
    EXPECT_EQ(as("admin").get("/accounts?q=SENOR").all("name"), (std::vector<std::string>{"Señor Ángel"}));
    EXPECT_EQ(as("admin").get("/accounts?q=delft angel").all("name"),
              (std::vector<std::string>{"Señor Ángel"}));
    for (const char* filter : {"name =", "nothing = 1", "employees = many", "name ~ null ~", "(name = a", "1",
                               "custom = 1", "annual_revenue ~ 1", "employees < null", "tags < a"}) {
        const auto answer = as("admin").get("/accounts?filter=" + std::string{filter});
        EXPECT_EQ(answer.status, 422) << filter << answer.body;
        EXPECT_EQ(answer.key(), "request.bad_filter") << filter;
    }
}

// A refused filter says in the caller's language what was expected, and where (SEL-6).
TEST_P(RegistryApi, SaysWhatIsWrongWithAFilter) {
    const auto detail = [&](const char* language, const std::string& filter) {
        return as("admin").get("/accounts?filter=" + filter, {{"Accept-Language", language}}).at("/detail");
    };
    EXPECT_EQ(
        detail("en", "zzz"),
        "The filter cannot be understood at “zzz▸”: a comparison is expected here: = != < <= > >= ~ or in.");
    EXPECT_EQ(detail("es", "zzz"),
              "El filtro no se entiende en «zzz▸»: aquí se espera una comparación: = != < <= > >= ~ o in.");
    EXPECT_EQ(detail("en", "zzz = 1"),
              "The filter cannot be understood at “zzz”: there is no field zzz to filter by.");
    EXPECT_EQ(detail("nl", "zzz = 1"),
              "Het filter is niet te begrijpen bij “zzz”: er is geen veld zzz om op te filteren.");
    EXPECT_EQ(
        detail("en", "employees = many"),
        "The filter cannot be understood at “employees”: employees is compared with a number such as 12.5, "
        "not with “many”.");
}

// WORK-3: a parameter that nobody knows gives other rows than were asked for: it is refused.
TEST_P(RegistryApi, RefusesUnknownParameters) {
    for (const char* url : {"/accounts?filtre=country = NL", "/accounts/export?filtre=country = NL"}) {
        const auto answer = as("admin").get(url);
        EXPECT_EQ(answer.status, 422) << url;
        EXPECT_EQ(answer.faults(), "/filtre request.unknown_parameter") << url;
    }
    EXPECT_EQ(as("admin").get("/accounts/export?format=csv&language=fr&limit=3").faults(),
              "/language request.unknown_parameter, /limit request.unknown_parameter");
}

// DATA-1: an export of sales lines is a walk in the order in which they came; a sort is what somebody asked
// for.
TEST_P(RegistryApi, ExportsSalesLinesAsTheyCame) {
    account("acme", "manager");
    for (const char* day : {"2026-03-10", "2026-01-10", "2026-02-10"})
        make(day, "sales-lines",
             R"({"account_id":"{acme}","booked_on":")" + std::string{day} +
                 R"(","quantity":1,"net_amount":{"minor":100,"currency":"EUR"}})");
    const auto days = [&](const std::string& query) {
        std::string all;
        for (const auto& line : base::split(
                 as("manager").get("/sales-lines/export?format=csv&columns=booked_on" + query).body, '\n'))
            if (line.starts_with("2026")) all += line.substr(5, 2) + " ";
        return all;
    };
    EXPECT_EQ(days(""), "03 01 02 ");
    EXPECT_EQ(days("&sort=-booked_on"), "03 02 01 ");
    EXPECT_EQ(as("manager").get("/sales-lines").all("booked_on"),
              (std::vector<std::string>{"2026-02-10", "2026-01-10", "2026-03-10"}))
        << "what came last first";
}

std::vector<std::vector<std::string>> read_xlsx(const std::string& content) {
    TempFolder folder;
    const auto path = folder.file("export.xlsx");
    std::ofstream{path, std::ios::binary} << content;
    const auto table = imports::open_table(path);
    std::vector<std::vector<std::string>> rows{table->headers()};
    imports::Row row;
    while (table->next(row)) {
        auto& cells = rows.emplace_back();
        for (const auto& cell : row.cells) cells.emplace_back(cell.text);
    }
    return rows;
}

TEST_P(RegistryApi, ExportsWhatIsSeen) {
    make("a", "accounts",
         R"j({"name":"=HYPERLINK(\"x\")","city":"a \"b\", c; d","owner_id":"{manager}","employees":5})j");
    EXPECT_EQ(as("admin").post("/accounts", R"({"name":"-5","employees":0})").status, 201);
    make(
        "c", "accounts",
        R"({"name":"Plain","owner_id":"{manager}","annual_revenue":{"minor":-123450,"currency":"EUR"},"tags":["a","b"]})");
    account("unseen", "stranger");
    const auto csv =
        as("manager").get("/accounts/export?format=csv&columns=name,city,annual_revenue&sort=name");
    EXPECT_EQ(csv.status, 200);
    EXPECT_EQ(csv.body,
              "\xEF\xBB\xBFname,city,annual_revenue,annual_revenue_currency\r\n"
              "\"'=HYPERLINK(\"\"x\"\")\",\"a \"\"b\"\", c; d\",,\r\n"
              "Plain,,-1234.50,EUR\r\n");
    EXPECT_EQ(csv.header("Content-Type"), "text/csv; charset=utf-8");
    EXPECT_NE(csv.header("Content-Disposition").find("attachment"), std::string::npos);
    const auto dash = as("admin").get("/accounts/export?columns=name,employees&filter=employees = 0");
    EXPECT_NE(dash.body.find("'-5,0\r\n"), std::string::npos) << dash.body;
    const auto lines = base::split(as("manager").get("/accounts/export?format=ndjson&sort=name").body, '\n');
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_EQ(json::parse(lines[1]).at("name").as_string(), "Plain");
    const auto xlsx = read_xlsx(
        as("manager").get("/accounts/export?format=xlsx&columns=name,annual_revenue,tags&sort=name").body);
    ASSERT_EQ(xlsx.size(), 3U);
    EXPECT_EQ(xlsx[0],
              (std::vector<std::string>{"name", "annual_revenue", "annual_revenue_currency", "tags"}));
    EXPECT_EQ(xlsx[1][0], "=HYPERLINK(\"x\")");
    EXPECT_EQ(xlsx[2], (std::vector<std::string>{"Plain", "-1234.5", "EUR", "a;b"}));
    EXPECT_EQ(as("manager").get("/accounts/export?format=pdf").faults(), "/format field.not_a_choice");
    EXPECT_EQ(as("manager").get("/accounts/export?columns=secret").faults(), "/columns field.unknown");
    EXPECT_EQ(as("manager").get("/accounts/export?format=ndjson&columns=secret").faults(),
              "/columns field.unknown");
    EXPECT_EQ(as("manager").get("/accounts?fields=id,secret").faults(), "/fields field.unknown");
    EXPECT_EQ(as("manager").get("/accounts/export?filter=nothing = 1").key(), "request.bad_filter");
    EXPECT_EQ(as("").get("/accounts/export").status, 401);
}

TEST_P(RegistryApi, FindsAndForgets) {
    account("Ümlaut Works", "manager");
    make("ann", "people", R"({"account_id":"{Ümlaut Works}","name":"Ann Umlaut","title":"CEO"})");
    make("line", "products", R"({"name":"Umlaut paint","kind":"line"})");
    const auto hits = [&](const std::string& user, const std::string& q) {
        auto found = as(user).get("/search?q=" + q).all("title");
        std::sort(found.begin(), found.end());
        return found;
    };
    EXPECT_EQ(hits("manager", "umlaut"),
              (std::vector<std::string>{"Ann Umlaut", "Umlaut paint", "Ümlaut Works"}));
    EXPECT_EQ(hits("stranger", "umlaut"), (std::vector<std::string>{"Umlaut paint"}));
    EXPECT_EQ(hits("manager", "u"), std::vector<std::string>{});
    EXPECT_EQ(as("").get("/search?q=umlaut").status, 401);
    EXPECT_EQ(as("manager").del("/people/{ann}").status, 204);
    EXPECT_EQ(hits("manager", "ann"), std::vector<std::string>{});
    EXPECT_EQ(as("manager").get("/bin").all("title"), (std::vector<std::string>{"Ann Umlaut"}));
    EXPECT_EQ(as("stranger").get("/bin").all("title"), std::vector<std::string>{});
    EXPECT_EQ(as("").get("/bin").status, 401);
}

TEST_P(RegistryApi, TokensMayNoMoreThanTheirScopes) {
    EXPECT_EQ(token("manager", {"read"}).get("/accounts").status, 200);
    EXPECT_EQ(token("manager", {"read"}).post("/accounts", R"({"name":"x"})").status, 403);
    EXPECT_EQ(token("manager", {"people.read"}).get("/accounts").status, 403);
    EXPECT_EQ(token("viewer").post("/accounts", R"({"name":"x"})").status, 403);
    const auto made = token("manager").post("/accounts", R"({"name":"x"})");
    EXPECT_EQ(made.status, 201);
    EXPECT_EQ(as("manager").get("/accounts/" + made.id() + "/history").at("/items/0/door"), "api");
}

// ---- OpenAPI
// ------------------------------------------------------------------------------------------------------
void collect_references(const json::value& value, std::set<std::string>& references) {
    if (value.is_array())
        for (const auto& item : value.as_array()) collect_references(item, references);
    if (!value.is_object()) return;
    for (const auto& [key, item] : value.as_object()) {
        if (key == "$ref" && item.is_string())
            references.insert(std::string{item.as_string()});
        else
            collect_references(item, references);
    }
}

// The document once named schemas that nobody had written down (workspace, change), and types generated from
// it broke.
TEST_P(RegistryApi, OpenApiNamesEveryRouteAndEveryReferenceResolves) {
    const auto answer = as("").get("/openapi.json");
    ASSERT_EQ(answer.status, 200);
    const auto document = answer.json();
    EXPECT_EQ(document.at("openapi").as_string(), "3.1.0");
    std::set<std::string> references, operations;
    collect_references(document, references);
    EXPECT_GT(references.size(), 30U);
    for (const auto& reference : references) {
        boost::system::error_code error;
        EXPECT_TRUE(document.find_pointer(reference.substr(1), error)) << reference;
    }
    std::size_t routes = 0;
    for (const auto& route : app().server().router().routes()) {
        if (!route.pattern.starts_with("/api/")) continue;
        ++routes;
        std::string method = route.method;
        for (auto& c : method) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        const auto* path = document.at("paths").as_object().if_contains(route.pattern);
        const auto* operation = path ? path->as_object().if_contains(method) : nullptr;
        ASSERT_TRUE(operation) << route.method << " " << route.pattern;
        EXPECT_EQ(operation->at("operationId").as_string(), route.name);
        EXPECT_FALSE(operation->at("summary").as_string().empty()) << route.name;
        EXPECT_TRUE(operations.insert(route.name).second) << route.name;
    }
    EXPECT_EQ(routes, operations.size());
    EXPECT_GT(routes, 100U);
}

}  // namespace
}  // namespace kamino::testing
