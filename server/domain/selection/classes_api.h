// Routes of the five classes (SEL-5).
#pragma once
#include "domain/selection/selection_api.h"

namespace kamino::selection {

class ClassHistories;

// POST /selection/classes/preview: who would stand where under these rules; changes nothing.
http::Response preview_classes(registry::Registry& registry, http::Request& request);
// GET /selection/classes/history, …/transitions, /accounts/{id}/classes.
http::Response class_history(registry::Registry& registry, ClassHistories& histories, http::Request& request);
http::Response class_transitions(registry::Registry& registry, ClassHistories& histories,
                                 http::Request& request);
http::Response account_classes(registry::Registry& registry, ClassHistories& histories,
                               http::Request& request);
// GET /selection/attention: what accounts get of our time against what they bring.
http::Response attention(registry::Registry& registry, http::Request& request);

}  // namespace kamino::selection
