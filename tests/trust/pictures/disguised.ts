import type { NamedBytes } from "./whole.ts";

const SVG = `<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><script>alert(1)</script></svg>`;
const HTML = "<!doctype html><script>alert(1)</script>";
/** An empty archive's end record is an archive. */
const ZIP = Buffer.concat([Buffer.from("PK\x05\x06", "latin1"), Buffer.alloc(18)]);

/** Files of other kinds, each with as much of a head as makes programs believe it. */
const HEADS: Record<string, string> = {
  "an SVG": SVG,
  "an SVG behind an XML head": `\ufeff<?xml version="1.0"?>\n<!DOCTYPE svg [<!ENTITY a "aaaa">]>${SVG}`,
  "a web page": HTML,
  "a PDF": "%PDF-1.7\n1 0 obj<<>>endobj\n%%EOF",
  "a PostScript file": "%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n",
  "a BMP": "BM\x46\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\x02\0\0\0\x02\0\0\0\x01\0\x18\0",
  "an icon": "\0\0\x01\0\x01\0\x10\x10\0\0\x01\0\x20\0",
  "a Photoshop file": "8BPS\0\x01\0\0\0\0\0\0\0\x03\0\0\0\x64\0\0\0\x64\0\x08\0\x03",
  "a JPEG 2000": "\0\0\0\x0cjP  \r\n\x87\n\0\0\0\x14ftypjp2 ",
  "a JPEG XL": "\0\0\0\x0cJXL \r\n\x87\n",
  "an OpenEXR": "v/1\x01\x02\0\0\0",
  "a Radiance file": "#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n\n-Y 10 +X 10\n",
  "a pixmap": "P6 10 10 255\n",
  "a FITS": "SIMPLE  =                    T",
  "a file of libvips": "\x08\xf2\xa6\xb6\0\0\0\x64\0\0\0\x64\0\0\0\x03",
  "a film": "\0\0\0\x18ftypmp42\0\0\0\0mp42isom",
  "a gzip": "\x1f\x8b\x08\0\0\0\0\0\0\x03",
  "a program": "\x7fELF\x02\x01\x01",
  "a script": "#!/bin/sh\necho no\n",
  "a sound": "RIFF\x24\0\0\0WAVEfmt ",
  "an HEIC without anything": "\0\0\0\x18ftypheic\0\0\0\0mif1heic",
  "an ImageMagick script": "push graphic-context\nviewbox 0 0 640 480\nfill 'url(https://127.0.0.1/)'\n",
};

export function* disguised(wholes: Record<string, Buffer>): Generator<NamedBytes> {
  for (const [name, head] of Object.entries(HEADS)) {
    yield { name, bytes: Buffer.concat([Buffer.from(head, "latin1"), Buffer.alloc(400)]) };
  }
  for (const name of ["baseline.jpg", "plain.png", "lossy.webp", "still.gif"]) {
    const picture = wholes[name] ?? Buffer.alloc(0);
    yield { name: `${name} that is an archive`, bytes: Buffer.concat([picture, ZIP]) };
    yield { name: `${name} that is a web page`, bytes: Buffer.concat([picture, Buffer.from(HTML)]) };
    yield {
      name: `${name} that is a PDF`,
      bytes: Buffer.concat([picture, Buffer.from("\n%PDF-1.4\n%%EOF")]),
    };
  }
  yield {
    name: "a GIF that is a script",
    bytes: Buffer.from(`GIF89a/*${"\0".repeat(200)}*/=1;alert(1)`, "latin1"),
  };
  const jpeg = wholes["baseline.jpg"] ?? Buffer.alloc(0);
  const comment = Buffer.concat([Buffer.from([0xff, 0xfe, 0, HTML.length + 2]), Buffer.from(HTML)]);
  yield {
    name: "a JPEG with a page as comment",
    bytes: Buffer.concat([jpeg.subarray(0, 2), comment, jpeg.subarray(2)]),
  };
}
