// The parts of a workbook's zip archive as streams, with limits on what is really unpacked, and XML events
// over such a stream. Document types are refused, so no entity can grow. Inside of imports only; one archive
// belongs to one thread.
#pragma once
#include <expat.h>
#include <zip.h>

#include <exception>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "domain/imports/xlsx.h"

namespace kamino::imports {

[[noreturn]] void damaged(std::string_view part);

class Part {
  public:
    Part(zip_file_t* file, std::string name, std::uint64_t packed, std::uint64_t claimed, std::uint64_t limit,
         const XlsxLimits& limits);
    ~Part();
    Part(const Part&) = delete;
    Part& operator=(const Part&) = delete;
    std::size_t read(char* to, std::size_t capacity);  // 0 at the end only
    std::uint64_t done() const { return read_; }
    std::uint64_t claimed() const { return claimed_; }
    const std::string& name() const { return name_; }

  private:
    zip_file_t* file_;
    std::string name_;
    std::uint64_t packed_;
    std::uint64_t claimed_;
    std::uint64_t limit_;
    XlsxLimits limits_;
    std::uint64_t read_ = 0;
};

class Archive {
  public:
    static std::unique_ptr<Archive> of_file(const std::string& path, const XlsxLimits& limits);
    static std::unique_ptr<Archive> of_bytes(std::string bytes, const XlsxLimits& limits);
    ~Archive();
    Archive(const Archive&) = delete;
    Archive& operator=(const Archive&) = delete;
    std::unique_ptr<Part> open(const std::string& name,
                               std::uint64_t limit) const;  // null when there is none
    std::vector<std::string> names() const;
    const XlsxLimits& limits() const { return limits_; }

  private:
    explicit Archive(const XlsxLimits& limits) : limits_(limits) {}
    zip_t* zip_ = nullptr;
    std::string bytes_;
    XlsxLimits limits_;
};

// Attributes of an element; names without their namespace prefix, except that "r:id" stays apart from "id".
class XmlAttributes {
  public:
    explicit XmlAttributes(const char** list) : list_(list) {}
    std::string_view get(std::string_view name) const;

  private:
    const char** list_;
};

// Element names come without prefix. A throw inside a handler ends the parse and comes out of XmlScan::feed.
class XmlEvents {
  public:
    virtual ~XmlEvents() = default;
    virtual void start(std::string_view name, const XmlAttributes& attributes) = 0;
    virtual void end(std::string_view name) = 0;
    virtual void text(std::string_view) {}
};

class XmlScan {
  public:
    XmlScan(XmlEvents& events, std::string part);
    ~XmlScan();
    XmlScan(const XmlScan&) = delete;
    XmlScan& operator=(const XmlScan&) = delete;
    void feed(std::string_view piece, bool last);
    XmlEvents& events() { return events_; }
    template <class F>
    void guarded(F&& f) {
        try {
            f();
        } catch (...) {  // must not cross the C parser
            failure_ = std::current_exception();
            XML_StopParser(parser_, XML_FALSE);
        }
    }

  private:
    XML_Parser parser_;
    XmlEvents& events_;
    std::string part_;
    std::exception_ptr failure_;
    int depth_ = 0;
    friend struct XmlHandlers;
};

// Reads the whole part through `events`; false when the archive has no such part.
bool scan_part(const Archive& archive, const std::string& name, std::uint64_t limit, XmlEvents& events);

}  // namespace kamino::imports
