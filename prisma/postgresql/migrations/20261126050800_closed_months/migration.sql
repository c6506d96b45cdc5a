-- AlterTable
ALTER TABLE "MonthCloseLine" ADD COLUMN     "unitId" INTEGER;

-- CreateIndex
CREATE INDEX "LedgerEntry_effectiveOn_idx" ON "LedgerEntry"("effectiveOn");


-- The few entries that are neither bills nor payments: credits, write-offs, reversals, refunds, transfers.
CREATE INDEX "LedgerEntry_adjustments" ON "LedgerEntry" ("effectiveOn") WHERE "kind" NOT IN ('CHARGE', 'PAYMENT');

-- A closed month, and what lies before it, takes no more entries: one look for each statement, whatever number of rows it adds.
CREATE FUNCTION refuse_entries_in_closed_months() RETURNS trigger AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM (SELECT "namndId", min("effectiveOn") AS "firstOn" FROM added GROUP BY "namndId") a
    JOIN "MonthClose" c ON c."namndId" = a."namndId" AND c."month" >= substr(a."firstOn", 1, 7)
  ) THEN
    RAISE EXCEPTION 'LedgerEntry: the month is closed and takes no more entries';
  END IF;
  RETURN NULL;
END;
$$ LANGUAGE plpgsql;
CREATE TRIGGER "LedgerEntry_closed_month" AFTER INSERT ON "LedgerEntry" REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_entries_in_closed_months();
