// The words of a source file that somebody may read on a screen: the text of its markup, what its attributes say to a screen reader,
// each string with a Vietnamese letter, and the strings that stand where sentences stand.
import { parse } from "svelte/compiler";

export interface VisibleWords {
  readonly text: string;
  readonly at: number; // offset in the source
}

type Node = Readonly<Record<string, unknown>> & { readonly type: string; readonly start?: number };

const spoken = new Set(["aria-label", "title", "placeholder", "alt", "label", "aria-description", "aria-roledescription"]);
// What is called so holds a sentence, or is called with one.
const sentences = new Set(["sentence", "title", "heading", "hint", "words", "say", "care", "good", "alert", "confirm", "complain"]);

const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null && typeof (value as Node).type === "string";

function nameOf(node: unknown): string {
  if (!isNode(node)) return "";
  if (node.type === "Identifier") return String(node["name"]);
  if (node.type === "MemberExpression") return nameOf(node["property"]);
  return "";
}

// lang="en": read aloud, and meant, as English.
const isInAnotherLanguage = (element: Node): boolean =>
  (element["attributes"] as Node[]).some(
    (one) => one.type === "Attribute" && one["name"] === "lang" && JSON.stringify(one["value"]).includes('"en"'),
  );

// A template's text with "x" where a value goes.
const templateText = (node: Node): string =>
  (node["quasis"] as { value: { cooked: string | null } }[]).map((quasi) => quasi.value.cooked ?? "").join(" 0 ");

function stringOf(node: unknown): string | null {
  if (!isNode(node)) return null;
  if (node.type === "Literal" && typeof node["value"] === "string") return node["value"];
  return node.type === "TemplateLiteral" ? templateText(node) : null;
}

export function visibleWords(file: string, source: string): VisibleWords[] {
  const markup = file.endsWith(".svelte") ? source : `<script lang="ts">\n${source}\n</script>`;
  const ast = parse(markup, { modern: true }) as unknown as { fragment: Node; instance: Node | null; module: Node | null };
  const found: VisibleWords[] = [];
  const add = (text: string | null, node: Node): void => {
    if (text !== null && text.trim() !== "") found.push({ text, at: node.start ?? 0 });
  };
  const strings = (value: unknown, sentence: boolean): void => {
    const text = stringOf(value);
    if (text !== null && (sentence || /[\u00C0-\u1FFF]/.test(text))) add(text, value as Node);
  };
  const walk = (value: unknown, sentence: boolean): void => {
    if (Array.isArray(value)) return value.forEach((each) => walk(each, sentence));
    if (!isNode(value)) return;
    if (value.type === "ImportDeclaration" || value.type === "StyleSheet" || value.type.startsWith("TS")) return;
    if (value.type === "RegularElement" && (["code", "pre", "kbd"].includes(String(value["name"])) || isInAnotherLanguage(value))) return; // to be typed; marked as English
    if (value.type === "Text") return add(String(value["data"]), value);
    if (value.type === "Attribute") {
      const heard = spoken.has(String(value["name"]));
      for (const part of [value["value"]].flat())
        if (isNode(part) && part.type === "Text") heard && add(String(part["data"]), part);
        else walk(part, heard);
      return;
    }
    strings(value, sentence);
    const called = value.type === "CallExpression" ? sentences.has(nameOf(value["callee"])) : false;
    const named = value.type === "Property" && sentences.has(nameOf(value["key"]));
    for (const [key, child] of Object.entries(value)) {
      if (key === "type" || key === "key" || key === "callee" || key === "loc") {
        if (key === "callee") walk(child, false);
        continue;
      }
      // A comparison or an index is no sentence, wherever it stands.
      const inner =
        value.type === "BinaryExpression" || value.type === "MemberExpression"
          ? false
          : named || (sentence && ["ConditionalExpression", "LogicalExpression", "ExpressionTag", "TemplateLiteral"].includes(value.type));
      if (called && key === "arguments") {
        const [said, ...more] = child as unknown[];
        walk(said, true);
        walk(more, false);
      } else walk(child, inner && !(value.type === "ConditionalExpression" && key === "test"));
    }
  };
  for (const root of [ast.fragment, ast.instance, ast.module]) walk(root, false);
  return found;
}
