#include <array>
#include <utility>

#include "domain/imports/dialect_table.h"

namespace kamino::imports {

// Words are folded: lower case, no accents. What a set leaves out of a choice becomes empty ("*=").
std::string_view word_set(std::string_view name) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 8> sets = {{
        {"account_status",
         "customer=customer;client=customer;customer - direct=customer;customer - "
         "channel=customer;cliente=customer;"
         "klant=customer;active=customer;evangelist=customer;prospect=prospect;lead=prospect;potential="
         "prospect;"
         "prospecto=prospect;potencial=prospect;cliente "
         "potencial=prospect;subscriber=prospect;opportunity=prospect;"
         "marketing qualified lead=prospect;sales qualified lead=prospect;marketingqualifiedlead=prospect;"
         "salesqualifiedlead=prospect;former=former;former customer=former;churned=former;inactive=former;"
         "ex cliente=former;oud klant=former;voormalig=former;*="},
        {"done",
         "completed=done;complete=done;done=done;held=done;closed=done;finished=done;realizada=done;"
         "completada=done;"
         "voltooid=done;cancelled=cancelled;canceled=cancelled;not "
         "held=cancelled;deferred=planned;*=planned"},
        {"activity",
         "call=call;phone "
         "call=call;llamada=call;gesprek=call;email=email;e-mail=email;listemail=email;correo=email;"
         "meeting=meeting;reunion=meeting;vergadering=meeting;visit=visit;visita=visit;bezoek=visit;event="
         "event;"
         "demo=meeting;inbound=call;outbound=call;internal=call;social=social;*=event"},
        {"opt_out", "1=refused;true=refused;yes=refused;si=refused;ja=refused;*=unknown"},
        {"buying_role",
         "decision maker=decision_maker;decision_maker=decision_maker;economic "
         "buyer=decision_maker;approver=approver;"
         "budget holder=approver;budget_holder=approver;influencer=influencer;champion=champion;buyer=buyer;"
         "end user=user;end_user=user;user=user;blocker=gatekeeper;gatekeeper=gatekeeper;*=unknown"},
        {"language",
         "en=en;en_us=en;en_gb=en;en-us=en;english=en;ingles=en;engels=en;es=es;es_es=es;es_mx=es;es_cl=es;"
         "spanish=es;"
         "espanol=es;spaans=es;nl=nl;nl_nl=nl;nl_be=nl;dutch=nl;neerlandes=nl;holandes=nl;nederlands=nl;*="},
        {"product_kind",
         "product=product;goods=product;good=product;inventory=product;non_inventory=product;service=service;"
         "servicio=service;dienst=service;line=line;*=product"},
        {"user_role",
         "admin=admin;administrator=admin;system administrator=admin;leader=leader;sales leader=leader;"
         "operations=operations;viewer=viewer;read only=viewer;*=manager"},
    }};
    for (const auto& [set, words] : sets) {
        if (set == name) return words;
    }
    return {};
}

}  // namespace kamino::imports
