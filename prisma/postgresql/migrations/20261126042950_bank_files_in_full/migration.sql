-- AlterTable
ALTER TABLE "ReceivedPayment" ADD COLUMN     "entryKey" TEXT,
ADD COLUMN     "payerAccount" TEXT,
ADD COLUMN     "replacedById" INTEGER,
ADD COLUMN     "suspectOfId" INTEGER;

-- CreateTable
CREATE TABLE "ReceivedSettlement" (
    "id" SERIAL NOT NULL,
    "namndId" INTEGER NOT NULL,
    "receivedId" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "amountOre" INTEGER NOT NULL,
    "otherId" INTEGER,
    "reason" TEXT NOT NULL,
    "recordedAt" TEXT NOT NULL,
    "recordedById" INTEGER,

    CONSTRAINT "ReceivedSettlement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PayerKindChange" (
    "id" SERIAL NOT NULL,
    "namndId" INTEGER NOT NULL,
    "receivedId" INTEGER NOT NULL,
    "payerKind" TEXT NOT NULL,
    "before" TEXT,
    "reason" TEXT,
    "recordedAt" TEXT NOT NULL,
    "recordedById" INTEGER,

    CONSTRAINT "PayerKindChange_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "KnownPayer" (
    "id" SERIAL NOT NULL,
    "namndId" INTEGER NOT NULL,
    "payer" TEXT NOT NULL,
    "payerKind" TEXT NOT NULL,
    "recordedAt" TEXT NOT NULL,
    "recordedById" INTEGER,

    CONSTRAINT "KnownPayer_pkey" PRIMARY KEY ("id")
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
DROP TRIGGER "ReceivedPayment_facts_update" ON "ReceivedPayment";
CREATE TRIGGER "ReceivedPayment_facts_update" BEFORE UPDATE OF "id", "namndId", "importId", "ordinal", "source", "kind", "amountOre", "currency", "bookedOn", "valueOn", "orderedOn", "reference", "message", "payerName", "transactionKey", "recordedAt", "recordedById", "payerAccount", "entryKey", "suspectOfId" ON "ReceivedPayment" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_facts();
CREATE TRIGGER "ReceivedSettlement_facts_update" BEFORE UPDATE ON "ReceivedSettlement" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_facts();
CREATE TRIGGER "ReceivedSettlement_facts_delete" BEFORE DELETE ON "ReceivedSettlement" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_facts();
CREATE TRIGGER "PayerKindChange_facts_update" BEFORE UPDATE ON "PayerKindChange" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_facts();
CREATE TRIGGER "PayerKindChange_facts_delete" BEFORE DELETE ON "PayerKindChange" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_facts();
