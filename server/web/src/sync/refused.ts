// What the server (or we, for lack of it) answered no to: a code for machines and a Vietnamese sentence for the person.
export class Refused extends Error {
  readonly code: string;
  readonly sentence: string;
  readonly where: string | undefined;
  readonly waitS: number;

  constructor(refusal: { code?: string | null; sentence?: string | null; where?: string | null; wait_s?: number | null }) {
    super(refusal.code ?? "refused");
    this.name = "Refused";
    this.code = refusal.code ?? "refused";
    this.sentence = refusal.sentence || "Máy chủ không thực hiện được yêu cầu này. Hãy thử lại.";
    this.where = refusal.where ?? undefined;
    this.waitS = refusal.wait_s ?? 0;
  }
}

export const notConnected = (): Refused =>
  new Refused({ code: "not_connected", sentence: "Chưa kết nối được với máy chủ. Xin thử lại khi có mạng." });
