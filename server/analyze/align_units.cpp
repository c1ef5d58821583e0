#include "analyze/align_units.h"

#include <cmath>

#include "platform/base/text.h"

namespace kamino::analyze {
namespace {

namespace json = boost::json;
namespace al = territory::alignment;

class Reader {
  public:
    Reader(const Source& source, const Ids& people, al::Instance& instance)
        : source_(source), people_(people), in_(instance), u_(instance.units) {
        for (std::size_t s = 0; s < in_.skills.size(); ++s) skills_[in_.skills[s]] = s;
    }

    void resize(std::size_t n) {
        u_.ids.resize(n);
        u_.places.resize(n);
        for (auto& column : u_.measures) column.assign(n, 0);
        u_.weight.assign(n, 1);
        u_.value.assign(n, std::nan(""));
        u_.minutes.assign(n, 0);
        u_.visits.assign(n, 0);
        u_.owner.assign(n, al::nobody);
        u_.locked.assign(n, 0);
        u_.needs.assign(n, 0);
        u_.tree.assign(n, -1);
        lat_.assign(n, std::nan(""));
        lon_.assign(n, std::nan(""));
    }

    void set(std::size_t i, std::string_view key, const json::value& v) {
        if (v.is_null()) return;
        if (key == "id")
            u_.ids[i] = name(i, key, v);
        else if (key == "x")
            u_.places[i].x = number(i, key, v, -1e9), planar_ = true;
        else if (key == "y")
            u_.places[i].y = number(i, key, v, -1e9), planar_ = true;
        else if (key == "lat")
            lat_[i] = number(i, key, v, -90, 90), global_ = true;
        else if (key == "lon")
            lon_[i] = number(i, key, v, -180, 180), global_ = true;
        else if (key == "measures")
            measures(i, v);
        else if (key == "weight")
            u_.weight[i] = number(i, key, v, 0);
        else if (key == "value")
            u_.value[i] = number(i, key, v, 0);
        else if (key == "minutes")
            u_.minutes[i] = number(i, key, v, 0);
        else if (key == "visits")
            u_.visits[i] = number(i, key, v, 0);
        else if (key == "owner")
            owner(i, v);
        else if (key == "locked")
            locked(i, v);
        else if (key == "needs")
            needs(i, v);
        else if (key == "tree")
            u_.tree[i] = tree(name(i, key, v));
        else
            refuse(i, "has \"" + std::string{key} + "\", which is not known here");
    }

    void finish() {
        if (planar_ && global_)
            throw Refusal("/units: either x and y or lat and lon, not both", source_.path);
        in_.travel.sphere = global_;
        for (std::size_t i = 0; i < u_.size(); ++i) {
            if (u_.ids[i].empty()) u_.ids[i] = std::to_string(i);
            if (global_) {
                if (std::isnan(lat_[i]) || std::isnan(lon_[i])) refuse(i, "lacks lat or lon");
                u_.places[i] = territory::on_earth(lat_[i], lon_[i]);
            }
            if (u_.locked[i] && u_.owner[i] == al::nobody) refuse(i, "is locked and has no owner");
            if (std::isnan(u_.value[i])) u_.value[i] = u_.measures.empty() ? 1 : u_.measures[0][i];
        }
    }

