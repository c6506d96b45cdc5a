-- What "I dag" and the night ask of many people is read from an index alone: what was written down of each of them over ten years lies
-- scattered over a city's tables, one row on each page.
-- DropIndex
DROP INDEX "Note_personId_happenedOn_idx";

-- DropIndex
DROP INDEX "HouseholdEvent_personId_idx";

-- CreateIndex
CREATE INDEX "Note_contacts_idx" ON "Note"("personId", "happenedOn", "kind", "reached");

-- CreateIndex
CREATE INDEX "HouseholdEvent_facts_idx" ON "HouseholdEvent"("personId", "kind", "happenedOn", "untilOn", "cause", "recordedAt");

DROP INDEX "LedgerEntry_open_charges_person";
CREATE INDEX "LedgerEntry_open_charges_person" ON "LedgerEntry" ("personId", "dueOn", "tenancyId", "period", "amountOre", "openOre", "chargeKind", "namndId", "unitId", "kind") WHERE "openOre" > 0 AND "kind" = 'CHARGE';
