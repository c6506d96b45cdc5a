-- Respites and pauses that were not taken back: every list of late bills asks for them, and costs by these few.
CREATE INDEX "Respite_in_force" ON "Respite" ("chargeId", "untilOn") WHERE "endedAt" IS NULL;
CREATE INDEX "ReminderPause_in_force" ON "ReminderPause" ("personId", "untilOn") WHERE "endedAt" IS NULL;
