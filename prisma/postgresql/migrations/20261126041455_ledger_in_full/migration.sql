-- DropIndex
DROP INDEX "PaymentImport_namndId_sha256_key";

-- DropIndex
DROP INDEX "ReceivedPayment_namndId_transactionKey_key";

-- AlterTable
ALTER TABLE "LedgerEntry" ADD COLUMN     "belongsOn" TEXT,
ADD COLUMN     "chargeKind" TEXT,
ADD COLUMN     "decisionReference" TEXT,
ADD COLUMN     "direction" INTEGER;

-- AlterTable
ALTER TABLE "PaymentImport" ADD COLUMN     "undoneAt" TEXT,
ADD COLUMN     "undoneById" INTEGER,
ADD COLUMN     "undoneReason" TEXT;

-- AlterTable
ALTER TABLE "ReceivedPayment" ADD COLUMN     "undoneAt" TEXT;

-- CreateTable
CREATE TABLE "ReceivedReturn" (
    "id" SERIAL NOT NULL,
    "namndId" INTEGER NOT NULL,
    "receivedId" INTEGER NOT NULL,
    "amountOre" INTEGER NOT NULL,
    "returnedOn" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "recordedAt" TEXT NOT NULL,
    "recordedById" INTEGER,

    CONSTRAINT "ReceivedReturn_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RepaymentPlan" (
    "id" SERIAL NOT NULL,
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
    "endedOn" TEXT,

    CONSTRAINT "RepaymentPlan_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PlanInstalment" (
    "id" SERIAL NOT NULL,
    "planId" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "dueOn" TEXT NOT NULL,
    "amountOre" INTEGER NOT NULL,

    CONSTRAINT "PlanInstalment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PlanCheck" (
    "id" SERIAL NOT NULL,
    "planId" INTEGER NOT NULL,
    "checkedOn" TEXT NOT NULL,
    "expectedOre" INTEGER NOT NULL,
    "actualOre" INTEGER NOT NULL,
    "shortOre" INTEGER NOT NULL,
    "recordedAt" TEXT NOT NULL,

    CONSTRAINT "PlanCheck_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PlanEvent" (
    "id" SERIAL NOT NULL,
    "planId" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "happenedOn" TEXT NOT NULL,
    "shortOre" INTEGER,
    "reason" TEXT,
    "recordedAt" TEXT NOT NULL,
    "recordedById" INTEGER,

    CONSTRAINT "PlanEvent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Respite" (
    "id" SERIAL NOT NULL,
    "namndId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "chargeId" INTEGER NOT NULL,
    "untilOn" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "recordedAt" TEXT NOT NULL,
    "recordedById" INTEGER,
    "endedAt" TEXT,
    "endedById" INTEGER,

    CONSTRAINT "Respite_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ReminderPause" (
    "id" SERIAL NOT NULL,
    "namndId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "note" TEXT,
    "untilOn" TEXT NOT NULL,
    "recordedAt" TEXT NOT NULL,
    "recordedById" INTEGER,
    "endedAt" TEXT,
    "endedById" INTEGER,

    CONSTRAINT "ReminderPause_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MonthClose" (
    "id" SERIAL NOT NULL,
    "namndId" INTEGER NOT NULL,
    "month" TEXT NOT NULL,
    "closedAt" TEXT NOT NULL,
    "closedById" INTEGER,

    CONSTRAINT "MonthClose_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MonthCloseLine" (
    "id" SERIAL NOT NULL,
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

    CONSTRAINT "MonthCloseLine_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Letter" (
    "id" SERIAL NOT NULL,
    "namndId" INTEGER NOT NULL,
    "unitId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "content" TEXT NOT NULL,
    "pdf" BYTEA,
    "batch" TEXT,
    "chargeId" INTEGER,
    "planId" INTEGER,
    "createdAt" TEXT NOT NULL,
    "createdById" INTEGER,
    "sentAt" TEXT,
    "sentById" INTEGER,
    "stoppedAt" TEXT,
    "stoppedById" INTEGER,
    "stopReason" TEXT,

    CONSTRAINT "Letter_pkey" PRIMARY KEY ("id")
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

-- AddForeignKey
ALTER TABLE "PlanInstalment" ADD CONSTRAINT "PlanInstalment_planId_fkey" FOREIGN KEY ("planId") REFERENCES "RepaymentPlan"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PlanCheck" ADD CONSTRAINT "PlanCheck_planId_fkey" FOREIGN KEY ("planId") REFERENCES "RepaymentPlan"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PlanEvent" ADD CONSTRAINT "PlanEvent_planId_fkey" FOREIGN KEY ("planId") REFERENCES "RepaymentPlan"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MonthCloseLine" ADD CONSTRAINT "MonthCloseLine_closeId_fkey" FOREIGN KEY ("closeId") REFERENCES "MonthClose"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A file that was undone may come again; the same one is never booked twice at once.
CREATE UNIQUE INDEX "PaymentImport_booked_once" ON "PaymentImport" ("namndId", "sha256") WHERE "undoneAt" IS NULL;
CREATE UNIQUE INDEX "ReceivedPayment_came_once" ON "ReceivedPayment" ("namndId", "transactionKey") WHERE "undoneAt" IS NULL;
-- One running plan a person.
CREATE UNIQUE INDEX "RepaymentPlan_running" ON "RepaymentPlan" ("personId") WHERE "endedOn" IS NULL;

-- What stands on the ledger already gets the cost centre and the boendeform it had on its day: the month is closed by them.
DROP TRIGGER "LedgerEntry_facts_update" ON "LedgerEntry";
UPDATE "LedgerEntry" SET
  "costCentre" = coalesce("costCentre", (SELECT a."costCentre" FROM "Tenancy" t JOIN "Apartment" a ON a."id" = t."apartmentId" WHERE t."id" = "LedgerEntry"."tenancyId")),
  "housingForm" = coalesce("housingForm", (SELECT f."housingForm" FROM "Tenancy" t JOIN "HousingFormPeriod" f ON f."apartmentId" = t."apartmentId"
    WHERE t."id" = "LedgerEntry"."tenancyId" AND f."startsOn" <= "LedgerEntry"."effectiveOn" ORDER BY f."startsOn" DESC LIMIT 1))
  WHERE "costCentre" IS NULL OR "housingForm" IS NULL;

-- Facts, as before: what is decided, found, closed or written is never changed or deleted.
CREATE TRIGGER "LedgerEntry_facts_update" BEFORE UPDATE OF "id", "namndId", "unitId", "personId", "tenancyId", "kind", "amountOre", "effectiveOn", "recordedAt", "recordedById", "reason", "period", "dueOn", "ocr", "housingForm", "costCentre", "specification", "receivedId", "payerKind", "reversesId", "direction", "chargeKind", "belongsOn", "decisionReference" ON "LedgerEntry" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_facts();
CREATE TRIGGER "MonthClose_facts_update" BEFORE UPDATE ON "MonthClose" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_facts();
CREATE TRIGGER "MonthClose_facts_delete" BEFORE DELETE ON "MonthClose" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_facts();
CREATE TRIGGER "MonthCloseLine_facts_update" BEFORE UPDATE ON "MonthCloseLine" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_facts();
CREATE TRIGGER "MonthCloseLine_facts_delete" BEFORE DELETE ON "MonthCloseLine" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_facts();
CREATE TRIGGER "PlanInstalment_facts_update" BEFORE UPDATE ON "PlanInstalment" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_facts();
CREATE TRIGGER "PlanInstalment_facts_delete" BEFORE DELETE ON "PlanInstalment" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_facts();
CREATE TRIGGER "PlanCheck_facts_update" BEFORE UPDATE ON "PlanCheck" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_facts();
CREATE TRIGGER "PlanCheck_facts_delete" BEFORE DELETE ON "PlanCheck" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_facts();
CREATE TRIGGER "PlanEvent_facts_update" BEFORE UPDATE ON "PlanEvent" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_facts();
CREATE TRIGGER "PlanEvent_facts_delete" BEFORE DELETE ON "PlanEvent" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_facts();
CREATE TRIGGER "ReceivedReturn_facts_update" BEFORE UPDATE ON "ReceivedReturn" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_facts();
CREATE TRIGGER "ReceivedReturn_facts_delete" BEFORE DELETE ON "ReceivedReturn" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_facts();
CREATE TRIGGER "RepaymentPlan_facts_update" BEFORE UPDATE OF "id", "namndId", "unitId", "personId", "agreedOn", "debtOre", "firstLumpOre", "instalmentOre", "frequency", "startsOn", "recordedAt", "recordedById" ON "RepaymentPlan" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_facts();
CREATE TRIGGER "RepaymentPlan_facts_delete" BEFORE DELETE ON "RepaymentPlan" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_facts();
CREATE TRIGGER "Respite_facts_update" BEFORE UPDATE OF "id", "namndId", "personId", "chargeId", "untilOn", "reason", "recordedAt", "recordedById" ON "Respite" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_facts();
CREATE TRIGGER "Respite_facts_delete" BEFORE DELETE ON "Respite" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_facts();
CREATE TRIGGER "ReminderPause_facts_update" BEFORE UPDATE OF "id", "namndId", "personId", "reason", "note", "untilOn", "recordedAt", "recordedById" ON "ReminderPause" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_facts();
CREATE TRIGGER "ReminderPause_facts_delete" BEFORE DELETE ON "ReminderPause" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_facts();
CREATE TRIGGER "Letter_facts_update" BEFORE UPDATE OF "id", "namndId", "unitId", "personId", "kind", "number", "content", "batch", "chargeId", "planId", "createdAt", "createdById" ON "Letter" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_facts();
CREATE TRIGGER "Letter_facts_delete" BEFORE DELETE ON "Letter" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_facts();
