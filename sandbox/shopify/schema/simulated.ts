/** What the stand-in simulates of Shopify's Admin API: object and interface types with their fields. */
export const SIMULATED_FIELDS: Record<string, string[]> = {
  QueryRoot: [
    ...["products", "product", "productsCount", "productVariants", "collections", "node", "nodes", "job"],
    ...["shop", "productTypes", "productVendors", "productTags", "currentAppInstallation", "bulkOperation"],
  ],
  Mutation: [
    ...["stagedUploadsCreate", "productUpdate", "productReorderMedia", "productDeleteMedia"],
    ...[
      "productVariantAppendMedia",
      "productVariantDetachMedia",
      "bulkOperationRunQuery",
      "bulkOperationCancel",
    ],
  ],
  Node: ["id"],
  PageInfo: ["endCursor", "hasNextPage", "hasPreviousPage", "startCursor"],
  Count: ["count", "precision"],
  Product: [
    ...["id", "legacyResourceId", "title", "handle", "status", "vendor", "productType", "tags"],
    ...["description", "descriptionHtml", "createdAt", "updatedAt", "featuredMedia", "media", "mediaCount"],
    ...["variants", "variantsCount", "hasOnlyDefaultVariant", "collections", "inCollection"],
  ],
  ProductConnection: ["edges", "nodes", "pageInfo"],
  ProductEdge: ["cursor", "node"],
  ProductVariant: [
    ...["id", "legacyResourceId", "title", "displayName", "sku", "price", "position"],
    ...["selectedOptions", "media", "product"],
  ],
  ProductVariantConnection: ["edges", "nodes", "pageInfo"],
  ProductVariantEdge: ["cursor", "node"],
  SelectedOption: ["name", "value"],
  Collection: ["id", "legacyResourceId", "title", "handle", "products", "productsCount"],
  CollectionConnection: ["edges", "nodes", "pageInfo"],
  CollectionEdge: ["cursor", "node"],
  StringConnection: ["edges", "nodes", "pageInfo"],
  StringEdge: ["cursor", "node"],
  Media: ["id", "alt", "mediaContentType", "mediaErrors", "mediaWarnings", "preview", "status"],
  MediaImage: [
    ...["id", "alt", "mediaContentType", "mediaErrors", "mediaWarnings", "preview", "status"],
    ...["createdAt", "updatedAt", "image", "mimeType", "originalSource"],
  ],
  Video: ["id", "alt", "mediaContentType", "mediaErrors", "mediaWarnings", "preview", "status", "createdAt"],
  Model3d: [
    "id",
    "alt",
    "mediaContentType",
    "mediaErrors",
    "mediaWarnings",
    "preview",
    "status",
    "createdAt",
  ],
  ExternalVideo: [
    ...["id", "alt", "mediaContentType", "mediaErrors", "mediaWarnings", "preview", "status", "createdAt"],
  ],
  MediaConnection: ["edges", "nodes", "pageInfo"],
  MediaEdge: ["cursor", "node"],
  MediaPreviewImage: ["image", "status"],
  MediaError: ["code", "details", "message"],
  MediaWarning: ["code", "message"],
  MediaImageOriginalSource: ["fileSize", "url"],
  Image: ["id", "altText", "height", "width", "url"],
  BulkOperation: [
    ...["id", "status", "type", "errorCode", "query", "createdAt", "completedAt"],
    ...["objectCount", "rootObjectCount", "fileSize", "url", "partialDataUrl"],
  ],
  BulkOperationCancelPayload: ["bulkOperation", "userErrors"],
  BulkOperationRunQueryPayload: ["bulkOperation", "userErrors"],
  BulkOperationUserError: ["code", "field", "message"],
  Job: ["id", "done", "query"],
  Shop: ["id", "name", "myshopifyDomain", "currencyCode", "plan", "url"],
  ShopPlan: ["partnerDevelopment", "publicDisplayName", "shopifyPlus"],
  AppInstallation: ["id", "accessScopes"],
  AccessScope: ["handle", "description"],
  DisplayableError: ["field", "message"],
  UserError: ["field", "message"],
  MediaUserError: ["code", "field", "message"],
  StagedMediaUploadTarget: ["parameters", "resourceUrl", "url"],
  StagedUploadParameter: ["name", "value"],
  StagedUploadsCreatePayload: ["stagedTargets", "userErrors"],
  ProductUpdatePayload: ["product", "userErrors"],
  ProductReorderMediaPayload: ["job", "mediaUserErrors", "userErrors"],
  ProductDeleteMediaPayload: [
    ...["deletedMediaIds", "deletedProductImageIds", "mediaUserErrors", "product", "userErrors"],
  ],
  ProductVariantAppendMediaPayload: ["product", "productVariants", "userErrors"],
  ProductVariantDetachMediaPayload: ["product", "productVariants", "userErrors"],
};

/** Enums and scalars are kept whole, save those named with the values that work. */
export const SIMULATED_ENUMS: Record<string, string[] | "all"> = {
  BulkOperationErrorCode: "all",
  BulkOperationStatus: "all",
  BulkOperationType: "all",
  BulkOperationUserErrorCode: "all",
  CollectionSortKeys: ["ID", "RELEVANCE", "TITLE"],
  CountPrecision: "all",
  CurrencyCode: "all",
  MediaContentType: "all",
  MediaErrorCode: "all",
  MediaPreviewImageStatus: "all",
  MediaStatus: "all",
  MediaUserErrorCode: "all",
  MediaWarningCode: "all",
  ProductCollectionSortKeys: ["COLLECTION_DEFAULT", "CREATED", "ID", "TITLE"],
  ProductMediaSortKeys: "all",
  ProductSortKeys: ["CREATED_AT", "ID", "PRODUCT_TYPE", "RELEVANCE", "TITLE", "UPDATED_AT", "VENDOR"],
  ProductStatus: "all",
  ProductVariantSortKeys: ["ID", "POSITION", "RELEVANCE", "SKU", "TITLE"],
  StagedUploadHttpMethodType: "all",
  StagedUploadTargetGenerateUploadResource: "all",
};

export const SIMULATED_SCALARS = ["DateTime", "HTML", "Money", "URL", "UnsignedInt64"];

export const SIMULATED_INPUTS: Record<string, string[]> = {
  CreateMediaInput: ["alt", "mediaContentType", "originalSource"],
  ImageTransformInput: ["maxHeight", "maxWidth"],
  MoveInput: ["id", "newPosition"],
  ProductUpdateInput: ["id", "title", "descriptionHtml", "productType", "status", "tags", "vendor"],
  ProductVariantAppendMediaInput: ["mediaIds", "variantId"],
  ProductVariantDetachMediaInput: ["mediaIds", "variantId"],
  StagedUploadInput: ["fileSize", "filename", "httpMethod", "mimeType", "resource"],
};

/** Arguments left out although their types are there. */
export const NOT_SIMULATED_ARGUMENTS = [
  "QueryRoot.products.savedSearchId",
  "QueryRoot.productsCount.savedSearchId",
  "QueryRoot.productVariants.savedSearchId",
  "QueryRoot.collections.savedSearchId",
  "Product.collections.query",
];
