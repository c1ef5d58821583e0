// The section about people: whom we know, who decides, how close we are, whom we do not reach.
#include <algorithm>

#include "domain/plans/draft.h"

namespace kamino::plans {
namespace {

constexpr std::size_t longest_list = 6;

}  // namespace

void say_people(const Facts& f, Sentences& out) {
    if (f.people.empty()) {
        out.push_back({"plan.people.none", {}});
        return;
    }
    out.push_back(counted("plan.people.known", static_cast<std::int64_t>(f.people.size())));
    int deciders = 0, reached = 0;
    for (const auto& p : f.people) {
        deciders += decides(p);
        reached += decides(p) && p.contacts_180d > 0;
    }
    if (deciders == 0)
        out.push_back({"plan.people.no_decider", {}});
    else
        out.push_back(counted("plan.people.deciders", deciders, {{"reached", number_part(reached)}}));
}

namespace {

void say_lights(const Facts& f, Sentences& out) {
    const auto count = [&](auto member, std::string_view value) {
        return number_part(
            static_cast<double>(std::count_if(f.people.begin(), f.people.end(), [&](const auto& p) {
                return p.*member == value || (value == "unknown" && (p.*member).empty());
            })));
    };
    const auto close = &PersonFacts::closeness, stance = &PersonFacts::stance;
    out.push_back({"plan.people.lights",
                   {{"green", count(close, "green")},
                    {"amber", count(close, "amber")},
                    {"red", count(close, "red")},
                    {"unknown", count(close, "unknown")}},
                   Layout::paragraph});
    out.push_back({"plan.people.stances",
                   {{"promoters", count(stance, "promoter")},
                    {"neutral", count(stance, "neutral")},
                    {"detractors", count(stance, "detractor")},
                    {"unknown", count(stance, "unknown")}}});
}

void say_unreached(const Facts& f, Sentences& out) {
    std::size_t said = 0;
    for (const auto& p : f.people) {
        if (!decides(p) || p.contacts_180d > 0 || said == longest_list) continue;
        if (said++ == 0) out.push_back({"plan.people.unreached", {}, Layout::paragraph});
        out.push_back({p.title.empty() ? "plan.people.person" : "plan.people.person_title",
                       {{"name", text_part(p.name)},
                        {"title", text_part(p.title)},
                        {"role", term_part("plan.decision." + p.role)}},
                       Layout::item});
    }
}

}  // namespace

Sentences people_sentences(const Facts& f) {
    Sentences out;
    say_people(f, out);
    if (f.people.empty()) return out;
    std::int64_t unknown = 0, met = 0;
    std::string only;
    std::vector<std::string> against;
    for (const auto& p : f.people) {
        unknown += p.role.empty() || p.role == "unknown";
        if (p.contacts_180d > 0 && ++met == 1) only = p.name;
        if (p.stance == "detractor" && against.size() < longest_list) against.push_back(p.name);
    }
    if (unknown > 0) out.push_back(counted("plan.people.unknown_roles", unknown));
    say_lights(f, out);
    if (!against.empty()) out.push_back({"plan.people.detractors", {{"names", names_part(against)}}});
    say_unreached(f, out);
    if (met == 0) out.push_back({"plan.people.no_contact", {}, Layout::paragraph});
    if (met == 1)
        out.push_back({"plan.people.single_theirs", {{"name", text_part(only)}}, Layout::paragraph});
    if (met > 1) out.push_back(counted("plan.people.met", met, {}, Layout::paragraph));
    if (met > 0 && f.our_contacts_180d == 1) out.push_back({"plan.people.single_ours", {}});
    return out;
}

}  // namespace kamino::plans