  private:
    [[noreturn]] void refuse(std::size_t i, const std::string& reason) const {
        const auto id = u_.ids[i].empty() ? "" : " (id " + u_.ids[i] + ")";
        throw Refusal("/units/" + std::to_string(i) + id + " " + reason, source_.path);
    }
    double number(std::size_t i, std::string_view key, const json::value& v, double least,
                  double most = 1e15) const {
        if (!v.is_number()) refuse(i, std::string{key} + " must be a number");
        const double x = v.to_number<double>();
        if (!(x >= least && x <= most))
            refuse(i, std::string{key} + " must be between " + base::number_text(least) + " and " +
                          base::number_text(most));
        return x;
    }
    std::string name(std::size_t i, std::string_view key, const json::value& v) const {
        if (v.is_string()) return std::string{v.as_string()};
        if (v.is_int64()) return std::to_string(v.as_int64());
        refuse(i, std::string{key} + " must be a text or a whole number");
    }
    void measures(std::size_t i, const json::value& v) {
        if (v.is_array()) {
            if (v.as_array().size() != u_.measures.size())
                refuse(i, "needs " + std::to_string(u_.measures.size()) + " measures");
            for (std::size_t m = 0; m < u_.measures.size(); ++m)
                u_.measures[m][i] = number(i, "measures", v.as_array()[m], 0);
            return;
        }
        if (!v.is_object()) refuse(i, "measures must be a list, or an object by the measures' names");
        for (const auto& member : v.as_object()) {
            std::size_t m = 0;
            while (m < in_.measures.size() && in_.measures[m].name != std::string_view{member.key()}) ++m;
            if (m == in_.measures.size())
                refuse(i,
                       "has a measure \"" + std::string{member.key()} + "\", which /measures does not name");
            u_.measures[m][i] = number(i, "measures", member.value(), 0);
        }
    }
    void owner(std::size_t i, const json::value& v) {
        const auto id = name(i, "owner", v);
        const auto found = people_.find(id);
        if (found == people_.end()) refuse(i, "has the owner \"" + id + "\", who is not among the people");
        u_.owner[i] = static_cast<std::int32_t>(found->second);
    }
    void locked(std::size_t i, const json::value& v) {
        if (!v.is_bool()) refuse(i, "locked must be true or false");
        u_.locked[i] = v.as_bool();
    }
    void needs(std::size_t i, const json::value& v) {
        if (!v.is_array()) refuse(i, "needs must be a list of skills");
        for (const auto& item : v.as_array()) {
            const auto skill = name(i, "needs", item);
            const auto [at, fresh] = skills_.emplace(skill, in_.skills.size());
            if (fresh) in_.skills.push_back(skill);
            if (at->second >= 64) refuse(i, "brings the 65th skill; 64 are the most");
            u_.needs[i] |= std::uint64_t{1} << at->second;
        }
    }
    std::int32_t tree(std::string id) {
        return trees_.emplace(std::move(id), static_cast<std::int32_t>(trees_.size())).first->second;
    }

    const Source& source_;
    const Ids& people_;
    al::Instance& in_;
    al::Units& u_;
    bool planar_ = false, global_ = false;
    std::vector<double> lat_, lon_;
    std::unordered_map<std::string, std::size_t> skills_;
    std::unordered_map<std::string, std::int32_t> trees_;
};

// {"id": […], "x": […], "measures": [[…] a measure, or {"name": […]}]}
void read_columns(const Source& source, const json::object& columns, Reader& reader, std::size_t measures) {
    std::size_t n = 0;
    for (const auto& column : columns)
        if (column.value().is_array() && column.key() != "measures")
            n = std::max(n, column.value().as_array().size());
    reader.resize(n);
    for (const auto& column : columns) {
        const std::string path = "/units/" + std::string{column.key()};
        if (!column.value().is_array()) throw Refusal(path + " must be a list", source.path);
        const auto& cells = column.value().as_array();
        if (column.key() == "measures") {
            if (cells.size() != measures) throw Refusal(path + " needs one list a measure", source.path);
            for (std::size_t i = 0; i < n; ++i) {
                json::array row;
                for (const auto& cell : cells) {
                    if (!cell.is_array() || cell.as_array().size() != n)
                        throw Refusal(path + ": every list needs " + std::to_string(n) + " numbers",
                                      source.path);
                    row.push_back(cell.as_array()[i]);
                }
                reader.set(i, "measures", row);
            }
            continue;
        }
        if (cells.size() != n) throw Refusal(path + " needs " + std::to_string(n) + " cells", source.path);
        for (std::size_t i = 0; i < n; ++i) reader.set(i, column.key(), cells[i]);
    }
}

}  // namespace

void read_units(const Source& source, const json::value& units, const Ids& people, al::Instance& instance) {
    instance.units.measures.resize(instance.measures.size());
    Reader reader{source, people, instance};
    if (units.is_object()) {
        read_columns(source, units.as_object(), reader, instance.measures.size());
    } else if (units.is_array()) {
        const auto& rows = units.as_array();
        reader.resize(rows.size());
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (!rows[i].is_object())
                throw Refusal("/units/" + std::to_string(i) + " must be an object", source.path);
            for (const auto& member : rows[i].as_object()) reader.set(i, member.key(), member.value());
        }
    } else {
        throw Refusal("/units must be a list of objects or an object of columns", source.path);
    }
    reader.finish();
}

}  // namespace kamino::analyze
