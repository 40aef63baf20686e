import { expect, it } from "vitest";

import { pictureOf, typedPicture } from "../../src/pages/picture_type";

const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 1, 2);
const jpeg = Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 3);

it("knows a picture by its first bytes", () => {
  expect(pictureOf(png).type).toBe("image/png");
  expect(pictureOf(jpeg).type).toBe("image/jpeg");
});

it("types a picture that is a slice of a bundle", async () => {
  const bundle = new Blob([jpeg, png]);
  expect((await typedPicture(bundle.slice(0, 5))).type).toBe("image/jpeg");
  const second = await typedPicture(bundle.slice(5));
  expect(second.type).toBe("image/png");
  expect(second.size).toBe(6);
});
