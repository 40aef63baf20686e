// A typed text as the server takes it (protocol/text.cpp): composed, without what hides, reorders or steers. What a person wrote must
// never come back refused, so the device leaves out what they cannot have meant: they see neither a bidi control that came along with a
// copied telephone number nor half a surrogate pair.
const breaks = /\r\n?|[\u2028\u2029]/gu;
const halves = /\p{Surrogate}/gu;
const harmful = /[^\P{Control}\n\t]|\p{Bidi_Control}|\p{Noncharacter_Code_Point}|[\ufff9-\ufffb]/gu;
const unseen = /\p{Default_Ignorable_Code_Point}|\ufffc/gu;
const towers = /([\p{Nonspacing_Mark}\p{Enclosing_Mark}]{8})[\p{Nonspacing_Mark}\p{Enclosing_Mark}]+/gu;

export function cleanText(text: string): string {
  return text
    .replace(breaks, "\n")
    .replace(halves, "\ufffd")
    .replace(harmful, "")
    .replace(unseen, "")
    .replace(towers, "$1")
    .normalize("NFC");
}
