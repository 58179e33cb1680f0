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

export type CancelBulkQueryMutationVariables = Exact<{
  id: string;
}>;

export type CancelBulkQueryMutation = {
  bulkOperationCancel: { userErrors: Array<{ message: string }> } | null;
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

export type NewestProductsQueryVariables = Exact<{
  query?: string | null | undefined;
  first: number;
}>;

export type NewestProductsQuery = {
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

export type FirstPhotosQueryVariables = Exact<{
  ids: Array<string> | string;
}>;

export type FirstPhotosQuery = {
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

export type StillInstalledQueryVariables = Exact<{ [key: string]: never }>;

export type StillInstalledQuery = { currentAppInstallation: { id: string } };

export type ReadProductsQueryVariables = Exact<{
  ids: Array<string> | string;
}>;

export type ReadProductsQuery = {
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
        media: {
          nodes: Array<
            | { __typename: "ExternalVideo"; id: string; alt: string | null; status: MediaStatus }
            | {
                __typename: "MediaImage";
                createdAt: string;
                id: string;
                alt: string | null;
                status: MediaStatus;
              }
            | { __typename: "Model3d"; id: string; alt: string | null; status: MediaStatus }
            | { __typename: "Video"; id: string; alt: string | null; status: MediaStatus }
          >;
          pageInfo: { hasNextPage: boolean; endCursor: string | null };
        };
        variants: {
          nodes: Array<{
            id: string;
            media: { nodes: Array<{ id: string } | { id: string } | { id: string } | { id: string }> };
          }>;
          pageInfo: { hasNextPage: boolean; endCursor: string | null };
        };
      }
    | { __typename: "ProductVariant" }
    | { __typename: "Shop" }
    | { __typename: "Video" }
    | null
  >;
};

export type ReadOrdersQueryVariables = Exact<{
  ids: Array<string> | string;
}>;

export type ReadOrdersQuery = {
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
        media: {
          nodes: Array<
            | { __typename: "ExternalVideo"; id: string; alt: string | null; status: MediaStatus }
            | {
                __typename: "MediaImage";
                createdAt: string;
                id: string;
                alt: string | null;
                status: MediaStatus;
              }
            | { __typename: "Model3d"; id: string; alt: string | null; status: MediaStatus }
            | { __typename: "Video"; id: string; alt: string | null; status: MediaStatus }
          >;
          pageInfo: { hasNextPage: boolean; endCursor: string | null };
        };
      }
    | { __typename: "ProductVariant" }
    | { __typename: "Shop" }
    | { __typename: "Video" }
    | null
  >;
};

export type ReadMoreMediaQueryVariables = Exact<{
  id: string;
  after: string;
}>;

export type ReadMoreMediaQuery = {
  product: {
    media: {
      nodes: Array<
        | { __typename: "ExternalVideo"; id: string; alt: string | null; status: MediaStatus }
        | { __typename: "MediaImage"; createdAt: string; id: string; alt: string | null; status: MediaStatus }
        | { __typename: "Model3d"; id: string; alt: string | null; status: MediaStatus }
        | { __typename: "Video"; id: string; alt: string | null; status: MediaStatus }
      >;
      pageInfo: { hasNextPage: boolean; endCursor: string | null };
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

export type PreviewProductsQueryVariables = Exact<{
  ids: Array<string> | string;
}>;

export type PreviewProductsQuery = {
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
        media: { nodes: Array<{ id: string } | { id: string } | { id: string } | { id: string }> };
        variants: {
          nodes: Array<{
            id: string;
            title: string;
            media: { nodes: Array<{ id: string } | { id: string } | { id: string } | { id: string }> };
          }>;
          pageInfo: { hasNextPage: boolean };
        };
      }
    | { __typename: "ProductVariant" }
    | { __typename: "Shop" }
    | { __typename: "Video" }
    | null
  >;
};

export type StageImagesMutationVariables = Exact<{
  inputs: Array<StagedUploadInput> | StagedUploadInput;
}>;

export type StageImagesMutation = {
  stagedUploadsCreate: {
    stagedTargets: Array<{
      url: string | null;
      resourceUrl: string | null;
      parameters: Array<{ name: string; value: string }>;
    }> | null;
    userErrors: Array<{ field: Array<string> | null; message: string }>;
  } | null;
};

export type AttachImagesMutationVariables = Exact<{
  id: string;
  media: Array<CreateMediaInput> | CreateMediaInput;
  added: number;
}>;

export type AttachImagesMutation = {
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
    | { __typename: "MediaImage"; id: string; status: MediaStatus; image: { url: string } | null }
    | { __typename: "Model3d" }
    | { __typename: "Product" }
    | { __typename: "ProductVariant" }
    | { __typename: "Shop" }
    | { __typename: "Video" }
    | null
  >;
};

export type CompareProductQueryVariables = Exact<{
  id: string;
}>;

export type CompareProductQuery = {
  product: {
    id: string;
    title: string;
    mediaCount: { count: number } | null;
    media: {
      nodes: Array<
        | { id: string; alt: string | null; preview: { image: { url: string } | null } | null }
        | { id: string; alt: string | null; preview: { image: { url: string } | null } | null }
        | { id: string; alt: string | null; preview: { image: { url: string } | null } | null }
        | { id: string; alt: string | null; preview: { image: { url: string } | null } | null }
      >;
    };
    variants: {
      nodes: Array<{
        id: string;
        title: string;
        media: { nodes: Array<{ id: string } | { id: string } | { id: string } | { id: string }> };
      }>;
    };
  } | null;
};

export type MoveMediaMutationVariables = Exact<{
  id: string;
  moves: Array<MoveInput> | MoveInput;
}>;

export type MoveMediaMutation = {
  productReorderMedia: {
    mediaUserErrors: Array<{ code: MediaUserErrorCode | null; field: Array<string> | null; message: string }>;
  } | null;
};

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

export type MediaPageFragment = {
  nodes: Array<
    | { __typename: "ExternalVideo"; id: string; alt: string | null; status: MediaStatus }
    | { __typename: "MediaImage"; createdAt: string; id: string; alt: string | null; status: MediaStatus }
    | { __typename: "Model3d"; id: string; alt: string | null; status: MediaStatus }
    | { __typename: "Video"; id: string; alt: string | null; status: MediaStatus }
  >;
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
};

type MediaInOrder_ExternalVideo_Fragment = {
  __typename: "ExternalVideo";
  id: string;
  alt: string | null;
  status: MediaStatus;
};

type MediaInOrder_MediaImage_Fragment = {
  __typename: "MediaImage";
  createdAt: string;
  id: string;
  alt: string | null;
  status: MediaStatus;
};

type MediaInOrder_Model3d_Fragment = {
  __typename: "Model3d";
  id: string;
  alt: string | null;
  status: MediaStatus;
};

type MediaInOrder_Video_Fragment = {
  __typename: "Video";
  id: string;
  alt: string | null;
  status: MediaStatus;
};

export type MediaInOrderFragment =
  | MediaInOrder_ExternalVideo_Fragment
  | MediaInOrder_MediaImage_Fragment
  | MediaInOrder_Model3d_Fragment
  | MediaInOrder_Video_Fragment;

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

export const CancelBulkQuery = `mutation CancelBulkQuery($id: ID!) {
  bulkOperationCancel(id: $id) {
    userErrors {
      message
    }
  }
}` as AdminOperation<CancelBulkQueryMutation, CancelBulkQueryMutationVariables>;

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

export const NewestProducts = `query NewestProducts($query: String, $first: Int!) {
  products(query: $query, first: $first, sortKey: CREATED_AT, reverse: true) {
    nodes {
      ...CatalogProductFields
      media(first: 3) {
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
}` as AdminOperation<NewestProductsQuery, NewestProductsQueryVariables>;

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

export const FirstPhotos = `query FirstPhotos($ids: [ID!]!) {
  nodes(ids: $ids) {
    __typename
    ... on Product {
      id
      title
      media(first: 1, query: "media_type:IMAGE") {
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
  }
}

fragment PhotoFields on MediaImage {
  id
  alt
  status
  mimeType
}` as AdminOperation<FirstPhotosQuery, FirstPhotosQueryVariables>;

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

export const StillInstalled = `query StillInstalled {
  currentAppInstallation {
    id
  }
}` as AdminOperation<StillInstalledQuery, StillInstalledQueryVariables>;

export const ReadProducts = `query ReadProducts($ids: [ID!]!) {
  nodes(ids: $ids) {
    __typename
    ... on Product {
      id
      media(first: 10) {
        ...MediaPage
      }
      variants(first: 10) {
        ...VariantLinks
      }
    }
  }
}

fragment MediaPage on MediaConnection {
  nodes {
    ...MediaInOrder
  }
  pageInfo {
    hasNextPage
    endCursor
  }
}

fragment MediaInOrder on Media {
  __typename
  id
  alt
  status
  ... on MediaImage {
    createdAt
  }
}

fragment VariantLinks on ProductVariantConnection {
  nodes {
    id
    media(first: 1) {
      nodes {
        id
      }
    }
  }
  pageInfo {
    hasNextPage
    endCursor
  }
}` as AdminOperation<ReadProductsQuery, ReadProductsQueryVariables>;

export const ReadOrders = `query ReadOrders($ids: [ID!]!) {
  nodes(ids: $ids) {
    __typename
    ... on Product {
      id
      media(first: 15) {
        ...MediaPage
      }
    }
  }
}

fragment MediaPage on MediaConnection {
  nodes {
    ...MediaInOrder
  }
  pageInfo {
    hasNextPage
    endCursor
  }
}

fragment MediaInOrder on Media {
  __typename
  id
  alt
  status
  ... on MediaImage {
    createdAt
  }
}` as AdminOperation<ReadOrdersQuery, ReadOrdersQueryVariables>;

export const ReadMoreMedia = `query ReadMoreMedia($id: ID!, $after: String!) {
  product(id: $id) {
    media(first: 250, after: $after) {
      ...MediaPage
    }
  }
}

fragment MediaPage on MediaConnection {
  nodes {
    ...MediaInOrder
  }
  pageInfo {
    hasNextPage
    endCursor
  }
}

fragment MediaInOrder on Media {
  __typename
  id
  alt
  status
  ... on MediaImage {
    createdAt
  }
}` as AdminOperation<ReadMoreMediaQuery, ReadMoreMediaQueryVariables>;

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
    media(first: 1) {
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

export const PreviewProducts = `query PreviewProducts($ids: [ID!]!) {
  nodes(ids: $ids) {
    __typename
    ... on Product {
      id
      title
      mediaCount {
        count
      }
      media(first: 25) {
        nodes {
          id
        }
      }
      variants(first: 25) {
        nodes {
          id
          title
          media(first: 1) {
            nodes {
              id
            }
          }
        }
        pageInfo {
          hasNextPage
        }
      }
    }
  }
}` as AdminOperation<PreviewProductsQuery, PreviewProductsQueryVariables>;

export const StageImages = `mutation StageImages($inputs: [StagedUploadInput!]!) {
  stagedUploadsCreate(input: $inputs) {
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
}` as AdminOperation<StageImagesMutation, StageImagesMutationVariables>;

export const AttachImages = `mutation AttachImages($id: ID!, $media: [CreateMediaInput!]!, $added: Int!) {
  productUpdate(product: {id: $id}, media: $media) {
    product {
      id
      media(last: $added) {
        nodes {
          ...MediaInOrder
        }
      }
    }
    userErrors {
      field
      message
    }
  }
}

fragment MediaInOrder on Media {
  __typename
  id
  alt
  status
  ... on MediaImage {
    createdAt
  }
}` as AdminOperation<AttachImagesMutation, AttachImagesMutationVariables>;

export const MediaStatuses = `query MediaStatuses($ids: [ID!]!) {
  nodes(ids: $ids) {
    __typename
    ... on MediaImage {
      id
      status
      image {
        url
      }
    }
  }
}` as AdminOperation<MediaStatusesQuery, MediaStatusesQueryVariables>;

export const CompareProduct = `query CompareProduct($id: ID!) {
  product(id: $id) {
    id
    title
    mediaCount {
      count
    }
    media(first: 60) {
      nodes {
        id
        alt
        preview {
          image {
            url(transform: {maxWidth: 160})
          }
        }
      }
    }
    variants(first: 50) {
      nodes {
        id
        title
        media(first: 1) {
          nodes {
            id
          }
        }
      }
    }
  }
}` as AdminOperation<CompareProductQuery, CompareProductQueryVariables>;

export const MoveMedia = `mutation MoveMedia($id: ID!, $moves: [MoveInput!]!) {
  productReorderMedia(id: $id, moves: $moves) {
    mediaUserErrors {
      code
      field
      message
    }
  }
}` as AdminOperation<MoveMediaMutation, MoveMediaMutationVariables>;

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
