// A durable queue in table jobs: a job survives a restart, is run by one worker at a time (its lease is
// renewed while it runs), reports progress, can be cancelled, and is tried again with a growing pause after
// an unexpected failure.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "platform/auth/actor.h"

namespace kamino::jobs {

// Handed to a job while it runs. Not thread-safe.
class Run {
  public:
    virtual ~Run() = default;
    virtual const std::string& job_id() const = 0;
    virtual const std::string& subject_id() const = 0;
    virtual const std::string& payload() const = 0;  // JSON
    virtual storage::Database& database() = 0;
    virtual auth::Actor actor() = 0;  // who asked for it, door "job"
    virtual bool cancelled() = 0;     // asked to stop, or the server stops: return soon, effects so far kept
    virtual bool stopping() = 0;      // the server stops: the job will be run again after the restart
    // Saved at most every 250 ms and published to the event stream as event "job".
    virtual void progress(std::int64_t done, std::int64_t total, std::string_view note = {}) = 0;
};

using Work = std::function<void(Run&)>;

using GivenUp = std::function<void(storage::Write& write, const std::string& subject_id)>;

class Queue {
  public:
    // `publish` gets one JSON line per progress change (the SSE hub).
    Queue(storage::Database& database,
          std::function<void(const std::string& json, const std::string& actor_id)> publish, int workers = 1);
    ~Queue();  // stop()
    // Before start. `given_up` runs in the transaction that ends a job of the kind as failed, so that its
    // subject does not wait for it for ever.
    void handle(std::string kind, Work work, GivenUp given_up = {});
    // Runs with start() and then once a day: what sweeps away what nobody needs any longer. Before start.
    void daily(std::function<void(storage::Write&)> chore);
    void start();
    void stop();  // running jobs see stopping(); waits for them
    void wake();

    // Adds the routes GET /api/v1/jobs, GET /api/v1/jobs/{id}, POST /api/v1/jobs/{id}/cancellation (own jobs;
    // all with permission "jobs.read"/"jobs.write").
    void install(http::Router& router);

    // In the caller's transaction, so that effect and job are one. Returns the job id. `unique` kinds are not
    // queued again for the same subject while one waits.
    std::string run_later(storage::Write& write, std::string kind, std::string subject_id,
                          std::string payload_json, bool unique = false);
    void cancel(storage::Write& write, const std::string& job_id);
    // Runs one job in the foreground: command line and tests. Returns when it ended; its Fault comes out.
    void run_now(const std::string& job_id);

  private:
    struct Core;
    std::unique_ptr<Core> core_;
};

}  // namespace kamino::jobs
