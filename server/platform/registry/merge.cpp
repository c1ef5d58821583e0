// A change that is merged into what others made of the record meanwhile, instead of being refused as stale.
#include <algorithm>
#include <boost/json.hpp>

#include "platform/base/merge.h"
#include "platform/registry/generic.h"

namespace kamino::registry {
namespace {

using describe::Field;

const boost::json::object& object_member(const boost::json::value& document, std::string_view name) {
    const auto* object = document.if_object();
    const auto* found = object ? object->if_contains(name) : nullptr;
    if (!found) throw invalid_field("/" + std::string{name}, "field.required");
    if (!found->is_object()) throw invalid_field("/" + std::string{name}, "field.wrong_type");
    return found->get_object();
}

// Texts that people write together; what is short is a value.
bool is_prose(const Field& f) {
    return f.kind == describe::Kind::text &&
           (f.rule.format == "multiline" || f.rule.format == "markdown" || f.name == "text");
}

void take(const describe::Entity& entity, const Field& f, const Record& from, Record& to) {
    for (const auto& column : entity.columns())
        if (column.field == &f) set_column(column, to, column_value(column, from));
}

// Lists are sets here: what one side put in comes in, what one side took out goes.
std::vector<std::string> merge_lists(const std::vector<std::string>& base,
                                     const std::vector<std::string>& mine,
                                     const std::vector<std::string>& theirs) {
    const auto in = [](const std::vector<std::string>& list, const std::string& item) {
        return std::find(list.begin(), list.end(), item) != list.end();
    };
    std::vector<std::string> result;
    for (const auto& item : theirs)
        if (in(mine, item) || !in(base, item)) result.push_back(item);
    for (const auto& item : mine)
        if (!in(base, item) && !in(result, item)) result.push_back(item);
    return result;
}

// Members of a document, each by itself; nullopt where both sides changed the same one.
std::optional<boost::json::object> merge_members(const boost::json::object& base,
                                                 const boost::json::object& mine,
                                                 const boost::json::object& theirs) {
    const auto at = [](const boost::json::object& from, std::string_view name) {
        const auto* value = from.if_contains(name);
        return value ? *value : boost::json::value{};
    };
    auto result = theirs;
    const auto change = [&](std::string_view name) {
        if (at(mine, name) == at(base, name) || at(mine, name) == at(theirs, name)) return true;
        if (at(theirs, name) != at(base, name)) return false;
        if (mine.contains(name))
            result[name] = mine.at(name);
        else
            result.erase(name);
        return true;
    };
    for (const auto* side : {&base, &mine})
        for (const auto& [name, value] : *side)
            if (!change(name)) return std::nullopt;
    return result;
}

std::vector<std::string> list_of(const Field& f, const Record& record) {
    return *static_cast<std::vector<std::string>*>(f.at(const_cast<Record&>(record)));
}

void write_pieces(base::JsonWriter& w, const base::Merge& merge) {
    w.begin_array();
    for (const auto& p : merge.pieces) {
        w.begin_object().pair("conflict", p.conflict);
        if (p.conflict)
            w.pair("base", p.base).pair("mine", p.mine).pair("theirs", p.theirs).pair("both", p.both);
        else
            w.pair("text", p.text);
        w.end_object();
    }
    w.end_array();
}

class RecordMerge {
  public:
    // `current` as the caller reads it; `stored` as it stands.
    RecordMerge(const describe::Entity& entity, const Record& base, const Record& mine, const Record& current,
                const Record& stored)
        : entity_(entity), base_(base), mine_(mine), current_(current), after_(entity.copy(stored)) {}

    void field(const Field& f) {
        if (describe::equal(f, base_, mine_) || describe::equal(f, mine_, current_)) return;
        if (describe::equal(f, base_, current_)) {
            take(entity_, f, mine_, *after_);
        } else if (is_prose(f)) {
            prose(f);
        } else if (f.kind == describe::Kind::list) {
            *static_cast<std::vector<std::string>*>(f.at(*after_)) =
                merge_lists(list_of(f, base_), list_of(f, mine_), list_of(f, current_));
            merged_.emplace_back(f.name);
        } else if (f.rule.by_member) {
            members(f);
        } else {
            ask(f, nullptr);
        }
    }
    Record& after() { return *after_; }
    const std::vector<std::string>& merged() const { return merged_; }
    bool asks() const { return asked_ > 0; }
    // [{"field":…,"base":…,"mine":…,"theirs":…,"pieces":[…]}]; the pieces of texts only.
    std::string conflicts() { return "[" + conflicts_ + "]"; }

