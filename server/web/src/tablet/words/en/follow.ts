import type { follow as vi } from "../vi/follow";

export const follow: typeof vi = {
  page: (page) => `The chair is on page ${page} — tap to go there`,
  document: (title, page) => `The chair is reading “${title}”, page ${page} — tap to go there`,
  back: (page) => `Follow the chair again (page ${page})`,
  here: "Following the chair",
  follows: "Follow the chair: on",
  followsNot: "Follow the chair: off",
  leads: "Everyone follows me: on",
  leadsNot: "Everyone follows me: off",
  leadsOffline: "The network is away, so nobody can be invited to follow. Please try again when it is back.",
  taken: (name) => `${name} is leading now; this tablet no longer does.`,
  somebody: "Another chairperson",
};
