import type { ShapeName } from "../drawn-photos/shapes/shapes.ts";
import type { Product } from "../model.ts";
import type { CatalogueEntry } from "./drawn-product.ts";

// prettier-ignore
const COLOURS = {
  Amber: "#a8642c", Ash: "#8f9498", Blush: "#dfb9ad", Bone: "#ece4d6", Brick: "#a5523c", Charcoal: "#3b4045",
  Clay: "#c28765", Coal: "#2c2b2d", Cobalt: "#34589a", Cream: "#efe3cc", Fern: "#5d7d58", Forest: "#3d5847",
  Honey: "#c99a45", Ink: "#2b3a55", Lilac: "#a99bbd", Mist: "#b9c7cc", Moss: "#757f52", Mustard: "#cfa23c",
  Navy: "#2d4262", Oak: "#b98a5a", Ochre: "#c48a3d", Olive: "#6f7350", Petrol: "#2f5f6b", Plum: "#6b3f55",
  Rose: "#c98d8b", Rust: "#b0583a", Sage: "#7d9a86", Sand: "#d9c9ae", Sky: "#8fb0c6", Slate: "#566571",
  Tan: "#a8774a", Terracotta: "#c9805a", Walnut: "#7a5238", White: "#f2efe9", Wine: "#8c3f3a",
} as const;
type Colour = keyof typeof COLOURS;

/** Title, price, the colours, and the further photos (see `CatalogueEntry.more`), then what is unusual about it. */
type Row = readonly [
  title: string,
  price: string,
  colours: readonly Colour[],
  more?: readonly number[],
  unusual?: { size?: CatalogueEntry["size"]; status?: Product["status"]; tags?: string[] },
];
type Line = {
  vendor: string;
  type: string;
  shape: ShapeName;
  collections: string[];
  tags: string[];
  sku: string;
};

const SQUARE = [1400, 1400] as const;

/** Products of one kind from one vendor. */
export function line(kind: Line, rows: readonly Row[]): CatalogueEntry[] {
  return rows.map(([title, price, colours, more = [], unusual = {}], index) => ({
    ...kind,
    title,
    price,
    sku: `${kind.sku}-${String(index + 1).padStart(2, "0")}`,
    tags: [...kind.tags, ...(unusual.tags ?? [])],
    colours: colours.map((name) => [name, COLOURS[name]] as const),
    more: [...more],
    size: unusual.size ?? SQUARE,
    status: unusual.status ?? "ACTIVE",
  }));
}
