// One document on its way into a plan: the account and the form that it means, its rows with their ids, and
// the people it names. Inside of exchange only; one transaction long.
#pragma once
#include "domain/exchange/references.h"

namespace kamino::exchange {

std::string text_of(const boost::json::object& o, std::string_view name);
// An empty one when there is none of that name.
const boost::json::object& member(const boost::json::object& o, std::string_view name);

// The account that is meant: the one asked for, else that of the document by id, external id or exact name.
accounts::Account account_meant(storage::Read& read, const auth::Actor& actor,
                                const boost::json::object& document, const std::string& asked);
// The version whose form the document holds: known by its id, by its words, or made by whoever may.
std::optional<std::string> template_meant(registry::Registry& registry, storage::Write& write,
                                          const auth::Actor& actor, const boost::json::object& document,
                                          Report& report);

class DocumentReading {
  public:
    DocumentReading(registry::Registry& registry, storage::Write& write, const auth::Actor& actor,
                    const boost::json::object& document, const ImportOptions& options, Report& report)
        : registry_(registry),
          write_(write),
          actor_(actor),
          document_(document),
          options_(options),
          report_(report),
          account_(account_meant(write, actor, document, options.account_id)),
          finder_(registry, write, actor, account_.id, document) {}

    void run();

  private:
    using Rows = std::map<std::string, describe::RecordPtr>;

    // What nobody reads is not lost in silence.
    void refuse_unknown_rows();
    void read_plan();
    // A closed plan closes when its rows are in.
    void close_plan();
    // Rows keep their ids where nobody else has them; what stands for the same thing in the plan is that row.
    void keep_ids();
    Rows rows_of(const describe::Entity& e);
    bool is_free(const describe::Entity& e, const std::string& id);
    void read_row(const registry::Resource& resource, const boost::json::value& given,
                  const std::string& path);
    // The rules look at a copy: what they fill in for newcomers must not change what comes back.
    std::vector<FieldFault> judge(const registry::Resource& resource, const describe::Record* before,
                                  const describe::Record& after, const std::string& id);

    // ---- who and what rows point to (document_places.cpp)
    // Ids of the document become ids of this place; what nobody knows is left out and said.
    void place(const describe::Entity& e, boost::json::object& row, const std::string& path);
    // Colleagues whom own fields of the template name.
    void place_people(boost::json::object& row, const std::string& path);
    // The record here that the document's id means; "" = none, and said.
    std::string here_of(const describe::Field& field, const std::string& id, const std::string& path);
    void require_stand_in();
    // Who does what its owner cannot, since he is unknown here or does not see the account; "" = nobody.
    std::string stand_in();
    bool sees_account(const std::string& user_id);

    void count(bool changed) { ++(changed ? report_.updated : report_.unchanged); }
    void refuse(std::vector<FieldFault> faults) {
        for (auto& f : faults) report_.refused.push_back(std::move(f));
    }
    static std::vector<FieldFault> prefixed(std::vector<FieldFault> faults, const std::string& path) {
        for (auto& f : faults) f.path = path + f.path;
        return faults;
    }

    registry::Registry& registry_;
    storage::Write& write_;
    const auth::Actor& actor_;
    const boost::json::object& document_;
    const ImportOptions& options_;
    Report& report_;
    accounts::Account account_;
    Finder finder_;
    std::map<std::string, std::string> ids_;  // of the document -> here
    std::string final_status_, template_version_id_;
};

}  // namespace kamino::exchange
