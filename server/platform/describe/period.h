// Words of a filter that name days from today on: `last_purchase_on < today-6m`, `= last-90d`, `= fy-1`. A
// word stands for a stretch of days. Comparisons ask of the whole stretch: `=` within it, `<` before it, `<=`
// before its end, `>` after it, `>=` from its first day on.
//
//   today  today-90d  today+2w        one day; units d w m y; months are clipped to their last day
//   last-90d  next-6m                 from that day up to today, from today up to that day, both included
//   month  month-1  year+1            a calendar month or year, counted from this one
//   fq  fq-1  fy  fy-1                a fiscal quarter or year
#pragma once
#include <functional>
#include <optional>
#include <string_view>

#include "platform/base/date.h"

namespace kamino::describe {

struct Period {
    Date from, until;  // until: the first day after
    bool operator==(const Period&) const = default;
};

// nullopt when the text is no such word. `fiscal_start_month` is asked only by fiscal words; empty = January.
std::optional<Period> period_of(std::string_view text, Date today,
                                const std::function<int()>& fiscal_start_month);

}  // namespace kamino::describe
