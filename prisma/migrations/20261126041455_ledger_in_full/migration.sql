-- DropIndex
DROP INDEX "PaymentImport_namndId_sha256_key";

-- DropIndex
DROP INDEX "ReceivedPayment_namndId_transactionKey_key";

-- AlterTable
ALTER TABLE "LedgerEntry" ADD COLUMN "belongsOn" TEXT;
ALTER TABLE "LedgerEntry" ADD COLUMN "chargeKind" TEXT;
ALTER TABLE "LedgerEntry" ADD COLUMN "decisionReference" TEXT;
ALTER TABLE "LedgerEntry" ADD COLUMN "direction" INTEGER;

-- AlterTable
ALTER TABLE "PaymentImport" ADD COLUMN "undoneAt" TEXT;
ALTER TABLE "PaymentImport" ADD COLUMN "undoneById" INTEGER;
ALTER TABLE "PaymentImport" ADD COLUMN "undoneReason" TEXT;

-- AlterTable
ALTER TABLE "ReceivedPayment" ADD COLUMN "undoneAt" TEXT;

-- CreateTable
CREATE TABLE "ReceivedReturn" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "namndId" INTEGER NOT NULL,
    "receivedId" INTEGER NOT NULL,
    "amountOre" INTEGER NOT NULL,
    "returnedOn" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "recordedAt" TEXT NOT NULL,
    "recordedById" INTEGER
);

-- CreateTable
CREATE TABLE "RepaymentPlan" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "namndId" INTEGER NOT NULL,
    "unitId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "agreedOn" TEXT NOT NULL,
    "signedOn" TEXT,
    "debtOre" INTEGER NOT NULL,
    "firstLumpOre" INTEGER NOT NULL,
    "instalmentOre" INTEGER NOT NULL,
    "frequency" TEXT NOT NULL,
    "startsOn" TEXT NOT NULL,
    "recordedAt" TEXT NOT NULL,
    "recordedById" INTEGER,
    "note" TEXT,
    "endedOn" TEXT
);

-- CreateTable
CREATE TABLE "PlanInstalment" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "planId" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "dueOn" TEXT NOT NULL,
    "amountOre" INTEGER NOT NULL,
    CONSTRAINT "PlanInstalment_planId_fkey" FOREIGN KEY ("planId") REFERENCES "RepaymentPlan" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "PlanCheck" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "planId" INTEGER NOT NULL,
    "checkedOn" TEXT NOT NULL,
    "expectedOre" INTEGER NOT NULL,
    "actualOre" INTEGER NOT NULL,
    "shortOre" INTEGER NOT NULL,
    "recordedAt" TEXT NOT NULL,
    CONSTRAINT "PlanCheck_planId_fkey" FOREIGN KEY ("planId") REFERENCES "RepaymentPlan" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "PlanEvent" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "planId" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "happenedOn" TEXT NOT NULL,
    "shortOre" INTEGER,
    "reason" TEXT,
    "recordedAt" TEXT NOT NULL,
    "recordedById" INTEGER,
    CONSTRAINT "PlanEvent_planId_fkey" FOREIGN KEY ("planId") REFERENCES "RepaymentPlan" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Respite" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "namndId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "chargeId" INTEGER NOT NULL,
    "untilOn" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "recordedAt" TEXT NOT NULL,
    "recordedById" INTEGER,
    "endedAt" TEXT,
    "endedById" INTEGER
);

-- CreateTable
CREATE TABLE "ReminderPause" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "namndId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "note" TEXT,
    "untilOn" TEXT NOT NULL,
    "recordedAt" TEXT NOT NULL,
    "recordedById" INTEGER,
    "endedAt" TEXT,
    "endedById" INTEGER
);

-- CreateTable
CREATE TABLE "MonthClose" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "namndId" INTEGER NOT NULL,
    "month" TEXT NOT NULL,
    "closedAt" TEXT NOT NULL,
    "closedById" INTEGER
);

-- CreateTable
CREATE TABLE "MonthCloseLine" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "closeId" INTEGER NOT NULL,
    "costCentre" TEXT,
    "housingForm" TEXT,
    "openingOre" BIGINT NOT NULL,
    "chargedOre" BIGINT NOT NULL,
    "paidOre" BIGINT NOT NULL,
    "creditedOre" BIGINT NOT NULL,
    "writtenOffOre" BIGINT NOT NULL,
    "refundedOre" BIGINT NOT NULL,
    "transferredOre" BIGINT NOT NULL,
    "closingOre" BIGINT NOT NULL,
    CONSTRAINT "MonthCloseLine_closeId_fkey" FOREIGN KEY ("closeId") REFERENCES "MonthClose" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Letter" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "namndId" INTEGER NOT NULL,
    "unitId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "content" TEXT NOT NULL,
    "pdf" BLOB,
    "batch" TEXT,
    "chargeId" INTEGER,
    "planId" INTEGER,
    "createdAt" TEXT NOT NULL,
    "createdById" INTEGER,
    "sentAt" TEXT,
    "sentById" INTEGER,
    "stoppedAt" TEXT,
    "stoppedById" INTEGER,
    "stopReason" TEXT
);

