CREATE TABLE "documents" (
    "id" TEXT NOT NULL CONSTRAINT "PK_documents" PRIMARY KEY,
    "meeting_id" TEXT NOT NULL,
    "agenda_item_id" TEXT NULL,
    "name" TEXT NOT NULL,
    "name_key" TEXT NOT NULL,
    "versions" INTEGER NOT NULL,
    CONSTRAINT "fk_documents_agenda_item" FOREIGN KEY ("agenda_item_id") REFERENCES "agenda_items" ("id") ON DELETE SET NULL,
    CONSTRAINT "fk_documents_meeting" FOREIGN KEY ("meeting_id") REFERENCES "meetings" ("id") ON DELETE CASCADE
);

CREATE INDEX "ix_documents_agenda_item_id" ON "documents" ("agenda_item_id");

CREATE INDEX "ix_documents_meeting_id" ON "documents" ("meeting_id");

CREATE TABLE "document_versions" (
    "document_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "format" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "added_by_id" TEXT NOT NULL,
    "added_at" TEXT NOT NULL,
    CONSTRAINT "PK_document_versions" PRIMARY KEY ("document_id", "number"),
    CONSTRAINT "fk_document_versions_added_by" FOREIGN KEY ("added_by_id") REFERENCES "people" ("id") ON DELETE RESTRICT,
    CONSTRAINT "fk_document_versions_document" FOREIGN KEY ("document_id") REFERENCES "documents" ("id") ON DELETE CASCADE
);

CREATE INDEX "ix_document_versions_added_by_id" ON "document_versions" ("added_by_id");

CREATE INDEX "ix_document_versions_sha256" ON "document_versions" ("sha256");

CREATE TABLE "document_openings" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_document_openings" PRIMARY KEY AUTOINCREMENT,
    "document_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "person_id" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    CONSTRAINT "fk_document_openings_document" FOREIGN KEY ("document_id") REFERENCES "documents" ("id") ON DELETE CASCADE,
    CONSTRAINT "fk_document_openings_person" FOREIGN KEY ("person_id") REFERENCES "people" ("id") ON DELETE RESTRICT
);

CREATE INDEX "ix_document_openings_person_id" ON "document_openings" ("person_id");

CREATE INDEX "ix_document_openings_reading" ON "document_openings" ("document_id", "person_id", "version", "at");
