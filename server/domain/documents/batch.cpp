#include "domain/documents/batch.h"

#include <filesystem>
#include <fstream>
#include <map>

#include "domain/accounts/public.h"
#include "domain/documents/documents_store.sql.h"
#include "platform/base/log.h"
#include "platform/base/text.h"
#include "platform/office/package.h"

namespace kamino::documents {
namespace {

namespace fs = std::filesystem;

struct Outcome {
    std::string account_id, name, outcome, file;  // made, no_plan, not_seen, failed
};

// Two accounts of one name get two files.
std::string unique_name(std::map<std::string, int>& taken, const std::string& name) {
    const int before = taken[base::fold(name)]++;
    if (before == 0) return name;
    const auto dot = name.rfind('.');
    return name.substr(0, dot) + " (" + std::to_string(before + 1) + ")" + name.substr(dot);
}

std::string csv_cell(std::string text) {
    if (!text.empty() && std::string_view{"=+-@\t\r"}.find(text[0]) != std::string_view::npos)
        text.insert(0, "'");
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"') out += '"';
        out += c;
    }
    return out + '"';
}

std::string report_csv(const std::vector<Outcome>& outcomes, i18n::Language language) {
    std::string text = "\xEF\xBB\xBF";
    text += csv_cell(i18n::translate(language, "documents.account")) + "," +
            csv_cell(i18n::translate(language, "documents.outcome")) + "," +
            csv_cell(i18n::translate(language, "documents.file")) + "\r\n";
    for (const auto& o : outcomes)
        text += csv_cell(o.name) + "," +
                csv_cell(i18n::translate(language, "documents.outcome." + o.outcome)) + "," +
                csv_cell(o.file) + "\r\n";
    return text;
}

std::string report_json(const std::vector<Outcome>& outcomes) {
    base::JsonWriter w;
    w.begin_object().key("items").begin_array();
    for (const auto& o : outcomes)
        w.begin_object()
            .pair("account_id", std::string_view{o.account_id})
            .pair("name", std::string_view{o.name})
            .pair("outcome", std::string_view{o.outcome})
            .pair("file", std::string_view{o.file})
            .end_object();
    w.end_array().end_object();
    return w.take();
}

// Each document is written into a folder as it is made: the memory holds one at a time.
class Work {
  public:
    Work(const registry::Registry& registry, jobs::Run& run, const Batch& batch)
        : registry_(registry),
          run_(run),
          actor_(run.actor()),
          folder_(fs::path{surroundings().folder} / ("documents-" + batch.id)) {
        wish_ = {batch.format, batch.audience, batch.view, "now", i18n::language_of(batch.language)};
        fs::remove_all(folder_);
        fs::create_directories(folder_);
    }
    ~Work() {
        std::error_code ignored;
        fs::remove_all(folder_, ignored);
    }

    void add(const std::string& account_id) {
        Outcome outcome{account_id, "", "not_seen", ""};
        try {
            run_.database().read([&](storage::Read& read) { make_one(read, outcome); });
        } catch (const Fault& fault) {
            kamino::log::warn("document of a batch failed", {{"account", account_id}, {"key", fault.key}});
            outcome.outcome = "failed";
            outcome.file.clear();
        }
        outcomes_.push_back(std::move(outcome));
    }

    std::string archive() {
        files_.emplace_back("report.csv", (folder_ / "report.csv").string());
        std::ofstream{folder_ / "report.csv", std::ios::binary} << report_csv(outcomes_, wish_.language);
        const auto path = folder_.string() + ".zip";
        office::zip_files(path, files_);
        return path;
    }
    const std::vector<Outcome>& outcomes() const { return outcomes_; }
    std::int64_t made() const { return static_cast<std::int64_t>(files_.size()); }

