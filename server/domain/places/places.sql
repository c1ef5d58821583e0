-- name: find_postcode
SELECT country, code, name, region, latitude, longitude FROM postcodes
 WHERE code_key = :code AND (:country = '' OR country = :country) ORDER BY country, name

-- name: forget_country
DELETE FROM postcodes WHERE country = :country
