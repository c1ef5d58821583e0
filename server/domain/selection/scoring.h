// What a run keeps of one account besides the portfolio's columns: raw and normalised value of every
// criterion and the facts behind, as compact JSON in portfolio.scoring. The explanation reads it, so that
// score and explanation never tell two stories.
#pragma once
#include "domain/selection/model.h"

namespace kamino::selection {

struct Scoring {
    Values raw = unknown_values(), normalised = unknown_values();
    std::int64_t months_active = 0, invoices = 0, weighted = 0, open_count = 0, won_count = 0, lost_count = 0;
    std::int64_t people = 0, close = 0, deciders = 0, contacts = 0;
    PotentialBy potential_by = PotentialBy::nothing;
    double value = 0;
};
std::string encode(const Facts& facts, const Result& result);
std::string encode(const Scoring& scoring);
std::optional<Scoring> decode(std::string_view text);  // nullopt: never scored

}  // namespace kamino::selection
