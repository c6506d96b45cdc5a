-- The list of debts says the next action, so it is read from what is written about a household and from whether a case is open
-- (docs/decisions/0013): both count the revision.
CREATE TRIGGER "HouseholdEvent_revision" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "HouseholdEvent" FOR EACH STATEMENT EXECUTE FUNCTION count_revision();
CREATE TRIGGER "PreventionCase_revision" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "PreventionCase" FOR EACH STATEMENT EXECUTE FUNCTION count_revision();
