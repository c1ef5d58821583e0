// Commands of `kamino` that need a workspace: a mistyped address is refused and makes nothing (OPS-3).
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>

#include "main/commands/commands.h"
#include "migrations/migration_files.h"
#include "platform/storage/migrations.h"
#include "testing/database.h"

namespace kamino::testing {
namespace {

std::string refusal(const std::function<void()>& command) {
    try {
        command();
    } catch (const Fault& fault) {
        return fault.key;
    }
    return "";
}

std::string content(const std::string& path) {
    std::ifstream file{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, {}};
}

// What only reads or changes a workspace never makes one.
void expect_refused(const std::string& url, const std::string& to) {
    app::ExportArguments records{.what = "accounts", .db = url, .output = to};
    app::ExportArguments plan{.what = "plan", .account = "Acme", .db = url, .output = to};
    app::UserArguments user{.db = url, .email = "a@example.com"};
    app::TokenArguments token{.db = url, .email = "a@example.com", .name = "x", .scopes = {"read"}};
    const std::vector<std::pair<std::string, std::function<void()>>> commands{
        {"export", [&] { app::export_records(records); }}, {"export plan", [&] { app::export_plan(plan); }},
        {"add-user", [&] { app::add_user(user); }},        {"add-token", [&] { app::add_token(token); }},
        {"migrate", [&] { app::migrate(url); }},           {"schema", [&] { app::schema(url); }},
        {"backup", [&] { app::backup(url, to); }},         {"doctor", [&] { app::doctor(url); }}};
    for (const auto& [name, command] : commands) {
        EXPECT_EQ(refusal(command), "storage.no_such_file") << name;
        EXPECT_FALSE(std::filesystem::exists(to)) << name;
    }
}

TEST(Commands, MakeNoWorkspaceAtAMistypedAddress) {
    const TempFolder folder;
    expect_refused("sqlite:" + folder.file("TYPO.db"), folder.file("out"));
    EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
    // A file without a workspace is none either.
    std::ofstream{folder.file("empty.db")};
    expect_refused("sqlite:" + folder.file("empty.db"), folder.file("out"));
}

class CommandsTest : public DatabaseTest {};
KAMINO_EACH_ENGINE(CommandsTest);

TEST_P(CommandsTest, ARefusedFilterWritesNothing) {
    const TempFolder folder;
    const auto url = database().url();
    database().close();
    app::ExportArguments wanted{
        .what = "accounts", .db = url, .format = "csv", .output = folder.file("out.csv")};
    std::ofstream{wanted.output} << "of yesterday";
    wanted.filter = "zzz";
    EXPECT_EQ(refusal([&] { app::export_records(wanted); }), "request.bad_filter");
    EXPECT_EQ(content(wanted.output), "of yesterday");
    wanted.filter = "country = NL";
    EXPECT_EQ(app::export_records(wanted), 0);
    EXPECT_TRUE(content(wanted.output).starts_with("\xEF\xBB\xBFid,")) << content(wanted.output);
}

// "--lang fr" of a list of accounts used to do nothing.
TEST_P(CommandsTest, RefusesOptionsOfAnotherExport) {
    const TempFolder folder;
    app::ExportArguments wanted{.what = "accounts", .output = folder.file("out.csv"), .language = "fr"};
    wanted.db = database().url();
    database().close();
    try {
        app::export_records(wanted);
        ADD_FAILURE() << "accepted";
    } catch (const Fault& fault) {
        ASSERT_EQ(fault.fields.size(), 1U);
        EXPECT_EQ(fault.fields[0].path + " " + fault.fields[0].key, "/lang export.only_of_a_plan");
    }
    EXPECT_FALSE(std::filesystem::exists(wanted.output));
}

}  // namespace
}  // namespace kamino::testing
