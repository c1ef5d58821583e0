// The entity that the fuzzers of this folder read into: one field of every kind.
#pragma once
#include "platform/describe/describe.h"

namespace kamino::describe {

struct Sample : Record {
    std::string name, email, website, country;
    bool active = false;
    std::int64_t employees = 0;
    std::optional<double> latitude;
    std::optional<Date> founded_on;
    std::optional<Instant> seen_at;
    std::optional<Money> revenue;
    std::optional<std::string> parent_id;
    std::vector<std::string> tags;
    Document custom;
};

inline const Entity& sample_entity() {
    static const Entity entity = make_entity<Sample>(
        "sample", "samples",
        {field<&Sample::name>("name", {.required = true, .max_len = 200, .folded = true}),
         field<&Sample::email>("email", {.format = "email"}),
         field<&Sample::website>("website", {.format = "url"}),
         field<&Sample::country>("country", {.choices = {"ES", "NL"}}), field<&Sample::active>("active"),
         field<&Sample::employees>("employees", {.min = 0, .max = 1e6}), field<&Sample::latitude>("latitude"),
         field<&Sample::founded_on>("founded_on"), field<&Sample::seen_at>("seen_at"),
         field<&Sample::revenue>("revenue"), field<&Sample::parent_id>("parent_id", {.reference = "sample"}),
         field<&Sample::tags>("tags"), field<&Sample::custom>("custom")});
    return entity;
}

}  // namespace kamino::describe
