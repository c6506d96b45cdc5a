-- DropIndex
DROP INDEX "LedgerEntry_period_tenancyId_key";

-- AlterTable
ALTER TABLE "LedgerEntry" ADD COLUMN "reversedById" INTEGER;

-- One bill a stay and month among those that stand: a reversed one may be billed anew. Whoever looks a period up says "reversedById" IS NULL.
CREATE UNIQUE INDEX "LedgerEntry_one_bill" ON "LedgerEntry" ("period", "tenancyId") WHERE "reversedById" IS NULL;
-- What is turned is turned once; a transfer's two halves are one pair.
CREATE UNIQUE INDEX "LedgerEntry_reversed_once" ON "LedgerEntry" ("reversesId", "kind") WHERE "reversesId" IS NOT NULL;
CREATE UNIQUE INDEX "Allocation_undone_once" ON "Allocation" ("undoesId") WHERE "undoesId" IS NOT NULL;
