#!/usr/bin/env python3
"""Writes the made-up exports of this folder: one per program and entity, each with the traps that such files have.

The rows are invented. Run it here after a change, then look at the differences of the *.expected files:
    python3 generate.py && KAMINO_GOLDEN=write kamino_domain_imports_test --gtest_filter='Golden.*'
The references agree within a program, so the files of one program can be imported one after the other, users first.
"""
import gzip
import os

HERE = os.path.dirname(os.path.abspath(__file__))


def cell(value, separator, always):
    text = str(value)
    if always or any(c in text for c in (separator, '"', "\n", "\r")):
        return '"' + text.replace('"', '""') + '"'
    return text


def table(headers, rows, separator=",", end="\n", always=False):
    return "".join(
        separator.join(cell(value, separator, always) for value in row) + end for row in [headers.split("|")] + rows
    )


def write(name, text, encoding="utf-8", packed=False):
    data = text.encode(encoding)
    if encoding == "utf-16-le":
        data = b"\xff\xfe" + data
    if packed:
        data = gzip.compress(data, mtime=0)
    with open(os.path.join(HERE, name), "wb") as file:
        file.write(data)


def salesforce_api():
    def put(entity, headers, rows):
        write(f"salesforce_api_{entity}.csv", table(headers, rows, always=True))

    put("users", "Id|Username|LastName|FirstName|Name|Email|IsActive|Department|ManagerId|LanguageLocaleKey|ProfileId", [
        ["005A1", "ana@x", "Ruiz", "Ana", "Ana Ruiz", "ana.ruiz@kamino.example", "true", "North", "", "es", "00e1"],
        ["005A2", "jan@x", "de Boer", "Jan", "Jan de Boer", "jan.deboer@kamino.example", "false", "North", "005A1", "nl_NL", "00e1"],
    ])
    put("accounts", "Id|IsDeleted|MasterRecordId|Name|Type|ParentId|BillingStreet|BillingCity|BillingPostalCode|BillingCountry|BillingLatitude|BillingLongitude|Phone|Website|Industry|AnnualRevenue|NumberOfEmployees|Description|OwnerId|CreatedDate|LastModifiedDate|YearStarted|Tax_Id__c", [
        ["001A1", "false", "", 'Roble "El Viejo", S.A.', "Customer - Direct", "", "Calle Mayor 1\nPiso 2\nOficina B", "Soria", "42001", "Spain", "41.7636", "-2.4649", "+34 975 000 001", "www.roble.example", "Timber", "12500000.5", "340", "First line\r\nsecond, line", "005A1", "2024-01-22T16:14:25.000+0000", "2026-02-03T08:00:00.000+0000", "1987", "ESA0001"],
        ["001A2", "false", "", "Roble Transportes", "Prospect", "001A1", "", "Burgos", "09001", "Spain", "", "", "", "", "Transport", "", "", "", "005A2", "2024-03-01T00:00:00.000+0000", "2026-02-03T08:00:00.000+0000", "", ""],
        ["001A3", "true", "001A1", "Roble (duplicate)", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "005A1", "2024-03-01T00:00:00.000+0000", "2024-03-02T00:00:00.000+0000", "", ""],
    ])
    put("people", "Id|IsDeleted|AccountId|LastName|FirstName|Salutation|Name|MailingCity|MailingCountry|Phone|MobilePhone|ReportsToId|Email|Title|Department|Description|OwnerId|CreatedDate", [
        ["003A1", "false", "001A1", "Peñalver", "Lucía", "Ms.", "Lucía Peñalver", "Soria", "Spain", "+34 975 000 002", "+34 600 000 001", "", "lucia@roble.example", "Managing Director", "Board", "Prefers calls\nin the morning", "005A1", "2024-01-22T16:14:25.000+0000"],
        ["003A2", "false", "001A1", "O'Neill", "Sean \"Jack\"", "", "Sean O'Neill", "Soria", "Spain", "", "", "003A1", "sean@roble.example", "Buyer, timber", "Purchasing", "", "005A1", "2024-01-22T16:14:25.000+0000"],
    ])
    put("opportunities", "Id|IsDeleted|AccountId|Name|Description|StageName|Amount|Probability|ExpectedRevenue|CloseDate|Type|NextStep|IsClosed|IsWon|OwnerId|CreatedDate|FiscalYear|ContactId|Product__c", [
        ["006A1", "false", "001A1", "Saw line, phase 1", "two\nlines", "Negotiation/Review", "250000.75", "60", "150000.45", "2026-09-30", "New", "Send offer", "false", "false", "005A1", "2026-01-10T09:00:00.000+0000", "2026", "003A1", "Saw line"],
        ["006A2", "false", "001A2", "Service contract", "", "Closed Won", "12000", "100", "12000", "2026-01-31", "", "", "true", "true", "005A2", "2025-11-02T09:00:00.000+0000", "2026", "", ""],
    ])
    put("interactions", "Id|WhoId|WhatId|Subject|ActivityDate|Status|Priority|OwnerId|Description|IsDeleted|AccountId|CreatedDate|CallDurationInSeconds|CallDisposition|TaskSubtype|CompletedDateTime", [
        ["00TA1", "003A1", "006A1", "Call about \"phase 1\"", "2026-02-03", "Completed", "Normal", "005A1", "Asked for\nreferences", "false", "001A1", "2026-02-01T10:00:00.000+0000", "1260", "Interested", "Call", "2026-02-03T10:21:00.000+0000"],
        ["00TA2", "", "001A2", "Prepare visit", "2026-03-04", "Not Started", "High", "005A2", "", "false", "001A2", "2026-02-01T10:00:00.000+0000", "", "", "Task", ""],
    ])
    put("products", "Id|Name|ProductCode|Description|IsActive|Family|CreatedDate|IsDeleted", [
        ["01tA1", "Saw line", "SAW-1", "Line with 3 saws, 4\" blades", "true", "Machines", "2024-01-01T00:00:00.000+0000", "false"],
        ["01tA2", "Service hour", "SRV-1", "", "false", "Services", "2024-01-01T00:00:00.000+0000", "false"],
    ])
    put("sales_lines", "Id|Order.AccountId|Order.OrderNumber|Product2Id|Quantity|UnitPrice|TotalPrice|ServiceDate|IsDeleted|CreatedDate", [
        ["802A1", "001A1", "00000101", "01tA1", "2", "1250.5", "2501", "2026-01-15", "false", "2026-01-15T00:00:00.000+0000"],
        ["802A2", "001A2", "00000102", "01tA2", "10", "80", "800", "2026-02-13", "false", "2026-02-13T00:00:00.000+0000"],
    ])


