-- AlterTable
ALTER TABLE "Namnd" ADD COLUMN "city" TEXT;
ALTER TABLE "Namnd" ADD COLUMN "email" TEXT;
ALTER TABLE "Namnd" ADD COLUMN "phone" TEXT;
ALTER TABLE "Namnd" ADD COLUMN "postAddress" TEXT;
ALTER TABLE "Namnd" ADD COLUMN "postcode" TEXT;

-- AlterTable
ALTER TABLE "User" ADD COLUMN "phone" TEXT;

-- AlterTable
ALTER TABLE "Letter" ADD COLUMN "sentHow" TEXT;
