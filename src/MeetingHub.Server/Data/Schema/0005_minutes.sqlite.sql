CREATE TABLE "minutes_reviews" (
    "meeting_id" TEXT NOT NULL CONSTRAINT "PK_minutes_reviews" PRIMARY KEY,
    "stage" TEXT NOT NULL,
    "submitted_at" TEXT NULL,
    "return_word" TEXT NULL,
    "revision" INTEGER NOT NULL,
    CONSTRAINT "fk_minutes_reviews_meeting" FOREIGN KEY ("meeting_id") REFERENCES "meetings" ("id") ON DELETE RESTRICT
);

CREATE TABLE "minutes_texts" (
    "meeting_id" TEXT NOT NULL,
    "agenda_item_id" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "edited_by_id" TEXT NOT NULL,
    "edited_at" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    CONSTRAINT "PK_minutes_texts" PRIMARY KEY ("meeting_id", "agenda_item_id"),
    CONSTRAINT "fk_minutes_texts_edited_by" FOREIGN KEY ("edited_by_id") REFERENCES "people" ("id") ON DELETE RESTRICT,
    CONSTRAINT "fk_minutes_texts_meeting" FOREIGN KEY ("meeting_id") REFERENCES "meetings" ("id") ON DELETE RESTRICT
);

CREATE INDEX "ix_minutes_texts_edited_by_id" ON "minutes_texts" ("edited_by_id");

CREATE TABLE "minutes_absences" (
    "meeting_id" TEXT NOT NULL,
    "seat_id" TEXT NOT NULL,
    "leave" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    CONSTRAINT "PK_minutes_absences" PRIMARY KEY ("meeting_id", "seat_id"),
    CONSTRAINT "fk_minutes_absences_meeting" FOREIGN KEY ("meeting_id") REFERENCES "meetings" ("id") ON DELETE RESTRICT
);

CREATE TABLE "minutes_versions" (
    "meeting_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "document" TEXT NOT NULL,
    "pdf" BLOB NOT NULL,
    "sha256" TEXT NOT NULL,
    "approved_by_id" TEXT NOT NULL,
    "approved_at" TEXT NOT NULL,
    CONSTRAINT "PK_minutes_versions" PRIMARY KEY ("meeting_id", "number"),
    CONSTRAINT "fk_minutes_versions_approved_by" FOREIGN KEY ("approved_by_id") REFERENCES "people" ("id") ON DELETE RESTRICT,
    CONSTRAINT "fk_minutes_versions_meeting" FOREIGN KEY ("meeting_id") REFERENCES "meetings" ("id") ON DELETE RESTRICT
);

CREATE INDEX "ix_minutes_versions_approved_by_id" ON "minutes_versions" ("approved_by_id");
