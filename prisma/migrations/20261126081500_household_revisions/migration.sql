-- The list of debts says the next action, so it is read from what is written about a household and from whether a case is open
-- (docs/decisions/0013): both count the revision.
CREATE TRIGGER "HouseholdEvent_revision_insert" AFTER INSERT ON "HouseholdEvent" BEGIN UPDATE "Revision" SET "number" = "number" + 1; END;
CREATE TRIGGER "PreventionCase_revision_insert" AFTER INSERT ON "PreventionCase" BEGIN UPDATE "Revision" SET "number" = "number" + 1; END;
CREATE TRIGGER "PreventionCase_revision_update" AFTER UPDATE ON "PreventionCase" BEGIN UPDATE "Revision" SET "number" = "number" + 1; END;
CREATE TRIGGER "HouseholdEvent_revision_update" AFTER UPDATE ON "HouseholdEvent" BEGIN UPDATE "Revision" SET "number" = "number" + 1; END;
CREATE TRIGGER "HouseholdEvent_revision_delete" AFTER DELETE ON "HouseholdEvent" BEGIN UPDATE "Revision" SET "number" = "number" + 1; END;
CREATE TRIGGER "PreventionCase_revision_delete" AFTER DELETE ON "PreventionCase" BEGIN UPDATE "Revision" SET "number" = "number" + 1; END;
