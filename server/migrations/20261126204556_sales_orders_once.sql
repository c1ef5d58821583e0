-- Runs once, in order of the file names, in one transaction, on SQLite and PostgreSQL alike: use what both know
-- (see "Data conventions" in docs/architecture.md). Never change a migration that has been released; write another.
-- An invoice of several products counts once in its month, at the first of them: it used to count at each.
UPDATE sales_months SET invoice_count = 0;
UPDATE sales_months SET invoice_count = counted.orders
  FROM (SELECT account_id, month, product_id, COUNT(*) AS orders
          FROM (SELECT account_id, substr(booked_on, 1, 8) || '01' AS month, MIN(COALESCE(product_id, '')) AS product_id
                  FROM sales_lines WHERE deleted_at IS NULL
                 GROUP BY account_id, substr(booked_on, 1, 8) || '01', invoice_number) AS invoices
         GROUP BY account_id, month, product_id) AS counted
 WHERE counted.account_id = sales_months.account_id AND counted.month = sales_months.month
   AND counted.product_id = sales_months.product_id;
