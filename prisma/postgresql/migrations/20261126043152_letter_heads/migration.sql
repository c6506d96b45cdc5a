-- AlterTable
ALTER TABLE "Namnd" ADD COLUMN     "city" TEXT,
ADD COLUMN     "email" TEXT,
ADD COLUMN     "phone" TEXT,
ADD COLUMN     "postAddress" TEXT,
ADD COLUMN     "postcode" TEXT;

-- AlterTable
ALTER TABLE "User" ADD COLUMN     "phone" TEXT;

-- AlterTable
ALTER TABLE "Letter" ADD COLUMN     "sentHow" TEXT;
