-- Swedish order stands in the text itself (server/domain/names.ts) and is read sign by sign, as SQLite does, whatever language the
-- database was created in: a database in sv_SE or en_US would otherwise pass over "~" and spaces.
ALTER TABLE "Person" ALTER COLUMN "sortName" TYPE TEXT COLLATE "C";
ALTER TABLE "Apartment" ALTER COLUMN "sortAddress" TYPE TEXT COLLATE "C";
