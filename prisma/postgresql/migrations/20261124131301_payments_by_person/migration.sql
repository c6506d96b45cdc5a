-- When somebody last paid, without reading all they ever paid.
CREATE INDEX "LedgerEntry_payments_person" ON "LedgerEntry" ("personId", "effectiveOn") WHERE "kind" = 'PAYMENT';
