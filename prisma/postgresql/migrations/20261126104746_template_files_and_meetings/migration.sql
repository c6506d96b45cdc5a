-- AlterTable
ALTER TABLE "ContractTemplate" ADD COLUMN     "documentId" INTEGER;

-- AlterTable
ALTER TABLE "CaseEvent" ADD COLUMN     "meetingId" INTEGER,
ADD COLUMN     "place" TEXT,
ADD COLUMN     "withUserId" INTEGER;
