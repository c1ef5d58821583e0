// The user as a described entity, and its rules.
#include "platform/auth/auth.h"
#include "platform/auth/auth_store.sql.h"
#include "platform/base/text.h"

namespace kamino::auth {
namespace {

bool is_active_admin(const User& user) {
    return user.active && user.role == "admin" && !user.deleted_at;
}

// Locks the administrators' rows first: on PostgreSQL two of them could otherwise demote each other at once.
bool has_other_admin(storage::Write& write, const std::string& id) {
    write.execute(sql::touch_admins);
    return write.text(sql::other_admin, {{"id", id}}).has_value();
}

bool manages_itself(storage::Read& read, const User& user) {
    auto above = user.manager_id;
    for (int steps = 0; above && steps < 100; ++steps) {
        if (*above == user.id) return true;
        above = read.text(sql::manager_of, {{"id", *above}});
    }
    return above.has_value();
}

// A colleague whom a file knows by name alone: an owner of accounts, but nobody who can sign in until
// somebody gives the address and switches the user on. "invalid" is a domain that cannot exist (RFC 2606).
void stand_in(User& user) {
    std::string name = base::fold(user.name);
    for (auto& c : name)
        if (static_cast<unsigned char>(c) <= ' ' ||
            std::string_view{"@<>,;\""}.find(c) != std::string_view::npos)
            c = '.';
    user.email = name + "@import.invalid";
    user.active = false;
}

}  // namespace

const describe::Entity& User::entity() {
    using describe::field;
    static const describe::Entity entity = describe::make_entity<User>(
        "user", "users",
        {field<&User::name>("name", {.required = true, .max_len = 200, .searchable = true}),
         field<&User::email>(
             "email",
             {.required = true, .max_len = 320, .format = "email", .searchable = true, .natural_key = true}),
         field<&User::role>(
             "role", {.required = true, .choices = {"admin", "leader", "operations", "manager", "viewer"}}),
         field<&User::active>("active"),
         field<&User::language>("language", {.required = true, .format = "language"}),
         field<&User::team>("team", {.max_len = 200}),
         field<&User::manager_id>("manager_id", {.reference = "user"})});
    return entity;
}

void check_user(storage::Write& write, const Actor& actor, const describe::Record* before_record,
                describe::Record& after_record, std::vector<FieldFault>& faults) {
    const auto* before = static_cast<const User*>(before_record);
    auto& after = static_cast<User&>(after_record);
    if (!before && after.email.empty() && actor.door == "import") stand_in(after);
    if (write.text(sql::user_with_email, {{"email", base::fold(after.email)}, {"id", after.id}}))
        faults.push_back({"/email", "field.duplicate"});
    if (!after.id.empty() && manages_itself(write, after)) faults.push_back({"/manager_id", "field.cycle"});
    const bool is_admin = actor.user_id.empty() || actor.role == Role::admin;
    if (!is_admin && (before ? before->role != after.role : after.role == "admin"))
        faults.push_back({"/role", "auth.role_by_admin"});
    if (!is_admin && before && before->active != after.active)
        faults.push_back({"/active", "auth.role_by_admin"});
    if (before && is_active_admin(*before) && !is_active_admin(after) && !has_other_admin(write, after.id))
        faults.push_back({after.active ? "/role" : "/active", "auth.last_admin"});
}

void saved_user(storage::Write& write, const describe::Record* before_record,
                const describe::Record* after_record) {
    const auto* before = static_cast<const User*>(before_record);
    const auto* after = static_cast<const User*>(after_record);
    if (!before) return;
    const bool was_admin = before->active && before->role == "admin";
    if (was_admin && (!after || !is_active_admin(*after)) && !has_other_admin(write, before->id))
        throw conflict("auth.last_admin");
    if (!before->active || (after && after->active)) return;
    write.execute(sql::delete_sessions_of, {{"user_id", before->id}, {"but", ""}});
    write.execute(sql::delete_tokens_of, {{"user_id", before->id}, {"at", write.at()}});
}

}  // namespace kamino::auth
