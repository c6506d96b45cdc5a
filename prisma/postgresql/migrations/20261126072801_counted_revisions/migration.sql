-- CreateTable
CREATE TABLE "Revision" (
    "slot" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,

    CONSTRAINT "Revision_pkey" PRIMARY KEY ("slot")
);

-- Whatever the arrears list is read from counts the revision when it changes, in the same transaction (docs/decisions/0013).
-- Each transaction counts once, in a slot that no other has just then: the one who would wait for another's slot takes the next. The sum
-- of the slots is seen to change when the transaction's own changes are, and not before.
INSERT INTO "Revision" ("slot", "number") SELECT slot, 0 FROM generate_series(1, 64) slot;
CREATE FUNCTION count_revision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  FOR own IN 1..63 LOOP
    IF pg_try_advisory_xact_lock(713, own) THEN
      UPDATE "Revision" SET "number" = "number" + 1 WHERE "slot" = own AND xmin <> pg_current_xact_id()::xid;
      RETURN NULL;
    END IF;
  END LOOP;
  UPDATE "Revision" SET "number" = "number" + 1 WHERE "slot" = 64;
  RETURN NULL;
END;
$$;
CREATE TRIGGER "Allocation_revision" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "Allocation" FOR EACH STATEMENT EXECUTE FUNCTION count_revision();
CREATE TRIGGER "Apartment_revision" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "Apartment" FOR EACH STATEMENT EXECUTE FUNCTION count_revision();
CREATE TRIGGER "ApartmentRent_revision" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "ApartmentRent" FOR EACH STATEMENT EXECUTE FUNCTION count_revision();
CREATE TRIGGER "HouseholdChild_revision" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "HouseholdChild" FOR EACH STATEMENT EXECUTE FUNCTION count_revision();
CREATE TRIGGER "LedgerEntry_revision" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "LedgerEntry" FOR EACH STATEMENT EXECUTE FUNCTION count_revision();
CREATE TRIGGER "Letter_revision" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "Letter" FOR EACH STATEMENT EXECUTE FUNCTION count_revision();
CREATE TRIGGER "Note_revision" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "Note" FOR EACH STATEMENT EXECUTE FUNCTION count_revision();
CREATE TRIGGER "Person_revision" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "Person" FOR EACH STATEMENT EXECUTE FUNCTION count_revision();
CREATE TRIGGER "PlanInstalment_revision" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "PlanInstalment" FOR EACH STATEMENT EXECUTE FUNCTION count_revision();
CREATE TRIGGER "ProtectionGrant_revision" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "ProtectionGrant" FOR EACH STATEMENT EXECUTE FUNCTION count_revision();
CREATE TRIGGER "ReminderPause_revision" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "ReminderPause" FOR EACH STATEMENT EXECUTE FUNCTION count_revision();
CREATE TRIGGER "RepaymentPlan_revision" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "RepaymentPlan" FOR EACH STATEMENT EXECUTE FUNCTION count_revision();
CREATE TRIGGER "Respite_revision" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "Respite" FOR EACH STATEMENT EXECUTE FUNCTION count_revision();
CREATE TRIGGER "Setting_revision" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "Setting" FOR EACH STATEMENT EXECUTE FUNCTION count_revision();
CREATE TRIGGER "Tenancy_revision" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "Tenancy" FOR EACH STATEMENT EXECUTE FUNCTION count_revision();
CREATE TRIGGER "TenancyRent_revision" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "TenancyRent" FOR EACH STATEMENT EXECUTE FUNCTION count_revision();
CREATE TRIGGER "Unit_revision" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "Unit" FOR EACH STATEMENT EXECUTE FUNCTION count_revision();
-- Each signing in is written on the user: that changes no list.
CREATE TRIGGER "User_revision" AFTER INSERT OR UPDATE OF "namndId", "unitId", "name", "role", "deactivatedAt" OR DELETE OR TRUNCATE ON "User" FOR EACH STATEMENT EXECUTE FUNCTION count_revision();