def salesforce_report():
    footer = (
        '\n\n"{title}"\n"Copyright (c) 2000-2026 salesforce.com, inc. All rights reserved."\n'
        '"Confidential Information - Do Not Distribute"\n"Generated By:  Ana Ruiz  22/11/2026 10:15"\n"Kamino test company"\n'
    )

    def put(entity, title, headers, rows, encoding="windows-1252"):
        write(f"salesforce_report_{entity}.csv", table(headers, rows, always=True) + footer.format(title=title), encoding)

    put("accounts", "Cuentas del norte", "Account Owner|Account Name|Type|Rating|Phone|Website|Industry|Annual Revenue|Employees|Billing Street|Billing Address Line1|Billing City|Billing State/Province|Billing Zip/Postal Code|Billing Country|Created Date|Last Activity", [
        ["Ana Ruiz", "Ñandú Textil, Ltda.", "Customer", "Hot", "+56 2 2000 0001", "www.nandu.example", "Textile", "USD 1.250.000,50", "85", "Av. Grecia 100\nBodega 3", "", "Peñalolén", "RM", "7910000", "Chile", "13/02/2024", "01/02/2026"],
        ["Jan de Boer", "Grand Totals & Sons", "Prospect", "", "", "", "", "", "", "", "", "", "", "", "", "01/03/2025", ""],
    ])
    put("people", "Contactos", "Salutation|First Name|Last Name|Title|Account Name|Mailing Street|Mailing City|Mailing Country|Phone|Mobile|Email|Email Opt Out|Description", [
        ["Sra.", "Inés", "Muñoz", "Gerente", "Ñandú Textil, Ltda.", "Av. Grecia 100\nBodega 3", "Peñalolén", "Chile", "+56 2 2000 0002", "", "ines@nandu.example", "1", "Llamar \"antes\" de las 10"],
        ["", "Tomás", "Araya", "Comprador", "Ñandú Textil, Ltda.", "", "", "", "", "+56 9 0000 0001", "tomas@nandu.example", "0", ""],
    ])
    put("opportunities", "Oportunidades", "Owner Role|Opportunity Owner|Account Name|Opportunity Name|Stage|Fiscal Period|Amount|Expected Revenue|Probability (%)|Age|Close Date|Created Date|Next Step|Lead Source|Type", [
        ["Ventas", "Ana Ruiz", "Ñandú Textil, Ltda.", "Telares \"2026\"", "Proposal", "Q3-2026", "USD 98.500,00", "USD 49.250,00", "50%", "120", "30/09/2026", "13/02/2026", "Visita", "", ""],
        ["Ventas", "Ana Ruiz", "Ñandú Textil, Ltda.", "Repuestos", "Closed Lost", "Q1-2026", "USD 1.500,00", "USD 0,00", "0%", "30", "01/02/2026", "02/01/2026", "", "", ""],
    ])
    put("interactions", "Tareas", "Assigned|Subject|Date|Priority|Status|Task|Contact|Opportunity|Company / Account", [
        ["Ana Ruiz", "Llamada", "25/01/2026", "Normal", "Completed", "✓".replace("✓", "1"), "Inés Muñoz", "Repuestos", "Ñandú Textil, Ltda."],
        ["Jan de Boer", "Preparar oferta", "02/03/2026", "High", "In Progress", "1", "", "Telares \"2026\"", "Ñandú Textil, Ltda."],
    ])


