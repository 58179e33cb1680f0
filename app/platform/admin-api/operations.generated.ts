// Made by `npm run codegen` from the .graphql files of app/; change those instead.

/** The text of an operation, which carries the types of its result and its variables. */
export type AdminOperation<Result, Variables> = string & {
  readonly __result?: Result;
  readonly __variables?: Variables;
};
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> =
  T | { [P in keyof T]?: P extends " $fragmentName" | "__typename" ? T[P] : never };
export type BulkOperationErrorCode = "ACCESS_DENIED" | "INTERNAL_SERVER_ERROR" | "TIMEOUT";

export type BulkOperationStatus =
  "CANCELED" | "CANCELING" | "COMPLETED" | "CREATED" | "EXPIRED" | "FAILED" | "RUNNING";

export type BulkOperationUserErrorCode = "INVALID" | "LIMIT_REACHED" | "OPERATION_IN_PROGRESS";

export type CreateMediaInput = {
  alt?: string | null | undefined;
  mediaContentType: MediaContentType;
  originalSource: string;
};

export type MediaContentType = "EXTERNAL_VIDEO" | "IMAGE" | "MODEL_3D" | "VIDEO";

export type MediaErrorCode =
  | "DUPLICATE_FILENAME_ERROR"
  | "EXTERNAL_VIDEO_EMBED_DISABLED"
  | "EXTERNAL_VIDEO_EMBED_NOT_FOUND_OR_TRANSCODING"
  | "EXTERNAL_VIDEO_INVALID_ASPECT_RATIO"
  | "EXTERNAL_VIDEO_NOT_FOUND"
  | "EXTERNAL_VIDEO_UNLISTED"
  | "FILE_STORAGE_LIMIT_EXCEEDED"
  | "GENERIC_FILE_DOWNLOAD_FAILURE"
  | "GENERIC_FILE_INVALID_SIZE"
  | "IMAGE_DOWNLOAD_FAILURE"
  | "IMAGE_PROCESSING_FAILURE"
  | "INVALID_IMAGE_ASPECT_RATIO"
  | "INVALID_IMAGE_FILE_SIZE"
  | "INVALID_IMAGE_RESOLUTION"
  | "INVALID_SIGNED_URL"
  | "MEDIA_TIMEOUT_ERROR"
  | "MODEL3D_GLB_OUTPUT_CREATION_ERROR"
  | "MODEL3D_GLB_TO_USDZ_CONVERSION_ERROR"
  | "MODEL3D_PROCESSING_FAILURE"
  | "MODEL3D_THUMBNAIL_GENERATION_ERROR"
  | "MODEL3D_THUMBNAIL_REGENERATION_ERROR"
  | "MODEL3D_VALIDATION_ERROR"
  | "UNKNOWN"
  | "UNSUPPORTED_IMAGE_FILE_TYPE"
  | "VIDEO_INVALID_FILETYPE_ERROR"
  | "VIDEO_MAX_DURATION_ERROR"
  | "VIDEO_MAX_HEIGHT_ERROR"
  | "VIDEO_MAX_WIDTH_ERROR"
  | "VIDEO_METADATA_READ_ERROR"
  | "VIDEO_MIN_DURATION_ERROR"
  | "VIDEO_MIN_HEIGHT_ERROR"
  | "VIDEO_MIN_WIDTH_ERROR"
  | "VIDEO_VALIDATION_ERROR";

export type MediaStatus = "FAILED" | "PROCESSING" | "READY" | "UPLOADED";

