#include "domain/imports/csv.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "domain/imports/record_source.h"
#include "platform/base/fault.h"

namespace kamino::imports {

namespace {

constexpr std::size_t first_buffer = 256 * 1024;
constexpr std::size_t record_bytes = 32
                                     << 20;  // keeps memory bounded when many long fields stand in one record
constexpr char quote = '"';

bool ends_field(char c, char separator) {
    return c == separator || c == '\n' || c == '\r';
}

}  // namespace

CsvReader::CsvReader(std::unique_ptr<TextStream> text, CsvFormat format, const TableLimits& limits)
    : text_(std::move(text)), limits_(limits), buffer_(first_buffer, '\0') {
    set_format(format);
}

void CsvReader::set_format(CsvFormat format) {
    format_ = format;
    roles_.fill(Role::plain);
    roles_[static_cast<unsigned char>(quote)] = Role::quote;
    for (const char c : {format.separator, '\n', '\r'}) roles_[static_cast<unsigned char>(c)] = Role::ends;
}

std::string_view CsvReader::peek(std::size_t wanted) {
    while (end_ - begin_ < wanted && fill()) {
    }
    return std::string_view{buffer_}.substr(begin_, end_ - begin_);
}

// Moves the record in hand to the front, so that its fields' offsets (relative to begin_) stay true.
bool CsvReader::fill() {
    if (at_end_) return false;
    if (begin_ > 0) {
        std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
        end_ -= begin_;
        begin_ = 0;
    }
    if (end_ > record_bytes) {
        throw Fault{FaultCode::invalid, "import.record_too_long", {{"line", std::to_string(line_)}}};
    }
    if (buffer_.size() - end_ < 64 * 1024) buffer_.resize(buffer_.size() * 2);
    const std::size_t n = text_->read(buffer_.data() + end_, buffer_.size() - end_);
    at_end_ = n == 0;
    end_ += n;
    return n > 0;
}

void CsvReader::check_field(std::size_t bytes) const {
    if (bytes <= limits_.field_bytes) return;
    throw Fault{FaultCode::invalid,
                "import.field_too_long",
                {{"line", std::to_string(line_)}, {"limit", std::to_string(limits_.field_bytes)}}};
}

// Fields are kept as offsets behind begin_ until the record is whole: the buffer may still move.
void CsvReader::add_cell(std::size_t from, std::size_t length) {
    check_field(length);
    if (spans_.size() >= limits_.columns) {
        throw Fault{FaultCode::invalid,
                    "import.too_many_columns",
                    {{"line", std::to_string(line_)}, {"limit", std::to_string(limits_.columns)}}};
    }
    spans_.push_back({from, length});
}

// `stop` is where a field ended: at a separator, a line end or the end of the text. Moves `at` to what
// follows.
CsvReader::Ended CsvReader::after_field(std::size_t& at, std::size_t stop) {
    const char* p = buffer_.data() + begin_;
    const std::size_t size = end_ - begin_;
    if (stop >= size) {
        at = stop;
        return Ended::record;
    }
    if (p[stop] == format_.separator) {
        at = stop + 1;
        return Ended::field;
    }
    ++record_lines_;
    const bool pair = p[stop] == '\r' && stop + 1 < size && p[stop + 1] == '\n';
    at = stop + (pair ? 2 : 1);
    return Ended::record;
}

CsvReader::Ended CsvReader::read_plain(std::size_t& at) {
    const char* p = buffer_.data() + begin_;
    const std::size_t size = end_ - begin_;
    std::size_t i = at;
    bool stray = false;
    for (; i < size; ++i) {
        const Role role = roles_[static_cast<unsigned char>(p[i])];
        if (role == Role::ends) break;
        stray |= role == Role::quote;
    }
    check_field(i - at);
    const bool maybe_pair = i + 1 == size && p[i] == '\r';
    if ((i == size || maybe_pair) && !at_end_) return Ended::need_more;
    if (stray) notes_ |= note_stray_quote;
    add_cell(at, i - at);
    return after_field(at, i);
}

// The quote that closes the field opened at `at`: one that a separator or line end follows. Programs that
// forget to double quotes write `"Smith, "Bob" Jr"`; such inner quotes are tolerated as long as the closing
// one stands on the same line and no field opens in between. npos = none, and the field is read as plain
// text.
std::size_t CsvReader::closing_quote(std::size_t at, bool& doubled, bool& need_more) {
    const char* p = buffer_.data() + begin_;
    const std::size_t size = end_ - begin_;
    bool strayed = false;
    for (std::size_t i = at + 1;;) {
        const char* found = static_cast<const char*>(std::memchr(p + i, quote, size - i));
        if (strayed) {
            const std::size_t until = found == nullptr ? size : static_cast<std::size_t>(found - p);
            if (std::memchr(p + i, '\n', until - i) != nullptr) return std::string::npos;
        }
        if (found == nullptr) {
            need_more = !at_end_;
            check_field(size - at);
            return std::string::npos;
        }
        const std::size_t q = static_cast<std::size_t>(found - p);
        if (q + 1 >= size) {
            need_more = !at_end_;
            check_field(need_more ? q - at : 0);
            return need_more ? std::string::npos : q;
        }
        if (p[q + 1] == quote) {
            doubled = true;
            i = q + 2;
            continue;
        }
        if (ends_field(p[q + 1], format_.separator)) {
            if (p[q + 1] == '\r' && q + 2 >= size && !at_end_) {
                need_more = true;
                return std::string::npos;
            }
            if (strayed) notes_ |= note_stray_quote;
            return q;
        }
        if (strayed && p[q - 1] == format_.separator) return std::string::npos;
        strayed = true;
        i = q + 1;
    }
}

CsvReader::Ended CsvReader::read_quoted(std::size_t& at) {
    bool doubled = false;
    bool need_more = false;
    const std::size_t close = closing_quote(at, doubled, need_more);
    if (need_more) return Ended::need_more;
    if (close == std::string::npos) {
        const bool lone =
            std::memchr(buffer_.data() + begin_ + at + 1, quote, end_ - begin_ - at - 1) == nullptr;
        const Ended ended = read_plain(at);
        if (ended != Ended::need_more && lone) notes_ |= note_unclosed_quote;
        return ended;
    }
    char* text = buffer_.data() + begin_ + at + 1;
    std::size_t length = close - at - 1;
    record_lines_ += static_cast<std::uint64_t>(std::count(text, text + length, '\n'));
    if (doubled) {  // the field is whole, so its bytes may be changed in place
        char* to = text;
        for (std::size_t i = 0; i < length; ++i) {
            *to++ = text[i];
            if (text[i] == quote && i + 1 < length && text[i + 1] == quote) ++i;
        }
        length = static_cast<std::size_t>(to - text);
    }
    add_cell(at + 1, length);
    return after_field(at, close + 1);
}

CsvReader::Ended CsvReader::read_field(std::size_t& at) {
    if (begin_ + at >= end_) {
        if (!at_end_) return Ended::need_more;
        add_cell(at, 0);  // the text ends behind a separator
        return Ended::record;
    }
    return buffer_[begin_ + at] == quote ? read_quoted(at) : read_plain(at);
}

bool CsvReader::next(Row& row) {
    if (!started_) {
        started_ = true;
        if (format_.separator_line) skip_line();
    }
    spans_.clear();
    notes_ = 0;
    record_lines_ = 0;
    if (begin_ >= end_ && !fill()) return false;
    std::size_t at = 0;
    for (;;) {
        const Ended ended = read_field(at);
        if (ended == Ended::need_more) fill();
        if (ended == Ended::record) break;
    }
    cells_.clear();
    const char* p = buffer_.data() + begin_;
    for (const Span& span : spans_) cells_.push_back({{p + span.from, span.length}, CellKind::text});
    row = {line_, cells_, notes_};
    line_ += record_lines_;
    begin_ += at;
    return true;
}

void CsvReader::skip_line() {
    for (;;) {
        const char* p = buffer_.data() + begin_;
        const char* found =
            begin_ < end_ ? static_cast<const char*>(std::memchr(p, '\n', end_ - begin_)) : nullptr;
        if (found != nullptr) {
            begin_ += static_cast<std::size_t>(found - p) + 1;
            ++line_;
            return;
        }
        if (!fill()) {
            begin_ = end_;
            return;
        }
    }
}

}  // namespace kamino::imports
