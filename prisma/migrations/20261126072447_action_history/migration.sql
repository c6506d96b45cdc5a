-- CreateTable
CREATE TABLE "ActionHistory" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "namndId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "caseId" INTEGER,
    "action" TEXT NOT NULL,
    "dueOn" TEXT NOT NULL,
    "sinceOn" TEXT NOT NULL,
    "recordedAt" TEXT NOT NULL,
    "endedOn" TEXT,
    "endedAt" TEXT
);

-- CreateIndex
CREATE INDEX "ActionHistory_personId_idx" ON "ActionHistory"("personId");

-- CreateIndex
CREATE INDEX "ActionHistory_namndId_endedOn_idx" ON "ActionHistory"("namndId", "endedOn");

-- What was recommended is a fact: never changed or deleted. It ends once.
CREATE TRIGGER "ActionHistory_facts_update" BEFORE UPDATE OF "id", "namndId", "personId", "caseId", "action", "dueOn", "sinceOn", "recordedAt" ON "ActionHistory" BEGIN
  SELECT RAISE(ABORT, 'ActionHistory holds facts: they are never changed or deleted');
END;
CREATE TRIGGER "ActionHistory_facts_delete" BEFORE DELETE ON "ActionHistory" BEGIN
  SELECT RAISE(ABORT, 'ActionHistory holds facts: they are never changed or deleted');
END;
CREATE TRIGGER "ActionHistory_ends_once" BEFORE UPDATE ON "ActionHistory" WHEN OLD."endedOn" IS NOT NULL BEGIN
  SELECT RAISE(ABORT, 'ActionHistory holds facts: they are never changed or deleted');
END;
