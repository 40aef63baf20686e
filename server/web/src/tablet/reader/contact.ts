// One touch on the glass, and what it may be: a finger's tap, a finger that moves, or a palm. Pure; pixels are CSS pixels.
//
// A tap is short, stays where it is, is no wider than a finger, is alone, and no pen is or has just been near. How long it may last
// matters only where pens are used: people without one press as long as they like.
export interface Contact {
  readonly pointer: number;
  readonly startX: number;
  readonly startY: number;
  readonly startedAt: number;
  widest: number;
  moved: boolean;
  palm: boolean; // a pen came, or other touches: this is no tap whatever it does
}

interface Touched {
  readonly pointerId: number;
  readonly clientX: number;
  readonly clientY: number;
  readonly timeStamp: number;
  readonly width?: number;
  readonly height?: number;
}

export const tapPx = 10;
export const palmPx = 65;
export const tapMsMax = 600;
// A hand that writes lies on the glass just before and just after its pen.
export const penNearMs = 500;

export function touchedBy(event: Touched, palm: boolean): Contact {
  const contact: Contact = {
    pointer: event.pointerId,
    startX: event.clientX,
    startY: event.clientY,
    startedAt: event.timeStamp,
    widest: 0,
    moved: false,
    palm,
  };
  follow(contact, event);
  return contact;
}

export function follow(contact: Contact, event: Touched): void {
  contact.widest = Math.max(contact.widest, event.width ?? 0, event.height ?? 0);
  if (Math.hypot(event.clientX - contact.startX, event.clientY - contact.startY) > tapPx) contact.moved = true;
}

export const isTap = (contact: Contact, at: number, pensAreUsed: boolean): boolean =>
  !contact.palm && !contact.moved && contact.widest < palmPx && (!pensAreUsed || at - contact.startedAt <= tapMsMax);
