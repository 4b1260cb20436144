CREATE TABLE "organisation" (
    "id" integer NOT NULL CONSTRAINT "PK_organisation" PRIMARY KEY,
    "name" text NOT NULL,
    "parent_name" text NULL,
    "place" text NULL,
    "symbol" text NULL
);

CREATE TABLE "departments" (
    "id" uuid NOT NULL CONSTRAINT "PK_departments" PRIMARY KEY,
    "parent_id" uuid NULL,
    "name" text NOT NULL,
    "rank" integer NOT NULL,
    CONSTRAINT "fk_departments_parent" FOREIGN KEY ("parent_id") REFERENCES "departments" ("id") ON DELETE RESTRICT
);

CREATE INDEX "ix_departments_parent_id" ON "departments" ("parent_id");

CREATE TABLE "people" (
    "id" uuid NOT NULL CONSTRAINT "PK_people" PRIMARY KEY,
    "name" text NOT NULL,
    "name_sort_key" text COLLATE "C" NOT NULL,
    "search_text" text NOT NULL,
    "position" text NOT NULL,
    "department_id" uuid NOT NULL,
    "role" text NOT NULL,
    "is_active" boolean NOT NULL,
    "account" text NULL,
    "account_key" text NULL,
    "password_hash" text NULL,
    "created_at" timestamp with time zone NOT NULL,
    "revision" integer NOT NULL,
    CONSTRAINT "fk_people_department" FOREIGN KEY ("department_id") REFERENCES "departments" ("id") ON DELETE RESTRICT
);

CREATE UNIQUE INDEX "ix_people_account_key" ON "people" ("account_key");

CREATE INDEX "ix_people_department_id" ON "people" ("department_id");

CREATE INDEX "ix_people_name" ON "people" ("name_sort_key", "id");

CREATE TABLE "one_time_links" (
    "token_hash" text NOT NULL CONSTRAINT "PK_one_time_links" PRIMARY KEY,
    "purpose" text NOT NULL,
    "person_id" uuid NULL,
    "expires_at" timestamp with time zone NOT NULL,
    "used_at" timestamp with time zone NULL,
    CONSTRAINT "fk_one_time_links_person" FOREIGN KEY ("person_id") REFERENCES "people" ("id") ON DELETE CASCADE
);

CREATE INDEX "ix_one_time_links_expires_at" ON "one_time_links" ("expires_at");

CREATE INDEX "ix_one_time_links_person_id" ON "one_time_links" ("person_id");

CREATE TABLE "sessions" (
    "id" uuid NOT NULL CONSTRAINT "PK_sessions" PRIMARY KEY,
    "person_id" uuid NOT NULL,
    "created_at" timestamp with time zone NOT NULL,
    "expires_at" timestamp with time zone NOT NULL,
    CONSTRAINT "fk_sessions_person" FOREIGN KEY ("person_id") REFERENCES "people" ("id") ON DELETE CASCADE
);

CREATE INDEX "ix_sessions_expires_at" ON "sessions" ("expires_at");

CREATE INDEX "ix_sessions_person_id" ON "sessions" ("person_id");
