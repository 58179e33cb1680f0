import { RETENTION_DAYS, WINDOWS } from "./windows.ts";

export type HeldGroup = {
  /** What it is, as a merchant would say. */
  name: string;
  about: string;
  /** How long, from the same constants that the sweeper uses. */
  kept: string;
  /** Where it lies: the columns of each table, by their names in the database. */
  holds: Readonly<Record<string, string>>;
};

const WITH_IMAGE = "as long as the image";
const WITH_SHOP = "as long as Packshot is installed, and until the store is erased";

/**
 * All that Packshot keeps of a shop and its people, table by table and column by column: the access page shows it and a
 * test compares it with the schema, so that nothing is kept that is not said. Pure, for whoever wants to read it.
 */
export const HELD = {
  images: {
    name: "Images",
    about: "The images that Packshot made: file, thumbnail, size, checksum, alt text, and how each was made.",
    kept: `${WINDOWS.unpublishedImages.words} unless they are on a product or marked as kept, or the store chose another number of days (${RETENTION_DAYS.least} to ${RETENTION_DAYS.most}); rejected ones ${WINDOWS.rejectedImages.words}`,
    holds: {
      Image:
        "shop id generationId batchId recipeKey recipeVersion recipeName promptHash credits model objectKey thumbnailKey mimeType width height bytes sha256 altText ratioDiffers bulkActionId decisionBefore createdAt unusedSince pinnedAt expiredAt",
      StoredObject: "shop key generationId attempt state createdAt",
      ImageDeletion: "shop subject subjectId askedAt",
      BulkAction:
        "shop id formToken kind which upToId askedAt doneUpToId images done leftOut state finishedAt",
    },
  },
  photos: {
    name: "Photos used",
    about:
      "Of each photo that an image was made from: its id, alt text and address at Shopify, its product's id and title. Packshot keeps no copy of the photo itself.",
    kept: `with the batch: ${WITH_SHOP}; quotes that nobody started ${WINDOWS.quotes.words}`,
    holds: {
      Image: "productId productTitle photoId photoAlt photoUrl",
      ScopePhoto: "shop batchId position productId productTitle photoId photoAlt photoUrl isDuplicate",
      Generation: "productId productTitle photoId photoAlt photoUrl",
      LibraryProduct: "shop productId title newestImageId",
    },
  },
  batches: {
    name: "Batches",
    about:
      "What was asked for: the recipe with its prompt, the selection, the quote, and what came of each photo.",
    kept: `${WITH_SHOP}; quotes that nobody started ${WINDOWS.quotes.words}`,
    holds: {
      Batch:
        "shop id state formToken recipeKey recipeVersion recipeName prompt promptHash aspectRatio imageSize imagesPerPhoto model selection collecting skipped notFound scopePhotos duplicates withDuplicates madeUpTo quotedImages quotedCredits quotedMicros creditsPerImage microsPerImage reserved done failed cancelled regenerations failures closing failureCode leaseToken leaseUntil createdAt startedAt finishedAt",
      Generation:
        "shop id batchId position ordinal state attempt lostLeases runAfter leaseToken leaseUntil failureCode round credits regeneratesId replacesId instruction formToken modelCalls paidMicros bookedMicros createdAt startedAt finishedAt",
    },
  },
  recipes: {
    name: "Recipes",
    about:
      "The store's own recipes: name, scene and format, in all their versions, and which one comes first.",
    kept: WITH_SHOP,
    holds: {
      Recipe: "shop id formToken name version createdAt archivedAt",
      RecipeVersion: "shop recipeId version scene aspectRatio imageSize imagesPerPhoto createdAt",
      Shop: "defaultRecipe",
    },
  },
  publications: {
    name: "Publications",
    about:
      "Which image was put on which product, and what stood there before: the ids, alt texts and order of the product's media, so that it can be undone.",
    kept: WITH_SHOP,
    holds: {
      Publication:
        "shop id imageId activeImageId batchId productId photoId isLatest state placement fileName altText snapshot attachingAt mediaId failureCode attempt runAfter leaseToken leaseUntil createdAt liveAt lookedAt restoringAt detachingAt restoredAt",
      ProductLock: "shop productId token until",
    },
  },
  ledger: {
    name: "Credits and ledger",
    about: "What was granted, reserved, charged and released, and for which batch or image.",
    kept: `as long as the store uses Packshot; when it is erased under a pseudonym, without notes, until they are ${WINDOWS.ledger.words} old, as the law requires`,
    holds: {
      CreditAccount: "shop available reserved charged month chargedInMonth",
      LedgerEntry:
        "shop id key kind fromAccount toAccount credits costMicros batchId generationId note createdAt",
    },
  },
  audit: {
    name: "Audit log",
    about: "What was done in Packshot and when: counts and settings, never prompts, titles or pictures.",
    kept: WINDOWS.auditLog.words,
    holds: { AuditEntry: "shop id at action subject subjectId details" },
  },
  people: {
    name: "Staff who did something",
    about:
      "The Shopify staff id and display name of whoever asked for a batch or an export, made a recipe, decided, published or restored. Never an e-mail address.",
    kept: `with what they did: ${WITH_IMAGE}, or the batch, or the log entry`,
    holds: {
      Batch: "personId personName",
      Image: "decision decidedById decidedByName decidedAt",
      Recipe: "createdById createdByName",
      RecipeVersion: "personId personName",
      Publication: "personId personName restoredById restoredByName",
      AuditEntry: "personId personName",
      Export: "personId personName",
      BulkAction: "personId personName",
    },
  },
  signIns: {
    name: "Sign-ins and the connection to Shopify",
    about:
      "Of each staff member who is signed in: staff id, name, language and permissions, and when Shopify was last asked for these. The access tokens of the store and of its staff are encrypted, and are shown to nobody.",
    kept: `a staff member's until ${WINDOWS.endedSessions.words} after it has run out; the store's own until Packshot is uninstalled`,
    holds: {
      Session:
        "id shop isOnline state scope expires accessToken refreshToken refreshTokenExpires personId personName personLocale personScope permissionAskedAt",
    },
  },
  exports: {
    name: "Exports",
    about: "The file of an export with all images and data, and when it was asked for.",
    kept: `the file ${WINDOWS.exports.words}`,
    holds: {
      Export:
        "shop id state images done uploadId objectKey bytes failureCode deletionMark attempt runAfter leaseToken leaseUntil createdAt finishedAt expiresAt",
      ExportPart: "shop exportId number etag bytes lastImage entries",
    },
  },
  events: {
    name: "Events from Shopify",
    about: "That Shopify told Packshot of an uninstall, changed permissions or a deleted product.",
    kept: WINDOWS.webhookEvents.words,
    holds: {
      WebhookEvent: "shop topic eventId payload triggeredAt receivedAt doneAt attempt runAfter",
    },
  },
  settings: {
    name: "The store and its settings",
    about:
      "The store's myshopify address, when Packshot was installed, the caps on spending, the days that images are kept, the language and the place on a product that were chosen, and whether work is stopped.",
    kept: WITH_SHOP,
    holds: {
      Shop: "shop installedAt seenInstalledAt uninstalledAt uninstallLearnt suspendedAt suspendedWhy batchCap monthlyCap retentionDays language defaultPlacement reconnectSince reconnectWhy checkedAt erasingSince erasingWhy erasingUntil",
    },
  },
  erasures: {
    name: "Reports of erasures",
    about:
      "That a store was erased, why, when, and how much: under a pseudonym, without name, people or pictures.",
    kept: WINDOWS.erasureReports.words,
    holds: { ErasureReport: "pseudonym id why begunAt finishedAt counts" },
  },
} as const satisfies Record<string, HeldGroup>;

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

/** Kept outside of the database. */
export const LOGS_KEPT = `Besides these, logs of requests and of background work name the store and staff ids for ${WINDOWS.requestLogs.words}.`;