def hubspot():
    def put(entity, headers, rows, suffix=""):
        write(f"hubspot_{entity}{suffix}.csv", table(headers, rows, always=True), "utf-8-sig")

    put("accounts", "Record ID|Company name|Company owner|Create Date|Phone Number|Last Activity Date|City|Country/Region|Industry|Company Domain Name|Lifecycle Stage|Annual Revenue|Number of Employees|Parent Company|Street Address", [
        ["9001", "Zeeland Zonne-energie B.V.", "Jan de Boer", "2025-01-13 09:30", "+31 113 000 001", "2026-01-31 16:05", "Goes", "Netherlands", "RENEWABLES_ENVIRONMENT", "zeelandzon.example", "customer", "4500000", "42", "", "Kade 1\nUnit 7"],
        ["9002", "Zeeland Wind", "", "2025-03-02 10:00", "", "", "Goes", "Netherlands", "", "zeelandwind.example", "lead", "", "", "Zeeland Zonne-energie B.V.", ""],
    ])
    put("people", "Record ID|First Name|Last Name|Email|Phone Number|Contact owner|Job Title|Associated Company|Associated Company IDs|Buying Role|Create Date|Country/Region", [
        ["501", "Saskia", "van 't Hof", "saskia@zeelandzon.example", "+31 6 0000 0001", "Jan de Boer", "Inkoper", "Zeeland Zonne-energie B.V.;Zeeland Wind", "9001;9002", "Decision Maker", "2025-01-14 11:00", "Netherlands"],
        ["502", "Wim", "Çelik", "wim@zeelandzon.example", "", "", "\"CTO\"", "Zeeland Zonne-energie B.V.", "9001", "", "2025-02-01 09:00", "Netherlands"],
    ])
    headers = "Record ID|Deal Name|Deal Stage|Close Date|Create Date|Deal owner|Amount|Pipeline|Associated Company IDs|Associated Contact IDs|Associated Company"
    put("opportunities", headers, [
        ["7001", "Daken; fase 1", "qualifiedtobuy", "2026-09-30 17:00", "2026-01-05 09:00", "Jan de Boer", "125000.5", "Sales Pipeline", "9001;9002", "501;502", "Zeeland Zonne-energie B.V.;Zeeland Wind"],
        ["7002", "Onderhoud", "Closed won", "2026-01-31 17:00", "2025-12-01 09:00", "Jan de Boer", "9600", "Sales Pipeline", "9002", "", "Zeeland Wind"],
    ])
    put("opportunities", headers, [
        ["7101", "Roof, phase 2", "Proposal", "09/30/2026 5:00 PM", "01/05/2026 9:00 AM", "Jan de Boer", "$1,250.50", "Sales Pipeline", "9001", "501", "Zeeland Zonne-energie B.V."],
        ["7102", "Batteries", "Proposal", "03/04/2026 5:00 PM", "02/13/2026 9:00 AM", "Jan de Boer", "$500.00", "Sales Pipeline", "9002", "", "Zeeland Wind"],
    ], "_us")
    put("opportunities", headers, [
        ["7201", "Inverters", "Proposal", "03/04/2026", "01/02/2026", "Jan de Boer", "1,250", "Sales Pipeline", "9001", "501", "Zeeland Zonne-energie B.V."],
        ["7202", "Cables", "Proposal", "05/06/2026", "02/03/2026", "Jan de Boer", "2,500", "Sales Pipeline", "9002", "", "Zeeland Wind"],
    ], "_ambiguous")
    put("products", "Record ID|Name|SKU|Unit price|Product type|Folder|Description", [
        ["301", "Panel 400 W", "PV-400", "189.9", "Inventory", "Panels", "Mono, 1.7 m × 1.1 m"],
        ["302", "Inspection", "SRV-9", "75", "Service", "Services", ""],
    ])
    put("interactions", "Record ID|Activity type|Activity date|Activity assigned to|Subject|Notes|Associated Company IDs|Associated Contact IDs|Associated Deal IDs", [
        ["801", "Call", "2026-01-31 16:05", "Jan de Boer", "Offer", "Line one\nline two; more", "9001", "501;502", "7001"],
        ["802", "Meeting", "2026-02-10 10:00", "Jan de Boer", "Site visit", "", "9002", "", ""],
    ])


