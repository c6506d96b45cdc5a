-- The list of debts says the next action, and a disturbance has actions in the same order: what it is read from counts the revision
-- (docs/decisions/0013).
CREATE TRIGGER "Disturbance_revision_insert" AFTER INSERT ON "Disturbance" BEGIN UPDATE "Revision" SET "number" = "number" + 1; END;
CREATE TRIGGER "Disturbance_revision_update" AFTER UPDATE ON "Disturbance" BEGIN UPDATE "Revision" SET "number" = "number" + 1; END;
CREATE TRIGGER "Disturbance_revision_delete" AFTER DELETE ON "Disturbance" BEGIN UPDATE "Revision" SET "number" = "number" + 1; END;
CREATE TRIGGER "DisturbanceReport_revision_insert" AFTER INSERT ON "DisturbanceReport" BEGIN UPDATE "Revision" SET "number" = "number" + 1; END;
CREATE TRIGGER "DisturbanceReport_revision_update" AFTER UPDATE ON "DisturbanceReport" BEGIN UPDATE "Revision" SET "number" = "number" + 1; END;
CREATE TRIGGER "DisturbanceReport_revision_delete" AFTER DELETE ON "DisturbanceReport" BEGIN UPDATE "Revision" SET "number" = "number" + 1; END;
CREATE TRIGGER "DisturbanceStep_revision_insert" AFTER INSERT ON "DisturbanceStep" BEGIN UPDATE "Revision" SET "number" = "number" + 1; END;
CREATE TRIGGER "DisturbanceStep_revision_update" AFTER UPDATE ON "DisturbanceStep" BEGIN UPDATE "Revision" SET "number" = "number" + 1; END;
CREATE TRIGGER "DisturbanceStep_revision_delete" AFTER DELETE ON "DisturbanceStep" BEGIN UPDATE "Revision" SET "number" = "number" + 1; END;
