ALTER TABLE "minutes_versions" ADD COLUMN "docx" bytea NULL;
ALTER TABLE "minutes_versions" ADD COLUMN "docx_sha256" text NULL;
