// A tablet in either engine, behind one interface: a journey is told once and lived through in Chromium and in WebKitGTK.
//
//   open, reload, restart · evaluate, wait, text, says · press, type, tapAt, draw · shot, fillDisk
//
// Each machine hangs on a line of its own, which can be cut, mended and made slow. Both engines speak TLS to the council's own authority: Chromium
// trusts it by a store of its own, WebKitGTK's automation accepts its certificate for the session.
import { createServer, Socket } from "node:net";
import { join } from "node:path";
import { drawWithPen, openChromium, tablet } from "./browser.mjs";
import { sleep, until, work } from "./story.mjs";
import { openWebKit, whyNot } from "./webkit_browser.mjs";

// Between a tablet and the server: the proxy that its browser was given, so that the address stays the server's own.
export class Line {
  #server;
  #pairs = new Set();
  #whole = true;
  bytesPerS = Infinity;
  port = 0;

  async open() {
    this.#server = createServer((client) => this.#accept(client));
    await new Promise((done) => this.#server.listen(0, "127.0.0.1", done));
    this.port = this.#server.address().port;
  }

  cut() {
    this.#whole = false;
    for (const end of this.#pairs) end.destroy();
  }

  mend() {
    this.#whole = true;
  }

  close() {
    this.cut();
    this.#server.close();
  }

  #accept(client) {
    client.on("error", () => undefined);
    if (!this.#whole) return client.destroy();
    let head = "";
    const onHead = (bytes) => {
      head += bytes.toString("latin1");
      const end = head.indexOf("\r\n\r\n");
      if (end < 0) return;
      client.off("data", onHead);
      const port = /^CONNECT [^ ]*:(\d+) /.exec(head)?.[1];
      if (!port) return client.destroy();
      client.pause();
      this.#join(client, Number(port), Buffer.from(head.slice(end + 4), "latin1"));
    };
    client.on("data", onHead);
  }

  #join(client, port, early) {
    const server = new Socket();
    for (const [one, other] of [[client, server], [server, client]]) {
      this.#pairs.add(one);
      one.on("error", () => undefined);
      one.once("close", () => {
        this.#pairs.delete(one);
        other.destroy();
      });
    }
    server.connect(port, "127.0.0.1", () => {
      client.write("HTTP/1.1 200 Connection established\r\n\r\n");
      if (early.length > 0) server.write(early);
      client.pipe(server);
    });
    server.on("data", (bytes) => {
      client.write(bytes);
      if (this.bytesPerS === Infinity) return;
      server.pause();
      setTimeout(() => server.resume(), (1000 * bytes.length) / this.bytesPerS);
    });
  }
}

// What a look finds first of what is seen, may be pressed and says these words.
const seen = (what, words) =>
  [...document.querySelectorAll(what)].find((each) => each.getClientRects().length > 0 && !each.disabled && (each.innerText || each.getAttribute("aria-label") || "").replace(/\s+/g, " ").includes(words)) ?? null;

const wide = { width: 1080, height: 810 };

class ChromiumMachine {
  constructor(page, url) {
    Object.assign(this, { page, url });
  }

  evaluate(look, ...args) {
    return this.page.evaluate(`(${look})(...${JSON.stringify(args)})`);
  }

  async press(what, words = "") {
    const element = await until(`${what} “${words}” is there`, async () => (await this.page.evaluateHandle(`(${seen})(${JSON.stringify(what)}, ${JSON.stringify(words)})`)).asElement());
    await element.tap();
  }

  async type(what, words) {
    await this.page.locator(what).first().fill(words);
  }

  tapAt(x, y) {
    return this.page.touchscreen.tap(x, y);
  }

  draw(points) {
    return drawWithPen(this.page, points);
  }

  open() {
    return this.page.goto(this.url);
  }

  reload() {
    return this.page.reload();
  }

  // The page and its process end; the app is opened anew from the same machine.
  async restart() {
    const context = this.page.context();
    const old = this.page;
    this.page = await context.newPage();
    await old.close();
    await this.open();
  }

  // From now on so many bytes are all that this machine has.
  async fillDisk(bytes) {
    const devtools = await this.page.context().newCDPSession(this.page);
    await devtools.send("Storage.overrideQuotaForOrigin", { origin: new URL(this.url).origin, ...(bytes && { quotaSize: bytes }) });
  }

  async shot(path) {
    await this.page.screenshot({ path });
  }
}

class WebKitMachine {
  constructor(page, url) {
    Object.assign(this, { page, url });
  }

  evaluate(look, ...args) {
    return this.page.evaluate(look, ...args);
  }

  press(what, words = "") {
    return this.page.press(what, words);
  }

  type(what, words) {
    return this.page.type(what, words);
  }

  tapAt(x, y) {
    return this.page.act("mouse", [[x, y]]);
  }

  draw(points) {
    return this.page.act("pen", points);
  }

  open() {
    return this.page.open(this.url);
  }

  reload() {
    return this.page.reload();
  }

  async restart() {
    await this.page.newWindow();
    await this.page.resize(wide.width, wide.height);
    await this.open();
  }

  // WebKitGTK's quota cannot be set from outside.
  fillDisk = undefined;

  shot(path) {
    return this.page.shot(path);
  }
}

// What both have in common.
for (const Machine of [ChromiumMachine, WebKitMachine])
  Object.assign(Machine.prototype, {
    async wait(sentence, look, args = [], limitMs = 30_000) {
      return await until(sentence, () => this.evaluate(look, ...args).catch(() => null), limitMs);
    },
    text() {
      return this.evaluate(() => document.body.innerText);
    },
    says(words, limitMs) {
      return this.wait(`the page says “${words}”`, (part) => document.body.innerText.includes(part), [words], limitMs);
    },
  });

// Answers how to get machines, or why there are none.
export const engines = {
  chromium: async (council, story) => {
    const browser = await openChromium(council.ca);
    story.atEnd(() => browser.close());
    return async (name, url, line) =>
      new ChromiumMachine(await tablet(browser, story.complaintsOf(name), { proxy: { server: `http://127.0.0.1:${line.port}` } }), url);
  },
  webkit: async (council, story) => {
    const missing = await whyNot();
    if (missing) return missing;
    return async (name, url, line) => {
      const browser = await openWebKit(join(work, `webkit-${name}`), wide.width, wide.height, `127.0.0.1:${line.port}`);
      story.atEnd(browser.close);
      // The window is what is left of the frame: as wide and high as the glass.
      const inside = await browser.page.evaluate(() => [innerWidth, innerHeight]);
      await browser.page.resize(2 * wide.width - inside[0], 2 * wide.height - inside[1]);
      await sleep(100);
      return new WebKitMachine(browser.page, url);
    };
  },
};
