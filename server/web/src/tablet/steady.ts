// A list that changes by itself and never moves under who reads it: what they look at, or have their finger on, stays where it is on the
// glass, whatever comes above it. At its top, with no finger on it, a list is free: what is new shows there. Turned, it keeps in sight what
// was meant to be in sight (`[data-keep]`).
const touchedMs = 1_500; // after the last touch a tap may still be on its way

interface Anchor {
  readonly element: Element;
  readonly top: number; // on the glass, from the list's top
}

export function steady(list: HTMLElement): { destroy(): void } {
  let anchor: Anchor | null = null;
  let finger: Element | null = null;
  let touchedAt = Number.NEGATIVE_INFINITY;
  let kept: Element | null = null; // in sight before the last change of size
  const topOf = (element: Element): number => element.getBoundingClientRect().top - list.getBoundingClientRect().top;
  const isSeen = (element: Element): boolean => {
    const top = topOf(element);
    return top < list.clientHeight && top + element.getBoundingClientRect().height > 0;
  };
  // What the finger is on; else the first thing in sight, unless the list stands at its top.
  const look = (): void => {
    const touched = performance.now() - touchedAt < touchedMs ? finger : null;
    const first = list.scrollTop > 0 ? [...list.querySelectorAll("[data-anchor]")].find(isSeen) : undefined;
    const element = touched?.isConnected ? touched : first;
    anchor = element ? { element, top: topOf(element) } : null;
    const keep = list.querySelector("[data-keep]");
    kept = keep && isSeen(keep) ? keep : null;
  };
  const hold = (): void => {
    if (anchor?.element.isConnected) {
      const moved = topOf(anchor.element) - anchor.top;
      if (Math.abs(moved) >= 1) list.scrollTop += moved;
    }
    look();
  };
  const touch = (event: PointerEvent): void => {
    finger = event.target instanceof Element ? (event.target.closest("[data-anchor]") ?? event.target) : null;
    touchedAt = performance.now();
    look();
  };
  const lift = (): void => void (touchedAt = performance.now());
  const changes = new MutationObserver(hold);
  changes.observe(list, { childList: true, subtree: true, characterData: true });
  const turns = new ResizeObserver(() => {
    const keep = kept;
    hold();
    if (keep?.isConnected && !isSeen(keep)) list.scrollTop += topOf(keep);
    look();
  });
  turns.observe(list);
  list.addEventListener("scroll", look, { passive: true });
  list.addEventListener("pointerdown", touch, { passive: true });
  for (const name of ["pointerup", "pointercancel"]) list.addEventListener(name, lift, { passive: true });
  return {
    destroy() {
      changes.disconnect();
      turns.disconnect();
      list.removeEventListener("scroll", look);
      list.removeEventListener("pointerdown", touch);
      for (const name of ["pointerup", "pointercancel"]) list.removeEventListener(name, lift);
    },
  };
}
