-- name: head
SELECT seq FROM change_head WHERE id = 1
