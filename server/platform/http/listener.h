// The sockets: one I/O thread that accepts, reads, writes and keeps time, and the pool that runs the
// pipeline. Everything that includes Asio or Beast is behind this header, in httpd.cpp.
#pragma once
#include <functional>
#include <memory>

#include "platform/http/pipeline.h"

namespace kamino::http {

class Listener {
  public:
    explicit Listener(Pipeline& pipeline);  // the pipeline outlives the listener
    ~Listener();
    void start();  // std::system_error when the address cannot be had
    // Calls `on_signal` (on the I/O thread; must not block) at SIGTERM or SIGINT.
    void watch_signals(std::function<void()> on_signal);
    void stop();  // drains; once only
    unsigned short port() const;

  private:
    struct Loop;
    std::unique_ptr<Loop> loop_;
};

}  // namespace kamino::http
