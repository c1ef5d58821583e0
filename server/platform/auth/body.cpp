#include "platform/auth/body.h"
#include "platform/base/visible.h"

#include <algorithm>

namespace kamino::auth {

Body::Body(const http::Request& request) {
    auto document = request.json();
    if (!document.is_object()) throw invalid("request.malformed");
    object_ = std::move(document.as_object());
}

const boost::json::value* Body::take(std::string_view name) {
    taken_.emplace_back(name);
    const auto* value = object_.if_contains(name);
    return value && !value->is_null() ? value : nullptr;
}

std::string Body::text(std::string_view name, bool required, std::size_t max) {
    const auto path = "/" + std::string{name};
    const auto* value = take(name);
    if (value && !value->is_string()) {
        add({path, "field.wrong_type"});
        return {};
    }
    std::string text = value ? std::string{value->as_string()} : std::string{};
    if (required && !base::has_visible(text)) add({path, "field.required"});
    if (text.size() > max) add({path, "field.too_long", {{"max", std::to_string(max)}}});
    return text;
}

std::vector<std::string> Body::texts(std::string_view name) {
    const auto path = "/" + std::string{name};
    const auto* value = take(name);
    std::vector<std::string> texts;
    if (!value) {
        add({path, "field.required"});
        return texts;
    }
    const auto* array = value->if_array();
    if (!array || array->size() > 50) {
        add({path, "field.wrong_type"});
        return texts;
    }
    for (const auto& item : *array) {
        if (item.is_string())
            texts.emplace_back(item.as_string());
        else
            add({path, "field.wrong_type"});
    }
    if (texts.empty()) add({path, "field.required"});
    return texts;
}

void Body::finish() {
    for (const auto& member : object_) {
        const std::string name{member.key()};
        if (std::find(taken_.begin(), taken_.end(), name) == taken_.end()) add({"/" + name, "field.unknown"});
    }
    if (!faults_.empty()) throw invalid_fields(std::move(faults_));
}

}  // namespace kamino::auth
