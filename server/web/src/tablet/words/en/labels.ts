import type { labels as vi } from "../vi/labels";

export const labels: typeof vi = {
  sessionState: {
    planned: "Planned",
    convened: "Convened",
    distributed: "Documents sent",
    in_session: "In session",
    recess: "Recess",
    closed: "Closed",
    filing: "Filing",
    archived: "Archived",
    postponed: "Postponed",
    cancelled: "Cancelled",
  },
  role: {
    delegate: "Delegate",
    guest: "Guest",
    secretary: "Secretary of the session",
    clerk: "Clerk",
    archivist: "Archivist",
    administrator: "Administrator",
    auditor: "Auditor",
  },
  helpKind: {
    tablet: "Trouble with the tablet",
    document: "A document, please",
    water: "Water, please",
    other: "Something else",
  },
};
