// What stands behind a Table: the text, its rows, and how one goes through a column on several cores. Inside
// of analyze's reader only.
#pragma once
#include <algorithm>
#include <string>
#include <vector>

#include "analyze/rows.h"
#include "analyze/table.h"
#include "analyze/text_file.h"
#include "engine/parallel/parallel.h"

namespace kamino::analyze {

struct Table::Body {
    explicit Body(const std::string& path_) : path(path_), file(path_) {}
    std::string path;
    TextFile file;
    Format format;
    Shape shape;
    Rows rows;
    std::vector<std::string> names;

    const char* end() const { return file.text().data() + file.text().size(); }
    Cell cell(std::size_t row, std::size_t column) const {
        return nth_cell(rows.row(row), end(), column, shape);
    }
    std::size_t line_of(const char* at) const {
        const char* begin = file.text().data();
        return 1 + static_cast<std::size_t>(std::count(begin, at, shape.line_end));
    }
    std::string shown_name(std::size_t column) const {
        return column < names.size() ? "\"" + names[column] + "\"" : std::to_string(column + 1);
    }

    // part(first row, cells): the cells of a column, block by block, on format.threads cores. `cells(i)` is
    // the cell of row first + i.
    template <class Part>
    void over_column(std::size_t column, const Part& part) const {
        parallel::for_parts(rows.blocks().size(), format.threads, [&](std::size_t b) {
            const Block& block = rows.blocks()[b];
            part(b, block.first_row, block.starts.size(), [&](std::size_t i) {
                return nth_cell(block.begin + block.starts[i], end(), column, shape);
            });
        });
    }
};

inline constexpr std::size_t no_row = static_cast<std::size_t>(-1);
// The lower of two rows of which either may be no_row.
inline void keep_first(std::size_t& kept, std::size_t row) {
    if (row < kept) kept = row;
}

}  // namespace kamino::analyze
