/** The staff member who acts, from Shopify's online session. The e-mail is never kept. */
export type Person = { id: string; name: string; locale: string; canEditProducts: boolean };

/** Somebody of whom Shopify said minutes ago, at the most, that they may edit products (platform/permission.server.ts). */
export type Editor = Person & { canEditProducts: true; askedAt: Date };
