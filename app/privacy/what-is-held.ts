/**
 * All that Packshot keeps of a shop and its people, table by table and column by column, as they are called in the
 * database. What each kind is and how long it is kept say the messages `held.*`, which the access page shows; a test
 * compares all of it with the schema, so that nothing is kept that is not said. Pure, for whoever wants to read it.
 */
export const HELD = {
  images: {
    Image:
      "shop id generationId batchId recipeKey recipeVersion recipeName promptHash credits model objectKey thumbnailKey mimeType width height bytes sha256 altText ratioDiffers bulkActionId decisionBefore createdAt unusedSince pinnedAt expiredAt",
    StoredObject: "shop key generationId attempt state createdAt",
    ImageDeletion: "shop subject subjectId askedAt",
    BulkAction: "shop id formToken kind which upToId askedAt doneUpToId images done leftOut state finishedAt",
  },
  photos: {
    Image: "productId productTitle photoId photoAlt photoUrl",
    ScopePhoto: "shop batchId position productId productTitle photoId photoAlt photoUrl isDuplicate",
    Generation: "productId productTitle photoId photoAlt photoUrl",
    LibraryProduct: "shop productId title newestImageId",
  },
  batches: {
    Batch:
      "shop id state formToken recipeKey recipeVersion recipeName prompt promptHash aspectRatio imageSize imagesPerPhoto model selection collecting skipped notFound scopePhotos duplicates withDuplicates madeUpTo quotedImages quotedCredits quotedMicros creditsPerImage microsPerImage reserved done failed cancelled regenerations failures closing failureCode leaseToken leaseUntil createdAt startedAt finishedAt",
    Generation:
      "shop id batchId position ordinal state attempt lostLeases runAfter leaseToken leaseUntil failureCode round credits regeneratesId replacesId instruction formToken modelCalls paidMicros bookedMicros createdAt startedAt finishedAt",
  },
  recipes: {
    Recipe: "shop id formToken name version createdAt archivedAt",
    RecipeVersion: "shop recipeId version scene aspectRatio imageSize imagesPerPhoto createdAt",
    Shop: "defaultRecipe",
  },
  publications: {
    Publication:
      "shop id imageId activeImageId batchId productId productTitle photoId isLatest isCopy state placement onVariants variantIds fileName altText snapshot attachingAt mediaId failureCode attempt runAfter leaseToken leaseUntil createdAt liveAt lookedAt restoringAt detachingAt restoreChoice restoreTo restoredAt",
    ProductLock: "shop productId token until",
  },
  ledger: {
    CreditAccount: "shop available reserved charged month chargedInMonth",
    LedgerEntry:
      "shop id key kind fromAccount toAccount credits costMicros batchId generationId note createdAt",
  },
  audit: { AuditEntry: "shop id at action subject subjectId details" },
  people: {
    Batch: "personId personName",
    Image: "decision decidedById decidedByName decidedAt",
    Recipe: "createdById createdByName",
    RecipeVersion: "personId personName",
    Publication: "personId personName restoredById restoredByName",
    AuditEntry: "personId personName",
    Export: "personId personName",
    BulkAction: "personId personName",
  },
  signIns: {
    Session:
      "id shop isOnline state scope expires accessToken refreshToken refreshTokenExpires personId personName personLocale personScope permissionAskedAt",
  },
  exports: {
    Export:
      "shop id state which images done uploadId objectKey bytes failureCode deletionMark attempt runAfter leaseToken leaseUntil createdAt finishedAt expiresAt",
    ExportPart: "shop exportId number etag bytes lastImage entries",
  },
  events: {
    WebhookEvent: "shop topic eventId payload triggeredAt receivedAt doneAt attempt runAfter",
  },
  settings: {
    Shop: "shop installedAt seenInstalledAt uninstalledAt uninstallLearnt suspendedAt suspendedWhy batchCap monthlyCap retentionDays language defaultPlacement reconnectSince reconnectWhy checkedAt erasingSince erasingWhy erasingUntil",
  },
  erasures: { ErasureReport: "pseudonym id why begunAt finishedAt counts" },
} as const satisfies Record<string, Readonly<Record<string, string>>>;

export type HeldId = keyof typeof HELD;

/**
 * Tables that know no shop and no person: why paid calls are stopped for everybody, calls of all shops in a day, and which
 * bucket belongs to the database.
 */
export const OF_NO_SHOP: Readonly<Record<string, string>> = {
  ModelStop: "reason until since note",
  ModelDay: "day calls paidMicros",
  StoreMark: "one id isPut",
};
