-- AlterTable
ALTER TABLE "CaseEvent" ADD COLUMN     "answeredBy" TEXT,
ADD COLUMN     "supportKind" TEXT;

-- CreateTable
CREATE TABLE "HouseholdEvent" (
    "id" SERIAL NOT NULL,
    "namndId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "happenedOn" TEXT NOT NULL,
    "untilOn" TEXT,
    "cause" TEXT,
    "text" TEXT,
    "recordedAt" TEXT NOT NULL,
    "recordedById" INTEGER,

    CONSTRAINT "HouseholdEvent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LandlordConsent" (
    "id" SERIAL NOT NULL,
    "namndId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "landlordId" INTEGER,
    "landlordName" TEXT,
    "scope" TEXT NOT NULL,
    "givenOn" TEXT NOT NULL,
    "givenHow" TEXT NOT NULL,
    "untilOn" TEXT,
    "text" TEXT,
    "recordedAt" TEXT NOT NULL,
    "recordedById" INTEGER,
    "withdrawnOn" TEXT,
    "withdrawnAt" TEXT,
    "withdrawnById" INTEGER,

    CONSTRAINT "LandlordConsent_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "HouseholdEvent_personId_idx" ON "HouseholdEvent"("personId");

-- CreateIndex
CREATE INDEX "LandlordConsent_personId_idx" ON "LandlordConsent"("personId");

-- What was learned and what was consented to are facts: never changed or deleted. A consent is withdrawn once.
CREATE TRIGGER "HouseholdEvent_facts_update" BEFORE UPDATE ON "HouseholdEvent" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_facts();
CREATE TRIGGER "HouseholdEvent_facts_delete" BEFORE DELETE ON "HouseholdEvent" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_facts();
CREATE TRIGGER "LandlordConsent_facts_update" BEFORE UPDATE OF "id", "namndId", "personId", "landlordId", "landlordName", "scope", "givenOn", "givenHow", "untilOn", "text", "recordedAt", "recordedById" ON "LandlordConsent" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_facts();
CREATE TRIGGER "LandlordConsent_facts_delete" BEFORE DELETE ON "LandlordConsent" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_facts();
CREATE TRIGGER "LandlordConsent_withdrawn_once" BEFORE UPDATE ON "LandlordConsent" FOR EACH ROW WHEN (OLD."withdrawnOn" IS NOT NULL) EXECUTE FUNCTION refuse_change_of_facts();