export type MediaUserErrorCode =
  | "BLANK"
  | "INVALID"
  | "INVALID_MEDIA_TYPE"
  | "MAXIMUM_VARIANT_MEDIA_PAIRS_EXCEEDED"
  | "MEDIA_CANNOT_BE_MODIFIED"
  | "MEDIA_DOES_NOT_EXIST"
  | "MEDIA_DOES_NOT_EXIST_ON_PRODUCT"
  | "MEDIA_IS_NOT_ATTACHED_TO_VARIANT"
  | "MISSING_ARGUMENTS"
  | "MODEL3D_THROTTLE_EXCEEDED"
  | "MODEL3D_VALIDATION_ERROR"
  | "NON_READY_MEDIA"
  | "PRODUCT_DOES_NOT_EXIST"
  | "PRODUCT_MEDIA_LIMIT_EXCEEDED"
  | "PRODUCT_SUSPENDED"
  | "PRODUCT_VARIANT_ALREADY_HAS_MEDIA"
  | "PRODUCT_VARIANT_DOES_NOT_EXIST_ON_PRODUCT"
  | "PRODUCT_VARIANT_SPECIFIED_MULTIPLE_TIMES"
  | "SHOP_MEDIA_LIMIT_EXCEEDED"
  | "TOO_MANY_MEDIA_PER_INPUT_PAIR"
  | "VIDEO_THROTTLE_EXCEEDED"
  | "VIDEO_VALIDATION_ERROR";

export type MoveInput = {
  id: string;
  newPosition: string;
};

export type ProductStatus = "ACTIVE" | "ARCHIVED" | "DRAFT" | "UNLISTED";

export type ProductVariantAppendMediaInput = {
  mediaIds: Array<string>;
  variantId: string;
};

export type ProductVariantDetachMediaInput = {
  mediaIds: Array<string>;
  variantId: string;
};

export type StagedUploadHttpMethodType = "POST" | "PUT";

export type StagedUploadInput = {
  fileSize?: string | null | undefined;
  filename: string;
  httpMethod?: StagedUploadHttpMethodType | null | undefined;
  mimeType: string;
  resource: StagedUploadTargetGenerateUploadResource;
};

export type StagedUploadTargetGenerateUploadResource =
  | "BULK_MUTATION_VARIABLES"
  | "COLLECTION_IMAGE"
  | "DISPUTE_FILE_UPLOAD"
  | "FILE"
  | "IMAGE"
  | "MODEL_3D"
  | "PRODUCT_IMAGE"
  | "RETURN_LABEL"
  | "SHOP_IMAGE"
  | "URL_REDIRECT_IMPORT"
  | "VIDEO";

export type CountProductsQueryVariables = Exact<{
  query?: string | null | undefined;
}>;

export type CountProductsQuery = { productsCount: { count: number } | null };

export type CollectPageQueryVariables = Exact<{
  query?: string | null | undefined;
  after?: string | null | undefined;
}>;

export type CollectPageQuery = {
  products: {
    nodes: Array<{
      id: string;
      title: string;
      mediaCount: { count: number } | null;
      media: {
        nodes: Array<
          | { __typename: "ExternalVideo" }
          | {
              __typename: "MediaImage";
              id: string;
              alt: string | null;
              status: MediaStatus;
              mimeType: string | null;
              image: { url: string; width: number | null; height: number | null } | null;
            }
          | { __typename: "Model3d" }
          | { __typename: "Video" }
        >;
      };
    }>;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  };
};

export type CollectByIdsQueryVariables = Exact<{
  ids: Array<string> | string;
}>;

export type CollectByIdsQuery = {
  nodes: Array<
    | { __typename: "AppInstallation" }
    | { __typename: "BulkOperation" }
    | { __typename: "Collection" }
    | { __typename: "ExternalVideo" }
    | { __typename: "MediaImage" }
    | { __typename: "Model3d" }
    | {
        __typename: "Product";
        id: string;
        title: string;
        mediaCount: { count: number } | null;
        media: {
          nodes: Array<
            | { __typename: "ExternalVideo" }
            | {
                __typename: "MediaImage";
                id: string;
                alt: string | null;
                status: MediaStatus;
                mimeType: string | null;
                image: { url: string; width: number | null; height: number | null } | null;
              }
            | { __typename: "Model3d" }
            | { __typename: "Video" }
          >;
        };
      }
    | { __typename: "ProductVariant" }
    | { __typename: "Shop" }
    | { __typename: "Video" }
    | null
  >;
};

