// The analyst's commands: `kamino analyze <name> …`. A command is a row of data (options with their help) and
// a function; main/ turns the rows into the command line, so that nothing here knows its parser. One file a
// command: analyze/clv.cpp offers clv() and commands.cpp names it. Pure input to output: no server, no
// database.
//
// Exit codes: 0 done; 2 the input or an option was refused (said on standard error, nothing half-written); 1
// a defect.
#pragma once
#include <exception>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kamino::analyze {

// An input that cannot be used. main() prints "FILE, line L, column C: REASON" (what is unknown is left out)
// on standard error and ends with 2. `reason` is a plain English sentence without a full stop.
struct Refusal : std::exception {
    explicit Refusal(std::string reason_, std::string file_ = {}, std::size_t line_ = 0,
                     std::string column_ = {});
    const char* what() const noexcept override { return text.c_str(); }
    std::string reason, file, column;
    std::size_t line;  // 1 is the first line of the file; 0 not known
    std::string text;  // all of it, as printed
};

// A text of the input as messages show it: in quotes, cut after 40 bytes.
std::string quoted(std::string_view text);

enum class Kind { text, number, whole, flag, list };  // list: repeatable, and "a,b,c" counts as three

struct Option {
    std::string name;  // without the dashes: "calibration-end"
    Kind kind = Kind::text;
    std::string help;
    bool required = false;
    std::string fallback{};              // shown in the help; "" = none
    std::vector<std::string> choices{};  // of a text; empty = any
};

// What the command line gave. Names that the command did not declare are a defect (std::logic_error).
class Arguments {
  public:
    explicit Arguments(const std::vector<Option>& options) : options_(&options) {}
    void set(const std::string& name,
             std::vector<std::string> values);      // by main(); Refusal when it does not fit
    bool has(std::string_view name) const;          // given, or has a fallback
    std::string text(std::string_view name) const;  // "" when not given
    double number(std::string_view name) const;     // Refusal unless has()
    long long whole(std::string_view name) const;   // Refusal unless has()
    bool flag(std::string_view name) const;
    std::vector<std::string> list(std::string_view name) const;

  private:
    const Option& option(std::string_view name) const;
    const std::vector<Option>* options_;
    std::map<std::string, std::vector<std::string>, std::less<>> values_;
};

struct Command {
    std::string name, summary;
    std::vector<Option> options;
    std::function<void(const Arguments&)> run;
};

// Every command, in the order of the help. Each one's options end with common_options().
const std::vector<Command>& commands();
// --separator --decimal --date-order --format --seed --threads: the same for all.
std::vector<Option> common_options();

}  // namespace kamino::analyze
