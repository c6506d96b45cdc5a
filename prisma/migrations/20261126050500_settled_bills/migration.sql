-- What was open on a day gone by is what is open now and what has been settled since: never the whole history.
CREATE INDEX "LedgerEntry_settled_charges" ON "LedgerEntry" ("namndId", "unitId", "settledOn") WHERE "kind" = 'CHARGE' AND "settledOn" IS NOT NULL;