  private:
    void members(const Field& f) {
        const auto of = [&](const Record& record) {
            return base::parse_json(static_cast<describe::Document*>(f.at(const_cast<Record&>(record)))->json)
                .as_object();
        };
        const auto merge = merge_members(of(base_), of(mine_), of(current_));
        if (!merge) return ask(f, nullptr);
        static_cast<describe::Document*>(f.at(*after_))->json = base::json_text(*merge);
        merged_.emplace_back(f.name);
    }
    void prose(const Field& f) {
        const auto merge = base::merge_texts(describe::get_text(f, base_), describe::get_text(f, mine_),
                                             describe::get_text(f, current_));
        if (merge.conflicts > 0) return ask(f, &merge);
        if (const auto fault = describe::set_text(f, *after_, merge.text())) throw invalid_fields({*fault});
        merged_.emplace_back(f.name);
    }
    void ask(const Field& f, const base::Merge* merge) {
        base::JsonWriter w;
        w.begin_object().pair("field", f.name);
        for (const auto& [side, record] :
             {std::pair{"base", &base_}, std::pair{"mine", &mine_}, std::pair{"theirs", &current_}}) {
            const std::string_view only[] = {f.name};
            const auto document = base::parse_json(as_json(*record, only));
            w.key(side).value(document.at(f.name));
        }
        w.key("pieces");
        if (merge)
            write_pieces(w, *merge);
        else
            w.null();
        w.end_object();
        conflicts_ += (asked_++ ? "," : "") + w.take();
    }
    std::string as_json(const Record& record, std::span<const std::string_view> only) const {
        base::JsonWriter w;
        describe::write_json(w, entity_, record, only);
        return w.take();
    }

    const describe::Entity& entity_;
    const Record &base_, &mine_, &current_;
    RecordPtr after_;
    std::vector<std::string> merged_;
    std::string conflicts_;
    int asked_ = 0;
};

void read_into(const describe::Entity& entity, const boost::json::object& members, Record& record) {
    if (auto faults = describe::read_json(entity, boost::json::value(members), record); !faults.empty())
        throw invalid_fields(std::move(faults));
}

// The record as the caller saw it; only the members that he changed matter. Who saw the version that stands
// need not say what he saw.
RecordPtr base_record(const describe::Entity& entity, const boost::json::object& base,
                      const boost::json::object& mine, const Record& current) {
    auto record = entity.copy(current);
    const auto* version = base.if_contains("version");
    if (version && !version->is_int64()) throw invalid_field("/base/version", "field.wrong_type");
    if (version && version->get_int64() == current.version) return record;
    boost::json::object seen;
    for (const auto& [name, value] : mine) {
        const auto* was = base.if_contains(name);
        if (!was) throw invalid_field("/base/" + std::string{name}, "field.required");
        seen[name] = *was;
    }
    read_into(entity, seen, *record);
    return record;
}

http::Response refusal(const http::Request& request, const describe::Entity& entity, const Record& current,
                       const std::string& conflicts) {
    auto fault = conflict("request.merge_conflict", {{"version", std::to_string(current.version)}});
    fault.current_json = describe::json(entity, current);
    auto response = http::problem(fault, request);
    response.body.pop_back();  // RFC 9457, 3.2: a member of our own
    response.body += R"(,"conflicts":)" + conflicts + "}";
    return response;
}

}  // namespace

namespace {

http::Response merge_once(Registry& registry, const Resource& resource, const http::Request& request,
                          const boost::json::object& base, const boost::json::object& mine) {
    const auto& entity = *resource.entity;
    return write(registry, request, [&](storage::Write& w, const auth::Actor& actor) {
        const auto current = storage::find_record(w, entity, request.param("id"), scope_of(resource, actor));
        if (!current) throw not_found();
        const auto shown = in_words(resource, request.language, *current);
        const auto seen = base_record(entity, base, mine, *shown);
        const auto wanted = entity.copy(*seen);
        read_into(entity, mine, *wanted);
        RecordMerge merge{entity, *seen, *wanted, *shown, *current};
        for (const auto& f : entity.fields)
            if (mine.contains(f.name)) merge.field(f);
        if (merge.asks()) return refusal(request, entity, *shown, merge.conflicts());
        save(registry, w, resource, actor, current.get(), merge.after());
        base::JsonWriter out;
        out.begin_object().key("record").raw(
            describe::json(entity, *in_words(resource, request.language, merge.after())));
        out.key("merged").begin_array();
        for (const auto& name : merge.merged()) out.value(std::string_view{name});
        out.end_array().end_object();
        auto response = http::Response::json(out.take());
        response.etag(std::to_string(merge.after().version));
        return response;
    });
}

}  // namespace

http::Response merge(Registry& registry, const Resource& resource, http::Request& request) {
    const auto document = request.json();
    const auto& base = object_member(document, "base");
    const auto& mine = object_member(document, "mine");
    // On PostgreSQL somebody may still write between our reading and our writing: then we merge with him too.
    // Of several writers one gets through each time, so that everybody's turn comes.
    constexpr int most_tries = 100;
    for (int tries = 1;; ++tries) try {
            return merge_once(registry, resource, request, base, mine);
        } catch (const Fault& fault) {
            if (fault.key != "request.stale" || tries == most_tries) throw;
        }
}

std::string merge_request_schema(const Resource& resource) {
    const std::string patch =
        R"({"$ref":"#/components/schemas/)" + std::string{resource.entity->name} + "_patch\"}";
    return R"({"type":"object","required":["base","mine"],"properties":{"base":{"type":"object",)"
           R"("description":"The members as they were read, and the version."},"mine":)" +
           patch + "}}";
}

std::string merge_response_schema(const Resource& resource) {
    return R"({"type":"object","required":["record","merged"],"properties":{"record":{"$ref":"#/components/schemas/)" +
           std::string{resource.entity->name} + R"("},"merged":{"type":"array","items":{"type":"string"}}}})";
}

}  // namespace kamino::registry
