-- AlterTable
ALTER TABLE "Takeover" ADD COLUMN "stayEndedOn" TEXT;

-- AlterTable
ALTER TABLE "EvictionNotice" ADD COLUMN "arrivedTime" TEXT;
