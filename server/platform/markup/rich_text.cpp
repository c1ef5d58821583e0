// Reads with libcmark (CommonMark 0.30) after narrowing the text to our subset, and walks its tree without
// recursion: nesting of any depth is harmless.
#include "platform/markup/rich_text.h"

#include <cmark.h>

#include <algorithm>
#include <memory>

#include "platform/markup/narrow.h"

namespace kamino::markup {
namespace {

constexpr std::size_t deepest = 2;

struct FreeNode {
    void operator()(cmark_node* node) const { cmark_node_free(node); }
};
struct FreeIter {
    void operator()(cmark_iter* iter) const { cmark_iter_free(iter); }
};
using Tree = std::unique_ptr<cmark_node, FreeNode>;

std::string_view text_in(const char* text) {
    return text ? std::string_view{text} : std::string_view{};
}

bool may_link(std::string_view url) {
    std::string scheme{url.substr(0, 8)};
    for (char& c : scheme)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return (scheme.starts_with("http://") || scheme.starts_with("https://") ||
            scheme.starts_with("mailto:")) &&
           std::none_of(url.begin(), url.end(),
                        [](char c) { return static_cast<unsigned char>(c) <= ' ' || c == '\x7f'; });
}

// Indented text is code to CommonMark and a paragraph to us.
std::string unindented(std::string_view code) {
    std::string out;
    while (!code.empty()) {
        const auto end = std::min(code.find('\n'), code.size());
        const auto line = code.substr(0, end);
        code.remove_prefix(std::min(end + 1, code.size()));
        out += escaped_start(line.substr(std::min(line.find_first_not_of(" \t"), line.size())));
        out += '\n';
    }
    return out;
}

class Reader {
  public:
    std::vector<Paragraph> read(const std::string& narrow) {
        walk(narrow);
        return std::move(out_);
    }

  private:
    struct List {
        bool ordered = false, opens = true, fresh = false;  // fresh: an item that has no paragraph yet
        int number = 0;
    };

    void walk(const std::string& narrow) {
        const Tree tree{cmark_parse_document(narrow.data(), narrow.size(), CMARK_OPT_DEFAULT)};
        const std::unique_ptr<cmark_iter, FreeIter> iter{cmark_iter_new(tree.get())};
        for (auto event = cmark_iter_next(iter.get()); event != CMARK_EVENT_DONE;
             event = cmark_iter_next(iter.get())) {
            auto* node = cmark_iter_get_node(iter.get());
            if (!block(node, event == CMARK_EVENT_ENTER)) inline_text(node, event == CMARK_EVENT_ENTER);
        }
    }

    bool block(cmark_node* node, bool enters) {
        switch (cmark_node_get_type(node)) {
            case CMARK_NODE_DOCUMENT:
                return true;
            case CMARK_NODE_BLOCK_QUOTE:
                if (lists_.empty()) quotes_ += enters ? 1 : -1;
                return true;
            case CMARK_NODE_LIST:
                list(node, enters);
                return true;
            case CMARK_NODE_ITEM:
                item(enters);
                return true;
            case CMARK_NODE_HEADING:
                if (enters) open(std::min(cmark_node_get_heading_level(node), 2));
                return true;
            case CMARK_NODE_PARAGRAPH:
                if (enters) open(0);
                return true;
            case CMARK_NODE_CODE_BLOCK:
                walk(unindented(text_in(cmark_node_get_literal(node))));
                return true;
            case CMARK_NODE_HTML_BLOCK:
                open(0);
                add(text_in(cmark_node_get_literal(node)));
                return true;
            case CMARK_NODE_THEMATIC_BREAK:  // narrowed away but for odd places
                open(0);
                add("---");
                return true;
            default:
                return false;
        }
    }

    void list(cmark_node* node, bool enters) {
        if (enters)
            lists_.push_back({cmark_node_get_list_type(node) == CMARK_ORDERED_LIST, true, false,
                              cmark_node_get_list_start(node) - 1});
        else
            lists_.pop_back();
    }
    void item(bool enters) {
        if (enters) {
            lists_.back().fresh = true;
            ++lists_.back().number;
        } else if (lists_.back().fresh) {
            open(0);
        }
    }

    // One paragraph; the first of an item takes the item's mark. Items that have none of their own before a
    // list inside them get an empty one.
    void open(int heading) {
        for (std::size_t i = 0; i + 1 < lists_.size(); ++i)
            if (lists_[i].fresh) start(i);
        if (lists_.empty())
            out_.push_back({.heading = heading, .quoted = quotes_ > 0});
        else
            start(lists_.size() - 1);
        bold_ = heading > 0 && !lists_.empty() ? 1 : 0;  // a heading in a list is a bold paragraph
        italic_ = 0;
    }
    void start(std::size_t level) {
        auto& own = lists_[level];
        Paragraph p;
        p.depth = static_cast<int>(std::min(level + 1, deepest));
        p.ordered = own.ordered;
        p.number = own.ordered ? own.number : 0;
        p.opens = own.opens && level < deepest;
        p.goes_on = !own.fresh;
        p.quoted = quotes_ > 0;
        own.opens = own.fresh = false;
        out_.push_back(std::move(p));
    }

    void inline_text(cmark_node* node, bool enters) {
        switch (cmark_node_get_type(node)) {
            case CMARK_NODE_STRONG:
                bold_ += enters ? 1 : -1;
                return;
            case CMARK_NODE_EMPH:
                italic_ += enters ? 1 : -1;
                return;
            case CMARK_NODE_LINK:
                return link(node, enters);
            case CMARK_NODE_SOFTBREAK:
            case CMARK_NODE_LINEBREAK:
                return add("\n");
            default:
                return add(text_in(cmark_node_get_literal(node)));
        }
    }

    void link(cmark_node* node, bool enters) {
        const auto url = text_in(cmark_node_get_url(node));
        if (may_link(url)) {
            link_ = enters ? std::string{url} : "";
            if (enters && !cmark_node_first_child(node)) add(url);
        } else {
            add(enters ? "[" : "](" + std::string{url} + ")");
        }
    }

    void add(std::string_view text) {
        auto& runs = out_.back().runs;
        Run run{std::string{text}, bold_ > 0, italic_ > 0, link_};
        if (!runs.empty() && runs.back().bold == run.bold && runs.back().italic == run.italic &&
            runs.back().link == run.link)
            runs.back().text += run.text;
        else
            runs.push_back(std::move(run));
    }

    std::vector<Paragraph> out_;
    std::vector<List> lists_;
    int quotes_ = 0, bold_ = 0, italic_ = 0;
    std::string link_;
};

}  // namespace

std::vector<Paragraph> paragraphs(std::string_view body) {
    return Reader{}.read(narrowed(body));
}

std::string text_of(const Paragraph& paragraph) {
    std::string text;
    for (const auto& run : paragraph.runs) {
        text += run.text;
        if (!run.link.empty() && run.link != run.text) text += " (" + run.link + ")";
    }
    return text;
}

std::string plain(std::string_view body) {
    std::string out;
    for (const auto& p : paragraphs(body)) {
        const bool item = p.depth > 0;
        if (!out.empty()) out += item && !(p.opens && p.depth == 1) ? "\n" : "\n\n";
        if (p.quoted) out += "> ";
        if (item) out += std::string(static_cast<std::size_t>(2 * (p.depth - 1)), ' ');
        if (item) out += p.goes_on ? "  " : p.ordered ? std::to_string(p.number) + ". " : "- ";
        out += text_of(p);
    }
    return out;
}

}  // namespace kamino::markup
