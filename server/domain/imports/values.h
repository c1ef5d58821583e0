// What the text of a cell means: numbers, money, dates and words as people and programs of several countries
// write them. Pure functions. Nothing is guessed: a column whose dates or numbers can be read in two ways
// says so (ColumnProfile) and the person is asked; the answer is the ColumnFormat that the parsers take.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/imports/table.h"
#include "platform/base/date.h"
#include "platform/base/date_text.h"
#include "platform/base/number_text.h"

namespace kamino::imports {

using base::date_order_of;
using base::DateOrder;
using base::decimal_mark_of;
using base::DecimalMark;
using base::parse_date;
using base::parse_decimal;
using base::parse_instant;
using base::parse_integer;
using base::parse_money;
using base::parse_percent;
using base::ParsedMoney;

// How one column writes its values.
struct ColumnFormat {
    DecimalMark decimal = DecimalMark::point;
    DateOrder date_order =
        DateOrder::ymd;             // of dates in figures only; ISO and named months are read in any case
    bool strip_point_zero = false;  // "17850.0" is the id 17850
};

// true/false, yes/no, sí/no, ja/nee, verdadero/falso, waar/onwaar, 1/0, x.
std::optional<bool> parse_boolean(std::string_view text);

// "ES" for Spain, España, Spanje; nullopt for what is no country's name.
std::optional<std::string> country_code(std::string_view name);

// Days since 1899-12-30 (or 1904-01-01), fraction = time. Excel's 29 February 1900 is respected.
std::optional<Instant> instant_of_serial(double serial, bool from_1904 = false);

// The same for a cell: what a workbook already knows is not guessed again; bare Excel serials (20000–80000)
// count as dates in a column of dates.
std::optional<std::string> decimal_of(const Cell& cell, const ColumnFormat& format);
std::optional<ParsedMoney> money_of(const Cell& cell, const ColumnFormat& format);
std::optional<Date> date_of(const Cell& cell, const ColumnFormat& format);
std::optional<Instant> instant_of(const Cell& cell, const ColumnFormat& format);
std::string text_of(const Cell& cell,
                    const ColumnFormat& format);  // trimmed; "17850.0" stripped when so told

enum class Evidence : std::uint8_t { none, certain, ambiguous, contradictory };
std::string_view name_of(Evidence evidence);  // "none", "certain", "ambiguous", "contradictory"

// What has been seen in one column. Feed it every cell (or the first some ten thousand) and ask.
class ColumnProfile {
  public:
    void observe(const Cell& cell);

    std::uint64_t rows() const { return rows_; }
    std::uint64_t filled() const { return filled_; }
    std::uint64_t distinct() const;  // exact up to 256, then 257
    // Share of the filled cells of which the statement is true, 0..1.
    double share_number() const { return share(numbers_); }
    double share_money() const { return share(money_); }  // numbers that carry a currency sign or code
    double share_date() const { return share(dates_); }
    double share_email() const { return share_looked_at(emails_); }
    double share_url() const { return share_looked_at(urls_); }
    double share_phone() const { return share_looked_at(phones_); }
    double share_boolean() const { return share_looked_at(booleans_); }
    double share_country() const { return share_looked_at(countries_); }
    double share_percent() const { return share(percents_); }
    bool looks_like_ids() const;  // filled, all different so far, short, without blanks
    bool point_zero() const { return filled_ > 0 && point_zero_ == filled_; }  // every value is "\d+\.0"

    // Numbers such as 1,234 or 1.234 alone are ambiguous; 1,5 or 1.234,5 are certain.
    Evidence decimal() const;
    DecimalMark decimal_mark() const;  // the certain one; point otherwise
    // Dates in figures: a number over 12 makes the order certain.
    Evidence date() const;
    DateOrder date_order() const;  // the certain one; ymd otherwise
    // Both orders remain possible: up to five values to show with the question.
    const std::vector<std::string>& samples() const {
        return samples_;
    }  // of all values, the first five different
    const std::vector<std::string>& ambiguous_samples() const { return ambiguous_samples_; }
    ColumnFormat format() const;  // what is certain; the rest at its default

  private:
    double share(std::uint64_t n) const {
        return filled_ == 0 ? 0 : static_cast<double>(n) / static_cast<double>(filled_);
    }
    double share_looked_at(std::uint64_t n) const {
        return looked_at_ == 0 ? 0 : static_cast<double>(n) / static_cast<double>(looked_at_);
    }
    void observe_word(const Cell& cell, std::string_view text);
    void observe_number(std::string_view text);
    void observe_date(std::string_view text);
    void note_ambiguous(std::string_view text);

    std::uint64_t rows_ = 0, filled_ = 0, numbers_ = 0, money_ = 0, dates_ = 0, emails_ = 0, urls_ = 0,
                  phones_ = 0;
    std::uint64_t booleans_ = 0, countries_ = 0, percents_ = 0, point_zero_ = 0, short_words_ = 0,
                  looked_at_ = 0;
    std::uint64_t decimal_points_ = 0, decimal_commas_ = 0, decimal_either_ = 0;
    std::uint64_t day_first_ = 0, month_first_ = 0, year_first_ = 0, either_order_ = 0;
    std::vector<std::string> samples_;
    std::vector<std::string> ambiguous_samples_;
    std::vector<std::uint64_t> seen_;  // hashes of the first 256 different values
    std::uint64_t repeats_ = 0;
};

}  // namespace kamino::imports
