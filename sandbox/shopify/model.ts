/** What the stand-in knows about its shops: plain data, held in memory for as long as the process lives. */

type MediaStatus = "UPLOADED" | "PROCESSING" | "READY" | "FAILED";

export type Media = {
  /** e.g. `gid://shopify/MediaImage/123`; the type name is the middle part. */
  id: string;
  type: "MediaImage" | "Video" | "Model3d" | "ExternalVideo";
  alt: string;
  status: MediaStatus;
  mediaErrors: { code: string; details: string; message: string }[];
  createdAt: string;
  /** Served under `/cdn/` by the stand-in; null until READY. Width and height in pixels. */
  file: {
    path: string;
    fileName: string;
    width: number;
    height: number;
    bytes: number;
    mimeType: string;
  } | null;
  /** While Shopify "works" on new media: what it ends as, and when (epoch ms). See `settleMedia`. */
  pending?: MediaOutcome;
};

export type MediaOutcome = {
  processingAt: number;
  doneAt: number;
  errors: Media["mediaErrors"];
  file: Media["file"];
};

export type Variant = {
  id: string;
  title: string;
  sku: string;
  price: string;
  selectedOptions: { name: string; value: string }[];
  mediaIds: string[];
};

export type Product = {
  id: string;
  title: string;
  handle: string;
  status: "ACTIVE" | "DRAFT" | "ARCHIVED";
  vendor: string;
  productType: string;
  tags: string[];
  descriptionHtml: string;
  createdAt: string;
  updatedAt: string;
  media: Media[];
  variants: Variant[];
  /** Reorders that Shopify's jobs have yet to do. See `settleMedia`. */
  reorders?: { doneAt: number; moves: MediaMove[] }[];
};

/** To a place counted from 0 in the list without the media that moves. */
export type MediaMove = { id: string; newPosition: number };

export type Collection = { id: string; title: string; handle: string; productIds: string[] };

export type StaffMember = {
  id: number;
  firstName: string;
  lastName: string;
  email: string;
  locale: string;
  accountOwner: boolean;
  /** What this person's own permissions cover, of the app's scopes. */
  scopes: string[];
};

/** The app's, at Shopify. The oldest secret that is not revoked signs; with either one credentials can be asked for. */
export type ClientCredentials = { apiKey: string; apiSecret: string; newSecret?: string };

export type Token = {
  token: string;
  kind: "offline" | "online";
  userId: number | null;
  scopes: string[];
  expiresAt: number;
  refreshToken: string | null;
  refreshExpiresAt: number | null;
  revoked: boolean;
  /** The client secret that it was asked for with: it ends when that is revoked. */
  clientSecret?: string;
  /** The access token that came out of using this one's refresh token. */
  replacedBy?: string;
};

export type Shop = {
  /** `name.myshopify.com` */
  domain: string;
  id: number;
  name: string;
  currencyCode: string;
  plan: "basic" | "advanced" | "plus" | "enterprise";
  installed: boolean;
  /** What the merchant granted the app; empty while it is not installed. */
  grantedScopes: string[];
  /** How often the app was uninstalled: session tokens of an earlier installation are worthless. */
  uninstalls: number;
  staff: StaffMember[];
  products: Map<string, Product>;
  collections: Collection[];
  tokens: Token[];
};

/** A fault for the next calls of one named operation; `drop_answer` carries the operation out first. */
export type NextFault = {
  operation: string;
  fault: "drop_answer" | "error_500" | "throttled" | "hang" | "userErrors";
  times: number;
};

/**
 * What Shopify's bulk query came to. Whatever the fate, it is `RUNNING` until its time has come and, for one that
 * completes, its result is there.
 */
export type BulkOperation = {
  id: string;
  shop: string;
  query: string;
  grouped: boolean;
  createdAt: string;
  readyAt: number;
  fate: "COMPLETED" | "CANCELED" | { errorCode: "ACCESS_DENIED" | "INTERNAL_SERVER_ERROR" | "TIMEOUT" };
  objectCount: number;
  rootObjectCount: number;
  /** JSONL; null while it is not there. */
  result: Buffer | null;
  expiresAt: number;
  /** Part of the result's address: another one, and the old address is dead. */
  signature: number;
};

/** The first four strike a bulk query when it starts, the others when somebody fetches its result. */
export type BulkFault = {
  fault: "fail" | "timeout" | "access_denied" | "cancel" | "dead_address" | "cut_result" | "expire";
  times: number;
};

/** Faults that can be switched while it runs: `POST /sandbox/faults` with any of these. */
export type Faults = {
  /** Milliseconds added to every Admin API answer. */
  latencyMs: number;
  /** Share (0 to 1) of Admin API calls answered 500, and of those answered THROTTLED. */
  errorRate: number;
  throttleRate: number;
  /** Share of Admin API mutations that are carried out but whose answer is cut off. */
  dropAnswerRate: number;
  /** How long new media stay UPLOADED and then PROCESSING, together. */
  mediaDelayMs: number;
  /** Share of token exchanges and refreshes answered 503. */
  tokenErrorRate: number;
  /** Share of new media that end FAILED. */
  mediaFailRate: number;
  /** How long a bulk query takes at least. */
  bulkDelayMs: number;
  /** Used up as they strike. */
  bulk: BulkFault[];
  /** Every webhook is sent this many times, and this late. */
  webhookCopies: number;
  webhookDelayMs: number;
  /** Used up as they strike. */
  next: NextFault[];
};
