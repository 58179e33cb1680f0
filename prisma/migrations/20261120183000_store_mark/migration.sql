-- CreateTable
CREATE TABLE "StoreMark" (
    "one" BOOLEAN NOT NULL DEFAULT true,
    "id" TEXT NOT NULL,
    "isPut" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "StoreMark_pkey" PRIMARY KEY ("one")
);
