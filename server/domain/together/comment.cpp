#include "domain/together/comment.h"

#include <algorithm>
#include <set>

#include "domain/together/together_store.h"
#include "platform/auth/readers.h"
#include "platform/base/text.h"

namespace kamino::together {
namespace {

using describe::field;

bool in(const std::vector<std::string>& list, const std::string& item) {
    return std::find(list.begin(), list.end(), item) != list.end();
}

bool is_author(const auth::Actor& actor, const Comment& comment) {
    return actor.user_id.empty() || comment.author_id == actor.user_id;
}

// A reply goes where its thread is; an answer to a reply joins the same thread.
void join_thread(storage::Read& read, Comment& comment) {
    if (!comment.parent_id) return;
    auto parent = storage::find<Comment>(read, *comment.parent_id);
    if (!parent) return;  // the registry's to refuse
    if (parent->parent_id) comment.parent_id = parent->parent_id;
    comment.account_id = parent->account_id;
    comment.plan_id = parent->plan_id;
    comment.anchor_entity = parent->anchor_entity;
    comment.anchor_id = parent->anchor_id;
    comment.anchor_field = parent->anchor_field;
}

void take_account(storage::Read& read, Comment& comment, std::vector<FieldFault>& faults) {
    if (!comment.plan_id) return;
    const auto plan = storage::find<plans::Plan>(read, *comment.plan_id);
    if (!plan) return;
    if (comment.account_id.empty()) comment.account_id = plan->account_id;
    if (comment.account_id != plan->account_id) faults.push_back({"/plan_id", "plan.of_another_account", {}});
}

void check_anchor(const registry::Registry& registry, storage::Read& read, const Comment& comment,
                  std::vector<FieldFault>& faults) {
    if (comment.anchor_entity.empty() && comment.anchor_id.empty() && comment.anchor_field.empty()) return;
    const auto* resource = registry.find(comment.anchor_entity);
    if (!comment.plan_id || !resource || !is_plan_row(*resource->entity)) {
        faults.push_back({"/anchor_entity", "comment.no_such_place", {}});
        return;
    }
    const auto& entity = *resource->entity;
    const auto row = storage::find_record(read, entity, comment.anchor_id);
    if (!row || describe::get_text(entity.at("plan_id"), *row) != *comment.plan_id)
        faults.push_back({"/anchor_id", "comment.no_such_place", {}});
    const auto* own = comment.anchor_field.empty() ? nullptr : entity.find(comment.anchor_field);
    if (!comment.anchor_field.empty() && (!own || own->rule.secret))
        faults.push_back({"/anchor_field", "field.unknown", {{"name", comment.anchor_field}}});
}

// Whoever is mentioned must be able to read what is said.
void check_mentions(storage::Read& read, const Comment* before, const Comment& after,
                    std::vector<FieldFault>& faults) {
    std::vector<std::string> added;
    for (const auto& id : after.mention_ids)
        if (!before || !in(before->mention_ids, id)) added.push_back(id);
    if (added.empty() || after.account_id.empty()) return;
    std::set<std::string> readers;
    for (const auto& reader : auth::readers_of(read, after.account_id)) readers.insert(reader.id);
    for (const auto& id : added) {
        const auto user = readers.contains(id) ? std::nullopt : storage::find<auth::User>(read, id);
        if (user) faults.push_back({"/mention_ids", "comment.cannot_see", {{"name", user->name}}});
    }
}

void check_change(const auth::Actor& actor, const Comment& before, Comment& after, Instant at,
                  std::vector<FieldFault>& faults) {
    if (before.plan_id != after.plan_id) faults.push_back({"/plan_id", "plan.stays", {}});
    if (before.account_id != after.account_id) faults.push_back({"/account_id", "plan.stays", {}});
    if (before.parent_id != after.parent_id) faults.push_back({"/parent_id", "plan.stays", {}});
    if (before.anchor_entity != after.anchor_entity || before.anchor_id != after.anchor_id ||
        before.anchor_field != after.anchor_field)
        faults.push_back({"/anchor_id", "plan.stays", {}});
    if (before.body == after.body && before.mention_ids == after.mention_ids) return;
    if (!is_author(actor, before)) throw forbidden("comment.not_yours");
    after.edited_at = at;
}

}  // namespace

const describe::Entity& Comment::entity() {
    static const describe::Entity e = describe::make_entity<Comment>(
        "comment", "comments",
        {field<&Comment::account_id>("account_id", {.required = true, .reference = "account"}),
         field<&Comment::plan_id>("plan_id", {.reference = "plan"}),
         field<&Comment::parent_id>("parent_id", {.reference = "comment"}),
         field<&Comment::anchor_entity>("anchor_entity", {.max_len = 60}),
         field<&Comment::anchor_id>("anchor_id", {.max_len = 36}),
         field<&Comment::anchor_field>("anchor_field", {.max_len = 60}),
         field<&Comment::body>("body", {.required = true, .max_len = 8000, .format = "multiline"}),
         field<&Comment::mention_ids>("mention_ids", {.reference = "user"}),
         field<&Comment::author_id>("author_id", {.reference = "user", .writable = false}),
         field<&Comment::edited_at>("edited_at", {.writable = false}),
         field<&Comment::resolved_at>("resolved_at", {.writable = false}),
         field<&Comment::resolved_by>("resolved_by", {.reference = "user", .writable = false})},
        {.account_field = "account_id", .title_field = "body"});
    return e;
}

bool is_plan_row(const describe::Entity& entity) {
    return entity.find("plan_id") && entity.find("audience");
}

void check_comment(const registry::Registry& registry, storage::Write& write, const auth::Actor& actor,
                   const Comment* before, Comment& after, std::vector<FieldFault>& faults) {
    after.body = base::trim(after.body);
    if (before) {
        check_change(actor, *before, after, write.at(), faults);
    } else if (after.version > 0) {  // out of the bin again
        removing_comment(actor, after);
        return;
    } else {
        if (!actor.user_id.empty()) after.author_id = actor.user_id;
        join_thread(write, after);
        take_account(write, after, faults);
        if (!after.parent_id) check_anchor(registry, write, after, faults);
    }
    check_mentions(write, before, after, faults);
}

void saved_comment(storage::Write& write, const Comment* before, const Comment* after) {
    if (!after || !after->author_id) return;
    const auto tell = [&](const std::string& user, const char* kind) {
        if (user != *after->author_id) insert_notice(write, *after, user, kind);
    };
    for (const auto& user : after->mention_ids) tell(user, "mention");
    if (before || !after->parent_id) return;
    for (const auto& user : authors_of_thread(write, *after->parent_id)) tell(user, "reply");
}

void removing_comment(const auth::Actor& actor, const Comment& comment) {
    if (!is_author(actor, comment) && actor.role != auth::Role::admin) throw forbidden("comment.not_yours");
}

}  // namespace kamino::together
