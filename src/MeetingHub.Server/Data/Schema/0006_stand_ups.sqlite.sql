CREATE TABLE "stand_up_answers" (
    "meeting_id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "done" TEXT NOT NULL,
    "next" TEXT NOT NULL,
    "in_the_way" TEXT NOT NULL,
    "answered_at" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    CONSTRAINT "PK_stand_up_answers" PRIMARY KEY ("meeting_id", "person_id"),
    CONSTRAINT "fk_stand_up_answers_meeting" FOREIGN KEY ("meeting_id") REFERENCES "meetings" ("id") ON DELETE CASCADE,
    CONSTRAINT "fk_stand_up_answers_person" FOREIGN KEY ("person_id") REFERENCES "people" ("id") ON DELETE RESTRICT
);

CREATE INDEX "ix_stand_up_answers_person_id" ON "stand_up_answers" ("person_id");
