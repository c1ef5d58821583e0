-- name: parent_of_product
SELECT parent_id FROM products WHERE id = :id

-- name: parent_of_need
SELECT parent_id FROM needs WHERE id = :id

-- name: find_code
SELECT 1 FROM products WHERE code = :code AND id <> :except AND deleted_at IS NULL

-- name: clear_months
DELETE FROM sales_months

-- name: clear_months_of
DELETE FROM sales_months WHERE account_id = :account

-- name: rebuild_months
INSERT INTO sales_months (account_id, month, product_id, net_minor, margin_minor, quantity, line_count, invoice_count)
SELECT account_id, SUBSTR(booked_on, 1, 7) || '-01', COALESCE(product_id, ''), CAST(SUM(net_amount_minor) AS BIGINT),
       CAST(COALESCE(SUM(margin_minor), 0) AS BIGINT), SUM(quantity), COUNT(*), COUNT(DISTINCT invoice_number)
  FROM sales_lines
 WHERE deleted_at IS NULL AND net_amount_currency = :currency
 GROUP BY account_id, SUBSTR(booked_on, 1, 7), COALESCE(product_id, '')

-- name: rebuild_months_of
INSERT INTO sales_months (account_id, month, product_id, net_minor, margin_minor, quantity, line_count, invoice_count)
SELECT account_id, SUBSTR(booked_on, 1, 7) || '-01', COALESCE(product_id, ''), CAST(SUM(net_amount_minor) AS BIGINT),
       CAST(COALESCE(SUM(margin_minor), 0) AS BIGINT), SUM(quantity), COUNT(*), COUNT(DISTINCT invoice_number)
  FROM sales_lines
 WHERE deleted_at IS NULL AND net_amount_currency = :currency AND account_id = :account
 GROUP BY account_id, SUBSTR(booked_on, 1, 7), COALESCE(product_id, '')

-- name: list_foreign_months
SELECT account_id, SUBSTR(booked_on, 1, 7) || '-01', COALESCE(product_id, ''), net_amount_currency,
       CAST(SUM(net_amount_minor) AS BIGINT), CAST(COALESCE(SUM(margin_minor), 0) AS BIGINT), SUM(quantity), COUNT(*),
       COUNT(DISTINCT invoice_number)
  FROM sales_lines
 WHERE deleted_at IS NULL AND net_amount_currency <> :currency AND (:account = '' OR account_id = :account)
 GROUP BY account_id, SUBSTR(booked_on, 1, 7), COALESCE(product_id, ''), net_amount_currency

-- name: add_to_month
INSERT INTO sales_months (account_id, month, product_id, net_minor, margin_minor, quantity, line_count, invoice_count)
VALUES (:account, :month, :product, :net, :margin, :quantity, :lines, :invoices)
ON CONFLICT (account_id, month, product_id) DO UPDATE SET
       net_minor = sales_months.net_minor + excluded.net_minor,
       margin_minor = sales_months.margin_minor + excluded.margin_minor,
       quantity = sales_months.quantity + excluded.quantity,
       line_count = sales_months.line_count + excluded.line_count,
       invoice_count = sales_months.invoice_count + excluded.invoice_count

-- name: list_months_of
SELECT month, product_id, net_minor, margin_minor, quantity, line_count, invoice_count FROM sales_months
 WHERE account_id = :account AND month >= :from_month AND month <= :to_month ORDER BY month, product_id

-- name: list_all_months
SELECT account_id, month, product_id, net_minor, margin_minor, invoice_count FROM sales_months
 WHERE month > :from_month AND month <= :to_month ORDER BY account_id, month

-- name: list_first_last
SELECT account_id, MIN(booked_on), MAX(booked_on) FROM sales_lines WHERE deleted_at IS NULL GROUP BY account_id ORDER BY account_id

-- name: last_booked_on
SELECT MAX(month) FROM sales_months

-- name: last_line_on
SELECT MAX(booked_on) FROM sales_lines WHERE deleted_at IS NULL AND booked_on >= :month

-- name: list_parents
SELECT id, parent_id FROM products

-- name: count_unconverted
SELECT COUNT(*) FROM sales_lines
 WHERE account_id = :account AND deleted_at IS NULL AND net_amount_currency <> :currency
   AND net_amount_currency NOT IN (SELECT currency FROM exchange_rates WHERE deleted_at IS NULL)
