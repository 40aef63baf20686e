// The protocol's labels, for their English twins.
import { roleLabels, sessionStateLabels } from "../../../generated/protocol";

export const labels = {
  sessionState: sessionStateLabels,
  role: roleLabels,
};
