import type { Media } from "../model.ts";
import { fileUrl } from "../store.ts";
import type { Context, Resolvers } from "./context.ts";
import { contentType } from "./search-fields.ts";

type Transform = { transform?: { maxWidth?: number | null; maxHeight?: number | null } | null };

function imageOf(media: Media, { store }: Context) {
  const { file } = media;
  if (!file) return null;
  return {
    id: media.id.replace("/MediaImage/", "/ImageSource/"),
    altText: media.alt,
    width: file.width,
    height: file.height,
    url: ({ transform }: Transform) => {
      const url = new URL(fileUrl(store, file, media.createdAt));
      if (transform?.maxWidth) url.searchParams.set("width", String(transform.maxWidth));
      if (transform?.maxHeight) url.searchParams.set("height", String(transform.maxHeight));
      return url.href;
    },
  };
}

const common: Resolvers = {
  mediaContentType: ({ type }: Media) => contentType(type),
  mediaWarnings: () => [],
  preview: (media: Media, _: unknown, context) => ({
    status: media.status,
    image: imageOf(media, context),
  }),
};

export const mediaImageFields: Resolvers = {
  ...common,
  updatedAt: ({ createdAt }: Media) => createdAt,
  image: (media: Media, _: unknown, context) => imageOf(media, context),
  mimeType: ({ file }: Media) => file?.mimeType ?? null,
  originalSource: ({ file, createdAt }: Media, _: unknown, { store }) =>
    file && { fileSize: file.bytes, url: fileUrl(store, file, createdAt) },
};

export const otherMediaFields: Resolvers = common;
