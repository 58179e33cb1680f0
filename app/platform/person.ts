/** The staff member who acts, from Shopify's online session. The e-mail is never kept. */
export type Person = { id: string; name: string; locale: string; canEditProducts: boolean };
