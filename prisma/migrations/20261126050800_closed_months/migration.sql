-- AlterTable
ALTER TABLE "MonthCloseLine" ADD COLUMN "unitId" INTEGER;

-- CreateIndex
CREATE INDEX "LedgerEntry_effectiveOn_idx" ON "LedgerEntry"("effectiveOn");

-- The few entries that are neither bills nor payments: credits, write-offs, reversals, refunds, transfers.
CREATE INDEX "LedgerEntry_adjustments" ON "LedgerEntry" ("effectiveOn") WHERE "kind" NOT IN ('CHARGE', 'PAYMENT');

-- A closed month, and what lies before it, takes no more entries: one look by index for each row.
CREATE TRIGGER "LedgerEntry_closed_month" BEFORE INSERT ON "LedgerEntry"
WHEN EXISTS (SELECT 1 FROM "MonthClose" c WHERE c."namndId" = NEW."namndId" AND c."month" >= substr(NEW."effectiveOn", 1, 7)) BEGIN
  SELECT RAISE(ABORT, 'LedgerEntry: the month is closed and takes no more entries');
END;
