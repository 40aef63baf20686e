// The files of a drop, without folders and without what only looks like a file (a dragged link or picture of this page).
export function filesOf(event: DragEvent): File[] {
  const items = [...(event.dataTransfer?.items ?? [])];
  const entries = items.filter((item) => item.kind === "file" && item.webkitGetAsEntry()?.isDirectory !== true);
  return entries.map((item) => item.getAsFile()).filter((file) => file !== null);
}
