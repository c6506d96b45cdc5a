-- Most stays have no reference of their own: an index of those that do, so that no planner takes a look in it for a walk through all.
DROP INDEX "Tenancy_ocr_idx";
CREATE INDEX "Tenancy_own_reference" ON "Tenancy" ("ocr") WHERE "ocr" IS NOT NULL;
