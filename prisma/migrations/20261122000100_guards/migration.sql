-- What pages ask for all day costs by the open items, never by the history.
CREATE INDEX "LedgerEntry_open_charges" ON "LedgerEntry" ("namndId", "unitId", "dueOn") WHERE "openOre" > 0 AND "kind" = 'CHARGE';
CREATE INDEX "LedgerEntry_open_charges_person" ON "LedgerEntry" ("personId", "dueOn") WHERE "openOre" > 0 AND "kind" = 'CHARGE';
CREATE INDEX "LedgerEntry_open_credits" ON "LedgerEntry" ("personId") WHERE "openOre" > 0 AND "kind" <> 'CHARGE';
CREATE INDEX "ReceivedPayment_unmatched" ON "ReceivedPayment" ("namndId") WHERE "unmatchedOre" > 0;
CREATE INDEX "Tenancy_ongoing" ON "Tenancy" ("namndId", "unitId") WHERE "endsOn" IS NULL;

-- Facts of money, and the log of who did and saw what, are never changed or deleted. Projected columns may be.
CREATE TRIGGER "LedgerEntry_facts_update" BEFORE UPDATE OF "id", "namndId", "unitId", "personId", "tenancyId", "kind", "amountOre", "effectiveOn", "recordedAt", "recordedById", "reason", "period", "dueOn", "ocr", "housingForm", "costCentre", "specification", "receivedId", "payerKind", "reversesId" ON "LedgerEntry" BEGIN
  SELECT RAISE(ABORT, 'LedgerEntry holds facts: they are never changed or deleted');
END;
CREATE TRIGGER "LedgerEntry_facts_delete" BEFORE DELETE ON "LedgerEntry" BEGIN
  SELECT RAISE(ABORT, 'LedgerEntry holds facts: they are never changed or deleted');
END;
CREATE TRIGGER "Allocation_facts_update" BEFORE UPDATE ON "Allocation" BEGIN
  SELECT RAISE(ABORT, 'Allocation holds facts: they are never changed or deleted');
END;
CREATE TRIGGER "Allocation_facts_delete" BEFORE DELETE ON "Allocation" BEGIN
  SELECT RAISE(ABORT, 'Allocation holds facts: they are never changed or deleted');
END;
CREATE TRIGGER "AuditEvent_facts_update" BEFORE UPDATE ON "AuditEvent" BEGIN
  SELECT RAISE(ABORT, 'AuditEvent holds facts: they are never changed or deleted');
END;
CREATE TRIGGER "AuditEvent_facts_delete" BEFORE DELETE ON "AuditEvent" BEGIN
  SELECT RAISE(ABORT, 'AuditEvent holds facts: they are never changed or deleted');
END;
CREATE TRIGGER "ReceivedPayment_facts_update" BEFORE UPDATE OF "id", "namndId", "importId", "ordinal", "source", "kind", "amountOre", "currency", "bookedOn", "valueOn", "orderedOn", "reference", "message", "payerName", "transactionKey", "recordedAt", "recordedById" ON "ReceivedPayment" BEGIN
  SELECT RAISE(ABORT, 'ReceivedPayment holds facts: they are never changed or deleted');
END;
CREATE TRIGGER "ReceivedPayment_facts_delete" BEFORE DELETE ON "ReceivedPayment" BEGIN
  SELECT RAISE(ABORT, 'ReceivedPayment holds facts: they are never changed or deleted');
END;
