// A formal comment is one annotation: the words, and the marks on the page that they speak of. Pure.
//
// One command sends it, so it arrives whole, once, or not at all. Its marks are strokes of one violet: a highlight becomes the line
// round it.
import type { Annotation, Stroke } from "../../generated/protocol";
import { limits } from "../../generated/protocol";
import { noPressure } from "./ink";

export const commentColour = "#7a2f96";

function roundQuads(quads: readonly number[]): Stroke[] {
  const strokes: Stroke[] = [];
  for (let i = 0; i + 7 < quads.length; i += 8) {
    const corner = (n: number): number[] => [quads[i + 2 * n]!, quads[i + 2 * n + 1]!, noPressure];
    strokes.push({ points: [0, 1, 3, 2, 0].flatMap(corner) });
  }
  return strokes;
}

// `words`: the note that the comment is; `marks`: what was drawn for it on the same page.
export function commentOf(words: Annotation, marks: readonly Annotation[]): Annotation {
  const { group: _group, received_at: _received, ...kept } = words;
  const strokes = marks.flatMap((mark) => (mark.kind === "highlight" ? roundQuads(mark.quads) : mark.strokes));
  const official = { ...kept, visibility: "official", colour: commentColour, opacity: 1, quads: [] } as const;
  if (strokes.length === 0) return { ...official, kind: "text", strokes: [] };
  return { ...official, kind: "ink", strokes, width_pt: Math.max(...marks.map((mark) => (mark.kind === "ink" ? mark.width_pt : 1))) };
}

// More than one message carries, or than the server takes in one annotation.
export const isTooMuch = (comment: Annotation): boolean =>
  comment.strokes.length > limits.strokesPerAnnotationMax || JSON.stringify(comment).length * 1.5 > limits.textFrameBytesMax * 0.7;
