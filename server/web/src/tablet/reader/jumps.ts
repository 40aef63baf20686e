// Where somebody was before they jumped: to a page by its number, along a link, to a heading, a place that was found, a bookmark. Pure.
export interface Stand {
  readonly page: number;
  readonly share: number;
}

const standsMax = 20;

// Before a jump: where one stands is kept, unless the jump stays on the page or one stood there already.
export function jumped(stands: readonly Stand[], from: Stand, to: number): readonly Stand[] {
  if (from.page === to || stands.at(-1)?.page === from.page) return stands;
  return [...stands, from].slice(-standsMax);
}

// Back to the last one, which is then behind us.
export function returned(stands: readonly Stand[]): { readonly to: Stand | undefined; readonly rest: readonly Stand[] } {
  return { to: stands.at(-1), rest: stands.slice(0, -1) };
}

// Whoever has come back by themselves needs no way back.
export const stillAway = (stands: readonly Stand[], page: number): readonly Stand[] =>
  stands.at(-1)?.page === page ? stands.slice(0, -1) : stands;