export type CollectWholeProductQueryVariables = Exact<{
  id: string;
}>;

export type CollectWholeProductQuery = {
  product: {
    media: {
      nodes: Array<
        | { __typename: "ExternalVideo" }
        | {
            __typename: "MediaImage";
            id: string;
            alt: string | null;
            status: MediaStatus;
            mimeType: string | null;
            image: { url: string; width: number | null; height: number | null } | null;
          }
        | { __typename: "Model3d" }
        | { __typename: "Video" }
      >;
    };
  } | null;
};

export type MatchHandlesQueryVariables = Exact<{
  query: string;
  after?: string | null | undefined;
}>;

export type MatchHandlesQuery = {
  products: {
    nodes: Array<{ id: string; handle: string }>;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  };
};

export type MatchSkusQueryVariables = Exact<{
  query: string;
  after?: string | null | undefined;
}>;

export type MatchSkusQuery = {
  productVariants: {
    nodes: Array<{ sku: string | null; product: { id: string } }>;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  };
};

export type StartBulkQueryMutationVariables = Exact<{
  query: string;
}>;

export type StartBulkQueryMutation = {
  bulkOperationRunQuery: {
    bulkOperation: { id: string } | null;
    userErrors: Array<{ code: BulkOperationUserErrorCode | null; message: string }>;
  } | null;
};

export type BulkQueryStateQueryVariables = Exact<{
  id: string;
}>;

export type BulkQueryStateQuery = {
  bulkOperation: {
    status: BulkOperationStatus;
    errorCode: BulkOperationErrorCode | null;
    objectCount: string;
    fileSize: string | null;
    url: string | null;
  } | null;
};

export type PhotosInBulkQueryVariables = Exact<{ [key: string]: never }>;

export type PhotosInBulkQuery = {
  products: {
    edges: Array<{
      node: {
        id: string;
        title: string;
        media: {
          edges: Array<{
            node:
              | { __typename: "ExternalVideo" }
              | {
                  __typename: "MediaImage";
                  id: string;
                  alt: string | null;
                  status: MediaStatus;
                  mimeType: string | null;
                  image: { url: string; width: number | null; height: number | null } | null;
                }
              | { __typename: "Model3d" }
              | { __typename: "Video" };
          }>;
        };
      };
    }>;
  };
};

export type PhotosAndSkusInBulkQueryVariables = Exact<{ [key: string]: never }>;

export type PhotosAndSkusInBulkQuery = {
  products: {
    edges: Array<{
      node: {
        id: string;
        title: string;
        handle: string;
        variants: { edges: Array<{ node: { id: string; sku: string | null } }> };
        media: {
          edges: Array<{
            node:
              | { __typename: "ExternalVideo" }
              | {
                  __typename: "MediaImage";
                  id: string;
                  alt: string | null;
                  status: MediaStatus;
                  mimeType: string | null;
                  image: { url: string; width: number | null; height: number | null } | null;
                }
              | { __typename: "Model3d" }
              | { __typename: "Video" };
          }>;
        };
      };
    }>;
  };
};

export type CollectedProductFragment = {
  id: string;
  title: string;
  mediaCount: { count: number } | null;
  media: {
    nodes: Array<
      | { __typename: "ExternalVideo" }
      | {
          __typename: "MediaImage";
          id: string;
          alt: string | null;
          status: MediaStatus;
          mimeType: string | null;
          image: { url: string; width: number | null; height: number | null } | null;
        }
      | { __typename: "Model3d" }
      | { __typename: "Video" }
    >;
  };
};

export type CollectedPhotoFragment = {
  id: string;
  alt: string | null;
  status: MediaStatus;
  mimeType: string | null;
  image: { url: string; width: number | null; height: number | null } | null;
};

