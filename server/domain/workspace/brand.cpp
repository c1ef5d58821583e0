// The company's colours and logo.
#include "domain/workspace/workspace.h"
#include "platform/office/image.h"

namespace kamino::workspace {
namespace {

std::optional<LogoRow> find_logo(storage::Read& read) {
    return storage::find<LogoRow>(read, "workspace");
}

http::Response respond(const LogoRow& row, int status = 200) {
    auto response = http::Response::json(describe::json(LogoRow::entity(), row), status);
    response.etag(std::to_string(row.version));
    return response;
}

LogoRow save(storage::Write& write, const office::Logo& logo) {
    const auto before = find_logo(write);
    LogoRow after = before.value_or(LogoRow{});
    after.id = "workspace";
    after.type = logo.type;
    after.width = logo.width;
    after.height = logo.height;
    after.bytes = office::base64(logo.bytes);
    if (before)
        storage::update_record(write, LogoRow::entity(), *before, after);
    else
        storage::insert_record(write, LogoRow::entity(), after);
    return after;
}

http::Response put_logo(registry::Registry& registry, http::Request& request) {
    const auto logo = office::logo_of(request.body);
    if (!logo) throw invalid_field("/logo", "workspace.bad_logo");
    return registry::write(registry, request,
                           [&](storage::Write& w, const auth::Actor&) { return respond(save(w, *logo)); });
}

http::Response remove_logo(registry::Registry& registry, http::Request& request) {
    return registry::write(registry, request, [&](storage::Write& w, const auth::Actor&) {
        save(w, {});
        return http::Response::no_content();
    });
}

http::Response get_logo(registry::Registry& registry, http::Request& request) {
    return registry::read(registry, request, [](storage::Read& r, const auth::Actor&) {
        const auto row = find_logo(r);
        const auto bytes = row ? office::from_base64(row->bytes) : std::nullopt;
        if (!row || row->type.empty() || !bytes) throw not_found();
        http::Response response;
        response.body = *bytes;
        response.set("Content-Type", row->type);
        response.etag(std::to_string(row->version));
        return response;
    });
}

}  // namespace

office::Brand brand(storage::Read& read) {
    office::Brand brand;
    if (const auto row = storage::find<SettingsRow>(read, "workspace")) {
        brand.company = row->name;
        brand.color = office::color_of(row->brand_color).value_or(brand.color);
        brand.accent = office::color_of(row->accent_color).value_or(brand.accent);
    }
    if (const auto row = find_logo(read); row && !row->type.empty())
        if (auto bytes = office::from_base64(row->bytes))
            brand.logo = {row->type, std::move(*bytes), static_cast<int>(row->width),
                          static_cast<int>(row->height)};
    return brand;
}

void offer_logo(registry::Registry& registry) {
    registry.add_schema(LogoRow::entity());
    const std::string schema = R"({"$ref":"#/components/schemas/workspace_logo"})";
    http::Route put{"PUT", "/api/v1/workspace/logo", "workspace.logo.put",
                    "The company's logo for documents: PNG or JPEG, at most 512 kB and 4096 pixels a side."};
    put.access = "workspace.write";
    put.max_body = office::logo_limit;
    put.response_schema = schema;
    put.handler = [&registry](http::Request& r) { return put_logo(registry, r); };
    registry.route(std::move(put));
    http::Route remove{"DELETE", "/api/v1/workspace/logo", "workspace.logo.delete",
                       "Documents go without a logo."};
    remove.access = "workspace.write";
    remove.handler = [&registry](http::Request& r) { return remove_logo(registry, r); };
    registry.route(std::move(remove));
    http::Route get{"GET", "/api/v1/workspace/logo", "workspace.logo.get", "The logo itself."};
    get.access = "session";
    get.handler = [&registry](http::Request& r) { return get_logo(registry, r); };
    registry.route(std::move(get));
}

}  // namespace kamino::workspace
