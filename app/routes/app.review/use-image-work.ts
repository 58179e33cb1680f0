import { useDeletion } from "./use-deletion.ts";
import { useKeeping } from "./use-keeping.ts";

/** What is done to one image besides deciding. */
export function useImageWork(formToken: string, onDeleted: (id: string) => void) {
  const deletion = useDeletion(formToken, onDeleted);
  const keeping = useKeeping(formToken);
  return { deletion, keeping, failure: deletion.failure ?? keeping.failure };
}
