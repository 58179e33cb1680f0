import type audit from "./en/audit.json";
import type batches from "./en/batches.json";
import type bulk from "./en/bulk.json";
import type choose from "./en/choose.json";
import type credits from "./en/credits.json";
import type errors from "./en/errors.json";
import type frame from "./en/frame.json";
import type generate from "./en/generate.json";
import type held from "./en/held.json";
import type home from "./en/home.json";
import type library from "./en/library.json";
import type privacy from "./en/privacy.json";
import type products from "./en/products.json";
import type publish from "./en/publish.json";
import type published from "./en/published.json";
import type recipes from "./en/recipes.json";
import type retention from "./en/retention.json";
import type regenerate from "./en/regenerate.json";
import type review from "./en/review.json";
import type settings from "./en/settings.json";

/** The catalogues, a file for each part of the app; English is the one that says which messages there are. */
type Rooms = {
  audit: typeof audit;
  batches: typeof batches;
  bulk: typeof bulk;
  choose: typeof choose;
  credits: typeof credits;
  errors: typeof errors;
  frame: typeof frame;
  generate: typeof generate;
  held: typeof held;
  home: typeof home;
  library: typeof library;
  privacy: typeof privacy;
  products: typeof products;
  publish: typeof publish;
  published: typeof published;
  recipes: typeof recipes;
  retention: typeof retention;
  regenerate: typeof regenerate;
  review: typeof review;
  settings: typeof settings;
};

/** "review.keep": the file, and the message in it. */
export type TextKey = { [Room in keyof Rooms]: `${Room}.${keyof Rooms[Room] & string}` }[keyof Rooms];
