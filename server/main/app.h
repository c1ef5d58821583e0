// One running Kamino: database, migrations, sign-in, jobs, registry and server put together. compose.cpp is
// the one file that names every vertical; everything else here is plumbing.
#pragma once
#include <memory>
#include <string>

#include "platform/registry/registry.h"

namespace kamino::app {

struct Options {
    std::string db = "sqlite:workspace/kamino.db";
    std::string bind = "127.0.0.1";
    unsigned short port = 8080;  // 0: any free one
    bool demo = false;           // no passwords, loopback only
    bool secure = false;         // served as https by a proxy
    std::vector<std::string> trusted_proxies;
    std::string metrics_token;
    int workers = 4;
    bool migrate = true;  // false: refuse a database that needs migrations (doctor)
    bool handle_signals = true;
    bool create = true;  // false: refuse an address without a workspace, instead of making one there
};

class App {
  public:
    explicit App(Options options);
    ~App();
    storage::Database& database() { return *database_; }
    registry::Registry& registry() { return *registry_; }
    http::Server& server() { return *server_; }
    auth::Auth& auth() { return *auth_; }
    jobs::Queue& jobs() { return *jobs_; }
    const Options& options() const { return options_; }

    // Background work and the listening server; returns at once.
    void start();
    // start(), waits for a signal, drains.
    void run();
    void stop();
    // Text for the console: where it listens, and the one-time set-up link of a fresh workspace.
    std::string greeting();

  private:
    Options options_;
    std::unique_ptr<http::Server> server_;
    std::unique_ptr<storage::Database>
        database_;  // goes before the server: its listener wakes the event streams
    std::unique_ptr<auth::Auth> auth_;
    std::unique_ptr<jobs::Queue> jobs_;
    std::unique_ptr<registry::Registry> registry_;
};

// The database of a workspace that is there; Fault unavailable "storage.no_such_file" when there is none.
std::unique_ptr<storage::Database> open_existing(const std::string& url);

// Names every vertical: what each offers, and who listens to whose events.
void compose(registry::Registry& registry);
// Subscribers hold the registry: what comes after an application in the same process (tests) must not reach
// them.
void forget_subscribers();
// What sign-in has to know of the workspace.
void compose_auth(auth::Options& options);

}  // namespace kamino::app
