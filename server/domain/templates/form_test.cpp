// Forms: what is refused and where, what belongs to the shelf, and what a plan notices that moves. PLAN-1.
#include "domain/templates/shelf.h"
#include "gtest/gtest.h"

namespace kamino::templates {
namespace {

std::string faults_of(std::string_view json) {
    std::vector<FieldFault> faults;
    read_form(json, "/form", faults);
    std::string all;
    for (const auto& f : faults) all += (all.empty() ? "" : ", ") + f.path + " " + f.key;
    return all;
}

Form form_of(std::string_view json) {
    std::vector<FieldFault> faults;
    auto form = read_form(json, "", faults);
    EXPECT_TRUE(faults.empty()) << (faults.empty() ? "" : faults[0].path + " " + faults[0].key);
    return form;
}

TEST(Form, RefusesWhatItDoesNotKnowWhereItStands) {
    struct Case {
        const char *name, *form, *faults;
    };
    for (
        const auto& c : {
            Case{"nothing", "{}", ""},
            Case{"no object", "[]", "/form field.wrong_type"},
            Case{"a typing error", R"({"section":[]})", "/form/section field.unknown"},
            Case{"an own section needs a title", R"({"sections":[{"key":"market"}]})",
                 "/form/sections/0/title field.required"},
            Case{"a shipped one has its own", R"({"sections":[{"key":"swot"}]})", ""},
            Case{"keys", R"({"sections":[{"key":"A b","title":{"en":"x"}}]})",
                 "/form/sections/0/key template.bad_key"},
            Case{"twice", R"({"sections":[{"key":"swot"},{"key":"swot"}]})",
                 "/form/sections/1/key template.repeated_key"},
            Case{"language", R"({"sections":[{"key":"swot","title":{"fr":"x"}}]})",
                 "/form/sections/0/title/fr field.unknown"},
            Case{"rigour", R"({"sections":[{"key":"swot","rigour":"hard"}]})",
                 "/form/sections/0/rigour field.not_a_choice"},
            Case{"types of account", R"({"sections":[{"key":"swot","account_types":["friend"]}]})",
                 "/form/sections/0/account_types/0 field.not_a_choice"},
            Case{"a block without a kind",
                 R"({"sections":[{"key":"swot","blocks":[{"key":"b","title":{"nl":"x"}}]}]})",
                 "/form/sections/0/blocks/0/kind field.required"},
            Case{"fields without fields",
                 R"({"sections":[{"key":"swot","blocks":[{"key":"b","kind":"fields","title":{"nl":"x"}}]}]})",
                 "/form/sections/0/blocks/0/fields field.required"},
            Case{
                "a choice without choices",
                R"({"sections":[{"key":"swot","blocks":[{"key":"b","kind":"table","title":{"nl":"x"},"fields":[{"key":"f","type":"choice","title":{"es":"y"}}]}]}]})",
                "/form/sections/0/blocks/0/fields/0/choices field.required"},
            Case{
                "a type that there is not",
                R"({"sections":[{"key":"swot","blocks":[{"key":"b","kind":"table","title":{"nl":"x"},"fields":[{"key":"f","type":"colour","title":{"es":"y"}}]}]}]})",
                "/form/sections/0/blocks/0/fields/0/type field.not_a_choice"},
            Case{
                "a question that the library lacks",
                R"({"sections":[{"key":"swot","blocks":[{"key":"b","kind":"questions","title":{"nl":"x"},"library":["no.such"]}]}]})",
                "/form/sections/0/blocks/0/library/0 plan.no_such_key"},
            Case{
                "a circle that there is not",
                R"({"sections":[{"key":"swot","blocks":[{"key":"b","kind":"text","title":{"nl":"x"},"audience":"all"}]}]})",
                "/form/sections/0/blocks/0/audience field.not_a_choice"},
            Case{"a source that the data does not write",
                 R"({"sections":[{"key":"swot","blocks":[{"key":"b","kind":"living","source":"swot"}]}]})",
                 "/form/sections/0/blocks/0/source template.no_such_source"},
            Case{
                "block keys are unique in the whole form",
                R"({"sections":[{"key":"swot","blocks":[{"key":"b","kind":"living","source":"sales"}]},{"key":"value","blocks":[{"key":"b","kind":"living","source":"people"}]}]})",
                "/form/sections/1/blocks/0/key template.repeated_key"},
        })
        EXPECT_EQ(faults_of(c.form), c.faults) << c.name;
    std::string long_title(201, 'x');
    EXPECT_EQ(faults_of(R"({"sections":[{"key":"swot","title":{"en":")" + long_title + "\"}}]}"),
              "/form/sections/0/title/en field.too_long");
}

TEST(Form, ShippedTemplatesAreGoodInThreeLanguages) {
    ASSERT_EQ(shelf().templates.size(), 2U);
    for (const auto& t : shelf().templates) {
        EXPECT_EQ(faults_of(t.form_json), "") << t.key;
        for (const auto& s : form_of(t.form_json).sections)
            for (const auto& title : s.title) EXPECT_FALSE(title.empty()) << t.key << " " << s.key;
    }
    // PLAN-1: the shipped template covers PLAN-3 … PLAN-13 and PLAN-17; six questions are the light form,
    // PLAN-19.
    const auto standard = form_of(shelf().templates[0].form_json);
    for (const char* key : {"own_company", "profile", "trends", "swot", "competitors", "value", "initiatives",
                            "analysis", "objective", "open_questions", "relationship"})
        EXPECT_TRUE(standard.section(key)) << key;
    EXPECT_TRUE(standard.library);
    const auto light = form_of(shelf().templates[1].form_json);
    EXPECT_EQ(light.sections.size(), 6U);
    for (const auto& s : light.sections) EXPECT_EQ(s.title[0].back(), '?') << s.title[0];
    EXPECT_TRUE(light.compact);
    EXPECT_FALSE(light.library);
}

TEST(Form, ReachesByRigourAndTypeOfAccount) {
    const auto form = form_of(
        R"({"sections":[{"key":"swot","rigour":"deep"},{"key":"value","rigour":"light","account_types":["customer"]}]})");
    const auto& deep = form.sections[0].reach;
    EXPECT_FALSE(deep.is_for(Rigour::standard, "customer"));
    EXPECT_TRUE(deep.is_for(Rigour::deep, "prospect"));
    EXPECT_TRUE(form.sections[1].reach.is_for(Rigour::light, "customer"));
    EXPECT_FALSE(form.sections[1].reach.is_for(Rigour::deep, "prospect"));
}

TEST(Form, TextsFallBackToALanguageThatIsThere) {
    EXPECT_EQ(text_in({"a", "b", "c"}, i18n::Language::nl), "c");
    EXPECT_EQ(text_in({"a", "b", ""}, i18n::Language::nl), "a");
    EXPECT_EQ(text_in({"", "b", ""}, i18n::Language::nl), "b");
    EXPECT_EQ(text_in({}, i18n::Language::nl), "");
}

const char* const before_json = R"({"sections":[
  {"key":"swot"},
  {"key":"value","rigour":"standard","title":{"en":"Value"}},
  {"key":"market","title":{"en":"Market"},"blocks":[
    {"key":"size","kind":"fields","title":{"en":"Size"},"fields":[
      {"key":"spend","type":"money","title":{"en":"Spend"}},
      {"key":"share","type":"percent","title":{"en":"Share"}}]},
    {"key":"rivals","kind":"table","title":{"en":"Rivals"},"fields":[{"key":"name","type":"text","title":{"en":"Name"}}]},
    {"key":"asks","kind":"questions","title":{"en":"Asks"},"questions":[{"key":"why","text":{"en":"Why?"}}]},
    {"key":"note","kind":"text","title":{"en":"Note"}}]}]})";

