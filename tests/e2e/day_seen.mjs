// What a ruler says of a tablet's screen, run in the page; sees nothing outside itself. Answers sentences; none: all is well.
export function faultsOfTouch() {
  const top = [...document.querySelectorAll("dialog[open]")].at(-1) ?? document.body;
  const seen = (element) => {
    const box = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    return box.width > 1 && box.height > 1 && style.visibility !== "hidden" && style.clipPath !== "inset(50%)" && !element.closest("[inert]");
  };
  const named = (element) => `${element.tagName.toLowerCase()} “${(element.getAttribute("aria-label") ?? element.textContent).trim().replace(/\s+/g, " ").slice(0, 40)}”`;
  const faults = [];
  for (const one of top.querySelectorAll("button, a[href], input, select, textarea, [role=button]")) {
    if (!seen(one)) continue;
    const { width, height, left, right } = one.getBoundingClientRect();
    if (width < 83.5 || height < 47.5) faults.push(`${named(one)} is ${Math.round(width)} × ${Math.round(height)}`);
    if (left < -1 || right > innerWidth + 1) faults.push(`${named(one)} reaches beyond the window`);
  }
  const walker = document.createTreeWalker(top, NodeFilter.SHOW_TEXT);
  const small = new Set();
  while (walker.nextNode()) {
    const { parentElement, textContent } = walker.currentNode;
    if (textContent.trim() === "" || !parentElement || !seen(parentElement) || parentElement.closest("svg, style, script, .page")) continue;
    const size = parseFloat(getComputedStyle(parentElement).fontSize);
    if (size < 16.95) small.add(`${named(parentElement)} is written in ${size} px`);
  }
  return [...faults, ...small];
}
