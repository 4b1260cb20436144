CREATE TABLE "meeting_events" (
    "meeting_id" uuid NOT NULL,
    "revision" bigint NOT NULL,
    "at" timestamp with time zone NOT NULL,
    "by" uuid NULL,
    "type" text NOT NULL,
    "version" integer NOT NULL,
    "audience" text NOT NULL,
    "json" text NOT NULL,
    "command_id" uuid NULL,
    CONSTRAINT "PK_meeting_events" PRIMARY KEY ("meeting_id", "revision")
);

CREATE TABLE "meeting_texts" (
    "meeting_id" uuid NOT NULL,
    "id" uuid NOT NULL,
    "revision" bigint NOT NULL,
    "text" text NULL,
    "erased_at" timestamp with time zone NULL,
    CONSTRAINT "PK_meeting_texts" PRIMARY KEY ("meeting_id", "id")
);

CREATE INDEX "ix_meeting_texts_revision" ON "meeting_texts" ("meeting_id", "revision");

CREATE TABLE "meeting_rooms" (
    "meeting_id" uuid NOT NULL CONSTRAINT "PK_meeting_rooms" PRIMARY KEY,
    "owner" uuid NOT NULL,
    "epoch" bigint NOT NULL,
    "revision" bigint NOT NULL,
    "is_live" boolean NOT NULL,
    "heartbeat_at" timestamp with time zone NOT NULL
);

CREATE INDEX "ix_meeting_rooms_is_live" ON "meeting_rooms" ("is_live");

CREATE TABLE "attendance_stays" (
    "meeting_id" uuid NOT NULL,
    "participant_id" uuid NOT NULL,
    "number" integer NOT NULL,
    "person_id" uuid NULL,
    "seat_id" uuid NULL,
    "from_at" timestamp with time zone NOT NULL,
    "to_at" timestamp with time zone NULL,
    CONSTRAINT "PK_attendance_stays" PRIMARY KEY ("meeting_id", "participant_id", "number")
);

CREATE INDEX "ix_attendance_stays_person_id" ON "attendance_stays" ("person_id");

CREATE TABLE "ballot_counters" (
    "meeting_id" uuid NOT NULL,
    "ballot_id" uuid NOT NULL,
    "choice" text NOT NULL,
    "votes" integer NOT NULL,
    CONSTRAINT "PK_ballot_counters" PRIMARY KEY ("meeting_id", "ballot_id", "choice")
);
