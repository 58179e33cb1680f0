import type { Placement } from "../../publishing/placement.ts";
import type { TextKey } from "../../texts/keys.ts";

export const PLACEMENT_TEXTS: Record<Placement, TextKey> = {
  end: "settings.placement_end",
  first: "settings.placement_first",
  after_photo: "settings.placement_after_photo",
  in_place: "settings.placement_in_place",
};
