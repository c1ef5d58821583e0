// The templates that the product ships, as templates of the workspace.
#include "domain/templates/template.h"
#include "domain/templates/templates_store.sql.h"

namespace kamino::templates {
namespace {

void make(storage::Write& write, const ShippedTemplate& shipped, std::int64_t position) {
    PlanTemplate t;
    // The workspace has no language yet at its first start; a leader may rename it.
    t.name = text_in(shipped.name, i18n::Language::en);
    t.description = text_in(shipped.description, i18n::Language::en);
    t.rigours = shipped.rigours;
    t.position = position;
    t.form.json = shipped.form_json;
    t.shipped_key = shipped.key;
    t.shipped_version = shipped.version;
    storage::insert_record(write, PlanTemplate::entity(), t);
    publish(write, t, "", std::nullopt);
}

// A newer shipped form becomes the next version, unless somebody has a draft of his own in hand.
void upgrade(storage::Write& write, const PlanTemplate& before, const ShippedTemplate& shipped) {
    const auto newest =
        before.version_id ? storage::find<PlanTemplateVersion>(write, *before.version_id) : std::nullopt;
    auto after = before;
    after.shipped_version = shipped.version;
    const bool untouched = newest && newest->form.json == before.form.json && !newest->published_by;
    if (untouched) after.form.json = shipped.form_json;
    storage::update_record(write, PlanTemplate::entity(), before, after);
    if (untouched) publish(write, after, "", std::nullopt);
}

}  // namespace

void seed(storage::Database& database) {
    struct Standing {
        std::optional<PlanTemplate> row;
        bool binned = false;
    };
    const auto standing = [](storage::Read& read, const ShippedTemplate& shipped) {
        Standing s;
        const auto id = read.text(sql::find_shipped, {{"key", shipped.key}});
        if (!id) return s;
        s.row = storage::find<PlanTemplate>(read, *id);
        s.binned = !s.row;
        return s;
    };
    std::int64_t position = 0;
    for (const auto& shipped : shelf().templates) {
        position += 10;
        const auto stands = database.read([&](storage::Read& r) { return standing(r, shipped); });
        if (stands.binned || (stands.row && stands.row->shipped_version >= shipped.version)) continue;
        try {
            database.write({"", "system", ""}, [&](storage::Write& w) {
                const auto now = standing(w, shipped);
                if (now.binned) return;
                if (!now.row)
                    make(w, shipped, position);
                else if (now.row->shipped_version < shipped.version)
                    upgrade(w, *now.row, shipped);
            });
        } catch (const storage::ConstraintError&) {
            // Another process of this workspace made it in the same moment.
        }
    }
}

}  // namespace kamino::templates
