-- title: Hazards found
-- note: As reported by the libraries; blank where the answer is not known.
-- column name: Library | text
-- column place: Place | long
-- column state: State | text
SELECT name, place, CASE WHEN removed THEN 'removed' WHEN NOT removed THEN 'not yet removed' END AS state
FROM hazards
ORDER BY seq, row
