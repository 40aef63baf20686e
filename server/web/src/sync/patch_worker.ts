// The worker behind patch.ts: one question, one answer.
import { applyDelta } from "./zstd";

export interface Question {
  readonly older: Uint8Array<ArrayBuffer>;
  readonly delta: Uint8Array<ArrayBuffer>;
}

export interface Answer {
  readonly newer?: Uint8Array<ArrayBuffer>;
  readonly failure?: string;
}

const port = self as unknown as {
  onmessage: (event: MessageEvent<Question>) => void;
  postMessage(answer: Answer, transfer: Transferable[]): void;
};

port.onmessage = ({ data }) => {
  applyDelta(data.older, data.delta).then(
    (newer) => port.postMessage({ newer }, [newer.buffer]),
    (failure: unknown) => port.postMessage({ failure: String(failure) }, []),
  );
};
