// Reading instances of JSON: a value and the path to it, so that a refusal can say where. Values borrow from
// the document.
#pragma once
#include <boost/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analyze/search_options.h"

namespace kamino::analyze {

// A document: the text parsed, or a Refusal with the file's name.
boost::json::value parse_document(const Source& source);

class Field {
  public:
    Field(const Source& source, const boost::json::value& value, std::string path = {})
        : source_(&source), value_(&value), path_(std::move(path)) {}

    std::optional<Field> find(std::string_view name) const;  // of an object; null counts as absent
    Field at(std::string_view name) const;                   // Refusal when absent
    std::vector<Field> items() const;                        // of an array; Refusal when it is none
    bool is_object() const { return value_->is_object(); }
    bool is_array() const { return value_->is_array(); }
    bool is_string() const { return value_->is_string(); }
    bool is_number() const { return value_->is_number(); }
    const boost::json::value& value() const { return *value_; }

    double number() const;  // finite
    double at_least(double least) const;
    long long whole() const;
    bool flag() const;
    std::string text() const;  // a string
    std::string name() const;  // a string or a whole number: the ids of units and people
    std::string choice(const std::vector<std::string>& choices) const;
    // Only these names may stand in the object: a misspelt rule must not be silently without effect.
    void only(std::initializer_list<std::string_view> names) const;
    [[noreturn]] void refuse(std::string reason) const;

    double number_or(std::string_view name, double otherwise) const;
    bool flag_or(std::string_view name, bool otherwise) const;

  private:
    const Source* source_;
    const boost::json::value* value_;
    std::string path_;
};

}  // namespace kamino::analyze
