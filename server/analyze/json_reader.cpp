#include "analyze/json_reader.h"

#include <algorithm>
#include <cmath>

#include "platform/base/fault.h"
#include "platform/base/text.h"

namespace kamino::analyze {

boost::json::value parse_document(const Source& source) {
    try {
        return base::parse_json(source.text);
    } catch (const Fault& fault) {
        const auto offset = fault.params.find("offset");
        const auto at = offset == fault.params.end() ? 0 : base::to_int(offset->second).value_or(0);
        const auto end = source.text.begin() + std::min<std::ptrdiff_t>(at, std::ssize(source.text));
        throw Refusal("is not JSON: " + fault.internal, source.path,
                      static_cast<std::size_t>(1 + std::count(source.text.begin(), end, '\n')));
    }
}

std::optional<Field> Field::find(std::string_view name) const {
    if (!value_->is_object()) refuse("must be an object");
    const auto* found = value_->as_object().if_contains(name);
    if (!found || found->is_null()) return std::nullopt;
    return Field{*source_, *found, path_ + "/" + std::string{name}};
}

Field Field::at(std::string_view name) const {
    auto found = find(name);
    if (!found) refuse("lacks \"" + std::string{name} + "\"");
    return *found;
}

std::vector<Field> Field::items() const {
    if (!value_->is_array()) refuse("must be a list");
    std::vector<Field> out;
    out.reserve(value_->as_array().size());
    for (const auto& item : value_->as_array())
        out.emplace_back(*source_, item, path_ + "/" + std::to_string(out.size()));
    return out;
}

double Field::number() const {
    if (!value_->is_number()) refuse("must be a number");
    const double value = value_->to_number<double>();
    if (!std::isfinite(value)) refuse("must be a finite number");
    return value;
}

double Field::at_least(double least) const {
    const double value = number();
    if (value < least) refuse("must be at least " + base::number_text(least));
    return value;
}

long long Field::whole() const {
    const double value = number();
    if (value != std::floor(value) || std::abs(value) > 1e15) refuse("must be a whole number");
    return static_cast<long long>(value);
}

bool Field::flag() const {
    if (!value_->is_bool()) refuse("must be true or false");
    return value_->as_bool();
}

std::string Field::text() const {
    if (!value_->is_string()) refuse("must be a text");
    return std::string{value_->as_string()};
}

std::string Field::name() const {
    if (value_->is_string()) return std::string{value_->as_string()};
    if (value_->is_number()) return std::to_string(whole());
    refuse("must be an id: a text or a whole number");
}

std::string Field::choice(const std::vector<std::string>& choices) const {
    auto value = text();
    if (std::find(choices.begin(), choices.end(), value) != choices.end()) return value;
    std::string all;
    for (const auto& c : choices) all += (all.empty() ? "" : ", ") + c;
    refuse("must be one of " + all);
}

void Field::only(std::initializer_list<std::string_view> names) const {
    if (!value_->is_object()) refuse("must be an object");
    for (const auto& member : value_->as_object())
        if (std::find(names.begin(), names.end(), std::string_view{member.key()}) == names.end())
            refuse("has \"" + std::string{member.key()} + "\", which is not known here");
}

void Field::refuse(std::string reason) const {
    throw Refusal((path_.empty() ? std::string{"the document"} : path_) + " " + reason, source_->path);
}

double Field::number_or(std::string_view name, double otherwise) const {
    const auto found = find(name);
    return found ? found->number() : otherwise;
}

bool Field::flag_or(std::string_view name, bool otherwise) const {
    const auto found = find(name);
    return found ? found->flag() : otherwise;
}

}  // namespace kamino::analyze
