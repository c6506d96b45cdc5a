-- AlterTable
ALTER TABLE "CaseEvent" ADD COLUMN "answeredBy" TEXT;
ALTER TABLE "CaseEvent" ADD COLUMN "supportKind" TEXT;

-- CreateTable
CREATE TABLE "HouseholdEvent" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "namndId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "happenedOn" TEXT NOT NULL,
    "untilOn" TEXT,
    "cause" TEXT,
    "text" TEXT,
    "recordedAt" TEXT NOT NULL,
    "recordedById" INTEGER
);

-- CreateTable
CREATE TABLE "LandlordConsent" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
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
    "withdrawnById" INTEGER
);

-- CreateIndex
CREATE INDEX "HouseholdEvent_personId_idx" ON "HouseholdEvent"("personId");

-- CreateIndex
CREATE INDEX "LandlordConsent_personId_idx" ON "LandlordConsent"("personId");

-- What was learned and what was consented to are facts: never changed or deleted. A consent is withdrawn once.
CREATE TRIGGER "HouseholdEvent_facts_update" BEFORE UPDATE ON "HouseholdEvent" BEGIN
  SELECT RAISE(ABORT, 'HouseholdEvent holds facts: they are never changed or deleted');
END;
CREATE TRIGGER "HouseholdEvent_facts_delete" BEFORE DELETE ON "HouseholdEvent" BEGIN
  SELECT RAISE(ABORT, 'HouseholdEvent holds facts: they are never changed or deleted');
END;
CREATE TRIGGER "LandlordConsent_facts_update" BEFORE UPDATE OF "id", "namndId", "personId", "landlordId", "landlordName", "scope", "givenOn", "givenHow", "untilOn", "text", "recordedAt", "recordedById" ON "LandlordConsent" BEGIN
  SELECT RAISE(ABORT, 'LandlordConsent holds facts: they are never changed or deleted');
END;
CREATE TRIGGER "LandlordConsent_facts_delete" BEFORE DELETE ON "LandlordConsent" BEGIN
  SELECT RAISE(ABORT, 'LandlordConsent holds facts: they are never changed or deleted');
END;
CREATE TRIGGER "LandlordConsent_withdrawn_once" BEFORE UPDATE ON "LandlordConsent" WHEN OLD."withdrawnOn" IS NOT NULL BEGIN
  SELECT RAISE(ABORT, 'LandlordConsent holds facts: they are never changed or deleted');
END;