-- CreateIndex
CREATE INDEX "ReceivedReturn_receivedId_idx" ON "ReceivedReturn"("receivedId");

-- CreateIndex
CREATE INDEX "RepaymentPlan_personId_idx" ON "RepaymentPlan"("personId");

-- CreateIndex
CREATE INDEX "RepaymentPlan_namndId_endedOn_idx" ON "RepaymentPlan"("namndId", "endedOn");

-- CreateIndex
CREATE UNIQUE INDEX "PlanInstalment_planId_number_key" ON "PlanInstalment"("planId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "PlanCheck_planId_checkedOn_key" ON "PlanCheck"("planId", "checkedOn");

-- CreateIndex
CREATE INDEX "PlanEvent_planId_idx" ON "PlanEvent"("planId");

-- CreateIndex
CREATE INDEX "Respite_personId_idx" ON "Respite"("personId");

-- CreateIndex
CREATE INDEX "Respite_chargeId_idx" ON "Respite"("chargeId");

-- CreateIndex
CREATE INDEX "ReminderPause_personId_idx" ON "ReminderPause"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "MonthClose_namndId_month_key" ON "MonthClose"("namndId", "month");

-- CreateIndex
CREATE INDEX "MonthCloseLine_closeId_idx" ON "MonthCloseLine"("closeId");

-- CreateIndex
CREATE INDEX "Letter_personId_idx" ON "Letter"("personId");

-- CreateIndex
CREATE INDEX "Letter_namndId_batch_idx" ON "Letter"("namndId", "batch");

-- CreateIndex
CREATE UNIQUE INDEX "Letter_namndId_number_key" ON "Letter"("namndId", "number");

-- CreateIndex
CREATE INDEX "PaymentImport_namndId_sha256_idx" ON "PaymentImport"("namndId", "sha256");

-- CreateIndex
CREATE INDEX "ReceivedPayment_namndId_transactionKey_idx" ON "ReceivedPayment"("namndId", "transactionKey");

-- A file that was undone may come again; the same one is never booked twice at once.
CREATE UNIQUE INDEX "PaymentImport_booked_once" ON "PaymentImport" ("namndId", "sha256") WHERE "undoneAt" IS NULL;
CREATE UNIQUE INDEX "ReceivedPayment_came_once" ON "ReceivedPayment" ("namndId", "transactionKey") WHERE "undoneAt" IS NULL;
-- One running plan a person.
CREATE UNIQUE INDEX "RepaymentPlan_running" ON "RepaymentPlan" ("personId") WHERE "endedOn" IS NULL;

-- What stands on the ledger already gets the cost centre and the boendeform it had on its day: the month is closed by them.
DROP TRIGGER "LedgerEntry_facts_update";
UPDATE "LedgerEntry" SET
  "costCentre" = coalesce("costCentre", (SELECT a."costCentre" FROM "Tenancy" t JOIN "Apartment" a ON a."id" = t."apartmentId" WHERE t."id" = "LedgerEntry"."tenancyId")),
  "housingForm" = coalesce("housingForm", (SELECT f."housingForm" FROM "Tenancy" t JOIN "HousingFormPeriod" f ON f."apartmentId" = t."apartmentId"
    WHERE t."id" = "LedgerEntry"."tenancyId" AND f."startsOn" <= "LedgerEntry"."effectiveOn" ORDER BY f."startsOn" DESC LIMIT 1))
  WHERE "costCentre" IS NULL OR "housingForm" IS NULL;

-- Facts, as before: what is decided, found, closed or written is never changed or deleted.
CREATE TRIGGER "LedgerEntry_facts_update" BEFORE UPDATE OF "id", "namndId", "unitId", "personId", "tenancyId", "kind", "amountOre", "effectiveOn", "recordedAt", "recordedById", "reason", "period", "dueOn", "ocr", "housingForm", "costCentre", "specification", "receivedId", "payerKind", "reversesId", "direction", "chargeKind", "belongsOn", "decisionReference" ON "LedgerEntry" BEGIN
  SELECT RAISE(ABORT, 'LedgerEntry holds facts: they are never changed or deleted');
END;
CREATE TRIGGER "MonthClose_facts_update" BEFORE UPDATE ON "MonthClose" BEGIN
  SELECT RAISE(ABORT, 'MonthClose holds facts: they are never changed or deleted');
END;
CREATE TRIGGER "MonthClose_facts_delete" BEFORE DELETE ON "MonthClose" BEGIN
  SELECT RAISE(ABORT, 'MonthClose holds facts: they are never changed or deleted');
END;
CREATE TRIGGER "MonthCloseLine_facts_update" BEFORE UPDATE ON "MonthCloseLine" BEGIN
  SELECT RAISE(ABORT, 'MonthCloseLine holds facts: they are never changed or deleted');
END;
CREATE TRIGGER "MonthCloseLine_facts_delete" BEFORE DELETE ON "MonthCloseLine" BEGIN
  SELECT RAISE(ABORT, 'MonthCloseLine holds facts: they are never changed or deleted');
END;
CREATE TRIGGER "PlanInstalment_facts_update" BEFORE UPDATE ON "PlanInstalment" BEGIN
  SELECT RAISE(ABORT, 'PlanInstalment holds facts: they are never changed or deleted');
END;
CREATE TRIGGER "PlanInstalment_facts_delete" BEFORE DELETE ON "PlanInstalment" BEGIN
  SELECT RAISE(ABORT, 'PlanInstalment holds facts: they are never changed or deleted');
END;
CREATE TRIGGER "PlanCheck_facts_update" BEFORE UPDATE ON "PlanCheck" BEGIN
  SELECT RAISE(ABORT, 'PlanCheck holds facts: they are never changed or deleted');
END;
CREATE TRIGGER "PlanCheck_facts_delete" BEFORE DELETE ON "PlanCheck" BEGIN
  SELECT RAISE(ABORT, 'PlanCheck holds facts: they are never changed or deleted');
END;
CREATE TRIGGER "PlanEvent_facts_update" BEFORE UPDATE ON "PlanEvent" BEGIN
  SELECT RAISE(ABORT, 'PlanEvent holds facts: they are never changed or deleted');
END;
CREATE TRIGGER "PlanEvent_facts_delete" BEFORE DELETE ON "PlanEvent" BEGIN
  SELECT RAISE(ABORT, 'PlanEvent holds facts: they are never changed or deleted');
END;
CREATE TRIGGER "ReceivedReturn_facts_update" BEFORE UPDATE ON "ReceivedReturn" BEGIN
  SELECT RAISE(ABORT, 'ReceivedReturn holds facts: they are never changed or deleted');
END;
CREATE TRIGGER "ReceivedReturn_facts_delete" BEFORE DELETE ON "ReceivedReturn" BEGIN
  SELECT RAISE(ABORT, 'ReceivedReturn holds facts: they are never changed or deleted');
END;
CREATE TRIGGER "RepaymentPlan_facts_update" BEFORE UPDATE OF "id", "namndId", "unitId", "personId", "agreedOn", "debtOre", "firstLumpOre", "instalmentOre", "frequency", "startsOn", "recordedAt", "recordedById" ON "RepaymentPlan" BEGIN
  SELECT RAISE(ABORT, 'RepaymentPlan holds facts: they are never changed or deleted');
END;
CREATE TRIGGER "RepaymentPlan_facts_delete" BEFORE DELETE ON "RepaymentPlan" BEGIN
  SELECT RAISE(ABORT, 'RepaymentPlan holds facts: they are never changed or deleted');
END;
CREATE TRIGGER "Respite_facts_update" BEFORE UPDATE OF "id", "namndId", "personId", "chargeId", "untilOn", "reason", "recordedAt", "recordedById" ON "Respite" BEGIN
  SELECT RAISE(ABORT, 'Respite holds facts: they are never changed or deleted');
END;
CREATE TRIGGER "Respite_facts_delete" BEFORE DELETE ON "Respite" BEGIN
  SELECT RAISE(ABORT, 'Respite holds facts: they are never changed or deleted');
END;
CREATE TRIGGER "ReminderPause_facts_update" BEFORE UPDATE OF "id", "namndId", "personId", "reason", "note", "untilOn", "recordedAt", "recordedById" ON "ReminderPause" BEGIN
  SELECT RAISE(ABORT, 'ReminderPause holds facts: they are never changed or deleted');
END;
CREATE TRIGGER "ReminderPause_facts_delete" BEFORE DELETE ON "ReminderPause" BEGIN
  SELECT RAISE(ABORT, 'ReminderPause holds facts: they are never changed or deleted');
END;
CREATE TRIGGER "Letter_facts_update" BEFORE UPDATE OF "id", "namndId", "unitId", "personId", "kind", "number", "content", "batch", "chargeId", "planId", "createdAt", "createdById" ON "Letter" BEGIN
  SELECT RAISE(ABORT, 'Letter holds facts: they are never changed or deleted');
END;
CREATE TRIGGER "Letter_facts_delete" BEFORE DELETE ON "Letter" BEGIN
  SELECT RAISE(ABORT, 'Letter holds facts: they are never changed or deleted');
END;
