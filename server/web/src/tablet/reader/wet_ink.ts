// The stroke under the pen, on a canvas of its own over the part of the page that it is near to. One pen, one canvas: it moves to the page
// that is written on, grows with the stroke and goes when the stroke is dry.
//
// Each frame draws only the newest part of the stroke, over what is there: a stroke of two thousand points, or a page of five hundred strokes,
// costs a frame no more than the first line did. What is drawn here is a hair rougher than the stroke that takes its place.
import { apply, type Geometry } from "../../pages/geometry";
import { outlineOfTail } from "./ink";

const pixelRatioMax = 2; // a wet line needs no more
const roomPx = 260; // for the stroke to grow before the canvas must
const edgePx = 24; // as near as it comes to the canvas's edge

class WetInk {
  #canvas: HTMLCanvasElement | undefined;
  #host: HTMLElement | undefined;
  #perPoint = 1; // canvas pixels to one sheet point
  #left = 0; // of the canvas on the sheet
  #top = 0;
  #pixelsPerPoint = 1; // of the screen
  #area = { left: 0, top: 0, right: 0, bottom: 0 }; // of the canvas on the sheet; without end where the page or the screen ends
  #drawn = 0; // numbers of the stroke that are on the canvas

  show(host: HTMLElement, geometry: Geometry, points: readonly number[], widthPt: number, colour: string): void {
    if (points.length === 0) return;
    const fits = this.#host === host && points.length >= this.#drawn && this.#covers(points, geometry);
    if (!fits) this.#lay(host, geometry, points);
    const context = this.#canvas?.getContext("2d");
    const fresh = points.length - this.#drawn;
    if (!context || fresh === 0) return;
    this.#drawn = points.length;
    const outline = outlineOfTail(points, fresh, widthPt, geometry.toSheet);
    context.setTransform(this.#perPoint, 0, 0, this.#perPoint, -this.#left * this.#perPoint, -this.#top * this.#perPoint);
    context.fillStyle = colour;
    context.beginPath();
    outline.forEach(([x = 0, y = 0], i) => (i === 0 ? context.moveTo(x, y) : context.lineTo(x, y)));
    context.fill();
  }

  // What is new of the stroke lies on the canvas, or where the screen ends.
  #covers(points: readonly number[], geometry: Geometry): boolean {
    const edge = edgePx / this.#pixelsPerPoint;
    for (let i = this.#drawn; i + 2 < points.length; i += 3) {
      const [x, y] = apply(geometry.toSheet, points[i]!, points[i + 1]!);
      const { left, top, right, bottom } = this.#area;
      if (x < left + edge || x > right - edge || y < top + edge || y > bottom - edge) return false;
    }
    return true;
  }

  dry(): void {
    this.#canvas?.remove();
    this.#host = undefined;
    this.#drawn = 0;
  }

  // Round the stroke as it is, with room to grow, as far as the page is on the screen.
  #lay(host: HTMLElement, geometry: Geometry, points: readonly number[]): void {
    this.#canvas ??= document.createElement("canvas");
    const canvas = this.#canvas;
    const page = host.getBoundingClientRect();
    const perPoint = page.width / geometry.width;
    const seen = {
      left: Math.max(page.left, 0),
      top: Math.max(page.top, 0),
      right: Math.min(page.right, innerWidth),
      bottom: Math.min(page.bottom, innerHeight),
    };
    const near = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
    for (let i = 0; i + 2 < points.length; i += 3) {
      const [sheetX, sheetY] = apply(geometry.toSheet, points[i]!, points[i + 1]!);
      const [x, y] = [page.left + sheetX * perPoint, page.top + sheetY * perPoint];
      near.left = Math.min(near.left, x - roomPx);
      near.right = Math.max(near.right, x + roomPx);
      near.top = Math.min(near.top, y - roomPx);
      near.bottom = Math.max(near.bottom, y + roomPx);
    }
    const left = Math.max(seen.left, near.left);
    const top = Math.max(seen.top, near.top);
    const width = Math.max(1, Math.min(seen.right, near.right) - left);
    const height = Math.max(1, Math.min(seen.bottom, near.bottom) - top);
    const ratio = Math.min(devicePixelRatio, pixelRatioMax);
    canvas.className = "wet";
    canvas.width = Math.max(1, Math.round(width * ratio));
    canvas.height = Math.max(1, Math.round(height * ratio));
    Object.assign(canvas.style, { left: `${left - page.left}px`, top: `${top - page.top}px`, width: `${width}px`, height: `${height}px` });
    this.#pixelsPerPoint = perPoint;
    this.#perPoint = ratio * perPoint;
    this.#left = (left - page.left) / perPoint;
    this.#top = (top - page.top) / perPoint;
    this.#area = {
      left: near.left <= seen.left ? -Infinity : this.#left,
      top: near.top <= seen.top ? -Infinity : this.#top,
      right: near.right >= seen.right ? Infinity : this.#left + width / perPoint,
      bottom: near.bottom >= seen.bottom ? Infinity : this.#top + height / perPoint,
    };
    this.#host = host;
    this.#drawn = 0;
    host.append(canvas);
  }
}

export const wetInk = new WetInk();
