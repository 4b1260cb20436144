CREATE TABLE "meetings" (
    "id" uuid NOT NULL CONSTRAINT "PK_meetings" PRIMARY KEY,
    "title" text NOT NULL,
    "kind" text NOT NULL,
    "plan" text NOT NULL,
    "local_start" text NOT NULL,
    "zone" text NOT NULL,
    "starts_at" timestamp with time zone NOT NULL,
    "planned_minutes" integer NOT NULL,
    "place" text NOT NULL,
    "chair_id" uuid NOT NULL,
    "secretary_id" uuid NOT NULL,
    "created_by_id" uuid NOT NULL,
    "created_at" timestamp with time zone NOT NULL,
    "invited_at" timestamp with time zone NULL,
    "reason" text NULL,
    "revision" integer NOT NULL,
    "agenda_revision" integer NOT NULL,
    "started_at" timestamp with time zone NULL,
    "ended_at" timestamp with time zone NULL,
    CONSTRAINT "fk_meetings_chair" FOREIGN KEY ("chair_id") REFERENCES "people" ("id") ON DELETE RESTRICT,
    CONSTRAINT "fk_meetings_created_by" FOREIGN KEY ("created_by_id") REFERENCES "people" ("id") ON DELETE RESTRICT,
    CONSTRAINT "fk_meetings_secretary" FOREIGN KEY ("secretary_id") REFERENCES "people" ("id") ON DELETE RESTRICT
);

CREATE INDEX "ix_meetings_chair_id" ON "meetings" ("chair_id");

CREATE INDEX "ix_meetings_created_by_id" ON "meetings" ("created_by_id");

CREATE INDEX "ix_meetings_secretary_id" ON "meetings" ("secretary_id");

CREATE INDEX "ix_meetings_starts_at" ON "meetings" ("starts_at", "id");

CREATE TABLE "seats" (
    "id" uuid NOT NULL CONSTRAINT "PK_seats" PRIMARY KEY,
    "meeting_id" uuid NOT NULL,
    "person_id" uuid NOT NULL,
    "department_id" uuid NULL,
    CONSTRAINT "fk_seats_department" FOREIGN KEY ("department_id") REFERENCES "departments" ("id") ON DELETE SET NULL,
    CONSTRAINT "fk_seats_meeting" FOREIGN KEY ("meeting_id") REFERENCES "meetings" ("id") ON DELETE CASCADE,
    CONSTRAINT "fk_seats_person" FOREIGN KEY ("person_id") REFERENCES "people" ("id") ON DELETE RESTRICT
);

CREATE INDEX "ix_seats_department_id" ON "seats" ("department_id");

CREATE UNIQUE INDEX "ix_seats_meeting_person" ON "seats" ("meeting_id", "person_id");

CREATE INDEX "ix_seats_person_id" ON "seats" ("person_id");

CREATE TABLE "invited_departments" (
    "meeting_id" uuid NOT NULL,
    "department_id" uuid NOT NULL,
    CONSTRAINT "PK_invited_departments" PRIMARY KEY ("meeting_id", "department_id"),
    CONSTRAINT "fk_invited_departments_department" FOREIGN KEY ("department_id") REFERENCES "departments" ("id") ON DELETE CASCADE,
    CONSTRAINT "fk_invited_departments_meeting" FOREIGN KEY ("meeting_id") REFERENCES "meetings" ("id") ON DELETE CASCADE
);

CREATE INDEX "ix_invited_departments_department_id" ON "invited_departments" ("department_id");

CREATE TABLE "agenda_items" (
    "id" uuid NOT NULL CONSTRAINT "PK_agenda_items" PRIMARY KEY,
    "meeting_id" uuid NOT NULL,
    "position" integer NOT NULL,
    "title" text NOT NULL,
    "presenter_id" uuid NULL,
    "minutes" integer NOT NULL,
    "notes" text NOT NULL,
    "revision" integer NOT NULL,
    CONSTRAINT "fk_agenda_items_meeting" FOREIGN KEY ("meeting_id") REFERENCES "meetings" ("id") ON DELETE CASCADE,
    CONSTRAINT "fk_agenda_items_presenter" FOREIGN KEY ("presenter_id") REFERENCES "people" ("id") ON DELETE RESTRICT
);

CREATE INDEX "ix_agenda_items_meeting_position" ON "agenda_items" ("meeting_id", "position");

CREATE INDEX "ix_agenda_items_presenter_id" ON "agenda_items" ("presenter_id");

CREATE TABLE "action_items" (
    "id" uuid NOT NULL CONSTRAINT "PK_action_items" PRIMARY KEY,
    "meeting_id" uuid NOT NULL,
    "agenda_item_id" uuid NULL,
    "what" text NOT NULL,
    "owner_person_id" uuid NULL,
    "owner_department_id" uuid NULL,
    "co_workers" text NOT NULL,
    "due" date NOT NULL,
    "recorded_at" timestamp with time zone NOT NULL,
    CONSTRAINT "fk_action_items_meeting" FOREIGN KEY ("meeting_id") REFERENCES "meetings" ("id") ON DELETE RESTRICT
);

CREATE INDEX "ix_action_items_meeting_id" ON "action_items" ("meeting_id");

CREATE INDEX "ix_action_items_owner_department" ON "action_items" ("owner_department_id", "due");

CREATE INDEX "ix_action_items_owner_person" ON "action_items" ("owner_person_id", "due");
