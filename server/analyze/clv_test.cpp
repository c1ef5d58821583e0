// PRED-1, PRED-6: customer value from transactions and summaries, on the published data and on odd files.
#include "analyze/clv.h"

#include <gtest/gtest.h>
#include <unistd.h>
#include <zlib.h>

#include <boost/json.hpp>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

#include "analyze/output.h"

namespace kamino::analyze {
namespace {

class Folder {
  public:
    Folder() : path("/tmp/kamino_clv_XXXXXX") { EXPECT_NE(::mkdtemp(path.data()), nullptr); }
    ~Folder() { std::filesystem::remove_all(path); }
    std::string file(const std::string& name, std::string_view text) const {
        write_file(path + "/" + name, text);
        return path + "/" + name;
    }
    std::string path;
};

std::string shared(const std::string& name) {
    const char* folder = std::getenv("KAMINO_SHARED");
    return std::string{folder ? folder : KAMINO_SOURCE_DIR "/../shared"} + "/data/" + name;
}

// The published sample has columns of fixed width and no header.
std::string cdnow_transactions() {
    std::ifstream in{shared("cdnow-sample/CDNOW_sample.txt")};
    std::string text, master, id, date, cds, amount;
    while (in >> master >> id >> date >> cds >> amount) text += id + "," + date + "," + amount + "\n";
    return text.empty() ? text : "customer,date,amount\n" + text;
}

Purchases purchases(const std::string& path, const std::string& end, Unit unit = Unit::week,
                    bool discrete = false) {
    return purchases_of_transactions(Table::read(path), {"customer", "date", "amount", end, unit, discrete});
}

TEST(Clv, CdnowFromTransactions) {
    const auto text = cdnow_transactions();
    if (text.empty()) GTEST_SKIP() << "KAMINO_SHARED names no folder";
    const Folder folder;
    const auto p = purchases(folder.file("cdnow.csv", text), "1997-09-30");
    EXPECT_EQ(p.ids.size(), 2357u);
    EXPECT_EQ(p.holdout, 39);
    const auto s = study(p, {});
    const double params[] = {0.2425945, 4.4136019, 0.7929199, 2.4258881};  // of the spreadsheet
    for (std::size_t i = 0; i < 4; ++i) EXPECT_NEAR(s.fit.params[i], params[i], 1e-5 * params[i]);
    EXPECT_NEAR(s.fit.log_likelihood, -9582.429, 5e-4);
    ASSERT_TRUE(s.spending && s.holdout);
    EXPECT_NEAR(s.spending->log_likelihood, -4055.918, 5e-4);
    EXPECT_NEAR(s.spending->model.p, 6.2493, 5e-4);
    EXPECT_NEAR(s.spending->model.q, 3.7443, 1e-4);
    EXPECT_NEAR(s.spending->model.gamma, 15.4443, 1e-3);
    EXPECT_NEAR(s.spending->correlation, 0.114, 5e-4);
    const double customers[] = {1411, 439, 214, 100, 62, 38, 29, 64};
    const double actual[] = {0.237, 0.697, 1.393, 1.560, 2.532, 2.947, 3.862, 6.359};
    const double expected[] = {0.225, 0.523, 1.044, 1.520, 2.164, 2.654, 3.504, 6.157};
    for (std::size_t x = 0; x < 8; ++x) {
        const auto& row = s.holdout->by_x[x];
        EXPECT_EQ(row.customers, customers[x]);
        EXPECT_NEAR(row.actual / row.customers, actual[x], 5.1e-4) << x;
        EXPECT_NEAR(row.expected / row.customers, expected[x], 1.1e-3) << x;
    }
    EXPECT_EQ(s.holdout->actual, 1882);
    EXPECT_NEAR(s.holdout->expected, 1653.4, 0.05);
    EXPECT_NEAR(s.holdout->absolute / 2357, 0.785, 5e-4);
    EXPECT_NEAR(std::sqrt(s.holdout->squared / 2357), 1.608, 5e-4);
    // Week by week, 20 to 25, and summed up to them (BTYD walkthrough).
    const double weeks[] = {76.87, 74.89, 73.05, 71.32, 69.70, 68.18};
    const double made[] = {73, 55, 70, 33, 56, 99};
    double sum = 0, sum_made = 0;
    for (std::size_t k = 0; k < 25; ++k) {
        sum += s.tracking[k].expected;
        sum_made += s.tracking[k].actual;
        if (k < 19) continue;
        EXPECT_NEAR(s.tracking[k].expected, weeks[k - 19], 0.011) << k + 1;
        EXPECT_EQ(s.tracking[k].actual, made[k - 19]) << k + 1;
    }
    EXPECT_NEAR(sum, 1669.6, 0.06);
    EXPECT_EQ(sum_made, 1672);
}

TEST(Clv, ParetoNbdAndAutoOnCdnow) {
    const auto text = cdnow_transactions();
    if (text.empty()) GTEST_SKIP() << "KAMINO_SHARED names no folder";
    const Folder folder;
    const auto p = purchases(folder.file("cdnow.csv", text), "1997-09-30");
    ClvQuestion question;
    question.model = "paretonbd";
    const auto s = study(p, question);
    EXPECT_NEAR(s.fit.log_likelihood, -9594.976, 5e-4);
    const double expected[] = {0.138, 0.600, 1.196, 1.714, 2.399, 2.907, 3.819, 6.404};
    for (std::size_t x = 0; x < 8; ++x)
        EXPECT_NEAR(s.holdout->by_x[x].expected / s.holdout->by_x[x].customers, expected[x], 1e-3) << x;
    EXPECT_NEAR(s.holdout->expected, 1665.6, 0.2);
    EXPECT_NEAR(s.holdout->absolute / 2357, 0.755, 5e-4);
    question.model = "auto";
    const auto chosen = study(p, question);
    EXPECT_EQ(clv::name_of(chosen.fit.kind), "mbgnbd");  // LL −9582.13 against −9582.43 and −9594.98
    EXPECT_EQ(chosen.candidates.size(), 3u);
}

std::string online_retail() {
    const auto path = shared("online-retail-h1/online_retail_2010-12_2011-05.csv.gz");
    if (!std::filesystem::exists(path)) return {};
    const auto table = Table::read(path);
    const auto quantity = table.numbers(table.column("Quantity")),
               price = table.numbers(table.column("UnitPrice"));
    const auto customer = table.codes(table.column("CustomerID")),
               invoice = table.codes(table.column("InvoiceNo"));
    const auto date = table.column("InvoiceDate");
    std::string text = "customer,date,amount\n";
    for (std::size_t row = 0; row < table.rows(); ++row)
        if (quantity[row] > 0 && price[row] > 0 && !invoice.names[invoice.code[row]].starts_with('C'))
            text += customer.names[customer.code[row]] + "," + table.text(row, date) + "," +
                    std::to_string(quantity[row] * price[row]) + "\n";
    return text;
}

TEST(Clv, HalfAYearOfOnlineRetailShowsNobodyLeaving) {
    const auto text = online_retail();
    if (text.empty()) GTEST_SKIP() << "KAMINO_SHARED names no folder";
    const Folder folder;
    const auto p = purchases(folder.file("retail.csv", text), "2011-05-31");
    EXPECT_EQ(p.ids.size(), 2718u);
    for (const char* model : {"bgnbd", "paretonbd"}) {
        ClvQuestion question;
        question.model = model;
        const auto s = study(p, question);
        EXPECT_EQ(s.fit.limit, clv::Limit::nobody_leaves);
        EXPECT_NEAR(s.fit.params[0], 0.7342, 5e-5);
        EXPECT_NEAR(s.fit.params[1], 8.7361, 3e-4);
        EXPECT_NEAR(s.fit.log_likelihood, -12210.671, 1e-3);
        EXPECT_NEAR(s.spending->log_likelihood, -9189.11, 0.01);
        EXPECT_NEAR(s.spending->model.p, 2.9914, 3e-4);
        EXPECT_NEAR(s.spending->model.q, 3.1109, 2e-4);
        EXPECT_NEAR(s.spending->model.gamma, 300.08, 0.05);
        EXPECT_NEAR(clv::mean_value(s.spending->model), 425.26, 0.01);
        for (const double alive : s.predictions.p_alive) EXPECT_EQ(alive, 1);
        const auto json = boost::json::parse(clv_json(p, question, s));
        EXPECT_FALSE(json.at("degenerate").at("message").as_string().empty());
        EXPECT_EQ(json.at("params").at(std::string_view{model} == "bgnbd" ? "a" : "s"), 0);
    }
}

// Hand-counted: merged days, the holdout, what is left out.
TEST(Clv, HistoriesByHand) {
    const Folder folder;
    const auto path = folder.file(
        "t.csv",
        "customer,date,amount\nA,2026-01-01,10\nA,2026-01-01,5\nA,2026-01-15,20\nA,2026-01-29,40\n"
        "A,2026-03-05,7\nB,2026-01-08,3\n,2026-01-09,3\nC,2026-02-20,1\nB,2026-01-10,-3\n");
    const auto p = purchases(path, "2026-01-29");
    EXPECT_EQ(p.ids, (std::vector<std::string>{"A", "B"}));
    EXPECT_EQ(p.histories.x, (std::vector<double>{2, 0}));
    EXPECT_EQ(p.histories.t_x, (std::vector<double>{4, 0}));
    EXPECT_EQ(p.histories.T, (std::vector<double>{4, 3}));
    EXPECT_EQ(p.m_x[0], 30);
    EXPECT_TRUE(std::isnan(p.m_x[1]));
    EXPECT_EQ(p.later, (std::vector<double>{1, 0}));
    EXPECT_EQ(p.holdout, 5);
    EXPECT_EQ(p.without_customer, 1u);
    EXPECT_EQ(p.left_out_later, 1u);
    EXPECT_EQ(p.negative, 1u);
    const auto months = purchases(path, "2026-02-28", Unit::month, true);
    EXPECT_EQ(months.histories.x, (std::vector<double>{0, 0, 0}));
    EXPECT_EQ(months.histories.T, (std::vector<double>{1, 1, 0}));
    EXPECT_EQ(months.later, (std::vector<double>{1, 0, 0}));
}

// Runs the command as the command line does; what was refused, or "".
std::string run(const std::vector<std::pair<std::string, std::string>>& given,
                std::string* printed = nullptr) {
    const auto command = clv_command();
    ::testing::internal::CaptureStdout();
    std::string refused;
    try {
        Arguments arguments{command.options};
        for (const auto& [name, value] : given) arguments.set(name, {value});
        command.run(arguments);
    } catch (const Refusal& refusal) {
        refused = refusal.text;
    }
    std::fflush(stdout);
    const auto text = ::testing::internal::GetCapturedStdout();
    if (printed) *printed = text;
    return refused;
}

TEST(Clv, OddFilesAreAnsweredOrRefused) {
    const Folder folder;
    struct {
        std::string_view text, said;  // "" = answered
        std::string model = "bgnbd";
    } cases[] = {
        {"x,t_x,T\n1,2,3\n", ""},
        {"x,t_x,T\n0,0,0\n0,0,0\n", ""},
        {"x,t_x,T,m_x\n3,2,30,1e12\n1,2,30,1e-12\n2,9,30,5\n0,0,30,\n", ""},
        {"x,t_x,T,weight\n2,1,3,1000000\n0,0,3,5\n", ""},
        {"x,t_x,T\n1000000,2,3\n0,0,9\n", ""},
        {"x,t_x,T\n1,5,3\n", "line 2, column \"t_x\": is after the end of the time watched (T)"},
        {"x,t_x,T\n1.5,2,3\n",
         "line 2, column \"x\": is the number of repeat purchases: a whole number from 0"},
        {"x,t_x,T\n-1,2,3\n",
         "line 2, column \"x\": is the number of repeat purchases: a whole number from 0"},
        {"x,t_x,T\n1,,3\n", "line 2, column \"t_x\": is empty; a number is needed"},
        {"x,t_x,T\n0,2,3\n",
         "line 2, column \"t_x\": is the time of the last repeat purchase, of which there is none (x is 0)"},
        {"x,T\n1,2\n", "has no column \"t_x\"; there are: x, T"},
        {"x,t_x,T\n4,3,6\n", "line 2, column \"x\": is more than the occasions until the last one taken",
         "bgbb"},
        {"x,T\n4,3\n", "line 2, column \"x\": is more than the renewals that came up", "sbg"},
        {"x,T,weight\n0,3,369\n1,3,163\n2,3,86\n3,3,382\n", "", "sbg"},
        {"x,t_x,T,weight\n0,0,6,100\n6,6,6,100\n", "", "bgbb"},
        {"x,t_x,T,weight\n1,1,3,0\n", "every row has the weight 0"},
    };
    for (const auto& c : cases) {
        SCOPED_TRACE(c.text);
        const auto path = folder.file("s.csv", c.text), customers = folder.path + "/out.csv";
        std::filesystem::remove(customers);
        std::string json;
        const auto said = run({{"summary", path}, {"model", c.model}, {"customers", customers}}, &json);
        if (!c.said.empty()) {
            EXPECT_NE(said.find(c.said), said.npos) << said;
            EXPECT_TRUE(json.empty());
            EXPECT_FALSE(std::filesystem::exists(customers));  // nothing half-written
            continue;
        }
        EXPECT_EQ(said, "");
        EXPECT_TRUE(boost::json::parse(json).as_object().contains("warnings"));
        std::stringstream rows;
        rows << std::ifstream(customers).rdbuf();
        EXPECT_EQ(rows.str().find("nan"), std::string::npos) << rows.str();
        EXPECT_EQ(rows.str().find("inf"), std::string::npos) << rows.str();
    }
    EXPECT_EQ(run({}), "give either --transactions or --summary");
    const auto path = folder.file("t.csv", "c,d\nA,2026-01-01\n");
    EXPECT_EQ(run({{"transactions", path}, {"customer", "c"}}), "--date is missing: the name of a column");
    EXPECT_NE(
        run({{"transactions", path}, {"customer", "c"}, {"date", "d"}, {"calibration-end", "2027-01-01"}})
            .find("is not within the dates of the file, 2026-01-01 to 2026-01-01"),
        std::string::npos);
    EXPECT_EQ(run({{"transactions", path}, {"customer", "c"}, {"date", "d"}}), "");
}

TEST(Clv, TheSameBytesOnOneAndTwoThreads) {
    const Folder folder;
    std::string text = "customer,date,amount\n";
    std::mt19937 random{3};
    for (int i = 0; i < 60'000; ++i) {
        const auto day = 1 + random() % 28, month = 1 + random() % 12;
        text += "C" + std::to_string(random() % 9000) + ",2025-" + (month < 10 ? "0" : "") +
                std::to_string(month) + "-" + (day < 10 ? "0" : "") + std::to_string(day) + "," +
                std::to_string(random() % 10000) + "\n";
    }
    const auto path = folder.file("t.csv", text);
    std::string one, two;
    const auto with = [&](const char* threads, std::string* out) {
        return run({{"transactions", path},
                    {"customer", "customer"},
                    {"date", "date"},
                    {"amount", "amount"},
                    {"calibration-end", "2025-09-30"},
                    {"model", "auto"},
                    {"threads", threads},
                    {"customers", folder.path + "/" + threads + ".csv"}},
                   out);
    };
    EXPECT_EQ(with("1", &one), "");
    EXPECT_EQ(with("2", &two), "");
    EXPECT_EQ(one, two);
    std::stringstream a, b;
    a << std::ifstream(folder.path + "/1.csv").rdbuf();
    b << std::ifstream(folder.path + "/2.csv").rdbuf();
    EXPECT_EQ(a.str(), b.str());
}

}  // namespace
}  // namespace kamino::analyze
