// What the demo company's people did with Kamino: a key list with reasons, plans in work, a decision that
// waits. Told as requests to the API, so that every rule holds for it as for anybody.
#pragma once
#include <string>
#include <vector>

#include "demo/vocabulary.h"
#include "main/app.h"

namespace kamino::app {

// Runs the steps of `story` (data/demo/story.json), in the application that `app` is; its options need
// `demo`. A step is one of
//   {"as": who, "get": path, "names": ["x", …]}             ids of items under these names, in order;
//                                                             none gets a second name
//   {"as": who, "get": path, "by": member, "under": "x"}    each item's id as "x.<its member>"
//   {"as": who, "post" | "put" | "patch": path, "body": …, "keep": "x"}
//   {"as": who, "post": path, "with": …, "rows": [{…, "keep": "x"}, …]}   one request for each row
// `who` is a role, or a kept name; of a row with an owner_id "x.owner" is kept too. In a path {x} stands for
// a kept name; a step whose path holds {?x} is left out when nothing has that name. In a body "@x" is a kept
// name, "@?x" the same or null, {"day": n} the date n days from today, and {"en": …, "es": …, "nl": …} the
// text in the demo's language.
// Returns what was refused, as "path: answer"; the other steps have run.
std::vector<std::string> tell_story(App& app, std::string_view story, const demo::Vocabulary& words);

}  // namespace kamino::app
