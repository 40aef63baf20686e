// A list that changes by itself and never moves under who reads it: what they look at, or have their finger on, stays where it is on the
// glass, whatever comes above it. At its top, with no finger on it, a list is free: what is new shows there. Turned, it keeps in sight what
// was meant to be in sight (`[data-keep]`).
const touchedMs = 1_500; // after the last touch a tap may still be on its way

interface Anchor {
  readonly element: Element;
  readonly place: number; // in the list's content: a scroll that is not told yet changes nothing
  readonly touched: boolean;
}

export function steady(list: HTMLElement): { destroy(): void } {
  let anchor: Anchor | null = null;
  let finger: Element | null = null;
  let isDown = false;
  let touchedAt = Number.NEGATIVE_INFINITY;
  let kept: Element | null = null; // in sight before the last change of size
  const topOf = (element: Element): number => element.getBoundingClientRect().top - list.getBoundingClientRect().top;
  const isSeen = (element: Element): boolean => {
    const top = topOf(element);
    return top < list.clientHeight && top + element.getBoundingClientRect().height > 0;
  };
  // What the finger is on; else the first thing in sight, unless the list stands at its top.
  const look = (): void => {
    const touched = isDown || performance.now() - touchedAt < touchedMs ? finger : null;
    const first = list.scrollTop > 0 ? [...list.querySelectorAll("[data-anchor]")].find(isSeen) : undefined;
    const element = touched?.isConnected ? touched : first;
    anchor = element ? { element, place: topOf(element) + list.scrollTop, touched: element === touched } : null;
    const keep = list.querySelector("[data-keep]");
    kept = keep && isSeen(keep) ? keep : null;
  };
  const hold = (): void => {
    if (anchor?.element.isConnected && (anchor.touched || list.scrollTop > 0)) {
      const moved = topOf(anchor.element) + list.scrollTop - anchor.place;
      if (Math.abs(moved) >= 1) list.scrollTop += moved;
    }
    look();
  };
  const touch = (event: PointerEvent): void => {
    finger = event.target instanceof Element ? (event.target.closest("[data-anchor]") ?? event.target) : null;
    touchedAt = performance.now();
    isDown = true;
    look();
  };
  const lift = (): void => {
    isDown = false;
    touchedAt = performance.now();
  };
  // Whoever scrolls looks elsewhere than where they touched.
  const scrolled = (): void => {
    if (!isDown) finger = null;
    look();
  };
  const cancelled = (): void => {
    isDown = false;
    finger = null;
  };
  const changes = new MutationObserver(hold);
  changes.observe(list, { childList: true, subtree: true, characterData: true });
  const turns = new ResizeObserver(() => {
    const keep = kept;
    hold();
    if (keep?.isConnected && !isSeen(keep)) list.scrollTop += topOf(keep);
    look();
  });
  turns.observe(list);
  list.addEventListener("scroll", scrolled, { passive: true });
  list.addEventListener("pointerdown", touch, { passive: true });
  // Wherever the finger leaves.
  addEventListener("pointerup", lift, { passive: true });
  addEventListener("pointercancel", cancelled, { passive: true });
  return {
    destroy() {
      changes.disconnect();
      turns.disconnect();
      list.removeEventListener("scroll", scrolled);
      list.removeEventListener("pointerdown", touch);
      removeEventListener("pointerup", lift);
      removeEventListener("pointercancel", cancelled);
    },
  };
}
