// A column of names as numbers. Short names live in the hash table's slots themselves, so that a row costs
// one look into memory, which is asked for some rows ahead. Two halves are coded apart and joined in the
// order of the file: the codes are those of one pass.
#include <deque>

#include "analyze/table_body.h"

namespace kamino::analyze {

namespace {

struct Key {
    std::uint64_t low = 0, high = 0;  // the text itself up to 16 bytes; above: its hash and its place
    std::uint32_t size = 0;
    std::uint64_t hash = 0;
};

__extension__ typedef unsigned __int128 Wide;

std::uint64_t mixed(std::uint64_t a, std::uint64_t b) {
    const auto wide = static_cast<Wide>(a ^ 0x9E3779B97F4A7C15ULL) * (b ^ 0xD6E8FEB86659FD93ULL);
    return static_cast<std::uint64_t>(wide) ^ static_cast<std::uint64_t>(wide >> 64);
}

std::uint64_t some_bytes(const char* p, std::size_t n) {
    std::uint64_t word = 0;
    std::memcpy(&word, p, n);
    return word;
}

// At most 8 bytes; reads whole words where the text goes on far enough.
inline std::uint64_t up_to_8(const char* p, std::size_t n, const char* end) {
    if (end - p < 8) return some_bytes(p, n);
    std::uint64_t word;
    std::memcpy(&word, p, 8);
    return n >= 8 ? word : word & ((1ULL << (8 * n)) - 1);
}

inline Key key_of(std::string_view text, const char* end) {
    Key key;
    key.size = static_cast<std::uint32_t>(text.size());
    if (text.size() <= 16) {
        key.low = up_to_8(text.data(), std::min<std::size_t>(text.size(), 8), end);
        if (text.size() > 8) key.high = up_to_8(text.data() + 8, text.size() - 8, end);
        key.hash = mixed(key.low + text.size(), key.high);
        return key;
    }
    std::uint64_t hash = text.size();
    for (std::size_t i = 0; i < text.size(); i += 8)
        hash = mixed(hash, some_bytes(text.data() + i, std::min<std::size_t>(8, text.size() - i)));
    key.low = key.hash = hash;
    key.high = reinterpret_cast<std::uintptr_t>(text.data());
    return key;
}

class CodeBook {
  public:
    CodeBook() : slots_(4096) {}

    void prefetch(const Key& key) const { __builtin_prefetch(&slots_[key.hash & (slots_.size() - 1)]); }
    std::uint32_t code(const Key& key, std::string_view text) {
        for (std::size_t i = key.hash & (slots_.size() - 1);; i = (i + 1) & (slots_.size() - 1)) {
            Slot& slot = slots_[i];
            if (slot.code == none) {
                slot = {key.low, key.high, key.size, static_cast<std::uint32_t>(texts_.size())};
                texts_.push_back(text);
                const auto code = slot.code;
                if (texts_.size() * 2 > slots_.size()) grow();
                return code;
            }
            if (slot.low == key.low && slot.size == key.size &&
                (slot.high == key.high || same_long(slot, text)))
                return slot.code;
        }
    }
    const std::vector<std::string_view>& texts() const { return texts_; }
    // Keeps a text that does not stand in the file as it is (doubled quotes, trimmed).
    std::string_view keep(std::string text) { return kept_.emplace_back(std::move(text)); }

  private:
    static constexpr std::uint32_t none = 0xFFFFFFFF;
    struct Slot {
        std::uint64_t low = 0, high = 0;
        std::uint32_t size = 0, code = none;
    };
    static bool same_long(const Slot& slot, std::string_view text) {
        return slot.size > 16 &&
               std::memcmp(reinterpret_cast<const char*>(slot.high), text.data(), text.size()) == 0;
    }
    void grow() {
        std::vector<Slot> old(slots_.size() * 4);
        old.swap(slots_);
        for (const Slot& slot : old) {
            if (slot.code == none) continue;
            const auto hash = slot.size > 16 ? slot.low : mixed(slot.low + slot.size, slot.high);
            std::size_t i = hash & (slots_.size() - 1);
            while (slots_[i].code != none) i = (i + 1) & (slots_.size() - 1);
            slots_[i] = slot;
        }
    }
    std::vector<Slot> slots_;
    std::vector<std::string_view> texts_;
    std::deque<std::string> kept_;
};

std::string_view plain_text(const Cell& cell, CodeBook& book) {
    const auto edge = [](char c) {
        return static_cast<unsigned char>(c) <= ' ' || static_cast<unsigned char>(c) >= 0x80;
    };
    const auto text = cell.text();
    if (!cell.doubled && (text.empty() || (!edge(text.front()) && !edge(text.back())))) return text;
    std::string tidy = text_of(cell);
    return tidy == text ? text : book.keep(std::move(tidy));
}

// Codes the rows of blocks [from, to).
void code_blocks(const Table::Body& body, std::size_t column, std::size_t from, std::size_t to,
                 CodeBook& book, std::vector<std::uint32_t>& codes) {
    constexpr std::size_t ahead = 32;
    Key keys[ahead];
    std::string_view texts[ahead];
    for (std::size_t b = from; b < to; ++b) {
        const Block& block = body.rows.blocks()[b];
        for (std::size_t i = 0; i < block.starts.size(); i += ahead) {
            const auto n = std::min(ahead, block.starts.size() - i);
            for (std::size_t k = 0; k < n; ++k) {
                texts[k] = plain_text(
                    nth_cell(block.begin + block.starts[i + k], body.end(), column, body.shape), book);
                // Kept texts end where they end; only those of the file may be read beyond.
                const bool in_file = texts[k].data() >= block.begin && texts[k].data() < body.end();
                keys[k] = key_of(texts[k], in_file ? body.end() : texts[k].data() + texts[k].size());
                book.prefetch(keys[k]);
            }
            for (std::size_t k = 0; k < n; ++k) codes[block.first_row + i + k] = book.code(keys[k], texts[k]);
        }
    }
}

}  // namespace

Coded Table::codes(std::size_t column) const {
    const auto& blocks = body_->rows.blocks();
    const std::size_t parts =
        std::min<std::size_t>(body_->format.threads, std::min<std::size_t>(blocks.size(), 8));
    std::vector<CodeBook> books(parts);
    Coded coded;
    coded.code.resize(rows());
    parallel::for_parts(parts, body_->format.threads, [&](std::size_t i) {
        code_blocks(*body_, column, parallel::part_begin(blocks.size(), parts, i),
                    parallel::part_begin(blocks.size(), parts, i + 1), books[i], coded.code);
    });
    CodeBook& all = books[0];
    for (std::size_t i = 1; i < parts; ++i) {
        std::vector<std::uint32_t> renamed;
        for (const auto& text : books[i].texts())
            renamed.push_back(all.code(key_of(text, text.data() + text.size()), text));
        const auto from = blocks[parallel::part_begin(blocks.size(), parts, i)].first_row;
        const auto next = parallel::part_begin(blocks.size(), parts, i + 1);
        const auto to = next < blocks.size() ? blocks[next].first_row : rows();
        for (auto row = from; row < to; ++row) coded.code[row] = renamed[coded.code[row]];
    }
    coded.names.assign(all.texts().begin(), all.texts().end());
    return coded;
}

}  // namespace kamino::analyze
