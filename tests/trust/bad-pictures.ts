import { bombs } from "./pictures/bombs.ts";
import { cut, mixed, spoilt } from "./pictures/broken.ts";
import { disguised } from "./pictures/disguised.ts";
import { odd } from "./pictures/odd.ts";
import { type NamedBytes, wholePictures } from "./pictures/whole.ts";

/** Every way we know in which a file can be other than the sound photo that it is said to be. Always the same files. */
export async function* badPictures(): AsyncGenerator<NamedBytes> {
  const wholes = await wholePictures();
  yield* cut(wholes);
  yield* spoilt(wholes);
  yield* mixed(wholes);
  yield* disguised(wholes);
  yield* odd(wholes);
  yield* bombs();
}