def zoho():
    def put(entity, headers, rows, encoding="utf-8"):
        write(f"zoho_{entity}.csv", table(headers, rows, end="\r\n"), encoding)

    put("accounts", "Record Id|Account Owner.id|Account Owner|Account Name|Phone|Parent Account.id|Parent Account|Website|Account Type|Industry|Annual Revenue|Description|Created By.id|Created By|Created Time|Modified Time|Billing Street|Billing City|Billing State|Billing Code|Billing Country|Tag|Locked", [
        ["zcrm_440001", "zcrm_100", "Ana Ruiz", "Café Andino S.A.S.", "+57 601 000 0001", "", "", "https://cafeandino.example", "Customer", "Food", "980000", "Tostador\ny exportador", "zcrm_100", "Ana Ruiz", "2025-01-13 09:30:00", "2026-01-31 16:05:00", "Carrera 7 # 1-20\nLocal 3", "Bogotá", "Cundinamarca", "110111", "Colombia", "vip,export", "false"],
        ["zcrm_440002", "zcrm_101", "Jan de Boer", "Café Andino Perú", "", "zcrm_440001", "Café Andino S.A.S.", "", "Prospect", "Food", "", "", "zcrm_100", "Ana Ruiz", "2025-02-01 08:00:00", "2026-01-31 16:05:00", "", "Lima", "", "", "Peru", "", "false"],
    ], "utf-16-le")
    put("people", "Record Id|Contact Owner.id|Contact Owner|Contact Name|First Name|Last Name|Account Name.id|Account Name|Email|Phone|Mobile|Title|Reporting To.id|Reporting To|Mailing City|Mailing Country|Created Time", [
        ["zcrm_550001", "zcrm_100", "Ana Ruiz", "María José Núñez", "María José", "Núñez", "zcrm_440001", "Café Andino S.A.S.", "mj@cafeandino.example", "", "+57 300 000 0001", "Gerente", "", "", "Bogotá", "Colombia", "2025-01-13 09:30:00"],
        ["zcrm_550002", "zcrm_100", "Ana Ruiz", "Luis \"Lucho\" Díaz", "Luis", "Díaz", "zcrm_440002", "Café Andino Perú", "luis@cafeandino.example", "", "", "Comprador", "zcrm_550001", "María José Núñez", "Lima", "Peru", "2025-01-14 09:30:00"],
    ])
    put("opportunities", "Record Id|Deal Owner.id|Deal Owner|Deal Name|Account Name.id|Account Name|Contact Name.id|Contact Name|Pipeline.id|Pipeline|Amount|Currency|Stage|Closing Date|Probability (%)|Next Step|Reason For Loss|Overall Sales Duration|Created Time|Modified Time", [
        ["zcrm_660001", "zcrm_100", "Ana Ruiz", "Tostadora, 60 kg", "zcrm_440001", "Café Andino S.A.S.", "zcrm_550001", "María José Núñez", "zcrm_1", "Standard", "150000000", "COP", "Negotiation/Review", "2026-08-31", "75", "", "", "90", "2026-01-02 10:00:00", "2026-01-31 16:05:00"],
        ["zcrm_660002", "zcrm_101", "Jan de Boer", "Empaques", "zcrm_440002", "Café Andino Perú", "zcrm_550002", "Luis Díaz", "zcrm_1", "Standard", "1250.5", "USD", "Closed Lost", "2026-01-15", "0", "", "Price", "12", "2025-12-20 10:00:00", "2026-01-31 16:05:00"],
    ])
    put("interactions", "Record Id|Task Owner.id|Task Owner|Subject|Due Date|Status|Priority|Related To.id|Related To|Account Name.id|Contact Name.id|Description|Created Time|Modified Time|Closed Time", [
        ["zcrm_770001", "zcrm_100", "Ana Ruiz", "Enviar muestra", "2026-01-20", "Completed", "High", "zcrm_660001", "Tostadora, 60 kg", "zcrm_440001", "zcrm_550001", "Dos bolsas;\nuna molida", "2026-01-10 10:00:00", "2026-01-21 09:00:00", "2026-01-21 09:00:00"],
    ])
    put("products", "Record Id|Product Owner.id|Product Owner|Product Name|Product Code|Product Active|Product Category|Unit Price|Description|Created Time", [
        ["zcrm_880001", "zcrm_100", "Ana Ruiz", "Tostadora 60 kg", "TOS-60", "true", "Máquinas", "45000.99", "", "2025-01-13 09:30:00"],
    ])


