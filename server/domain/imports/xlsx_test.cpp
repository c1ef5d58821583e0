#include "domain/imports/xlsx.h"

#include <gtest/gtest.h>
#include <xlsxwriter.h>
#include <zip.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "domain/imports/values.h"
#include "platform/base/fault.h"

namespace kamino::imports {
namespace {

class Xlsx : public ::testing::Test {
  protected:
    void SetUp() override {
        folder_ = std::filesystem::temp_directory_path() /
                  ("kamino-xlsx-" + std::to_string(::getpid()) + "-" +
                   ::testing::UnitTest::GetInstance()->current_test_info()->name());
        std::filesystem::create_directories(folder_);
        path_ = (folder_ / "book.xlsx").string();
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }

    // A workbook of given parts, the rest being the least that makes one.
    void write_parts(std::vector<std::pair<std::string, std::string>> parts) {
        int error = 0;
        zip_t* zip = zip_open(path_.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &error);
        for (const auto& [name, content] : parts) {
            zip_source_t* source = zip_source_buffer(zip, content.data(), content.size(), 0);
            zip_file_add(zip, name.c_str(), source, ZIP_FL_OVERWRITE);
        }
        ASSERT_EQ(zip_close(zip), 0);
    }
    static std::vector<std::pair<std::string, std::string>> parts_around(const std::string& sheet) {
        return {
            {"xl/workbook.xml",
             R"(<workbook xmlns:r="x"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>)"},
            {"xl/_rels/workbook.xml.rels",
             R"(<Relationships><Relationship Id="r1" Type="a/worksheet" Target="worksheets/s.xml"/><Relationship Id="r2" Type="a/sharedStrings" Target="sharedStrings.xml"/></Relationships>)"},
            {"xl/sharedStrings.xml",
             R"(<sst><si><t>Name</t></si><si><r><t>Ri</t></r><r><t>ch</t></r><rPh><t>no</t></rPh></si></sst>)"},
            {"xl/worksheets/s.xml", sheet}};
    }
    std::string fault() {
        try {
            const auto table = xlsx_table(path_);
            Row row;
            while (table->next(row)) {
            }
        } catch (const Fault& f) {
            return f.key;
        }
        return "";
    }
    std::filesystem::path folder_;
    std::string path_;
};

TEST_F(Xlsx, ReadsWhatExcelWrites) {
    lxw_workbook* book = workbook_new(path_.c_str());
    lxw_worksheet* hidden = workbook_add_worksheet(book, "Hidden");
    lxw_worksheet* sheet = workbook_add_worksheet(book, "Verkoop");
    worksheet_hide(hidden);
    worksheet_activate(sheet);
    lxw_format* date = workbook_add_format(book);
    format_set_num_format(date, "dd/mm/yyyy");
    lxw_format* percent = workbook_add_format(book);
    format_set_num_format(percent, "0%");
    lxw_format* euro = workbook_add_format(book);
    format_set_num_format(euro, "#,##0.00 \"days\"");
    const char* names[] = {"Klant", "Datum", "Kans", "Bedrag", "Actief", "Formule"};
    worksheet_write_string(sheet, 0, 0, "Overzicht", nullptr);
    for (int i = 0; i < 6; ++i)
        worksheet_write_string(sheet, 2, static_cast<lxw_col_t>(i), names[i], nullptr);
    worksheet_write_string(sheet, 3, 0, "Peña & <Zonen>\nBV", nullptr);
    worksheet_write_number(sheet, 3, 1, 46053.354166666664, date);
    worksheet_write_number(sheet, 3, 2, 0.45, percent);
    worksheet_write_number(sheet, 3, 3, 1234.56, euro);
    worksheet_write_boolean(sheet, 3, 4, 1, nullptr);
    worksheet_write_formula_num(sheet, 3, 5, "=1+1", nullptr, 2);
    worksheet_write_string(sheet, 6, 0, "Later", nullptr);
    worksheet_write_number(sheet, 6, 1, 46053, date);
    ASSERT_EQ(workbook_close(book), LXW_NO_ERROR);

    const auto table = open_table(path_);
    EXPECT_EQ(table->headers(),
              (std::vector<std::string>{"Klant", "Datum", "Kans", "Bedrag", "Actief", "Formule"}));
    Row row;
    ASSERT_TRUE(table->next(row));
    EXPECT_EQ(row.line, 4U);
    EXPECT_EQ(row.cells[0].text, "Peña & <Zonen>\nBV");
    EXPECT_EQ(row.cells[1].text, "2026-01-31 08:30:00");
    EXPECT_EQ(row.cells[1].kind, CellKind::date);
    EXPECT_EQ(row.cells[2].text, "45%");
    EXPECT_EQ(decimal_of(row.cells[2], {DecimalMark::comma}), "45");
    EXPECT_EQ(row.cells[3].text, "1234.56");
    EXPECT_EQ(money_of(row.cells[3], {DecimalMark::comma})->decimal, "1234.56");
    EXPECT_EQ(row.cells[4].text, "true");
    EXPECT_EQ(row.cells[4].kind, CellKind::boolean);
    EXPECT_EQ(row.cells[5].text, "2");
    ASSERT_TRUE(table->next(row));
    EXPECT_EQ(row.line, 7U);
    EXPECT_EQ(row.cells[1].text, "2026-01-31");
    EXPECT_FALSE(table->next(row));
    EXPECT_EQ(table->facts().sheets, std::vector<std::string>{"Verkoop"});
    EXPECT_EQ(table->facts().format, "xlsx");
    EXPECT_EQ(sheet_names(path_), std::vector<std::string>{"Verkoop"});
    EXPECT_THROW(xlsx_table(path_, 1), Fault);
}

TEST_F(Xlsx, OddButValidSheets) {
    write_parts(parts_around(
        R"(<x:worksheet xmlns:x="y"><x:sheetData><x:row><x:c t="s"><x:v>0</x:v></x:c><x:c t="inlineStr"><x:is><x:t>In</x:t></x:is></x:c></x:row>)"
        R"(<x:row><x:c t="s"><x:v>1</x:v></x:c><x:c t="e"><x:v>#N/A</x:v></x:c></x:row><x:row r="5"><x:c r="B5" t="d"><x:v>2026-01-31T10:00:00</x:v></x:c></x:row></x:sheetData></x:worksheet>)"));
    const auto table = xlsx_table(path_);
    EXPECT_EQ(table->headers(), (std::vector<std::string>{"Name", "In"}));
    Row row;
    ASSERT_TRUE(table->next(row));
    EXPECT_EQ(row.cells[0].text, "Rich");
    EXPECT_EQ(row.cells[1].kind, CellKind::error);
    ASSERT_TRUE(table->next(row));
    EXPECT_EQ(row.line, 5U);
    EXPECT_EQ(row.cells[1].text, "2026-01-31 10:00:00");
}

TEST_F(Xlsx, DamageIsAFault) {
    const std::string head = "<worksheet><sheetData><row><c t=\"s\"><v>0</v></c></row><row>";
    struct {
        const char* name;
        std::string sheet;
    } const cases[] = {
        {"cut off", head},
        {"unknown shared string", head + "<c t=\"s\"><v>99</v></c></row></sheetData></worksheet>"},
        {"negative shared string", head + "<c t=\"s\"><v>-1</v></c></row></sheetData></worksheet>"},
        {"column beyond the sheet", head + "<c r=\"ZZZZ1\"><v>1</v></c></row></sheetData></worksheet>"},
        {"document type",
         "<!DOCTYPE x [<!ENTITY a \"b\">]>" + head + "<c><v>&a;</v></c></row></sheetData></worksheet>"},
    };
    for (const auto& c : cases) {
        write_parts(parts_around(c.sheet));
        EXPECT_EQ(fault(), "import.damaged_workbook") << c.name;
    }
    write_parts({{"hello.txt", "x"}});
    EXPECT_EQ(fault(), "import.damaged_workbook");
    std::ofstream{path_} << "PK\x03\x04 nonsense";
    EXPECT_EQ(fault(), "import.damaged_workbook");
    const auto opened = [&](std::string_view bytes) -> std::string {
        std::ofstream{path_, std::ios::binary} << bytes;
        try {
            open_table(path_);
        } catch (const Fault& f) {
            return f.key;
        }
        return "";
    };
    EXPECT_EQ(opened("\xD0\xCF\x11\xE0 old"), "import.old_excel");
    EXPECT_EQ(opened({"\xD0\xCF\x11\xE0 E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0", 37}),
              "import.encrypted_workbook");
    EXPECT_EQ(opened("%PDF-1.7"), "import.not_a_table");
    EXPECT_EQ(opened(""), "import.empty_file");
}

TEST_F(Xlsx, ABombIsRefused) {
    std::string sheet =
        "<worksheet><sheetData><row><c t=\"s\"><v>0</v></c></row><row><c t=\"inlineStr\"><is><t>";
    sheet += "x</t></is></c></row>" + std::string(48 << 20, ' ') + "</sheetData></worksheet>";
    write_parts(parts_around(sheet));
    EXPECT_EQ(fault(), "import.too_large");
    write_parts(parts_around("<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>" +
                             std::string(2 << 20, 'x') + "</t></is></c></row></sheetData></worksheet>"));
    EXPECT_EQ(fault(), "import.field_too_long");
    write_parts(
        parts_around("<worksheet><sheetData><row><c r=\"CZZ1\"><v>1</v></c></row></sheetData></worksheet>"));
    EXPECT_EQ(fault(), "import.too_many_columns");
}

TEST_F(Xlsx, DateFormatsAreToldFromNumbers) {
    for (const char* code :
         {"dd/mm/yyyy", "[$-409]d-mmm-yy;@", "h:mm AM/PM", "[h]:mm:ss", "yyyy\\-mm", "mmm yy"})
        EXPECT_TRUE(is_date_format(code)) << code;
    for (const char* code :
         {"0.00", "#,##0 \"days\"", "General", "[Red]0", "0.0E+00", "0%", "@", "\\d0", "_m0", "\"open"})
        EXPECT_FALSE(is_date_format(code)) << code;
}

}  // namespace
}  // namespace kamino::imports
