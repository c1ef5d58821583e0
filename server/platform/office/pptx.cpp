// The document as slides: the parts of a presentation (ISO/IEC 29500-1, 13) around what slides_of() lays out.
// The master, its layouts and the theme come from data/office.
#include <algorithm>

#include "platform/base/embedded.h"
#include "platform/office/package.h"
#include "platform/office/slides.h"
#include "platform/office/workbook.h"
#include "platform/office/xml.h"

namespace kamino {
std::vector<base::EmbeddedFile> office_files();  // data/office
}

namespace kamino::office {
namespace {

const std::string head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const std::string spaces =
    "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" "
    "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" "
    "xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\"";
const std::string group =
    "<p:nvGrpSpPr><p:cNvPr id=\"1\" name=\"\"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr>"
    "<a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"0\" cy=\"0\"/><a:chOff x=\"0\" y=\"0\"/>"
    "<a:chExt cx=\"0\" cy=\"0\"/></a:xfrm></p:grpSpPr>";
const std::string slide_types = "application/vnd.openxmlformats-officedocument.presentationml.";

std::string skeleton(std::string_view name) {
    for (const auto& file : office_files())
        if (file.path == name) return std::string{file.content};
    throw std::logic_error{"no such part: " + std::string{name}};
}

void put(std::string& text, const std::string& name, const std::string& value) {
    const auto what = "{{" + name + "}}";
    for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += value.size())
        text.replace(at, what.size(), value);
}

std::string placeholder(int id, const char* type, const std::string& content, const std::string& place = {}) {
    const std::string_view kind{type};
    return "<p:sp><p:nvSpPr><p:cNvPr id=\"" + std::to_string(id) + "\" name=\"" + type +
           "\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr><p:nvPr><p:ph type=\"" + type + "\"" +
           (kind == "ftr"      ? " sz=\"quarter\" idx=\"11\""
            : kind == "sldNum" ? " sz=\"quarter\" idx=\"12\""
                               : "") +
           "/></p:nvPr></p:nvSpPr><p:spPr>" + place + "</p:spPr><p:txBody><a:bodyPr/><a:lstStyle/><a:p>" +
           content + "</a:p></p:txBody></p:sp>";
}

// The look and place of what stands at the foot of a slide, said again on each: not every program inherits
// it.
std::string foot_look(const std::string& language) {
    return "<a:rPr lang=\"" + language +
           "\" sz=\"1000\" dirty=\"0\"><a:solidFill><a:schemeClr val=\"accent6\"/></a:solidFill>"
           "<a:latin typeface=\"+mn-lt\"/></a:rPr>";
}
std::string foot_place(double x, double width) {
    return "<a:xfrm><a:off x=\"" + std::to_string(emu(x)) + "\" y=\"" + std::to_string(emu(509.5)) +
           "\"/><a:ext cx=\"" + std::to_string(emu(width)) + "\" cy=\"" + std::to_string(emu(20)) +
           "\"/></a:xfrm>";
}

class Presentation {
  public:
    explicit Presentation(const Document& d) : d_(d) {}

    std::string write() {
        const auto slides = slides_of(d_);
        package_.relate("", relation_types + "officeDocument", "ppt/presentation.xml");
        properties();
        masters();
        std::string list;
        for (std::size_t i = 0; i < slides.size(); ++i)
            list += "<p:sldId id=\"" + std::to_string(256 + i) + "\" r:id=\"" +
                    slide(slides[i], static_cast<int>(i + 1)) + "\"/>";
        package_.add(main_,
                     head + "<p:presentation " + spaces +
                         " saveSubsetFonts=\"1\"><p:sldMasterIdLst><p:sldMasterId "
                         "id=\"2147483648\" r:id=\"" +
                         master_ +
                         "\"/></p:sldMasterIdLst><p:notesMasterIdLst>"
                         "<p:notesMasterId r:id=\"" +
                         notes_master_ + "\"/></p:notesMasterIdLst><p:sldIdLst>" + list +
                         "</p:sldIdLst><p:sldSz cx=\"12192000\" cy=\"6858000\"/><p:notesSz cx=\"6858000\" "
                         "cy=\"9144000\"/></p:presentation>",
                     slide_types + "presentation.main+xml");
        return package_.bytes();
    }

