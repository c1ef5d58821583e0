// Real files of ../shared/data, with counts that were found without Kamino (see data/REFERENCES.md and the
// READMEs).
#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <set>

#include "domain/imports/csv.h"
#include "domain/imports/proposal.h"
#include "platform/base/text.h"

namespace kamino::imports {
namespace {

std::string shared(const std::string& file) {
    const char* folder = std::getenv("KAMINO_SHARED");
    return (folder != nullptr ? std::string{folder} : std::string{KAMINO_SOURCE_DIR "/../shared"}) +
           "/data/" + file;
}

std::unique_ptr<Table> open(const std::string& file) {
    return open_table(shared(file));
}

bool absent(const std::string& file) {
    return !std::filesystem::exists(shared(file));
}

std::uint64_t rows_of(const std::string& file) {
    const auto table = open(file);
    Row row;
    std::uint64_t n = 0;
    while (table->next(row)) {
        ++n;
        EXPECT_EQ(row.notes, 0U) << file << " line " << row.line;
    }
    return n;
}

TEST(Files, MavenRowsAndRecognition) {
    if (absent("maven-crm/accounts.csv")) GTEST_SKIP() << "no shared data";
    EXPECT_EQ(rows_of("maven-crm/accounts.csv"), 85U);
    EXPECT_EQ(rows_of("maven-crm/products.csv"), 7U);
    EXPECT_EQ(rows_of("maven-crm/sales_teams.csv"), 35U);
    EXPECT_EQ(rows_of("maven-crm/sales_pipeline.csv"), 8800U);
    const std::pair<const char*, const char*> entities[] = {{"accounts", "accounts"},
                                                            {"products", "products"},
                                                            {"sales_teams", "users"},
                                                            {"sales_pipeline", "opportunities"}};
    for (const auto& [file, entity] : entities) {
        const auto table = open(std::string{"maven-crm/"} + file + ".csv");
        const auto seen = preview(*table);
        const auto p = propose(table->headers(), seen.profiles);
        EXPECT_EQ(p.dialect, "maven") << file;
        EXPECT_EQ(p.entity, entity) << file;
        EXPECT_EQ(p.mapping.columns.size(), table->headers().size()) << file;
        EXPECT_TRUE(p.questions.empty()) << file;
    }
}

TEST(Files, MavenPipelineFigures) {
    if (absent("maven-crm/sales_pipeline.csv")) GTEST_SKIP() << "no shared data";
    const auto table = open("maven-crm/sales_pipeline.csv");
    Row row;
    std::uint64_t without_account = 0, undated = 0, open_ended = 0, won = 0;
    double value = 0;
    while (table->next(row)) {
        without_account += row.cells[3].text.empty();
        undated += !date_of(row.cells[5], {});
        open_ended += !date_of(row.cells[6], {});
        if (row.cells[4].text != "Won") continue;
        ++won;
        value += *base::to_double(*decimal_of(row.cells[7], {}));
    }
    EXPECT_EQ(without_account, 1425U);
    EXPECT_EQ(undated, 500U);
    EXPECT_EQ(open_ended, 2089U);
    EXPECT_EQ(won, 4238U);
    EXPECT_EQ(value, 10'005'534);
}

TEST(Files, OnlineRetailFigures) {
    if (absent("online-retail-h1/online_retail_2010-12_2011-05.csv.gz")) GTEST_SKIP() << "no shared data";
    const auto table = open("online-retail-h1/online_retail_2010-12_2011-05.csv.gz");
    Row row;
    std::uint64_t rows = 0, without_customer = 0, cancellations = 0;
    std::set<std::string, std::less<>> invoices, customers, products;
    double total = 0;
    const ColumnFormat ids{DecimalMark::point, DateOrder::ymd, true};
    while (table->next(row)) {
        ++rows;
        without_customer += row.cells[6].text.empty();
        cancellations += row.cells[0].text.starts_with("C");
        invoices.emplace(row.cells[0].text);
        products.emplace(row.cells[1].text);
        if (!row.cells[6].text.empty()) customers.insert(text_of(row.cells[6], ids));
        total += *base::to_double(*decimal_of(row.cells[3], {})) *
                 *base::to_double(money_of(row.cells[5], {})->decimal);
        ASSERT_EQ(row.notes, 0U) << row.line;
        if (rows == 1) {
            EXPECT_EQ(date_of(row.cells[4], {})->to_text(), "2010-12-01");
        }
    }
    EXPECT_EQ(rows, 209'029U);
    EXPECT_EQ(without_customer, 59'976U);
    EXPECT_EQ(cancellations, 3'783U);
    EXPECT_EQ(invoices.size(), 10'783U);
    EXPECT_EQ(customers.size(), 2'767U);
    EXPECT_EQ(products.size(), 3'514U);
    EXPECT_EQ(customers.count("17850"), 1U);
    EXPECT_NEAR(total, 3'706'827.64, 0.01);
}

TEST(Files, OnlineRetailNeedsNoQuestion) {
    if (absent("online-retail-h1/online_retail_2010-12_2011-05.csv.gz")) GTEST_SKIP() << "no shared data";
    const auto table = open("online-retail-h1/online_retail_2010-12_2011-05.csv.gz");
    const auto seen = preview(*table);
    const auto p = propose(table->headers(), seen.profiles);
    EXPECT_EQ(p.dialect, "online_retail");
    EXPECT_EQ(p.entity, "sales_lines");
    EXPECT_TRUE(p.questions.empty());
    EXPECT_TRUE(p.mapping.find("CustomerID")->strip_point_zero);
    ASSERT_EQ(p.mapping.computed.size(), 1U);
    EXPECT_EQ(p.mapping.computed[0].currency, "GBP");
}

TEST(Files, ExportHeadersAreRecognised) {
    if (absent("crm-export-headers/hubspot_like_headers.csv")) GTEST_SKIP() << "no shared data";
    const std::map<std::string, std::pair<std::string, std::string>> expected = {
        {"deals", {"hubspot", "opportunities"}},
        {"deals_all_view", {"hubspot", "opportunities"}},
        {"deals_stage_history", {"hubspot", "opportunities"}},
        {"contacts", {"hubspot", "people"}},
        {"companies", {"hubspot", "accounts"}},
        {"zoho_like_deals", {"zoho", "opportunities"}},
        {"salesforce_report_like", {"salesforce_report", "opportunities"}}};
    CsvReader reader{std::make_unique<TextStream>(
                         open_bytes(shared("crm-export-headers/hubspot_like_headers.csv")), Encoding::utf8),
                     {}};
    Row row;
    std::size_t lines = 0;
    while (reader.next(row)) {
        if (row.cells.size() < 2) continue;
        ++lines;
        const std::string name{row.cells[0].text};
        const auto inner = csv_table_of(std::string{row.cells[1].text} + "\n");
        const auto r = recognise(inner->headers());
        ASSERT_TRUE(r) << name;
        EXPECT_EQ(r->dialect, expected.at(name).first) << name;
        EXPECT_EQ(r->entity, expected.at(name).second) << name;
        EXPECT_TRUE(r->unknown.empty()) << name << ": " << (r->unknown.empty() ? "" : r->unknown[0]);
    }
    EXPECT_EQ(lines, expected.size());
    const std::pair<const char*, const char*> files[] = {
        {"salesforce_account_header.csv", "accounts"},
        {"salesforce_opportunity_sample.csv", "opportunities"}};
    for (const auto& [file, entity] : files) {
        const auto r = recognise(open(std::string{"crm-export-headers/"} + file)->headers());
        ASSERT_TRUE(r) << file;
        EXPECT_EQ(r->dialect, "salesforce_api");
        EXPECT_EQ(r->entity, entity);
        for (const auto& unknown : r->unknown) EXPECT_TRUE(unknown.ends_with("__c")) << unknown;
    }
}

}  // namespace
}  // namespace kamino::imports
