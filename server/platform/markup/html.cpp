#include "platform/markup/rich_text.h"

namespace kamino::markup {
namespace {

std::string safe(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const auto u = static_cast<unsigned char>(c);
        if (c == '&')
            out += "&amp;";
        else if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else if (c == '"')
            out += "&quot;";
        else if (c == '\n')
            out += "<br>";
        else if (u >= ' ' || c == '\t')
            out += c;
    }
    return out;
}

std::string run_html(const Run& run) {
    auto text = safe(run.text);
    if (run.italic) text = "<em>" + text + "</em>";
    if (run.bold) text = "<strong>" + text + "</strong>";
    if (!run.link.empty())
        text = "<a href=\"" + safe(run.link) + "\" rel=\"noopener noreferrer\">" + text + "</a>";
    return text;
}

class Page {
  public:
    void put(const Paragraph& p) {
        if (p.depth == 0 || (p.opens && p.depth == 1)) {
            close(0);
            quote(p.quoted);
        }
        std::string text;
        for (const auto& run : p.runs) text += run_html(run);
        if (p.depth == 0) {
            const std::string tag = p.heading == 1 ? "h4" : p.heading == 2 ? "h5" : "p";
            out_ += "<" + tag + ">" + text + "</" + tag + ">";
            return;
        }
        const auto depth = static_cast<std::size_t>(p.depth);
        close(depth);
        if (p.goes_on) {
            out_ += "<p>" + text + "</p>";
            return;
        }
        if (open_.size() == depth && (p.opens || open_.back() != p.ordered)) close(depth - 1);
        if (open_.size() == depth) out_ += "</li>";
        while (open_.size() < depth) begin(p);
        out_ += "<li>" + text;
    }
    std::string take() {
        close(0);
        quote(false);
        return std::move(out_);
    }

  private:
    void begin(const Paragraph& p) {
        out_ += !p.ordered      ? "<ul>"
                : p.number != 1 ? "<ol start=\"" + std::to_string(p.number) + "\">"
                                : "<ol>";
        open_.push_back(p.ordered);
    }
    void close(std::size_t depth) {
        for (; open_.size() > depth; open_.pop_back()) out_ += open_.back() ? "</li></ol>" : "</li></ul>";
    }
    void quote(bool wanted) {
        if (wanted != quoted_) out_ += wanted ? "<blockquote>" : "</blockquote>";
        quoted_ = wanted;
    }

    std::string out_;
    std::vector<bool> open_;  // lists: is it ordered?
    bool quoted_ = false;
};

}  // namespace

std::string html(std::string_view body) {
    Page page;
    for (const auto& p : paragraphs(body)) page.put(p);
    return page.take();
}

}  // namespace kamino::markup
