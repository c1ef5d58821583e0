#include "main/app.h"

#include <filesystem>

#include "main/web.h"
#include "migrations/migration_files.h"
#include "platform/base/log.h"
#include "platform/storage/migrations.h"

namespace kamino::app {
namespace {

void make_folder_of(const std::string& url) {
    constexpr std::string_view prefix = "sqlite:";
    if (!url.starts_with(prefix)) return;
    const auto folder = std::filesystem::path{url.substr(prefix.size())}.parent_path();
    if (!folder.empty()) std::filesystem::create_directories(folder);
}

bool is_loopback(const std::string& address) {
    return address == "localhost" || address == "::1" || address.starts_with("127.");
}

}  // namespace

std::unique_ptr<storage::Database> open_existing(const std::string& url) {
    storage::Options options;
    options.create = false;
    auto database = storage::open(url, options);
    if (!storage::is_migrated(*database))
        throw Fault{FaultCode::unavailable, "storage.no_such_file", {{"path", database->url()}}};
    return database;
}

App::App(Options options) : options_(std::move(options)) {
    if (options_.demo && !is_loopback(options_.bind))
        throw invalid("demo.loopback_only", {{"bind", options_.bind}});
    if (options_.create) make_folder_of(options_.db);
    database_ = options_.create ? storage::open(options_.db) : open_existing(options_.db);
    const auto report = storage::migrate(*database_, migration_files());
    for (const auto& name : report.applied) log::info("migration applied", {{"name", name}});
    http::Options http;
    http.bind = options_.bind;
    http.port = options_.port;
    http.workers = options_.workers;
    http.secure = options_.secure;
    http.trusted_proxies = options_.trusted_proxies;
    http.metrics_token = options_.metrics_token;
    http.handle_signals = options_.handle_signals;
    server_ = std::make_unique<http::Server>(http);
    auth::Options sign_in;
    sign_in.demo = options_.demo;
    sign_in.secure = options_.secure;
    compose_auth(sign_in);
    auth_ = std::make_unique<auth::Auth>(*database_, sign_in);
    jobs_ = std::make_unique<jobs::Queue>(*database_, [this](const std::string& json, const std::string&) {
        server_->events().publish({0, json, "job"});
    });
    registry_ = std::make_unique<registry::Registry>(*database_, *server_, *auth_, *jobs_);
    auth_->install(server_->router());
    audit::install(*server_, *database_);
    jobs_->install(server_->router());
    compose(*registry_);
    registry_->install_shared_routes();
    server_->serve_files(web_files());
    server_->on_ready([this]() -> std::string {
        database_->read([](storage::Read& r) { audit::head(r); });
        return "";
    });
    database_->on_change([this] { server_->events().wake(); });
}

App::~App() {
    stop();
    forget_subscribers();
}

void App::start() {
    jobs_->start();
    server_->start();
}

void App::run() {
    jobs_->start();
    server_->run();
    stop();
}

void App::stop() {
    server_->stop();
    jobs_->stop();
}

std::string App::greeting() {
    const std::string host =
        options_.bind == "0.0.0.0" || options_.bind == "127.0.0.1" ? "localhost" : options_.bind;
    const std::string url = "http://" + host + ":" + std::to_string(options_.port);
    std::string text = "Kamino serves " + database_->url() + " at " + url + "\n";
    if (options_.demo)
        return text + "Demo workspace: choose a person on the first page; nothing leaves this machine.\n";
    if (const auto token = auth_->setup_token(); !token.empty())
        text +=
            "First start. Open this link once to set the workspace up:\n  " + url + "/setup#" + token + "\n";
    return text;
}

}  // namespace kamino::app