  private:
    void make_one(storage::Read& read, Outcome& outcome) {
        const auto account = storage::find<accounts::Account>(read, outcome.account_id,
                                                              auth::visible_accounts(actor_, "accounts.id"));
        if (!account) return;
        outcome.name = account->name;
        outcome.outcome = "no_plan";
        const auto plan = plans::plan_of(read, account->id);
        if (!plan) return;
        const auto made = make(registry_, read, *plan, wish_);
        outcome.file = unique_name(taken_, made.name);
        const auto path = folder_ / std::to_string(files_.size());
        std::ofstream file{path, std::ios::binary};
        if (!(file << made.bytes).flush()) throw unavailable("service.disk_full");
        files_.emplace_back(outcome.file, path.string());
        outcome.outcome = "made";
    }

    const registry::Registry& registry_;
    jobs::Run& run_;
    const auth::Actor actor_;
    const fs::path folder_;
    Wish wish_;
    std::vector<Outcome> outcomes_;
    std::vector<std::pair<std::string, std::string>> files_;
    std::map<std::string, int> taken_;
};

template <class Change>
void change(jobs::Run& run, Change change) {
    run.database().write({run.actor().user_id, "job", run.job_id()}, [&](storage::Write& w) {
        const auto before = storage::load<Batch>(w, run.subject_id());
        auto after = before;
        change(after);
        storage::update_record(w, Batch::entity(), before, after);
    });
}

}  // namespace

const describe::Entity& Batch::entity() {
    const auto system_set = [](std::string_view reference = {}) {
        return describe::Rule{.reference = reference, .writable = false, .importable = false};
    };
    const auto choice = [](std::vector<std::string_view> choices) {
        return describe::Rule{.required = true, .choices = std::move(choices), .importable = false};
    };
    using describe::field;
    static const describe::Entity e = describe::make_entity<Batch>(
        "document_batch", "document_batches",
        {field<&Batch::user_id>("user_id", system_set("user")),
         field<&Batch::state>("state",
                              {.choices = {"waiting", "running", "done", "failed"}, .writable = false}),
         field<&Batch::format>("format", choice({"html", "json", "pptx", "xlsx"})),
         field<&Batch::audience>("audience", choice({"internal", "partner", "customer_safe"})),
         field<&Batch::view>("view", choice({"full", "executive"})),
         field<&Batch::language>("language", choice({"en", "es", "nl"})),
         field<&Batch::account_ids>(
             "account_ids",
             {.reference = "account", .audited = false, .filterable = false, .sortable = false}),
         field<&Batch::account_count>("account_count", system_set()),
         field<&Batch::made_count>("made_count", system_set()), field<&Batch::job_id>("job_id", system_set()),
         field<&Batch::path>("path", {.writable = false, .audited = false, .secret = true}),
         field<&Batch::report>(
             "report", {.writable = false, .audited = false, .filterable = false, .sortable = false})},
        {.title_field = "format"});
    return e;
}

Surroundings& surroundings() {
    static Surroundings s;
    return s;
}

void run_batch(const registry::Registry& registry, jobs::Run& run) {
    const auto batch =
        run.database().read([&](storage::Read& r) { return storage::load<Batch>(r, run.subject_id()); });
    change(run, [](Batch& b) { b.state = "running"; });
    Work work{registry, run, batch};
    const auto total = static_cast<std::int64_t>(batch.account_ids.size());
    for (std::int64_t i = 0; i < total; ++i) {
        if (run.stopping()) return;
        if (run.cancelled()) return change(run, [](Batch& b) { b.state = "failed"; });
        run.progress(i, total);
        work.add(batch.account_ids[static_cast<std::size_t>(i)]);
    }
    run.progress(total, total);
    const auto made = work.made();
    const auto path = work.archive();
    change(run, [&](Batch& b) {
        b.state = "done";
        b.made_count = made;
        b.path = path;
        b.report.json = report_json(work.outcomes());
    });
}

void sweep(storage::Write& write) {
    const Instant before{now().us - days_kept * 86'400'000'000LL};
    std::vector<std::string> paths;
    {
        auto rows = write.query(sql::list_old_batches, {{"before", before}});
        while (rows.next()) paths.push_back(rows.text(0));
    }
    write.execute(sql::sweep_batches, {{"before", before}});
    for (const auto& path : paths) {
        std::error_code ignored;
        if (!path.empty()) fs::remove(path, ignored);
    }
}

}  // namespace kamino::documents
