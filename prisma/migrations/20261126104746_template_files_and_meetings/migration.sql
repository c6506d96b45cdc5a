-- AlterTable
ALTER TABLE "ContractTemplate" ADD COLUMN "documentId" INTEGER;

-- AlterTable
ALTER TABLE "CaseEvent" ADD COLUMN "meetingId" INTEGER;
ALTER TABLE "CaseEvent" ADD COLUMN "place" TEXT;
ALTER TABLE "CaseEvent" ADD COLUMN "withUserId" INTEGER;
