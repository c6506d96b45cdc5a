-- AlterTable
ALTER TABLE "User" ADD COLUMN     "mailDigest" TEXT;

-- CreateTable
CREATE TABLE "MailDigest" (
    "id" SERIAL NOT NULL,
    "namndId" INTEGER NOT NULL,
    "userId" INTEGER NOT NULL,
    "forOn" TEXT NOT NULL,
    "takenAt" TEXT NOT NULL,

    CONSTRAINT "MailDigest_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MailAttempt" (
    "id" SERIAL NOT NULL,
    "digestId" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "startedAt" TEXT NOT NULL,
    "endedAt" TEXT,
    "outcome" TEXT,
    "fault" TEXT,

    CONSTRAINT "MailAttempt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CalendarFeed" (
    "id" SERIAL NOT NULL,
    "namndId" INTEGER NOT NULL,
    "userId" INTEGER NOT NULL,
    "secretHash" TEXT NOT NULL,
    "createdAt" TEXT NOT NULL,
    "revokedAt" TEXT,
    "readOn" TEXT,

    CONSTRAINT "CalendarFeed_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "MailDigest_userId_forOn_key" ON "MailDigest"("userId", "forOn");

-- CreateIndex
CREATE UNIQUE INDEX "MailAttempt_digestId_number_key" ON "MailAttempt"("digestId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "CalendarFeed_secretHash_key" ON "CalendarFeed"("secretHash");

-- CreateIndex
CREATE INDEX "CalendarFeed_userId_idx" ON "CalendarFeed"("userId");

-- AddForeignKey
ALTER TABLE "MailDigest" ADD CONSTRAINT "MailDigest_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MailAttempt" ADD CONSTRAINT "MailAttempt_digestId_fkey" FOREIGN KEY ("digestId") REFERENCES "MailDigest"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CalendarFeed" ADD CONSTRAINT "CalendarFeed_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- One address that works a user.
CREATE UNIQUE INDEX "CalendarFeed_in_force" ON "CalendarFeed" ("userId") WHERE "revokedAt" IS NULL;

-- What was sent is a fact: never changed or deleted. An attempt gets its outcome once, an address is revoked once.
CREATE TRIGGER "MailDigest_facts_update" BEFORE UPDATE ON "MailDigest" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_facts();
CREATE TRIGGER "MailDigest_facts_delete" BEFORE DELETE ON "MailDigest" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_facts();
CREATE TRIGGER "MailAttempt_facts_update" BEFORE UPDATE OF "id", "digestId", "number", "startedAt" ON "MailAttempt" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_facts();
CREATE TRIGGER "MailAttempt_facts_delete" BEFORE DELETE ON "MailAttempt" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_facts();
CREATE TRIGGER "MailAttempt_outcome_once" BEFORE UPDATE ON "MailAttempt" FOR EACH ROW WHEN (OLD."outcome" IS NOT NULL) EXECUTE FUNCTION refuse_change_of_facts();
CREATE TRIGGER "CalendarFeed_facts_update" BEFORE UPDATE OF "id", "namndId", "userId", "secretHash", "createdAt" ON "CalendarFeed" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_facts();
CREATE TRIGGER "CalendarFeed_facts_delete" BEFORE DELETE ON "CalendarFeed" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_facts();
CREATE TRIGGER "CalendarFeed_revoked_once" BEFORE UPDATE ON "CalendarFeed" FOR EACH ROW WHEN (OLD."revokedAt" IS NOT NULL) EXECUTE FUNCTION refuse_change_of_facts();
