#include "domain/imports/mapping.h"

#include <array>

#include "platform/base/text.h"

namespace kamino::imports {

namespace {

constexpr std::array<std::string_view, 7> take_names = {"value", "reference", "list",    "full_name",
                                                        "line",  "currency",  "skip_row"};
}  // namespace

std::string_view name_of(Take take) {
    return take_names[static_cast<std::size_t>(take)];
}

std::optional<Take> take_of(std::string_view name) {
    for (std::size_t i = 0; i < take_names.size(); ++i) {
        if (take_names[i] == name) return static_cast<Take>(i);
    }
    return {};
}

ColumnFormat ColumnMapping::format(const ColumnFormat& fallback) const {
    return {decimal.value_or(fallback.decimal), date_order.value_or(fallback.date_order),
            strip_point_zero || fallback.strip_point_zero};
}

std::string ColumnMapping::word(std::string_view text) const {
    if (words.empty() && !otherwise) return base::trim(text);
    const std::string folded = base::fold(text);
    if (folded.empty()) return {};
    const auto found = words.find(folded);
    if (found != words.end()) return found->second;
    return otherwise ? *otherwise : base::trim(text);
}

const ColumnMapping* Mapping::find(std::string_view column) const {
    const std::string folded = base::fold(column);
    for (const ColumnMapping& c : columns) {
        if (base::fold(c.column) == folded) return &c;
    }
    return nullptr;
}

std::vector<const ColumnMapping*> Mapping::of_field(std::string_view field) const {
    std::vector<const ColumnMapping*> found;
    for (const ColumnMapping& c : columns) {
        if (c.field == field && c.take != Take::currency) found.push_back(&c);
    }
    return found;
}

void complete(Mapping& mapping) {
    std::erase_if(mapping.computed, [&](Computed& c) {
        const ColumnMapping* left = mapping.find(c.left);
        const ColumnMapping* right = mapping.find(c.right);
        if (left == nullptr || right == nullptr || !mapping.of_field(c.field).empty()) return true;
        c.left = left->column;
        c.right = right->column;
        return false;
    });
    if (mapping.entity != "sales_lines") return;
    const auto quantities = mapping.of_field("quantity");
    for (ColumnMapping& c : mapping.columns) {
        if (c.field != "unit_price" || c.take == Take::currency) continue;
        c.field.clear();
        const bool stored = !mapping.of_field("net_amount").empty() || !mapping.computed.empty();
        if (!stored && !quantities.empty()) {
            mapping.computed.push_back({"net_amount", quantities.front()->column, c.column, c.currency});
        }
    }
}

}  // namespace kamino::imports