  private:
    void properties() {
        const auto when = d_.on.to_text() + "T00:00:00Z";
        package_.add(
            "docProps/core.xml",
            head +
                "<cp:coreProperties "
                "xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" "
                "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" "
                "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>" +
                escaped(d_.title) + "</dc:title><dc:subject>" + escaped(d_.kind) +
                "</dc:subject><dc:creator>" + escaped(d_.brand.company) + "</dc:creator><dc:language>" +
                d_.language + "</dc:language><dcterms:created xsi:type=\"dcterms:W3CDTF\">" + when +
                "</dcterms:created><dcterms:modified xsi:type=\"dcterms:W3CDTF\">" + when +
                "</dcterms:modified></cp:coreProperties>",
            "application/vnd.openxmlformats-package.core-properties+xml");
        package_.relate(
            "", "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
            "docProps/core.xml");
        package_.add(
            "docProps/app.xml",
            head +
                "<Properties "
                "xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\">"
                "<Application>Kamino</Application><Company>" +
                escaped(d_.brand.company) + "</Company></Properties>",
            "application/vnd.openxmlformats-officedocument.extended-properties+xml");
        package_.relate("", relation_types + "extended-properties", "docProps/app.xml");
    }

    void theme(const std::string& name) {
        auto text = skeleton("theme.xml");
        put(text, "ink", hex(readable(d_.brand.color)));
        put(text, "tint", hex(mix(white, readable(d_.brand.color), 0.06)));
        put(text, "accent", hex(readable(d_.brand.accent)));
        package_.add(name, std::move(text), "application/vnd.openxmlformats-officedocument.theme+xml");
    }

    // The logo stands at the top right of every slide, in a field of 110 x 40 points.
    std::string logo(const std::string& master) {
        const auto& l = d_.brand.logo;
        if (l.type.empty()) return "";
        const std::string name = "ppt/media/logo." + std::string{l.type == "image/png" ? "png" : "jpeg"};
        package_.add(name, l.bytes);
        const double scale = std::min(110.0 / l.width, 40.0 / l.height);
        const double w = l.width * scale, h = l.height * scale;
        return picture_shape(4, d_.brand.company, {slide_width - 40 - w, 22 + (40 - h) / 2, w, h},
                             package_.relate(master, relation_types + "image", name));
    }

    void masters() {
        const std::string master = "ppt/slideMasters/slideMaster1.xml";
        master_ = package_.relate(main_, relation_types + "slideMaster", master);
        theme("ppt/theme/theme1.xml");
        package_.relate(master, relation_types + "theme", "ppt/theme/theme1.xml");
        auto text = skeleton("master.xml");
        for (const std::string kind : {"cover", "content"}) {
            const auto layout = layout_of(kind == "cover");
            package_.add(layout, skeleton("layout_" + kind + ".xml"), slide_types + "slideLayout+xml");
            package_.relate(layout, relation_types + "slideMaster", master);
            put(text, kind, package_.relate(master, relation_types + "slideLayout", layout));
        }
        put(text, "logo", logo(master));
        package_.add(master, std::move(text), slide_types + "slideMaster+xml");
        const std::string notes = "ppt/notesMasters/notesMaster1.xml";
        notes_master_ = package_.relate(main_, relation_types + "notesMaster", notes);
        theme("ppt/theme/theme2.xml");
        package_.relate(notes, relation_types + "theme", "ppt/theme/theme2.xml");
        package_.add(notes, skeleton("notes_master.xml"), slide_types + "notesMaster+xml");
    }

    static std::string layout_of(bool cover) {
        return std::string{"ppt/slideLayouts/slideLayout"} + (cover ? "1" : "2") + ".xml";
    }

    std::string text_run(const std::string& text) const {
        return "<a:r><a:rPr lang=\"" + d_.language + "\" dirty=\"0\"/><a:t>" + escaped(text) + "</a:t></a:r>";
    }