def suitecrm():
    def put(entity, headers, rows, encoding="utf-8-sig"):
        write(f"suitecrm_{entity}.csv", table(headers, rows, separator=";", end="\r\n", always=True), encoding)

    put("accounts", "Name|ID|Website|Email Address|Office Phone|Billing Street|Billing City|Billing State|Billing Postal Code|Billing Country|Description|Type|Industry|Annual Revenue|Employees|Parent Account ID|Assigned to|Assigned User ID|Date Created|Date Modified|Deleted", [
        ["Bäckerei Müller; Söhne", "a1b2-01", "http://mueller.example", "info@mueller.example", "+32 2 000 00 01", "Rue Neuve 1\r\nBte 4", "Bruxelles", "", "1000", "Belgium", "Sells \"bread\"", "Customer", "Food", "1.250.000,50", "1.250", "", "ana", "u-1", "13/02/2024 10:00", "01/02/2026 11:30", "0"],
        ["Müller Holding", "a1b2-02", "", "", "", "", "Gent", "", "9000", "Belgium", "", "Prospect", "", "", "", "", "jan", "u-2", "01/03/2024 10:00", "01/02/2026 11:30", "0"],
        ["Gone", "a1b2-03", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "jan", "u-2", "01/03/2024 10:00", "01/02/2026 11:30", "1"],
    ])
    put("people", "First Name|Last Name|ID|Title|Department|Account Name|Email Address|Office Phone|Mobile|Primary Address City|Primary Address Country|Reports to ID|Description|Assigned to|Date Created|Deleted", [
        ["Zoë", "Müller", "c-01", "Owner", "", "Bäckerei Müller; Söhne", "zoe@mueller.example", "", "+32 470 00 00 01", "Bruxelles", "Belgium", "", "", "ana", "13/02/2024 10:00", "0"],
        ["Bram", "D'Hondt", "c-02", "Buyer", "Purchasing", "Bäckerei Müller; Söhne", "bram@mueller.example", "", "", "Bruxelles", "Belgium", "c-01", "tall;\r\nfriendly", "ana", "14/02/2024 10:00", "0"],
    ])
    put("opportunities", "Opportunity Name|ID|Opportunity Amount|Currency|Expected Close Date|Sales Stage|Probability (%)|Next Step|Account Name|Assigned to|Date Created|Deleted", [
        ["Oven \"XL\"", "o-01", "25.500,75", "EUR", "30/09/2026", "Proposal/Price Quote", "65", "Call", "Bäckerei Müller; Söhne", "ana", "13/01/2026 10:00", "0"],
        ["Mixer", "o-02", "900,00", "EUR", "01/02/2026", "Closed Won", "100", "", "Bäckerei Müller; Söhne", "jan", "02/01/2026 10:00", "0"],
    ])
    put("interactions", "Subject|ID|Description|Status|Date Start|Date Due|Priority|Parent Type|Parent ID|Contact ID|Assigned to", [
        ["Taste; test", "t-01", "bring\r\nflour", "Completed", "25/01/2026 09:00", "26/01/2026 09:00", "High", "Accounts", "a1b2-01", "c-01", "ana"],
    ])
    put("products", "Product Name|ID|Part Number|Category|Type|Price|Currency|Description", [
        ["Oven XL", "p-01", "OV-XL", "Ovens", "Good", "12.750,40", "EUR", "220 V; 3 phases"],
    ])


