#include "domain/together/together_api.h"

#include "domain/together/comment.h"

namespace kamino::together {
namespace {

struct Line {
    const char *method, *pattern, *name, *summary, *access;
    http::Response (*action)(registry::Registry&, http::Request&);
    std::string request{}, response{};
    std::vector<std::string> query{};
};

constexpr const char* comment_schema = R"({"$ref":"#/components/schemas/comment"})";
constexpr const char* threads_schema =
    R"({"type":"object","required":["items","open","names"],"properties":{"items":{"type":"array","items":{"type":"object","required":["first","deleted","anchor","replies"],"properties":{"first":{"$ref":"#/components/schemas/comment"},"deleted":{"type":"boolean"},"anchor":{"type":["object","null"],"required":["title","removed"],"properties":{"title":{"type":"string"},"removed":{"type":"boolean"}}},"replies":{"type":"array","items":{"$ref":"#/components/schemas/comment"}}}}},"open":{"type":"integer"},"names":{"type":"object","additionalProperties":{"type":"string"}}}})";
constexpr const char* readers_schema =
    R"({"type":"object","required":["items"],"properties":{"items":{"type":"array","items":{"type":"object","required":["id","name","role"],"properties":{"id":{"type":"string"},"name":{"type":"string"},"role":{"type":"string"}}}}}})";
constexpr const char* inbox_schema =
    R"({"type":"object","required":["items","unread","next_cursor"],"properties":{"items":{"type":"array","items":{"type":"object","required":["comment_id","thread_id","kind","account_id","account_name","plan_id","author_id","author_name","body","resolved","created_at","read_at"],"properties":{"comment_id":{"type":"string"},"thread_id":{"type":"string"},"kind":{"type":"string","enum":["mention","reply"]},"account_id":{"type":"string"},"account_name":{"type":"string"},"plan_id":{"type":["string","null"]},"author_id":{"type":["string","null"]},"author_name":{"type":"string"},"body":{"type":"string"},"resolved":{"type":"boolean"},"created_at":{"type":"string","format":"date-time"},"read_at":{"type":["string","null"],"format":"date-time"}}}},"unread":{"type":"integer"},"next_cursor":{"type":["string","null"]}}})";
constexpr const char* read_schema =
    R"({"type":"object","required":["read"],"properties":{"read":{"type":"boolean"}}})";
constexpr const char* unread_schema =
    R"({"type":"object","required":["unread"],"properties":{"unread":{"type":"integer"}}})";
constexpr const char* here_schema =
    R"({"type":"object","required":["client"],"properties":{"client":{"type":"string","maxLength":64},"section":{"type":"string","maxLength":60},"editing":{"type":"boolean"}}})";
constexpr const char* presence_schema =
    R"({"type":"object","required":["channel","items"],"properties":{"channel":{"type":"string"},"items":{"type":"array","items":{"type":"object","required":["user_id","name","client","section","editing","since"],"properties":{"user_id":{"type":"string"},"name":{"type":"string"},"client":{"type":"string"},"section":{"type":"string"},"editing":{"type":"boolean"},"since":{"type":"string","format":"date-time"}}}}}})";

std::vector<Line> lines() {
    return {
        {"GET",
         "/api/v1/plans/{id}/comments",
         "plans.comments",
         "The threads on a plan, those with the latest word first.",
         "comments.read",
         plan_comments,
         "",
         threads_schema,
         {"state"}},
        {"GET",
         "/api/v1/accounts/{id}/comments",
         "accounts.comments",
         "The threads on an account itself.",
         "comments.read",
         account_comments,
         "",
         threads_schema,
         {"state"}},
        {"PUT", "/api/v1/comments/{id}/resolution", "comments.resolve", "Says that a thread is settled.",
         "comments.write", resolve, "", comment_schema},
        {"DELETE", "/api/v1/comments/{id}/resolution", "comments.reopen", "Opens a settled thread again.",
         "comments.write", reopen, "", comment_schema},
        {"GET", "/api/v1/accounts/{id}/readers", "accounts.readers",
         "Who sees the account, and so may be mentioned.", "accounts.read", account_readers, "",
         readers_schema},
        {"GET",
         "/api/v1/inbox",
         "inbox.list",
         "Comments that mention the caller or answer him, newest first.",
         "session",
         inbox,
         "",
         inbox_schema,
         {"unread", "limit", "cursor"}},
        {"PUT", "/api/v1/inbox/{id}", "inbox.read",
         "Marks the notice of a comment as read, or as unread again.", "session", read_notice, read_schema,
         unread_schema},
        {"PUT", "/api/v1/inbox", "inbox.read_all", "Marks every notice as read.", "session", read_inbox,
         read_schema, unread_schema},
        {"PUT", "/api/v1/plans/{id}/presence", "plans.be_present",
         "Says that the caller has the plan open, for less than a minute; answers who else has.",
         "plans.read", be_present, here_schema, presence_schema},
        {"DELETE",
         "/api/v1/plans/{id}/presence",
         "plan-presence.delete",
         "Says that the caller has left the plan.",
         "plans.read",
         leave,
         "",
         "",
         {"client"}},
    };
}

}  // namespace

void offer(registry::Registry& registry) {
    registry.offer(
        {.entity = &Comment::entity(),
         .route = "comments",
         .area = "comments",
         .check =
             [&registry](storage::Write& w, const auth::Actor& actor, const describe::Record* before,
                         describe::Record& after, std::vector<FieldFault>& faults) {
                 check_comment(registry, w, actor, static_cast<const Comment*>(before),
                               static_cast<Comment&>(after), faults);
             },
         .saved =
             [](storage::Write& w, const describe::Record* before, const describe::Record* after) {
                 saved_comment(w, static_cast<const Comment*>(before), static_cast<const Comment*>(after));
             },
         .removing =
             [](storage::Write&, const auth::Actor& actor, const describe::Record& record) {
                 removing_comment(actor, static_cast<const Comment&>(record));
             }});
    for (const auto& line : lines()) {
        http::Route route{line.method, line.pattern, line.name, line.summary};
        route.access = line.access;
        route.tag = "together";
        route.request_schema = line.request;
        route.response_schema = line.response;
        route.query = line.query;
        route.handler = [&registry, action = line.action](http::Request& r) { return action(registry, r); };
        registry.route(std::move(route));
    }
}

}  // namespace kamino::together
