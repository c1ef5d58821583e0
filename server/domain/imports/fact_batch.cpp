#include "domain/imports/fact_batch.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace kamino::imports {
namespace {

// Before each value stands what it is; a text shorter than `texts` says its length by the same byte.
enum Tag : unsigned char { null_tag, integer_tag, real_tag, id_tag, long_text_tag, text_tag };
constexpr std::size_t short_text = 256 - text_tag;

template <class T>
void append(std::string& bytes, Tag tag, T value) {
    const std::size_t at = bytes.size();
    bytes.resize(at + 1 + sizeof value);
    bytes[at] = static_cast<char>(tag);
    std::memcpy(bytes.data() + at + 1, &value, sizeof value);
}

template <class T>
T taken(const char*& from) {
    T value;
    std::memcpy(&value, from, sizeof value);
    from += sizeof value;
    return value;
}

std::string_view taken_text(const char*& from, std::size_t size) {
    from += size;
    return {from - size, size};
}

void pack(std::string& bytes, const describe::ValueView& value) {
    if (const auto* n = std::get_if<std::int64_t>(&value)) return append(bytes, integer_tag, *n);
    if (const auto* d = std::get_if<double>(&value)) return append(bytes, real_tag, *d);
    const auto* text = std::get_if<std::string_view>(&value);
    if (!text) {
        bytes += static_cast<char>(null_tag);
        return;
    }
    if (const auto id = base::id_bits(*text)) return append(bytes, id_tag, *id);
    if (text->size() < short_text)
        bytes += static_cast<char>(text_tag + text->size());
    else
        append(bytes, long_text_tag, static_cast<std::uint32_t>(text->size()));
    bytes += *text;
}

// The value that stands at `from`, which moves behind it. The text of an id is put into `id`.
describe::ValueView unpack(const char*& from, std::array<char, 36>& id) {
    const auto tag = static_cast<unsigned char>(*from++);
    switch (tag) {
        case null_tag:
            return nullptr;
        case integer_tag:
            return taken<std::int64_t>(from);
        case real_tag:
            return taken<double>(from);
        case id_tag:
            base::write_id(taken<base::IdBits>(from), id.data());
            return std::string_view{id.data(), id.size()};
        case long_text_tag: {
            const auto size = taken<std::uint32_t>(from);
            return taken_text(from, size);
        }
        default:
            return taken_text(from, tag - text_tag);
    }
}

// The import is the same in all rows, and comes last.
bool is_packed(const describe::Column& column) {
    return column.name != "import_id";
}

}  // namespace

FactBatch::FactBatch(const describe::Entity& entity, std::string import_id)
    : entity_(&entity), import_id_(std::move(import_id)) {
    names_ = {"id", "import_id", "version", "created_at", "updated_at", "deleted_at"};
    for (const auto& c : entity_->columns())
        if (is_packed(c)) names_.push_back(c.name);
}

void FactBatch::add(const describe::Record& record) {
    Place place;
    const std::size_t begin = bytes_.size();
    std::string scratch;
    for (const auto& c : entity_->columns()) {
        if (!is_packed(c)) continue;
        const auto value = describe::column_view(c, record, scratch);
        pack(bytes_, value);
        const auto* text = std::get_if<std::string_view>(&value);
        if (text && c.name == entity_->account_field)
            place.account = base::id_bits(*text).value_or(base::IdBits{});
    }
    place.at = static_cast<std::uint32_t>(begin);
    places_.push_back(place);
}

void FactBatch::sort() {
    std::sort(places_.begin(), places_.end());
}

void FactBatch::write(storage::Write& write) const {
    std::string id;
    std::vector<std::array<char, 36>> ids(names_.size());
    std::size_t row = 0;
    write.insert_all(entity_->table, names_, [&](std::span<describe::ValueView> values) {
        if (row == places_.size()) return false;
        id = base::new_id();
        values[0] = std::string_view{id};
        values[1] = std::string_view{import_id_};
        values[2] = std::int64_t{1};
        values[3] = values[4] = write.at().us;
        values[5] = nullptr;
        const char* from = bytes_.data() + places_[row++].at;
        // Rows lie in the file's order: what is needed soon is fetched while the database works.
        if (row + 2 < places_.size())
            for (std::size_t line = 0; line < 3; ++line)
                __builtin_prefetch(bytes_.data() + places_[row + 2].at + 64 * line);
        for (std::size_t i = 6; i < values.size(); ++i) values[i] = unpack(from, ids[i]);
        return true;
    });
}

}  // namespace kamino::imports
