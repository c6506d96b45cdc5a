-- The lists of debts read the open bills, and what was paid of a bill by a day, from an index alone: the bills of one enhet lie
-- scattered over a ledger of years, one on each page of it.
DROP INDEX "LedgerEntry_open_charges";
CREATE INDEX "LedgerEntry_open_charges" ON "LedgerEntry" ("namndId", "unitId", "dueOn", "personId", "tenancyId", "openOre", "amountOre", "chargeKind", "kind") WHERE "openOre" > 0 AND "kind" = 'CHARGE';
DROP INDEX "Allocation_chargeId_idx";
CREATE INDEX "Allocation_chargeId_effectiveOn_amountOre_idx" ON "Allocation"("chargeId", "effectiveOn", "amountOre");
