#include <condition_variable>
#include <mutex>

#include "platform/base/id.h"
#include "platform/base/log.h"
#include "platform/http/http.h"
#include "platform/http/listener.h"
#include "platform/http/pipeline.h"

namespace kamino::http {

struct Server::Core {
    explicit Core(Options options) : pipeline(std::move(options)) {}
    Pipeline pipeline;
    std::unique_ptr<Listener> listener;
    std::mutex life;  // held through start and stop, so that a second stop() waits for the first
    std::mutex mutex;
    std::condition_variable changed;
    bool stop_wanted = false;
    std::atomic<unsigned short> port{0};

    void want_stop() {
        {
            std::lock_guard lock{mutex};
            stop_wanted = true;
        }
        changed.notify_all();
    }
};

Server::Server(Options options) : core_(std::make_unique<Core>(std::move(options))) {}

Server::~Server() {
    stop();
}

Router& Server::router() {
    return core_->pipeline.router;
}
void Server::serve_files(const std::vector<base::EmbeddedFile>& files) {
    core_->pipeline.files.add(files);
}
void Server::on_ready(std::function<std::string()> check) {
    core_->pipeline.ready = std::move(check);
}
EventHub& Server::events() {
    return core_->pipeline.events;
}
Metrics& Server::metrics() {
    return core_->pipeline.metrics;
}
bool Server::stopping() const {
    return core_->pipeline.stopping;
}

void Server::start() {
    std::lock_guard lock{core_->life};
    auto listener = std::make_unique<Listener>(core_->pipeline);
    listener->start();
    core_->port = listener->port();
    core_->listener = std::move(listener);
    log::info("listening", {{"address", core_->pipeline.options.bind}, {"port", std::to_string(port())}});
}

void Server::run() {
    start();
    if (core_->pipeline.options.handle_signals)
        core_->listener->watch_signals([this] { core_->want_stop(); });
    {
        std::unique_lock lock{core_->mutex};
        core_->changed.wait(lock, [this] { return core_->stop_wanted; });
    }
    stop();
}

void Server::stop() {
    core_->pipeline.stopping = true;
    core_->want_stop();
    std::lock_guard lock{core_->life};
    if (!core_->listener) return;
    core_->listener->stop();
    core_->listener.reset();
    core_->port = 0;
    log::info("stopped");
}

unsigned short Server::port() const {
    return core_->port;
}

Response Server::dispatch(Request request) {
    if (request.id.empty()) request.id = base::new_id();
    if (request.peer.empty()) core_->pipeline.place(request, "127.0.0.1");
    return core_->pipeline.handle(request);
}

}  // namespace kamino::http
