// The part of the screen that the keyboard leaves free. On iPadOS it covers what is below and shrinks neither the page nor `vh`: only the
// visual viewport tells, in CSS pixels. Source: CSSOM View, VisualViewport.
export interface SeenArea {
  readonly top: number;
  readonly bottom: number; // covered at the foot
  readonly height: number;
}

export function seenArea(viewport: { offsetTop: number; height: number } | null, layoutHeight: number): SeenArea {
  if (!viewport) return { top: 0, bottom: 0, height: layoutHeight };
  const top = Math.max(0, viewport.offsetTop);
  return { top, bottom: Math.max(0, layoutHeight - top - viewport.height), height: viewport.height };
}

// Keeps `--seen-top`, `--seen-bottom` and `--seen-height` of the element true, until the returned function is called.
export function followSeenArea(element: HTMLElement): () => void {
  const viewport = window.visualViewport;
  const place = (): void => {
    const { top, bottom, height } = seenArea(viewport, document.documentElement.clientHeight);
    element.style.setProperty("--seen-top", `${top}px`);
    element.style.setProperty("--seen-bottom", `${bottom}px`);
    element.style.setProperty("--seen-height", `${height}px`);
  };
  place();
  for (const name of ["resize", "scroll"] as const) viewport?.addEventListener(name, place);
  addEventListener("resize", place);
  return () => {
    for (const name of ["resize", "scroll"] as const) viewport?.removeEventListener(name, place);
    removeEventListener("resize", place);
  };
}
