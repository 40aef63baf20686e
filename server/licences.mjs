// The licences of what the programs link and the web client ships, as an SPDX 2.3 document (tag and value) on stdout.
//
//   node server/licences.mjs build/release > licences.spdx
//
// Dated by SOURCE_DATE_EPOCH, else by the commit (the same tree gives the same bytes), else by now.
// Libraries are read from the programs themselves (NEEDED), packages of the web client from its lock file. A library or a package that
// the table does not know is an error: whoever brings one in looks up its licence once and writes it here.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

// By the library's name: what it is part of, and its licence by SPDX's list. Source: /usr/share/doc/PACKAGE/copyright of Debian 12.
const libraries = {
  "libargon2.so": ["argon2", "CC0-1.0 OR Apache-2.0"],
  "libboost_container.so": ["boost", "BSL-1.0"],
  "libboost_json.so": ["boost", "BSL-1.0"],
  "libc.so": ["glibc", "LGPL-2.1-or-later"],
  "libcairo.so": ["cairo", "LGPL-2.1-only OR MPL-1.1"],
  "libcrypto.so": ["openssl", "Apache-2.0"],
  "libfmt.so": ["fmt", "MIT"],
  "libgcc_s.so": ["gcc", "GPL-3.0-or-later WITH GCC-exception-3.1"],
  "libglib-2.0.so": ["glib", "LGPL-2.1-or-later"],
  "libgobject-2.0.so": ["glib", "LGPL-2.1-or-later"],
  "libharfbuzz.so": ["harfbuzz", "MIT-Modern-Variant"],
  "libjpeg.so": ["libjpeg-turbo", "IJG AND BSD-3-Clause AND Zlib"],
  "libm.so": ["glibc", "LGPL-2.1-or-later"],
  "libpango-1.0.so": ["pango", "LGPL-2.0-or-later"],
  "libpangocairo-1.0.so": ["pango", "LGPL-2.0-or-later"],
  "libpoppler-cpp.so": ["poppler", "GPL-2.0-only OR GPL-3.0-only"],
  "libpugixml.so": ["pugixml", "MIT"],
  "libqpdf.so": ["qpdf", "Apache-2.0"],
  "libqrencode.so": ["qrencode", "LGPL-2.1-or-later"],
  "libseccomp.so": ["libseccomp", "LGPL-2.1-only"],
  "libspdlog.so": ["spdlog", "MIT"],
  "libsqlite3.so": ["sqlite", "blessing"],
  "libssl.so": ["openssl", "Apache-2.0"],
  "libstdc++.so": ["gcc", "GPL-3.0-or-later WITH GCC-exception-3.1"],
  "libtomlplusplus.so": ["tomlplusplus", "MIT"],
  "libutf8proc.so": ["utf8proc", "MIT"],
  "libxlsxwriter.so": ["libxlsxwriter", "BSD-2-Clause"],
  "libz.so": ["zlib", "Zlib"],
  "libzip.so": ["libzip", "BSD-3-Clause"],
  "libzstd.so": ["zstd", "BSD-3-Clause OR GPL-2.0-only"],
};
// Of a build for tests alone.
const ofTests = /^lib(asan|ubsan|tsan|rt|dl|pthread)\.so/;
const programs = ["chamber-server", "chamber-admin", "chamber-demo", "chamber-inspect", "chamber-inspect-pages.so"];
// Tools of the web client whose code ends in what it ships.
const bundled = ["node_modules/svelte"];

const source = dirname(fileURLToPath(import.meta.url));
const build = process.argv[2];
if (!build || !existsSync(join(build, "bin"))) {
  console.error("usage: node server/licences.mjs BUILD, a folder with bin/ in it");
  process.exit(2);
}

const unknown = [];
const packages = new Map();
const relations = new Set();
const idOf = (name) => `SPDXRef-${name.replace(/[^A-Za-z0-9.-]/g, "-")}`;

function keep(name, version, licence) {
  packages.set(name, { version, licence });
  return idOf(name);
}

const libraryPaths = execFileSync("/sbin/ldconfig", ["-p"], { encoding: "utf8" });

function versionOf(library) {
  const path = libraryPaths.match(new RegExp(`${library.replace(/[+.]/g, "\\$&")}[^\n]*=> (\\S+)`))?.[1];
  if (!path) return "NOASSERTION";
  for (const place of [path, `/usr${path}`])
    try {
      const owner = execFileSync("dpkg", ["-S", place], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).split(": ")[0];
      return execFileSync("dpkg-query", ["-W", "-f", "${Version}", owner], { encoding: "utf8" });
    } catch {
      continue;
    }
  return "NOASSERTION";
}

for (const program of programs) {
  const file = join(build, "bin", program);
  if (!existsSync(file)) continue;
  const needed = [...execFileSync("readelf", ["-d", file], { encoding: "utf8" }).matchAll(/NEEDED.*\[(.*)\]/g)].map((found) => found[1]);
  const own = keep(program, "NOASSERTION", "NOASSERTION");
  for (const library of needed) {
    const known = libraries[library.replace(/\.so.*/, ".so").replace(/^(libboost_json|libspdlog)-.*/, "$1.so")];
    if (ofTests.test(library)) continue;
    if (!known) {
      unknown.push(`${program} links ${library}`);
      continue;
    }
    const [name, licence] = known;
    const version = packages.get(name)?.version ?? versionOf(library);
    relations.add(`Relationship: ${own} DYNAMIC_LINK ${keep(name, version, licence)}`);
  }
}

const lock = JSON.parse(readFileSync(join(source, "web/package-lock.json"), "utf8"));
const web = keep("chamber-web", "NOASSERTION", "NOASSERTION");
for (const [path, about] of Object.entries(lock.packages)) {
  const ships = path !== "" && (bundled.includes(path) || (!about.dev && !about.optional));
  if (!ships) continue;
  if (!about.license) unknown.push(`the web client ships ${path}`);
  relations.add(`Relationship: ${web} CONTAINS ${keep(path.replace(/^.*node_modules\//, ""), about.version, about.license)}`);
}

if (unknown.length > 0) {
  console.error(`licence unknown, write it into server/licences.mjs:\n  ${unknown.join("\n  ")}`);
  process.exit(1);
}

function committedAt() {
  try {
    return execFileSync("git", ["log", "-1", "--format=%ct"], { cwd: source, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  } catch {
    return Math.floor(Date.now() / 1000);
  }
}

const epoch = process.env["SOURCE_DATE_EPOCH"] ?? committedAt();
const created = new Date(Number(epoch) * 1000).toISOString().replace(".000", "");
const lines = ["SPDXVersion: SPDX-2.3", "DataLicense: CC0-1.0", "SPDXID: SPDXRef-DOCUMENT", "DocumentName: Nghi-Truong",
  "DocumentNamespace: https://spdx.org/spdxdocs/nghi-truong", "Creator: Tool: server/licences.mjs", `Created: ${created}`];
for (const [name, { version, licence }] of [...packages].sort(([left], [right]) => (left < right ? -1 : 1)))
  lines.push("", `PackageName: ${name}`, `SPDXID: ${idOf(name)}`, `PackageVersion: ${version}`, "PackageDownloadLocation: NOASSERTION", "FilesAnalyzed: false",
    "PackageLicenseConcluded: NOASSERTION", `PackageLicenseDeclared: ${licence}`, "PackageCopyrightText: NOASSERTION");
lines.push("", ...[...relations].sort());
console.log(lines.join("\n"));
