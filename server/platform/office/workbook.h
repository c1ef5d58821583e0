// A workbook under way: libxlsxwriter writes files, so one is made in the temporary folder and read back.
// Text never becomes a formula: it is written as text whatever it begins with.
#pragma once
#include <xlsxwriter.h>

#include <map>
#include <string>

#include "platform/office/document.h"

namespace kamino::office {

class Workbook {
  public:
    Workbook();
    ~Workbook();
    Workbook(const Workbook&) = delete;
    Workbook& operator=(const Workbook&) = delete;

    lxw_workbook* book() { return book_; }
    lxw_worksheet* sheet(const std::string& title);  // cut to what a sheet may be called, made unique
    enum class Look { plain, title, header, small, number, money, percent, date, total };
    lxw_format* format(Look look, const std::string& currency = {});
    void text(lxw_worksheet* sheet, lxw_row_t row, int column, const std::string& text,
              Look look = Look::plain);
    // A single value as what it is; several as lines of text.
    void cell(lxw_worksheet* sheet, lxw_row_t row, int column, const Cell& cell);
    void color(const Color& ink) { ink_ = ink; }
    std::string finish();

  private:
    std::string path_;
    lxw_workbook* book_ = nullptr;
    std::map<std::string, lxw_format*> formats_;
    std::map<std::string, int> names_;
    Color ink_{};
};

// The workbook behind a chart on a slide: categories down, a column for each series. Cell ranges of it stand
// in the chart: Sheet1!$A$2:$A$13, Sheet1!$B$2:$B$13.
std::string chart_workbook(const Chart& chart);
// "Sheet1!$B$2:$B$13" of series 0, …; `series` -1: the categories.
std::string chart_range(const Chart& chart, int series);
std::string chart_name_cell(int series);  // "Sheet1!$B$1"

}  // namespace kamino::office
