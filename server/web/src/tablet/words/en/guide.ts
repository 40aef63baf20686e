import type { guide as vi } from "../vi/guide";

export const guide: typeof vi = {
  title: "One-minute guide",
  step: (n, of) => `Step ${n} of ${of}`,
  next: "Next",
  back: "Back",
  done: "Done, let me begin",
  later: "Later",
  tried: "That is it!",
  offer: "The first time here? See the one-minute guide; you can leave it at any moment.",
  see: "Look",
  hide: "No, thank you",
  where: "You find it again at any time: touch your name at the top, then “One-minute guide”.",
  steps: {
    here: {
      title: "Check in with one touch",
      text: "When the sitting begins, the green button “I am here” stands at the top. One touch is enough; there is nothing to sign.",
      act: "I am here",
      try: "Try the button.",
    },
    guest: {
      title: "The agenda is always in sight",
      text: "What is being discussed is framed, at the top of the screen. What is done is folded into one line.",
      act: "Read documents",
      try: "Try the button.",
    },
    read: {
      title: "Read as on paper",
      text: "Swipe to turn pages, touch A+ for larger letters. A touch in the middle hides the bars, another brings them back.",
      act: "Larger letters",
      try: "Touch the button: the letters on the page grow.",
    },
    write: {
      title: "Write as on paper",
      text: "Choose the pen, the highlighter or a typed note, then write on the page. Notes are saved by themselves; only you read them.",
      act: "Clear the page",
      try: "Write on the page beside this, with a pen or a finger.",
    },
    help: {
      title: "Call the secretary",
      text: "“Call the secretary” is on every screen. The secretary sees your seat at once.",
      act: "Call the secretary",
      try: "Try it: this is practice, nobody is called.",
    },
    chair: {
      title: "The chair's tablet is like all others",
      text: "The office opens each item as the chair says; all tablets follow. The chair reads and writes like every delegate.",
      act: "Read documents",
      try: "Try the button.",
    },
  },
};
