// What a page's picture made by the server is written as: PNG, or JPEG (photographs, and all that older servers made).
export type PictureType = "image/png" | "image/jpeg";

export const pictureTypeOf = (begin: Uint8Array): PictureType => (begin[0] === 0x89 ? "image/png" : "image/jpeg");

export const pictureOf = (bytes: Uint8Array<ArrayBuffer>): Blob => new Blob([bytes], { type: pictureTypeOf(bytes) });

// A slice of a bundle that says itself what it is.
export async function typedPicture(picture: Blob): Promise<Blob> {
  const begin = new Uint8Array(await picture.slice(0, 1).arrayBuffer());
  return picture.slice(0, picture.size, pictureTypeOf(begin));
}
