#include "analyze/output.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace kamino::analyze {
namespace {

TEST(CsvWriter, QuotesAndFormulas) {
    CsvWriter csv{{"id", "n"}};
    csv.cell("a,\"b\"").cell(0.1).end_row();
    csv.cell("=HYPERLINK(1)").cell(std::nan("")).end_row();
    csv.cell("-5").cell(12LL).end_row();
    EXPECT_EQ(csv.text(), "id,n\n\"a,\"\"b\"\"\",0.1\n'=HYPERLINK(1),\n-5,12\n");
    csv.cell("short");
    EXPECT_THROW(csv.end_row(), std::logic_error);
}

TEST(WriteFile, AppearsWholeOrNotAtAll) {
    const std::string folder = "/tmp/kamino_output_" + std::to_string(::getpid());
    std::filesystem::create_directory(folder);
    write_file(folder + "/a.csv", "one");
    write_file(folder + "/a.csv", "two");
    std::stringstream text;
    text << std::ifstream(folder + "/a.csv").rdbuf();
    EXPECT_EQ(text.str(), "two");
    EXPECT_THROW(write_file(folder + "/none/a.csv", "x"), Refusal);
    EXPECT_THROW(write_file(folder, "x"), Refusal);
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator{folder}, {}), 1);
    std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace kamino::analyze
