import type { CatalogueEntry } from "./drawn-product.ts";
import { line } from "./lines.ts";

/** Another tenant with other goods: what one shop sees must never be in the other. */
export const SECOND_STREET: readonly CatalogueEntry[] = [
  ...line(
    {
      vendor: "Corner Pantry",
      type: "Jars",
      shape: "jar",
      collections: ["Kitchen"],
      tags: ["glass"],
      sku: "SS-JAR",
    },
    [
      ["Corner Jar", "12.00", ["Honey", "Moss"], [1]],
      ["Tea Caddy", "14.00", ["Olive"], [2]],
    ],
  ),
  ...line(
    {
      vendor: "Second Street",
      type: "Cups",
      shape: "mug",
      collections: ["Kitchen"],
      tags: ["enamel"],
      sku: "SS-CUP",
    },
    [
      ["Diner Cup", "11.00", ["White", "Brick"], [2]],
      ["Night Shift Cup", "11.00", ["Coal"], [1]],
    ],
  ),
  ...line(
    {
      vendor: "Second Street",
      type: "Bags",
      shape: "tote",
      collections: ["Street"],
      tags: ["cotton"],
      sku: "SS-BAG",
    },
    [["Corner Shop Tote", "20.00", ["Cream", "Cobalt"], []]],
  ),
  ...line(
    {
      vendor: "Blockhouse",
      type: "Shoes",
      shape: "sneaker",
      collections: ["Street"],
      tags: ["canvas"],
      sku: "SS-SHO",
    },
    [["Blockhouse High", "84.00", ["Ash", "Brick"], [1]]],
  ),
  ...line(
    {
      vendor: "Blockhouse",
      type: "Sunglasses",
      shape: "sunglasses",
      collections: ["Street"],
      tags: ["uv400"],
      sku: "SS-SUN",
    },
    [["Stoop Sunglasses", "49.00", ["Coal"], [3]]],
  ),
];