TEST(Form, DifferenceNamesEveryChangeThatAPlanNotices) {
    const auto before = form_of(before_json);
    EXPECT_TRUE(difference(before, before).empty());
    const auto after = form_of(R"({"sections":[
      {"key":"value","rigour":"deep","title":{"en":"Worth"}},
      {"key":"goal","title":{"en":"Goal"},"blocks":[{"key":"note","kind":"text","title":{"en":"Note"}}]},
      {"key":"market","title":{"en":"Market"},"blocks":[
        {"key":"size","kind":"fields","title":{"en":"Size"},"fields":[
          {"key":"spend","type":"number","title":{"en":"Spend"},"required":true},
          {"key":"growth","type":"percent","title":{"en":"Growth"}}]},
        {"key":"rivals","kind":"text","title":{"en":"Rivals"}},
        {"key":"asks","kind":"questions","audience":"partner","title":{"en":"Asks"},"questions":[{"key":"why","text":{"en":"Why now?"}}]}]}]})");
    std::vector<std::string> seen;
    for (const auto& c : difference(before, after))
        seen.push_back(c.kind + " " + c.what + " " + c.section + (c.block.empty() ? "" : "/" + c.block) +
                       (c.field.empty() ? "" : "/" + c.field) +
                       (c.was.empty() ? "" : " " + c.was + ">" + c.is));
    EXPECT_EQ(seen, (std::vector<std::string>{
                        "removed section swot",
                        "renamed section value",
                        "asked section value",
                        "added section goal",
                        "moved block goal/note market>goal",
                        "removed field market/size/share",
                        "retyped field market/size/spend money>number",
                        "asked field market/size/spend",
                        "added field market/size/growth",
                        "retyped block market/rivals table>text",
                        "shown block market/asks internal>partner",
                        "renamed question market/asks/why",
                    }));
}

}  // namespace
}  // namespace kamino::templates
