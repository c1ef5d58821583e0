// The document as a workbook: a sheet a section, numbers and dates as such, charts as charts.
#include <algorithm>

#include "platform/markup/rich_text.h"
#include "platform/office/html_parts.h"
#include "platform/office/workbook.h"

namespace kamino::office {
namespace {

using Look = Workbook::Look;

class Sheets {
  public:
    explicit Sheets(const Document& d) : d_(d) { book_.color(readable(d.brand.color)); }

    std::string write() {
        set_properties();
        cover();
        for (const auto& s : d_.sections) section(s);
        return book_.finish();
    }

  private:
    void set_properties() {
        auto title = d_.title, subject = d_.kind,
             company = d_.brand.company;  // the library wants them writable
        lxw_doc_properties properties{};
        properties.title = title.data();
        properties.subject = subject.data();
        properties.company = company.data();
        properties.created = static_cast<time_t>(Instant::at(d_.on).us / 1'000'000);
        workbook_set_properties(book_.book(), &properties);
    }
    void begin(const std::string& title, const std::string& heading) {
        sheet_ = book_.sheet(title);
        row_ = 0;
        widths_.clear();
        worksheet_set_landscape(sheet_);
        worksheet_set_paper(sheet_, 9);  // A4
        worksheet_fit_to_pages(sheet_, 1, 0);
        line(heading, Look::title);
        ++row_;
    }
    void end() {
        for (std::size_t i = 0; i < widths_.size(); ++i)
            worksheet_set_column(sheet_, static_cast<lxw_col_t>(i), static_cast<lxw_col_t>(i),
                                 std::clamp(widths_[i], 10.0, 48.0), nullptr);
    }
    void line(const std::string& text, Look look = Look::plain, int column = 0) {
        // Headings run over the cells beside them; only what stands in a column makes it wide.
        if (!text.empty()) book_.text(sheet_, row_++, column, text, look);
    }
    void widen(std::size_t column, const std::string& text) {
        if (widths_.size() <= column) widths_.resize(column + 1, 10);
        widths_[column] = std::max(widths_[column], static_cast<double>(text.size()) * 0.95 + 2);
    }
    void cover() {
        begin(d_.kind, d_.title);
        line(d_.kind + " · " + d_.for_whom, Look::small);
        line(plain(d_.stamp), Look::small);
        for (const auto& l : d_.lines) line(l.text, Look::small);
        ++row_;
        line(d_.headline.text, Look::header);
        ++row_;
        for (const auto& b : d_.summary.blocks) block(b);
        widths_.resize(std::max<std::size_t>(widths_.size(), 1), 10);
        widths_[0] = std::max(widths_[0], 30.0);
        end();
    }
    void section(const Section& s) {
        begin(s.title, s.title);
        for (const auto& b : s.blocks) block(b);
        end();
    }
    void block(const Block& b) {
        using Kind = Block::Kind;
        if (b.kind != Kind::note) line(b.title, Look::header);
        switch (b.kind) {
            case Kind::prose:
                if (b.rich) {
                    rich(b.text);
                    break;
                }
                for (const auto& piece : prose_pieces(b.text))
                    line((piece.item ? "• " : "") + piece.text, Look::small);
                break;
            case Kind::note:
                line(b.text, Look::small);
                break;
            case Kind::fields:
                for (const auto& f : b.fields) {
                    book_.text(sheet_, row_, 0, f.label);
                    widen(0, f.label);
                    widen(1, plain(f.cell));
                    book_.cell(sheet_, row_++, 1, f.cell);
                }
                break;
            case Kind::table:
                table(b.table);
                break;
            case Kind::chart:
                chart(b);
                break;
            case Kind::board:
                for (const auto& q : b.board) items(q.items, q.title);
                break;
            case Kind::list:
                items(b.items, "");
        }
        ++row_;
    }
    // A line a paragraph; a heading looks like one.
    void rich(const std::string& text) {
        for (const auto& p : markup::paragraphs(text)) {
            const std::string indent(static_cast<std::size_t>(2 * std::max(p.depth - 1, 0)), ' ');
            const std::string sign = p.depth == 0 || p.goes_on ? ""
                                     : p.ordered               ? std::to_string(p.number) + ". "
                                                               : "• ";
            line(indent + sign + markup::text_of(p), p.heading > 0 ? Look::header : Look::small);
        }
    }
    void items(const std::vector<Item>& items, const std::string& title) {
        for (const auto& item : items) {
            if (!title.empty()) book_.text(sheet_, row_, 0, title);
            book_.cell(sheet_, row_, title.empty() ? 0 : 1, item.cell);
            widen(title.empty() ? 0 : 1, plain(item.cell));
            ++row_;
        }
    }
    void table(const Table& t) {
        for (std::size_t i = 0; i < t.columns.size(); ++i) {
            book_.text(sheet_, row_, static_cast<int>(i), t.columns[i].title, Look::header);
            widen(i, t.columns[i].title);
        }
        ++row_;
        for (const auto& row : t.rows) {
            for (std::size_t i = 0; i < row.cells.size(); ++i) {
                book_.cell(sheet_, row_, static_cast<int>(i), row.cells[i]);
                for (const auto& v : row.cells[i]) widen(i, v.text);
            }
            ++row_;
        }
    }
    // The figures as cells, and a chart that is drawn from them.
    void chart(const Block& b) {
        const auto head = row_;
        for (std::size_t s = 0; s < b.chart.series.size(); ++s) {
            book_.text(sheet_, head, static_cast<int>(s + 1), b.chart.series[s].name, Look::header);
            widen(s + 1, b.chart.series[s].name);
        }
        const auto count = static_cast<lxw_row_t>(b.chart.categories.size());
        for (lxw_row_t i = 0; i < count; ++i) {
            book_.text(sheet_, head + 1 + i, 0, b.chart.categories[i]);
            for (std::size_t s = 0; s < b.chart.series.size(); ++s)
                worksheet_write_number(
                    sheet_, head + 1 + i, static_cast<lxw_col_t>(s + 1), b.chart.series[s].values[i],
                    b.chart.currency.empty() ? book_.format(Look::number)
                                             : book_.format(Look::money, b.chart.currency));
        }
        const bool stack = b.chart.kind == Chart::Kind::stack;
        auto* drawn = workbook_add_chart(book_.book(), stack ? LXW_CHART_BAR_STACKED : LXW_CHART_COLUMN);
        for (std::size_t s = 0; s < b.chart.series.size(); ++s) {
            const auto column = static_cast<lxw_col_t>(s + 1);
            auto* series = chart_add_series(drawn, nullptr, nullptr);
            chart_series_set_categories(series, sheet_->name, head + 1, 0, head + count, 0);
            chart_series_set_values(series, sheet_->name, head + 1, column, head + count, column);
            chart_series_set_name_range(series, sheet_->name, head, column);
        }
        chart_title_set_name(drawn, b.title.c_str());
        chart_legend_set_position(drawn, LXW_CHART_LEGEND_BOTTOM);
        lxw_chart_options place{};
        place.x_scale = 1.6;
        worksheet_insert_chart_opt(sheet_, head, static_cast<lxw_col_t>(b.chart.series.size() + 2), drawn,
                                   &place);
        row_ = head + std::max<lxw_row_t>(count + 1, 16);
    }

    const Document& d_;
    Workbook book_;
    lxw_worksheet* sheet_ = nullptr;
    lxw_row_t row_ = 0;
    std::vector<double> widths_;
};

}  // namespace

std::string xlsx(const Document& document) {
    return Sheets{document}.write();
}

}  // namespace kamino::office
