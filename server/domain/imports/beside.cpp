#include "domain/imports/beside.h"

#include "domain/imports/session.h"
#include "platform/base/id.h"

namespace kamino::imports {
namespace {
constexpr std::string_view target = "accounts", prefix = "shipping.", route = "account_locations",
                           owner = "account_id", kind = "kind", shipping = "shipping";
}  // namespace

std::unique_ptr<Beside> Beside::of(const registry::Registry& registry, Index& index, const Mapping& mapping,
                                   const RunOptions& options, const std::vector<std::string>& headers) {
    auto beside = std::make_unique<Beside>();
    for (const auto& column : mapping.columns) {
        if (mapping.entity != target || !column.field.starts_with(prefix)) continue;
        beside->mapping_.columns.push_back(column);
        beside->mapping_.columns.back().field.erase(0, prefix.size());
    }
    if (beside->mapping_.columns.empty()) return nullptr;
    // Kinds of values as those of the account's own address.
    beside->mapping_.entity = target;
    beside->resource_ = resource_of(registry, route);
    if (!beside->resource_) return nullptr;
    beside->reader_ = std::make_unique<RowReader>(registry, index, *beside->resource_, beside->mapping_,
                                                  options, headers, "");
    return beside;
}

void Beside::load(storage::Read& read) {
    const auto sql = "SELECT " + std::string{owner} + ", id FROM " + std::string{resource_->entity->table} +
                     " WHERE " + std::string{kind} + " = :kind AND deleted_at IS NULL ORDER BY id";
    auto rows = read.query({"imports.load_beside", sql}, {{"kind", shipping}});
    while (rows.next()) known_.try_emplace(std::string{rows.text(0)}, rows.text(1));
}

std::vector<RowFault> Beside::read(const Row& row, describe::Record& record) {
    auto result = reader_->read(row, record);
    for (const auto& wrong : describe::validate(*resource_->entity, record)) {
        const auto field = wrong.path.substr(std::min<std::size_t>(1, wrong.path.size()));
        const auto columns = mapping_.of_field(field);
        if (columns.empty()) continue;  // who owns it is not known yet
        result.faults.push_back({static_cast<std::int64_t>(row.line), columns[0]->column,
                                 describe::get_text(resource_->entity->at(field), record).substr(0, 200),
                                 wrong.key, wrong.params});
    }
    return std::move(result.faults);
}

bool Beside::says_anything(const describe::Record& record, const describe::Entity& main,
                           const describe::Record& main_record) const {
    for (const auto& column : mapping_.columns) {
        const auto* field = resource_->entity->find(column.field);
        const auto* own = main.find(column.field);
        if (!field || describe::is_absent(*field, record)) continue;
        if (!own || describe::get_text(*field, record) != describe::get_text(*own, main_record)) return true;
    }
    return false;
}

std::string Beside::known(const std::string& account_id) const {
    const auto it = known_.find(account_id);
    return it == known_.end() ? "" : it->second;
}

void Beside::set_owner(describe::Record& record, const std::string& account_id) const {
    describe::set_text(resource_->entity->at(owner), record, account_id);
    describe::set_text(resource_->entity->at(kind), record, shipping);
}

// Puts what the row says beside the record `id` that was just written; true when that changed something. A
// rule of the record that refuses it is told as a note: the row's own record stands already.
bool Session::write_beside(storage::Write& write, const Row& row, const std::string& id,
                           const describe::Record& main) {
    const auto& resource = beside_->resource();
    const auto& entity = *resource.entity;
    const auto known = beside_->known(id);
    describe::RecordPtr before{nullptr, [](describe::Record*) {}};
    if (!known.empty()) before = storage::find_record(write, entity, known);
    if (!before && !known.empty()) return false;  // made by an earlier row of this dry pass
    auto after = before ? entity.copy(*before) : entity.make();
    beside_->read(row, *after);
    if (!before && !beside_->says_anything(*after, entity_, main)) return false;
    beside_->set_owner(*after, id);
    std::vector<FieldFault> wrong;
    if (resource.check) resource.check(write, actor_, before.get(), *after, wrong);
    if (!wrong.empty()) {
        faults.push_back({static_cast<std::int64_t>(row.line), wrong[0].path.substr(1), "", wrong[0].key,
                          wrong[0].params});
        return false;
    }
    auto d = describe::difference(entity, before.get(), after.get());
    if (before) {
        if (d.empty || (!dry_ && !storage::update_record(write, entity, *before, *after))) return false;
        traces_.push_back(
            {std::string{entity.name}, known, "updated", std::move(d.before), std::move(d.after)});
    } else {
        if (dry_)
            after->id = base::new_id();
        else
            storage::insert_record(write, entity, *after);
        ++counts.made_along;
        beside_->learn(id, after->id);
        traces_.push_back({std::string{entity.name}, after->id, "created", "{}", "{}"});
    }
    touched_[std::string{entity.name}].push_back(after->id);
    return true;
}

}  // namespace kamino::imports
