// Entering a PIN.
export const pin = {
  ask: "Nhập mã PIN 6 số của ông/bà.",
  entered: (digits: number, of: number) => `Đã nhập ${digits} trên ${of} số`,
  wrong: "Mã PIN không đúng.",
  lockedOut: "Mã PIN đã bị khóa vì nhập sai nhiều lần. Xin nhờ văn phòng đặt lại mã PIN.",
  waitThenAgain: (sentence: string, wait: string) => `${sentence} Xin chờ ${wait} rồi nhập lại.`,
  seconds: (seconds: number) => `${seconds} giây`,
  minutes: (minutes: number, seconds: string) => `${minutes} phút ${seconds} giây`,
  checking: "Đang kiểm tra…",
  clear: "Xóa hết",
  erase: "Xóa",
  forgotten: "Quên mã PIN? Văn phòng đặt lại được trong một phút.",
};
