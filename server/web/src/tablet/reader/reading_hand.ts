// What the hand does to the pages when it writes nothing: reading on, and a tap on the page. For the bars; the pages themselves do not
// know of it.
export interface ReadingHand {
  read(px: number): void; // moved the pages
  tapped(): void;
  pointed(): void; // touched or clicked anything
  typed(key: string): void;
}

// A fling goes on after the finger has left.
const flingMs = 3_000;
const answersItself = "button, a, input, textarea, [role=slider], [role=button]";

// A Svelte action on what holds pages and bars. `resting`: no tool is in hand.
export function readingHand(place: HTMLElement, { hand, resting }: { hand: ReadingHand; resting: () => boolean }): { destroy(): void } {
  let movedAt = Number.NEGATIVE_INFINITY;
  let top: number | undefined;
  const moves = (): void => {
    movedAt = performance.now();
  };
  const scrolled = (event: Event): void => {
    const room = event.target;
    if (!(room instanceof HTMLElement) || !room.classList.contains("room")) return;
    const before = top;
    top = room.scrollTop;
    if (before !== undefined && performance.now() - movedAt < flingMs) hand.read(top - before);
  };
  const clicked = (event: MouseEvent): void => {
    const target = event.target as Element;
    if (event.defaultPrevented || !target.closest(".room") || target.closest(answersItself) || !resting()) return;
    if (getSelection()?.isCollapsed === false) return;
    hand.tapped();
  };
  const pointed = (): void => hand.pointed();
  const typed = (event: KeyboardEvent): void => hand.typed(event.key);
  const listeners: [string, (event: never) => void, AddEventListenerOptions?][] = [
    ["touchmove", moves, { passive: true }],
    ["wheel", moves, { passive: true }],
    ["scroll", scrolled, { capture: true, passive: true }],
    ["click", clicked],
    ["pointerdown", pointed, { capture: true }],
    ["keydown", typed],
  ];
  for (const [name, listener, options] of listeners) place.addEventListener(name, listener as EventListener, options);
  return {
    destroy() {
      for (const [name, listener, options] of listeners) place.removeEventListener(name, listener as EventListener, options);
    },
  };
}
