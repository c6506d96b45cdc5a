-- AlterTable
ALTER TABLE "Namnd" ADD COLUMN     "kronofogdenCity" TEXT,
ADD COLUMN     "kronofogdenPostAddress" TEXT,
ADD COLUMN     "kronofogdenPostcode" TEXT;

-- AlterTable
ALTER TABLE "Landlord" ADD COLUMN     "city" TEXT,
ADD COLUMN     "postAddress" TEXT,
ADD COLUMN     "postcode" TEXT;

-- AlterTable
ALTER TABLE "Letter" ADD COLUMN     "caseId" INTEGER,
ADD COLUMN     "copyOfId" INTEGER,
ADD COLUMN     "noticeId" INTEGER;

-- CreateIndex
CREATE INDEX "Letter_caseId_idx" ON "Letter"("caseId");

-- What case and what notice a letter answers is part of the letter: never changed.
CREATE TRIGGER "Letter_case_facts_update" BEFORE UPDATE OF "caseId", "noticeId", "copyOfId" ON "Letter" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_facts();
