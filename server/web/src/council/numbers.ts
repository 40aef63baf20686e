// Numbers as Vietnam writes them: 9.836, 5,3 MB, 2 phút 05 giây. Pure.
const whole = new Intl.NumberFormat("vi-VN");
const toTenths = new Intl.NumberFormat("vi-VN", { maximumFractionDigits: 1 });
const toHundredths = new Intl.NumberFormat("vi-VN", { maximumFractionDigits: 2 });

// "9.836".
export const count = (n: number): string => whole.format(n);

// "5,3 MB", decimal units as in file managers and on the wire's limits.
export function size(bytes: number): string {
  if (bytes < 1000) return `${bytes} byte`;
  if (bytes < 1_000_000) return `${whole.format(Math.round(bytes / 1000))} KB`;
  const mega = bytes / 1_000_000;
  return mega < 1000 ? `${toTenths.format(mega)} MB` : `${toHundredths.format(mega / 1000)} GB`;
}

export function percent(done: number, total: number): number {
  return total > 0 ? Math.min(100, Math.floor((done / total) * 100)) : 0;
}

// Seconds as people say them: "45 giây", "2 phút 05 giây".
export function wait(seconds: number): string {
  if (seconds < 60) return `${seconds} giây`;
  return `${Math.floor(seconds / 60)} phút ${String(seconds % 60).padStart(2, "0")} giây`;
}
