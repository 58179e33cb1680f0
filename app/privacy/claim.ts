import type { Said } from "./said.ts";

/** Where it is proven: the name of a test, as its file has it. */
type Proof = { file: string; test: string };

/** Something a merchant may rely on, with the test that fails when it is not so. */
export type Claim = { sentence: Said; proof: Proof };
