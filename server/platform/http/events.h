// Server-sent events. A subscriber pulls from the change log by sequence, so that nothing is lost across
// reconnects and visibility is applied per subscriber at the moment of pulling. The hub only says "look
// again" (wake) and carries short-lived events that are in no log (publish). Thread-safe.
#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace kamino::http {

struct Event {
    std::uint64_t seq = 0;  // becomes `id:`; 0 = not in the log, carries no id
    std::string data;       // JSON on one line
    std::string name = "change";
};

struct EventBatch {
    std::vector<Event> events;  // seq > after, ascending, only what this subscriber may see
    std::uint64_t seq = 0;      // last sequence looked at (also of invisible rows): the next `after`
    bool more = false;          // the log has more right now: pull again after these are written
};

// Called on a worker: once at the start, after each wake, and with every ping (15 s), so that a session that
// ended or a commit of another node is noticed. Should return at most about 200 events. A Fault thrown ends
// the stream.
using EventPull = std::function<EventBatch(std::uint64_t after)>;
// Whether a published event goes to this subscriber; called on the publisher's thread. Empty = every one.
using EventFilter = std::function<bool(const Event&)>;

// One subscriber: made by Response::event_stream, driven by the server. At most `queue_limit` published
// events wait; one more and the subscriber is dropped (it reconnects and resumes from the log).
class EventStream {
  public:
    static constexpr std::size_t queue_limit = 64;
    EventStream(std::uint64_t after_, EventPull pull_, EventFilter accept_)
        : after(after_), pull(std::move(pull_)), accept(std::move(accept_)) {}

    std::uint64_t after;  // the server's own cursor
    const EventPull pull;
    const EventFilter accept;

    // Set by the server: called (any thread) when there is something to look at; must not block.
    void on_signal(std::function<void()> signal);
    void wake();
    void push(const Event& event);
    struct Taken {
        std::vector<Event> events;
        bool woken = false;
        bool overflowed = false;
    };
    Taken take();
    bool overflowed() const;

  private:
    mutable std::mutex mutex_;
    std::function<void()> signal_;
    std::vector<Event> queue_;
    bool woken_ = true;  // the first pull needs no wake
    bool overflowed_ = false;
};

class EventHub {
  public:
    void wake();                                                 // after commits: every subscriber pulls
    void publish(const Event& event);                            // not in the log: job progress and the like
    void subscribe(const std::shared_ptr<EventStream>& stream);  // held weakly
    std::size_t subscribers() const;

  private:
    std::vector<std::shared_ptr<EventStream>> live() const;
    mutable std::mutex mutex_;
    mutable std::vector<std::weak_ptr<EventStream>> streams_;
};

// The wire text of one event ("id: 7\nevent: change\ndata: {…}\n\n").
std::string wire_text(const Event& event);

}  // namespace kamino::http
