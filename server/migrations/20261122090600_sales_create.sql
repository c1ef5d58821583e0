-- Sales vertical: needs, products in a tree, invoice or order lines, and their monthly roll-up.
CREATE TABLE needs (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    name TEXT NOT NULL DEFAULT '',
    name_folded TEXT NOT NULL DEFAULT '',
    code TEXT NOT NULL DEFAULT '',
    parent_id TEXT REFERENCES needs (id)
);
CREATE INDEX needs_by_parent ON needs (parent_id);

CREATE TABLE products (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    name TEXT NOT NULL DEFAULT '',
    name_folded TEXT NOT NULL DEFAULT '',
    code TEXT NOT NULL DEFAULT '',
    code_folded TEXT NOT NULL DEFAULT '',
    external_id TEXT NOT NULL DEFAULT '',
    kind TEXT NOT NULL DEFAULT '',
    description TEXT NOT NULL DEFAULT '',
    parent_id TEXT REFERENCES products (id),
    unit_price_minor INTEGER,
    unit_price_currency TEXT,
    need_ids TEXT NOT NULL DEFAULT '[]',
    active INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX products_by_parent ON products (parent_id);
CREATE INDEX products_by_code ON products (code);

CREATE TABLE sales_lines (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    unit_id TEXT REFERENCES account_units (id),
    product_id TEXT REFERENCES products (id),
    import_id TEXT,
    booked_on TEXT NOT NULL,
    invoice_number TEXT NOT NULL DEFAULT '',
    external_id TEXT NOT NULL DEFAULT '',
    quantity REAL NOT NULL,
    net_amount_minor INTEGER NOT NULL,
    net_amount_currency TEXT NOT NULL,
    margin_minor INTEGER,
    margin_currency TEXT
);
CREATE INDEX sales_lines_by_account ON sales_lines (account_id, booked_on);
CREATE INDEX sales_lines_by_import ON sales_lines (import_id);

CREATE TABLE sales_months (
    account_id TEXT NOT NULL REFERENCES accounts (id),
    month TEXT NOT NULL,
    product_id TEXT NOT NULL,
    net_minor INTEGER NOT NULL,
    margin_minor INTEGER NOT NULL,
    quantity REAL NOT NULL,
    line_count INTEGER NOT NULL,
    invoice_count INTEGER NOT NULL,
    PRIMARY KEY (account_id, month, product_id)
);
