// Is a text plain Vietnamese? The twin of protocol/plain_words.hpp, which says how; both are held to tests/golden/plain_words.json.
const knownNames = new Set(
  "pdf pin json pem der csv zip png html usb mb gb kb byte linux landlock windows excel ipad javascript https http localhost wi fi qr ca sqlite ip dns safari chrome nfc crl ocsp tls rsa iso rfc ubnd mttq bit web internet camera km chmod".split(
    " ",
  ),
);
const disguised = new Set("the no on me be he by go then than thing man men ten can run sun son pen".split(" "));
const ofBoth = new Set(["do", "so"]);
const onset = "(?:ngh|ch|gh|gi|kh|ng|nh|ph|qu|th|tr|b|c|d|g|h|k|l|m|n|r|s|t|v|x||p|q)";
const rhyme = "(?:y|oai|oay|uya|oeo|uay|ai|ao|au|ay|eo|ia|iu|oi|ua|ui|(?:oa|oe|uy|a|e|i|o|u)(?:ng|nh|m|n)?)";
const bareSyllable = new RegExp(`^(?:${onset}${rhyme}|gi)$`);
const marked = /[\u00C0-\u1FFF]/;
const roman = /^[IVXL]+$/;
const name = /^(?:--|<)|.-.|[a-z][A-Z].|[0-9/\\_.@=<>{}*$%#+]/;

export function foreignWords(text: string): string[] {
  const read = text.normalize("NFC").replace(/“[^”]*”|"[^"]*"|«[^»]*»/g, "…");
  const foreign: string[] = [];
  const doubtful: string[] = [];
  let inCommand = false;
  for (const token of read.split(/\s+/)) {
    const begun = token.replace(/^[“"‘'(«[]+/, "");
    const word = begun.replace(/[”"’'»\]).,:;!?…]+$/, "");
    const endsPhrase = word !== begun;
    const bare = !marked.test(word);
    if (word === "chamber-admin" || word === "chamber-server") inCommand = true;
    const skipped = !bare || name.test(word) || roman.test(word) || inCommand;
    if (!bare || endsPhrase) inCommand = false;
    if (skipped) continue;
    for (const part of word.toLowerCase().split(/[^a-z]+/)) {
      if (part.length < 2 || knownNames.has(part)) continue;
      if (ofBoth.has(part)) doubtful.push(part);
      else if (!bareSyllable.test(part) || disguised.has(part)) foreign.push(part);
    }
  }
  return foreign.length > 0 ? [...foreign, ...doubtful] : [];
}

export const isMarked = (text: string): boolean => marked.test(text.normalize("NFC"));
