// What rows refer to and nobody knows: made along, or closed once the whole file is read.
#include <algorithm>

#include "domain/imports/session.h"
#include "platform/base/id.h"

namespace kamino::imports {

// Makes what the row refers to and nobody knows, once all else in the row is good.
bool Session::make_missing(storage::Write& write, const Row& row, describe::Record& record,
                           RowReader::Result& result) {
    auto wrong = bulk() ? describe::validate(entity_, record) : std::vector<FieldFault>{};
    std::erase_if(wrong, [&](const FieldFault& f) {
        return std::any_of(result.missing.begin(), result.missing.end(),
                           [&](const MissingReference& m) { return f.path.substr(1) == m.field->name; });
    });
    if (!wrong.empty()) {
        for (auto& f : wrong)
            result.faults.push_back(
                {static_cast<std::int64_t>(row.line), f.path.substr(1), "", f.key, f.params});
        return false;
    }
    for (const auto& m : result.missing) {
        const auto id = make(write, m.mapping->to, m.mapping->by[0], m.text, m.more);
        if (!id.empty())
            describe::set_text(*m.field, record, id);
        else
            result.faults.push_back({static_cast<std::int64_t>(row.line),
                                     m.column,
                                     m.text,
                                     "import.unknown_reference",
                                     {{"value", m.text}, {"to", m.mapping->to}}});
    }
    return result.faults.empty();
}

// A record that a row names and nobody knows, made with the key as its name.
std::string Session::make(storage::Write& write, const std::string& to, const std::string& by,
                          const std::string& text, const std::map<std::string, std::string>& more) {
    const auto* target = resource_of(registry_, to);
    if (!target) return "";
    auto record = target->entity->make();
    const auto set = [&](std::string_view name, std::string_view value) {
        if (const auto* f = target->entity->find(name)) describe::set_text(*f, *record, value);
    };
    set("name", text);
    set(by, text);
    for (const auto& [name, value] : more)
        if (!value.empty()) set(name, value);
    if (to == "accounts") set("status", "customer");
    if (to == "products" && by == "code") set("external_id", text);
    set("source", "import");
    std::vector<FieldFault> wrong;
    if (target->check) target->check(write, actor_, nullptr, *record, wrong);
    if (!wrong.empty() || !describe::validate(*target->entity, *record).empty()) return "";
    if (dry_)
        record->id = base::new_id();
    else
        storage::insert_record(write, *target->entity, *record);
    ++counts.made_along;
    index_.learn(to, *record);
    traces_.push_back({std::string{target->entity->name}, record->id, "created", "{}", "{}"});
    touched_[std::string{target->entity->name}].push_back(record->id);
    return record->id;
}

void Session::close_references(storage::Write& write) {
    for (const auto& o : open_) {
        auto hit = index_.find(write, import_.target, o.reference.by, o.reference.text);
        // Product lines and managers that only other rows name; a parent company is never made up.
        const bool may_be_made = options_.create_missing && o.reference.by == "name" &&
                                 import_.target != "accounts" && import_.target != "people";
        if (hit.found == Index::Found::none && may_be_made) {
            const std::map<std::string, std::string> line{{"kind", "line"}};
            hit.id = make(write, import_.target, "name", o.reference.text,
                          import_.target == "products" ? line : std::map<std::string, std::string>{});
            if (!hit.id.empty()) hit.found = Index::Found::one;
        }
        const bool found = hit.found == Index::Found::one && hit.id != o.id;
        if (dry_ && found) continue;
        const auto before = dry_ ? entity_.make() : storage::find_record(write, entity_, o.id);
        if (!before) continue;
        if (!found) {
            // The record stays, its reference is empty, and the report says so.
            faults.push_back({o.line, o.reference.column, o.reference.text, "import.reference_left_out"});
            continue;
        }
        auto after = entity_.copy(*before);
        describe::set_text(*o.reference.field, *after, hit.id);
        std::vector<FieldFault> wrong;
        if (resource_.check) resource_.check(write, actor_, before.get(), *after, wrong);
        if (!wrong.empty()) {
            faults.push_back({o.line, o.reference.column, o.reference.text, wrong[0].key, wrong[0].params});
            continue;
        }
        auto d = describe::difference(entity_, before.get(), after.get());
        if (!storage::update_record(write, entity_, *before, *after)) continue;
        traces_.push_back(
            {std::string{entity_.name}, o.id, "updated", std::move(d.before), std::move(d.after)});
        touched_[std::string{entity_.name}].push_back(o.id);
    }
    open_.clear();
}

}  // namespace kamino::imports