def espo():
    def put(entity, headers, rows):
        write(f"espo_{entity}.csv", table(headers, rows, separator=";"), "windows-1252")

    put("users", "id|userName|name|emailAddress|isActive|teamsNames|type", [
        ["eu1", "sofia", "Sofía Paz", "sofia@kamino.example", "1", "México", "regular"],
    ])
    put("accounts", "id|name|website|emailAddress|phoneNumber|type|industry|billingAddressStreet|billingAddressCity|billingAddressState|billingAddressCountry|billingAddressPostalCode|assignedUserId|assignedUserName|createdAt|deleted", [
        ["ea1", "Ladrillos Güemes S.A. de C.V.", "https://guemes.example", "", "+52 55 0000 0001", "Customer", "Construction", "Av. Insurgentes 1\nCol. Roma; Piso 3", "Ciudad de México", "CDMX", "Mexico", "06700", "eu1", "Sofía Paz", "2025-01-13 09:30:00", "0"],
        ["ea2", "Tejas del Bajío", "", "", "", "Partner", "Construction", "", "León", "Guanajuato", "Mexico", "37000", "eu1", "Sofía Paz", "2025-01-14 09:30:00", "0"],
    ])
    put("people", "id|firstName|lastName|accountId|accountName|title|emailAddress|phoneNumber|addressCity|addressCountry|description|createdAt", [
        ["ec1", "Íñigo", "Güemes", "ea1", "Ladrillos Güemes S.A. de C.V.", "Director", "inigo@guemes.example", "", "Ciudad de México", "Mexico", "", "2025-01-13 09:30:00"],
    ])
    put("opportunities", "id|name|amount|amountCurrency|accountId|accountName|stage|probability|closeDate|contactsIds|createdAt|assignedUserId", [
        ["eo1", "Horno; túnel", "1850000.5", "MXN", "ea1", "Ladrillos Güemes S.A. de C.V.", "Proposal", "50", "2026-10-31", "ec1", "2026-01-13 09:30:00", "eu1"],
    ])
    put("interactions", "id|name|status|dateStart|dateEnd|duration|accountId|accountName|contactsIds|description|assignedUserId", [
        ["em1", "Visita \"planta\"", "Held", "2026-01-31 15:00:00", "2026-01-31 16:30:00", "5400", "ea1", "Ladrillos Güemes S.A. de C.V.", "ec1", "", "eu1"],
    ])


def twenty():
    def put(entity, headers, rows):
        write(f"twenty_{entity}.csv", table(headers, rows))

    put("accounts", "Id|Name|Domain Name / Link URL|Employees|Address / Street 1|Address / City|Address / Country|ARR / Amount|ARR / Currency|Account Owner|Creation date", [
        ["tw-1", "Kerstens, Peeters & Co", "https://kerstens.example", "12", "Meir 1\nbus 2", "Antwerpen", "Belgium", "150000", "EUR", "Ana Ruiz", "2026-01-31T10:00:00.000Z"],
    ])
    put("people", "Id|Name / First Name|Name / Last Name|Emails / Primary Email|Phones / Primary Phone Number|Company / Id|Job Title|City|Linkedin / Link URL", [
        ["tp-1", "An", "Kerstens", "an@kerstens.example", "470000001", "tw-1", "CEO", "Antwerpen", ""],
    ])
    put("opportunities", "Id|Name|Amount / Amount|Amount / Currency|Close date|Stage|Company / Id|pointOfContactId|Owner|Creation date", [
        ["to-1", "Pilot, year 1", "4800.5", "EUR", "2026-12-15T00:00:00.000Z", "PROPOSAL", "tw-1", "tp-1", "Ana Ruiz", "2026-01-31T10:00:00.000Z"],
    ])


