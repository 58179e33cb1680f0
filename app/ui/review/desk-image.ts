/** An image under review, as the page gets it. */
export type DeskImage = {
  id: string;
  batchId: string;
  altText: string;
  productId: string;
  productTitle: string;
  photoUrl: string;
  photoAlt: string;
  recipeKey: string;
  recipeName: string;
  recipeVersion: number;
  model: string;
  createdAt: string;
  decision: string;
  ratioDiffers: boolean;
  thumbnailUrl: string;
  fileUrl: string;
  downloadUrl: string;
  isKept: boolean;
  isPublished: boolean;
};
