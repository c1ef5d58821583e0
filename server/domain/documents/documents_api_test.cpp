// Documents over the API, on both engines (PLAN-18): who may, formats, languages, a frozen revision, the
// one-page view, many accounts at once, the company's brand.
#include <zip.h>

#include <filesystem>

#include "domain/documents/public.h"
#include "testing/api/shared.h"

namespace kamino::testing {
namespace {

namespace json = boost::json;

class DocumentsApi : public ApiTest {
  protected:
    void SetUp() override {
        ApiTest::SetUp();
        if (IsSkipped()) return;
        account("acme", "manager");
        make("boss", "people",
             R"({"account_id":"{acme}","name":"O'Neil & <b>","decision_role":"decision_maker"})");
        make("soap", "products", R"({"name":"Soap","kind":"line"})");
        for (int month = 1; month <= 9; ++month)
            make("sale", "sales-lines",
                 R"({"account_id":"{acme}","product_id":"{soap}","booked_on":"2026-0)" +
                     std::to_string(month) + R"(-01","net_amount":{"minor":)" +
                     std::to_string(month * 100'000) + R"(,"currency":"EUR"}})");
        start_plan(*this, "acme");
        make("rival", "plan-competitors", R"({"plan_id":"{plan}","name":"Rival","counter_move":"Be first"})");
        make("task", "plan-tasks",
             R"({"plan_id":"{plan}","title":"Call Bea","owner_id":"{manager}","due_on":"2027-01-15"})");
    }
    Answer document(const std::string& query, const std::string& who = "manager") {
        return as(who).get("/plans/{plan}/document?" + query);
    }
    // Sections as JSON, without what only today can say.
    std::string sections(const std::string& query) {
        const auto answer = document("format=json&" + query);
        EXPECT_EQ(answer.status, 200) << answer.body;
        json::array kept;
        const auto parsed = answer.json();
        for (const auto& s : parsed.at("sections").as_array())
            if (s.at("key").as_string() != "health") kept.push_back(s);
        return json::serialize(kept);
    }
};
KAMINO_EACH_ENGINE(DocumentsApi);

TEST_P(DocumentsApi, WhoMayAndWhatIsRefused) {
    const auto row = [](const char* name, const char* as, const std::string& query, int status,
                        std::string json = {}) {
        return Scenario{.name = name,
                        .as = as,
                        .url = "/plans/{plan}/document" + query,
                        .status = status,
                        .json = std::move(json)};
    };
    run({row("manager", "manager", "", 200), row("leader", "leader", "?format=pptx", 200),
         row("stranger", "stranger", "", 404), row("viewer without sight", "viewer", "", 404),
         row("nobody", "", "", 401),
         row("format", "manager", "?format=pdf", 422,
             R"({"fields":[{"path":"/format","key":"field.not_a_choice"}]})"),
         row("audience", "manager", "?audience=all", 422,
             R"({"fields":[{"path":"/audience","key":"field.not_a_choice"}]})"),
         row("view", "manager", "?view=some", 422,
             R"({"fields":[{"path":"/view","key":"field.not_a_choice"}]})"),
         row("language", "manager", "?lang=fr", 422,
             R"({"fields":[{"path":"/lang","key":"field.not_a_choice"}]})"),
         row("moment", "manager", "?at=yesterday", 422,
             R"({"fields":[{"path":"/at","key":"revision.no_moment"}]})"),
         row("number", "manager", "?at=99", 422, R"({"fields":[{"path":"/at","key":"revision.no_moment"}]})"),
         row("before the plan", "manager", "?at=2001-01-01", 422,
             R"({"fields":[{"path":"/at","key":"revision.before_plan"}]})")});
}

// PLAN-18: revision=99 used to give the plan as it stands, with 200: the name is `at`.
TEST_P(DocumentsApi, RefusesParametersThatItDoesNotKnow) {
    EXPECT_EQ(as("manager").get("/plans/{plan}/document?revision=99&language=es").faults(),
              "/revision request.unknown_parameter, /language request.unknown_parameter");
}

TEST_P(DocumentsApi, EveryFormatInEveryLanguage) {
    for (const std::string language : {"en", "es", "nl"}) {
        const auto page = document("lang=" + language);
        EXPECT_EQ(page.header("Content-Type"), "text/html; charset=utf-8");
        EXPECT_EQ(page.header("Cache-Control"), "no-store");
        EXPECT_NE(page.body.find("<html lang=\"" + language + "\">"), std::string::npos);
        EXPECT_NE(page.body.find("O&#39;Neil &amp; &lt;b&gt;"), std::string::npos);
        EXPECT_EQ(page.body.find("O'Neil & <b>"), std::string::npos);
        EXPECT_EQ(page.body.find("<script"), std::string::npos);
        EXPECT_NE(page.body.find("counter(pages)"), std::string::npos);
        EXPECT_EQ(page.body.find("plan."), std::string::npos)
            << page.body.substr(page.body.find("plan."), 80);
        const auto data = document("format=json&lang=" + language);
        EXPECT_EQ(data.at("/language"), language);
        EXPECT_EQ(data.body.find("plan.print"), std::string::npos);
    }
    const auto slides = document("format=pptx");
    EXPECT_EQ(slides.header("Content-Type"),
              "application/vnd.openxmlformats-officedocument.presentationml.presentation");
    EXPECT_NE(slides.header("Content-Disposition").find(".pptx"), std::string::npos);
    EXPECT_TRUE(slides.body.starts_with("PK"));
    EXPECT_TRUE(document("format=xlsx").body.starts_with("PK"));
}

// PLAN-18, PLAN-15: rendering an old revision gives the content as of then: rows, figures, names of the team.
TEST_P(DocumentsApi, AFrozenRevisionIsTheDocumentOfThatDay) {
    make("member", "account-team",
         R"({"account_id":"{acme}","user_id":"{leader}","role":"executive_sponsor"})");
    const auto then = sections("at=now"), spanish = sections("at=now&lang=es");
    const auto revision = as("manager").post("/plans/{plan}/revisions", R"({"name":"Spring"})").id();
    EXPECT_EQ(as("manager").patch("/plan-competitors/{rival}", R"({"counter_move":"Be cheaper"})").status,
              200);
    EXPECT_EQ(as("manager").del("/plan-tasks/{task}").status, 204);
    EXPECT_EQ(as("admin").del("/account-team/{member}").status, 204);
    EXPECT_EQ(as("admin").patch("/accounts/{acme}", R"({"name":"Renamed","industry":"Water"})").status, 200);
    make(
        "sale", "sales-lines",
        R"({"account_id":"{acme}","product_id":"{soap}","booked_on":"2026-10-01","net_amount":{"minor":900000,"currency":"EUR"}})");
    EXPECT_EQ(as("manager").post("/plans/{plan}/refresh").status, 200);
    EXPECT_NE(sections("at=now"), then);
    EXPECT_EQ(sections("at=" + revision), then);
    EXPECT_EQ(sections("at=1"), then) << "the number says the same";
    EXPECT_EQ(sections("at=" + revision + "&lang=es"), spanish) << "in any language";
    const auto whole = document("format=json&at=" + revision);
    EXPECT_EQ(whole.at("/title"), "acme");
    EXPECT_EQ(whole.at("/stamp/1"), "Spring");
    EXPECT_TRUE(whole.at("/stamp/0").starts_with("Revision 1 of ")) << whole.at("/stamp/0");
    EXPECT_EQ(document("format=pptx&at=1").body, document("format=pptx&at=1").body)
        << "the same bytes each time";
}

TEST_P(DocumentsApi, TheExecutiveViewIsOnePage) {
    const auto view = document("format=json&view=executive");
    EXPECT_TRUE(view.json().at("sections").as_array().empty());
    const auto blocks = view.json().at("summary").at("blocks").as_array();
    std::vector<std::string> titles;
    for (const auto& b : blocks) titles.emplace_back(b.at("title").as_string());
    const std::vector<std::string> expected{"At a glance", "Money now and to come",
                                            "Health of the relationship", "Three risks", "Next moves"};
    for (const auto& title : expected)
        EXPECT_NE(std::find(titles.begin(), titles.end(), title), titles.end()) << title;
    EXPECT_NE(view.body.find("Call Bea"), std::string::npos);
    // 1,000 + 2,000 + … + 9,000
    EXPECT_NE(view.body.find("45,000"), std::string::npos) << view.body;
    EXPECT_NE(document("view=executive").body.find("class=\"cards\""), std::string::npos);
}

// Many accounts in the background; only those that the asker may see, with a line for each.
TEST_P(DocumentsApi, ManyAtOnceWithALineForEach) {
    account("bare", "manager");
    account("theirs", "stranger");
    keep("their_plan", as("stranger").post("/plans", R"({"account_id":"{theirs}"})").id());
    run({{.name = "no accounts",
          .as = "manager",
          .method = "POST",
          .url = "/document-batches",
          .body = "{}",
          .status = 422,
          .json = R"({"fields":[{"path":"/account_ids","key":"documents.no_accounts"}]})"},
         {.name = "no such format",
          .as = "manager",
          .method = "POST",
          .url = "/document-batches",
          .body = R"({"account_ids":["{acme}"],"format":"pdf"})",
          .status = 422,
          .json = R"({"fields":[{"path":"/format","key":"field.not_a_choice"}]})"},
         {.name = "started",
          .as = "manager",
          .method = "POST",
          .url = "/document-batches",
          .body = R"({"account_ids":["{acme}","{bare}","{theirs}"],"format":"pptx","language":"es"})",
          .status = 202,
          .json = R"({"state":"waiting","account_count":3,"made_count":0})",
          .audit = "document_batch insert",
          .save_as = "batch"},
         {.name = "not ready",
          .as = "manager",
          .url = "/document-batches/{batch}/file",
          .status = 409,
          .json = R"({"key":"documents.not_ready"})"},
         {.name = "others do not see it", .as = "leader", .url = "/document-batches/{batch}", .status = 404},
         {.name = "nor fetch it", .as = "leader", .url = "/document-batches/{batch}/file", .status = 404}});
    app().jobs().run_now(as("manager").get("/document-batches/{batch}").at("/job_id"));
    const auto done = as("manager").get("/document-batches/{batch}");
    EXPECT_EQ(done.at("/state"), "done");
    EXPECT_EQ(done.at("/made_count"), "1");
    EXPECT_EQ(done.at("/report/items/0/outcome"), "made");
    EXPECT_EQ(done.at("/report/items/1/outcome"), "no_plan");
    EXPECT_EQ(done.at("/report/items/2/outcome"), "not_seen");
    EXPECT_EQ(done.at("/report/items/2/name"), "") << "not even its name";
    EXPECT_EQ(done.body.find(".zip"), std::string::npos) << "where the archive lies is nobody's business";
    const auto archive = as("manager").get("/document-batches/{batch}/file");
    ASSERT_EQ(archive.status, 200);
    zip_error_t error;
    zip_t* zip = zip_open_from_source(
        zip_source_buffer_create(archive.body.data(), archive.body.size(), 0, &error), ZIP_RDONLY, &error);
    ASSERT_TRUE(zip);
    EXPECT_EQ(zip_get_num_entries(zip, 0), 2);
    EXPECT_EQ(std::string{zip_get_name(zip, 0, 0)}, done.at("/report/items/0/file"));
    EXPECT_EQ(std::string{zip_get_name(zip, 1, 0)}, "report.csv");
    zip_close(zip);
    // By a filter of the portfolio, as the asker sees it.
    const auto filtered =
        as("manager").post("/document-batches", R"({"filter":"name = \"acme\"","format":"html"})");
    ASSERT_EQ(filtered.status, 202) << filtered.body;
    EXPECT_EQ(filtered.at("/account_ids/0"), id("acme"));
    EXPECT_EQ(as("manager").post("/document-batches", R"({"filter":"name = \"theirs\""})").status, 422);
    // More accounts than a batch takes were "a value of the wrong kind".
    std::string many;
    for (int i = 0; i < 1001; ++i) many += (i ? ",\"a" : "\"a") + std::to_string(i) + "\"";
    EXPECT_EQ(as("manager").post("/document-batches", R"({"account_ids":[)" + many + "]}").faults(),
              "/account_ids documents.too_many");
    EXPECT_EQ(as("manager").post("/document-batches", R"({"account_ids":[1]})").faults(),
              "/account_ids field.wrong_type");
}

std::string png(int width, int height) {
    std::string b = "\x89PNG\r\n\x1a\n" + std::string("\0\0\0\x0d", 4) + "IHDR";
    for (const int side : {width, height})
        for (int shift = 24; shift >= 0; shift -= 8) b += static_cast<char>(side >> shift & 255);
    b += std::string(9, '\1') + std::string("\0\0\0\x01", 4) + "IDAT" + std::string(5, '\1');
    return b + std::string("\0\0\0\0", 4) + "IEND" + std::string(4, '\1');
}

TEST_P(DocumentsApi, TheCompanysColoursAndLogo) {
    run({{.name = "colours are checked",
          .method = "PATCH",
          .url = "/workspace",
          .body = R"({"brand_color":"blue"})",
          .status = 422,
          .json = R"({"fields":[{"path":"/brand_color","key":"workspace.bad_color"}]})",
          .headers = {{"If-Match", "*"}}},
         {.name = "not by managers",
          .as = "manager",
          .method = "PATCH",
          .url = "/workspace",
          .body = R"({"brand_color":"#ffcc00"})",
          .status = 403,
          .headers = {{"If-Match", "*"}}},
         {.name = "set",
          .method = "PATCH",
          .url = "/workspace",
          .body = R"({"brand_color":"#ffcc00","accent_color":"#006633"})",
          .json = R"({"brand_color":"#ffcc00"})",
          .audit = "*",
          .headers = {{"If-Match", "*"}}},
         {.name = "no logo yet", .as = "viewer", .url = "/workspace/logo", .status = 404},
         {.name = "not by managers",
          .as = "manager",
          .method = "PUT",
          .url = "/workspace/logo",
          .body = png(300, 60),
          .status = 403},
         {.name = "no script for a logo",
          .method = "PUT",
          .url = "/workspace/logo",
          .body = "<svg onload='alert(1)'/>",
          .status = 422,
          .json = R"({"fields":[{"path":"/logo","key":"workspace.bad_logo"}]})"},
         {.name = "a logo",
          .method = "PUT",
          .url = "/workspace/logo",
          .body = png(300, 60),
          .json = R"({"type":"image/png","width":300,"height":60})",
          .audit = "workspace_logo insert"}});
    const auto shown = as("viewer").get("/workspace/logo");
    EXPECT_EQ(shown.header("Content-Type"), "image/png");
    EXPECT_EQ(shown.body, png(300, 60));
    const auto page = document("").body;
    EXPECT_NE(page.find("data:image/png;base64,"), std::string::npos);
    EXPECT_EQ(page.find("--ink:#ffcc00"), std::string::npos)
        << "yellow text on white cannot be read: it is darkened";
    EXPECT_EQ(as("admin").del("/workspace/logo", "").status, 204);
    EXPECT_EQ(as("viewer").get("/workspace/logo").status, 404);
    EXPECT_EQ(document("").body.find("data:image"), std::string::npos);
}

// Every part of an archive, one after another.
std::string parts_of(const std::string& bytes) {
    zip_error_t error;
    zip_t* zip = zip_open_from_source(zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error),
                                      ZIP_RDONLY, &error);
    std::string all;
    for (zip_int64_t i = 0; zip && i < zip_get_num_entries(zip, 0); ++i) {
        zip_file_t* part = zip_fopen_index(zip, static_cast<zip_uint64_t>(i), 0);
        char buffer[4096];
        for (zip_int64_t got = 0; (got = zip_fread(part, buffer, sizeof buffer)) > 0;)
            all.append(buffer, static_cast<std::size_t>(got));
        zip_fclose(part);
    }
    if (zip) zip_close(zip);
    return all;
}

// PLAN-1, PLAN-18: what is bold in the plan is bold in every document, and no mark is seen anywhere.
TEST_P(DocumentsApi, RichTextIsRichInEveryFormat) {
    const auto section = as("manager").get("/plan-sections?filter=plan_id = {plan} and key = trends");
    const std::string body =
        "# Water\\n\\nIt gets **really dear** and *soon*.\\n\\n3. See [them](https://example.org/a)\\n   - "
        "<script>alert(1)</script>\\n\\n[bad](javascript:x)";
    const auto saved =
        as("manager").patch("/plan-sections/" + section.at("/items/0/id"), R"({"body":")" + body + "\"}");
    ASSERT_EQ(saved.status, 200) << saved.body;
    const auto page = document("").body;
    for (const char* piece :
         {"<h4>Water</h4>", "<strong>really dear</strong>", "<em>soon</em>",
          "<ol start=\"3\"><li>See <a href=", "<ul><li>&lt;script&gt;alert(1)&lt;/script&gt;</li></ul>",
          "<p>[bad](javascript:x)</p>"})
        EXPECT_NE(page.find(piece), std::string::npos) << piece;
    EXPECT_EQ(page.find("<script"), std::string::npos);
    EXPECT_EQ(page.find("**"), std::string::npos);
    const auto slides = parts_of(document("format=pptx").body);
    const auto dear = slides.find("<a:t>really dear</a:t>");
    ASSERT_NE(dear, std::string::npos);
    const auto run = slides.substr(slides.rfind("<a:r>", dear), dear - slides.rfind("<a:r>", dear));
    EXPECT_NE(run.find(" b=\"1\""), std::string::npos) << run;
    EXPECT_NE(slides.find(" i=\"1\""), std::string::npos);
    EXPECT_NE(slides.find("<a:buAutoNum type=\"arabicPeriod\" startAt=\"3\"/>"), std::string::npos);
    EXPECT_NE(slides.find("See them (https://example.org/a)"), std::string::npos);
    EXPECT_EQ(slides.find("**"), std::string::npos);
    const auto book = parts_of(document("format=xlsx").body);
    EXPECT_NE(book.find("It gets really dear and soon."), std::string::npos);
    EXPECT_NE(book.find("3. See them (https://example.org/a)"), std::string::npos);
    EXPECT_NE(document("format=json").body.find("It gets **really dear** and *soon*."), std::string::npos);
}

// A name that holds marks is read as it is written, in the draft and in the document.
TEST_P(DocumentsApi, NamesInDraftsAreNoMarks) {
    make("odd", "accounts", R"({"name":"*Star* <b> [x](https://e.org) _y_","owner_id":"{manager}"})");
    start_plan(*this, "odd");
    const auto page = document("").body;
    EXPECT_EQ(page.find("<em>Star"), std::string::npos);
    EXPECT_EQ(page.find("\\*Star"), std::string::npos);
    EXPECT_EQ(page.find("href=\"https://e.org"), std::string::npos);
    EXPECT_NE(page.find("*Star* &lt;b&gt; [x](https://e.org) _y_"), std::string::npos);
}

// PLAN-11, PLAN-15, PLAN-18: what an objective means in words stood in no document, and a frozen one called
// people as they are called today.
TEST_P(DocumentsApi, ObjectivesSayWhatTheyMeanAndFrozenNamesStay) {
    make(
        "goal", "plan-objectives",
        R"({"plan_id":"{plan}","title":"Joint roadmap","note":"Both boards agreed in May","audience":"customer_safe","owner_id":"{manager}"})");
    make("start", "plan-initiatives",
         R"({"plan_id":"{plan}","name":"New plant","sponsor_id":"{boss}","audience":"customer_safe"})");
    ASSERT_EQ(as("manager").post("/plans/{plan}/revisions", R"({"name":"Spring"})").status, 201);
    ASSERT_EQ(as("admin").patch("/users/{manager}", R"({"name":"Maria Married"})").status, 200);
    ASSERT_EQ(as("admin").patch("/people/{boss}", R"({"name":"Olive Oil"})").status, 200);
    for (const std::string format : {"html", "json"}) {
        EXPECT_NE(document("format=" + format).body.find("Both boards agreed"), std::string::npos) << format;
        EXPECT_EQ(document("audience=customer_safe&format=" + format).body.find("Both boards agreed"),
                  std::string::npos)
            << "ours alone";
    }
    const auto now = document("format=json").body, then = document("format=json&at=1").body;
    for (const char* name : {"Maria Married", "Olive Oil"}) {
        EXPECT_NE(now.find(name), std::string::npos) << name;
        EXPECT_EQ(then.find(name), std::string::npos) << name;
    }
    EXPECT_NE(then.find("O'Neil"), std::string::npos);
}

}  // namespace
}  // namespace kamino::testing
