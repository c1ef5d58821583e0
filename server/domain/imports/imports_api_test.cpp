// Imports through the application on both engines: facts that are read ahead of the transaction that writes
// them.
#include <filesystem>
#include <fstream>

#include "domain/imports/public.h"
#include "platform/base/id.h"
#include "testing/api/api.h"

namespace kamino::imports {
namespace {

class ImportsApi : public testing::ApiTest {
  protected:
    void TearDown() override {
        std::filesystem::remove(path_);
        ApiTest::TearDown();
    }
    boost::json::value import(const std::string& text, const std::string& target) {
        path_ = std::filesystem::temp_directory_path() / ("kamino-imports-" + base::new_id() + ".csv");
        std::ofstream{path_} << text;
        FileRun run;
        run.path = path_;
        run.target = target;
        run.currency = "EUR";
        return base::parse_json(import_file(app().registry(), run));
    }
    static std::int64_t counted(const boost::json::value& import, const char* what) {
        return import.at("result").at("counts").at(what).as_int64();
    }
    void undo(const std::string& import_id) {
        const auto answer = as("admin").del("/imports/" + import_id + "/application");
        ASSERT_EQ(answer.status, 202) << answer.body;
        const auto job = db().read([&](storage::Read& r) {
            return r.text({"test.job", "SELECT id FROM jobs WHERE subject_id = :id AND kind = 'import_undo'"},
                          {{"id", import_id}});
        });
        ASSERT_TRUE(job);
        app().registry().jobs().run_now(*job);
    }

  private:
    std::string path_;
};
KAMINO_EACH_ENGINE(ImportsApi);

// DATA-2, DATA-8. Unknown products make the run leave its fast way in the first row, in the middle and near
// the end; a bad row stands in each part. What must come is counted here while the file is written.
TEST_P(ImportsApi, facts_name_products_that_nobody_knows) {
    import("external_id,name\nA1,Alfa\nA2,Beta\nA3,Gamma\n", "accounts");
    std::string text = "invoice_number,customer_id,product_code,booked_on,quantity,net_amount\n";
    std::int64_t good = 0, cents = 0;
    for (int i = 0; i < 7'000; ++i) {
        const bool bad = i % 2'500 == 17;
        const std::string product = i < 5 ? "P1" : i < 3'000 ? "P2" : i == 6'990 ? "P4" : i % 3 ? "P3" : "P1";
        const int amount = 100 + i % 977;
        text += "I" + std::to_string(i / 3) + ",A" + std::to_string(1 + i % 3) + "," + product + ",2025-0" +
                std::to_string(1 + i % 9) + "-10," + std::to_string(1 + i % 7) + "," +
                (bad ? "many" : std::to_string(amount) + ".25") + "\n";
        good += !bad;
        cents += bad ? 0 : amount * 100 + 25;
    }
    const auto first = import(text, "");
    EXPECT_EQ(first.at("state").as_string(), "applied");
    EXPECT_EQ(counted(first, "rows"), 7'000);
    EXPECT_EQ(counted(first, "created"), good);
    EXPECT_EQ(counted(first, "rejected"), 7'000 - good);
    EXPECT_EQ(counted(first, "made_along"), 4);
    EXPECT_EQ(first.at("rows_done").as_int64(), 7'000);
    EXPECT_EQ(count("SELECT COUNT(*) FROM sales_lines"), good);
    EXPECT_EQ(count("SELECT CAST(SUM(net_amount_minor) AS BIGINT) FROM sales_lines"), cents);
    EXPECT_EQ(count("SELECT CAST(SUM(net_minor) AS BIGINT) FROM sales_months"), cents);
    EXPECT_EQ(count("SELECT CAST(SUM(line_count) AS BIGINT) FROM sales_months"), good);
    // The roll-up against the database's own grouping.
    EXPECT_EQ(
        count(
            "SELECT COUNT(*) FROM sales_months m WHERE (m.net_minor, m.line_count, m.invoice_count) <> "
            "(SELECT SUM(l.net_amount_minor), COUNT(*), COUNT(DISTINCT l.invoice_number) FROM sales_lines l "
            "WHERE l.account_id = m.account_id AND l.product_id = m.product_id "
            "AND SUBSTR(l.booked_on, 1, 7) || '-01' = m.month)"),
        0);
    EXPECT_EQ(as("admin").get("/imports/" + std::string{first.at("id").as_string()} + "/errors").all("line"),
              (std::vector<std::string>{"19", "2519", "5019"}));

    const auto again = import(text, "");
    EXPECT_EQ(counted(again, "created"), 0);
    EXPECT_EQ(counted(again, "unchanged"), good);

    undo(std::string{first.at("id").as_string()});
    EXPECT_EQ(count("SELECT COUNT(*) FROM sales_lines"), 0);
    EXPECT_EQ(count("SELECT COUNT(*) FROM sales_months"), 0);
    EXPECT_EQ(count("SELECT COUNT(*) FROM products WHERE deleted_at IS NULL"), 0);
}

}  // namespace
}  // namespace kamino::imports
