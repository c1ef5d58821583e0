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

    // part(block, first row, number of rows, place): a column block by block, on format.threads cores.
    // place(i) is where the cell of row first + i begins; cell_at of it is the whole cell.
    template <class Part>
    void over_column(std::size_t column, const Part& part) const {
        parallel::for_parts(rows.blocks().size(), format.threads, [&](std::size_t b) {
            const Block& block = rows.blocks()[b];
            part(b, block.first_row, block.starts.size(), Places{*this, block, column});
        });
    }
    // Copies of what finding a cell needs, which the compiler keeps in registers.
    struct Places {
        Places(const Body& body, const Block& block, std::size_t column)
            : begin(block.begin),
              starts(block.starts.data()),
              end(body.end()),
              skip(column),
              shape(body.shape),
              plain(!shape.quotes && shape.width != 0) {}
        const char* operator()(std::size_t i) const {
            const char* at = begin + starts[i];
            if (!plain) return nth_place(at, end, skip, shape);
            for (std::size_t k = skip; k > 0; --k)
                at = find_either(at, end, shape.separator, shape.separator) + 1;
            return at;  // every row has its separators
        }
        const char* begin;
        const std::uint32_t* starts;
        const char* end;
        std::size_t skip;
        Shape shape;
        bool plain;
    };
    // A cell that began before p and of which nothing but p is left ends here.
    bool ends(const char* p) const {
        return p == end() || *p == shape.separator || *p == shape.line_end ||
               (*p == '\r' && (p + 1 == end() || p[1] == shape.line_end));
    }
};

inline constexpr std::size_t no_row = static_cast<std::size_t>(-1);
// The lower of two rows of which either may be no_row.
inline void keep_first(std::size_t& kept, std::size_t row) {
    if (row < kept) kept = row;
}

}  // namespace kamino::analyze
