// Marks painted on a canvas as the reader shows them: highlights under ink, words as numbered signs. Nothing of the screen is needed.
import type { Annotation } from "../../generated/protocol";
import { apply, type Geometry } from "../../pages/geometry";
import { quadPolygons } from "../../pages/quads";
import { commentColour } from "../reader/comment";
import { outlinePath } from "../reader/ink";
import { noteColour, penColours } from "../reader/pens.svelte";

const colourOf = (mark: Annotation): string => (mark.visibility === "official" ? commentColour : mark.colour);

// The canvas is set to sheet points.
export function paintMarks(context: CanvasRenderingContext2D, marks: readonly Annotation[], geometry: Geometry): void {
  for (const mark of marks) {
    if (mark.kind !== "highlight") continue;
    context.save();
    context.globalCompositeOperation = "multiply";
    context.globalAlpha = mark.opacity;
    context.fillStyle = colourOf(mark);
    for (const polygon of quadPolygons(mark.quads, geometry.toSheet)) {
      context.beginPath();
      polygon.forEach(([x, y], i) => (i === 0 ? context.moveTo(x, y) : context.lineTo(x, y)));
      context.fill();
    }
    context.restore();
  }
  for (const mark of marks) {
    context.fillStyle = colourOf(mark);
    context.globalAlpha = mark.opacity;
    for (const { points } of mark.strokes) context.fill(new Path2D(outlinePath(points, mark.width_pt, geometry.toSheet)));
  }
  context.globalAlpha = 1;
}

// Where words stand: their number in a square.
export function paintNumbers(context: CanvasRenderingContext2D, worded: readonly Annotation[], geometry: Geometry, side: number): void {
  worded.forEach((mark, i) => {
    const [x, y] = apply(
      geometry.toSheet,
      mark.rect[0] ?? mark.strokes[0]?.points[0] ?? 0,
      mark.rect[3] ?? mark.strokes[0]?.points[1] ?? 0,
    );
    const left = Math.max(0, Math.min(geometry.width - side, x));
    const top = Math.max(0, Math.min(geometry.height - side, y));
    context.fillStyle = noteColour;
    context.fillRect(left, top, side, side);
    context.fillStyle = penColours[2].value;
    context.font = `700 ${side * 0.7}px system-ui, sans-serif`;
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.fillText(String(i + 1), left + side / 2, top + side / 2);
  });
  context.textAlign = "start";
  context.textBaseline = "alphabetic";
}

// Words in lines that fit; a word that is longer than a line is broken.
export function wrapped(text: string, width: number, measure: (text: string) => number): string[] {
  const lines: string[] = [];
  for (const paragraph of text.split("\n")) {
    let line = "";
    for (const word of paragraph.split(/\s+/)) {
      const longer = line === "" ? word : `${line} ${word}`;
      if (measure(longer) <= width) {
        line = longer;
        continue;
      }
      if (line !== "") lines.push(line);
      line = word;
      while (measure(line) > width && line.length > 1) {
        let fits = line.length - 1;
        while (fits > 1 && measure(line.slice(0, fits)) > width) fits -= 1;
        lines.push(line.slice(0, fits));
        line = line.slice(fits);
      }
    }
    lines.push(line);
  }
  return lines;
}
