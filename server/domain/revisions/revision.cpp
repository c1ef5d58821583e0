#include "domain/revisions/public.h"

namespace kamino::revisions {

using describe::field;

const describe::Entity& Revision::entity() {
    using R = Revision;
    using enum describe::Audience;
    const auto system_set = [](std::string_view reference = {}, describe::Audience audience = internal) {
        return describe::Rule{
            .reference = reference, .writable = false, .importable = false, .audience = audience};
    };
    static const describe::Entity e = describe::make_entity<R>(
        "plan_revision", "plan_revisions",
        {field<&R::plan_id>("plan_id", system_set("plan")),
         field<&R::account_id>("account_id", system_set("account")),
         field<&R::number>("number", system_set({}, customer_safe)),
         field<&R::name>("name", {.required = true, .max_len = 200, .audience = internal}),
         field<&R::note>("note", {.max_len = 2000, .format = "multiline", .audience = internal}),
         field<&R::state>("state", {.choices = {"named", "requested", "approved", "sent_back"},
                                    .writable = false,
                                    .importable = false,
                                    .audience = partner}),
         field<&R::log_seq>("log_seq", system_set()), field<&R::created_by>("created_by", system_set("user")),
         field<&R::requested_by>("requested_by", system_set("user")),
         field<&R::requested_at>("requested_at", system_set()),
         field<&R::decided_by>("decided_by", system_set("user")),
         field<&R::decided_at>("decided_at", system_set()),
         field<&R::decision_note>("decision_note", {.max_len = 2000,
                                                    .format = "multiline",
                                                    .writable = false,
                                                    .importable = false,
                                                    .audience = internal})},
        {.account_field = "account_id", .title_field = "name"});
    return e;
}

}  // namespace kamino::revisions
