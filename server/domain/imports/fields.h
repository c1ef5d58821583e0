// The fields that an import can fill, per entity, with the names that people give them in English, Spanish
// and Dutch. The list follows the described records; a test compares both.
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kamino::imports {

enum class FieldKind {
    text,
    email,
    phone,
    url,
    integer,
    decimal,
    percent,
    money,
    date,
    instant,
    boolean,
    choice,
    country,
    reference,
    list
};

struct TargetField {
    std::string_view entity;
    std::string_view name;
    FieldKind kind;
    std::string_view to;        // reference: entity
    std::string_view synonyms;  // folded names, separated by '|'
    bool required = false;
};

std::span<const std::string_view> entities();  // in the order in which files should be imported: users first
bool is_entity(std::string_view entity);
std::vector<const TargetField*> fields_of(std::string_view entity);
const TargetField* find_field(std::string_view entity, std::string_view name);

}  // namespace kamino::imports
