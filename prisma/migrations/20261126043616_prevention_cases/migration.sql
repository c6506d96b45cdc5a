-- CreateTable
CREATE TABLE "PreventionCase" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "namndId" INTEGER NOT NULL,
    "unitId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "caseNumber" TEXT NOT NULL,
    "tenancyId" INTEGER,
    "address" TEXT,
    "openedOn" TEXT NOT NULL,
    "recordedAt" TEXT NOT NULL,
    "recordedById" INTEGER,
    "responsibleId" INTEGER,
    "closedOn" TEXT,
    CONSTRAINT "PreventionCase_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "PreventionCase_tenancyId_fkey" FOREIGN KEY ("tenancyId") REFERENCES "Tenancy" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "EvictionNotice" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "namndId" INTEGER NOT NULL,
    "caseId" INTEGER NOT NULL,
    "sender" TEXT NOT NULL,
    "senderName" TEXT,
    "senderReference" TEXT,
    "kind" TEXT NOT NULL,
    "arrivedAt" TEXT NOT NULL,
    "arrivedOn" TEXT NOT NULL,
    "amountOre" INTEGER,
    "children" INTEGER NOT NULL,
    "documentId" INTEGER,
    "recordedAt" TEXT NOT NULL,
    "recordedById" INTEGER,
    CONSTRAINT "EvictionNotice_caseId_fkey" FOREIGN KEY ("caseId") REFERENCES "PreventionCase" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "CaseEvent" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "namndId" INTEGER NOT NULL,
    "caseId" INTEGER NOT NULL,
    "noticeId" INTEGER,
    "kind" TEXT NOT NULL,
    "happenedOn" TEXT NOT NULL,
    "atTime" TEXT,
    "outcome" TEXT,
    "named" TEXT,
    "text" TEXT,
    "recordedAt" TEXT NOT NULL,
    "recordedById" INTEGER,
    CONSTRAINT "CaseEvent_caseId_fkey" FOREIGN KEY ("caseId") REFERENCES "PreventionCase" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "PreventionCase_personId_idx" ON "PreventionCase"("personId");

-- CreateIndex
CREATE INDEX "PreventionCase_namndId_closedOn_idx" ON "PreventionCase"("namndId", "closedOn");

-- CreateIndex
CREATE INDEX "PreventionCase_tenancyId_idx" ON "PreventionCase"("tenancyId");

-- CreateIndex
CREATE UNIQUE INDEX "PreventionCase_namndId_caseNumber_key" ON "PreventionCase"("namndId", "caseNumber");

-- CreateIndex
CREATE INDEX "EvictionNotice_caseId_idx" ON "EvictionNotice"("caseId");

-- CreateIndex
CREATE INDEX "EvictionNotice_namndId_arrivedOn_idx" ON "EvictionNotice"("namndId", "arrivedOn");

-- CreateIndex
CREATE INDEX "CaseEvent_caseId_idx" ON "CaseEvent"("caseId");

-- What came and what happened are facts: never changed or deleted.
CREATE TRIGGER "EvictionNotice_facts_update" BEFORE UPDATE ON "EvictionNotice" BEGIN
  SELECT RAISE(ABORT, 'EvictionNotice holds facts: they are never changed or deleted');
END;
CREATE TRIGGER "EvictionNotice_facts_delete" BEFORE DELETE ON "EvictionNotice" BEGIN
  SELECT RAISE(ABORT, 'EvictionNotice holds facts: they are never changed or deleted');
END;
CREATE TRIGGER "CaseEvent_facts_update" BEFORE UPDATE ON "CaseEvent" BEGIN
  SELECT RAISE(ABORT, 'CaseEvent holds facts: they are never changed or deleted');
END;
CREATE TRIGGER "CaseEvent_facts_delete" BEFORE DELETE ON "CaseEvent" BEGIN
  SELECT RAISE(ABORT, 'CaseEvent holds facts: they are never changed or deleted');
END;
CREATE TRIGGER "PreventionCase_facts_update" BEFORE UPDATE OF "id", "namndId", "unitId", "personId", "caseNumber", "tenancyId", "address", "openedOn", "recordedAt", "recordedById" ON "PreventionCase" BEGIN
  SELECT RAISE(ABORT, 'PreventionCase holds facts: they are never changed or deleted');
END;
CREATE TRIGGER "PreventionCase_facts_delete" BEFORE DELETE ON "PreventionCase" BEGIN
  SELECT RAISE(ABORT, 'PreventionCase holds facts: they are never changed or deleted');
END;
