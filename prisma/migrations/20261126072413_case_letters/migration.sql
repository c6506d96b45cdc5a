-- AlterTable
ALTER TABLE "Namnd" ADD COLUMN "kronofogdenCity" TEXT;
ALTER TABLE "Namnd" ADD COLUMN "kronofogdenPostAddress" TEXT;
ALTER TABLE "Namnd" ADD COLUMN "kronofogdenPostcode" TEXT;

-- AlterTable
ALTER TABLE "Landlord" ADD COLUMN "city" TEXT;
ALTER TABLE "Landlord" ADD COLUMN "postAddress" TEXT;
ALTER TABLE "Landlord" ADD COLUMN "postcode" TEXT;

-- AlterTable
ALTER TABLE "Letter" ADD COLUMN "caseId" INTEGER;
ALTER TABLE "Letter" ADD COLUMN "copyOfId" INTEGER;
ALTER TABLE "Letter" ADD COLUMN "noticeId" INTEGER;

-- CreateIndex
CREATE INDEX "Letter_caseId_idx" ON "Letter"("caseId");

-- What case and what notice a letter answers is part of the letter: never changed.
CREATE TRIGGER "Letter_case_facts_update" BEFORE UPDATE OF "caseId", "noticeId", "copyOfId" ON "Letter" BEGIN
  SELECT RAISE(ABORT, 'Letter holds facts: they are never changed or deleted');
END;
