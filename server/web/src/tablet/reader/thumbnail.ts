// A Svelte action: the picture of a page, fetched when it comes into sight and let go when it leaves the document.
import type { Previews } from "../../pages/previews";

interface Wanted {
  readonly previews: Previews | null;
  readonly index: number;
}

export function thumbnail(host: HTMLElement, wanted: Wanted): { destroy(): void } {
  let url: string | undefined;
  let gone = false;
  const seen = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting) || !wanted.previews) return;
    seen.disconnect();
    void wanted.previews.url(wanted.index).then(
      (picture) => {
        if (!picture) return;
        if (gone) return URL.revokeObjectURL(picture);
        url = picture;
        const image = new Image();
        image.alt = "";
        image.src = picture;
        host.prepend(image);
      },
      () => undefined,
    );
  });
  seen.observe(host);
  return {
    destroy() {
      gone = true;
      seen.disconnect();
      if (url) URL.revokeObjectURL(url);
    },
  };
}
