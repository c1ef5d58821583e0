-- name: list_old_batches
SELECT path FROM document_batches WHERE created_at < :before

-- name: sweep_batches
DELETE FROM document_batches WHERE created_at < :before
