-- CreateTable
CREATE TABLE "Revision" (
    "slot" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "number" INTEGER NOT NULL
);

-- Whatever the arrears list is read from counts the revision when it changes, in the same transaction (docs/decisions/0013).
INSERT INTO "Revision" ("slot", "number") VALUES (1, 0);
CREATE TRIGGER "Allocation_revision_insert" AFTER INSERT ON "Allocation" BEGIN UPDATE "Revision" SET "number" = "number" + 1; END;
CREATE TRIGGER "Allocation_revision_update" AFTER UPDATE ON "Allocation" BEGIN UPDATE "Revision" SET "number" = "number" + 1; END;
CREATE TRIGGER "Allocation_revision_delete" AFTER DELETE ON "Allocation" BEGIN UPDATE "Revision" SET "number" = "number" + 1; END;
CREATE TRIGGER "Apartment_revision_insert" AFTER INSERT ON "Apartment" BEGIN UPDATE "Revision" SET "number" = "number" + 1; END;
CREATE TRIGGER "Apartment_revision_update" AFTER UPDATE ON "Apartment" BEGIN UPDATE "Revision" SET "number" = "number" + 1; END;
CREATE TRIGGER "Apartment_revision_delete" AFTER DELETE ON "Apartment" BEGIN UPDATE "Revision" SET "number" = "number" + 1; END;
CREATE TRIGGER "ApartmentRent_revision_insert" AFTER INSERT ON "ApartmentRent" BEGIN UPDATE "Revision" SET "number" = "number" + 1; END;
CREATE TRIGGER "ApartmentRent_revision_update" AFTER UPDATE ON "ApartmentRent" BEGIN UPDATE "Revision" SET "number" = "number" + 1; END;
CREATE TRIGGER "ApartmentRent_revision_delete" AFTER DELETE ON "ApartmentRent" BEGIN UPDATE "Revision" SET "number" = "number" + 1; END;
CREATE TRIGGER "HouseholdChild_revision_insert" AFTER INSERT ON "HouseholdChild" BEGIN UPDATE "Revision" SET "number" = "number" + 1; END;
CREATE TRIGGER "HouseholdChild_revision_update" AFTER UPDATE ON "HouseholdChild" BEGIN UPDATE "Revision" SET "number" = "number" + 1; END;
CREATE TRIGGER "HouseholdChild_revision_delete" AFTER DELETE ON "HouseholdChild" BEGIN UPDATE "Revision" SET "number" = "number" + 1; END;
CREATE TRIGGER "LedgerEntry_revision_insert" AFTER INSERT ON "LedgerEntry" BEGIN UPDATE "Revision" SET "number" = "number" + 1; END;
CREATE TRIGGER "LedgerEntry_revision_update" AFTER UPDATE ON "LedgerEntry" BEGIN UPDATE "Revision" SET "number" = "number" + 1; END;
CREATE TRIGGER "LedgerEntry_revision_delete" AFTER DELETE ON "LedgerEntry" BEGIN UPDATE "Revision" SET "number" = "number" + 1; END;
CREATE TRIGGER "Letter_revision_insert" AFTER INSERT ON "Letter" BEGIN UPDATE "Revision" SET "number" = "number" + 1; END;
CREATE TRIGGER "Letter_revision_update" AFTER UPDATE ON "Letter" BEGIN UPDATE "Revision" SET "number" = "number" + 1; END;
CREATE TRIGGER "Letter_revision_delete" AFTER DELETE ON "Letter" BEGIN UPDATE "Revision" SET "number" = "number" + 1; END;
CREATE TRIGGER "Note_revision_insert" AFTER INSERT ON "Note" BEGIN UPDATE "Revision" SET "number" = "number" + 1; END;
CREATE TRIGGER "Note_revision_update" AFTER UPDATE ON "Note" BEGIN UPDATE "Revision" SET "number" = "number" + 1; END;
CREATE TRIGGER "Note_revision_delete" AFTER DELETE ON "Note" BEGIN UPDATE "Revision" SET "number" = "number" + 1; END;
CREATE TRIGGER "Person_revision_insert" AFTER INSERT ON "Person" BEGIN UPDATE "Revision" SET "number" = "number" + 1; END;
CREATE TRIGGER "Person_revision_update" AFTER UPDATE ON "Person" BEGIN UPDATE "Revision" SET "number" = "number" + 1; END;
CREATE TRIGGER "Person_revision_delete" AFTER DELETE ON "Person" BEGIN UPDATE "Revision" SET "number" = "number" + 1; END;
CREATE TRIGGER "PlanInstalment_revision_insert" AFTER INSERT ON "PlanInstalment" BEGIN UPDATE "Revision" SET "number" = "number" + 1; END;
CREATE TRIGGER "PlanInstalment_revision_update" AFTER UPDATE ON "PlanInstalment" BEGIN UPDATE "Revision" SET "number" = "number" + 1; END;
CREATE TRIGGER "PlanInstalment_revision_delete" AFTER DELETE ON "PlanInstalment" BEGIN UPDATE "Revision" SET "number" = "number" + 1; END;
CREATE TRIGGER "ProtectionGrant_revision_insert" AFTER INSERT ON "ProtectionGrant" BEGIN UPDATE "Revision" SET "number" = "number" + 1; END;
CREATE TRIGGER "ProtectionGrant_revision_update" AFTER UPDATE ON "ProtectionGrant" BEGIN UPDATE "Revision" SET "number" = "number" + 1; END;
CREATE TRIGGER "ProtectionGrant_revision_delete" AFTER DELETE ON "ProtectionGrant" BEGIN UPDATE "Revision" SET "number" = "number" + 1; END;
CREATE TRIGGER "ReminderPause_revision_insert" AFTER INSERT ON "ReminderPause" BEGIN UPDATE "Revision" SET "number" = "number" + 1; END;
CREATE TRIGGER "ReminderPause_revision_update" AFTER UPDATE ON "ReminderPause" BEGIN UPDATE "Revision" SET "number" = "number" + 1; END;
CREATE TRIGGER "ReminderPause_revision_delete" AFTER DELETE ON "ReminderPause" BEGIN UPDATE "Revision" SET "number" = "number" + 1; END;
CREATE TRIGGER "RepaymentPlan_revision_insert" AFTER INSERT ON "RepaymentPlan" BEGIN UPDATE "Revision" SET "number" = "number" + 1; END;
CREATE TRIGGER "RepaymentPlan_revision_update" AFTER UPDATE ON "RepaymentPlan" BEGIN UPDATE "Revision" SET "number" = "number" + 1; END;
CREATE TRIGGER "RepaymentPlan_revision_delete" AFTER DELETE ON "RepaymentPlan" BEGIN UPDATE "Revision" SET "number" = "number" + 1; END;
CREATE TRIGGER "Respite_revision_insert" AFTER INSERT ON "Respite" BEGIN UPDATE "Revision" SET "number" = "number" + 1; END;
CREATE TRIGGER "Respite_revision_update" AFTER UPDATE ON "Respite" BEGIN UPDATE "Revision" SET "number" = "number" + 1; END;
CREATE TRIGGER "Respite_revision_delete" AFTER DELETE ON "Respite" BEGIN UPDATE "Revision" SET "number" = "number" + 1; END;
CREATE TRIGGER "Setting_revision_insert" AFTER INSERT ON "Setting" BEGIN UPDATE "Revision" SET "number" = "number" + 1; END;
CREATE TRIGGER "Setting_revision_update" AFTER UPDATE ON "Setting" BEGIN UPDATE "Revision" SET "number" = "number" + 1; END;
CREATE TRIGGER "Setting_revision_delete" AFTER DELETE ON "Setting" BEGIN UPDATE "Revision" SET "number" = "number" + 1; END;
CREATE TRIGGER "Tenancy_revision_insert" AFTER INSERT ON "Tenancy" BEGIN UPDATE "Revision" SET "number" = "number" + 1; END;
CREATE TRIGGER "Tenancy_revision_update" AFTER UPDATE ON "Tenancy" BEGIN UPDATE "Revision" SET "number" = "number" + 1; END;
CREATE TRIGGER "Tenancy_revision_delete" AFTER DELETE ON "Tenancy" BEGIN UPDATE "Revision" SET "number" = "number" + 1; END;
CREATE TRIGGER "TenancyRent_revision_insert" AFTER INSERT ON "TenancyRent" BEGIN UPDATE "Revision" SET "number" = "number" + 1; END;
CREATE TRIGGER "TenancyRent_revision_update" AFTER UPDATE ON "TenancyRent" BEGIN UPDATE "Revision" SET "number" = "number" + 1; END;
CREATE TRIGGER "TenancyRent_revision_delete" AFTER DELETE ON "TenancyRent" BEGIN UPDATE "Revision" SET "number" = "number" + 1; END;
CREATE TRIGGER "Unit_revision_insert" AFTER INSERT ON "Unit" BEGIN UPDATE "Revision" SET "number" = "number" + 1; END;
CREATE TRIGGER "Unit_revision_update" AFTER UPDATE ON "Unit" BEGIN UPDATE "Revision" SET "number" = "number" + 1; END;
CREATE TRIGGER "Unit_revision_delete" AFTER DELETE ON "Unit" BEGIN UPDATE "Revision" SET "number" = "number" + 1; END;
-- Each signing in is written on the user: that changes no list.
CREATE TRIGGER "User_revision_insert" AFTER INSERT ON "User" BEGIN UPDATE "Revision" SET "number" = "number" + 1; END;
CREATE TRIGGER "User_revision_update" AFTER UPDATE OF "namndId", "unitId", "name", "role", "deactivatedAt" ON "User" BEGIN UPDATE "Revision" SET "number" = "number" + 1; END;
CREATE TRIGGER "User_revision_delete" AFTER DELETE ON "User" BEGIN UPDATE "Revision" SET "number" = "number" + 1; END;
