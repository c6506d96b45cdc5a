-- AlterTable
ALTER TABLE "User" ADD COLUMN "mailDigest" TEXT;

-- CreateTable
CREATE TABLE "MailDigest" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "namndId" INTEGER NOT NULL,
    "userId" INTEGER NOT NULL,
    "forOn" TEXT NOT NULL,
    "takenAt" TEXT NOT NULL,
    CONSTRAINT "MailDigest_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "MailAttempt" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "digestId" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "startedAt" TEXT NOT NULL,
    "endedAt" TEXT,
    "outcome" TEXT,
    "fault" TEXT,
    CONSTRAINT "MailAttempt_digestId_fkey" FOREIGN KEY ("digestId") REFERENCES "MailDigest" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "CalendarFeed" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "namndId" INTEGER NOT NULL,
    "userId" INTEGER NOT NULL,
    "secretHash" TEXT NOT NULL,
    "createdAt" TEXT NOT NULL,
    "revokedAt" TEXT,
    "readOn" TEXT,
    CONSTRAINT "CalendarFeed_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateIndex
CREATE UNIQUE INDEX "MailDigest_userId_forOn_key" ON "MailDigest"("userId", "forOn");

-- CreateIndex
CREATE UNIQUE INDEX "MailAttempt_digestId_number_key" ON "MailAttempt"("digestId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "CalendarFeed_secretHash_key" ON "CalendarFeed"("secretHash");

-- CreateIndex
CREATE INDEX "CalendarFeed_userId_idx" ON "CalendarFeed"("userId");

-- One address that works a user.
CREATE UNIQUE INDEX "CalendarFeed_in_force" ON "CalendarFeed" ("userId") WHERE "revokedAt" IS NULL;

-- What was sent is a fact: never changed or deleted. An attempt gets its outcome once, an address is revoked once.
CREATE TRIGGER "MailDigest_facts_update" BEFORE UPDATE ON "MailDigest" BEGIN
  SELECT RAISE(ABORT, 'MailDigest holds facts: they are never changed or deleted');
END;
CREATE TRIGGER "MailDigest_facts_delete" BEFORE DELETE ON "MailDigest" BEGIN
  SELECT RAISE(ABORT, 'MailDigest holds facts: they are never changed or deleted');
END;
CREATE TRIGGER "MailAttempt_facts_update" BEFORE UPDATE OF "id", "digestId", "number", "startedAt" ON "MailAttempt" BEGIN
  SELECT RAISE(ABORT, 'MailAttempt holds facts: they are never changed or deleted');
END;
CREATE TRIGGER "MailAttempt_facts_delete" BEFORE DELETE ON "MailAttempt" BEGIN
  SELECT RAISE(ABORT, 'MailAttempt holds facts: they are never changed or deleted');
END;
CREATE TRIGGER "MailAttempt_outcome_once" BEFORE UPDATE ON "MailAttempt" WHEN OLD."outcome" IS NOT NULL BEGIN
  SELECT RAISE(ABORT, 'MailAttempt holds facts: they are never changed or deleted');
END;
CREATE TRIGGER "CalendarFeed_facts_update" BEFORE UPDATE OF "id", "namndId", "userId", "secretHash", "createdAt" ON "CalendarFeed" BEGIN
  SELECT RAISE(ABORT, 'CalendarFeed holds facts: they are never changed or deleted');
END;
CREATE TRIGGER "CalendarFeed_facts_delete" BEFORE DELETE ON "CalendarFeed" BEGIN
  SELECT RAISE(ABORT, 'CalendarFeed holds facts: they are never changed or deleted');
END;
CREATE TRIGGER "CalendarFeed_revoked_once" BEFORE UPDATE ON "CalendarFeed" WHEN OLD."revokedAt" IS NOT NULL BEGIN
  SELECT RAISE(ABORT, 'CalendarFeed holds facts: they are never changed or deleted');
END;
