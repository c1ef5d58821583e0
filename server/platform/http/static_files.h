// The embedded web application as responses: hashed, compressed and typed once at start, then read-only for
// all threads.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/embedded.h"
#include "platform/http/request.h"
#include "platform/http/response.h"

namespace kamino::http {

class StaticFiles {
  public:
    void add(const std::vector<base::EmbeddedFile>& files);
    bool empty() const { return files_.empty(); }
    // The file of a path, index.html for a page of the application, or 404. Lookup is by exact name in a
    // table, so no path can leave the folder.
    Response answer(const Request& request) const;

  private:
    struct File {
        std::string_view content;
        std::string compressed;  // empty when it would not be smaller
        std::string type;
        std::string etag;
        bool immutable = false;
    };
    std::map<std::string, File, std::less<>> files_;
};

}  // namespace kamino::http