export type SearchProductsQueryVariables = Exact<{
  query?: string | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;

export type SearchProductsQuery = {
  products: {
    nodes: Array<{
      id: string;
      title: string;
      handle: string;
      status: ProductStatus;
      vendor: string;
      productType: string;
      media: {
        nodes: Array<
          | { __typename: "ExternalVideo" }
          | {
              __typename: "MediaImage";
              id: string;
              alt: string | null;
              status: MediaStatus;
              mimeType: string | null;
              image: { url: string; width: number | null; height: number | null } | null;
            }
          | { __typename: "Model3d" }
          | { __typename: "Video" }
        >;
      };
      mediaCount: { count: number } | null;
    }>;
    pageInfo: {
      hasNextPage: boolean;
      hasPreviousPage: boolean;
      startCursor: string | null;
      endCursor: string | null;
    };
  };
};

export type ProductByIdQueryVariables = Exact<{
  id: string;
}>;

export type ProductByIdQuery = {
  product: {
    id: string;
    title: string;
    handle: string;
    status: ProductStatus;
    vendor: string;
    productType: string;
    media: {
      nodes: Array<
        | { __typename: "ExternalVideo" }
        | {
            __typename: "MediaImage";
            id: string;
            alt: string | null;
            status: MediaStatus;
            mimeType: string | null;
            image: { url: string; width: number | null; height: number | null } | null;
          }
        | { __typename: "Model3d" }
        | { __typename: "Video" }
      >;
    };
    mediaCount: { count: number } | null;
  } | null;
};

export type FilterOptionsQueryVariables = Exact<{ [key: string]: never }>;

export type FilterOptionsQuery = {
  collections: { nodes: Array<{ id: string; title: string }> };
  productVendors: { nodes: Array<string> } | null;
  productTypes: { nodes: Array<string> } | null;
  productTags: { nodes: Array<string> } | null;
};

export type ProductsOfPhotosQueryVariables = Exact<{
  ids: Array<string> | string;
}>;

export type ProductsOfPhotosQuery = {
  nodes: Array<
    | { __typename: "AppInstallation" }
    | { __typename: "BulkOperation" }
    | { __typename: "Collection" }
    | { __typename: "ExternalVideo" }
    | { __typename: "MediaImage" }
    | { __typename: "Model3d" }
    | {
        __typename: "Product";
        id: string;
        title: string;
        media: { nodes: Array<{ id: string } | { id: string } | { id: string } | { id: string }> };
      }
    | { __typename: "ProductVariant" }
    | { __typename: "Shop" }
    | { __typename: "Video" }
    | null
  >;
};

export type PhotosByIdsQueryVariables = Exact<{
  ids: Array<string> | string;
}>;

export type PhotosByIdsQuery = {
  nodes: Array<
    | { __typename: "AppInstallation" }
    | { __typename: "BulkOperation" }
    | { __typename: "Collection" }
    | { __typename: "ExternalVideo" }
    | {
        __typename: "MediaImage";
        id: string;
        alt: string | null;
        status: MediaStatus;
        mimeType: string | null;
        image: { url: string; width: number | null; height: number | null } | null;
      }
    | { __typename: "Model3d" }
    | { __typename: "Product" }
    | { __typename: "ProductVariant" }
    | { __typename: "Shop" }
    | { __typename: "Video" }
    | null
  >;
};

export type CatalogProductFieldsFragment = {
  id: string;
  title: string;
  handle: string;
  status: ProductStatus;
  vendor: string;
  productType: string;
  mediaCount: { count: number } | null;
};

export type PhotoFieldsFragment = {
  id: string;
  alt: string | null;
  status: MediaStatus;
  mimeType: string | null;
};

export type ReadProductQueryVariables = Exact<{
  id: string;
}>;

export type ReadProductQuery = {
  product: {
    id: string;
    title: string;
    variants: {
      nodes: Array<{
        id: string;
        media: { nodes: Array<{ id: string } | { id: string } | { id: string } | { id: string }> };
      }>;
      pageInfo: { hasNextPage: boolean; endCursor: string | null };
    };
    media: {
      nodes: Array<
        | { __typename: "ExternalVideo"; id: string; alt: string | null; status: MediaStatus }
        | {
            __typename: "MediaImage";
            createdAt: string;
            id: string;
            alt: string | null;
            status: MediaStatus;
            image: { url: string } | null;
          }
        | { __typename: "Model3d"; id: string; alt: string | null; status: MediaStatus }
        | { __typename: "Video"; id: string; alt: string | null; status: MediaStatus }
      >;
    };
  } | null;
};

export type ReadMoreVariantsQueryVariables = Exact<{
  id: string;
  after: string;
}>;

export type ReadMoreVariantsQuery = {
  product: {
    variants: {
      nodes: Array<{
        id: string;
        media: { nodes: Array<{ id: string } | { id: string } | { id: string } | { id: string }> };
      }>;
      pageInfo: { hasNextPage: boolean; endCursor: string | null };
    };
  } | null;
};

export type StageImageMutationVariables = Exact<{
  input: StagedUploadInput;
}>;

export type StageImageMutation = {
  stagedUploadsCreate: {
    stagedTargets: Array<{
      url: string | null;
      resourceUrl: string | null;
      parameters: Array<{ name: string; value: string }>;
    }> | null;
    userErrors: Array<{ field: Array<string> | null; message: string }>;
  } | null;
};

export type AttachImageMutationVariables = Exact<{
  id: string;
  media: CreateMediaInput;
}>;

export type AttachImageMutation = {
  productUpdate: {
    product: {
      id: string;
      media: {
        nodes: Array<
          | { __typename: "ExternalVideo"; id: string; alt: string | null; status: MediaStatus }
          | {
              __typename: "MediaImage";
              createdAt: string;
              id: string;
              alt: string | null;
              status: MediaStatus;
              image: { url: string } | null;
            }
          | { __typename: "Model3d"; id: string; alt: string | null; status: MediaStatus }
          | { __typename: "Video"; id: string; alt: string | null; status: MediaStatus }
        >;
      };
    } | null;
    userErrors: Array<{ field: Array<string> | null; message: string }>;
  } | null;
};

export type MediaStatusesQueryVariables = Exact<{
  ids: Array<string> | string;
}>;

export type MediaStatusesQuery = {
  nodes: Array<
    | { __typename: "AppInstallation" }
    | { __typename: "BulkOperation" }
    | { __typename: "Collection" }
    | { __typename: "ExternalVideo" }
    | {
        __typename: "MediaImage";
        id: string;
        status: MediaStatus;
        image: { url: string } | null;
        mediaErrors: Array<{ code: MediaErrorCode; details: string | null; message: string }>;
      }
    | { __typename: "Model3d" }
    | { __typename: "Product" }
    | { __typename: "ProductVariant" }
    | { __typename: "Shop" }
    | { __typename: "Video" }
    | null
  >;
};

export type MoveMediaMutationVariables = Exact<{
  id: string;
  moves: Array<MoveInput> | MoveInput;
}>;

export type MoveMediaMutation = {
  productReorderMedia: {
    job: { id: string; done: boolean } | null;
    mediaUserErrors: Array<{ code: MediaUserErrorCode | null; field: Array<string> | null; message: string }>;
  } | null;
};

export type JobDoneQueryVariables = Exact<{
  id: string;
}>;

export type JobDoneQuery = { job: { id: string; done: boolean } | null };

export type RemoveMediaMutationVariables = Exact<{
  productId: string;
  mediaIds: Array<string> | string;
}>;

export type RemoveMediaMutation = {
  productDeleteMedia: {
    deletedMediaIds: Array<string> | null;
    mediaUserErrors: Array<{ code: MediaUserErrorCode | null; field: Array<string> | null; message: string }>;
  } | null;
};

export type LinkVariantMediaMutationVariables = Exact<{
  productId: string;
  links: Array<ProductVariantAppendMediaInput> | ProductVariantAppendMediaInput;
}>;

export type LinkVariantMediaMutation = {
  productVariantAppendMedia: {
    userErrors: Array<{ code: MediaUserErrorCode | null; field: Array<string> | null; message: string }>;
  } | null;
};

export type UnlinkVariantMediaMutationVariables = Exact<{
  productId: string;
  links: Array<ProductVariantDetachMediaInput> | ProductVariantDetachMediaInput;
}>;

export type UnlinkVariantMediaMutation = {
  productVariantDetachMedia: {
    userErrors: Array<{ code: MediaUserErrorCode | null; field: Array<string> | null; message: string }>;
  } | null;
};

export type MediaInOrderFragment = {
  media: {
    nodes: Array<
      | { __typename: "ExternalVideo"; id: string; alt: string | null; status: MediaStatus }
      | {
          __typename: "MediaImage";
          createdAt: string;
          id: string;
          alt: string | null;
          status: MediaStatus;
          image: { url: string } | null;
        }
      | { __typename: "Model3d"; id: string; alt: string | null; status: MediaStatus }
      | { __typename: "Video"; id: string; alt: string | null; status: MediaStatus }
    >;
  };
};

export type VariantLinksFragment = {
  nodes: Array<{
    id: string;
    media: { nodes: Array<{ id: string } | { id: string } | { id: string } | { id: string }> };
  }>;
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
};

export const CountProducts = `query CountProducts($query: String) {
  productsCount(query: $query, limit: null) {
    count
  }
}` as AdminOperation<CountProductsQuery, CountProductsQueryVariables>;

export const CollectPage = `query CollectPage($query: String, $after: String) {
  products(query: $query, first: 15, after: $after, sortKey: ID) {
    nodes {
      ...CollectedProduct
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}

fragment CollectedProduct on Product {
  id
  title
  mediaCount {
    count
  }
  media(first: 20) {
    nodes {
      __typename
      ...CollectedPhoto
    }
  }
}

fragment CollectedPhoto on MediaImage {
  id
  alt
  status
  mimeType
  image {
    url
    width
    height
  }
}` as AdminOperation<CollectPageQuery, CollectPageQueryVariables>;

export const CollectByIds = `query CollectByIds($ids: [ID!]!) {
  nodes(ids: $ids) {
    __typename
    ...CollectedProduct
  }
}

fragment CollectedProduct on Product {
  id
  title
  mediaCount {
    count
  }
  media(first: 20) {
    nodes {
      __typename
      ...CollectedPhoto
    }
  }
}

fragment CollectedPhoto on MediaImage {
  id
  alt
  status
  mimeType
  image {
    url
    width
    height
  }
}` as AdminOperation<CollectByIdsQuery, CollectByIdsQueryVariables>;

export const CollectWholeProduct = `query CollectWholeProduct($id: ID!) {
  product(id: $id) {
    media(first: 250) {
      nodes {
        __typename
        ...CollectedPhoto
      }
    }
  }
}

fragment CollectedPhoto on MediaImage {
  id
  alt
  status
  mimeType
  image {
    url
    width
    height
  }
}` as AdminOperation<CollectWholeProductQuery, CollectWholeProductQueryVariables>;

export const MatchHandles = `query MatchHandles($query: String!, $after: String) {
  products(query: $query, first: 250, after: $after, sortKey: ID) {
    nodes {
      id
      handle
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}` as AdminOperation<MatchHandlesQuery, MatchHandlesQueryVariables>;

export const MatchSkus = `query MatchSkus($query: String!, $after: String) {
  productVariants(query: $query, first: 250, after: $after, sortKey: ID) {
    nodes {
      sku
      product {
        id
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}` as AdminOperation<MatchSkusQuery, MatchSkusQueryVariables>;

export const StartBulkQuery = `mutation StartBulkQuery($query: String!) {
  bulkOperationRunQuery(query: $query, groupObjects: true) {
    bulkOperation {
      id
    }
    userErrors {
      code
      message
    }
  }
}` as AdminOperation<StartBulkQueryMutation, StartBulkQueryMutationVariables>;

export const BulkQueryState = `query BulkQueryState($id: ID!) {
  bulkOperation(id: $id) {
    status
    errorCode
    objectCount
    fileSize
    url
  }
}` as AdminOperation<BulkQueryStateQuery, BulkQueryStateQueryVariables>;

export const PhotosInBulk = `query PhotosInBulk {
  products(query: "$search", sortKey: ID) {
    edges {
      node {
        id
        title
        media {
          edges {
            node {
              __typename
              ... on MediaImage {
                id
                alt
                status
                mimeType
                image {
                  url
                  width
                  height
                }
              }
            }
          }
        }
      }
    }
  }
}` as AdminOperation<PhotosInBulkQuery, PhotosInBulkQueryVariables>;

export const PhotosAndSkusInBulk = `query PhotosAndSkusInBulk {
  products(sortKey: ID) {
    edges {
      node {
        id
        title
        handle
        variants {
          edges {
            node {
              id
              sku
            }
          }
        }
        media {
          edges {
            node {
              __typename
              ... on MediaImage {
                id
                alt
                status
                mimeType
                image {
                  url
                  width
                  height
                }
              }
            }
          }
        }
      }
    }
  }
}` as AdminOperation<PhotosAndSkusInBulkQuery, PhotosAndSkusInBulkQueryVariables>;

export const SearchProducts =
  `query SearchProducts($query: String, $first: Int, $after: String, $last: Int, $before: String) {
  products(
    query: $query
    first: $first
    after: $after
    last: $last
    before: $before
    sortKey: TITLE
  ) {
    nodes {
      ...CatalogProductFields
      media(first: 6) {
        nodes {
          __typename
          ...PhotoFields
          ... on MediaImage {
            image {
              url(transform: {maxWidth: 480})
              width
              height
            }
          }
        }
      }
    }
    pageInfo {
      hasNextPage
      hasPreviousPage
      startCursor
      endCursor
    }
  }
}

fragment CatalogProductFields on Product {
  id
  title
  handle
  status
  vendor
  productType
  mediaCount {
    count
  }
}

fragment PhotoFields on MediaImage {
  id
  alt
  status
  mimeType
}` as AdminOperation<SearchProductsQuery, SearchProductsQueryVariables>;

export const ProductById = `query ProductById($id: ID!) {
  product(id: $id) {
    ...CatalogProductFields
    media(first: 250) {
      nodes {
        __typename
        ...PhotoFields
        ... on MediaImage {
          image {
            url(transform: {maxWidth: 960})
            width
            height
          }
        }
      }
    }
  }
}

fragment CatalogProductFields on Product {
  id
  title
  handle
  status
  vendor
  productType
  mediaCount {
    count
  }
}

fragment PhotoFields on MediaImage {
  id
  alt
  status
  mimeType
}` as AdminOperation<ProductByIdQuery, ProductByIdQueryVariables>;

export const FilterOptions = `query FilterOptions {
  collections(first: 100, sortKey: TITLE) {
    nodes {
      id
      title
    }
  }
  productVendors(first: 200) {
    nodes
  }
  productTypes(first: 200) {
    nodes
  }
  productTags(first: 200) {
    nodes
  }
}` as AdminOperation<FilterOptionsQuery, FilterOptionsQueryVariables>;

export const ProductsOfPhotos = `query ProductsOfPhotos($ids: [ID!]!) {
  nodes(ids: $ids) {
    __typename
    ... on Product {
      id
      title
      media(first: 250) {
        nodes {
          id
        }
      }
    }
  }
}` as AdminOperation<ProductsOfPhotosQuery, ProductsOfPhotosQueryVariables>;

export const PhotosByIds = `query PhotosByIds($ids: [ID!]!) {
  nodes(ids: $ids) {
    __typename
    ...PhotoFields
    ... on MediaImage {
      image {
        url
        width
        height
      }
    }
  }
}

fragment PhotoFields on MediaImage {
  id
  alt
  status
  mimeType
}` as AdminOperation<PhotosByIdsQuery, PhotosByIdsQueryVariables>;

export const ReadProduct = `query ReadProduct($id: ID!) {
  product(id: $id) {
    id
    title
    ...MediaInOrder
    variants(first: 50) {
      ...VariantLinks
    }
  }
}

fragment MediaInOrder on Product {
  media(first: 250) {
    nodes {
      __typename
      id
      alt
      status
      ... on MediaImage {
        createdAt
        image {
          url
        }
      }
    }
  }
}

fragment VariantLinks on ProductVariantConnection {
  nodes {
    id
    media(first: 3) {
      nodes {
        id
      }
    }
  }
  pageInfo {
    hasNextPage
    endCursor
  }
}` as AdminOperation<ReadProductQuery, ReadProductQueryVariables>;

export const ReadMoreVariants = `query ReadMoreVariants($id: ID!, $after: String!) {
  product(id: $id) {
    variants(first: 100, after: $after) {
      ...VariantLinks
    }
  }
}

fragment VariantLinks on ProductVariantConnection {
  nodes {
    id
    media(first: 3) {
      nodes {
        id
      }
    }
  }
  pageInfo {
    hasNextPage
    endCursor
  }
}` as AdminOperation<ReadMoreVariantsQuery, ReadMoreVariantsQueryVariables>;

export const StageImage = `mutation StageImage($input: StagedUploadInput!) {
  stagedUploadsCreate(input: [$input]) {
    stagedTargets {
      url
      resourceUrl
      parameters {
        name
        value
      }
    }
    userErrors {
      field
      message
    }
  }
}` as AdminOperation<StageImageMutation, StageImageMutationVariables>;

export const AttachImage = `mutation AttachImage($id: ID!, $media: CreateMediaInput!) {
  productUpdate(product: {id: $id}, media: [$media]) {
    product {
      id
      ...MediaInOrder
    }
    userErrors {
      field
      message
    }
  }
}

fragment MediaInOrder on Product {
  media(first: 250) {
    nodes {
      __typename
      id
      alt
      status
      ... on MediaImage {
        createdAt
        image {
          url
        }
      }
    }
  }
}` as AdminOperation<AttachImageMutation, AttachImageMutationVariables>;

export const MediaStatuses = `query MediaStatuses($ids: [ID!]!) {
  nodes(ids: $ids) {
    __typename
    ... on MediaImage {
      id
      status
      image {
        url
      }
      mediaErrors {
        code
        details
        message
      }
    }
  }
}` as AdminOperation<MediaStatusesQuery, MediaStatusesQueryVariables>;

export const MoveMedia = `mutation MoveMedia($id: ID!, $moves: [MoveInput!]!) {
  productReorderMedia(id: $id, moves: $moves) {
    job {
      id
      done
    }
    mediaUserErrors {
      code
      field
      message
    }
  }
}` as AdminOperation<MoveMediaMutation, MoveMediaMutationVariables>;

export const JobDone = `query JobDone($id: ID!) {
  job(id: $id) {
    id
    done
  }
}` as AdminOperation<JobDoneQuery, JobDoneQueryVariables>;

export const RemoveMedia = `mutation RemoveMedia($productId: ID!, $mediaIds: [ID!]!) {
  productDeleteMedia(productId: $productId, mediaIds: $mediaIds) {
    deletedMediaIds
    mediaUserErrors {
      code
      field
      message
    }
  }
}` as AdminOperation<RemoveMediaMutation, RemoveMediaMutationVariables>;

export const LinkVariantMedia =
  `mutation LinkVariantMedia($productId: ID!, $links: [ProductVariantAppendMediaInput!]!) {
  productVariantAppendMedia(productId: $productId, variantMedia: $links) {
    userErrors {
      code
      field
      message
    }
  }
}` as AdminOperation<LinkVariantMediaMutation, LinkVariantMediaMutationVariables>;

export const UnlinkVariantMedia =
  `mutation UnlinkVariantMedia($productId: ID!, $links: [ProductVariantDetachMediaInput!]!) {
  productVariantDetachMedia(productId: $productId, variantMedia: $links) {
    userErrors {
      code
      field
      message
    }
  }
}` as AdminOperation<UnlinkVariantMediaMutation, UnlinkVariantMediaMutationVariables>;
