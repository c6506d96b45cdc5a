-- CreateTable
CREATE TABLE "Disturbance" (
    "id" SERIAL NOT NULL,
    "namndId" INTEGER NOT NULL,
    "unitId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "tenancyId" INTEGER,
    "address" TEXT,
    "openedOn" TEXT NOT NULL,
    "recordedAt" TEXT NOT NULL,
    "recordedById" INTEGER,
    "closedOn" TEXT,

    CONSTRAINT "Disturbance_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DisturbanceReport" (
    "id" SERIAL NOT NULL,
    "namndId" INTEGER NOT NULL,
    "disturbanceId" INTEGER NOT NULL,
    "reporter" TEXT NOT NULL,
    "reporterName" TEXT,
    "reporterContact" TEXT,
    "reportedOn" TEXT NOT NULL,
    "happenedOn" TEXT NOT NULL,
    "atTime" TEXT,
    "minutes" INTEGER,
    "kind" TEXT NOT NULL,
    "seriousness" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "recordedAt" TEXT NOT NULL,
    "recordedById" INTEGER,

    CONSTRAINT "DisturbanceReport_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DisturbanceStep" (
    "id" SERIAL NOT NULL,
    "namndId" INTEGER NOT NULL,
    "disturbanceId" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "happenedOn" TEXT NOT NULL,
    "urgedBy" TEXT,
    "supportKind" TEXT,
    "text" TEXT,
    "recordedAt" TEXT NOT NULL,
    "recordedById" INTEGER,

    CONSTRAINT "DisturbanceStep_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Disturbance_personId_idx" ON "Disturbance"("personId");

-- CreateIndex
CREATE INDEX "Disturbance_namndId_closedOn_idx" ON "Disturbance"("namndId", "closedOn");

-- CreateIndex
CREATE INDEX "Disturbance_tenancyId_idx" ON "Disturbance"("tenancyId");

-- CreateIndex
CREATE INDEX "DisturbanceReport_disturbanceId_idx" ON "DisturbanceReport"("disturbanceId");

-- CreateIndex
CREATE INDEX "DisturbanceStep_disturbanceId_idx" ON "DisturbanceStep"("disturbanceId");

-- AddForeignKey
ALTER TABLE "Disturbance" ADD CONSTRAINT "Disturbance_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Disturbance" ADD CONSTRAINT "Disturbance_tenancyId_fkey" FOREIGN KEY ("tenancyId") REFERENCES "Tenancy"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DisturbanceReport" ADD CONSTRAINT "DisturbanceReport_disturbanceId_fkey" FOREIGN KEY ("disturbanceId") REFERENCES "Disturbance"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DisturbanceStep" ADD CONSTRAINT "DisturbanceStep_disturbanceId_fkey" FOREIGN KEY ("disturbanceId") REFERENCES "Disturbance"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What was reported and what was done are facts: never changed or deleted. Of a disturbance only the day it was closed changes.
CREATE TRIGGER "Disturbance_facts_update" BEFORE UPDATE OF "id", "namndId", "unitId", "personId", "tenancyId", "address", "openedOn", "recordedAt", "recordedById" ON "Disturbance" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_facts();
CREATE TRIGGER "Disturbance_facts_delete" BEFORE DELETE ON "Disturbance" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_facts();
CREATE TRIGGER "DisturbanceReport_facts_update" BEFORE UPDATE ON "DisturbanceReport" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_facts();
CREATE TRIGGER "DisturbanceReport_facts_delete" BEFORE DELETE ON "DisturbanceReport" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_facts();
CREATE TRIGGER "DisturbanceStep_facts_update" BEFORE UPDATE ON "DisturbanceStep" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_facts();
CREATE TRIGGER "DisturbanceStep_facts_delete" BEFORE DELETE ON "DisturbanceStep" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_facts();
