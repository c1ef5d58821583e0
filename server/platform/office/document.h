// A document as sections of blocks (prose, fields, table, chart, board, list), every piece of it marked with
// the widest circle that may read it, and its writers: HTML for paper and screen, JSON, slides (PPTX) and a
// workbook (XLSX). A vertical builds the whole document once; for_reader() takes out what its reader must not
// see, and only what it leaves is ever written. Plain values; the functions keep no state and are
// thread-safe.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "platform/base/date.h"
#include "platform/describe/describe.h"
#include "platform/office/color.h"

namespace kamino::office {

// The widest circle that may read a piece. What nobody declared is internal.
using describe::Audience;

enum class Tone { none, good, fair, bad, mute };

// One value as people read it (`text`, in the reader's language and formats), and as a spreadsheet counts it.
struct Value {
    enum class Kind { text, number, money, percent, date } kind = Kind::text;
    std::string text;
    double number = 0;       // money in major units, percent as a ratio
    std::string currency{};  // money
    Date date{};             // date
    bool small = false;      // small print under what it belongs to
    Tone tone = Tone::none;
    Audience audience = Audience::internal;
};
using Cell = std::vector<Value>;  // one under another

struct Column {
    std::string title;
    bool numeric = false;
    double width = 1;  // share of the whole, relative to the other columns
    Audience audience = Audience::internal;
};
struct Row {
    std::vector<Cell> cells;
    bool total = false;
    Audience audience = Audience::internal;
};
struct Table {
    std::vector<Column> columns{};
    std::vector<Row> rows{};
};
struct Item {
    Cell cell;
    Audience audience = Audience::internal;
};
struct Field {
    std::string label;
    Cell cell;
    Audience audience = Audience::internal;
};
struct Quarter {
    std::string title;
    std::vector<Item> items;
};
struct Series {
    std::string name;
    std::vector<double> values;  // one a category, in major units
};
// columns: series stand side by side in each category; stack: each series is one part of one bar.
struct Chart {
    enum class Kind { columns, stack } kind = Kind::columns;
    std::vector<std::string> categories{};
    std::vector<Series> series{};
    std::string currency{};
    std::optional<double> mark{};  // stack: a line across the bar, with its name
    std::string mark_name{};
};

struct Block {
    // note: where the block before comes from; small on paper, for the speaker on slides.
    enum class Kind { prose, fields, table, chart, board, list, note } kind = Kind::prose;
    std::string title{};
    Audience audience = Audience::internal;
    std::string text{};            // prose (paragraphs, "- " items), note
    std::vector<Field> fields{};   // fields
    Table table{};                 // table
    Chart chart{};                 // chart
    std::vector<Quarter> board{};  // board: four quarters
    std::vector<Item> items{};     // list
    bool asks = false;             // list of questions
    bool rich = false;             // prose: rich text as platform/markup reads it
};

struct Section {
    std::string key, title;
    std::vector<Block> blocks{};
    std::string outside_title{};  // what it is called to readers outside; "" = the same
};

struct Logo {
    std::string type;  // "image/png" or "image/jpeg"; "" = none
    std::string bytes;
    int width = 0, height = 0;
};
struct Brand {
    std::string company;
    Color color{0x1f, 0x4e, 0x79}, accent{0xa8, 0x64, 0x00};
    Logo logo{};
};

// Words that the writers themselves need.
struct Words {
    std::string page, continued;
};

struct Document {
    std::string language = "en", locale = "en-GB";
    std::string kind, title;     // "Account plan", the account's name: for every reader
    std::string for_whom;        // "Internal", "For partners", "For the customer"
    Cell stamp{};                // which revision, of when
    std::vector<Value> lines{};  // under the title
    Value headline{};
    Date on{};  // the day that the content stands for
    Brand brand{};
    Words words{};
    Section summary{};  // the whole on one page
    std::vector<Section> sections{};
};

// Does somebody of the circle `reader` read what is marked with `widest`?
bool may_read(Audience reader, Audience widest);
// The document without anything that the reader must not see. Blocks and sections that lose everything go
// too.
Document for_reader(const Document& document, Audience reader);

// A self-contained page for A4 and for the screen: no script, nothing from elsewhere.
std::string html(const Document& document);
std::string json(const Document& document);
std::string pptx(const Document& document);
std::string xlsx(const Document& document);
// The value of a logo as a data: address; "" without one.
std::string data_url(const Logo& logo);

// Text of a value list in one line: "a; b".
std::string plain(const Cell& cell);

}  // namespace kamino::office
