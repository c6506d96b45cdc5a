-- AlterTable
ALTER TABLE "ReceivedPayment" ADD COLUMN "entryKey" TEXT;
ALTER TABLE "ReceivedPayment" ADD COLUMN "payerAccount" TEXT;
ALTER TABLE "ReceivedPayment" ADD COLUMN "replacedById" INTEGER;
ALTER TABLE "ReceivedPayment" ADD COLUMN "suspectOfId" INTEGER;

-- CreateTable
CREATE TABLE "ReceivedSettlement" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "namndId" INTEGER NOT NULL,
    "receivedId" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "amountOre" INTEGER NOT NULL,
    "otherId" INTEGER,
    "reason" TEXT NOT NULL,
    "recordedAt" TEXT NOT NULL,
    "recordedById" INTEGER
);

-- CreateTable
CREATE TABLE "PayerKindChange" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "namndId" INTEGER NOT NULL,
    "receivedId" INTEGER NOT NULL,
    "payerKind" TEXT NOT NULL,
    "before" TEXT,
    "reason" TEXT,
    "recordedAt" TEXT NOT NULL,
    "recordedById" INTEGER
);

-- CreateTable
CREATE TABLE "KnownPayer" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "namndId" INTEGER NOT NULL,
    "payer" TEXT NOT NULL,
    "payerKind" TEXT NOT NULL,
    "recordedAt" TEXT NOT NULL,
    "recordedById" INTEGER
);

-- CreateIndex
CREATE INDEX "ReceivedSettlement_receivedId_idx" ON "ReceivedSettlement"("receivedId");

-- CreateIndex
CREATE INDEX "ReceivedSettlement_namndId_recordedAt_idx" ON "ReceivedSettlement"("namndId", "recordedAt");

-- CreateIndex
CREATE INDEX "PayerKindChange_receivedId_idx" ON "PayerKindChange"("receivedId");

-- CreateIndex
CREATE UNIQUE INDEX "KnownPayer_namndId_payer_key" ON "KnownPayer"("namndId", "payer");

-- What the bank said more is a fact too, and so is how a payment was ended and who was said to have paid.
DROP TRIGGER "ReceivedPayment_facts_update";
CREATE TRIGGER "ReceivedPayment_facts_update" BEFORE UPDATE OF "id", "namndId", "importId", "ordinal", "source", "kind", "amountOre", "currency", "bookedOn", "valueOn", "orderedOn", "reference", "message", "payerName", "transactionKey", "recordedAt", "recordedById", "payerAccount", "entryKey", "suspectOfId" ON "ReceivedPayment" BEGIN
  SELECT RAISE(ABORT, 'ReceivedPayment holds facts: they are never changed or deleted');
END;
CREATE TRIGGER "ReceivedSettlement_facts_update" BEFORE UPDATE ON "ReceivedSettlement" BEGIN
  SELECT RAISE(ABORT, 'ReceivedSettlement holds facts: they are never changed or deleted');
END;
CREATE TRIGGER "ReceivedSettlement_facts_delete" BEFORE DELETE ON "ReceivedSettlement" BEGIN
  SELECT RAISE(ABORT, 'ReceivedSettlement holds facts: they are never changed or deleted');
END;
CREATE TRIGGER "PayerKindChange_facts_update" BEFORE UPDATE ON "PayerKindChange" BEGIN
  SELECT RAISE(ABORT, 'PayerKindChange holds facts: they are never changed or deleted');
END;
CREATE TRIGGER "PayerKindChange_facts_delete" BEFORE DELETE ON "PayerKindChange" BEGIN
  SELECT RAISE(ABORT, 'PayerKindChange holds facts: they are never changed or deleted');
END;
