-- AlterTable
ALTER TABLE "Note" ADD COLUMN     "formKey" TEXT;

-- AlterTable
ALTER TABLE "PreventionCase" ADD COLUMN     "sign" TEXT,
ADD COLUMN     "signText" TEXT;

-- CreateTable
CREATE TABLE "NoteDraft" (
    "id" SERIAL NOT NULL,
    "namndId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "authorId" INTEGER NOT NULL,
    "tab" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "kind" TEXT,
    "reached" TEXT,
    "happenedOn" TEXT,
    "text" TEXT NOT NULL,
    "correctsId" INTEGER,
    "others" TEXT,
    "startedAt" TEXT NOT NULL,
    "savedAt" TEXT NOT NULL,

    CONSTRAINT "NoteDraft_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ContractTemplate" (
    "id" SERIAL NOT NULL,
    "namndId" INTEGER NOT NULL,
    "unitId" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "recordedAt" TEXT NOT NULL,
    "recordedById" INTEGER,

    CONSTRAINT "ContractTemplate_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "NoteDraft_authorId_idx" ON "NoteDraft"("authorId");

-- CreateIndex
CREATE INDEX "NoteDraft_namndId_savedAt_idx" ON "NoteDraft"("namndId", "savedAt");

-- CreateIndex
CREATE UNIQUE INDEX "NoteDraft_personId_authorId_key" ON "NoteDraft"("personId", "authorId");

-- CreateIndex
CREATE INDEX "ContractTemplate_namndId_unitId_idx" ON "ContractTemplate"("namndId", "unitId");

-- CreateIndex
CREATE UNIQUE INDEX "ContractTemplate_unitId_name_version_key" ON "ContractTemplate"("unitId", "name", "version");

-- CreateIndex
CREATE UNIQUE INDEX "Note_personId_formKey_key" ON "Note"("personId", "formKey");

-- A saved note, a version of a template and what a case was opened for are facts: never changed or deleted. Drafts are none yet.
CREATE TRIGGER "Note_facts_update" BEFORE UPDATE ON "Note" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_facts();
CREATE TRIGGER "Note_facts_delete" BEFORE DELETE ON "Note" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_facts();
CREATE TRIGGER "ContractTemplate_facts_update" BEFORE UPDATE ON "ContractTemplate" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_facts();
CREATE TRIGGER "ContractTemplate_facts_delete" BEFORE DELETE ON "ContractTemplate" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_facts();
CREATE TRIGGER "PreventionCase_facts_update_sign" BEFORE UPDATE OF "sign", "signText" ON "PreventionCase" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_facts();
