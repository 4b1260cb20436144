CREATE TABLE "stand_up_answers" (
    "meeting_id" uuid NOT NULL,
    "person_id" uuid NOT NULL,
    "done" text NOT NULL,
    "next" text NOT NULL,
    "in_the_way" text NOT NULL,
    "answered_at" timestamp with time zone NOT NULL,
    "revision" integer NOT NULL,
    CONSTRAINT "PK_stand_up_answers" PRIMARY KEY ("meeting_id", "person_id"),
    CONSTRAINT "fk_stand_up_answers_meeting" FOREIGN KEY ("meeting_id") REFERENCES "meetings" ("id") ON DELETE CASCADE,
    CONSTRAINT "fk_stand_up_answers_person" FOREIGN KEY ("person_id") REFERENCES "people" ("id") ON DELETE RESTRICT
);

CREATE INDEX "ix_stand_up_answers_person_id" ON "stand_up_answers" ("person_id");
