// A broken tablet's place goes to another one: first the old one is taken out of use, then a new one let in under its label. Pure steps, and
// the words for each end; the dialog carries them out. What has been done is not done again when a later step failed.
import type { Alarm, Device } from "../../generated/protocol";
import type { View } from "../../sync";

// approved: a tablet that waits without a person, under the label on its back. code: one that shows a code, and takes the old label.
export type Spare =
  { readonly kind: "approved"; readonly device: Device } | { readonly kind: "code"; readonly code: string; readonly label: string };

export type SwapStep =
  { readonly step: "revoke"; readonly device: string } | { readonly step: "approve"; readonly code: string; readonly label: string };

// `revoked`: the old one is out already.
export function swapSteps(old: Device | null, revoked: boolean, spare: Spare): SwapStep[] {
  return [
    ...(old && !revoked ? [{ step: "revoke", device: old.id } as const] : []),
    ...(spare.kind === "code" ? [{ step: "approve", code: spare.code.trim().toUpperCase(), label: spare.label.trim() } as const] : []),
  ];
}

export const usualReason = "Máy hỏng, thay bằng máy dự phòng";

export const spareName = (spare: Spare): string => (spare.kind === "approved" ? spare.device.label : spare.label.trim());

// An approved tablet keeps the label that is glued to its back, also in another's place: whoever looks for "MTB-dự phòng" must find it.
export const labelWords = (spare: Spare, seat: string): string =>
  spare.kind === "approved"
    ? `Máy giữ nhãn ${spare.device.label} dán ở lưng; các danh sách ghi tên người${seat ? ` và ghế ${seat}` : ""} bên cạnh nhãn.`
    : "";

// The one thing left to do.
export const lastSentence = (spare: Spare, person: string, seat: string): string =>
  `Đặt ${spareName(spare)} ${seat ? `ở ghế ${seat}` : "trước đại biểu"}: ${person} chọn tên mình trên máy và nhập mã PIN.`;

// What the old one still holds, as the alarm says it.
export const unsentAlarm = (view: View, device: string | undefined): Alarm | undefined =>
  device ? view.all("alarm").find((one) => one.kind === "unsent_notes" && one.device === device && !one.settled_at) : undefined;
