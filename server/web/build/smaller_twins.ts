// Lays beside each emitted file the same bytes written smaller, `x.gz` and `x.br`, where that saves a tenth: the server sends what a
// browser accepts and compresses nothing itself.
//
// Both or neither: the server knows by the gzip trailer (checksum and length) that the pair is of this very file. Runs last, because the
// app-shell worker's script is written at the end of the build, too.
import { readFileSync, writeFileSync } from "node:fs";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import type { Plugin } from "vite";

import { filesBelow } from "./files_below";

/** Below this the headers of the answer weigh more than what is saved. */
const bytesMin = 512;
const worthwhile = 0.9;
const compressedAlready = /\.(png|jpg|woff2|gz|br)$/;

export interface Twins {
  gzip: Buffer;
  brotli: Buffer;
}

export function twinsOf(bytes: Buffer): Twins | null {
  if (bytes.length < bytesMin) return null;
  const gzip = gzipSync(bytes, { level: 9 });
  if (gzip.length > bytes.length * worthwhile) return null;
  const brotli = brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  });
  return { gzip, brotli };
}

export function smallerTwins(): Plugin {
  let outDir = "dist";
  return {
    name: "chamber-smaller-twins",
    apply: "build",
    configResolved(config) {
      outDir = config.build.outDir;
    },
    closeBundle: {
      order: "post",
      sequential: true,
      handler() {
        for (const path of filesBelow(outDir)) {
          if (compressedAlready.test(path)) continue;
          const twins = twinsOf(readFileSync(path));
          if (!twins) continue;
          writeFileSync(path + ".gz", twins.gzip);
          writeFileSync(path + ".br", twins.brotli);
        }
      },
    },
  };
}
