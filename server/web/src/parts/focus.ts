// The keyboard stays where the work is. Whatever takes the focus gives it back: to where it was, or to what stands in that place now.
//
//   takesFocus    a panel that opens beside the work: focus goes in, and back when it closes
//   rememberFocus the same for dialogs, by hand
//   keepsFocus    a screen whose focused part vanishes or is disabled (it was dealt with): its row or what follows has the focus
//
// Without these a removed or disabled element leaves the focus on <body>, and the next key is lost.

const focusable =
  'a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), summary, [tabindex="0"]';

interface Step {
  readonly element: HTMLElement;
  readonly nth: number; // among its parent's children
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
  if (!element.isConnected || element.matches(":disabled")) return false;
  element.focus();
  return document.activeElement === element;
}

// What took the place of a part that is gone: what moved up there, or what follows it on the screen; of a list's last part, the one before.
function successor(parent: HTMLElement, nth: number): boolean {
  const place = parent.children[nth];
  const stops = [...(parent.closest("main, dialog") ?? document.body).querySelectorAll<HTMLElement>(focusable)].filter(
    (each) => each.getClientRects().length > 0,
  );
  const inParent = stops.filter((each) => parent.contains(each));
  if (!place && inParent.length > 0) return focused(inParent.at(-1)!);
  const from = place ?? parent;
  const next = stops.find(
    (each) =>
      from === each || (place?.contains(each) ?? false) || (from.compareDocumentPosition(each) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0,
  );
  return next !== undefined && focused(next);
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

// A button that sleeps while the server is asked has the focus again when it wakes; where its row takes the keys, that has it at once.
const asleepMs = 2_000;

export function keepsFocus(screen: HTMLElement): { destroy(): void } {
  let way: Step[] = [];
  let asleep: ReturnType<typeof setTimeout> | undefined;
  const nobody = (): boolean => document.activeElement === document.body || document.activeElement === null;
  const entered = (event: FocusEvent): void => {
    clearTimeout(asleep);
    way = wayTo(event.target as Element);
  };
  // Left for nothing while it is there and awake: a click on the empty page. Removed or disabled: the observer's part.
  const left = (event: FocusEvent): void =>
    queueMicrotask(() => {
      const target = event.target as Element;
      if (target.isConnected && !target.matches(":disabled") && document.activeElement !== target) way = [];
    });
  const back = (): void => {
    clearTimeout(asleep);
    const before = way;
    way = [];
    returnBy(before);
  };
  const changed = new MutationObserver(() => {
    const [first, ...holders] = way;
    if (!first) return;
    const { element } = first;
    if (!element.isConnected) return void (nobody() && back());
    if (element.matches(":disabled")) {
      if (!nobody() && document.activeElement !== element) return;
      if (holders.some((holder) => holder.element.matches('[tabindex="0"]') && focused(holder.element))) return;
      clearTimeout(asleep);
      asleep = setTimeout(() => nobody() && back(), asleepMs);
    } else if (nobody()) focused(element);
  });
  screen.addEventListener("focusin", entered);
  screen.addEventListener("focusout", left);
  changed.observe(screen, { childList: true, subtree: true, attributes: true, attributeFilter: ["disabled"] });
  return {
    destroy: () => {
      clearTimeout(asleep);
      screen.removeEventListener("focusin", entered);
      screen.removeEventListener("focusout", left);
      changed.disconnect();
    },
  };
}
