// Made-up exports with the traps of each program. {name, dialect, target, bytes, counts, holds}: counts are those of the first
// import, holds are [route, filter, field, value] that must be true after it. Order matters: later files refer to earlier ones.
const latin1 = (text) => Buffer.from(text, 'latin1'); // Windows-1252 for the letters used here
const utf16 = (text) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
const bom = (text) => Buffer.from(`\uFEFF${text}`);

function csv(rows, { separator = ',', end = '\n', all = true } = {}) {
  const cell = (value) => {
    const text = String(value ?? '');
    return all || /["\r\n,;]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return rows.map((row) => row.map(cell).join(separator)).join(end) + end;
}

/** Rows given as objects; the headers are those of the first. */
function table(records, options) {
  const headers = Object.keys(records[0]);
  return csv([headers, ...records.map((record) => headers.map((header) => record[header]))], options);
}

const salesforce = [
  {
    name: 'Account.csv', dialect: 'salesforce_api', target: 'accounts',
    // The parent stands below its child, a street has a bare line break, a deleted row is left out.
    bytes: Buffer.from(table([
      { Id: '001A', IsDeleted: 'false', Name: 'Bär & Söhne "Nord"', Type: 'Customer - Direct', ParentId: '001B', BillingStreet: 'Hafenstraße 1\n2. Stock', BillingCity: 'Hamburg', BillingPostalCode: '01067', BillingCountry: 'Germany', BillingLatitude: '53.55', BillingLongitude: '9.99', Phone: '+49 40 1', Website: 'https://baer.example', Industry: 'Shipping', AnnualRevenue: '1250000.5', NumberOfEmployees: '1200', OwnerId: '005X', CreatedDate: '2024-01-31T09:00:00.000Z' },
      { Id: '001B', IsDeleted: 'false', Name: 'Bär Holding', Type: 'Prospect', ParentId: '', BillingStreet: 'A "B", C', BillingCity: 'Kiel', BillingPostalCode: '00123', BillingCountry: 'Germany', Phone: '', AnnualRevenue: '', NumberOfEmployees: '' },
      { Id: '001C', IsDeleted: 'true', Name: 'Gone Ltd', Type: '', ParentId: '' },
      { Id: '001D', IsDeleted: 'false', Name: 'Bär Holding', Type: 'Prospect', BillingCity: 'Same name, other company' },
    ])),
    counts: { created: 3, skipped: 1 },
    holds: [['accounts', 'external_id = 001A', 'street', 'Hafenstraße 1\n2. Stock'], ['accounts', 'external_id = 001A', 'postal_code', '01067'], ['accounts', 'external_id = 001A', 'country', 'DE']],
  },
  {
    name: 'Contact.csv', dialect: 'salesforce_api', target: 'people',
    bytes: Buffer.from(table([
      { Id: '003A', IsDeleted: 'false', AccountId: '001A', LastName: 'Ñandú', FirstName: 'Íñigo', Salutation: 'Mr.', Name: 'Íñigo Ñandú', MailingCity: 'Hamburg', MailingCountry: 'Germany', Phone: '040 2', MobilePhone: '0171 3', ReportsToId: '003B', Email: 'inigo@baer.example', Title: 'Buyer', Department: 'Purchasing', OwnerId: '005X' },
      { Id: '003B', IsDeleted: 'false', AccountId: '001A', LastName: "O'Neil, Jr.", FirstName: 'Pat', Name: "Pat O'Neil, Jr.", Email: 'pat@baer.example', Title: 'CFO' },
    ])),
    counts: { created: 2 },
    holds: [['people', 'external_id = 003B', 'last_name', "O'Neil, Jr."]],
  },
  {
    name: 'Opportunity.csv', dialect: 'salesforce_api', target: 'opportunities',
    bytes: Buffer.from(table([
      { Id: '006A', IsDeleted: 'false', AccountId: '001A', Name: 'Cranes; phase 2', Description: 'Line 1\r\nLine 2', StageName: 'Negotiation/Review', Amount: '99999.99', Probability: '75', CloseDate: '2026-06-30', NextStep: 'Call', IsClosed: 'false', OwnerId: '005X', CreatedDate: '2025-12-01T10:11:12.000Z' },
      { Id: '006B', IsDeleted: 'false', AccountId: '001B', Name: 'Winch', StageName: 'Closed Won', Amount: '1000', Probability: '100', CloseDate: '2025-02-28', CreatedDate: '2025-01-15T00:00:00.000Z' },
    ])),
    counts: { created: 2 },
    holds: [['opportunities', 'external_id = 006B', 'outcome', 'won']],
  },
  {
    name: 'Task.csv', dialect: 'salesforce_api', target: 'interactions',
    bytes: Buffer.from(table([
      { Id: '00TA', WhoId: '003A', WhatId: '006A', Subject: 'Call: "price"', ActivityDate: '2026-01-31', Status: 'Completed', Priority: 'Normal', OwnerId: '005X', Description: 'x', IsDeleted: 'false', AccountId: '001A', IsClosed: 'true', CallDurationInSeconds: '600', CallType: 'Outbound', TaskSubtype: 'Call' },
    ])),
    counts: { created: 1 },
    holds: [['interactions', 'external_id = 00TA', 'subject', 'Call: "price"']],
  },
];

const salesforceReports = [
  {
    name: 'report1767225600000.csv', dialect: 'salesforce_report', target: 'accounts',
    bytes: latin1(`${table([
      { 'Account Name': 'Cañón S.A.', Type: 'Customer', Phone: '+34 1', Website: 'canon.example', Industry: 'Minería', 'Annual Revenue': '1,234,567.50', Employees: '1,250', 'Billing Street': 'Calle Mayor 1\nPiso 2', 'Billing City': 'Córdoba', 'Billing Country': 'Spain', 'Created Date': '31/01/2024' },
      { 'Account Name': 'Ñu Ltda', Type: 'Prospect', Phone: '', Website: '', Industry: '', 'Annual Revenue': '', Employees: '', 'Billing Street': '', 'Billing City': 'Curicó', 'Billing Country': 'Chile', 'Created Date': '1/2/2024' },
    ])}\n"Accounts"\n"Copyright (c) 2000-2026 salesforce.com, inc. All rights reserved."\n"Confidential Information - Do Not Distribute"\n"Generated By:  Ada Example  1/2/2026 10:00"\n`),
    counts: { created: 2 },
    holds: [['accounts', 'name = "Cañón S.A."', 'employees', 1250], ['accounts', 'name = "Cañón S.A."', 'city', 'Córdoba']],
  },
  {
    name: 'report1767225600001.csv', dialect: 'salesforce_report', target: 'opportunities',
    bytes: Buffer.from(`${table([
      { 'Opportunity Owner': 'Nobody Known', 'Account Name': 'Cañón S.A.', 'Opportunity Name': 'Drill', Stage: 'Prospecting', 'Fiscal Period': 'Q1-2026', Amount: '12,500.25', 'Probability (%)': '10', Age: '31', 'Close Date': '3/31/2026', 'Created Date': '1/15/2026', 'Next Step': '', Type: 'New' },
    ])}\n"Grand Totals (1 records)"\n`),
    counts: { created: 1 },
    holds: [['opportunities', 'name = Drill', 'close_on', '2026-03-31']],
  },
];

const hubspot = [
  {
    name: 'hubspot-crm-exports-all-companies.csv', dialect: 'hubspot', target: 'accounts',
    bytes: bom(table([
      { 'Record ID': '9001', 'Company name': 'Ümlaut AG', 'Company domain name': 'umlaut.example', 'Create Date': '2024-03-01 10:15', 'Phone Number': '1', City: 'Zürich', 'State/Region': 'ZH', 'Country/Region': 'Switzerland', 'Postal Code': '8001', 'Street Address': 'Gasse 1; links', Industry: 'COMPUTER_SOFTWARE', Type: 'PROSPECT', 'Annual Revenue': '500000', 'Number of Employees': '50', 'Lifecycle Stage': 'Lead', 'Parent Company': '' },
      { 'Record ID': '9002', 'Company name': 'Ümlaut Töchter', City: 'Bern', 'Country/Region': 'Switzerland', 'Parent Company': 'Ümlaut AG' },
    ], { all: false })),
    counts: { created: 2 },
    holds: [['accounts', 'external_id = 9001', 'country', 'CH']],
  },
  {
    name: 'contacts.csv', dialect: 'hubspot', target: 'people',
    bytes: Buffer.from(table([
      { 'Record ID': '9101', 'First Name': 'Zoë', 'Last Name': 'Müller', Email: 'zoe@umlaut.example', 'Phone Number': '2', 'Job Title': 'CTO', 'Lifecycle Stage': 'Lead', 'Associated Company': 'Ümlaut AG;Ümlaut Töchter', 'Associated Company IDs': '9001;9002' },
    ])),
    counts: { created: 1 },
    holds: [['people', 'external_id = 9101', 'first_name', 'Zoë']],
  },
  {
    name: 'deals.csv', dialect: 'hubspot', target: 'opportunities',
    bytes: Buffer.from(table([
      { 'Record ID': '9201', 'Deal Name': 'Seats', 'Deal Stage': 'qualifiedtobuy', Pipeline: 'default', Amount: '4200.5', 'Close Date': '2026-05-31 12:00', 'Create Date': '2026-01-02 08:00', 'Associated Company IDs': '9001;9002', 'Associated Contact IDs': '9101' },
    ])),
    counts: { created: 1 },
    holds: [['opportunities', 'external_id = 9201', 'close_on', '2026-05-31']],
  },
];

const zoho = [
  {
    name: 'Accounts_2026_01_31.csv', dialect: 'zoho', target: 'accounts',
    bytes: Buffer.from(table([
      { 'Record Id': 'zcrm_101', 'Account Owner.id': 'zcrm_1', 'Account Owner': 'Nobody', 'Account Name': 'Łódź Sp.', Phone: '3', 'Parent Account.id': 'zcrm_102', 'Parent Account': 'Grupa', Website: 'lodz.example', 'Account Type': 'Customer', Industry: 'Textile', 'Created Time': '2024-01-01 10:00:00', 'Billing Street': 'ul. 1\nm. 2', 'Billing City': 'Łódź', 'Billing Code': '90-001', 'Billing Country': 'Poland' },
      { 'Record Id': 'zcrm_102', 'Account Name': 'Grupa', 'Account Type': 'Prospect' },
    ])),
    counts: { created: 2 },
    holds: [['accounts', 'external_id = zcrm_101', 'country', 'PL']],
  },
  {
    name: 'Contacts_2026_01_31.csv', dialect: 'zoho', target: 'people',
    bytes: Buffer.from(table([
      { 'Record Id': 'zcrm_201', 'Contact Owner.id': 'zcrm_1', 'Contact Name': 'Ewa Żak', 'First Name': 'Ewa', 'Last Name': 'Żak', 'Account Name.id': 'zcrm_101', 'Account Name': 'Łódź Sp.', Email: 'ewa@lodz.example', Phone: '4', Title: 'Head' },
    ])),
    counts: { created: 1 },
    holds: [['people', 'external_id = zcrm_201', 'name', 'Ewa Żak']],
  },
  {
    name: 'Deals_2026_01_31.csv', dialect: 'zoho', target: 'opportunities',
    bytes: Buffer.from(table([
      { 'Record Id': 'zcrm_301', 'Deal Owner.id': 'zcrm_1', 'Deal Name': 'Looms', 'Account Name.id': 'zcrm_101', 'Account Name': 'Łódź Sp.', 'Contact Name.id': 'zcrm_201', 'Contact Name': 'Ewa Żak', Amount: '7000', Currency: 'PLN', Stage: 'Closed Lost', 'Closing Date': '2025-11-30', 'Reason For Loss': 'Price', 'Created Time': '2025-01-01 09:00:00' },
    ])),
    counts: { created: 1 },
    holds: [['opportunities', 'external_id = zcrm_301', 'outcome', 'lost']],
  },
  {
    name: 'Tasks_2026_01_31.csv', dialect: 'zoho', target: 'interactions',
    bytes: Buffer.from(table([
      { 'Record Id': 'zcrm_401', 'Task Owner.id': 'zcrm_1', 'Account Name.id': 'zcrm_101', Subject: 'Visit mill', 'Due Date': '2026-01-20', Status: 'Completed', 'Related To.id': 'zcrm_101', 'Contact Name.id': 'zcrm_201', Description: 'a\nb' },
    ])),
    counts: { created: 1 },
    holds: [['interactions', 'external_id = zcrm_401', 'notes', 'a\nb']],
  },
];

const suite = [
  {
    name: 'Accounts.csv', dialect: 'suitecrm', target: 'accounts',
    // Semicolons, CRLF, BOM, decimal comma.
    bytes: bom(table([
      { Name: 'Grün; & Co', ID: 'suite-1', Website: 'gruen.example', 'Email Address': 'a@gruen.example', 'Office Phone': '5', 'Billing Street': 'Weg 1\r\nHinterhaus', 'Billing City': 'Wien', 'Billing Postal Code': '1010', 'Billing Country': 'Austria', Description: 'He said "no"', Type: 'Customer', Industry: 'Retail', 'Annual Revenue': '1.234.567,50', Employees: '75', 'Parent Account ID': 'suite-2', 'Date Created': '31-01-2024 10:00', Deleted: '0' },
      { Name: 'Grün Holding', ID: 'suite-2', Type: 'Customer', 'Annual Revenue': '12,5', 'Date Created': '15-02-2024 10:00', Deleted: '0' },
      { Name: 'Weg', ID: 'suite-3', 'Date Created': '15-02-2024 10:00', Deleted: '1' },
    ], { separator: ';', end: '\r\n' })),
    counts: { created: 2, skipped: 1 },
    holds: [['accounts', 'external_id = suite-1', 'annual_revenue', { minor: 123456750, currency: 'EUR' }], ['accounts', 'external_id = suite-1', 'name', 'Grün; & Co']],
  },
  {
    name: 'Opportunities.csv', dialect: 'suitecrm', target: 'opportunities',
    bytes: bom(table([
      { 'Opportunity Name': 'Shelves', ID: 'suite-10', 'Opportunity Amount': '1.500,75', Currency: 'EUR', 'Expected Close Date': '31-03-2026', 'Sales Stage': 'Proposal/Price Quote', 'Probability (%)': '65', 'Next Step': '', 'Account Name': 'Grün Holding', Description: '' },
    ], { separator: ';', end: '\r\n' })),
    counts: { created: 1 },
    holds: [['opportunities', 'external_id = suite-10', 'amount', { minor: 150075, currency: 'EUR' }], ['opportunities', 'external_id = suite-10', 'close_on', '2026-03-31']],
  },
];

const espo = [
  {
    name: 'Account.csv', dialect: 'espo', target: 'accounts',
    bytes: utf16(table([
      { id: 'espo-1', name: 'Škoda \u0026 synové', website: 'skoda.example', emailAddress: 'x@skoda.example', phoneNumber: '6', type: 'Customer', industry: 'Automotive', billingAddressStreet: 'Ulice 1\nDvůr', billingAddressCity: 'Plzeň', billingAddressCountry: 'Czech Republic', billingAddressPostalCode: '301 00', createdAt: '2024-01-31 10:00:00' },
    ], { separator: '\t' })),
    counts: { created: 1 },
    holds: [['accounts', 'external_id = espo-1', 'city', 'Plzeň']],
  },
];

const twenty = [
  {
    name: 'companies.csv', dialect: 'twenty', target: 'accounts',
    bytes: Buffer.from(table([
      { Id: 'tw-1', Name: 'Vingt SARL', 'Domain Name': 'vingt.example', Employees: '20', 'Address / City': 'Lyon', 'Address / Country': 'France', 'Creation date': '2024-05-01T00:00:00.000Z' },
    ])),
    counts: { created: 1 },
    holds: [['accounts', 'external_id = tw-1', 'country', 'FR']],
  },
];

// No program's format: a Spanish list out of a spreadsheet, decimal comma and day first.
const spreadsheet = [
  {
    name: 'facturas.csv', dialect: '', target: 'sales_lines',
    bytes: latin1(table([
      { 'Nº Factura': 'F-1', 'Código Cliente': '77', 'Nombre Cliente': 'Peña e Hijos', 'Fecha Factura': '31/01/2026', 'Código Artículo': 'TOR-1', Descripción: 'Tornillo', Cantidad: '1.000', 'Importe Neto': '1.234,50' },
      { 'Nº Factura': 'F-1', 'Código Cliente': '77', 'Nombre Cliente': 'Peña e Hijos', 'Fecha Factura': '31/01/2026', 'Código Artículo': 'TOR-1', Descripción: 'Tornillo', Cantidad: '1.000', 'Importe Neto': '1.234,50' },
      { 'Nº Factura': 'F-2', 'Código Cliente': '77', 'Nombre Cliente': 'Peña e Hijos', 'Fecha Factura': '13/02/2026', 'Código Artículo': 'TUE-1', Descripción: 'Tuerca', Cantidad: '12,5', 'Importe Neto': '-99,99' },
    ], { separator: ';', all: false })),
    counts: { created: 3, made_along: 3 },
    holds: [['sales-lines', 'invoice_number = F-2', 'net_amount', { minor: -9999, currency: 'EUR' }], ['sales-lines', 'invoice_number = F-2', 'booked_on', '2026-02-13'], ['accounts', 'external_id = 77', 'name', 'Peña e Hijos']],
  },
];

export const files = [...salesforce, ...salesforceReports, ...hubspot, ...zoho, ...suite, ...espo, ...twenty, ...spreadsheet];