def others():
    write("maven_users.csv", table("sales_agent|manager|regional_office", [["Rosa Vidal", "Otto Berg", "Central"], ["Pia Lund", "Otto Berg", "East"]]))
    write("maven_products.csv", table("product|series|sales_price", [["MX One", "MX", "550"], ["MX One Plus", "MX", "1096"]]))
    write("maven_accounts.csv", table("account|sector|year_established|revenue|employees|office_location|subsidiary_of", [
        ["Alfa Corporation", "technology", "1996", "1100.04", "2822", "United States", ""],
        ["Alfa Kenya", "medical", "1999", "251.41", "495", "Kenya", "Alfa Corporation"],
    ]))
    write("maven_opportunities.csv", table("opportunity_id|sales_agent|product|account|deal_stage|engage_date|close_date|close_value", [
        ["Q1W2", "Rosa Vidal", "MXOne", "Alfa Kenya", "Won", "2016-10-20", "2017-03-01", "1054"],
        ["Q1W3", "Pia Lund", "MX One Plus", "", "Engaging", "2016-11-01", "", ""],
    ]))
    write("online_retail_sales_lines.csv.gz", table("InvoiceNo|StockCode|Description|Quantity|InvoiceDate|UnitPrice|CustomerID|Country", [
        ["600001", "10001A", "RED MUG, LARGE", "6", "2026-01-05 08:26:00", "2.55", "17001.0", "United Kingdom"],
        ["600001", "10001A", "RED MUG, LARGE", "6", "2026-01-05 08:26:00", "2.55", "17001.0", "United Kingdom"],
        ["C600002", "10001A", "RED MUG, LARGE", "-1", "2026-01-06 09:00:00", "2.55", "17001.0", "United Kingdom"],
        ["600003", "20002", "LAMP", "1", "2026-01-07 10:10:00", "19.0", "", "EIRE"],
    ]), packed=True)
    write("generic_es_sales_lines.csv", table("Cód. cliente|Razón social|Nº factura|Fecha factura|Artículo|Descripción|Cantidad|Importe neto|Margen bruto", [
        ["C-001", "Maderas del Sur, S.L.", "F26/001", "13/02/2026", "SIE-1", "Sierra de cinta; 2 m", "2", "2.469,00", "300,10"],
        ["C-002", "Hierros Ñuble Ltda.", "F26/002", "01/02/2026", "SIE-2", "Sierra circular", "1,5", "99,95", "10,00"],
        ["C-002", "Hierros Ñuble Ltda.", "A26/001", "02/02/2026", "SIE-2", "Sierra circular", "-1", "-66,63", "-6,66"],
    ], separator=";", end="\r\n"), "windows-1252")
    write("generic_nl_sales_lines.csv", "sep=;\r\n" + table("Debiteurnummer|Klantnaam|Factuurnummer|Factuurdatum|Artikelcode|Omschrijving|Aantal|Bedrag", [
        ["1001", "De Boer & Zn. B.V.", "2026001", "01-02-2026", "A1", "Zaag", "2", "€ 1.234"],
        ["1002", "Jansen N.V.", "2026002", "03-04-2026", "A2", "Hamer", "1", "€ 5.678"],
    ], separator=";", end="\r\n"), "utf-16-le")
    write("generic_es_accounts.csv", table("Empresa|CIF|Sector|Ciudad|País|Facturación anual|Empleados|Página web", [
        ["Maderas del Sur, S.L.", "B42000001", "Madera", "Soria", "España", "1.200.000,50 €", "35", "www.maderas.example"],
        ["Hierros Ñuble Ltda.", "76000001", "Metal", "Chillán", "Chile", "", "", ""],
    ], separator="\t"), "utf-16-le")
    write("generic_nl_people.csv", table("Bedrijf|Voornaam|Achternaam|Functie|E-mailadres|Mobiel", [
        ["De Boer & Zn. B.V.", "Jan", "Smit", "Inkoper", "j.smit@deboer.example", "+31 6 1234 5678"],
        ["De Boer & Zn. B.V.", "Loes", "d'Ancona", "Directeur", "loes@deboer.example", ""],
    ], separator=";"), "windows-1252")


if __name__ == "__main__":
    for make in (salesforce_api, salesforce_report, hubspot, zoho, suitecrm, espo, twenty, others):
        make()
