-- title: Hazards found
-- note: As reported by the libraries; blank where the answer is not known.
SELECT name AS "Library", place AS "Place", CASE WHEN removed THEN 'yes' WHEN NOT removed THEN 'no' END AS "Removed"
FROM hazards
ORDER BY seq, row
