#include "domain/together/together_store.h"

#include "domain/together/together_store.sql.h"

namespace kamino::together {
namespace {

// A condition on what the actor's notices are about.
storage::Scope notices_of(const auth::Actor& actor) {
    auto scope = auth::visible_accounts(actor, "n.account_id");
    scope.sql = "n.user_id = :reader AND c.deleted_at IS NULL AND a.deleted_at IS NULL" +
                (scope.sql.empty() ? std::string{} : " AND (" + scope.sql + ")");
    scope.values.push_back({"reader", actor.user_id});
    return scope;
}

storage::Args args_of(const storage::Scope& scope) {
    storage::Args args;
    for (const auto& v : scope.values) args.emplace_back(v.name, v.value);
    return args;
}

constexpr std::string_view notice_tables =
    " FROM comment_notices n JOIN comments c ON c.id = n.comment_id JOIN accounts a ON a.id = n.account_id "
    "LEFT JOIN comments t ON t.id = c.parent_id LEFT JOIN users u ON u.id = c.author_id WHERE ";

}  // namespace

void insert_notice(storage::Write& write, const Comment& comment, const std::string& user_id,
                   std::string_view kind) {
    write.execute(sql::insert_notice, {{"user", user_id},
                                       {"comment", comment.id},
                                       {"account", comment.account_id},
                                       {"kind", kind},
                                       {"at", write.at()}});
}

std::vector<std::string> authors_of_thread(storage::Read& read, const std::string& thread_id) {
    std::vector<std::string> ids;
    auto rows = read.query(sql::list_authors_of_thread, {{"thread", thread_id}});
    while (rows.next()) ids.push_back(rows.text(0));
    return ids;
}

std::vector<Comment> list_comments(storage::Read& read, const std::string& account_id,
                                   const std::optional<std::string>& plan_id) {
    static const std::string columns = "SELECT " + storage::select_columns(Comment::entity(), "c") +
                                       " FROM comments c WHERE c.account_id = :account AND ";
    static const std::string of_plan = columns + "c.plan_id = :plan ORDER BY c.created_at, c.id";
    static const std::string of_account = columns + "c.plan_id IS NULL ORDER BY c.created_at, c.id";
    storage::Args args{{"account", account_id}};
    if (plan_id) args.emplace_back("plan", *plan_id);
    auto rows = plan_id ? read.query({"together.list_of_plan", of_plan}, args)
                        : read.query({"together.list_of_account", of_account}, args);
    std::vector<Comment> comments;
    while (rows.next())
        comments.push_back(std::move(static_cast<Comment&>(*storage::read_record(Comment::entity(), rows))));
    return comments;
}

std::map<std::string, std::string> list_names(storage::Read& read, const std::string& account_id) {
    std::map<std::string, std::string> names;
    auto rows = read.query(sql::list_names, {{"account", account_id}});
    while (rows.next()) names[rows.text(0)] = rows.text(1);
    return names;
}

std::vector<Notice> list_notices(storage::Read& read, const auth::Actor& actor, bool unread_only,
                                 std::int64_t before, int limit) {
    const auto scope = notices_of(actor);
    auto args = args_of(scope);
    args.emplace_back("limit", limit);
    std::string text =
        "SELECT n.comment_id, COALESCE(c.parent_id, c.id), n.kind, c.account_id, a.name, c.author_id, "
        "u.name, "
        "c.body, c.plan_id, n.created_at, n.read_at, "
        "CASE WHEN COALESCE(t.resolved_at, c.resolved_at) IS NULL THEN 0 ELSE 1 END" +
        std::string{notice_tables} + scope.sql;
    if (unread_only) text += " AND n.read_at IS NULL";
    if (before > 0) {
        text += " AND n.created_at < :before";
        args.emplace_back("before", before);
    }
    text += " ORDER BY n.created_at DESC, n.comment_id LIMIT :limit";
    std::vector<Notice> notices;
    auto rows = read.query({"together.list_notices", text}, args);
    while (rows.next()) {
        Notice n;
        n.comment_id = rows.text(0), n.thread_id = rows.text(1), n.kind = rows.text(2);
        n.account_id = rows.text(3), n.account_name = rows.text(4);
        n.author_id = rows.maybe_text(5).value_or(""), n.author_name = rows.maybe_text(6).value_or("");
        n.body = rows.text(7), n.plan_id = rows.maybe_text(8), n.created_at = rows.instant(9);
        if (!rows.is_null(10)) n.read_at = rows.instant(10);
        n.resolved = rows.boolean(11);
        notices.push_back(std::move(n));
    }
    return notices;
}

std::int64_t count_unread(storage::Read& read, const auth::Actor& actor) {
    const auto scope = notices_of(actor);
    return read
        .integer({"together.count_unread",
                  "SELECT COUNT(*)" + std::string{notice_tables} + scope.sql + " AND n.read_at IS NULL"},
                 args_of(scope))
        .value_or(0);
}

}  // namespace kamino::together
