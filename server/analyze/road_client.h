// One GET at a time over HTTP or HTTPS. Nothing but --roads asks the network.
#pragma once
#include <string>

namespace kamino::analyze {

struct Reply {
    long status = 0;    // 0: no answer
    std::string body;   // of at most 64 MiB
    std::string error;  // why there is no answer
};

// Keeps its connection between calls. One thread.
class RoadClient {
  public:
    explicit RoadClient(double timeout_seconds);
    ~RoadClient();
    RoadClient(const RoadClient&) = delete;
    RoadClient& operator=(const RoadClient&) = delete;
    Reply get(const std::string& url);

  private:
    void* handle_;
    double timeout_;
};

}  // namespace kamino::analyze
