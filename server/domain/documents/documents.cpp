// One document: the plan of a moment, for a circle of readers, in a format.
#include <array>

#include "domain/documents/public.h"
#include "domain/programme/public.h"
#include "domain/revisions/public.h"
#include "domain/selection/public.h"
#include "domain/workspace/public.h"

namespace kamino::documents {
namespace {

struct Format {
    std::string_view name, type;
    std::string (*write)(const office::Document&);
};
constexpr std::array<Format, 4> formats{
    {{"html", "text/html; charset=utf-8", office::html},
     {"json", "application/json", office::json},
     {"pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation", office::pptx},
     {"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", office::xlsx}}};

const Format* format_of(std::string_view name) {
    for (const auto& f : formats)
        if (f.name == name) return &f;
    return nullptr;
}

office::Audience audience_of(const std::string& word) {
    if (word == "customer_safe") return office::Audience::customer_safe;
    return word == "partner" ? office::Audience::partner : office::Audience::internal;
}

// What stands around the account on that day; of other days than today only what began before is known.
plans::Standing standing_of(storage::Read& read, const plans::Plan& plan, Date on, bool frozen) {
    plans::Standing standing;
    if (const auto stay = programme::membership(read, plan.account_id); stay && stay->entered_on <= on) {
        standing.list_state = stay->list == "key" ? stay->state : "prospect";
        standing.entry_reason = stay->entry_reason;
    }
    if (frozen) return standing;
    if (const auto row = selection::portfolio_row(read, plan.account_id)) {
        standing.customer_class = row->class_;
        standing.potential = row->potential;
    }
    return standing;
}

office::Value said(std::string text, office::Audience audience) {
    office::Value v;
    v.text = std::move(text);
    v.audience = audience;
    return v;
}

// "Revision 3 of 26 Nov 2026": its number for everybody, its name for us.
office::Cell stamp_of(const revisions::Moment& moment, const office::Document& d, i18n::Language language) {
    const auto date = i18n::format_date(d.locale, d.on);
    const auto& fields = revisions::Revision::entity();
    if (moment.number == 0)
        return {
            said(i18n::translate(language, moment.label == "now" ? "plan.print.working" : "plan.print.as_of",
                                 {{"date", date}}),
                 office::Audience::customer_safe)};
    return {said(i18n::translate(language, "plan.print.revision",
                                 {{"number", std::to_string(moment.number)}, {"date", date}}),
                 fields.at("number").rule.audience),
            said(moment.label, fields.at("name").rule.audience)};
}

std::string file_name(const office::Document& d, const std::string& format) {
    std::string name;
    for (const char c : d.title + " - " + d.kind)
        name += static_cast<unsigned char>(c) < 0x20 ||
                        std::string_view{"/\\:*?\"<>|"}.find(c) != std::string_view::npos
                    ? '_'
                    : c;
    return name + "." + format;
}

}  // namespace

void check(const Wish& wish) {
    std::vector<FieldFault> faults;
    const auto one_of = [&](const char* path, const std::string& value,
                            std::initializer_list<std::string_view> all) {
        std::string choices;
        for (const auto& one : all) {
            if (value == one) return;
            choices += (choices.empty() ? "" : ", ") + std::string{one};
        }
        faults.push_back({path, "field.not_a_choice", {{"choices", choices}}});
    };
    one_of("/format", wish.format, {"html", "json", "pptx", "xlsx"});
    one_of("/audience", wish.audience, {"internal", "partner", "customer_safe"});
    one_of("/view", wish.view, {"full", "executive"});
    if (!faults.empty()) throw invalid_fields(std::move(faults));
}

Made make(const registry::Registry& registry, storage::Read& read, const plans::Plan& plan,
          const Wish& wish) {
    check(wish);
    const auto moment = revisions::moment_of(read, plan, wish.at, "at");
    plans::DocumentWish asked{wish.language};
    plans::Frozen frozen;
    if (wish.at != "now") {
        frozen = revisions::frozen_at(registry, read, plan, moment);
        asked.frozen = &frozen;
    }
    asked.standing = standing_of(read, plan, moment.at.date(), asked.frozen != nullptr);
    auto whole = plans::document(read, plan, asked);
    whole.stamp = stamp_of(moment, whole, wish.language);
    whole.for_whom = i18n::translate(wish.language, "plan.print.for." + wish.audience);
    whole.brand = workspace::brand(read);
    auto seen = office::for_reader(whole, audience_of(wish.audience));
    if (wish.view == "executive") seen.sections.clear();
    const auto& format = *format_of(wish.format);
    return {file_name(seen, wish.format), std::string{format.type}, format.write(seen)};
}

}  // namespace kamino::documents
