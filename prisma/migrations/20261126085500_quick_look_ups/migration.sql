-- What waits for its person is little among years of payments, on whatever day it was booked.
DROP INDEX "ReceivedPayment_unmatched";
CREATE INDEX "ReceivedPayment_unmatched" ON "ReceivedPayment" ("namndId", "bookedOn") WHERE "unmatchedOre" > 0;

-- Few notes are corrections: whether one has been corrected is one look.
CREATE INDEX "Note_corrections" ON "Note" ("correctsId") WHERE "correctsId" IS NOT NULL;
