import type { CatalogueEntry } from "./drawn-product.ts";
import { line } from "./lines.ts";

const PORTRAIT = [1200, 1500] as const;
/** As from a studio camera; the others are as from a web agency. */
const LARGE = [4000, 4000] as const;

/** The demo shop, first half: what stands in a home. */
export const NORTHWIND_HOME: readonly CatalogueEntry[] = [
  ...line(
    {
      vendor: "Kiln & Co",
      type: "Mugs",
      shape: "mug",
      collections: ["Tableware"],
      tags: ["ceramic"],
      sku: "KC-MUG",
    },
    [
      ["Stillwater Mug", "18.00", ["Sage", "Clay", "Ink"], [1], { tags: ["bestseller"] }],
      ["Harbour Espresso Cup", "14.00", ["Cobalt"], [1, 2]],
      ["Speckled Breakfast Mug", "22.00", ["Cream", "Slate"], [2], { size: LARGE }],
    ],
  ),
  ...line(
    {
      vendor: "Kiln & Co",
      type: "Bowls",
      shape: "bowl",
      collections: ["Tableware"],
      tags: ["ceramic"],
      sku: "KC-BWL",
    },
    [
      ["Dune Serving Bowl", "36.00", ["Bone"], [1, 2]],
      ["Fjord Noodle Bowl", "24.00", ["Petrol", "Rust"], [1]],
    ],
  ),
  ...line(
    {
      vendor: "Kiln & Co",
      type: "Teapots",
      shape: "teapot",
      collections: ["Tableware", "Gifts"],
      tags: ["ceramic"],
      sku: "KC-TEA",
    },
    [
      ["Evening Teapot", "58.00", ["Navy", "Ochre"], [1, 3]],
      ["Ember Teapot", "58.00", ["Brick"], [2]],
    ],
  ),
  ...line(
    {
      vendor: "Atelier Ohm",
      type: "Vases",
      shape: "vase",
      collections: ["Living"],
      tags: ["stoneware"],
      sku: "AO-VAS",
    },
    [
      ["Meadow Vase", "42.00", ["Terracotta"], [1, 2], { size: PORTRAIT }],
      ["Low Tide Vase", "46.00", ["Mist", "Plum"], [], { size: PORTRAIT }],
    ],
  ),
  ...line(
    {
      vendor: "Atelier Ohm",
      type: "Lamps",
      shape: "lamp",
      collections: ["Living", "New in"],
      tags: ["lighting"],
      sku: "AO-LMP",
    },
    [
      ["Aster Table Lamp", "129.00", ["Mustard", "Forest"], [1], { size: PORTRAIT }],
      ["Pebble Bedside Lamp", "98.00", ["Rose"], [2]],
    ],
  ),
  ...line(
    {
      vendor: "Atelier Ohm",
      type: "Chairs",
      shape: "chair",
      collections: ["Living"],
      tags: ["wood", "fsc"],
      sku: "AO-CHR",
    },
    [
      ["Windsor Side Chair", "240.00", ["Oak", "Coal"], [1]],
      ["Cottage Dining Chair", "210.00", ["Walnut"], [3], { size: LARGE }],
    ],
  ),
  ...line(
    {
      vendor: "Loom Street",
      type: "Cushions",
      shape: "cushion",
      collections: ["Living"],
      tags: ["linen"],
      sku: "LS-CUS",
    },
    [
      ["Harvest Stripe Cushion", "39.00", ["Honey", "Slate", "Blush"], []],
      ["Quiet Linen Cushion", "35.00", ["Sage"], [1]],
    ],
  ),
  ...line(
    {
      vendor: "Greenhouse 9",
      type: "Plants",
      shape: "plant",
      collections: ["Living", "Gifts"],
      tags: ["plant"],
      sku: "GH-PLT",
    },
    [
      ["Desk Rubber Plant", "28.00", ["Terracotta", "White"], [1]],
      ["Windowsill Fig", "32.00", ["Charcoal"], [2], { size: PORTRAIT }],
    ],
  ),
  ...line(
    {
      vendor: "Fable Wax",
      type: "Candles",
      shape: "candle",
      collections: ["Gifts"],
      tags: ["soy", "scented"],
      sku: "FW-CDL",
    },
    [
      ["Fig & Cedar Candle", "26.00", ["Blush"], [1, 2, 3], { tags: ["bestseller"] }],
      ["Rain on Stone Candle", "26.00", ["Ash", "Forest"], [2]],
      ["Orange Grove Candle", "24.00", ["Ochre"], []],
    ],
  ),
];
