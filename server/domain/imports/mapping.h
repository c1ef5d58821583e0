// How the columns of a file become the fields of records: plain data that the importer applies row by row,
// that a person may edit on screen, that `--mapping m.json` gives and that a workspace keeps by name. Columns
// that lead to the same field are alternatives: the first non-empty one wins, in the order of the list (but
// see Take::line).
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/imports/values.h"

namespace kamino::imports {

// How a cell gives the value of its field.
enum class Take : std::uint8_t {
    value,      // by the field's own kind: text, integer, decimal, money, date, instant, boolean, choice
    reference,  // the id of a record of `to`, found by the keys in `by`, in that order
    list,       // several values split by `split` (";" by default); with `to`, several references
    full_name,  // a person's name in one cell: fills name and, where no column does, first_name and last_name
    line,       // joined to the other columns of the field with a line break (address lines, descriptions)
    currency,   // the ISO code of the money in `field`
    skip_row,   // field is "": the row is left out when the cell is true (IsDeleted)
};
std::string_view name_of(Take take);
std::optional<Take> take_of(std::string_view name);

struct ColumnMapping {
    std::string column;  // the header as Table::headers gives it (matched without case)
    // The target field. "" = ignored (a column that only a Computed uses stands here so). "product_id.name"
    // is a field of the record that `product_id` refers to, used when that record has to be made.
    // "custom.region" is a custom field.
    std::string field;
    Take take = Take::value;
    std::string to;  // reference, list: "users", "accounts", "people", "products", "opportunities",
                     // "opportunity_stages", "account_units"
    std::vector<std::string> by;  // "external_id", "email", "name", "code", "key", "website"
    std::string split;  // list: between values, ";" when empty. reference: the first value found counts
    bool or_empty =
        false;  // reference, list: what is not found is left out (a task's WhatId may be of any kind)
    std::int64_t scale = 1;    // numbers and money: multiplied by (Maven revenue is in millions)
    std::int64_t divisor = 1;  // and divided by (call seconds to minutes)
    std::string currency;      // money: the currency when the cell names none; "" = the import's
    std::map<std::string, std::string> words;  // folded cell -> value ("customer - direct" -> "customer")
    std::optional<std::string> otherwise;  // value for a word that is not in `words`; nullopt = as it stands
    // Written by detection or by the person's answer; nullopt = the import's options.
    std::optional<DecimalMark> decimal;
    std::optional<DateOrder> date_order;
    bool strip_point_zero = false;
    double confidence = 1;  // 0..1, for the screen

    ColumnFormat format(const ColumnFormat& fallback = {}) const;
    // The cell's text through `words` and `otherwise`.
    std::string word(std::string_view text) const;
    bool operator==(const ColumnMapping&) const = default;
};

// A field that no column holds but two give: net_amount = quantity × unit_price (rounded half-even to minor
// units).
struct Computed {
    std::string field;
    std::string left;      // column
    std::string right;     // column
    std::string currency;  // "" = the import's
    bool operator==(const Computed&) const = default;
};

struct Mapping {
    std::string dialect;  // "salesforce_api", …; "" = unknown
    std::string
        entity;  // "accounts", "people", "opportunities", "interactions", "products", "sales_lines", "users"
    std::vector<ColumnMapping> columns;
    std::vector<Computed> computed;
    // field -> value for rows that give the field no other; "{column}" stands for the row's cell: {"name":
    // "{product}"}.
    std::map<std::string, std::string> constants;
    // Fields that together tell a row without external_id from another. Where rows of one file are alike in
    // all of them (an invoice with the same line twice), the how-manieth of its kind a row is belongs to the
    // key too.
    std::vector<std::string> natural_key;

    const ColumnMapping* find(std::string_view column) const;                  // by header, without case
    std::vector<const ColumnMapping*> of_field(std::string_view field) const;  // alternatives, in order
    bool operator==(const Mapping&) const = default;
};

// Sales lines know no unit price of their own: a column mapped to `unit_price` becomes the right half of a
// Computed net_amount when no column holds net_amount, and is ignored otherwise. Computed whose columns are
// missing are dropped.
void complete(Mapping& mapping);

// JSON as documented in README.md of this folder; members at their default are left out.
std::string mapping_to_json(const Mapping& mapping);
// Fault invalid "import.mapping_invalid" with the path of what is wrong; unknown fields of the listed
// entities are refused here, those of any other by the run.
Mapping mapping_from_json(std::string_view json);

}  // namespace kamino::imports
