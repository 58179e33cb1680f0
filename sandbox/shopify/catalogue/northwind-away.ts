import type { CatalogueEntry } from "./drawn-product.ts";
import { line } from "./lines.ts";

const PORTRAIT = [1200, 1500] as const;
const WIDE = [1600, 1200] as const;

/** The demo shop, second half: what is carried, worn, used up. */
export const NORTHWIND_AWAY: readonly CatalogueEntry[] = [
  ...line(
    {
      vendor: "Clearwater",
      type: "Bottles",
      shape: "bottle",
      collections: ["On the go"],
      tags: ["steel", "bpa-free"],
      sku: "CW-BTL",
    },
    [
      ["Trail Bottle 750 ml", "34.00", ["Sage", "Rust", "Navy"], [2], { size: PORTRAIT }],
      ["City Flask 500 ml", "29.00", ["Sand"], [1], { size: PORTRAIT }],
    ],
  ),
  ...line(
    {
      vendor: "North Apothecary",
      type: "Skincare",
      shape: "serum",
      collections: ["Care"],
      tags: ["vegan"],
      sku: "NA-SER",
    },
    [
      ["Overnight Face Oil", "44.00", ["Amber"], [1, 2], { size: PORTRAIT }],
      ["Calm Serum", "39.00", ["Sky"], [3]],
      ["Beard Oil No. 4", "27.00", ["Moss"], []],
    ],
  ),
  ...line(
    {
      vendor: "Pantry Row",
      type: "Jars",
      shape: "jar",
      collections: ["Tableware"],
      tags: ["glass", "cork"],
      sku: "PR-JAR",
    },
    [
      ["Corked Storage Jar", "16.00", ["Clay", "Ochre"], [1]],
      ["Spice Jar, Paprika", "11.00", ["Rust"], [2]],
    ],
  ),
  ...line(
    {
      vendor: "Loom Street",
      type: "Bags",
      shape: "tote",
      collections: ["On the go"],
      tags: ["canvas", "organic"],
      sku: "LS-TOT",
    },
    [
      ["Market Tote", "32.00", ["Sand", "Charcoal", "Rose"], [1]],
      ["Weekend Tote", "48.00", ["Olive"], [3]],
    ],
  ),
  ...line(
    {
      vendor: "Fieldnote",
      type: "Bags",
      shape: "backpack",
      collections: ["On the go", "New in"],
      tags: ["waxed cotton"],
      sku: "FN-BPK",
    },
    [["Ranger Backpack", "145.00", ["Forest", "Ochre"], [1, 2], { size: PORTRAIT }]],
  ),
  ...line(
    {
      vendor: "Fieldnote",
      type: "Notebooks",
      shape: "notebook",
      collections: ["Gifts"],
      tags: ["paper"],
      sku: "FN-NBK",
    },
    [
      ["Cloth Notebook A5", "19.00", ["Wine", "Ink", "Fern"], []],
      ["Dot Grid Journal", "21.00", ["Mustard"], [1]],
    ],
  ),
  ...line(
    {
      vendor: "Pace Club",
      type: "Shoes",
      shape: "sneaker",
      collections: ["To wear", "New in"],
      tags: ["recycled"],
      sku: "PC-SHO",
    },
    [
      ["Courtside High-Top", "119.00", ["White", "Slate"], [1], { size: WIDE }],
      ["Studio Trainer", "109.00", ["Sand"], [3], { size: WIDE }],
    ],
  ),
  ...line(
    {
      vendor: "Meridian",
      type: "Watches",
      shape: "watch",
      collections: ["To wear", "Gifts"],
      tags: ["quartz"],
      sku: "ME-WAT",
    },
    [["Polar 38 Watch", "189.00", ["Navy", "Tan"], [1, 2]]],
  ),
  ...line(
    {
      vendor: "Meridian",
      type: "Sunglasses",
      shape: "sunglasses",
      collections: ["To wear"],
      tags: ["uv400"],
      sku: "ME-SUN",
    },
    [["Riviera Sunglasses", "95.00", ["Walnut", "Coal", "Olive"], [1], { size: WIDE }]],
  ),
  ...line(
    {
      vendor: "Tonic Audio",
      type: "Headphones",
      shape: "headphones",
      collections: ["New in"],
      tags: ["wireless"],
      sku: "TA-HDP",
    },
    [
      ["Quiet One Headphones", "229.00", ["Forest", "Coal", "Cream"], [1, 2]],
      ["Quiet Mini Headphones", "149.00", ["Lilac"], [], { status: "DRAFT" }],
      ["Quiet One (2024)", "179.00", ["Plum"], [], { status: "ARCHIVED" }],
    ],
  ),
];
