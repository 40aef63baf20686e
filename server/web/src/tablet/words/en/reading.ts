import type { reading as vi } from "../vi/reading";

export const reading: typeof vi = {
  page: (page, of) => `Page ${page} / ${of}`,
  showBars: "Show the tools",
  hideBars: "Hide tools",
  banners: "There is a notice – tap to see it",
  view: "How pages are shown",
  smaller: "A− Smaller page",
  larger: "A+ Larger page",
  fitWidth: "Fit width",
  fitPage: "Fit page",
};
