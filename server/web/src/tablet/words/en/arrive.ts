import type { arrive as vi } from "../vi/arrive";

export const arrive: typeof vi = {
  chooseName: "Please choose your name",
  greeting: "Welcome",
  isItYou: "This tablet is for:",
  lastHere: "Last time, this tablet was used by:",
  thatIsMe: "That is me",
  notMe: "That is not me",
  machine: (label) => `Tablet ${label}`,
  seat: (seat) => `Seat ${seat}`,
  findName: "Find a name",
  findExample: "Find a name, for example: Hoa",
  nobody: "There is no list of delegates yet. Please ask the office to import the list of the session.",
  notFound: (typed) => `No name like “${typed}”. Please type fewer letters, or ask the office.`,
  found: (people) => (people === 1 ? "1 person" : `${people} people`),
  byPosition: "Nobody has this name; these people have such a position:",
};
