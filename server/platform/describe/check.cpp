#include <algorithm>

#include "platform/base/text.h"
#include "platform/base/visible.h"
#include "platform/describe/members.h"

namespace kamino::describe {
namespace {

int code_points(std::string_view text) {
    return static_cast<int>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

// One '@' with text before it and a dot after it, no white space: what a mail server will judge is not judged
// here.
bool is_email(std::string_view text) {
    const auto at = text.find('@');
    if (at == std::string_view::npos || at == 0 || text.find('@', at + 1) != std::string_view::npos)
        return false;
    const auto domain = text.substr(at + 1);
    const auto dot = domain.find('.');
    return dot != std::string_view::npos && dot != 0 && domain.back() != '.' &&
           text.find_first_of(" \t\r\n<>,;\"") == std::string_view::npos;
}

bool is_url(std::string_view text) {
    if (text.find_first_of(" \t\r\n<>\"") != std::string_view::npos) return false;
    const auto scheme = text.find("://");
    if (scheme != std::string_view::npos) {
        const auto name = text.substr(0, scheme);
        if (name != "http" && name != "https") return false;
        text.remove_prefix(scheme + 3);
    }
    return text.find('.') != std::string_view::npos && text.front() != '.' && text.find("javascript:") != 0;
}

void check_text(const Field& f, std::string_view text, std::vector<FieldFault>& faults) {
    if (text.empty()) return;
    const auto refuse = [&](const char* key, Params params = {}) {
        faults.push_back({"/" + std::string{f.name}, key, std::move(params)});
    };
    if (f.rule.required && !base::has_visible(text)) refuse("field.required");
    if (f.rule.format != "multiline" && base::turns_direction(text)) refuse("field.turns_direction");
    if (text.size() > static_cast<std::size_t>(f.rule.max_len) && code_points(text) > f.rule.max_len)
        refuse("field.too_long", {{"max", std::to_string(f.rule.max_len)}});
    if (!f.rule.choices.empty() &&
        std::find(f.rule.choices.begin(), f.rule.choices.end(), text) == f.rule.choices.end()) {
        std::string all;
        for (auto c : f.rule.choices) all += (all.empty() ? "" : ", ") + std::string{c};
        refuse("field.not_a_choice", {{"choices", all}});
    }
    if (f.rule.format == "email" && !is_email(text)) refuse("field.bad_email");
    if (f.rule.format == "url" && !is_url(text)) refuse("field.bad_url");
    if (f.rule.format == "currency" && !currency_exponent(text)) refuse("field.bad_currency");
    if (!base::is_utf8(text)) refuse("field.wrong_type");
}

void check_range(const Field& f, double value, std::vector<FieldFault>& faults) {
    const auto refuse = [&](const char* key, const char* name, double limit) {
        faults.push_back({"/" + std::string{f.name}, key, {{name, base::number_text(limit)}}});
    };
    if (f.rule.min && value < *f.rule.min) refuse("field.too_small", "min", *f.rule.min);
    if (f.rule.max && value > *f.rule.max) refuse("field.too_large", "max", *f.rule.max);
}

}  // namespace

void check_member(const Field& f, const Record& record, std::vector<FieldFault>& faults) {
    Record& r = const_cast<Record&>(record);
    if (is_absent(f, record)) {
        if (f.rule.required) faults.push_back({"/" + std::string{f.name}, "field.required", {}});
        return;
    }
    switch (f.kind) {
        case Kind::text:
            check_text(f, f.nullable ? *member<std::optional<std::string>>(f, r) : member<std::string>(f, r),
                       faults);
            return;
        case Kind::integer:
            check_range(f,
                        static_cast<double>(f.nullable ? *member<std::optional<std::int64_t>>(f, r)
                                                       : member<std::int64_t>(f, r)),
                        faults);
            return;
        case Kind::real:
            check_range(f, f.nullable ? *member<std::optional<double>>(f, r) : member<double>(f, r), faults);
            return;
        case Kind::list:
            for (const auto& item : member<std::vector<std::string>>(f, r)) {
                if (code_points(item) > 200)
                    faults.push_back({"/" + std::string{f.name}, "field.too_long", {{"max", "200"}}});
            }
            return;
        default:
            return;
    }
}

std::vector<FieldFault> validate(const Entity& entity, const Record& record) {
    std::vector<FieldFault> faults;
    for (const auto& f : entity.fields) check_member(f, record, faults);
    return faults;
}

}  // namespace kamino::describe
