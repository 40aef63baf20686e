// The protocol's labels, for their English twins.
import { helpKindLabels, roleLabels, sessionStateLabels } from "../../../generated/protocol";

export const labels = {
  sessionState: sessionStateLabels,
  role: roleLabels,
  helpKind: helpKindLabels,
};
