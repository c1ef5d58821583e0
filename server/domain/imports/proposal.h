// What Kamino proposes for a file: a known dialect's mapping, and for the columns that it does not know the
// most similar field by name (English, Spanish, Dutch) and by content, each with its confidence and the
// alternatives; plus the questions that a person must answer before the file can be applied. Pure functions.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/imports/dialects.h"
#include "domain/imports/mapping.h"

namespace kamino::imports {

struct FieldOption {
    std::string field;
    double confidence = 0;
};

struct ColumnProposal {
    std::string column;
    std::optional<std::size_t> mapping;  // index into Proposal::mapping.columns; nullopt = not mapped
    std::string ignored;                 // reason (IgnoredColumn::reason) when known and not mappable
    std::vector<FieldOption> options;    // best first, at most five; may be empty
};

// "date_order": answers dmy, mdy. "decimal": answers point, comma. "mixed_dates" / "mixed_decimals": the
// column contradicts itself; rows that do not fit the answer will be rejected.
struct Question {
    std::string kind;
    std::string column;
    std::vector<std::string> answers;
    std::vector<std::string> samples;
};

struct Proposal {
    std::string dialect;  // "" = not recognised
    std::string entity;   // "" = could not even be guessed: ask
    double confidence = 0;
    Mapping mapping;
    std::vector<ColumnProposal> columns;  // one per header, in order
    std::vector<Question> questions;
};

// `profiles` is empty or has one profile per header. `entity` is what the person says the file is ("" =
// guess).
Proposal propose(std::span<const std::string> headers, std::span<const ColumnProfile> profiles,
                 std::string_view entity = "");

// Writes what the profiles are certain of into the mapping: decimal marks, orders of dates. `plain`: the
// program that wrote the file always writes a decimal point.
void settle_formats(Mapping& mapping, std::span<const std::string> headers,
                    std::span<const ColumnProfile> profiles, bool plain);

// The questions that remain for a mapping: an ambiguous column that is mapped to a date or number and has no
// answer.
std::vector<Question> open_questions(const Mapping& mapping, std::span<const std::string> headers,
                                     std::span<const ColumnProfile> profiles);

// Reads up to `rows` rows for the profiles and the first `samples` of them for the screen.
struct Preview {
    std::vector<ColumnProfile> profiles;
    std::vector<std::vector<std::string>> samples;
    std::uint64_t rows = 0;  // read
    bool whole = false;      // the table ended within `rows`
};
Preview preview(Table& table, std::uint64_t rows = 20'000, std::size_t samples = 10);

// 0..1: how alike two names are once folded and cut into words. Damerau–Levenshtein on words, best pairing of
// words.
double name_similarity(std::string_view a, std::string_view b);

}  // namespace kamino::imports
