// Words that a finger has marked on the pages: what they say, and where they stand on paper. Reads the document's selection, no state.
import { apply, type Geometry } from "../../pages/geometry";

export interface MarkedOnPage {
  readonly page: number;
  readonly quads: readonly number[]; // as in XFDF: top left, top right, bottom left, bottom right
}

export interface MarkedWords {
  readonly text: string;
  readonly pages: readonly MarkedOnPage[];
  readonly box: DOMRect; // on the screen
}

interface Rect {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

// One line of print is one line of the mark: pieces side by side as one, and none twice. In the order of reading.
export function linesOf(rects: readonly Rect[]): Rect[] {
  const lines: Rect[] = [];
  for (const rect of [...rects].sort((a, b) => a.top - b.top || a.left - b.left)) {
    const height = rect.bottom - rect.top;
    if (height < 1 || rect.right - rect.left < 0.5) continue;
    const at = lines.findIndex((line) => {
      const common = Math.min(line.bottom, rect.bottom) - Math.max(line.top, rect.top);
      const near = rect.left - line.right < height * 1.5 && line.left - rect.right < height * 1.5;
      return near && common > Math.min(height, line.bottom - line.top) * 0.6;
    });
    const line = lines[at];
    if (!line) lines.push(rect);
    else
      lines[at] = {
        left: Math.min(line.left, rect.left),
        top: Math.min(line.top, rect.top),
        right: Math.max(line.right, rect.right),
        bottom: Math.max(line.bottom, rect.bottom),
      };
  }
  return lines;
}

// Lines of print are no lines of a note.
export const runOn = (text: string): string =>
  text
    .replace(/\u00ad\s*/g, "")
    .replace(/\s+/g, " ")
    .trim()
    .normalize("NFC");

export function quadsOnPaper(lines: readonly Rect[], sheet: Rect, { width, height, toPaper }: Geometry): number[] {
  const onPaper = (x: number, y: number): [number, number] =>
    apply(toPaper, ((x - sheet.left) / (sheet.right - sheet.left)) * width, ((y - sheet.top) / (sheet.bottom - sheet.top)) * height);
  return lines.flatMap(({ left, top, right, bottom }) => [
    ...onPaper(left, top),
    ...onPaper(right, top),
    ...onPaper(left, bottom),
    ...onPaper(right, bottom),
  ]);
}

function isOn(rect: Rect, sheet: Rect): boolean {
  const [x, y] = [(rect.left + rect.right) / 2, (rect.top + rect.bottom) / 2];
  return x >= sheet.left && x <= sheet.right && y >= sheet.top && y <= sheet.bottom;
}

const isText = (node: Node | null): boolean => ((node instanceof Element ? node : node?.parentElement)?.closest(".text") ?? null) !== null;

// What is marked in this room; nothing when it is nothing, or lies elsewhere.
export function markedIn(room: HTMLElement, geometryOf: (page: number) => Geometry | undefined): MarkedWords | undefined {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return undefined;
  const range = selection.getRangeAt(0);
  if (!room.contains(range.commonAncestorContainer) || !isText(range.startContainer)) return undefined;
  const text = runOn(selection.toString());
  if (text === "") return undefined;
  const rects = [...range.getClientRects()];
  const pages = [...room.querySelectorAll<HTMLElement>(".page")].flatMap((element) => {
    const sheet = element.getBoundingClientRect();
    const page = Number(element.dataset["page"]);
    const geometry = geometryOf(page);
    // A rectangle as wide as the page is the layer itself.
    const here = rects.filter((rect) => isOn(rect, sheet) && rect.height < sheet.height / 3);
    return geometry && here.length > 0 ? [{ page, quads: quadsOnPaper(linesOf(here), sheet, geometry) }] : [];
  });
  return pages.length > 0 ? { text, pages, box: range.getBoundingClientRect() } : undefined;
}
