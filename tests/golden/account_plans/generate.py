#!/usr/bin/env python3
"""Makes the files of this folder: account plans of two made-up companies as Salesforce would export them, each with
the traps of another program or country. Names and texts are invented. Run it after a change: it writes the same bytes."""

import csv
import io
import pathlib

HERE = pathlib.Path(__file__).parent


def write(name, rows, encoding="utf-8", separator=",", bom=b"", end="\r\n"):
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator=end).writerows(rows)
    (HERE / name).write_bytes(bom + out.getvalue().encode(encoding))


# Quotes, line breaks, bullets and a paragraph inside of cells; UTF-16 with a byte order mark.
write(
    "AccountPlan.csv",
    [
        ["Id", "IsDeleted", "OwnerId", "Owner.Email", "Name", "LastModifiedDate", "AccountId", "StartDate", "EndDate",
         "Status", "AccountVision", "AccountStrategicPriorities", "AccountChallenges", "AccountIndustryTrends",
         "AccountCompetitors", "AccountCompetitiveStrengths", "RelationshipStrengths", "RelationshipWeaknesses",
         "RelationshipOpportunities", "RelationshipThreats", "AccountPrfmIndicators", "Notes", "Region__c"],
        ["1OjWs0000000001AAA", "false", "005Ws0000000009AAA", "manager@example.com", 'The "Big" Plan, 2026',
         "2026-03-04T10:20:30.000Z", "001Ws0000000001AAA", "2026-01-01", "2026-12-31", "Active",
         "Lead the market for cold chains by 2030.", "Cut energy use.\nOpen two plants in Łódź.",
         'Plants stand still "far too often".\n\nSpare parts arrive late.',
         "- Refrigerants are phased out\n  in the whole Union\n- Energy stays dear", "Boreal Cooling: cheap, but slow\nSüdfrost",
         "A brand that people trust", "• They know our service team\n• 24/7 hotline", "No contact with the board",
         "Heat pumps for the new plants", "=SUM(A1) is how their buyers think", "Uptime 99.5 %; complaints under 1 %",
         "Meets monthly.\nPrefers Fridays.", "Nordic"],
        ["1OjWs0000000002AAA", "false", "", "nobody@example.com", "Bolt 2025", "", "001Ws0000000002", "2025-01-01", "2025-12-31",
         "Inactive", "", "", "Old pains", "", "", "", "", "", "", "", "", "", ""],
        ["1OjWs0000000003AAA", "true", "", "", "Thrown away", "", "001Ws0000000002", "", "", "Active"] + [""] * 13,
        ["1OjWs0000000004AAA", "false", "", "", "Of nobody", "", "001Ws0000000099AAA", "", "", "Active"] + [""] * 13,
        ["1OjWs0000000005AAA", "false", "", "", "Never", "", "001Ws0000000002", "2026-02-30", "", "Active"] + [""] * 13,
    ],
    "utf-16-le",
    bom=b"\xff\xfe",
)

# Windows-1252, semicolons, days first.
write(
    "AccountPlanObjective.csv",
    [
        ["Id", "AccountPlanId", "Name", "Description", "StartDate", "EndDate", "Status", "Priority", "ObjectiveOwner.Name"],
        ["1OkWs0000000001AAA", "1OjWs0000000001AAA", "Grow cooling by € 1 m", 'Sell the "Eisbär" line\nto every plant.',
         "15/01/2026", "30/11/2026", "In Progress", "High", "manager"],
        ["1OkWs0000000002AAA", "1OjWs0000000001AAA", "Be heard by the board", "", "01/02/2026", "25/06/2027", "New", "", ""],
        ["1OkWs0000000003AAA", "1OjWs0000000077AAA", "Of a plan that is not here", "", "", "25/12/2026", "New", "", ""],
        ["1OkWs0000000004AAA", "1OjWs0000000001AAA", "", "no name", "", "25/12/2026", "New", "", ""],
    ],
    "windows-1252",
    ";",
)

# A byte order mark and decimal commas.
write(
    "AccountPlanObjectiveMeasure.csv",
    [
        ["Id", "AccountPlanObjectiveId", "Name", "ValueType", "TargetValue", "CurrentValue", "CurrencyIsoCode"],
        ["1OlWs0000000001AAA", "1OkWs0000000001AAA", "Sales of 12 months", "Currency", "1.250.000,50", "250.000", "EUR"],
        ["1OlWs0000000002AAA", "1OkWs0000000001AAA", "Share of wallet", "Percent", "37,5", "20", ""],
        ["1OlWs0000000003AAA", "1OkWs0000000002AAA", "Seat at the table", "", "Two meetings a year", "none yet", ""],
        ["1OlWs0000000004AAA", "1OkWs0000000088AAA", "Of nothing", "Number", "1", "0", ""],
    ],
    bom=b"\xef\xbb\xbf",
)

# Old Macintosh line ends and tabs.
write(
    "AccountPlanRelationship.csv",
    [
        ["Id", "Name", "AccountPlanId", "RelatedAccountPlanId"],
        ["1OmWs0000000001AAA", "APR-0001", "1OjWs0000000001AAA", "1OjWs0000000002AAA"],
        ["1OmWs0000000002AAA", "APR-0002", "1OjWs0000000001AAA", "1OjWs0000000066AAA"],
    ],
    separator="\t",
    end="\r",
)

# A report: labels, another order, dates that may be read in two ways, a footer.
write(
    "report.csv",
    [
        ["Industry Trends", "Account Plan: Account Plan Name", "Account: Account Name", "Start Date", "End Date", "Status",
         "Challenges", "Relationship Strengths", "Account Plan ID"],
        ["Everybody repairs", "Report plan", "acme", "01/02/2026", "03/04/2027", "Not Started", "Too few hands", "Trust",
         "1OjWs0000000007"],
        [],
        ["Confidential Information - Do Not Distribute"],
    ],
)
