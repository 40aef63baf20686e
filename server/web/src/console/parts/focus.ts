// The keyboard stays where the work is. Whatever takes the focus gives it back: to where it was, or to what stands in that place now.
//
//   takesFocus    a panel that opens beside the work: focus goes in, and back when it closes
//   rememberFocus the same for dialogs, by hand
//   keepsFocus    a screen whose focused part vanishes (the row was dealt with): its neighbour has the focus, not the page's beginning
//
// Without these a removed or disabled element leaves the focus on <body>, and the next key is lost.

const focusable = 'a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), summary, [tabindex="0"]';

interface Step {
  readonly element: HTMLElement;
  readonly nth: number;  // among its parent's children
}

// The element and all that hold it, nearest first.
function wayTo(element: Element | null): Step[] {
  const way: Step[] = [];
  for (let each = element; each instanceof HTMLElement && each !== document.body; each = each.parentElement) {
    way.push({ element: each, nth: each.parentElement ? [...each.parentElement.children].indexOf(each) : 0 });
  }
  return way;
}

function focused(element: HTMLElement): boolean {
  if (!element.isConnected) return false;
  element.focus({ preventScroll: false });
  return document.activeElement === element;
}

// What took the place of a part that is gone: the one that moved up, else the last.
function successor(parent: HTMLElement, nth: number): boolean {
  const { children } = parent;
  const candidate = children[Math.min(nth, children.length - 1)];
  if (!(candidate instanceof HTMLElement)) return false;
  if (candidate.matches(focusable) && focused(candidate)) return true;
  const inside = candidate.querySelector<HTMLElement>(focusable);
  return inside !== null && focused(inside);
}

// The same element, else what follows in the place of what is gone, else the nearest holder that takes a focus.
function returnBy(way: readonly Step[]): boolean {
  const gone = way.findIndex(({ element }) => element.isConnected);
  if (gone < 0) return false;
  const nearest = way[gone]!.element;
  if (gone === 0 && focused(nearest)) return true;
  if (gone > 0 && successor(nearest, way[gone - 1]!.nth)) return true;
  return way.slice(gone).some(({ element }) => focused(element));
}

// Call it before the focus moves; call what it answers to bring the focus back.
export function rememberFocus(): () => void {
  const way = wayTo(document.activeElement);
  return () => void returnBy(way);
}

export function takesFocus(element: HTMLElement): { destroy(): void } {
  const giveBack = rememberFocus();
  if (!element.hasAttribute("tabindex")) element.tabIndex = -1;
  element.focus({ preventScroll: true });
  return {
    destroy: () => {
      // Somebody who went elsewhere meanwhile stays there.
      const here = document.activeElement;
      if (here === document.body || here === null || element.contains(here)) giveBack();
    },
  };
}

export function keepsFocus(screen: HTMLElement): { destroy(): void } {
  let way: Step[] = [];
  const entered = (event: FocusEvent): void => void (way = wayTo(event.target as Element));
  // Left for nothing while it is still there: a click on the empty page. Removed: the observer's part.
  const left = (event: FocusEvent): void =>
    queueMicrotask(() => {
      if ((event.target as Element).isConnected && document.activeElement !== event.target) way = [];
    });
  const changed = new MutationObserver(() => {
    if (way.length === 0 || way[0]!.element.isConnected || document.activeElement !== document.body) return;
    const before = way;
    way = [];
    returnBy(before);
  });
  screen.addEventListener("focusin", entered);
  screen.addEventListener("focusout", left);
  changed.observe(screen, { childList: true, subtree: true });
  return {
    destroy: () => {
      screen.removeEventListener("focusin", entered);
      screen.removeEventListener("focusout", left);
      changed.disconnect();
    },
  };
}
