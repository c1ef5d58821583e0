-- What an import of a million lines need not write. The monthly roll-up is made of the lines alone, which have their
-- references checked; the rows of an import are found for its undo by one walk over the lines; and on SQLite, tables
-- that are little more than their key are kept in its order instead of beside it.
DROP INDEX sales_lines_by_import;

/*postgres ALTER TABLE sales_months DROP CONSTRAINT sales_months_account_id_fkey; */
/*sqlite
CREATE TABLE sales_months_by_key (
    account_id TEXT NOT NULL,
    month TEXT NOT NULL,
    product_id TEXT NOT NULL,
    net_minor INTEGER NOT NULL,
    margin_minor INTEGER NOT NULL,
    quantity REAL NOT NULL,
    line_count INTEGER NOT NULL,
    invoice_count INTEGER NOT NULL,
    PRIMARY KEY (account_id, month, product_id)
) STRICT, WITHOUT ROWID;
INSERT INTO sales_months_by_key SELECT account_id, month, product_id, net_minor, margin_minor, quantity, line_count,
       invoice_count FROM sales_months ORDER BY account_id, month, product_id;
DROP TABLE sales_months;
ALTER TABLE sales_months_by_key RENAME TO sales_months;
*/
