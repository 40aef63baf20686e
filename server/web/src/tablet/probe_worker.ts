// Says back what it is told: whether this browser lets an app work beside its page.
self.onmessage = ({ data }: MessageEvent<unknown>) => self.postMessage(data);
