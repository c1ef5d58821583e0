// Routes of documents: one at once, many in the background.
#include <boost/json.hpp>
#include <filesystem>
#include <set>

#include "domain/documents/batch.h"
#include "domain/selection/public.h"
#include "platform/base/id.h"
#include "platform/registry/parameters.h"

namespace kamino::documents {
namespace {

i18n::Language language_asked(const std::optional<std::string>& lang, i18n::Language otherwise) {
    if (!lang) return otherwise;
    if (*lang != "en" && *lang != "es" && *lang != "nl")
        throw invalid_field("/lang", "field.not_a_choice", {{"choices", "en, es, nl"}});
    return i18n::language_of(*lang);
}

http::Response document(registry::Registry& registry, http::Request& request) {
    registry::refuse_unknown_parameters(request);
    Wish wish;
    wish.format = request.query("format").value_or("html");
    wish.audience = request.query("audience").value_or("internal");
    wish.view = request.query("view").value_or("full");
    wish.at = request.query("at").value_or("now");
    wish.language = language_asked(request.query("lang"), request.language);
    check(wish);
    return registry::read(registry, request, [&](storage::Read& r, const auth::Actor& actor) {
        const auto plan = storage::load<plans::Plan>(r, request.param("id"),
                                                     auth::visible_accounts(actor, "plans.account_id"));
        auto made = make(registry, r, plan, wish);
        auto response = wish.format == "html" ? http::Response::html(std::move(made.bytes))
                        : wish.format == "json"
                            ? http::Response::json(std::move(made.bytes))
                            : http::Response::download(made.name, made.type, std::move(made.bytes));
        response.set("Cache-Control", "no-store");
        return response;
    });
}

// The accounts of a batch: those named, or those that a filter of the portfolio leaves, as the asker sees
// them.
std::vector<std::string> accounts_asked(const registry::Registry& registry, storage::Read& read,
                                        const auth::Actor& actor, const boost::json::object& body,
                                        std::vector<std::string> named) {
    const auto* filter = body.if_contains("filter");
    const auto* q = body.if_contains("q");
    if (!named.empty() || (!filter && !q)) return named;
    storage::ListQuery query;
    query.filter = filter && filter->is_string() ? std::string{filter->as_string()} : "";
    query.q = q && q->is_string() ? std::string{q->as_string()} : "";
    query.sort = "name";
    query.limit = static_cast<int>(most_accounts);
    const auto* portfolio = registry.by_route("portfolio");
    auto scope = portfolio ? registry::scope_of(*portfolio, actor) : auth::visible_accounts(actor, "p.id");
    auto page = storage::list_records(read, selection::PortfolioRow::entity(), query, scope);
    if (!page.next_cursor.empty())
        throw invalid_field("/filter", "documents.too_many", {{"max", std::to_string(most_accounts)}});
    for (const auto& row : page.items) named.push_back(row->id);
    return named;
}

// The named accounts, each once: more of them than a list of a record holds.
std::vector<std::string> accounts_named(const boost::json::object& body) {
    const auto* named = body.if_contains("account_ids");
    if (!named || named->is_null()) return {};
    if (!named->is_array()) throw invalid_field("/account_ids", "field.wrong_type");
    std::vector<std::string> ids;
    std::set<std::string> seen;
    for (const auto& id : named->get_array()) {
        if (!id.is_string()) throw invalid_field("/account_ids", "field.wrong_type");
        if (seen.emplace(id.get_string()).second) ids.emplace_back(id.get_string());
    }
    if (ids.size() > most_accounts)
        throw invalid_field("/account_ids", "documents.too_many", {{"max", std::to_string(most_accounts)}});
    return ids;
}

http::Response answer(const Batch& batch, int status) {
    auto response = http::Response::json(describe::json(Batch::entity(), batch), status);
    response.etag(std::to_string(batch.version));
    return response;
}

http::Response start(registry::Registry& registry, http::Request& request) {
    const auto document = request.json();
    if (!document.is_object()) throw invalid_field("", "field.wrong_type");
    auto described = document.as_object();
    described.erase("filter");
    described.erase("q");
    described.erase("account_ids");
    return registry::write(registry, request, [&](storage::Write& w, const auth::Actor& actor) {
        Batch batch;
        batch.language = i18n::tag(request.language);
        auto faults = describe::read_json(Batch::entity(), described, batch);
        for (auto& f : describe::validate(Batch::entity(), batch)) faults.push_back(std::move(f));
        if (!faults.empty()) throw invalid_fields(std::move(faults));
        batch.account_ids =
            accounts_asked(registry, w, actor, document.as_object(), accounts_named(document.as_object()));
        if (batch.account_ids.empty()) throw invalid_field("/account_ids", "documents.no_accounts");
        batch.account_count = static_cast<std::int64_t>(batch.account_ids.size());
        if (!actor.user_id.empty()) batch.user_id = actor.user_id;
        batch.id = base::new_id();
        batch.job_id = registry.jobs().run_later(w, "document_batch", batch.id, "{}");
        storage::insert_record(w, Batch::entity(), batch);
        auto response = answer(batch, 202);
        response.set("Location", "/api/v1/document-batches/" + batch.id);
        return response;
    });
}

storage::Scope own(const auth::Actor& actor) {
    return {"document_batches.user_id = :batch_owner", {{"batch_owner", actor.user_id}}};
}

http::Response file(registry::Registry& registry, http::Request& request) {
    return registry::read(registry, request, [&](storage::Read& r, const auth::Actor& actor) {
        const auto batch = storage::load<Batch>(r, request.param("id"), own(actor));
        if (batch.state != "done" || !std::filesystem::exists(batch.path))
            throw conflict("documents.not_ready");
        return http::Response::download_file("documents-" + batch.created_at.date().to_text() + ".zip",
                                             "application/zip", batch.path, false);
    });
}

std::string list_of(const std::string& item) {
    return R"({"type":"array","items":)" + item + "}";
}

std::string object_of(const std::string& required, const std::string& properties) {
    return R"({"type":"object","required":[)" + required + R"(],"properties":{)" + properties + "}}";
}

// The document as JSON: sections of blocks, the cells of which are lists of values.
std::string document_schema() {
    const std::string text = R"({"type":"string"})", number = R"({"type":"number"})",
                      flag = R"({"type":"boolean"})";
    const auto cell = list_of(object_of(
        R"("kind","text")",
        R"("kind":{"type":"string","enum":["text","number","money","percent","date"]},"text":{"type":"string"},"number":{"type":"number"},"currency":{"type":"string"},"date":{"type":"string","format":"date"},"small":{"type":"boolean"},"tone":{"type":"string","enum":["good","fair","bad","mute"]})"));
    const auto block = object_of(
        R"("kind","title")",
        R"("kind":{"type":"string","enum":["prose","fields","table","chart","board","list","note"]},"title":)" +
            text + R"(,"text":)" + text + R"(,"fields":)" +
            list_of(object_of(R"("label","values")", R"("label":)" + text + R"(,"values":)" + cell)) +
            R"(,"columns":)" +
            list_of(object_of(R"("title","numeric")", R"("title":)" + text + R"(,"numeric":)" + flag)) +
            R"(,"rows":)" +
            list_of(object_of(R"("total","cells")", R"("total":)" + flag + R"(,"cells":)" + list_of(cell))) +
            R"(,"items":)" + list_of(cell) + R"(,"quarters":)" +
            list_of(object_of(R"("title","items")", R"("title":)" + text + R"(,"items":)" + list_of(cell))) +
            R"(,"form":{"type":"string","enum":["columns","stack"]},"currency":)" + text +
            R"(,"categories":)" + list_of(text) + R"(,"series":)" +
            list_of(
                object_of(R"("name","values")", R"("name":)" + text + R"(,"values":)" + list_of(number))) +
            R"(,"mark":)" + number + R"(,"mark_name":)" + text);
    const auto section = object_of(R"("key","title","blocks")", R"("key":)" + text + R"(,"title":)" + text +
                                                                    R"(,"blocks":)" + list_of(block));
    return object_of(
        R"("kind","title","for_whom","language","company","on","headline","stamp","lines","summary","sections")",
        R"("kind":)" + text + R"(,"title":)" + text + R"(,"for_whom":)" + text + R"(,"language":)" + text +
            R"(,"company":)" + text + R"(,"on":{"type":"string","format":"date"},"headline":)" + text +
            R"(,"stamp":)" + list_of(text) + R"(,"lines":)" + list_of(text) + R"(,"summary":)" + section +
            R"(,"sections":)" + list_of(section));
}

const char* const batch_request =
    R"({"type":"object","additionalProperties":false,"properties":{"account_ids":{"type":"array","items":{"type":"string"}},"filter":{"type":"string"},"q":{"type":"string"},"format":{"type":"string","enum":["html","json","pptx","xlsx"]},"audience":{"type":"string","enum":["internal","partner","customer_safe"]},"view":{"type":"string","enum":["full","executive"]},"language":{"type":"string","enum":["en","es","nl"]}}})";

void add(registry::Registry& registry, http::Route route,
         http::Response (*handler)(registry::Registry&, http::Request&)) {
    route.access = "plans.read";
    route.tag = "documents";
    route.handler = [&registry, handler](http::Request& r) { return handler(registry, r); };
    registry.route(std::move(route));
}

}  // namespace

void offer(registry::Registry& registry, Surroundings given) {
    surroundings() = std::move(given);
    registry.offer({.entity = &Batch::entity(),
                    .route = "document-batches",
                    .area = "plans",
                    .creatable = false,
                    .updatable = false,
                    .deletable = false,
                    .exportable = false,
                    .scope = own});
    http::Route one{
        "GET", "/api/v1/plans/{id}/document", "plans.document",
        "The plan for a reader: html, json, pptx or xlsx, for a circle, of a revision, in a language."};
    one.query = {"format", "audience", "view", "at", "lang"};
    one.response_schema = document_schema();
    add(registry, std::move(one), document);
    http::Route many{
        "POST", "/api/v1/document-batches", "document-batches.create",
        "Makes the documents of many accounts in the background; those the asker may not see are left out."};
    many.request_schema = batch_request;
    many.response_schema = R"({"$ref":"#/components/schemas/document_batch"})";
    add(registry, std::move(many), start);
    add(registry,
        {"GET", "/api/v1/document-batches/{id}/file", "document-batches.file",
         "The archive, once it is made."},
        file);
    registry.jobs().handle("document_batch", [&registry](jobs::Run& run) { run_batch(registry, run); });
    registry.jobs().daily(sweep);
}

}  // namespace kamino::documents
