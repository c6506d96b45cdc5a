-- The list of debts says the next action, and a disturbance has actions in the same order: what it is read from counts the revision
-- (docs/decisions/0013).
CREATE TRIGGER "Disturbance_revision" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "Disturbance" FOR EACH STATEMENT EXECUTE FUNCTION count_revision();
CREATE TRIGGER "DisturbanceReport_revision" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "DisturbanceReport" FOR EACH STATEMENT EXECUTE FUNCTION count_revision();
CREATE TRIGGER "DisturbanceStep_revision" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "DisturbanceStep" FOR EACH STATEMENT EXECUTE FUNCTION count_revision();
