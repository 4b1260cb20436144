CREATE TABLE "organisation" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_organisation" PRIMARY KEY,
    "name" TEXT NOT NULL,
    "parent_name" TEXT NULL,
    "place" TEXT NULL,
    "symbol" TEXT NULL
);

CREATE TABLE "departments" (
    "id" TEXT NOT NULL CONSTRAINT "PK_departments" PRIMARY KEY,
    "parent_id" TEXT NULL,
    "name" TEXT NOT NULL,
    "rank" INTEGER NOT NULL,
    CONSTRAINT "fk_departments_parent" FOREIGN KEY ("parent_id") REFERENCES "departments" ("id") ON DELETE RESTRICT
);

CREATE INDEX "ix_departments_parent_id" ON "departments" ("parent_id");

CREATE TABLE "people" (
    "id" TEXT NOT NULL CONSTRAINT "PK_people" PRIMARY KEY,
    "name" TEXT NOT NULL,
    "name_sort_key" TEXT NOT NULL,
    "search_text" TEXT NOT NULL,
    "position" TEXT NOT NULL,
    "department_id" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "is_active" INTEGER NOT NULL,
    "account" TEXT NULL,
    "account_key" TEXT NULL,
    "password_hash" TEXT NULL,
    "created_at" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    CONSTRAINT "fk_people_department" FOREIGN KEY ("department_id") REFERENCES "departments" ("id") ON DELETE RESTRICT
);

CREATE UNIQUE INDEX "ix_people_account_key" ON "people" ("account_key");

CREATE INDEX "ix_people_department_id" ON "people" ("department_id");

CREATE INDEX "ix_people_name" ON "people" ("name_sort_key", "id");

CREATE TABLE "one_time_links" (
    "token_hash" TEXT NOT NULL CONSTRAINT "PK_one_time_links" PRIMARY KEY,
    "purpose" TEXT NOT NULL,
    "person_id" TEXT NULL,
    "expires_at" TEXT NOT NULL,
    "used_at" TEXT NULL,
    CONSTRAINT "fk_one_time_links_person" FOREIGN KEY ("person_id") REFERENCES "people" ("id") ON DELETE CASCADE
);

CREATE INDEX "ix_one_time_links_expires_at" ON "one_time_links" ("expires_at");

CREATE INDEX "ix_one_time_links_person_id" ON "one_time_links" ("person_id");

CREATE TABLE "sessions" (
    "id" TEXT NOT NULL CONSTRAINT "PK_sessions" PRIMARY KEY,
    "person_id" TEXT NOT NULL,
    "created_at" TEXT NOT NULL,
    "expires_at" TEXT NOT NULL,
    CONSTRAINT "fk_sessions_person" FOREIGN KEY ("person_id") REFERENCES "people" ("id") ON DELETE CASCADE
);

CREATE INDEX "ix_sessions_expires_at" ON "sessions" ("expires_at");

CREATE INDEX "ix_sessions_person_id" ON "sessions" ("person_id");
