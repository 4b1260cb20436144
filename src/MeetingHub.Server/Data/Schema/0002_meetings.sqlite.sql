CREATE TABLE "meetings" (
    "id" TEXT NOT NULL CONSTRAINT "PK_meetings" PRIMARY KEY,
    "title" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "plan" TEXT NOT NULL,
    "local_start" TEXT NOT NULL,
    "zone" TEXT NOT NULL,
    "starts_at" TEXT NOT NULL,
    "planned_minutes" INTEGER NOT NULL,
    "place" TEXT NOT NULL,
    "chair_id" TEXT NOT NULL,
    "secretary_id" TEXT NOT NULL,
    "created_by_id" TEXT NOT NULL,
    "created_at" TEXT NOT NULL,
    "invited_at" TEXT NULL,
    "reason" TEXT NULL,
    "revision" INTEGER NOT NULL,
    "agenda_revision" INTEGER NOT NULL,
    "started_at" TEXT NULL,
    "ended_at" TEXT NULL,
    CONSTRAINT "fk_meetings_chair" FOREIGN KEY ("chair_id") REFERENCES "people" ("id") ON DELETE RESTRICT,
    CONSTRAINT "fk_meetings_created_by" FOREIGN KEY ("created_by_id") REFERENCES "people" ("id") ON DELETE RESTRICT,
    CONSTRAINT "fk_meetings_secretary" FOREIGN KEY ("secretary_id") REFERENCES "people" ("id") ON DELETE RESTRICT
);

CREATE INDEX "ix_meetings_chair_id" ON "meetings" ("chair_id");

CREATE INDEX "ix_meetings_created_by_id" ON "meetings" ("created_by_id");

CREATE INDEX "ix_meetings_secretary_id" ON "meetings" ("secretary_id");

CREATE INDEX "ix_meetings_starts_at" ON "meetings" ("starts_at", "id");

CREATE TABLE "seats" (
    "id" TEXT NOT NULL CONSTRAINT "PK_seats" PRIMARY KEY,
    "meeting_id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "department_id" TEXT NULL,
    CONSTRAINT "fk_seats_department" FOREIGN KEY ("department_id") REFERENCES "departments" ("id") ON DELETE SET NULL,
    CONSTRAINT "fk_seats_meeting" FOREIGN KEY ("meeting_id") REFERENCES "meetings" ("id") ON DELETE CASCADE,
    CONSTRAINT "fk_seats_person" FOREIGN KEY ("person_id") REFERENCES "people" ("id") ON DELETE RESTRICT
);

CREATE INDEX "ix_seats_department_id" ON "seats" ("department_id");

CREATE UNIQUE INDEX "ix_seats_meeting_person" ON "seats" ("meeting_id", "person_id");

CREATE INDEX "ix_seats_person_id" ON "seats" ("person_id");

CREATE TABLE "invited_departments" (
    "meeting_id" TEXT NOT NULL,
    "department_id" TEXT NOT NULL,
    CONSTRAINT "PK_invited_departments" PRIMARY KEY ("meeting_id", "department_id"),
    CONSTRAINT "fk_invited_departments_department" FOREIGN KEY ("department_id") REFERENCES "departments" ("id") ON DELETE CASCADE,
    CONSTRAINT "fk_invited_departments_meeting" FOREIGN KEY ("meeting_id") REFERENCES "meetings" ("id") ON DELETE CASCADE
);

CREATE INDEX "ix_invited_departments_department_id" ON "invited_departments" ("department_id");

CREATE TABLE "agenda_items" (
    "id" TEXT NOT NULL CONSTRAINT "PK_agenda_items" PRIMARY KEY,
    "meeting_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "presenter_id" TEXT NULL,
    "minutes" INTEGER NOT NULL,
    "notes" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    CONSTRAINT "fk_agenda_items_meeting" FOREIGN KEY ("meeting_id") REFERENCES "meetings" ("id") ON DELETE CASCADE,
    CONSTRAINT "fk_agenda_items_presenter" FOREIGN KEY ("presenter_id") REFERENCES "people" ("id") ON DELETE RESTRICT
);

CREATE INDEX "ix_agenda_items_meeting_position" ON "agenda_items" ("meeting_id", "position");

CREATE INDEX "ix_agenda_items_presenter_id" ON "agenda_items" ("presenter_id");

CREATE TABLE "action_items" (
    "id" TEXT NOT NULL CONSTRAINT "PK_action_items" PRIMARY KEY,
    "meeting_id" TEXT NOT NULL,
    "agenda_item_id" TEXT NULL,
    "what" TEXT NOT NULL,
    "owner_person_id" TEXT NULL,
    "owner_department_id" TEXT NULL,
    "co_workers" TEXT NOT NULL,
    "due" TEXT NOT NULL,
    "recorded_at" TEXT NOT NULL,
    CONSTRAINT "fk_action_items_meeting" FOREIGN KEY ("meeting_id") REFERENCES "meetings" ("id") ON DELETE RESTRICT
);

CREATE INDEX "ix_action_items_meeting_id" ON "action_items" ("meeting_id");

CREATE INDEX "ix_action_items_owner_department" ON "action_items" ("owner_department_id", "due");

CREATE INDEX "ix_action_items_owner_person" ON "action_items" ("owner_person_id", "due");
