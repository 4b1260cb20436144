CREATE TABLE "minutes_reviews" (
    "meeting_id" uuid NOT NULL CONSTRAINT "PK_minutes_reviews" PRIMARY KEY,
    "stage" text NOT NULL,
    "submitted_at" timestamp with time zone NULL,
    "return_word" text NULL,
    "revision" integer NOT NULL,
    CONSTRAINT "fk_minutes_reviews_meeting" FOREIGN KEY ("meeting_id") REFERENCES "meetings" ("id") ON DELETE RESTRICT
);

CREATE TABLE "minutes_texts" (
    "meeting_id" uuid NOT NULL,
    "agenda_item_id" uuid NOT NULL,
    "text" text NOT NULL,
    "edited_by_id" uuid NOT NULL,
    "edited_at" timestamp with time zone NOT NULL,
    "revision" integer NOT NULL,
    CONSTRAINT "PK_minutes_texts" PRIMARY KEY ("meeting_id", "agenda_item_id"),
    CONSTRAINT "fk_minutes_texts_edited_by" FOREIGN KEY ("edited_by_id") REFERENCES "people" ("id") ON DELETE RESTRICT,
    CONSTRAINT "fk_minutes_texts_meeting" FOREIGN KEY ("meeting_id") REFERENCES "meetings" ("id") ON DELETE RESTRICT
);

CREATE INDEX "ix_minutes_texts_edited_by_id" ON "minutes_texts" ("edited_by_id");

CREATE TABLE "minutes_absences" (
    "meeting_id" uuid NOT NULL,
    "seat_id" uuid NOT NULL,
    "leave" text NOT NULL,
    "reason" text NOT NULL,
    "revision" integer NOT NULL,
    CONSTRAINT "PK_minutes_absences" PRIMARY KEY ("meeting_id", "seat_id"),
    CONSTRAINT "fk_minutes_absences_meeting" FOREIGN KEY ("meeting_id") REFERENCES "meetings" ("id") ON DELETE RESTRICT
);

CREATE TABLE "minutes_versions" (
    "meeting_id" uuid NOT NULL,
    "number" integer NOT NULL,
    "document" text NOT NULL,
    "pdf" bytea NOT NULL,
    "sha256" text NOT NULL,
    "approved_by_id" uuid NOT NULL,
    "approved_at" timestamp with time zone NOT NULL,
    CONSTRAINT "PK_minutes_versions" PRIMARY KEY ("meeting_id", "number"),
    CONSTRAINT "fk_minutes_versions_approved_by" FOREIGN KEY ("approved_by_id") REFERENCES "people" ("id") ON DELETE RESTRICT,
    CONSTRAINT "fk_minutes_versions_meeting" FOREIGN KEY ("meeting_id") REFERENCES "meetings" ("id") ON DELETE RESTRICT
);

CREATE INDEX "ix_minutes_versions_approved_by_id" ON "minutes_versions" ("approved_by_id");
