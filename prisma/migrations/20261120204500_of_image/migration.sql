-- CreateIndex
CREATE INDEX "AuditEntry_of_image" ON "AuditEntry"("shop", "subjectId", "id") WHERE (subject = 'image' AND "subjectId" <> '');
