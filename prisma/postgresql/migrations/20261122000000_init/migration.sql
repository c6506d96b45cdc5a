-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "Namnd" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "createdAt" TEXT NOT NULL,

    CONSTRAINT "Namnd_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Unit" (
    "id" SERIAL NOT NULL,
    "namndId" INTEGER NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "Unit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "User" (
    "id" SERIAL NOT NULL,
    "namndId" INTEGER NOT NULL,
    "unitId" INTEGER,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "passwordHash" TEXT,
    "passwordSetAt" TEXT,
    "createdAt" TEXT NOT NULL,
    "deactivatedAt" TEXT,
    "failedSignIns" INTEGER NOT NULL DEFAULT 0,
    "lockedUntilAt" TEXT,
    "lastSignInAt" TEXT,

    CONSTRAINT "User_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SignInLink" (
    "id" SERIAL NOT NULL,
    "userId" INTEGER NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "createdAt" TEXT NOT NULL,
    "expiresAt" TEXT NOT NULL,
    "usedAt" TEXT,

    CONSTRAINT "SignInLink_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Session" (
    "id" TEXT NOT NULL,
    "content" TEXT NOT NULL,
    "expiresAt" TEXT NOT NULL,

    CONSTRAINT "Session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Setting" (
    "id" SERIAL NOT NULL,
    "namndId" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "fromOn" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "recordedAt" TEXT NOT NULL,
    "recordedById" INTEGER,

    CONSTRAINT "Setting_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AnnualTarget" (
    "id" SERIAL NOT NULL,
    "namndId" INTEGER NOT NULL,
    "indicator" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "percent" INTEGER,
    "kfPercent" INTEGER,
    "source" TEXT NOT NULL,
    "recordedAt" TEXT NOT NULL,
    "recordedById" INTEGER,

    CONSTRAINT "AnnualTarget_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OwnAccount" (
    "id" SERIAL NOT NULL,
    "namndId" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "createdAt" TEXT NOT NULL,
    "closedAt" TEXT,

    CONSTRAINT "OwnAccount_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Person" (
    "id" SERIAL NOT NULL,
    "namndId" INTEGER NOT NULL,
    "unitId" INTEGER NOT NULL,
    "ownId" TEXT NOT NULL,
    "givenName" TEXT NOT NULL,
    "familyName" TEXT NOT NULL,
    "sortName" TEXT NOT NULL,
    "searchName" TEXT NOT NULL,
    "birthOn" TEXT,
    "protection" TEXT NOT NULL DEFAULT 'NEJ',
    "phone" TEXT,
    "email" TEXT,
    "caseReference" TEXT,
    "socialsekreterareId" INTEGER,
    "boendestodjareId" INTEGER,
    "createdAt" TEXT NOT NULL,

    CONSTRAINT "Person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PersonIdentity" (
    "id" SERIAL NOT NULL,
    "namndId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "recordedAt" TEXT NOT NULL,

    CONSTRAINT "PersonIdentity_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ProtectionGrant" (
    "id" SERIAL NOT NULL,
    "personId" INTEGER NOT NULL,
    "userId" INTEGER NOT NULL,
    "grantedAt" TEXT NOT NULL,
    "grantedById" INTEGER,
    "revokedAt" TEXT,

    CONSTRAINT "ProtectionGrant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "HouseholdChild" (
    "id" SERIAL NOT NULL,
    "personId" INTEGER NOT NULL,
    "birthYear" INTEGER NOT NULL,
    "residence" TEXT NOT NULL DEFAULT 'PERMANENT',
    "recordedAt" TEXT NOT NULL,
    "removedAt" TEXT,

    CONSTRAINT "HouseholdChild_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Note" (
    "id" SERIAL NOT NULL,
    "namndId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "reached" TEXT,
    "happenedOn" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "correctsId" INTEGER,
    "writtenAt" TEXT NOT NULL,
    "authorId" INTEGER NOT NULL,

    CONSTRAINT "Note_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Landlord" (
    "id" SERIAL NOT NULL,
    "namndId" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "orgNumber" TEXT,
    "contact" TEXT,
    "phone" TEXT,
    "email" TEXT,
    "createdAt" TEXT NOT NULL,
    "closedAt" TEXT,

    CONSTRAINT "Landlord_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Property" (
    "id" SERIAL NOT NULL,
    "namndId" INTEGER NOT NULL,
    "landlordId" INTEGER,
    "name" TEXT NOT NULL,

    CONSTRAINT "Property_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Apartment" (
    "id" SERIAL NOT NULL,
    "namndId" INTEGER NOT NULL,
    "unitId" INTEGER NOT NULL,
    "ownId" TEXT NOT NULL,
    "landlordId" INTEGER,
    "propertyId" INTEGER,
    "address" TEXT NOT NULL,
    "postcode" TEXT,
    "city" TEXT,
    "apartmentNumber" TEXT,
    "areaName" TEXT,
    "squareMeters" DOUBLE PRECISION,
    "rooms" DOUBLE PRECISION,
    "costCentre" TEXT,
    "sortAddress" TEXT NOT NULL,
    "searchAddress" TEXT NOT NULL,
    "createdAt" TEXT NOT NULL,

    CONSTRAINT "Apartment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "HousingFormPeriod" (
    "id" SERIAL NOT NULL,
    "apartmentId" INTEGER NOT NULL,
    "housingForm" TEXT NOT NULL,
    "startsOn" TEXT NOT NULL,
    "endsOn" TEXT,
    "recordedAt" TEXT NOT NULL,

    CONSTRAINT "HousingFormPeriod_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "HeadLease" (
    "id" SERIAL NOT NULL,
    "apartmentId" INTEGER NOT NULL,
    "kind" TEXT NOT NULL DEFAULT 'OWN',
    "startsOn" TEXT NOT NULL,
    "endsOn" TEXT,
    "noticeMonths" INTEGER,
    "waiverReference" TEXT,
    "waiverApprovedOn" TEXT,
    "waiverUntilOn" TEXT,
    "recordedAt" TEXT NOT NULL,

    CONSTRAINT "HeadLease_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ApartmentRent" (
    "id" SERIAL NOT NULL,
    "apartmentId" INTEGER NOT NULL,
    "side" TEXT NOT NULL,
    "fromOn" TEXT NOT NULL,
    "amountOre" INTEGER NOT NULL,
    "recordedAt" TEXT NOT NULL,

    CONSTRAINT "ApartmentRent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Void" (
    "id" SERIAL NOT NULL,
    "apartmentId" INTEGER NOT NULL,
    "startsOn" TEXT NOT NULL,
    "endsOn" TEXT,
    "reason" TEXT NOT NULL,
    "costCentre" TEXT,
    "note" TEXT,
    "recordedAt" TEXT NOT NULL,
    "recordedById" INTEGER,
    "cancelledAt" TEXT,

    CONSTRAINT "Void_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Tenancy" (
    "id" SERIAL NOT NULL,
    "namndId" INTEGER NOT NULL,
    "unitId" INTEGER NOT NULL,
    "apartmentId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "startsOn" TEXT NOT NULL,
    "endsOn" TEXT,
    "contractUntilOn" TEXT,
    "outcome" TEXT,
    "landlordToldOn" TEXT,
    "ocr" TEXT,
    "recordedAt" TEXT NOT NULL,
    "recordedById" INTEGER,

    CONSTRAINT "Tenancy_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "TenancyRent" (
    "id" SERIAL NOT NULL,
    "tenancyId" INTEGER NOT NULL,
    "fromOn" TEXT NOT NULL,
    "amountOre" INTEGER NOT NULL,
    "recordedAt" TEXT NOT NULL,
    "recordedById" INTEGER,

    CONSTRAINT "TenancyRent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "StepMove" (
    "id" SERIAL NOT NULL,
    "namndId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "tenancyId" INTEGER,
    "fromStep" TEXT,
    "toStep" TEXT,
    "direction" TEXT NOT NULL,
    "movesOn" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "decisionReference" TEXT,
    "recordedAt" TEXT NOT NULL,
    "recordedById" INTEGER,

    CONSTRAINT "StepMove_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Takeover" (
    "id" SERIAL NOT NULL,
    "namndId" INTEGER NOT NULL,
    "tenancyId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "apartmentId" INTEGER NOT NULL,
    "approvedOn" TEXT,
    "transfersOn" TEXT NOT NULL,
    "decisionReference" TEXT,
    "recordedAt" TEXT NOT NULL,
    "recordedById" INTEGER,
    "transferredAt" TEXT,

    CONSTRAINT "Takeover_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CheckpointHeld" (
    "id" SERIAL NOT NULL,
    "tenancyId" INTEGER NOT NULL,
    "months" INTEGER NOT NULL,
    "heldOn" TEXT NOT NULL,
    "note" TEXT NOT NULL,
    "recordedAt" TEXT NOT NULL,
    "recordedById" INTEGER,

    CONSTRAINT "CheckpointHeld_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LedgerEntry" (
    "id" SERIAL NOT NULL,
    "namndId" INTEGER NOT NULL,
    "unitId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "tenancyId" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "amountOre" INTEGER NOT NULL,
    "effectiveOn" TEXT NOT NULL,
    "recordedAt" TEXT NOT NULL,
    "recordedById" INTEGER,
    "reason" TEXT,
    "period" TEXT,
    "dueOn" TEXT,
    "ocr" TEXT,
    "housingForm" TEXT,
    "costCentre" TEXT,
    "specification" TEXT,
    "receivedId" INTEGER,
    "payerKind" TEXT,
    "reversesId" INTEGER,
    "openOre" INTEGER NOT NULL DEFAULT 0,
    "settledOn" TEXT,

    CONSTRAINT "LedgerEntry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Allocation" (
    "id" SERIAL NOT NULL,
    "namndId" INTEGER NOT NULL,
    "creditId" INTEGER NOT NULL,
    "chargeId" INTEGER NOT NULL,
    "amountOre" INTEGER NOT NULL,
    "effectiveOn" TEXT NOT NULL,
    "recordedAt" TEXT NOT NULL,
    "recordedById" INTEGER,
    "reason" TEXT,
    "undoesId" INTEGER,

    CONSTRAINT "Allocation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "UploadedFile" (
    "id" SERIAL NOT NULL,
    "namndId" INTEGER NOT NULL,
    "purpose" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "bytes" BYTEA NOT NULL,
    "uploadedAt" TEXT NOT NULL,
    "uploadedById" INTEGER,

    CONSTRAINT "UploadedFile_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PaymentImport" (
    "id" SERIAL NOT NULL,
    "namndId" INTEGER NOT NULL,
    "format" TEXT NOT NULL,
    "fileName" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "messageId" TEXT,
    "payments" INTEGER NOT NULL,
    "deductions" INTEGER NOT NULL,
    "netOre" BIGINT NOT NULL,
    "bookedAt" TEXT NOT NULL,
    "bookedById" INTEGER,

    CONSTRAINT "PaymentImport_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ReceivedPayment" (
    "id" SERIAL NOT NULL,
    "namndId" INTEGER NOT NULL,
    "importId" INTEGER,
    "ordinal" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "amountOre" INTEGER NOT NULL,
    "currency" TEXT NOT NULL,
    "bookedOn" TEXT NOT NULL,
    "valueOn" TEXT,
    "orderedOn" TEXT,
    "reference" TEXT,
    "message" TEXT,
    "payerName" TEXT,
    "payerKind" TEXT,
    "transactionKey" TEXT NOT NULL,
    "recordedAt" TEXT NOT NULL,
    "recordedById" INTEGER,
    "unmatchedOre" INTEGER NOT NULL,

    CONSTRAINT "ReceivedPayment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AuditEvent" (
    "id" SERIAL NOT NULL,
    "namndId" INTEGER NOT NULL,
    "at" TEXT NOT NULL,
    "userId" INTEGER,
    "actor" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "subjectId" INTEGER,
    "personId" INTEGER,
    "page" TEXT NOT NULL,
    "before" TEXT,
    "after" TEXT,

    CONSTRAINT "AuditEvent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "JobRun" (
    "id" SERIAL NOT NULL,
    "job" TEXT NOT NULL,
    "startedAt" TEXT NOT NULL,
    "endedAt" TEXT,
    "ok" TEXT,
    "detail" TEXT,

    CONSTRAINT "JobRun_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Namnd_name_key" ON "Namnd"("name");

-- CreateIndex
CREATE UNIQUE INDEX "Unit_namndId_name_key" ON "Unit"("namndId", "name");

-- CreateIndex
CREATE UNIQUE INDEX "User_email_key" ON "User"("email");

-- CreateIndex
CREATE INDEX "User_namndId_idx" ON "User"("namndId");

-- CreateIndex
CREATE UNIQUE INDEX "SignInLink_tokenHash_key" ON "SignInLink"("tokenHash");

-- CreateIndex
CREATE INDEX "Session_expiresAt_idx" ON "Session"("expiresAt");

-- CreateIndex
CREATE INDEX "Setting_namndId_name_fromOn_idx" ON "Setting"("namndId", "name", "fromOn");

-- CreateIndex
CREATE INDEX "AnnualTarget_namndId_indicator_year_idx" ON "AnnualTarget"("namndId", "indicator", "year");

-- CreateIndex
CREATE UNIQUE INDEX "OwnAccount_namndId_number_key" ON "OwnAccount"("namndId", "number");

-- CreateIndex
CREATE INDEX "Person_namndId_unitId_sortName_idx" ON "Person"("namndId", "unitId", "sortName");

-- CreateIndex
CREATE INDEX "Person_boendestodjareId_idx" ON "Person"("boendestodjareId");

-- CreateIndex
CREATE UNIQUE INDEX "Person_namndId_ownId_key" ON "Person"("namndId", "ownId");

-- CreateIndex
CREATE INDEX "PersonIdentity_personId_idx" ON "PersonIdentity"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "PersonIdentity_namndId_number_key" ON "PersonIdentity"("namndId", "number");

-- CreateIndex
CREATE INDEX "ProtectionGrant_personId_idx" ON "ProtectionGrant"("personId");

-- CreateIndex
CREATE INDEX "ProtectionGrant_userId_idx" ON "ProtectionGrant"("userId");

-- CreateIndex
CREATE INDEX "HouseholdChild_personId_idx" ON "HouseholdChild"("personId");

-- CreateIndex
CREATE INDEX "Note_personId_happenedOn_idx" ON "Note"("personId", "happenedOn");

-- CreateIndex
CREATE UNIQUE INDEX "Landlord_namndId_name_key" ON "Landlord"("namndId", "name");

-- CreateIndex
CREATE UNIQUE INDEX "Property_namndId_name_key" ON "Property"("namndId", "name");

-- CreateIndex
CREATE INDEX "Apartment_namndId_unitId_sortAddress_idx" ON "Apartment"("namndId", "unitId", "sortAddress");

-- CreateIndex
CREATE UNIQUE INDEX "Apartment_namndId_ownId_key" ON "Apartment"("namndId", "ownId");

-- CreateIndex
CREATE UNIQUE INDEX "HousingFormPeriod_apartmentId_startsOn_key" ON "HousingFormPeriod"("apartmentId", "startsOn");

-- CreateIndex
CREATE INDEX "HeadLease_apartmentId_idx" ON "HeadLease"("apartmentId");

-- CreateIndex
CREATE UNIQUE INDEX "ApartmentRent_apartmentId_side_fromOn_key" ON "ApartmentRent"("apartmentId", "side", "fromOn");

-- CreateIndex
CREATE INDEX "Void_apartmentId_idx" ON "Void"("apartmentId");

-- CreateIndex
CREATE INDEX "Tenancy_ocr_idx" ON "Tenancy"("ocr");

-- CreateIndex
CREATE INDEX "Tenancy_apartmentId_startsOn_idx" ON "Tenancy"("apartmentId", "startsOn");

-- CreateIndex
CREATE INDEX "Tenancy_namndId_startsOn_idx" ON "Tenancy"("namndId", "startsOn");

-- CreateIndex
CREATE UNIQUE INDEX "Tenancy_personId_apartmentId_startsOn_key" ON "Tenancy"("personId", "apartmentId", "startsOn");

-- CreateIndex
CREATE UNIQUE INDEX "TenancyRent_tenancyId_fromOn_key" ON "TenancyRent"("tenancyId", "fromOn");

-- CreateIndex
CREATE INDEX "StepMove_personId_movesOn_idx" ON "StepMove"("personId", "movesOn");

-- CreateIndex
CREATE INDEX "StepMove_namndId_movesOn_idx" ON "StepMove"("namndId", "movesOn");

-- CreateIndex
CREATE UNIQUE INDEX "Takeover_tenancyId_key" ON "Takeover"("tenancyId");

-- CreateIndex
CREATE INDEX "Takeover_namndId_transfersOn_idx" ON "Takeover"("namndId", "transfersOn");

-- CreateIndex
CREATE INDEX "Takeover_apartmentId_idx" ON "Takeover"("apartmentId");

-- CreateIndex
CREATE UNIQUE INDEX "CheckpointHeld_tenancyId_months_key" ON "CheckpointHeld"("tenancyId", "months");

-- CreateIndex
CREATE INDEX "LedgerEntry_ocr_idx" ON "LedgerEntry"("ocr");

-- CreateIndex
CREATE INDEX "LedgerEntry_personId_idx" ON "LedgerEntry"("personId");

-- CreateIndex
CREATE INDEX "LedgerEntry_receivedId_idx" ON "LedgerEntry"("receivedId");

-- CreateIndex
CREATE UNIQUE INDEX "LedgerEntry_period_tenancyId_key" ON "LedgerEntry"("period", "tenancyId");

-- CreateIndex
CREATE INDEX "Allocation_creditId_idx" ON "Allocation"("creditId");

-- CreateIndex
CREATE INDEX "Allocation_chargeId_idx" ON "Allocation"("chargeId");

-- CreateIndex
CREATE INDEX "UploadedFile_namndId_purpose_uploadedAt_idx" ON "UploadedFile"("namndId", "purpose", "uploadedAt");

-- CreateIndex
CREATE UNIQUE INDEX "PaymentImport_namndId_sha256_key" ON "PaymentImport"("namndId", "sha256");

-- CreateIndex
CREATE INDEX "ReceivedPayment_importId_idx" ON "ReceivedPayment"("importId");

-- CreateIndex
CREATE INDEX "ReceivedPayment_namndId_bookedOn_idx" ON "ReceivedPayment"("namndId", "bookedOn");

-- CreateIndex
CREATE INDEX "ReceivedPayment_namndId_payerName_idx" ON "ReceivedPayment"("namndId", "payerName");

-- CreateIndex
CREATE UNIQUE INDEX "ReceivedPayment_namndId_transactionKey_key" ON "ReceivedPayment"("namndId", "transactionKey");

-- CreateIndex
CREATE INDEX "AuditEvent_personId_at_idx" ON "AuditEvent"("personId", "at");

-- CreateIndex
CREATE INDEX "AuditEvent_namndId_at_idx" ON "AuditEvent"("namndId", "at");

-- CreateIndex
CREATE INDEX "JobRun_job_startedAt_idx" ON "JobRun"("job", "startedAt");

-- AddForeignKey
ALTER TABLE "Unit" ADD CONSTRAINT "Unit_namndId_fkey" FOREIGN KEY ("namndId") REFERENCES "Namnd"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "User" ADD CONSTRAINT "User_namndId_fkey" FOREIGN KEY ("namndId") REFERENCES "Namnd"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "User" ADD CONSTRAINT "User_unitId_fkey" FOREIGN KEY ("unitId") REFERENCES "Unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SignInLink" ADD CONSTRAINT "SignInLink_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Setting" ADD CONSTRAINT "Setting_namndId_fkey" FOREIGN KEY ("namndId") REFERENCES "Namnd"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AnnualTarget" ADD CONSTRAINT "AnnualTarget_namndId_fkey" FOREIGN KEY ("namndId") REFERENCES "Namnd"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OwnAccount" ADD CONSTRAINT "OwnAccount_namndId_fkey" FOREIGN KEY ("namndId") REFERENCES "Namnd"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PersonIdentity" ADD CONSTRAINT "PersonIdentity_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ProtectionGrant" ADD CONSTRAINT "ProtectionGrant_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ProtectionGrant" ADD CONSTRAINT "ProtectionGrant_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "HouseholdChild" ADD CONSTRAINT "HouseholdChild_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Note" ADD CONSTRAINT "Note_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Property" ADD CONSTRAINT "Property_landlordId_fkey" FOREIGN KEY ("landlordId") REFERENCES "Landlord"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Apartment" ADD CONSTRAINT "Apartment_landlordId_fkey" FOREIGN KEY ("landlordId") REFERENCES "Landlord"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Apartment" ADD CONSTRAINT "Apartment_propertyId_fkey" FOREIGN KEY ("propertyId") REFERENCES "Property"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "HousingFormPeriod" ADD CONSTRAINT "HousingFormPeriod_apartmentId_fkey" FOREIGN KEY ("apartmentId") REFERENCES "Apartment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "HeadLease" ADD CONSTRAINT "HeadLease_apartmentId_fkey" FOREIGN KEY ("apartmentId") REFERENCES "Apartment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ApartmentRent" ADD CONSTRAINT "ApartmentRent_apartmentId_fkey" FOREIGN KEY ("apartmentId") REFERENCES "Apartment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Void" ADD CONSTRAINT "Void_apartmentId_fkey" FOREIGN KEY ("apartmentId") REFERENCES "Apartment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Tenancy" ADD CONSTRAINT "Tenancy_apartmentId_fkey" FOREIGN KEY ("apartmentId") REFERENCES "Apartment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Tenancy" ADD CONSTRAINT "Tenancy_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TenancyRent" ADD CONSTRAINT "TenancyRent_tenancyId_fkey" FOREIGN KEY ("tenancyId") REFERENCES "Tenancy"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StepMove" ADD CONSTRAINT "StepMove_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Takeover" ADD CONSTRAINT "Takeover_tenancyId_fkey" FOREIGN KEY ("tenancyId") REFERENCES "Tenancy"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CheckpointHeld" ADD CONSTRAINT "CheckpointHeld_tenancyId_fkey" FOREIGN KEY ("tenancyId") REFERENCES "Tenancy"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LedgerEntry" ADD CONSTRAINT "LedgerEntry_tenancyId_fkey" FOREIGN KEY ("tenancyId") REFERENCES "Tenancy"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LedgerEntry" ADD CONSTRAINT "LedgerEntry_receivedId_fkey" FOREIGN KEY ("receivedId") REFERENCES "ReceivedPayment"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReceivedPayment" ADD CONSTRAINT "ReceivedPayment_importId_fkey" FOREIGN KEY ("importId") REFERENCES "PaymentImport"("id") ON DELETE SET NULL ON UPDATE CASCADE;
