import { isPackshotError } from "../platform/errors.ts";
import type { ImageModel, ModelGateway } from "./image-model.ts";

export type ModelGatewayDeps = { model: ImageModel };

/** One gateway in front of the model for all workers. */
export function createModelGateway({ model }: ModelGatewayDeps): ModelGateway {
  return {
    name: model.name,
    async ask(request, { signal, beforeCall, notBilled }) {
      signal.throwIfAborted();
      await beforeCall();
      try {
        return await model.ask(request, signal);
      } catch (error) {
        if (isPackshotError(error) && error.data.unbilled === true) await notBilled();
        throw error;
      }
    },
  };
}
