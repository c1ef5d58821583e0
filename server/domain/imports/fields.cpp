#include "domain/imports/fields.h"

#include <algorithm>
#include <array>

namespace kamino::imports {

namespace {

// Names with a dot are fields of a referred record, for rows that have to make it, or of a record that stands
// beside the row's own (beside.h: the shipping address); `unit_price` of a sales
// line is half of a computed net amount (see complete() in mapping.h).
using enum FieldKind;

constexpr std::array<std::string_view, 7> entity_names = {
    "users", "accounts", "people", "products", "opportunities", "interactions", "sales_lines"};

constexpr TargetField field_table[] = {
    {"users", "external_id", text, "", "user id|id usuario|gebruiker id|employee id|id", false},
    {"users", "name", text, "",
     "user|full name|sales agent|sales rep|agent|nombre|usuario|vendedor|naam|gebruiker|verkoper|nombre "
     "completo",
     true},
    {"users", "email", email, "", "e-mail|user email|correo|correo electronico|e-mailadres|emailadres|mail",
     true},
    {"users", "role", choice, "", "user role|profile|rol|perfil|functie", false},
    {"users", "active", boolean, "", "is active|enabled|activo|actief|status", false},
    {"users", "language", choice, "", "locale|idioma|taal", false},
    {"users", "team", text, "", "region|regional office|office|department|equipo|oficina|kantoor|afdeling",
     false},
    {"users", "manager_id", reference, "users", "manager|supervisor|boss|jefe|gerente|leidinggevende", false},

    {"accounts", "external_id", text, "",
     "account id|company id|customer id|record id|customer number|account number|client number|debtor "
     "number|customer no|numero de cliente|codigo cliente|id cliente|cod cliente|klantnummer|klant "
     "id|debiteurnummer|relatienummer|id",
     false},
    {"accounts", "name", text, "",
     "account|account name|company|company name|customer|customer "
     "name|client|organisation|organization|cliente|nombre|nombre cliente|empresa|cuenta|nombre "
     "comercial|klant|klantnaam|bedrijf|bedrijfsnaam|naam|relatie|organisatie|debiteur|firma|firmanaam|"
     "bedrijf naam|naam bedrijf|nombre empresa|nombre "
     "de la empresa",
     true},
    {"accounts", "legal_name", text, "",
     "registered name|razon social|denominacion social|statutaire naam|juridische naam|handelsnaam", false},
    {"accounts", "status", choice, "",
     "account type|customer type|lifecycle stage|type|estado|tipo|tipo de "
     "cliente|klantstatus|klanttype|soort|soort klant|klantsoort|type klant|soort relatie|relatietype",
     false},
    {"accounts", "industry", text, "", "sector|branch|vertical|industria|actividad|rubro|branche|bedrijfstak",
     false},
    {"accounts", "tax_id", text, "",
     "vat|vat number|tax number|tax code|tin|ein|nif|cif|rut|rfc|nit|cuit|ruc|btw|btw nummer|kvk|kvk nummer",
     false},
    {"accounts", "website", url, "",
     "web|web site|url|domain|domain name|homepage|sitio web|pagina web|dominio|internet|domein", false},
    {"accounts", "phone", phone, "", "telephone|phone number|tel|telefono|fono|telefoon|telefoonnummer",
     false},
    {"accounts", "employees", integer, "",
     "number of employees|headcount|staff|empleados|numero de "
     "empleados|trabajadores|plantilla|medewerkers|aantal medewerkers|werknemers",
     false},
    {"accounts", "annual_revenue", money, "",
     "revenue|turnover|annual sales|sales volume|ingresos|ingresos anuales|facturacion|facturacion "
     "anual|ventas anuales|omzet|jaaromzet",
     false},
    {"accounts", "owner_id", reference, "users",
     "owner|account owner|account manager|sales rep|salesperson|assigned "
     "to|responsable|propietario|vendedor|ejecutivo|comercial|eigenaar|verkoper|vertegenwoordiger|"
     "accountmanager",
     false},
    {"accounts", "parent_id", reference, "accounts",
     "parent|parent account|parent company|subsidiary of|group|matriz|empresa "
     "matriz|grupo|moederbedrijf|moeder|concern",
     false},
    {"accounts", "street", text, "",
     "address|street address|address line 1|billing street|billing "
     "address|direccion|calle|domicilio|adres|straat|straatnaam",
     false},
    {"accounts", "city", text, "",
     "town|billing city|ciudad|localidad|poblacion|comuna|municipio|stad|plaats|woonplaats|vestigingsplaats",
     false},
    {"accounts", "region", text, "",
     "state|province|county|state/region|billing "
     "state|provincia|estado|comunidad|departamento|regio|provincie",
     false},
    {"accounts", "postal_code", text, "", "zip|zip code|postcode|postal|billing zip|codigo postal|cp", false},
    {"accounts", "country", country, "", "nation|country/region|billing country|office location|pais|land",
     false},
    {"accounts", "latitude", decimal, "", "lat|latitud|breedtegraad", false},
    {"accounts", "longitude", decimal, "", "lon|lng|long|longitud|lengtegraad", false},
    {"accounts", "shipping.street", text, "",
     "shipping street|shipping address|delivery address|delivery street|ship to address|direccion de "
     "entrega|direccion de envio|calle de entrega|afleveradres|leveradres|bezorgadres",
     false},
    {"accounts", "shipping.city", text, "",
     "shipping city|delivery city|ship to city|ciudad de entrega|ciudad de envio|afleverplaats|leverplaats",
     false},
    {"accounts", "shipping.region", text, "",
     "shipping state|shipping province|delivery state|provincia de entrega|afleverprovincie", false},
    {"accounts", "shipping.postal_code", text, "",
     "shipping zip|shipping postal code|delivery zip|codigo postal de entrega|afleverpostcode", false},
    {"accounts", "shipping.country", country, "",
     "shipping country|delivery country|ship to country|pais de entrega|pais de envio|afleverland", false},
    {"accounts", "shipping.latitude", decimal, "", "shipping latitude", false},
    {"accounts", "shipping.longitude", decimal, "", "shipping longitude", false},
    {"accounts", "year_founded", integer, "",
     "year established|founded|year started|ano de fundacion|fundada|fundacion|opgericht|oprichtingsjaar",
     false},
    {"accounts", "tags", list, "", "tag|labels|label|etiquetas|keywords", false},
    {"accounts", "description", text, "",
     "notes|comments|about|descripcion|observaciones|notas|comentarios|omschrijving|beschrijving|opmerkingen",
     false},
    {"accounts", "source", text, "", "lead source|account source|origin|origen|fuente|bron|herkomst", false},

    {"people", "external_id", text, "", "contact id|person id|record id|id contacto|contact nummer|id",
     false},
    {"people", "account_id", reference, "accounts",
     "account|account name|company|company "
     "name|customer|organisation|empresa|cliente|cuenta|bedrijf|klant|organisatie|bedrijfsnaam",
     true},
    {"people", "first_name", text, "",
     "first|given name|forename|nombre|nombres|primer nombre|voornaam|roepnaam", false},
    {"people", "last_name", text, "", "last|surname|family name|apellido|apellidos|achternaam|familienaam",
     false},
    {"people", "name", text, "",
     "full name|contact|contact name|person|nombre completo|contacto|volledige naam|contactpersoon|naam",
     false},
    {"people", "title", text, "",
     "job title|position|function|role|cargo|puesto|funcion|functie|functietitel", false},
    {"people", "department", text, "", "dept|area|departamento|afdeling", false},
    {"people", "email", email, "",
     "e-mail|email address|mail|correo|correo electronico|e-mailadres|emailadres", false},
    {"people", "phone", phone, "",
     "telephone|phone number|work phone|office phone|tel|telefono|telefoon|telefoonnummer", false},
    {"people", "mobile", phone, "",
     "mobile phone|cell|cell phone|mobile number|movil|celular|telefono movil|mobiel|gsm|mobiele telefoon",
     false},
    {"people", "reports_to_id", reference, "people",
     "reports to|manager|supervisor|boss|jefe|reporta a|leidinggevende|rapporteert aan", false},
    {"people", "decision_role", choice, "", "buying role|decision maker|rol de decision|rol|beslissingsrol",
     false},
    {"people", "influence", integer, "", "influence score|influencia|invloed", false},
    {"people", "stance", choice, "", "attitude|sentiment|postura|actitud|houding", false},
    {"people", "closeness", choice, "", "relationship|relationship strength|cercania|relacion|relatie",
     false},
    {"people", "language", choice, "", "preferred language|idioma|taal", false},
    {"people", "consent", choice, "", "opt in|gdpr|consentimiento|toestemming", false},
    {"people", "likes", text, "", "preferences|gustos|voorkeuren", false},
    {"people", "interests", text, "", "hobbies|intereses|interesses", false},
    {"people", "city", text, "", "town|mailing city|ciudad|localidad|stad|plaats|woonplaats", false},
    {"people", "country", country, "", "country/region|mailing country|pais|land", false},
    {"people", "notes", text, "", "description|comments|notas|observaciones|comentarios|opmerkingen|notities",
     false},
    {"people", "tags", list, "", "tag|labels|label|etiquetas", false},

    {"products", "external_id", text, "", "product id|record id|id producto|artikel id|id", false},
    {"products", "name", text, "",
     "product|product name|item|item name|article|producto|nombre "
     "producto|articulo|nombre|artikel|artikelnaam|productnaam|naam",
     true},
    {"products", "code", text, "",
     "product code|sku|item code|stock code|article number|part number|codigo|codigo "
     "producto|referencia|artikelcode|artikelnummer|productcode",
     false},
    {"products", "parent_id", reference, "products",
     "category|product line|line|series|family|product family|group|product group|categoria|linea|linea de "
     "producto|familia|productgroep|categorie|productlijn|groep",
     false},
    {"products", "kind", choice, "", "type|product type|tipo|soort", false},
    {"products", "unit_price", money, "",
     "price|list price|sales price|precio|precio unitario|tarifa|prijs|stukprijs|eenheidsprijs|verkoopprijs",
     false},
    {"products", "active", boolean, "", "is active|product active|available|activo|vigente|actief", false},
    {"products", "description", text, "", "details|notes|descripcion|detalle|omschrijving|beschrijving",
     false},

    {"opportunities", "external_id", text, "",
     "opportunity id|deal id|record id|id oportunidad|id negocio|kans id|id", false},
    {"opportunities", "account_id", reference, "accounts",
     "account|account name|company|company name|customer|cliente|empresa|cuenta|klant|bedrijf|bedrijfsnaam",
     true},
    {"opportunities", "name", text, "",
     "opportunity|opportunity name|deal|deal "
     "name|subject|oportunidad|negocio|nombre|asunto|kans|verkoopkans|onderwerp|naam",
     true},
    {"opportunities", "stage", text, "", "deal stage|sales stage|phase|status|etapa|fase|estado|verkoopfase",
     true},
    {"opportunities", "amount", money, "",
     "value|deal value|deal amount|close value|expected amount|opportunity "
     "amount|importe|monto|valor|bedrag|waarde",
     false},
    {"opportunities", "probability", percent, "",
     "probability (%)|win probability|chance|probabilidad|kans|waarschijnlijkheid|slagingskans", false},
    {"opportunities", "close_on", date, "",
     "close date|closing date|expected close date|fecha de cierre|cierre|fecha cierre "
     "prevista|sluitdatum|afsluitdatum|verwachte sluitdatum",
     false},
    {"opportunities", "opened_on", date, "",
     "create date|created date|created|open date|engage date|start date|fecha de creacion|fecha "
     "apertura|aangemaakt|aanmaakdatum|startdatum",
     false},
    {"opportunities", "owner_id", reference, "users",
     "owner|deal owner|opportunity owner|sales agent|sales "
     "rep|salesperson|responsable|propietario|vendedor|comercial|eigenaar|verkoper|accountmanager",
     false},
    {"opportunities", "product_id", reference, "products",
     "product|product name|item|producto|articulo|artikel", false},
    {"opportunities", "person_ids", list, "people",
     "contact|contact name|primary contact|contacto|contactpersoon", false},
    {"opportunities", "initiative", text, "", "project|campaign|iniciativa|proyecto|initiatief", false},
    {"opportunities", "competitors", list, "",
     "competitor|main competitor|competidor|competidores|competencia|concurrent|concurrenten", false},
    {"opportunities", "next_step", text, "", "next action|proximo paso|siguiente paso|volgende stap", false},
    {"opportunities", "lost_reason", text, "",
     "loss reason|reason for loss|closed lost reason|motivo de perdida|razon de perdida|reden "
     "verlies|verliesreden",
     false},

    {"interactions", "external_id", text, "",
     "activity id|task id|event id|record id|id actividad|activiteit id|id", false},
    {"interactions", "account_id", reference, "accounts",
     "account|account name|company|customer|cliente|empresa|cuenta|klant|bedrijf", true},
    {"interactions", "person_ids", list, "people",
     "contact|contacts|contact "
     "name|attendees|participants|contacto|contactos|asistentes|contactpersoon|deelnemers",
     false},
    {"interactions", "user_ids", list, "users",
     "our participants|colleagues|participantes internos|onze deelnemers", false},
    {"interactions", "owner_id", reference, "users",
     "owner|assigned|assigned to|task owner|user|responsable|propietario|asignado "
     "a|vendedor|eigenaar|toegewezen aan|medewerker",
     false},
    {"interactions", "opportunity_id", reference, "opportunities",
     "opportunity|deal|related to|oportunidad|negocio|verkoopkans", false},
    {"interactions", "kind", choice, "",
     "type|activity type|channel|tipo|tipo de actividad|canal|soort|type activiteit|kanaal", true},
    {"interactions", "status", choice, "", "state|estado|done|realizada", false},
    {"interactions", "subject", text, "", "title|topic|name|asunto|tema|titulo|onderwerp|titel", true},
    {"interactions", "happened_at", instant, "",
     "date|activity date|due date|start|start date|date start|when|fecha|fecha actividad|fecha "
     "inicio|datum|startdatum|tijdstip",
     true},
    {"interactions", "minutes", integer, "", "duration|duration minutes|length|duracion|minutos|duur|minuten",
     false},
    {"interactions", "outcome", text, "", "result|call result|resultado|uitkomst|resultaat", false},
    {"interactions", "notes", text, "",
     "description|comments|content|body|notas|descripcion|comentarios|opmerkingen|notities|omschrijving|"
     "verslag",
     false},

    {"sales_lines", "external_id", text, "", "line id|invoice line id|id linea|regel id", false},
    {"sales_lines", "account_id", reference, "accounts",
     "customer|customer id|customer no|customer number|account|account id|account "
     "number|client|company|cliente|codigo cliente|id "
     "cliente|empresa|klant|klantnummer|debiteur|debiteurnummer|bedrijf|relatie",
     true},
    {"sales_lines", "product_id", reference, "products",
     "product|product id|product code|item|item code|stock code|sku|article|producto|articulo|codigo "
     "producto|codigo articulo|referencia|artikel|artikelnummer|artikelcode",
     false},
    {"sales_lines", "booked_on", date, "",
     "invoice date|order date|date|posting date|booking date|fecha|fecha factura|fecha de factura|fecha "
     "pedido|factuurdatum|datum|orderdatum|boekdatum",
     true},
    {"sales_lines", "invoice_number", text, "",
     "invoice|invoice no|invoice number|order number|order id|document number|document|factura|numero "
     "factura|nro factura|folio|pedido|documento|factuur|factuurnummer|ordernummer|boekstuk",
     false},
    {"sales_lines", "quantity", decimal, "", "qty|units|pieces|cantidad|unidades|aantal|hoeveelheid|stuks",
     false},
    {"sales_lines", "net_amount", money, "",
     "amount|net|net value|total|line total|sales|sales amount|revenue|value|importe|importe "
     "neto|monto|neto|total neto|venta|ventas|bedrag|netto|nettobedrag|regelbedrag|omzet|totaal",
     true},
    {"sales_lines", "unit_price", money, "",
     "price|unit price|precio|precio unitario|prijs|stukprijs|eenheidsprijs", false},
    {"sales_lines", "account_id.name", text, "",
     "customer name|account name|client name|company name|nombre cliente|nombre del cliente|razon "
     "social|klantnaam|naam klant|bedrijfsnaam|debiteurnaam",
     false},
    {"sales_lines", "account_id.country", country, "", "country|customer country|ship to country|pais|land",
     false},
    {"sales_lines", "account_id.city", text, "", "city|customer city|ship to city|ciudad|plaats|stad", false},
    {"sales_lines", "product_id.name", text, "",
     "description|product name|item name|product description|item description|descripcion|nombre "
     "producto|detalle|omschrijving|artikelomschrijving|artikelnaam|productnaam",
     false},
    {"sales_lines", "margin", money, "",
     "gross margin|gross profit|profit|contribution|margen|margen "
     "bruto|ganancia|utilidad|marge|brutomarge|winst",
     false},
};

}  // namespace

std::span<const std::string_view> entities() {
    return entity_names;
}

bool is_entity(std::string_view entity) {
    return std::find(entity_names.begin(), entity_names.end(), entity) != entity_names.end();
}

std::vector<const TargetField*> fields_of(std::string_view entity) {
    std::vector<const TargetField*> fields;
    for (const TargetField& field : field_table) {
        if (field.entity == entity) fields.push_back(&field);
    }
    return fields;
}

const TargetField* find_field(std::string_view entity, std::string_view name) {
    for (const TargetField& field : field_table) {
        if (field.entity == entity && field.name == name) return &field;
    }
    return nullptr;
}

}  // namespace kamino::imports
