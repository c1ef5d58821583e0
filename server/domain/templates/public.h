// Templates of account plans: what the company's plans ask for, in versions. The only header that others
// include.
#pragma once
#include <memory>
#include <optional>

#include "domain/templates/form.h"
#include "domain/templates/shelf.h"
#include "platform/registry/registry.h"

namespace kamino::templates {

struct PlanTemplate : describe::Record {
    std::string name, description;
    std::vector<std::string> rigours;        // new plans of these rigours take it
    std::vector<std::string> account_types;  // of these accounts only; none = of all
    std::int64_t position = 0;
    describe::Document form;  // the draft of the next version
    std::string shipped_key;  // "standard", "light": from the shelf
    std::int64_t shipped_version = 0;
    std::int64_t number = 0;                // of the newest version; 0 = never published
    std::optional<std::string> version_id;  // the newest version
    static const describe::Entity& entity();
};

struct PlanTemplateVersion : describe::Record {
    std::string template_id, name;  // the template's name when it was published
    std::int64_t number = 0;
    describe::Document form;
    std::string note;
    std::optional<std::string> published_by;
    std::optional<Instant> published_at;
    static const describe::Entity& entity();
};

// A version and its form; kept in memory once read.
struct Edition {
    std::string id, template_id, name;
    std::int64_t number = 0;
    Form form;
};
using EditionPtr = std::shared_ptr<const Edition>;
// nullptr when there is no such version.
EditionPtr find_edition(storage::Read& read, const std::string& version_id);
// The one that plans follow which know of none: the shipped standard form. Never in a database.
EditionPtr standard_edition();
// The version that a new plan follows; standard_edition() when nothing is published.
EditionPtr edition_for(storage::Read& read, std::string_view rigour, std::string_view account_type);
// The newest version of a template; nullptr when it was never published or is in the bin.
EditionPtr newest_edition(storage::Read& read, const std::string& template_id);

// The draft of a template as its next version.
PlanTemplateVersion publish_draft(storage::Write& write, const PlanTemplate& draft, const auth::Actor& actor);

// The shipped templates of the first start, and newer ones that came with an upgrade.
void seed(storage::Database& database);

struct Events {
    // How many open plans follow a version older than the newest of this template; asked before publishing.
    std::function<std::int64_t(storage::Read&, const std::string& template_id)> followers;
};
Events& events();

// Changes as an answer's member, in the reader's language.
void write_changes(base::JsonWriter& w, const std::vector<Change>& changes, i18n::Language language);
std::string changes_schema();

void offer(registry::Registry& registry);

}  // namespace kamino::templates
