// Cases as columns, and the numbers that models read. Engine types only: no files. A column keeps its name
// and its levels' names, so that what was learned from one frame can be applied to another.
#pragma once
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace kamino::propensity {

enum class Kind { numeric, category, date };

struct Column {
    std::string name;
    Kind kind = Kind::numeric;
    std::vector<double> number{};       // numeric, or days since 1970-01-01 of a date; NaN where missing
    std::vector<std::uint32_t> code{};  // category: an index into levels
    std::vector<std::string> levels{};  // "" is the missing one
    bool missing(std::size_t row) const;
    std::size_t size() const { return kind == Kind::category ? code.size() : number.size(); }
};

struct Frame {
    std::size_t rows = 0;
    std::vector<Column> columns;
};
// The rows of the frame with keep[row] set.
Frame select(const Frame& frame, const std::vector<bool>& keep);

// Rows of few non-zero features, one row after the other.
struct Matrix {
    std::size_t columns = 0;
    std::vector<std::size_t> start{0};
    std::vector<unsigned> feature;
    std::vector<double> value;
    std::size_t rows() const { return start.size() - 1; }
};
Matrix select(const Matrix& matrix, const std::vector<std::size_t>& rows);

enum class Dropped { constant, identifier, empty };

// From columns to features, learned from the training cases without looking at the outcome: numbers are
// standardised (after ln(1 + x) when they are skewed and not negative) and cut at ±6; what is missing gets an
// indicator; levels with fewer than max(10, 0.5 %) cases, all but the 60 most frequent, and levels never seen
// before share one feature; dates become their weekday and, when they span two years, their month. The day
// itself is not used: which cases of which day are decided yet depends on the outcome (lost ones often end
// sooner), and the days to come are beyond all that was learned.
class Encoder {
  public:
    static Encoder learn(const Frame& frame);
    Matrix apply(const Frame& frame) const;  // columns are found by name; one that is not there is missing

    std::size_t features() const { return source_.size(); }
    // The column of the frame that a feature comes from.
    const std::vector<std::size_t>& source() const { return source_; }
    const std::vector<std::string>& names() const { return names_; }  // of the frame's columns
    // Columns that say nothing, and why; they have no features.
    const std::vector<std::pair<std::size_t, Dropped>>& dropped() const { return dropped_; }

  private:
    struct Scale {
        bool logarithm = false;
        double mean = 0, deviation = 1;
        double operator()(double v) const;
    };
    struct Part {
        std::size_t column = 0;
        Kind kind = Kind::numeric;
        unsigned first = 0;    // feature
        unsigned missing = 0;  // feature of the missing ones; `none` when nothing was missing
        Scale scale{};
        std::map<std::string, unsigned> levels{};
        bool months = false;  // of a date
        unsigned other = 0;   // feature of rare and unknown levels
    };
    static constexpr unsigned none = ~0u;
    unsigned add(std::size_t column);
    void learn_numbers(const Column& column, Part& part);
    void learn_levels(const Column& column, Part& part);
    static void write(const Part& part, const Column& column, std::size_t row, Matrix& out);

    std::vector<Part> parts_;
    std::vector<std::size_t> source_;
    std::vector<std::string> names_;
    std::vector<std::pair<std::size_t, Dropped>> dropped_;
};

}  // namespace kamino::propensity
