#include "engine/propensity/frame.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <optional>
#include <set>

namespace kamino::propensity {

bool Column::missing(std::size_t row) const {
    return kind == Kind::category ? levels[code[row]].empty() : !std::isfinite(number[row]);
}

Frame select(const Frame& frame, const std::vector<bool>& keep) {
    Frame out;
    for (std::size_t i = 0; i < frame.rows; ++i) out.rows += keep[i];
    for (const auto& column : frame.columns) {
        Column part{.name = column.name, .kind = column.kind, .levels = column.levels};
        for (std::size_t i = 0; i < frame.rows; ++i) {
            if (!keep[i]) continue;
            if (column.kind == Kind::category)
                part.code.push_back(column.code[i]);
            else
                part.number.push_back(column.number[i]);
        }
        out.columns.push_back(std::move(part));
    }
    return out;
}

Matrix select(const Matrix& matrix, const std::vector<std::size_t>& rows) {
    Matrix out{.columns = matrix.columns};
    for (const auto i : rows) {
        for (auto k = matrix.start[i]; k < matrix.start[i + 1]; ++k) {
            out.feature.push_back(matrix.feature[k]);
            out.value.push_back(matrix.value[k]);
        }
        out.start.push_back(out.feature.size());
    }
    return out;
}

namespace {

// Names that say "I am a number of a row": id, key, code, uuid, nr and what ends in them.
bool named_identifier(std::string name) {
    std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return std::tolower(c); });
    for (const std::string end : {"id", "_key", "uuid", "guid", "number", "_nr", "_no"})
        if (name.ends_with(end)) return true;
    return false;
}

std::optional<Dropped> useless(const Column& column) {
    std::size_t known = 0;
    std::set<double> numbers;
    std::set<std::uint32_t> codes;
    bool whole = true;
    for (std::size_t i = 0; i < column.size(); ++i) {
        if (column.missing(i)) continue;
        ++known;
        if (column.kind == Kind::category)
            codes.insert(column.code[i]);
        else
            numbers.insert(column.number[i]),
                whole = whole && column.number[i] == std::floor(column.number[i]);
    }
    const auto different = numbers.size() + codes.size();
    if (known == 0) return Dropped::empty;
    if (different == 1 && known == column.size()) return Dropped::constant;
    // Texts that hardly repeat, and whole numbers that never do and are named so.
    if (column.kind == Kind::category && known >= 20 && different * 10 > known * 6)
        return Dropped::identifier;
    if (column.kind == Kind::numeric && whole && known >= 20 && different == known &&
        named_identifier(column.name))
        return Dropped::identifier;
    return std::nullopt;
}

struct DateParts {
    unsigned month, weekday;
};

DateParts parts_of(double days) {
    const std::chrono::sys_days day{std::chrono::days{static_cast<int>(days)}};
    return {static_cast<unsigned>(std::chrono::year_month_day{day}.month()) - 1,
            std::chrono::weekday{day}.c_encoding()};
}

}  // namespace

double Encoder::Scale::operator()(double v) const {
    const double x = logarithm ? std::log1p(std::max(v, 0.0)) : v;
    return std::clamp((x - mean) / deviation, -6.0, 6.0);
}

unsigned Encoder::add(std::size_t column) {
    source_.push_back(column);
    return static_cast<unsigned>(source_.size() - 1);
}

void Encoder::learn_numbers(const Column& column, Part& part) {
    double n = 0, mean = 0, second = 0, third = 0, least = HUGE_VAL, most = -HUGE_VAL;
    for (const double v : column.number)
        if (std::isfinite(v)) mean += v, n += 1, least = std::min(least, v), most = std::max(most, v);
    mean /= n;
    for (const double v : column.number)
        if (std::isfinite(v)) second += std::pow(v - mean, 2) / n, third += std::pow((v - mean), 3) / n;
    if (part.kind == Kind::numeric && least >= 0 && third > 2 * std::pow(second, 1.5)) {
        part.scale.logarithm = true;
        mean = second = 0;
        for (const double v : column.number)
            if (std::isfinite(v)) mean += std::log1p(v) / n;
        for (const double v : column.number)
            if (std::isfinite(v)) second += std::pow(std::log1p(v) - mean, 2) / n;
    }
    part.scale.mean = mean;
    part.scale.deviation = second > 0 && std::isfinite(second) ? std::sqrt(second) : 1;
    part.first = add(part.column);
    if (part.kind == Kind::date) {
        part.months = most - least >= 2 * 365;
        for (int k = 1; k < 7 + (part.months ? 12 : 0); ++k) add(part.column);
    }
    part.missing = n < static_cast<double>(column.number.size()) ? add(part.column) : none;
}

void Encoder::learn_levels(const Column& column, Part& part) {
    std::vector<std::size_t> count(column.levels.size());
    for (const auto c : column.code) ++count[c];
    std::vector<std::uint32_t> order;
    const auto least = std::max<std::size_t>(10, column.code.size() / 200);
    for (std::uint32_t c = 0; c < count.size(); ++c)
        if (count[c] >= std::min(least, std::max<std::size_t>(2, column.code.size() / 20)))
            order.push_back(c);
    std::sort(order.begin(), order.end(), [&](auto a, auto b) {
        return count[a] != count[b] ? count[a] > count[b] : column.levels[a] < column.levels[b];
    });
    if (order.size() > 60) order.resize(60);
    for (const auto c : order) part.levels[column.levels[c]] = add(part.column);
    part.other = add(part.column);
}

Encoder Encoder::learn(const Frame& frame) {
    Encoder out;
    for (std::size_t k = 0; k < frame.columns.size(); ++k) {
        const auto& column = frame.columns[k];
        out.names_.push_back(column.name);
        if (const auto why = useless(column)) {
            out.dropped_.emplace_back(k, *why);
            continue;
        }
        Part part{.column = k, .kind = column.kind};
        if (column.kind == Kind::category)
            out.learn_levels(column, part);
        else
            out.learn_numbers(column, part);
        out.parts_.push_back(std::move(part));
    }
    return out;
}

void Encoder::write(const Part& part, const Column& column, std::size_t row, Matrix& out) {
    const auto put = [&](unsigned feature, double value) {
        out.feature.push_back(feature);
        out.value.push_back(value);
    };
    if (part.kind == Kind::category) {
        const auto found =
            part.levels.find(column.kind == Kind::category ? column.levels[column.code[row]] : "");
        put(found == part.levels.end() ? part.other : found->second, 1);
    } else if (column.missing(row)) {
        if (part.missing != none) put(part.missing, 1);
    } else if (column.kind == Kind::date && part.kind == Kind::date) {
        const auto [month, weekday] = parts_of(column.number[row]);
        put(part.first + weekday, 1);
        if (part.months) put(part.first + 7 + month, 1);
    } else if (column.kind == Kind::numeric && part.kind == Kind::numeric) {
        put(part.first, part.scale(column.number[row]));
    }
}

Matrix Encoder::apply(const Frame& frame) const {
    std::vector<const Column*> column_of;
    for (const auto& part : parts_) {
        const auto found = std::find_if(frame.columns.begin(), frame.columns.end(),
                                        [&](const Column& c) { return c.name == names_[part.column]; });
        column_of.push_back(found == frame.columns.end() ? nullptr : &*found);
    }
    Matrix out{.columns = features()};
    for (std::size_t row = 0; row < frame.rows; ++row) {
        for (std::size_t p = 0; p < parts_.size(); ++p)
            if (column_of[p]) write(parts_[p], *column_of[p], row, out);
        out.start.push_back(out.feature.size());
    }
    return out;
}

}  // namespace kamino::propensity
