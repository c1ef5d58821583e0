// Uploads that hold plans: recognised like any other file, but taken in by the vertical of plans.
#include <algorithm>
#include <boost/json.hpp>
#include <filesystem>

#include "domain/imports/import.h"
#include "domain/imports/plan_files.h"
#include "domain/imports/sets.h"
#include "platform/base/text.h"

namespace kamino::imports {
namespace {

constexpr std::uint64_t most_bytes = 64ULL << 20;

std::string read_whole(const std::string& path) {
    const auto bytes = open_bytes(path, TextLimits{most_bytes});
    std::string all, piece(64 * 1024, '\0');
    while (const std::size_t n = bytes->read(piece.data(), piece.size())) all.append(piece, 0, n);
    return all;
}

std::string head_of(const std::string& path) {
    const auto bytes = open_bytes(path);
    std::string head(64, '\0');
    head.resize(bytes->read(head.data(), head.size()));
    return head;
}

bool begins_like_json(std::string_view head) {
    if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
    const auto first = head.find_first_not_of(" \t\r\n");
    return first != std::string_view::npos && head[first] == '{';
}

// A text that only begins like a document is left to the reader of tables, unless it is called one.
std::string kind_of_json(const std::string& name, const std::string& path) {
    boost::json::value document;
    try {
        document = base::parse_json(without_mark(read_whole(path)), 64);
    } catch (const Fault&) {
        if (base::fold(name).ends_with(".json")) throw invalid("import.no_plan_document");
        return "";
    }
    const auto* object = document.if_object();
    const auto* format = object ? object->if_contains("format") : nullptr;
    if (!format || *format != "kamino.plan") throw invalid("import.no_plan_document");
    return "plan";
}

std::string kind_of_archive(const std::string& path) {
    const auto archive = Archive::of_file(path, {});
    if (is_workbook(*archive)) return "";
    const auto tables = tables_of(*archive);
    const bool plans = std::any_of(tables.begin(), tables.end(), [&](const std::string& part) {
        return is_of_set(part, set_table(content_of(*archive, part))->headers());
    });
    if (plans) return "account_plans";
    // A workbook without its parts is told as damaged; an archive of other tables is none.
    if (!tables.empty()) throw invalid("import.archive_of_tables");
    return "";
}

}  // namespace

bool is_plan_target(std::string_view target) {
    return target == "account_plans" || target == "plan";
}

std::string without_mark(std::string text) {
    if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
    return text;
}

std::string plan_document_kind(const std::string& name, const std::string& path) {
    const auto head = head_of(path);
    if (looks_like_zip(head)) return kind_of_archive(path);
    return begins_like_json(head) ? kind_of_json(name, path) : "";
}

std::string plan_file_kind(const std::string& name, const std::string& path) {
    if (auto kind = plan_document_kind(name, path); !kind.empty()) return kind;
    return is_of_set(name, open_table(path)->headers()) ? "account_plans" : "";
}

Upload load_upload(storage::Read& read, const auth::Actor& actor, const std::string& id,
                   std::string_view target) {
    auth::require(actor, "imports.read");
    const auto import = storage::load<Import>(read, id);
    if (import.target != target) throw invalid("import.not_of_the_set", {{"name", import.name}});
    if (!std::filesystem::exists(import.path)) throw not_found("import.file_missing");
    auto bytes = read_whole(import.path);
    if (target == "plan") bytes = without_mark(std::move(bytes));
    return {import.id, import.name, import.target, std::move(bytes)};
}

void forget_uploads(storage::Database& database, const auth::Actor& actor,
                    const std::vector<std::string>& ids) {
    std::vector<std::string> paths;
    database.write({actor.user_id, "import", ""}, [&](storage::Write& w) {
        paths.clear();
        for (const auto& id : ids)
            if (auto import = storage::find<Import>(w, id)) {
                storage::delete_record(w, Import::entity(), *import);
                paths.push_back(import->path);
            }
    });
    std::error_code ignored;
    for (const auto& path : paths) std::filesystem::remove(path, ignored);
}

}  // namespace kamino::imports
