CREATE TABLE "meeting_events" (
    "meeting_id" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "at" TEXT NOT NULL,
    "by" TEXT NULL,
    "type" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "audience" TEXT NOT NULL,
    "json" TEXT NOT NULL,
    "command_id" TEXT NULL,
    CONSTRAINT "PK_meeting_events" PRIMARY KEY ("meeting_id", "revision")
);

CREATE TABLE "meeting_texts" (
    "meeting_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "text" TEXT NULL,
    "erased_at" TEXT NULL,
    CONSTRAINT "PK_meeting_texts" PRIMARY KEY ("meeting_id", "id")
);

CREATE INDEX "ix_meeting_texts_revision" ON "meeting_texts" ("meeting_id", "revision");

CREATE TABLE "meeting_rooms" (
    "meeting_id" TEXT NOT NULL CONSTRAINT "PK_meeting_rooms" PRIMARY KEY,
    "owner" TEXT NOT NULL,
    "epoch" INTEGER NOT NULL,
    "revision" INTEGER NOT NULL,
    "is_live" INTEGER NOT NULL,
    "heartbeat_at" TEXT NOT NULL
);

CREATE INDEX "ix_meeting_rooms_is_live" ON "meeting_rooms" ("is_live");

CREATE TABLE "attendance_stays" (
    "meeting_id" TEXT NOT NULL,
    "participant_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "person_id" TEXT NULL,
    "seat_id" TEXT NULL,
    "from_at" TEXT NOT NULL,
    "to_at" TEXT NULL,
    CONSTRAINT "PK_attendance_stays" PRIMARY KEY ("meeting_id", "participant_id", "number")
);

CREATE INDEX "ix_attendance_stays_person_id" ON "attendance_stays" ("person_id");

CREATE TABLE "ballot_counters" (
    "meeting_id" TEXT NOT NULL,
    "ballot_id" TEXT NOT NULL,
    "choice" TEXT NOT NULL,
    "votes" INTEGER NOT NULL,
    CONSTRAINT "PK_ballot_counters" PRIMARY KEY ("meeting_id", "ballot_id", "choice")
);
