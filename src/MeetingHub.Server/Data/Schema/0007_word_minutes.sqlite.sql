ALTER TABLE "minutes_versions" ADD COLUMN "docx" BLOB NULL;
ALTER TABLE "minutes_versions" ADD COLUMN "docx_sha256" TEXT NULL;