    // Gives the relation of the presentation to it.
    std::string slide(const Slide& s, int number) {
        const auto name = "ppt/slides/slide" + std::to_string(number) + ".xml";
        package_.relate(name, relation_types + "slideLayout", layout_of(s.cover));
        auto shapes = s.shapes;
        for (std::size_t i = 0; i < s.charts.size(); ++i)
            put(shapes, "chart" + std::to_string(i), chart(*s.charts[i], name));
        std::string feet;
        if (!s.cover)
            feet =
                placeholder(3, "ftr",
                            "<a:pPr algn=\"l\"/><a:r>" + foot_look(d_.language) + "<a:t>" +
                                escaped(d_.brand.company + " · " + d_.for_whom + " · " + plain(d_.stamp)) +
                                "</a:t></a:r>",
                            foot_place(40, 760)) +
                placeholder(4, "sldNum",
                            "<a:pPr algn=\"r\"/><a:fld id=\"{8A4B1B8E-2B0E-4E0B-9C7E-3C5B8D1F0A01}\" "
                            "type=\"slidenum\">" +
                                foot_look(d_.language) + "<a:t>" + std::to_string(number) + "</a:t></a:fld>",
                            foot_place(840, 80));
        if (!s.notes.empty()) notes(s, name, number);
        package_.add(name,
                     head + "<p:sld " + spaces + "><p:cSld><p:spTree>" + group +
                         placeholder(2, "title", text_run(s.title)) + shapes + feet +
                         "</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>",
                     slide_types + "slide+xml");
        return package_.relate(main_, relation_types + "slide", name);
    }

    void notes(const Slide& s, const std::string& slide_name, int number) {
        const auto name = "ppt/notesSlides/notesSlide" + std::to_string(number) + ".xml";
        Paragraphs text;
        for (const auto& note : s.notes) text.push_back({note, 12});
        package_.add(
            name,
            head + "<p:notes " + spaces + "><p:cSld><p:spTree>" + group +
                "<p:sp><p:nvSpPr><p:cNvPr id=\"2\" name=\"Slide\"/><p:cNvSpPr><a:spLocks noGrp=\"1\" "
                "noRot=\"1\" "
                "noChangeAspect=\"1\"/></p:cNvSpPr><p:nvPr><p:ph "
                "type=\"sldImg\"/></p:nvPr></p:nvSpPr><p:spPr/>"
                "</p:sp><p:sp><p:nvSpPr><p:cNvPr id=\"3\" name=\"Notes\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/>"
                "</p:cNvSpPr><p:nvPr><p:ph type=\"body\" idx=\"1\"/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody>"
                "<a:bodyPr/><a:lstStyle/>" +
                paragraphs_xml(text, d_.language) +
                "</p:txBody></p:sp></p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></"
                "p:notes>",
            slide_types + "notesSlide+xml");
        package_.relate(name, relation_types + "notesMaster", "ppt/notesMasters/notesMaster1.xml");
        package_.relate(name, relation_types + "slide", slide_name);
        package_.relate(slide_name, relation_types + "notesSlide", name);
    }

    std::string chart(const Chart& c, const std::string& slide_name) {
        const auto number = std::to_string(++charts_);
        const auto name = "ppt/charts/chart" + number + ".xml";
        const auto book = "ppt/embeddings/Microsoft_Excel_Sheet" + number + ".xlsx";
        package_.add(book, chart_workbook(c));
        const auto relation = package_.relate(name, relation_types + "package", book);
        package_.add(name, chart_xml(c, d_.language, relation),
                     "application/vnd.openxmlformats-officedocument.drawingml.chart+xml");
        return package_.relate(slide_name, relation_types + "chart", name);
    }

    const Document& d_;
    Package package_;
    const std::string main_ = "ppt/presentation.xml";
    std::string master_, notes_master_;
    int charts_ = 0;
};

}  // namespace

std::string pptx(const Document& document) {
    return Presentation{document}.write();
}

}  // namespace kamino::office
